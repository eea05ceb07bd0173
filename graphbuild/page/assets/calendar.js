// Dates as precise as an article gives them: 2021-05-26, 2020-06, 2014. Counted in days since 1970.

const DAY = 86400000;

function dayNumber(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day); // unlike Date.UTC this takes the year 12 for what it is
  return Math.floor(date.getTime() / DAY);
}

// The first and the last day of a date; null where there is none. The same dates come again and again.
const span = remembering(readSpan);

// What a function finds for a text, found once: to read a date, or to ask the browser for a colour, takes long.
function remembering(find) {
  const known = new Map();
  return (text) => known.get(text) ?? known.set(text, find(text)).get(text);
}

function readSpan(text) {
  const match = /^(\d{1,4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text || "");
  if (!match) return null;
  const [year, month, day] = match.slice(1).map((part) => (part ? Number(part) : null));
  if (day) return [dayNumber(year, month - 1, day), dayNumber(year, month - 1, day)];
  if (month) return [dayNumber(year, month - 1, 1), dayNumber(year, month, 0)];
  return [dayNumber(year, 0, 1), dayNumber(year, 11, 31)];
}

// The stretches of days that the texts give a link, and the days of the articles that tell of it as news or in the
// present; of one without them its first and last date.
function linkSpans(link) {
  const news = link.evidence.filter((item) => item.date_basis === "article").map((item) => span(printedDay(item)));
  const told = [...(link.spells || []).map(spellDays), ...news].filter(Boolean);
  if (told.length) return told;
  const [first, last] = [span(link.first_date), span(link.last_date || link.first_date)];
  const both = first && last ? [first[0], last[1]] : first || last;
  return both ? [both] : null;
}

function isoDay(number) {
  const date = new Date(number * DAY);
  return [String(date.getUTCFullYear()).padStart(4, "0"), String(date.getUTCMonth() + 1).padStart(2, "0"), String(date.getUTCDate()).padStart(2, "0")].join("-");
}

// The days on which articles reported a link.
function reportSpans(link) {
  const printed = link.evidence.map((item) => span(printedDay(item))).filter(Boolean);
  return printed.length ? printed : null;
}

// The dates of links by which the reader wants to see them: when it happened, or when it was reported.
const HAPPENED = LINKS.map(linkSpans);
const REPORTED = LINKS.map(reportSpans);
let SPANS = HAPPENED;

function setTime(time) {
  state.time = time;
  SPANS = time === "reported" ? REPORTED : HAPPENED;
  AXIS = dateAxis();
}

// The axis of the histogram: from the first to the last date. Few and far strays lie in the first and last bar, which
// therefore mean "or earlier" and "or later".
function dateAxis(most = 36) {
  const starts = SPANS.filter(Boolean).flat().flat().filter((day) => day != null).sort((a, b) => a - b);
  if (!starts.length) return null;
  const low = starts[Math.floor(starts.length * 0.05)];
  const high = starts[Math.ceil(starts.length * 0.95) - 1];
  const far = starts[starts.length - 1] - starts[0] > 3 * (high - low);
  const first = far ? low : starts[0];
  const last = Math.max(first + 1, (far ? high : starts[starts.length - 1]) + 1);
  const bars = Math.max(2, Math.min(most, last - first));
  const edges = Array.from({ length: bars + 1 }, (_, k) => Math.round(first + ((last - first) * k) / bars));
  const strays = { before: starts[0] < first, after: starts[starts.length - 1] >= last };
  return { edges, bars, strays };
}

let AXIS = dateAxis();
