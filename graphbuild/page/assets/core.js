// Which actors and links are shown. Above a few hundred actors a picture of all of them says nothing, so the page
// opens on the most connected of those that the filters leave, says how many are hidden, and lets them in step by step.

const MANY = 300; // up to so many actors are all shown
const STEPS = [100, 250, 600, 1500];
const LINES = 200; // so many can still be followed by eye: the page opens on no more, and draws one for each pair beyond
const FEW = 20; // actors that it opens on whatever their lines
const NEAR = 70; // so many neighbours of a chosen actor are let in, the best attested first

state.most = ACTORS.length > MANY ? STEPS[0] : Infinity;
let held = { actors: 0, links: 0 }; // how many the filters leave; what is not shown of them is hidden by the core

const otherEnd = (link, actor) => (link.from === actor ? link.to : link.from);

function findShown() {
  const passing = whatPasses();
  const { core, ...rest } = theCore();
  held = rest;
  const inFocus = (state.focus = findFocus(passing));
  const among = (link) => core.has(link.from) && core.has(link.to);
  const only = state.alone && inFocus;
  state.shownLinks = LINKS.map((link) => Boolean(inFocus?.links.has(link.at) || (!only && passing[link.at] && among(link))));
  const linked = new Set(inFocus ? inFocus.actors : []);
  for (const link of LINKS) if (state.shownLinks[link.at]) linked.add(link.from).add(link.to);
  state.drawnLinks = findDrawn(inFocus);
  state.shownActors = ACTORS.map((actor) => linked.has(actor.at) || (!only && !actor.own.length && core.has(actor.at)));
}

// The most connected actors of those that the filters leave, and how many actors and links those are in all.
const theCore = forFilters(() => {
  const passing = whatPasses();
  const degree = new Uint32Array(ACTORS.length);
  for (const link of LINKS) {
    if (!passing[link.at]) continue;
    degree[link.from] += 1;
    if (link.to !== link.from) degree[link.to] += 1;
  }
  const left = ACTORS.filter((actor) => degree[actor.at] || (!actor.own.length && !state.filters.types.has(actor.type)));
  const order = left.length > state.most ? [...left].sort((a, b) => degree[b.at] - degree[a.at] || b.degree - a.degree || a.at - b.at) : left;
  const most = state.most === STEPS[0] ? legible(order, passing) : state.most;
  const core = new Set(order.slice(0, most).map((actor) => actor.at));
  if (left.length > state.most) dropStrays(core, passing);
  return { core, actors: left.length, links: passing.filter(Boolean).length };
});

// How many of the most connected actors, of the first hundred, have no more lines among them than can be followed.
function legible(order, passing) {
  const chosen = new Set();
  let lines = 0;
  for (const { at, own } of order.slice(0, STEPS[0])) {
    const others = new Set(own.filter((link) => passing[link.at]).map((link) => otherEnd(link, at)));
    for (const other of others) lines += chosen.has(other) ? 1 : 0;
    if (lines > LINES && chosen.size >= FEW) return chosen.size;
    chosen.add(at);
  }
  return STEPS[0];
}

// Which of the shown links have a line of their own. Of a crowd only the strongest between any two, but all in focus.
function findDrawn(inFocus) {
  const shown = LINKS.filter((link) => state.shownLinks[link.at]);
  if (ACTORS.length <= MANY || shown.length <= LINES) return state.shownLinks;
  const best = new Map();
  const pair = ({ from, to }) => Math.min(from, to) * ACTORS.length + Math.max(from, to);
  for (const link of shown) {
    const other = best.get(pair(link));
    if (!other || strongest(link, other) < 0) best.set(pair(link), link);
  }
  const drawn = state.shownLinks.map(() => false);
  for (const link of best.values()) drawn[link.at] = true;
  for (const at of inFocus?.links || []) drawn[at] = true;
  return drawn;
}

const FEWEST = 4; // of a part of the core that hangs together; smaller ones would only make the picture wide

function dropStrays(core, passing) {
  const ties = tiesOf(LINKS.filter((link) => passing[link.at] && core.has(link.from) && core.has(link.to)));
  const parts = [];
  const seen = new Set();
  for (const at of core) {
    if (seen.has(at)) continue;
    const part = [...distances(at, ties).keys()];
    part.forEach((one) => seen.add(one));
    parts.push(part);
  }
  const largest = Math.max(...parts.map((part) => part.length));
  for (const part of parts) if (part.length < Math.min(FEWEST, largest)) part.forEach((at) => core.delete(at));
}

// The actors and links that stand out while something is selected; null when nothing is. What is selected is shown
// whatever the filters say.
function findFocus(passing) {
  const { selected } = state;
  if (!selected) return null;
  if (selected.path) return focusOfChains(shownChains());
  if (selected.link != null) return focusOfLinks([LINKS[selected.link]]);
  const around = neighbourhood(selected.actor, state.depth, passing);
  return around;
}

function focusOfLinks(links, actors = []) {
  const found = { actors: new Set(actors), links: new Set(links.map((link) => link.at)) };
  for (const link of links) found.actors.add(link.from).add(link.to);
  return found;
}

function focusOfChains(chains) {
  return focusOfLinks(chains.flatMap((chain) => chain.hops.flat()), state.selected.path);
}

// Everybody within so many steps, and the links between them that lead there.
function neighbourhood(actor, depth, passing) {
  const actors = new Set([actor]);
  const links = new Set();
  let rim = [actor];
  for (let step = 0; step < depth; step++) {
    const next = [];
    const room = Math.max(10, Math.floor(NEAR / Math.max(1, rim.length)));
    for (const at of rim) {
      const own = ACTORS[at].own.filter((link) => passing[link.at]).sort((a, b) => strongest(a, b) || ACTORS[otherEnd(b, at)].degree - ACTORS[otherEnd(a, at)].degree);
      const let_in = new Set();
      for (const link of own) {
        const other = otherEnd(link, at);
        if (!actors.has(other) && !let_in.has(other) && let_in.size >= room) continue;
        let_in.add(other);
        links.add(link.at);
        if (!actors.has(other)) next.push(other);
        actors.add(other);
      }
    }
    rim = next;
  }
  return { actors, links };
}

const focus = () => state.focus || null;

function letIn(most) {
  state.most = most;
  changed(true);
  fit();
}

// What the core leaves out, in words, with buttons to let it in.
function showCore() {
  const shown = state.shownActors.filter(Boolean).length;
  const hidden = Math.max(0, held.actors - shown);
  const note = byId("note");
  note.hidden = !hidden || (state.alone && state.selected);
  if (note.hidden) return;
  const next = [...STEPS, Infinity].find((step) => step > state.most) ?? Infinity;
  const more = Number.isFinite(next) && next < held.actors;
  note.replaceChildren(
    el("span", {}, `The ${grouped(shown)} most connected of ${plural(held.actors, "actor")}${state.drawnLinks === state.shownLinks ? "" : ", one line for each pair"} `),
    more ? el("button", { type: "button", class: "link-button", onclick: () => letIn(next) }, "more") : "",
    el("button", { type: "button", class: "link-button", onclick: () => letIn(Infinity) }, "all"),
    state.most > STEPS[0] ? el("button", { type: "button", class: "link-button", onclick: () => letIn(STEPS[0]) }, "fewer") : "");
}
