"""How words are built and written: endings, clitics, days and months: `data/word_forms.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphbuild.knowledge.lexicon.word_table import word_table


@dataclass(frozen=True, slots=True, kw_only=True)
class WordForms:
    """Endings, clitics, and the names of days and months in lower case, each in its order."""

    clitics: frozenset[str]
    abstract_endings: tuple[str, ...]
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    month_abbreviations: tuple[str, ...]
    ambiguous_months: frozenset[str]
    headline_verbs: frozenset[str]
    inflections: Mapping[str, tuple[tuple[str, str], ...]]


WORD_FORMS = word_table(WordForms, "word_forms")
