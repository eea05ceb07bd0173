"""Nominal mentions: noun phrases whose head the lexicon lists as an actor, and ages ("the 43-year-old")."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.mentions.mention import PLURAL, TokenMention
from graphbuild.extraction.mentions.naming_nouns import lists_names
from graphbuild.extraction.syntax.grammar import left_edge
from graphbuild.extraction.syntax.weapons import acts_before
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.locations import LOCATIONS
from graphbuild.knowledge.lexicon.naming import NAMING

COMPOUNDED = frozenset({"compound", "nmod"})
ACTING_COMPOUNDS = frozenset({ActorType.GOVERNMENT, ActorType.SECURITY_FORCE, ActorType.ARMED_GROUP, ActorType.PARTY})


def nominal(token: Token, lexicon: Lexicon, covered: set[int], heads: set[int]) -> Iterator[TokenMention]:
    """Yield the nominal mention that a noun heads, if it denotes an actor ("heavily armed militiamen")."""
    people = lexicon.people(token) or lexicon.national(token)
    if _is_age(token):
        yield _aged(token)
        return
    if token.pos_ not in {"NOUN", "PROPN", "ADJ"} or (token.i in heads and not people):
        return
    if token.pos_ == "PROPN" and token.i in covered and not people:
        return
    if token.pos_ == "ADJ" and people is None:
        return
    acting = acts_before(token, lexicon) or _in_charge(token)
    plural = token.tag_ in PLURAL or token.lower_ in NAMING.collectives
    plural = plural or (acting and lexicon.is_person_noun(token.lower_))  # "rebel shelling": that of rebels
    type_ = (ActorType.GROUP if plural else ActorType.PERSON) if people else lexicon.noun_type(token, plural=plural)
    if type_ is None:
        type_ = _by_phrase(token, lexicon)
    if type_ is ActorType.COUNTRY and _part_of_one(token, lexicon):
        type_ = ActorType.PLACE
    if type_ is ActorType.COUNTRY and _in_charge(token):
        type_ = ActorType.GOVERNMENT
    if (
        type_ is None
        or (_is_modifier(token, type_, lexicon) and not acting)
        or _abstract(token, plural=plural)
        or (type_ is ActorType.PERSON and not plural and _state_of_being(token))
        or _named_organ(token)
        or _stretch(token)
        or lists_names(token)
    ):
        return
    own = token.dep_ not in COMPOUNDED or any(c.dep_ == "amod" for c in token.lefts)
    start = left_edge(token) if own else _named_from(token)
    while start < token.i and _weighs(token.doc[start]):
        start += 1
    yield TokenMention(
        start=start,
        end=token.i + 1,
        head=token.i,
        kind=MentionKind.NOMINAL,
        type=type_,
        sure=True,
        number="plur" if plural else "sing",
        gender=_nominal_gender(token, type_, plural, lexicon),
        definite=any(
            c.dep_ in {"det", "poss"} and c.lower_ not in FUNCTION_WORDS.unspecific_determiners for c in token.children
        ),
    )


def _stretch(token: Token) -> bool:
    """Return True for a part of a battlefield: "the northern front"."""
    return token.lemma_.lower() in LOCATIONS.stretches and any(c.lower_ in LOCATIONS.directions for c in token.lefts)


def _by_phrase(token: Token, lexicon: Lexicon) -> ActorType | None:
    """Return the type of an actor that only the whole phrase tells: "several others", "the prosecutor's office"."""
    if _counted_others(token) or _elements(token):
        return ActorType.GROUP
    return ActorType.GOVERNMENT if _office_of_post(token, lexicon) else None


def _counted_others(token: Token) -> bool:
    """Whether a pronoun counts people: "injured 45 others", "arrested several others", "Holt and others"."""
    counts = (c.dep_ == "nummod" or c.lower_ in FUNCTION_WORDS.quantifiers for c in token.children)
    return token.lower_ in NAMING.counted and (token.dep_ == "conj" or any(counts))


def _elements(token: Token) -> bool:
    """Whether a plural means some of a body's people: "elements of the security forces", "elements within the army"."""
    return token.lower_ in NAMING.elements and any(
        c.dep_ == "prep" and c.lower_ in NAMING.of_elements for c in token.children
    )


def _office_of_post(token: Token, lexicon: Lexicon) -> bool:
    """Whether an office is that of who holds a post: "the prosecutor's office", not "Holt's office"."""
    owners = (c for c in token.lefts if c.dep_ == "poss" and c.pos_ == "NOUN")
    return token.lower_ in NAMING.offices and any(lexicon.is_person_noun(c.lemma_.lower()) for c in owners)


def _part_of_one(token: Token, lexicon: Lexicon) -> bool:
    """Return True if "state" is a state of a federation: "New York state"."""
    owner = [c for c in token.lefts if c.dep_ in COMPOUNDED and c.ent_type_ in {"GPE", "LOC"}]
    return any(lexicon.country(token.doc[c.left_edge.i : c.i + 1].text) is None for c in owner)


def _is_age(token: Token) -> bool:
    """Return True for the "old" of "the 43-year-old" without another noun."""
    if token.lower_ not in NAMING.ages or token.i < 4 or token.dep_ in {"amod", "acomp", "advmod", "npadvmod"}:
        return False
    before = token.doc[token.i - 4 : token.i]
    return before[0].like_num and [t.lower_ for t in before[1:]] == ["-", "year", "-"]


def _aged(token: Token) -> TokenMention:
    """Return the mention of a person by age."""
    article = token.doc[token.i - 5] if token.i > 4 else None
    return TokenMention(
        start=token.i - 4,
        end=token.i + 1,
        head=token.i,
        kind=MentionKind.NOMINAL,
        type=ActorType.PERSON,
        sure=True,
        number="plur" if token.lower_ == "olds" else "sing",
        definite=article is not None and article.lower_ in FUNCTION_WORDS.definite_determiners,
    )


def _weighs(token: Token) -> bool:
    """Return True for an adverb of degree ("mostly Shi'ite factions")."""
    return token.lower_ in FUNCTION_WORDS.weighing


def _abstract(token: Token, *, plural: bool) -> bool:
    """Return True for a bare singular noun that denotes nobody ("in opposition to"), and for a negated one."""
    if any(c.dep_ == "det" and c.lower_ == "no" for c in token.children):
        return True
    if (
        plural
        or token.pos_ == "PROPN"
        or token.dep_ not in {"pobj", "dobj"}
        or token.lower_ in NAMING.bodies_without_article
    ):
        return False
    bare = not any(c.dep_ in {"det", "poss", "amod", "compound", "nummod", "relcl", "nmod"} for c in token.children)
    return bare and not any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)


def _state_of_being(token: Token) -> bool:
    """Return True for a noun of circumstance: "in self-imposed exile"."""
    if token.pos_ == "PROPN" or token.dep_ != "pobj" or token.head.lower_ not in FUNCTION_WORDS.into_states:
        return False
    return not any(c.dep_ in {"det", "poss", "compound", "nummod", "appos", "relcl"} for c in token.children)


def _nominal_gender(token: Token, type_: ActorType, plural: bool, lexicon: Lexicon) -> str | None:
    """Return the gender that a noun implies, as in `TokenMention`."""
    if type_ is ActorType.PERSON:
        return lexicon.noun_gender(token.lemma_.lower())
    return "c" if plural or type_ is ActorType.GROUP else "n"


def _in_charge(token: Token) -> bool:
    """Return True for who owns or runs what a compound modifies ("state-owned media", "government-run schools")."""
    if token.i + 2 >= len(token.doc) or token.nbor(1).text != "-" or token.lower_ not in NAMING.in_charge:
        return False
    return token.nbor(2).lemma_.lower() in NAMING.charge


def _is_modifier(token: Token, type_: ActorType, lexicon: Lexicon) -> bool:
    """Return True if the noun only modifies another ("militia commander"); acting bodies count ("police raid")."""
    if token.dep_ in {"amod", "npadvmod"}:
        return True
    if token.dep_ not in COMPOUNDED:
        return False
    if type_ not in ACTING_COMPOUNDS:
        return True
    return token.head.pos_ == "PROPN" and _named_from(token) == token.i and not before_post(token, lexicon)


def before_post(token: Token, lexicon: Lexicon) -> bool:
    """Return True for the body before the post of somebody who is named after it: "police chief Ada Holt"."""
    if token.i >= token.head.i or token.pos_ != "NOUN":
        return False
    post = token.nbor(1)
    return post.pos_ == "NOUN" and post.tag_ not in PLURAL and lexicon.is_person_noun(post.lemma_.lower())


def _named_from(token: Token) -> int:
    """Return the start of a capitalised modifier: "the Russian military spokesman", "a Left party lawmaker"."""
    start = token.i
    while start > token.sent.start and token.i - start < 4:
        before = token.doc[start - 1]
        if not before.text[:1].isupper() or before.dep_ not in {"compound", "amod", "nmod"} or before.tag_ == "POS":
            break
        start -= 1
    return start


def _named_organ(token: Token) -> bool:
    """Return True for a body's board, whose members belong to the body ("the boards of Hale College")."""
    of = [p for c in token.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children]
    return token.lemma_ == "board" and any(p.pos_ == "PROPN" for p in of)
