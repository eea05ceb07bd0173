"""Parsing of a question: actors and time are found first, the rest is read like an article.

Questions of a fixed form ("how is <1> linked to <2>") are understood without the language model, and so are others
whose statements were read before (`remembered`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from graphbuild.answers.questions.question import Kind, Question
from graphbuild.answers.questions.remembered import Memory, Said, folder
from graphbuild.answers.questions.spotting import Spotted, spot
from graphbuild.answers.questions.statements import Statement, statements
from graphbuild.answers.questions.words import words
from graphbuild.core.link_key import OPEN, LinkKey
from graphbuild.core.model import Actor, ActorType, Document, Reading, Status
from graphbuild.graph.view import View

if TYPE_CHECKING:
    from spacy.language import Language

    from graphbuild.extraction.reader import Reader
    from graphbuild.knowledge.ontology import Ontology

ENOUGH = 12
"""Maximum number of statements that are tried; further ones are paraphrases."""
_OFFICE = re.compile(
    r"who (?:is|was|are|were) (?:<\d>(?:['’]s?)? |the |an? )*(?P<role>[a-z][a-z \-]+?)(?: (?:of|in|at|for)\b.*)?", re.I
)


class Listener:
    """Parses questions about one graph. Loads the language model once, when a question first needs it."""

    def __init__(self, view: View, *, model: str | None = None, ontology: Ontology | None = None) -> None:
        """Listen for questions about a view.

        Args:
            view: what is asked.
            model: name or path of a spaCy pipeline; the pinned default if None.
            ontology: the relations that questions can use; the built-in ones if None.
        """
        self.view = view
        self._model, self._given = model, ontology

    @cached_property
    def ontology(self) -> Ontology:
        """The relations that questions can use."""
        from graphbuild.knowledge import ontology as ontologies

        return self._given or ontologies.load()

    @cached_property
    def memory(self) -> Memory:
        """What statements were read as before."""
        from graphbuild.extraction import pipeline

        return Memory(folder(), pipeline.signature(self.ontology, self._model))

    @cached_property
    def nlp(self) -> Language:
        """The language model.

        Raises:
            ModelError: it is missing or unfit.
        """
        from graphbuild.extraction import pipeline

        return pipeline.load(self._model)

    @cached_property
    def reader(self) -> Reader:
        """What reads the statements that a question is turned into."""
        from graphbuild.extraction.reader import Reader

        return Reader(self.ontology)

    def understand(self, text: str) -> Question:
        """Return the parsed question; of kind UNCLEAR if it is not understood.

        Raises:
            UnknownActorError: a name in it belongs to no actor, or to several.
        """
        spotted = spot(self.view, text)
        return _of_form(text, spotted) or self._of_deed(text, spotted)

    def _of_deed(self, text: str, spotted: Spotted) -> Question:
        """Return the question that its statements claim; open verbs count only if no relation is found."""
        made, types = statements(spotted.text, spotted.actors)
        verb: Question | None = None
        for start in range(0, len(made), ENOUGH):
            batch = made[start : start + ENOUGH]
            for statement, said in zip(batch, self._said(batch), strict=True):
                found = _asked(text, spotted, statement, said, types)
                if found is not None and not any(":" in relation for relation in found.relations):
                    return found
                verb = verb or found
        return verb or Question(text=text, kind=Kind.UNCLEAR, actors=spotted.actors, role=_role(spotted.text))

    def _said(self, made: Sequence[Statement]) -> Iterator[list[Said]]:
        """Yield what each statement says; at the first that is not remembered, all of these are read together."""
        for at, statement in enumerate(made):
            said = self.memory.recall(statement)
            if said is None:
                unknown = [one for one in made[at:] if self.memory.recall(one) is None]
                self.memory.keep(unknown, self._read(unknown))
                said = self.memory.recall(statement)
            yield said or []

    def _read(self, made: Sequence[Statement]) -> list[list[Said]]:
        """Return what statements are read as."""
        nlp = self.nlp
        from graphbuild.extraction.syntax.parsing import parse  # imports spaCy, which `nlp` does in its own way

        documents = [Document(id=str(n), text=s.text, source="question", sha256="") for n, s in enumerate(made)]
        readings = [self.reader.read(document, doc) for document, doc in parse(nlp, documents)]
        return [
            _numbered(reading, s) if isinstance(reading, Reading) else []
            for reading, s in zip(readings, made, strict=True)
        ]


def _of_form(text: str, spotted: Spotted) -> Question | None:
    """Return the question if it has a fixed form ("how is <1> linked to <2>"), else None."""
    plain = spotted.text.lower()
    for kind, pattern in words().forms:
        match = pattern.fullmatch(plain)
        if match is None:
            continue
        marks = [int(mark) for name, mark in sorted(match.groupdict().items()) if mark]
        actors = tuple(spotted.actors[mark - 1] for mark in dict.fromkeys(marks) if mark <= len(spotted.actors))
        if actors:
            return Question(
                text=text,
                kind=kind,
                actors=actors,
                assumed=spotted.assumed,
                aside=tuple(actor for actor in spotted.actors if actor not in actors),
                since=spotted.since,
                until=spotted.until,
            )
    return None


def _numbered(reading: Reading, statement: Statement) -> list[Said]:
    """Return the claims between two placeholders."""
    names = {actor.id: actor.name for actor in reading.actors}
    found = []
    for claim in reading.claims:
        ends = [_number(names.get(end, ""), statement) for end in (claim.subject, claim.object)]
        if ends[0] is not None and ends[1] is not None and ends[0] != ends[1]:
            found.append(Said(claim.relation, LinkKey.of(claim).key, claim.status, ends[0], ends[1]))
    return found


def _number(name: str, statement: Statement) -> int | None:
    """Return the number of the actor whose placeholder a name is, or None."""
    bare = name.removeprefix("the ").removeprefix("The ")
    return next((n for n, given in statement.stand_ins.items() if given.removeprefix("the ") == bare), None)


def _asked(
    text: str, spotted: Spotted, statement: Statement, claims: list[Said], types: frozenset[ActorType]
) -> Question | None:
    """Return the question that these claims mean: those with the actor asked for, else those between two actors."""
    claims = [one for one in claims if 9 not in _ends(one)]
    wanted = [one for one in claims if 0 in _ends(one)] if 0 in statement.stand_ins else claims
    named = [one for one in wanted if one.relation != OPEN] or wanted
    if not named:
        return None
    ends = _ends(named[0])
    same = [one for one in named if _ends(one) in (ends, ends[::-1])]
    numbers = [n for n in ends if n]
    asks = 0 in ends and _asks(spotted.text)
    actors = _actors(spotted.actors, numbers)
    return Question(
        text=text,
        kind=Kind.WHO if asks else Kind.WHETHER,
        actors=actors,
        assumed=spotted.assumed,
        aside=tuple(actor for actor in spotted.actors if actor not in actors),
        role=_role(spotted.text) if asks else "",
        relations=tuple(dict.fromkeys(one.key for one in same)),
        asked=("subject" if ends[0] == 0 else "object") if asks else ("object" if ends[0] == 0 else "subject"),
        types=types if asks else frozenset(),
        statuses=frozenset({same[0].status}) & {Status.DENIED, Status.ALLEGED, Status.ENDED} if asks else frozenset(),
        since=spotted.since,
        until=spotted.until,
    )


def _ends(said: Said) -> tuple[int, int]:
    """Return the numbers of the actors at the ends of a claim."""
    return said.subject, said.object


def _role(text: str) -> str:
    """Return the office in "who is the prime minister of <1>"; empty if it asks for something else."""
    match = _OFFICE.fullmatch(text)
    return match["role"].lower() if match else ""


def _asks(text: str) -> bool:
    """Return True if it asks for an actor, and not only whether, when or where."""
    first = text.lower().split()[:1]
    return first not in (
        [word] for word in ("is", "are", "was", "were", "did", "does", "has", "have", "when", "where", "why")
    )


def _actors(known: tuple[Actor, ...], numbers: list[int]) -> tuple[Actor, ...]:
    """Return the known actors that have these numbers, counted from one."""
    return tuple(known[n - 1] for n in numbers if n <= len(known))
