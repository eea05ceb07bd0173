"""Names of a text as mentions, with countries nested in longer names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.mentions.mention import PLURAL, TokenMention
from graphbuild.extraction.mentions.metonymy import acting_capital
from graphbuild.extraction.mentions.name_boundaries import (
    before_title,
    name_spans,
    strip_title,
    title_before,
    trim,
    without_epithet,
)
from graphbuild.extraction.mentions.name_types import is_post, name_gender, name_type
from graphbuild.extraction.mentions.whole_text import has_phrase
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.known_names import whole_name
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.naming import NAMING

# A legislator's party and state after the name, as American papers write it: "(D-Mich.)", "(R-Texas)".
CONSTITUENCY = re.compile(r"[DRI]-[A-Z][A-Za-z. ]*")


def find_names(doc: Doc, lexicon: Lexicon) -> Iterator[TokenMention]:
    """Yield the names of a parsed document, longer ones with the countries inside them."""
    taken: set[int] = set()
    for start, end, label in name_spans(doc, lexicon):
        mention = _name(doc, start, end, label, lexicon)
        if mention is not None:
            taken.update(range(mention.start, mention.end))
            yield mention
            yield from _nested(doc, mention, lexicon)
    for token in doc:
        if token.i in taken:
            continue
        if token.text in NAMING.short_names and _short_name(token):
            yield replace(_country_mention(token, ""), type=ActorType.ARMED_GROUP, country=None)
        elif country := lexicon.nationality(token):
            yield _country_mention(token, country)
        elif token.text[:1].isupper() and (party := _party_word(doc, token, lexicon, taken)) is not None:
            yield party


def _short_name(token: Token) -> bool:
    """Return True if a word in capitals is the acronym of a body that the text names in full ("members of IS")."""
    noun = token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"pobj", "dobj", "nsubj", "compound"}
    return noun and has_phrase(token.doc, NAMING.short_names[token.text])


def _party_word(doc: Doc, token: Token, lexicon: Lexicon, taken: set[int]) -> TokenMention | None:
    """Return a party's adjective or member noun as a mention: "Republican senators", "as a Social Democrat"."""
    if token.i + 1 >= len(doc):
        return None
    start = token.i
    beside = start and start - 1 not in taken and doc[start - 1].is_alpha
    if beside and lexicon.party(doc[start - 1 : start + 1].text):
        start -= 1
    words = doc[start : token.i + 1]
    if lexicon.party(words.text) is None or lexicon.party(doc[start : token.i + 2].text):
        return None
    after = doc[token.i + 1]
    person = after.ent_type_ == "PERSON" or lexicon.title_length([after.lower_]) > 0
    noun = lexicon.is_person_noun(after.lemma_.lower())
    member = (
        any(c.dep_ == "det" and c.lower_ in FUNCTION_WORDS.indefinite_articles for c in token.children)
        and token.pos_ != "ADJ"
    )
    member = member and lexicon.noun_type(token, plural=False) is None  # "a Republican from Ohio" is a person
    unclear = doc[start].is_sent_start and words.text.lower() in lexicon.plain_party_words
    if not (person or (noun and not unclear) or member):
        return None
    return TokenMention(
        start=start,
        end=token.i + 1,
        head=token.i,
        kind=MentionKind.NAME,
        type=ActorType.PARTY,
        sure=True,
        gender="n",
    )


def _name(doc: Doc, start: int, end: int, label: str, lexicon: Lexicon) -> TokenMention | None:
    """Return the name in this range as a mention, or None if it is no actor."""
    start, end = trim(doc, start, end)
    bare = without_epithet(doc, start, end, lexicon)
    stripped, start = bare > start and label != "PERSON", bare
    if label != "PERSON":
        end = before_title(doc, start, end, lexicon)
    if start >= end:
        return None
    end = whole_name(doc, start, end, lexicon)
    start, title = strip_title(doc, start, end, label, lexicon)
    if start >= end:
        return None
    span = doc[start:end]
    if is_post(span, label, lexicon) or _constituency(span) or _fragment(span, lexicon):
        return None
    if not any(c.isalpha() for c in span.text) or (len(span) == 1 and span[0].is_stop and not span[0].is_upper):
        return None
    country = lexicon.country(span.text) or lexicon.nationality(span.root if len(span) > 1 else span[0], alone=True)
    if len(span) > 1 and country and not lexicon.country(span.text):
        country = None
    country = country or lexicon.adjective(span.text) or acting_capital(span, label, lexicon)
    title = title or (None if stripped else title_before(doc, start, lexicon))
    type_, sure = name_type(span, label, country, title, lexicon)
    if type_ is None:
        return None
    return TokenMention(
        start=start,
        end=end,
        head=_head(span),
        kind=MentionKind.NAME,
        type=type_,
        sure=sure,
        number="plur" if span.root.tag_ in PLURAL and type_ is ActorType.GROUP else "sing",
        gender=name_gender(span, type_, title, lexicon),
        country=country,
        title=title,
    )


def _fragment(span: TokenSpan, lexicon: Lexicon) -> bool:
    """Return True if a name is only a legal form or a single letter ("Co", "P")."""
    words = [t for t in span if any(c.isalnum() for c in t.text)]
    return all(len(t) == 1 or lexicon.is_legal_form(t.text) for t in words)


def _constituency(span: TokenSpan) -> bool:
    """Return True for a legislator's party and state in parentheses, as in "(D-Mich.)"."""
    return span.start > 0 and span.doc[span.start - 1].text == "(" and bool(CONSTITUENCY.fullmatch(span.text))


def _head(span: TokenSpan) -> int:
    """Return the index of the syntactic head of a span."""
    return int(span.root.i)


def _country_mention(token: Token, country: str) -> TokenMention:
    """Return the mention of a country at a token."""
    return TokenMention(
        start=token.i,
        end=token.i + 1,
        head=token.i,
        kind=MentionKind.NAME,
        type=ActorType.COUNTRY,
        sure=True,
        gender="n",
        country=country,
    )


def _nested(doc: Doc, mention: TokenMention, lexicon: Lexicon) -> Iterator[TokenMention]:
    """Yield the country inside a longer name ("U.S. Central Command", "Iraqi National Congress")."""
    if mention.country is not None or mention.end - mention.start < 2 or mention.type is ActorType.PERSON:
        return
    for size in (2, 1):
        if mention.end - mention.start > size:
            span = doc[mention.start : mention.start + size]
            country = lexicon.country(span.text) or (lexicon.nationality(span[0]) if size == 1 else None)
            if country:
                yield replace(_country_mention(span[-1], country), start=span.start)
                return
    yield from _at_the_end(doc, mention, lexicon)


def _at_the_end(doc: Doc, mention: TokenMention, lexicon: Lexicon) -> Iterator[TokenMention]:
    """Yield the country or region that ends a body's name after "of" or "in" ("Supreme Court of India")."""
    words = {t.lower_ for t in mention.tokens(doc)}
    if mention.type not in {ActorType.GOVERNMENT, ActorType.SECURITY_FORCE} or words & NAMING.state_words:
        return
    for size in (2, 1):
        start = mention.end - size
        if start - 2 < mention.start or doc[start - 1].lower_ not in {"of", "in"}:
            continue
        span = doc[start : mention.end]
        country = lexicon.country(span.text)
        if country or lexicon.is_place(span.text):
            nested = replace(_country_mention(span[-1], country or ""), start=start)
            yield nested if country else replace(nested, type=ActorType.PLACE, country=None)
        return
