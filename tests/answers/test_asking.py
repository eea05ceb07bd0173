"""Plain questions: what is understood of 170 of them, and what is answered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from asked import Asked, questions, world
from click.testing import CliRunner, Result
from invented import Article

from graphbuild.answers.questions import Kind, Question, reply
from graphbuild.answers.questions.spotting import spot
from graphbuild.answers.questions.understanding import Listener
from graphbuild.cli import main
from graphbuild.core.errors import GraphbuildError, UnknownActorError
from graphbuild.core.model import ActorType
from graphbuild.graph.view import StoreView
from graphbuild.knowledge import ontology
from graphbuild.store import Store
from graphbuild.workflow.judge import judge_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world(tmp_path_factory.mktemp("asking") / "graph.db")


@pytest.fixture(scope="module")
def listener(store: Path) -> Iterator[Listener]:
    with Store.open(store) as opened:
        yield Listener(StoreView(opened))


def ends(kind: str, asked: str, actors: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Who stands where; of two actors the subject first."""
    if kind != "whether" or len(actors) < 2:
        return (asked if kind in {"who", "whether"} else ""), actors
    return "subject", actors if asked == "subject" else actors[::-1]


def right(listener: Listener, asked: Asked) -> bool:
    try:
        got = listener.understand(asked.text)
    except GraphbuildError:
        return False
    named = tuple(actor.name for actor in got.actors)
    return (
        got.kind == asked.kind
        and (not asked.relation or asked.relation in got.relations)
        and ends(got.kind, got.asked, named) == ends(asked.kind, asked.asked, asked.actors)
    )


def test_no_fewer_questions_are_understood_than_were(listener: Listener) -> None:
    """Of those that were written before the code was tuned, and of those that it was never tuned on."""
    wrong = [asked for asked in questions() if not right(listener, asked)]
    said = [asked.text for asked in wrong]
    assert len([asked for asked in wrong if not asked.held_out]) == 0, said
    assert len([asked for asked in wrong if asked.held_out]) <= 2, said
    assert len(questions()) >= 150


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("whom did Anton Vesk meet in May 2021?", "2021-05-01", "2021-05-31"),
        ("who met Anton Vesk since 2020?", "2020-01-01", None),
        ("who met Anton Vesk before June 2021?", None, "2021-05-31"),
        ("who met Anton Vesk after 2019?", "2020-01-01", None),
        ("who met Anton Vesk on 26 May 2021?", "2021-05-26", "2021-05-26"),
        ("who met Anton Vesk on May 26, 2021?", "2021-05-26", "2021-05-26"),
        ("who met Anton Vesk between 2019 and 2020-06?", "2019-01-01", "2020-06-30"),
        ("who met Anton Vesk from 2019 to 2021?", "2019-01-01", "2021-12-31"),
        ("who met Anton Vesk in Kandil?", None, None),
    ],
)
def test_the_time_of_a_question(listener: Listener, text: str, since: str | None, until: str | None) -> None:
    found = spot(listener.view, text)
    assert (found.since, found.until) == (since, until)
    assert "2" not in found.text.replace("<2>", "")


def named(listener: Listener, text: str) -> list[tuple[str, str, str]]:
    found = reply(listener.view, listener.understand(text))
    return [(found.actors[link.subject].name, link.relation, found.actors[link.object].name) for link in found.links]


def test_answers_are_links_of_the_relation_and_the_end_that_are_asked_for(listener: Listener) -> None:
    assert named(listener, "who arrested Omar Kadir?") == [("Velmar police", "arrests", "Omar Kadir")]
    assert named(listener, "whom did Iraq release?") == [("Iraq", "releases", "Omar Kadir")]
    assert named(listener, "whom did Omar Kadir arrest?") == []
    assert named(listener, "who leads the Northern Brigade?") == [("Omar Kadir", "commands", "Northern Brigade")]


def test_the_type_and_the_time_that_are_asked_for_count(listener: Listener) -> None:
    assert {one for one, *_ in named(listener, "which groups attacked the Velmar Army?")} == {
        "Black Dawn",
        "Northern Brigade",
    }
    assert named(listener, "which companies attacked the Velmar Army?") == []
    assert {one for one, *_ in named(listener, "who attacked the Velmar Army before 2020?")} == {"Black Dawn"}


@pytest.mark.parametrize(
    ("text", "held", "denied"),
    [
        ("did Iraq release Omar Kadir?", "asserted", False),
        ("does Iran fund Black Dawn?", "alleged", False),
        ("does Anton Vesk own Brivo Steel?", None, True),
        ("does Anton Vesk own the Daily Courier?", None, False),
        ("did Omar Kadir release Iraq?", None, False),
    ],
)
def test_whether_is_answered_by_how_it_is_held(listener: Listener, text: str, held: str | None, denied: bool) -> None:
    found = reply(listener.view, listener.understand(text))
    assert (found.held, found.denied) == (held, denied)


def run(store: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["ask", *arguments, "--graph", str(store)])


def test_the_answer_shows_what_was_understood_and_the_sentence(store: Path) -> None:
    result = run(store, "who arrested kadir")
    assert result.exit_code == 0
    assert "? (anybody) —arrests→ Omar Kadir" in result.output
    assert "graphbuild links 'Omar Kadir' --relation arrests" in result.output
    assert "“Velmar police arrested Omar Kadir.”" in result.output


def test_no_evidence_is_no_no(store: Path) -> None:
    result = run(store, "did Omar Kadir release Iraq?")
    assert "Nothing in the graph says so. That does not mean that it is not so." in result.output
    assert "What else is told of the two" in result.output


def test_an_actor_that_plays_no_part_is_named_and_not_dropped_in_silence(store: Path, listener: Listener) -> None:
    assert [actor.name for actor in listener.understand("was Omar Kadir arrested in Kandil?").aside] == ["Kandil"]
    assert "Left aside  Kandil" in run(store, "was Omar Kadir arrested in Kandil?").output


def test_of_several_of_one_name_the_one_that_is_told_of_far_more_is_taken_and_that_is_said(store: Path) -> None:
    path = store.with_name("namesakes.db")
    with Store.write(path) as fresh:
        for n in range(6):
            article = Article(f"d{n}", f"Lina Sorel met Velmaria in {n}.", title="One", outlet="Courier")
            article.actor("Lina Sorel", ActorType.PERSON)
            article.actor("Velmaria", ActorType.COUNTRY if n < 5 else ActorType.COMPANY)
            article.claim("Lina Sorel", "met_with", "Velmaria", f"Lina Sorel met Velmaria in {n}.", "met")
            fresh.add([article.reading()])
        judge_store(fresh, ontology.load())
    result = run(path, "who met the Velmaria?")
    assert "Taken       Velmaria is taken for" in result.output and "(country)" in result.output
    assert "5 articles" in result.output


def test_where_nothing_says_so_what_comes_near_is_shown_apart(store: Path) -> None:
    result = run(store, "who are Iran's allies?")
    assert "Nothing in the graph says so." in result.output
    assert "What comes near it" in result.output and "Omar Kadir —aligned with→ Iran" in result.output
    assert json.loads(run(store, "who are Iran's allies?", "--json").output)["links"] == []


def test_links_without_a_date_are_counted_where_a_time_is_asked_for(store: Path) -> None:
    with Store.write(store.with_name("undated.db")) as fresh:
        article = Article("undated", "Lina Sorel met Anton Vesk. Lina Sorel left.", title="One", outlet="Courier")
        article.actor("Lina Sorel", ActorType.PERSON)
        article.actor("Anton Vesk", ActorType.PERSON)
        article.claim("Lina Sorel", "meets", "Anton Vesk", "Lina Sorel met Anton Vesk.", "met")
        fresh.add([article.reading()])
        judge_store(fresh, ontology.load())
    result = run(store.with_name("undated.db"), "what happened to Lina Sorel in 2021?")
    assert "1 link with no date" in result.output


def test_a_role_that_nobody_is_said_to_hold_names_those_who_are_called_so(store: Path) -> None:
    path = store.with_name("called.db")
    with Store.write(path) as fresh:
        article = Article("called", "Chief engineer Lina Sorel spoke in Velmaria.", title="One", outlet="Courier")
        article.actor("Lina Sorel", ActorType.PERSON, roles=("chief engineer",))
        article.actor("Velmaria", ActorType.COUNTRY)
        fresh.add([article.reading()])
        judge_store(fresh, ontology.load())
    result = run(path, "who is the chief engineer of Velmaria?")
    assert "Whom articles call “chief engineer”" in result.output and "Lina Sorel" in result.output


def test_what_is_not_understood_says_so_and_shows_forms_that_are(store: Path) -> None:
    result = run(store, "Omar Kadir Iran banana?")
    assert result.exit_code == 0 and "not understood" in result.output
    assert 'graphbuild ask "who arrested Omar Kadir?"' in result.output


def test_json_has_the_question_and_the_answer(store: Path) -> None:
    record = json.loads(run(store, "who arrested Omar Kadir?", "--json").output)
    assert record["question"]["relations"] == ["arrests"] and record["question"]["kind"] == "who"
    assert record["links"][0]["subject"]["name"] == "Velmar police"
    assert json.loads(run(store, "why?", "--json").output)["question"]["kind"] == "unclear"


def test_an_unknown_name_is_told_with_those_that_come_near(store: Path, listener: Listener) -> None:
    result = run(store, "who arrested Omar Kadri?")
    assert result.exit_code == 7 and "Omar Kadir" in result.output
    with pytest.raises(UnknownActorError):
        listener.understand("who arrested Zebulon Quux?")


@pytest.mark.parametrize("text", ["", "?", "\x00", "who " * 500, "<1> <2>", "who arrested <0>?", "(((", "‮who"])
def test_any_words_are_a_question_or_none(listener: Listener, text: str) -> None:
    assert isinstance(listener.understand(text), Question)


def test_every_form_of_the_table_is_understood(listener: Listener) -> None:
    assert {asked.kind for asked in questions()} >= {kind.value for kind in Kind}


def test_what_comes_near_is_counted_in_one_line(store: Path) -> None:
    path = store.with_name("near.db")
    with Store.write(path) as fresh:
        said = [
            ("Lina Sorel accused Anton Vesk.", "Lina Sorel", "accuses", "accused"),
            ("Tess Holm accused Anton Vesk.", "Tess Holm", "accuses", "accused"),
            ("Port Guards arrested Anton Vesk.", "Port Guards", "arrests", "arrested"),
            ("Port Guards released Anton Vesk.", "Port Guards", "releases", "released"),
        ]
        article = Article("near", " ".join(sentence for sentence, *_ in said), title="One", outlet="Courier")
        for name in ("Lina Sorel", "Tess Holm", "Anton Vesk"):
            article.actor(name, ActorType.PERSON)
        article.actor("Port Guards", ActorType.SECURITY_FORCE)
        for sentence, subject, relation, trigger in said:
            article.claim(subject, relation, "Anton Vesk", sentence, trigger)
        fresh.add([article.reading()])
        judge_store(fresh, ontology.load())
    result = run(path, "who opposes Anton Vesk?").output
    assert "Nothing in the graph says so." in result
    assert "Near it     accused by 2, arrested by 1\n" in result, "whoever releases somebody does not oppose him"
