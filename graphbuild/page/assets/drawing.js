// The network itself: vis-network draws nodes and lines at the places that were computed when the page was written.

const FLIGHT = 350; // milliseconds
let network = null;

function colours() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue("--" + name).trim();
}

function nodeLook(actor, colour) {
  const type = TYPE.get(actor.type);
  const background = type.hollow ? colour("canvas") : type[state.theme];
  const chosen = { background, border: colour("ink") };
  return {
    borderWidth: type.hollow ? 3 : 1.5,
    color: { background, border: type.hollow ? type[state.theme] : colour("canvas"), highlight: chosen, hover: chosen },
  };
}

function edgeLook(link) {
  const colour = lineColour(link);
  return { color: colour, highlight: colour, hover: colour, inherit: false, opacity: 0.85 };
}

// What changed is set on vis-network's own objects: through its data sets the same takes a third of a second at 2,000
// actors, because every change there is copied and checked.
const [HIDDEN, SHOWN, FADED] = [1, 2, 3];
let painted = { theme: "", actors: null, links: null }; // the theme, and how each was painted last

function paint() {
  if (!everyoneDrawn && !allThere()) drawRest();
  if (painted.theme !== state.theme) painted = { theme: state.theme, actors: new Uint8Array(ACTORS.length), links: new Uint8Array(LINKS.length) };
  const inFocus = focus();
  paintAll(ACTORS, painted.actors, state.shownActors, inFocus?.actors, paintNode);
  paintAll(LINKS, painted.links, state.drawnLinks, inFocus?.links, paintEdge);
  const moved = setPlaces();
  forgetPicture();
  listVisible();
  network.body.emitter.emit("_requestRedraw");
  return moved;
}

// What vis-network's "_dataUpdated" would have done, which looks at all lines, draws at once and then once more.
function listVisible() {
  const { body } = network;
  body.nodeIndices = [];
  for (let at = 0; at < ACTORS.length; at++) if (state.shownActors[at] && body.nodes[at]) body.nodeIndices.push(at);
  body.edgeIndices = state.lines.filter(({ at }) => body.edges[at]?.connected).map(({ at }) => at);
}

function paintAll(items, known, shown, inFocus, work) {
  for (let at = 0; at < items.length; at++) {
    const look = !shown[at] ? HIDDEN : inFocus && !inFocus.has(at) ? FADED : SHOWN;
    if (known[at] !== look && work(items[at], look, known[at] === 0)) known[at] = look;
  }
}

let inks = null; // the colours of the theme
function paintNode(actor, look, anew) {
  const node = network.body.nodes[actor.at];
  if (!node) return false;
  if (inks?.theme !== state.theme) inks = { theme: state.theme, colour: remembering(colours()) };
  if (anew) Object.assign(node.options, nodeLook(actor, inks.colour));
  node.options.hidden = look === HIDDEN;
  node.options.opacity = look === SHOWN ? 1 : 0.18;
  return true;
}

function paintEdge(link, look, anew) {
  const edge = network.body.edges[link.at];
  if (!edge) return false;
  if (anew) edge.options.color = edgeLook(link);
  edge.options.hidden = look === HIDDEN;
  edge.options.color.opacity = look === FADED ? 0.1 : 0.85;
  return true;
}

function forgetPicture() {
  forgetLabels();
  forgetSizes();
  forgetPatches();
}

// What is shown is drawn first, and all the rest behind the first picture: to make a line takes longer than to draw it.
let drawRest = () => {};
let everyoneDrawn = false;

function allThere() {
  return ACTORS.every(({ at }) => !state.shownActors[at] || network.body.nodes[at]) && LINKS.every(({ at }) => !state.drawnLinks[at] || network.body.edges[at]);
}

function nodeOf({ at, type }) {
  return { id: at, shape: TYPE.get(type).shape, ...PLACES[at] };
}

function edgeOf({ at, from, to, symmetric }) {
  const bend = DATA.drawing.bends[at];
  const edge = { id: at, from, to, arrows: { to: { enabled: !symmetric, scaleFactor: 0.65 } } };
  return bend ? { ...edge, smooth: bend } : edge;
}

function startDrawing() {
  const all = { nodes: ACTORS.map(nodeOf), edges: LINKS.map(edgeOf) };
  const nodes = new vis.DataSet(all.nodes.filter((node) => state.shownActors[node.id]));
  const edges = new vis.DataSet(all.edges.filter((edge) => state.drawnLinks[edge.id]));
  network = new vis.Network(byId("canvas"), { nodes, edges }, DATA.drawing.options);
  drawRest = () => {
    nodes.add(all.nodes.filter((node) => !nodes.get(node.id)).map((node) => ({ ...node, hidden: true })));
    edges.add(all.edges.filter((edge) => !edges.get(edge.id)).map((edge) => ({ ...edge, hidden: true })));
    painted.theme = "";
    everyoneDrawn = true;
    drawRest = () => {};
  };
  network.on("beforeDrawing", (context) => { magnify(); drawGroups(context); });
  network.on("afterDrawing", drawLabels);
  network.on("click", (event) => clicked(event));
  for (const [name, kind] of [["hoverNode", "actor"], ["hoverEdge", "link"]]) {
    network.on(name, (event) => hover({ [kind]: kind === "actor" ? event.node : event.edge }));
  }
  for (const name of ["blurNode", "blurEdge"]) network.on(name, () => hover(null));
  network.on("dragging", (event) => event.nodes.length && forgetPicture());
  network.on("dragStart", () => { state.dragging = true; });
  network.on("dragEnd", (event) => { state.dragging = false; pin(event.nodes); forgetLabels(); network.redraw(); });
  network.on("animationFinished", landed);
  network.on("resize", () => state.selected || fit(false));
  window.graphbuild = Object.freeze({ network, data: DATA, state, labels: () => placed?.labels || [], chains: (from, to) => chainsBetween(from, to) });
}

// Who was dragged stays there, also in the address.
function pin(nodes) {
  for (const at of nodes) {
    const { x, y } = network.body.nodes[at];
    state.pins.set(at, { x: Math.round(x), y: Math.round(y) });
  }
  if (nodes.length) keepView(true);
}

// While the view flies over a crowd no names are drawn: they would be placed anew for each frame.
function landed() {
  if (!state.flying) return;
  state.flying = clearTimeout(state.flying);
  forgetLabels();
  network.redraw();
}

function hover(what) {
  state.hovered = what;
  byId("canvas").classList.toggle("pointing", Boolean(what));
  forgetLabels();
  network.redraw();
}

// A click on a name counts as a click on what it names. With Shift or Ctrl, a second actor asks for the chains to it.
function clicked(event) {
  const { x, y } = event.pointer.canvas;
  const label = event.nodes.length ? null : labelAt(x, y);
  const what = event.nodes.length ? { actor: event.nodes[0] } : label || (event.edges.length ? { link: event.edges[0] } : null);
  const { shiftKey, ctrlKey, metaKey } = event.event.srcEvent || {};
  const first = state.selected?.actor ?? state.selected?.path?.[0];
  if (what?.actor != null && first != null && first !== what.actor && (shiftKey || ctrlKey || metaKey)) {
    select({ path: [first, what.actor], chain: null }, true);
  } else if (what || state.selected) {
    select(what);
  }
}

function fit(animated = true) {
  const shown = ACTORS.filter((actor) => state.shownActors[actor.at]).map((actor) => actor.at);
  if (shown.length) look(shown, animated);
}

// Show these actors with their names, which vis-network's own fit knows nothing of.
function look(shown, animated = true) {
  const stage = byId("canvas");
  const spots = network.getPositions(shown);
  const margin = shown.length > CROWD ? 110 : 24;
  const foot = byId("note").hidden ? 0 : 34; // what the note below covers
  if (!shown.length || !stage.clientWidth) return;
  let [scale, box] = [1.5, null];
  for (let round = 0; round < 8; round++) {
    box = boxAround(shown, spots, scale);
    const across = (stage.clientWidth - margin) / (box.right - box.left);
    const down = (stage.clientHeight - margin - foot) / (box.bottom - box.top);
    scale = Math.max(0.02, Math.min(across, down, 1.5));
  }
  const flies = animated && !calm();
  if (flies) state.flying = setTimeout(landed, FLIGHT + 150, clearTimeout(state.flying));
  network.moveTo({
    position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 + foot / 2 / scale },
    scale,
    animation: flies ? { duration: FLIGHT, easingFunction: "easeInOutQuad" } : false,
  });
}

// The part of the network that these actors and their names cover. Zoomed out, a name keeps its size on the screen, and
// covers more of it; of a crowd few are named.
function boxAround(shown, spots, scale) {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  const crowd = shown.length > CROWD;
  const far = Math.max(1, 1 / scale);
  for (const at of shown) {
    const { x, y } = spots[at];
    const { size } = PLACES[at];
    const half = crowd ? size : Math.max(size, far * 3.8 * Math.max(...ACTORS[at].lines.map((line) => line.length)));
    box.left = Math.min(box.left, x - half);
    box.right = Math.max(box.right, x + half);
    box.top = Math.min(box.top, y - size - 6);
    box.bottom = Math.max(box.bottom, y + size + (crowd ? 6 : 34 * far));
  }
  return box;
}

// Bring actors into view, but leave the picture alone where they are in it already.
function lookIfAway(shown) {
  const [left, top, right, bottom] = viewBox(network.getScale());
  const spots = Object.values(network.getPositions(shown));
  const away = spots.some(({ x, y }) => x < left || x > right || y < top || y > bottom);
  const extent = (key) => Math.max(...spots.map((spot) => spot[key])) - Math.min(...spots.map((spot) => spot[key]));
  const tiny = spots.length > 1 && Math.max(extent("x") / (right - left), extent("y") / (bottom - top)) < 0.3;
  if (away || tiny) look(shown);
}

function setMoving(moving) {
  const physics = {
    enabled: moving, solver: "forceAtlas2Based", stabilization: false,
    forceAtlas2Based: { springLength: 130, avoidOverlap: 0.7, gravitationalConstant: -90, damping: 0.6 },
  };
  if (moving && calm()) {
    network.setOptions({ physics: { ...physics, stabilization: { enabled: true, iterations: 150 } } });
    network.once("stabilized", () => { setMoving(false); fit(false); });
    network.stabilize(150);
    return;
  }
  network.setOptions({ physics });
  byId("move").setAttribute("aria-pressed", String(moving));
}
