"""What a document has anywhere in its text: searched for once, however many of its words ask for it."""

from __future__ import annotations

from spacy.tokens import Doc

PHRASES, WORDS = "graphbuild_phrases", "graphbuild_words"
"""Keys in `Doc.user_data` of what was searched for and whether it was found."""


def has_phrase(doc: Doc, phrase: str) -> bool:
    """Return True if a document's text has a phrase."""
    known: dict[str, bool] = doc.user_data.setdefault(PHRASES, {})
    if phrase not in known:
        known[phrase] = phrase in doc.text
    return known[phrase]


def has_word(doc: Doc, word: str) -> bool:
    """Return True if a token of a document is exactly this word."""
    known: dict[str, bool] = doc.user_data.setdefault(WORDS, {})
    if word not in known:
        known[word] = any(token.text == word for token in doc)
    return known[word]
