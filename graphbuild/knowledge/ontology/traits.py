"""Traits of relations: what grammar and inference may take for granted of every event of a relation.

The code asks for a trait, never for a relation's id, so that a user's own relation can have it too. Traits are written
in the relation's table: `traits = ["force", "violent"]`.
"""

from __future__ import annotations

from enum import StrEnum


class Trait(StrEnum):
    """The traits that a relation may have. The text of each is what `docs/ontology.md` says of it."""

    INSTRUMENTAL = "instrumental"
    """Its grammatical subject may be a weapon or a deed, whose user does it ("Turkish jets bombed the town")."""
    FORCE = "force"
    """Who does it in a place operates there ("soldiers killed two men in Zaria")."""
    VIOLENT = "violent"
    """The subject of "announce" or "express" over its noun only reports it ("announced the death of a soldier")."""
    HARM = "harm"
    """Its doer may be said one sentence before ("Rebels attacked the camp. The attack killed two")."""
    ASSAULT = "assault"
    """It names the doer of the harm that the next sentence reports."""
    UNDERGONE = "undergone"
    """One may be "under" it ("under attack by", "under the control of")."""
    PERSONAL = "personal"
    """A name before its role noun is its object only where it names a person ("Holt assassin Weld")."""
    LEGAL = "legal"
    """Its object is who did the deed that its noun is linked to ("His arrest was linked to attacks on ...")."""
    COMPLETABLE = "completable"
    """A missing participant may be taken from another mention of the same event ("his arrest")."""
    OCCASION = "occasion"
    """Its noun names an occasion or a message, whose participant is the clause's subject ("arrived for talks with")."""
    BODILY = "bodily"
    """It takes place where its participants are, so that a place after their names is the event's."""
    STANCE = "stance"
    """It reaches an actor through what the actor does or says ("condemned Bell's decision")."""
    STATIVE = "stative"
    """It is a state that lasts until it is ended, whatever its family."""
    MOMENTARY = "momentary"
    """It is done at one moment, though its family is one of states: its time is a date, not an interval."""
    BELONGING = "belonging"
    """A nationality adjective before its role noun is read as origin, not as this relation ("a French employee")."""
    WIDER_PLACE = "wider_place"
    """What is said of a town is said of the larger place written after it too ("of Miami, Florida")."""
    OFFICE = "office"
    """It is an office of a state or a town, held by no party as such ("the Labour mayor")."""
    LEADERSHIP = "leadership"
    """It is the lead of a body; a noun that says both this and an office is an office only of a place."""
    SINGLE_KIND = "single_kind"
    """Coordinated subjects are of one kind of actor: a person and a body do not do it together."""
    JOINT = "joint"
    """Coordinated owners of its noun do it together, not to each other ("X's and Y's attacks")."""
    PEOPLE = "people"
    """Where it takes a person it takes several, named by a plural noun ("representatives of the party")."""
