// Sizes on the screen. Zoomed out, nodes and lines shrink less than the picture does, as far as there is room: a node
// never grows into another one that is shown.

const LEGIBLE = 0.72; // below this zoom things are magnified
const MOST_TIMES = 9;
let sized = null; // the zoom that the sizes are right for

function forgetSizes() {
  sized = null;
}

function magnify() {
  const scale = network.getScale();
  if (sized !== null && Math.abs(Math.log(sized / scale)) < 0.02 && !state.moving) return;
  sized = scale;
  const times = Math.min(MOST_TIMES, Math.max(1, LEGIBLE / scale));
  const shown = ACTORS.filter((actor) => state.shownActors[actor.at]).map((actor) => network.body.nodes[actor.at]);
  const sizes = roomFor(shown, times);
  shown.forEach((node, k) => {
    if (node.options.size === sizes[k]) return;
    node.options.size = sizes[k];
    node.needsRefresh();
  });
  const crowded = state.lines.length > 350 ? 0.6 : 1;
  const inFocus = focus();
  for (const link of state.lines) sizeLine(link, times, inFocus ? (inFocus.links.has(link.at) ? 1 : 0.7) : crowded);
}

const HEAD = 15; // of vis-network: the length of an arrow head at scale 1, beside three times the width of its line
const MOST_OF_LINE = 0.4; // that an arrow head may take

function sizeLine(link, times, strength) {
  const { options, from, to } = network.body.edges[link.at];
  const width = lineWidth(link) * times * strength;
  const { dashes } = STATUS.get(link.status);
  Object.assign(options, { width, selectionWidth: 1.6 * times, hoverWidth: times });
  options.dashes = dashes.length ? dashes.map((length) => length * times) : false;
  if (link.symmetric || !from || !to) return;
  const room = Math.hypot(from.x - to.x, from.y - to.y) - from.options.size - to.options.size;
  const fits = link.from === link.to ? Infinity : (Math.max(0, room) * MOST_OF_LINE - 3 * width) / HEAD;
  const scale = Math.min(0.62 * times * strength, fits);
  options.arrows.to.enabled = scale > 0.12 * times; // a head that is no larger than its line says nothing
  options.arrows.to.scaleFactor = Math.max(0.1, scale);
}

// By the number of independent sources: ten articles of one outlet say no more than one of them.
function lineWidth(link) {
  return Math.min(5.5, 1.3 + 1.1 * Math.log2(voices(link)) + 0.15 * Math.log2(Math.max(1, link.weight)));
}

const APART = 0.94; // of the distance between two nodes that both may fill

// The radius of each node: all grow so many times, so that sizes compare. Where two are too near, the one with less behind
// it takes what the other leaves, but none is made smaller than it was laid out.
function roomFor(shown, times) {
  const base = shown.map((node) => PLACES[node.id].size);
  if (times === 1 || !shown.length) return base;
  const near = neighbourhoods(shown, 2 * Math.max(...base) * times);
  const growth = usualGrowth(base, near, times);
  const sizes = base.map(() => null);
  const order = base.map((_, k) => k).sort((a, b) => base[b] - base[a] || a - b);
  for (const k of order) {
    const room = near[k].map(({ other, apart }) => apart * APART - (sizes[other] ?? base[other]));
    sizes[k] = Math.max(base[k] * 0.9, Math.min(base[k] * growth, ...room));
  }
  return sizes;
}

// How many times most nodes can grow before they touch another.
function usualGrowth(base, near, times) {
  const fits = base.map((size, k) => Math.min(times, ...near[k].map(({ other, apart }) => (apart * APART) / (size + base[other]))));
  return Math.max(1, fits.sort((a, b) => a - b)[Math.floor(fits.length / 3)]);
}

// For each node the others nearby, with their distances.
function neighbourhoods(shown, cell) {
  const squares = new Map();
  const key = (x, y) => Math.floor(x / cell) * 100003 + Math.floor(y / cell);
  shown.forEach((node, k) => {
    const square = key(node.x, node.y);
    if (!squares.has(square)) squares.set(square, []);
    squares.get(square).push(k);
  });
  return shown.map((node, k) => {
    const found = [];
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const other of squares.get(key(node.x + dx * cell, node.y + dy * cell)) || []) {
          const apart = Math.hypot(node.x - shown[other].x, node.y - shown[other].y);
          if (other !== k && apart < cell) found.push({ other, apart });
        }
      }
    }
    return found;
  });
}
