"""The words of a date phrase as symbols, each one character, so that a grammar of regular expressions can read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graphbuild.knowledge.lexicon.time_words import TIME_WORDS
from graphbuild.knowledge.lexicon.word_forms import WORD_FORMS

_VALUED = (
    *("NUM", "NTH", "NAME", "WEEKDAY", "SEASON", "FULL", "WRITTEN_YEAR", "WRITTEN_DECADE"),
    *("DASH", "COMMA", "VAGUE"),
)
_CODES = {name: chr(0x100 + at) for at, name in enumerate((*_VALUED, *map(str.upper, TIME_WORDS.symbols), "UNKNOWN"))}
UNITS = ("DAY", "WEEK", "MONTH", "YEAR", "DECADE")
WORDED = frozenset({*UNITS, "EDGE"})
"""Symbols that keep their word."""
_GROUPS = {
    "PLACE": ("NUM", "NTH"),
    "OTHER_YEAR": ("LAST", "THIS", "NEXT", "SAME", "FOLLOWING", "PREVIOUS"),
    "UNIT": UNITS,
    "COUNT": ("NUM", "ARTICLE"),
    "FORTH": ("LATER", "AFTER"),
    "BACK": ("EARLIER", "BEFORE"),
}
_TOLD_AGAIN = ("LATER", "EARLIER")
YEARS = range(1500, 2200)
CENTURY_TURN = 69
"""Years of two digits from this one on are of the twentieth century, as POSIX has it."""


def _any(words: Iterable[str]) -> str:
    """Return an alternative of these words as a regular expression, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_TOKEN = re.compile(
    r"(?P<ISO>\d{4}-\d\d-\d\d)(?!\d)|(?P<POINT>\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)(?![\d.]))"
    r"|(?P<SLASH>\d{1,2}/\d{1,2}/\d{4}|\d{1,2}-\d{1,2}-\d{4})"
    r"|(?P<YEARMONTH>\d{4}-(?:0\d|1[0-2]))(?![\d-])|(?P<DECADE>['’]?(?:\d{2}|\d{4})['’]?s)\b|(?P<NTH>\d{1,2}(?:st|nd|rd|th))\b"
    r"|(?P<QUARTER>q[1-4])\b|(?P<HALF>h[12])\b|(?P<NUM>\d+)|(?P<WORD>['’]?[^\W\d_]+(?:['’][^\W\d_]+)*)\.?|(?P<DASH>[-–—/])|(?P<COMMA>,)"
    r"|(?P<OTHER>\S)"
)
_SPELLING = re.compile("|".join(rf"\b{re.escape(spelling)}" for spelling in TIME_WORDS.spellings))
_CLOCK = re.compile(
    rf"(?:\b(?:{_any(TIME_WORDS.clock_openings)})\s+)*"
    rf"(?:\b\d{{1,2}}(?:[:.]\d\d)?\s*(?:{_any(TIME_WORDS.clock_marks)})(?!\w)|\b\d{{1,2}}:\d\d\b"
    rf"|\b\d{{4}}\s+(?={_any(TIME_WORDS.clock_zones)})|\b(?:{_any(TIME_WORDS.clock_words)})\b)"
    rf"(?:\s*\(?(?:{_any(TIME_WORDS.clock_zones)})\b\)?)?"
)
_NAMED_DAY = re.compile(_any(TIME_WORDS.days))


@dataclass(frozen=True, slots=True)
class Symbol:
    """One word of a date phrase: the name of its symbol, and its value where it has one.

    `text` is what a date in numbers says as ISO 8601, the word of a number in words, which is no day of a month, and
    the word of a unit, of which there may be several, or of the edge of one.
    """

    name: str
    value: int = 0
    text: str = ""


def _words() -> Iterator[tuple[str, Symbol]]:
    """Yield every word of time with its symbol; of a word with several the last counts."""
    for name, words in TIME_WORDS.symbols.items():
        kept = name.upper() in WORDED
        yield from ((word, Symbol(name.upper(), 1, word if kept else "")) for word in sorted(words))
    yield from ((word, Symbol("VAGUE")) for word in sorted(TIME_WORDS.vague))
    yield from ((word, Symbol("NUM", at, word)) for at, word in enumerate(TIME_WORDS.counting, 1))
    yield from ((word, Symbol("NTH", at)) for at, word in enumerate(TIME_WORDS.ordinals, 1))
    yield from ((word, Symbol("WRITTEN_DECADE", 1920 + 10 * at)) for at, word in enumerate(TIME_WORDS.decades))
    yield from ((word, Symbol("SEASON", at)) for at, word in enumerate(TIME_WORDS.seasons))
    for word, name in TIME_WORDS.season_names.items():
        yield word, Symbol("SEASON", TIME_WORDS.seasons.index(name))
    yield from ((word, Symbol("WEEKDAY", at)) for at, word in enumerate(WORD_FORMS.weekdays))
    yield from ((word, Symbol("NAME", at)) for at, word in enumerate(WORD_FORMS.months, 1))
    starts = {word[:3]: at for at, word in enumerate(WORD_FORMS.months, 1)}
    yield from ((word, Symbol("NAME", starts[word[:3]])) for word in WORD_FORMS.month_abbreviations)
    # Words that more than one symbol has keep the reading that a date by itself has.
    yield from ((word, Symbol(name, 1)) for name in _TOLD_AGAIN for word in TIME_WORDS.symbols[name.lower()])


WORDS = dict(_words())


def is_time_word(word: str) -> bool:
    """Whether a word, in any case, may stand in a date phrase."""
    found = lex(word)
    return bool(found) and all(symbol.name != "UNKNOWN" for symbol in found)


@lru_cache(maxsize=8192)
def lex(text: str) -> tuple[Symbol, ...]:
    """The symbols of a text; what is no word of time is UNKNOWN."""
    plain = _SPELLING.sub(lambda match: TIME_WORDS.spellings[match[0]], text.lower().replace("’", "'"))
    plain = _NAMED_DAY.sub(_month_and_day, _CLOCK.sub("at", plain))
    return tuple(symbol for match in _TOKEN.finditer(plain) for symbol in _symbols(match))


def _month_and_day(match: re.Match[str]) -> str:
    """Return a named day in words of the calendar ("christmas day" is "december 25th")."""
    month, day = TIME_WORDS.days[match[0]].split("-")
    return f"{WORD_FORMS.months[int(month) - 1]} {int(day)}th"


def _symbols(match: re.Match[str]) -> Iterator[Symbol]:
    """Yield the symbols of one token."""
    kind, text = match.lastgroup or "OTHER", match[0]
    if kind in {"ISO", "YEARMONTH"}:
        yield Symbol("FULL", text=text)
    elif kind in {"POINT", "SLASH"}:
        yield _numeric(text)
    elif kind == "NUM":
        number = int(text[:6])
        yield Symbol("WRITTEN_YEAR" if len(text) == 4 and number in YEARS else "NUM", number)
    elif kind == "NTH":
        yield Symbol("NTH", int(text[:-2]))
    elif kind == "QUARTER":
        yield Symbol("NTH", int(text[1]))
        yield Symbol("QUARTER")
    elif kind == "HALF":
        yield Symbol("NTH", int(text[1]))
        yield Symbol("HALF")
    elif kind == "DECADE":
        digits = int(re.sub(r"\D", "", text))
        first = digits if digits > 99 else 1900 + digits
        yield Symbol("WRITTEN_DECADE", first) if digits % 10 == 0 else Symbol("UNKNOWN")
    elif kind == "WORD":
        yield _word(match["WORD"])
    else:
        yield Symbol(kind if kind in _CODES else "UNKNOWN")


def _word(word: str) -> Symbol:
    """Return the symbol of a word, also of one with a possessive ending ("last year's")."""
    bare = word.removesuffix("'s") if len(word) > 3 else word
    return WORDS.get(word) or WORDS.get(bare) or Symbol("UNKNOWN")


def _numeric(text: str) -> Symbol:
    """Return the day of a date in numbers; points and a number above 12 tell which of the two is the day."""
    first, second, year = (int(part) for part in re.split(r"[./-]", text))
    if year < 100:
        year += 1900 if year >= CENTURY_TURN else 2000
    if "." in text or first > 12 or first == second:
        day, month = first, second
    elif second > 12:
        day, month = second, first
    else:
        return Symbol("UNKNOWN")
    return Symbol("FULL", text=f"{year:04}-{month:02}-{day:02}")


def codes(symbols: Sequence[Symbol]) -> str:
    """The symbols as characters, one each."""
    return "".join(_CODES[symbol.name] for symbol in symbols)


def pattern(grammar: str) -> re.Pattern[str]:
    """A regular expression over `codes` from names of symbols and groups ("weekday? place name written_year?")."""

    def coded(match: re.Match[str]) -> str:
        """Return the characters of a name."""
        names = _GROUPS.get(match[0], (match[0],))
        return f"[{''.join(_CODES[name] for name in names)}]"

    return re.compile(re.sub(r"[A-Z_]+", coded, grammar).replace(" ", ""))
