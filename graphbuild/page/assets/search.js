// Finding an actor by name or alias, and in the search of the page also relations and sentences: a combobox with a list.

let names = null; // folded; made when somebody searches
const namesOf = (actor) => (names ||= ACTORS.map(({ label, aliases }) => [label, ...aliases].map(fold)))[actor.at];
const MOST = 12;
const MOST_OTHERS = 6; // relations, and sentences
const LEAST_LETTERS = 4; // of what is looked for in sentences, and of what may be misspelt

// Best first: a name that starts so, then one with a word that starts so, then one that holds it; else what comes near.
function find(words) {
  const wanted = fold(words.trim());
  if (!wanted) return [];
  const score = (name) => (name === wanted ? 4 : name.startsWith(wanted) ? 3 : name.includes(" " + wanted) ? 2 : name.includes(wanted) ? 1 : 0);
  const exact = bestActors((name) => score(name));
  return exact.length || wanted.length < LEAST_LETTERS ? exact : bestActors((name) => likeness(wanted, name));
}

function bestActors(score) {
  return ACTORS.map((actor) => ({ actor, points: Math.max(...namesOf(actor).map(score)) }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.points - a.points || b.actor.degree - a.actor.degree || a.actor.at - b.actor.at)
    .slice(0, MOST).map(({ actor }) => actor);
}

// How near a misspelt name comes: 0 where a word of it is like none of the name's.
function likeness(wanted, name) {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  let sum = 0;
  for (const word of wanted.split(/\s+/)) {
    const mistakes = Math.min(...words.map((one) => edits(word, one, 2)));
    if (mistakes > (word.length < 6 ? 1 : 2)) return 0;
    sum += 1 - mistakes / (word.length + 1);
  }
  return sum / Math.max(1, words.length);
}

// How many letters are wrong, missing or too many, or two exchanged (optimal string alignment); more than `most` is not counted.
function edits(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let [before, last] = [[], Array.from({ length: b.length + 1 }, (_, k) => k)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    [before, last] = [last, row];
  }
  return last[b.length];
}

const RELATIONS = new Map(LINKS.map((link) => [link.key, link]));

// Relations and sentences with these words, each with what choosing it does.
function findOthers(words) {
  const wanted = fold(words.trim());
  if (!wanted) return [];
  const relations = [...RELATIONS.values()].filter((link) => fold(link.label).startsWith(wanted) || fold(link.inverse).includes(" " + wanted)).slice(0, MOST_OTHERS)
    .map((link) => ({ text: link.label, kind: "relation", note: plural(LINKS.filter((one) => one.key === link.key).length, "link"), take: () => { state.filters.only = link.key; state.selected = null; changed(true); fit(); } }));
  return [...relations, ...(wanted.length < LEAST_LETTERS ? [] : sentencesWith(wanted))];
}

let foldedSentences = null;
function foldAll() {
  names ||= ACTORS.map(({ label, aliases }) => [label, ...aliases].map(fold));
  foldedSentences ||= DATA.sentences.map(fold);
}

function sentencesWith(wanted) {
  foldAll();
  const found = [];
  for (const link of LINKS) {
    for (const item of link.evidence) {
      const at = foldedSentences[item.sentence].indexOf(wanted);
      if (at < 0) continue;
      const text = DATA.sentences[item.sentence];
      const start = Math.max(0, at - 30);
      found.push({ text: `${start ? "…" : ""}${shortened(text.slice(start), 80)}`, kind: "sentence", note: describe(link), take: () => select({ link: link.at }, true) });
      if (found.length >= MOST_OTHERS) return found;
      break;
    }
  }
  return found;
}

// An input and its list of completions, tied together; `take` gets the actor that was chosen.
function complete(query, list, option, take, others = () => []) {
  let matches = [];
  let marked = -1;
  const show = () => {
    const open = query.value.trim() !== "";
    const wanted = fold(query.value.trim());
    query.setAttribute("aria-expanded", String(open));
    query.setAttribute("aria-activedescendant", marked >= 0 ? `${option}-${marked}` : "");
    list.hidden = !open;
    list.replaceChildren(...matches.map((match, at) => el("li", { role: "option", id: `${option}-${at}`, class: match.kind || "actor", "aria-selected": String(at === marked),
      onmousedown: (event) => { event.preventDefault(); done(match); } }, match.take ? otherEntry(match) : actorEntry(match, wanted))));
    if (open && !matches.length) list.append(el("li", { class: "none" }, "No actor of that name"));
  };
  const reset = () => {
    query.value = "";
    matches = [];
    marked = -1;
    show();
  };
  const done = (match) => {
    reset();
    if (match.take) match.take();
    else take(match);
  };
  query.addEventListener("input", () => {
    matches = [...find(query.value), ...others(query.value)];
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

function actorEntry(actor, wanted) {
  const alias = actor.aliases.find((name) => fold(name).includes(wanted));
  const said = fold(actor.label).includes(wanted) || !alias ? "" : ` (${alias})`;
  return [typeSwatch(TYPE.get(actor.type)), el("span", {}, actor.label + said, isNamesake(actor) ? el("small", {}, apartBy(actor)) : null)];
}

function otherEntry({ text, kind, note }) {
  return el("span", {}, text, el("small", {}, `${kind} · ${note}`));
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
  }, findOthers);
}
