"""The comparison of names that a family of actors needs: one face for people, bodies and places."""

from __future__ import annotations

from collections.abc import Iterator

from graphbuild.core.ids import Family
from graphbuild.resolution import body, person
from graphbuild.resolution.entry import Entry
from graphbuild.resolution.evidence_needed import Certainty, Likeness
from graphbuild.resolution.spelling import table

SAME_NAME_APART = "same name"

Key = tuple[str, ...]


class Comparison:
    """How names of one family are compared, and by which keys those worth comparing find one another."""

    def __init__(self, family: Family) -> None:
        self._person = family is Family.PERSON
        self._place = family is Family.LAND

    def compare(self, one: Entry, other: Entry) -> Likeness | None:
        """How two names fit; one name that stands for two entries was found to be two actors' already."""
        if one.key == other.key:
            return Likeness(certainty=Certainty.DOUBTFUL, reason=SAME_NAME_APART)
        if self._person:
            return person.compare(person.parse(one.name), person.parse(other.name))
        a, b = (body.parse(entry.name, place=self._place) for entry in (one, other))
        found = body.compare(a, b)
        if found is None and not self._place:
            return body.shorter(a, b) or body.shorter(b, a)
        return found

    def stated(self, short: Entry, long: Entry) -> Likeness:
        """How a name fits an actor that some document calls so."""
        if self._person:
            return Likeness(certainty=Certainty.LIKELY, reason=body.STATED, short=True)
        a, b = body.parse(short.name), body.parse(long.name)
        if a.acronym and body.initials(b) == a.raw[0]:
            return Likeness(certainty=Certainty.SURE, reason=body.ACRONYM, short=True)
        return Likeness(certainty=Certainty.LIKELY if a.telling else Certainty.UNSURE, reason=body.STATED, short=True)

    def opposed(self, one: Entry, other: Entry) -> bool:
        """Whether countries, or kinds of body, forbid that two names are one actor's."""
        countries = one.setting.countries, other.setting.countries
        if all(countries) and not countries[0] & countries[1]:
            return True
        camps = _camps(one), _camps(other)
        return all(camps) and not camps[0] & camps[1]

    def fullness(self, entry: Entry) -> tuple[int, int]:
        """How much a name says: its words, and those of them that are more than a letter or an acronym."""
        if self._person:
            words = person.parse(entry.name).words
            return len(words), sum(len(word) > 1 for word in words)
        name = body.parse(entry.name)
        return len(name.words), int(not name.acronym)

    def abbreviated(self, entry: Entry, long: Entry) -> bool:
        """Whether a name is no fit name for a centre: an acronym, or with an initial for the first name."""
        if self._person:
            return len(person.parse(entry.name).words[0]) == 1 and entry is not long
        return body.parse(entry.name).acronym

    def blocks(self, entry: Entry) -> Iterator[Key]:
        """Keys of which two names that may be one in full share at least one."""
        if self._person:
            return person.blocks(person.parse(entry.name))
        return body.blocks(body.parse(entry.name, place=self._place))

    def parts(self, entry: Entry) -> Iterator[Key]:
        """Keys by which shorter forms of a name find it."""
        return person.parts(person.parse(entry.name)) if self._person else body.parts(body.parse(entry.name))

    def lookups(self, entry: Entry) -> Iterator[Key]:
        """Keys by which a name finds the longer forms of it."""
        return person.lookups(person.parse(entry.name)) if self._person else body.lookups(body.parse(entry.name))


def _camps(entry: Entry) -> frozenset[int]:
    """The camps (see `name_variants.toml`) that its kinds are of."""
    return frozenset(i for i, camp in enumerate(table().camps) if not camp.isdisjoint(entry.types))
