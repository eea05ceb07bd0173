"""The words that date phrases consist of: `data/time.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphbuild.knowledge.lexicon.word_table import word_table


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """The words of time in lower case.

    `spellings` gives what stands for a spelling, `symbols` the words of each symbol of the grammar of dates, `days`
    month and day of a named day. The words of `clock_` tell times of day.
    """

    vague: frozenset[str]
    counting: tuple[str, ...]
    ordinals: tuple[str, ...]
    ends: frozenset[str]
    decades: tuple[str, ...]
    seasons: tuple[str, ...]
    up_to_now: frozenset[str]
    before_that: frozenset[str]
    to_come: frozenset[str]
    occasions: frozenset[str]
    dating: frozenset[str]
    looking_back: tuple[str, ...]
    of_a_year: tuple[str, ...]
    begin: frozenset[str]
    begin_with: frozenset[str]
    spellings: Mapping[str, str]
    symbols: Mapping[str, frozenset[str]]
    season_names: Mapping[str, str]
    days: Mapping[str, str]
    clock_openings: tuple[str, ...]
    clock_marks: tuple[str, ...]
    clock_zones: tuple[str, ...]
    clock_words: tuple[str, ...]


TIME_WORDS = word_table(TimeWords, "time")
