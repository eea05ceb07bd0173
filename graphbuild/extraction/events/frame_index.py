"""The index of frames: which trigger patterns of an ontology are tried at which token of a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from spacy.tokens import Doc, Token

from graphbuild.extraction.events.frames import (
    IndexedFrame,
    Match,
    match_adjective,
    match_compound,
    match_noun,
    match_role,
    match_verb,
)
from graphbuild.extraction.syntax import grammar
from graphbuild.extraction.syntax.patterns import GENITIVE, SLOT, around_head
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.ontology import Frame, FrameKind

FEW = 4
"""Frames of a verb that are tried without looking first which words stand below it."""
COMPLEMENT = "complement"
"""The word after "!" in a pattern that excludes a verb which says more of its object."""
Needed: TypeAlias = tuple[tuple[str, ...], ...]
"""For each word that a frame needs its alternatives."""
Matcher = Callable[[Token, IndexedFrame, Lexicon], Match | None]
MATCHERS: Mapping[FrameKind, Matcher] = {
    FrameKind.VERB: match_verb,
    FrameKind.NOUN: match_noun,
    FrameKind.ROLE: match_role,
    FrameKind.ADJECTIVE: match_adjective,
    FrameKind.COMPOUND: match_compound,
}


class FrameIndex:
    """The frames of an ontology by their kind and by the lemma at which a match starts.

    Args:
        frames: all of them, in the order in which they are tried.
        lexicon: the word lists.
        symmetric: the ids of the mutual relations.
    """

    def __init__(self, frames: Iterable[Frame], lexicon: Lexicon, symmetric: frozenset[str] = frozenset()) -> None:
        """Index the frames; `symmetric` has the identifiers of the symmetric relations."""
        self.lexicon = lexicon
        found = [(frame, *around_head(frame)) for frame in frames]
        linking = {(frame.relation, head) for frame, _, head, after in found if after.count(SLOT) > 1}
        self._by_head: Mapping[FrameKind, dict[str, list[IndexedFrame]]] = {
            kind: defaultdict(list) for kind in FrameKind
        }
        for frame, before, head, after in found:
            indexed = IndexedFrame(
                frame=frame,
                before=before,
                after=after,
                mutual=frame.relation in symmetric,
                said_of_two=(frame.relation, frame.head) in linking,
            )
            self._by_head[frame.kind][head].append(indexed)
        verbs = self._by_head[FrameKind.VERB].items()
        self._needed = {verb: [(f, _required(f)) for f in frames] for verb, frames in verbs if len(frames) > FEW}
        self._heads = frozenset(head for heads in self._by_head.values() for head in heads)

    def matches(self, doc: Doc) -> Iterator[Match]:
        """Find every frame that fits somewhere in a document, in text order of the triggers."""
        for token in doc:
            yield from self._at(token)

    def _at(self, token: Token) -> Iterator[Match]:
        """The frames that fit at a token, by all kinds that its part of speech allows."""
        lemma, lower = token.lemma_.lower(), token.lower_
        if lemma not in self._heads and lower not in self._heads:
            return
        if token.pos_ in {"VERB", "AUX"} or (token.pos_ == "NOUN" and _heads_clause(token)):
            yield from self._tried(FrameKind.VERB, lemma, token)
        elif token.tag_ == "NN" and token.dep_ in {"xcomp", "pcomp"} and lower.endswith("ing"):
            yield from self._tried(FrameKind.VERB, self._gerund(token), token)
        if token.pos_ == "NOUN" or (token.tag_ in {"NNP", "NNPS", "VBG"} and token.dep_ not in grammar.SUBJECTS):
            yield from self._tried(FrameKind.NOUN, lemma, token)
        if token.pos_ in {"NOUN", "PROPN"}:
            yield from self._tried(FrameKind.ROLE, lemma if token.pos_ == "NOUN" else lower, token)
        if token.pos_ == "ADJ" or token.tag_ in {"VBN", "VBG", "VBD", "RB"}:
            yield from self._tried(FrameKind.ADJECTIVE, lower, token)
        yield from self._tried(FrameKind.COMPOUND, lower, token)

    def _gerund(self, noun: Token) -> str:
        """The verb of a gerund that was tagged as a noun though it has an object ("ruled out meeting Reld")."""
        stem = noun.lower_[:-3]
        known = self._by_head[FrameKind.VERB]
        has_object = any(c.dep_ == "dobj" for c in noun.children)
        return next((v for v in (stem, f"{stem}e", stem[:-1]) if v in known), "") if has_object else ""

    def _tried(self, kind: FrameKind, key: str, token: Token) -> Iterator[Match]:
        """The matches of the frames of one kind at a token."""
        frames: Sequence[IndexedFrame] = self._by_head[kind].get(key, ())
        if kind is FrameKind.VERB and key in self._needed:
            frames = _in_reach(token, self._needed[key])
        for indexed in frames:
            found = None if _excluded(token, indexed.frame) else MATCHERS[kind](token, indexed, self.lexicon)
            if found is not None:
                yield found


def _in_reach(verb: Token, frames: Iterable[tuple[IndexedFrame, Needed]]) -> list[IndexedFrame]:
    """The frames whose words all stand below a verb: "take" has hundreds, and hardly ever does more than one fit."""
    below = {word for token in verb.subtree for word in (token.lower_, token.lemma_.lower())}
    return [frame for frame, needed in frames if not any(map(below.isdisjoint, needed))]


def _required(indexed: IndexedFrame) -> Needed:
    """The words that a verb's frame needs: a mutual verb does without "with", a noun with a genitive without "of"."""
    after = indexed.after
    last = after[-1].split("|") if after else []
    without = (indexed.mutual and "with" in last) or (len(after) > 1 and GENITIVE in last)
    fixed = (word for word in (after[:-1] if without else after) if word not in {SLOT, "oneself"})
    return tuple(tuple(word.split("|")) for word in fixed)


def _heads_clause(noun: Token) -> bool:
    """Whether a noun is a mistagged verb, since it has a subject of its own ("The Cedar Front split from ...")."""
    return any(c.dep_ == "nsubj" for c in noun.children) and not any(c.dep_ == "cop" for c in noun.children)


def _excluded(token: Token, frame: Frame) -> bool:
    """Whether a word that the frame excludes stands below the token, below its prepositions or opens its clause."""
    if not frame.unless:
        return False
    if COMPLEMENT in frame.unless and grammar.children(token, "oprd", "ccomp", "acomp"):
        return True  # "called Reld a liar"
    if any(c.left_edge.lower_ in frame.unless for c in grammar.children(token, "ccomp")):
        return True  # "asked whether"
    below = (o for p in grammar.children(token, "prep") for o in p.children if o.dep_ != "prep")
    return any(
        c.lower_ in frame.unless or c.lemma_.lower() in frame.unless
        for c in (*token.children, *below)
        if c.dep_ not in {"nsubj", "nsubjpass", "conj", "ccomp", "advcl", "aux", "auxpass", "mark"}
    )
