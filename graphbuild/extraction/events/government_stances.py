"""Where a body stands towards a government that only an adjective names: "antigovernment militias", "pro-government".

The government is the one at home, of which the text says no more than "the government".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, typed_event
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.reference import REFERENCE
from graphbuild.knowledge.ontology.structural import OPPOSES, PROTESTS_AGAINST

ATTRIBUTIVE = frozenset({"amod", "compound", "nmod"})
BEGINNINGS = frozenset(REFERENCE.government_stances) | {w.split("-")[0] for w in REFERENCE.government_stances}
PARTS = 3
"""Tokens of such an adjective that is written with a hyphen."""


def government_stances(context: DocumentContext) -> Iterator[Event]:
    """The stances that adjectives state of the actors before whose nouns they stand."""
    stances = [found for token in context.doc if (found := _stance(token)) is not None]
    government = _government(context) if stances else None
    if government is None:
        return
    for relation, words, noun in stances:
        actors = tuple(i for i in context.mentions_of([noun]) if not context.same_actor(i, government))
        if not actors or _foreign(context, noun):
            continue
        if relation == OPPOSES and any(m.frame.relation == PROTESTS_AGAINST for m in context.matches_at(noun.i)):
            relation = PROTESTS_AGAINST  # "anti-government protesters"
        event = typed_event(context, relation, actors, (government,), words, "stance towards the government")
        if event is not None:
            yield event


def _stance(token: Token) -> tuple[str, tuple[Token, ...], Token] | None:
    """The relation of an adjective that begins at a token, its tokens and its noun: it may be one token or three."""
    if token.lower_ not in BEGINNINGS:
        return None
    words: tuple[Token, ...] = (token,)
    after = token.doc[token.i + 1 : token.i + PARTS]
    if len(after) == PARTS - 1 and after[0].text == "-":
        words = (token, *after)
    relation = REFERENCE.government_stances.get("".join(t.lower_ for t in words))
    last = words[-1]
    return (relation, words, last.head) if relation is not None and last.dep_ in ATTRIBUTIVE else None


def _government(context: DocumentContext) -> int | None:
    """The first plain mention of the government that is spoken of most, or None."""
    counts: Counter[int] = Counter()
    first: dict[int, int] = {}
    for i, m in enumerate(context.mentions):
        noun = m.kind is MentionKind.NOMINAL and context.type_of(i) is ActorType.GOVERNMENT
        if noun and context.head(i).lemma_.lower() in REFERENCE.state_nouns and _plain(context.head(i)):
            counts[context.actor_of(i)] += 1
            first.setdefault(context.actor_of(i), i)
    return first[counts.most_common(1)[0][0]] if counts else None


def _plain(noun: Token) -> bool:
    """Whether nothing makes a government another one's than that at home: "the government", "government"."""
    return not grammar.children(noun, *ATTRIBUTIVE, "poss", "prep")


def _foreign(context: DocumentContext, noun: Token) -> bool:
    """Whether a noun says of which country its bearers are: "Burundian antigovernment militias"."""
    beside = [*grammar.children(noun, *ATTRIBUTIVE), *grammar.possessors(noun)]
    named = (i for t in beside if (i := context.mention_at(t)) is not None)
    return any(context.mentions[i].country is not None for i in named)
