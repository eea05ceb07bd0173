"""Questions that one actor puts to another: "asked Holt whether he had paid", "asked her about the plan"."""

from __future__ import annotations

from spacy.tokens import Token

from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.speech import SPEECH


def inquires(verb: Token) -> bool:
    """Return True if a verb of asking wants an answer, not a deed."""
    if verb.lemma_.lower() not in SPEECH.inquiring:
        return False
    clauses = grammar.children(verb, "ccomp", "xcomp", "advcl")
    if any(c.tag_ == "VB" and c.dep_ == "xcomp" for c in clauses):
        return False  # "asked Holt to say whether he had paid"
    return any(_opens_as_question(c) for c in clauses if c.i > verb.i) or any(
        c.lower_ in SPEECH.question_topics for c in grammar.children(verb, "prep")
    )


def _opens_as_question(clause: Token) -> bool:
    """Return True for a clause that begins as a question does."""
    marked = any(c.lower_ in SPEECH.question_openings for c in grammar.children(clause, "mark"))
    return marked or clause.left_edge.tag_ in grammar.WH_TAGS
