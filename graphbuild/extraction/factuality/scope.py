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
from graphbuild.knowledge.lexicon.speech import SPEECH

FINITE = frozenset({"VBD", "VBZ", "VBP"})
NAMES = frozenset({"NNP", "NNPS"})
OPEN = frozenset({Status.HYPOTHETICAL, Status.FUTURE, Status.DENIED})


def out_of_reach(token: Token, node: Token, governor: Token, dep: str, lexicon: Lexicon) -> bool:
    """Return True if what stands above a word on the way up from an event does not bear on the event.

    "As leader of X, he will visit Y": he leads it.
    """
    if node.lower_ == "as" and dep == "prep" and node.i < governor.i:
        return True
    if node.pos_ == "NOUN" and node.dep_ == "pobj" and node.head.lower_ in FUNCTION_WORDS.settings:
        return True  # "said that after the talks they left" tells of talks
    if pointed_out(governor) or grown(node, governor) or (dep == "prep" and prompted(node)):
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
    relative = any(t.tag_ in grammar.WH_TAGS for t in verb.doc[verb.left_edge.i : verb.i])
    return relative and any(
        c.tag_ == "VBD" and c.lemma_ in NOMINALIZATIONS.having for c in grammar.children(verb, "aux")
    )


def fronted(preposition: Token) -> bool:
    """Return True for an adjunct before its verb: "in a call with Holt, Bell called for talks" tells of a call."""
    verb = preposition.head
    asked = any(t.tag_ in grammar.WH_TAGS for t in preposition.subtree)
    return verb.pos_ == "VERB" and preposition.i < verb.i and not asked


def grown(node: Token, governor: Token) -> bool:
    """Return True for what is there if it is to grow or to last: "called for expansion of relations between"."""
    lemma = governor.lemma_.lower()
    if governor.pos_ == "VERB":
        return node.dep_ in {"dobj", "nsubjpass"} and lemma in NOMINALIZATIONS.growing
    return node.dep_ == "prep" and node.lower_ in FUNCTION_WORDS.over_contents and lemma in NOMINALIZATIONS.growth


def pointed_out(verb: Token) -> bool:
    """Return True for what the text itself tells its readers to notice: "it should be noted that guards beat Holt"."""
    if not grammar.is_passive(verb) or verb.lemma_.lower() not in SPEECH.reporting:
        return False
    impersonal = any(c.lower_ in FUNCTION_WORDS.impersonal_subjects for c in grammar.children(verb, "nsubjpass"))
    return impersonal and any(c.lower_ in SPEECH.obligations for c in grammar.children(verb, "aux"))


def prompted(preposition: Token) -> bool:
    """Return True for "at the request of", which is said of what somebody does and was made whatever becomes of it."""
    if preposition.lower_ not in FUNCTION_WORDS.prompted:
        return False
    return any(t.lemma_.lower() in NOMINALIZATIONS.prompting for t in grammar.children(preposition, "pobj"))


def ranked(noun: Token) -> bool:
    """Return True for a noun whose infinitive tells what was done: "the first leader to visit Velde"."""
    return any(c.i < noun.i and c.lower_ in FUNCTION_WORDS.ranking for c in noun.children)


def came_about(infinitive: Token, governor: Token) -> bool:
    """Return True for a purpose that is reached in what is done for it: "marched to voice their anger"."""
    if governor.pos_ != "VERB":
        return ranked(governor)
    return governor.tag_ in {"VBD", "VBN"} and infinitive.lemma_.lower() in SPEECH.attained


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


def leaves_open(infinitive: Token, governor: Token, lexicon: Lexicon) -> bool:
    """Return True if the governor sets the status of its infinitive, which then is no mere purpose.

    "Called on them to", "began a war to retake"; or what was done for it brought it about ("marched to protest").
    """
    if came_about(infinitive, governor):
        return True
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
