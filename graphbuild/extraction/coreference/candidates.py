"""Antecedent candidates of a pronoun: actors of the last sentences that agree with it and that binding allows.

Binding follows Chomsky's principles A and B as far as a dependency parse shows them: "himself" is the subject of its
own clause, "him" is somebody else, and "his brother" is not his own brother.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.syntax import control, grammar
from graphbuild.extraction.syntax.quotations import Quotations
from graphbuild.knowledge.lexicon.reference import REFERENCE
from graphbuild.knowledge.ontology import BODIES

if TYPE_CHECKING:
    from graphbuild.extraction.coreference.clusters import Clusters

WINDOW = 3  # sentences that a pronoun looks back
CROWD = 60  # mentions of one sentence that are looked at, the nearest ones
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
ATTRIBUTIVE = frozenset({"amod", "npadvmod", "compound", "nmod"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Features of an actor from all its mentions.

    Attributes:
        plural: some mention is plural. singular: its first mention is. one: no name or description is plural.
        genders: `m`, `f`, both if the text contradicts itself, or empty.
        nouns: lemmas of the nouns that describe it.
    """

    type: ActorType
    plural: bool
    singular: bool
    one: bool
    genders: frozenset[str]
    nouns: frozenset[str]


class Antecedents:
    """The actors of a document as antecedents: by sentence, with number, gender and type.

    Built once a document, when names and descriptions are joined; only pronouns are added later.
    """

    def __init__(self, clusters: Clusters) -> None:
        """Index the mentions of the clusters by head and by sentence."""
        self.clusters = clusters
        self.heads = {m.head: i for i, m in reversed(list(enumerate(clusters.mentions)))}
        self.quotations = Quotations(clusters.doc, self.heads)
        self._by_sentence: dict[int, list[int]] = defaultdict(list)
        for i in range(len(clusters.mentions)):
            self._by_sentence[clusters.sentence_of(i)].append(i)
        self._profiles: dict[int, Profile] = {}

    def profile(self, mention: int) -> Profile:
        """Return the features of the actor of a mention."""
        cluster = self.clusters.of(mention)
        if cluster not in self._profiles:
            self._profiles[cluster] = _profile(self.clusters, mention)
        return self._profiles[cluster]

    def join(self, pronoun: int, antecedent: int, rule: str) -> None:
        """Join a pronoun to an actor, which takes the pronoun's gender."""
        known, gender = self.profile(antecedent), self.clusters.mentions[pronoun].gender
        self._profiles.pop(self.clusters.of(pronoun), None)
        self.clusters.join(pronoun, antecedent, rule)
        if gender in {"m", "f"}:
            known = replace(known, genders=known.genders | {gender})
        self._profiles[self.clusters.of(pronoun)] = known

    def join_all(self, plural: int, actors: tuple[int, ...], rule: str) -> None:
        """Join a plural to the first of several actors, and a copy of it to each other one.

        None of them becomes a plural by it.
        """
        self.join(plural, actors[0], rule)
        for other in actors[1:]:
            self.join(self.clusters.add(plural), other, rule)

    def near(self, pronoun: int) -> Iterator[int]:
        """Yield mentions before a pronoun within the window, and those after it in its sentence."""
        here = self.clusters.sentence_of(pronoun)
        for sentence in range(max(here - WINDOW, 0), here + 1):
            found = self._by_sentence.get(sentence, [])
            if sentence == here:
                at = bisect_left(found, pronoun)
                yield from found[max(at - CROWD, 0) : at + 1 + CROWD // 4]
            else:
                yield from found[-CROWD:]

    def candidates(self, pronoun: int) -> list[int]:
        """Return the mentions to which a third person pronoun may refer, in text order."""
        forbidden = self.forbidden(pronoun)
        return [
            j
            for j in self.near(pronoun)
            if j != pronoun
            and j not in self.clusters.shared
            and self.clusters.of(j) not in forbidden
            and self._in_order(pronoun, j)
            and self._of_anybody(j)
            and self.agrees(pronoun, j)
            and not self._of_its_own_kind(pronoun, j)
        ]

    def _of_its_own_kind(self, pronoun: int, j: int) -> bool:
        """Return True if the pronoun would own its own kind: "their fighters" are not the fighters' fighters."""
        token = self.clusters.head(pronoun)
        alike = token.dep_ == "poss" and token.head.lemma_ in self.profile(j).nouns
        return alike and not self.clusters.named(j)

    def _of_anybody(self, j: int) -> bool:
        """Return True if a mention is not a pronoun, or is a pronoun that refers to an actor."""
        return self.clusters.mentions[j].kind is not MentionKind.PRONOUN or self.clusters.referential(j)

    def _in_order(self, pronoun: int, j: int) -> bool:
        """Return True if a mention precedes the pronoun, or the pronoun may be cataphoric to it."""
        return self.clusters.mentions[j].start < self.clusters.mentions[pronoun].start or self.cataphoric(pronoun, j)

    def agrees(self, pronoun: int, j: int) -> bool:
        """Return True if number, gender and animacy of the pronoun agree with the features of the actor."""
        m, known = self.clusters.mentions[pronoun], self.profile(j)
        other = self.clusters.mentions[j]
        if other.kind is MentionKind.PRONOUN and (other.number, other.gender) != (m.number, m.gender):
            return False
        if m.gender in {"m", "f"}:
            fits = not known.genders or m.gender in known.genders
            return known.type is ActorType.PERSON and fits and known.singular
        if m.number == "plur":
            return (known.plural and known.type is not ActorType.PLACE) or known.type in BODIES - {ActorType.COMPANY}
        acts = known.type in BODIES | {ActorType.COUNTRY, ActorType.GROUP}
        return acts and known.one and self.clusters.head(j).dep_ not in {"amod", "npadvmod"}

    def cataphoric(self, pronoun: int, j: int) -> bool:
        """Return True if a pronoun in a fronted phrase may refer to the subject: "In his speech, Kadhimi said"."""
        token, other = self.clusters.head(pronoun), self.clusters.head(j)
        if other.dep_ not in SUBJECTS or token.i > other.i or token.sent.start != other.sent.start:
            return False
        fronted = {"prep", "advcl", "advmod", "npadvmod"}
        return any(
            a.dep_ in fronted and a.head.i == other.head.i for a in (token, *token.ancestors)
        ) and not self._person_before(pronoun)

    def _person_before(self, pronoun: int) -> bool:
        """Return True if the pronoun's sentence names a person before it."""
        found = self._by_sentence[self.clusters.sentence_of(pronoun)]
        before = found[: bisect_left(found, pronoun)]
        return any(self.clusters.mentions[j].type is ActorType.PERSON for j in before[-CROWD:])

    def forbidden(self, pronoun: int) -> set[int]:
        """Return the actors that a pronoun cannot mean: those of its own clause, and the speaker of its quotation."""
        token = self.clusters.head(pronoun)
        rivals = _owned(token) if token.dep_ == "poss" else _co_arguments(token)
        found = {self.clusters.of(self.heads[t.i]) for t in rivals if t.i in self.heads and t.i != token.i}
        found |= {self.clusters.of(self.heads[t.i]) for t in _alleging(token) if t.i in self.heads}
        quotation = self.quotations.around(token)
        if quotation is not None and quotation.speaker is not None:
            found.add(self.clusters.of(quotation.speaker))
        return found


def _profile(clusters: Clusters, mention: int) -> Profile:
    """Return the features of the actor of a mention."""
    members = [clusters.mentions[k] for k in clusters.members(mention)]
    said = [m for m in members if m.kind is not MentionKind.PRONOUN]
    return Profile(
        type=clusters.type_of(mention),
        plural=any(m.number == "plur" for m in members),
        singular=members[0].number == "sing",
        one=all(m.number == "sing" for m in said),
        genders=frozenset(m.gender for m in members if m.gender in {"m", "f"}),
        nouns=frozenset(clusters.doc[m.head].lemma_ for m in said if m.kind is MentionKind.NOMINAL),
    )


def _owned(token: Token) -> list[Token]:
    """Return what a possessive owns, with its appositions: "his lawyer, Jonas Weld"."""
    return [
        token.head,
        *(c for c in token.head.children if c.dep_ == "appos"),
        *grammar.children(token, "appos", "conj"),
    ]


def _alleging(token: Token) -> list[Token]:
    """Return those who allege what a pronoun is said to have done; nobody alleges their own act."""
    verb = token.head
    above = verb.head if token.dep_ in SUBJECTS and verb.dep_ == "ccomp" else verb
    return control.subjects(above) if above.lemma_ in REFERENCE.alleging and above.i != verb.i else []


def _co_arguments(token: Token) -> list[Token]:
    """Return the other arguments of the verb of which a pronoun is an argument."""
    beside = [token.head] if token.dep_ == "conj" else []
    beside += grammar.children(token, "conj")
    holder = token.head
    while holder.dep_ in {"prep", "agent", "dative"} and holder.head.pos_ in {"ADP", "SCONJ"}:
        holder = holder.head
    verb = holder.head if token.dep_ == "pobj" else holder
    if token.dep_ in SUBJECTS or verb.pos_ not in {"VERB", "AUX"}:
        return beside + (grammar.children(verb, "dobj", "dative", "attr") if token.dep_ in SUBJECTS else [])
    # ", enabling it to ..." says what came of it all: its unsaid subject is no argument of the verb
    unsaid = verb.dep_ == "advcl" and verb.tag_ == "VBG" and not grammar.children(verb, *SUBJECTS)
    doers = [] if unsaid else control.subjects(verb)
    return [*beside, *doers, *grammar.children(verb, "dobj", "dative")]
