"""What follows from observations and judgements, written in part or in whole: actors, names, links, candidates."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from graphbuild.core.link_key import is_open
from graphbuild.core.model import Actor
from graphbuild.evidence.summary import LinkSummary
from graphbuild.resolution.candidate import Candidate
from graphbuild.store import rows
from graphbuild.store.figures import CountedLink, Difference, Tally
from graphbuild.store.resolving import ResolvedWriter
from graphbuild.store.sql import AMONG, among

Pair = tuple[str, str]
"""The ids of two actors, in order."""

_PAIRS = (
    "SELECT DISTINCT min(s.actor, o.actor), max(s.actor, o.actor) FROM claim c "
    "CROSS JOIN judgement s ON s.observed = c.subject CROSS JOIN judgement o ON o.observed = c.object WHERE"
)
_MOST_PAIRS = 2_000
"""Pairs of actors whose links are made one by one; with more it costs less to make all links."""


class DerivedWriter(ResolvedWriter):
    """Changes of what follows from observations and judgements. Each method takes part in a transaction."""

    def pairs_of(self, observed: Collection[str]) -> set[Pair]:
        """Return the pairs of actors of whom claims with these observed actors at an end speak."""
        either = " UNION ".join(f"SELECT id FROM claim WHERE {end} IN {AMONG}" for end in ("subject", "object"))
        ids = among(observed)
        return {(one, other) for one, other in self._rows(f"{_PAIRS} c.id IN ({either})", ids, ids)}

    def pairs_in(self, docs: Collection[str]) -> set[Pair]:
        """Return the pairs of actors of whom these documents speak."""
        return {(one, other) for one, other in self._rows(f"{_PAIRS} c.doc IN {AMONG}", among(docs))}

    def observed_of(self, actors: Collection[str]) -> dict[str, str]:
        """Return the observed actors that are judged to be these actors, each with the actor."""
        query = f"SELECT observed, actor FROM judgement WHERE actor IN {AMONG}"
        return dict(self._rows(query, among(actors)))

    def replace_actors(self, ids: Collection[str] | None, actors: Iterable[Actor]) -> None:
        """Replace actors and their names.

        Args:
            ids: of the actors that are replaced; all where None.
            actors: those of them that there are now.
        """
        if ids is None:
            self._connection.execute("DELETE FROM actor")
            self._connection.execute("DELETE FROM name")
        else:
            gone = [(id_,) for id_ in ids]
            self._connection.executemany("DELETE FROM actor WHERE id = ?", gone)
            self._connection.executemany("DELETE FROM name WHERE actor = ?", gone)
        for actor in actors:
            self._connection.execute(rows.insertion("actor", rows.ACTOR), rows.actor_row(actor))
            self._connection.executemany("INSERT INTO name VALUES (?, ?, ?)", rows.name_rows(actor))

    def replace_candidates(self, candidates: Iterable[Candidate]) -> None:
        """Replace all pairs of actors that may be one, where they are others than before."""
        now = {(c.one, c.other): (c.score, c.why) for c in candidates}
        kept = {(c.one, c.other): (c.score, c.why) for c in self.candidates()}
        gone = [pair for pair in kept if pair not in now]
        self._connection.executemany("DELETE FROM candidate WHERE one = ? AND other = ?", gone)
        new = ((*pair, *told) for pair, told in now.items() if kept.get(pair) != told)
        self._connection.executemany("INSERT OR REPLACE INTO candidate VALUES (?, ?, ?, ?)", new)

    def replace_links(self, pairs: Collection[Pair] | None) -> None:
        """Make links again out of the claims.

        Args:
            pairs: the actors between whom links may have changed; all where None.
        """
        insertion = rows.insertion("link", rows.LINK)
        if pairs is None or len(pairs) > _MOST_PAIRS:
            self._connection.execute("DELETE FROM link")
            tally = Tally()
            self._connection.executemany(insertion, self._tallied(tally))
            self._keep_figures(tally)
            return
        change = Difference()
        for one, other in self.fewest_first(pairs):
            before = [_counted(link) for link in self.links_of(one, other) if not is_open(link.key)]
            both = [(one, other), (other, one)]
            self._connection.executemany("DELETE FROM link WHERE subject = ? AND +object = ?", both)
            found = list(self.summarized_between(one, other)) if one != other else []
            self._connection.executemany(insertion, map(rows.link_row, found))
            change.add((one, other), before, [_counted(link) for link in found if not is_open(link.key)])
        self._change_figures(change)

    def _tallied(self, tally: Tally) -> Iterator[rows.Row]:
        """Yield the rows of all links as the claims make them, and count those that the figures count."""
        for link in self.summarized():
            if not is_open(link.key):
                tally.add(_counted(link))
            yield rows.link_row(link)

    def _keep_figures(self, tally: Tally) -> None:
        """Keep the figures of all links."""
        for table in ("degree", "kind"):
            self._connection.execute(f"DELETE FROM {table}")
        degrees = ((actor, *degree) for actor, degree in sorted(tally.degrees().items()))
        self._connection.executemany("INSERT INTO degree VALUES (?, ?, ?)", degrees)
        kinds = ((key, status.value, n) for (key, status), n in sorted(tally.kinds.items()))
        self._connection.executemany("INSERT INTO kind VALUES (?, ?, ?)", kinds)

    def _change_figures(self, change: Difference) -> None:
        """Change the figures of links by what has changed of these."""
        degrees = [(actor, change.neighbours[actor], n) for actor, n in sorted(change.links.items())]
        self._connection.executemany(
            "INSERT INTO degree VALUES (?, ?, ?) ON CONFLICT (actor) DO UPDATE "
            "SET n_neighbours = n_neighbours + excluded.n_neighbours, n_links = n_links + excluded.n_links",
            degrees,
        )
        gone = "DELETE FROM degree WHERE actor = ? AND n_links = 0"
        self._connection.executemany(gone, [(actor,) for actor, *_ in degrees])
        kinds = [(key, status.value, n) for (key, status), n in sorted(change.kinds.items()) if n]
        upsert = "INSERT INTO kind VALUES (?, ?, ?) ON CONFLICT (key, status) DO UPDATE SET n = n + excluded.n"
        self._connection.executemany(upsert, kinds)
        self._connection.execute("DELETE FROM kind WHERE n = 0")

    def fewest_first(self, pairs: Collection[Pair]) -> Iterator[Pair]:
        """Yield pairs with the actor first that is in fewer documents."""
        sizes = {id_: n for id_, (_, n) in self.kinds({id_ for pair in pairs for id_ in pair}).items()}
        for one, other in sorted(pairs):
            yield (one, other) if sizes.get(one, 0) <= sizes.get(other, 0) else (other, one)


def _counted(link: LinkSummary) -> CountedLink:
    """Return what the figures depend on in a link."""
    return CountedLink(link.subject, link.key, link.object, link.status)
