"""A server that answers, one that does not, and one that means harm: what of each reaches the rest of the program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
import tenacity
from fake_server import KEY, FakeServer, said

from graphbuild.core.errors import UsageError
from graphbuild.knowledge import ontology
from graphbuild.second_reader import chat
from graphbuild.second_reader.chat import ChatReader
from graphbuild.second_reader.prompt import relations_of
from graphbuild.second_reader.protocol import (
    Answer,
    AnswerLink,
    GoneError,
    Question,
    ReaderError,
    RefusedError,
    SecondReader,
    TooLongError,
)
from graphbuild.second_reader.settings import Settings

RELATIONS = relations_of(ontology.load())
QUESTION = Question(sentences={1: "Soldiers arrested Tomas Reld.", 2: "He was freed."}, context=(), relations=RELATIONS)
MANY_NINES = '{"links": [' + "9" * 10_000 + "]"
ARREST = said("Soldiers", "arrests", "Tomas Reld", "arrested", "arrested")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeServer]:
    monkeypatch.setattr(chat, "LONGEST_WAIT", 0.01)
    monkeypatch.setattr(chat, "_backoff", tenacity.wait_none())
    with FakeServer([ARREST]).running() as fake:
        yield fake


def asked(server: FakeServer, question: Question = QUESTION, **settings: Any) -> Answer:
    reader = ChatReader(Settings(url=server.url, **settings))
    try:
        return reader.read(question)
    finally:
        reader.close()


def test_a_question_and_its_answer(server: FakeServer) -> None:
    answer = asked(server)
    assert answer.links == (
        AnswerLink(subject="Soldiers", relation="arrests", object="Tomas Reld", sentence=1, trigger="arrested"),
    )
    assert (answer.requests, answer.tokens_in, answer.tokens_out) == (1, 100, 10)
    [body] = server.bodies
    assert body["temperature"] == 0
    assert body["model"] == "fake-1"
    assert body["response_format"]["type"] == "json_schema"
    assert body["messages"][-1]["content"].splitlines()[-2:] == [
        "[1] Soldiers arrested Tomas Reld.",
        "[2] He was freed.",
    ]
    assert '- arrests: "subject arrests object"' in body["messages"][0]["content"]


def test_it_is_a_reader(server: FakeServer) -> None:
    assert isinstance(ChatReader(Settings(url=server.url)), SecondReader)


def test_the_server_names_its_only_model_and_of_several_one_must_be_named(server: FakeServer) -> None:
    assert ChatReader(Settings(url=server.url)).name == "fake-1"
    server.models = ["a", "evil\x1b[31m<b>"]
    with pytest.raises(UsageError) as found:
        ChatReader(Settings(url=server.url))
    assert "\x1b" not in str(found.value)
    assert "<" not in str(found.value)
    assert ChatReader(Settings(url=server.url, model="meta/Lla ma")).name == "meta:Lla:ma"


def test_a_server_without_schemas_is_asked_in_plainer_words(server: FakeServer) -> None:
    server.takes_schema = False
    reader = ChatReader(Settings(url=server.url))
    assert reader.read(QUESTION).links
    assert reader.read(QUESTION).requests == 1
    assert "response_format" not in server.bodies[-1]
    assert "temperature" in server.bodies[-1]


@pytest.mark.parametrize("codes", [[429], [500, 503], [429, 429, 500]])
def test_it_is_asked_again_after_trouble_that_passes(server: FakeServer, codes: list[int]) -> None:
    server.responses = list(codes)
    assert asked(server).requests == len(codes) + 1


def test_trouble_that_stays_is_no_answer(server: FakeServer) -> None:
    server.always = 500
    with pytest.raises(ReaderError, match="status 500"):
        asked(server)
    assert len(server.bodies) == (len(chat.WAYS) - 1) * chat.BREAKS + chat.ATTEMPTS


def test_a_server_that_breaks_at_a_schema_is_asked_in_plainer_words(server: FakeServer) -> None:
    """So does the server of llama-cpp-python."""
    server.takes_schema, server.refusal = False, 500
    reader = ChatReader(Settings(url=server.url))
    assert reader.read(QUESTION).links
    assert reader.read(QUESTION).requests == 1


@pytest.mark.parametrize("code", [401, 403, 404, 302])
def test_a_refusal_is_final_and_repeats_no_word_of_the_server(server: FakeServer, code: int) -> None:
    server.always = code
    with pytest.raises(RefusedError) as found:
        asked(server, key=KEY)
    assert len(server.bodies) == 1
    assert KEY not in str(found.value)


def test_too_long_a_question_is_told_apart(server: FakeServer) -> None:
    reader = ChatReader(Settings(url=server.url))
    reader.read(QUESTION)
    server.always = 400
    with pytest.raises(TooLongError):
        reader.read(QUESTION)
    server.always, server.finish = 0, "length"
    with pytest.raises(TooLongError):
        reader.read(QUESTION)


def test_who_hangs_up_or_is_not_there_is_gone(server: FakeServer) -> None:
    server.hang_up = True
    with pytest.raises(GoneError):
        asked(server)
    with pytest.raises(GoneError):
        ChatReader(Settings(url="http://127.0.0.1:9/v1", model="m")).read(QUESTION)


def test_who_is_slow_gives_no_answer(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat, "ATTEMPTS", 1)
    server.delay = 1.0
    with pytest.raises(ReaderError, match=r"within 0\.2 seconds"):
        asked(server, timeout=0.2, model="m")


def test_a_huge_response_is_not_read_to_its_end(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chat, "MOST_BYTES", 10_000)
    server.size = 1_000_000
    with pytest.raises(ReaderError, match="too large"):
        asked(server)


@pytest.mark.parametrize(
    "twist",
    [
        lambda text: f"Here are the links:\n```json\n{text}\n```\nAnything else?",
        lambda text: f"<think>the form is {{...}} or {{}}</think>{text}",
        lambda text: text.replace('"sentence": 1', '"sentence": "1"'),
    ],
)
def test_prose_around_an_answer_does_no_harm(server: FakeServer, twist: Any) -> None:
    server.twist = twist
    assert [link.relation for link in asked(server).links] == ["arrests"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "no links",
        '{"links": [{"subject": "Sol',
        "[1, 2]",
        '{"links": {}}',
        "{" * 10_000,
        "[" * 100_000,
        MANY_NINES,
    ],
)
def test_what_is_no_answer_is_none(server: FakeServer, text: str) -> None:
    server.twist = lambda _: text
    with pytest.raises(ReaderError):
        asked(server)


def test_links_in_no_known_form_are_counted(server: FakeServer) -> None:
    good = {"subject": "A", "relation": "arrests", "object": "B", "sentence": 1}
    bad: list[Any] = [1, None, "x", [], {}, {**good, "sentence": None}, {**good, "sentence": True}]
    bad += [{**good, "subject": 7}, {**good, "object": "x" * 500}, {**good, "sentence": "9" * 5_000}]
    server.twist = lambda _: json.dumps(
        {"links": [good, *bad], "actors": [3, {"name": 1}, {"name": "A", "mentions": 4}]}
    )
    answer = asked(server)
    assert len(answer.links) == 1
    assert answer.malformed == len(bad)
    assert [actor.name for actor in answer.actors] == ["A"]


def test_the_key_is_sent_and_never_said(server: FakeServer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    server.twist = lambda text: text.replace("Soldiers", f"Bearer {KEY}")
    settings = Settings(url=server.url, key=KEY)
    reader = ChatReader(settings)
    answer = reader.read(QUESTION)
    assert server.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert KEY not in repr((settings, reader, answer, replace(settings, timeout=1.0)))
    assert KEY not in caplog.text


def test_a_redirect_is_not_followed_and_texts_reach_no_other_host() -> None:
    asked_hosts = []

    def respond(request: httpx.Request) -> httpx.Response:
        asked_hosts.append(request.url.host)
        return httpx.Response(307, headers={"Location": "http://elsewhere.example/v1/chat/completions"})

    reader = ChatReader(Settings(url="http://127.0.0.1/v1", model="m"), transport=httpx.MockTransport(respond))
    with pytest.raises(RefusedError):
        reader.read(QUESTION)
    assert asked_hosts == ["127.0.0.1"]


def test_no_proxy_sees_what_stays_on_this_machine(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert asked(server).links
