"""Role nouns ("leader", "professor", "assassin"): their holder, and their complement.

"Holt's killer", "the chair of the board, Reld", "Hamas leader", "commander, Northern Fleet": the complement has many
positions in the sentence.
"""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from graphbuild.extraction.syntax import control, grammar
from graphbuild.extraction.syntax.patterns import GENITIVE
from graphbuild.knowledge.lexicon.control import CONTROL_WORDS
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.loading import load_lexicon
from graphbuild.knowledge.lexicon.naming import NAMING
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.ontology import Frame, Trait
from graphbuild.knowledge.ontology.structural import ASSOCIATE_OF, EMPLOYED_BY, FAMILY_OF, PART_OF

PLURAL = frozenset({"NNS", "NNPS"})
MODIFIERS = frozenset({"det", "nummod", "amod", "compound", "nmod", "poss", "prep"})
SERIES = frozenset({"NOUN", "CCONJ", "ADJ", "DET", "NUM"})
"""Parts of speech in a series of role nouns that share a complement."""


def bearers(noun: Token) -> list[Token]:
    """Return the holders of a role noun: itself or its subject, and those listed after it.

    A post that is only held, sought or given ("in her role as chair", "nominated Reld as chair") has no holder but the
    one that is named with it; the list is empty if nobody is.
    """
    if (post := _post_as(noun)) is not None:
        return post
    return [*(_said_of(noun) or _named_behind(noun) or [noun]), *_including(noun)]


def held(noun: Token, frame: Frame, prepositions: tuple[str, ...], *, trade: bool) -> list[list[Token]]:
    """Return the possible complements of a role noun, likeliest first; never empty, but its lists may be.

    Args:
        noun: the role noun.
        frame: the frame that it matches.
        prepositions: those that the frame's pattern allows.
        trade: whether a country's name before the noun only gives its origin ("a Hungarian lawyer").
    """
    ways = [_workplace(noun, prepositions), grammar.prepositional(noun, *prepositions)]
    if not any(ways) and not grammar.possessors(noun):
        ways.append(_shared(noun, frame, prepositions))
    if "of" in prepositions:
        owners = [t for t in grammar.possessors(noun) if not trade or not _lone_country(t, frame, trade)]
        own = [owners, _beside(noun, frame, trade)]
        ways = [*own, *ways] if noun.lemma_.lower() in NOMINALIZATIONS.envoys else [*ways, *own]
    named = [] if frame.relation == PART_OF else _comma_body(noun)  # "the G4 group, Norland": a name of it or a member
    return [way for way in ways if way] or [_haver(noun) or named]


def _workplace(noun: Token, prepositions: tuple[str, ...]) -> list[Token]:
    """Return the place of work, preferred to the field of study: "professor of law at Hale College"."""
    if not {"at", "with"} & set(prepositions) or noun.lemma_.lower() not in NOMINALIZATIONS.scholars:
        return []
    places = [p for p in ("at", "with") if p in prepositions]
    fields = [t for prep in grammar.preposition_tokens(noun, "of", "in", "on", "for") for t in prep.children]
    return [t for field in fields for t in grammar.prepositional(field, *places)]


def _shared(noun: Token, frame: Frame, prepositions: tuple[str, ...]) -> list[Token]:
    """Return what two coordinated role nouns share: "founder and leader of X", "X's wife and daughters".

    "Rebels and the head of X" share nothing: the second noun alone has an article. Of plural nouns those share it that
    are somebody's own people: "friends and relatives of X", but not "officials and members of parliament".
    """
    plural = noun.tag_ in PLURAL
    if plural and frame.relation not in {FAMILY_OF, ASSOCIATE_OF}:
        return []
    first = noun
    while first.dep_ == "conj" and first.head.pos_ == "NOUN":
        first = first.head
    for other in (t for t in grammar.conjuncts(first) if t.pos_ == "NOUN" and t.i != noun.i):
        after = [p for p in grammar.preposition_tokens(other, *prepositions) if p.i > noun.i]
        alike = (other.tag_ in PLURAL) == plural and _specified(other) <= _specified(noun)
        if alike and after and _plain_between(noun, after[0]):
            return [t for p in after for c in grammar.children(p, "pobj") for t in grammar.conjuncts(c)]
    bare = noun.i != first.i and not any(c.dep_ in MODIFIERS for c in noun.children)
    return grammar.possessors(first) if bare and GENITIVE in prepositions else []


def _specified(noun: Token) -> bool:
    """Whether a noun has an article or a number of its own."""
    return bool(grammar.children(noun, "det", "nummod"))


def _plain_between(noun: Token, preposition: Token) -> bool:
    """Whether nothing but further nouns, their modifiers and "and" stands between a noun and a preposition."""
    return all(t.pos_ in SERIES for t in noun.doc[noun.i + 1 : preposition.i])


def _beside(noun: Token, frame: Frame, trade: bool) -> list[Token]:
    """Return the nearest body before a role noun ("Hamas leader"): "Nigerian army chief" leads the army."""
    if noun.lemma_.lower() in NAMING.houses:
        return []  # "the Holt family" is so called
    modifiers = {"compound", "nmod"} if Trait.BELONGING in frame.traits else {"compound", "amod", "nmod"}
    beside = [*noun.children, *(c for c in _name_after(noun) if c.i < noun.i)]
    named = [
        c
        for c in beside
        if (c.dep_ in modifiers or _known_body(c)) and _names_one(c, frame) and not _lone_country(c, frame, trade)
    ]
    if Trait.PERSONAL in frame.traits:
        named = [c for c in named if c.ent_type_ == "PERSON"]  # a French prosecutor does not prosecute France
    return named[-1:]


def _name_after(noun: Token) -> list[Token]:
    """Return modifiers attached to the name after a role noun ("Gazprom CEO Alexei Miller")."""
    before_name = noun.dep_ in {"compound", "nmod", "amod"} and noun.head.pos_ == "PROPN"
    return list(noun.head.children) if before_name else []


def _post_as(noun: Token) -> list[Token] | None:
    """Return the holders of a post after "as": subject, object or owner of the word before it; None for other nouns.

    "Holt serves as chair", "appointed Holt as chair", "her role as chair".
    """
    first = noun.head if noun.dep_ == "conj" else noun
    if first.dep_ != "pobj" or first.head.lower_ != "as" or first.head.dep_ != "prep":
        return None
    said, preposition = first.head.head, first.head
    if preposition.i > 0 and preposition.nbor(-1).lower_ in FUNCTION_WORDS.listing_before:
        return None  # "officials such as the mayor of Oslo"
    if said.pos_ not in {"VERB", "AUX"}:
        return [said] if said.pos_ == "PROPN" else grammar.possessors(said)
    if preposition.i < said.i or not grammar.objects(said):
        return list(control.subjects(said))
    return grammar.objects(said) if said.lemma_.lower() in CONTROL_WORDS.object_control else []


def _said_of(noun: Token) -> list[Token]:
    """Return those of whom a copula or a verb of naming says a role noun: "Holt is chair", "named Holt chair"."""
    first = noun.head if noun.dep_ == "conj" else noun
    verb = first.head
    if first.dep_ == "attr" or (first.dep_ == "oprd" and grammar.is_passive(verb)):
        return control.subjects(verb)
    return grammar.objects(verb) if first.dep_ == "oprd" else []


def _including(noun: Token) -> list[Token]:
    """Those listed after a plural role noun: "23 CIA employees, including Robert Lane", "two sons, A and B"."""
    if noun.tag_ not in PLURAL:
        return []
    listed = grammar.prepositional(noun, *FUNCTION_WORDS.listing)
    listed += [t for c in grammar.children(noun, "appos") for t in grammar.conjuncts(c)]
    listed += _series_beside(noun)
    return [t for t in listed if t.pos_ == "PROPN" and not grammar.children(t, "det")]


def _series_beside(noun: Token) -> list[Token]:
    """The names of a series that a plural role noun stands before or after: "clerks A and B", "A and B, clerks of"."""
    first = noun.head
    if noun.dep_ == "appos":
        while first.dep_ == "conj":
            first = first.head
    elif noun.dep_ not in {"compound", "nmod"} or any(t.tag_ in PLURAL for t in noun.doc[noun.i + 1 : first.i]):
        return []
    series = [t for t in grammar.conjuncts(first) if t.i < noun.i] if noun.dep_ == "appos" else sharing_post(first)
    return series if len(series) > 1 and first.pos_ == "PROPN" and all(t.i != noun.i for t in series) else []


def sharing_post(name: Token) -> list[Token]:
    """Return a name and those coordinated with it, up to one with a post of its own.

    "Kestrel clerks Bell and Holt, and Norvia clerks Weld and Reld": the first two, from the first.
    """
    return [name, *takewhile(lambda t: not _has_post(t), grammar.conjuncts(name)[1:])]


def post_of_series(name: Token) -> Token | None:
    """Return the plural noun that is the post of a name in a list: "governors Bell and Holt", "clerks, as Bell"."""
    first, listed_after_seat = name, False
    while (before := _before_in_list(first, name)) is not None:
        first, listed_after_seat = before, listed_after_seat or first.dep_ in {"pobj", "appos"}
    if not listed_after_seat and all(t.i != name.i for t in sharing_post(first)):
        return None
    above = first.head
    listed = first.dep_ == "pobj" and above.lower_ in FUNCTION_WORDS.listing
    nouns = (
        [above.head] if listed else [above] if first.dep_ == "appos" else grammar.children(first, "compound", "nmod")
    )
    return next((noun for noun in reversed(nouns) if noun.tag_ in PLURAL), None)


def _before_in_list(token: Token, last: Token) -> Token | None:
    """Return what a token is listed after: "Utah" or "Bell" for "Holt" in "Bell of Utah, Holt of Maine"; or None."""
    if token.dep_ == "conj" or (token.dep_ == "appos" and token.head.ent_type_ == token.ent_type_ == "PERSON"):
        return token.head
    prep = token.head
    seat = token.i != last.i and token.dep_ == "pobj" and prep.lower_ in FUNCTION_WORDS.of_seats
    return prep.head if seat and prep.head.ent_type_ == "PERSON" else None


def _has_post(name: Token) -> bool:
    """Return True if a plural noun stands before a name, as the post of it and of those that follow."""
    return any(c.tag_ in PLURAL for c in grammar.children(name, "compound", "nmod"))


def unhyphened(token: Token) -> bool:
    """Return True if a modifier is not part of a compound such as "anti-U.S."; "al-Shabaab" is one name."""
    if token.i == 0 or token.nbor(-1).text not in FUNCTION_WORDS.leaning_prefixes:
        return True
    before = token.nbor(-2) if token.i > 1 else token
    if before.is_upper and token.is_upper and len(before) > 1 and before.i < token.i:
        return True  # "the ABC-D leaders": an abbreviation of two parts
    return before.head.i == token.i and before.lower_ in NAMING.name_articles


def _names_one(token: Token, frame: Frame) -> bool:
    """Whether a modifier names somebody ("Hamas leader"), and not only a kind ("militia commander")."""
    if frame.relation == EMPLOYED_BY and token.lower_ in CONTROL_WORDS.employing:
        return True
    acting = token.lemma_.lower() in CONTROL_WORDS.acting and token.i > 0 and _capital(token.nbor(-1))
    return unhyphened(token) and (token.pos_ == "PROPN" or token.ent_type_ != "" or acting)


def _capital(token: Token) -> bool:
    """Whether a word has a capital of its own, and not only as the first of its sentence ("Several")."""
    own = not token.is_sent_start or token.pos_ == "PROPN" or token.ent_type_ != ""
    return own and token.text[:1].isupper()


def _lone_country(token: Token, frame: Frame, trade: bool) -> bool:
    """A country before a trade ("a Hungarian lawyer") or a noun of belonging; `events.location` reads its origin."""
    belonging = trade or Trait.BELONGING in frame.traits
    if not belonging or token.ent_type_ not in {"GPE", "NORP"} or _known_body(token):
        return False
    return not (token.is_upper and len(token) > 2 and load_lexicon().country(token.text) is None)  # "an ABC agent"


def _known_body(token: Token) -> bool:
    """Whether a modifier is a well-known organisation, whatever entity it was taken for ("Islamic State gunmen")."""
    if not token.text[:1].isupper():
        return False
    first = min([token.i, *(c.i for c in grammar.children(token, "compound", "amod"))])
    while first > token.sent.start and token.doc[first].ent_iob_ == "I":
        first -= 1
    return load_lexicon().known_type(token.doc[first : token.i + 1].text) is not None


def _haver(noun: Token) -> list[Token]:
    """The subject that has or gets somebody in a role: "Bell has a sister, Ada", "the militia got a new commander"."""
    first = noun.head if noun.dep_ == "conj" else noun
    verb = first.head
    if noun.tag_ == "NNS" and not grammar.children(noun, "appos"):
        return []  # "has 4,000 members" names nobody
    if first.dep_ != "dobj" or verb.lemma_.lower() not in NOMINALIZATIONS.having or grammar.is_passive(verb):
        return []
    return control.subjects(verb)


def _named_behind(noun: Token) -> list[Token]:
    """The name that fills a role which somebody has: "has a wife named Ada", "has a new leader: Ada Holt"."""
    called = [v for v in grammar.children(noun, "acl") if v.lower_ in NAMING.naming_verbs]
    found = [t for v in called for t in (*grammar.children(v, "oprd"), *grammar.prepositional(v, "as"))]
    if not found and _haver(noun):
        later = [c for c in grammar.children(noun.head, "dobj", "appos") if c.i > noun.i]
        found = [c for c in later if noun.doc[c.left_edge.i - 1].text in NAMING.opening_names]
        found = found or grammar.prepositional(noun, "in")
    return [t for t in found if t.ent_type_ == "PERSON"]


def _comma_body(noun: Token) -> list[Token]:
    """Return the body after an office and a comma: "commander, U.S. Central Command".

    Names after a plural, a body's name or a person's are its list or its neighbours: "six prisoners, Holt, Marsh ...".
    """
    if noun.tag_ in {"NNS", "NNPS"} or noun.ent_type_:
        return []
    after = (c for c in noun.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > noun.i)
    return [c for c in after if c.ent_type_ != "PERSON"]
