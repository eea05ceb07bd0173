"""Detection of cue words: verbs, nouns and adjectives that set the status of what they govern, and phrases."""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.extraction.syntax.grammar import is_passive
from graphbuild.knowledge.lexicon.cues import Cue, Cues
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS

PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}


def governor(token: Token, cues: Cues) -> Cue | None:
    """Return the cue of a token, or None. The passive of a verb may have a cue of its own ("is wanted for")."""
    part, lemma = PARTS.get(token.pos_, ""), token.lemma_.lower()
    if lemma in FUNCTION_WORDS.purposes and _opens_purpose(token):
        return None
    found = _phrase(token, part, lemma, cues)
    found = found or cues.governors.get((part, lemma)) or cues.governors.get((part, token.lower_)) or ()
    if len(found) > 1:
        passive = is_passive(token)
        found = tuple(c for c in found if c.passive == passive) or found
    return found[0] if found else None


def _opens_purpose(noun: Token) -> bool:
    """Return True for the noun of "in order to", which orders nothing."""
    inside = noun.i > noun.sent.start and noun.i + 1 < noun.sent.end
    return inside and noun.nbor(-1).lower_ in FUNCTION_WORDS.into_states and noun.nbor(1).tag_ == "TO"


def _phrase(token: Token, part: str, lemma: str, cues: Cues) -> tuple[Cue, ...]:
    """Return the cues of a verb with a particle or noun: "rule out", "stop short", "keep from"."""
    seconds = cues.seconds.get(lemma)
    if seconds is None:
        return ()
    after = (child.lower_ for child in token.children if child.i > token.i)
    phrases = ((part, f"{lemma} {word}") for word in after if word in seconds)
    return next((cues.governors[phrase] for phrase in phrases if phrase in cues.governors), ())
