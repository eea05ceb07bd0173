// The side panel: an overview, an actor's dossier, or every sentence behind a link.

function showPanel() {
  const { selected } = state;
  const content = !selected ? overview() : selected.actor != null ? dossier(ACTORS[selected.actor]) : proof(LINKS[selected.link]);
  byId("panel").replaceChildren(...content.flat(Infinity).filter(Boolean));
  byId("panel").scrollTop = 0;
}

function backButton() {
  return el("p", { class: "back" }, el("button", { type: "button", class: "link-button", onclick: () => select(null) }, "‹ Overview"));
}

function actorButton(actor, note) {
  return el("li", {}, el("button", { type: "button", onclick: () => select({ actor: actor.at }, true) },
    typeSwatch(TYPE.get(actor.type)), el("span", { class: "name" }, actor.label), el("span", { class: "count" }, note)));
}

function overview() {
  const busiest = [...ACTORS].sort((a, b) => b.degree - a.degree || b.n_mentions - a.n_mentions).slice(0, 8);
  const documents = Object.values(DATA.documents);
  const hidden = LINKS.filter((link) => !allowed(link)).length;
  return [
    el("h2", {}, "Who is linked to whom"),
    el("div", { class: "figures" },
      [[ACTORS.length, "actor"], [LINKS.length, "link"], [documents.length, "article"]].map(([number, word]) =>
        el("div", {}, el("b", {}, number.toLocaleString("en")), number === 1 ? word : word + "s"))),
    hidden ? el("p", { class: "lead" }, `${hidden.toLocaleString("en")} of these links ${hidden === 1 ? "is" : "are"} hidden: what is denied, only possible, or switched off in the legend.`) : null,
    el("h3", {}, "How to read it"),
    el("ul", { class: "hint" },
      el("li", {}, "Click a line to read every sentence behind it, with its article."),
      el("li", {}, "Click an actor for all its links; the others step back."),
      el("li", {}, "An arrow runs from who acts to whom it concerns. Dashed: only alleged."),
      el("li", {}, "Untick a type, a kind of link or a status to hide it."),
      el("li", {}, "Keys: ", el("kbd", {}, "/"), " search, ", el("kbd", {}, "Esc"), " back, ", el("kbd", {}, "+"), " ", el("kbd", {}, "−"), " zoom, ", el("kbd", {}, "0"), " all, ", el("kbd", {}, "T"), " table.")),
    busiest.length ? [el("h3", {}, "Most connected"),
      el("ul", { class: "rows" }, busiest.map((actor) => actorButton(actor, plural(actor.degree, "link"))))] : null,
    documents.length ? [el("h3", {}, "Articles"), documents.slice(0, 12).map((document) => el("div", { class: "card" }, citation(document))),
      documents.length > 12 ? el("p", { class: "lead" }, `and ${plural(documents.length - 12, "more", "more")}`) : null] : null,
  ];
}

function kindLine(actor) {
  const type = TYPE.get(actor.type);
  return el("p", { class: "kind" }, typeSwatch(type), type.label);
}

function dossier(actor) {
  const facts = [
    ["also", actor.aliases.join(", ")],
    ["role", actor.roles.join(", ")],
    ["in", actor.n_documents ? `${plural(actor.n_documents, "article")}, ${plural(actor.n_mentions, "mention")}` : ""],
  ].filter(([, value]) => value);
  const groups = new Map();
  for (const link of actor.own) {
    const out = link.from === actor.at;
    const words = out || link.symmetric ? link.label : link.inverse || `${link.label} (by)`;
    if (!groups.has(words)) groups.set(words, []);
    groups.get(words).push({ link, other: ACTORS[out ? link.to : link.from] });
  }
  const sorted = [...groups].sort((a, b) => b[1].length - a[1].length || a[0].localeCompare(b[0]));
  return [
    backButton(), kindLine(actor), el("h2", {}, actor.label),
    facts.length ? el("dl", {}, facts.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])) : null,
    sorted.map(([words, rows]) => [el("h3", {}, words), el("ul", { class: "rows" }, rows.map(linkRow))]),
    actor.own.length ? null : el("p", { class: "lead" }, "No links."),
  ];
}

function linkRow({ link, other }) {
  const status = STATUS.get(link.status);
  const notes = [link.status === "asserted" ? "" : status.label, link.disputed ? "disputed" : "", link.first_date || ""];
  return el("li", {}, el("button", { type: "button", class: link.status, title: describe(link), onclick: () => select({ link: link.at }, true) },
    lineSwatch(lineColour(link), status), el("span", { class: "name" }, other.label),
    el("span", { class: "status" }, notes.filter(Boolean).join(" · "))));
}

function who(actor) {
  return el("p", { class: "who" }, typeSwatch(TYPE.get(actor.type)),
    el("button", { type: "button", class: "link-button", onclick: () => select({ actor: actor.at }, true) }, actor.label));
}

function proof(link) {
  const status = STATUS.get(link.status);
  const dates = [link.first_date, link.last_date].filter(Boolean);
  const facts = [
    ["said", `${plural(link.weight, "time")} in ${plural(link.n_documents, "article")}` + (link.n_documents > 1 ? `, ${plural(link.n_outlets, "independent source")}` : "")],
    ["when", [...new Set(dates)].join(" to ")],
    ["confidence", link.confidence == null ? "" : `${Math.round(link.confidence * 100)} %`],
  ].filter(([, value]) => value);
  return [
    backButton(),
    el("h2", { class: "unseen" }, describe(link)),
    el("div", { class: "statement" }, who(ACTORS[link.from]),
      el("p", { class: "what" }, lineSwatch(lineColour(link), status), `${link.label} ${link.symmetric ? "↔" : "→"}`), who(ACTORS[link.to])),
    el("p", { class: "tags" }, el("span", { class: "tag" }, status.words),
      link.disputed ? el("span", { class: "tag strong" }, "disputed: one says so, another denies it") : null,
      link.review === "confirmed" ? el("span", { class: "tag" }, "confirmed by a person") : null),
    el("dl", {}, facts.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])),
    el("h3", {}, link.evidence.length === 1 ? "The sentence behind it" : `The ${link.evidence.length} sentences behind it`),
    el("p", { class: "key" }, el("mark", { class: "s" }, "who"), el("mark", { class: "t" }, "what"), el("mark", { class: "o" }, "whom")),
    link.evidence.map((item) => evidenceCard(item, link)),
  ];
}

function evidenceCard(item, link) {
  const sentence = item.parts.map(([text, roles]) => {
    if (!roles) return text;
    if (roles.endsWith("=")) return el("span", { class: "gloss " + roles[0] }, text);
    return el("mark", { class: [...roles].join(" ") }, text);
  });
  const details = [
    item.date_text || item.date ? `when: ${[item.date_text, item.date && item.date !== item.date_text ? `(${item.date})` : ""].filter(Boolean).join(" ")}` : "",
    item.place_text ? `where: ${item.place_text}` : "",
    item.role ? `as: ${item.role}` : "",
  ].filter(Boolean);
  const inner = [item.rule ? `rule ${item.rule}` : "", item.confidence == null ? "" : `confidence ${Math.round(item.confidence * 100)} %`].filter(Boolean);
  return el("figure", { class: "card" },
    sentence.length ? el("blockquote", {}, sentence) : el("p", { class: "hint" }, "Added by hand, without a sentence."),
    el("p", { class: "held" }, el("b", {}, item.words), details.length ? ` · ${details.join(" · ")}` : ""),
    citation(DATA.documents[item.doc] || {}, item.page),
    inner.length ? el("details", {}, el("summary", {}, "how it was found"), inner.join(", ")) : null);
}

function citation(document, page) {
  const title = document.title || document.source || "untitled";
  const rest = [page ? `page ${page}` : null, document.outlet, document.published, document.title ? document.source : null].filter(Boolean);
  return el("p", { class: "source" }, sourceLink(document.url, title), rest.length ? ` · ${rest.join(" · ")}` : "");
}
