"""How far a cue reaches: not into what an adjunct takes for granted, not from an infinitive to a verb of the past."""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.core.model import Status
from graphbuild.extraction.factuality.markers import negation
from graphbuild.extraction.syntax import cue_words, grammar
from graphbuild.knowledge.lexicon.control import CONTROL_WORDS
from graphbuild.knowledge.lexicon.cues import Cue
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS

FINITE = frozenset({"VBD", "VBZ", "VBP"})
RELATIVES = frozenset({"WDT", "WP", "WP$", "WRB"})
NAMES = frozenset({"NNP", "NNPS"})
OPEN = frozenset({Status.HYPOTHETICAL, Status.FUTURE, Status.DENIED})


def out_of_reach(token: Token, node: Token, governor: Token, dep: str, lexicon: Lexicon) -> bool:
    """Return True if what stands above a word on the way up from an event does not bear on the event.

    "As leader of X, he will visit Y": he leads it.
    """
    if node.lower_ == "as" and dep == "prep" and node.i < governor.i:
        return True
    return node.i == token.i and taken_for_granted(node, lexicon)


def taken_for_granted(noun: Token, lexicon: Lexicon) -> bool:
    """Return True for an event in an adjunct that names its doer: what is said of the rest is not said of it.

    "Bell said that 50 had died since the Marl occupation of Velde": the occupation is no part of what she says.
    """
    preposition = noun.head
    if noun.pos_ != "NOUN" or noun.dep_ != "pobj" or preposition.pos_ != "ADP" or not names_doer(noun):
        return False
    host = preposition.head
    if preposition.lower_ in FUNCTION_WORDS.role_prepositions or lexicon.is_light(host):
        return False
    if host.lemma_.lower() in NOMINALIZATIONS.involvement or cue_words.governor(host, lexicon.cues) is not None:
        return False
    return host.pos_ in {"VERB", "NOUN"}


def names_doer(noun: Token) -> bool:
    """Return True if a definite noun says whose event it is: "the Marl occupation", "the war between"."""
    if any(t.pos_ != "PRON" for t in grammar.possessors(noun)):
        return True
    definite = any(c.dep_ == "det" and c.lower_ in FUNCTION_WORDS.definite_or_plural for c in noun.children)
    own = any(c.dep_ in {"compound", "amod"} and (c.tag_ in NAMES or c.is_title) for c in noun.children)
    return definite and (own or any(c.dep_ == "prep" and c.lower_ in FUNCTION_WORDS.between_two for c in noun.children))


def beside_content(node: Token, dep: str, verb: Token) -> bool:
    """Return True for what stands beside the content of a verb: its occasion, or who is to do what it tells.

    "Discussed at a meeting between", "asked the outgoing coalition to stay on".
    """
    if dep == "prep":
        at = verb.pos_ == "VERB" and node.lower_ in FUNCTION_WORDS.occasion_prepositions
        return at and not any(c.dep_ == "pcomp" for c in node.children)
    infinitive = any(c.tag_ == "VB" for c in grammar.children(verb, "xcomp", "ccomp"))
    return dep == "dobj" and infinitive and verb.lemma_.lower() in CONTROL_WORDS.object_control


def before_that(verb: Token) -> bool:
    """Return True for a clause in the past perfect, the writer's background: "threatened Kern, who had accused her"."""
    relative = any(t.tag_ in RELATIVES for t in verb.doc[verb.left_edge.i : verb.i])
    return relative and any(
        c.tag_ == "VBD" and c.lemma_ in NOMINALIZATIONS.having for c in grammar.children(verb, "aux")
    )


def joined_to(verb: Token) -> Token:
    """Return the verb itself, or the one that it is joined to where the parser hangs it on that verb's infinitive.

    "The officer tried to hold Kern and used his baton": what is tried is to hold him.
    """
    past = verb.tag_ in FINITE or (verb.tag_ == "VBN" and not grammar.children(verb, "aux", "auxpass"))
    if verb.dep_ != "conj" or not past or verb.head.tag_ != "VB":
        return verb
    first = verb.head
    while first.tag_ == "VB" and first.dep_ in {"xcomp", "conj", "advcl"} and first.head.i != first.i:
        first = first.head
    finite = first.tag_ in FINITE or any(c.tag_ in FINITE for c in grammar.children(first, "aux"))
    return first if finite else verb


def carried_out(noun: Token, negated: Token | None) -> bool:
    """Return True for a decision that somebody has made: "the council's decision to dismiss Kern" was followed."""
    made = noun.pos_ == "NOUN" and noun.lemma_.lower() in NOMINALIZATIONS.choices and negated is None
    return made and bool(grammar.possessors(noun))


def charged_object(verb: Token, lexicon: Lexicon) -> tuple[Token, Cue] | None:
    """Return the noun of a charge that a verb has as its object, with its cue: "faced retrial for the murder of"."""
    for noun in grammar.children(verb, "dobj"):
        cue = cue_words.governor(noun, lexicon.cues)
        if cue is not None and cue.speech and noun.pos_ == "NOUN" and negation(noun) is None:
            return noun, cue
    return None


def leaves_open(governor: Token, lexicon: Lexicon) -> bool:
    """Return True if the governor sets the status of its infinitive: "called on them to", "began a war to retake"."""
    cue = cue_words.governor(governor, lexicon.cues)
    if lexicon.is_light(governor) and grammar.objects(governor):
        return cue is not None and cue.status in OPEN
    return cue is not None and (cue.status in OPEN or cue.status is Status.ASSERTED)


def carries(governor: Token, lexicon: Lexicon) -> bool:
    """Return True if a governor passes the event on to its own governor."""
    return (
        governor.pos_ in {"ADP", "SCONJ"}
        or lexicon.is_light(governor)
        or cue_words.governor(governor, lexicon.cues) is not None
    )


def has_hand(governor: Token, lexicon: Lexicon) -> bool:
    """Return True for a noun of taking part in the event ("alleged involvement in killing")."""
    if governor.pos_ == "ADP" and governor.head.i != governor.i:
        return governor.head.lemma_.lower() in NOMINALIZATIONS.involvement
    return governor.lemma_.lower() in NOMINALIZATIONS.involvement
