"""Reading the actors of a store: as the documents show them, as they are judged, and where they are mentioned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from graphbuild.core.model import Actor, Mention, ObservedActor, Span
from graphbuild.core.names import fold
from graphbuild.core.records import MENTION, Record, mention_record
from graphbuild.resolution.candidate import Candidate
from graphbuild.store import rows
from graphbuild.store.metadata import Metadata
from graphbuild.store.sql import AMONG, OBSERVED_AMONG, among, where

_MENTIONS = (
    'SELECT m.doc, m.start, m."end", m.text, j.actor, m.kind, m."join" FROM mention m '
    "CROSS JOIN judgement j ON j.observed = m.actor "
)
_BY_PLACE = 'ORDER BY m.doc, m.start, m."end", j.actor, m.kind, m."join"'


class ActorReader(Metadata):
    """The actors of an open store, and their mentions."""

    def actors(self) -> Iterator[Actor]:
        """Yield all actors, by id."""
        return self._made(rows.actor, f"SELECT {rows.columns(rows.ACTOR)} FROM actor ORDER BY id")

    def actor(self, actor_id: str) -> Actor | None:
        """Return the actor of this id, if there is one."""
        query = f"SELECT {rows.columns(rows.ACTOR)} FROM actor WHERE id = ?"
        return next(self._made(rows.actor, query, actor_id), None)

    def named(self, text: str) -> list[Actor]:
        """Return the actor of this id; else all actors of this name or alias (as `names.fold` compares), by id."""
        exact = self.actor(text)
        if exact is not None:
            return [exact]
        query = (
            f"SELECT {rows.columns(rows.ACTOR)} FROM actor "
            "WHERE id IN (SELECT actor FROM name WHERE key = ?) ORDER BY id"
        )
        return list(self._made(rows.actor, query, fold(text)))

    def names(self, words: Collection[str] = ()) -> Iterator[tuple[str, str]]:
        """Yield every name and alias with its actor's id, by name.

        Args:
            words: only names whose `names.name_key` may contain each of these; some others may come too.
        """
        # `name_key` lacks what the stored key has: dots and apostrophes, `&` for "and", letters beyond ASCII.
        plain = "instr(replace(replace(key, '.', ''), char(39), ''), ?)"
        marked = "(instr(key, '.') OR instr(key, char(39)))"
        beyond = "instr(key, '&') OR length(key) <> length(CAST(key AS BLOB))"
        may_hold = f"(instr(key, ?) OR {marked} AND {plain} OR {beyond})"
        query = f"SELECT name, actor FROM name {where([may_hold] * len(words))} ORDER BY name, actor"
        return ((name, actor) for name, actor in self._rows(query, *(word for word in words for _ in range(2))))

    def name_rows(self) -> Iterator[tuple[str, str, str]]:
        """Yield every name: as it is looked up, its actor's id, and as it is shown."""
        query = "SELECT key, actor, name FROM name ORDER BY key, actor, name"
        return ((key, actor, name) for key, actor, name in self._rows(query))

    def folded(self) -> str:
        """Return every name and alias as `names.fold` compares it, one in a line."""
        [(lines,)] = self._rows("SELECT group_concat(key, char(10)) FROM name")
        return lines or ""

    def mentions(self, *, actor: str | None = None, doc: str | None = None) -> Iterator[Mention]:
        """Yield mentions with their actors' ids, by document and offset; of one actor or document where given."""
        overlay = self.overlay
        conditions, values = [], []
        if actor is not None:
            conditions.append(f"m.actor IN {OBSERVED_AMONG}")
            values.append(among(overlay.with_sources({actor})))
        if doc is not None:
            conditions.append("m.doc = ?")
            values.append(doc)
        found = self._made(rows.mention, f"{_MENTIONS}{where(conditions)} {_BY_PLACE}", *values)
        if not (overlay.moved or overlay.rejected):
            return found
        owned = map(overlay.mention, found)
        return (m for m in owned if m.actor not in overlay.rejected and actor in (None, m.actor))

    def mention_records(self) -> Iterator[Record]:
        """Yield the JSON records (`records.mention_record`) of all mentions, as `mentions` yields these."""
        if self.overlay.moved or self.overlay.rejected:
            return map(mention_record, self.mentions())
        return self._made(rows.MENTIONS.record(MENTION), f"{_MENTIONS}{_BY_PLACE}")

    def observed(self, *, doc: str | None = None) -> Iterator[ObservedActor]:
        """Yield the actors as single documents show them, by id; of one document where given."""
        query = f"SELECT {rows.columns(rows.OBSERVED)} FROM observed"
        if doc is None:
            return self._made(rows.observed, f"{query} ORDER BY id")
        return self._made(rows.observed, f"{query} WHERE doc = ? ORDER BY id", doc)

    def judgements(self) -> Iterator[tuple[str, str, str]]:
        """Yield who is who: observed id, actor id and reason, by observed id."""
        query = "SELECT observed, actor, reason FROM judgement ORDER BY observed"
        return ((observed, actor, reason) for observed, actor, reason in self._rows(query))

    def reasons(self, actor: str) -> Iterator[str]:
        """Yield the reasons why observed actors were judged to be this actor, each once for every document."""
        query = (
            "SELECT DISTINCT o.doc, j.reason FROM judgement j JOIN observed o ON o.id = j.observed "
            "WHERE j.actor = ? ORDER BY o.doc, j.reason"
        )
        return (reason for _, reason in self._rows(query, actor))

    def judged_names(self, actor: str) -> Iterator[tuple[str, str, str]]:
        """Yield document, name and reason of each observed actor that was judged to be this actor, by document."""
        query = (
            "SELECT o.doc, o.name, j.reason FROM judgement j JOIN observed o ON o.id = j.observed "
            "WHERE j.actor = ? ORDER BY o.doc, o.name, j.reason"
        )
        return ((doc, name, reason) for doc, name, reason in self._rows(query, actor))

    def sentence_at(self, doc: str, offset: int) -> Span | None:
        """Return the sentence of a document that has this offset, or None."""
        query = 'SELECT start, "end" FROM sentence WHERE doc = ? AND start <= ? ORDER BY start DESC LIMIT 1'
        found = next((Span(start, end) for start, end in self._rows(query, doc, offset)), None)
        return found if found is not None and offset < found.end else None

    def candidates(self) -> Iterator[Candidate]:
        """Yield pairs of actors that may be one, the likeliest first."""
        for one, other, score, why in self._rows("SELECT * FROM candidate ORDER BY score DESC, one, other"):
            yield Candidate(one=one, other=other, score=score, why=why)

    def judged_observations(self, actors: Collection[str] | None = None) -> Iterator[tuple[str, ObservedActor]]:
        """Yield the id of an actor with each actor that was observed in a document and judged to be it, by ids.

        Args:
            actors: only of these actors.
        """
        query = f"SELECT j.actor, {rows.columns(rows.OBSERVED, 'o')} FROM judgement j "
        among_, values = ("", ()) if actors is None else (f"WHERE j.actor IN {AMONG} ", (among(actors),))
        join = "CROSS JOIN observed o ON o.id = j.observed"
        return self._made(
            lambda row: (str(row[0]), rows.observed(row[1:])), f"{query}{join} {among_}ORDER BY j.actor, o.id", *values
        )

    def mention_counts(self, actors: Collection[str] | None = None) -> Counter[str]:
        """Return the number of mentions of each actor, or of these, before corrections that move single mentions."""
        among_, values = ("", ()) if actors is None else (f"WHERE j.actor IN {AMONG} ", (among(actors),))
        query = "SELECT j.actor, count(*) FROM judgement j CROSS JOIN mention m ON m.actor = j.observed"
        return Counter(dict(self._rows(f"{query} {among_}GROUP BY j.actor", *values)))
