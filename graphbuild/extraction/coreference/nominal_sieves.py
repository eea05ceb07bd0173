"""Sieves over descriptions: repeated ones, and anaphoric ones ("the group", "the man", "the 43-year-old")."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from functools import cache, partial
from typing import TypeAlias

from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.coreference.clusters import Clusters, compatible
from graphbuild.extraction.coreference.name_bearers import bearers
from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.lexicon.reference import REFERENCE
from graphbuild.knowledge.ontology import BODIES

PERSON, COUNTRY, PLACE, GROUP = ActorType.PERSON, ActorType.COUNTRY, ActorType.PLACE, ActorType.GROUP
PUBLIC_BODIES = frozenset({ActorType.GOVERNMENT, ActorType.SECURITY_FORCE})
MEMORY = 100  # maximum number of descriptions by one noun that are compared
Words: TypeAlias = tuple[frozenset[str], frozenset[str]]
MAX_DISTANCE = 4  # sentences that a description may look back


def unmodified_reference(clusters: Clusters, i: int) -> bool:
    """Return True if a description has no postmodifier that would make it another one ("the president of Chad")."""
    token = clusters.head(i)
    if any(c.dep_ == "relcl" and c.left_edge.i > 0 and c.left_edge.nbor(-1).text != "," for c in token.children):
        return False
    return not any(c.dep_ == "prep" and c.lower_ in {"of", "for"} for c in token.children)


def repeated_descriptions(clusters: Clusters) -> None:
    """Join repeated descriptions: equal words, or the same noun with fewer modifiers and definite."""
    seen: dict[str, list[int]] = defaultdict(list)
    words = cache(partial(_distinguishing, clusters))
    for i in clusters.of_kind(MentionKind.NOMINAL):
        token = clusters.head(i)
        key = description_key(token, clusters)
        recent = () if clusters.named(i) else reversed(seen[key][-MEMORY:])
        before = next((j for j in recent if _same_description(clusters, i, j, words)), None)
        if before is not None:
            clusters.join(i, before, "repeated description")
        seen[key].append(i)


def description_key(token: Token, clusters: Clusters) -> str:
    """Return the key of a description's noun: its lemma, or one word for all its synonyms in the lexicon.

    "Iran-backed militias", "Iran-backed factions" and "Iran-backed groups" have one key; the modifiers decide.
    """
    lemma = clusters.lexicon.synonym(token.lemma_.lower())
    loose = lemma in REFERENCE.loose_bodies and any(c.dep_ in {"amod", "compound"} for c in token.lefts)
    return "group" if loose and token.tag_ == "NNS" else lemma


def _same_description(clusters: Clusters, i: int, j: int, words: Callable[[int], Words]) -> bool:
    """Return True if a description repeats an earlier one; `words` are those that distinguish a description."""
    a, b = clusters.mentions[i], clusters.mentions[j]
    if a.number != b.number or not compatible(a.type, b.type) or (a.number == "sing" and not a.definite):
        return False
    if clusters.contrasts(i) and not clusters.contrasts(j):
        return False
    if clusters.contrasts(j) and not clusters.contrasts(i) and not a.definite:
        return False  # "firms compete" tells of all firms, not of the "other firms" before
    if _of_two(clusters, i) != _of_two(clusters, j):
        return False  # "both parties" are two that were named, not those of another description
    (mine, own), (theirs, others) = words(i), words(j)
    if own and own != others:
        return False
    return (mine <= theirs) if a.definite else (mine == theirs)


def _of_two(clusters: Clusters, i: int) -> bool:
    """Return True if a description takes up two actors: "both parties"."""
    return any(c.lower_ in REFERENCE.both_words for c in clusters.head(i).lefts)


def _distinguishing(clusters: Clusters, i: int) -> Words:
    """Return the lemmas of a description's modifiers that distinguish it, and its owners."""
    m = clusters.mentions[i]
    words = (t for t in m.tokens(clusters.doc) if t.i != m.head and any(map(str.isalnum, t.text)))  # "U.S.", "19"
    modifiers = (t.lemma_.lower() for t in words)
    return frozenset(modifiers) - REFERENCE.ignored_modifiers, owners(clusters, i)


def owners(clusters: Clusters, i: int) -> frozenset[str]:
    """Return the words of a description's genitives: "his" brother and "Iran's" brother are two."""
    return frozenset(t.lower_ for t in grammar.possessors(clusters.head(i)))


def anaphoric_descriptions(clusters: Clusters) -> None:
    """Join an anaphoric description to the nearest actor before it that it can mean."""
    for i in clusters.of_kind(MentionKind.NOMINAL):
        m = clusters.mentions[i]
        token = clusters.head(i)
        if (
            not m.definite
            or clusters.contrasts(i)
            or m.number == "plur"
            or clusters.named(i)
            or (len(clusters.members(i)) > 1 and clusters.members(i)[0] < i)
        ):
            continue
        if grammar.possessors(token) or not unmodified_reference(clusters, i):
            continue
        bare = m.end - m.start == 1 or _is_age(token)
        if not clusters.lexicon.is_anaphoric(token.lemma_.lower()) and not bare:
            continue
        named_so = [j for j in bearers(clusters, i) if not _one_clause(clusters, i, j)]
        if bare and named_so:
            clusters.candidates[i] = len({clusters.of(j) for j in named_so})
            clusters.join(i, named_so[-1], "description with a word of the name")
        elif (best := _antecedent(clusters, i)) is not None:
            clusters.join(i, best, "description")


def _antecedent(clusters: Clusters, i: int) -> int | None:
    """Return the nearest named actor before a description that it can describe, or None; counts the candidates."""
    here = clusters.sentence_of(i)
    m = clusters.mentions[i]
    found: list[int] = []
    for j in reversed(range(i)):
        other = clusters.mentions[j]
        if here - clusters.sentence_of(j) > MAX_DISTANCE:
            break
        if other.kind is MentionKind.PRONOUN or other.number != m.number or other.end > m.start:
            continue
        if clusters.named(j) and _describes(clusters, i, j):
            found.append(j)
    if not found:
        return None
    clusters.candidates[i] = len({clusters.of(j) for j in found})
    return found[0]


def _one_clause(clusters: Clusters, i: int, j: int) -> bool:
    """Return True for two arguments of one verb, which are two actors."""
    a, b = clusters.head(i), clusters.head(j)
    return grammar.clause(a).i == grammar.clause(b).i or b.i in {s.i for s in control.subjects(grammar.clause(a))}


def _describes(clusters: Clusters, i: int, j: int) -> bool:
    """Return True if a noun can refer to an actor of this type and gender."""
    noun, kind = clusters.mentions[i].type, clusters.type_of(j)
    if _one_clause(clusters, i, j):
        return False
    if noun is PERSON:
        token = clusters.head(i)
        if token.lemma_.lower() not in REFERENCE.anybody | REFERENCE.callings and not _is_age(token):
            return False
        gender, other = clusters.mentions[i].gender, clusters.mentions[j].gender
        return kind is PERSON and not (gender and other and gender != other)
    if noun in {COUNTRY, PLACE}:
        return kind is noun
    loose = {ActorType.ORGANIZATION, GROUP, ActorType.ARMED_GROUP}
    if kind in PUBLIC_BODIES:
        return False  # there are many in one text: "the court" is none of the ministries
    if kind is noun:
        return True
    if not clusters.lexicon.is_anaphoric(clusters.head(i).lemma_.lower()) or kind not in BODIES:
        return False
    # "the party" may be a name of which no more is known than that it is some organisation's
    bare = clusters.mentions[i].end - clusters.mentions[i].start == 1
    unsure = kind is ActorType.ORGANIZATION and noun in {ActorType.COMPANY, ActorType.PARTY}
    return noun in loose or (bare and unsure and clusters.head(j).dep_ in {"nsubj", "nsubjpass", "dobj"})


def _is_age(token: Token) -> bool:
    """Return True for "the 43-year-old"."""
    return token.lower_ == "old" and token.i > 1 and token.nbor(-2).lower_ == "year"
