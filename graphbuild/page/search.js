// Finding an actor by name or alias: a combobox with a list of completions.

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’‘ʼ`]/g, "'").toLowerCase();
const NAMES = ACTORS.map((actor) => [actor.label, ...actor.aliases].map(fold));
const MOST = 12;
let matches = [];
let marked = -1;

// Best first: a name that starts so, then one with a word that starts so, then one that holds it.
function find(words) {
  const wanted = fold(words.trim());
  if (!wanted) return [];
  const score = (name) => (name.startsWith(wanted) ? 3 : name.includes(" " + wanted) ? 2 : name.includes(wanted) ? 1 : 0);
  return ACTORS.map((actor) => ({ actor, points: Math.max(...NAMES[actor.at].map(score)) }))
    .filter(({ points }) => points)
    .sort((a, b) => b.points - a.points || b.actor.degree - a.actor.degree || a.actor.at - b.actor.at)
    .slice(0, MOST).map(({ actor }) => actor);
}

function showMatches() {
  const query = byId("query");
  const open = query.value.trim() !== "";
  query.setAttribute("aria-expanded", String(open));
  query.setAttribute("aria-activedescendant", marked >= 0 ? `match-${marked}` : "");
  byId("matches").hidden = !open;
  byId("matches").replaceChildren(...matches.map((actor, at) => {
    const alias = actor.aliases.find((name) => fold(name).includes(fold(query.value.trim())));
    const said = fold(actor.label).includes(fold(query.value.trim())) || !alias ? "" : ` (${alias})`;
    return el("li", { role: "option", id: `match-${at}`, "aria-selected": String(at === marked), onmousedown: (event) => { event.preventDefault(); take(actor); } },
      typeSwatch(TYPE.get(actor.type)), el("span", {}, actor.label + said));
  }));
  if (open && !matches.length) byId("matches").append(el("li", { class: "none" }, "No actor of that name"));
}

function take(actor) {
  byId("query").value = "";
  matches = [];
  marked = -1;
  showMatches();
  select({ actor: actor.at }, true);
  byId("panel").focus({ preventScroll: true });
}

function startSearch() {
  const query = byId("query");
  query.addEventListener("input", () => {
    matches = find(query.value);
    marked = matches.length ? 0 : -1;
    showMatches();
  });
  query.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && matches.length) {
      marked = (marked + step + matches.length) % matches.length;
      showMatches();
      event.preventDefault();
    } else if (event.key === "Enter" && marked >= 0) {
      take(matches[marked]);
    } else if (event.key === "Escape") {
      query.value = "";
      matches = [];
      showMatches();
      query.blur();
      event.stopPropagation();
    }
  });
  query.addEventListener("blur", () => { byId("matches").hidden = true; });
  query.addEventListener("focus", showMatches);
}
