// The keyboard: short cuts, arrows between actors of the picture, and arrows in tabs.

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const PAN = 80; // pixels

function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=checkbox]):not([type=range])")) return;
    if (event.key === "/") { byId("query").focus(); event.preventDefault(); }
    else if (event.key === "Escape") select(null);
    else if (event.key === "0") fit();
    else if (event.key === "t" || event.key === "T") setTable(byId("tables").hidden);
  });
  byId("canvas").addEventListener("keydown", onCanvas);
  byId("panel").addEventListener("keydown", inTabs);
  byId("skip").addEventListener("click", () => byId("panel").focus());
}

// On the picture arrows go from actor to actor, with Shift they move it; Enter reads about the one that is chosen.
function onCanvas(event) {
  const [dx, dy] = ARROWS[event.key] || [];
  const { clientWidth, clientHeight } = byId("canvas");
  if (event.key === "+" || event.key === "-") zoomAt(clientWidth / 2, clientHeight / 2, event.key === "+" ? 1.25 : 0.8);
  else if (event.key === "Enter" && state.selected) byId("panel").focus();
  else if (dx !== undefined && event.shiftKey) pan(dx, dy);
  else if (dx !== undefined) step(dx, dy);
  else return;
  event.preventDefault();
}

function pan(dx, dy) {
  const scale = network.getScale();
  const { x, y } = network.getViewPosition();
  moveBy((dx * PAN) / scale, (dy * PAN) / scale, scale, x, y);
}

// The nearest actor in a direction; from nowhere, the one with most links.
function step(dx, dy) {
  const shown = ACTORS.filter(({ at }) => state.shownActors[at]);
  const start = state.selected?.actor;
  if (start == null) {
    const numbers = passingLinks();
    const first = least(shown, ({ at }) => -numbers[at]);
    if (first) select({ actor: first.at }, true);
    return;
  }
  const { x, y } = network.body.nodes[start];
  const cost = ({ at }) => {
    const node = network.body.nodes[at];
    const [ahead, aside] = [(node.x - x) * dx + (node.y - y) * dy, Math.abs((node.x - x) * dy + (node.y - y) * dx)];
    return at === start || ahead <= 0 ? Infinity : ahead + 2 * aside;
  };
  const next = least(shown, cost);
  if (next && cost(next) < Infinity) select({ actor: next.at }, true);
}

function inTabs(event) {
  const [dx] = ARROWS[event.key] || [];
  if (!dx || event.target.getAttribute("role") !== "tab") return;
  const all = [...event.target.parentElement.children];
  const next = all[(all.indexOf(event.target) + dx + all.length) % all.length];
  next.click();
  event.preventDefault();
}
