"""Mention detection: all names, nominal descriptions and pronouns of a document.

Names come from the entity recogniser, corrected by the lexicon (countries, titles, known organisations), and from
proper nouns that the recogniser missed. Descriptions are noun phrases whose head the lexicon lists as an actor.
Mentions may be nested ("Iran" in "Iran-backed militias").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from spacy.tokens import Doc

from graphbuild.core.model import ActorType
from graphbuild.extraction.mentions.counted_people import counted_people
from graphbuild.extraction.mentions.inner_names import inner_names, short_forms
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.extraction.mentions.names import find_names
from graphbuild.extraction.mentions.nominals import before_post, nominal
from graphbuild.extraction.mentions.pronouns import pronoun
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.naming import NAMING
from graphbuild.knowledge.ontology import BODIES


def find_mentions(
    doc: Doc, lexicon: Lexicon, overlay: Callable[[list[TokenMention]], list[TokenMention]] | None = None
) -> list[TokenMention]:
    """Return all mentions of a document in text order, at most one for each head token.

    Sets the lemma of verb forms that the model lemmatises wrongly ("staged": stag).

    Args:
        doc: the parsed document.
        lexicon: the word lists.
        overlay: replaces names by those of a gazetteer; no description or pronoun inside such a name is a mention.
    """
    _mend_lemmas(doc, lexicon)
    names = _of_one_type(doc, _unique(find_names(doc, lexicon)))
    things = _named_things(doc)
    names = [m for m in names if m.sure or m.tokens(doc).text not in things]
    names = overlay(names) if overlay is not None else names
    known = {i for m in names if m.known for i in range(m.start, m.end)}
    names += _repeated(doc, names)
    titles = {i for m in names if m.title for i in range(m.start - len(m.title.split()), m.start)}
    opening = {m.start - len(m.title.split()) for m in names if m.title}
    names = [
        m
        for m in names  # "the Social Party leader Ada Holt": the party's name begins before the title
        if m.country or m.head not in titles or m.start not in titles or _opens_title(doc, m, opening, lexicon)
    ]
    names += inner_names(doc, names, lexicon)
    covered = {i for m in names for i in range(m.start, m.end)}
    heads = {m.head for m in names}
    papers = {m.head for m in names if m.type is ActorType.MEDIA}  # "the Australian" is no person
    spans = {(m.start, m.end) for m in names if not m.country}
    nominals = [
        m
        for token in doc
        for m in nominal(token, lexicon, covered, heads)
        if (m.start, m.end) not in spans
        and m.head not in papers | known
        and (m.head not in titles or (m.type in BODIES and before_post(token, lexicon)))
    ]
    nominals += [m for m in short_forms(doc, names, lexicon) if m.head not in titles | known]
    described = {m.head for m in nominals} | covered
    nominals += [m for t in doc if t.i not in described and (m := counted_people(t)) is not None]
    pronouns = [m for token in doc if (m := pronoun(token)) is not None and m.head not in known]
    return sorted([*names, *nominals, *pronouns], key=lambda m: (m.start, -m.end))


def _opens_title(doc: Doc, m: TokenMention, opening: set[int], lexicon: Lexicon) -> bool:
    """Return True for a body before a post ("FBI director James Comey"); "Secretary of State Anna Lind" has none."""
    return m.start in opening and lexicon.known_type(m.tokens(doc).text) in BODIES


def _mend_lemmas(doc: Doc, lexicon: Lexicon) -> None:
    """Set the lemmas of verb forms that the lexicon lists."""
    for token in doc:
        if token.pos_ == "VERB" and token.lower_ in lexicon.verb_lemmas:
            token.lemma_ = lexicon.verb_lemmas[token.lower_]


def _repeated(doc: Doc, names: list[TokenMention]) -> list[TokenMention]:
    """Return names that the text has elsewhere and that the recogniser missed here ("Muslih commands ...")."""
    known: dict[str, TokenMention] = {}
    for m in names:
        words = m.tokens(doc)
        if (m.end - m.start == 1 and len(words[0]) > 2) or m.type is ActorType.PERSON:
            known.setdefault(words[-1].text, m)
    covered = {i for m in names for i in range(m.start, m.end)}
    return [
        replace(known[t.text], start=t.i, end=t.i + 1, head=t.i, title=None, known=None)
        for t in doc
        if t.i not in covered
        and t.text in known
        and t.text[:1].isupper()
        and t.dep_ not in {"compound", "amod"}
        and not (t.is_sent_start and t.is_stop)
    ]


def _named_things(doc: Doc) -> frozenset[str]:
    """Return the names of storms and harmful programs: after "Hurricane Marga" no Marga killed anybody."""
    storms = (t.nbor(1) for t in doc[:-1] if t.lower_ in NAMING.storms and t.is_title and t.nbor(1).pos_ == "PROPN")
    programs = (t.nbor(-1) for t in doc[1:] if t.lemma_.lower() in NAMING.programs and t.nbor(-1).dep_ == "compound")
    free = (t for t in programs if t.pos_ == "PROPN" and t.ent_type_ in {"", "PERSON", "PRODUCT"})
    return frozenset(t.text for t in (*storms, *free))


def _of_one_type(doc: Doc, names: list[TokenMention]) -> list[TokenMention]:
    """Return the names with the certain type of a body for one-word names whose type elsewhere is only a guess.

    The surname of somebody whom the text names in full is a person's.
    """
    told = {m.tokens(doc).text: m for m in names if m.sure and m.type in BODIES and m.end - m.start == 1}
    people = {m.tokens(doc)[-1].text: m for m in names if m.type is ActorType.PERSON and m.end - m.start > 1}
    told = {**{word: m for word, m in people.items() if len(word) > 2}, **told}
    return [
        replace(m, type=same.type, sure=True, gender=None if same.type is ActorType.PERSON else same.gender)
        if not m.sure and not m.country and (same := told.get(m.tokens(doc).text)) is not None
        else m
        for m in names
    ]


def _unique(found: Iterable[TokenMention]) -> list[TokenMention]:
    """Return one mention for each head token, the longest."""
    best: dict[int, TokenMention] = {}
    for mention in found:
        old = best.get(mention.head)
        if old is None or mention.end - mention.start > old.end - old.start:
            best[mention.head] = mention
    return list(best.values())
