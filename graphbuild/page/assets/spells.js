// Spells: the intervals in which something was so, written as in `core/spells.py`, which decides the same: "2015/2018",
// "2019/.." goes on, "../2018" is open before, "2020/" and "/2020" know one bound alone.

// The first and the last day on which it may have been so, as [days since 1970 or null, ...]; null for no spell.
function spellDays(text) {
  const ends = String(text).split("/");
  if (ends.length !== 2) return null;
  let [first, last] = ends.map((end) => span(end));
  if (!first && !last) return null;
  if (ends[0] === "") first = last;
  if (ends[1] === "") last = first;
  return [first ? first[0] : null, last ? last[1] : null];
}

// The day on which the article of a sentence was printed; empty where it is not known.
const printedDay = (item) => (DATA.documents[item.doc]?.published || "").split("T")[0];

// The spells of a sentence, as its text or its article's date gives them.
function toldSpells(item) {
  if (item.spells?.length) return item.spells;
  if (item.date_from || item.date_to) return [`${item.date_from || ".."}/${item.date_to || ".."}`];
  return item.date && span(item.date) ? [`${item.date}/${item.date}`] : [];
}

// A spell as a reader reads it: "2015 to 2018", "since 2019", "2021-05-26".
function spellWords(text) {
  const [first, last] = text.split("/");
  if (first === last) return first;
  if (span(first) && span(last)) return `${first} to ${last}`;
  if (span(first)) return last === ".." ? `since ${first}` : `${first} or later`;
  return first === ".." ? `until ${last}` : `${last} or earlier`;
}

// When a link was so, as its texts say; of one without intervals from its first to its last date.
function whenWords(link) {
  const told = (link.spells || []).map(spellWords);
  return told.length ? told.join(", ") : [...new Set([link.first_date, link.last_date].filter(Boolean))].join(" to ");
}

// What the words for a date come to, where they do not say it themselves; and that the year was inferred.
function heldWords(item) {
  const told = toldSpells(item).map(spellWords).join(", ");
  const inferred = item.date_basis === "document" ? "year inferred from the document" : "";
  const said = [told !== item.date_text ? told : "", inferred].filter(Boolean).join(", ");
  return said ? `(${said})` : "";
}

// Whether a stretch of days [first, last] may lie in the period from one day to another; null is no bound.
const meets = ([first, last], from, to) => (from == null || last == null || last >= from) && (to == null || first == null || first <= to);

// The earliest and the latest of several stretches, which are open where one of them is.
const enclosing = (stretches) => [
  stretches.some(([first]) => first == null) ? null : Math.min(...stretches.map(([first]) => first)),
  stretches.some(([, last]) => last == null) ? null : Math.max(...stretches.map(([, last]) => last))];
