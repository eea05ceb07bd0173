"""Arguments of event nouns: agent and patient of "the shelling of the town".

The agent is a genitive, the object of "by", the subject of the verb that governs the noun, or whoever is accused of it.
Who only speaks of an event is never its agent. "Turkish jets" act for Turkey.
"""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.extraction.syntax import control, grammar
from graphbuild.extraction.syntax.role_nouns import bearers
from graphbuild.knowledge.lexicon.control import CONTROL_WORDS
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.lexicon.transfers import TRANSFERS

MODIFIERS = frozenset({"amod", "compound", "nmod"})


def doers(noun: Token, lexicon: Lexicon, depth: int = 0) -> list[Token]:
    """Return the agents of an event noun: the subject of a light verb, or of "accused of", "involved in"."""
    head = noun.head
    if depth > control.MAX_DEPTH:
        return []
    if noun.dep_ == "conj":
        return doers(_deed_before(head), lexicon, depth + 1)
    carried = lexicon.is_light(head) or head.lemma_.lower() in NOMINALIZATIONS.lifting
    if noun.dep_ in {"dobj", "nsubjpass", "attr"} and carried:
        return grammar.agents(head) if grammar.is_passive(head) else control.subjects(head)
    if noun.lemma_.lower() in NOMINALIZATIONS.involvement:
        return []
    if noun.dep_ == "pobj" and head.dep_ in {"prep", "conj", "agent"}:
        taker = taking_in(head)
        if taker is not None:
            return taker
        return _beyond_preposition(head, lexicon, depth)
    return []


def _deed_before(noun: Token) -> Token:
    """Return the deed whose patient a second deed is attached to: "the torture of X and the killing of Y"; else it."""
    patient = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.pos_ == "PROPN"
    return noun.head.head if patient and noun.head.head.pos_ == "NOUN" else noun


def _beyond_preposition(prep: Token, lexicon: Lexicon, depth: int) -> list[Token]:
    """Return the agents of an event noun after a preposition, by what governs that."""
    governor = control.governor_of(prep)
    while governor.dep_ in {"prep", "conj"} and governor.pos_ == "ADP":
        governor = governor.head
    if governor.pos_ == "AUX":  # "were complicit in": attached to the copula
        said = [c for c in grammar.children(governor, "acomp") if c.i < prep.i]
        governor = said[-1] if said else governor
    lemma = governor.lemma_.lower()
    if _harmed_in(governor):
        return []
    involved = lemma in NOMINALIZATIONS.involvement or governor.lower_ in NOMINALIZATIONS.involvement
    if involved and prep.lower_ not in FUNCTION_WORDS.beside_events:  # "sentenced following Bell's trial"
        if governor.pos_ == "NOUN" and (accused := _accused_above(governor)) is not None:
            return accused
        found = control.preposition_control(prep, depth + 1) or doers(governor, lexicon, depth + 1)
        return found or _in_the_deed(governor, lexicon)
    if prep.lower_ in FUNCTION_WORDS.over_deeds and (found := _held_for(governor)):
        return found
    if governor.pos_ == "NOUN" and prep.lower_ in {"of", "in"} and lemma in NOMINALIZATIONS.transparent:
        return doers(governor, lexicon, depth + 1)
    if governor.pos_ == "NOUN" and prep.lower_ in FUNCTION_WORDS.over_deeds and lemma in NOMINALIZATIONS.crimes:
        return doers(governor, lexicon, depth + 1)
    if governor.pos_ == "VERB" and prep.lower_ in FUNCTION_WORDS.having and lemma in NOMINALIZATIONS.answering:
        return control.subjects(governor)
    return []


def _accused_above(noun: Token) -> list[Token] | None:
    """Return the accused where a verb of the law governs a noun of involvement, so that no judge does the deed.

    They are the verb's object ("sentenced him to a year and a fine for the killing"), or whose case its object is
    ("sought his arrest in connection with the killing"); None where no such verb governs the noun.
    """
    verb = noun
    for _ in range(control.MAX_DEPTH):
        if verb.pos_ == "VERB" or verb.dep_ == "ROOT":
            break
        verb = verb.head
    objects = grammar.objects(verb) if verb.pos_ == "VERB" and not grammar.is_passive(verb) else []
    penal = noun.lemma_.lower() in NOMINALIZATIONS.penalties and verb.lemma_.lower() in NOMINALIZATIONS.punishing
    if penal and (punished := _punished(verb)):
        return punished  # "gave him a sentence for the attack"
    if not objects or noun.i in {t.i for t in objects}:
        return None
    for case in objects:
        if case.lemma_.lower() in NOMINALIZATIONS.cases:
            return grammar.possessors(case) or grammar.prepositional(case, "of")
    if verb.lemma_.lower() not in CONTROL_WORDS.blame:
        return None
    return _punished(verb)


def _harmed_in(noun: Token) -> bool:
    """Return True for the number of attacks in which somebody was harmed: "two died in a series of attacks"."""
    if noun.lemma_.lower() not in NOMINALIZATIONS.series or noun.dep_ != "pobj":
        return False
    return noun.head.head.lemma_.lower() in NOMINALIZATIONS.harming | NOMINALIZATIONS.fatal


def _in_the_deed(noun: Token, lexicon: Lexicon) -> list[Token]:
    """Return who is called a suspect or an accomplice in a deed: "named Bell as a suspect in the killing"."""
    named = noun.pos_ == "NOUN" and lexicon.is_person_noun(noun.lemma_.lower())
    return bearers(noun) if named else []


def instigators(noun: Token) -> list[Token]:
    """Return who has a deed done: "charged with ordering the murder"."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_.lower() not in NOMINALIZATIONS.instigating:
        return []
    return control.subjects(verb)


def taking_in(prep: Token) -> list[Token] | None:
    """Return who acts in the event around a capture: "arrested X in a raid on Y" is the arresters' raid.

    Returns:
        The agents of the verb for an operation in or during which it takes somebody, also where they are left out; an
        empty list for an event after or at which somebody is taken, whose agent is unknown; None for any other phrase.
    """
    verb = prep.head
    if verb.lemma_.lower() not in NOMINALIZATIONS.taking or verb.pos_ != "VERB":
        return None
    if prep.lower_ in FUNCTION_WORDS.within_events:
        custody = verb.lemma_.lower() in NOMINALIZATIONS.custody
        kinds = NOMINALIZATIONS.operations if custody else NOMINALIZATIONS.operations | NOMINALIZATIONS.instruments
        if any(c.lemma_.lower() in kinds for c in grammar.children(prep, "pobj")):
            return grammar.agents(verb) if grammar.is_passive(verb) else control.subjects(verb)
    return [] if prep.lower_ in FUNCTION_WORDS.beside_events else None


def had_with(noun: Token) -> list[Token]:
    """Return who has what a mutual noun names, by "with" after a noun: "groups with ties to the Red Front"."""
    prep = noun.head
    held = noun.dep_ == "pobj" and prep.lower_ in FUNCTION_WORDS.having and prep.head.pos_ in {"NOUN", "PROPN"}
    return [prep.head] if held else []


def _held_for(governor: Token) -> list[Token]:
    """Return those tried or punished for an event: "serving ten years for", "the conviction of X for"."""
    if governor.lemma_.lower() in NOMINALIZATIONS.cases:
        if governor.dep_ == "pobj" and governor.head.lower_ == "on":
            return control.preposition_control(governor.head)
        return grammar.possessors(governor) or grammar.prepositional(governor, "of")
    if (
        governor.dep_ == "pobj"
        and governor.head.lower_ == "of"
        and governor.head.head.lemma_.lower() in NOMINALIZATIONS.cases
    ):
        return [governor]
    node = governor
    for _ in range(control.MAX_DEPTH):
        if node.pos_ == "VERB":
            break
        if node.pos_ != "ADP" and node.lemma_.lower() not in NOMINALIZATIONS.penalties:
            return []
        node = node.head
    if node.lemma_.lower() not in NOMINALIZATIONS.punishing:
        return []
    penal = node.i == governor.i or governor.lemma_.lower() in NOMINALIZATIONS.penalties
    if not penal or not any(t.lemma_.lower() in NOMINALIZATIONS.penalties for t in node.subtree):
        return []
    if grammar.is_passive(node):
        return control.subjects(node)
    blamed = node.lemma_.lower() in CONTROL_WORDS.blame
    return _punished(node) or ([] if blamed else control.subjects(node))  # "gave him ten years", "serves ten years"


def _punished(verb: Token) -> list[Token]:
    """Return the objects of a verb of punishment that are no penalties: "gave him ten years"."""
    objects = (*grammar.children(verb, "dative"), *grammar.objects(verb))
    return [t for t in objects if t.lemma_.lower() not in NOMINALIZATIONS.penalties]


def receiving_verb(noun: Token) -> Token | None:
    """The verb by whose means its subject has or gets what a noun names, or the name that does; None without one.

    "Has the support of Y", "relies on the protection of Y", "lived under the protection of Y": the subject is on the
    receiving side, and "of" names the giver.
    """
    if TRANSFERS.relation_of(noun.lower_, noun.lemma_.lower()) is None:
        return None
    first = _whole(noun.head if noun.dep_ == "conj" else noun)
    head = first.head
    if first.dep_ in {"dobj", "nsubjpass"}:
        return head if head.lemma_.lower() in TRANSFERS.receiving else None
    if first.dep_ == "pobj" and head.head.pos_ in {"NOUN", "PROPN"} and head.lower_ in TRANSFERS.under:
        return head.head  # "Bell, with the blessing of Chile, ..."
    if first.dep_ != "pobj" or head.head.pos_ not in {"VERB", "AUX"}:
        return None
    phrase = f"{head.head.lemma_.lower()} {head.lower_}"
    return head.head if phrase in TRANSFERS.receiving or head.lower_ in TRANSFERS.under else None


def _whole(noun: Token) -> Token:
    """The head of the amount that a noun is part of: "most of its funding"."""
    amount = noun.head.head
    partitive = noun.dep_ == "pobj" and amount.lemma_.lower() in TRANSFERS.amounts
    return amount if partitive else noun


def only_told(noun: Token) -> bool:
    """Return True if the subject of the verb above an event only reports it: "announced the death of a soldier"."""
    return noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma_.lower() in NOMINALIZATIONS.reporting
