"""Sieves over nouns that say what a named actor is: titles, governments, kinds of bodies and of places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.coreference.holders import Holders
from graphbuild.extraction.coreference.nominal_sieves import owners, unmodified_reference
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.locations import LOCATIONS
from graphbuild.knowledge.lexicon.reference import REFERENCE

PERSON, COUNTRY, PLACE = ActorType.PERSON, ActorType.COUNTRY, ActorType.PLACE
# Bodies that have others under them: "the NATO force", "the ministry group" are not they.
PARENTS = frozenset({ActorType.GOVERNMENT, ActorType.SECURITY_FORCE})


def titles(clusters: Clusters) -> None:
    """Join a title to the person who was given it: "the prime minister"."""
    holders = Holders(clusters)
    for i, m in enumerate(clusters.mentions):
        if m.kind is MentionKind.NAME and m.title:
            holders.add(i, m.title.lower())
        elif m.kind is MentionKind.NOMINAL and m.type is PERSON and clusters.named(i):
            holders.add(i, clusters.text(i).lower())
    for i in clusters.of_kind(MentionKind.NOMINAL):
        m = clusters.mentions[i]
        if m.type is not PERSON or not m.definite or clusters.named(i) or not unmodified_reference(clusters, i):
            continue
        if owners(clusters, i) & FUNCTION_WORDS.single_owners:
            continue  # everybody has a father and a lawyer
        words = " ".join(w for w in clusters.text(i).lower().split() if w not in REFERENCE.past)
        fitting = holders.titles_like(words)
        if clusters.contrasts(i):  # "the other minister", but not "the second secretary" after one of that title
            fitting = [title for title in fitting if title == words]
        best = holders.last_before(i, fitting)
        actors = holders.actors(fitting)
        if best is None and len(actors) == 1:
            best = holders.first(fitting)
        if best is not None:
            clusters.candidates[i] = len(actors)
            clusters.join(i, best, "title")


def governments(clusters: Clusters) -> None:
    """Join a government to its state: the country named with it, else the article's main country."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for i in clusters.of_kind(MentionKind.NAME):
        code = clusters.mentions[i].country
        if code:
            counts[code] += not _beside_things(clusters, i)
            first.setdefault(code, i)
    main = _dominant(counts)
    codes = _country_heads(clusters)
    for i in clusters.of_kind(MentionKind.NOMINAL):
        token = clusters.head(i)
        if token.lemma_.lower() not in REFERENCE.state_nouns or clusters.mentions[i].type is not ActorType.GOVERNMENT:
            continue
        code = _named_country(clusters, i, codes)
        if code is None and _plain(token) and main is not None:
            code = main
        if code and code in first:
            clusters.join(i, first[code], "government of the country")


def _beside_things(clusters: Clusters, i: int) -> bool:
    """Return True for a country that only says which thing is meant: who lied "over the Iraq war" governs elsewhere."""
    token = clusters.head(i)
    thing = token.head.lemma_.lower() in REFERENCE.foreign_matters and token.head.i > token.i
    return token.dep_ == "npadvmod" or (token.dep_ in {"amod", "compound", "nmod", "poss"} and thing)


def _dominant(counts: Counter[str]) -> str | None:
    """Return the country that an article is about: named most often, and clearly more often than the next."""
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 2:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= 1.5 * ranked[1][1] else None


def _country_heads(clusters: Clusters) -> dict[int, str]:
    """Return the country that a mention with this head token names."""
    return {m.head: m.country for m in clusters.mentions if m.country}


def _named_country(clusters: Clusters, i: int, codes: Mapping[int, str]) -> str | None:
    """Return the country whose adjective or genitive modifies a government noun, if nothing else does.

    Args:
        clusters: the clusters of the document so far.
        i: the government.
        codes: the result of `_country_heads`.
    """
    token = clusters.head(i)
    modifiers = [c for c in token.children if c.dep_ in {"amod", "compound", "poss", "nmod"}]
    modifiers += grammar.prepositional(token, "of")
    found = [codes[c.i] for c in modifiers if c.i in codes]
    return found[0] if len(found) == 1 and len(modifiers) == 1 else None


def _plain(token: Token) -> bool:
    """Return True for "the government", "authorities" without a modifier that makes it another's."""
    return not any(c.dep_ in {"amod", "compound", "poss", "prep", "nmod", "nummod", "relcl"} for c in token.children)


def kind_nouns(clusters: Clusters) -> None:
    """Join a name and the noun that classifies it: "the IG Metall union", "Kovar militia"."""
    heads = {m.end: i for i, m in enumerate(clusters.mentions) if m.kind is MentionKind.NAME and not m.country}
    for i in clusters.of_kind(MentionKind.NOMINAL):
        m, token = clusters.mentions[i], clusters.head(i)
        if m.number == "plur" or token.pos_ != "NOUN" or not clusters.lexicon.takes_name(token):
            continue
        if any(c.dep_ == "det" and c.lower_ in FUNCTION_WORDS.indefinite_determiners for c in token.children):
            continue
        before = m.head - 1
        while before > m.start and clusters.doc[before].pos_ == "NOUN" and before + 1 not in heads:
            before -= 1  # "the Interax news agency"
        j = heads.get(before + 1)
        named = j is not None and clusters.mentions[j].end > m.start and clusters.doc[before].tag_ != "POS"
        if named and j is not None and clusters.type_of(j) not in {PERSON, COUNTRY, PLACE} | PARENTS:
            clusters.join(i, j, "kind noun")


def place_nouns(clusters: Clusters) -> None:
    """Join a place noun and its name: "the city of Kerbala", "Anbar province". "The Iraqi capital" is Baghdad."""
    heads = {m.head: i for i, m in enumerate(clusters.mentions) if m.kind is MentionKind.NAME}
    towns = [i for i in heads.values() if clusters.mentions[i].country is None]
    codes = _country_heads(clusters)
    capitals = {code: i for i in towns if (code := clusters.lexicon.capital_of(clusters.text(i)))}
    for i in clusters.of_kind(MentionKind.NOMINAL):
        token = clusters.head(i)
        state = token.lemma_.lower() == "state"  # "Borno state"
        if (clusters.mentions[i].type is not PLACE and not state) or clusters.mentions[i].number == "plur":
            continue
        if token.lemma_.lower() in LOCATIONS.sites:
            continue  # "Brussels airport" lies in Brussels
        # "the Pacific port of Balao" is Balao: what stands before it only says where it lies.
        own = [c for c in grammar.children(token, "compound") if c.pos_ == "PROPN"]
        if token.lemma_.lower() not in LOCATIONS.localities or not own:  # "the Soral district of Arden" is not Arden
            own = own or grammar.children(token, "appos")
            own = [t for t in grammar.prepositional(token, "of") if t.i in heads][:1] or own
        names = [heads[c.i] for c in own if c.i in heads]
        for j in names:  # "the village of Soral (Arden Commune, Kavala Province)" is Soral
            if clusters.type_of(j) is PLACE and token.lemma_.lower() not in REFERENCE.parts_of_places:
                clusters.join(i, j, "place noun")
        if token.lemma_.lower() == "capital" and (code := _named_country(clusters, i, codes)) in capitals:
            assert code is not None
            clusters.join(i, capitals[code], "capital of the country")
