// Finding an actor by name or alias: a combobox with a list of completions.

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").replace(/[’‘ʼ`]/g, "'").toLowerCase();
const NAMES = ACTORS.map((actor) => [actor.label, ...actor.aliases].map(fold));
const MOST = 12;

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

// An input and its list of completions, tied together; `take` gets the actor that was chosen.
function complete(query, list, option, take) {
  let matches = [];
  let marked = -1;
  const show = () => {
    const open = query.value.trim() !== "";
    const wanted = fold(query.value.trim());
    query.setAttribute("aria-expanded", String(open));
    query.setAttribute("aria-activedescendant", marked >= 0 ? `${option}-${marked}` : "");
    list.hidden = !open;
    list.replaceChildren(...matches.map((actor, at) => {
      const alias = actor.aliases.find((name) => fold(name).includes(wanted));
      const said = fold(actor.label).includes(wanted) || !alias ? "" : ` (${alias})`;
      return el("li", { role: "option", id: `${option}-${at}`, "aria-selected": String(at === marked), onmousedown: (event) => { event.preventDefault(); done(actor); } },
        typeSwatch(TYPE.get(actor.type)), el("span", {}, actor.label + said));
    }));
    if (open && !matches.length) list.append(el("li", { class: "none" }, "No actor of that name"));
  };
  const reset = () => {
    query.value = "";
    matches = [];
    marked = -1;
    show();
  };
  const done = (actor) => {
    reset();
    take(actor);
  };
  query.addEventListener("input", () => {
    matches = find(query.value);
    marked = matches.length ? 0 : -1;
    show();
  });
  query.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && matches.length) {
      marked = (marked + step + matches.length) % matches.length;
      show();
      event.preventDefault();
    } else if (event.key === "Enter" && marked >= 0) {
      done(matches[marked]);
    } else if (event.key === "Escape") {
      reset();
      query.blur();
      event.stopPropagation();
    }
  });
  query.addEventListener("blur", () => { list.hidden = true; });
  query.addEventListener("focus", show);
}

// A search of its own, for a place in the panel.
function finder(id, words, take) {
  const query = el("input", { id, type: "search", role: "combobox", "aria-label": words, placeholder: words, "aria-expanded": "false",
    "aria-controls": `${id}-list`, "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false" });
  const list = el("ul", { id: `${id}-list`, class: "matches", role: "listbox", "aria-label": "Actors found", hidden: true });
  complete(query, list, id, take);
  return el("div", { class: "finder" }, query, list);
}

function startSearch() {
  complete(byId("query"), byId("matches"), "match", (actor) => {
    select({ actor: actor.at }, true);
    byId("panel").focus({ preventScroll: true });
  });
}
