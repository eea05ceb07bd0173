"""Names of organised bodies and of places: their words, and whether two names can belong to one actor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from graphbuild.core.names import name_key
from graphbuild.resolution.evidence_needed import Certainty, Likeness
from graphbuild.resolution.spelling import Match, match, sound, table

SPELLING = "spelling variant"
LEGAL = "form of the company left out"
SLIP = "one letter different"
TAIL = "short name: its last words"
KIND = "short name: without the kind of body"
ACRONYM = "acronym"
STATED = "called so in another document"

_ARTICLES = ("al", "el")
_LONGEST = 9
_SLIP_LENGTH = 6
_ACRONYM = range(2, 8)
_INITIALS = 2
"""Letters of an acronym that too many names have for their form alone to say anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyName:
    """The words of a name in one spelling, without its legal form and articles.

    `acronym`: one short word in capitals. `article`: an article of another language was left out ("El Universal").
    """

    words: tuple[str, ...]
    raw: tuple[str, ...]
    legal: tuple[str, ...] = ()
    acronym: bool = False
    article: bool = False

    @property
    def telling(self) -> bool:
        """Return True if a word of the name distinguishes the body from others."""
        known = table()
        return any(not (_plain_word(w) or w in known.heads or _generic(w)) and not w.isdigit() for w in self.words)

    @property
    def country(self) -> bool:
        """Return True if the name is a country's or its adjective, which many companies end or start with."""
        return " ".join(self.raw) in table().nationalities or self.words == ("us",)


def _generic(word: str) -> bool:
    """Return True if a word is too common to distinguish a body, such as "national"."""
    return table().is_in("generic", word)


def _plain_word(word: str) -> bool:
    """Return True if a word is a small word, such as "of"."""
    return table().is_in("small_words", word)


@lru_cache(maxsize=1 << 17)
def parse(name: str, *, place: bool = False) -> BodyName:
    """Return the parts of a name as it is written."""
    known = table()
    key = f" {name_key(name)} "
    for phrase, head in known.phrases.items():
        key = key.replace(f" {phrase} ", f" {head} ")
    raw = key.split()
    legal: list[str] = []
    while not place and len(raw) > 1 and known.is_in("legal_forms", raw[-1]):
        legal.insert(0, raw.pop())
    kept = [word for i, word in enumerate(raw) if not (word in (*_ARTICLES, "the") and i < len(raw) - 1)]
    letters = "".join(char for char in name if char.isalnum())
    return BodyName(
        words=tuple(known.body_words.get(word, word) for word in kept),
        raw=tuple(kept),
        legal=tuple(legal),
        acronym=len(kept) == 1 and letters.isupper() and len(letters) in _ACRONYM,
        article=any(word in _ARTICLES for word in raw if word not in kept),
    )


def compare(one: BodyName, other: BodyName) -> Likeness | None:
    """Compare two names in full; None if they name two actors."""
    if one.words == other.words:
        if one.legal != other.legal:
            alike = one.telling and not one.country  # "Japan K.K." is not Japan
            return Likeness(certainty=Certainty.SURE if alike else Certainty.DOUBTFUL, reason=LEGAL)
        if one.article != other.article and len(one.words) == 1:
            return Likeness(certainty=Certainty.UNSURE, reason=SPELLING)
        return Likeness(certainty=Certainty.SURE if one.telling else Certainty.LIKELY, reason=SPELLING)
    if len(one.words) != len(other.words) or one.acronym or other.acronym:
        return None
    return _word_by_word(one, other)


def _word_by_word(one: BodyName, other: BodyName) -> Likeness | None:
    """Compare names of equally many words, each with its counterpart; None if they name two actors."""
    found = [match(a, b) for a, b in zip(one.words, other.words, strict=True)]
    weak = [(m, a, b) for m, a, b in zip(found, one.words, other.words, strict=True) if m is not Match.SAME]
    if len(weak) > 1 and any(m is Match.NEAR for m, _, _ in weak):
        return None
    for m, a, b in weak:
        if m not in (Match.SPELLING, Match.SOUND, Match.NEAR) or min(len(a), len(b)) < _SLIP_LENGTH - 2:
            return None
        if m is Match.NEAR and (min(len(a), len(b)) < _SLIP_LENGTH or len(one.words) == 1):
            return None
    if any(m is Match.NEAR for m, _, _ in weak):
        plural = any({a, b} == {a, f"{a}s"} or {a, b} == {b, f"{b}s"} for _, a, b in weak)
        return Likeness(certainty=Certainty.LIKELY if plural else Certainty.UNSURE, reason=SPELLING if plural else SLIP)
    return Likeness(certainty=Certainty.LIKELY if len(one.words) > 1 else Certainty.UNSURE, reason=SPELLING)


def shorter(short: BodyName, long: BodyName) -> Likeness | None:
    """Compare a short name with the long name of which it may be a part or the acronym; None if it is neither."""
    n = len(short.words)
    if short.acronym and initials(long) == short.raw[0]:
        certainty = Certainty.UNSURE if len(short.raw[0]) > _INITIALS else Certainty.DOUBTFUL
        return Likeness(certainty=certainty, reason=ACRONYM, short=True)
    if n >= len(long.words):
        return None
    if long.words[-n:] == short.words:
        return Likeness(certainty=_tail_certainty(short, long), reason=TAIL, short=True)
    if long.words[:n] == short.words and n == len(long.words) - 1 and table().is_in("kinds", long.words[-1]):
        certainty = Certainty.LIKELY if n > 1 else Certainty.UNSURE
        whole = short.legal or not short.telling  # "Kern Pacific Ltd" is no short form of "Kern Pacific Airlines"
        return Likeness(certainty=Certainty.DOUBTFUL if whole else certainty, reason=KIND, short=True)
    return None


def _tail_certainty(short: BodyName, long: BodyName) -> Certainty:
    """Return the certainty of a short name at the end of a long one.

    The words left out must be a place or similar: "of", or an adjective of nationality, would make it another body. One
    word says little ("Boston" is not First Boston), nor do several before which a rank or part was left out ("Bank of
    Norway" is not the Central Bank of Norway): documents must use both for one body.
    """
    left_out = long.raw[: len(long.words) - len(short.words)]
    other = any(_plain_word(word) or word in table().nationalities for word in left_out)
    if other or not short.telling:
        return Certainty.DOUBTFUL
    told_apart = any(table().is_in("ranks", word) for word in left_out)
    return Certainty.UNSURE if told_apart or len(short.words) == 1 else Certainty.LIKELY


def initials(name: BodyName) -> str:
    """Return the first letters of the content words; empty if there are fewer than two."""
    letters = [word[0] for word in name.raw if not _plain_word(word)]
    return "".join(letters) if len(letters) > 1 else ""


def blocks(name: BodyName) -> Iterator[tuple[str, ...]]:
    """Yield blocking keys; two names that may be equal in full share at least one."""
    words = [sound(word) for word in name.words[:_LONGEST]]
    yield ("whole", *words)
    if len(words) > 1:
        for i in range(len(words)):
            rest = (*name.words[:i], *name.words[i + 1 :])
            if any(not (_generic(w) or _plain_word(w) or w in table().heads) for w in rest):
                yield ("but one", str(i), *words[:i], *words[i + 1 :])


def parts(name: BodyName) -> Iterator[tuple[str, ...]]:
    """Yield keys by which shorter forms of a name find it."""
    words = name.words[:_LONGEST]
    for start in range(1, len(words)):
        yield ("part", *words[start:])
    if len(words) > 1:
        yield ("part", *words[:-1])
    letters = initials(name)
    if len(letters) in _ACRONYM:
        yield ("acronym", letters)


def lookups(name: BodyName) -> Iterator[tuple[str, ...]]:
    """Yield keys by which a name finds its longer forms."""
    yield ("part", *name.words[:_LONGEST])
    if name.acronym:
        yield ("acronym", name.raw[0])
