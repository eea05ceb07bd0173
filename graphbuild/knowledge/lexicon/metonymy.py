"""Where a capital's name stands for its government: `data/metonymy.toml`."""

from __future__ import annotations

from dataclasses import dataclass

from graphbuild.knowledge.lexicon.word_table import word_table


@dataclass(frozen=True, slots=True, kw_only=True)
class MetonymyWords:
    """Verbs and nouns beside the name of a capital. Lemmas."""

    acts: frozenset[str]
    dealings: frozenset[str]
    affairs: frozenset[str]
    measures: frozenset[str]
    leanings: frozenset[str]


METONYMY = word_table(MetonymyWords, "metonymy")
