"""A question as it was understood: what is asked, of whom, of which relation, held how, and when."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from enum import StrEnum

from graphbuild.core.model import Actor, ActorType, Status
from graphbuild.core.records import Record


class Kind(StrEnum):
    """What is asked for."""

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
    """A question in structured form.

    Attributes:
        text: as it was put.
        actors: those that it names; for WHO and WHETHER the one or two that the relation is asked of.
        relations: any of these, and the narrower ones; empty where none is asked for. An open one is `other:LEMMA`.
        asked: for WHO, the end that is asked for: `subject` or `object`. For WHETHER, the first actor's end.
        types: of whom is asked; any where empty.
        statuses: only links held like this; the usual ones where empty.
        role: the words for an office or a role where it is asked who holds it ("prime minister").
        assumed: those of the actors that others share their name with; these are told of far more often.
        aside: actors that it names and that play no part in what was understood ("was <1> arrested in <2>").
        since, until: ISO dates, both included.
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

    def as_record(self) -> Record:
        """The JSON shape of `question` in `graphbuild ask --json`."""
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
        """The command line that shows the same, or more; null where the question was not understood."""
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
        for option, date in (("--since", self.since), ("--until", self.until)):
            words += [option, date] if date else []
        return shlex.join(words)


def _record(actor: Actor) -> Record:
    return {"id": actor.id, "name": actor.name, "type": actor.type.value}
