"""What is read out of a sentence, and why: mentions, events and claims, with the rule behind each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphbuild.gazetteer import Gazetteer
from graphbuild.model import Claim, Document, Reading, content_id
from graphbuild.ontology import Ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from graphbuild.chains import Chains
    from graphbuild.event import Event
    from graphbuild.reader import Reader
    from graphbuild.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything that was seen in a text.

    Attributes:
        mentions: (words, kind, type, actor's name, the rule that tied it to the actor).
        events: (rule, trigger's words, subjects' words, objects' words, why it gives no claim, if it gives none).
        reading: what came out of it.
    """

    text: str
    mentions: tuple[tuple[str, str, str, str, str], ...]
    events: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...], str], ...]
    reading: Reading

    def __str__(self) -> str:
        return "\n".join([*self._mention_lines(), "", *self._event_lines(), "", *self._claim_lines()])

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
        for rule, trigger, subjects, objects, why in self.events:
            rows.append(f"  {rule}  “{trigger}”: {' + '.join(subjects) or '?'} → {' + '.join(objects) or '?'}")
            rows += [f"    no claim: {why}"] if why else []
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
        return [f"{head}  [{claim.status}{cue}{said}{when}]", f"    rule {claim.rule}, confidence {claim.confidence}"]

    def as_record(self) -> Record:
        """The JSON shape of `graphbuild explain --json`."""
        from graphbuild.records import claim_record

        keys = ("text", "kind", "type", "actor", "join")
        event_keys = ("rule", "trigger", "subjects", "objects", "no_claim")
        return {
            "text": self.text,
            "mentions": [dict(zip(keys, m, strict=True)) for m in self.mentions],
            "events": [dict(zip(event_keys, [_listed(value) for value in e], strict=True)) for e in self.events],
            "claims": [claim_record(c) for c in self.reading.claims],
        }


def _listed(value: Sequence[str]) -> str | list[str]:
    return value if isinstance(value, str) else list(value)


def explain(text: str, ontology: Ontology, model: str | None = None, gazetteer: Gazetteer | None = None) -> Explanation:
    """Reads a sentence, or a few, and tells what was seen.

    Raises:
        ModelError: the language model is missing or unfit.
    """
    from graphbuild.language import parse
    from graphbuild.pipeline import load
    from graphbuild.reader import Reader

    reader = Reader(ontology, gazetteer)
    document = Document(id=content_id(text), text=text, source="sentence", sha256="")
    _, doc = next(parse(load(model), [document]))
    chains = reader.chains(doc)
    events = reader.events(doc, chains)
    reading = reader.interpret(document, doc, chains)
    return Explanation(
        text=text,
        mentions=tuple(_mentions(reading)),
        events=tuple(_event(reader, doc, chains, e) for e in events),
        reading=reading,
    )


def _mentions(reading: Reading) -> list[tuple[str, str, str, str, str]]:
    actors = {a.id: a for a in reading.actors}
    return [(m.text, m.kind.value, actors[m.actor].type.value, actors[m.actor].name, m.join) for m in reading.mentions]


def _event(
    reader: Reader, doc: Doc, chains: Chains, event: Event
) -> tuple[str, str, tuple[str, ...], tuple[str, ...], str]:
    from graphbuild.claims import trigger_tokens

    subjects, objects = (tuple(chains.text(i) for i in side) for side in (event.subjects, event.objects))
    trigger = trigger_tokens(doc, event).text
    return event.rule, trigger, subjects, objects, _why_not(chains, event)


def _why_not(chains: Chains, event: Event) -> str:
    """The reason why an event gives no claim, or nothing where it gives one."""
    if not event.subjects or not event.objects:
        return (
            f"its {'subject' if not event.subjects else 'object'} is not said, or is no actor that the relation takes"
        )
    pairs = [(s, o) for s in event.subjects for o in event.objects]
    if all(chains.of(s) == chains.of(o) for s, o in pairs):
        return "both ends are one actor"
    if not any(chains.referential(s) and chains.referential(o) for s, o in pairs):
        return "a pronoun stands for nobody that was found"
    return ""
