"""An event: one happening or state with its trigger and its participants, wherever the grammar put them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.ontology import ACTORS, BODIES


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening or state. Ends are indices of mentions; an empty end is one that the grammar leaves unsaid.

    Attributes:
        relation: the relation that it is a case of.
        rule: the pattern that found it.
        trigger: its tokens, the head first. head: the token from which its status is read.
        subjects, objects: the mentions on its two sides.
        label: words to show instead of the relation's own (open events only).
        role: the words that name a rank or kinship.
        unsaid: an end is missing because the grammar leaves it out ("his arrest"), not because it is no actor.
        on_place: its object is a country or a place.
        deed: the token of another happening on which it rests, and is no surer than.
        completed: the event was completed from another one of the document.
    """

    relation: str
    rule: str
    kind: str
    trigger: tuple[int, ...]
    head: int
    subjects: tuple[int, ...]
    objects: tuple[int, ...]
    label: str | None = None
    role: str | None = None
    unsaid: bool = False
    completed: bool = False
    on_place: bool = False
    deed: int | None = None


def told(
    relation: str, rule: str, trigger: tuple[int, ...], subject: int, target: int, role: str | None = None
) -> Event:
    """The event of a structure: no trigger word, but two mentions and the tokens that tie them."""
    return Event(
        relation=relation,
        rule=f"{relation}/structure/{rule}",
        kind="structure",
        trigger=trigger,
        head=trigger[0],
        subjects=(subject,),
        objects=(target,),
        role=role,
    )


class MentionIndex:
    """Finds the mention that a token stands for."""

    def __init__(self, clusters: Clusters) -> None:
        self._clusters = clusters
        self._by_head: dict[int, int] = {}
        for i, mention in enumerate(clusters.mentions):
            people = (
                mention.kind is MentionKind.NOMINAL and mention.head in self._by_head
            )  # "Iraqis" names a country too
            self._by_head[mention.head] = i if people else self._by_head.get(mention.head, i)
        self._inside: dict[int, int] = {}
        for i, mention in enumerate(clusters.mentions):
            if mention.kind is MentionKind.NAME:
                for t in range(mention.start, mention.end):
                    self._inside.setdefault(t, i)

    def at(self, token: Token) -> int | None:
        """The mention that this token heads, or the name that it is part of."""
        found = self._by_head.get(token.i)
        return found if found is not None else self._inside.get(token.i)

    def inside_name(self, token: int) -> bool:
        """Whether a word is part of a name of several words."""
        mention = self._clusters.mentions[self._inside[token]] if token in self._inside else None
        return mention is not None and mention.end - mention.start > 1

    def whole(self, mention: int) -> int:
        """The longer name that a name is part of ("Bank of Japan" for "Japan"), or the mention itself."""
        m = self._clusters.mentions[mention]
        outer = self._inside.get(m.head)
        if outer is None or m.kind is not MentionKind.NAME:
            return mention
        other = self._clusters.mentions[outer]
        return outer if other.start <= m.start and m.end <= other.end else mention

    def start_of(self, token: Token) -> int | None:
        """Where the mention that this token heads begins."""
        found = self._by_head.get(token.i)
        return None if found is None else self._clusters.mentions[found].start

    def standing_for(self, tokens: Iterable[Token]) -> tuple[int, ...]:
        """The mentions of these tokens; a noun that only counts or holds others passes on to those."""
        found: list[int] = []
        for token in tokens:
            for real in self._through(token, 0):
                mention = self.at(real)
                if mention is not None and mention not in found:
                    found.append(mention)
        return tuple(found)

    def owners(self, tokens: Iterable[Token]) -> tuple[int, ...]:
        """The mentions whose doing these nouns name: "Pence's promise", "accusations by Israel", "U.S. claims"."""
        found: list[int] = []
        for token in tokens:
            if self.at(token) is None and token.pos_ == "NOUN":
                suffers = token.lemma_.lower() in self._clusters.lexicon.undergone and not grammar.prepositional(
                    token, "of"
                )
                own = [] if suffers else grammar.possessors(token)  # to condemn her abduction is not to criticise her
                found += self.standing_for(own or grammar.agents(token) or ([] if suffers else self._doers(token)))
        return tuple(dict.fromkeys(found))

    def _doers(self, noun: Token) -> list[Token]:
        """Who does or says what a noun names: "threats made by Iran", "the policies of Iran", "Iranian policies"."""
        made = [t for c in grammar.children(noun, "acl") if c.tag_ == "VBN" for t in grammar.agents(c)]
        if made or noun.lemma_.lower() not in self._clusters.lexicon.doings:
            return made
        before = [c for c in noun.children if c.dep_ in {"amod", "compound", "nmod"} and self.at(c) is not None]
        after = grammar.prepositional(noun, "of", "from")
        if not after and noun.dep_ == "dobj":
            after = grammar.prepositional(noun.head, "from")  # "rejected a proposal from Norway": hung on the verb
        return after or before[-1:]

    def _through(self, token: Token, depth: int) -> list[Token]:
        lexicon = self._clusters.lexicon
        if self.at(token) is not None or depth > 3:
            return [token]
        lemma = token.lemma_.lower()
        if (
            lemma in lexicon.transparent
            or token.pos_ in {"NUM", "DET"}
            or token.lower_ in {"one", "some", "many", "most", "several"}
        ):
            inner = grammar.prepositional(token, "of")
            return [r for t in inner for r in self._through(t, depth + 1)]
        if lemma in lexicon.directions:  # "in the east of Chad", "in the kingdom's east"
            inner = grammar.prepositional(token, "of") or grammar.possessors(token)
            return [r for t in inner for r in self._through(t, depth + 1)]
        if lemma in lexicon.possessions:
            beside = [*grammar.possessors(token), *grammar.children(token, "compound", "amod", "nmod")]
            owners = [t for t in beside if self.at(t) is not None] or grammar.prepositional(token, "of")
            return [t for t in owners if self._owns(t, lemma)][-1:]
        named = [c for c in grammar.children(token, "appos") if c.pos_ == "PROPN"]  # "his counterpart Jonas Weld"
        return named or [token]

    def _owns(self, token: Token, lemma: str) -> bool:
        """Whether what is hit is this one's: "U.S. targets" may be anything, "Taliban targets" are the Taliban."""
        mention = self.at(token)
        return mention is not None and (lemma != "target" or self._clusters.type_of(mention) is ActorType.ARMED_GROUP)


def allowed(clusters: Clusters, mention: int, types: frozenset[ActorType]) -> bool:
    """Whether an actor may stand on a side that takes these types."""
    kind = clusters.type_of(mention)
    if kind in types:
        return True
    if kind is ActorType.COUNTRY and ActorType.GROUP in types and clusters.mentions[mention].number == "plur":
        return clusters.mentions[mention].kind is MentionKind.NOMINAL  # "the coalition nations": a group of them
    sure = any(clusters.mentions[i].sure for i in clusters.members(mention) if clusters.mentions[i].type is kind)
    guess = {ActorType.ORGANIZATION, ActorType.GROUP}
    if kind is ActorType.GROUP and clusters.mentions[mention].kind is MentionKind.PRONOUN:
        return bool(types & ACTORS)
    if kind is ActorType.PLACE or (ActorType.PLACE in types and not types & ACTORS):
        return False
    if kind is ActorType.ORGANIZATION and not types & BODIES and clusters.mentions[mention].kind is MentionKind.NAME:
        return (
            not sure and clusters.mentions[mention].end - clusters.mentions[mention].start < 3
        )  # a long name is a body's
    return not sure and kind in guess and bool(types & ACTORS)
