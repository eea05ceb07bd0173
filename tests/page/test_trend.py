"""The page's script and the program count alike what the links of each period come to."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from folders import ROOT
from invented import Article, O, P, make_store

from graphbuild.analysis.over_time import over_time
from graphbuild.core.model import Reading, Status
from graphbuild.graph.filters import filters
from graphbuild.graph.graph import load
from graphbuild.graph.view import StoreView
from graphbuild.knowledge import ontology
from graphbuild.page import payload
from graphbuild.store import Store

ASSETS = ROOT / "graphbuild" / "page" / "assets"
NODE = shutil.which("node")
STATES = {name for name, relation in ontology.load().relations.items() if relation.state}
PEOPLE = [f"Ana Bell{end}" for end in "abcdefgh"]
TIMES: list[dict[str, Any]] = [
    {},
    {"date": "2020", "date_from": "2020", "date_to": "2020", "date_basis": "text"},
    {"date": "2021-03", "date_from": "2021-03", "date_to": "2021-03", "date_basis": "text"},
    {"date_from": "2019-05", "date_basis": "text"},
    {"date_to": "2021-02", "date_basis": "text"},
    {"date_from": "2019", "date_to": "2021-04-02", "date_basis": "text"},
    {"date_to": "2020", "spells": ("/2019-12-31",), "date_basis": "text"},
    {"date_from": "2018", "date_to": "2021", "spells": ("2018/2018", "2021-01/2021-02"), "date_basis": "document"},
    {"date_from": "PUB", "date_to": "PUB", "date_basis": "article"},
]
ASK = "console.log(JSON.stringify(trendOf(LINKS)));"


def readings(chance: random.Random) -> list[Reading]:
    found = []
    for number in range(12):
        published = chance.choice([None, f"20{chance.randint(19, 22)}-{chance.randint(1, 12):02}-15"])
        sentences: list[tuple[str, str, dict[str, Any]]] = []
        for at in range(4):
            verb, relation = chance.choice([("leads", "leads"), ("attacks", "attacks"), ("joins", "member_of")])
            told = dict(chance.choice(TIMES))
            if told.get("date_basis") == "article":
                told = told | {"date_from": published, "date_to": published} if published else {}
            status = Status.ENDED if relation != "attacks" and chance.random() < 0.3 else Status.ASSERTED
            sentences.append((f"{chance.choice(PEOPLE)} {verb} Mill Board {at}.", relation, {**told, "status": status}))
        article = Article(f"d{number}", " ".join(text for text, *_ in sentences), published=published)
        article.actor("Mill Board", O)
        for text, relation, fields in sentences:
            person, verb = text.rsplit(" Mill", 1)[0].rsplit(" ", 1)
            article.actor(person, P)
            article.claim(person, relation, "Mill Board", text, verb, **fields)
        found.append(article.reading())
    return found


def by_the_page(data: Any, time: str) -> Any:
    scripts = "\n".join((ASSETS / name).read_text("utf-8") for name in ("spells.js", "calendar.js", "trend.js"))
    known = json.dumps([data["documents"], data["states"], data["links"], data["actors"]])
    start = "const [documents, states, LINKS, ACTORS] = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
    state = (
        f"const state = {{ time: '{time}', filters: {{ statuses: new Set() }} }}; const DATA = {{ documents, states }};"
    )
    code = f"{start}\n{state}\n{scripts}\n{ASK}"
    assert NODE is not None
    done = subprocess.run([NODE, "-e", code], input=known, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.skipif(NODE is None, reason="needs Node")
@pytest.mark.parametrize("time", ["happened", "reported"])
@pytest.mark.parametrize("seed", range(3))
def test_the_page_counts_as_the_program_does(tmp_path: Path, seed: int, time: str) -> None:
    path = make_store(tmp_path / "graph.db", readings(random.Random(seed)))
    with Store.open(path) as store:
        found = over_time(StoreView(store), filters(dates=time))
    data = {**payload.build(load(path), {}), "states": sorted(STATES)}
    page = by_the_page(data, time)
    assert len(found.periods) > 3
    assert (page["unit"], page["before"], page["after"]) == (found.unit, found.before, found.after)
    assert (page["vague"], page["undated"]) == (found.vague, found.undated)
    names = [actor["id"] for actor in data["actors"]]
    for own, other in zip(page["periods"], found.periods, strict=True):
        assert (own["name"], own["new"], own["ended"]) == (other.row.name, other.new, other.ended)
        assert (own["links"], own["actors"]) == (other.links, other.actors)
        assert [(names[at], near) for at, near in own["central"]] == [(a.id, near) for a, near, _ in other.central]
