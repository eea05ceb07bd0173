// Ties the parts together: choosing, the address bar, the buttons and the keys.

function select(what, move = false) {
  keepScroll();
  state.origin = originOf(what);
  state.selected = what;
  if (what?.link == null) state.alone = withFiltersKept(() => hasOwnPicture(what));
  if (what?.actor == null) state.depth = 1;
  changed(true);
  byId("panel").scrollTop = 0;
  markSelected(move);
  say(inWords(what));
}

// The actor from whose dossier a link was chosen, and stays while one goes on from link to link.
function originOf(what) {
  if (what?.link == null) return null;
  return state.selected?.actor ?? state.origin;
}

// How far each view was scrolled, for going back to it.
const scrolled = new Map();
function keepScroll() {
  scrolled.set(address(), [byId("panel").scrollTop, window.scrollY]);
}

function restoreScroll() {
  const [inside, whole] = scrolled.get(address()) || [0, window.scrollY];
  byId("panel").scrollTop = inside;
  window.scrollTo(0, whole);
}

function markSelected(move) {
  const { selected } = state;
  const nodes = selected?.path || (selected?.actor != null ? [selected.actor] : []);
  const edges = selected?.link != null ? [selected.link] : [];
  network.setSelection({ nodes, edges }, { highlightEdges: false }); // unselectAll would draw everything once more
  if (selected && move && !byId("stage").hidden) lookIfAway([...focus().actors]);
}

function inWords(what) {
  return !what ? "Overview" : what.path ? `Chains between ${what.path.map((at) => ACTORS[at].label).join(" and ")}`
    : what.actor != null ? ACTORS[what.actor].label : describe(LINKS[what.link]);
}

function say(words) {
  byId("said").textContent = words;
}

// Everything that follows from what the reader has chosen. Each step is a place to go back to, but not each
// position of a handle that is being dragged.
function changed(step = false) {
  showAll();
  keepView(step);
  if (step && !state.selected) say(`${plural(howMany(state.shownActors), "actor")} and ${plural(howMany(state.shownLinks), "link")} shown`);
}

// A page in a frame of a notebook has no address of its own.
const hasAddress = location.protocol !== "about:";

function keepView(step = true) {
  if (!hasAddress) return;
  const there = withFiltersKept(address);
  if (there === location.hash.slice(1)) return;
  const where = there ? "#" + there : location.pathname + location.search;
  if (step) history.pushState(null, "", where);
  else if (!keepView.waiting) {
    // Browsers refuse to have the address changed too often.
    keepView.waiting = setTimeout(() => {
      keepView.waiting = null;
      history.replaceState(null, "", address() ? "#" + address() : location.pathname + location.search);
    }, 400);
  }
}

function showAll() {
  withFiltersKept(showParts);
}

function showParts() {
  findShown();
  const moved = paint();
  showLegend();
  showPanel();
  showCore();
  if (!byId("tables").hidden) showTables();
  showEmpty();
  if (moved && document.documentElement.dataset.ready) fit();
}

// Where nothing is drawn, why not, and how it comes back. The table says it too.
function showEmpty() {
  const shown = howMany(state.shownLinks);
  const empty = byId("empty");
  empty.hidden = shown > 0;
  if (!ACTORS.length) empty.replaceChildren("No actors were found.");
  else if (!LINKS.length) empty.replaceChildren("No links between these actors were found.");
  else if (!shown) empty.replaceChildren(...emptied());
  byId("canvas").setAttribute("aria-label", `Network of ${plural(howMany(state.shownActors), "actor")} and ${plural(shown, "link")}. The table view lists the same.`);
}

function setTheme(theme) {
  state.theme = theme;
  document.documentElement.dataset.theme = theme;
  byId("theme").setAttribute("aria-pressed", String(theme === "dark"));
}

function setTable(open) {
  byId("tables").hidden = !open;
  byId("stage").hidden = open;
  byId("view-table").setAttribute("aria-pressed", String(open));
  for (const id of ["fit", "move", "png", "svg"]) byId(id).disabled = open;
  if (open) showTables();
  else network.redraw();
}

function startButtons() {
  byId("theme").addEventListener("click", () => { setTheme(state.theme === "dark" ? "light" : "dark"); changed(true); });
  byId("view-table").addEventListener("click", () => setTable(byId("tables").hidden));
  byId("fit").addEventListener("click", () => fit());
  byId("move").addEventListener("click", (event) => {
    state.moving = event.currentTarget.getAttribute("aria-pressed") !== "true" && !calm();
    setMoving(state.moving || calm());
  });
  startSaving();
  byId("open-legend").addEventListener("click", () => {
    const open = byId("legend").classList.toggle("open");
    byId("open-legend").setAttribute("aria-expanded", String(open));
  });
}

// As the address says: at the start, on going back, and when somebody pastes another one.
function openAddress() {
  const before = state.selected?.actor ?? state.origin;
  readAddress(location.hash || DATA.view || "");
  state.origin = state.selected?.link != null ? before ?? null : null;
  setTheme(state.theme);
  showAll();
  markSelected(true);
  restoreScroll();
}

// When nobody waits for an answer.
const idly = (work) => (window.requestIdleCallback ? requestIdleCallback(work, { timeout: 1000 }) : setTimeout(work, 50));

startSearch();
startLegend();
startButtons();
startKeys();
rememberOpening();
readAddress(location.hash || DATA.view || "");
setTheme(state.theme);
document.documentElement.classList.toggle("embedded", state.embedded);
showCorrections();
findShown();
startDrawing();
startWheel();
showAll();
fit(false);
if (state.selected) markSelected(true);
for (const name of ["hashchange", "popstate"]) {
  window.addEventListener(name, () => location.hash.slice(1) !== address() && openAddress());
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => openAddress());
byId("opening").remove();
document.documentElement.dataset.ready = "true";
requestAnimationFrame(() => requestAnimationFrame(() => idly(() => { drawRest(); paint(); idly(foldAll); })));
