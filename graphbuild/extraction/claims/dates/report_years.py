"""The year that a document, or a section of it, looks back on: "2019 country report", "Nepal 2016: Corruption", "2014".

A day without a year in such a text is of that year, whatever the day of publication. The claim says that this was
inferred from the document.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from graphbuild.core.model import Document
from graphbuild.core.periods import period
from graphbuild.knowledge.lexicon.time_words import TIME_WORDS
from graphbuild.knowledge.lexicon.word_forms import WORD_FORMS

LONGEST = 25
"""Words of a heading; a longer line is none."""
LATEST = 2
"""Years after the one that a text looks back on within which it is published; a later one is news about that year."""

_LOOKING = "|".join(TIME_WORDS.looking_back)
_BETWEEN = rf"(?:(?:{'|'.join(TIME_WORDS.of_a_year)})\s+)*"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_END = r"(?=\s*(?:$|[:;.,–—|()]|-\s))"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b{_YEAR}\s+{_BETWEEN}(?:{_LOOKING})\b",
        rf"\b(?:{_LOOKING})\s*,?\s+{_BETWEEN}{_YEAR}{_END}",
        rf"^\W*{_BETWEEN}{_YEAR}\W*$",
        rf"^{_YEAR} in (?:{_LOOKING})\b",
    )
)
_NAMED = re.compile(rf"^[^\W\d_][^\d:]{{1,80}}\s{_YEAR}\s*:")
_ANY_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_MONTH = rf"(?:{'|'.join((*WORD_FORMS.months, *WORD_FORMS.month_abbreviations))})"
_DAY = re.compile(rf"\b{_MONTH}\b\.?,?\s+\d|\d\s+{_MONTH}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReportYears:
    """Where in a document each year begins that it looks back on: offsets in its text, ascending, and the years."""

    starts: tuple[int, ...]
    years: tuple[int, ...]

    def at(self, offset: int) -> int | None:
        """The year that the text at an offset looks back on, or None."""
        number = bisect_right(self.starts, offset)
        return self.years[number - 1] if number else None


def report_years(document: Document) -> ReportYears:
    """The years that a document looks back on, by its title and by the headings in it; mostly none."""
    found = [(-1, document.title or ""), *_headings(document.text)]
    published = period(document.published or "")
    outlet = re.search(rf"\b(?:{_LOOKING})\b", document.outlet or "", re.IGNORECASE) is not None
    years = [
        (start, year)
        for start, words in found
        if (year := heading_year(words, named=outlet or start <= 0)) is not None
        and (published is None or 0 < published.first.year - year <= LATEST)
    ]
    return ReportYears(tuple(start for start, _ in years), tuple(year for _, year in years))


def heading_year(words: str, *, named: bool = True) -> int | None:
    """The one year that a title or heading says its text is about; None where it names a day, or no or several years.

    Args:
        words: the title or heading.
        named: whether a name with a year and a colon is enough ("Nepal 2016: Corruption").
    """
    if len(set(_ANY_YEAR.findall(words))) != 1 or _DAY.search(words):
        return None
    forms = (*_FORMS, _NAMED) if named else _FORMS
    match = next((match for form in forms if (match := form.search(words.strip()))), None)
    return int(match["year"]) if match else None


def _headings(text: str) -> Iterator[tuple[int, str]]:
    """Yield the short lines that are no sentences, each with its offset."""
    start = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        if words and len(words.split()) <= LONGEST and not words.endswith((".", "?", "!", "”", '"', ",")):
            yield start, words
        start += len(line)
