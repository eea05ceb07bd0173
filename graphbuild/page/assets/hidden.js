// What is not shown and why: each reason with its number, and a way to lift it.

const REASONS = {
  statuses: { of: (link) => link.status, words: (status) => STATUS.get(status).words, lift: (status) => state.filters.statuses.delete(status) },
  families: { of: (link) => link.family, words: (family) => `of “${FAMILY.get(family).label}”`, lift: (family) => state.filters.families.delete(family) },
  listeners: { words: () => "told to media", lift: () => { state.filters.listeners = true; } },
  types: { words: () => "of hidden kinds of actors", lift: () => state.filters.types.clear() },
  relations: { words: () => "of hidden relations", lift: () => state.filters.relations.clear() },
  actors: { words: () => "of actors that you have hidden", lift: () => state.filters.actors.clear() },
  keptOnly: { words: () => "outside your set", lift: () => { state.filters.keptOnly = false; } },
  only: { words: () => "of other relations", lift: () => { state.filters.only = null; } },
  outlets: { words: () => "from hidden sources", lift: () => state.filters.outlets.clear() },
  communities: { words: () => "outside the chosen community", lift: () => { state.filters.community = null; } },
  readers: { words: () => "read by others than you ticked", lift: () => state.filters.readers.clear() },
  named: { words: () => "with an end that no sentence names", lift: () => { state.filters.named = false; } },
  confirmed: { words: () => "not confirmed by a person", lift: () => { state.filters.confirmed = false; } },
  confidence: { words: () => "less sure than asked for", lift: () => { state.filters.confidence = 0; } },
  voices: { words: () => "with fewer sources than asked for", lift: () => { state.filters.voices = 1; } },
  dates: { words: () => "outside the chosen dates", lift: () => Object.assign(state.filters, { from: null, to: null, undated: true }) },
  picture: { words: () => "among actors outside the picture", lift: () => { state.most = Infinity; } },
  selection: { words: () => "outside what is selected", lift: () => { state.alone = false; } },
};
const ORDER = Object.keys(REASONS).filter((name) => name in CHECKS).map((name) => [name, 1 << NAMES_OF_CHECKS.indexOf(name)]);

// Why a link is not shown: the name of a check, and what of it where there are several.
function reasonOf(link, picture) {
  const bits = failing()[link.at];
  const name = bits ? ORDER.find(([, bit]) => bits & bit)[0] : picture.links[link.at] ? "selection" : "picture";
  return [name, REASONS[name].of?.(link) ?? ""];
}

// The reasons for these links, the commonest first: { words, number, lift }.
function reasonsFor(links) {
  const found = new Map();
  const picture = thePicture();
  for (const link of links) {
    if (state.shownLinks[link.at]) continue;
    const [name, value] = reasonOf(link, picture);
    if (!found.has(name)) found.set(name, new Map());
    const own = found.get(name);
    if (!own.has(value)) own.set(value, { words: REASONS[name].words(value), number: 0, lift: () => REASONS[name].lift(value) });
    own.get(value).number += 1;
  }
  return [...found.values()].flatMap((own) => [...own.values()]).sort((a, b) => b.number - a.number || byName(a.words, b.words));
}

// "75 links not shown: 44 only possible · 22 told to media", each reason a button that shows them.
function hiddenLine(links, what = "link") {
  const reasons = reasonsFor(links);
  if (!reasons.length) return null;
  const total = reasons.reduce((sum, one) => sum + one.number, 0);
  return el("div", { class: "hidden-links" }, el("p", { class: "lead" }, `${plural(total, what)} not shown:`),
    el("ul", {}, reasons.map(({ words, number, lift }) => el("li", {}, el("button", { type: "button", class: "link-button", title: "Show them", onclick: () => { lift(); changed(true); } }, `${grouped(number)} ${words}`)))));
}

// What each filter that is set lets through, in words; what only shows more is none.
const SETTINGS = {
  types: (off) => `no ${inList(off, (one) => TYPE.get(one)?.plural)}`,
  families: (off) => `no links of ${inList(off, (one) => FAMILY.get(one) && `“${FAMILY.get(one).label}”`)}`,
  relations: (off) => `without ${plural(off.length, "relation")}`,
  statuses: (off) => `nothing ${inList(off, (one) => STATUS.get(one)?.label)}`,
  outlets: (off) => `without ${plural(off.length, "source")}`,
  readers: (off) => `not read by ${inList(off, (one) => READERS[one])}`,
  actors: (off) => `without ${plural(off.length, "actor")} that you have hidden`,
  keptOnly: () => "only your set",
  only: (key) => `only “${LINKS.find((link) => link.key === key)?.label}”`,
  confirmed: () => "confirmed by a person only",
  named: () => "both ends named in a sentence",
  confidence: (least) => `confidence at least ${Math.round(least * 100)} %`,
  voices: (least) => `at least ${plural(least, "independent source")}`,
  community: (k) => `only the community of ${COMMUNITIES[k].label}`,
  from: (day) => `from ${isoDay(day)}`,
  to: (day) => `until ${isoDay(day)}`,
  undated: () => "dated only",
};

const inList = (items, words) => items.map(words).filter(Boolean).slice(0, 4).join(", ") + (items.length > 4 ? ` and ${items.length - 4} more` : "");

// The filters that hide something: { words, lift } of each.
function filtersThatHide() {
  const fresh = freshFilters();
  const found = [];
  for (const [name, words] of Object.entries(SETTINGS)) {
    const now = state.filters[name];
    const off = now instanceof Set ? [...now].filter((one) => !fresh[name].has(one)) : now;
    if (now instanceof Set ? !off.length : now === fresh[name]) continue;
    found.push({ words: words(off), lift: () => { state.filters[name] = fresh[name]; } });
  }
  return found;
}

// Where nothing is left: which filters do it, each a button that lifts it, and one that lifts all.
function emptied() {
  const set = filtersThatHide();
  if (!set.length) return [el("p", {}, "All links are hidden."), hiddenLine(LINKS) || ""];
  const button = (words, lift, name) => el("button", { type: "button", class: "plain small", "aria-label": name, onclick: () => { lift(); changed(true); byId("canvas").focus(); } }, words);
  return [el("p", {}, set.length > 1 ? "No link passes all of these filters:" : "No link passes this filter:"),
    el("ul", {}, set.map(({ words, lift }) => el("li", {}, button(`✕ ${words}`, lift, `Lift the filter: ${words}`)))),
    set.length > 1 ? button("Reset all of them", () => { for (const { lift } of set) lift(); }) : ""];
}
