// One link: every sentence behind it, with who, what and whom marked, and where it was printed.

function who(actor) {
  return el("p", { class: "who" }, typeSwatch(TYPE.get(actor.type)),
    el("button", { type: "button", class: "link-button", onclick: () => select({ actor: actor.at }, true) }, actor.label));
}

// Articles and independent sources: copies of one story, or many articles of one outlet, are one source.
function sourceCount(link) {
  if (!link.n_documents) return "added by hand";
  return `${plural(link.n_documents, "article")}, ${plural(voices(link), "independent source")}`;
}

function proof(link) {
  const status = STATUS.get(link.status);
  const beside = LINKS.filter((one) => one !== link && ((one.from === link.from && one.to === link.to) || (one.from === link.to && one.to === link.from)));
  const kept = link.weight - link.evidence.length;
  return [
    origin(link),
    el("h2", { class: "unseen" }, describe(link)),
    el("div", { class: "statement" }, who(ACTORS[link.from]),
      el("p", { class: `what ${link.status}` }, linkSwatch(link), el("span", {}, `${link.label} ${link.symmetric ? "↔" : "→"}`)), who(ACTORS[link.to])),
    el("p", { class: "tags" }, el("span", { class: "tag" }, status.words),
      link.disputed ? el("span", { class: "tag strong" }, "disputed: one says so, another denies it") : null,
      link.guess ? el("span", { class: "tag strong" }, "a guess: whom a sentence means is not sure") : null,
      link.review === "confirmed" ? el("span", { class: "tag good" }, "✓ confirmed by a person") : null),
    factList([
      ["said", link.weight > 1 ? plural(link.weight, "time") : ""],
      ["in", sourceCount(link)],
      ["read by", SEVERAL_READERS ? readersOf(link).map((one) => READERS[one]).join(", ") : ""],
      ["when", whenWords(link)],
      ["confidence", link.confidence == null ? "" : `${Math.round(link.confidence * 100)} %`],
    ]),
    el("h3", {}, link.evidence.length === 1 ? "The sentence behind it" : kept > 0 ? `${link.evidence.length} of ${link.weight} sentences behind it` : `The ${link.evidence.length} sentences behind it`),
    el("p", { class: "key" }, el("mark", { class: "s" }, "who"), el("mark", { class: "t" }, "what"), el("mark", { class: "o" }, "whom")),
    link.evidence.map((item, k) => evidenceCard(item, link, k)),
    linkMending(link), nextToReview(link),
    kept > 0 && link.evidence.length ? el("p", { class: "lead" }, `The store holds ${plural(kept, "more sentence")}: graphbuild links "${ACTORS[link.from].label}" --with "${ACTORS[link.to].label}"`) : null,
    beside.length ? [el("h3", {}, "Also between these two"), el("ul", { class: "rows" }, beside.sort(strongest).slice(0, 40).map((one) => sentenceRow(one)))] : null,
  ];
}

// Back to the dossier that the link was chosen from, and on to its next and previous link.
function origin(link) {
  const actor = ACTORS[state.origin ?? link.from];
  const passing = whatPasses();
  const order = groupsOf(actor, actor.own.filter((one) => passing[one.at])).flatMap((group) => group.rows.map((row) => row.link.at));
  const at = order.indexOf(link.at);
  const step = (to, words, title) => el("button", { type: "button", class: "plain small", title, "aria-label": title, disabled: order[to] === undefined, onclick: () => { state.origin = actor.at; select({ link: order[to] }, true); } }, words);
  return el("div", { class: "back trail" },
    el("button", { type: "button", class: "link-button", onclick: () => (state.origin == null ? select({ actor: actor.at }, true) : backTo(actor)) }, `‹ ${actor.label}`),
    at < 0 ? null : el("span", { class: "steps-on" }, step(at - 1, "‹", "Previous link"), ` ${at + 1} of ${order.length} `, step(at + 1, "›", "Next link")));
}

// To the dossier, where it was left.
function backTo(actor) {
  select({ actor: actor.at });
  restoreScroll();
}

// A link in words, that leads to its sentences.
function sentenceRow(link) {
  const status = STATUS.get(link.status);
  return el("li", {}, el("button", { type: "button", class: link.status, title: describe(link), onclick: () => select({ link: link.at }, true) },
    linkSwatch(link),
    el("span", { class: "name" }, el("span", { class: "other" }, describe(link))),
    el("span", { class: "status" }, link.status === "asserted" ? "" : status.label)));
}

function markedSentence(item) {
  return item.parts.map(([text, roles]) => {
    if (!roles) return text;
    if (roles.endsWith("=")) return el("span", { class: "gloss " + roles[0] }, text);
    return el("mark", { class: [...roles].join(" ") }, text);
  });
}

function evidenceCard(item, link, k) {
  const sentence = markedSentence(item);
  const details = [
    item.date_text || item.date ? `when: ${[item.date_text, heldWords(item)].filter(Boolean).join(" ")}` : item.date_basis === "article" ? "when: as of the article's day" : "",
    item.place_text ? `where: ${item.place_text}` : "",
    item.role ? `as: ${item.role}` : "",
  ].filter(Boolean);
  const inner = [SEVERAL_READERS ? `read by: ${READERS[item.read_by || "rules"]}` : "", item.doc && item.sentence_at ? `document ${item.doc}` : "", item.rule ? `rule ${item.rule}` : "", item.confidence == null ? "" : `confidence ${Math.round(item.confidence * 100)} %`].filter(Boolean);
  return el("figure", { class: "card" },
    item.before ? el("p", { class: "near", dir: "auto" }, DATA.sentences[item.before]) : null,
    sentence.length ? el("blockquote", { dir: "auto" }, sentence) : el("p", { class: "hint" }, "Added by hand, without a sentence."),
    item.after ? el("p", { class: "near", dir: "auto" }, DATA.sentences[item.after]) : null,
    el("p", { class: "held" }, el("b", {}, item.words), details.length ? ` · ${details.join(" · ")}` : ""),
    item.how ? el("p", { class: item.guess ? "resolved guess" : "resolved" }, item.guess ? el("b", {}, "a guess: ") : null, item.how) : null,
    citation(DATA.documents[item.doc] || {}, item.page),
    el("details", {}, el("summary", {}, "how it was found"), inner.join(", ")),
    sentenceMending(link, k));
}

// A document's file, and of a table which of its rows it is, by number and by the id that the table gives it.
const TABLE = /\.(csv|tsv|jsonl|json|xlsx|ods)(\.gz)?$/i;
const GIVEN = /^(?![0-9a-f]{12}$)/; // others were made from the text
function placeOf({ id, source, row }) {
  const named = TABLE.test(source || "") && GIVEN.test(id || "") && id !== "None" ? id : "";
  return (source || "") + (row ? `, row ${grouped(row)}` : "") + (named ? `${row ? ", id" : ", row"} ${named}` : "");
}

function citation(document, page) {
  const title = document.title || placeOf(document) || "untitled";
  const rest = [page ? `page ${page}` : null, document.outlet, document.published, document.title ? placeOf(document) : null].filter(Boolean);
  return el("p", { class: "source" }, sourceLink(document.url, title), rest.length ? ` · ${rest.join(" · ")}` : "");
}
