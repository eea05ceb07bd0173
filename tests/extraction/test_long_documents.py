"""A long document costs what its words cost: the work by the word does not grow, and what is indexed is complete."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import long_texts
import pytest
from long_texts import document_of, few, many
from spacy.language import Language

from graphbuild.core.model import MentionKind
from graphbuild.extraction.claims.context import ClaimContext
from graphbuild.extraction.claims.dates.told import _of_speech, _single
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.coreference.holders import Holders, _same_post
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.events.event_index import EventIndex
from graphbuild.extraction.reader import Reader, Trace
from graphbuild.extraction.syntax.parsing import parse


@pytest.fixture(scope="module")
def traced(nlp: Language, reader: Reader) -> Trace:
    """Every step of the reading of a text of some length."""
    [(document, doc)] = parse(nlp, [document_of(few(60) + "\n\n" + many(60))])
    return reader.trace(document, doc)


@pytest.mark.parametrize("kind", ["few", "many"])
def test_the_work_for_a_word_does_not_grow_with_the_document(kind: str) -> None:
    """In a process of its own: what traces lines must not meet code that other tests have run warm."""
    asked = [sys.executable, long_texts.__file__, kind]
    done = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=240)
    short, long = json.loads(done.stdout)
    assert long < 1.2 * short


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
