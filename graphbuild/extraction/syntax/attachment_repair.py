"""Prepositions that are attached to the name before them and belong to the event: "sold by Dahl to Marsh"."""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.extraction.syntax import cue_words
from graphbuild.extraction.syntax.grammar import SUBJECTS, is_passive
from graphbuild.knowledge.lexicon.control import CONTROL_WORDS
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.lexicon.transfers import TRANSFERS

TO = FUNCTION_WORDS.recipient_prepositions
BY = FUNCTION_WORDS.agent_prepositions
OF = FUNCTION_WORDS.patient_prepositions
BODIES = frozenset({"ORG", "NORP", "GPE"})
"""Labels of entities that can act."""


def mend_attachment(prep: Token, lexicon: Lexicon) -> None:
    """Attach a preposition to the event that it belongs to, in place; any other is left unchanged.

    Args:
        prep: a preposition after its head.
        lexicon: the word lists.
    """
    if prep.i < prep.head.i:
        return
    _mend_charge(prep, lexicon)
    _mend_addressee(prep, lexicon)
    if prep.lower_ in OF:
        _mend_patient(prep, lexicon)
    elif prep.dep_ == "agent":
        _mend_participle(prep)
    elif prep.lower_ in TO | BY and prep.head.dep_ == "pobj" and prep.head.pos_ == "PROPN":
        _mend_handed_over(prep)


def _mend_charge(prep: Token, lexicon: Lexicon) -> None:
    """Attach a charge to its verb: in `accuses troops and Norvia's fighters of killing nine` nobody is "of killing"."""
    noun = first = prep.head
    while first.dep_ in {"conj", "appos"} and first.head.i < first.i:
        first = first.head
    if first.dep_ not in {"dobj", "nsubjpass"} or not any(c.dep_ == "pcomp" and c.tag_ == "VBG" for c in prep.children):
        return
    cue = cue_words.governor(first.head, lexicon.cues)
    if cue is not None and (noun.pos_ == "PROPN" or lexicon.is_person_noun(noun.lemma_.lower())):
        prep.head = first.head


def _mend_addressee(prep: Token, lexicon: Lexicon) -> None:
    """Give a verb of telling the one who is told: in `reported the theft to police` nobody stole to the police."""
    noun, verb = prep.head, prep.head.head
    if noun.dep_ != "dobj" or prep.lower_ not in CONTROL_WORDS.addressing.get(verb.lemma_.lower(), frozenset()):
        return
    if noun.lemma_.lower() in CONTROL_WORDS.directed | NOMINALIZATIONS.states | NOMINALIZATIONS.mediated:
        return
    told = [c for c in prep.children if c.dep_ == "pobj"]
    if told and (told[0].pos_ == "PROPN" or lexicon.noun_type(told[0], plural=told[0].tag_ == "NNS") is not None):
        prep.head = verb


def _mend_handed_over(prep: Token) -> None:
    """Give a sale its buyer: in `sold by Dahl to Marsh`, `bought from Dahl by Marsh` Marsh is no part of Dahl."""
    first = prep.head.head
    verb = first.head
    if verb.pos_ != "VERB" or not is_passive(verb):
        return
    own = any(c.lower_ == prep.lower_ for c in verb.children)
    if prep.lower_ in TO and first.dep_ == "agent" and verb.lemma_.lower() in TRANSFERS.verbs | TRANSFERS.selling:
        prep.head = prep.head if own else verb
    elif prep.lower_ in BY and first.dep_ == "prep" and not own:
        prep.head, prep.dep_ = verb, "agent"


def _mend_participle(by: Token) -> None:
    """Make a noun the agent and not the victim: in `held by striking workers` nobody strikes them."""
    for verb in by.children:
        nouns = [c for c in verb.rights if c.dep_ == "dobj" and c.left_edge.i == verb.i + 1]
        if verb.dep_ == "pcomp" and verb.lemma_.lower() in NOMINALIZATIONS.protesting and nouns:
            noun = nouns[0]
            noun.head, noun.dep_ = by, "pobj"
            verb.head, verb.dep_ = noun, "amod"
            return


def _mend_patient(of: Token, lexicon: Lexicon) -> None:
    """Give an event its patient: in `the rescue by banks of Lumen Steel` Lumen is rescued, it has no banks."""
    agent = of.head
    event = agent.head.head
    if agent.dep_ != "pobj" or agent.head.lower_ not in BY or event.pos_ != "NOUN" or of.i < agent.i:
        return
    patient = next((c for c in of.children if c.dep_ == "pobj"), None)
    if patient is None or event.lemma_.lower() not in NOMINALIZATIONS.undergone | NOMINALIZATIONS.beginnings:
        return
    if any(c.lower_ in OF for c in event.children):
        return
    counted = bool(agent.n_lefts) and not lexicon.is_person_noun(agent.lemma_.lower())
    if patient.ent_type_ == "PERSON" or (patient.ent_type_ in BODIES and (agent.pos_ == "PROPN" or counted)):
        of.head = event


def mend_name_behind_post(name: Token) -> None:
    """Attach a name to the post right before it: in `Marl's mayor Bell and Velde's mayor Holt` Holt is not Marl's."""
    first = name.left_edge
    if name.pos_ != "PROPN" or first.i <= name.sent.start:
        return
    post = first.nbor(-1)
    if post.pos_ == "NOUN" and post.dep_ == "conj" and post.i != name.head.i and name.head.i < post.i:
        name.head = post


def mend_second_object(noun: Token) -> None:
    """Attach a second object after a comma to the noun before it: in `urged Bell to visit prisons, cells and camps`.

    The parser takes the rest of a series for one more object of the main verb.
    """
    verb, first = noun.head, noun.left_edge
    others = [c for c in verb.children if c.dep_ == "dobj" and c.i < noun.i]
    if verb.i > noun.i or not others or first.i < 2 or first.nbor(-1).text != ",":
        return
    before = first.nbor(-2)
    between = noun.doc[others[-1].i : before.i]
    listed = any(c.dep_ == "conj" for c in noun.children) and any(t.tag_ == "VB" for t in between)
    if listed and before.pos_ in {"NOUN", "PROPN"} and before.i != others[-1].i and before.i > others[-1].i:
        noun.head, noun.dep_ = before, "conj"


def mend_plural_relative(verb: Token) -> None:
    """Attach a relative clause to the plural that it agrees with: in `the owners of Kestrel, who have been accused`."""
    one = verb.head
    if one.tag_ not in {"NN", "NNP"} or one.dep_ != "pobj" or any(c.dep_ == "conj" for c in one.children):
        return
    many, relative = one.head.head, [c for c in verb.children if c.dep_ in SUBJECTS and c.tag_ in {"WP", "WDT"}]
    finite = [t for t in (verb, *verb.children) if t.tag_ == "VBP" and (t.i == verb.i or t.dep_ in {"aux", "auxpass"})]
    if one.head.lower_ in OF and many.tag_ == "NNS" and relative and finite:
        verb.head = many
