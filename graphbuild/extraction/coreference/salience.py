"""Salience of antecedent candidates, in points, and the preference that contributes most.

The factors are those of Lappin and Leass (1994): recency, subject position, parallel grammatical role, names before
descriptions. Verbs of implicit causality reverse the preference (Garvey and Caramazza, 1974, "Implicit Causality in
Verbs"): in "X blamed Y because he ...", "he" is Y.
"""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.coreference.candidates import SUBJECTS, Antecedents
from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.reference import REFERENCE
from graphbuild.knowledge.lexicon.speech import SPEECH

PERSON = ActorType.PERSON
MATRIX = frozenset({"ROOT", "ccomp", "conj", "parataxis"})


def score(field: Antecedents, pronoun: int, j: int) -> tuple[float, str]:
    """Return the points of a candidate, and the preference that contributes most."""
    clusters = field.clusters
    factors = {
        "answer": 2.5 * answers(clusters.head(pronoun), clusters.head(j)),
        "cause in the object": 2.5 * caused_by(clusters.head(pronoun), clusters.head(j)),
        "cataphora": 1.2 * (clusters.head(j).i > clusters.head(pronoun).i),
        "patient": _patient(field, pronoun, j),
        "speaker's own words": 1.8 * _logophor(clusters.head(pronoun), clusters.head(j)),
        "beside its owner": 2.0 * _beside(field, pronoun, j),
        "owner in the clause": 1.2 * _local_owner(clusters.head(pronoun), clusters.head(j)),
        "parallel": _parallel(clusters.head(pronoun), clusters.head(j)),
        "subject": _position(field, pronoun, j),
        "agreement": _known_to_agree(field, pronoun, j),
    }
    best = max(factors, key=lambda name: factors[name])
    return sum(factors.values()) + _presence(field, pronoun, j), best if factors[best] > 0 else "nearest"


def _presence(field: Antecedents, pronoun: int, j: int) -> float:
    """Return the points for recency and prominence."""
    clusters = field.clusters
    distance = clusters.sentence_of(pronoun) - clusters.sentence_of(j)
    points = -1.6 * distance
    points += 0.5 if clusters.named(j) else 0.0
    points += min(0.15 * len(clusters.members(j)), 0.9)
    if distance == 0:
        points += 0.8 * (clusters.mentions[j].kind is MentionKind.PRONOUN)  # "their" and "their" of one sentence
        points -= 0.02 * abs(clusters.mentions[pronoun].start - clusters.mentions[j].start)
    return points


def _position(field: Antecedents, pronoun: int, j: int) -> float:
    """Return the points for the grammatical position of the candidate."""
    token, candidate = field.clusters.head(pronoun), field.clusters.head(j)
    many = field.clusters.mentions[pronoun].number == "plur"
    while many and candidate.dep_ == "conj" and candidate.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        candidate = candidate.head
    if candidate.dep_ in SUBJECTS:
        outside = candidate.sent.start != token.sent.start
        return 0.9 if outside and candidate.head.dep_ not in MATRIX else 1.5
    if candidate.dep_ == "poss":
        return 1.0 if candidate.head.dep_ in SUBJECTS else 0.6
    if candidate.dep_ in {"pobj", "compound", "amod", "npadvmod"}:
        return -0.6
    return 0.6 if candidate.dep_ == "dobj" else 0.0


def _parallel(token: Token, candidate: Token) -> float:
    """Return the points for an equal grammatical role."""
    role = _role(token)
    if role != _role(candidate):
        return 0.0
    if role != "object":
        return 0.7
    return 1.6 if token.head.lemma_ == candidate.head.lemma_ else 1.1


def _role(token: Token) -> str:
    """Return the grammatical role of a token."""
    if token.dep_ == "poss":
        return _role(token.head) if token.head.dep_ in SUBJECTS else "poss"
    return "subject" if token.dep_ in SUBJECTS else "object" if token.dep_ in {"dobj", "pobj"} else token.dep_


def _patient(field: Antecedents, pronoun: int, j: int) -> float:
    """Return the points for a shared patient role: "hunted Y until he was killed"."""
    token, candidate = field.clusters.head(pronoun), field.clusters.head(j)
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.dep_ in SUBJECTS:
        token = token.head.head  # "several of them were injured"
    if token.dep_ != "nsubjpass" or candidate.dep_ != "dobj" or candidate.head.dep_ == "relcl":
        return 0.0
    return 2.4 if _below(token.head, candidate.head) else 1.2


def _below(verb: Token, other: Token) -> bool:
    """Return True if the first token is a descendant of the second in the dependency tree."""
    return verb.i != other.i and any(a.i == other.i for a in verb.ancestors)


def _local_owner(token: Token, candidate: Token) -> bool:
    """Return True if a possessive refers to the subject that acts on its noun: "X beat his teacher"."""
    if token.dep_ != "poss" or token.head.dep_ in SUBJECTS:
        return False
    return any(s.i == candidate.i for s in control.subjects(grammar.clause(token)))


def _logophor(token: Token, candidate: Token) -> bool:
    """Return True for the subject of a speech verb as antecedent: "blamed the police, who said they had come"."""
    verb = token.head.head
    if (
        token.dep_ not in SUBJECTS
        or token.head.dep_ != "ccomp"
        or candidate.dep_ in SUBJECTS
        or verb.lemma_ not in SPEECH.quoting
    ):
        return False
    return any(s.i == candidate.i for s in control.subjects(verb))


def _beside(field: Antecedents, pronoun: int, j: int) -> bool:
    """Return True for a coordination: "the army and its allies", "Jamal and his wife"."""
    token, candidate = field.clusters.head(pronoun), field.clusters.head(j)
    if token.dep_ != "poss":
        return False
    follows = token.i > 0 and token.nbor(-1).lower_ == "and" and field.clusters.mentions[j].end == token.i - 1
    return follows or (token.head.dep_ == "conj" and token.head.head.i == candidate.i)


def _known_to_agree(field: Antecedents, pronoun: int, j: int) -> float:
    """Return the points for gender or number known to agree, rather than only not to disagree."""
    m, known = field.clusters.mentions[pronoun], field.profile(j)
    if m.gender in {"m", "f"}:
        return 0.8 * (known.genders == {m.gender})
    return 1.4 * (m.number == "plur" and known.plural)


def caused_by(token: Token, candidate: Token) -> bool:
    """Return True if a pronoun is in the reason given for what was done to a candidate."""
    verb = candidate.head
    if token.dep_ not in SUBJECTS or candidate.dep_ != "dobj" or verb.lemma_ not in REFERENCE.caused_by_object:
        return False
    if not _below(token.head, verb):
        return False
    return any(c.lower_ in FUNCTION_WORDS.reasons for c in token.head.children)


def answers(token: Token, candidate: Token) -> bool:
    """Return True if a pronoun's verb answers what a candidate was asked, told or accused of."""
    if (
        token.dep_ not in SUBJECTS
        or token.head.lemma_ not in REFERENCE.answering
        or candidate.dep_ not in {"dobj", "pobj"}
    ):
        return False
    verb = candidate.head if candidate.dep_ == "dobj" else candidate.head.head
    return verb.lemma_ in REFERENCE.addressing and verb.i < token.i


def is_pair(field: Antecedents, j: int) -> bool:
    """Return True if a mention opens a coordination of actors as subject or object ("Ana Melo and Rui Pires")."""
    return len(together(field, j)) > 1


def together(field: Antecedents, j: int) -> tuple[int, ...]:
    """Return the mentions that a mention is coordinated with, itself first: "Melo and Pires left", "Melo met Pires"."""
    token = field.clusters.head(j)
    if j in field.clusters.shared:  # "they", "the two men": again the same
        return (j, *field.clusters.shared[j])
    if field.clusters.mentions[j].kind is MentionKind.PRONOUN or token.dep_ not in {*SUBJECTS, "dobj"}:
        return ()
    found = tuple(field.heads[t.i] for t in grammar.conjuncts(token) if t.i in field.heads)
    if len(found) > 1 or token.dep_ != "nsubj" or grammar.is_passive(token.head):
        return found
    verb = token.head
    others = grammar.objects(verb) if verb.lemma_.lower() in REFERENCE.meeting else []
    others = others or ([] if grammar.objects(verb) else grammar.prepositional(verb, "with"))
    people = [field.heads[t.i] for t in others if t.i in field.heads]
    both = all(field.clusters.type_of(i) is PERSON for i in (j, *people))
    return (*found, *people) if both else found
