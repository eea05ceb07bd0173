"""Subjects of verbs and event nouns, overt and understood, by control.

Subjects of infinitives, participles, conjoined verbs and event nouns follow the account of open clausal complements in
Universal Dependencies (xcomp) and of PropBank's secondary predicates. Which verbs pass their object, or the object of a
preposition, to the infinitive is listed in `data/control.toml`.
"""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.extraction.syntax.grammar import (
    SUBJECTS,
    agents,
    antecedent,
    children,
    clause,
    conjuncts,
    is_passive,
    possessors,
    prepositional,
)
from graphbuild.extraction.syntax.modifying_verbs import (
    absolute_subject,
    is_actor,
    is_means,
    told_of_before,
    written_to,
)
from graphbuild.knowledge.lexicon.control import CONTROL_WORDS
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS

MAX_DEPTH = 6


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return the grammatical subjects of a verb, overt or understood, with coordinated ones separately.

    For a passive these are the patients. Empty if the grammar leaves it open.
    """
    own = [c for c in verb.children if c.dep_ in SUBJECTS and c.dep_ != "csubj"]
    own = own[1:] if _parenthetic(own) else own
    if own:
        return [t for c in own for t in conjuncts(antecedent(c))]
    if depth > MAX_DEPTH:
        return []
    return _understood(verb, depth + 1)


def _parenthetic(own: list[Token]) -> bool:
    """Return True for two subjects of one verb, one from an inserted clause: "Reld, Weld said, killed"."""
    if len(own) != 2 or own[0].head.pos_ != "VERB" or own[1].left_edge.i == 0:
        return False
    return bool(own[1].left_edge.nbor(-1).text == ",")


def _reported(verb: Token) -> list[Token]:
    """Return the subject of a clause around a speech verb: "Reld, Weld said, killed"; "Reld, who police say killed"."""
    said = verb.head
    own = children(said, "nsubj", "nsubjpass")
    if _parenthetic(own):
        return conjuncts(antecedent(own[0]))
    relative = any(c.tag_ in {"WP", "WDT"} and c.dep_ not in SUBJECTS for c in said.children)
    return [said.head] if said.dep_ == "relcl" and own and relative else []


def _understood(verb: Token, depth: int) -> list[Token]:
    """Return the understood subject of a verb by its relation to its head."""
    head, dep = verb.head, verb.dep_
    if head.i == verb.i:
        return []
    if dep == "ccomp" and verb.tag_ not in {"VB", "VBG"} and (found := _reported(verb)):
        return found
    if dep == "dobj" and verb.tag_ == "VBG" and head.pos_ == "VERB":
        return subjects(head, depth) if not is_passive(head) else []
    if dep == "conj" and (head.pos_ in {"VERB", "AUX"} or children(head, "nsubj")):
        return subjects(head, depth)  # "shot and killed": the first may be tagged as a noun
    if dep in {"acl", "amod", "relcl"}:
        return _of_modifier(verb, depth)
    if dep in {"xcomp", "ccomp", "advcl", "oprd"} and head.pos_ in {"VERB", "AUX"}:
        return _controlled(verb, depth)
    if dep == "pcomp":
        return preposition_control(head, depth)
    if dep in {"xcomp", "advcl"} and head.pos_ == "ADJ":
        return subjects(head.head, depth) if head.dep_ == "acomp" else [head.head]
    return []


def _of_modifier(verb: Token, depth: int) -> list[Token]:
    """Return the subject of a verb that modifies a noun: the noun, its controller, or the subject of the clause."""
    noun, dep = verb.head, verb.dep_
    if dep == "acl" and verb.tag_ == "VBG" and verb.i > 0 and verb.nbor(-1).text == ",":
        return subjects(clause(noun), depth)  # ", threatening ..." says more of the clause, not of its last noun
    if dep == "acl" and verb.tag_ == "VBG" and noun.lemma_.lower() in CONTROL_WORDS.utterances:
        return controllers(noun, depth) or [noun]
    if dep == "acl" and verb.tag_ == "VBG" and (writing := written_to(verb, noun)) is not None:
        return subjects(writing, depth) if writing.pos_ == "VERB" else controllers(writing, depth)
    if dep == "acl" and verb.tag_ == "VBG" and (close := told_of_before(verb, noun)):
        return close
    if dep in {"acl", "amod"} and verb.tag_ in {"VBN", "VBD", "VBG"}:
        return [noun]
    if dep == "acl" and verb.tag_ == "VB" and not children(noun, "poss") and is_actor(noun):
        return [noun]  # "armed a militia to fight X"
    if dep == "acl" or (dep == "relcl" and is_means(verb, noun)):
        return controllers(noun, depth)
    if dep == "relcl":
        return [] if any(c.dep_ in SUBJECTS for c in verb.children) else [noun]
    return []


def _controlled(verb: Token, depth: int) -> list[Token]:
    """Return the subject of a complement clause, by the verb that controls it."""
    head = verb.head
    if (noun := absolute_subject(verb)) is not None:
        return conjuncts(noun)
    objects_ = children(head, "dobj", "dative")
    if verb.tag_ == "VB" and head.lemma_.lower() in CONTROL_WORDS.outside and objects_:
        return possessors(objects_[0]) or _acting(objects_[0])
    if verb.dep_ in {"xcomp", "ccomp"} and head.lemma_.lower() in CONTROL_WORDS.object_control:
        if objects_:
            return [t for o in objects_ for t in conjuncts(antecedent(o))]
        if is_passive(head):
            return subjects(head, depth)
    if verb.tag_ == "VB" and verb.dep_ == "advcl" and head.lemma_.lower() in CONTROL_WORDS.enlisting:
        enlisted = [t for o in objects_ for t in conjuncts(antecedent(o)) if t.pos_ == "PROPN" or is_actor(t)]
        if enlisted:
            return enlisted
    asked = (
        CONTROL_WORDS.preposition_control.get(head.lemma_.lower(), frozenset()) if verb.tag_ == "VB" else frozenset()
    )
    if asked and (others := [t for t in prepositional(head, *sorted(asked)) if t.i < verb.i]):
        return others
    if verb.dep_ == "ccomp" and verb.tag_ not in {"VB", "VBG", "VBN"}:
        return []
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and (accused := _charged_before(verb)):
        return accused
    if is_passive(head) and verb.dep_ == "advcl" and verb.tag_ == "VBG":
        return agents(head) or subjects(head, depth)  # "was attacked by a drone, killing nine people"
    return subjects(head, depth)


def _charged_before(verb: Token) -> list[Token]:
    """Return who is accused of the last of several deeds: "accused Bell of bribing X, beating Y, and robbing Z".

    The parser attaches the later ones to the verb of blame, as if its subject did them.
    """
    head = verb.head
    if head.lemma_.lower() not in CONTROL_WORDS.blame:
        return []
    charged = [p for p in head.children if p.dep_ == "prep" and p.lower_ in CONTROL_WORDS.charges and p.i < verb.i]
    before = verb.left_edge.nbor(-1) if verb.left_edge.i > 0 else verb
    listed = before.text == "," or before.lower_ in FUNCTION_WORDS.joining
    deeds = [c for p in charged for c in children(p, "pcomp", "pobj")]
    if not listed or not any(c.tag_ == "VBG" or c.lower_.endswith("ing") for c in deeds):
        return []
    return preposition_control(charged[-1])


def governor_of(token: Token) -> Token:
    """Return the head of a token, where "of" and similar are reattached to the verb of blame to which they belong.

    The parser often attaches them too low: "accused the coalition of killing", "was accused by rights groups of
    abuses".
    """
    head = token.head
    if token.dep_ == "prep" and head.dep_ == "advmod" and head.lower_ in FUNCTION_WORDS.near_misses:
        return head.head  # "stopped short of", "came close to"
    if (
        token.dep_ == "xcomp"
        and head.lemma_.lower() in CONTROL_WORDS.blame
        and (planned := _before_infinitive(token)) is not None
    ):
        return planned
    if (
        token.dep_ == "prep"
        and token.lower_ in {"on", "in"}
        and head.dep_ == "dobj"
        and head.head.lemma_.lower() in CONTROL_WORDS.blame
    ):
        return head.head if any(c.lemma_.lower() in CONTROL_WORDS.grounds for c in token.children) else head
    if token.dep_ != "prep" or token.lower_ not in CONTROL_WORDS.charges or head.pos_ in {"VERB", "AUX"}:
        return head
    if (sentenced := _behind_penalty(token)) is not None:
        return sentenced
    verb = head.head.head if head.dep_ == "pobj" and head.head.dep_ == "agent" else head.head
    return verb if head.dep_ in {"dobj", "pobj"} and verb.lemma_.lower() in CONTROL_WORDS.blame else head


def _behind_penalty(prep: Token) -> Token | None:
    """Return the verb behind whose penalty a crime is named: "sentenced Reld to life without parole for killing"."""
    node = prep.head
    for _ in range(MAX_DEPTH):
        if node.dep_ not in {"pobj", "prep"} or node.pos_ == "VERB":
            break
        node = node.head
    punished = node.lemma_.lower() in NOMINALIZATIONS.punishing & CONTROL_WORDS.blame
    return node if node.i != prep.head.i and node.pos_ == "VERB" and punished else None


def _before_infinitive(verb: Token) -> Token | None:
    """Return the participle to which an infinitive belongs that is attached too high.

    "accused Reld of planning to kill".
    """
    first = verb.left_edge
    before = first.nbor(-1) if first.tag_ == "TO" and first.i > 0 else verb
    return before if before.dep_ == "pcomp" and before.tag_ == "VBG" else None


def preposition_control(prep: Token, depth: int = 0) -> list[Token]:
    """Return the subject of what follows a preposition: "accused of killing", "involvement in", "responsible for"."""
    governor = governor_of(prep)
    if prep.dep_ == "conj" and prep.head.dep_ in {"prep", "agent"}:
        return preposition_control(prep.head, depth + 1)
    if depth > MAX_DEPTH or prep.lower_ in FUNCTION_WORDS.listing_alone:
        return []  # "hurt officials, including killing two": the officials kill nobody
    if governor.pos_ in {"VERB", "AUX"}:
        objects_ = children(governor, "dobj")
        blamed = governor.lemma_.lower() in CONTROL_WORDS.blame and prep.lower_ in {"in", "on"}
        if any(c.lower_ in FUNCTION_WORDS.forgone for c in (*prep.children, prep.head)):
            return subjects(governor, depth)
        if prep.lower_ in FUNCTION_WORDS.role_prepositions and objects_ and not is_passive(governor):
            return _said_of_object(governor, objects_)
        if objects_ and (prep.lower_ in CONTROL_WORDS.charges or blamed) and not is_passive(governor):
            return [t for o in objects_ for t in conjuncts(antecedent(o))]
        return subjects(governor, depth)
    if governor.pos_ == "ADJ":
        return adjective_subjects(governor, depth)
    return controllers(governor, depth)


def _said_of_object(verb: Token, objects_: list[Token]) -> list[Token]:
    """Return the objects of which "as" says something; who is only named as a suspect is no agent."""
    if verb.lemma_.lower() not in NOMINALIZATIONS.punishing:
        return []
    return [t for o in objects_ for t in conjuncts(antecedent(o))]


def adjective_subjects(adjective: Token, depth: int = 0) -> list[Token]:
    """Return the subject of an adjective: that of its copula, or the noun that it modifies."""
    if adjective.dep_ in {"acomp", "oprd", "attr"}:
        return subjects(adjective.head, depth)
    if adjective.dep_ == "conj":
        return adjective_subjects(adjective.head, depth + 1) if depth < MAX_DEPTH else []
    if adjective.head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return [adjective.head]
    return subjects(adjective, depth)


def controllers(noun: Token, depth: int = 0) -> list[Token]:
    """Return the agent of a noun: its possessor, its "by", or the subject of the verb that governs it."""
    if depth > MAX_DEPTH:
        return []
    by = agents(noun)
    if by:
        return by
    owners = possessors(noun)
    if owners:
        return owners
    named = _acting(noun)
    if named and any(c.dep_ in {"acl", "prep"} for c in noun.children):
        return named
    head = noun.head
    if noun.lemma_.lower() in CONTROL_WORDS.proofs or _outside(noun, head):
        return []
    if noun.dep_ in {"dobj", "attr"} and head.pos_ in {"VERB", "AUX"}:
        return subjects(head, depth + 1) if not is_passive(head) else agents(head)
    if noun.dep_ == "nsubjpass":
        return agents(head)
    if noun.dep_ == "pobj":
        return preposition_control(head, depth + 1)
    if noun.dep_ == "conj":
        return controllers(head, depth + 1)
    return []


def _outside(noun: Token, verb: Token) -> bool:
    """Return True if the subject of a verb has no part in what its object names."""
    word = verb.lemma_.lower()
    if verb.pos_ != "VERB" or word not in CONTROL_WORDS.outside:
        return False
    return word not in CONTROL_WORDS.refusing or noun.lemma_.lower() not in CONTROL_WORDS.grounds


def _acting(noun: Token) -> list[Token]:
    """Return the names and acting nouns right before a noun ("the US operation", "government attempts")."""
    return [c for c in children(noun, "compound", "amod") if c.ent_type_ or c.lower_ in CONTROL_WORDS.acting]
