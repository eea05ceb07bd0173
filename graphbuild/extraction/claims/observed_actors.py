"""The observed actors of one document: each cluster of mentions with its name, type, aliases and roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from graphbuild.core.model import ActorType, Mention, MentionKind, ObservedActor, content_id
from graphbuild.core.names import name_key
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.mentions.national_bodies import national_body, national_name
from graphbuild.extraction.mentions.whole_text import has_phrase
from graphbuild.extraction.syntax import grammar
from graphbuild.extraction.syntax.parsing import span_of
from graphbuild.knowledge.gazetteer import Gazetteer

LONGEST_ACRONYM = 8
"""Characters up to which a name in capitals is taken for an acronym."""


def observe(context: DocumentContext, gazetteer: Gazetteer | None = None) -> dict[int, ObservedActor]:
    """The actors of a document; those that the gazetteer knows have its name, aliases and country.

    Args:
        context: the document.
        gazetteer: actors that are known already.

    Returns:
        the actors by the number of their cluster, in text order. Clusters of pronouns alone are left out.
    """
    found: dict[int, ObservedActor] = {}
    for members in context.clusters.by_first_mention():
        if context.referential(members[0]):
            known = context.clusters.known(members[0])
            found[context.actor_of(members[0])] = _known(_actor(context, members), known, gazetteer)
    return found


def mentions_of(context: DocumentContext, actors: Mapping[int, ObservedActor]) -> list[Mention]:
    """The mentions of observed actors, in text order.

    Args:
        context: the document.
        actors: its actors by the number of their cluster.
    """
    found = []
    for i, m in enumerate(context.mentions):
        actor = actors.get(context.actor_of(i))
        if actor is not None:
            span = span_of(m.tokens(context.doc))
            text, join = span.of(context.document.text), context.clusters.joins.get(i, "")
            found.append(Mention(doc=context.document.id, span=span, text=text, actor=actor.id, kind=m.kind, join=join))
    return found


def _known(actor: ObservedActor, known: str | None, gazetteer: Gazetteer | None) -> ObservedActor:
    """An actor with the gazetteer's name, aliases and country, if its entry is known."""
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


def _actor(context: DocumentContext, members: Sequence[int]) -> ObservedActor:
    """The actor of a cluster, from its mentions in text order."""
    kind, first = context.type_of(members[0]), context.mentions[members[0]]
    country = next((code for i in members if (code := context.mentions[i].country)), None)
    names = Counter(_surfaces(context, members, MentionKind.NAME))
    described = list(dict.fromkeys(_surfaces(context, members, MentionKind.NOMINAL)))
    name = _shown_name(context, members, names, country)
    titles = [t.lower() for i in members if (t := context.mentions[i].title)]
    span = span_of(first.tokens(context.doc))
    national = _national(context, members) if kind in {ActorType.GOVERNMENT, ActorType.SECURITY_FORCE} else None
    other_names: list[str] = [n for n in (names or described) if n != name]
    if national is not None:
        country, usual = national[0], national[1]
        other_names += [name, *national[2:]]
        name = name if names and name_key(name) == name_key(usual) else usual
    return ObservedActor(
        id=content_id(context.document.id, span.start, span.end, first.kind, kind),
        doc=context.document.id,
        name=name,
        type=kind,
        named=national is not None or any(not context.lexicon.is_generic(n) for n in names),
        aliases=_aliases(context, kind, {n for n in other_names if n != name}),
        roles=tuple(dict.fromkeys([*titles, *(described if names and kind is ActorType.PERSON else [])])),
        country=country,
    )


def _national(context: DocumentContext, members: Sequence[int]) -> tuple[str, str, str] | None:
    """The country, usual name and genitive name ("Norway's army") of a national body; None for any other actor."""
    for i in members:
        body = national_body(context.mentions[i], context.doc, context.lexicon)
        if body is not None:
            genitive = f"{context.lexicon.country_name(body[0])}'s {body[1]}"
            return body[0], national_name(*body, context.lexicon), genitive
    return None


def _shown_name(context: DocumentContext, members: Sequence[int], names: Counter[str], country: str | None) -> str:
    """The name of an actor: a country's from the lexicon, else the best of the text, else its description."""
    kind = context.type_of(members[0])
    if country and kind is ActorType.COUNTRY:
        return context.lexicon.country_name(country)
    name = best_name(names, kind) if names else _description(context, members)
    has = partial(has_phrase, context.doc)
    return (context.lexicon.region_name(name, has) if kind is ActorType.PLACE else None) or name


def _aliases(context: DocumentContext, kind: ActorType, names: Iterable[str]) -> tuple[str, ...]:
    """The other names of an actor, sorted; a country has none that is a capital's, which may be the city elsewhere."""
    country = kind is ActorType.COUNTRY
    return tuple(sorted(n for n in names if not (country and context.lexicon.capital_of(n))))


def _description(context: DocumentContext, members: Sequence[int]) -> str:
    """The longest description, with its owner's name for a pronoun: "his own faction" is "Qasim Muslih's faction"."""
    nominals = (i for i in members if context.mentions[i].kind is MentionKind.NOMINAL)
    i = max(nominals, key=lambda k: len(context.text(k)))
    words = _surface(context, i)
    for owner in grammar.children(context.head(i), "poss"):
        owned = context.first_headed.get(owner.i)
        if owned is None or not context.named(owned):
            continue
        names = Counter(_surfaces(context, context.members(owned), MentionKind.NAME))
        return f"{best_name(names, context.type_of(owned))}'s {words.removeprefix('own ')}"
    return words


def best_name(names: Counter[str], kind: ActorType) -> str:
    """The name to show: a person's longest, else a long form rather than an acronym; then by count, then by spelling.

    Args:
        names: how often each name occurs.
        kind: the type of the actor.
    """

    def rank(name: str) -> tuple[int, int, int]:
        """Return the sort key of a name; the name with the highest key is preferred."""
        words = len(name.split())
        spelled = 0 if name.isupper() and len(name) <= LONGEST_ACRONYM else 1
        return (words, names[name], len(name)) if kind is ActorType.PERSON else (spelled, names[name], words)

    return min(names, key=lambda name: (tuple(-n for n in rank(name)), name))


def _surfaces(context: DocumentContext, members: Iterable[int], kind: MentionKind) -> list[str]:
    """The words of those mentions that are of a kind."""
    return [_surface(context, i) for i in members if context.mentions[i].kind is kind]


def _surface(context: DocumentContext, i: int) -> str:
    """A mention's words as the text has them, but in ordinary letters if it is all in capitals."""
    words = span_of(context.mentions[i].tokens(context.doc)).of(context.document.text)
    if words.isupper() and words.casefold() == (read := context.text(i)).casefold():
        words = read
    return " ".join(words.split()).replace("\u2019", "'")
