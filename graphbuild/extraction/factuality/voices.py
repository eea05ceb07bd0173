"""Voices: stretches of text that are somebody else's words, whatever verb introduces them.

What stands wholly between quotation marks, or beside the colon of "Minister: X killed Y" and "X killed Y, minister
says", is not the article's own statement. Marks around a single word or name change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Doc, Token

from graphbuild.core.model import ActorType, MentionKind, Status
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event
from graphbuild.extraction.factuality.denials import DEEDS
from graphbuild.extraction.factuality.presupposition import presupposed
from graphbuild.extraction.factuality.value import Standing
from graphbuild.extraction.syntax import control, grammar
from graphbuild.extraction.syntax.quotations import REACH, Quotation, Quotations, single_quoted
from graphbuild.extraction.syntax.speech_repair import LONGEST_SOURCE
from graphbuild.knowledge.lexicon.control import CONTROL_WORDS
from graphbuild.knowledge.lexicon.speech import SPEECH

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SEPARATORS = frozenset({":", "-", "--", "|", ","})


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Tokens `start` to `end` (exclusive) in the words of the `speakers`; `cue` is the word or mark that shows it.

    Attributes:
        gap: the tokens of the frame inside a torn quotation, which are the article's own words.
        marked: the stretch is between quotation marks.
    """

    start: int
    end: int
    cue: Token
    speakers: tuple[Token, ...] = ()
    gap: range = range(0)
    marked: bool = False


def voices(context: DocumentContext) -> tuple[Voice, ...]:
    """Return the stretches of a document that are somebody else's words.

    Args:
        context: the document with its resolved mentions.
    """
    found = [*_quoted(context)]
    for start, end in _lines(context.doc):
        found += _headline(context, start, end)
    return tuple(found)


def voiced(context: DocumentContext, event: Event, subject: int, target: int, known: Iterable[Voice]) -> Standing:
    """Return the status that an event's surroundings give it: ALLEGED if it is wholly in somebody else's words.

    Args:
        context: the document.
        event: one of its events.
        subject, target: the two mentions that it links.
        known: the voices over the event's head.
    """
    found = Standing()
    if presupposed(context.doc[event.head], event.kind):
        return found
    verb = grammar.clause(context.doc[event.head])
    deed = event.kind == "verbs" and context.ontology.relation(event.relation).family in DEEDS  # X 'bribed Y'
    for voice in known:
        if found.speakers or not voice.start <= event.head < voice.end or event.head in voice.gap:
            continue
        ends = (context.mentions[subject].head, context.mentions[target].head)
        clause = (verb.left_edge.i, verb.right_edge.i) if verb.pos_ in {"VERB", "AUX"} else (-1,)
        whole = any(all(voice.start <= i < voice.end for i in part) for part in (ends, clause))
        whole = whole or (voice.marked and deed and any(voice.start <= i < voice.end for i in ends))
        if whole and (found.cue is None or voice.speakers):
            found = Standing(status=Status.ALLEGED, cue=voice.cue, speakers=voice.speakers)
    return found


def _quoted(context: DocumentContext) -> Iterator[Voice]:
    """Yield the voices between quotation marks and after "said:"."""
    doc = context.doc
    quotations = Quotations(doc, {m.head: i for i, m in enumerate(context.mentions)}).all
    yield from _torn(doc, quotations)
    for q in quotations:
        verb = doc[q.verb] if q.verb is not None else None
        speakers: tuple[Token, ...] = ()
        if q.speaker is not None:
            speakers = (doc[context.mentions[q.speaker].head],)
        elif verb is not None:
            speakers = tuple(t for t in control.subjects(verb) if not q.start <= t.i < q.end)
        end = q.end if doc[q.start - 1].text != ":" else min(q.end, _line_end(doc, q.start))
        cue, marked = verb if verb is not None else doc[q.start - 1], doc[q.start - 1].text != ":"
        yield Voice(start=q.start, end=end, cue=cue, speakers=speakers, marked=marked)
    for start, end in single_quoted(doc):
        yield Voice(start=start, end=end, cue=doc[start - 1], marked=True)


def _torn(doc: Doc, quotations: tuple[Quotation, ...]) -> Iterator[Voice]:
    """Yield the quotations whose sentence is torn by its speaker: `"The army," Bell said, "shelled Velde."`."""
    for one, other in pairwise(quotations):
        gap = range(one.end + 1, other.start - 1)
        torn = 0 < len(gap) <= REACH and doc[one.end - 1].text not in {".", "?", "!"}
        if not torn or doc[one.end].sent != doc[other.start].sent:
            continue
        said = next((t for t in doc[gap.start : gap.stop] if t.lemma_.lower() in SPEECH.quoting), None)
        credited = next((t for t in doc[gap.start : gap.stop] if t.lower_ in SPEECH.crediting), said)
        if credited is None:
            continue
        speakers = control.subjects(said) if said is not None else grammar.prepositional(credited, "to")
        inside = tuple(t for t in speakers if t.i in gap)
        yield Voice(start=one.start, end=other.end, cue=credited, speakers=inside, gap=gap)


def _lines(doc: Doc) -> Iterator[tuple[int, int]]:
    """Yield the first token of each sentence that may have a source at an edge, and the token after its line."""
    for sentence in doc.sents:
        start = int(sentence.start)
        if start == 0 or doc[start - 1].text != ":":
            yield start, _line_end(doc, start)


def _line_end(doc: Doc, start: int) -> int:
    """Return the token after the last of the sentence, or of the next one where a colon ends it."""
    end = int(doc[start].sent.end)
    while end < len(doc) and doc[end - 1].text == ":" and not doc[end].is_space:
        end = int(doc[end].sent.end)
    return end


def _headline(context: DocumentContext, start: int, end: int) -> Iterator[Voice]:
    """Yield the voice of "Minister: X killed Y", "X killed Y: minister", "X killed Y - minister says"."""
    doc = context.doc
    while end > start and doc[end - 1].is_space:
        end -= 1
    first = next((t for t in doc[start : min(end, start + LONGEST_SOURCE + 1)] if t.text == ":"), None)
    if first is not None and (source := _source(context, start, first.i)) is not None:
        yield Voice(start=first.i + 1, end=end, cue=first, speakers=(source,))
    stop = end - 1 if doc[end - 1].text == "." else end
    last = next((t for t in reversed(doc[max(start, stop - LONGEST_SOURCE - 1) : stop]) if t.text in SEPARATORS), None)
    if last is None or last.i == start or (last.text == "-" and not last.nbor(-1).whitespace_):
        return
    says = doc[stop - 1].lemma_.lower() in SPEECH.reporting and doc[stop - 1].tag_ in {"VBZ", "VBD", "VBP"}
    if not says and (last.text == "," or stop < end):
        return
    if (source := _source(context, last.i + 1, stop)) is not None:
        yield Voice(start=start, end=last.i, cue=doc[stop - 1] if says else last, speakers=(source,))


def _separates(mark: Token) -> bool:
    """Return True for a mark between the parts of a headline; the hyphen in "ex-minister" is none."""
    return mark.text in SEPARATORS and (mark.text != "-" or (mark.i > 0 and bool(mark.nbor(-1).whitespace_)))


def _heading(words: list[Token]) -> bool:
    """Return True for a common noun in capitals before a colon, the heading of a section: "Child Soldiers: ..."."""
    content = [t for t in words if t.pos_ in {"NOUN", "PROPN", "ADJ"}]
    return len(content) > 1 and all(t.is_title for t in content)


def _source(context: DocumentContext, start: int, end: int) -> Token | None:
    """Return the head of a phrase that can be a source, with at most a final speech verb; None for any other phrase."""
    words = [*context.doc[start:end]]
    if words and words[-1].lemma_.lower() in SPEECH.reporting and words[-1].pos_ in {"VERB", "AUX"}:
        words.pop()
    if not words or any(t.tag_ in FINITE or t.pos_ in {"CCONJ", "PRON"} or _separates(t) for t in words):
        return None
    heads = [t for t in words if t.pos_ in {"NOUN", "PROPN"} and not any(a in words for a in t.ancestors)]
    heads = heads or [t for t in reversed(words) if t.pos_ in {"NOUN", "PROPN"}]
    if not heads:
        return None
    head: Token = heads[0]
    mention = context.mention_at(head)
    if head.lemma_.lower() in SPEECH.slogans | CONTROL_WORDS.utterances:
        owners = grammar.agents(head) or grammar.possessors(head)
        return owners[0] if owners else head
    if head.lemma_.lower() in SPEECH.sources:
        return head
    if _heading(words) and mention is not None and context.mentions[mention].kind is not MentionKind.NAME:
        return None
    return head if mention is not None and context.type_of(mention) is not ActorType.PLACE else None
