"""Explanation of a reading: the mentions, events and claims of a sentence, with the rule behind each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from graphbuild.core.model import Claim, Document, Reading, content_id
from graphbuild.core.second_reading import ReadBy, read_by
from graphbuild.knowledge.gazetteer import Gazetteer
from graphbuild.knowledge.ontology import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Token

    from graphbuild.core.records import Record
    from graphbuild.extraction.claims.claims import ReadEvent
    from graphbuild.extraction.learned.proposal import Proposal
    from graphbuild.extraction.reader import Trace
    from graphbuild.extraction.why_not import Between


_READERS = {
    ReadBy.LEARNED: "the learned reader",
    ReadBy.READER: "a second reader alone",
    ReadBy.BOTH: "the rules and a second reader",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedEvent:
    """An event that was found, in words.

    Attributes:
        rule: the pattern that found it. trigger: its words.
        subjects, objects: the words of the mentions on its two sides.
        status: its status. because: the word that sets it, and where it stands; empty if none does.
        no_claim: why no claim follows from it; empty if one does.
    """

    rule: str
    trigger: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    status: str
    because: str
    no_claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything that was found in a text.

    Attributes:
        mentions: (words, kind, type, actor's name, the rule that joined it to the actor).
        events: all events, also those without a claim.
        reading: the result.
        because: the reason for its status by each claim's id.
        between: what links two actors or why nothing does, if that was asked.
        learned: by each learned claim's id, the most probable relations of its ends with their probabilities.
    """

    text: str
    mentions: tuple[tuple[str, str, str, str, str], ...]
    events: tuple[ExplainedEvent, ...]
    reading: Reading
    because: Mapping[str, str] = field(default_factory=dict)
    between: Between | None = None
    learned: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """The text that `graphbuild explain` shows."""
        blocks = [self._mention_lines(), self._event_lines(), self._claim_lines()]
        blocks += [self._heard_lines()] if self.reading.heard is not None else []
        blocks += [str(self.between).splitlines()] if self.between is not None else []
        return "\n\n".join("\n".join(block) for block in blocks)

    def _heard_lines(self) -> list[str]:
        """The block on the second reader: how many links it gave, and why some are no claim."""
        heard = self.reading.heard
        assert heard is not None
        if heard.unread:
            return [f"The second reader {heard.reader} gave no answer."]
        refused = [f"  {refusal.count} x {refusal.reason}" for refusal in heard.refused]
        return [f"The second reader {heard.reader} gave {heard.said} links", *refused]

    def _mention_lines(self) -> list[str]:
        """The block of mentions."""
        if not self.mentions:
            return ["Mentions: none. No name, no description of an actor, no pronoun was found."]
        rows = [
            f"  {words}  ({kind}, {type_})" + (f"  = {actor}, {join}" if join else "")
            for words, kind, type_, actor, join in self.mentions
        ]
        return ["Mentions", *rows]

    def _event_lines(self) -> list[str]:
        """The block of events."""
        if not self.events:
            return ["Events: none. No trigger of the ontology has an actor at its side."]
        rows = []
        for event in self.events:
            ends = f"{' + '.join(event.subjects) or '?'} → {' + '.join(event.objects) or '?'}"
            rows.append(f"  {event.rule}  “{event.trigger}”: {ends}")
            rows += [f"    no claim: {event.no_claim}"] if event.no_claim else []
        return ["Events", *rows]

    def _claim_lines(self) -> list[str]:
        """The block of claims."""
        if not self.reading.claims:
            return ["Claims: none."]
        names = {a.id: a.name for a in self.reading.actors}
        return ["Claims", *(line for c in self.reading.claims for line in self._claim(c, names))]

    def _claim(self, claim: Claim, names: dict[str, str]) -> list[str]:
        """The lines of one claim; `names` by the ids of the actors."""
        source = names.get(claim.attributed_to or "", claim.attribution)
        who = claim.attribution if source == claim.attribution else f"{claim.attribution} (= {source})"
        said = f", said by {who}" if claim.attribution else ""
        denier = claim.denial or names.get(claim.denied_by or "")
        said += f", denied by {denier}" if denier else ""
        cue = f", cue “{claim.cue}”" if claim.cue else ""
        when = f", {claim.date_text}" if claim.date_text else ""
        head = f"  {names[claim.subject]} —{claim.label}→ {names[claim.object]}"
        where = f", {claim.place_text}" if claim.place_text else ""
        because = self.because.get(claim.id)
        return [
            f"{head}  [{claim.status}{cue}{said}{when}{where}]",
            *([f"    {claim.status} because {because}"] if because else []),
            f"    rule {claim.rule}, confidence {claim.confidence}",
            *([f"    learned, no rule has it: {best}"] if (best := self.learned.get(claim.id)) else []),
            *_resolved(claim),
            *([f"    read by {_READERS[reader]}"] if (reader := read_by(claim.rule)) in _READERS else []),
        ]

    def as_record(self) -> Record:
        """The JSON shape of `graphbuild explain --json`."""
        from graphbuild.core.records import claim_record

        keys = ("text", "kind", "type", "actor", "join")
        record: Record = {
            "text": self.text,
            "mentions": [dict(zip(keys, m, strict=True)) for m in self.mentions],
            "events": [{k: list(v) if isinstance(v, tuple) else v for k, v in asdict(e).items()} for e in self.events],
            "claims": [claim_record(c) for c in self.reading.claims],
        }
        return record if self.between is None else {**record, "between": self.between.as_record()}


def explain(
    text: str,
    ontology: Ontology,
    model: str | None = None,
    gazetteer: Gazetteer | None = None,
    between: tuple[str, str] | None = None,
    asked: Callable[[Document], Document] = lambda document: document,
    *,
    learned: bool = False,
) -> Explanation:
    """Read a sentence, or a few, and explain what was found.

    Args:
        text: what to read.
        ontology: the relations.
        model: the name or path of a spaCy pipeline; the pinned default if None.
        gazetteer: actors that are known already.
        between: the names of two actors: also explain what is missing for a link between them.
        asked: asks a second reader, and returns the document with its answers.
        learned: read with the learned reader too.

    Raises:
        ModelError: the language model is missing or unfit, or the learned reader's base encoder is.
        UsageError: the text names nobody so, or both are one.
    """
    from graphbuild.extraction.pipeline import load, reader_of

    nlp = load(model)
    from graphbuild.extraction.syntax.parsing import parse  # imports spaCy, which `load` does in its own way
    from graphbuild.extraction.why_not import look_between

    document = asked(Document(id=content_id(text), text=text, source="sentence", sha256=""))
    _, doc = next(parse(nlp, [document]))
    trace = reader_of(ontology, gazetteer, learned=learned).trace(document, doc)
    return Explanation(
        text=text,
        mentions=tuple(_mentions(trace.reading)),
        events=tuple(_event(trace, read) for read in trace.events),
        reading=trace.reading,
        because=_because(trace),
        between=look_between(between, trace) if between is not None else None,
        learned=_learned(trace),
    )


def _learned(trace: Trace) -> dict[str, str]:
    """What the learned reader says of each of its claims, and what the parse has against it, by the claim's id."""
    said = {id(proposal.event): _said(proposal) for proposal in trace.beside.proposals}
    return {claim.id: said[id(read.event)] for read in trace.events if id(read.event) in said for claim in read.claims}


def _said(proposal: Proposal) -> str:
    best = ", ".join(f"{relation} {probability:.2f}" for relation, probability in proposal.best)
    return f"{best}; in the parse: {', '.join(proposal.marks)}" if proposal.marks else best


def _resolved(claim: Claim) -> list[str]:
    """The lines that say how the ends of a claim were resolved."""
    ends = claim.resolved
    found = [] if ends is None else [("subject", ends.subject), ("object", ends.object)]
    guess = ", a guess" if claim.guess else ""
    return [f"    {end} by {how.rule}, sureness {how.confidence}{guess}" for end, how in found if how is not None]


def _because(trace: Trace) -> dict[str, str]:
    """The reason for its status by each claim's id; claims without a cue have none."""
    return {
        claim.id: why
        for read in trace.events
        if (why := reason(read.standing.cue, trace.context.doc[read.event.head]))
        for claim in read.claims
    }


def reason(cue: Token | None, head: Token) -> str:
    """Describe where the word that sets a status stands relative to the event's head.

    Args:
        cue: that word; None for what is simply asserted, which gives an empty text.
        head: the event's head.
    """
    if cue is None:
        return ""
    over = {a.i: a for a in head.ancestors}
    if cue.text == "?":
        return "the sentence asks"
    if cue.i == head.i:
        return f"of “{cue}” itself"
    if cue.i in over:
        return f"“{cue}” stands over “{head}”"
    if cue.head.i == head.i:
        return f"“{cue}” stands at “{head}”"
    if cue.head.i in over:
        return f"“{cue}” stands at “{cue.head}”, over “{head}”"
    return f"“{cue}” is said of the sentence"


def _mentions(reading: Reading) -> list[tuple[str, str, str, str, str]]:
    """The mentions of a reading as `Explanation.mentions` has them."""
    actors = {a.id: a for a in reading.actors}
    return [(m.text, m.kind.value, actors[m.actor].type.value, actors[m.actor].name, m.join) for m in reading.mentions]


def _event(trace: Trace, read: ReadEvent) -> ExplainedEvent:
    """An event in words."""
    from graphbuild.extraction.claims.evidence_spans import trigger_tokens
    from graphbuild.extraction.why_not import why_no_claim

    context, event = trace.context, read.event
    return ExplainedEvent(
        rule=event.rule,
        trigger=trigger_tokens(context.doc, event).text,
        subjects=tuple(context.text(i) for i in event.subjects),
        objects=tuple(context.text(i) for i in event.objects),
        status=read.standing.status.value,
        because=reason(read.standing.cue, context.doc[event.head]),
        no_claim=why_no_claim(context, event),
    )
