// Where everybody stands: as the page was written, or, where filters or a selection leave another picture, by a layout of
// that alone. What a reader has dragged stays where it was put.

const PLACES = DATA.drawing.nodes.map(([x, y, size]) => ({ x, y, size })); // as written
const KEPT = 0.7; // of the picture; where so much of it is still shown, everybody stays in place
let standing = { key: "", places: new Map() }; // the last layout of a part

// The layout for what is shown: null where it is the one that was written.
function placesNow() {
  const shown = shownNow();
  if (!shown) return null;
  const { key } = shown;
  if (key === standing.key) return standing.places;
  if (document.documentElement.dataset.ready) {
    layOutSoon(key, shown);
    return null;
  }
  standing = { key, places: laidOut(shown.actors, shown.links) };
  return standing.places;
}

// Behind the frame that answers a click: what was chosen stands out at once, and finds its own places right after.
let awaited = "";
function layOutSoon(key, shown) {
  if (awaited === key) return;
  awaited = key;
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => {
    if (awaited !== key) return;
    awaited = "";
    standing = { key, places: laidOut(shown.actors, shown.links) };
    const moved = setPlaces();
    forgetPicture();
    network.redraw();
    if (moved) fit();
  })));
}

// The actors and lines that a layout of their own is made for; each time the page is shown anew the marks are new too.
let part = { shown: null };
function shownNow() {
  const { shownActors, drawnLinks, alone } = state;
  if (part.actors !== shownActors || part.drawn !== drawnLinks || part.alone !== alone) {
    part = { actors: shownActors, drawn: drawnLinks, alone, shown: findPart() };
    if (part.shown) part.shown.key = part.shown.actors.join(" ");
  }
  return part.shown;
}

function findPart() {
  const only = state.alone && state.focus;
  if (!only && !filtersSet()) return null;
  const picture = only ? { actors: state.shownActors, drawn: state.drawnLinks } : thePicture();
  const actors = ACTORS.filter(({ at }) => picture.actors[at]).map(({ at }) => at);
  if (actors.length > MANY || actors.length < 2 || (!only && muchTheSame(picture.actors))) return null;
  return { actors, links: LINKS.filter(({ at, from, to }) => picture.drawn[at] && from !== to) };
}

// Whether most of the picture that the page opened on is still shown, and little else.
function muchTheSame(shown) {
  const both = howMany(OPENED.map((one, at) => one && shown[at]));
  return both >= KEPT * howMany(OPENED) && both >= KEPT * howMany(shown);
}

let OPENED = null; // the actors that are shown before anybody has touched anything
function rememberOpening() {
  const { filters, most } = state;
  [state.filters, state.most] = [freshFilters(), ACTORS.length > MANY ? STEPS[0] : Infinity];
  OPENED = Uint8Array.from(thePicture().actors);
  [state.filters, state.most] = [filters, most];
}

function laidOut(actors, links) {
  const number = new Map(actors.map((at, k) => [at, k]));
  const neighbours = actors.map(() => new Set());
  for (const { from, to } of links) {
    neighbours[number.get(from)].add(number.get(to));
    neighbours[number.get(to)].add(number.get(from));
  }
  const lists = neighbours.map((own) => [...own]);
  const places = actors.map(() => null);
  const parts = partsOf(lists);
  const boxes = actors.map(boxOf);
  const stage = stageSize();
  for (const part of parts) layPart(part, lists, actors, places);
  for (const part of parts) spread(part.map((one) => places[one]), part.map((one) => boxes[one]), parts.length === 1 ? roomy(stage, boxes) : roomOf(part, boxes));
  if (parts.length > 1) packParts(parts, places, boxes, stage);
  return new Map(actors.map((at, k) => [at, places[k]]));
}

function stageSize() {
  const { clientWidth, clientHeight } = byId("canvas");
  return [Math.max(320, clientWidth || 800) - 24, Math.max(280, clientHeight || 700) - 50];
}

// The stage, or a larger one of its shape where it is too small for all names.
function roomy([width, height], boxes) {
  const area = boxes.reduce((sum, [across, down]) => sum + 4 * (across + GAP) * (down + GAP), 0);
  const times = Math.max(1, Math.sqrt((2 * area) / (width * height)));
  return [width * times, height * times];
}

// A square with twice the room that the boxes of a part need.
function roomOf(part, boxes) {
  const area = part.reduce((sum, one) => sum + 4 * (boxes[one][0] + GAP) * (boxes[one][1] + GAP), 0);
  const side = Math.sqrt(2.2 * area);
  return part.length === 2 ? [side * 1.6, side * 0.7] : [side * 1.15, side];
}

// Half width and half height of a node with its name.
function boxOf(at) {
  const { size } = PLACES[at];
  const { lines } = ACTORS[at];
  const width = Math.max(...lines.map((line) => textWidth(line, 500))) * NODE_FONT * 1.05;
  return [Math.max(size, width / 2), size + lines.length * NODE_FONT * 0.62];
}

// The parts that hang together, the largest first.
function partsOf(neighbours) {
  const seen = new Set();
  const parts = [];
  neighbours.forEach((_, start) => {
    if (seen.has(start)) return;
    const part = [start];
    seen.add(start);
    for (const at of part) for (const other of neighbours[at]) if (!seen.has(other)) { seen.add(other); part.push(other); }
    parts.push(part);
  });
  return parts.sort((a, b) => b.length - a.length || a[0] - b[0]);
}

function layPart(part, neighbours, actors, places) {
  const number = new Map(part.map((one, k) => [one, k]));
  const own = part.map((one) => neighbours[one].map((other) => number.get(other)));
  stressed(own, part.map((one) => PLACES[actors[one]])).forEach((place, k) => { places[part[k]] = place; });
}

// Side by side in rows, together in the shape of the stage.
function packParts(parts, places, boxes, [width, height]) {
  const bounds = parts.map((part) => boundsOf(part, places, boxes));
  const area = bounds.reduce((sum, box) => sum + box.width * box.height, 0);
  const widest = Math.max(Math.sqrt((area * width) / height) * 1.1, ...bounds.map((box) => box.width));
  let [x, y, row] = [0, 0, 0];
  const tallestFirst = parts.map((_, k) => k).sort((a, b) => bounds[b].height - bounds[a].height || a - b);
  for (const k of tallestFirst) {
    const { left, top, width: across, height: down } = bounds[k];
    if (x && x + across > widest) [x, y, row] = [0, y + row, 0];
    for (const one of parts[k]) {
      places[one].x += x - left;
      places[one].y += y - top;
    }
    x += across;
    row = Math.max(row, down);
  }
}

// What a part covers with its names, and some room around it.
function boundsOf(part, places, boxes) {
  const side = (key, half, sign) => part.map((one) => places[one][key] + sign * (boxes[one][half] + GAP));
  const [left, top] = [Math.min(...side("x", 0, -1)), Math.min(...side("y", 1, -1))];
  return { left, top, width: Math.max(...side("x", 0, 1)) - left, height: Math.max(...side("y", 1, 1)) - top };
}

// Sets the nodes of vis-network where they belong. Gives whether anybody has moved.
function setPlaces() {
  const own = placesNow();
  if (!own && !shownNow()) awaited = "";
  let moved = false;
  for (let at = 0; at < ACTORS.length; at++) {
    const node = state.shownActors[at] ? network.body.nodes[at] : null;
    if (!node) continue;
    const { x, y } = state.pins.get(at) || own?.get(at) || (own && nearOthers(at, own)) || PLACES[at];
    if (node.x === x && node.y === y) continue;
    [node.x, node.y] = [x, y];
    moved = true;
  }
  return moved;
}

// Beside those of the layout that an actor is linked to, for one that is shown only because it is selected.
function nearOthers(at, own) {
  const near = ACTORS[at].own.map((link) => own.get(otherEnd(link, at))).filter(Boolean);
  if (!near.length) return null;
  const middle = (key) => near.reduce((sum, one) => sum + one[key], 0) / near.length;
  return { x: middle("x") + 60 * Math.cos(at), y: middle("y") + 60 * Math.sin(at) };
}
