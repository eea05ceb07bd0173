"""What a pronoun stands for: candidates of the last sentences, ruled out by number, gender and binding, then scored.

Scores follow the salience factors of Lappin and Leass (1994): recency, subject position, parallel grammatical role,
names before descriptions. Speakers resolve "I" and "we" inside their own words, and are never "he" there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Token

from graphbuild import grammar
from graphbuild.model import ActorType, MentionKind
from graphbuild.ontology import BODIES

if TYPE_CHECKING:
    from graphbuild.coreference import Chains

WINDOW = 3
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
SPEECH = frozenset(
    ("say tell add explain announce declare state insist warn write claim argue note reply ask admit tweet").split()
)


def resolve_pronouns(chains: Chains) -> None:
    """Ties each pronoun to its best antecedent; one without any stays alone."""
    for i in chains.of_kind(MentionKind.PRONOUN):
        m = chains.mentions[i]
        token = chains.head(i)
        if token.lower_.endswith(("self", "selves")):
            best = _reflexive(chains, token)
        elif token.lower_ in {"i", "me", "my", "we", "us", "our", "myself", "ourselves"}:
            best = _speaker(chains, token)
        elif m.gender == "n" and _pleonastic(token):
            best = None
        else:
            best = _best(chains, i)
        if best is not None:
            chains.join(i, best, "pronoun")


def _reflexive(chains: Chains, token: Token) -> int | None:
    heads = {m.head: i for i, m in enumerate(chains.mentions)}
    for subject in grammar.subjects(grammar.clause(token.head)):
        if subject.i in heads and heads[subject.i] is not None:
            return heads[subject.i]
    return None


def _speaker(chains: Chains, token: Token) -> int | None:
    """The subject of the verb of speech whose words these are."""
    heads = {m.head: i for i, m in enumerate(chains.mentions)}
    for ancestor in token.ancestors:
        if ancestor.lemma_.lower() in SPEECH:
            for subject in grammar.subjects(ancestor):
                if subject.i in heads and subject.i != token.i and subject.lower_ not in {"i", "we"}:
                    return heads[subject.i]
    return None


def means_event(token: Token) -> bool:
    """Whether "it" stands for what happened, not for an actor: "it was linked to attacks", "it was because of"."""
    verb = token.head
    if token.lower_ not in {"it", "this", "that"} or token.dep_ not in SUBJECTS:
        return False
    if verb.lemma_ in {"link", "connect", "relate", "tie"}:
        return grammar.is_passive(verb)
    return verb.lemma_ == "be" and any(c.lower_ in {"because", "due"} for c in verb.children)


def _pleonastic(token: Token) -> bool:
    """The "it" of weather, time and clauses: "it is clear that", "it seems"."""
    verb = token.head
    if verb.lemma_ in {"seem", "appear", "happen", "rain", "turn"} or means_event(token):
        return True
    return (
        verb.lemma_ == "be"
        and any(c.dep_ in {"acomp", "attr"} for c in verb.children)
        and any(g.dep_ in {"ccomp", "xcomp", "csubj", "advcl"} for g in verb.children)
    )


def _best(chains: Chains, i: int) -> int | None:
    scored = [(score, j) for j in range(len(chains.mentions)) if (score := _score(chains, i, j)) is not None]
    return max(scored)[1] if scored else None


def _score(chains: Chains, i: int, j: int) -> float | None:
    """How well mention j serves as antecedent of pronoun i; nothing where it cannot be."""
    here, there = chains.sentence_of(i), chains.sentence_of(j)
    if i == j or not 0 <= here - there <= WINDOW:
        return None
    pronoun, other = chains.mentions[i], chains.mentions[j]
    if other.start >= pronoun.start and not _cataphoric(chains, i, j):
        return None
    if other.kind is MentionKind.PRONOUN and (other.number, other.gender) != (pronoun.number, pronoun.gender):
        return None
    if not _agrees(chains, i, j) or _bound(chains, i, j):
        return None
    token, candidate = chains.head(i), chains.head(j)
    score = -1.6 * (here - there)
    score += 1.5 if candidate.dep_ in SUBJECTS else 0.6 if candidate.dep_ in {"dobj", "poss"} else 0.0
    score += 0.7 if _role(token) == _role(candidate) else 0.0
    score += 0.5 if chains.named(j) else 0.0
    score += min(0.15 * len(chains.members(j)), 0.9)
    score -= 0.02 * (pronoun.start - other.start if here == there else 0)
    score -= 0.6 if candidate.dep_ in {"pobj", "compound", "amod", "npadvmod"} else 0.0
    return score


def _role(token: Token) -> str:
    if token.dep_ == "poss":
        return _role(token.head) if token.head.dep_ in SUBJECTS else "poss"
    return "subject" if token.dep_ in SUBJECTS else "object" if token.dep_ in {"dobj", "pobj"} else token.dep_


def _cataphoric(chains: Chains, i: int, j: int) -> bool:
    """ "In his speech, Kadhimi said": the pronoun of a fronted phrase may look ahead to the subject."""
    token, other = chains.head(i), chains.head(j)
    if other.dep_ not in SUBJECTS or other.head.dep_ != "ROOT" or token.sent.start != other.sent.start:
        return False
    return any(a.dep_ in {"prep", "advcl"} and a.head.i == other.head.i for a in (token, *token.ancestors)) and not any(
        m.type is ActorType.PERSON and m.start < token.i and token.sent.start <= m.start for m in chains.mentions
    )


def _agrees(chains: Chains, i: int, j: int) -> bool:
    """Number, gender and animacy of the pronoun against what is known of the whole actor."""
    pronoun = chains.mentions[i]
    kind = chains.type_of(j)
    members = [chains.mentions[k] for k in chains.members(j)]
    if pronoun.gender in {"m", "f"}:
        genders = {m.gender for m in members if m.gender in {"m", "f"}}
        return kind is ActorType.PERSON and (not genders or pronoun.gender in genders) and members[0].number == "sing"
    if pronoun.number == "plur":
        plural = any(m.number == "plur" for m in members)
        return (plural and kind is not ActorType.PLACE) or kind in BODIES - {ActorType.COMPANY}
    return (
        kind in BODIES | {ActorType.COUNTRY, ActorType.GROUP}
        and all(m.number == "sing" for m in members if m.kind is not MentionKind.PRONOUN)
        and _subject_like(chains, j)
    )


def _subject_like(chains: Chains, j: int) -> bool:
    """Adjectives ("Iraqi") never stand for "it"."""
    return chains.head(j).dep_ not in {"amod", "npadvmod"}


def _bound(chains: Chains, i: int, j: int) -> bool:
    """Principle B: "him" is never the subject of its own clause; nor is "his" the noun that it owns."""
    token, other = chains.head(i), chains.head(j)
    if token.dep_ == "poss":
        return other.i == token.head.i or other.i in {t.i for t in token.head.children if t.dep_ in {"appos", "conj"}}
    if token.sent.start != other.sent.start:
        return False
    verb = grammar.clause(token)
    if token.dep_ in SUBJECTS:
        return other.head.i == verb.i and other.dep_ in {"dobj", "pobj"}
    return any(s.i == other.i for s in grammar.subjects(verb)) or other.head.i == token.head.i
