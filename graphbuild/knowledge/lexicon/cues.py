"""Cue words: verbs, nouns, adjectives and adverbs that set the factuality of an event.

Read from `knowledge/data/cues.toml`; `extraction.syntax.cue_words` finds the cue of a token.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Token

from graphbuild.core.model import Status
from graphbuild.knowledge.lexicon.speech import SPEECH

KINDS = {"verbs": "verb", "nouns": "noun", "adjectives": "adjective"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word that sets the status of what it governs.

    Attributes:
        status: the status of its complement.
        speech: its subject is the source of the claim.
        nominal: it also governs a noun ("denied the killing"), not only a clause.
        passive: it applies only in the passive ("is seen as").
        direct: it applies to its direct object ("denied the killing", but not "probed the killing").
        silent: it only passes negation on ("managed to": asserted; "did not manage to": denied).
        lasting: it presupposes its complement ("continue to", "stop").
        shows: it is what shows that its complement is so ("evidence that"): where none is found, nothing shows it.
        words_only: it governs only reports ("dismissed reports that", not "dismissed the chief").
    """

    status: Status
    speech: bool = False
    nominal: bool = True
    passive: bool = False
    direct: bool = True
    words_only: bool = False
    silent: bool = False
    lasting: bool = False
    shows: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """All cue words.

    Attributes:
        governors: by part of speech and lemma; a phrase ("rule out") by both words.
        seconds: the second words of phrases, by first lemma.
        modifiers: adverbs and adjectives.
        modals: auxiliaries.
        conditionals: conjunctions. conditional_phrases: other openings of a condition, as lists of words.
        open_ended: conjunctions that leave a clause in the present tense open ("until he is freed").
        views: nouns that mark a sentence as a view.
        own: verbs by which a subject claims an event as its own act ("claimed the attack").
        trying: verbs and nouns of what is only tried ("a bid for the firm").
        tying: verbs by which a third party connects two actors ("prosecutors linked X to Y").
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
    trying: frozenset[str]
    tying: frozenset[str]

    def modifier(self, token: Token) -> Status | None:
        """Return the status that an adverb or adjective gives to what it modifies, or None."""
        return self.modifiers.get(token.lower_) or self.modifiers.get(token.lemma_.lower())


def read_cues(data: Mapping[str, Any]) -> Cues:
    """Return the cues of a parsed `cues.toml`."""
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
        trying=frozenset(data["claimed"]["trying"]),
        tying=frozenset(data["claimed"]["tying"]),
    )


def _governors(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Cue]]:
    """Yield each governor of a table with its part of speech and lemma."""
    cue = Cue(
        status=Status(table["status"]),
        speech=table.get("speech", False),
        nominal=table.get("nominal", True),
        passive=table.get("passive", False),
        direct=table.get("direct", True),
        words_only=table.get("words_only", False),
        silent=table.get("silent", False),
        lasting=table.get("lasting", False),
        shows=table.get("shows", False),
    )
    yield from (((part, lemma), cue) for key, part in KINDS.items() for lemma in table.get(key, ()))
    if table.get("words") == "reporting":
        yield from ((("verb", lemma), cue) for lemma in sorted(SPEECH.reporting))
