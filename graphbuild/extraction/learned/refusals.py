"""What grammar does not let stand of what the model proposes: an end that is only a part of another, or not attached.

The model sees which words are near each other. It takes the title of one person for that of another, the country of a
town for what was attacked there, an adjective for the force that it describes. Each of these is seen in the parse.
"""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.ontology import Relation

PLACES = frozenset({ActorType.PLACE, ActorType.COUNTRY})
MODIFIERS = frozenset({"amod", "compound", "nmod", "nummod"})
BESIDE_NAMES = frozenset({"appos", "npadvmod", "conj"})
"""How the parser attaches the second step of an address to the first."""
POSTS = frozenset({"oprd", "attr"})
WHERE = "place"


def refused(context: DocumentContext, relation: Relation, trigger: Token, subject: int, target: int) -> bool:
    """Return True if grammar does not let a link stand.

    Args:
        context: the document.
        relation: what it says.
        trigger: the head of the words that say it.
        subject, target: its mentions.
    """
    one, other = context.head(subject), context.head(target)
    if not relation.lasts and (_names_where_from(context, subject) or _names_where_from(context, target)):
        return True
    if relation.family != WHERE and (_where_a_place_lies(context, subject) or _where_a_place_lies(context, target)):
        return True
    if relation.lasts:
        return trigger.pos_ in {"NOUN", "PROPN"} and _title_of_another(context, trigger, subject, target)
    if _part_of_another(context, subject) or (trigger.pos_ == "VERB" and other.dep_ in POSTS and other.head == trigger):
        return True
    if relation.symmetric:
        return False
    if _owns(trigger, other):
        return True
    together = one in grammar.conjuncts(other) or other in grammar.conjuncts(one)
    return together or (trigger.pos_ == "VERB" and _suffers(trigger, one))


def _part_of_another(context: DocumentContext, i: int) -> bool:
    """Return True if a mention is a word of another actor's name or description: "Karvian" in "Karvian forces"."""
    head, m = context.head(i), context.mentions[i]
    if head.dep_ in MODIFIERS and any(not context.same_actor(i, j) for j in context.mentions_of([head.head])):
        return True
    return any(o.start <= m.start and m.end <= o.end and o.end - o.start > m.end - m.start for o in _beside(context, m))


def _names_where_from(context: DocumentContext, i: int) -> bool:
    """Return True if a name is the whole of another actor's description: the country that "a Karvian" comes from."""
    m = context.mentions[i]
    return m.kind is MentionKind.NAME and any(
        (o.start, o.end) == (m.start, m.end) and o.kind is not m.kind for o in _beside(context, m)
    )


def _beside(context: DocumentContext, m: TokenMention) -> list[TokenMention]:
    """Return the mentions of a mention's sentence, itself among them."""
    return [context.mentions[j] for j in context.clusters.in_sentence(context.clusters.sentence[m.start])]


def _where_a_place_lies(context: DocumentContext, i: int) -> bool:
    """Return True if a mention says where a place lies that is named before it: "Karvia" in "in Brask, Karvia"."""
    if context.type_of(i) not in PLACES:
        return False
    head = context.head(i)
    if head.dep_ == "pobj" and head.head.lower_ == "in":
        over = head.head.head
    elif head.dep_ in BESIDE_NAMES:
        over = head.head
    else:
        return False
    return any(context.type_of(j) in PLACES for j in context.mentions_of([over]))


def _title_of_another(context: DocumentContext, title: Token, subject: int, target: int) -> bool:
    """Return True if a title stands at the name of another actor than the one who is said to have it."""
    holders = grammar.children(title, "appos")
    if title.dep_ in MODIFIERS or title.dep_ == "appos":
        holders.append(title.head)
    found = {context.actor_of(i) for i in context.mentions_of(holders)} - {context.actor_of(target)}
    return bool(found) and context.actor_of(subject) not in found


def _owns(noun: Token, end: Token) -> bool:
    """Return True if an end is whose act a noun names: "at Reld's request" demands nothing of him."""
    if noun.pos_ != "NOUN" or noun.lemma_.lower() in NOMINALIZATIONS.undergone:
        return False
    return end in grammar.possessors(noun)


def _suffers(verb: Token, end: Token) -> bool:
    """Return True if an end is the object of an active verb: it does not do what the verb says."""
    if grammar.is_passive(verb):
        return False
    objects = [*grammar.objects(verb), *(token for prep in grammar.children(verb, "prep") for token in prep.children)]
    return any(end == token or end in grammar.conjuncts(token) for token in objects)
