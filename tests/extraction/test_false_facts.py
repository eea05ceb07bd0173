"""Nothing false is told as fact: every kind of error and its near misses: `data/false_facts.txt`, one text a line."""

from __future__ import annotations

from typing import Any

import pytest
from folders import DATA

from graphbuild.core.model import ObservedActor

CASES = [
    [part.strip() for part in line.split("|", 3)]
    for line in (DATA / "false_facts.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
TOLD = frozenset({"asserted", "ended", "alleged"})
SHOWN = 0.5
"""The confidence from which a claim is shown unless somebody asks for more."""


def test_every_kind_has_its_texts() -> None:
    counts = {kind: sum(case[0] == kind for case in CASES) for kind in {case[0] for case in CASES}}
    assert len(counts) >= 19
    assert min(counts.values()) >= 5


@pytest.mark.parametrize(("kind", "wanted", "unwanted", "text"), CASES, ids=[f"{case[0]}: {case[3]}" for case in CASES])
def test_what_is_told_and_what_is_not(read: Any, kind: str, wanted: str, unwanted: str, text: str) -> None:
    found = read(text)
    for want in _parts(wanted):
        assert _holds(found, want), (want, found.links)
    for bad in _parts(unwanted):
        assert not _holds(found, bad, least=SHOWN), (bad, found.links)


@pytest.mark.parametrize(
    "text",
    [
        "Mr Brandt said Mr Weld had complained that he bribed Vera Lind.",
        "Mr Brandt told Mr Weld that he had bribed Vera Lind.",
        "Jan Brandt accused Pavel Weld of theft after he bribed Vera Lind.",
        "Jan Brandt met Pavel Weld in Oslo. He bribed Vera Lind.",
        "Mr Brandt wrote that Mr Weld had complained he was ill, and he bribed Vera Lind.",
    ],
)
def test_between_two_people_a_pronoun_is_a_guess(read: Any, text: str) -> None:
    bribes = [c for c in read(text).reading.claims if c.relation == "bribes"]
    assert bribes and all(c.guess for c in bribes)


@pytest.mark.parametrize(
    "text",
    [
        "Mr Brandt said that he bribed Vera Lind.",
        "Mr Brandt told Mrs Weld that he had bribed Vera Lind.",
        "Mr Brandt told Mr Weld that Mr Marsh bribed Vera Lind.",
    ],
)
def test_with_one_person_it_can_be_it_is_none(read: Any, text: str) -> None:
    bribes = [c for c in read(text).reading.claims if c.relation == "bribes"]
    assert bribes and not any(c.guess for c in bribes)


def _parts(field: str) -> list[str]:
    return [part.strip() for part in field.split(";") if part.strip()]


def _holds(found: Any, said: str, least: float = 0.0) -> bool:
    """Whether a reading has a link that is as sure as `least`, an actor of a type, or an actor with just this name."""
    if ">" not in said and " is " in said:
        name, type_ = said.split(" is ")
        bearers = [a for a in found.actors.values() if _meant(a, name)]
        return bool(bearers) and all(a.type.value == type_ for a in bearers)
    if ">" not in said:
        return any(a.name.lower() == said.lower() for a in found.actors.values())
    subject, relation, target, *status = (part.strip() for part in said.split(">"))
    actors = {a.id: a for a in found.actors.values()}
    return any(
        _meant(actors[c.subject], subject)
        and _meant(actors[c.object], target)
        and (relation == "*" or c.relation in relation.split("/"))
        and c.status.value in (status[0].split("/") if status else TOLD)
        and c.confidence >= least
        for c in found.reading.claims
    )


def _meant(actor: ObservedActor, name: str) -> bool:
    return name == "*" or any(name.lower() in known.lower() for known in (actor.name, *actor.aliases))
