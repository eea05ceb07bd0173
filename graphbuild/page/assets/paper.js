// On paper: what is selected as a report with numbered footnotes, each the sentence and where it was printed.

function paper() {
  const notes = new Map();
  const { selected } = state;
  const links = chosenLinks();
  const actor = selected?.actor != null ? ACTORS[selected.actor] : null;
  const lines = [...links].sort((a, b) => (actor ? 0 : ACTORS[a.from].label.localeCompare(ACTORS[b.from].label)) || a.label.localeCompare(b.label) || strongest(a, b));
  const body = el("ul", {}, lines.map((link) => el("li", {}, statement(link), " ", footnotes(link, notes))));
  return [
    el("p", { class: "running" }, [DATA.title, DATA.subtitle].filter(Boolean).join(" — ")),
    el("h1", {}, !selected ? "Who is linked to whom" : inWords(selected)),
    actor ? [kindLine(actor), factList([...aliasesOf(actor), ["role", actor.roles.join(", ")], ["in", plural(actor.n_documents, "article")]])] : "",
    el("p", { class: "hint" }, "What is alleged, denied, planned or ended says so, and by whom. A link is what sentences say, not what is proved."),
    DATA.note ? el("p", {}, DATA.note) : "",
    trendFigure(links, false) ?? "",
    body,
    el("h2", {}, "Sources"),
    el("ol", {}, [...notes.values()].map(({ item, at }) => {
      const document = DATA.documents[item.doc] || {};
      const where = [document.title, document.outlet, document.published, item.page ? `page ${item.page}` : "", document.url || placeOf(document)].filter(Boolean).join(", ");
      return el("li", { value: at }, el("q", { dir: "auto" }, markedSentence(item)), ` ${where || "added by hand"}.`);
    })),
  ];
}

function statement(link) {
  const held = link.evidence[0]?.words || STATUS.get(link.status).words;
  const facts = [link.status === "asserted" ? "" : held, link.disputed ? "disputed" : "", link.guess ? "a guess" : "", link.review === "confirmed" ? "confirmed by a person" : "",
    whenWords(link), sourceCount(link)].filter(Boolean);
  return [el("b", {}, ACTORS[link.from].label), ` ${link.label} `, el("b", {}, ACTORS[link.to].label), ` (${facts.join("; ")})`];
}

// The numbers of a link's footnotes; a sentence that stands behind several links has one.
function footnotes(link, notes) {
  return link.evidence.map((item) => {
    const key = `${item.doc}\n${said(item)}`;
    if (!notes.has(key)) notes.set(key, { item, at: notes.size + 1 });
    return el("sup", {}, ` ${notes.get(key).at}`);
  });
}

window.addEventListener("beforeprint", () => byId("paper").replaceChildren(...paper().flat(Infinity).filter(Boolean)));
window.addEventListener("afterprint", () => byId("paper").replaceChildren());
