"""Finding the actor that somebody means: by id, name, alias or part of a name, and who else it could be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from graphbuild.core.errors import UnknownActorError, UsageError
from graphbuild.core.model import Actor, ActorType
from graphbuild.core.names import fold, name_key
from graphbuild.graph.view import View, Viewable, viewing

_ODD = re.compile(r"^(?:the .*|.*[^a-z0-9 \n].*)$", re.MULTILINE)
"""A folded name, one in a line, that may not be its own `name_key`."""
SHOWN_CANDIDATES = 10
SUGGESTIONS = 5
NEAR_ENOUGH = 70.0
"""Of 100, as rapidfuzz's weighted ratio counts: below it a suggestion puzzles more than it helps."""


def find_actor(view: View, text: str) -> Actor:
    """The one actor of this id, name or alias, in any case, or else the one whose name has these words in it.

    Raises:
        UnknownActorError: there is none (the hint names those that come near), or there are several (it
        lists them).
    """
    bare = re.sub(r"^\s*the\s+", "", text, flags=re.IGNORECASE)
    found = _preferred(view.named(text), text) or _preferred(view.named(bare), bare) or _by_words(view, text)
    if len(found) == 1:
        return found[0]
    if found:
        raise _ambiguous(text, found)
    raise _unknown(view, text)


def actors(graph: Viewable, words: str = "", *, types: Collection[ActorType | str] = ()) -> tuple[Actor, ...]:
    """The actors, those in most documents first.

    Args:
        graph: the path of a `graph.db`, or a graph from `build` or `load`.
        words: only those with words that begin like each of these in one of their names.
        types: only actors of these types.

    Raises:
        UsageError: there is no such type.
        StoreError: there is no usable store at the path.
    """
    kinds = {_type(type_) for type_ in ([types] if isinstance(types, str) else types)}
    with viewing(graph) as view:
        found = matching(view, words) if words.strip() else ranked(view.actors())
        return tuple(actor for actor in found if not kinds or actor.type in kinds)


def _type(text: str) -> ActorType:
    """Return the actor type that a text names; raises UsageError."""
    try:
        return ActorType(text)
    except ValueError:
        raise UsageError(f"There is no type {text!r}.", hint=f"The types are: {', '.join(ActorType)}.") from None


def matching(view: View, words: str) -> list[Actor]:
    """All actors with words that begin like each of these in one of their names; most mentioned first."""
    wanted = name_key(words).split()
    ids = {id_ for name, id_ in view.names(wanted) if _begins(wanted, name_key(name).split())}
    return ranked(actor for actor in map(view.actor, ids) if actor is not None)


def ranked(actors: Iterable[Actor]) -> list[Actor]:
    """Actors by how many documents and mentions they have, most first."""
    return sorted(actors, key=lambda a: (-a.n_documents, -a.n_mentions, fold(a.name), a.id))


def _preferred(actors: list[Actor], text: str) -> list[Actor]:
    """Of several, the one whose own name it is: "Iraq" is the country, though a body may have that alias."""
    own = [actor for actor in actors if fold(actor.name) == fold(text)]
    return own if len(own) == 1 else ranked(actors)


def _by_words(view: View, text: str) -> list[Actor]:
    """Return the actors that have all these words in one name, most mentioned first."""
    wanted = set(name_key(text).split())
    if not wanted:
        return []
    ids = {id_ for name, id_ in view.names(wanted) if wanted <= set(name_key(name).split())}
    return ranked(actor for actor in map(view.actor, ids) if actor is not None)


def _begins(wanted: list[str], words: list[str]) -> bool:
    """Return True if each wanted word is the beginning of some word of a name."""
    return all(any(word.startswith(w) for word in words) for w in wanted)


def _ambiguous(text: str, actors: list[Actor]) -> UnknownActorError:
    """Return the error for a name of several actors, which lists them."""
    shown = actors[:SHOWN_CANDIDATES]
    lines = [f"  {actor.id}  {actor.name} ({actor.type}, {_documents(actor)})" for actor in shown]
    more = len(actors) - len(shown)
    if more:
        lines.append(f"  and {more} more: `graphbuild actors {text!r}` lists them")
    return UnknownActorError(
        f"{text!r} can be any of {len(actors)} actors.",
        hint="\n".join(["Give the id of the one you mean:", *lines]),
        candidates=tuple(actor.id for actor in actors),
    )


def _documents(actor: Actor) -> str:
    """Return the number of documents of an actor as text."""
    return f"{actor.n_documents} document{'' if actor.n_documents == 1 else 's'}"


def _unknown(view: View, text: str) -> UnknownActorError:
    """Return the error for an unknown name, which suggests similar ones."""
    near = _nearest(view, text)
    if not near:
        return UnknownActorError(f"There is no actor {text!r}.", hint="`graphbuild actors` lists those that there are.")
    lines = [f"  {actor.name} ({actor.type}, {_documents(actor)}, id {actor.id})" for actor in near]
    return UnknownActorError(
        f"There is no actor {text!r}.",
        hint="\n".join(["Did you mean:", *lines]),
        candidates=tuple(actor.id for actor in near),
    )


def _nearest(view: View, text: str) -> list[Actor]:
    """Return the actors with the most similar names."""
    from rapidfuzz import fuzz, process

    folded = view.folded()
    odd: dict[str, list[str]] = {}  # only these are taken apart: that costs most of the time
    for line in set(_ODD.findall(folded)):
        odd.setdefault(name_key(line), []).append(line)
    plain = dict.fromkeys(folded.split("\n"))  # in a store's order, which leaves little to sort
    for line in (line for lines in odd.values() for line in lines):
        del plain[line]
    names = sorted([*plain, *(key for key in odd if key not in plain)])
    hits = process.extract(name_key(text), names, scorer=fuzz.WRatio, limit=SUGGESTIONS, score_cutoff=NEAR_ENOUGH)
    found: dict[str, Actor] = {}
    for name, _, _ in hits:
        meant = [actor for key in {name, *odd.get(name, ())} for actor in view.named(key)]
        found |= {actor.id: actor for actor in sorted(meant, key=lambda actor: actor.id) if actor.id not in found}
    return list(found.values())[:SUGGESTIONS]
