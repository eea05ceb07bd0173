// The network itself: vis-network draws nodes and lines at the places that were computed when the page was written.

const ends = new Map(DATA.drawing.nodes.map((node) => [node.id, node]));
const nodes = new vis.DataSet(DATA.drawing.nodes.map(({ label, ...node }) => node));
const edges = new vis.DataSet(DATA.drawing.edges);
let network = null;

function colours() {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue("--" + name).trim();
}

function nodeLook(actor, colour, faded) {
  const type = TYPE.get(actor.type);
  const background = type.hollow ? colour("canvas") : type[state.theme];
  const chosen = { background, border: colour("ink") };
  return {
    id: actor.at,
    hidden: !state.shownActors[actor.at],
    opacity: faded ? 0.22 : 1,
    borderWidth: type.hollow ? 3 : 1.5,
    color: { background, border: type.hollow ? type[state.theme] : colour("canvas"), highlight: chosen, hover: chosen },
  };
}

function edgeLook(link, faded) {
  const colour = lineColour(link);
  return {
    id: link.at,
    hidden: !state.shownLinks[link.at],
    color: { color: colour, highlight: colour, hover: colour, opacity: faded ? 0.12 : 0.85 },
  };
}

// Only what changed is sent: sending everything again takes a third of a second at 2,000 actors.
const sent = { nodes: [], edges: [] };

function changed(before, looks) {
  return looks.filter((look) => {
    const text = JSON.stringify(look);
    const same = before[look.id] === text;
    before[look.id] = text;
    return !same;
  });
}

function paint() {
  const inFocus = focus();
  const colour = colours();
  const faded = (kind, at) => Boolean(inFocus && !inFocus[kind].has(at));
  const newNodes = changed(sent.nodes, ACTORS.map((actor) => nodeLook(actor, colour, faded("actors", actor.at))));
  const newEdges = changed(sent.edges, LINKS.map((link) => edgeLook(link, faded("links", link.at))));
  if (newNodes.length) nodes.update(newNodes);
  if (newEdges.length) edges.update(newEdges);
  forgetLabels();
  network?.redraw();
}

function startDrawing() {
  network = new vis.Network(byId("canvas"), { nodes, edges }, DATA.drawing.options);
  network.on("afterDrawing", drawLabels);
  network.on("click", (event) => clicked(event));
  for (const [name, kind] of [["hoverNode", "actor"], ["hoverEdge", "link"]]) {
    network.on(name, (event) => hover({ [kind]: kind === "actor" ? event.node : event.edge }));
  }
  for (const name of ["blurNode", "blurEdge"]) network.on(name, () => hover(null));
  network.on("dragging", (event) => event.nodes.length && forgetLabels());
  network.on("resize", () => state.selected || fit(false));
  window.graphbuild = Object.freeze({ network, data: DATA, state });
}

function hover(what) {
  state.hovered = what;
  byId("canvas").classList.toggle("pointing", Boolean(what));
  forgetLabels();
  network.redraw();
}

// A click on a name counts as a click on what it names.
function clicked(event) {
  const { x, y } = event.pointer.canvas;
  const label = event.nodes.length ? null : labelAt(x, y);
  if (event.nodes.length) select({ actor: event.nodes[0] });
  else if (label) select(label);
  else select(event.edges.length ? { link: event.edges[0] } : null);
}

function fit(animated = true) {
  const shown = ACTORS.filter((actor) => state.shownActors[actor.at]).map((actor) => actor.at);
  if (shown.length) look(shown, animated);
}

// Show these actors with their names, which vis-network's own fit knows nothing of.
function look(shown, animated = true) {
  const stage = byId("canvas");
  const spots = network.getPositions(shown);
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const at of shown) {
    const { x, y } = spots[at];
    const size = ends.get(at).size;
    const half = Math.max(size, 3.8 * Math.max(...ACTORS[at].lines.map((line) => line.length)));
    box.left = Math.min(box.left, x - half);
    box.right = Math.max(box.right, x + half);
    box.top = Math.min(box.top, y - size - 6);
    box.bottom = Math.max(box.bottom, y + size + 34);
  }
  const margin = shown.length > 80 ? 90 : 24;
  const across = (stage.clientWidth - margin) / (box.right - box.left);
  const down = (stage.clientHeight - margin) / (box.bottom - box.top);
  const scale = Math.min(across, down, 1.5);
  network.moveTo({
    position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 },
    scale: Math.max(scale, 0.02),
    animation: animated && !calm() ? { duration: 350, easingFunction: "easeInOutQuad" } : false,
  });
}

// Bring actors into view, but leave the picture alone where they are in it already.
function lookIfAway(shown) {
  const [left, top, right, bottom] = viewBox(network.getScale());
  const spots = Object.values(network.getPositions(shown));
  const away = spots.some(({ x, y }) => x < left || x > right || y < top || y > bottom);
  if (away) look(shown);
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

function savePicture() {
  const drawn = network.canvas.frame.canvas;
  const picture = el("canvas", { width: drawn.width, height: drawn.height });
  const context = picture.getContext("2d");
  context.fillStyle = colours()("canvas");
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(drawn, 0, 0);
  picture.toBlob((blob) => {
    const url = URL.createObjectURL(blob);
    el("a", { href: url, download: `${DATA.title.replace(/[^\p{L}\p{N}]+/gu, "-") || "graph"}.png` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  });
}
