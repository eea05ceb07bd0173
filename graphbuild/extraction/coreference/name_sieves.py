"""Sieves over names: equal names, their parts, acronyms, aliases, and countries with their adjectives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import partial

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.core.names import fold
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.coreference.surnames import FullName, initial_before, likely_bearer, name_words, two_bearers
from graphbuild.extraction.mentions.name_forms import fits_acronym, initials, is_acronym, letters_of
from graphbuild.extraction.mentions.national_bodies import national_body
from graphbuild.extraction.mentions.whole_text import has_phrase
from graphbuild.knowledge.lexicon.naming import NAMING
from graphbuild.knowledge.lexicon.short_forms import short_form

PERSON, COUNTRY, PLACE, GROUP = ActorType.PERSON, ActorType.COUNTRY, ActorType.PLACE, ActorType.GROUP
QUOTES = frozenset({'"', "'"})
BRACKETS = frozenset("([<")
NAME_AND_SURNAME = 2
INITIALS = 2
"""Letters that may be anybody's initials."""


def known_actors(clusters: Clusters) -> None:
    """Join names of one gazetteer entry, however different."""
    seen: dict[str, int] = {}
    for i in clusters.of_kind(MentionKind.NAME):
        known = clusters.mentions[i].known
        if known:
            clusters.join(i, seen.setdefault(known, i), "gazetteer")


def same_names(clusters: Clusters) -> None:
    """Join equal names, whatever type the recogniser gave them."""
    seen: dict[str, int] = {}
    shared = _shared_parts(clusters)
    has = partial(has_phrase, clusters.doc)
    people = _called_in_full(clusters)
    for i in clusters.of_kind(MentionKind.NAME):
        name = clusters.text(i)
        if clusters.mentions[i].country or fold(name) in shared or initial_before(clusters, i):
            continue
        is_place = clusters.mentions[i].type is ActorType.PLACE
        key = fold((clusters.lexicon.region_name(name, has) if is_place else None) or _bare(name))  # "Calif."
        key = fold(name) if key in people else key  # the Anna Holt Party is not Anna Holt
        if key in seen:
            clusters.join(i, seen[key], "same name")
        elif key:
            seen[key] = i


def _called_in_full(clusters: Clusters) -> set[str]:
    """Return the names of people of more than one word, folded."""
    names = (i for i in clusters.of_kind(MentionKind.NAME) if clusters.mentions[i].type is PERSON)
    return {fold(text) for i in names if len((text := clusters.text(i)).split()) > 1}


def _shared_parts(clusters: Clusters) -> set[str]:
    """Return the surnames and first names that two people of the document bear; such a name alone can be either's."""
    full: dict[str, set[str]] = defaultdict(set)
    for i in clusters.of_kind(MentionKind.NAME):
        words = name_words(clusters.text(i))
        if len(words) > 1 and clusters.mentions[i].type is PERSON:
            for part in (words[0], words[-1]):
                full[part].add(clusters.text(i))
    return {
        part
        for part, names in full.items()
        if any(two_bearers(a, b, clusters.lexicon) for a in names for b in names if a < b)
    }


def _bare(name: str) -> str:
    """Return a name without an optional generic word ("Hamas movement", "Islamic State group")."""
    words = name.split()
    while len(words) > 1 and words[-1].lower().strip(".,") in NAMING.generic_endings:
        words.pop()
    return " ".join(words)


def parties(clusters: Clusters) -> None:
    """Join a party with the noun for its members and its adjective: "Republican Party", "Republicans"."""
    seen: dict[str, int] = {}
    for i in clusters.of_kind(MentionKind.NAME):
        if clusters.mentions[i].type is ActorType.PARTY and (key := clusters.lexicon.party(clusters.text(i))):
            clusters.join(i, seen.setdefault(key, i), "party")


def countries(clusters: Clusters) -> None:
    """Join a country with its adjective and the name of its people."""
    seen: dict[str, int] = {}
    for i in clusters.of_kind(MentionKind.NAME):
        code = clusters.mentions[i].country
        if code:
            if code in seen:
                clusters.join(i, seen[code], "country")
            seen.setdefault(code, i)


def national_bodies(clusters: Clusters) -> None:
    """Join the names and descriptions of one state's body: "Norwegian army", "Norway's army", "army of Norway"."""
    seen: dict[tuple[str, str], int] = {}
    for i in clusters.of_kind(MentionKind.NAME, MentionKind.NOMINAL):
        body = national_body(clusters.mentions[i], clusters.doc, clusters.lexicon)
        if body is not None:
            clusters.join(i, seen.setdefault(body, i), "body of the country")


def acronyms(clusters: Clusters) -> None:
    """Join long and short forms: "Popular Mobilisation Forces (PMF)", also if they are apart.

    What stands in brackets comes first, for it says whose acronym it is. One that two names spell stays apart, and so
    does a company's own name ("FMC Corp" is not the Ford Motor Co).
    """
    names = clusters.of_kind(MentionKind.NAME)
    short = [i for i in names if is_acronym(clusters.text(i)) and clusters.mentions[i].country is None]
    ends: dict[int, int] = {}
    for j in names:
        ends.setdefault(clusters.mentions[j].end, j)
    told = set()
    for i in short:
        before = ends.get(clusters.mentions[i].start - 1) if _in_brackets(clusters, i) else None
        unlike = before is not None and clusters.type_of(before) in {PERSON, COUNTRY, PLACE}
        if before is not None and not (unlike and not fits_acronym(clusters.text(i), clusters.text(before))):
            clusters.join(i, before, "acronym in brackets")
            told.add(clusters.of(i))
    spelled: dict[str, list[int]] = defaultdict(list)
    firms: dict[str, list[int]] = defaultdict(list)
    for j in names:
        if (first := _first_of_firm(clusters, j)) is not None:
            firms[first].append(j)
        for letters in initials(clusters.text(j)) if not is_acronym(clusters.text(j)) else ():
            spelled[letters].append(j)
    for i in short:
        letters = letters_of(clusters.text(i))
        if clusters.lexicon.is_place(clusters.text(i)) or clusters.lexicon.country(clusters.text(i)):
            continue  # "Troy, N.C." lies in no company of these initials
        long = [j for j in spelled[letters] if clusters.type_of(j) is not PERSON or len(letters) > INITIALS]
        found = long or firms[letters]
        own = any(clusters.of(j) == clusters.of(i) for j in firms[letters])
        if clusters.of(i) not in told and not own and len({clusters.of(j) for j in found}) == 1:
            clusters.join(i, found[0], "acronym" if long else "first word of the name")


def _first_of_firm(clusters: Clusters, j: int) -> str | None:
    """Return the capitals before the kind and form of a company in its name ("EMS Systems Ltd"), or None.

    More words than these make it a part of the company of the capitals ("IBM Canada Ltd").
    """
    words = clusters.text(j).split()
    rest = [word for word in words[1:] if not clusters.lexicon.is_legal_form(word)]
    firm = len(rest) < len(words) - 1 and all(clusters.lexicon.head_type(w) is ActorType.COMPANY for w in rest)
    return letters_of(words[0]) if firm and len(rest) <= 1 and is_acronym(words[0]) else None


def _in_brackets(clusters: Clusters, i: int) -> bool:
    """Return True if a name stands in brackets that are no part of the name around them ("Sony (UK) Ltd")."""
    m, doc = clusters.mentions[i], clusters.doc
    if m.start == 0 or doc[m.start - 1].text not in BRACKETS:
        return False
    if m.end < len(doc) and doc[m.end].pos_ in {"NUM", "PROPN"}:
        return False  # "the serial Nightmoor (KTV Two)": no more than a word of what is in brackets
    after = doc[m.end + 1] if m.end + 1 < len(doc) else None
    return after is None or not clusters.lexicon.is_legal_form(after.text)


def aliases(clusters: Clusters) -> None:
    """Join another name in quotation marks, or after "alias", "known as": Marlon Monroy, alias "Fantasma"."""
    names = clusters.of_kind(MentionKind.NAME)
    ends = {clusters.mentions[i].end: i for i in names}
    for i in names:
        start = clusters.mentions[i].start
        before = start - 1
        while before > 0 and clusters.doc[before].lower_ in NAMING.before_aliases:
            before -= 1
        words = {t.lower_ for t in clusters.doc[before + 1 : start]}
        j = ends.get(before + 1)
        if j is not None and (words & NAMING.alias_words or _in_quotes(clusters, i)):
            clusters.join(i, j, "alias")


def _in_quotes(clusters: Clusters, i: int) -> bool:
    """Return True if exactly this name is in quotation marks; the end of a quotation before it does not count."""
    m, doc = clusters.mentions[i], clusters.doc
    if m.start < 2 or m.end >= len(doc):
        return False
    behind = {t.text for t in doc[m.end : m.end + 2 if doc[m.end].text == "," else m.end + 1]}
    opens = doc[m.start - 1].text in QUOTES and bool(doc[m.start - 2].whitespace_)
    return opens and bool(behind & QUOTES)


def parts_of_names(clusters: Clusters) -> None:
    """Join a surname or first name alone to the person whose full name the article gives."""
    full = _full_names(clusters)
    for i in clusters.of_kind(MentionKind.NAME):
        m = clusters.mentions[i]
        words = name_words(clusters.text(i))
        if m.country or not words or (len(words) > 1 and m.type is not PERSON):
            continue
        if (m.sure and m.type not in {PERSON, ActorType.ORGANIZATION, PLACE}) or _is_company(clusters, i):
            continue
        candidates = [n for n in full.get(" ".join(words), []) if not _first_name_al(clusters.text(i), n.text)]
        if any(clusters.of(n.mentions[0]) == clusters.of(i) for n in candidates):
            continue  # the same part before it has found its bearer
        surname = [n for n in candidates if n.words[-len(words) :] == words]
        others = _short_forms(full, words[0]) if candidates and len(words) == 1 and not surname else []
        if (letter := initial_before(clusters, i)) is not None:
            surname = [n for n in surname if len(n.words) > 1 and n.words[0][0] == letter]
            candidates = others = []
        best = likely_bearer(clusters, i, surname or [*candidates, *others])
        if best is not None and (m.type is PERSON or surname):
            clusters.join(i, best, "part of the name")


def _short_forms(full: Mapping[str, list[FullName]], word: str) -> list[FullName]:
    """Return the full names of people who may be called by a first name that is a form of theirs.

    Where an article names David Brenn and Dave Holt, "David" alone is either.
    """
    return [
        name for first, names in full.items() if short_form(word, first) for name in names if name.words[0] == first
    ]


def _is_company(clusters: Clusters, i: int) -> bool:
    """Return True if some name of this actor ends in a legal form: "Cormier" in a text about the Cormier Corp."""
    return any(" " in name and clusters.lexicon.is_legal_form(name.split()[-1]) for name in clusters.names(i))


def _full_names(clusters: Clusters) -> dict[str, list[FullName]]:
    """Return the full names of people by each part of them that may stand alone.

    "Holt Oslo" in a headline about Ana Holt is no full name: it starts with the surname of one.
    """
    mentions: dict[tuple[str, int], list[int]] = defaultdict(list)
    for i in clusters.of_kind(MentionKind.NAME):
        if clusters.mentions[i].type is PERSON:
            mentions[clusters.text(i), clusters.of(i)].append(i)
    names = [FullName(text=text, words=name_words(text), mentions=found) for (text, _), found in mentions.items()]
    surnames = {name.words[-1] for name in names if len(name.words) > 1}
    full: dict[str, list[FullName]] = defaultdict(list)
    for name in names:
        words = name.words
        headline = words[0] in surnames and clusters.lexicon.gender(words[0]) is None
        if len(words) == 1 or (len(words) == NAME_AND_SURNAME and headline):
            continue
        surname = "".join(words[-2:]) if words[-2] in NAMING.surname_particles else words[-1]
        for part in {words[-1], words[0], surname, *(" ".join(words[-size:]) for size in range(2, len(words)))}:
            full[part].append(name)
    return full


def _first_name_al(name: str, full: str) -> bool:
    """Return True if the "Al" of a name is no article of the full name's surname: "Al Bell" is not "Ana Bell"."""
    first, _, rest = name.partition(" ")
    if not rest or not first.istitle() or first.lower() not in NAMING.name_articles:
        return False
    return fold(name) not in fold(full).replace("-", " ")
