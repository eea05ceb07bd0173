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
  const crowded = state.drawnLinks.filter(Boolean).length > 350 ? 0.6 : 1;
  for (const link of LINKS) {
    if (!state.drawnLinks[link.at]) continue;
    const { options } = network.body.edges[link.at];
    const near = !focus() || focus().links.has(link.at);
    options.width = lineWidth(link) * times * (near ? 1 : 0.7) * (focus() ? 1 : crowded);
    options.selectionWidth = 1.6 * times;
    options.hoverWidth = times;
    options.arrows.to.scaleFactor = (link.symmetric ? 0 : 0.62 * times) * (focus() ? 1 : crowded);
    const { dashes } = STATUS.get(link.status);
    options.dashes = dashes.length ? dashes.map((length) => length * times) : false;
  }
}

// By the number of independent sources: ten articles of one outlet say no more than one of them.
function lineWidth(link) {
  return Math.min(5.5, 1.3 + 1.1 * Math.log2(voices(link)) + 0.15 * Math.log2(Math.max(1, link.weight)));
}

// The radius of each node: so many times its own, or less where its nearest neighbours are too near for that. Those with
// much room about them grow little more than the others, so that the larger one stays the one with more behind it.
function roomFor(shown, times) {
  const base = shown.map((node) => PLACES[node.id].size);
  if (times === 1 || !shown.length) return base;
  const fits = fitting(shown, base, times);
  const usual = [...fits].sort((a, b) => a - b)[Math.floor(fits.length / 2)];
  const most = Math.max(1, usual * 1.25);
  return base.map((size, k) => size * Math.max(1, Math.min(fits[k], most))); // those of the layout do not touch
}

// How many times its own radius each node could have, up to so many, before it touches its nearest neighbour.
function fitting(shown, base, times) {
  const cell = 2 * Math.max(1, ...base) * times;
  const squares = new Map();
  const key = (x, y) => Math.floor(x / cell) * 100003 + Math.floor(y / cell);
  shown.forEach((node, k) => {
    const square = key(node.x, node.y);
    if (!squares.has(square)) squares.set(square, []);
    squares.get(square).push(k);
  });
  return shown.map((node, k) => {
    let most = times;
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const other of squares.get(key(node.x + dx * cell, node.y + dy * cell)) || []) {
          if (other === k) continue;
          const apart = Math.hypot(node.x - shown[other].x, node.y - shown[other].y);
          most = Math.min(most, (apart * 0.84) / (base[k] + base[other]));
        }
      }
    }
    return most;
  });
}
