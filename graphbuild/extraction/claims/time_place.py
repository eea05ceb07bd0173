"""When and where an event was: the date and the place phrase that belong to its own word.

The parser hangs the last phrase of a sentence on whatever stands before it. A phrase goes to the event when the words
between them allow it: not out of a clause of its own, not out of another happening ("arrested over a robbery in 2015").
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from graphbuild.core.model import ActorType, MentionKind, Status
from graphbuild.extraction.claims.context import Setting
from graphbuild.extraction.claims.date_phrases import is_age, is_duration, resolve_date
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.factuality.value import Standing
from graphbuild.extraction.syntax import grammar

PLACES = frozenset({ActorType.PLACE, ActorType.COUNTRY})
MAX_STEPS = 5
# Prepositions after which a happening is another one, with a date and a place of its own.
ELSEWHEN = frozenset({"over", "for", "about", "after", "before", "since", "despite", "against", "following"})
AT = ("in", "at", "near", "inside", "outside")
# Before a spot that has no name of its own: "from his home in Lima", "during a raid in Lima".
BY_SPOT = (*AT, "on", "from", "during")
# What a name in "of" is part of or the same as: "the city of Lima", "the outskirts of Lima".
PARTS = frozenset(
    (
        "area border capital centre center city corner department district downtown east edge governorate heart island"
        " middle neighborhood neighbourhood north northeast northwest outskirt outskirts part port province quarter"
        " region south southeast southwest state street suburb territory town village west"
    ).split()
)
# Relations whose event takes place where its ends are: a phrase after a name is the event's.
BODILY = frozenset({"met_with", "protests_against", "surrenders_to"})
SPEAKING = frozenset({"speak", "talk"})


def when(event: Event, how: Standing, setting: Setting) -> tuple[str | None, str | None]:
    """The date of an event as ISO 8601 and in the text's words; of a stretch of time the words alone."""
    if event.kind in {"compounds", "structure"}:
        return None, None
    entity = _date(setting.doc[event.head], setting)
    if entity is None:
        return None, None
    stretch = _stretch(entity)
    if stretch is not None:
        return None, setting.words(stretch.start, stretch.end)
    return resolve_date(entity.text, setting.published, ahead=how.status is Status.FUTURE), entity.text


def _date(head: Token, setting: Setting) -> TokenSpan | None:
    """The date phrase that belongs to a word: the nearest in the tree."""
    dated = [
        (d, abs(e.start - head.i), e)
        for e in setting.dates.get(head.sent.start, ())
        if (d := _distance(e.root, head, setting)) is not None
    ]
    return min(dated, key=lambda d: d[:2])[2] if dated else None


def dates_of(doc: Doc) -> dict[int, tuple[TokenSpan, ...]]:
    """The date phrases of a document by where their sentence starts: no durations, ages or "every Friday"."""
    found: dict[int, tuple[TokenSpan, ...]] = {}
    for entity in doc.ents:
        if entity.label_ != "DATE" or is_duration(entity.text) or is_age(entity.text):
            continue
        if not any(c.lower_ in {"every", "each"} for c in entity.root.children):
            start = int(entity.root.sent.start)
            found[start] = (*found.get(start, ()), entity)
    return found


def _stretch(entity: TokenSpan) -> TokenSpan | None:
    """The whole of "from 2014 to 2016", "between March and May", "in 2014 and 2016": no single date."""
    phrase = entity.root.head if entity.root.dep_ in {"pobj", "conj"} else entity.root
    below = _below(phrase)
    inside = [e for e in entity.sent.ents if e.label_ == "DATE" and any(t.i in below for t in e)]
    others = [e for e in inside if e.start != entity.start]
    joined = entity.root.dep_ == "conj" or any(c.dep_ == "conj" and c.ent_type_ == "DATE" for c in entity.root.children)
    if not (joined or (others and phrase.lower_ in {"from", "between"}) or entity.text.lower().startswith("between")):
        return None
    spanned = [entity, *others]
    first, last = min(e.start for e in spanned), max(e.end for e in spanned)
    first = first - 1 if first > 0 and phrase.i == first - 1 and phrase.lower_ in {"from", "between"} else first
    return entity.doc[first:last]


def _below(token: Token) -> set[int]:
    return {t.i for t in token.subtree}


def _distance(date: Token, head: Token, setting: Setting) -> int | None:
    """Steps up from a date to the event's word; a date under another verb or event is not the event's."""
    holder = _after_relative_clause(date)
    if holder is not None:
        return 2 if holder.i == head.i else None
    steps, node = 0, date
    while steps < MAX_STEPS:
        if node.i == head.i:
            return steps
        if _shares(node, head):
            return steps + 1
        if (
            node.head.i == node.i
            or (node.i != date.i and node.pos_ in {"VERB", "AUX"})
            or _elsewhen(node, date, setting)
        ):
            return None
        node = node.head
        steps += 1
    return None


def _elsewhen(node: Token, date: Token, setting: Setting) -> bool:
    """Whether a noun on the way is a happening of its own: "arrested over a robbery in 2015", wherever "in" hangs."""
    if node.i == date.i and date.dep_ == "pobj" and date.head.lower_ == "in" and date.head.i > 0:
        before = date.head.nbor(-1)
        return before.i > node.head.head.i and _elsewhen(before, date, setting)
    if node.i == date.i or node.dep_ != "pobj" or node.pos_ != "NOUN":
        return False
    return node.head.lower_ in ELSEWHEN and setting.places.at(node) is None


def _shares(verb: Token, head: Token) -> bool:
    """ "On Monday soldiers arrested X and killed Y": what opens a clause is said of all its verbs."""
    return head.dep_ == "conj" and head.head.i == verb.i and head.pos_ == "VERB" and _opens(verb, head)


def _opens(verb: Token, head: Token) -> bool:
    if any(c.dep_ in grammar.SUBJECTS for c in head.children) or any(t.ent_type_ == "DATE" for t in _after(head)):
        return False
    subject = next((c for c in verb.children if c.dep_ in grammar.SUBJECTS), None)
    return subject is not None and any(t.ent_type_ == "DATE" for c in verb.lefts for t in c.subtree if c.i < subject.i)


def _after(head: Token) -> list[Token]:
    return [t for t in head.subtree if t.i > head.i]


def _after_relative_clause(word: Token) -> Token | None:
    """ "arrested Muslih, who is from Kerbala, on May 26": a phrase after the closing comma is the main clause's."""
    phrase = word.head if word.dep_ == "pobj" else word
    if phrase.i == 0 or phrase.nbor(-1).text != ",":
        return None
    for ancestor in phrase.ancestors:
        if ancestor.dep_ == "relcl":
            return grammar.clause(ancestor.head)
    return None


def where(event: Event, subject: int, target: int, setting: Setting) -> tuple[str | None, str | None]:
    """The place of an event, its name and in the text's words ("Anbar province")."""
    clusters = setting.clusters
    ends = {clusters.of(subject), clusters.of(target)}
    spare: tuple[str | None, str | None] = (None, None)
    for token in _spots(event, subject, target, setting):
        mention = setting.places.at(token)
        if mention is None or clusters.of(mention) in ends or clusters.type_of(mention) not in PLACES:
            continue
        tokens = clusters.mentions[mention]
        found = setting.names.get(clusters.of(mention)), setting.words(tokens.start, tokens.end)
        if tokens.kind is MentionKind.NAME:
            return found
        spare = spare if spare[0] is not None else found
    return spare


def _spots(event: Event, subject: int, target: int, setting: Setting) -> Iterator[Token]:
    """The nouns of the place phrases that may be the event's, nearest first."""
    head = setting.doc[event.head]
    yield from _in_phrases(head)
    family = setting.ontology.relation(event.relation).family
    if event.kind in {"verbs", "nouns"} and (family == "force" or event.relation in BODILY):
        for end in (target, subject):
            noun = setting.doc[setting.clusters.mentions[end].head]
            if noun.sent.start == head.sent.start and noun.i != head.i and _named_after(noun):
                yield from _in_phrases(noun)
    for clause in grammar.children(head, "advcl"):
        if clause.lemma_ in SPEAKING and clause.tag_ == "VBG" and clause.i < head.i:
            yield from _in_phrases(clause)
    yield from _beside_date(head, setting)
    late = (t for t in head.sent if t.lower_ in AT and t.dep_ == "prep")
    yield from (p for t in late for p in grammar.children(t, "pobj") if _after_relative_clause(p) == head)


def _beside_date(head: Token, setting: Setting) -> Iterator[Token]:
    """ "in Lima on 12 February": the place that stands with the date of an event is the event's, wherever it hangs."""
    date = _date(head, setting)
    if date is None:
        return
    first = date.start - 1 if date.start > 0 and date[0].nbor(-1).lower_ in {"on", "in"} else date.start
    if first <= head.sent.start:
        return
    place = next((e for e in head.sent.ents if e.end == first and e.label_ in {"GPE", "LOC", "FAC"}), None)
    if place is not None and place.start > head.i and place[0].nbor(-1).lower_ in AT:
        yield place.root


def _named_after(noun: Token) -> bool:
    """Whether a phrase after this end tells where the event was: not after an apposition that it belongs to."""
    return noun.dep_ not in {"appos", "poss", "compound"}


def _in_phrases(token: Token, depth: int = 0) -> Iterator[Token]:
    """The nouns under a word's prepositions of place; a spot without a name passes on to the place it lies in."""
    for preposition in grammar.preposition_tokens(token, *BY_SPOT):
        for noun in grammar.children(preposition, "pobj"):
            if preposition.lower_ in AT:
                yield noun
            if depth < 2 and noun.pos_ == "NOUN":
                yield from _in_phrases(noun, depth + 1)
                if noun.lemma_.lower() in PARTS:
                    yield from grammar.prepositional(noun, "of")
