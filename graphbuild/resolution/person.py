"""Names of people: their parts, and whether two names can belong to one person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from graphbuild.core.names import name_key
from graphbuild.resolution.evidence_needed import Certainty, Likeness
from graphbuild.resolution.spelling import Match, Table, match, match_first, match_last, sound, table

MIDDLE = "middle name left out"
SHORTENED = "middle name shortened"
SPELLING = "spelling variant"
INITIAL = "initial of the first name"
NICKNAME = "short form of the first name"
SLIP = "one letter different"
ORDER = "other order of the parts of the name"
CONTAINED = "part of the longer name"
ORNAMENT = "title, article or nickname left out"
SURNAME = "surname of the only person who bears it"

_QUOTED = re.compile(r"""(?:(?<=\s)|^)["'“”‘’«][^"“”«»]{1,30}["'“”‘’»](?=\s|$)|\([^)]*\)""")
_LEADING_ARTICLE = re.compile(r"(?:[Aa]l|[Ee]l)[-‐‑–]|(?:al|el) ")
_ABD = re.compile(r"^abd(?:ul|el|al|ol|ur|oul)(?=[a-z]{3})")
_LEADING_PARTICLES_IN_LOWER_CASE = frozenset("van von der den ter ten zu zur mac st san".split())
_GENERATIONS = {"junior": "jr", "senior": "sr"}
_LONGEST = 8
_TELLING_SOUND = 6
"""Letters from which on a surname alone may be another spelling of one that sounds alike."""
_WEAK = (Match.NEAR, Match.INITIAL, Match.NICKNAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """The words of a person's name from first name to surname, without titles and articles."""

    words: tuple[str, ...]
    generation: str = ""
    son_of: bool = False

    @property
    def bare(self) -> bool:
        """Return True if it is only a surname (or first name)."""
        return len(self.words) < 2

    @property
    def common(self) -> bool:
        """Return True if too many people have the name for it to identify one."""
        first, last = (table().spellings.get(word, word) for word in (self.words[0], self.words[-1]))
        return len(self.words) == 2 and any(first in firsts and last in lasts for firsts, lasts in table().common)


@lru_cache(maxsize=1 << 17)
def parse(name: str) -> PersonName:
    """Return the parts of a name as it is written."""
    known = table()
    plain = _QUOTED.sub(" ", name)
    plain = plain if name_key(plain) else name
    tokens = name_key(plain).split()
    generation = ""
    while len(tokens) > 1 and known.is_in("suffixes", tokens[-1]):
        last = tokens.pop()
        generation = last if known.is_in("generations", last) else generation
    while len(tokens) > 2 and known.is_in("honorifics", tokens[0]):
        del tokens[0]
    lower = plain.strip()[:1].islower()
    words, son_of = _joined(tokens, known, article=bool(_LEADING_ARTICLE.match(plain.strip())), lower=lower)
    return PersonName(words=words, generation=_GENERATIONS.get(generation, generation), son_of=son_of)


def _joined(tokens: list[str], known: Table, *, article: bool, lower: bool) -> tuple[tuple[str, ...], bool]:
    """Return the tokens with particles joined to the next token, without articles and patronymics."""
    words: list[str] = []
    prefix, son_of, last = "", False, len(tokens) - 1
    for i, token in enumerate(tokens):
        start = i == 0
        if i == last:
            words.append(prefix + _plain(token, known))
        elif known.is_in("articles", token) and (not start or (article and known.is_in("leading_articles", token))):
            continue
        elif known.is_in("filiations", token) and (not start or token != "ben"):
            son_of = True
        elif token in known.bound:
            prefix += known.bound[token]
        elif known.is_in("particles", token) and (not start or lower or token not in _LEADING_PARTICLES_IN_LOWER_CASE):
            prefix += token
        else:
            words.append(prefix + _plain(token, known))
            prefix = ""
    return tuple(words), son_of


def _plain(token: str, known: Table) -> str:
    """Return a token with a prefix such as "abdul" or "abdel" reduced to "abd", unless its spelling is in the table."""
    return token if token in known.spellings else _ABD.sub("abd", token)


def compare(one: PersonName, other: PersonName) -> Likeness | None:
    """Compare two full names; None if they name two people."""
    if one.bare or other.bare or (one.generation and other.generation and one.generation != other.generation):
        return None
    found = _straight(one, other) or _reversed(one, other) or _contained(one, other)
    if found is None:
        return None
    certainty = found.certainty
    if one.son_of != other.son_of or one.generation != other.generation:
        certainty = min(certainty, Certainty.LIKELY)
    if one.common or other.common:
        certainty = certainty.lowered()
    return Likeness(certainty=certainty, reason=found.reason, short=found.short)


def same_surname(bare: PersonName, full: PersonName) -> bool:
    """Return True if a surname is that of a full name; one that only sounds so must be long enough to tell."""
    if not (bare.words and full.words):
        return False
    one, other = bare.words[-1], full.words[-1]
    found = match_last(one, other)
    return found >= Match.SPELLING or (found is Match.SOUND and min(len(one), len(other)) >= _TELLING_SOUND)


def _straight(one: PersonName, other: PersonName) -> Likeness | None:
    """Compare first name with first name, surname with surname, and what is between them."""
    last = match_last(one.words[-1], other.words[-1])
    if last in (Match.NO, Match.INITIAL, Match.NICKNAME):
        return None
    first = match_first(one.words[0], other.words[0])
    if first is Match.NO or (first in _WEAK and last in _WEAK):
        return None
    middle = _middles(one.words[1:-1], other.words[1:-1])
    if middle is None:
        return None
    initial = first is Match.INITIAL
    return Likeness(
        certainty=_certainty(first, last),
        reason=_reason(first, last) or middle or ORNAMENT,
        short=initial or middle == MIDDLE,
    )


def _certainty(first: Match, last: Match) -> Certainty:
    """Return the certainty of a match of first name and surname."""
    if Match.NEAR in (first, last):
        return Certainty.UNSURE
    weak = first in (Match.INITIAL, Match.NICKNAME) or Match.SOUND in (first, last)
    return Certainty.LIKELY if weak else Certainty.SURE


def _reason(first: Match, last: Match) -> str:
    """Return the reason of a match of first name and surname; empty if both are equal."""
    named = {Match.INITIAL: INITIAL, Match.NICKNAME: NICKNAME}
    if Match.NEAR in (first, last):
        return SLIP
    return named.get(first) or (SPELLING if min(first, last) < Match.SAME else "")


def _middles(one: Sequence[str], other: Sequence[str]) -> str | None:
    """Compare middle names: empty if they agree, the reason if one is missing, None if they contradict."""
    short, long = sorted((one, other), key=len)
    if not short:
        return MIDDLE if long else ""
    shortened = len(short) < len(long)
    rest = iter(long)
    for word in short:
        found = next((m for m in (match(word, w) for w in rest) if m in (Match.INITIAL, *_STRONG)), None)
        if found is None:
            return None
        shortened |= found is Match.INITIAL
    return SHORTENED if shortened else ""


_STRONG = (Match.SOUND, Match.SPELLING, Match.SAME)


def _reversed(one: PersonName, other: PersonName) -> Likeness | None:
    """Compare names of two words in opposite order."""
    if not len(one.words) == len(other.words) == 2:
        return None
    crossed = [match(a, b) for a, b in zip(one.words, reversed(other.words), strict=True)]
    if min(crossed) < Match.SOUND:
        return None
    return Likeness(certainty=Certainty.SURE if min(crossed) is Match.SAME else Certainty.LIKELY, reason=ORDER)


def _contained(one: PersonName, other: PersonName) -> Likeness | None:
    """Compare names of which one contains all words of the other in a row.

    "Saddam Hussein" is contained in "Saddam Hussein al-Tikriti".
    """
    short, long = sorted((one.words, other.words), key=len)
    if len(short) == len(long) or sum(len(word) > 1 for word in short) < 2:
        return None
    for start in range(len(long) - len(short) + 1):
        if match_first(short[0], long[start]) >= Match.SOUND and all(
            match(a, b) >= Match.SOUND for a, b in zip(short[1:], long[start + 1 :], strict=False)
        ):
            inside = 0 < start < len(long) - len(short)
            return Likeness(certainty=Certainty.UNSURE if inside else Certainty.LIKELY, reason=CONTAINED, short=True)
    return None


def blocks(name: PersonName) -> Iterator[tuple[str, ...]]:
    """Yield blocking keys; two names that may be equal in full share at least one."""
    first, last = sound(name.words[0]), sound(name.words[-1])
    yield ("both", *sorted((first, last)))
    yield ("first", first, last[:4])
    yield ("last", first[:3], last)
    for full in sorted(table().nicknames.get(name.words[0], ())):
        yield ("nickname", full, last)


def parts(name: PersonName) -> Iterator[tuple[str, ...]]:
    """Yield keys by which shorter forms of a name find it."""
    words = [sound(word) for word in name.words[:_LONGEST]]
    yield ("part", words[0], words[-1])
    yield ("initial", name.words[0][:1], words[-1])
    for start in range(len(words)):
        for end in range(start + 2, len(words) + 1):
            yield ("part", *words[start:end])


def lookups(name: PersonName) -> Iterator[tuple[str, ...]]:
    """Yield keys by which a name finds its longer forms."""
    words = [sound(word) for word in name.words[:_LONGEST]]
    if len(name.words[0]) == 1:
        yield ("initial", name.words[0], words[-1])
    yield ("part", *words)
    yield ("part", words[0], words[-1])
