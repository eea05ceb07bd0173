"""Where date phrases stand in a document: around the dates that the model names, and where dates are in numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from graphbuild.core.periods import period
from graphbuild.extraction.claims.dates.lexer import WORDS, is_time_word, lex
from graphbuild.extraction.claims.dates.phrases import Bound, Resolved, phrase, resolved
from graphbuild.extraction.claims.dates.units import Anchor
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.speech import SPEECH
from graphbuild.knowledge.lexicon.time_words import TIME_WORDS

REACH = 10
"""Words on either side of a date that may belong to its phrase."""
TOLD = 3
"""Sentences in which "the following day" may point back to a date."""
LABELS = frozenset({"DATE", "TIME"})
_NUMERIC = re.compile(r"\b(?:\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d)\b")
_DURATION = re.compile(
    r"(?:(?:for|about|around|nearly|almost|over|more than|at least|another|up to) )*"
    rf"(?:an?|{'|'.join(TIME_WORDS.counting)}|several|many|some|few|\d+)"
    r"(?: (?:dozen|hundred|thousand|million|billion))?"
    r"(?:[ -](?:to|or|and)[ -]\w+)?[ -](?:years?|months?|weeks?|days?|hours?|minutes?|decades?)(?: in prison)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePhrase:
    """A date phrase in its sentence.

    Attributes:
        start, end: its tokens.
        root: the word by which it is attached to the rest of the sentence.
        text: its words. read: whether the grammar of dates can read them.
        modifies: it stands before a noun that it dates ("the 2019 election").
        event: the date of what was told before, where there is one.
    """

    start: int
    end: int
    root: Token
    text: str
    read: bool
    modifies: bool
    event: str | None = None

    @property
    def bounds(self) -> frozenset[Bound]:
        """What its pieces say of the times that they name; empty where it cannot be read."""
        return frozenset(piece.bound for piece in phrase(self.text)) if self.read else frozenset()

    def resolve(self, base: date | None, *, ahead: bool = False) -> tuple[Resolved, ...]:
        """Its pieces in the calendar, none where one of them is not known."""
        return resolved(self.text, Anchor(base, self.event, ahead)) if self.read else ()


def is_age(words: str) -> bool:
    """Whether the words are somebody's age ("Reld, 34, ...", "the 51-year-old")."""
    text = words.strip()
    return (text.isdecimal() and len(text) < 4) or text.lower().endswith("-year-old")


def is_duration(words: str) -> bool:
    """Whether the words say how long, not when ("ten years", "for two days")."""
    return _DURATION.fullmatch(" ".join(words.split())) is not None


def time_phrases(doc: Doc, base: date | None) -> dict[int, tuple[TimePhrase, ...]]:
    """The date phrases of a document by the first token of their sentence: no ages and nothing "every Friday"."""
    found: dict[int, list[TimePhrase]] = {}
    taken = 0
    for core in _cores(doc):
        if core.start < taken:
            continue
        one = _phrase(core, taken)
        if one is not None:
            taken = one.end
            found.setdefault(int(core.root.sent.start), []).append(one)
    return _after_one_another(doc, found, base)


def _cores(doc: Doc) -> list[TokenSpan]:
    """The dates and times that the model names, and dates in numbers, in text order."""
    cores = [e for e in doc.ents if e.label_ in LABELS and not is_age(e.text) and not _repeats(e)]
    inside = {t.i for e in cores for t in e}
    for match in _NUMERIC.finditer(doc.text):
        span = doc.char_span(*match.span())
        if span is not None and span.start not in inside:
            cores.append(span)
    return sorted((c for c in cores if c[0].sent.start == c[-1].sent.start), key=lambda c: c.start)


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
    while low > max(sent.start, core.start - REACH, taken) and is_time_word(doc[low - 1].text):
        low -= 1
    while high < min(sent.end, core.end + REACH) and is_time_word(doc[high].text):
        high += 1
    spans = sorted(
        ((start, end) for start in range(low, core.start + 1) for end in range(core.end, high + 1)),
        key=lambda span: (span[0] - span[1], span[0]),
    )
    fit = next((s for s in spans if phrase(doc[s[0] : s[1]].text) and _closed(doc, core, *s)), None)
    if fit is None or _is_vague(doc, sent.start, fit[0]):
        timeless = core.label_ == "TIME" or is_duration(core.text)
        return None if timeless else _made(core, core.start, core.end, read=False)
    start = fit[0]
    while start < core.start and _introduces(doc[start]):
        start += 1
    end = fit[1]
    while end > core.end and (doc[end - 1].is_punct or _introduces(doc[end - 1])):
        end -= 1
    return _made(core, start, end, read=True)


def _made(core: TokenSpan, start: int, end: int, *, read: bool) -> TimePhrase:
    """Return the phrase of these tokens."""
    head = core.root.head
    modifies = core.root.dep_ in {"nummod", "compound", "amod", "nmod", "poss"} and head.i >= end
    if modifies and start < core.start and core.doc[start].lower_ in TIME_WORDS.symbols["from"]:
        start += 1  # "from last November's sale" opens no stretch
    text = " ".join(core.doc[start:end].text.split())
    return TimePhrase(start=start, end=end, root=core.root, text=text, read=read, modifies=modifies)


def _introduces(token: Token) -> bool:
    """Whether a word only introduces a date ("on", "in the")."""
    symbol = WORDS.get(token.lower_)
    return token.is_punct or (symbol is not None and symbol.name in {"FILLER", "AGAIN", "IN"})


def _closed(doc: Doc, core: TokenSpan, start: int, end: int) -> bool:
    """Whether a phrase ends where it seems to: not before a clause, nor with the date of another verb."""
    last = lex(doc[end - 1].text)
    if (
        last
        and last[-1].name in {"AFTER", "BEFORE"}
        and end < len(doc)
        and not (doc[end].is_punct or doc[end].is_space)
    ):
        return False
    joined = [t for t in doc[core.end : end] if t.lower_ in TIME_WORDS.symbols["and"]]
    beyond = [t for t in doc[core.end : end] if joined and t.i > joined[-1].i and t.ent_type_ in LABELS]
    return not beyond or _verb(beyond[0]) == _verb(core.root) or doc[start].lower_ in TIME_WORDS.symbols["between"]


def _verb(token: Token) -> int:
    """Return the number of the verb above a word, or of the sentence's root."""
    node = token
    while node.head.i != node.i and node.pos_ not in {"VERB", "AUX"}:
        node = node.head
    return int(node.i)


def _is_vague(doc: Doc, first: int, start: int) -> bool:
    """Whether the word before a phrase makes it vague ("around 2015", "several days ago")."""
    at = start - 1
    while at > first and _introduces(doc[at]):
        at -= 1
    return at >= first and doc[at].lower_ in TIME_WORDS.vague


def _after_one_another(
    doc: Doc, found: Mapping[int, list[TimePhrase]], base: date | None
) -> dict[int, tuple[TimePhrase, ...]]:
    """Return the phrases, each with the date of what was told before it."""
    numbers = {sent.start: at for at, sent in enumerate(doc.sents)} if found else {}
    made: dict[int, tuple[TimePhrase, ...]] = {}
    told: str | None = None
    told_in = -TOLD
    for start in sorted(found):
        number, those = numbers.get(start, 0), []
        for one in found[start]:
            known = replace(one, event=told if number - told_in <= TOLD else None)
            those.append(known)
            date_ = _single(known, base)
            if date_ is not None and not _of_speech(one.root):
                told, told_in = date_, number
        made[start] = tuple(those)
    return made


def _single(one: TimePhrase, base: date | None) -> str | None:
    """Return the single date of a phrase, if it has one."""
    pieces = one.resolve(base)
    return pieces[0].stretch.date if len(pieces) == 1 and pieces[0].bound is Bound.AT else None


def _of_speech(root: Token) -> bool:
    """Whether a date is that of saying something ("said on Tuesday")."""
    return root.doc[_verb(root)].lemma_.lower() in SPEECH.quoting


def clause_is_past(phrases: Iterable[TimePhrase], verb: Token, base: date, *, days: int) -> bool:
    """Whether a date in the clause of a verb lies more than so many days before the article."""
    own = (one for one in phrases if _verb(one.root) == _verb(verb))
    return any(is_past(piece.stretch.last, base, days=days) for one in own for piece in one.resolve(base))


def dates_told(phrases: Mapping[int, tuple[TimePhrase, ...]], base: date | None) -> tuple[list[int], list[str | None]]:
    """The dates that a document tells of, not those of saying something.

    Args:
        phrases: the result of `time_phrases`.
        base: when the document was published.

    Returns:
        the first tokens of the sentences with date phrases in text order, and for each the date that was told last up
        to its end, None where there was none.
    """
    starts, dates, last = sorted(phrases), [], None
    for start in starts:
        for one in phrases[start]:
            if not _of_speech(one.root) and (said := _single(one, base)) is not None:
                last = said
        dates.append(last)
    return starts, dates


def is_past(written: str, base: date, *, days: int) -> bool:
    """Whether a partial date lies more than so many days before another one."""
    found = period(written)
    return found is not None and (base - found.last).days > days
