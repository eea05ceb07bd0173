"""The page's data, its layout, and the file that is written; what a browser makes of it is in test_page_browser."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from importlib import resources
from pathlib import Path
from typing import Any

import networkx
import page_sample as sample
import pytest
from folders import PYTHONPATH, ROOT
from hypothesis import given
from hypothesis import strategies as st
from page_sample import HOSTILE, hostile

from graphbuild.core.errors import PromiseError, StoreError
from graphbuild.core.model import ActorType, Status
from graphbuild.drawing import layout, most_linked, styles
from graphbuild.knowledge import ontology
from graphbuild.page import elements, network, packing, payload, write_page

SUBJECT = {"label": "Tarek Dahlan", "aliases": ["the commander"]}
OBJECT = {"label": "Varenia", "aliases": []}


def page_data(html: str) -> Any:
    return packing.read(html)


def written(path: Path, graph: networkx.MultiDiGraph, **more: Any) -> str:
    write_page(graph, path, ontology=sample.ONTOLOGY, **more)
    return path.read_text(encoding="utf-8")


# --- sentences -----------------------------------------------------------------------------------------------------


def test_a_sentence_is_cut_at_its_spans() -> None:
    item = sample.evidence("{s:Tarek Dahlan} {t:fled} {o:Varenia}.")
    assert payload.cut(item, SUBJECT, OBJECT) == [
        ["Tarek Dahlan", "s"], [" ", ""], ["fled", "t"], [" ", ""], ["Varenia", "o"], [".", ""],
    ]  # fmt: skip


def test_the_pieces_of_a_sentence_count_characters_not_utf16_units() -> None:
    item = sample.evidence("\U0001f480\U0001f480 {s:Dahlan} {t:left} {o:Varenia}")
    assert ["Dahlan", "s"] in payload.cut(item, SUBJECT, OBJECT)


def test_a_pronoun_is_followed_by_its_name() -> None:
    item = sample.evidence("{s:He} {t:fled} {o:Varenia}.")
    assert payload.cut(item, SUBJECT, OBJECT)[:2] == [["He", "s"], [" (= Tarek Dahlan)", "s="]]


def test_a_part_of_the_name_or_an_alias_needs_no_explanation() -> None:
    for words in ("Dahlan", "the commander", "TAREK DAHLAN"):
        parts = payload.cut(sample.evidence(f"{{s:{words}}} {{t:fled}} {{o:Varenia}}."), SUBJECT, OBJECT)
        assert not [part for part in parts if part[1].endswith("=")]


def test_an_end_outside_the_sentence_is_named_after_it() -> None:
    item = sample.evidence("{t:His flight} from {o:Varenia} failed.", outside="s")
    assert payload.cut(item, SUBJECT, OBJECT)[-1] == [" (= Tarek Dahlan)", "s="]


def test_words_that_are_trigger_and_end_at_once_are_one_piece() -> None:
    item = sample.evidence("{o:Varenian} {s:{t:officials}} spoke.")
    assert ["officials", "st"] in payload.cut(item, {"label": "officials", "aliases": []}, OBJECT)


def test_a_claim_added_by_hand_has_no_sentence() -> None:
    item = {"doc": None, "sentence": None, "sentence_start": None, "rule": "user", "status": "asserted"}
    assert payload.cut(item, SUBJECT, OBJECT) == []


@given(
    text=st.text(max_size=40),
    base=st.integers(0, 50),
    spans=st.lists(st.integers(-5, 100) | st.none(), min_size=6, max_size=6),
)
def test_cutting_loses_no_character_of_the_sentence(text: str, base: int, spans: list[int | None]) -> None:
    keys = [f"{end}_{side}" for end in payload.ENDS for side in ("start", "end")]
    item = {"sentence": text, "sentence_start": base, **dict(zip(keys, spans, strict=True))}
    parts = payload.cut(item, SUBJECT, OBJECT)
    assert "".join(words for words, roles in parts if not roles.endswith("=")) == text


# --- statuses, addresses, labels -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ({"status": "asserted"}, "stated as fact"),
        ({"status": "alleged", "attribution": "Security officials"}, "alleged, according to Security officials"),
        ({"status": "alleged", "cue": "seen as"}, "alleged (“seen as”)"),
        ({"status": "denied", "attribution": "Dahlan", "cue": "denied"}, "denied by Dahlan (“denied”)"),
    ],
)
def test_a_status_is_told_in_words(item: dict[str, str], words: str) -> None:
    assert payload.status_words(item) == words


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/hosts", " JaVaScRiPt:x", "", None]
)
def test_only_web_addresses_are_links(url: str | None) -> None:
    assert payload.safe_url(url) is None


def test_a_web_address_is_kept() -> None:
    assert payload.safe_url(" https://courier.example/a?b=c&d ") == "https://courier.example/a?b=c&d"


def test_a_long_name_takes_two_lines() -> None:
    assert payload.label_lines("Tarek Dahlan") == ["Tarek Dahlan"]
    assert payload.label_lines("Ostrand-backed militias") == ["Ostrand-backed", "militias"]
    assert payload.label_lines("x" * 60) == ["x" * 23 + "…"]


@given(st.text(min_size=1))
def test_a_label_has_one_or_two_short_lines(label: str) -> None:
    lines = payload.label_lines(label)
    assert 1 <= len(lines) <= 2 and all(len(line) <= payload.WIDEST for line in lines)


# --- the whole graph ------------------------------------------------------------------------------------------------


def test_all_actors_and_links_are_in_the_data() -> None:
    graph = sample.article()
    data = payload.build(graph, sample.FAMILIES)
    assert [actor["id"] for actor in data["actors"]] == sorted(graph)
    assert len(data["links"]) == graph.number_of_edges() == 39
    assert sum(len(link["evidence"]) for link in data["links"]) == len(sample.CLAIMS)
    assert {status["id"] for status in data["statuses"]} == {status.value for status in Status}


def test_denied_hypothetical_open_and_told_to_media_are_hidden_at_first() -> None:
    data = payload.build(sample.article(), sample.FAMILIES)
    hidden = {(data["actors"][link["from"]]["id"], link["key"]) for link in data["links"] if not link["shown"]}
    assert hidden == {
        ("dahlan", "kills"), ("ostrand", "linked_to"), ("brigade", "threatens"),
        ("company", "other:ships for"), ("sofficials", "tells"),
    }  # fmt: skip


def test_the_order_in_which_the_graph_was_made_changes_nothing() -> None:
    graph = sample.article()
    other = networkx.MultiDiGraph()
    other.add_nodes_from(reversed(list(graph.nodes(data=True))))
    other.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    assert payload.build(other, sample.FAMILIES) == payload.build(graph, sample.FAMILIES)


def test_a_graph_with_hardly_any_attributes_is_drawn(tmp_path: Path) -> None:
    graph = networkx.MultiDiGraph()
    graph.add_edge("a", "b", key="knows")
    graph.add_edge("a", "a", key="knows", confidence=float("nan"))
    data = page_data(written(tmp_path / "page.html", graph))
    assert [link["label"] for link in data["links"]] == ["knows", "knows"]


def test_every_type_has_a_look_of_its_own() -> None:
    assert set(styles.TYPES) == set(ActorType)
    assert set(styles.STATUSES) == set(Status)
    assert len({(look.shape, look.hollow) for look in styles.TYPES.values()}) == len(ActorType)


def test_every_family_of_the_ontology_has_a_colour_of_its_own() -> None:
    families = sorted({relation.family for relation in ontology.load().relations.values()})
    hues = styles.hues(families)
    assert len({hue.light for hue in hues.values()}) == len(families) > 5
    assert all(hue.label.casefold() != family or family in ("force", "place") for family, hue in hues.items())


def test_a_family_that_nobody_knows_gets_a_colour() -> None:
    hues = styles.hues(["Sports", "Force", "open"])
    assert list(hues) == ["Force", "Sports", "open"]
    assert hues["Sports"].label == "Sports" and len({hue.light for hue in hues.values()}) == 3


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colours_stand_out_from_the_canvas() -> None:
    families = ["rank", "help", "opposition", "force", "business", "place", "weak"]
    for look in [*styles.TYPES.values(), *styles.hues(families).values()]:
        assert (luminance("#fbfaf7") + 0.05) / (luminance(look.light) + 0.05) >= 3, look
        assert (luminance(look.dark) + 0.05) / (luminance("#151920") + 0.05) >= 3, look


# --- layout ---------------------------------------------------------------------------------------------------------


def laid_out(graph: networkx.MultiDiGraph) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    drawn = elements.draw(payload.build(graph, sample.FAMILIES), "t")
    return drawn.nodes, drawn.edges


def test_nodes_do_not_overlap() -> None:
    for graph in (sample.article(), sample.generated(400)):
        nodes, _ = laid_out(graph)
        for at, one in enumerate(nodes):
            for other in nodes[at + 1 :]:
                apart = max(abs(one["x"] - other["x"]), abs(one["y"] - other["y"]))
                assert apart >= one["size"] + other["size"]


def test_the_article_fits_the_stage_at_a_readable_scale() -> None:
    nodes, _ = laid_out(sample.article())
    xs, ys = [node["x"] for node in nodes], [node["y"] for node in nodes]
    assert max(xs) - min(xs) < 1000 and max(ys) - min(ys) < 1000


def test_no_nodes_no_positions() -> None:
    assert layout.place([], [], []) == []


def test_links_between_the_same_two_are_drawn_apart() -> None:
    graph = networkx.MultiDiGraph()
    for key, ends in {"arrests": "ab", "kills": "ab", "supports": "ba", "tells": "ca"}.items():
        sample.add_link(graph, ends[0], ends[1], key)
    _, edges = laid_out(graph)
    data = payload.build(graph, sample.FAMILIES)
    bent = {data["links"][edge["id"]]["key"]: edge.get("smooth") for edge in edges}
    assert bent["tells"] is None
    # One is straight; the two others bow to opposite sides: as they run in opposite directions, by the same turn.
    assert bent["arrests"] is None
    assert bent["kills"] == bent["supports"] and bent["kills"] is not None


# --- the file -------------------------------------------------------------------------------------------------------


def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed_and_locale(tmp_path: Path) -> None:
    code = (
        "import sys, page_sample as s; from pathlib import Path; from graphbuild.page import write_page;"
        "g = s.article(); g.nodes['dahlan']['label'] = 'T\\u0101rek \\u0110ahlan';"
        "write_page(g, Path(sys.argv[1]), title='\\u0100', ontology=s.ONTOLOGY)"
    )
    found = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.html"
        environment = {
            **os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
            "PYTHONPATH": PYTHONPATH,
        }  # fmt: skip
        subprocess.run([sys.executable, "-c", code, str(path)], check=True, env=environment, cwd=tmp_path)
        found.append(path.read_bytes())
    assert found[0] == found[1]
    assert "Tārek Đahlan" in [actor["label"] for actor in page_data(found[0].decode("utf-8"))["actors"]]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.html", "2.html"]


def test_the_graph_is_not_changed(tmp_path: Path) -> None:
    graph = sample.article()
    before = copy.deepcopy((dict(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))))
    written(tmp_path / "page.html", graph)
    assert (dict(graph.nodes(data=True)), list(graph.edges(keys=True, data=True))) == before


def test_the_policy_names_exactly_the_scripts_and_the_style_of_the_page(tmp_path: Path) -> None:
    html = written(tmp_path / "page.html", sample.article())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    allowed = set(re.findall(r"sha256-[\w+/=]+", policy[1].replace("&#43;", "+").replace("&#39;", "'")))
    blocks = r"<style>(.*?)</style>|<script>(.*?)</script>|<script type=\"module\">(.*?)</script>"
    inline = re.findall(blocks, html, re.DOTALL)
    hashes = {"sha256-" + base64.b64encode(hashlib.sha256("".join(one).encode()).digest()).decode() for one in inline}
    assert allowed == hashes and len(hashes) == 3
    assert "default-src &#39;none&#39;" in policy[1] and "unsafe" not in policy[1]


def test_the_page_asks_for_nothing(tmp_path: Path) -> None:
    html = written(tmp_path / "page.html", sample.article())
    markup = re.sub(r"<script.*?</script>|<style>.*?</style>", "", html, flags=re.DOTALL)
    assert not re.search(r'(?:src|href|action)="(?!data:)', markup)
    assert "sourceMappingURL" not in html and "@import" not in html


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    graph = hostile()
    html = written(tmp_path / "page.html", graph, title=HOSTILE)
    assert "window.hit=1</script>" not in html.replace("&lt;/script&gt;", "")
    plain = written(tmp_path / "plain.html", sample.article())
    for tag in ("<script", "</script", "<img", "<a "):
        assert html.count(tag) == plain.count(tag)
    data = page_data(html)
    assert data["title"] == HOSTILE
    assert {actor["label"] for actor in data["actors"]} == {HOSTILE, HOSTILE + "2"}


@pytest.mark.parametrize("plain", [True, False])
def test_a_large_page_is_compressed_unless_asked_otherwise_and_says_the_same(tmp_path: Path, plain: bool) -> None:
    graph = sample.generated(1500)
    expected = payload.build(graph, sample.FAMILIES)
    html = written(tmp_path / "page.html", graph, plain=plain)
    data = packing.read(html)
    assert ("data-packed>" in html) is not plain and (len(html) < 1_100_000) is not plain
    assert data["actors"] == expected["actors"] and data["documents"] == expected["documents"]
    assert [link["evidence"][0]["parts"] for link in data["links"]] == [
        link["evidence"][0]["parts"] for link in expected["links"]
    ]


texts = st.text(st.characters() | st.sampled_from("\U0001f480é\ud800\u2028<>&"), max_size=12)


@given(st.lists(st.lists(st.tuples(texts, st.sampled_from(["", "s", "to", "s="])), max_size=5), max_size=6))
def test_packing_keeps_every_piece_of_every_sentence(sentences: list[list[tuple[str, str]]]) -> None:
    evidence = [{"parts": [list(part) for part in parts]} for parts in sentences]
    content = {"actors": [], "links": [{"evidence": evidence}, {"evidence": evidence[:1]}]}
    packed = packing.pack(content)
    assert packing.unpack(json.loads(json.dumps(packed)))["links"] == content["links"]
    assert len(set(packed["sentences"])) == len(packed["sentences"])


def test_what_is_no_page_is_not_read() -> None:
    with pytest.raises(ValueError, match="no data"):
        packing.read("<p>A page of another kind</p>")


def test_a_script_that_would_end_its_element_is_refused() -> None:
    with pytest.raises(PromiseError):
        network._inline("x = '</ScRiPt>'")


def test_a_page_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        written(tmp_path / "missing" / "page.html", sample.article())
    assert caught.value.hint and caught.value.exit_code == 6
    (tmp_path / "folder").mkdir()
    with pytest.raises(StoreError):
        written(tmp_path / "folder", networkx.MultiDiGraph())
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_importing_the_package_does_not_import_pyvis() -> None:
    code = (
        "import sys, graphbuild.page;"
        "sys.exit(','.join(m for m in ('pyvis', 'IPython', 'numpy', 'networkx', 'jinja2') if m in sys.modules) or 0)"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)


def test_of_a_very_large_graph_the_most_linked_actors_are_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = networkx.MultiDiGraph()
    for name in "fedcba":
        graph.add_node(name, label=name)
    for subject, object_, status in (("a", "b", "denied"), ("c", "b", "asserted"), ("d", "c", "alleged")):
        graph.add_edge(subject, object_, key="met_with", status=status)
    assert most_linked.most_linked(graph, 6) is graph
    assert list(most_linked.most_linked(graph, 4)) == ["d", "c", "b", "a"]
    assert list(most_linked.most_linked(graph, 1)) == ["c"]
    assert len(graph) == 6, "what was given is not changed"
    assert most_linked.left_out(graph) == ""
    monkeypatch.setattr(most_linked, "MOST", 5)
    assert "the 5 actors with the most links, of 6;" in most_linked.left_out(graph)
    whole = sample.article()
    monkeypatch.setattr(most_linked, "MOST", 3)
    drawn = page_data(written(tmp_path / "page.html", whole))
    assert len(drawn["actors"]) == 3 < len(whole)


def test_of_very_many_claims_a_link_carries_the_best_few_and_all_its_outlets() -> None:
    graph = networkx.MultiDiGraph()
    for node in ("a", "b"):
        graph.add_node(node, label=node, type="person", aliases=[], roles=[], n_documents=1, n_mentions=1)
    items = [sample.evidence("{s:One} {t:met} {o:another}.", doc=f"d{at}", outlet=f"O{at % 3}") for at in range(5_000)]
    sample.add_link(graph, "a", "b", "supports", evidence=items, weight=5_000)
    [link] = payload.build(graph, {})["links"]
    assert (len(link["evidence"]), link["weight"], link["outlets"]) == (4, 5_000, ["O0", "O1", "O2"])
    graph.edges["a", "b", "supports"]["evidence"] = items[:150]
    [link] = payload.build(graph, {})["links"]
    assert len(link["evidence"]) == 150 and "outlets" not in link


def test_no_name_is_declared_twice_in_the_script_of_the_page() -> None:
    """All its files are one module, which a browser refuses silently when two of them declare one name."""
    folder = resources.files("graphbuild.page") / "assets"
    declared = re.compile(r"^(?:async )?(?:const|let|function\*?|class) +(\w+)", re.MULTILINE)
    files = sorted(file.name for file in folder.iterdir() if file.name.endswith(".js"))
    names = Counter(name for file in files for name in declared.findall((folder / file).read_text("utf-8")))
    assert len(names) > 100
    assert [name for name, n in names.items() if n > 1] == []
