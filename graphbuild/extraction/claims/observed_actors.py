"""The actors that one document shows: each cluster of mentions with its name, type, aliases and roles."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from spacy.tokens import Doc

from graphbuild.core.model import ActorType, Mention, MentionKind, ObservedActor, content_id
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.syntax import grammar
from graphbuild.extraction.syntax.parsing import span_of
from graphbuild.knowledge.gazetteer import Gazetteer


def observe(
    doc_id: str, doc: Doc, text: str, clusters: Clusters, gazetteer: Gazetteer | None = None
) -> dict[int, ObservedActor]:
    """The actors of a document by cluster, in text order. Clusters of pronouns alone are nobody and left out.

    Those that the gazetteer knows have its name, names and country.
    """
    found: dict[int, ObservedActor] = {}
    for members in clusters.by_first_mention():
        if any(clusters.mentions[i].kind is not MentionKind.PRONOUN for i in members):
            actor = _actor(doc_id, doc, text, clusters, members)
            found[clusters.of(members[0])] = _known(actor, clusters.known(members[0]), gazetteer)
    return found


def _known(actor: ObservedActor, known: str | None, gazetteer: Gazetteer | None) -> ObservedActor:
    """An actor as the gazetteer has it, if that has it."""
    if known is None or gazetteer is None:
        return actor
    entry = gazetteer.entries[known]
    names = {actor.name, *actor.aliases, *entry.aliases, *entry.weak} - {entry.name}
    return replace(
        actor,
        name=entry.name,
        named=True,
        aliases=tuple(sorted(names)),
        country=entry.country or actor.country,
        known=known,
    )


def mentions_of(
    doc_id: str, doc: Doc, text: str, clusters: Clusters, actors: dict[int, ObservedActor]
) -> list[Mention]:
    """The mentions of those actors, in text order."""
    found = []
    for i, m in enumerate(clusters.mentions):
        actor = actors.get(clusters.of(i))
        if actor is not None:
            span = span_of(m.tokens(doc))
            found.append(
                Mention(
                    doc=doc_id,
                    span=span,
                    text=span.of(text),
                    actor=actor.id,
                    kind=m.kind,
                    join=clusters.joins.get(i, ""),
                )
            )
    return found


def _actor(doc_id: str, doc: Doc, text: str, clusters: Clusters, members: list[int]) -> ObservedActor:
    kind = clusters.type_of(members[0])
    country = next((m.country for i in members if (m := clusters.mentions[i]).country), None)
    names = Counter(_surface(doc, text, clusters, i) for i in members if clusters.mentions[i].kind is MentionKind.NAME)
    described = list(
        dict.fromkeys(
            _surface(doc, text, clusters, i) for i in members if clusters.mentions[i].kind is MentionKind.NOMINAL
        )
    )
    if country and kind is ActorType.COUNTRY:
        name = clusters.lexicon.country_name(country)
    else:
        name = best_name(names, kind) if names else _described(doc, text, clusters, members)
        name = (clusters.lexicon.region_name(name) if kind is ActorType.PLACE else None) or name
    aliases = [n for n in (names if names else described) if n != name]
    if kind is ActorType.COUNTRY:  # "Moscow" may stand for Russia here and be the city elsewhere
        aliases = [n for n in aliases if not clusters.lexicon.capital_of(n)]
    titles = [t for i in members if (t := clusters.mentions[i].title)]
    roles = dict.fromkeys([*(t.lower() for t in titles), *(described if names and kind is ActorType.PERSON else [])])
    first = span_of(clusters.mentions[members[0]].tokens(doc))
    return ObservedActor(
        id=content_id(doc_id, first.start, first.end, clusters.mentions[members[0]].kind, kind),
        doc=doc_id,
        name=name,
        type=kind,
        named=any(not clusters.lexicon.is_generic(n) for n in names),
        aliases=tuple(sorted(aliases)),
        roles=tuple(roles),
        country=country,
    )


def _described(doc: Doc, text: str, clusters: Clusters, members: list[int]) -> str:
    """The fullest description, with its owner for a pronoun: "his own faction" is shown as "Qasim Muslih's faction"."""
    i = max(
        (k for k in members if clusters.mentions[k].kind is MentionKind.NOMINAL), key=lambda k: len(clusters.text(k))
    )
    words = _surface(doc, text, clusters, i)
    for owner in grammar.children(clusters.head(i), "poss"):
        owned = next((j for j, m in enumerate(clusters.mentions) if m.head == owner.i), None)
        if owned is None or not clusters.named(owned):
            continue
        names = Counter(
            _surface(doc, text, clusters, j)
            for j in clusters.members(owned)
            if clusters.mentions[j].kind is MentionKind.NAME
        )
        return f"{best_name(names, clusters.type_of(owned))}'s {words.removeprefix('own ')}"
    return words


def best_name(names: Counter[str], kind: ActorType) -> str:
    """The name to show: a person's fullest, else the long form rather than the acronym; ties by count, then order."""

    def rank(name: str) -> tuple[int, int, int]:
        words = len(name.split())
        spelled = 0 if name.isupper() and len(name) <= 8 else 1
        return (words, names[name], len(name)) if kind is ActorType.PERSON else (spelled, names[name], words)

    return min(names, key=lambda name: (tuple(-n for n in rank(name)), name))


def _surface(doc: Doc, text: str, clusters: Clusters, i: int) -> str:
    """A mention's words as the text has them, but in ordinary letters where it is all in capitals."""
    words = span_of(clusters.mentions[i].tokens(doc)).of(text)
    if words.isupper() and words.casefold() == (read := clusters.text(i)).casefold():
        words = read
    return " ".join(words.split()).replace("\u2019", "'")
