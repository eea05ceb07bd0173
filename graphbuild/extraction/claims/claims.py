"""From events to claims: one per pair of ends, each with its status, source, date, place and exact spans."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from graphbuild.core.model import ActorType, Claim, Evidence, MentionKind, Span, Status, content_id
from graphbuild.extraction.claims.context import Setting
from graphbuild.extraction.claims.termination import LASTING, ended
from graphbuild.extraction.claims.time_place import PLACES, when, where
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.factuality.attribution import claimants
from graphbuild.extraction.factuality.markers import denies
from graphbuild.extraction.factuality.status import standing
from graphbuild.extraction.factuality.value import PRECEDENCE, Standing
from graphbuild.extraction.syntax import control, grammar
from graphbuild.extraction.syntax.parsing import sentence_of, span_of
from graphbuild.knowledge.lexicon.confidence import marks

POSTED = frozenset({"structure", "roles"})
PHRASE = frozenset({"NOUN", "PROPN", "ADJ", "ADV"})


def find_claims(events: list[Event], setting: Setting) -> list[Claim]:
    """The claims of a document's events, each once, in text order."""
    found: dict[tuple[str, str, Span, Span, Status], Claim] = {}
    for event in events:
        for claim, _ in claims_of(event, setting):
            assert claim.evidence is not None
            ends = (claim.evidence.subject, claim.evidence.object)
            found.setdefault((claim.relation, claim.label, *ends, claim.status), claim)
    return list(found.values())


def claims_of(event: Event, setting: Setting) -> Iterator[tuple[Claim, tuple[str, ...]]]:
    """An event's claims, each with the marks of its path (`confidence.marks`)."""
    how = held(event, setting)
    lasting = setting.ontology.relation(event.relation).family in LASTING
    named = _by_name if lasting else lambda end, _: end
    for subject in (named(end, setting) for end in event.subjects):
        for target in (named(end, setting) for end in event.objects):
            if setting.clusters.of(subject) != setting.clusters.of(target) and _known(setting, subject, target):
                path = _path(event, subject, target, setting)
                yield _claim(event, subject, target, how, path, setting), path


def held(event: Event, setting: Setting) -> Standing:
    """How an event is held, by which word, and who says so."""
    return ended(event, _standing(event, setting), setting)


def _standing(event: Event, setting: Setting) -> Standing:
    """How an event is held; one that rests on another ("claimed the attacks that killed ...") is no surer than that."""
    found = [standing(setting.doc, event.head, event.kind, setting.lexicon)]
    if event.deed is not None:
        found.append(standing(setting.doc, event.deed, "nouns", setting.lexicon))
    if event.kind == "nouns" and (lifted := _lifted(setting.doc[event.head], setting)) is not None:
        return lifted
    if event.deed is not None or event.kind == "nouns":
        verb = grammar.clause(setting.doc[event.head if event.deed is None else event.deed])
        if verb.lemma_.lower() in setting.lexicon.cues.own:
            found.append(Standing(status=Status.ALLEGED, cue=verb, speakers=claimants(verb)))
    if (past := _former(event, setting)) is not None:
        found.append(Standing(status=Status.ENDED, cue=past))
    if (none := _none(event, setting)) is not None:
        found.append(Standing(status=Status.DENIED, cue=none, speakers=found[0].speakers))
    return min(found, key=lambda s: PRECEDENCE.index(s.status))


def _former(event: Event, setting: Setting) -> Token | None:
    """What says of a post, before all its words, that it is over: "former Kestrel engineer", "the then mayor"."""
    if event.kind not in POSTED or setting.ontology.relation(event.relation).family != "rank":
        return None
    if any(setting.clusters.type_of(i) is not ActorType.PERSON for i in event.subjects):
        return None
    doc, at = setting.doc, min(event.trigger) - 1
    while at >= 0 and doc[at].pos_ in PHRASE and doc[at].dep_ not in grammar.SUBJECTS:
        if setting.lexicon.cues.modifier(doc[at]) is Status.ENDED or doc[at].lower_ == "then":
            return doc[at]
        at -= 1
    return None


def _lifted(noun: Token, setting: Setting) -> Standing | None:
    """A measure that is lifted is over; one whose lifting is refused, asked for or planned is still in force."""
    verb = noun.head
    if noun.dep_ not in {"dobj", "nsubjpass"} or verb.lemma_.lower() not in setting.lexicon.lifting:
        return None
    done = standing(setting.doc, verb.i, "verbs", setting.lexicon)
    if done.status in {Status.ASSERTED, Status.ALLEGED}:
        return Standing(status=Status.ENDED, cue=verb, speakers=done.speakers)
    return Standing()


def _none(event: Event, setting: Setting) -> Token | None:
    """What denies a word that the trigger takes in ("no ties", "not guilty"), or whoever acts ("neither X nor Y")."""
    words = [setting.doc[i] for i in event.trigger if i != event.head]
    if event.kind == "verbs":
        words += control.subjects(setting.doc[event.head])
    return next((c for w in words for c in w.children if c.i < w.i and c.i not in event.trigger and _empties(c)), None)


def _empties(word: Token) -> bool:
    return denies(word) or (word.lower_ in {"no", "neither"} and word.dep_ == "cc")


def _by_name(end: int, setting: Setting) -> int:
    """The name that stands beside a description for the same actor: "the prime minister, Ada Lind" is proof by name."""
    clusters, doc = setting.clusters, setting.doc
    m = clusters.mentions[end]
    if m.kind is not MentionKind.NOMINAL or clusters.type_of(end) in PLACES:
        return end
    beside = [
        i
        for i in clusters.members(end)
        if clusters.mentions[i].kind is MentionKind.NAME and _apposed(doc[clusters.mentions[i].head], doc[m.head])
    ]
    return next(iter(beside), end)


def _apposed(a: Token, b: Token) -> bool:
    """Whether one of two nouns stands in apposition to the other, or to what hangs on it."""
    return any(
        one.dep_ == "appos" and (one.head.i == other.i or one.head.head.head.i == other.i)
        for one, other in ((a, b), (b, a))
    )


def _known(setting: Setting, *ends: int) -> bool:
    """Whether both ends are actors: a pronoun that stands for nobody is none."""
    return all(setting.clusters.of(end) in setting.ids for end in ends)


def _claim(event: Event, subject: int, target: int, how: Standing, path: tuple[str, ...], setting: Setting) -> Claim:
    evidence = _evidence(event, subject, target, setting)
    date, date_text = when(event, how, setting)
    place, place_text = where(event, subject, target, setting)
    by, words = _attribution(how, setting)
    ids, clusters = setting.ids, setting.clusters
    return Claim(
        id=content_id(setting.doc_id, event.relation, event.label, how.status, *_offsets(evidence)),
        subject=ids[clusters.of(subject)],
        object=ids[clusters.of(target)],
        relation=event.relation,
        label=event.label or setting.ontology.relation(event.relation).label,
        status=how.status,
        rule=event.rule,
        confidence=setting.lexicon.confidence.of(event.rule, path),
        evidence=evidence,
        cue=setting.words(how.cue.i, how.cue.i + 1) if how.cue is not None else None,
        attributed_to=by,
        attribution=words,
        date=date,
        date_text=date_text,
        place=place,
        place_text=place_text,
        role=event.role,
    )


def _path(event: Event, subject: int, target: int, setting: Setting) -> tuple[str, ...]:
    ends = [setting.clusters.mentions[i] for i in (subject, target)]
    return marks(
        setting.doc[event.head],
        [setting.doc[end.head] for end in ends],
        pronoun=any(end.kind is MentionKind.PRONOUN for end in ends),
        completed=event.completed,
    )


def _offsets(evidence: Evidence) -> tuple[int, ...]:
    spans = (evidence.subject, evidence.trigger, evidence.object)
    return tuple(n for span in spans for n in (span.start, span.end))


def _evidence(event: Event, subject: int, target: int, setting: Setting) -> Evidence:
    doc, mentions = setting.doc, setting.clusters.mentions
    return Evidence(
        doc=setting.doc_id,
        sentence=sentence_of(doc[event.head].sent),
        subject=span_of(mentions[subject].tokens(doc)),
        trigger=span_of(trigger_tokens(doc, event)),
        object=span_of(mentions[target].tokens(doc)),
    )


def trigger_tokens(doc: Doc, event: Event) -> TokenSpan:
    """The trigger as one stretch: its head with the neighbours that belong to it, within reach."""
    near = sorted(i for i in event.trigger if abs(i - event.head) <= 4)
    return doc[near[0] : near[-1] + 1]


def _attribution(how: Standing, setting: Setting) -> tuple[str | None, str | None]:
    """The actor who says so, where it is one, and the words that name the source."""
    if not how.speakers:
        return None, None
    first, last = how.speakers[0], how.speakers[-1]
    mention = setting.places.at(first)
    actor = setting.ids.get(setting.clusters.of(mention)) if mention is not None else None
    return actor, setting.words(min(_left(first), last.i), last.i + 1)


def _left(token: Token) -> int:
    """Where a source's phrase begins: its modifiers, without an article."""
    start = int(token.left_edge.i)
    while (start < token.i and token.doc[start].pos_ in {"PUNCT", "SPACE", "CCONJ"}) or token.doc[start].lower_ in {
        "the",
        "a",
        "an",
    }:
        start += 1
    return min(start, token.i)
