"""Nouns that say what kind of body a name is: appositions, copulas and naming verbs ("Varka, a militant group")."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from graphbuild.core.model import ActorType
from graphbuild.extraction.mentions.mention import PLURAL
from graphbuild.extraction.syntax.grammar import children, conjuncts, prepositional
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.naming import NAMING
from graphbuild.knowledge.lexicon.reference import REFERENCE
from graphbuild.knowledge.ontology import BODIES

LONGEST_NAME = 3
LONGEST_ASIDE = 12
"""Tokens between the dashes of what is said of a name."""
CLOSING = {"-": "-", "--": "--", "(": ")"}


def naming_noun(span: TokenSpan, lexicon: Lexicon) -> Token | None:
    """Return the noun in apposition to a name, predicated of it or named by it, if it denotes a body; None without one.

    Args:
        span: the name.
        lexicon: the word lists.
    """
    word = span.text.lower()
    if len(span) > LONGEST_NAME or word in lexicon.nouns or word in lexicon.titles:
        return None  # "a Left party MP" names a position
    for rule in _RULES:
        noun = rule(span)
        if (
            noun is not None
            and (noun.is_sent_start or not noun.text[:1].isupper())
            and body_type(noun, lexicon) is not None
        ):
            return noun
    return None


def body_type(noun: Token, lexicon: Lexicon) -> ActorType | None:
    """Return the type of body that a noun denotes, the singular of a plural noun; None if it denotes no body."""
    found = lexicon.noun_type(noun, plural=False) if noun.pos_ == "NOUN" else None
    return found if found in BODIES else None


def lists_names(noun: Token) -> bool:
    """Return True for a plural noun right before the names of those it counts ("the firms Petrovar and Zentra")."""
    return noun.tag_ in PLURAL and any(c.pos_ == "PROPN" and c.i == noun.i + 1 for c in children(noun, "appos"))


def _after(span: TokenSpan) -> Token | None:
    """Return the noun of an apposition behind the name: "Varka, a militant group"."""
    for noun in children(span.root, "appos"):
        if noun.tag_ == "NN" and noun.i >= span.end and noun.pos_ == "NOUN":
            return noun
    return None


def _after_list(span: TokenSpan) -> Token | None:
    """Return the plural noun behind a list of names: "Varka and Sorn, two militant groups"."""
    names = conjuncts(_first_of_list(span.root))
    if len(names) < 2 or all(t.i != span.root.i for t in names):
        return None
    apposed = (n for t in (names[0], names[-1]) for n in children(t, "appos"))
    return next((n for n in apposed if n.tag_ == "NNS" and n.i > names[-1].i), None)


def _one_of(span: TokenSpan) -> Token | None:
    """Return the plural noun of which a name is one: "Varka, one of three militias", "militias such as Varka"."""
    for one in children(span.root, "appos"):
        if one.lower_ in REFERENCE.singling:
            return next((n for n in prepositional(one, "of") if n.tag_ == "NNS"), None)
    prep = _first_of_list(span.root).head
    listed = prep.pos_ == "ADP" and prep.lower_ in FUNCTION_WORDS.listing and prep.head.tag_ == "NNS"
    such = any(c.lower_ in FUNCTION_WORDS.listing_before for c in prep.children)
    such = such or prep.lower_ in FUNCTION_WORDS.listing_alone
    return prep.head if listed and such else None


def _set_off(span: TokenSpan) -> Token | None:
    """Return the noun between dashes or brackets behind the name: "Varka - a militant group - attacked"."""
    doc, opening = span.doc, span.end
    closing = CLOSING.get(doc[opening].text, "") if opening + 2 < len(doc) else ""
    if not closing or doc[opening + 1].lower_ not in FUNCTION_WORDS.articles:
        return None
    aside = doc[opening + 2 : opening + LONGEST_ASIDE]
    last = next((t for t in aside if t.text == closing and (closing == ")" or t.nbor(-1).whitespace_)), None)
    if last is None or any(t.pos_ == "VERB" and t.tag_ != "VBN" for t in doc[opening + 1 : last.i]):
        return None
    nouns = (t for t in doc[opening + 2 : last.i] if t.pos_ == "NOUN")
    noun = next((t for t in nouns if t.i + 1 == last.i or t.nbor(1).pos_ == "ADP" or t.nbor(1).text == ","), None)
    return noun if noun is not None and noun.tag_ == "NN" else None


def _before(span: TokenSpan) -> Token | None:
    """Return the noun right before the name: "the oil firm Petrovar", "the militias Varka and Sorn"."""
    first = _first_of_list(span.root)
    alone = first.i == span.root.i
    at = span.start if alone else first.i
    noun = span.doc[at - 1] if at else None
    if noun is None or (not alone and noun.tag_ not in PLURAL):
        return None
    close = (first.dep_ == "appos" and first.head.i == noun.i) or (noun.dep_ == "compound" and noun.head.i == first.i)
    return noun if close or _cut_off(noun, first) else None


def _first_of_list(token: Token) -> Token:
    """Return the first of coordinated names."""
    while token.dep_ == "conj" and token.head.pos_ == "PROPN" and token.head.i < token.i:
        token = token.head
    return token


def _cut_off(noun: Token, name: Token) -> bool:
    """Return True if a parser took the sentence behind the noun for its relative clause ("The bank Talvex sued X")."""
    verb = name.head
    clause = verb.dep_ == "relcl" and verb.head.i == noun.i and noun.dep_ == "ROOT"
    return clause and name.dep_ == "nsubj" and bool(children(verb, "dobj"))


def _listed(span: TokenSpan) -> Token | None:
    """Return the plural noun before a comma and a list of names: "two militias, Varka and Sorn"."""
    first = _first_of_list(span.root)
    if first.dep_ not in {"conj", "appos"} or first.i < 2 or span.doc[first.i - 1].text not in {",", ":"}:
        return None
    noun = span.doc[first.i - 2]
    return noun if noun.tag_ in PLURAL and first.head.i == noun.i else None


def _called(span: TokenSpan) -> Token | None:
    """Return the noun whose naming verb has the name: "a company called Petrovar", "a group known as Tarsk"."""
    token = span.root
    verb = (
        token.head.head
        if token.dep_ == "pobj" and token.head.lower_ in FUNCTION_WORDS.role_prepositions
        else token.head
    )
    names = verb.dep_ == "acl" and verb.lower_ in NAMING.naming_verbs and verb.i < span.start
    return verb.head if names else None


def _predicate(span: TokenSpan) -> Token | None:
    """Return the noun that a copula predicates of the name: "Varka is a militia", "Varka, which is a militia"."""
    verbs = [span.root.head] if span.root.dep_ == "nsubj" else []
    verbs += [v for v in children(span.root, "relcl") if any(c.tag_ == "WDT" for c in children(v, "nsubj"))]
    for verb in verbs:
        if verb.lemma_ not in FUNCTION_WORDS.predicate_copulas or any(
            c.dep_ == "neg" or c.tag_ == "MD" for c in verb.children
        ):
            continue
        for noun in children(verb, "attr"):
            article = any(c.lower_ in FUNCTION_WORDS.articles for c in noun.children)
            if noun.tag_ == "NN" and article and not any(c.dep_ == "neg" for c in noun.children):
                return noun
    return None


_RULES: tuple[Callable[[TokenSpan], Token | None], ...] = (
    _after,
    _after_list,
    _one_of,
    _set_off,
    _before,
    _listed,
    _called,
    _predicate,
)
