// What is selected, in the order in which it happened.

const MOST_ENTRIES = 200;

// A claim is placed by the times that its text gives, of several intervals at each, or by the day on which the article
// was printed: where that is asked for, and where it is told as news or in the present.
function chronicle(links) {
  const entries = [];
  let undated = 0;
  for (const link of links) {
    for (const item of link.evidence) {
      const printed = printedDay(item);
      const asReported = state.time !== "reported" && item.date_basis === "article";
      const told = state.time === "reported" || asReported ? (span(printed) ? [`${printed}/${printed}`] : []) : toldSpells(item);
      const inRange = told.filter((spell) => meets(spellDays(spell), state.filters.from, state.filters.to));
      for (const spell of inRange) {
        const [first, last] = spellDays(spell);
        entries.push({ link, item, date: spell.split("/").find((end) => span(end)), words: spellWords(spell) + (asReported ? ", as reported" : ""), known: [first ?? last, last ?? Infinity] });
      }
      if (!told.length) undated += 1;
    }
  }
  entries.sort((a, b) => a.known[0] - b.known[0] || a.known[1] - b.known[1] || a.link.at - b.link.at);
  const years = new Map();
  for (const entry of entries.slice(0, MOST_ENTRIES)) {
    const year = entry.date.split("-")[0];
    if (!years.has(year)) years.set(year, []);
    years.get(year).push(entry);
  }
  return el("div", { class: "chronicle" }, timeChoice(), trendFigure(links),
    entries.length ? null : el("p", { class: "lead" }, state.time === "reported" ? "No article here has a date." : "Nothing here has a date of its own."),
    [...years].map(([year, own]) => [el("h3", {}, year), el("ol", {}, own.map(chronicleEntry))]),
    entries.length > MOST_ENTRIES ? el("p", { class: "lead" }, `and ${plural(entries.length - MOST_ENTRIES, "later entry", "later entries")}: narrow it by the filters`) : null,
    undated ? el("p", { class: "lead" }, `${plural(undated, "sentence")} without a date`) : null);
}

function chronicleEntry({ link, item, words }) {
  const status = STATUS.get(item.status) || STATUS.get(link.status);
  return el("li", {}, el("time", {}, words),
    el("div", {}, el("button", { type: "button", class: `hop-head ${item.status}`, title: describe(link), onclick: () => select({ link: link.at }, true) },
      linkSwatch(link, status), el("span", { class: "other" }, describe(link))),
    el("p", { class: "hint" }, item.status === "asserted" ? "" : item.words)));
}
