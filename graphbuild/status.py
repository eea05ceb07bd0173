"""Is it so, was it so, or who only says so: the status of an event, read down the chain of its governors.

What stands at the event itself (negation, modals, "allegedly", "former") and every verb, noun or adjective that takes
it as complement (say, deny, plan, threaten, accuse ...) leaves a cue; where several fit, the first of the fixed
order wins. The idea is that of FactBank (Saurí and Pustejovsky, 2009): factuality is assigned by source and passed
down through embedding predicates. The cue words are data (`data/cues.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graphbuild import grammar
from graphbuild.lexicon import Cue, Lexicon
from graphbuild.model import Status

PRECEDENCE = (Status.DENIED, Status.HYPOTHETICAL, Status.FUTURE, Status.ALLEGED, Status.ENDED, Status.ASSERTED)
COMPLEMENTS = frozenset(
    {"xcomp", "ccomp", "acl", "pcomp", "dobj", "pobj", "nsubjpass", "oprd", "csubj", "csubjpass", "advcl"}
)
PRESUPPOSED = frozenset({"compounds", "structure"})
MAX_CLIMB = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an event is held: its status, the token of the cue, and the tokens of those who say so."""

    status: Status = Status.ASSERTED
    cue: Token | None = None
    speakers: tuple[Token, ...] = ()


def standing(doc: Doc, head: int, kind: str, lexicon: Lexicon) -> Standing:
    """The status of the event that hangs on a token.

    Args:
        head: the index of the trigger's head token.
        kind: the kind of rule that found it; what stands before a name ("Iran-backed") is presupposed, not claimed.
    """
    token = doc[head]
    found = list(_own(token, lexicon, kind))
    if kind not in PRESUPPOSED and not (kind == "roles" and not _predicate(token)):
        found += _climb(token, lexicon, kind)
        found += _sentence(token, lexicon)
    if not found:
        return Standing()
    best = min(found, key=lambda s: PRECEDENCE.index(s.status))
    if best.speakers:
        return best
    source = next((s for s in found if s.speakers), None)
    return Standing(status=best.status, cue=best.cue, speakers=source.speakers if source else ())


def _predicate(noun: Token) -> bool:
    """Whether a role noun is what the clause says ("is the leader"), not part of a phrase that takes it for granted."""
    first = noun.head if noun.dep_ == "conj" else noun
    return first.dep_ in {"attr", "oprd"} or (first.dep_ == "pobj" and first.head.lower_ == "as")


def _own(token: Token, lexicon: Lexicon, kind: str) -> Iterator[Standing]:
    """Cues that hang on the event's own word."""
    for child in token.children:
        yield from _modifier(child, lexicon)
        if child.dep_ in {"nsubj", "nsubjpass", "dobj"}:
            yield from (Standing(status=Status.DENIED, cue=c) for c in child.children if c.lower_ == "neither")
    if token.i > 1 and token.nbor(-1).text == "-" and lexicon.modifier_cue(token.nbor(-2)) is Status.ENDED:
        yield Standing(status=Status.ENDED, cue=token.nbor(-2))  # "ex-member", whatever the parser made of it
    if kind == "verbs" and token.lemma_.lower() in lexicon.own_cues:
        yield Standing(status=Status.ALLEGED, cue=token, speakers=tuple(grammar.subjects(token)))
    if kind == "verbs" and token.lemma_.lower() in lexicon.tying:
        tellers = grammar.agents(token) if grammar.is_passive(token) else grammar.subjects(token)
        if tellers and (grammar.is_passive(token) or grammar.objects(token)):
            yield Standing(status=Status.ALLEGED, cue=token, speakers=tuple(tellers))
    if token.pos_ in {"NOUN", "PROPN"} and token.dep_ in {"compound", "appos", "nmod"} and kind == "roles":
        for child in token.head.children:
            if child.dep_ == "amod" and child.i < token.i:
                yield from _modifier(child, lexicon)
    if kind in PRESUPPOSED and token.head.i != token.i and token.dep_ in {"amod", "npadvmod", "compound"}:
        for child in token.children:
            yield from _modifier(child, lexicon)


def _modifier(child: Token, lexicon: Lexicon) -> Iterator[Standing]:
    lower = child.lower_
    if (child.dep_ == "neg" and not _no_longer(child)) or (child.dep_ == "det" and lower in {"no", "neither"}):
        yield Standing(status=Status.DENIED, cue=child)
    elif child.dep_ == "aux" and lower in lexicon.modals:
        yield Standing(status=lexicon.modals[lower], cue=child)
    elif child.dep_ == "mark" and lower in lexicon.conditionals:
        yield Standing(status=Status.HYPOTHETICAL, cue=child)
    elif child.dep_ in {"advmod", "amod", "nmod", "compound", "npadvmod"} or (
        child.dep_ == "neg" and _no_longer(child)
    ):
        cue = lexicon.modifier_cue(child)
        if cue is not None:
            yield Standing(status=cue, cue=child)
    elif child.dep_ == "prep" and lower == "according":
        yield Standing(status=Status.ALLEGED, cue=child, speakers=_according(child))


def _no_longer(token: Token) -> bool:
    return token.lower_ == "longer" or (
        token.lower_ == "no" and token.i + 1 < len(token.doc) and token.nbor(1).lower_ == "longer"
    )


def _according(token: Token) -> tuple[Token, ...]:
    inner = [p for c in token.children if c.lower_ == "to" for p in c.children if p.dep_ == "pobj"]
    return tuple(inner)


def _climb(token: Token, lexicon: Lexicon, kind: str) -> list[Standing]:
    """Cues of everything above the event that takes it as its complement."""
    found: list[Standing] = []
    node, speech_only, steps = token, False, 0
    while node.head.i != node.i and steps < MAX_CLIMB:
        governor, dep = grammar.governor_of(node), node.dep_
        steps += 1
        if (dep in COMPLEMENTS or dep == "prep") and (_carries(governor, lexicon) or _has_hand(governor, lexicon)):
            negated = lexicon.cue(governor) is not None  # what "not" makes of a cue is the cue's business
            beside = [c for c in governor.children if c.i != node.i and not (negated and _denies(c))]
            found += [s for c in beside for s in _modifier(c, lexicon)]
        if dep == "pcomp" and (negative := _negative_preposition(governor)) is not None:
            found.append(Standing(status=Status.DENIED, cue=negative))
        if dep in {"xcomp", "ccomp", "csubj", "advcl"} and governor.lemma_ == "be":
            found += _copula_clause(node, governor, lexicon)
        if dep in {"relcl", "appos", "amod"} or (dep == "acl" and not _clausal(node)):
            break
        if dep == "attr" or (dep in {"acomp", "oprd"} and governor.lemma_ in {"be", "become", "remain"}):
            found += [s for c in governor.children for s in _modifier(c, lexicon)]
        elif dep == "conj":
            found += _shared(node, governor, lexicon)
        elif dep in COMPLEMENTS or dep in {"prep", "agent", "conj"}:
            found += _governed(node, governor, lexicon, speech_only=speech_only)
            if node.pos_ in {"NOUN", "PROPN"} and not _carries(governor, lexicon) and _definite(node):
                break
        elif node.pos_ in {"NOUN", "PROPN"}:
            break
        if dep in {"advcl", "acl"} and _purpose(node) and not _leaves_open(governor, lexicon):
            found.append(Standing(status=Status.FUTURE, cue=node))
        if dep == "advcl":
            speech_only = True
        node = governor
    return found


def _leaves_open(governor: Token, lexicon: Lexicon) -> bool:
    """Whether the governor itself says what becomes of its infinitive ("called on them to", "a bid to")."""
    cue = lexicon.cue(governor)
    return cue is not None and cue.status in {Status.HYPOTHETICAL, Status.FUTURE, Status.DENIED}


def _purpose(verb: Token) -> bool:
    """What something was done for ("an offensive to retake the city"): intended, and no more than that."""
    return verb.tag_ == "VB" and any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def _negative_preposition(preposition: Token) -> Token | None:
    """ "without arresting", "instead of arresting"."""
    for word in (preposition, preposition.head, *preposition.children):
        if word.lower_ in {"without", "instead"}:
            return word
    return None


def _denies(child: Token) -> bool:
    return child.dep_ == "neg" or (child.dep_ == "det" and child.lower_ in {"no", "neither"})


def _copula_clause(node: Token, copula: Token, lexicon: Lexicon) -> Iterator[Standing]:
    """ "X is to meet Y" is planned; "it is (not) true, likely that" says itself what becomes of its clause."""
    said = grammar.children(copula, "acomp", "attr")
    if node.dep_ == "xcomp" and _purpose(node) and not said:
        yield Standing(status=Status.FUTURE, cue=copula)
    negated = next((c for c in copula.children if c.dep_ == "neg"), None)
    if negated is not None and said:
        yield Standing(status=Status.DENIED, cue=negated)
    for word in said:
        cue = lexicon.cue(word)
        if word.pos_ == "ADJ" and cue is not None and cue.status is not Status.ASSERTED:
            yield Standing(status=cue.status, cue=word)


def _clausal(verb: Token) -> bool:
    """Whether what hangs on a noun is its content ("charges that ...", "a plan to ..."), not a modifier."""
    return verb.tag_ == "VB" or any(c.dep_ == "mark" or c.dep_ in grammar.SUBJECTS for c in verb.children)


def _definite(noun: Token) -> bool:
    """A definite event is presupposed: "the arrest of X", "his release"."""
    return any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in {"the", "this", "that", "these", "those"})
        for c in noun.children
    )


def _carries(governor: Token, lexicon: Lexicon) -> bool:
    return (
        governor.pos_ in {"ADP", "SCONJ"}
        or governor.lemma_.lower() in lexicon.light_verbs
        or lexicon.cue(governor) is not None
    )


def _has_hand(governor: Token, lexicon: Lexicon) -> bool:
    """A word by which somebody has a hand in the event ("alleged involvement in killing")."""
    if governor.pos_ == "ADP" and governor.head.i != governor.i:
        return governor.head.lemma_.lower() in lexicon.control_words
    return governor.lemma_.lower() in lexicon.control_words


def _shared(node: Token, first: Token, lexicon: Lexicon) -> Iterator[Standing]:
    """A second verb shares the first one's modal, and its "not" after "or"."""
    if any(c.dep_ in grammar.SUBJECTS for c in node.children):
        return
    own_auxiliary = any(c.dep_ == "aux" for c in node.children)
    either = any(c.dep_ == "cc" and c.lower_ in {"or", "nor"} for c in first.children)
    for child in first.children:
        shared = child.dep_ == "mark" or (child.dep_ == "neg" and either) or (child.dep_ == "aux" and not own_auxiliary)
        if child.i < node.i and shared:
            yield from _modifier(child, lexicon)


def _governed(node: Token, governor: Token, lexicon: Lexicon, *, speech_only: bool) -> Iterator[Standing]:
    cue = lexicon.cue(governor)
    negated = next((c for c in governor.children if _denies(c)), None)
    if cue is None:
        if negated is not None and node.dep_ in {"xcomp", "acl", "pcomp"} and not speech_only:
            yield Standing(status=Status.DENIED, cue=negated)
        if node.dep_ in {"xcomp", "acl"} and governor.pos_ == "VERB" and not speech_only:
            yield from (s for c in governor.children if c.dep_ == "aux" for s in _modifier(c, lexicon))
        return
    if (speech_only and not cue.speech) or (cue.passive and not grammar.is_passive(governor)):
        return
    if not _takes(cue, node, governor):
        return
    speakers = tuple(_speakers(governor, cue)) if cue.speech else ()
    if negated is not None:
        yield Standing(status=_undone(cue), cue=negated, speakers=speakers)
    else:
        yield Standing(status=cue.status, cue=governor, speakers=speakers)


def _undone(cue: Cue) -> Status:
    """What "not" makes of a cue: not denied is so; not said is open; not planned, tried or managed is not so."""
    if cue.status is Status.DENIED:
        return Status.ASSERTED
    return Status.HYPOTHETICAL if cue.speech else Status.DENIED


def _takes(cue: Cue, node: Token, governor: Token) -> bool:
    """Whether the cue's complement is what we came from (not its subject, nor an adjunct)."""
    if node.dep_ in {"xcomp", "ccomp", "acl", "pcomp", "oprd", "csubjpass"}:
        return True
    if node.dep_ in {"dobj", "nsubjpass"}:
        return cue.nominal and cue.direct and not (cue.passive and node.dep_ == "nsubjpass")
    if node.dep_ in {"prep", "agent"}:
        return (
            node.lower_
            in {"of", "with", "for", "as", "to", "in", "over", "from", "about", "on", "against", "including"}
            and cue.nominal
        )
    if node.dep_ == "advcl" and _purpose(node):
        return cue.status in {Status.HYPOTHETICAL, Status.FUTURE, Status.DENIED}
    return node.dep_ == "advcl" and cue.speech and not any(c.dep_ in {"mark", "advmod"} for c in node.children)


def _speakers(governor: Token, cue: Cue) -> list[Token]:
    """Who says, denies or alleges."""
    if governor.pos_ in {"VERB", "AUX"}:
        return grammar.agents(governor) if grammar.is_passive(governor) else grammar.subjects(governor)
    own = grammar.agents(governor) or grammar.possessors(governor)
    return own or (grammar.controllers(governor) if governor.dep_ == "dobj" else [])


def _sentence(token: Token, lexicon: Lexicon) -> Iterator[Standing]:
    """What the whole sentence says of itself: a question, "according to", a tail "..., officials said"."""
    root = token.sent.root
    if token.sent.text.rstrip(" \"'").endswith("?"):
        yield Standing(status=Status.HYPOTHETICAL, cue=token.sent[-1])
    ancestors = {token.i, *(a.i for a in token.ancestors)}
    for other in token.sent:
        if other.lower_ == "according" and other.head.i in ancestors and (speakers := _according(other)):
            yield Standing(status=Status.ALLEGED, cue=other, speakers=speakers)
        elif other.i != token.i and _tail(other) and other.head.i in ancestors:
            cue = lexicon.cue(other)
            if cue is not None and cue.speech and root.i != other.i:
                yield Standing(status=cue.status, cue=other, speakers=tuple(_speakers(other, cue)))


def _tail(verb: Token) -> bool:
    """The speech verb after the words it reports ("..., officials said"); the parser may take it for a second verb."""
    if verb.dep_ == "parataxis":
        return True
    own = any(c.dep_ == "nsubj" for c in verb.children)
    return verb.dep_ == "conj" and own and not any(c.dep_ == "cc" for c in verb.head.children)
