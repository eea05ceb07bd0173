// The side panel: an overview, an actor's dossier, every sentence behind a link, or the chains between two actors.

const BUSIEST = 8;

function showPanel() {
  const { selected } = state;
  const content = !selected ? overview() : selected.path ? route() : selected.actor != null ? dossier(ACTORS[selected.actor]) : proof(LINKS[selected.link]);
  byId("panel").replaceChildren(...content.flat(Infinity).filter(Boolean));
}

function backButton() {
  return el("p", { class: "back" }, el("button", { type: "button", class: "link-button", onclick: () => select(null) }, "‹ Overview"));
}

function factList(facts) {
  const known = facts.filter(([, value]) => value);
  return known.length ? el("dl", {}, known.map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])) : null;
}

function actorButton(actor, note) {
  return el("li", {}, el("button", { type: "button", onclick: () => select({ actor: actor.at }, true) },
    typeSwatch(TYPE.get(actor.type)), el("span", { class: "name" }, actor.label, isNamesake(actor) ? el("small", {}, apartBy(actor)) : null), el("span", { class: "count" }, note)));
}

// Two or three ways to look at the same thing, of which one is open.
function tabs(labels) {
  return el("div", { class: "tabs", role: "tablist", "aria-label": "What to show" }, Object.entries(labels).map(([name, label]) =>
    el("button", { type: "button", role: "tab", id: `tab-${name}`, "aria-selected": String(state.tab === name), onclick: () => {
      state.tab = name;
      keepView();
      showPanel();
      byId(`tab-${name}`).focus();
    } }, label)));
}

function overview() {
  const documents = Object.values(DATA.documents);
  return [
    el("h2", {}, "Who is linked to whom"),
    DATA.note ? el("p", { class: "note" }, DATA.note) : null,
    el("div", { class: "figures" },
      [[COUNTED.actors, "linked actor"], [COUNTED.links, "link"], [documents.length, "article"]].map(([number, word]) =>
        el("div", {}, el("b", {}, grouped(number)), number === 1 ? word : word + "s"))),
    COUNTED.others ? el("p", { class: "lead" }, `and ${plural(COUNTED.others, "link")} only denied${COUNTED.open ? ", possible" : " or possible"}${COUNTED.open ? ", or by other verbs" : ""}`) : null,
    hiddenLine(LINKS),
    keptLine(),
    REVIEW ? reviewList() : null,
    tabs({ links: "Overview", time: "In time" }),
    state.tab === "time" ? chronicle(((passing) => LINKS.filter((link) => passing[link.at]))(whatPasses())) : [mostConnected(), communityList(), hints(), articles(documents)],
  ];
}

// The working set, and a way to see it alone.
function keptLine() {
  if (!state.kept.size) return null;
  const box = el("input", { type: "checkbox", onchange: (event) => { state.filters.keptOnly = event.target.checked; changed(true); } });
  box.checked = state.filters.keptOnly;
  return el("p", { class: "lead" }, el("label", {}, box, ` only your set of ${plural(state.kept.size, "actor")}`));
}

// By the links that the filters leave, whether or not they have a line in the picture.
function mostConnected() {
  const numbers = passingLinks();
  const busiest = ACTORS.filter(({ at }) => numbers[at]).sort((a, b) => numbers[b.at] - numbers[a.at] || b.n_mentions - a.n_mentions || a.at - b.at).slice(0, BUSIEST);
  return busiest.length ? [el("h3", {}, "Most connected"),
    el("ul", { class: "rows" }, busiest.map((actor) => actorButton(actor, linkNumber(actor))))] : null;
}

// "14 links", or "14 links, 1 drawn" where they are not all drawn.
function linkNumber(actor) {
  const [links, drawn] = [passingLinks()[actor.at], drawnLinksOf(actor)];
  return plural(links, "link") + (drawn < links ? `, ${grouped(drawn)} drawn` : "");
}

function communityList() {
  if (COMMUNITIES.length < 2) return null;
  return [el("h3", {}, "Communities"), el("ul", { class: "rows" }, COMMUNITIES.map((one, k) =>
    el("li", {}, el("button", { type: "button", title: "Show this community alone", "aria-pressed": String(state.filters.community === k), onclick: () => chooseCommunity(k) },
      svg("svg", { width: 18, height: 18, viewBox: "0 0 18 18", class: "swatch", "aria-hidden": "true" }, svg("circle", { cx: 9, cy: 9, r: 7, fill: PATCHES[k % PATCHES.length], "fill-opacity": 0.45 })),
      el("span", { class: "name" }, one.label), el("span", { class: "count" }, plural(one.members.length, "actor"))))))];
}

// Shows one community alone; chosen again, all of them.
function chooseCommunity(k) {
  state.filters.community = state.filters.community === k ? null : k;
  changed(true);
  fit();
}

function hints() {
  return [el("h3", {}, "How to read it"),
    el("ul", { class: "hint" },
      el("li", {}, "Click a line to read every sentence behind it, with its article."),
      el("li", {}, "Click an actor for its dossier; Shift-click a second one for the chains between them."),
      el("li", {}, "An arrow runs from who acts to whom it concerns. Dashed: only alleged. A thick line has several independent sources."),
      el("li", {}, "The address bar keeps what you see: copy it to send it."),
      el("li", {}, "Keys: ", el("kbd", {}, "/"), " search, ", el("kbd", {}, "Esc"), " back, ", el("kbd", {}, "+"), " ", el("kbd", {}, "−"), " zoom, ", el("kbd", {}, "0"), " all, ", el("kbd", {}, "T"), " table."))];
}

function articles(documents) {
  if (!documents.length) return null;
  return [el("h3", {}, "Articles"), documents.slice(0, 12).map((document) => el("div", { class: "card" }, citation(document))),
    documents.length > 12 ? el("p", { class: "lead" }, `and ${plural(documents.length - 12, "more", "more")}`) : null];
}
