"""Coreference clusters: the partition of a document's mentions into actors, and the rule of each join."""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.core.names import fold
from graphbuild.extraction.coreference.merged import Merged
from graphbuild.extraction.coreference.surnames import two_people
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.extraction.mentions.name_forms import agree
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.reference import REFERENCE
from graphbuild.knowledge.ontology import BODIES

PERSON, COUNTRY, PLACE, GROUP = ActorType.PERSON, ActorType.COUNTRY, ActorType.PLACE, ActorType.GROUP


class Clusters:
    """The coreference clusters of a document, as they grow.

    A disjoint-set whose classes can be read at any time; `joins` names the rule that joined each mention.
    """

    def __init__(self, doc: Doc, mentions: list[TokenMention], lexicon: Lexicon) -> None:
        """Start with one cluster for each mention."""
        self.doc, self.mentions, self.lexicon = doc, mentions, lexicon
        self._cluster = list(range(len(mentions)))
        self._members = {i: [i] for i in range(len(mentions))}
        self.joins: dict[int, str] = {}
        self.candidates: dict[int, int] = {}  # of how many actors a pronoun or description could be one
        self.shared: dict[int, tuple[int, ...]] = {}  # the second mentions of a plural with several antecedents
        self._types: dict[int, ActorType] = {}
        self._tokens = list(doc)  # much faster to look into than a Doc
        self._texts: dict[int, str] = {}
        self.sentence = _sentence_numbers(doc)
        self._full_names = {
            i: frozenset({self.text(i)})
            for i, m in enumerate(mentions)
            if m.kind is MentionKind.NAME and m.type is PERSON and m.end - m.start > 1
        }
        self._named = {i for i, m in enumerate(mentions) if m.kind is MentionKind.NAME}
        self._known = Merged(self._known_of)
        self._genders = Merged(self._gender_of)
        self._titles = Merged(self._title_of)
        self._words = Merged(self._words_of)
        self._names = Merged(self._name_of)
        self._merged = (self._known, self._genders, self._titles, self._words, self._names)
        self._copies: set[int] = set()
        self._in_sentence: dict[int, list[int]] | None = None

    def add(self, mention: int) -> int:
        """Return the number of a second mention of the same words, for a plural that refers to two actors."""
        copy = self.append(self.mentions[mention])
        self.shared[mention] = (*self.shared.get(mention, ()), copy)
        self._copies.add(copy)
        return copy

    def append(self, mention: TokenMention) -> int:
        """Return the number of a mention that is added behind all others, with a cluster of its own."""
        added = len(self.mentions)
        self.mentions.append(mention)
        self._cluster.append(added)
        self._members[added] = [added]
        self._in_sentence = None
        if mention.kind is MentionKind.NAME:
            self._named.add(added)
        return added

    def is_copy(self, mention: int) -> bool:
        """Return True for a mention that repeats the words of an earlier one for another actor."""
        return mention in self._copies

    def of(self, mention: int) -> int:
        """Return the number of the cluster of a mention."""
        return self._cluster[mention]

    def members(self, mention: int) -> list[int]:
        """Return all mentions of the same actor, in text order."""
        return self._members[self._cluster[mention]]

    def by_first_mention(self) -> Iterable[list[int]]:
        """Yield every actor's mentions, ordered by first mention."""
        return sorted(self._members.values(), key=lambda members: members[0])

    def join(self, mention: int, antecedent: int, rule: str) -> None:
        """Merge the clusters of two mentions, unless they are two actors by the gazetteer or by their names."""
        a, b = self._cluster[antecedent], self._cluster[mention]
        if a == b or (self.known(antecedent) and self.known(mention) not in {None, self.known(antecedent)}):
            return
        if self._two_people(a, b) or (rule not in REFERENCE.naming_rules and self._two_names(a, b)):
            return
        self._types.pop(a, None)
        self._types.pop(b, None)
        for merged in self._merged:
            merged.join(a, b, self._members[b])
        for member in self._members[b]:
            self._cluster[member] = a
        gone = self._members.pop(b)
        if len(gone) == 1:
            insort(self._members[a], gone[0])
        else:
            self._members[a] = sorted(self._members[a] + gone)
        if b in self._named:
            self._named.add(a)
        if names := self._full_names.pop(b, None):
            self._full_names[a] = self._full_names.get(a, frozenset()) | names
        self.joins.setdefault(mention, rule)

    def _two_people(self, one: int, other: int) -> bool:
        """Return True if two clusters have full names of two people with one surname."""
        first, second = self._full_names.get(one), self._full_names.get(other)
        if not first or not second:
            return False
        return any(two_people(a, b, self.lexicon) for a in first for b in second)

    def _two_names(self, one: int, other: int) -> bool:
        """Return True if two clusters have names that no actor has both of."""
        if not {one, other} <= self._named:
            return False
        return not agree(*(self._names.of(cluster, self._members[cluster]) for cluster in (one, other)))

    def names(self, mention: int) -> frozenset[str]:
        """Return the names of the actor of a mention, as the text has them."""
        return self._names.of(self._cluster[mention], self.members(mention))

    def _name_of(self, mention: int) -> tuple[str, ...]:
        """Return the words of a mention, if they are a name."""
        return (self.text(mention),) if self.mentions[mention].kind is MentionKind.NAME else ()

    def text(self, mention: int) -> str:
        """Return a mention's words, as normalised for the model."""
        if mention not in self._texts:
            self._texts[mention] = str(self.mentions[mention].tokens(self.doc).text)
        return self._texts[mention]

    def head(self, mention: int) -> Token:
        """Return a mention's head token."""
        return self._tokens[self.mentions[mention].head]

    def sentence_of(self, mention: int) -> int:
        """Return the number of a mention's sentence."""
        return self.sentence[self.mentions[mention].head]

    def of_kind(self, *kinds: MentionKind) -> list[int]:
        """Return the mentions of these kinds, in text order."""
        return [i for i, m in enumerate(self.mentions) if m.kind in kinds]

    def type_of(self, mention: int) -> ActorType:
        """Return the type of a mention's actor: the vote of its sure mentions, else of all, names first.

        A surname does not vote against the full name, even if it is also a town's name.
        """
        cluster = self._cluster[mention]
        if cluster not in self._types:
            self._types[cluster] = self._voted(self._members[cluster])
        return self._types[cluster]

    def _voted(self, members: list[int]) -> ActorType:
        """Return the type of a cluster by the votes of its members, if possible without parts of names."""
        voters = [i for i in members if self.joins.get(i) != "part of the name"]
        return cluster_type([self.mentions[i] for i in voters or members])

    def referential(self, mention: int) -> bool:
        """Return True if the actor of a mention is anybody; False for a pronoun without referent."""
        return any(self.mentions[i].kind is not MentionKind.PRONOUN for i in self.members(mention))

    def known(self, mention: int) -> str | None:
        """Return the id of the gazetteer entry of a mention's actor, or None."""
        return next(iter(self._known.of(self._cluster[mention], self.members(mention))), None)

    def contrasts(self, mention: int) -> bool:
        """Return True for a description of somebody else than those before: "another man", "the second suspect"."""
        if self.mentions[mention].kind is not MentionKind.NOMINAL:
            return False
        return any(c.lower_ in REFERENCE.others for c in self.head(mention).lefts)

    def named(self, mention: int) -> bool:
        """Return True if the actor of a mention has a name."""
        return self._cluster[mention] in self._named

    def genders(self, mention: int) -> frozenset[str]:
        """Return `m`, `f`, both or none, as the mentions of the same actor say."""
        return self._genders.of(self._cluster[mention], self.members(mention))

    def titles(self, mention: int) -> frozenset[str]:
        """Return the titles that an actor's names have, in lower case."""
        return self._titles.of(self._cluster[mention], self.members(mention))

    def words(self, mention: int) -> frozenset[str]:
        """Return the folded words of an actor's longer names, and the lemmas of the nouns that describe it."""
        return self._words.of(self._cluster[mention], self.members(mention))

    def in_sentence(self, number: int) -> list[int]:
        """Return the mentions with their heads in a sentence, in text order."""
        if self._in_sentence is None:
            self._in_sentence = defaultdict(list)
            for i in range(len(self.mentions)):
                self._in_sentence[self.sentence_of(i)].append(i)
        return self._in_sentence.get(number, [])

    def _known_of(self, i: int) -> tuple[str, ...]:
        """Return the id of a mention's gazetteer entry."""
        known = self.mentions[i].known
        return (known,) if known else ()

    def _gender_of(self, i: int) -> tuple[str, ...]:
        """Return the gender of a mention."""
        gender = self.mentions[i].gender
        return (gender,) if gender in {"m", "f"} else ()

    def _title_of(self, i: int) -> tuple[str, ...]:
        """Return the title of a mention."""
        title = self.mentions[i].title
        return (title.lower(),) if title else ()

    def _words_of(self, i: int) -> Iterable[str]:
        """Return the words by which a mention says what its actor is."""
        m = self.mentions[i]
        if m.kind is MentionKind.NOMINAL:
            return (self.head(i).lemma_.lower(),)
        return fold(self.text(i)).split() if m.kind is MentionKind.NAME and m.end - m.start > 1 else ()


def cluster_type(members: list[TokenMention]) -> ActorType:
    """Return the type of an actor from its mentions: sure ones, then names, then descriptions; ties by order.

    The gazetteer is never outvoted.
    """
    for m in members:
        if m.known:
            return m.type
    votes: Counter[ActorType] = Counter()
    for m in members:
        if m.kind is not MentionKind.PRONOUN:
            specific = m.type not in {GROUP, ActorType.ORGANIZATION}
            votes[m.type] += (4 if m.sure else 1) * (2 if m.kind is MentionKind.NAME else 1) * (2 if specific else 1)
    if not votes:
        return members[0].type
    order = list(ActorType)
    return min(votes, key=lambda t: (-votes[t], order.index(t)))


def _sentence_numbers(doc: Doc) -> list[int]:
    """Return the sentence number of each token."""
    return [n for n, sentence in enumerate(doc.sents) for _ in range(sentence.start, sentence.end)]


def compatible(a: ActorType, b: ActorType) -> bool:
    """Return True if two guessed types may belong to one actor."""
    if a == b:
        return True
    loose = {ActorType.ORGANIZATION, GROUP, *BODIES}
    return (a in loose and b in loose) or {a, b} <= {COUNTRY, PLACE}
