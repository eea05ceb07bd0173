// The side panel: an overview, an actor's dossier, every sentence behind a link, or the chains between two actors.

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
    typeSwatch(TYPE.get(actor.type)), el("span", { class: "name" }, actor.label), el("span", { class: "count" }, note)));
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
  const hidden = LINKS.length - state.shownLinks.filter(Boolean).length;
  return [
    el("h2", {}, "Who is linked to whom"),
    el("div", { class: "figures" },
      [[ACTORS.length, "actor"], [LINKS.length, "link"], [documents.length, "article"]].map(([number, word]) =>
        el("div", {}, el("b", {}, grouped(number)), number === 1 ? word : word + "s"))),
    hidden ? el("p", { class: "lead" }, `${plural(hidden, "link")} not shown: denied, only possible, told to media, filtered out, or outside the core.`) : null,
    tabs({ links: "Overview", time: "In time" }),
    state.tab === "time" ? chronicle(LINKS.filter((link) => state.shownLinks[link.at])) : [mostConnected(), communityList(), hints(), articles(documents)],
  ];
}

function mostConnected() {
  const degree = new Map();
  for (const link of LINKS) if (state.shownLinks[link.at]) for (const end of new Set([link.from, link.to])) degree.set(end, (degree.get(end) || 0) + 1);
  const busiest = [...degree].sort((a, b) => b[1] - a[1] || ACTORS[b[0]].n_mentions - ACTORS[a[0]].n_mentions || a[0] - b[0]).slice(0, 8);
  return busiest.length ? [el("h3", {}, "Most connected"),
    el("ul", { class: "rows" }, busiest.map(([at, links]) => actorButton(ACTORS[at], plural(links, "link"))))] : null;
}

function communityList() {
  if (COMMUNITIES.length < 2) return null;
  return [el("h3", {}, "Communities"), el("ul", { class: "rows" }, COMMUNITIES.map((one, k) =>
    el("li", {}, el("button", { type: "button", title: "Look at this part", onclick: () => lookAtCommunity(one) },
      svg("svg", { width: 18, height: 18, viewBox: "0 0 18 18", class: "swatch", "aria-hidden": "true" }, svg("circle", { cx: 9, cy: 9, r: 7, fill: PATCHES[k % PATCHES.length], "fill-opacity": 0.45 })),
      el("span", { class: "name" }, one.label), el("span", { class: "count" }, plural(one.members.length, "actor"))))))];
}

function lookAtCommunity(one) {
  const shown = one.members.filter((at) => state.shownActors[at]);
  if (shown.length && !byId("stage").hidden) look(shown);
  say(`${plural(one.members.length, "actor")} around ${one.label}`);
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
