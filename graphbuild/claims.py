"""From events to claims: one per pair of ends, each with its status, source, date, place and exact spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from graphbuild import grammar
from graphbuild.chains import Chains
from graphbuild.confidence import marks
from graphbuild.dates import is_duration, resolve_date
from graphbuild.event import Event, MentionIndex
from graphbuild.language import sentence_of, span_of
from graphbuild.lexicon import Lexicon
from graphbuild.markers import denies
from graphbuild.model import ActorType, Claim, Evidence, MentionKind, Span, Status, content_id
from graphbuild.ontology import Ontology
from graphbuild.standing import PRECEDENCE, Standing
from graphbuild.status import standing

PLACES = frozenset({ActorType.PLACE, ActorType.COUNTRY})
LASTING = frozenset({"rank", "help", "place", "business"})
STATES = frozenset({"opposes", "sanctions"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What every claim of a document needs to know of it."""

    doc_id: str
    doc: Doc
    text: str
    chains: Chains
    places: MentionIndex
    ids: dict[int, str]  # chain -> observed actor id
    names: dict[int, str]  # chain -> actor name
    ontology: Ontology
    lexicon: Lexicon
    published: datetime | None


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
    how = _ended(event, _standing(event, setting), setting)
    lasting = setting.ontology.relation(event.relation).family in LASTING
    named = _by_name if lasting else lambda end, _: end
    for subject in (named(end, setting) for end in event.subjects):
        for target in (named(end, setting) for end in event.objects):
            if setting.chains.of(subject) != setting.chains.of(target) and _known(setting, subject, target):
                path = _path(event, subject, target, setting)
                yield _claim(event, subject, target, how, path, setting), path


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
            found.append(Standing(status=Status.ALLEGED, cue=verb, speakers=tuple(grammar.subjects(verb))))
    if (none := _none(event, setting)) is not None:
        found.append(Standing(status=Status.DENIED, cue=none, speakers=found[0].speakers))
    return min(found, key=lambda s: PRECEDENCE.index(s.status))


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
        words += grammar.subjects(setting.doc[event.head])
    return next((c for w in words for c in w.children if c.i < w.i and c.i not in event.trigger and _empties(c)), None)


def _empties(word: Token) -> bool:
    return denies(word) or (word.lower_ in {"no", "neither"} and word.dep_ == "cc")


def _by_name(end: int, setting: Setting) -> int:
    """The name that stands beside a description for the same actor: "the prime minister, Ada Lind" is proof by name."""
    chains, doc = setting.chains, setting.doc
    m = chains.mentions[end]
    if m.kind is not MentionKind.NOMINAL or chains.type_of(end) in PLACES:
        return end
    beside = [
        i
        for i in chains.members(end)
        if chains.mentions[i].kind is MentionKind.NAME and _apposed(doc[chains.mentions[i].head], doc[m.head])
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
    return all(setting.chains.of(end) in setting.ids for end in ends)


def _claim(event: Event, subject: int, target: int, how: Standing, path: tuple[str, ...], setting: Setting) -> Claim:
    evidence = _evidence(event, subject, target, setting)
    date, date_text = _date(event, how, setting)
    place, place_text = _place(event, target, setting)
    by, words = _attribution(how, setting)
    ids, chains = setting.ids, setting.chains
    return Claim(
        id=content_id(setting.doc_id, event.relation, event.label, how.status, *_offsets(evidence)),
        subject=ids[chains.of(subject)],
        object=ids[chains.of(target)],
        relation=event.relation,
        label=event.label or setting.ontology.relation(event.relation).label,
        status=how.status,
        rule=event.rule,
        confidence=setting.lexicon.confidence.of(event.rule, path),
        evidence=evidence,
        cue=_words(setting, how.cue.i, how.cue.i + 1) if how.cue is not None else None,
        attributed_to=by,
        attribution=words,
        date=date,
        date_text=date_text,
        place=place,
        place_text=place_text,
        role=event.role,
    )


def _path(event: Event, subject: int, target: int, setting: Setting) -> tuple[str, ...]:
    ends = [setting.chains.mentions[i] for i in (subject, target)]
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
    doc, mentions = setting.doc, setting.chains.mentions
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


def _words(setting: Setting, start: int, end: int) -> str:
    return " ".join(span_of(setting.doc[start:end]).of(setting.text).split())


def _attribution(how: Standing, setting: Setting) -> tuple[str | None, str | None]:
    """The actor who says so, where it is one, and the words that name the source."""
    if not how.speakers:
        return None, None
    first, last = how.speakers[0], how.speakers[-1]
    mention = setting.places.at(first)
    actor = setting.ids.get(setting.chains.of(mention)) if mention is not None else None
    return actor, _words(setting, min(_left(first), last.i), last.i + 1)


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


def _date(event: Event, how: Standing, setting: Setting) -> tuple[str | None, str | None]:
    """The date phrase that hangs on the event, or else on its clause."""
    best: tuple[int, int, int, str] | None = None
    head = setting.doc[event.head]
    for entity in head.sent.ents:
        if entity.label_ != "DATE" or is_duration(entity.text):
            continue
        distance = _distance(entity.root, head)
        if distance is not None and (best is None or (distance, abs(entity.start - head.i)) < best[:2]):
            best = (distance, abs(entity.start - head.i), entity.start, entity.text)
    if best is None or event.kind in {"compounds", "structure"}:
        return None, None
    words = best[3]
    return resolve_date(words, setting.published, ahead=how.status is Status.FUTURE), words


def _distance(date: Token, head: Token) -> int | None:
    """Steps up from a date to the event's word; a date under another verb or event is not the event's."""
    holder = _after_relative_clause(date)
    if holder is not None:
        return 2 if holder.i == head.i else None
    steps, node = 0, date
    while steps < 4:
        if node.i == head.i:
            return steps
        if node.head.i == node.i or (node.i != date.i and node.pos_ in {"VERB", "AUX"}):
            return None
        node = node.head
        steps += 1
    return None


def _after_relative_clause(date: Token) -> Token | None:
    """ "arrested Muslih, who is from Kerbala, on May 26": a phrase after the closing comma is the main clause's."""
    phrase = date.head if date.dep_ == "pobj" else date
    if phrase.i == 0 or phrase.nbor(-1).text != ",":
        return None
    for ancestor in phrase.ancestors:
        if ancestor.dep_ == "relcl":
            return grammar.clause(ancestor.head)
    return None


def _place(event: Event, target: int, setting: Setting) -> tuple[str | None, str | None]:
    """The place phrase ("in Anbar province") that hangs on the event's own word."""
    around = grammar.prepositional(setting.doc[event.head], "in", "at", "near", "inside", "outside")
    spots = [t for t in around if setting.places.at(t) is None]  # "outside his home in Lima"
    for place in [*around, *(t for spot in spots for t in grammar.prepositional(spot, "in", "at", "near"))]:
        mention = setting.places.at(place)
        if mention is None or setting.chains.of(mention) == setting.chains.of(target):
            continue
        if setting.chains.type_of(mention) in PLACES:
            chain = setting.chains.of(mention)
            tokens = setting.chains.mentions[mention]
            return setting.names.get(chain), _words(setting, tokens.start, tokens.end)
    return None, None


def _ended(event: Event, how: Standing, setting: Setting) -> Standing:
    """A state that lasted "until 2019" is over; a deed of the past is not ("had previously arrested").

    A noun may name what lasts: "lifted the ban", "ended the war".
    """
    lasting = setting.ontology.relation(event.relation).family in LASTING or event.relation in STATES
    if how.status is Status.ENDED and not lasting and event.kind != "nouns":
        return Standing(speakers=how.speakers)
    if how.status is not Status.ASSERTED or not lasting:
        return how
    before = _held_before(setting.doc[event.head]) if event.kind == "roles" else None
    if before is not None:
        return Standing(status=Status.ENDED, cue=before, speakers=how.speakers)
    over = next((c for c in _at_clause(setting.doc[event.head]) if c.dep_ == "prep" and _over(c)), None)
    return Standing(status=Status.ENDED, cue=over, speakers=how.speakers) if over is not None else how


def _at_clause(token: Token) -> Iterator[Token]:
    """The dependents of an event's word, and of the copula that it is said with."""
    yield from token.children
    if token.dep_ == "attr":
        yield from token.head.children
    elif token.dep_ == "pobj" and token.head.lower_ == "as":
        yield from token.head.head.children


def _held_before(noun: Token) -> Token | None:
    """The word by which a post lies before what the text tells of: "had been the leader", "served as governor"."""
    copula = noun.head
    if noun.dep_ == "pobj" and copula.lower_ == "as":
        verb = copula.head
        return verb if verb.lemma_ == "serve" and verb.tag_ == "VBD" else None
    if noun.dep_ != "attr":
        return None
    verbs = [copula, copula.head] if copula.dep_ == "conj" else [copula]
    return next((c for v in verbs for c in v.children if c.dep_ == "aux" and c.lower_ in {"had", "'d"}), None)


def _over(preposition: Token) -> bool:
    """Whether a phrase names when a state ended: "until 2019", "from 2010 to 2015", "between 2010 and 2015"."""
    dates = [t for t in preposition.subtree if t.ent_type_ == "DATE" and any(c.isdigit() for c in t.text)]
    if preposition.lower_ in {"until", "till"}:
        return any(t.ent_type_ == "DATE" for t in preposition.subtree)
    words = {t.lower_ for t in preposition.subtree}
    spans = {"from": {"to", "until", "till", "through"}, "between": {"and"}}
    return len(dates) > 1 and bool(words & spans.get(preposition.lower_, set()))
