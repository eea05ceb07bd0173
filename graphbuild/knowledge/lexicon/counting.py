"""Words that tell where a number or a pronoun stands for people: `data/counting.toml`."""

from __future__ import annotations

from dataclasses import dataclass

from graphbuild.knowledge.lexicon.word_table import word_table


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingWords:
    """What is done to people only, the words for amounts of them, and what follows "those" who are people."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    amounts: frozenset[str]
    single: frozenset[str]
    of: frozenset[str]
    no_people: frozenset[str]
    those: frozenset[str]
    who: frozenset[str]
    told_of_people: frozenset[str]


COUNTING = word_table(CountingWords, "counting")
