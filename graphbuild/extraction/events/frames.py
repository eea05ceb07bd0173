"""Frames: which words of a sentence fill the slots of a trigger pattern.

A small engine for the notation of the ontology. For a frame that fits at a token it gives the trigger's tokens and the
tokens on the two sides of the relation.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from graphbuild.extraction.syntax import control, grammar
from graphbuild.extraction.syntax.confinement import keepers, kept_in, said_by
from graphbuild.extraction.syntax.courts import is_venue, judged_by, tried_before
from graphbuild.extraction.syntax.event_participants import attending, targets
from graphbuild.extraction.syntax.mutual_events import hyphenated
from graphbuild.extraction.syntax.nominalizations import (
    doers,
    had_with,
    instigators,
    only_told,
    receiving_verb,
)
from graphbuild.extraction.syntax.patterns import (
    SLOT,
    FixedWords,
    all_objects_of,
    alternatives,
    counted,
    modified,
    preceded,
    walk,
)
from graphbuild.extraction.syntax.role_nouns import bearers, held, unhyphened
from graphbuild.extraction.syntax.shared_arguments import agents_of_passive, counted_among
from graphbuild.extraction.syntax.undergoing import undergoing
from graphbuild.extraction.syntax.weapons import doing, used_by, wielders
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.locations import LOCATIONS
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.lexicon.transfers import TRANSFERS
from graphbuild.knowledge.ontology import Frame, FrameKind, Trait


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A frame that fits.

    Attributes:
        frame: the trigger pattern.
        trigger: the tokens of the trigger, the head first.
        near: tokens on the side of the grammatical subject (agent, or what a role noun names).
        far: tokens in the frame's slot.
        deed: the noun whose agent another verb names, if the match depends on it ("the shots that X may have fired").
        other_ways: alternative slot fillers, tried in order if no token in `far` has a type that the frame accepts.
    """

    frame: Frame
    trigger: tuple[int, ...]
    near: tuple[Token, ...]
    far: tuple[Token, ...]
    deed: int | None = None
    other_ways: tuple[tuple[Token, ...], ...] = ()

    @property
    def head(self) -> int:
        """The token at which the event is."""
        return self.trigger[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedFrame:
    """A frame with what is known of it before any text is read.

    Attributes:
        frame: the trigger pattern.
        before, after: its words before and after the head.
        mutual: its relation is symmetric.
        said_of_two: a frame of the same verb and relation links its two objects ("linked X to Y").
    """

    frame: Frame
    before: FixedWords
    after: FixedWords
    mutual: bool
    said_of_two: bool


def match_verb(verb: Token, indexed: IndexedFrame, lexicon: Lexicon) -> Match | None:
    """Match a frame at a verb; in the passive its sides are exchanged."""
    frame, after = indexed.frame, indexed.after
    if after.count(SLOT) > 1:
        return _between(verb, frame, after)
    if indexed.said_of_two and not grammar.is_passive(verb) and grammar.objects(verb):
        return None
    walked = walk(verb, after)
    if walked is None:
        return _reciprocal(verb, indexed)
    trigger, last, direct = walked
    near, far = _of_object(verb, frame, lexicon) if direct else _of_phrase(verb, trigger, last, frame)
    if direct and len(trigger) > 1 and trigger[1].dep_ == "dobj":
        far = grammar.children(verb, "dative") or far  # "gave them a sentence": they stand before the trigger's noun
    if Trait.INSTRUMENTAL not in frame.traits:
        return _fitting(frame, trigger, near, far)
    if frame.inverse and Trait.HARM in frame.traits and frame.pattern.split()[-1] in NOMINALIZATIONS.dying:
        far = [t for one in doing(verb, lexicon) for t in wielders(one, lexicon)[0]]
        return _fitting(frame, trigger, near, far) if far else None  # "died in an attack by"
    behind = [(n, *wielders(n, lexicon)) for n in near]
    match = _fitting(frame, trigger, [t for _, tokens, _ in behind for t in tokens], far)
    laid_at = next((said for _, _, said in behind if said is not None), None)
    return replace(match, deed=laid_at) if match is not None else None


def _of_object(verb: Token, frame: Frame, lexicon: Lexicon) -> tuple[Iterable[Token], Iterable[Token]]:
    """The agent of a verb and its patient."""
    if not grammar.is_passive(verb):
        objects = grammar.objects(verb)
        return control.subjects(verb), counted_among(verb, objects) or objects
    found = agents_of_passive(verb, lexicon)
    return found or (judged_by(verb) if Trait.LEGAL in frame.traits else []), control.subjects(verb)


def _of_phrase(verb: Token, trigger: list[Token], last: Token, frame: Frame) -> tuple[Iterable[Token], Iterable[Token]]:
    """The subject of a verb and what the last word of its trigger governs."""
    passive, far = grammar.is_passive(verb), all_objects_of(last)
    if passive and last.dep_ == "prep" and (not far or last.lower_ in FUNCTION_WORDS.particles):
        return grammar.agents(verb), control.subjects(verb)  # "was spied on by police", "was driven out of town"
    handed_over = verb.lemma_.lower() in TRANSFERS.verbs and bool(grammar.prepositional(verb, "to"))
    handed_over |= verb.lemma_.lower() in TRANSFERS.buying and last.lower_ in FUNCTION_WORDS.seller_prepositions
    if passive and Trait.ASSAULT in frame.traits and len(trigger) > 1 and verb.i == trigger[0].i and _hit_at(trigger):
        return grammar.agents(verb), ()  # "was shot at the station by a prisoner": he shot at nothing
    fixed_subject = passive and (handed_over or any(token.dep_ == "nsubjpass" for token in trigger[1:]))
    return grammar.agents(verb) if fixed_subject else control.subjects(verb), far


def _hit_at(trigger: list[Token]) -> bool:
    """Whether a trigger is a verb with no more than its preposition."""
    return len(trigger) == 2 and trigger[1].dep_ in {"prep", "agent"}


def _reciprocal(verb: Token, indexed: IndexedFrame) -> Match | None:
    """Match a mutual relation with both arguments in the subject: "Jordan and Britain cooperate"."""
    after = indexed.after
    if not indexed.mutual or not after or "with" not in after[-1].split("|"):
        return None
    if len(after) == 1 and any(c.dep_ in {"dobj", "xcomp", "ccomp"} for c in verb.children):
        return None  # "Jordan and Britain agreed to lift the ban" says what each will do
    walked = walk(verb, after[:-1]) if len(after) > 1 else ([verb], verb, True)
    near = control.subjects(verb)
    several = len(near) > 1 or any(t.tag_ == "NNS" or t.lower_ in FUNCTION_WORDS.several for t in near)
    return _fitting(indexed.frame, walked[0], near, []) if walked is not None and several else None


def _between(verb: Token, frame: Frame, after: FixedWords) -> Match | None:
    """Match a verb with both arguments after it: "Prosecutors linked X to Y"."""
    walked = walk(verb, after[1:-1])
    if walked is None:
        return None
    trigger, last, _ = walked
    near = control.subjects(verb) if grammar.is_passive(verb) else grammar.objects(verb)
    far = all_objects_of(last)
    return _fitting(frame, trigger, near, far) if near and far else None


def match_noun(noun: Token, indexed: IndexedFrame, lexicon: Lexicon) -> Match | None:
    """Match a frame at an event noun: its agent and its patient, in whatever phrases they are."""
    frame = indexed.frame
    if not preceded(noun, indexed.before):
        return None
    if Trait.UNDERGONE in frame.traits and (kept := kept_in(noun)):
        return _fitting(frame, [*said_by(noun), noun], keepers(noun), kept)
    if receiving_verb(noun) is not None and grammar.prepositional(noun, "of", "from"):
        return None  # `transfers` reads it: "of" names the giver
    if Trait.UNDERGONE in frame.traits and (under := undergoing(noun)) is not None:
        match = _fitting(frame, [noun], under.agents, under.patients)
        return replace(match, deed=under.governor.i) if match is not None else None
    prepositions = alternatives(indexed.after) or ("of",)
    far, owners = _patients(noun, prepositions, lexicon)
    near = _agents(noun, frame, owners, lexicon) or (had_with(noun) if indexed.mutual else [])
    if near and near == instigators(noun):  # the status is that of having it done
        return _fitting(frame, [noun.head, noun], near, far)
    if len(far) > 1 and indexed.mutual and grammar.prepositional(noun, "between"):
        return _fitting(frame, [noun], [], far)  # "killed a hundred in clashes between a sect and troops"
    if not near:
        near = [t for t in grammar.prepositional(noun, "of") if all(t.i != other.i for other in far)]
    return _fitting(frame, [noun], near or _before(noun, far, joint=indexed.mutual and not far), far)


def _before(noun: Token, far: list[Token], *, joint: bool) -> list[Token]:
    """The names and nouns before an event noun that may be its agents; "A-B talks" are those of both."""
    modifiers = grammar.children(noun, "compound", "amod", "nmod")
    if joint and (both := next((h for c in modifiers if len(h := hyphenated(c)) > 1), [])):
        return both
    return [c for c in modifiers if unhyphened(c) and all(c.i != t.i for t in far) and not is_venue(c)]


def _patients(noun: Token, prepositions: tuple[str, ...], lexicon: Lexicon) -> tuple[list[Token], list[Token]]:
    """The patients of an event noun, and those genitives of it that are not among them."""
    owners = grammar.possessors(noun)
    aimed = [p for p in prepositions if p != "of"]
    divided = aimed and grammar.prepositional(noun, "of")  # "the support of X for Y": "of" names the agent
    whole = [noun, *grammar.prepositional(noun, "of")]  # "the support of X for Y": attached too low
    far = (divided and [t for w in whole for t in grammar.prepositional(w, *aimed)]) or grammar.prepositional(
        noun, *prepositions
    )
    far = far or targets(noun, prepositions, lexicon)
    if prepositions != ("of",) or far:
        return far, owners
    return owners or [c for c in noun.children if c.dep_ == "compound"], []


def _agents(noun: Token, frame: Frame, owners: list[Token], lexicon: Lexicon) -> list[Token]:
    """The agents of an event noun: its "by", its genitive, or the subject of a verb or phrase around it."""
    imposed = used_by(noun) if Trait.UNDERGONE in frame.traits else []
    found = grammar.agents(noun) or imposed or owners
    if not found and Trait.HARM in frame.traits:
        found = doing(noun, lexicon) or instigators(noun)
    if not found and not (Trait.VIOLENT in frame.traits and only_told(noun)):
        found = doers(noun, lexicon)
    if not found and Trait.LEGAL in frame.traits:
        found = tried_before(noun)
    return found or attending(noun, frame, lexicon)


def match_role(noun: Token, indexed: IndexedFrame, lexicon: Lexicon) -> Match | None:
    """Match a frame at a role noun: its bearer, and what the role is held in."""
    frame, before = indexed.frame, indexed.before
    if not preceded(noun, before):
        return None
    holders = bearers(noun)
    if not holders:
        return None
    prepositions = alternatives(indexed.after) or ("of",)
    ways = held(noun, frame, prepositions, trade=frame.head in LOCATIONS.trades)
    words = [noun, *[noun.doc[noun.i - k] for k in range(1, len(before) + 1)]]
    fitting = _fitting(frame, words, holders, ways[0])
    return replace(fitting, other_ways=tuple(map(tuple, ways[1:]))) if fitting is not None else None


def match_adjective(adjective: Token, indexed: IndexedFrame, lexicon: Lexicon) -> Match | None:
    """Match a frame at an adjective with a preposition: what it is said of, and what the preposition governs."""
    walked = walk(adjective, indexed.after)
    if walked is None:
        return None
    trigger, last, direct = walked
    if direct or grammar.children(adjective, "dobj"):  # "linked X to Y" is said of X
        return None
    said_of = control.subjects if adjective.pos_ == "VERB" else control.adjective_subjects
    return _fitting(indexed.frame, trigger, said_of(adjective), all_objects_of(last))


def match_compound(token: Token, indexed: IndexedFrame, lexicon: Lexicon) -> Match | None:
    """Match a frame at a word of a hyphenated compound ("Iran-backed militias"): its other part and its noun."""
    frame, doc = indexed.frame, token.doc
    if frame.words and frame.pattern.endswith("-O"):
        if token.i + 2 >= len(doc) or doc[token.i + 1].text != "-":
            return None
        prefix, noun = doc[token.i + 2], modified(doc[token.i + 2]) or modified(token)
    else:
        if token.i < 2 or doc[token.i - 1].text != "-":
            return None
        prefix, noun = doc[token.i - 2], modified(token)
    if noun is None or noun.i == prefix.i:
        return None
    nouns = [noun, *[c for c in grammar.conjuncts(noun)[1:] if _bare(c)]]
    near, far = ([prefix], nouns) if frame.words == ("S",) else (nouns, [prefix])
    if frame.inverse:
        near, far = far, near
    return _fitting(frame, [token], near, far)


def _bare(noun: Token) -> bool:
    """Whether a second noun has no modifier, and so shares those of the first ("Iran-backed groups and parties")."""
    return not any(c.dep_ in {"amod", "det", "compound", "poss", "nummod"} for c in noun.children)


def _definite_event(frame: Frame, noun: Token) -> bool:
    """Whether an event noun is definite, so that its arguments may be given elsewhere: "the arrest"."""
    definite = any(c.dep_ == "det" and c.lower_ in FUNCTION_WORDS.definite_determiners for c in noun.children)
    return frame.kind is FrameKind.NOUN and definite


def _fitting(frame: Frame, trigger: list[Token], near: Iterable[Token], far: Iterable[Token]) -> Match | None:
    """The match of a frame, unless both sides are empty and nothing may be given elsewhere."""
    slot = tuple(far)
    if frame.only_object and slot:
        slot = tuple(t for t in slot if any(n.lemma_.lower() in frame.only_object for n in counted(t)))
        if not slot:
            return None  # another object than those it takes, not an open one
    if frame.not_object:
        slot = tuple(t for t in slot if t.lemma_.lower() not in frame.not_object)
    sides = tuple(near)
    if frame.not_subject and any(t.lemma_.lower() in frame.not_subject for t in sides):
        return None  # "the union struck the factory"
    if not slot and not sides and not _definite_event(frame, trigger[0]):
        return None
    return Match(frame=frame, trigger=tuple(t.i for t in trigger), near=sides, far=slot)
