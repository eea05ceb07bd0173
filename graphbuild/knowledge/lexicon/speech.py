"""Verbs and nouns of saying, by what is done with them: `data/speech.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from graphbuild.knowledge.lexicon.word_table import word_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Complement:
    """What a verb does to somebody through its clause.

    Attributes:
        relation: the relation that this is.
        of: whom it reaches: the `object` or the `subject` of the clause, or the `listener`, the verb's own object.
        hostile: whether only a hostile act counts ("vowed to attack", not "vowed to help").
        unreal: whether only a bare infinitive is meant ("insisted that X go").
        past: whether a clause in the past is meant too.
    """

    relation: str
    of: str
    past: bool = False
    unreal: bool = False
    hostile: bool = False


@dataclass(frozen=True, kw_only=True)
class SpeechWords:
    """Lemmas of speech verbs, of the nouns made from them, and of what is said of somebody."""

    performing: frozenset[str]
    inquiring: frozenset[str]
    question_openings: frozenset[str]
    question_topics: frozenset[str]
    accounting: frozenset[str]
    instances: frozenset[str]
    attained: frozenset[str]
    performatives: frozenset[str]
    instructing: frozenset[str]
    reporting: frozenset[str]
    uttering: frozenset[str]
    sources: frozenset[str]
    slogans: frozenset[str]
    denied_pronouns: frozenset[str]
    denied_statements: frozenset[str]
    denied_deeds: frozenset[str]
    denying_bare: frozenset[str]
    crediting: frozenset[str]
    pleading: frozenset[str]
    doing: frozenset[str]
    innocence: frozenset[str]
    falsehoods: frozenset[str]
    falsely: frozenset[str]
    truths: frozenset[str]
    charges: frozenset[str]
    sweeping: frozenset[str]
    content_words: frozenset[str]
    clause_relatives: frozenset[str]
    overturning: frozenset[str]
    verdicts: frozenset[str]
    citing: frozenset[str]
    fiction: frozenset[str]
    fiction_settings: tuple[str, ...]
    story_parts: frozenset[str]
    stories: frozenset[str]
    telling: frozenset[str]
    acting: frozenset[str]
    song_words: frozenset[str]
    chart_words: frozenset[str]
    questioning: frozenset[str]
    naming: frozenset[str]
    requests: frozenset[str]
    stressing: frozenset[str]
    needs: frozenset[str]
    necessary: frozenset[str]
    deciding: frozenset[str]
    wanting: frozenset[str]
    urging: frozenset[str]
    own_acts: frozenset[str]
    petitions: frozenset[str]
    answering: frozenset[str]
    responses: frozenset[str]
    prompted_by: frozenset[str]
    commands: frozenset[str]
    infinitive_obligations: frozenset[str]
    inaction: frozenset[str]
    obligations: frozenset[str]
    opinions: frozenset[str]
    blame: frozenset[str]
    foreseeing: frozenset[str]
    comparing: frozenset[str]
    tasks: frozenset[str]
    reproach: frozenset[str]
    faults: frozenset[str]
    wrongdoing: frozenset[str]
    seeking: frozenset[str]
    duties: frozenset[str]
    accusing: frozenset[str]
    worrying: frozenset[str]
    voicing: frozenset[str]
    complements: Mapping[str, Complement]

    @cached_property
    def quoting(self) -> frozenset[str]:
        """All verbs that introduce a quotation."""
        return self.reporting | self.uttering


SPEECH = word_table(
    SpeechWords,
    "speech",
    complements=lambda entries: {verb: Complement(**entry) for verb, entry in entries.items()},
)
