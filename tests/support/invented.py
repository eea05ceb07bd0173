"""Readings written by hand for the tests of graph, answers and exports: invented people and places."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from graphbuild.core.model import (
    ActorType,
    Claim,
    Document,
    Evidence,
    Failure,
    Mention,
    MentionKind,
    ObservedActor,
    Reading,
    Span,
    Status,
    content_id,
)
from graphbuild.knowledge import ontology
from graphbuild.knowledge.ontology import Ontology, snapshot
from graphbuild.store import Store
from graphbuild.workflow.judge import judge_store

P, O, C, G, POLICE = (  # noqa: E741
    ActorType.PERSON,
    ActorType.ORGANIZATION,
    ActorType.COUNTRY,
    ActorType.GROUP,
    ActorType.SECURITY_FORCE,
)


def document(id: str, text: str, **fields: Any) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(**{"id": id, "text": text, "source": f"{id}.txt", "sha256": digest, **fields})


class Article:
    """Collects the actors and claims of one document; words are found in its text."""

    def __init__(self, id: str, text: str, **fields: Any) -> None:
        self.document = document(id, text, **fields)
        self.actors: dict[str, ObservedActor] = {}
        self.claims: list[Claim] = []

    def actor(self, name: str, type: ActorType, **fields: Any) -> None:
        made = ObservedActor(
            **{
                "id": f"{self.document.id}/{name}",
                "doc": self.document.id,
                "name": name,
                "type": type,
                "named": True,
                **fields,
            }
        )
        self.actors[name] = made

    def claim(
        self,
        subject: str,
        relation: str,
        object: str,
        sentence: str,
        trigger: str,
        *,
        words: tuple[str | None, str | None] = (None, None),
        **fields: Any,
    ) -> None:
        """Words: for the ends, where they are not their names. With `^` they are looked for in the whole text."""
        whole = self._span(sentence, 0)
        spans = [self._end(word or name, whole.start) for word, name in zip(words, (subject, object), strict=True)]
        who = fields.pop("attributed_to", None)
        self.claims.append(
            Claim(
                **{
                    "id": content_id(self.document.id, subject, relation, object, sentence, trigger),
                    "subject": self.actors[subject].id,
                    "relation": relation,
                    "label": relation,
                    "object": self.actors[object].id,
                    "status": Status.ASSERTED,
                    "rule": f"{relation}/verbs/{trigger}",
                    "confidence": 0.8,
                    "attributed_to": self.actors[who].id if who else None,
                    "evidence": Evidence(
                        doc=self.document.id,
                        sentence=whole,
                        subject=spans[0],
                        trigger=self._span(trigger, whole.start),
                        object=spans[1],
                    ),
                    **fields,
                }
            )
        )

    def _end(self, words: str, start: int) -> Span:
        return self._span(words[1:], 0) if words.startswith("^") else self._span(words, start)

    def _span(self, words: str, start: int) -> Span:
        found = self.document.text.index(words, start)
        return Span(found, found + len(words))

    def reading(self) -> Reading:
        mentions = [
            Mention(doc=self.document.id, span=span, text=name, actor=actor.id, kind=MentionKind.NAME, join="name")
            for name, actor in self.actors.items()
            for span in [self._span(name, 0)]
        ]
        return Reading(
            document=self.document,
            actors=tuple(self.actors.values()),
            mentions=tuple(mentions),
            claims=tuple(self.claims),
            sentences=tuple(_sentences(self.document.text)),
        )


def _sentences(text: str) -> Iterator[Span]:
    return (Span(*match.span()) for match in re.finditer(r"[^\s.][^.]*\.?", text))


def courier() -> Reading:
    a = Article(
        "courier",
        "Mira Voss leads the Harbour Union. Port police arrested Mira Voss on 3 March 2022. "
        "Tomas Reld allegedly funds the Harbour Union, Port police said.\n"
        "Her arrest angered Tomas Reld. Port police never detained Anna Holt. "
        "Oren Dask chairs the Dask Foundation.",
        title="Union head held",
        outlet="Northern Courier",
        published="2022-03-05",
        url="https://courier.example/1",
    )
    a.actor("Mira Voss", P, aliases=("Voss",), roles=("union leader",))
    a.actor("Harbour Union", O)
    a.actor("Port police", POLICE)
    a.actor("Tomas Reld", P, aliases=("Reld",))
    a.actor("Anna Holt", P)
    a.actor("Oren Dask", P)
    a.actor("Dask Foundation", O)
    a.claim("Mira Voss", "leads", "Harbour Union", "Mira Voss leads the Harbour Union.", "leads")
    arrest = "Port police arrested Mira Voss on 3 March 2022."
    a.claim("Port police", "arrests", "Mira Voss", arrest, "arrested", date="2022-03-03", confidence=0.9)
    a.claim(
        "Tomas Reld",
        "funds",
        "Harbour Union",
        "Tomas Reld allegedly funds the Harbour Union, Port police said.",
        "funds",
        status=Status.ALLEGED,
        cue="allegedly",
        attributed_to="Port police",
        attribution="Port police",
        confidence=0.7,
    )
    anger = "Her arrest angered Tomas Reld."
    a.claim("Mira Voss", "other", "Tomas Reld", anger, "angered", words=("Her", None), label="anger")
    a.claim("Port police", "arrests", "Mira Voss", anger, "arrest", words=("^Port police", "Her"), confidence=0.6)
    denied = "Port police never detained Anna Holt."
    a.claim("Port police", "arrests", "Anna Holt", denied, "detained", status=Status.DENIED, cue="never")
    a.claim("Oren Dask", "leads", "Dask Foundation", "Oren Dask chairs the Dask Foundation.", "chairs", confidence=0.4)
    return a.reading()


def gazette() -> Reading:
    a = Article(
        "gazette",
        "Tomas Reld met Mira Voss in 2021. Mira Voss heads the Harbour Union. "
        "Port police detained Anna Holt. Anna Holt is the sister of Tomas Reld.",
        title="The sister",
        outlet="Evening Gazette",
        published="2022-04-01",
    )
    a.actor("Tomas Reld", P)
    a.actor("Mira Voss", P)
    a.actor("Harbour Union", O)
    a.actor("Port police", POLICE)
    a.actor("Anna Holt", P)
    a.claim("Tomas Reld", "met_with", "Mira Voss", "Tomas Reld met Mira Voss in 2021.", "met", date="2021")
    a.claim("Mira Voss", "leads", "Harbour Union", "Mira Voss heads the Harbour Union.", "heads", confidence=0.9)
    a.claim("Port police", "arrests", "Anna Holt", "Port police detained Anna Holt.", "detained")
    a.claim("Anna Holt", "family_of", "Tomas Reld", "Anna Holt is the sister of Tomas Reld.", "sister", role="sister")
    return a.reading()


def isle() -> Reading:
    """No outlet, no date, no title; a person without any link to the others."""
    a = Article("isle", "Jon Reld is a member of the Isle Choir. Ida Brok may join the Isle Choir.")
    a.actor("Jon Reld", P, aliases=("Reld",))
    a.actor("Isle Choir", O)
    a.actor("Ida Brok", P)
    a.claim("Jon Reld", "member_of", "Isle Choir", "Jon Reld is a member of the Isle Choir.", "member")
    maybe = "Ida Brok may join the Isle Choir."
    a.claim("Ida Brok", "member_of", "Isle Choir", maybe, "join", status=Status.HYPOTHETICAL, cue="may")
    return a.reading()


def readings() -> list[Reading]:
    return [courier(), gazette(), isle()]


@cache
def relations() -> Ontology:
    """The built-in ontology, read once: it takes a tenth of a second."""
    return ontology.load()


def make_store(path: Path, content: Iterable[Reading] | None = None) -> Path:
    """A store of these readings (all of the above unless given), resolved."""
    if content is not None:
        return _written(path, content)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_usual_store())
    return path


@cache
def _usual_store() -> bytes:
    """The file of the store that most tests ask; made once a process, because judging takes longer than copying."""
    with TemporaryDirectory() as folder:
        return _written(Path(folder) / "graph.db", readings()).read_bytes()


def _written(path: Path, content: Iterable[Reading]) -> Path:
    words = relations()
    with Store.write(path) as store:
        store.add(content)
        judge_store(store, words)
        store.set_meta(snapshot.META_KEY, _snapshot())
    return path


@cache
def _snapshot() -> str:
    return snapshot.dump(relations())


LEADS = re.compile(r"(\w+ \w+) leads the (\w+ \w+)")


def extract(documents: Iterable[Document], **_: object) -> Iterator[Reading | Failure]:
    """Stands in for the language model: understands "Ana Bell leads the Mill Board" and nothing else."""
    for doc in documents:
        if "BREAK" in doc.text:
            yield Failure(source=doc.source, reason="It broke.")
            continue
        if "INTERRUPT" in doc.text:
            raise KeyboardInterrupt
        yield _read(doc)


def _read(doc: Document) -> Reading:
    article = Article(doc.id, doc.text)
    article.document = doc
    for match in LEADS.finditer(doc.text):
        leader, led = match.groups()
        article.actor(leader, P)
        article.actor(led, O)
        article.claim(leader, "leads", led, match.group(), "leads")
    return article.reading()
