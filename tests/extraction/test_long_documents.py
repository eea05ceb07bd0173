"""A long document costs what its words cost: the work by the word does not grow, and what is indexed is complete."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from types import FrameType
from typing import Any

import pytest
from spacy.language import Language

from graphbuild.core.model import Document, MentionKind, content_id
from graphbuild.extraction.claims.context import ClaimContext
from graphbuild.extraction.claims.dates.told import _of_speech, _single
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.coreference.holders import Holders, _same_post
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.events.event_index import EventIndex
from graphbuild.extraction.reader import Reader, Trace
from graphbuild.extraction.syntax.parsing import parse

FIRST = ("Anna", "David", "Helen", "John", "Laura", "Mark", "Mary", "Paul")
FEW = ("Tolland", "Brenn", "Reiter", "Karrow")
SENTENCES = (
    "{A} {B}, the former mayor of Oslo, was arrested on Monday.",
    "Mr {B} denied it.",
    "The mayor said {B} killed two soldiers in Jos.",
    '"I saw {B}," Ms {C} said. "He attacked us."',
    "President {B} met the president on 3 May 2019.",
    "The militia attacked the {B} Front.",
    "The {B} Front, an armed group, claimed the attack.",
    "It was linked to the {B} Front.",
    "His arrest came after the militia attacked the bank.",
    "{C} led the militia until 2019.",
    "The government of Norway denied the charges, which it called baseless.",
    "BERGEN, Norway (AP) - Police arrested {A} {C}.",
    "The director of the bank, {A} {B}, accused his brother of fraud.",
    "Prime Minister {A} {B} visited Norway and its army.",
    "They were charged with the murder of {B}.",
    "{A} {B} and {D} {C} led the raid. They were arrested.",
    "The two men denied any wrongdoing.",
    "Minister: {B} killed {C}",
    "Secretary of State {A} {B} praised the United Nations (UN).",
    "The UN criticised the secretary of state.",
)


def surname(n: int) -> str:
    """One of very many surnames."""
    return "".join("bdfgklmnprst"[k % 12] + "aeiou"[k % 5] for k in (n, n // 12, n // 7)).capitalize() + "r"


def text_of(paragraphs: int, surnames: Callable[[random.Random], str]) -> str:
    """A text of paragraphs with four of the sentences each, about people of these surnames."""
    dice = random.Random(11)
    return "\n\n".join(
        " ".join(
            dice.choice(SENTENCES).format(
                A=dice.choice(FIRST), D=dice.choice(FIRST), B=surnames(dice), C=surnames(dice)
            )
            for _ in range(4)
        )
        for _ in range(paragraphs)
    )


def few(paragraphs: int) -> str:
    """Many mentions of few people, who share their surnames."""
    return text_of(paragraphs, lambda dice: dice.choice(FEW))


def many(paragraphs: int) -> str:
    """Few mentions of many people each."""
    return text_of(paragraphs, lambda dice: surname(dice.randrange(10 * paragraphs)))


def document_of(text: str) -> Document:
    return Document(id=content_id(text), text=text, source="long.txt", sha256="", published="2021-03-01")


@pytest.fixture(scope="module")
def traced(nlp: Language, reader: Reader) -> Trace:
    """Every step of the reading of a text of some length."""
    [(document, doc)] = parse(nlp, [document_of(few(60) + "\n\n" + many(60))])
    return reader.trace(document, doc)


class Counter:
    """Counts the lines of our code that are run; each turn of a comprehension is one."""

    def __init__(self) -> None:
        self.lines = 0

    def __enter__(self) -> Counter:
        self.before = sys.gettrace()
        sys.settrace(self.trace)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(self.before)

    def trace(self, frame: FrameType, event: str, arg: Any) -> Any:
        if event == "line":
            self.lines += 1
        return self.trace


@pytest.mark.parametrize("kind", [few, many])
def test_the_work_for_a_word_does_not_grow_with_the_document(
    nlp: Language, reader: Reader, kind: Callable[[int], str]
) -> None:
    work = []
    for paragraphs in (8, 8, 48):  # the first time something is loaded
        [(document, doc)] = parse(nlp, [document_of(kind(paragraphs))])
        with Counter() as counter:
            reader.read(document, doc)
        work.append(counter.lines / len(doc))
    assert work[2] < 1.2 * work[1]


def events(traced: Trace) -> list[Event]:
    found = [read.event for read in traced.events]
    random.Random(3).shuffle(found)
    return found


def test_events_are_found_by_their_place(traced: Trace) -> None:
    given = events(traced)
    index, length = EventIndex(given), len(traced.context.doc)
    dice = random.Random(4)
    for _ in range(300):
        start = dice.randrange(length)
        end = start + dice.randrange(40)
        assert index.between(start, end) == [e for e in given if start <= e.head < end]
        assert index.nearest(start) == min(given, key=lambda e: (abs(e.head - start), e.head))
        relation, own = dice.choice(given).relation, dice.choice(given).head
        earlier = [e for e in given if e.relation == relation and e.head < start and e.head != own]
        assert index.last_before(relation, start, other_than=own) == max(earlier, key=lambda e: e.head, default=None)
    assert EventIndex([]).nearest(5) is None


def test_voices_denials_and_dates_are_those_of_the_whole_document(traced: Trace) -> None:
    context = traced.context
    assert context.voices
    assert context.denials
    assert isinstance(context.day, date)
    for read in traced.events:
        head = context.doc[read.event.head]
        assert context.voices_over(head.i) == [v for v in context.voices if v.start <= head.i < v.end]
        behind = context.doc[head.sent.end].sent.end if head.sent.end < len(context.doc) else head.sent.end
        near = [d for d in context.denials if head.sent.start <= d.verb.i < behind]
        assert list(context.denials_near(head)) == near
        assert context.told_before(head.sent.start) == last_told(context, head.sent.start)


def last_told(context: ClaimContext, sentence: int) -> str | None:
    """The date told last before a sentence, found by going back."""
    for start in sorted(context.dates, reverse=True):
        for one in reversed(context.dates[start]):
            if start < sentence and not _of_speech(one.root) and (said := _single(one, context.day)):
                return said
    return None


def test_names_are_found_by_their_tokens(traced: Trace) -> None:
    context = traced.context
    names = [(i, m) for i, m in enumerate(context.mentions) if m.kind is MentionKind.NAME]
    for token in range(len(context.doc)):
        assert context.names_at(token) == [i for i, m in names if m.start == token]
        assert context.names_headed.get(token, []) == [i for i, m in names if m.head == token]
        assert context.matches_between(token, token + 3) == [m for m in traced.matches if token <= m.head < token + 3]


def copies(traced: Trace) -> Iterator[Clusters]:
    """The clusters of the document, and then others with the same mentions, joined at random."""
    found = traced.clusters
    yield found
    mentions = [m for i, m in enumerate(found.mentions) if not found.is_copy(i)]
    for seed in range(3):
        dice, made = random.Random(seed), Clusters(found.doc, list(mentions), found.lexicon)
        for _ in range(2 * len(mentions)):
            one, other = dice.randrange(len(mentions)), dice.randrange(len(mentions))
            if dice.random() < 0.5:
                for ask in (made.genders, made.titles, made.words, made.named, made.known):
                    ask(one)
            made.join(one, other, "random")
        yield made


def test_what_mentions_have_between_them_is_kept_right(traced: Trace) -> None:
    for clusters in copies(traced):
        for i in range(len(clusters.mentions)):
            members = [clusters.mentions[k] for k in clusters.members(i)]
            assert clusters.members(i) == sorted(
                k for k in range(len(clusters.mentions)) if clusters.of(k) == clusters.of(i)
            )
            assert clusters.named(i) == any(m.kind is MentionKind.NAME for m in members)
            assert clusters.genders(i) == {m.gender for m in members} & {"m", "f"}
            assert clusters.titles(i) == {m.title.lower() for m in members if m.title}


def test_titles_are_found_by_their_words(traced: Trace) -> None:
    clusters = traced.clusters
    titles = ["president", "vice president", "deputy vice president", "prime minister", "minister", "mr"]
    given = [(i, titles[i % len(titles)]) for i in range(0, len(clusters.mentions), 3)]
    holders = Holders(clusters)
    for mention, title in given:
        holders.add(mention, title)
    for words in [*titles, "former vice president", "interior minister", "judge", ""]:
        fitting = [i for i, title in given if _same_post(title, words)]
        like = holders.titles_like(words)
        assert holders.actors(like) == {clusters.of(i) for i in fitting}
        for at in (0, 7, 90, 10**6):
            assert holders.last_before(at, like) == max((i for i in fitting if i < at), default=None)
        if fitting:
            assert holders.first(like) == fitting[0]


def test_a_document_that_is_read_twice_gives_the_same(nlp: Language, reader: Reader) -> None:
    """Whatever is kept of one document is not taken for that of another one."""
    given = [document_of(few(10)), document_of(many(10))]
    alone = [reader.read(document, doc) for one in given for document, doc in parse(nlp, [one])]
    again = [reader.read(document, doc) for document, doc in parse(nlp, [*given, replace(given[0], id="other")])]
    assert again[:2] == alone
