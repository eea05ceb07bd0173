// What may be shown. Each check judges a link by one thing alone, so that they combine, and so that the legend can count
// what would be there if one of them were lifted.

const byName = new Intl.Collator("en").compare; // many times faster than localeCompare
const OUTLETS = [...new Set(LINKS.flatMap((link) => outletsOf(link)))].sort(byName);
const CONFIRMED = LINKS.filter((link) => link.review === "confirmed").length;
const MOST_VOICES = Math.max(1, ...LINKS.map(voices));

// Who read the claims; said only where the learned reader or a second reader is among them.
const READERS = { both: "both", reader: "the second reader alone", learned: "the learned reader alone", rules: "the built-in rules alone", user: "added by hand" };
const BY_RULES = ["rules"];
const readersOf = (link) => link.read_by || BY_RULES;
const SEVERAL_READERS = LINKS.some((link) => readersOf(link).some((one) => one !== "rules" && one !== "user"));

// What no rule of ours read, in words; empty for any other link.
const beyondRules = (link) => (readersOf(link).every((one) => one === "reader" || one === "learned") ? readersOf(link).map((one) => READERS[one]).join(", ") : "");

function outletsOf(link) {
  return link.outlets || [...new Set(link.evidence.map((item) => DATA.documents[item.doc]?.outlet).filter(Boolean))];
}

function freshFilters() {
  return {
    types: new Set(),
    families: new Set(DATA.families.filter((family) => !family.shown).map((family) => family.id)),
    relations: new Set(),
    statuses: new Set(DATA.statuses.filter((status) => !status.shown).map((status) => status.id)),
    outlets: new Set(),
    readers: new Set(), // of claims: what is in it is not shown; see READERS
    listeners: false, // whether what was told to media is shown
    confirmed: false,
    named: false, // only links that have a sentence which itself names both ends
    confidence: 0,
    voices: 1,
    actors: new Set(), // ids of those that the reader has hidden
    keptOnly: false, // only links within the working set
    only: null, // the key of the only relation that is shown
    community: null, // the number of the only one that is shown
    from: null, // days; null: no bound
    to: null,
    undated: true,
  };
}

state.filters = freshFilters();

const CHECKS = {
  types: (link, { types }) => !types.has(ACTORS[link.from].type) && !types.has(ACTORS[link.to].type),
  families: (link, { families }) => !families.has(link.family),
  relations: (link, { relations }) => !relations.has(link.key),
  statuses: (link, { statuses }) => !statuses.has(link.status),
  actors: ({ from, to }, { actors }) => !actors.size || (!actors.has(ACTORS[from].id) && !actors.has(ACTORS[to].id)),
  keptOnly: ({ from, to }, { keptOnly }) => !keptOnly || (state.kept.has(from) && state.kept.has(to)),
  only: (link, { only }) => only == null || link.key === only,
  listeners: (link, { listeners }) => listeners || !link.listener,
  outlets: (link, { outlets }) => !outlets.size || !OUTLETS_OF[link.at].length || OUTLETS_OF[link.at].some((name) => !outlets.has(name)),
  readers: (link, { readers }) => !readers.size || readersOf(link).some((one) => !readers.has(one)),
  confirmed: (link, { confirmed }) => !confirmed || link.review === "confirmed",
  named: (link, { named }) => !named || !link.unnamed,
  confidence: (link, { confidence }) => !confidence || link.confidence == null || link.confidence >= confidence,
  voices: (link, filters) => voices(link) >= filters.voices,
  communities: ({ from, to }, { community }) => community == null || (COMMUNITY_OF.get(from) === community && COMMUNITY_OF.get(to) === community),
  dates: (link, { from, to, undated }) => {
    const known = SPANS[link.at];
    if (!known) return undated;
    return known.some((stretch) => meets(stretch, from, to));
  },
};
const OUTLETS_OF = LINKS.map(outletsOf);
const NAMES_OF_CHECKS = Object.keys(CHECKS);

// The filters as they stand, as a text. While the page is shown anew nothing changes them: it is then written only once.
let filtersNow = null;
const filtersKey = () => JSON.stringify([state.filters, state.most, state.time, state.added, state.kept], (_, value) => (value instanceof Set ? [...value] : value));

function withFiltersKept(work) {
  filtersNow = filtersKey();
  try {
    return work();
  } finally {
    filtersNow = null;
  }
}

// What was found for the filters as they stand; to choose an actor changes nothing of it.
const forFilters = (find) => {
  let [known, found] = [null, null];
  return () => {
    const key = filtersNow ?? filtersKey();
    if (key !== known) [known, found] = [key, find()];
    return found;
  };
};

// Whether no link can fail a check as the filters stand: most are never touched.
function isAtRest(name, filters) {
  if (name === "dates") return filters.from == null && filters.to == null && filters.undated;
  if (name === "communities") return filters.community == null;
  if (name === "listeners") return filters.listeners;
  if (name === "voices") return filters.voices <= 1;
  return filters[name] instanceof Set ? !filters[name].size : !filters[name];
}

// The checks that each link fails, as bits in the order of their names. All links are asked one check after the other, so
// that the browser can make each loop fast.
const failing = forFilters(() => {
  const bits = new Uint32Array(LINKS.length);
  NAMES_OF_CHECKS.forEach((name, bit) => {
    if (isAtRest(name, state.filters)) return;
    const check = CHECKS[name];
    for (const link of LINKS) if (!check(link, state.filters)) bits[link.at] |= 1 << bit;
  });
  return bits;
});

// Whether each link may be shown.
const whatPasses = forFilters(() => Array.from(failing(), (bits) => !bits));

// For each check the links that pass all the others: what the legend counts.
const facets = forFilters(() => {
  const bits = failing();
  const passing = LINKS.filter(({ at }) => !bits[at]);
  return Object.fromEntries(NAMES_OF_CHECKS.map((name, bit) => {
    const others = isAtRest(name, state.filters) ? [] : LINKS.filter(({ at }) => bits[at] === 1 << bit);
    return [name, others.length ? passing.concat(others) : passing];
  }));
});

// How many filters differ from how the page opens.
function filtersSet() {
  const fresh = freshFilters();
  const same = (a, b) => (a instanceof Set ? a.size === b.size && [...a].every((one) => b.has(one)) : a === b);
  return Object.keys(fresh).filter((name) => !same(state.filters[name], fresh[name])).length;
}
