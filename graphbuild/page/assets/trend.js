// The graph over time: for each month, or a longer period, how many links are new, how many end, how many actors are
// linked and who is in the middle. The same figures as `graphbuild stats --over-time`, as `analysis/over_time.py` has
// them; `tests/page/test_trend.py` holds the two together.

const PERIODS = [["month", 1], ["quarter", 3], ["year", 12], ["decade", 120]];
const MOST_PERIODS = 36;
const STRAYS = 0.05; // the share of dates at either end that may lie far off
const IN_THE_MIDDLE = 5;

const monthOf = (day) => Number(isoDay(day).slice(0, 4)) * 12 + Number(isoDay(day).slice(5, 7)) - 1;
const periodOf = (day, length) => Math.floor(monthOf(day) / length);

// When a sentence says that it was so, else the day on which it was printed; the latter alone where that is asked for.
function timesOf(item) {
  const told = state.time === "reported" ? [] : toldSpells(item);
  const printed = printedDay(item);
  return told.length ? told : span(printed) ? [`${printed}/${printed}`] : [];
}

// A link in time: when it began and ended, as precisely as is known, and the days on which it was so; null without a date.
function courseOf(link) {
  const lasts = state.time !== "reported" && (DATA.states || []).includes(link.relation);
  const told = link.evidence.filter((item) => !state.filters.statuses.has(item.status))
    .flatMap((item) => timesOf(item).map((spell) => ({ item, spell, ends: spell.split("/") })));
  if (!told.length) return null;
  const byText = ({ item }) => item.date_basis !== "article" && toldSpells(item).length > 0;
  const closes = (one) => one.item.status === "ended" || (byText(one) && Boolean(span(one.ends[1])) && one.ends[0] !== one.ends[1]);
  const closed = lasts ? told.filter(closes) : [];
  const ends = closed.map(({ ends: [, last] }) => span(last)).filter(Boolean);
  const over = ends.length ? Math.max(...ends.map(([, last]) => last)) : null;
  const later = lasts ? told.filter((one) => !closes(one)).map(({ spell }) => spellDays(spell)[0] ?? -Infinity) : [];
  const ended = over != null && later.every((first) => first <= over);
  const soOn = (one) => {
    const [first, last] = spellDays(one.spell);
    if (lasts && !byText(one) && one.item.status === "ended") return null; // it had only ended by then
    const start = first ?? span(one.ends[1])[0];
    if (!lasts) return [start, last ?? start];
    return [start, closes(one) ? last : ended ? over : null];
  };
  const least = (spans) => spans.sort((a, b) => a[0] - b[0] || a[1] - b[1])[0] ?? null;
  const stretches = closed.filter(({ ends: [first, last] }) => first !== last).map(({ ends: [, last] }) => span(last)).filter(Boolean);
  return {
    link, began: least(told.map(({ ends: [first] }) => span(first)).filter(Boolean)),
    ended: ended ? stretches.sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? null : null,
    days: told.map(soOn).filter(Boolean),
  };
}

// The periods from the first to the last of these days; few and far strays lie in the first and the last of them.
function periodAxis(known) {
  const days = [...known].sort((a, b) => a - b);
  const cut = Math.floor(days.length * STRAYS);
  const [low, high] = [days[cut], days[days.length - 1 - cut]];
  const far = days[days.length - 1] - days[0] > 3 * (high - low + 365);
  const [first, last] = far ? [low, high] : [days[0], days[days.length - 1]];
  const [unit, length] = PERIODS.find(([, months]) => periodOf(last, months) - periodOf(first, months) < MOST_PERIODS) || PERIODS[PERIODS.length - 1];
  const rows = [];
  for (let at = periodOf(first, length); at <= periodOf(last, length); at += 1) {
    const month = at * length;
    const [year, number] = [Math.floor(month / 12), (month % 12) + 1];
    const padded = String(year).padStart(4, "0");
    const name = { month: `${padded}-${String(number).padStart(2, "0")}`, quarter: `${padded}-Q${Math.floor((number + 2) / 3)}`, year: padded, decade: `${padded}s` }[unit];
    rows.push({ name, first: dayNumber(year, number - 1, 1), last: dayNumber(year, number - 1 + length, 0) });
  }
  return { unit, length, rows, before: days[0] < rows[0].first, after: days[days.length - 1] > rows[rows.length - 1].last };
}

function trendOf(links) {
  const courses = links.map(courseOf);
  const known = courses.filter(Boolean);
  const days = known.flatMap((course) => course.days.flat()).filter((day) => day != null);
  const undated = courses.length - known.length;
  if (!days.length) return { unit: "month", periods: [], before: false, after: false, vague: 0, undated };
  const axis = periodAxis(days);
  const start = periodOf(axis.rows[0].first, axis.length);
  const clamped = (day) => Math.min(Math.max(periodOf(day, axis.length) - start, 0), axis.rows.length - 1);
  // The number of the period in which all days of a date lie; null where it is vaguer than that, or unknown.
  const within = (stretch) => (stretch && periodOf(stretch[0], axis.length) === periodOf(stretch[1], axis.length) ? clamped(stretch[0]) : null);
  const periods = axis.rows.map((row, at) => ({ ...row, new: 0, ended: 0, ...linkedIn(known, at === 0 && axis.before ? -Infinity : row.first, at === axis.rows.length - 1 && axis.after ? Infinity : row.last) }));
  let vague = 0;
  for (const { began, ended } of known) {
    const [from, to] = [within(began), within(ended)];
    if (from == null) vague += 1;
    else periods[from].new += 1;
    if (to != null) periods[to].ended += 1;
  }
  return { unit: axis.unit, periods, before: axis.before, after: axis.after, vague, undated };
}

// The links that were so between two days, how many actors they link, and who of them is linked to most others.
function linkedIn(courses, first, last) {
  const near = new Map();
  let links = 0;
  for (const { link, days } of courses) {
    if (!days.some(([from, to]) => from <= last && (to == null || to >= first))) continue;
    links += 1;
    for (const [one, other] of [[link.from, link.to], [link.to, link.from]]) {
      if (!near.has(one)) near.set(one, { others: new Set(), links: 0 });
      near.get(one).others.add(other);
      near.get(one).links += 1;
    }
  }
  const central = [...near].sort(([a, one], [b, other]) => other.others.size - one.others.size || other.links - one.links || a - b)
    .slice(0, IN_THE_MIDDLE).map(([at, { others }]) => [at, others.size]);
  return { links, actors: near.size, central };
}

const beyondWords = ({ before, after, periods }, at) => periods[at].name + (before && at === 0 ? " or earlier" : "") + (after && at === periods.length - 1 ? " or later" : "");
const middleWords = ({ central }) => central.map(([at, near]) => `${ACTORS[at].label} ${near}`).join(", ");

// A small plot and the table behind it; nothing where all is of one period. In a report the table is left out.
function trendFigure(links, table = true) {
  const found = trendOf(links);
  if (found.periods.length < 2) return null;
  const { periods, vague, undated } = found;
  const [up, down] = [Math.max(1, ...periods.map((one) => one.new)), Math.max(0, ...periods.map((one) => one.ended))];
  const most = Math.max(1, ...periods.map((one) => one.actors));
  const scale = 60 / (up + down);
  const [wide, base] = [280 / periods.length, 6 + up * scale];
  const bars = periods.flatMap((one, at) => [
    svg("rect", { class: "new", x: round(10 + at * wide + 0.5), y: round(base - one.new * scale), width: round(Math.max(wide - 1, 0.5)), height: round(one.new * scale) }),
    svg("rect", { class: "ended", x: round(10 + at * wide + 0.5), y: round(base), width: round(Math.max(wide - 1, 0.5)), height: round(one.ended * scale) })]);
  const hover = periods.map((one, at) => svg("rect", { class: "hover", x: round(10 + at * wide), y: 0, width: round(wide), height: 72 },
    svg("title", {}, `${beyondWords(found, at)}: ${one.new} new, ${one.ended} ended, ${plural(one.links, "link")}, ${plural(one.actors, "actor")}; ${middleWords(one)}`)));
  const line = periods.map((one, at) => `${round(10 + (at + 0.5) * wide)},${round(66 - (60 * one.actors) / most)}`).join(" ");
  const said = `New and ended links and linked actors by ${found.unit}, ${beyondWords(found, 0)} to ${beyondWords(found, periods.length - 1)}`;
  const text = (x, anchor, words) => svg("text", { x, y: 84, "text-anchor": anchor }, words);
  const chart = svg("svg", { viewBox: "0 0 300 88", class: "trend", role: "img", "aria-label": said }, ...bars,
    svg("line", { x1: 10, x2: 290, y1: round(base), y2: round(base) }), svg("polyline", { points: line }), ...hover,
    text(10, "start", beyondWords(found, 0)), text(290, "end", beyondWords(found, periods.length - 1)));
  const left = [vague ? `${plural(vague, "link")} of a time that is less precise, new in none` : "", undated ? `${plural(undated, "link")} without a date` : ""].filter(Boolean);
  return el("figure", { class: "over-time" }, chart,
    el("figcaption", { class: "hint" }, `By ${found.unit}: bars up are new links (at most ${grouped(up)}), bars down ended ones, the line linked actors (at most ${grouped(most)}).`, left.length ? ` ${left.join("; ")}.` : ""),
    table ? el("details", {}, el("summary", {}, "as a table"), trendTable(found)) : null);
}

function trendTable(found) {
  const head = ["", "new", "ended", "links", "actors", "linked to most others"];
  return el("table", {}, el("thead", {}, el("tr", {}, head.map((word) => el("th", { scope: "col" }, word || el("span", { class: "unseen" }, found.unit))))),
    el("tbody", {}, found.periods.map((one, at) => el("tr", {}, el("th", { scope: "row" }, beyondWords(found, at)),
      [one.new, one.ended, one.links, one.actors].map((number) => el("td", { class: "number" }, grouped(number))), el("td", {}, middleWords(one))))));
}
