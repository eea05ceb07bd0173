"""When it happened: date phrases of a sentence resolved against the article's date, never more precisely than said."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.word_forms import WORD_FORMS

MONTHS = (*WORD_FORMS.months, *WORD_FORMS.month_abbreviations)
MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(WORD_FORMS.months, start=1)}
_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_MONTH = re.compile(rf"\b({'|'.join(MONTHS)})\b\.?", re.IGNORECASE)
_DAY = re.compile(r"\b([0-3]?\d)(?:st|nd|rd|th)?\b(?!\s*(?:years?|months?|weeks?|days?|hours?|minutes?|people|,\d{3}))")
_WEEKDAY = re.compile(rf"\b({'|'.join(WORD_FORMS.weekdays)})\b", re.IGNORECASE)
_RELATIVE_DAY = re.compile(r"\b(today|yesterday|tomorrow|tonight)\b|\bdays? ago\b", re.IGNORECASE)
_RELATIVE_MONTH = re.compile(r"\b(last|this|next) month\b|\bmonths? ago\b", re.IGNORECASE)
_RELATIVE_YEAR = re.compile(r"\b(last|this|next) year\b|\byears? ago\b", re.IGNORECASE)
_VAGUE = re.compile(
    r"\b(recent|decades?|century|several|few|some|many|old|past|coming|every|each|between|about|around|roughly|nearly"
    r"|almost|over|more|less|least|most|or|to)\b|s\b$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:(?:early|earlier|late|later)\s+(?:on\s+|in\s+)?|mid-?\s*|the\s+(?:end|start|beginning) of\s+)", re.I
)
_LEAD = re.compile(r"^(?:last|this|past|on|in|since|the)[\s-]+", re.IGNORECASE)
_RANGE = re.compile(r"\b(?:between|and|through|until)\b|\bfrom\b.*\bto\b", re.IGNORECASE)

_ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_NUMBER = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|several|many|some|few|\d+)"
_MANY = r"(?: (?:dozen|hundred|thousand|million|billion))"
_DURATION = re.compile(
    rf"(?:(?:for|about|around|nearly|almost|over|more than|at least|another|up to) )*{_NUMBER}{_MANY}?"
    r"(?:[ -](?:to|or|and)[ -]\w+)?[ -](?:years?|months?|weeks?|days?|hours?|minutes?|decades?)(?: in prison)?",
    re.IGNORECASE,
)


def is_age(words: str) -> bool:
    """Whether the words are somebody's age ("Reld, 34, ...", "the 51-year-old")."""
    text = words.strip()
    return (text.isdecimal() and len(text) < 4) or text.lower().endswith("-year-old")


def is_duration(words: str) -> bool:
    """Whether the words say how long, not when ("ten years", "for two days")."""
    return _DURATION.fullmatch(" ".join(words.split())) is not None


def dates_of(doc: Doc) -> dict[int, tuple[TokenSpan, ...]]:
    """The date phrases of a document by the first token of their sentence: no durations, ages or "every Friday"."""
    found: dict[int, tuple[TokenSpan, ...]] = {}
    for entity in doc.ents:
        if entity.label_ != "DATE" or is_duration(entity.text) or is_age(entity.text):
            continue
        if not any(c.lower_ in FUNCTION_WORDS.repeating for c in entity.root.children):
            start = int(entity.root.sent.start)
            found[start] = (*found.get(start, ()), entity)
    return found


def published_date(published: str | None) -> datetime | None:
    """The article's date, where it is known to the day."""
    if not published:
        return None
    try:
        return datetime.fromisoformat(published[:10])
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def resolve_date(words: str, base: datetime | None, *, ahead: bool = False) -> str | None:
    """The words as ISO 8601, as precise as they are (`2021-05-26`, `2020-06`, `2014`).

    Args:
        words: the date phrase.
        base: the article's date, where it is known.
        ahead: the event is still to come, so "Friday" is the next one, not the last.

    Returns:
        Nothing where the year is unknown, or where the words name no single day, month or year.
    """
    text = " ".join(_PART.sub("", " ".join(words.split())).split())
    if _ISO.fullmatch(text):
        return text
    year, month = _YEAR.search(text), _MONTH.search(text)
    precision = _precision(text, bool(year), bool(month))
    if precision is None or (base is None and not year) or _RANGE.search(text):
        return None
    if precision == "year" and year:
        return year.group()
    if base is not None and not year:
        counted = _month_without_year(text, month, precision, base, ahead=ahead) or _weekday(text, base, ahead=ahead)
        if counted is not None:
            return counted or None
    parsed = _parse(text, base, ahead=ahead)
    if parsed is None:
        return None
    return {"year": f"{parsed:%Y}", "month": f"{parsed:%Y-%m}", "day": f"{parsed:%Y-%m-%d}"}[precision]


def _month_without_year(
    text: str, month: re.Match[str] | None, precision: str, base: datetime, *, ahead: bool
) -> str | None:
    """The date of a month without its year, the latest that has come ("last May" is never the current month)."""
    if month is None or precision != "month":
        return None
    number = MONTH_NUMBERS[month.group(1).lower()[:3]]
    if re.search(r"\bnext\b", text, re.IGNORECASE) or ahead:
        year = base.year if number >= base.month + bool(re.search(r"\bnext\b", text, re.I)) else base.year + 1
    else:
        running = 0 if not re.search(r"\blast\b", text, re.IGNORECASE) else 1
        year = base.year if number <= base.month - running else base.year - 1
    return f"{year}-{number:02d}"


def _weekday(text: str, base: datetime, *, ahead: bool) -> str | None:
    """The day that a weekday names: the article's own or the last one, the next for what is to come.

    Nothing where the words name no weekday or a date beside it; "" where it may be either of two ("next Friday").
    """
    named = _WEEKDAY.search(text)
    if named is None or _DAY.search(text) or _MONTH.search(text):
        return None
    if re.search(r"\bnext\b", text, re.IGNORECASE):
        return ""
    back = (base.weekday() - WORD_FORMS.weekdays.index(named.group(1).lower())) % 7
    if ahead:
        return f"{base + timedelta(days=-back % 7):%Y-%m-%d}"
    last = re.search(r"\b(last|past)\b", text, re.IGNORECASE) and back == 0
    return f"{base - timedelta(days=7 if last else back):%Y-%m-%d}"


def _precision(text: str, year: bool, month: bool) -> str | None:
    """The precision of a phrase ("year", "month" or "day"), or None if it is too vague for a date."""
    if month:
        rest = _YEAR.sub(" ", text)
        return "day" if _DAY.search(rest) else "month"
    if year:
        return "year" if len(_YEAR.findall(text)) == 1 and not text.endswith("0s") else None
    if _WEEKDAY.search(text) or _RELATIVE_DAY.search(text):
        return "day" if not re.search(r"\bweek\b|\bmornings\b|days\b(?! ago)", text) else None
    if _RELATIVE_MONTH.search(text):
        return "month" if not _VAGUE.search(text) else None
    return "year" if _RELATIVE_YEAR.search(text) and not _VAGUE.search(text) else None


def _parse(text: str, base: datetime | None, *, ahead: bool) -> datetime | None:
    """The date that dateparser reads, relative to the article's date; None if it reads none."""
    import dateparser  # slow to import, and most sentences name no date

    settings: dict[str, Any] = {
        "PREFER_DATES_FROM": "future" if ahead else "past",
        "PREFER_DAY_OF_MONTH": "first",
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    if base is not None:
        settings["RELATIVE_BASE"] = base
    for attempt in (text, _LEAD.sub("", text)):
        found = dateparser.parse(attempt, languages=["en"], settings=settings)
        if isinstance(found, datetime):
            return found
    return None
