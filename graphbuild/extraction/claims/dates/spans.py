"""Where date phrases stand in a document: around the dates that the model names, and where dates are in numbers."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from graphbuild.extraction.claims.dates.lexer import UNITS, WORDS, is_time_word, lex
from graphbuild.extraction.claims.dates.phrases import Bound, phrase
from graphbuild.extraction.claims.dates.report_years import ReportYears
from graphbuild.extraction.claims.dates.time_phrase import TimePhrase, is_scheduled, is_to_come, verb_above
from graphbuild.extraction.claims.dates.told import after_one_another
from graphbuild.extraction.syntax.parsing import start_of
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.time_words import TIME_WORDS

REACH = 10
"""Words on either side of a date that may belong to its phrase."""
LABELS = frozenset({"DATE", "TIME"})
POINTED, POINTING = frozenset({*UNITS, "DAYPART", "WEEKEND", "WEEKDAY"}), frozenset({"SAME", "FOLLOWING", "PREVIOUS"})
"""Symbols of a time that points back to what was told, and of the words by which it does."""
SPELLED = frozenset(word for spelling in TIME_WORDS.spellings for word in spelling.split())
"""Words of spellings that stand for others ("no later than")."""
_NUMERIC = re.compile(r"\b(?:\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d)\b")
_DURATION = re.compile(
    r"(?:(?:for|about|around|nearly|almost|over|more than|at least|another|up to) )*"
    rf"(?:an?|{'|'.join(TIME_WORDS.counting)}|several|many|some|few|\d+)"
    r"(?: (?:dozen|hundred|thousand|million|billion))?"
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


def time_phrases(
    doc: Doc, base: date | None, *, years: ReportYears | None = None, names: Collection[int] = ()
) -> dict[int, tuple[TimePhrase, ...]]:
    """The date phrases of a document by the first token of their sentence: no ages and nothing "every Friday".

    Args:
        doc: its parse.
        base: the day on which it was published, if that is known.
        years: the years that its parts look back on.
        names: the tokens of names, in which a year is no date ("Liberty Works (1962) Ltd").
    """
    found: dict[int, list[TimePhrase]] = {}
    taken = 0
    for core in _cores(doc):
        if core.start < taken or any(t.i in names for t in core) or _in_brackets_of_name(core):
            continue
        one = _phrase(core, taken)
        if one is not None:
            taken = one.end
            year = years.at(start_of(core[0])) if years is not None else None
            one = replace(one, year=year, dated=year is None)
            found.setdefault(int(core.root.sent.start), []).append(one)
    return after_one_another(doc, found, base)


def _cores(doc: Doc) -> list[TokenSpan]:
    """The dates and times that the model names, dates in numbers, and "the same day" and the like, in text order."""
    cores = [e for e in doc.ents if e.label_ in LABELS and not is_age(e.text) and not _repeats(e)]
    inside = {t.i for e in cores for t in e}
    for match in _NUMERIC.finditer(doc.text):
        span = doc.char_span(*match.span())
        if span is not None and span.start not in inside:
            cores.append(span)
    cores += [told for token in doc if token.i not in inside and (told := _told_again(token)) is not None]
    return sorted((_trimmed(c) for c in cores if c[0].sent.start == c[-1].sent.start), key=lambda c: c.start)


def _told_again(unit: Token) -> TokenSpan | None:
    """The words of a time that points back ("the same day", "the following year"), where the model sees no date."""
    symbol = WORDS.get(unit.lower_)
    if symbol is None or symbol.name not in POINTED or unit.dep_ not in {"npadvmod", "pobj", "compound", "nmod"}:
        return None
    before = [child for child in unit.lefts if (told := WORDS.get(child.lower_)) is not None and told.name in POINTING]
    if not before:
        return None
    span = unit.doc[unit.left_edge.i : unit.i + 1]
    return span if phrase(span.text) else None


def _in_brackets_of_name(core: TokenSpan) -> bool:
    """Whether a year stands in brackets inside a name ("Liberty Works (1962) Ltd")."""
    doc, before, after = core.doc, core.start - 2, core.end + 1
    if before < 0 or after >= len(doc) or doc[before + 1].text != "(" or doc[core.end].text != ")":
        return False
    return doc[before].text[:1].isupper() and doc[after].text[:1].isupper()


def _trimmed(core: TokenSpan) -> TokenSpan:
    """Return a date without a number at its end that counts what follows ("On July 13, 20 gunmen")."""
    end = core.end
    if len(core) > 1 and _counts_other(core[-1], end):
        end -= 1
        while end > core.start + 1 and core.doc[end - 1].is_punct:
            end -= 1
    return core.doc[core.start : end]


def _counts_other(number: Token, end: int) -> bool:
    """Whether a number at the end of a phrase counts the noun behind it."""
    return number.like_num and number.dep_ == "nummod" and number.head.i >= end and not is_time_word(number.head.text)


def _repeats(entity: TokenSpan) -> bool:
    """Whether a date comes again and again ("every Friday")."""
    return any(c.lower_ in FUNCTION_WORDS.repeating for c in entity.root.children)


def _phrase(core: TokenSpan, taken: int) -> TimePhrase | None:
    """The longest phrase around a date that can be read, else the date's own words; None for a length alone.

    Args:
        core: the date.
        taken: the end of the phrase before it.
    """
    doc, sent = core.doc, core.root.sent
    low, high = core.start, core.end
    while low > max(sent.start, core.start - REACH, taken) and _may_belong(doc[low - 1]):
        low -= 1
    while high < min(sent.end, core.end + REACH) and is_time_word(doc[high].text):
        high += 1
    spans = sorted(
        ((start, end) for start in range(low, core.start + 1) for end in range(core.end, high + 1)),
        key=lambda span: (span[0] - span[1], span[0]),
    )
    fit = next((s for s in spans if phrase(doc[s[0] : s[1]].text) and _closed(doc, core, *s)), None)
    if fit is None or _is_vague(doc, sent.start, fit[0]):
        part = _readable_part(core)
        if part is not None and fit is None and not _is_vague(doc, sent.start, part[0]):
            return _made(core, *part, read=True)
        timeless = core.label_ == "TIME" or is_duration(core.text)
        return None if timeless else _made(core, core.start, core.end, read=False)
    start, bounds = fit[0], _bounds(doc, *fit)
    while start < core.start and _introduces(doc[start]) and _bounds(doc, start + 1, fit[1]) == bounds:
        start += 1
    end = fit[1]
    while end > core.end and (doc[end - 1].is_punct or _introduces(doc[end - 1])):
        end -= 1
    return _made(core, start, end, read=True)


def _may_belong(token: Token) -> bool:
    """Whether a word before a date may be a part of its phrase."""
    return is_time_word(token.text) or token.lower_ in SPELLED


def _readable_part(core: TokenSpan) -> tuple[int, int] | None:
    """The longest part of a date of the model's that can be read, where the rest of it is no word of time."""
    spans = ((start, end) for start in range(core.start, core.end) for end in range(start + 1, core.end + 1))
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span[0])):
        rest = [*core.doc[core.start : start], *core.doc[end : core.end]]
        if any(is_time_word(t.text) and not t.is_digit for t in rest) or any("-" in t.text for t in rest):
            continue
        if phrase(core.doc[start:end].text):
            return start, end
    return None


def _made(core: TokenSpan, start: int, end: int, *, read: bool) -> TimePhrase:
    """Return the phrase of these tokens."""
    head = core.root.head
    modifies = core.root.dep_ in {"nummod", "compound", "amod", "nmod", "poss"} and head.i >= end
    modifies = modifies and not (start == core.sent.start and _is_whole(core.root))
    if modifies and start < core.start and core.doc[start].lower_ in TIME_WORDS.symbols["from"]:
        start += 1  # "from last November's sale" opens no stretch
    text = " ".join(core.doc[start:end].text.split())
    verb = core.doc[verb_above(core.root)]
    return TimePhrase(
        start=start,
        end=end,
        root=core.root,
        text=text,
        read=read,
        modifies=modifies,
        ahead=is_to_come(verb),
        scheduled=is_scheduled(verb),
    )


def _bounds(doc: Doc, start: int, end: int) -> list[Bound]:
    """Return what a phrase says of its times: "as of April" is a bound, "of April" is none."""
    return [piece.bound for piece in phrase(doc[start:end].text)]


def _is_whole(root: Token) -> bool:
    """Whether a date is one by itself, whatever noun follows ("The same day soldiers attacked")."""
    symbol = WORDS.get(root.lower_)
    return root.dep_ != "poss" and symbol is not None and symbol.name in {*UNITS, "DAYPART", "WEEKEND"}


def _introduces(token: Token) -> bool:
    """Whether a word only introduces a date ("on", "in the")."""
    symbol = WORDS.get(token.lower_)
    return token.is_punct or (symbol is not None and symbol.name in {"FILLER", "AGAIN", "IN"})


def _closed(doc: Doc, core: TokenSpan, start: int, end: int) -> bool:
    """Whether a phrase ends where it seems to: not before a clause, nor with the date of another verb."""
    last = lex(doc[end - 1].text)
    if end > core.end and _counts_other(doc[end - 1], end):
        return False
    if (
        last
        and last[-1].name in {"AFTER", "BEFORE"}
        and end < len(doc)
        and not (doc[end].is_punct or doc[end].is_space)
    ):
        return False
    joined = [t for t in doc[core.end : end] if t.lower_ in TIME_WORDS.symbols["and"]]
    beyond = [t for t in doc[core.end : end] if joined and t.i > joined[-1].i and t.ent_type_ in LABELS]
    return (
        not beyond
        or verb_above(beyond[0]) == verb_above(core.root)
        or doc[start].lower_ in TIME_WORDS.symbols["between"]
    )


def _is_vague(doc: Doc, first: int, start: int) -> bool:
    """Whether the word before a phrase makes it vague ("around 2015", "several days ago")."""
    at = start - 1
    while at > first and _introduces(doc[at]):
        at -= 1
    return at >= first and doc[at].lower_ in TIME_WORDS.vague
