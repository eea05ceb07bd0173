"""Which date phrase belongs to which event.

The parser attaches the last phrase of a sentence to whatever stands before it. A phrase belongs to the event if the
words between allow it: no clause of its own, no other event ("arrested over a robbery in 2015").
"""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.extraction.claims.context import ClaimContext
from graphbuild.extraction.claims.dates.time_phrase import TimePhrase
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.locations import LOCATIONS
from graphbuild.knowledge.lexicon.time_words import TIME_WORDS

MAX_STEPS = 5
"""Steps up the parse from a date to its event."""


def date_of(context: ClaimContext, head: Token) -> TimePhrase | None:
    """The date phrase that belongs to a word: the nearest in the tree."""
    dated = [
        (d, abs(e.start - head.i), e)
        for e in context.dates.get(head.sent.start, ())
        if not (e.modifies and _dates_other(e.root, head))
        and not (context.mention_at(head) is not None and _opens_clause(e, head))
        and (d := _distance(context, e.root, head)) is not None
    ]
    return min(dated, key=lambda d: d[:2])[2] if dated else None


def _opens_clause(date: TimePhrase, head: Token) -> bool:
    """Whether a date between a subject and its verb is the verb's, not the role's ("a member on August 4 stated")."""
    doc = head.doc
    if head.pos_ in {"VERB", "AUX"} or date.start < head.i or date.end >= len(doc):
        return False
    verb = doc[date.end]
    if verb.pos_ not in {"VERB", "AUX"} or (verb.tag_ in {"VBN", "VBG"} and verb.dep_ == "acl"):
        return False
    return any(c.dep_ in grammar.SUBJECTS and c.left_edge.i <= head.i <= c.right_edge.i for c in verb.children)


def _dates_other(date: Token, head: Token) -> bool:
    """Whether a date before a noun dates something else than the event ("welcomed Monday's decision").

    What happened "in a 2019 raid" or "at last week's meeting" happened then, too.
    """
    noun = dated_noun(date)
    if head.i in {noun.i, noun.head.i if noun.dep_ in {"attr", "appos"} else noun.i} or noun.i == date.i:
        return False
    at_level = date.dep_ == "poss" and noun.head.lower_ == "at"  # "at last year's levels"
    return at_level or not (noun.dep_ == "pobj" and noun.head.lower_ in TIME_WORDS.occasions)


def dated_noun(date: Token) -> Token:
    """The noun before which a date stands ("the April 9 policy meeting")."""
    noun = date.head
    while noun.dep_ == "compound" and noun.head.i > noun.i:
        noun = noun.head
    return noun


def predicate_verb(head: Token) -> Token | None:
    """The verb of which a word is the predicate ("has been a member", "served as governor"), or None."""
    if head.dep_ in {"attr", "acomp"}:
        return head.head
    if head.dep_ == "pobj" and head.head.lower_ in FUNCTION_WORDS.role_prepositions:
        verb = head.head.head
        return verb if verb.pos_ in {"VERB", "AUX"} else None
    return None


def _distance(context: ClaimContext, date: Token, head: Token) -> int | None:
    """The steps up the parse from a date to an event's head; None if the date is below another verb or event."""
    verb = predicate_verb(head) or _dating_verb(head)
    found = _steps(context, date, head)
    return found if found is not None or verb is None else _steps(context, date, verb)


def _dating_verb(head: Token) -> Token | None:
    """The verb that only says when an event was or is to be ("talks were held", "is scheduled for"), or None."""
    verb = head.head
    dates = (
        head.pos_ in {"NOUN", "PROPN"} and head.dep_ in grammar.SUBJECTS and verb.lemma_.lower() in TIME_WORDS.dating
    )
    return verb if dates else None


def _steps(context: ClaimContext, date: Token, head: Token) -> int | None:
    """The steps from a date to one word; None if they pass another verb or event."""
    holder = after_relative_clause(date)
    if holder is not None:
        return 2 if holder.i == head.i else None
    steps, node = 0, date
    while steps < MAX_STEPS:
        if node.i == head.i:
            return steps
        if _shares(node, head):
            return steps + 1
        if (
            node.head.i == node.i
            or (node.i != date.i and node.pos_ in {"VERB", "AUX"})
            or _elsewhen(context, node, date)
        ):
            return None
        node = node.head
        steps += 1
    return None


def _elsewhen(context: ClaimContext, node: Token, date: Token) -> bool:
    """Whether a noun on the way is another event: "arrested over a robbery in 2015", wherever "in" is attached."""
    if node.i == date.i and date.dep_ == "pobj" and date.head.lower_ == "in" and date.head.i > 0:
        before = date.head.nbor(-1)
        return before.i > node.head.head.i and _elsewhen(context, before, date)
    if node.i == date.i or node.dep_ != "pobj" or node.pos_ != "NOUN":
        return False
    return node.head.lower_ in LOCATIONS.elsewhen and context.mention_at(node) is None


def _shares(verb: Token, head: Token) -> bool:
    """Whether a second verb shares the date that opens the clause: "On Monday soldiers arrested X and killed Y"."""
    return head.dep_ == "conj" and head.head.i == verb.i and head.pos_ == "VERB" and _opens(verb, head)


def _opens(verb: Token, head: Token) -> bool:
    """Whether a date stands before the subject of the first verb, and none after the second."""
    if any(c.dep_ in grammar.SUBJECTS for c in head.children) or any(t.ent_type_ == "DATE" for t in _after(head)):
        return False
    subject = next((c for c in verb.children if c.dep_ in grammar.SUBJECTS), None)
    return subject is not None and any(t.ent_type_ == "DATE" for c in verb.lefts for t in c.subtree if c.i < subject.i)


def _after(head: Token) -> list[Token]:
    """The tokens of a subtree that come after its head."""
    return [t for t in head.subtree if t.i > head.i]


def after_relative_clause(word: Token) -> Token | None:
    """The verb of the main clause, if a phrase follows a relative clause's comma; None otherwise.

    "Arrested Muslih, who is from Kerbala, on May 26": the date is that of the arrest.
    """
    phrase = word.head if word.dep_ == "pobj" else word
    if phrase.i == 0 or phrase.nbor(-1).text != ",":
        return None
    for ancestor in phrase.ancestors:
        if ancestor.dep_ == "relcl":
            return grammar.clause(ancestor.head)
    return None
