"""The order in which a document tells of dates: what "a day later" counts from, and whether what is told is past."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Token

from graphbuild.core.periods import period
from graphbuild.extraction.claims.dates.lexer import lex
from graphbuild.extraction.claims.dates.phrases import Bound, resolved
from graphbuild.extraction.claims.dates.time_phrase import TimePhrase, verb_above
from graphbuild.extraction.claims.dates.units import Anchor
from graphbuild.knowledge.lexicon.speech import SPEECH

TOLD = 3
"""Sentences in which "the following day" may point back to a date."""
FEWEST, RECENT, MOSTLY = 3, 180, 0.8
"""Dates with their year that make a document one that looks back, and the part of them that lies so long before it."""


def after_one_another(
    doc: Doc, found: Mapping[int, list[TimePhrase]], base: date | None
) -> dict[int, tuple[TimePhrase, ...]]:
    """Return the phrases, each with the date of what was told before it."""
    numbers = {sent.start: at for at, sent in enumerate(doc.sents)} if found else {}
    made: dict[int, tuple[TimePhrase, ...]] = {}
    looking_back = _looks_back(found, base)
    told: str | None = None
    told_in, inferred, said = -TOLD, False, None
    for start in sorted(found):
        number, those = numbers.get(start, 0), []
        for one in found[start]:
            near = number - told_in <= TOLD
            known = replace(one, event=told if near else None, event_inferred=near and inferred)
            if looking_back:
                year = _nearest_year(known.text, said) if said is not None and _lacks_year(known) else known.year
                known = replace(known, year=year, dated=False)
            those.append(known)
            date_ = _single(known, base)
            if date_ is not None and not _of_speech(one.root):
                told, told_in, inferred = date_, number, known.inferred
                said = date_ if _says_year(known) or known.inferred else said
        made[start] = tuple(those)
    return made


def _looks_back(found: Mapping[int, list[TimePhrase]], base: date | None) -> bool:
    """Whether a document tells of days of long ago: most of them with their year, and nearly none of them recent."""
    every = [one for those in found.values() for one in those]
    said = [piece.stretch.last for one in every if _says_year(one) for piece in one.resolve(None)]
    if len(said) < FEWEST or len(said) < sum(map(_lacks_year, every)):
        return False
    old = sum(base is None or is_past(last, base, days=RECENT) for last in said)
    return old >= MOSTLY * len(said)


def _says_year(one: TimePhrase) -> bool:
    """Whether a phrase names a month with its year."""
    return one.read and _names_month(one.text) and bool(resolved(one.text, Anchor(None)))


def _lacks_year(one: TimePhrase) -> bool:
    """Whether a phrase names a month without a year."""
    return one.read and one.year is None and _names_month(one.text) and not resolved(one.text, Anchor(None, one.event))


def _names_month(text: str) -> bool:
    """Whether a phrase names a month."""
    return any(symbol.name == "NAME" for symbol in lex(text))


def _nearest_year(text: str, said: str) -> int | None:
    """The year in which a phrase lies nearest to a date that was told before."""
    around = period(said)
    assert around is not None
    best: tuple[int, int] | None = None
    for year in range(around.first.year - 1, around.first.year + 2):
        pieces = resolved(text, Anchor(None, year=year))
        first = period(pieces[0].stretch.first) if pieces else None
        if first is not None:
            best = min(best or (10_000, year), (abs((first.first - around.first).days), year))
    return best[1] if best is not None else None


def _single(one: TimePhrase, base: date | None) -> str | None:
    """Return the single date of a phrase, if it has one."""
    pieces = one.resolve(base)
    return pieces[0].stretch.date if len(pieces) == 1 and pieces[0].bound is Bound.AT else None


def _of_speech(root: Token) -> bool:
    """Whether a date is that of saying something ("said on Tuesday")."""
    return root.doc[verb_above(root)].lemma_.lower() in SPEECH.quoting


def clause_is_past(phrases: Iterable[TimePhrase], verb: Token, base: date, *, days: int) -> bool:
    """Whether a date in the clause of a verb lies more than so many days before the article."""
    own = (one for one in phrases if verb_above(one.root) == verb_above(verb))
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
