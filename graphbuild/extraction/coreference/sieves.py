"""Which mentions of a document mean the same actor: sieves from the surest to the least sure.

The order follows Stanford's multi-sieve system (Lee et al., 2013, "Deterministic Coreference Resolution Based on
Entity-Centric, Precision-Ranked Rules"): exact names, acronyms, parts of names, countries, appositions, titles,
repeated descriptions, anaphoric descriptions, and last the pronouns. Each join remembers the rule that made it.
"""

from __future__ import annotations

from collections import Counter

from spacy.tokens import Doc, Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.coreference.clusters import Clusters, compatible, nearest
from graphbuild.extraction.coreference.name_sieves import (
    acronyms,
    aliases,
    countries,
    known_actors,
    parties,
    parts_of_names,
    same_names,
)
from graphbuild.extraction.coreference.nominal_sieves import (
    anaphoric_descriptions,
    owners,
    repeated_descriptions,
    unmodified_reference,
)
from graphbuild.extraction.coreference.pronoun_resolution import resolve_pronouns
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.locations import LOCATIONS
from graphbuild.knowledge.lexicon.reference import REFERENCE

PERSON, COUNTRY, PLACE, GROUP = ActorType.PERSON, ActorType.COUNTRY, ActorType.PLACE, ActorType.GROUP
# Bodies that have others under them: "the NATO force", "the ministry group" are not they.
PARENTS = frozenset({ActorType.GOVERNMENT, ActorType.SECURITY_FORCE})


def resolve(doc: Doc, mentions: list[TokenMention], lexicon: Lexicon) -> Clusters:
    """Runs every sieve over a document's mentions."""
    clusters = Clusters(doc, mentions, lexicon)
    for sieve in (
        known_actors,
        same_names,
        countries,
        parties,
        acronyms,
        aliases,
        place_nouns,
        parts_of_names,
        appositions,
        copulas,
        kind_nouns,
        titles,
        governments,
        repeated_descriptions,
        anaphoric_descriptions,
        resolve_pronouns,
    ):
        sieve(clusters)
    return clusters


def appositions(clusters: Clusters) -> None:
    """ "Qasim Muslih, a militia commander", "rebel leader Qasim Muslih"."""
    by_head = {m.head: i for i, m in enumerate(clusters.mentions) if m.kind is not MentionKind.PRONOUN}
    for i, m in enumerate(clusters.mentions):
        token = clusters.doc[m.head]
        other = by_head.get(token.head.i)
        if token.dep_ == "appos" and m.kind is MentionKind.NAME and clusters.type_of(i) is PERSON:
            other = _described_by(clusters, by_head, i)
        if (before := _noun_before(clusters, i)) is not None and _may_be_same(clusters, i, before):
            clusters.join(i, before, "apposition")
        if (before := _post_before(clusters, i)) is not None and _may_be_same(clusters, i, before):
            clusters.join(i, before, "apposition")
        if other is None or other == i:
            continue
        second = token.dep_ == "conj" and token.head.dep_ == "appos" and _both_described(clusters, i, other)
        if (
            (token.dep_ == "appos" or second)
            and _may_be_same(clusters, i, other)
            and not _next_subject(clusters, i, other)
        ):
            clusters.join(i, other, "apposition")


def _next_subject(clusters: Clusters, i: int, j: int) -> bool:
    """Whether the later one is no apposition but the subject of what follows: "..., the head of the board said"."""
    first, second = sorted((clusters.mentions[i], clusters.mentions[j]), key=lambda m: m.head)
    doc = clusters.doc
    if first.end >= len(doc) or doc[first.end].text != ",":
        return False
    for token in doc[second.head + 1 : doc[second.head].sent.end]:
        if token.is_punct or token.tag_ in {"WP", "WDT", "WP$"} or token.lower_ == "that":
            return False
        if token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return not any(c.dep_ == "agent" for c in token.children)
    return False


def _described_by(clusters: Clusters, by_head: dict[int, int], i: int) -> int | None:
    """The human noun that a name stands in apposition to: "the leader of the wing of Hamas, Salah Karim"."""
    token = clusters.head(i).head
    for _ in range(control.MAX_DEPTH):
        other = by_head.get(token.i)
        if other is not None and _may_be_same(clusters, i, other):
            return other
        if token.dep_ not in {"pobj", "prep"}:
            return None
        token = token.head
    return None


def _noun_before(clusters: Clusters, i: int) -> int | None:
    """ "the Dutch magazine Veldkrant": the noun right before a name, where the parser gave both the same place."""
    m = clusters.mentions[i]
    if m.kind is not MentionKind.NAME or i == 0:
        return None
    for j in (i - 1, i - 2):
        other = clusters.mentions[j] if j >= 0 else None
        if other is not None and other.kind is MentionKind.NOMINAL and other.end == m.start and other.number == "sing":
            a, b = clusters.head(i), clusters.head(j)
            argument = a.dep_ in grammar.SUBJECTS or a.dep_ in {"pobj", "dobj"}
            return j if argument and a.head.i == b.head.i and a.dep_ == b.dep_ else None
    return None


def _post_before(clusters: Clusters, i: int) -> int | None:
    """ "met the head of the European Commission, Ada Holt.": the post before a name's comma, wherever it was hung.

    Not where the name may be the next of a list, or the subject of what follows.
    """
    m, doc = clusters.mentions[i], clusters.doc
    if m.kind is not MentionKind.NAME or m.title or clusters.type_of(i) is not PERSON or not _closes(clusters, i):
        return None
    for j in range(i - 1, max(i - 5, -1), -1):
        other = clusters.mentions[j]
        if other.kind is not MentionKind.NOMINAL or other.head + 1 >= m.start or doc[other.head + 1].lower_ != "of":
            continue
        between = doc[other.head + 2 : m.start - 1]
        plain = not any(t.is_punct or t.pos_ in {"VERB", "AUX", "CCONJ", "SCONJ"} for t in between)
        definite = any(c.lower_ == "the" and c.i < other.head for c in doc[other.head].children)
        unnamed = not any(clusters.mentions[k].kind is MentionKind.NAME for k in clusters.members(j))
        person = other.type is PERSON and other.number == "sing"
        return j if plain and definite and unnamed and person else None
    return None


def _closes(clusters: Clusters, i: int) -> bool:
    """Whether a name stands between a comma and the comma or full stop that closes an apposition."""
    m, doc = clusters.mentions[i], clusters.doc
    if m.start < 2 or doc[m.start - 1].text != "," or doc[m.head].dep_ in grammar.SUBJECTS or m.end >= len(doc):
        return False
    if doc[m.end].text in {".", ";"}:
        return True
    after = doc[m.end + 1] if m.end + 1 < len(doc) else None
    return doc[m.end].text == "," and after is not None and after.pos_ not in {"CCONJ", "PROPN", "DET", "NUM", "NOUN"}


def _both_described(clusters: Clusters, i: int, j: int) -> bool:
    """ "a professor at X and honorary president of Y": two descriptions of one person."""
    a, b = clusters.mentions[i], clusters.mentions[j]
    return a.kind is b.kind is MentionKind.NOMINAL and a.type is b.type is PERSON and a.number == b.number == "sing"


def _may_be_same(clusters: Clusters, i: int, j: int) -> bool:
    a, b = clusters.mentions[i], clusters.mentions[j]
    if a.kind is MentionKind.NAME and b.kind is MentionKind.NAME:
        return False
    if {clusters.head(i).lemma_.lower(), clusters.head(j).lemma_.lower()} & REFERENCE.roles_of_any_type:
        return a.number == b.number
    if a.number != b.number and PERSON in {a.type, b.type}:
        return False
    if any(_lists(clusters, one, other) for one, other in ((i, j), (j, i))):
        return False
    return compatible(clusters.type_of(i), clusters.type_of(j))


def _lists(clusters: Clusters, i: int, j: int) -> bool:
    """ "three cartels, A, B and C": the first name of the list is only one of them."""
    a, b = clusters.mentions[i], clusters.mentions[j]
    if a.kind is not MentionKind.NAME or b.number != "plur":
        return False
    return bool(grammar.children(clusters.head(i), "conj"))


def copulas(clusters: Clusters) -> None:
    """ "The PMF is Iraq's paramilitary grouping": subject and predicate are one actor."""
    by_head = {m.head: i for i, m in enumerate(clusters.mentions)}
    for i, m in enumerate(clusters.mentions):
        token = clusters.doc[m.head]
        if token.dep_ != "attr" or m.kind is MentionKind.PRONOUN or token.head.lemma_ != "be":
            continue
        if any(c.dep_ == "neg" for c in token.head.children) or any(c.tag_ == "MD" for c in token.head.children):
            continue
        for subject in control.subjects(token.head)[:1]:
            j = by_head.get(subject.i)
            if j is not None and clusters.mentions[j].kind is not MentionKind.PRONOUN and _may_be_same(clusters, i, j):
                clusters.join(i, j, "copula")


def titles(clusters: Clusters) -> None:
    """ "the prime minister" is the person who was given that title."""
    holders: list[tuple[int, str]] = []
    for i, m in enumerate(clusters.mentions):
        if m.kind is MentionKind.NAME and m.title:
            holders.append((i, m.title.lower()))
        elif m.kind is MentionKind.NOMINAL and m.type is PERSON and clusters.named(i):
            holders.append((i, clusters.text(i).lower()))
    for i in clusters.of_kind(MentionKind.NOMINAL):
        m = clusters.mentions[i]
        if m.type is not PERSON or not m.definite or clusters.named(i) or not unmodified_reference(clusters, i):
            continue
        if owners(clusters, i) & FUNCTION_WORDS.single_owners:
            continue  # everybody has a father and a lawyer
        words = " ".join(w for w in clusters.text(i).lower().split() if w not in REFERENCE.past)
        fitting = [j for j, title in holders if _same_post(title, words)]
        best = nearest(clusters, i, [j for j in fitting if j < i])
        if best is None and len({clusters.of(j) for j in fitting}) == 1:
            best = fitting[0]
        if best is not None:
            clusters.join(i, best, "title")


def _same_post(one: str, other: str) -> bool:
    """Whether two titles may be of one post, told more or less fully: a deputy's or a shadow's is another one."""
    long, short = (one, other) if len(one) > len(other) else (other, one)
    return one == other or (long.endswith(" " + short) and long.removesuffix(short).split()[-1] not in REFERENCE.lesser)


def governments(clusters: Clusters) -> None:
    """A state's government is the state that acts: of the country named with it, else the article's main country."""
    counts: Counter[str] = Counter()
    first: dict[str, int] = {}
    for i in clusters.of_kind(MentionKind.NAME):
        code = clusters.mentions[i].country
        if code:
            counts[code] += clusters.head(i).dep_ != "npadvmod"
            first.setdefault(code, i)
    main = _dominant(counts)
    for i in clusters.of_kind(MentionKind.NOMINAL):
        token = clusters.head(i)
        if token.lemma_.lower() not in REFERENCE.state_nouns or clusters.mentions[i].type is not ActorType.GOVERNMENT:
            continue
        code = _named_country(clusters, i)
        if code is None and _plain(token) and main is not None:
            code = main
        if code and code in first:
            clusters.join(i, first[code], "government of the country")


def _dominant(counts: Counter[str]) -> str | None:
    """The country that an article is about: most often named, and twice as often as the next."""
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 2:
        return None
    return ranked[0][0] if len(ranked) == 1 or ranked[0][1] >= 1.5 * ranked[1][1] else None


def _named_country(clusters: Clusters, i: int) -> str | None:
    """The country whose adjective or genitive stands at a government noun, if nothing else does."""
    token = clusters.head(i)
    codes = {m.head: m.country for m in clusters.mentions if m.country}
    modifiers = [c for c in token.children if c.dep_ in {"amod", "compound", "poss", "nmod"}]
    modifiers += grammar.prepositional(token, "of")
    found = [codes[c.i] for c in modifiers if c.i in codes]
    return found[0] if len(found) == 1 and len(modifiers) == 1 else None


def _plain(token: Token) -> bool:
    """ "the government", "authorities": no modifier that makes it another's."""
    return not any(c.dep_ in {"amod", "compound", "poss", "prep", "nmod", "nummod", "relcl"} for c in token.children)


def kind_nouns(clusters: Clusters) -> None:
    """ "the IG Metall union", "Kovar militia": a name and the noun that says what it is are one actor."""
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
    """ "the city of Kerbala", "Anbar province": the noun and the name are one place. "The Iraqi capital" is Baghdad."""
    heads = {m.head: i for i, m in enumerate(clusters.mentions) if m.kind is MentionKind.NAME}
    towns = [i for i in heads.values() if clusters.mentions[i].country is None]
    capitals = {code: i for i in towns if (code := clusters.lexicon.capital_of(clusters.text(i)))}
    for i in clusters.of_kind(MentionKind.NOMINAL):
        token = clusters.head(i)
        state = token.lemma_.lower() == "state"  # "Borno state"
        if (clusters.mentions[i].type is not PLACE and not state) or clusters.mentions[i].number == "plur":
            continue
        if token.lemma_.lower() in LOCATIONS.sites:
            continue  # "Brussels airport" lies in Brussels
        names = [heads[c.i] for c in token.children if c.dep_ in {"compound", "appos"} and c.i in heads]
        names += [heads[t.i] for t in grammar.prepositional(token, "of") if t.i in heads]
        for j in names:
            if clusters.type_of(j) is PLACE and token.lemma_.lower() not in REFERENCE.parts_of_places:
                clusters.join(i, j, "place noun")
        if token.lemma_.lower() == "capital" and (code := _named_country(clusters, i)) in capitals:
            assert code is not None
            clusters.join(i, capitals[code], "capital of the country")
