"""Words that set a status: what a verb, noun, adjective or adverb makes of the event beside or below it.

Read from `knowledge/data/cues.toml`. Which cue a token is, is found by `extraction.syntax.cue_words`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Token

from graphbuild.core.model import Status

KINDS = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word that sets the status of what it governs.

    Attributes:
        status: what it makes of its complement.
        speech: whether its subject says so (and is the source of the claim).
        nominal: whether it also governs a noun ("denied the killing"), not only a clause.
        passive: whether it counts only in the passive ("is seen as").
        direct: whether a noun that is its direct object is in doubt ("denied the killing", not "probed the killing").
        silent: whether it only passes on what "not" makes of it ("managed to": so; "did not manage to": not so).
        lasting: whether it takes for granted that what it governs was so ("continue to", "stop").
        words_only: whether it governs only what is put in words ("dismissed reports that", not "dismissed the chief").
    """

    status: Status
    speech: bool = False
    nominal: bool = True
    passive: bool = False
    direct: bool = True
    words_only: bool = False
    silent: bool = False
    lasting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """All cues.

    Attributes:
        governors: by part of speech and lemma; a phrase ("rule out") by both its words.
        seconds: the second words of the phrases that a lemma starts.
        modifiers: adverbs and adjectives.
        modals: auxiliaries.
        conditionals: conjunctions; conditional_phrases: what else opens a condition, as lists of words.
        open_ended: conjunctions that leave a clause in the present tense open ("until he is freed").
        views: nouns by which a sentence is put as somebody's view.
        own: verbs by which a subject lays an event at its own door ("claimed the attack").
        tying: verbs by which a third says that two belong together ("prosecutors linked X to Y").
    """

    governors: Mapping[tuple[str, str], tuple[Cue, ...]]
    seconds: Mapping[str, frozenset[str]]
    modifiers: Mapping[str, Status]
    modals: Mapping[str, Status]
    conditionals: frozenset[str]
    conditional_phrases: tuple[tuple[str, ...], ...]
    open_ended: frozenset[str]
    views: frozenset[str]
    own: frozenset[str]
    tying: frozenset[str]

    def modifier(self, token: Token) -> Status | None:
        """The status that an adverb or adjective gives to what it modifies."""
        return self.modifiers.get(token.lower_) or self.modifiers.get(token.lemma_.lower())


def read_cues(data: Mapping[str, Any]) -> Cues:
    """The cues of a parsed `cues.toml`."""
    governors: dict[tuple[str, str], tuple[Cue, ...]] = {}
    modifiers: dict[str, Status] = {}
    for table in (t for t in data.values() if "status" in t):
        for key, cue in _governors(table):
            known = governors.get(key, ())
            if all(c.passive != cue.passive for c in known):
                governors[key] = (*known, cue)
        for word in [*table.get("adverbs", ()), *table.get("modifiers", ())]:
            modifiers.setdefault(word, Status(table["status"]))
    phrases = [lemma.split() for _, lemma in governors if " " in lemma]
    return Cues(
        governors=governors,
        seconds={first: frozenset(s for f, s in phrases if f == first) for first, _ in phrases},
        modifiers=modifiers,
        modals={word: Status(status) for word, status in data["modals"].items()},
        conditionals=frozenset(data["conditionals"]["words"]),
        conditional_phrases=tuple(tuple(p.split()) for p in data["conditionals"]["phrases"]),
        open_ended=frozenset(data["open_ended"]["words"]),
        views=frozenset(data["views"]["nouns"]),
        own=frozenset(data["claimed"]["own_verbs"]),
        tying=frozenset(data["claimed"]["tying"]),
    )


def _governors(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Cue]]:
    cue = Cue(
        status=Status(table["status"]),
        speech=table.get("speech", False),
        nominal=table.get("nominal", True),
        passive=table.get("passive", False),
        direct=table.get("direct", True),
        words_only=table.get("words_only", False),
        silent=table.get("silent", False),
        lasting=table.get("lasting", False),
    )
    yield from (((part, lemma), cue) for key, part in KINDS.items() for lemma in table.get(key, ()))
