"""Words that decide who does what an infinitive, a participle or a noun names: `data/control.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphbuild.knowledge.lexicon.word_table import word_table


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlWords:
    """The verbs and nouns that decide who does what an infinitive or a noun below them names. Lemmas."""

    object_control: frozenset[str]
    enlisting: frozenset[str]
    preposition_control: Mapping[str, frozenset[str]]
    addressing: Mapping[str, frozenset[str]]
    outside: frozenset[str]
    refusing: frozenset[str]
    proofs: frozenset[str]
    acting: frozenset[str]
    like_plurals: frozenset[str]
    employing: frozenset[str]
    utterances: frozenset[str]
    writing: frozenset[str]
    contents: frozenset[str]
    blame: frozenset[str]
    directed: frozenset[str]
    charges: frozenset[str]
    grounds: frozenset[str]


CONTROL_WORDS = word_table(ControlWords, "control")
