"""The tables in which a store keeps how it was judged who is who, so that later only what has changed is judged again.

An *entry* is what the observed actors of one name are before names are compared (`resolution.entry`). For each the
store keeps its keys, the entry that is the centre of its cluster, and the doubts that it raised. Entries are numbered;
the numbers have no meaning and appear in no output.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from graphbuild.core.ids import Family
from graphbuild.core.model import ObservedActor
from graphbuild.resolution.context import Token
from graphbuild.resolution.entry import Identity, group_of
from graphbuild.store import rows
from graphbuild.store.link_table import LinkedView
from graphbuild.store.sql import AMONG

_OBSERVED = rows.columns(rows.OBSERVED, "o")
_ENTRY = "id, identity, name, keys, cluster, reason, proposed, actor"
_NAME_PLACE = 2
"""Where the identity of a name holds its `names.name_key`."""


ResolutionRow = tuple[object, ...]
"""What one row tells of how it was judged who is who: the table's name, then what it holds."""

_COMPARABLE = (
    "SELECT 'entry', e.identity, e.\"group\", e.name, e.keys, c.identity, e.reason, e.proposed, e.actor FROM entry e "
    "LEFT JOIN entry c ON c.id = e.cluster",
    "SELECT 'entry_key', e.identity, k.code FROM entry_key k LEFT JOIN entry e ON e.id = k.entry",
    "SELECT 'judgement', j.observed, e.identity FROM judgement j LEFT JOIN entry e ON e.id = j.entry",
    "SELECT 'observed', id, name_key FROM observed",
    "SELECT 'doubt', a.identity, b.identity, d.score, d.why FROM doubt d "
    "LEFT JOIN entry a ON a.id = d.one LEFT JOIN entry b ON b.id = d.other",
    "SELECT 'context', doc, tokens FROM context",
    "SELECT 'token', token, spread FROM token",
    "SELECT 'name_facts', name, facts FROM name_facts",
    "SELECT 'touched', kind, id FROM touched",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """An entry as the store keeps it.

    Attributes:
        number: its own.
        identity: what tells it from all others.
        name: as it is shown.
        keys: by `keys.code_of`.
        cluster: the number of the centre of its cluster; its own where it is the centre.
        reason: why it joined its centre; empty for a centre.
        proposed: the id that it gives as a centre, before equal ids are separated.
        actor: the id of its actor, before corrections.
    """

    number: int
    identity: Identity
    name: str
    keys: tuple[int, ...]
    cluster: int
    reason: str
    proposed: str
    actor: str

    @property
    def key(self) -> str:
        """The name as `names.name_key` gives it; of entries that are compared."""
        return self.identity[_NAME_PLACE]


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtRow:
    """Two entries that may be one actor: what `cluster.Doubt` says, by their numbers."""

    one: int
    other: int
    score: float
    why: str


class ResolvedTables(LinkedView):
    """The reading side of how it was judged who is who."""

    def touched(self, kind: str) -> list[str]:
        """Return what was touched of a kind since who is who was judged last (`writing.TOUCHED`)."""
        return [id_ for (id_,) in self._rows("SELECT id FROM touched WHERE kind = ? ORDER BY id", kind)]

    def entries(self, condition: str, values: Iterable[object]) -> dict[int, EntryRow]:
        """Return entries by number.

        Args:
            condition: a column of the table.
            values: what the column has to be one of.
        """
        query = f"SELECT {_ENTRY} FROM entry WHERE {condition} IN {AMONG}"
        return {row.number: row for row in map(_entry_row, self._rows(query, json.dumps(list(values))))}

    def holders(self, code: int) -> list[int]:
        """Return the numbers of the entries with a key."""
        return [n for (n,) in self._rows("SELECT entry FROM entry_key WHERE code = ?", code)]

    def rows_with(self, code: int) -> Iterator[EntryRow]:
        """Yield the entries with a key."""
        query = f"SELECT {_ENTRY} FROM entry_key k CROSS JOIN entry e ON e.id = k.entry WHERE k.code = ?"
        return map(_entry_row, self._rows(query, code))

    def n_holders(self, code: int) -> int:
        """Return how many entries have a key."""
        [(n,)] = self._rows("SELECT count(*) FROM entry_key WHERE code = ?", code)
        return int(n)

    def members(self, entries: Collection[int]) -> dict[int, list[ObservedActor]]:
        """Return the observed actors of entries, by the number of the entry and in the order of their ids."""
        query = (
            f"SELECT j.entry, {_OBSERVED} FROM judgement j CROSS JOIN observed o ON o.id = j.observed "
            f"WHERE j.entry IN {AMONG} ORDER BY j.observed"
        )
        found: dict[int, list[ObservedActor]] = {n: [] for n in entries}
        for row in self._rows(query, json.dumps(list(entries))):
            found[row[0]].append(rows.observed(row[1:]))
        return found

    def entries_of(self, docs: Iterable[str]) -> set[int]:
        """Return the numbers of the entries with observed actors in documents."""
        query = (
            "SELECT DISTINCT j.entry FROM observed o CROSS JOIN judgement j ON j.observed = o.id "
            f"WHERE o.doc IN {AMONG} AND j.entry IS NOT NULL"
        )
        return {n for (n,) in self._rows(query, json.dumps(list(docs)))}

    def observed_where(self, column: str, values: Iterable[str]) -> Iterator[ObservedActor]:
        """Yield the observed actors of documents, or of names (`names.name_key`), by id."""
        query = f'SELECT {_OBSERVED} FROM observed o WHERE o."{column}" IN {AMONG} ORDER BY o.id'
        return self._made(rows.observed, query, json.dumps(list(values)))

    def kinds_of_names(self, keys: Iterable[str]) -> Iterator[ObservedActor]:
        """Yield for each of these names one observed actor of each spelling, type and country."""
        query = (
            f"SELECT {_OBSERVED} FROM observed o WHERE o.name_key IN {AMONG} AND o.known IS NULL "
            "GROUP BY o.name_key, o.type, o.named, o.country, o.name"
        )
        return self._made(rows.observed, query, json.dumps(list(keys)))

    def entry_numbers(self, observed: Iterable[str]) -> dict[str, int]:
        """Return the number of the entry of observed actors, by their ids, of those that are in one."""
        query = f"SELECT observed, entry FROM judgement WHERE observed IN {AMONG} AND entry IS NOT NULL"
        return dict(self._rows(query, json.dumps(list(observed))))

    def actors_before(self, observed: Iterable[str]) -> set[str]:
        """Return the ids, before corrections, of the actors that observed actors are."""
        query = (
            f"SELECT DISTINCT e.actor FROM judgement j CROSS JOIN entry e ON e.id = j.entry WHERE j.observed IN {AMONG}"
        )
        return {actor for (actor,) in self._rows(query, listed(observed))}

    def facts(self, keys: Iterable[str]) -> dict[str, str]:
        """Return what was known of the countries of names, by `names.name_key`."""
        return dict(self._rows(f"SELECT name, facts FROM name_facts WHERE name IN {AMONG}", json.dumps(list(keys))))

    def tokens(self, docs: Iterable[str] | None = None) -> Iterator[tuple[str, frozenset[Token]]]:
        """Yield the neighbour tokens of documents; of all where None."""
        query = "SELECT doc, tokens FROM context"
        found = self._rows(query) if docs is None else self._rows(f"{query} WHERE doc IN {AMONG}", listed(docs))
        return ((doc, frozenset(map(_token, text.split("\n")))) for doc, text in found)

    def n_contexts(self) -> int:
        """Return in how many documents there are neighbour tokens."""
        [(n,)] = self._rows("SELECT count(*) FROM context")
        return int(n)

    def spread(self, tokens: Iterable[Token]) -> dict[Token, int]:
        """Return in how many documents tokens are."""
        query = f"SELECT token, spread FROM token WHERE token IN {AMONG}"
        return {_token(text): n for text, n in self._rows(query, listed(map("".join, tokens)))}

    def spread_between(self, low: int, high: int) -> set[Token]:
        """Return the tokens that are in more documents than `low` and in no more than `high`."""
        query = "SELECT token FROM token WHERE spread > ? AND spread <= ?"
        return {_token(text) for (text,) in self._rows(query, low, high)}

    def signatures(self) -> Iterator[tuple[str, bytes]]:
        """Yield the signature of each document that has one, by id."""
        found = self._rows("SELECT doc, signature FROM copy WHERE signature <> x'' ORDER BY doc")
        return ((doc, signature) for doc, signature in found)

    def docs_of_stories(self, stories: Iterable[str]) -> set[str]:
        """Return the documents that tell these stories."""
        return {doc for (doc,) in self._rows(f"SELECT doc FROM copy WHERE story IN {AMONG}", listed(stories))}

    def doubts(self) -> Iterator[tuple[DoubtRow, str, str]]:
        """Yield each doubt with the ids of the two actors before corrections, by these."""
        query = (
            "SELECT d.one, d.other, d.score, d.why, a.actor, b.actor FROM doubt d "
            "JOIN entry a ON a.id = d.one JOIN entry b ON b.id = d.other WHERE a.actor <> b.actor ORDER BY 5, 6, 3, 4"
        )
        for one, other, score, why, first, second in self._rows(query):
            yield DoubtRow(one=one, other=other, score=score, why=why), first, second

    def comparable(self) -> Iterator[ResolutionRow]:
        """Yield how it was judged who is who, without the numbers of entries: the table's name, then what it holds."""
        for query in _COMPARABLE:
            yield from self._rows(query)

    def judged_rows(self, observed: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Return the actor's id and the reason of observed actors, by their ids."""
        query = f"SELECT observed, actor, reason FROM judgement WHERE observed IN {AMONG}"
        return {id_: (actor, reason) for id_, actor, reason in self._rows(query, listed(observed))}


def rows_of_resolution(
    *,
    entries: Mapping[int, EntryRow],
    members: Mapping[str, int],
    names: Mapping[str, str],
    doubts: Iterable[DoubtRow],
    tokens: Mapping[str, Collection[Token]],
    spread: Mapping[Token, int],
    facts: Mapping[str, str],
) -> Iterator[ResolutionRow]:
    """Yield the rows that `ResolvedTables.comparable` should yield, made of what they are kept from."""
    texts = {number: json.dumps(row.identity) for number, row in entries.items()}
    for number, row in entries.items():
        about = (json.dumps(group_of(row.identity)), row.name, packed(row.keys))
        yield ("entry", texts[number], *about, texts[row.cluster], row.reason, row.proposed, row.actor)
        yield from (("entry_key", texts[number], code) for code in row.keys)
    yield from (("judgement", observed, texts[number]) for observed, number in members.items())
    yield from (("observed", observed, name) for observed, name in names.items())
    yield from (("doubt", texts[d.one], texts[d.other], d.score, d.why) for d in doubts)
    yield from (("context", doc, context_text(found)) for doc, found in tokens.items())
    yield from (("token", token_text(token), n) for token, n in spread.items())
    yield from (("name_facts", name, text) for name, text in facts.items())


def context_text(tokens: Iterable[Token]) -> str:
    """Return the neighbour tokens of a document as the store keeps them."""
    return "\n".join(sorted(map(token_text, tokens)))


def packed(codes: Iterable[int]) -> bytes:
    """Return the numbers of keys as bytes."""
    return array("q", codes).tobytes()


def token_text(token: Token) -> str:
    """Return a token as the store keeps it."""
    return "".join(token)


def _token(text: str) -> Token:
    """Return the token of a text."""
    return Family(text[0]), text[1:]


def listed(values: Iterable[object]) -> str:
    """Return values as the parameter of `AMONG`."""
    return json.dumps(list(values))


def _entry_row(row: rows.Row) -> EntryRow:
    """Return the entry of a row."""
    number, identity, name, keys, cluster, reason, proposed, actor = row
    codes = array("q")
    codes.frombytes(keys)
    return EntryRow(
        number=number,
        identity=tuple(json.loads(identity)),
        name=name,
        keys=tuple(codes),
        cluster=cluster,
        reason=reason,
        proposed=proposed,
        actor=actor,
    )


def entry_values(entry: EntryRow) -> rows.Row:
    """Return an entry as a row of its table."""
    identity, group = json.dumps(entry.identity), group_of(entry.identity)
    about = (entry.name, packed(entry.keys), entry.cluster, entry.reason, entry.proposed, entry.actor)
    return (entry.number, identity, json.dumps(group), *about)
