"""Speakers of quotations, and whom they speak of: "I" inside is the speaker, "he" inside never is.

A quotation is the text between two quotation marks. Its speaker is the subject of the speech verb that governs it, is
next to it ("..." X said; X said: "...") or continues from the quotation before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from graphbuild.extraction.syntax import control, grammar
from graphbuild.knowledge.lexicon.speech import SPEECH

QUOTES = frozenset({'"', "''", "``"})
LONGEST = 300  # tokens; a quote sign that is not closed by then opens nothing
CLOSING = frozenset({",", "?", "!"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
SHORT = 3  # tokens up to which marks only set off words
REACH = 14  # tokens between a quotation and its verb of speech


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Tokens `start` to `end` (exclusive) between quotation marks.

    Attributes:
        speaker: the mention of the speaker; spoken_of: the mention they speak about ("X said of Y").
        verb: the token of the verb that introduces it.
    """

    start: int
    end: int
    speaker: int | None = None
    spoken_of: int | None = None
    verb: int | None = None


class Quotations:
    """The quotations of a document, found by a token in them."""

    def __init__(self, doc: Doc, heads: Mapping[int, int]) -> None:
        """Find the quotations of a document.

        Args:
            doc: the parsed document.
            heads: the mention of each head token.
        """
        self._found = _attributed(doc, heads, quoted(doc))
        self._starts = [q.start for q in self._found]

    @property
    def all(self) -> tuple[Quotation, ...]:
        """All quotations in text order."""
        return tuple(self._found)

    def around(self, token: Token) -> Quotation | None:
        """Return the quotation of a token, or None."""
        n = bisect_right(self._starts, token.i) - 1
        return self._found[n] if n >= 0 and token.i < self._found[n].end else None


def quoted(doc: Doc) -> list[tuple[int, int]]:
    """Return the token ranges between double quotation marks, without the marks.

    A mark before a word opens, also if the one before it was never closed (each paragraph of a long quotation).
    """
    found: list[tuple[int, int]] = []
    start: int | None = None
    for token in doc:
        if token.text not in QUOTES:
            continue
        spaced = (
            token.i == 0 or bool(token.nbor(-1).whitespace_) or token.nbor(-1).is_space or token.nbor(-1).text == "("
        )
        opens = not token.whitespace_ and spaced
        if opens or start is None:
            start = token.i + 1 if opens else None
        elif token.i - start <= LONGEST:
            found.append((start, token.i))
            start = None
    return [(s, e) for s, e in found if s < e]


def single_quoted(doc: Doc) -> list[tuple[int, int]]:
    """Return the token ranges between single quotation marks, as headlines have them, without the marks.

    An apostrophe is no mark: the opening one follows a space and precedes a word, the closing one the reverse.
    """
    found: list[tuple[int, int]] = []
    start: int | None = None
    for token in doc:
        if token.is_sent_start and start is not None and token.i - start > LONGEST // 4:
            start = None
        if token.text != "'":
            continue
        spaced = token.i == 0 or bool(token.nbor(-1).whitespace_) or token.nbor(-1).is_space or token.is_sent_start
        if spaced and not token.whitespace_:
            start = token.i + 1
        elif start is not None and not spaced and (token.tag_ != "POS" or token.i + 1 == len(doc)):
            found.append((start, token.i))
            start = None
    return [(s, e) for s, e in found if e - s >= SHORT]


def stated(doc: Doc, spans: list[tuple[int, int]]) -> list[Quotation]:
    """Return statements without quotation marks, after a line that ends in "Minister Ada Lind said:"; speakers unset.

    One ends before the next quotation, the next such line, or at the maximum length.
    """
    starts = [
        t.i + 1
        for t in doc[1:-1]
        if t.text == ":"
        and t.nbor(-1).lemma_.lower() in SPEECH.quoting
        and t.nbor(1).is_sent_start
        and t.nbor(1).text not in QUOTES
        and t.nbor(1).text[:1].isupper()
    ]
    ends = sorted([*starts[1:], *(start for start, _ in spans), len(doc)])
    return [Quotation(start=s, verb=s - 2, end=min(s + LONGEST, next(e for e in ends if e > s))) for s in starts]


def _attributed(doc: Doc, heads: Mapping[int, int], spans: list[tuple[int, int]]) -> list[Quotation]:
    """Return the quotations with their speakers, in text order."""
    inside = {i for start, end in spans for i in range(start, end)}
    found = [replace(q, speaker=_speaker(doc[q.start - 2], heads, inside)) for q in stated(doc, spans)]
    for start, end in spans:
        quotation = Quotation(start=start, end=end)
        verb = _verb_of_speech(doc, quotation, inside)
        if verb is not None:
            speaker, spoken_of = _speaker(verb, heads, inside), _topic(verb, heads, inside)
            quotation = replace(quotation, speaker=speaker, spoken_of=spoken_of, verb=verb.i)
        elif found and found[-1].end < start and _goes_on(doc, found[-1], quotation):
            quotation = replace(quotation, speaker=found[-1].speaker, verb=found[-1].verb)
        found.append(quotation)
    return sorted(found, key=lambda q: q.start)


def _verb_of_speech(doc: Doc, quotation: Quotation, inside: set[int]) -> Token | None:
    """Return the verb that governs the quotation, else the nearest one after it, else before it."""
    root = doc[quotation.start : quotation.end].root
    for token in (*root.ancestors, *grammar.children(root, "parataxis", "ccomp")):
        if _speaks(token, inside):
            return token
    after = doc[quotation.end : min(quotation.end + REACH, len(doc))]
    for token in after:
        if token.is_sent_start and token.i > quotation.end + 1 and not token.is_punct:
            break
        if _speaks(token, inside):
            return token
    first = doc[quotation.start].sent.start
    for token in reversed(doc[max(first, quotation.start - 2 * REACH) : quotation.start]):
        if _speaks(token, inside):
            return token
    return _verb_at_marks(doc, quotation, inside)


def _verb_at_marks(doc: Doc, quotation: Quotation, inside: set[int]) -> Token | None:
    """Return a verb of any meaning that only the quotation can belong to: "..." wept Ada Lind; a banner read "..."."""
    after, end = quotation.end + 1, doc[quotation.end - 1].sent.end
    if doc[quotation.end - 1].text in CLOSING or (after < len(doc) and doc[after].text == ","):
        for token in doc[after : min(after + REACH, max(end, after + 2), len(doc))]:
            if token.tag_ in FINITE and token.i not in inside:
                return token
            if token.text in {".", ";", ":"} or token.is_space:
                break
    before = quotation.start - 2
    if before >= 0 and doc[before].text in {":", ","}:
        line = doc[doc[before].sent.start : before]
        return next((t for t in reversed(line) if t.tag_ in FINITE and t.i not in inside), None)
    verbal = before >= 0 and doc[before].pos_ == "VERB" and quotation.end - quotation.start > SHORT
    return doc[before] if verbal else None


def _speaks(token: Token, inside: set[int]) -> bool:
    """Return True if a token outside the quotations is a verb of speech."""
    return token.lemma_.lower() in SPEECH.quoting and token.pos_ in {"VERB", "AUX"} and token.i not in inside


def _speaker(verb: Token, heads: Mapping[int, int], inside: set[int]) -> int | None:
    """Return the mention of the subject of a speech verb, or None."""
    behind = _inverted(verb, heads)
    if behind is not None:
        return behind
    for subject in control.subjects(verb):
        # "the rebel commander Abu Zayd said": the title is no mention, the name is attached to it
        for token in (subject, *grammar.children(subject, "appos", "compound")):
            if token.i in heads and token.i not in inside:
                return heads[token.i]
    return None


def _inverted(verb: Token, heads: Mapping[int, int]) -> int | None:
    """Return the subject after its verb, however it is parsed: "..." said Mr Blair."""
    if verb.i == 0 or verb.i + 1 >= len(verb.doc) or verb.nbor(-1).text not in {'"', "''", ","}:
        return None
    first = verb.nbor(1)
    found = None
    for token in (first, *first.ancestors):  # the whole phrase: "said Israel's new minister", not "said Israel"
        if token.i <= verb.i or token.left_edge.i != first.i:
            break
        found = heads.get(token.i, found)
    return found


def _topic(verb: Token, heads: Mapping[int, int], inside: set[int]) -> int | None:
    """Return the mention that a verb of speech is about ("of", "about"), or None."""
    about = grammar.prepositional(verb, "of", "about")
    return next((heads[t.i] for t in about if t.i in heads and t.i not in inside), None)


def _goes_on(doc: Doc, before: Quotation, quotation: Quotation) -> bool:
    """Return True if a quotation without speech verb continues the last one, with at most its frame between."""
    return quotation.start - before.end <= 2 * REACH and "\n" not in doc[before.end : quotation.start].text
