"""When and where an event was: `data/circumstances.txt`, one event a line, and whose each date and place is."""

from __future__ import annotations

from typing import Any

import pytest
from folders import DATA

CASES = [
    [part.strip() for part in line.split("|", 4)]
    for line in (DATA / "circumstances.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(
    ("published", "date", "place", "link", "text"), CASES, ids=[f"{case[3]}: {case[4]}" for case in CASES]
)
def test_when_and_where(read: Any, published: str, date: str, place: str, link: str, text: str) -> None:
    subject, relation, target = (part.strip().lower() for part in link.split(">"))
    found = read(text, published=None if published == "-" else published)
    names = {actor: name.lower() for actor, name in found.names.items()}
    claims = [
        c
        for c in found.reading.claims
        if c.relation == relation
        and any(subject in names[s] and target in names[o] for s, o in ((c.subject, c.object), (c.object, c.subject)))
    ]
    assert claims, found.links
    for claim in claims:
        assert (claim.date or "-") == date
        if place == "-":
            assert claim.place_text is None
        else:
            assert place in (claim.place_text or "")
