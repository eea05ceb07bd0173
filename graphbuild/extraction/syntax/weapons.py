"""Weapons, strikes and other deeds that are said to do harm: whose they are, and which one harmed somebody.

"Turkish jets" act for Turkey, "a bombing by" for whom it names. "Killed in a raid by U.S. troops", "in a clash with
soldiers": the harm is theirs.
"""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.core.model import ActorType
from graphbuild.core.names import fold
from graphbuild.extraction.syntax import grammar
from graphbuild.extraction.syntax.nominalizations import MODIFIERS, doers
from graphbuild.knowledge.lexicon.control import CONTROL_WORDS
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS

ARMED = frozenset({ActorType.ARMED_GROUP, ActorType.SECURITY_FORCE, ActorType.GOVERNMENT})


def doing(verb: Token, lexicon: Lexicon) -> list[Token]:
    """Return the event in which a passive's patient was hurt, if its agent is given.

    "killed in a raid by U.S. troops", "killed near Zaria in a clash with soldiers", "killed due to attacks by rebels".
    """
    for prep in _harmful(verb):
        inner = [prep, *grammar.children(prep, "prep", "pcomp")]  # "due to", "because of"
        for noun in (n for p in inner for c in grammar.children(p, "pobj") for n in _attacks(grammar.antecedent(c))):
            if grammar.agents(noun) or used_by(noun):
                return grammar.agents(noun) or used_by(noun)
            fought = noun.lemma_.lower() in NOMINALIZATIONS.clashes and verb.lemma_.lower() in NOMINALIZATIONS.fatal
            if fought and (found := grammar.prepositional(noun, "with")):
                return found
            if wielders(noun, lexicon)[0] != [noun]:
                return [noun]
    return []


def _harmful(verb: Token) -> list[Token]:
    """Return the prepositions before what harmed the patient of a verb, also one that is attached to a place."""
    own = [p for p in verb.children if p.dep_ == "prep" and p.lower_ in FUNCTION_WORDS.by_what]
    places = [c for p in verb.children if p.dep_ in {"prep", "advmod"} for c in grammar.children(p, "pobj")]
    return own + [p for c in places for p in grammar.preposition_tokens(c, *FUNCTION_WORDS.within_events)]


def _attacks(noun: Token) -> list[Token]:
    """Return the attacks of which a noun is a number or the outcome ("a series of", "as a result of"), or the noun."""
    inner = grammar.prepositional(noun, "of") if noun.lemma_.lower() in NOMINALIZATIONS.series else []
    return inner or [noun]


def wielders(token: Token, lexicon: Lexicon) -> tuple[list[Token], int | None]:
    """Return the users of a weapon, or the agents of an event, that is the subject of a verb; else the token itself.

    "Turkish jets", "a bombing by Hamas".

    Returns:
        The tokens, and the index of the word by which another verb attributes the event to them, or None ("claimed the
        bombings that killed ...", "attacks claimed by X killed ..."): the status is then that of this word.
    """
    if token.lemma_.lower() in NOMINALIZATIONS.pieces:
        token = next(iter(grammar.prepositional(token, "from", "of")), token)
    if token.lemma_.lower() not in NOMINALIZATIONS.instruments or token.pos_ == "PRON":
        return [token], None
    if found := grammar.agents(token) or used_by(token) or _named(token, lexicon):
        return found, None
    for claim in grammar.children(token, "acl", "relcl"):
        if claim.lemma_.lower() in lexicon.cues.own and (found := grammar.agents(claim)):
            return found, claim.i
    found = doers(token, lexicon)
    return found or [token], token.i if found else None


def used_by(noun: Token) -> list[Token]:
    """Return the doers in a participle at a noun: "a raid carried out by", "attributed to", "blamed on", "X-led"."""
    clauses = grammar.children(noun, "acl", "relcl")
    led = [c for c in grammar.children(noun, "amod") if c.lemma_.lower() in NOMINALIZATIONS.leading]
    if leaders := [t for c in led for t in grammar.children(c, "npadvmod", "amod", "nmod", "compound")]:
        return leaders
    done = [t for c in clauses if c.lemma_.lower() in NOMINALIZATIONS.executing for t in grammar.agents(c)]
    laid = [c for c in clauses if c.lemma_.lower() in NOMINALIZATIONS.attributing and c.tag_ == "VBN"]
    return done + [t for c in laid for t in grammar.prepositional(c, "to", "on")]


def _named(noun: Token, lexicon: Lexicon) -> list[Token]:
    """Return the owner of an event or weapon: a genitive, or a name right before it.

    A noun before an event may also be its patient or place ("the London bombing"), so only states and armed actors
    count. "US-led" jets belong to a coalition, whose members are unknown.
    """
    if own := [t for t in grammar.possessors(noun) if t.ent_type_ not in {"DATE", "TIME"}]:
        return own
    beside = grammar.children(noun, *MODIFIERS)
    armed = [c for c in beside if _bears_arms(c, lexicon) and not _against(c) and not _scene_of(c, noun)]
    states = [c for c in armed if c.lower_ != "government"]  # "Syrian government warplanes": Syria's
    return [t for c in (states or armed)[-1:] for t in grammar.conjuncts(c) if t.i < noun.i]


def _scene_of(name: Token, noun: Token) -> bool:
    """Return True for a country before what goes off in it: "a Norway bomb" is no bomb of Norway's, its jets are."""
    return name.ent_type_ == "GPE" and noun.lemma_.lower() in NOMINALIZATIONS.going_off


def acts_before(noun: Token, lexicon: Lexicon) -> bool:
    """Return True if a noun names the agent of the event or weapon after it ("coalition air strikes")."""
    armed = noun.lower_ in CONTROL_WORDS.acting
    return armed and noun.dep_ in MODIFIERS and noun.head.lemma_.lower() in NOMINALIZATIONS.instruments


def _bears_arms(token: Token, lexicon: Lexicon) -> bool:
    """Return True if a token names a state or an armed actor."""
    if token.lower_ in CONTROL_WORDS.acting or token.ent_type_ == "NORP":
        return True
    if token.ent_type_ not in {"GPE", "ORG"}:
        return False
    return lexicon.country(token.text) is not None or lexicon.known.get(fold(_entity(token))) in ARMED


def _entity(token: Token) -> str:
    """Return the whole name of which a token is part, without an article."""
    doc, sentence, start, end = token.doc, token.sent, token.i, token.i + 1
    while doc[start].ent_iob_ == "I":
        start -= 1
    while token.ent_type_ and end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    name = doc[start:end].text if sentence.start <= start and end <= sentence.end else token.text
    return name.removeprefix("the ").removeprefix("The ")


def _against(token: Token) -> bool:
    """Return True if an opposing prefix such as "anti" precedes a token."""
    return token.i > 0 and token.nbor(-1).lower_ in FUNCTION_WORDS.opposing_prefixes
