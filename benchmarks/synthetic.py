"""Makes stores of any size with made-up people, bodies and sentences, to see how far graphbuild goes.

    python benchmarks/synthetic.py OUTPUT.db [CLAIMS] [SEED]

Like real ones in what makes them hard: a few actors are in everything and most in one article (Zipf), articles keep
to a circle of actors, names come in full and shortened, some articles are copies of others, some claims are denied,
alleged or unsure. Everything is written through the store, so every promise that `check` verifies holds. The same seed
gives the same store.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import random
import sys
import time
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1])]

from graphbuild.core.model import (  # noqa: E402
    ActorType,
    Claim,
    Document,
    Evidence,
    Mention,
    MentionKind,
    ObservedActor,
    Reading,
    Span,
    Status,
    content_id,
)
from graphbuild.knowledge import ontology  # noqa: E402
from graphbuild.knowledge.ontology import (  # noqa: E402
    Ontology,
    Relation,
    snapshot,
)
from graphbuild.store import Store  # noqa: E402
from graphbuild.workflow.judge import judge_store  # noqa: E402

PER_DOCUMENT = 20  # claims
PER_ACTOR = 7  # claims to an actor of the world, on average
BATCH = 2_000

_TYPES = {
    ActorType.PERSON: 50,
    ActorType.ORGANIZATION: 12,
    ActorType.COMPANY: 9,
    ActorType.GOVERNMENT: 8,
    ActorType.PARTY: 5,
    ActorType.ARMED_GROUP: 5,
    ActorType.SECURITY_FORCE: 4,
    ActorType.MEDIA: 3,
    ActorType.PLACE: 4,
}
_NOUNS = {
    ActorType.ORGANIZATION: ("Union", "Foundation", "Institute", "League", "Choir"),
    ActorType.COMPANY: ("Shipping", "Holdings", "Mining", "Foods", "Bank"),
    ActorType.GOVERNMENT: ("Ministry of Harbours", "Ministry of Grain", "High Court", "Parliament", "Water Board"),
    ActorType.PARTY: ("Reform Party", "People's Party", "Unity Party", "Green List"),
    ActorType.ARMED_GROUP: ("Brigade", "Front", "Militia", "Guard"),
    ActorType.SECURITY_FORCE: ("Police", "Coast Guard", "Border Force"),
    ActorType.MEDIA: ("Courier", "Gazette", "Radio", "Post"),
}
_STATUSES = {
    Status.ASSERTED: (78, ""),
    Status.ALLEGED: (10, "allegedly"),
    Status.ENDED: (4, "formerly"),
    Status.FUTURE: (3, "soon"),
    Status.HYPOTHETICAL: (2, "perhaps"),
    Status.DENIED: (3, "never"),
}
_VERBS = ("greeted", "quoted", "outlived", "painted", "phoned", "envied", "followed", "joined up with")
_TAILS = ("", " in the spring", " near the old port", " after the vote", " over a debt", " by letter", " that week")
_FILLER = (
    "Nobody in the town wanted to speak of it.",
    "The weather had been poor for days, and the roads were empty.",
    "It was the third such case in a year.",
    "A hearing is to be held once the papers have been found.",
    "Prices rose again at the market.",
)
_FIRST = date(2005, 1, 1)
_DAYS = 7_300


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """An actor of the made-up world; `short` is how an article names it the second time."""

    name: str
    short: str
    type: ActorType
    country: str | None = None


class World:
    """All that articles can be about: the actors, those most often spoken of first, and their circles.

    Args:
        size: how many actors.
        chance: where all chance comes from.
    """

    def __init__(self, size: int, chance: random.Random) -> None:
        words = _words(chance, 3_000 + size // 8)
        self.outlets = [f"{word} {noun}" for word, noun in zip(words, itertools.cycle(_NOUNS[ActorType.MEDIA]))][:60]
        self.actors = list(itertools.islice(_actors(words, chance), size))
        self.circles = max(1, size // 40)
        self.weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(size)))
        self.relations = _weighed(ontology.load())

    def somebody(self, circle: int, chance: random.Random) -> Someone:
        """An actor for an article of this circle: mostly of it, else anybody, the famous more often."""
        if chance.random() < 0.6:
            place = circle + self.circles * min(int(chance.paretovariate(1.1)), 39)
            return self.actors[place % len(self.actors)]
        return self.actors[bisect(self.weights, chance.random() * self.weights[-1])]

    @cached_property
    def fitting(self) -> dict[tuple[ActorType, ActorType], tuple[list[Relation], list[float]]]:
        """The relations that two types can have, and how often each is."""
        found = {}
        for one, other in itertools.product(ActorType, repeat=2):
            fits = [(r, w) for r, w in self.relations if one in r.subject and other in r.object]
            found[one, other] = ([r for r, _ in fits], list(itertools.accumulate(w for _, w in fits)))
        return found


def readings(claims: int, *, seed: int = 1, per_document: int = PER_DOCUMENT) -> Iterator[Reading]:
    """Readings of made-up articles with so many claims in all, but for a document more or less."""
    chance = random.Random(seed)
    world = World(max(claims // PER_ACTOR, 60), chance)
    made, number = 0, 0
    last: _Article | None = None
    while made < claims:
        copied = last if last is not None and chance.random() < 0.05 else None
        article = copied.again(number, chance) if copied else _Article.about(world, number, per_document, chance)
        reading = article.reading()
        made, number, last = made + len(reading.claims), number + 1, article
        yield reading


def make(path: Path, claims: int, *, seed: int = 1, per_document: int = PER_DOCUMENT) -> Path:
    """A store with so many claims at `path`, judged; what was there is replaced."""
    words = ontology.load()
    found = readings(claims, seed=seed, per_document=per_document)
    with Store.write(path, fresh=True) as store:
        store.set_meta(snapshot.META_KEY, snapshot.dump(words))
        for batch in iter(lambda: list(itertools.islice(found, BATCH)), []):
            store.add(batch, way="synthetic")
        judge_store(store, words)
    return path


class _Article:
    """An article as it is made up, sentence by sentence."""

    def __init__(self, number: int, outlet: str, published: str) -> None:
        self.id = content_id("synthetic", number)
        self.number = number
        self.outlet = outlet
        self.published = published
        self.parts: list[str] = []
        self.length = 0
        self.sentences: list[Span] = []
        self.actors: dict[Someone, ObservedActor] = {}
        self.mentions: list[Mention] = []
        self.claims: list[Claim] = []

    @classmethod
    def about(cls, world: World, number: int, size: int, chance: random.Random) -> _Article:
        """An article of about so many claims."""
        published = (_FIRST + timedelta(days=chance.randrange(_DAYS))).isoformat()
        article = cls(number, world.outlets[min(int(chance.paretovariate(0.7)), 59)], published)
        circle = chance.randrange(world.circles)
        cast = list(dict.fromkeys(world.somebody(circle, chance) for _ in range(max(3, size * 3 // 4))))
        for _ in range(max(1, round(chance.gauss(size, size / 4)))):
            one, other = chance.sample(cast, 2) if len(cast) > 1 else (cast[0], world.actors[0])
            if one != other:
                article.tell(world, one, other, chance)
        return article

    def again(self, number: int, chance: random.Random) -> _Article:
        """The same words in another paper, on the same day."""
        copy = _Article(number, f"Weekly {self.outlet.split()[-1]} {chance.randrange(40)}", self.published)
        copy.parts, copy.length, copy.sentences = self.parts, self.length, self.sentences
        moved = {actor.id: f"{copy.id}/{n}" for n, actor in enumerate(self.actors.values())}
        copy.actors = {s: _of(a, id=moved[a.id], doc=copy.id) for s, a in self.actors.items()}
        copy.mentions = [_of(m, doc=copy.id, actor=moved[m.actor]) for m in self.mentions]
        copy.claims = [
            _of(
                c,
                id=content_id(copy.id, at),
                subject=moved[c.subject],
                object=moved[c.object],
                attributed_to=moved[c.attributed_to] if c.attributed_to else None,
                evidence=_of(c.evidence, doc=copy.id),
            )
            for at, c in enumerate(self.claims)
        ]
        return copy

    def tell(self, world: World, one: Someone, other: Someone, chance: random.Random) -> None:
        """A sentence that links two actors, with its claim; now and then one that says nothing."""
        fits, weights = world.fitting[one.type, other.type]
        open_ = not fits or chance.random() < 0.12
        relation = None if open_ else fits[bisect(weights, chance.random() * weights[-1])]
        verb = relation.label if relation else chance.choice(_VERBS)
        status = chance.choices(list(_STATUSES), [share for share, _ in _STATUSES.values()])[0]
        cue = _STATUSES[status][1]
        start = self.length
        first = self._name(one)
        self._say(f" {cue} " if cue else " ")
        trigger = self._say(verb)
        self._say(" ")
        second = self._name(other)
        self._say(chance.choice(_TAILS))
        voice = None
        if status is Status.ALLEGED and chance.random() < 0.5 and len(self.actors) > 2:
            source = chance.choice(list(self.actors))
            self._say(", ")
            self._name(source)
            self._say(" said")
            voice = source
        self._say(".")
        sentence = self._ended(start)
        if chance.random() < 0.3:
            self._ended(self._say(chance.choice(_FILLER)).start)
        when = chance.random()
        self.claims.append(
            Claim(
                id=content_id(self.id, len(self.claims)),
                subject=self.actors[one].id,
                relation=relation.id if relation else "other",
                label=verb if relation else verb.split()[0],
                object=self.actors[other].id,
                status=status,
                rule=f"{relation.id}/verbs/{verb}" if relation else "other/verbs",
                confidence=round(0.35 + 0.6 * chance.betavariate(4, 2), 3),
                evidence=Evidence(doc=self.id, sentence=sentence, subject=first, trigger=trigger, object=second),
                cue=cue or None,
                attributed_to=self.actors[voice].id if voice else None,
                attribution=voice.short if voice else None,
                date=self.published if when < 0.15 else self.published[:4] if when < 0.25 else None,
            )
        )

    def reading(self) -> Reading:
        """All of it."""
        text = "".join(self.parts)
        document = Document(
            id=self.id,
            text=text,
            source=f"{self.number // 1000:04}/{self.number:07}.txt",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            title=f"Report {self.number}",
            outlet=self.outlet,
            published=self.published,
        )
        return Reading(
            document=document,
            sentences=tuple(self.sentences),
            actors=tuple(self.actors.values()),
            mentions=tuple(self.mentions),
            claims=tuple(self.claims),
        )

    def _say(self, words: str) -> Span:
        span = Span(self.length, self.length + len(words))
        self.parts.append(words)
        self.length = span.end
        return span

    def _ended(self, start: int) -> Span:
        sentence = Span(start, self.length)
        self.sentences.append(sentence)
        self._say(" " if len(self.sentences) % 5 else "\n")
        return sentence

    def _name(self, who: Someone) -> Span:
        known = who in self.actors
        span = self._say(who.short if known else who.name)
        if not known:
            aliases = (who.short,) if who.short != who.name else ()
            self.actors[who] = ObservedActor(
                id=f"{self.id}/{len(self.actors)}",
                doc=self.id,
                name=who.name,
                type=who.type,
                named=True,
                aliases=aliases,
                country=who.country,
            )
        self.mentions.append(
            Mention(
                doc=self.id,
                span=span,
                text=who.short if known else who.name,
                actor=self.actors[who].id,
                kind=MentionKind.NAME,
                join="short form" if known else "",
            )
        )
        return span


def _words(chance: random.Random, n: int) -> list[str]:
    """Made-up words, all different, none of a real language that is known of."""
    starts = "b br d dr f g gl h k kr l m n p r s st t tr v z".split()
    middles = ("a", "e", "i", "o", "u", "ai", "ou")
    ends = ("l", "n", "r", "s", "th", "nd", "rk", "sk", "m", "x")
    found: dict[str, None] = {}
    while len(found) < n:
        syllables = chance.choice((2, 2, 3))
        word = "".join(chance.choice(starts) + chance.choice(middles) for _ in range(syllables)) + chance.choice(ends)
        found[word.capitalize()] = None
    return list(found)


def _actors(words: list[str], chance: random.Random) -> Iterator[Someone]:
    """Actors without end, all of different names; the first are those that everything is about."""
    for number, word in enumerate(words[:25]):
        yield Someone(name=word, short=word, type=ActorType.COUNTRY, country=f"{chr(65 + number)}Q")
    given, seen = words[25:625], set(words)
    types, shares = list(_TYPES), list(_TYPES.values())
    while True:
        type_ = chance.choices(types, shares)[0]
        word = chance.choice(words)
        if type_ is ActorType.PERSON:
            name, short = f"{chance.choice(given)} {word}", word
        elif type_ is ActorType.PLACE:
            name = short = f"{chance.choice(('Port', 'Fort', 'Mount', 'Lake'))} {word}"
        else:
            name = short = f"{word} {chance.choice(given)} {chance.choice(_NOUNS[type_])}"
        if name not in seen:
            seen.add(name)
            yield Someone(name=name, short=short, type=type_)


def _weighed(words: Ontology) -> list[tuple[Relation, float]]:
    """Every relation with how often it is used: some always, most seldom."""
    ordered = sorted(words.relations.values(), key=lambda relation: content_id("often", relation.id))
    return [(relation, 1 / (rank + 2)) for rank, relation in enumerate(ordered)]


def _of(thing: Any, **changes: Any) -> Any:
    """The same, with some fields changed; quicker than `dataclasses.replace`."""
    kept = {name: getattr(thing, name) for name in thing.__slots__}
    return type(thing)(**{**kept, **changes})


def main(output: Path, claims: int, seed: int) -> None:
    started = time.monotonic()
    make(output, claims, seed=seed)
    with Store.open(output) as store:
        size = output.stat().st_size / 1e6
        print(f"{store.counts()}, {size:.0f} MB, {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("output", type=Path, metavar="OUTPUT.db")
    arguments.add_argument("claims", type=int, nargs="?", default=100_000, metavar="CLAIMS")
    arguments.add_argument("seed", type=int, nargs="?", default=1, metavar="SEED")
    main(**vars(arguments.parse_args()))
