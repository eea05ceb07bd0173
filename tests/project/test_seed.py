"""The seed article: the links that it tells, and the outputs in the repository that were made from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import networkx
import pytest
from folders import ROOT

import graphbuild

SEEDS = ROOT / "seeds"
ARTICLE = SEEDS / "iraq-releases-iran-aligned-commander.txt"
PMF = "Popular Mobilisation Forces"
MUSLIH = "Qasim Muslih"
KADHIMI = "Mustafa al-Kadhimi"
MILITIAS = "Iran-backed militias"

LINKS = [
    ("Iraq", "releases", MUSLIH, "asserted"),
    ("Security forces", "arrests", MUSLIH, "asserted"),
    (MUSLIH, "commands", PMF, "asserted"),
    (MUSLIH, "leads", f"{MUSLIH}'s faction", "asserted"),
    (f"{MUSLIH}'s faction", "part_of", PMF, "asserted"),
    (MUSLIH, "aligned_with", "Iran", "asserted"),
    (MUSLIH, "aligned_with", "Iran", "alleged"),
    (MUSLIH, "operates_in", "Anbar", "asserted"),
    (MUSLIH, "from", "Kerbala", "asserted"),
    ("Iran", "supports", MILITIAS, "asserted"),
    ("Iran", "supports", "parties", "asserted"),
    (KADHIMI, "opposes", MILITIAS, "asserted"),
    (KADHIMI, "opposes", "parties", "asserted"),
    ("militias", "attacks", "U.S. forces", "alleged"),
    ("militias", "kills", "peaceful pro-democracy activists", "alleged"),
    (MUSLIH, "attacks", "U.S. forces", "alleged"),
    ("heavily armed militiamen", "threatens", KADHIMI, "asserted"),
    (PMF, "part_of", "Iraq", "asserted"),
    ("Shi'ite Muslim factions", "part_of", PMF, "asserted"),
    (MILITIAS, "controls", PMF, "asserted"),
]


@pytest.fixture(scope="module")
def seed(read) -> Any:
    return read(ARTICLE.read_text(encoding="utf-8").strip())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    graphbuild.build([SEEDS], folder)
    return folder


@pytest.mark.parametrize("link", LINKS, ids=[" ".join(link) for link in LINKS])
def test_the_article_tells(seed, link: tuple[str, str, str, str]) -> None:
    assert link in seed.links


def test_the_day_of_the_arrest(seed) -> None:
    assert "May 26" in {c.date_text for c in seed.claims("Security forces", "arrests", MUSLIH)}


def test_where_he_is_from_has_no_day(seed) -> None:
    assert seed.claim(MUSLIH, "from", "Kerbala").date_text is None


def test_who_sees_him_as_aligned_with_iran(seed) -> None:
    alleged = [c for c in seed.claims(MUSLIH, "aligned_with", "Iran") if c.status == "alleged"]
    assert [c.attribution for c in alleged] == ["Western and some Iraqi officials"]


def test_who_says_that_he_was_involved_in_killings(seed) -> None:
    told = [
        c for c in seed.reading.claims if c.relation == "kills" and seed.names[c.subject] == MUSLIH and c.attribution
    ]
    assert [(c.status.value, c.attribution) for c in told] == [("alleged", "Some media and analysts")]
    assert "activists" in seed.names[told[0].object]


def test_the_prime_minister_s_role(seed) -> None:
    assert seed.actors[KADHIMI].roles[0] == "prime minister"


def test_names_of_the_forces(seed) -> None:
    assert "PMF" in seed.actors[PMF].aliases


@pytest.mark.parametrize(
    "link",
    [
        ("Iran", "releases", MUSLIH),
        (MUSLIH, "arrests", "Security forces"),
        (KADHIMI, "supports", MILITIAS),
        (KADHIMI, "arrests", MUSLIH),
        (PMF, "controls", MILITIAS),
        ("Reuters", "tells", "Security officials"),
        ("Security forces", "releases", MUSLIH),
    ],
)
def test_the_article_does_not_tell(seed, link: tuple[str, str, str]) -> None:
    assert link not in seed.plain


@pytest.mark.parametrize("name", ["graph.html", "graph.graphml"])
def test_two_builds_give_the_same_bytes(built: Path, tmp_path: Path, name: str) -> None:
    graphbuild.build([SEEDS], tmp_path)
    assert (tmp_path / name).read_bytes() == (built / name).read_bytes()


def data(folder: Path) -> tuple[dict[str, Any], list[tuple[str, str, list[tuple[str, Any]]]]]:
    graph = networkx.read_graphml(folder / "graph.graphml", force_multigraph=True)
    edges = sorted((s, o, sorted(facts.items())) for s, o, facts in graph.edges(data=True))
    return dict(graph.nodes(data=True)), edges


def test_the_graph_in_the_repository_is_that_of_the_seeds(built: Path) -> None:
    assert data(ROOT / "output") == data(built)
