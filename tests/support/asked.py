"""Questions with what has to be understood of them, and the store that they are put to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from folders import DATA
from invented import Article

from graphbuild.core.model import ActorType
from graphbuild.knowledge import ontology
from graphbuild.store import Store
from graphbuild.workflow.judge import judge_store

WORLD = {
    "Omar Kadir": "person", "Lina Sorel": "person", "Anton Vesk": "person", "Mira Dahl": "person",
    "Piotr Lang": "person", "Northern Brigade": "armed_group", "Black Dawn": "armed_group",
    "Velmar Army": "security_force", "Velmar police": "security_force", "Ministry of Interior": "government",
    "Reform Party": "party", "Brivo Steel": "company", "Daily Courier": "media", "Harbour Union": "organization",
    "Iran": "country", "Iraq": "country", "protesters": "group", "students": "group", "Kandil": "place",
}  # fmt: skip
CLAIMS: list[tuple[str, str, str, str, dict[str, Any]]] = [
    ("Velmar police", "arrests", "Omar Kadir", "arrested", {"date": "2021-05-26"}),
    ("Iraq", "releases", "Omar Kadir", "released", {"date": "2021-06-09"}),
    ("Omar Kadir", "commands", "Northern Brigade", "commands", {}),
    ("Iran", "supports", "Northern Brigade", "backs", {}),
    ("Iran", "funds", "Black Dawn", "funds", {"status": "alleged", "attribution": "Mira Dahl"}),
    ("Black Dawn", "attacks", "Velmar Army", "attacked", {"date": "2019-03"}),
    ("Black Dawn", "attacks", "Kandil", "attacked", {}),
    ("Northern Brigade", "attacks", "Velmar Army", "attacked", {}),
    ("Mira Dahl", "leads", "Reform Party", "leads", {}),
    ("Mira Dahl", "criticises", "Velmar Army", "criticised", {"date": "2020"}),
    ("Anton Vesk", "owns", "Brivo Steel", "owns", {"status": "denied"}),
    ("Omar Kadir", "aligned_with", "Iran", "sides with", {}),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question and its structured form; `relation` is empty where none is asked for or any will do."""

    number: int
    text: str
    kind: str
    relation: str
    asked: str
    actors: tuple[str, ...]

    @property
    def held_out(self) -> bool:
        return self.number % 3 == 2


def questions() -> list[Asked]:
    lines = (DATA / "questions.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|") for line in lines if line and not line.startswith("#")]
    return [
        Asked(
            number=n, text=text, kind=kind, relation=relation, asked=asked, actors=tuple(filter(None, who.split(";")))
        )
        for n, (text, kind, relation, asked, who) in enumerate(rows)
    ]


def world(path: Path) -> Path:
    sentences = [f"{subject} {verb} {target}." for subject, _, target, verb, _ in CLAIMS]
    rest = [f"{name} was seen." for name in WORLD]
    article = Article(
        "world", " ".join([*sentences, *rest]), title="The world", outlet="Courier", published="2021-07-01"
    )
    for name, kind in WORLD.items():
        person: dict[str, Any] = {"aliases": (name.split()[-1],)} if kind == "person" else {}
        article.actor(name, ActorType(kind), named=kind != "group", **person)
    for (subject, relation, target, verb, more), sentence in zip(CLAIMS, sentences, strict=True):
        article.claim(subject, relation, target, sentence, verb, **more)
    with Store.write(path) as store:
        store.add([article.reading()])
        judge_store(store, ontology.load())
    return path
