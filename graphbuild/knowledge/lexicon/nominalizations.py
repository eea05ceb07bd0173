"""Words around event nouns and role nouns: `data/nominalizations.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graphbuild.knowledge.lexicon.word_table import word_table


@dataclass(frozen=True, slots=True, kw_only=True)
class NominalizationWords:
    """Verbs and nouns that tell the arguments of an event noun or a role noun. Lemmas."""

    executing: frozenset[str]
    attributing: frozenset[str]
    punishing: frozenset[str]
    suffering: frozenset[str]
    penalties: frozenset[str]
    cases: frozenset[str]
    placing: frozenset[str]
    subjecting: frozenset[str]
    capturing: frozenset[str]
    offensives: frozenset[str]
    prompting: frozenset[str]
    series: frozenset[str]
    hearings: frozenset[str]
    courts: frozenset[str]
    judging: frozenset[str]
    judges: frozenset[str]
    told_before: frozenset[str]
    disputes: frozenset[str]
    reporting: frozenset[str]
    having: frozenset[str]
    scholars: frozenset[str]
    envoys: frozenset[str]
    light_verbs: frozenset[str]
    happenings: frozenset[str]
    serving: frozenset[str]
    posting: frozenset[str]
    unseating: frozenset[str]
    posts: frozenset[str]
    discussing: frozenset[str]
    agreeing: frozenset[str]
    states: frozenset[str]
    spells: frozenset[str]
    growing: frozenset[str]
    growth: frozenset[str]
    lifting: frozenset[str]
    expiring: frozenset[str]
    failing: frozenset[str]
    beginnings: frozenset[str]
    cutting: frozenset[str]
    taking: frozenset[str]
    custody: frozenset[str]
    operations: frozenset[str]
    parting: frozenset[str]
    undergone: frozenset[str]
    transparent: frozenset[str]
    involvement: frozenset[str]
    instigating: frozenset[str]
    instruments: frozenset[str]
    going_off: frozenset[str]
    blows: frozenset[str]
    possessions: frozenset[str]
    clashes: frozenset[str]
    pieces: frozenset[str]
    confinement: frozenset[str]
    confining: frozenset[str]
    fatal: frozenset[str]
    dying: frozenset[str]
    leading: frozenset[str]
    carrying: frozenset[str]
    answering: frozenset[str]
    crimes: frozenset[str]
    doings: frozenset[str]
    decisions: frozenset[str]
    choices: frozenset[str]
    harming: frozenset[str]
    harmed: frozenset[str]
    calamities: frozenset[str]
    assaulting: frozenset[str]
    attributes: frozenset[str]
    relieving: frozenset[str]
    protesting: frozenset[str]
    rulings: Mapping[str, Mapping[str, frozenset[str]]]


NOMINALIZATIONS = word_table(NominalizationWords, "nominalizations")
