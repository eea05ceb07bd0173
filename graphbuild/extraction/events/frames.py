"""Matching trigger patterns against the grammar: which words of a sentence fill which slots of which frame.

A small engine for the notation of the ontology; it knows no relation and no trigger. For every frame that
fits, it gives the trigger's tokens and the tokens that stand on the relation's two sides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from graphbuild.extraction.syntax import control, grammar
from graphbuild.extraction.syntax.event_participants import attending
from graphbuild.extraction.syntax.nominalizations import (
    FORCE,
    UNDERGONE,
    VIOLENT,
    doers,
    doing,
    holders,
    only_told,
    patients_under,
    targets,
    used_by,
    wielders,
)
from graphbuild.extraction.syntax.patterns import (
    SLOT,
    FixedWords,
    all_objects_of,
    alternatives,
    around_head,
    modified,
    preceded,
    walk,
)
from graphbuild.extraction.syntax.role_nouns import bearers, held, unhyphened
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.ontology import Frame, FrameKind

FEW = 4  # frames of a verb that are tried without looking first which words stand there
HELPED_BY_FORCE = frozenset({"aids", "supports"})  # "assisted by coalition air strikes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A frame that fits.

    Attributes:
        trigger: the tokens of the trigger, the head first.
        near: tokens on the side of the grammatical subject (agent, or what a role noun names).
        far: tokens in the frame's slot.
        deed: the noun whose doer another verb names, where the match rests on it ("the shots that X may have fired").
        other_ways: where else the slot's tokens may stand, if those in `far` are no actors that the frame takes.
    """

    frame: Frame
    trigger: tuple[int, ...]
    near: tuple[Token, ...]
    far: tuple[Token, ...]
    deed: int | None = None
    other_ways: tuple[tuple[Token, ...], ...] = ()

    @property
    def head(self) -> int:
        """The token that the event hangs on."""
        return self.trigger[0]


class FrameIndex:
    """The frames of an ontology by kind and by the lemma that starts the match."""

    def __init__(self, frames: Iterable[Frame], lexicon: Lexicon, symmetric: frozenset[str] = frozenset()) -> None:
        self.lexicon = lexicon
        self._symmetric = symmetric
        self._by_head: Mapping[FrameKind, dict[str, list[tuple[Frame, FixedWords, FixedWords]]]] = {
            kind: defaultdict(list) for kind in FrameKind
        }
        self._tying: set[tuple[str, str]] = set()  # what a third may say of two: "linked X to Y"
        for frame in frames:
            before, head, after = around_head(frame)
            self._by_head[frame.kind][head].append((frame, before, after))
            if after.count(SLOT) > 1:
                self._tying.add((frame.relation, head))

        self._heads = frozenset(head for heads in self._by_head.values() for head in heads)

    def matches(self, doc: Doc) -> Iterator[Match]:
        """Every frame that fits somewhere in a document, in text order of the triggers."""
        for token in doc:
            yield from self._at(token)

    def _at(self, token: Token) -> Iterator[Match]:
        lemma, lower = token.lemma_.lower(), token.lower_
        if lemma not in self._heads and lower not in self._heads:
            return
        if token.pos_ in {"VERB", "AUX"} or (token.pos_ == "NOUN" and _heads_clause(token)):
            yield from self._run(FrameKind.VERB, lemma, token, self._verb)
        elif token.tag_ == "NN" and token.dep_ in {"xcomp", "pcomp"} and lower.endswith("ing"):
            yield from self._run(FrameKind.VERB, self._gerund(token), token, self._verb)
        if token.pos_ == "NOUN" or (token.tag_ in {"NNP", "NNPS", "VBG"} and token.dep_ not in grammar.SUBJECTS):
            yield from self._run(FrameKind.NOUN, lemma, token, self._noun)
        if token.pos_ in {"NOUN", "PROPN"}:
            yield from self._run(FrameKind.ROLE, lemma if token.pos_ == "NOUN" else lower, token, self._role)
        if token.pos_ == "ADJ" or token.tag_ in {"VBN", "VBG", "VBD", "RB"}:
            yield from self._run(FrameKind.ADJECTIVE, lower, token, self._adjective)
        yield from self._run(FrameKind.COMPOUND, lower, token, self._compound)

    def _gerund(self, noun: Token) -> str:
        """The verb of a gerund that the tagger took for a noun though it has an object ("ruled out meeting Reld")."""
        stem = noun.lower_[:-3]
        known = self._by_head[FrameKind.VERB]
        has_object = any(c.dep_ == "dobj" for c in noun.children)
        return next((v for v in (stem, f"{stem}e", stem[:-1]) if v in known), "") if has_object else ""

    def _run(
        self,
        kind: FrameKind,
        key: str,
        token: Token,
        match: Callable[[Token, Frame, FixedWords, FixedWords], Match | None],
    ) -> Iterator[Match]:
        frames = self._by_head[kind].get(key)
        if not frames:
            return
        if kind is FrameKind.VERB and len(frames) > FEW:
            frames = self._in_reach(token, frames)
        for frame, before, after in frames:
            if not _excluded(token, frame) and (found := match(token, frame, before, after)) is not None:
                yield found

    def _in_reach(
        self, verb: Token, frames: list[tuple[Frame, FixedWords, FixedWords]]
    ) -> list[tuple[Frame, FixedWords, FixedWords]]:
        """The frames whose words all stand below a verb: "take" has hundreds, and hardly ever more than one fits."""
        below = {word for token in verb.subtree for word in (token.lower_, token.lemma_.lower())}
        return [
            (frame, before, after)
            for frame, before, after in frames
            if all(not below.isdisjoint(word.split("|")) for word in self._required(frame, after))
        ]

    def _required(self, frame: Frame, after: FixedWords) -> FixedWords:
        """The words without which a verb's frame cannot fit; mutual verbs do without their "with"."""
        mutual = frame.relation in self._symmetric and after and "with" in after[-1].split("|")
        return tuple(word for word in (after[:-1] if mutual else after) if word not in {SLOT, "oneself"})

    def _verb(self, verb: Token, frame: Frame, before: FixedWords, after: FixedWords) -> Match | None:
        if after.count(SLOT) > 1:
            return _between(verb, frame, after)
        if (frame.relation, frame.head) in self._tying and not grammar.is_passive(verb) and grammar.objects(verb):
            return None
        walked = walk(verb, after)
        if walked is None:
            return self._reciprocal(verb, frame, after)
        trigger, last, direct = walked
        passive = grammar.is_passive(verb)
        far: Iterable[Token]
        if direct:
            far = control.subjects(verb) if passive else grammar.objects(verb)
            near = (grammar.agents(verb) or doing(verb, self.lexicon)) if passive else control.subjects(verb)
        else:
            far = all_objects_of(last)
            stranded = passive and last.dep_ == "prep" and not far
            fixed_subject = passive and any(doc_token.dep_ == "nsubjpass" for doc_token in trigger[1:])
            if stranded:  # "was spied on by police"
                far = control.subjects(verb)
            near = grammar.agents(verb) if fixed_subject or stranded else control.subjects(verb)
        if frame.relation not in FORCE | HELPED_BY_FORCE:
            return _fitting(frame, trigger, near, far)
        behind = [(n, *wielders(n, self.lexicon)) for n in near]
        match = _fitting(frame, trigger, [t for _, tokens, _ in behind for t in tokens], far)
        laid_at = next((said for _, _, said in behind if said is not None), None)
        return replace(match, deed=laid_at) if match is not None else None

    def _reciprocal(self, verb: Token, frame: Frame, after: FixedWords) -> Match | None:
        """ "Jordan and Britain cooperate": a mutual relation whose two ends are both in the subject."""
        if frame.relation not in self._symmetric or not after or "with" not in after[-1].split("|"):
            return None
        if len(after) == 1 and any(c.dep_ in {"dobj", "xcomp", "ccomp"} for c in verb.children):
            return None  # "Jordan and Britain agreed to lift the ban" says what each will do
        walked = walk(verb, after[:-1]) if len(after) > 1 else ([verb], verb, True)
        near = control.subjects(verb)
        return _fitting(frame, walked[0], near, []) if walked is not None and len(near) > 1 else None

    def _noun(self, noun: Token, frame: Frame, before: FixedWords, after: FixedWords) -> Match | None:
        if not preceded(noun, before):
            return None
        if frame.relation in UNDERGONE and (under := patients_under(noun)):
            match = _fitting(frame, [noun], holders(noun), under)
            return replace(match, deed=noun.head.head.i) if match is not None else None
        prepositions = alternatives(after) or ("of",)
        far = grammar.prepositional(noun, *prepositions) or targets(noun, prepositions, self.lexicon)
        owners = grammar.possessors(noun)
        if prepositions == ("of",) and not far:
            far, owners = owners, []
            if not far:
                far = [c for c in noun.children if c.dep_ == "compound"]
        told = frame.relation in VIOLENT and only_told(noun)
        imposed = used_by(noun) if frame.relation in UNDERGONE else []
        near = grammar.agents(noun) or imposed or owners or ([] if told else doers(noun, self.lexicon))
        near = near or attending(noun, frame.relation, self.lexicon)
        if len(far) > 1 and frame.relation in self._symmetric and grammar.prepositional(noun, "between"):
            return _fitting(frame, [noun], [], far)  # "killed a hundred in clashes between a sect and troops"
        if not near and "of" not in prepositions:
            near = grammar.prepositional(noun, "of")
        if not near:
            modifiers = [c for c in noun.children if c.dep_ in {"compound", "amod", "nmod"} and unhyphened(c)]
            near = [c for c in modifiers if all(c.i != t.i for t in far)]
        return _fitting(frame, [noun], near, far)

    def _role(self, noun: Token, frame: Frame, before: FixedWords, after: FixedWords) -> Match | None:
        if not preceded(noun, before):
            return None
        ways = held(noun, frame, alternatives(after) or ("of",), trade=frame.head in self.lexicon.trades)
        words = [noun, *[noun.doc[noun.i - k] for k in range(1, len(before) + 1)]]
        near = bearers(noun)
        fitting = _fitting(frame, words, near, ways[0])
        return replace(fitting, other_ways=tuple(map(tuple, ways[1:]))) if fitting is not None else None

    def _adjective(self, adjective: Token, frame: Frame, before: FixedWords, after: FixedWords) -> Match | None:
        walked = walk(adjective, after)
        if walked is None:
            return None
        trigger, last, direct = walked
        if direct or grammar.children(adjective, "dobj"):  # "linked X to Y" is said of X
            return None
        said_of = control.subjects if adjective.pos_ == "VERB" else control.adjective_subjects
        return _fitting(frame, trigger, said_of(adjective), all_objects_of(last))

    def _compound(self, token: Token, frame: Frame, before: FixedWords, after: FixedWords) -> Match | None:
        doc = token.doc
        if frame.words and frame.pattern.endswith("-O"):
            if token.i + 2 >= len(doc) or doc[token.i + 1].text != "-":
                return None
            prefix, noun = doc[token.i + 2], modified(doc[token.i + 2]) or modified(token)
            trigger = [token]
        else:
            if token.i < 2 or doc[token.i - 1].text != "-":
                return None
            prefix, noun, trigger = doc[token.i - 2], modified(token), [token]
        if noun is None or noun.i == prefix.i:
            return None
        nouns = [noun, *[c for c in grammar.conjuncts(noun)[1:] if _bare(c)]]
        near, far = ([prefix], nouns) if frame.words == ("S",) else (nouns, [prefix])
        if frame.inverse:
            near, far = far, near
        return _fitting(frame, trigger, near, far)


def _between(verb: Token, frame: Frame, after: FixedWords) -> Match | None:
    """ "Prosecutors linked X to Y": both ends stand behind the verb, and its subject is none of them."""
    walked = walk(verb, after[1:-1])
    if walked is None:
        return None
    trigger, last, _ = walked
    near = control.subjects(verb) if grammar.is_passive(verb) else grammar.objects(verb)
    far = all_objects_of(last)
    return _fitting(frame, trigger, near, far) if near and far else None


def _heads_clause(noun: Token) -> bool:
    """A verb that the tagger took for a noun: it has a subject of its own ("The Cedar Front split from ...")."""
    return any(c.dep_ == "nsubj" for c in noun.children) and not any(c.dep_ == "cop" for c in noun.children)


def _bare(noun: Token) -> bool:
    """A second noun without modifiers of its own shares those of the first ("Iran-backed militias and parties")."""
    return not any(c.dep_ in {"amod", "det", "compound", "poss", "nummod"} for c in noun.children)


def _excluded(token: Token, frame: Frame) -> bool:
    if not frame.unless:
        return False
    below = (o for p in grammar.children(token, "prep") for o in p.children if o.dep_ != "prep")
    return any(
        c.lower_ in frame.unless or c.lemma_.lower() in frame.unless
        for c in (*token.children, *below)
        if c.dep_ not in {"nsubj", "nsubjpass", "conj", "ccomp", "advcl", "aux", "auxpass", "mark"}
    )


def _definite_event(frame: Frame, noun: Token) -> bool:
    """ "the arrest": who and whom is told elsewhere."""
    definite = any(c.dep_ == "det" and c.lower_ in {"the", "this", "that"} for c in noun.children)
    return frame.kind is FrameKind.NOUN and definite


def _fitting(frame: Frame, trigger: list[Token], near: Iterable[Token], far: Iterable[Token]) -> Match | None:
    slot = tuple(far)
    if frame.only_object:
        slot = tuple(t for t in slot if t.lemma_.lower() in frame.only_object)
    if frame.not_object:
        slot = tuple(t for t in slot if t.lemma_.lower() not in frame.not_object)
    sides = tuple(near)
    if not slot and not sides and not _definite_event(frame, trigger[0]):
        return None
    return Match(frame=frame, trigger=tuple(t.i for t in trigger), near=sides, far=slot)
