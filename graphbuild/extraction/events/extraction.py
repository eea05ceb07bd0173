"""Events before edges: every frame and every telling structure of a document, merged over the document.

Frames give events from triggers; `structures` gives them from grammar alone. Events that are the same one complete
each other, so that "his arrest" learns its agent from "Security forces arrested Muslih" two sentences before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.coreference.clusters import Clusters
from graphbuild.extraction.coreference.pleonastic import means_event
from graphbuild.extraction.events.addresses import passed_on
from graphbuild.extraction.events.event import Event, MentionIndex, allowed
from graphbuild.extraction.events.event_coreference import just_told, taken_up
from graphbuild.extraction.events.frames import FrameIndex, Match
from graphbuild.extraction.events.open_relations import open_events
from graphbuild.extraction.events.positions import AFFILIATION, post_events
from graphbuild.extraction.events.speech_acts import speech_events
from graphbuild.extraction.events.structural import structural_events
from graphbuild.extraction.events.transfers import giving_events
from graphbuild.extraction.syntax import grammar
from graphbuild.knowledge.ontology import TYPE_SETS, FrameKind, Ontology

COMPLETABLE = frozenset(
    (
        "arrests releases kills attacks injures abducts seizes convicts prosecutes acquits dismissed"
        " appointed expels sanctions"
    ).split()
)
# Families in which a role noun alone ("killers of protesters") tells no more than its own word.
DEEDS = frozenset({"force", "opposition", "help"})
BOTH_ENDS = frozenset({"between", "among", "amongst", "of"})
FORCE = frozenset({"attacks", "kills", "injures", "arrests", "abducts", "fights", "seizes"})
FIELDED = frozenset({ActorType.ARMED_GROUP, ActorType.SECURITY_FORCE, ActorType.GROUP, ActorType.ORGANIZATION})
BARE = (AFFILIATION, "from/structure/nationality", "/structure/from")
LEGAL = frozenset(
    {"arrests", "prosecutes", "convicts", "sanctions", "investigates", "expels", "abducts", "kills", "releases"}
)


def find_events(doc: Doc, clusters: Clusters, index: FrameIndex, ontology: Ontology) -> list[Event]:
    """All events of a document, in text order, merged and completed."""
    places = MentionIndex(clusters)
    matches = list(index.matches(doc))
    found = [e for m in matches if (e := _event(m, places, clusters, ontology)) is not None]
    found += [e for m in matches if (e := _charged(m, matches, found, places, clusters, ontology)) is not None]
    found += list(structural_events(doc, clusters, places))
    found += list(post_events(doc, clusters, places))
    found = passed_on(taken_up(found, doc, clusters), doc, clusters)
    found += list(_fields(doc, clusters, places, found))
    found += list(speech_events(doc, clusters, places, ontology))
    found += list(giving_events(doc, clusters, places, ontology))
    found = _narrowest(_told_plainly(found, clusters, ontology), ontology)
    found += list(open_events(doc, clusters, places, found))
    return sorted(complete(found, clusters), key=lambda e: (e.head, e.relation, e.subjects, e.objects))


def _event(match: Match, places: MentionIndex, clusters: Clusters, ontology: Ontology) -> Event | None:
    frame = match.frame
    if frame.kind is FrameKind.NOUN and places.inside_name(match.head):  # no exchange in "the London Stock Exchange"
        return None
    near, far = places.standing_for(match.near), places.standing_for(match.far)
    if frame.kind is FrameKind.ROLE:
        near = near or _bearer(match, places)
        far = _held(match, far, places, clusters, ontology)
        far = tuple(i for i in far if clusters.mentions[i].head != match.head)  # no council of itself
    if not far and frame.relation in clusters.lexicon.stances:
        far = places.owners(match.far)
    if not near and not far:
        return None
    relation = ontology.relation(frame.relation)
    together = frame.relation != "fights" or frame.kind is not FrameKind.NOUN  # "X and Y planned attacks" on others
    if relation.symmetric and not match.far and len(near) > 1 and together:
        near, far = near[:1], near[1:]
    elif relation.symmetric and _unsided(match) and len(far) > 1:
        near, far = far[:1], far[1:]
    if frame.kind is FrameKind.ROLE and relation.family in DEEDS:
        many = frame.relation in clusters.lexicon.stances  # "supporters of Bell" are a body of people
        near = tuple(
            i for i in near if clusters.named(i) or len(clusters.members(i)) > 1 or (many and _plural(clusters, i))
        )
    subjects, objects = (far, near) if frame.inverse else (near, far)
    subjects = _alike(clusters, frame.relation, _allowed(clusters, subjects, frame.subject or relation.subject))
    objects = _allowed(clusters, objects, frame.object or relation.object)
    if frame.relation == "holds_office":  # a party's mayor belongs to it; the office is the town's
        objects = tuple(i for i in objects if clusters.type_of(i) is not ActorType.PARTY)
    if not subjects and not objects:
        return None
    role = _role_words(match) if frame.kind is FrameKind.ROLE else None
    return Event(
        relation=frame.relation,
        rule=frame.rule,
        kind=frame.kind.value,
        trigger=match.trigger,
        head=match.head,
        subjects=subjects,
        objects=objects,
        role=role,
        unsaid=_unsaid(match),
        deed=match.deed,
        on_place=bool(objects) and clusters.type_of(objects[0]) in TYPE_SETS["place"],
    )


def _plural(clusters: Clusters, i: int) -> bool:
    return clusters.mentions[i].number == "plur"


def _held(
    match: Match, far: tuple[int, ...], places: MentionIndex, clusters: Clusters, ontology: Ontology
) -> tuple[int, ...]:
    """What a role is held in: the first of the ways to say it that names an actor which the relation takes."""
    relation = ontology.relation(match.frame.relation)
    types = match.frame.subject or relation.subject if match.frame.inverse else match.frame.object or relation.object
    ways = (far, *(places.standing_for(way) for way in match.other_ways))
    return next((way for way in ways if _allowed(clusters, way, types)), far)


def _unsided(match: Match) -> bool:
    """Whether the far side holds both ends: "peace talks between A and B", not "talks with A and B"."""
    if any(t.dep_ == "pobj" and t.head.lower_ == "between" for t in match.far[:1]):
        return True
    nobody = all(t.dep_ in {"amod", "compound", "nmod"} for t in match.near)
    return nobody and any(t.dep_ != "pobj" or t.head.lower_ in BOTH_ENDS for t in match.far[:1])


def _meant(pronoun: Token, matches: list[Match], about: list[Event]) -> list[Event]:
    """The event that a bare "the arrest" before the pronoun takes up: the last one of its kind told before it."""
    bare = [m for m in matches if not m.near and not m.far and pronoun.sent.start <= m.head < pronoun.i]
    for match in reversed(bare):
        told = [e for e in about if e.relation == match.frame.relation and e.head < match.head]
        if told:
            return [max(told, key=lambda e: e.head)]
    return []


def _unsaid(match: Match) -> bool:
    """Whether an end may be told elsewhere: an event noun without one, or a passive without an agent."""
    if match.frame.kind is FrameKind.NOUN:
        return not match.near or not match.far
    return match.frame.kind is FrameKind.VERB and not match.near


def _charged(
    match: Match, matches: list[Match], known: list[Event], places: MentionIndex, clusters: Clusters, ontology: Ontology
) -> Event | None:
    """What a legal event is about: "His arrest was linked to attacks on ..." lays the attacks at his door.

    The event may be named by its noun or by "it"; the deed's subject is the patient of the arrest, trial or sanction.
    """
    if match.frame.kind is not FrameKind.NOUN or not match.far:
        return None
    if any(clusters.referential(i) for i in places.standing_for(match.near)):
        return None
    for token in match.near:
        about = [e for e in known if e.relation in LEGAL and e.objects and e.head != match.head]
        same = [e for e in about if e.head == token.i]
        if not same and means_event(token):
            same = [e for e in about if token.sent.start <= e.head < token.i]
            same = same or _meant(token, matches, about) or just_told(token, about, clusters)
        if same:
            patient = clusters.mentions[same[-1].objects[0]]
            return _event(replace(match, near=(token.doc[patient.head],)), places, clusters, ontology)
    return None


def _bearer(match: Match, places: MentionIndex) -> tuple[int, ...]:
    """Who bears a role noun that is no mention itself: the name it stands before ("rebel leader Jonas Weld")."""
    noun = match.near[0]
    if noun.dep_ in {"compound", "nmod", "amod"} and (bearer := places.at(noun.head)) is not None:
        return (bearer,)
    return places.standing_for(c for c in noun.children if c.dep_ == "appos")


def _role_words(match: Match) -> str:
    doc = match.near[0].doc
    return str(doc[min(match.trigger) : max(match.trigger) + 1].text).lower()


def _allowed(clusters: Clusters, ends: tuple[int, ...], types: frozenset[ActorType]) -> tuple[int, ...]:
    """The ends that the relation may have: a type rules an end out only where it is sure."""
    return tuple(i for i in ends if allowed(clusters, i, types))


def _alike(clusters: Clusters, relation: str, ends: tuple[int, ...]) -> tuple[int, ...]:
    """Who leads is one kind of actor: "led by General Aun and the Amal Movement" coordinates higher up."""
    if relation not in {"leads", "commands"} or not ends or clusters.type_of(ends[0]) is not ActorType.PERSON:
        return ends
    return tuple(i for i in ends if clusters.type_of(i) is ActorType.PERSON)


def _narrowest(events: list[Event], ontology: Ontology) -> list[Event]:
    """Of events on the same words and ends, the narrower relation, and of equal ones the longer trigger."""
    best: dict[tuple[int, tuple[int, ...], tuple[int, ...], str], Event] = {}
    for event in events:
        key = (event.head, event.subjects, event.objects, event.relation)
        if key not in best or len(event.trigger) > len(best[key].trigger):
            best[key] = event
    kept = [e for e in best.values() if not _other_office(e, best.values())]
    wider = {r.id: set(r.is_a) for r in ontology.relations.values()}
    return [e for e in kept if not any(_covers(other, e, wider) or _contains(other, e) for other in kept)]


def _told_plainly(events: list[Event], clusters: Clusters, ontology: Ontology) -> list[Event]:
    """Drops a bare affiliation or nationality where a word tells what it is ("Gazprom CEO Alexei Miller" leads it)."""
    plain = {
        (clusters.of(s), clusters.of(o))
        for e in events
        if not e.rule.endswith(BARE) and ontology.relation(e.relation).family == "rank"
        for s in e.subjects
        for o in e.objects
    }
    return [
        e
        for e in events
        if not e.rule.endswith(BARE) or (clusters.of(e.subjects[0]), clusters.of(e.objects[0])) not in plain
    ]


def _other_office(event: Event, others: Iterable[Event]) -> bool:
    """One word is one post: a state's president holds office there, a party's president leads it."""
    if event.relation not in {"leads", "holds_office"} or event.kind != "roles":
        return False
    rival = "leads" if event.relation == "holds_office" else "holds_office"
    same = [e for e in others if e.relation == rival and e.head == event.head and e.objects == event.objects]
    return bool(same) and (event.relation == "holds_office") != event.on_place


def _covers(narrow: Event, wide: Event, wider: dict[str, set[str]]) -> bool:
    if narrow.head != wide.head or narrow.relation == wide.relation:
        return False
    same = narrow.subjects == wide.subjects and narrow.objects == wide.objects
    return same and (wide.relation in _ancestors(narrow.relation, wider) or len(narrow.trigger) > len(wide.trigger))


def _contains(long: Event, short: Event) -> bool:
    """A trigger inside a longer one on the same ends tells nothing of its own ("dropped charges against")."""
    same = long.subjects == short.subjects and long.objects == short.objects
    return same and set(short.trigger) < set(long.trigger)


def _ancestors(relation: str, wider: dict[str, set[str]]) -> set[str]:
    found = set(wider.get(relation, ()))
    return found | {a for r in found for a in _ancestors(r, wider)}


def complete(events: list[Event], clusters: Clusters) -> list[Event]:
    """Fills an unsaid end from another telling of the event: same relation, same known end, the other end given."""
    full = [e for e in events if e.subjects and e.objects and e.relation in COMPLETABLE]
    done: list[Event] = []
    for event in events:
        if event.subjects and event.objects:
            done.append(event)
        else:
            done += (
                list(_completed(event, full, clusters)) if event.unsaid and event.relation in COMPLETABLE else []
            ) or [event]
    return done


def _told_apart(side: tuple[int, ...], clusters: Clusters) -> bool:
    """Whether who is known of an event is somebody in particular: "32 people" may be others than the last ones."""
    return all(
        clusters.named(i)
        or clusters.type_of(i) is not ActorType.GROUP
        or clusters.mentions[i].kind is MentionKind.PRONOUN
        for i in side
    )


def _completed(event: Event, full: list[Event], clusters: Clusters) -> Iterator[Event]:
    side = event.objects or event.subjects
    if not _told_apart(side, clusters):
        return
    actors = {clusters.of(i) for i in side}
    same = [e for e in full if e.relation == event.relation]
    tellings = [e for e in same if actors & {clusters.of(i) for i in (e.objects if event.objects else e.subjects)}]
    others = {tuple(sorted({clusters.of(i) for i in (e.subjects if event.objects else e.objects)})) for e in tellings}
    if len(others) != 1 or any(c in actors for c in next(iter(others))):
        return
    source = min(tellings, key=lambda e: (abs(e.head - event.head), e.head))
    if event.objects:
        yield replace(event, subjects=source.subjects, completed=True, deed=source.head)
    else:
        yield replace(event, objects=source.objects, completed=True, deed=source.head)


def _fields(doc: Doc, clusters: Clusters, places: MentionIndex, known: list[Event]) -> Iterator[Event]:
    """Who uses force in a place operates there ("soldiers killed two men in Zaria")."""
    for event in known:
        if event.relation not in FORCE or event.kind not in {"verbs", "nouns"} or not event.subjects:
            continue
        for prep in grammar.preposition_tokens(doc[event.head], "in", "at", "near"):
            for token in grammar.children(prep, "pobj"):
                place = places.at(token)
                if place is None or clusters.type_of(place) not in TYPE_SETS["place"] or place in event.objects:
                    continue
                actors = tuple(i for i in event.subjects if clusters.type_of(i) in FIELDED)
                if actors:
                    yield Event(
                        relation="operates_in",
                        rule="operates_in/structure/force in place",
                        kind=event.kind,
                        trigger=(event.head, prep.i),
                        head=event.head,
                        subjects=actors,
                        objects=(place,),
                    )


def join_by_events(events: list[Event], clusters: Clusters) -> bool:
    """Joins an unnamed person to the named one who shares its fate: "an Iran-aligned commander" who was released
    and arrested is Muslih, who was arrested and released. Two shared events are asked for, and one candidate.

    Returns:
        whether anything was joined.
    """
    fates: dict[int, set[tuple[str, str]]] = {}
    for event in events:
        for side, ends in (("object", event.objects), ("subject", event.subjects)):
            for i in ends:
                if clusters.type_of(i) is ActorType.PERSON and event.relation in COMPLETABLE:
                    fates.setdefault(clusters.of(i), set()).add((event.relation, side))
    cluster_first = {clusters.of(m[0]): m[0] for m in clusters.by_first_mention()}
    named = [c for c in fates if clusters.named(cluster_first[c])]
    joined = False
    for cluster, fate in fates.items():
        candidates = [c for c in named if len(fates[c] & fate) >= 2]
        if not clusters.named(cluster_first[cluster]) and len(candidates) == 1:
            clusters.join(cluster_first[cluster], cluster_first[candidates[0]], "shared events")
            joined = True
    return joined
