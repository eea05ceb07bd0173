// Which actors and links are shown. Above a few hundred actors a picture of all of them says nothing, so the page
// opens on the most connected of those that the filters leave, says how many are hidden, and lets them in step by step.

const MANY = 300; // up to so many actors are all shown
const STEPS = [100, 250, 600, 1500];
const LINES = 200; // so many can still be followed by eye: where there are no more, all are shown
const FEW = 20; // actors that it opens on whatever their lines
const STAGE_EACH = 6500; // pixels of the stage that each of them has at least, so that a telephone opens on fewer
const FEWEST = 4; // of a part of the core that hangs together; smaller ones would only make the picture wide

state.most = ACTORS.length > MANY ? STEPS[0] : Infinity;

const otherEnd = (link, actor) => (link.from === actor ? link.to : link.from);
const pairOf = ({ from, to }) => Math.min(from, to) * ACTORS.length + Math.max(from, to);
function howMany(marks) {
  let number = 0;
  for (let at = 0; at < marks.length; at++) if (marks[at]) number += 1;
  return number;
}

// How many links each actor has of those that the filters leave: what ranks and labels go by.
const passingLinks = forFilters(() => {
  const passing = whatPasses();
  const numbers = new Uint32Array(ACTORS.length);
  for (const link of LINKS) {
    if (!passing[link.at]) continue;
    numbers[link.from] += 1;
    if (link.to !== link.from) numbers[link.to] += 1;
  }
  return numbers;
});

// How many of them have a line in the picture.
function drawnLinksOf(actor) {
  return actor.own.reduce((sum, link) => sum + (state.drawnLinks[link.at] ? 1 : 0), 0);
}

// The actors of the picture where nothing is selected, and how many actors and links the filters leave in all.
const theCore = forFilters(() => {
  const passing = whatPasses();
  const numbers = passingLinks();
  const left = ACTORS.filter((actor) => numbers[actor.at] || (!actor.own.length && !state.filters.types.has(actor.type)));
  const links = howMany(passing);
  const whole = left.length <= state.most || left.length <= MANY || pairsOf(passing) <= LINES;
  if (whole) return { core: new Set(left.map((actor) => actor.at)), actors: left.length, links };
  const order = [...left].sort((a, b) => numbers[b.at] - numbers[a.at] || b.degree - a.degree || a.at - b.at);
  const most = state.most === STEPS[0] ? legible(order, passing) : state.most;
  const core = new Set(order.slice(0, most).map((actor) => actor.at));
  dropStrays(core, passing);
  for (const { at } of left) if (state.added.has(at)) core.add(at);
  return { core, actors: left.length, links };
});

function pairsOf(passing) {
  const pairs = new Set();
  for (const link of LINKS) {
    if (passing[link.at]) pairs.add(pairOf(link));
    if (pairs.size > LINES) break;
  }
  return pairs.size;
}

// How many of the most connected actors, of the first hundred, have room and no more lines among them than can be followed.
function legible(order, passing) {
  const chosen = new Set();
  let lines = 0;
  const [width, height] = stageSize();
  const room = Math.max(FEW, Math.min(STEPS[0], Math.floor((width * height) / STAGE_EACH)));
  for (const { at, own } of order.slice(0, room)) {
    const others = new Set(own.filter((link) => passing[link.at]).map((link) => otherEnd(link, at)));
    for (const other of others) lines += chosen.has(other) ? 1 : 0;
    if (lines > LINES && chosen.size >= FEW) return chosen.size;
    chosen.add(at);
  }
  return room;
}

function dropStrays(core, passing) {
  const ties = tiesOf([...core].flatMap((at) => ACTORS[at].own.filter((link) => link.from === at && passing[link.at] && core.has(link.to))));
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

// The picture where nothing is selected.
const thePicture = forFilters(() => {
  const passing = whatPasses();
  const { core } = theCore();
  const links = new Uint8Array(LINKS.length);
  const actors = new Uint8Array(ACTORS.length);
  for (const link of LINKS) {
    if (!passing[link.at] || !core.has(link.from) || !core.has(link.to)) continue;
    links[link.at] = actors[link.from] = actors[link.to] = 1;
  }
  for (const at of core) if (!ACTORS[at].own.length) actors[at] = 1;
  return { actors, links, drawn: strongestLines(links) };
});

// Which of the shown links have a line of their own: of a crowd only the strongest between any two.
function strongestLines(shown) {
  if (ACTORS.length <= MANY || howMany(shown) <= LINES) return shown;
  const best = new Map();
  for (const link of LINKS) {
    if (!shown[link.at]) continue;
    const other = best.get(pairOf(link));
    if (!other || strongest(link, other) < 0) best.set(pairOf(link), link);
  }
  const drawn = new Uint8Array(LINKS.length);
  for (const link of best.values()) drawn[link.at] = 1;
  return drawn;
}

// What is selected is shown whatever the filters say, with all its links.
function findShown() {
  markShown();
  state.lines = LINKS.filter((link) => state.drawnLinks[link.at]);
}

function markShown() {
  const picture = thePicture();
  const inFocus = (state.focus = findFocus(whatPasses()));
  const around = inFocus && surroundings(inFocus);
  if (!inFocus) {
    [state.shownActors, state.shownLinks, state.drawnLinks] = [picture.actors, picture.links, picture.drawn];
    return;
  }
  const start = (marks) => (state.alone ? new Uint8Array(marks.length) : Uint8Array.from(marks));
  state.shownActors = start(picture.actors);
  state.shownLinks = start(picture.links);
  state.drawnLinks = picture.drawn === picture.links ? state.shownLinks : start(picture.drawn);
  for (const at of around.actors) state.shownActors[at] = 1;
  for (const at of around.links) state.shownLinks[at] = state.drawnLinks[at] = state.shownActors[LINKS[at].from] = state.shownActors[LINKS[at].to] = 1;
}

function letIn(most) {
  state.most = most;
  changed(true);
  fit();
}

// What the core leaves out, in words, with buttons to let it in.
function showCore() {
  const { actors: left } = theCore();
  const shown = howMany(thePicture().actors);
  const hidden = Math.max(0, left - shown);
  const note = byId("note");
  note.hidden = !hidden || Boolean(state.alone && state.selected);
  if (note.hidden) return;
  const next = [...STEPS, Infinity].find((step) => step > state.most) ?? Infinity;
  const more = Number.isFinite(next) && next < left;
  const step = (words, most) => el("button", { type: "button", class: "link-button", onclick: () => letIn(most) }, words);
  note.replaceChildren(
    el("span", {}, `The ${grouped(shown)} most connected of ${plural(left, "actor")}${state.drawnLinks === state.shownLinks ? "" : ", one line for each pair"} `),
    more ? step("more", next) : "", step("all", Infinity), state.most > STEPS[0] ? step("fewer", STEPS[0]) : "");
}
