"""Comparison of names by family of actors: one interface for people, bodies and places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from graphbuild.core.ids import Family
from graphbuild.core.names import name_key
from graphbuild.knowledge.lexicon.naming import NAMING
from graphbuild.resolution import body, person
from graphbuild.resolution.entry import Entry
from graphbuild.resolution.evidence_needed import Certainty, Likeness
from graphbuild.resolution.spelling import table

SAME_NAME_APART = "same name"
_TOLD_BY_FORM = frozenset({body.ACRONYM, body.LEGAL, SAME_NAME_APART})
"""Reasons that hold where a text joins two names, however little they say across texts."""

Key = tuple[str, ...]


class Named(Protocol):
    """What has a name that can be compared with others."""

    @property
    def name(self) -> str:
        """Return the name as it is shown."""

    @property
    def key(self) -> str:
        """Return the name as `names.name_key` gives it."""


@dataclass(frozen=True, slots=True)
class Called:
    """A name alone."""

    name: str

    @property
    def key(self) -> str:
        """The name as `names.name_key` gives it."""
        return name_key(self.name)


def says_little(alias: str, name: str, family: Family) -> bool:
    """Return True if an alias may as well be another actor's, though it is a form of the name.

    That is a first name alone, one word of a body's name, or a name with one letter different. What is no form of the
    name at all ("Tories") was told by a text, and says as much as the text does.

    Args:
        alias: another name of an actor.
        name: the name by which the actor is shown.
        family: the actor's.
    """
    one, other = Called(alias), Called(name)
    if family is Family.PERSON and person.parse(alias).bare:
        return other.key != one.key and not person.same_surname(person.parse(alias), person.parse(name))
    found = Comparison(family).compare(one, other)
    return found is not None and found.certainty <= Certainty.UNSURE and found.reason not in _TOLD_BY_FORM


class Comparison:
    """Compares names of one family, and gives the keys by which comparable names find one another."""

    def __init__(self, family: Family) -> None:
        """Choose how names are compared for a family of actors."""
        self._person = family is Family.PERSON
        self._place = family is Family.LAND

    def compare(self, one: Named, other: Named) -> Likeness | None:
        """Compare two names. Two entries of one name were separated for a reason, so only a person can join them."""
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
        """Return the likeness of a name to an actor that some document calls so."""
        if self._person:
            return Likeness(certainty=Certainty.LIKELY, reason=body.STATED, short=True)
        a, b = body.parse(short.name), body.parse(long.name)
        if a.acronym and body.initials(b) == a.raw[0]:
            return Likeness(certainty=Certainty.SURE, reason=body.ACRONYM, short=True)
        # "the finance ministry" is one country's in one text, and another's in the next
        certainty = Certainty.LIKELY if a.telling else Certainty.DOUBTFUL
        return Likeness(certainty=certainty, reason=body.STATED, short=True)

    def bears(self, surname: Named, full: Named) -> bool:
        """Return True if a full name has a surname, in any spelling of it ("Bill" is not Bell, though it sounds so)."""
        return person.same_surname(person.parse(surname.name), person.parse(full.name))

    def opposed(self, one: Entry, other: Entry) -> bool:
        """Return True if countries, genders or kinds of body exclude that two names belong to one actor."""
        if self._person and {_gender(one), _gender(other)} == {"m", "f"}:
            return True
        countries = one.setting.countries, other.setting.countries
        if all(countries) and not countries[0] & countries[1]:
            return True
        camps = _camps(one), _camps(other)
        return all(camps) and not camps[0] & camps[1]

    def fullness(self, entry: Entry) -> tuple[int, int]:
        """Return how much a name says: its words, and those longer than a letter that are no acronym."""
        if self._person:
            words = person.parse(entry.name).words
            return len(words), sum(len(word) > 1 for word in words)
        name = body.parse(entry.name)
        return len(name.words), int(not name.acronym)

    def abbreviated(self, entry: Entry, long: Entry) -> bool:
        """Return True if a name is unsuitable as a centre: an acronym, or an initial for the first name."""
        if self._person:
            return len(person.parse(entry.name).words[0]) == 1 and entry is not long
        return body.parse(entry.name).acronym

    def blocks(self, entry: Entry) -> Iterator[Key]:
        """Yield blocking keys; two names that may be equal in full share at least one."""
        if self._person:
            return person.blocks(person.parse(entry.name))
        return body.blocks(body.parse(entry.name, place=self._place))

    def parts(self, entry: Entry) -> Iterator[Key]:
        """Yield keys by which shorter forms of a name find it."""
        return person.parts(person.parse(entry.name)) if self._person else body.parts(body.parse(entry.name))

    def lookups(self, entry: Entry) -> Iterator[Key]:
        """Yield keys by which a name finds its longer forms."""
        return person.lookups(person.parse(entry.name)) if self._person else body.lookups(body.parse(entry.name))


def _gender(entry: Entry) -> str | None:
    """Return the gender that the first name of a person, or else a title before the name, tells: `m`, `f` or None."""
    words = person.parse(entry.name).words
    if len(words) > 1 and (known := table().genders.get(words[0])):
        return known
    titles = {role.split()[-1].lower() for actor in entry.members for role in actor.roles if role}
    told = {"m": titles & NAMING.male_titles, "f": titles & NAMING.female_titles}
    found = [gender for gender, words in told.items() if words]
    return found[0] if len(found) == 1 else None


def _camps(entry: Entry) -> frozenset[int]:
    """Return the groups of kinds (see `name_variants.toml`) to which an entry belongs."""
    return frozenset(i for i, camp in enumerate(table().camps) if not camp.isdisjoint(entry.types))
