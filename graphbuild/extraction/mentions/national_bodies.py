"""Bodies of which a state has one: the state and the noun are a name ("Norwegian army", "Norway's army")."""

from __future__ import annotations

from spacy.tokens import Doc

from graphbuild.core.model import MentionKind
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.extraction.syntax.grammar import children, prepositional
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.naming import NAMING


def national_body(mention: TokenMention, doc: Doc, lexicon: Lexicon) -> tuple[str, str] | None:
    """Return the country's code and the noun of a mention of a national body, or None for any other mention.

    Args:
        mention: a name ("Norwegian Army") or a description ("Norway's army", "the army of Norway").
        doc: the parsed document.
        lexicon: the word lists.
    """
    if mention.kind is MentionKind.PRONOUN or mention.country:
        return None
    head = doc[mention.head]
    start = min([mention.start, *(c.left_edge.i for c in head.lefts if c.dep_ in {"poss", "amod", "compound", "nmod"})])
    words = [t.text for t in doc[start : mention.end] if t.tag_ != "POS" and t.lower_ not in FUNCTION_WORDS.articles]
    for size in range(min(3, len(words) - 1), 0, -1):
        state, noun = " ".join(words[:size]), " ".join(words[size:]).lower()
        code = lexicon.adjective(state) or lexicon.country(state)
        if code and noun in NAMING.national_bodies:
            return code, noun
    return _of_state(mention, doc, words, lexicon)


def _of_state(mention: TokenMention, doc: Doc, words: list[str], lexicon: Lexicon) -> tuple[str, str] | None:
    """Return the code and noun of "the army of Norway", "the Army of Norway"."""
    noun, _, state = " ".join(words).partition(" of ")
    if not state:
        owners = prepositional(doc[mention.head], "of")
        if len(owners) != 1 or children(owners[0], "conj"):
            return None
        state = " ".join(t.text for t in owners[0].subtree if t.lower_ not in FUNCTION_WORDS.articles)
    code = lexicon.country(state)
    return (code, noun.lower()) if code and noun.lower() in NAMING.national_bodies else None


def national_name(code: str, noun: str, lexicon: Lexicon) -> str:
    """Return the usual name of a national body ("Norwegian army"): its state's adjective and the noun."""
    name = lexicon.country_name(code)
    usual = (word for word, other in lexicon.nationalities.items() if other == code)
    adjective = NAMING.body_adjectives.get(code) or next(usual, name).title()
    return f"{adjective} {noun}"
