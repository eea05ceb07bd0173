"""Every construction that sets a status, and its near misses: `data/statuses.txt`, one sentence a line."""

from __future__ import annotations

from typing import Any

import pytest
from folders import DATA

CASES = [
    [part.strip() for part in line.split("|", 3)]
    for line in (DATA / "statuses.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_every_status_has_its_sentences() -> None:
    counts = {status: sum(case[0] == status for case in CASES) for status in {case[0] for case in CASES}}
    assert set(counts) == {"asserted", "denied", "hypothetical", "future", "alleged", "ended"}
    assert min(counts.values()) >= 25


@pytest.mark.parametrize(("status", "source", "link", "text"), CASES, ids=[case[3] for case in CASES])
def test_status_and_source(read: Any, status: str, source: str, link: str, text: str) -> None:
    subject, relation, target = (part.strip() for part in link.split(">"))
    found = read(text)
    ends = [(found.names[c.subject], found.names[c.object], c) for c in found.reading.claims if c.relation == relation]
    claims = [c for s, o, c in ends if (_is(s, subject) and _is(o, target)) or (_is(o, subject) and _is(s, target))]
    assert {c.status.value for c in claims} == {status}, found.links
    if source == "-":
        assert claims[0].attribution is None
    elif source != "*":
        assert source.lower() in (claims[0].attribution or "").lower()


def _is(name: str, expected: str) -> bool:
    return expected.lower() in name.lower()
