"""Sieves over names: equal names, their parts, acronyms, aliases, and countries with their adjectives."""

from __future__ import annotations

from collections import defaultdict

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.core.names import fold
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.coreference.surnames import FullName, likely_bearer, name_words, two_people
from graphbuild.extraction.mentions.national_bodies import national_body
from graphbuild.knowledge.lexicon.naming import NAMING

PERSON, COUNTRY, PLACE, GROUP = ActorType.PERSON, ActorType.COUNTRY, ActorType.PLACE, ActorType.GROUP
QUOTES = frozenset({'"', "'"})


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
    shared = _shared_surnames(clusters)
    for i in clusters.of_kind(MentionKind.NAME):
        name = clusters.text(i)
        if clusters.mentions[i].country or fold(name) in shared:
            continue
        is_place = clusters.mentions[i].type is ActorType.PLACE
        key = fold((clusters.lexicon.region_name(name) if is_place else None) or _bare(name))  # "Calif."
        if key in seen:
            clusters.join(i, seen[key], "same name")
        elif key:
            seen[key] = i


def _shared_surnames(clusters: Clusters) -> set[str]:
    """Return the surnames that two people of the document bear; such a name alone can be either's."""
    full: dict[str, set[str]] = defaultdict(set)
    for i in clusters.of_kind(MentionKind.NAME):
        words = name_words(clusters.text(i))
        if len(words) > 1 and clusters.mentions[i].type is PERSON:
            full[words[-1]].add(clusters.text(i))
    return {
        surname
        for surname, names in full.items()
        if any(two_people(a, b, clusters.lexicon) for a in names for b in names if a < b)
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
    """Join long and short forms: "Popular Mobilisation Forces (PMF)", also if they are apart."""
    names = clusters.of_kind(MentionKind.NAME)
    short = [i for i in names if _is_acronym(clusters.text(i))]
    ends: dict[int, int] = {}
    long: dict[str, int] = {}
    for j in names:
        ends.setdefault(clusters.mentions[j].end, j)
        for letters in initials(clusters.text(j)) if not _is_acronym(clusters.text(j)) else ():
            long.setdefault(letters, j)
    for i in short:
        m = clusters.mentions[i]
        bracket = m.start > 0 and clusters.doc[m.start - 1].text == "("
        before = ends.get(m.start - 1) if bracket else None
        match = long.get(_letters(clusters.text(i))) if m.country is None else None  # "U.S. Senate" is not the U.S.
        if before is not None and (
            clusters.type_of(before) not in {PERSON, COUNTRY} or fits_acronym(clusters.text(i), clusters.text(before))
        ):
            clusters.join(i, before, "acronym in brackets")
        elif match is not None:
            clusters.join(i, match, "acronym")


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


def _is_acronym(text: str) -> bool:
    """Return True if a text has two to eight letters or digits, mostly capitals."""
    letters = text.replace(".", "").replace("-", "")
    return 2 <= len(letters) <= 8 and letters.isalnum() and sum(c.isupper() for c in letters) >= 0.6 * len(letters)


def fits_acronym(short: str, name: str) -> bool:
    """Return True if a name's initials, with or without its small words, spell the acronym."""
    return _letters(short) in initials(name)


def initials(name: str) -> set[str]:
    """Return the acronyms that a name's words spell, with and without small words; empty for a single word."""
    words = [w for w in name.replace("-", " ").split() if w[0].isalnum()]
    full = "".join(w[0] for w in words).upper()
    capital = "".join(w[0] for w in words if w[0].isupper()).upper()
    return {full, capital} if len(words) > 1 else set()


def _letters(short: str) -> str:
    """Return an acronym in upper case, without periods and hyphens."""
    return short.replace(".", "").replace("-", "").upper()


def parts_of_names(clusters: Clusters) -> None:
    """Join a surname or first name alone to the person whose full name the article gives."""
    full = _full_names(clusters)
    for i in clusters.of_kind(MentionKind.NAME):
        m = clusters.mentions[i]
        words = name_words(clusters.text(i))
        if m.country or not words or (len(words) > 1 and m.type is not PERSON):
            continue
        if m.sure and m.type not in {PERSON, ActorType.ORGANIZATION, PLACE}:
            continue
        candidates = [n for n in full.get(" ".join(words), []) if clusters.of(n.mentions[0]) != clusters.of(i)]
        candidates = [n for n in candidates if not _first_name_al(clusters.text(i), n.text)]
        surname = [n for n in candidates if n.words[-len(words) :] == words]
        best = likely_bearer(clusters, i, surname or candidates)
        if best is not None and (m.type is PERSON or surname):
            clusters.join(i, best, "part of the name")


def _full_names(clusters: Clusters) -> dict[str, list[FullName]]:
    """Return the full names of people by each part of them that may stand alone."""
    mentions: dict[tuple[str, int], list[int]] = defaultdict(list)
    for i in clusters.of_kind(MentionKind.NAME):
        if clusters.mentions[i].type is PERSON:
            mentions[clusters.text(i), clusters.of(i)].append(i)
    full: dict[str, list[FullName]] = defaultdict(list)
    for (text, _), found in mentions.items():
        words = name_words(text)
        if len(words) > 1:
            surname = "".join(words[-2:]) if words[-2] in NAMING.surname_particles else words[-1]
            for part in {words[-1], words[0], surname, *(" ".join(words[-size:]) for size in range(2, len(words)))}:
                full[part].append(FullName(text=text, words=words, mentions=found))
    return full


def _first_name_al(name: str, full: str) -> bool:
    """Return True if the "Al" of a name is no article of the full name's surname: "Al Bell" is not "Ana Bell"."""
    first, _, rest = name.partition(" ")
    if not rest or not first.istitle() or first.lower() not in NAMING.name_articles:
        return False
    return fold(name) not in fold(full).replace("-", " ")
