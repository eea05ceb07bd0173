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

// Whether a stretch of days [first, last] may lie in the period from one day to another; null is no bound.
const meets = ([first, last], from, to) => (from == null || last == null || last >= from) && (to == null || first == null || first <= to);

// The earliest and the latest of several stretches, which are open where one of them is.
const enclosing = (stretches) => [
  stretches.some(([first]) => first == null) ? null : Math.min(...stretches.map(([first]) => first)),
  stretches.some(([, last]) => last == null) ? null : Math.max(...stretches.map(([, last]) => last))];
