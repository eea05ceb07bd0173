"""The writing side of how it was judged who is who. Each method takes part in a transaction that has begun."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from graphbuild.resolution.context import Token
from graphbuild.store.resolved import DoubtRow, EntryRow, ResolvedTables, context_text, entry_values, listed, token_text
from graphbuild.store.sql import AMONG

_TABLES = ("entry", "entry_key", "doubt", "context", "token", "name_facts", "judgement")


class ResolvedWriter(ResolvedTables):
    """Changes of how it was judged who is who."""

    def forget_resolution(self) -> None:
        """Forget who is who, and how it was judged."""
        for table in _TABLES:
            self._connection.execute(f"DELETE FROM {table}")

    def touch(self, kind: str, ids: Iterable[object]) -> None:
        """Note what has to be looked at when who is who is judged next."""
        self._connection.executemany("INSERT OR IGNORE INTO touched VALUES (?, ?)", ((kind, str(id_)) for id_ in ids))

    def forget_touched(self) -> None:
        """Forget what was touched, once it has been judged."""
        self._connection.execute("DELETE FROM touched")

    def put_entries(self, entries: Iterable[EntryRow]) -> None:
        """Keep entries; those that are there are replaced."""
        statement = f"INSERT OR REPLACE INTO entry VALUES ({', '.join('?' * 9)})"
        self._connection.executemany(statement, map(entry_values, entries))

    def put_keys(self, keys: Iterable[tuple[int, int]]) -> None:
        """Keep keys, each with the number of its entry."""
        self._connection.executemany("INSERT OR IGNORE INTO entry_key VALUES (?, ?)", keys)

    def drop_keys(self, keys: Iterable[tuple[int, int]]) -> None:
        """Remove keys, each with the number of its entry."""
        self._connection.executemany("DELETE FROM entry_key WHERE code = ? AND entry = ?", keys)

    def drop_entries(self, numbers: Iterable[int]) -> None:
        """Remove entries and the doubts that they raised, without their keys."""
        gone = [(n,) for n in numbers]
        self._connection.executemany("DELETE FROM entry WHERE id = ?", gone)
        self._connection.executemany("DELETE FROM doubt WHERE one = ?", gone)

    def put_clusters(self, found: Mapping[int, tuple[int, str]]) -> None:
        """Keep the centre of each entry, and why it joined it."""
        rows = ((centre, reason, number) for number, (centre, reason) in found.items())
        self._connection.executemany("UPDATE entry SET cluster = ?, reason = ? WHERE id = ?", rows)

    def put_actors(self, actors: Mapping[int, str]) -> None:
        """Keep the id of the actor of each entry, before corrections."""
        rows = ((actor, number) for number, actor in actors.items())
        self._connection.executemany("UPDATE entry SET actor = ? WHERE id = ?", rows)

    def replace_doubts(self, judged: Iterable[int], doubts: Iterable[DoubtRow]) -> None:
        """Replace the doubts that entries raised."""
        self._connection.execute(f"DELETE FROM doubt WHERE one IN {AMONG}", (listed(judged),))
        rows = ((d.one, d.other, d.score, d.why) for d in doubts)
        self._connection.executemany("INSERT INTO doubt VALUES (?, ?, ?, ?)", rows)

    def put_members(self, entry_of: Mapping[str, int]) -> None:
        """Keep the entry of each of these observed actors; who they are is still to be judged."""
        rows = ((id_, number, number) for id_, number in entry_of.items())
        statement = "INSERT INTO judgement VALUES (?, '', '', ?) ON CONFLICT (observed) DO UPDATE SET entry = ?"
        self._connection.executemany(statement, rows)

    def put_judgements(self, judged: Mapping[str, tuple[str, str]]) -> None:
        """Keep the actor's id and the reason of each of these observed actors, whose entries are known."""
        rows = ((actor, reason, id_) for id_, (actor, reason) in judged.items())
        self._connection.executemany("UPDATE judgement SET actor = ?, reason = ? WHERE observed = ?", rows)

    def put_contexts(self, docs: Mapping[str, Collection[Token]]) -> None:
        """Keep the neighbour tokens of documents; a document without any is removed."""
        gone = ((doc,) for doc, tokens in docs.items() if not tokens)
        self._connection.executemany("DELETE FROM context WHERE doc = ?", gone)
        rows = ((doc, context_text(tokens)) for doc, tokens in docs.items() if tokens)
        self._connection.executemany("INSERT OR REPLACE INTO context VALUES (?, ?)", rows)

    def put_spread(self, spread: Mapping[Token, int]) -> None:
        """Keep in how many documents tokens are."""
        gone = ((token_text(token),) for token, n in spread.items() if not n)
        self._connection.executemany("DELETE FROM token WHERE token = ?", gone)
        rows = ((token_text(token), n) for token, n in spread.items() if n)
        self._connection.executemany("INSERT OR REPLACE INTO token VALUES (?, ?)", rows)

    def put_facts(self, facts: Mapping[str, str]) -> None:
        """Keep what is known of the countries of names; an empty text removes it."""
        gone = ((key,) for key, text in facts.items() if not text)
        self._connection.executemany("DELETE FROM name_facts WHERE name = ?", gone)
        rows = ((key, text) for key, text in facts.items() if text)
        self._connection.executemany("INSERT OR REPLACE INTO name_facts VALUES (?, ?)", rows)

    def put_stories(self, stories: Mapping[str, str | None]) -> None:
        """Keep the story of each of these documents."""
        rows = ((story, doc) for doc, story in sorted(stories.items()))
        self._connection.executemany("UPDATE copy SET story = ? WHERE doc = ?", rows)

    def next_entry(self) -> int:
        """Return a number above those of all entries."""
        [(number,)] = self._rows("SELECT coalesce(max(id), 0) + 1 FROM entry")
        return int(number)
