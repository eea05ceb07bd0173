"""A parsed question: its kind, actors, relations, status and time."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from enum import StrEnum

from graphbuild.core.model import Actor, ActorType, Status
from graphbuild.core.records import Record


class Kind(StrEnum):
    """The kind of a question."""

    WHO = "who"  # the other end of a relation
    WHETHER = "whether"  # one relation between two actors, or of one to anybody
    PATH = "path"
    COMMON = "common"
    LINKS = "links"
    TIMELINE = "timeline"
    SHOW = "show"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A parsed question.

    Attributes:
        text: the question as typed.
        actors: the actors it names; for WHO and WHETHER the one or two whose relation is asked for.
        relations: any of these, and the narrower ones; empty if none is asked for. An open one is `other:LEMMA`.
        asked: for WHO, the end that is asked for: `subject` or `object`. For WHETHER, the first actor's end.
        types: types of the actors asked for; any if empty.
        statuses: only links with these; the usual ones if empty.
        role: the words for an office or a role if it asks who holds it ("prime minister").
        assumed: actors chosen among several with the same name, because documents mention them far more often.
        aside: actors it names that have no part in what was understood ("was <1> arrested in <2>").
        since, until: ISO dates, both included.
        named_ends: only links for which a sentence itself names both ends.
    """

    text: str
    kind: Kind
    actors: tuple[Actor, ...] = ()
    relations: tuple[str, ...] = ()
    asked: str = "subject"
    types: frozenset[ActorType] = frozenset()
    statuses: frozenset[Status] = frozenset()
    role: str = ""
    assumed: tuple[Actor, ...] = ()
    aside: tuple[Actor, ...] = ()
    since: str | None = None
    until: str | None = None
    named_ends: bool = False

    def as_record(self) -> Record:
        """Return the JSON object `question` of `graphbuild ask --json`."""
        return {
            "text": self.text,
            "kind": self.kind.value,
            "actors": [_record(actor) for actor in self.actors],
            "relations": list(self.relations),
            "asked": self.asked if self.kind in {Kind.WHO, Kind.WHETHER} else None,
            "types": sorted(kind.value for kind in self.types),
            "statuses": sorted(status.value for status in self.statuses),
            "role": self.role or None,
            "assumed": [_record(actor) for actor in self.assumed],
            "aside": [_record(actor) for actor in self.aside],
            "since": self.since,
            "until": self.until,
            "command": self.command,
        }

    @property
    def command(self) -> str | None:
        """Return the command line that shows the same, or more; None if the question was not understood."""
        if self.kind is Kind.UNCLEAR:
            return None
        names = [actor.name for actor in self.actors]
        words = ["graphbuild", {Kind.WHO: "links", Kind.WHETHER: "links"}.get(self.kind, self.kind.value)]
        pairs = self.kind in {Kind.PATH, Kind.COMMON}
        words += names[:2] if pairs else names[:1]
        if not pairs and len(names) > 1:
            words += ["--with", names[1]]
        open_verb = any(":" in relation for relation in self.relations)
        words += [word for relation in self.relations if not open_verb for word in ("--relation", relation)]
        words += ["--all-verbs"] if open_verb else []
        words += [word for status in sorted(self.statuses) for word in ("--status", status.value)]
        words += ["--named-ends"] if self.named_ends else []
        for option, date in (("--since", self.since), ("--until", self.until)):
            words += [option, date] if date else []
        words += ["--dated"] if self.since or self.until else []
        return shlex.join(words)


def _record(actor: Actor) -> Record:
    """Return the record of an actor in a question."""
    return {"id": actor.id, "name": actor.name, "type": actor.type.value}
