"""Which mention a token belongs to: from the words of the grammar to the mentions that they refer to."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.syntax import grammar
from graphbuild.extraction.syntax.role_nouns import unhyphened
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.locations import LOCATIONS
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS


class MentionIndex:
    """Finds the mentions that tokens refer to."""

    def __init__(self, clusters: Clusters) -> None:
        """Index the mentions by their head, and names by each of their tokens."""
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
        """Return the mention that this token heads, or the name of which it is part; None if there is none."""
        found = self._by_head.get(token.i)
        return found if found is not None else self._inside.get(token.i)

    def inside_name(self, token: int) -> bool:
        """Return True if a token is part of a name of several words."""
        mention = self._clusters.mentions[self._inside[token]] if token in self._inside else None
        return mention is not None and mention.end - mention.start > 1

    def whole(self, mention: int) -> int:
        """Return the longer name of which a name is part ("Bank of Japan" for "Japan"), or the mention itself."""
        m = self._clusters.mentions[mention]
        outer = self._inside.get(m.head)
        if outer is None or m.kind is not MentionKind.NAME:
            return mention
        other = self._clusters.mentions[outer]
        return outer if other.start <= m.start and m.end <= other.end else mention

    def start_of(self, token: Token) -> int | None:
        """Return the first token of the mention that this token heads, or None."""
        found = self._by_head.get(token.i)
        return None if found is None else self._clusters.mentions[found].start

    def mentions_of(self, tokens: Iterable[Token]) -> tuple[int, ...]:
        """Return the mentions of these tokens; a noun that only counts or contains others passes on to those."""
        found: list[int] = []
        for token in tokens:
            for real in self._through(token, 0):
                mention = self.at(real)
                if mention is not None and mention not in found:
                    found += [mention, *self._clusters.shared.get(mention, ())]
        return tuple(found)

    def owners_of(self, tokens: Iterable[Token]) -> tuple[int, ...]:
        """Return the mentions whose acts these nouns name: "Pence's promise", "accusations by Israel"."""
        found: list[int] = []
        for token in tokens:
            if self.at(token) is None and token.pos_ == "NOUN":
                suffers = token.lemma_.lower() in NOMINALIZATIONS.undergone and not grammar.prepositional(token, "of")
                own = [] if suffers else grammar.possessors(token)  # to condemn her abduction is not to criticise her
                found += self.mentions_of(own or grammar.agents(token) or ([] if suffers else self._doers(token)))
        return tuple(dict.fromkeys(found))

    def _doers(self, noun: Token) -> list[Token]:
        """Who does or says what a noun names: "threats made by Iran", "the policies of Iran", "Iranian policies"."""
        made = [t for c in grammar.children(noun, "acl") if c.tag_ == "VBN" for t in grammar.agents(c)]
        if made or noun.lemma_.lower() not in NOMINALIZATIONS.doings:
            return made
        beside = [c for c in noun.children if c.dep_ in {"amod", "compound", "nmod"}]
        beside += [c for b in beside if b.dep_ == "compound" for c in grammar.children(b, "amod", "compound", "nmod")]
        before = [c for c in beside if self.at(c) is not None]  # also in "a Norland air raid", below the raid's kind
        before = [c for c in before if unhyphened(c)]  # "anti-Norland attacks" are not Norland's
        after = grammar.prepositional(noun, "of", "from")
        if not after and noun.dep_ == "dobj":
            after = grammar.prepositional(noun.head, "from")  # "rejected a proposal from Norway": hung on the verb
        return after or before[-1:]

    def _through(self, token: Token, depth: int) -> list[Token]:
        """Return the tokens that a noun without mention passes on to, such as the "of" of a quantity."""
        if self.at(token) is not None or depth > 3:
            return [token]
        lemma = token.lemma_.lower()
        if (
            lemma in NOMINALIZATIONS.transparent
            or token.pos_ in {"NUM", "DET"}
            or token.lower_ in FUNCTION_WORDS.quantifiers
        ):
            inner = grammar.prepositional(token, "of")
            return [r for t in inner for r in self._through(t, depth + 1)]
        if lemma in LOCATIONS.directions:  # "in the east of Chad", "in the kingdom's east"
            inner = grammar.prepositional(token, "of") or grammar.possessors(token)
            return [r for t in inner for r in self._through(t, depth + 1)]
        if lemma in NOMINALIZATIONS.possessions:
            beside = [*grammar.possessors(token), *grammar.children(token, "compound", "amod", "nmod")]
            owners = [t for t in beside if self.at(t) is not None] or grammar.prepositional(token, "of")
            return [t for t in owners if self._owns(t, lemma)][-1:]
        named = [c for c in grammar.children(token, "appos") if c.pos_ == "PROPN"]  # "his counterpart Jonas Weld"
        return [each for name in named for each in grammar.conjuncts(name)] or [token]

    def _owns(self, token: Token, lemma: str) -> bool:
        """Return True if a modifier owns a target: "Taliban targets" are the Taliban; "U.S. targets" may not be."""
        mention = self.at(token)
        return mention is not None and (lemma != "target" or self._clusters.type_of(mention) is ActorType.ARMED_GROUP)
