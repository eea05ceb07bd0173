"""The keys by which names that may belong to one actor find one another, and which of them are too common to be used.

A key that more than `CROWD` names have says too little: it is not used. That depends on the names alone, not on the
order in which they are compared, so that names without a key in common never influence one another.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum

from graphbuild.core.ids import Family
from graphbuild.core.names import fold, name_key
from graphbuild.resolution import person
from graphbuild.resolution.comparison import Comparison
from graphbuild.resolution.entry import NAME, OWN, Entry
from graphbuild.resolution.spelling import sound

CROWD = 16
"""Maximum number of names that a key may have; a key of more names is not specific."""

Key = tuple[str, ...]
"""The kind, the family of actors, and what names with the key have in common."""


class KeyKind(StrEnum):
    """What it means that a name has a key."""

    BLOCK = "block"
    """It may equal another name with the key in full."""
    PART = "part"
    """A shorter form of it looks for the key."""
    LOOKUP = "lookup"
    """It looks for a longer form that has the key as a `PART`."""
    ALIAS = "alias"
    """A document calls its actor so."""
    CALLED = "called"
    """It is the name itself, which a document may use for another name's actor."""
    BEARER = "bearer"
    """It has the surname."""
    BARE = "bare"
    """It is the surname alone."""
    FOLD = "fold"
    """People who write corrections may call it so (`names.fold`)."""


COUNTED = {KeyKind.BLOCK, KeyKind.PART, KeyKind.ALIAS, KeyKind.BEARER}
"""The kinds whose keys can be too common."""


LEADS_TO = {KeyKind.LOOKUP: KeyKind.PART, KeyKind.CALLED: KeyKind.ALIAS, KeyKind.BARE: KeyKind.BEARER}
"""The kinds of keys that a name looks for, each with the kind of the names that it finds."""

SPOILED_BY: Mapping[str, set[KeyKind]] = {
    KeyKind.LOOKUP: {KeyKind.LOOKUP, KeyKind.CALLED},
    KeyKind.CALLED: {KeyKind.CALLED},
    KeyKind.BARE: {KeyKind.BARE},
}
"""The kinds of which no key of a name may be too common, if it is to look for a key of this kind."""


def keys_of(entry: Entry) -> tuple[Key, ...]:
    """Return all keys of an entry, each once; none of one that is not compared with others."""
    return tuple(dict.fromkeys(_keys(entry, Comparison(entry.family))))


def _keys(entry: Entry, names: Comparison) -> Iterator[Key]:
    """Yield the keys of an entry, kind by kind."""
    letter = entry.family.value
    if entry.identity[0] == NAME:
        yield from ((KeyKind.BLOCK, letter, *key) for key in names.blocks(entry))
        if entry.family is not Family.LAND:
            yield from ((KeyKind.PART, letter, *key) for key in names.parts(entry))
            yield from ((KeyKind.LOOKUP, letter, *key) for key in names.lookups(entry))
            aliases = sorted({name_key(alias) for actor in entry.members for alias in actor.aliases} - {""})
            yield from ((KeyKind.ALIAS, letter, alias) for alias in aliases)
            yield (KeyKind.CALLED, letter, entry.key)
    if entry.family is Family.PERSON and (words := person.parse(entry.name).words):
        if entry.identity[0] == NAME:
            yield (KeyKind.BEARER, letter, sound(words[-1]))
        elif entry.identity[0] == OWN and entry.members[0].named:
            yield (KeyKind.BARE, letter, sound(words[-1]))


def folds_of(entry: Entry) -> tuple[Key, ...]:
    """Return the keys by which what a person writes finds an entry."""
    names = {name for actor in entry.members for name in (actor.name, *actor.aliases)}
    return tuple(sorted((KeyKind.FOLD, fold(name)) for name in names))


def code_of(key: Key) -> int:
    """Return a key as a number of 64 bits; its last bits are its kind, and the others join what finds one another.

    Different keys have different numbers, but for chance: then more names than necessary are compared.
    """
    text = "\0".join(counted(key)).encode("utf-8", "surrogatepass")
    digest = hashlib.blake2b(text, digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True) & ~_KIND | _KINDS.index(KeyKind(key[0]))


def kind_of(code: int) -> KeyKind:
    """Return the kind of the keys of a number."""
    return _KINDS[code & _KIND]


def facing(code: int) -> int:
    """Return the number of the keys that a key of this number has to do with: the same, or those that lead to it."""
    kind = kind_of(code)
    return code & ~_KIND | _KINDS.index(LEADS_TO.get(kind) or _FOUND_BY.get(kind, kind))


def counted_code(code: int) -> int:
    """Return the number of the keys whose names count for keys of a number."""
    return facing(code) if kind_of(code) in LEADS_TO else code


_KINDS = tuple(KeyKind)
_KIND = len(_KINDS) - 1  # eight kinds: three bits
_FOUND_BY = {target: source for source, target in LEADS_TO.items()}


def crowded_among(entries: Iterable[Entry]) -> Callable[[Key], bool]:
    """Return a function that tells whether a key is too common, where these entries are all there are."""
    counts = Counter(key for entry in entries for key in keys_of(entry) if key[0] in COUNTED)
    crowded = frozenset(key for key, n in counts.items() if n > CROWD)
    return crowded.__contains__


class Keyring:
    """The keys of names that are specific enough to be used."""

    def __init__(self, crowded: Callable[[Key], bool]) -> None:
        """Leave out the keys for which `crowded` is true."""
        self._crowded = crowded
        self._found: dict[tuple[str, ...], dict[str, list[Key]]] = {}

    def of(self, entry: Entry, kind: KeyKind) -> list[Key]:
        """Return the usable keys of one kind of an entry, in their order, without kind and family.

        Keys that are looked up are usable where those they lead to are. A name that looks for one key of too many
        names can mean any of them, so that it looks for none.
        """
        by_kind = self._found.get(entry.identity)
        if by_kind is None:
            by_kind = self._found[entry.identity] = self._usable(entry)
        return by_kind.get(kind, [])

    def _usable(self, entry: Entry) -> dict[str, list[Key]]:
        """Return the usable keys of an entry by kind."""
        found: dict[str, list[Key]] = {}
        crowded: set[str] = set()
        for key in keys_of(entry):
            if self._crowded(counted(key)):
                crowded.add(key[0])
            else:
                found.setdefault(key[0], []).append(key[2:])
        return {kind: keys for kind, keys in found.items() if crowded.isdisjoint(SPOILED_BY.get(kind, ()))}


def counted(key: Key) -> Key:
    """Return the key whose number of names counts for a key: itself, or the one that it looks for."""
    return (LEADS_TO.get(KeyKind(key[0]), key[0]), *key[1:])
