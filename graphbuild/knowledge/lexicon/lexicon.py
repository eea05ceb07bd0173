"""What is known of words: actor nouns, titles, countries and their people, first names, cues of status. All of it data.

The tables lie in `data/*.toml` and are read by `loading`; this module answers questions about words and tokens. Plain
sets of words are no part of it: each table of them is a module beside this one (`word_table`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from graphbuild.core.model import ActorType
from graphbuild.core.names import fold
from graphbuild.knowledge.lexicon.confidence import Confidence
from graphbuild.knowledge.lexicon.cues import Cues
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.naming import NAMING
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS

PLURAL_TAGS = frozenset({"NNS", "NNPS"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NounEntry:
    """What a noun denotes as an actor, alone and in the plural. A generic one yields to its modifiers."""

    singular: ActorType
    plural: ActorType
    generic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All word lists. `digest` is the hash of the files they came from."""

    digest: str
    country_codes: Mapping[str, str]
    country_names: Mapping[str, str]
    nationalities: Mapping[str, str]
    people_words: Mapping[str, str]
    capitals: Mapping[str, str]
    unions: Mapping[str, tuple[str, ...]]
    regions: Mapping[str, str]
    region_names: Mapping[str, str]
    shared_regions: Mapping[str, tuple[str, ...]]
    wide_regions: frozenset[str]
    nouns: Mapping[str, NounEntry]
    not_actors: frozenset[str]
    things: frozenset[str]
    thing_names: frozenset[str]
    modifiers: Mapping[str, ActorType]
    titles: Mapping[str, str]
    title_words: frozenset[str]
    offices: frozenset[str]
    ranks: Mapping[str, str]
    party_ranks: frozenset[str]
    team_posts: frozenset[str]
    genders: Mapping[str, str]
    noun_genders: Mapping[str, str]
    known: Mapping[str, ActorType]
    joint_names: re.Pattern[str]
    legal_forms: frozenset[str]
    generic_heads: frozenset[str]
    heads: Mapping[str, ActorType]
    party_words: Mapping[str, str]
    plain_party_words: frozenset[str]
    cues: Cues
    verb_lemmas: Mapping[str, str]
    confidence: Confidence
    anaphoric: frozenset[str]
    synonyms: Mapping[str, str]
    spellings: Mapping[str, str]
    kind_nouns: frozenset[str]

    def country(self, text: str) -> str | None:
        """The ISO code of the state that this is a name of."""
        return self.country_codes.get(key(text))

    def adjective(self, text: str) -> str | None:
        """The code of the country whose adjective this is, of one word or two ("South Korean")."""
        return self.nationalities.get(key(text))

    def country_name(self, code: str) -> str:
        """A state's usual English name."""
        return self.country_names[code]

    def nationality(self, token: Token, *, alone: bool = False) -> str | None:
        """The code of the country whose adjective, people's name or (in a compound) name this token is."""
        if not token.text[:1].isupper() or (token.i and token.nbor(-1).lower_ in NAMING.before_nationalities):
            return None
        word = key(token.text)
        if code := self.nationalities.get(word) or self.people_words.get(word):
            return code
        if not alone and token.ent_type_ not in {"PERSON", "ORG", "FAC"}:
            return self.country_codes.get(word)
        return None

    def people(self, token: Token) -> str | None:
        """The country whose people a plural noun names ("Iraqis")."""
        if token.tag_ not in PLURAL_TAGS or token.dep_ in {"amod", "compound", "nmod"}:
            return None
        return self.people_words.get(key(token.text))

    def national(self, token: Token) -> str | None:
        """The country that a single person is said to be of ("an Iranian", "the Briton")."""
        if (
            token.tag_ in PLURAL_TAGS
            or not token.text[:1].isupper()
            or token.dep_ in {"amod", "compound", "nmod", "npadvmod"}
        ):
            return None
        word = key(token.text)
        if word in self.country_codes:
            return None  # "the U.S." is the state
        article = next((c.lower_ for c in token.children if c.dep_ in {"det", "nummod"}), "")
        if article not in FUNCTION_WORDS.single_determiners and (
            article not in FUNCTION_WORDS.definite_determiners
            or word.endswith(NAMING.people_endings)
            or word in self.country_codes
        ):
            return None  # "the UK" is the state, though its name also serves as an adjective
        return self.nationalities.get(word) or self.people_words.get(word) or self.people_words.get(word + "s")

    def is_place(self, text: str) -> bool:
        """A capital or a region that is no state."""
        return key(text) in self.capitals or key(text) in self.regions

    def capital_of(self, text: str) -> str | None:
        """The code of the country whose capital this is."""
        return self.capitals.get(key(text))

    def unions_in(self, capital: str) -> tuple[str, ...]:
        """The unions of states that sit in a capital beside its state's government: the EU in Brussels."""
        return self.unions.get(key(capital), ())

    def is_region(self, text: str) -> bool:
        """A region larger than a town."""
        return key(text) in self.regions

    def is_wide_region(self, text: str) -> bool:
        """A region that lies in no single state, such as a continent."""
        return key(text) in self.wide_regions

    def noun_type(self, token: Token, *, plural: bool) -> ActorType | None:
        """What a common noun denotes as an actor in its phrase; nothing where it is none."""
        lemma = token.lemma_.lower()
        entry = self.nouns.get(lemma) or self.nouns.get(token.lower_)
        if any(f"{lemma} of {t.lemma_.lower()}" in self.not_actors for t in _of(token)):
            return None
        if any(f"{lemma} {t.lower_}" in self.not_actors for t in token.rights if t.dep_ == "prep"):
            return None  # "opposition to the war", "a source of income"
        compound = " ".join(c.lower_ for c in token.lefts if c.dep_ in {"amod", "compound"}) + " " + lemma
        for phrase in (compound.strip(), " ".join(compound.split()[-2:])):
            entry = self.nouns.get(phrase, entry) if " " in phrase else entry
            if phrase in self.not_actors:
                return None
        if entry is None:
            return None
        kind = entry.plural if plural else entry.singular
        return self._modified(token, kind) if entry.generic else kind

    def _modified(self, token: Token, kind: ActorType) -> ActorType:
        """Return the type that a modifier of a noun gives it, or else `kind`."""
        for child in token.lefts:
            hyphened = child.i > 0 and child.nbor(-1).text == "-"  # the "governmental" of "non-governmental"
            if (
                child.dep_ in {"amod", "compound", "nmod"}
                and not hyphened
                and (found := self.modifiers.get(child.lemma_.lower()))
            ):
                return found
        return ActorType.COMPANY if kind is ActorType.ARMED_GROUP and self._of_company(token) else kind

    def _of_company(self, token: Token) -> bool:
        """Whether a company owns what a noun denotes: "the firm's unit", "a unit of Harlow Corp"."""
        owners = [c for c in token.lefts if c.dep_ in {"poss", "compound", "nmod"}] + _of(token)
        nouns = (self.nouns.get(owner.lemma_.lower()) for owner in owners)
        names = (owner.doc[owner.left_edge.i : owner.i + 1].text for owner in owners)
        return (
            any(entry is not None and entry.singular is ActorType.COMPANY for entry in nouns)
            or any(self.head_type(owner.text) is ActorType.COMPANY for owner in owners)
            or any(self.known_type(name) is ActorType.COMPANY for name in names)
        )

    def is_person_noun(self, lemma: str) -> bool:
        """Whether one of them is a person ("soldier"), so that many are people, not a body."""
        entry = self.nouns.get(lemma)
        return entry is not None and entry.singular is ActorType.PERSON

    def noun_gender(self, lemma: str) -> str | None:
        """The gender that a human noun tells ("brother", "actress")."""
        return self.noun_genders.get(lemma)

    def gender(self, first_name: str) -> str | None:
        """The gender of a first name, where it has one."""
        return self.genders.get(fold(first_name))

    def known_type(self, name: str) -> ActorType | None:
        """The type of a well-known organisation."""
        return self.known.get(key(name))

    def is_legal_form(self, word: str) -> bool:
        """Whether a word says what kind of company a name is of, and nothing else ("Inc", "Ltd.")."""
        return word.lower() in self.legal_forms

    def is_generic(self, name: str) -> bool:
        """Whether a name is a bare word for a body, which tells none from another: "the Bank", "the Commission"."""
        return key(name) in self.generic_heads

    def region_name(self, text: str, has: Callable[[str], bool]) -> str | None:
        """The usual name of a region that is also written otherwise: California for "Calif.".

        Args:
            text: the name as it is written.
            has: tells whether the document has a phrase. "The Gulf" is the Persian one beside Iran, not New Orleans.
        """
        beside = self.shared_regions.get(key(text))
        if beside is not None and not any(map(has, beside)):
            return None
        return self.region_names.get(self.regions.get(key(text), ""))

    def party(self, text: str) -> str | None:
        """The party that a word or name stands for ("Republican", "GOP": republican party), where it is a known one."""
        return self.party_words.get(key(text))

    def head_type(self, word: str) -> ActorType | None:
        """The type that the deciding word of a name gives ("Ministry", "Party", "Inc")."""
        return self.heads.get(key(word)) if word[:1].isupper() else None

    def ordinary(self, word: str) -> bool:
        """Whether one of the lists of nouns, titles and cues has a word in small letters."""
        return word in self.nouns or word in self.title_words or word in self.cues.modifiers

    def title_length(self, words: list[str]) -> int:
        """How many of these lower-case words, from the first, are a title."""
        for size in range(min(5, len(words)), 0, -1):
            if " ".join(words[:size]) in self.titles:
                rest = self.title_length(words[size:])
                return size + rest
        return 0

    def is_title_word(self, word: str) -> bool:
        """Whether a word occurs in titles."""
        return word in self.title_words

    def is_office(self, title: str) -> bool:
        """Whether a title before a name is an office of state."""
        words = title.lower().split()
        return any(
            self.titles.get(" ".join(words[k:])) == "office" or " ".join(words[k:]) in self.offices
            for k in range(len(words))
        )

    def rank(self, post: str) -> str | None:
        """The relation that a post in a body is ("chief executive": leads), by its last words; "none" for no post."""
        words = post.lower().split()
        return next((r for k in range(len(words)) if (r := self.ranks.get(" ".join(words[k:])))), None)

    def is_light(self, verb: Token) -> bool:
        """Whether a verb only carries its object noun, whose doing is its subject's ("launched", "called off")."""
        lemma = verb.lemma_.lower()
        return lemma in NOMINALIZATIONS.light_verbs or any(
            f"{lemma} {c.lower_}" in NOMINALIZATIONS.light_verbs for c in verb.children if c.dep_ == "prt"
        )

    def is_anaphoric(self, lemma: str) -> bool:
        """Whether "the <noun>" alone refers back to whatever actor fits."""
        return lemma in self.anaphoric

    def takes_name(self, noun: Token) -> bool:
        """Whether a noun may follow a body's name and mean that body ("the Kovar group", "the Interax news agency")."""
        phrase = f"{noun.nbor(-1).lower_} {noun.lemma_.lower()}" if noun.i else ""
        return noun.lemma_.lower() in self.kind_nouns or phrase in self.kind_nouns

    def synonym(self, lemma: str) -> str:
        """One word for all nouns that an article uses in turn for the same kind of actor."""
        return self.synonyms.get(lemma, lemma)


def _of(noun: Token) -> list[Token]:
    """Return the prepositional objects that follow a noun with "of"."""
    return [inner for prep in noun.rights if prep.lower_ == "of" for inner in prep.rights if inner.dep_ == "pobj"]


@lru_cache(maxsize=1 << 16)
def key(text: str) -> str:
    """A word or name as the tables have it: folded, without article and quotation marks."""
    return fold(text).removeprefix("the ").strip(" '\"")
