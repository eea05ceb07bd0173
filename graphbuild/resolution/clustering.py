"""Clustering of names around centres: the best supported name of an actor, and the names that match *it*.

Clusters never form by chains: that A matches B and B matches C does not join A to C. Names come in order of their
support; one that matches no centre becomes one. Then shorter names ("J. Smith", "Chargers", "PMF") join the one centre
that they can mean, if there is exactly one, and bare surnames last. A match that is not certain enough is recorded as a
doubt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from graphbuild.core.ids import Family
from graphbuild.core.names import name_key
from graphbuild.resolution import body, person
from graphbuild.resolution.cluster import STATED, Cluster, Doubt, Option, borne_out, order, strength, told_apart, why
from graphbuild.resolution.comparison import Comparison
from graphbuild.resolution.context import ActorContext, CorpusContext
from graphbuild.resolution.entry import NAME, OWN, Entry
from graphbuild.resolution.evidence_needed import WORTH_ASKING, Certainty, Likeness
from graphbuild.resolution.keys import Key, KeyKind, Keyring, crowded_among
from graphbuild.resolution.spelling import abbreviates, likeness

_COMPARED_MEMBERS = 24
_SHOWN_DOUBTS = 3
_NAME_WEIGHT, _CONTEXT_WEIGHT = 0.6, 0.4
"""Shares of name and context in the score of a doubt."""
_FULL_AGREEMENT = 3.0
"""Agreement of contexts that gives the full score; see `CorpusContext.agreement`."""
_USED_TOGETHER = frozenset({person.SURNAME, body.TAIL, body.KIND, body.STATED, body.ACRONYM})
"""Reasons to which that does not apply: an article says "San Diego Chargers" first and then "Chargers"."""


class Clustering:
    """The clustering of one family of actors."""

    def __init__(self, family: Family, context: CorpusContext, crowded: Callable[[Key], bool] | None = None) -> None:
        """Start with no clusters and no doubts.

        Args:
            family: of all entries.
            context: of all documents.
            crowded: tells which keys are too common to be used; where None, the entries that are gathered tell.
        """
        self.family = family
        self._crowded = crowded
        self._keys = Keyring(crowded or (lambda _: False))
        self.context = context
        self.names = Comparison(family)
        self.clusters: list[Cluster] = []
        self.doubts: list[Doubt] = []

    def gather(self, entries: Iterable[Entry]) -> None:
        """Cluster full names, then short names, then surnames."""
        found = sorted(entries, key=lambda entry: entry.rank)
        if self._crowded is None:
            self._keys = Keyring(crowded_among(found))
        self._whole([entry for entry in found if entry.identity[0] == NAME])
        if self.family is not Family.LAND:
            self._short()
        if self.family is Family.PERSON:
            self._surnames([entry for entry in found if entry.identity[0] == OWN and entry.members[0].named])
        held = {entry.identity for cluster in self.clusters for entry in cluster.entries()}
        self.clusters += [_alone(entry) for entry in found if entry.identity not in held]

    def _whole(self, entries: Sequence[Entry]) -> None:
        """Join each full name to the best centre that matches it, or make it a centre."""
        index: dict[Key, list[Cluster]] = defaultdict(list)
        for entry in entries:
            keys = self._keys.of(entry, KeyKind.BLOCK)
            near = _unique(cluster for key in keys for cluster in index[key])
            found = [(like, c) for c in near if (like := self._fit(entry, c)) is not None and not like.short]
            best = self._best(entry, self._options(entry, found))
            if best is not None:
                _join(best.cluster, entry, best.likeness.reason)
                continue
            cluster = _alone(entry)
            self.clusters.append(cluster)
            for key in keys:
                index[key].append(cluster)

    def _short(self) -> None:
        """Join each cluster whose name is a part of exactly one other's to that one, longer names first."""
        index: dict[Key, list[tuple[Entry, Cluster]]] = defaultdict(list)
        for cluster in self.clusters:
            for key in self._keys.of(cluster.centre, KeyKind.PART):
                index[key].append((cluster.centre, cluster))
        stated = self._stated()
        for cluster in sorted(self.clusters, key=_longest_first):
            own = cluster.home()
            found = self._longer(own, index, stated)
            options = self._options(own.centre, found, own.setting)
            best = self._only(own.centre, options)
            if best is not None and not self._merged(own, best):
                self._doubt(own.centre, [best])
        self.clusters = _unique(cluster.home() for cluster in self.clusters)

    def _longer(
        self,
        own: Cluster,
        index: dict[Key, list[tuple[Entry, Cluster]]],
        stated: dict[Key, list[Cluster]],
    ) -> list[tuple[Likeness, Cluster]]:
        """Return the clusters that a short name can mean: those that a document states, else those of matching form."""
        called = self._keys.of(own.centre, KeyKind.CALLED)
        said = [c for c in _unique(c.home() for key in called for c in stated.get(key, ())) if c is not own]
        if self.family is Family.PERSON:  # "Felt" for Mark Felt is found by its form
            said = [c for c in said if self.names.compare(own.centre, c.centre) is None]
        if said:
            return [(self._stated_likeness(own, c), c) for c in said]
        short = self._found(own, index)
        closest = [(like, c) for like, c in short if like.reason != person.CONTAINED]
        return closest or short  # a word of a headline next to a name is less specific than a middle name

    def _stated_likeness(self, own: Cluster, other: Cluster) -> Likeness:
        """Return the likeness of a name to an actor that documents call so.

        A name that many more documents use by itself, and that is no form of the actor's, is rather another actor.
        """
        found = self.names.stated(own.centre, other.centre)
        if found.certainty is Certainty.SURE or abbreviates(own.centre.key, other.centre.key):
            return found
        saying = {a.doc for e in other.entries() for a in e.members if own.centre.key in map(name_key, a.aliases)}
        rare = len(saying) < STATED * len(own.setting.docs)
        return replace(found, certainty=Certainty.DOUBTFUL) if rare else found

    def _found(self, own: Cluster, index: dict[Key, list[tuple[Entry, Cluster]]]) -> list[tuple[Likeness, Cluster]]:
        """Return the clusters that a short name can mean by its form.

        The name must fit the name by which the cluster was found, and is no surer to mean the cluster than that.
        """
        said_here = self.names.fullness(own.centre)
        found: dict[int, tuple[Cluster, Certainty]] = {}
        for entry, cluster in (
            pair for key in self._keys.of(own.centre, KeyKind.LOOKUP) for pair in index.get(key, ())
        ):
            home = cluster.home()
            like = self.names.compare(own.centre, entry)
            if like is not None and home is not own:
                _, known = found.get(id(home), (home, Certainty.DOUBTFUL))
                found[id(home)] = home, max(known, like.certainty)
        near = [(c, limit) for c, limit in found.values() if self.names.fullness(c.centre) > said_here]
        fits = ((self._fit(own.centre, c), c, limit) for c, limit in near)
        return [
            (borne_out(replace(like, certainty=min(like.certainty, limit)), own, c), c)
            for like, c, limit in fits
            if like is not None and like.short
        ]

    def _stated(self) -> dict[Key, list[Cluster]]:
        """Return the names that documents use for a cluster besides another name, with these clusters."""
        found: dict[Key, dict[int, Cluster]] = defaultdict(dict)
        for cluster in self.clusters:
            for key in (key for entry in cluster.entries() for key in self._keys.of(entry, KeyKind.ALIAS)):
                found[key][id(cluster)] = cluster
        return {key: sorted(clusters.values(), key=lambda c: c.centre.rank) for key, clusters in found.items()}

    def _surnames(self, entries: Sequence[Entry]) -> None:
        """Join each bare surname to the one cluster of that surname whose context agrees."""
        bearers: dict[Key, list[Cluster]] = defaultdict(list)
        for cluster in self.clusters:
            for key in {key for entry in cluster.entries() for key in self._keys.of(entry, KeyKind.BEARER)}:
                bearers[key].append(cluster)
        decided = []
        for entry in entries:
            like = Likeness(certainty=Certainty.LIKELY, reason=person.SURNAME, short=True)
            surnames = self._keys.of(entry, KeyKind.BARE)
            known = (
                cluster
                for surname in surnames
                for cluster in bearers.get(surname, ())
                if self.names.bears(entry, cluster.centre)
            )
            # The document itself tells the surname from a bearer whom it names ("Howard Brenn ... Mrs Brenn").
            found = [(like, cluster) for cluster in known if not cluster.setting.docs & entry.setting.docs]
            best = self._only(entry, self._options(entry, found))
            if best is not None:
                decided.append((best.cluster, entry))
        for cluster, entry in decided:  # only now, so that one surname does not change the context of the next
            _join(cluster, entry, person.SURNAME)

    def _fit(self, entry: Entry, cluster: Cluster) -> Likeness | None:
        """Compare a name with a centre; None if it contradicts a name that was joined to the centre."""
        found = self.names.compare(entry, cluster.centre)
        if found is None or self.family is not Family.PERSON:
            return found
        others = (other for other, _ in cluster.joined[:_COMPARED_MEMBERS])
        return None if any(self.names.compare(entry, other) is None for other in others) else found

    def _options(
        self, entry: Entry, found: Iterable[tuple[Likeness, Cluster]], setting: ActorContext | None = None
    ) -> list[Option]:
        """Return the clusters that a name may join, without those excluded by country or kind."""
        own = setting or entry.setting
        return [
            Option(
                cluster=cluster,
                likeness=like,
                agreement=self.context.agreement(own, cluster.setting),
                told_apart=like.reason not in _USED_TOGETHER and told_apart(own, cluster.setting),
            )
            for like, cluster in found
            if not self.names.opposed(entry, cluster.centre)
        ]

    def _best(self, entry: Entry, options: list[Option]) -> Option | None:
        """Return the option for a full name: the most certain one, or None if two are equally certain."""
        enough = sorted((o for o in options if o.enough), key=order)
        if enough and (len(enough) == 1 or strength(enough[0]) != strength(enough[1])):
            return enough[0]
        self._doubt(entry, options)
        return None

    def _only(self, entry: Entry, options: list[Option]) -> Option | None:
        """Return the option for a short name: the only one, or None."""
        if len(options) == 1 and options[0].enough:
            return options[0]
        self._doubt(entry, options)
        return None

    def _doubt(self, entry: Entry, options: list[Option]) -> None:
        """Record the options that come close enough to ask a person about."""
        asked = sorted((o for o in options if o.agreement >= WORTH_ASKING[o.likeness.certainty]), key=order)
        for option in asked[:_SHOWN_DOUBTS]:
            centre = option.cluster.centre
            named = _NAME_WEIGHT * likeness(entry.key, centre.key)
            score = named + _CONTEXT_WEIGHT * min(option.agreement, _FULL_AGREEMENT) / _FULL_AGREEMENT
            self.doubts.append(Doubt(one=entry, other=centre, score=round(score, 2), why=why(option, len(options))))

    def _merged(self, short: Cluster, option: Option) -> bool:
        """Merge a cluster with that of a longer name; the better supported centre is kept if all names match it."""
        long = option.cluster
        centres = sorted((long.centre, short.centre), key=lambda e: (self.names.abbreviated(e, long.centre), e.rank))
        for centre in centres:
            others = [e for e in (*long.entries(), *short.entries()) if e is not centre]
            reasons = [self._joining(other, centre, short, option) for other in others]
            if all(reasons):
                long.centre = centre
                long.joined = [(e, reason) for e, reason in zip(others, reasons, strict=True) if reason]
                long.setting = long.setting.joined(short.setting)
                short.into = long
                return True
        return False

    def _joining(self, entry: Entry, centre: Entry, short: Cluster, option: Option) -> str | None:
        """Return the reason for which an entry joins a centre, or None if it does not match."""
        pair = {entry.identity, centre.identity}
        if pair == {short.centre.identity, option.cluster.centre.identity}:
            return option.likeness.reason
        found = self.names.compare(entry, centre)
        return found.reason if found is not None else None


def _longest_first(cluster: Cluster) -> tuple[int, int, object]:
    """Return the sort key that puts clusters with the longest names first."""
    key = cluster.centre.key
    return -len(key.split()), -len(key), cluster.centre.rank


def _alone(entry: Entry) -> Cluster:
    """Return the cluster of one name alone."""
    return Cluster(centre=entry, setting=entry.setting)


def _join(cluster: Cluster, entry: Entry, reason: str) -> None:
    """Add an entry to a cluster and merge its context into that of the cluster."""
    cluster.joined.append((entry, reason))
    cluster.setting = cluster.setting.joined(entry.setting)


def _unique(clusters: Iterable[Cluster]) -> list[Cluster]:
    """Return each cluster once, in the order of its first place."""
    return list({id(cluster): cluster for cluster in clusters}.values())
