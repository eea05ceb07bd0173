"""What is read out of a sentence, and why: mentions, events and claims, with the rule behind each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from graphbuild.core.model import Claim, Document, Reading, content_id
from graphbuild.knowledge.gazetteer import Gazetteer
from graphbuild.knowledge.ontology import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from graphbuild.core.records import Record
    from graphbuild.extraction.claims.context import Setting
    from graphbuild.extraction.coreference.clusters import Clusters
    from graphbuild.extraction.events.event import Event
    from graphbuild.extraction.why_not import Between


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedEvent:
    """An event that was seen.

    Attributes:
        rule: the pattern that found it. trigger: its words.
        subjects, objects: the words for those on its two sides.
        status: how it is held. because: the word that says so, and where it stands.
        no_claim: why it gives no claim, if it gives none.
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
    """Everything that was seen in a text.

    Attributes:
        mentions: (words, kind, type, actor's name, the rule that tied it to the actor).
        events: what was seen to happen or to be so.
        reading: what came out of it.
        because: for each claim's id, which word gave it its status.
        between: what is and what is not between two actors, where that was asked.
    """

    text: str
    mentions: tuple[tuple[str, str, str, str, str], ...]
    events: tuple[ExplainedEvent, ...]
    reading: Reading
    because: Mapping[str, str] = field(default_factory=dict)
    between: Between | None = None

    def __str__(self) -> str:
        blocks = [self._mention_lines(), self._event_lines(), self._claim_lines()]
        blocks += [str(self.between).splitlines()] if self.between is not None else []
        return "\n\n".join("\n".join(block) for block in blocks)

    def _mention_lines(self) -> list[str]:
        if not self.mentions:
            return ["Mentions: none. No name, no description of an actor, no pronoun was found."]
        rows = [
            f"  {words}  ({kind}, {type_})" + (f"  = {actor}, {join}" if join else "")
            for words, kind, type_, actor, join in self.mentions
        ]
        return ["Mentions", *rows]

    def _event_lines(self) -> list[str]:
        if not self.events:
            return ["Events: none. No trigger of the ontology has an actor at its side."]
        rows = []
        for event in self.events:
            ends = f"{' + '.join(event.subjects) or '?'} → {' + '.join(event.objects) or '?'}"
            rows.append(f"  {event.rule}  “{event.trigger}”: {ends}")
            rows += [f"    no claim: {event.no_claim}"] if event.no_claim else []
        return ["Events", *rows]

    def _claim_lines(self) -> list[str]:
        if not self.reading.claims:
            return ["Claims: none."]
        names = {a.id: a.name for a in self.reading.actors}
        return ["Claims", *(line for c in self.reading.claims for line in self._claim(c, names))]

    def _claim(self, claim: Claim, names: dict[str, str]) -> list[str]:
        source = names.get(claim.attributed_to or "", claim.attribution)
        who = claim.attribution if source == claim.attribution else f"{claim.attribution} (= {source})"
        said = f", said by {who}" if claim.attribution else ""
        cue = f", cue “{claim.cue}”" if claim.cue else ""
        when = f", {claim.date_text}" if claim.date_text else ""
        head = f"  {names[claim.subject]} —{claim.label}→ {names[claim.object]}"
        where = f", {claim.place_text}" if claim.place_text else ""
        because = self.because.get(claim.id)
        return [
            f"{head}  [{claim.status}{cue}{said}{when}{where}]",
            *([f"    {claim.status} because {because}"] if because else []),
            f"    rule {claim.rule}, confidence {claim.confidence}",
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
) -> Explanation:
    """Reads a sentence, or a few, and tells what was seen.

    Args:
        between: the names of two actors: also what was missing for a link between them.

    Raises:
        ModelError: the language model is missing or unfit.
        UsageError: the text names nobody so, or both are one.
    """
    from graphbuild.extraction.claims.observed_actors import observe
    from graphbuild.extraction.pipeline import load
    from graphbuild.extraction.reader import Reader
    from graphbuild.extraction.syntax.parsing import parse
    from graphbuild.extraction.why_not import look_between

    reader = Reader(ontology, gazetteer)
    document = Document(id=content_id(text), text=text, source="sentence", sha256="")
    _, doc = next(parse(load(model), [document]))
    clusters = reader.clusters(doc)
    events = reader.events(doc, clusters)
    reading = reader.interpret(document, doc, clusters)
    setting = reader.setting(document, doc, clusters, observe(document.id, doc, text, clusters, gazetteer))
    matches = list(reader.index.matches(doc))
    return Explanation(
        text=text,
        mentions=tuple(_mentions(reading)),
        events=tuple(_event(doc, clusters, setting, e) for e in events),
        reading=reading,
        because=_because(events, setting),
        between=look_between(between, reading, events, matches, setting) if between is not None else None,
    )


def _because(events: list[Event], setting: Setting) -> dict[str, str]:
    """For each claim's id, which word gave it its status."""
    from graphbuild.extraction.claims.claims import claims_of, held

    return {
        claim.id: why
        for event in events
        if (why := reason(held(event, setting).cue, setting.doc[event.head]))
        for claim, _ in claims_of(event, setting)
    }


def reason(cue: Token | None, head: Token) -> str:
    """Where the word that sets a status stands to the event's own word, in words."""
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
    actors = {a.id: a for a in reading.actors}
    return [(m.text, m.kind.value, actors[m.actor].type.value, actors[m.actor].name, m.join) for m in reading.mentions]


def _event(doc: Doc, clusters: Clusters, setting: Setting, event: Event) -> ExplainedEvent:
    from graphbuild.extraction.claims.claims import held, trigger_tokens
    from graphbuild.extraction.why_not import why_not

    how = held(event, setting)
    return ExplainedEvent(
        rule=event.rule,
        trigger=trigger_tokens(doc, event).text,
        subjects=tuple(clusters.text(i) for i in event.subjects),
        objects=tuple(clusters.text(i) for i in event.objects),
        status=how.status.value,
        because=reason(how.cue, doc[event.head]),
        no_claim=why_not(clusters, event),
    )
