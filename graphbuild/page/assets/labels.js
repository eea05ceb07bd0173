// Names on the canvas. They keep their size on the screen at every zoom, and one that would cover another is left
// out until there is room: the most connected actors go first, then the links.

const NODE_FONT = 12.5;
const LINK_FONT = 11;
const FEW_LINKS = 80; // up to here every link gets its label where there is room, and names keep off the lines
const CROWD = 80; // actors
const CLOSE = 0.85; // from this zoom on as well
const HUB_ROOM = 42000; // pixels of the stage; for each of these one of the most connected gets its name even over shapes
const pen = document.createElement("canvas").getContext("2d");
const widths = new Map();
let placed = null; // { scale, view, labels }

function forgetLabels() {
  placed = null;
}

function textWidth(text, weight) {
  const key = weight + text;
  if (!widths.has(key)) {
    pen.font = `${weight} 100px ${labelFont()}`;
    widths.set(key, pen.measureText(text).width / 100);
  }
  return widths.get(key);
}

let family = null;
function labelFont() {
  family = family || getComputedStyle(document.body).fontFamily;
  return family;
}

// Boxes that are taken, found again by the squares of a coarse grid.
class Taken {
  constructor(cell) {
    this.cell = cell;
    this.squares = new Map();
  }
  * keys([left, top, right, bottom]) {
    for (let x = Math.floor(left / this.cell); x <= Math.floor(right / this.cell); x++) {
      for (let y = Math.floor(top / this.cell); y <= Math.floor(bottom / this.cell); y++) yield x * 100003 + y;
    }
  }
  add(box) {
    for (const key of this.keys(box)) {
      if (!this.squares.has(key)) this.squares.set(key, []);
      this.squares.get(key).push(box);
    }
  }
  free(box) {
    const [left, top, right, bottom] = box;
    for (const key of this.keys(box)) {
      for (const other of this.squares.get(key) || []) {
        if (left < other[2] && other[0] < right && top < other[3] && other[1] < bottom) return false;
      }
    }
    return true;
  }
}

function findLabels(scale) {
  const numbers = passingLinks();
  const shapes = new Taken(90 / scale);
  const texts = new Taken(90 / scale);
  const inFocus = focus();
  const chosen = [state.selected, state.hovered];
  const forced = (kind, at) => chosen.some((one) => one && one[kind] === at);
  for (const actor of ACTORS) {
    if (!state.shownActors[actor.at]) continue;
    const { x, y } = network.body.nodes[actor.at];
    const { size } = network.body.nodes[actor.at].options;
    shapes.add([x - size, y - size, x + size, y + size]);
  }
  const rank = (actor) => (forced("actor", actor.at) ? 2e6 : 0) + (inFocus?.actors.has(actor.at) ? 1e6 : 0) + numbers[actor.at];
  const shownActors = ACTORS.filter((actor) => state.shownActors[actor.at]);
  const faded = !inFocus || shownActors.length <= CROWD; // whether names out of focus are still drawn, faintly
  const actors = shownActors.filter((actor) => faded || inFocus.actors.has(actor.at)).sort((a, b) => rank(b) - rank(a));
  const labels = [];
  const shown = [...state.lines];
  const lines = shown.length > FEW_LINKS ? [] : shown.filter((link) => !inFocus || inFocus.links.has(link.at)).map((link) => network.body.edges[link.at]).filter((edge) => edge?.connected);
  const room = { scale, lines, shapes, texts, inFocus, view: viewBox(scale) };
  const hubs = Math.min(15, (byId("canvas").clientWidth * byId("canvas").clientHeight) / HUB_ROOM);
  actors.forEach((actor, k) => labels.push(nameLabel(actor, room, forced("actor", actor.at), k < hubs && numbers[actor.at] > 2)));
  const rankLink = (link) => (forced("link", link.at) ? 2e6 : 0) + (inFocus?.links.has(link.at) ? 1e6 : 0) + link.weight;
  const roomy = shown.length <= FEW_LINKS || scale >= CLOSE;
  for (const link of shown.sort((a, b) => rankLink(b) - rankLink(a))) {
    const must = forced("link", link.at);
    const near = inFocus?.links.has(link.at);
    if (must || (inFocus ? near : roomy)) labels.push(linkLabel(link, room, must));
  }
  standingShapes = shapes;
  return labels.filter(Boolean);
}
let standingShapes = null; // the nodes that names were placed around

// What of the network is on the screen.
function viewBox(scale) {
  const { x, y } = network.getViewPosition();
  const { clientWidth: width, clientHeight: height } = byId("canvas");
  return [x - width / 2 / scale, y - height / 2 / scale, x + width / 2 / scale, y + height / 2 / scale];
}

const RINGS_AROUND = [1.2, 1.6, 2.1, 2.7]; // times the radius of a node
const DIRECTIONS = Array.from({ length: 16 }, (_, k) => (k * Math.PI) / 8);

// A hub, or who is chosen, is named in two lines or further off where it has no room beside it.
function nameLabel(actor, room, must, hub) {
  const { shapes, texts, inFocus, view } = room;
  const { x, y } = network.body.nodes[actor.at];
  const seen = x > view[0] && y > view[1] && x < view[2] && y < view[3];
  const whole = (box) => !seen || (box[0] > view[0] && box[1] > view[1] && box[2] < view[2] && box[3] < view[3]);
  const free = (some) => some.filter((box) => whole(box) && texts.free(box) && shapes.free(box));
  const plain = must && actor.lines.some((line) => line.endsWith("…")) ? [actor.label] : actor.lines;
  const forms = (hub || must ? [plain, inTwo(plain)] : [plain]).filter(Boolean).map((lines) => boxesFor(actor, room, lines, must));
  const tries = forms.map((form) => [form, form.beside]);
  if (hub || must) for (const ring of RINGS_AROUND) tries.push(...forms.map((form) => [form, form.ring(ring)]));
  let [form, choice] = tries.map(([one, boxes]) => [one, free(boxes)]).find(([, boxes]) => boxes.length) || [forms[0], []];
  if (must && !choice.length) choice = form.beside; // the chosen one is named wherever it stands
  if (!choice.length) return null;
  const box = least(choice, (one) => room.lines.filter((line) => strikes(line, one)).length + (whole(one) ? 0 : 3));
  texts.add(box);
  const faded = inFocus && !inFocus.actors.has(actor.at);
  const middle = { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 };
  const { lines, font, weight } = form;
  return { kind: "actor", at: actor.at, ...middle, angle: 0, lines, font, weight, box, faded };
}

// A name of one line in two, as even as its words allow; null where it has but one word.
function inTwo(lines) {
  const words = lines.length === 1 ? lines[0].split(" ") : [];
  const splits = words.slice(1).map((_, k) => [words.slice(0, k + 1).join(" "), words.slice(k + 1).join(" ")]);
  return splits.length ? least(splits, (two) => Math.max(...two.map((line) => line.length))) : null;
}

// Where a name may stand: around its node, or further off.
function boxesFor(actor, { scale }, lines, must) {
  const { x, y } = network.body.nodes[actor.at];
  const weight = actor.degree >= 5 || must ? 650 : 450;
  const font = (NODE_FONT + Math.min(2.5, actor.degree / 4)) * Math.min(1.35, Math.max(1, scale)) / scale;
  const width = Math.max(...lines.map((line) => textWidth(line, weight))) * font + 6 / scale;
  const height = lines.length * font * 1.18 + 2 / scale;
  const out = network.body.nodes[actor.at].options.size + 3 / scale;
  const boxAt = (cx, cy) => [cx - width / 2, cy - height / 2, cx + width / 2, cy + height / 2];
  const beside = [
    boxAt(x, y + out + height / 2), boxAt(x, y - out - height / 2),
    boxAt(x + out + width / 2, y), boxAt(x - out - width / 2, y),
    ...[[1, 1], [-1, 1], [1, -1], [-1, -1]].map(([right, down]) => boxAt(x + right * (out * 0.8 + width / 2), y + down * (out * 0.8 + height / 2))),
  ];
  const ring = (times) => DIRECTIONS.map((turn) => boxAt(x + Math.cos(turn) * (out * times + width / 2), y + Math.sin(turn) * (out * times + height / 2)));
  return { lines, font, weight, beside, ring };
}

// The first of the items with the smallest cost.
function least(items, cost) {
  let [best, lowest] = [items[0], Infinity];
  for (const item of items) {
    const price = cost(item);
    if (price < lowest) [best, lowest] = [item, price];
  }
  return best;
}

// Whether a line runs through a box; a bent line is taken as straight.
function strikes({ from: a, to: b }, [left, top, right, bottom]) {
  let [enter, leave] = [0, 1];
  for (const [start, span, low, high] of [[a.x, b.x - a.x, left, right], [a.y, b.y - a.y, top, bottom]]) {
    if (!span && (start < low || start > high)) return false;
    if (!span) continue;
    const [one, two] = [(low - start) / span, (high - start) / span];
    enter = Math.max(enter, Math.min(one, two));
    leave = Math.min(leave, Math.max(one, two));
  }
  return enter < leave;
}

function linkLabel(link, room, must) {
  const { scale, shapes, texts } = room;
  const edge = network.body.edges[link.at];
  if (!edge?.connected || link.from === link.to) return null;
  const text = link.label + (link.disputed ? " (disputed)" : "");
  const font = LINK_FONT * Math.min(1.3, Math.max(1, scale)) / scale;
  const width = textWidth(text, 450) * font + 6 / scale;
  const gap = network.body.nodes[link.from].options.size + network.body.nodes[link.to].options.size + 6 / scale;
  const a = edge.from;
  const b = edge.to;
  const length = Math.hypot(a.x - b.x, a.y - b.y);
  if (length < width + gap && !must) return null;
  const places = link.status === "denied" ? [0.34, 0.66, 0.28, 0.72] : [0.5, 0.43, 0.57, 0.36, 0.64, 0.3, 0.7];
  const common = { kind: "link", at: link.at, lines: [text], font, weight: 450, width, struck: link.status === "denied", link };
  for (const place of length < width + gap ? [] : places) {
    const spot = along(edge, place, width, font);
    if (spot.boxes.every((box) => texts.free(box) && shapes.free(box))) {
      spot.boxes.forEach((box) => texts.add(box));
      return { ...common, ...spot };
    }
  }
  return must ? { ...common, ...beside(edge, width, font, scale) } : null;
}

// Where a text stands that has no room on its line: level, to the right of the line's middle.
function beside(edge, width, font, scale) {
  const at = edge.edgeType.getPoint(0.5);
  const x = at.x + width / 2 + 8 / scale;
  return { x, y: at.y, angle: 0, boxes: [[x - width / 2, at.y - font / 2, x + width / 2, at.y + font / 2]] };
}

// Where a text stands that follows a line, and small boxes along it: a slanted text covers little of its big box.
function along(edge, place, width, font) {
  const at = edge.edgeType.getPoint(place);
  const [before, after] = [edge.edgeType.getPoint(place - 0.06), edge.edgeType.getPoint(place + 0.06)];
  let angle = Math.atan2(after.y - before.y, after.x - before.x);
  if (Math.abs(angle) > Math.PI / 2) angle += angle > 0 ? -Math.PI : Math.PI;
  const count = Math.max(2, Math.ceil(width / font));
  const half = font * 0.62;
  const boxes = [];
  for (let k = 0; k < count; k++) {
    const off = ((k + 0.5) / count - 0.5) * width;
    const [x, y] = [at.x + off * Math.cos(angle), at.y + off * Math.sin(angle)];
    boxes.push([x - half, y - half, x + half, y + half]);
  }
  return { x: at.x, y: at.y, angle, boxes };
}

function drawLabels(context) {
  if (state.flying && howMany(state.shownActors) > CROWD) return;
  if (awaited) return; // they are named where they will stand
  const scale = network.getScale();
  if (!placed || placed.scale !== scale || state.moving || (!state.dragging && wandered(scale))) placed = { scale, view: network.getViewPosition(), labels: findLabels(scale) };
  const colour = colours();
  context.save();
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  drawMarks(context, scale);
  crossOut(context, scale);
  for (const label of placed.labels) drawLabel(context, label, scale, colour);
  context.restore();
}

// Whether the view has moved since names were placed, so that some would be cut off at its edge.
function wandered(scale) {
  const { x, y } = network.getViewPosition();
  return Math.hypot(x - placed.view.x, y - placed.view.y) * scale > 24;
}

function drawLabel(context, label, scale, colour) {
  context.save();
  context.translate(label.x, label.y);
  context.rotate(label.angle);
  context.globalAlpha = label.faded ? 0.28 : 1;
  context.font = `${label.weight} ${label.font}px ${labelFont()}`;
  context.strokeStyle = colour("canvas");
  context.lineWidth = 4 / scale;
  context.fillStyle = label.link ? lineColour(label.link) : colour("ink");
  label.lines.forEach((line, k) => {
    const y = (k - (label.lines.length - 1) / 2) * label.font * 1.18;
    if (!label.faded) context.strokeText(line, 0, y); // the halo is what takes time
    context.fillText(line, 0, y);
  });
  if (label.struck) context.fillRect(-label.width / 2, 0, label.width, 1.2 / scale);
  context.restore();
}

// A cross on every line that says what somebody denies.
function crossOut(context, scale) {
  const inFocus = focus();
  for (const link of state.lines) {
    const edge = link.status === "denied" ? network.body.edges[link.at] : null;
    if (!edge?.connected) continue;
    const { x, y } = edge.edgeType.getPoint(0.5);
    const arm = 5 / scale;
    context.globalAlpha = inFocus && !inFocus.links.has(link.at) ? 0.15 : 1;
    context.strokeStyle = lineColour(link);
    context.lineWidth = 2.2 / scale;
    context.beginPath();
    context.moveTo(x - arm, y - arm);
    context.lineTo(x + arm, y + arm);
    context.moveTo(x + arm, y - arm);
    context.lineTo(x - arm, y + arm);
    context.stroke();
  }
  context.globalAlpha = 1;
}

function labelAt(x, y) {
  const inside = ([left, top, right, bottom]) => left <= x && x <= right && top <= y && y <= bottom;
  const label = placed?.labels.find((one) => (one.boxes || [one.box]).some(inside));
  return label ? { [label.kind]: label.at } : null;
}
