"""Arguments that an event shares with others: members of a list, companions, the agent of a coordinated passive.

"Four reporters, including Anna Bell", "Holt, along with his driver", "was abducted and killed by gunmen", "were killed
when insurgents raided the village".
"""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.extraction.syntax import control, grammar
from graphbuild.extraction.syntax.weapons import doing
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.locations import LOCATIONS
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS

ATTACHED_HIGH = frozenset({"dobj", "nsubjpass"})
"""Arguments whose lists and companions the parser often attaches to the verb."""


def listed_with(noun: Token) -> list[Token]:
    """Return those who share the part of a noun in an event: the members listed after it, and companions."""
    holders = [noun, noun.head] if noun.dep_ in ATTACHED_HIGH else [noun]
    found: list[Token] = []
    for holder in holders:
        for prep in grammar.children(holder, "prep"):
            if prep.i < noun.i or not (_lists(prep, noun) or _accompanies(prep)):
                continue
            inner = prep if grammar.children(prep, "pobj") else next(iter(grammar.children(prep, "prep")), prep)
            found += [t for p in grammar.children(inner, "pobj") for t in grammar.conjuncts(p) if not _bare(t)]
    return found or _strayed_list(noun) or _gapped(noun)


def _gapped(noun: Token) -> list[Token]:
    """Return those who get another sentence by the same verb: "sentenced Bell to two years, Weld to six months".

    The parser finds no structure there. A name right before "to" and a length is one of them.
    """
    verb = noun.head
    if noun.dep_ not in ATTACHED_HIGH or verb.lemma_.lower() not in NOMINALIZATIONS.punishing or not noun.ent_type_:
        return []
    to = {p.lower_ for p in grammar.preposition_tokens(verb, "to")}
    later = (t for t in noun.doc[noun.i + 1 : noun.sent.end - 2] if t.ent_type_ == "PERSON")
    return [t for t in later if t.nbor(1).lower_ in to and t.nbor(2).ent_type_ == "DATE"]


def _strayed_list(noun: Token) -> list[Token]:
    """Return the names of counted people that the parser attached to a later noun.

    "Convicted two activists under the new law, Ana Bell and Tomas Revik": the law is called neither, and two are named.
    """
    count = next((n for c in grammar.children(noun, "nummod") if (n := small_number(c.lower_)) is not None), None)
    if count is None or count < 2 or noun.tag_ != "NNS":
        return []
    for token in noun.doc[noun.i + 1 : noun.sent.end]:
        if token.dep_ != "appos" or token.ent_type_ != "PERSON" or token.head.i <= noun.i or token.head.ent_type_:
            continue
        names = grammar.conjuncts(token)
        if len(names) == count and all(t.ent_type_ == "PERSON" for t in names):
            return names
    return []


def small_number(word: str) -> int | None:
    """Return the value of a number below a hundred, in digits or as one word; None for any other word."""
    if word in FUNCTION_WORDS.small_numbers:
        return FUNCTION_WORDS.small_numbers.index(word)
    return int(word) if word.isdigit() and len(word) < 3 else None


def _bare(noun: Token) -> bool:
    """Whether a noun names only a kind ("including women and children")."""
    return noun.tag_ == "NNS" and not any(noun.children)


def _lists(prep: Token, noun: Token) -> bool:
    """Whether a preposition lists members of a plural noun: "including", "such as"."""
    if noun.tag_ not in {"NNS", "NNPS", "CD"} or prep.lower_ not in FUNCTION_WORDS.listing:
        return False
    return prep.lower_ in FUNCTION_WORDS.listing_alone or (
        prep.i > 0 and prep.nbor(-1).lower_ in FUNCTION_WORDS.listing_before
    )


def _accompanies(prep: Token) -> bool:
    """Whether a preposition adds a companion: "along with"."""
    return prep.lower_ in FUNCTION_WORDS.accompanying and any(c.lower_ == "with" for c in prep.children)


def behind(noun: Token, *, places: bool) -> list[Token]:
    """Return who is meant by a noun that names nobody.

    Args:
        noun: the object of a verb or event noun.
        places: what lies in a place is meant ("struck a prison in Zaria"), not an attribute ("the authority of Bell").
    """
    if places:
        return grammar.prepositional(noun, "of", *LOCATIONS.struck)
    if noun.lemma_.lower() not in NOMINALIZATIONS.attributes:
        return []
    return grammar.possessors(noun) or grammar.prepositional(noun, "of")


def carried_in(noun: Token) -> list[Token]:
    """Return who is in a vehicle or a building, or owns it: "a bus carrying soldiers", "offices belonging to Reld"."""
    clauses = [c for c in grammar.children(noun, "acl", "relcl") if c.lemma_.lower() in NOMINALIZATIONS.carrying]
    inside = [t for c in clauses if not grammar.is_passive(c) for t in grammar.objects(c)]
    return inside + [t for c in clauses for t in grammar.prepositional(c, "to")]


def counted_among(verb: Token, numbers: list[Token]) -> list[Token]:
    """Return those among whom a bare number was harmed: "attacked a group of farmers, killing three"."""
    first = verb.head if verb.dep_ == "conj" else verb
    attack = first.head
    if first.dep_ != "advcl" or not _harms(verb) or not all(t.tag_ == "CD" for t in numbers):
        return []
    if attack.lemma_.lower() not in NOMINALIZATIONS.assaulting or grammar.is_passive(attack):
        return []
    return [t for t in grammar.objects(attack) if t.tag_ in {"NNS", "NNPS"} or grammar.prepositional(t, "of")]


def agents_of_passive(verb: Token, lexicon: Lexicon) -> list[Token]:
    """Return the agents of a passive: its own, those of the passive coordinated with it, or of the attack around it."""
    found = grammar.agents(verb) or doing(verb, lexicon)
    if found:
        return found
    for later in grammar.children(verb, "conj"):
        own = grammar.children(later, "nsubj", "nsubjpass")
        relieved = later.lemma_.lower() in NOMINALIZATIONS.relieving
        if grammar.is_passive(later) and not relieved and (not own or (_harms(verb) and _harms(later))):
            return agents_of_passive(later, lexicon)
    return _attackers(verb) if _harms(verb) else []


def _harms(verb: Token) -> bool:
    """Return True if a verb means harm to its object."""
    return verb.lemma_.lower() in NOMINALIZATIONS.harming


def _attackers(verb: Token) -> list[Token]:
    """Return the subject of the attack in which somebody was hurt: "killed when insurgents raided the village"."""
    for clause in grammar.children(verb, "advcl"):
        opened = any(c.lower_ in FUNCTION_WORDS.moments for c in clause.children)
        if opened and clause.lemma_.lower() in NOMINALIZATIONS.assaulting and not grammar.is_passive(clause):
            return [t for t in control.subjects(clause) if t.pos_ != "PRON"]
    return []
