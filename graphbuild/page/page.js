// Ties the parts together: choosing, the address bar, the buttons and the keys.

function select(what, move = false) {
  const here = address(state.selected);
  state.selected = what;
  showAll();
  if (network) {
    network.unselectAll();
    if (what?.actor != null) network.selectNodes([what.actor], false);
    if (what?.link != null) network.setSelection({ nodes: [], edges: [what.link] }, { highlightEdges: false });
    if (what && move && !byId("stage").hidden) lookIfAway([...focus().actors]);
  }
  const there = address(what);
  if (there !== here) history.pushState(null, "", there ? "#" + there : location.pathname + location.search);
  byId("said").textContent = !what ? "Overview" : what.actor != null ? ACTORS[what.actor].label : describe(LINKS[what.link]);
}

function showAll() {
  findShown();
  paint();
  showLegend();
  showPanel();
  if (!byId("tables").hidden) showTables();
  const shown = state.shownLinks.filter(Boolean).length;
  const empty = byId("empty");
  empty.hidden = shown > 0;
  empty.textContent = !ACTORS.length ? "No actors were found." : !LINKS.length ? "No links between these actors were found."
    : "All links are hidden. The legend brings them back.";
  empty.classList.toggle("low", ACTORS.length > 0);
  byId("canvas").setAttribute("aria-label", `Network of ${plural(state.shownActors.filter(Boolean).length, "actor")} and ${plural(shown, "link")}. The table view lists the same.`);
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
  for (const id of ["fit", "move", "png"]) byId(id).disabled = open;
  if (open) showTables();
  else network.redraw();
}

function startButtons() {
  byId("theme").addEventListener("click", () => { setTheme(state.theme === "dark" ? "light" : "dark"); showAll(); });
  byId("view-table").addEventListener("click", () => setTable(byId("tables").hidden));
  byId("fit").addEventListener("click", () => fit());
  byId("move").addEventListener("click", (event) => {
    state.moving = event.currentTarget.getAttribute("aria-pressed") !== "true" && !calm();
    setMoving(state.moving || calm());
  });
  byId("png").addEventListener("click", savePicture);
  byId("open-legend").addEventListener("click", () => {
    const open = byId("legend").classList.toggle("open");
    byId("open-legend").setAttribute("aria-expanded", String(open));
  });
}

function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input[type=search]")) return;
    if (event.key === "/") { byId("query").focus(); event.preventDefault(); }
    else if (event.key === "Escape") select(null);
    else if (event.key === "0") fit();
    else if (event.key === "t" || event.key === "T") setTable(byId("tables").hidden);
  });
}

setTheme(state.theme);
startSearch();
startButtons();
startKeys();
state.selected = fromAddress(location.hash);
findShown();
paint();
startDrawing();
fit(false);
const first = state.selected;
state.selected = null;
select(first, Boolean(first));
for (const name of ["hashchange", "popstate"]) {
  window.addEventListener(name, () => {
    const what = fromAddress(location.hash);
    if (address(what) !== address(state.selected)) select(what, true);
  });
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => { setTheme(event.matches ? "dark" : "light"); showAll(); });
document.documentElement.dataset.ready = "true";
