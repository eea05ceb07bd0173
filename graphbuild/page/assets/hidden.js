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
const ORDER = Object.keys(REASONS).filter((name) => name in CHECKS);

// Why a link is not shown: the name of a check, and what of it where there are several.
function reasonOf(link, picture) {
  const name = ORDER.find((one) => !CHECKS[one](link, state.filters)) || (picture.links[link.at] ? "selection" : "picture");
  return [name, REASONS[name].of?.(link) ?? ""];
}

// The reasons for these links, the commonest first: { words, number, lift }.
function reasonsFor(links) {
  const found = new Map();
  const picture = thePicture();
  for (const link of links) {
    if (state.shownLinks[link.at]) continue;
    const [name, value] = reasonOf(link, picture);
    const key = `${name} ${value}`;
    if (!found.has(key)) found.set(key, { words: REASONS[name].words(value), number: 0, lift: () => REASONS[name].lift(value) });
    found.get(key).number += 1;
  }
  return [...found.values()].sort((a, b) => b.number - a.number || byName(a.words, b.words));
}

// "75 links not shown: 44 only possible · 22 told to media", each reason a button that shows them.
function hiddenLine(links, what = "link") {
  const reasons = reasonsFor(links);
  if (!reasons.length) return null;
  const total = reasons.reduce((sum, one) => sum + one.number, 0);
  return el("div", { class: "hidden-links" }, el("p", { class: "lead" }, `${plural(total, what)} not shown:`),
    el("ul", {}, reasons.map(({ words, number, lift }) => el("li", {}, el("button", { type: "button", class: "link-button", title: "Show them", onclick: () => { lift(); changed(true); } }, `${grouped(number)} ${words}`)))));
}
