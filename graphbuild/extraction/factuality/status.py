"""The status of an event: whether it is asserted, ended, alleged, planned, possible or denied, and by whom.

Cues are dependents of the event word (negation, modals, "allegedly", "former") and every verb, noun or adjective above
it that takes it as complement (say, deny, plan, threaten, accuse ...). If several apply, the first in a fixed order
wins. As in FactBank (Saurí and Pustejovsky, 2009), factuality is assigned by source and passed down through embedding
predicates. The cue words are data (`data/cues.toml`).
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from graphbuild.core.model import Status
from graphbuild.extraction.factuality.attribution import claimants, sentence_sources, speakers
from graphbuild.extraction.factuality.copulas import cleft, copula_clause, purpose, subject_of
from graphbuild.extraction.factuality.cue_status import by_cue, lasting, shared
from graphbuild.extraction.factuality.fiction import fiction
from graphbuild.extraction.factuality.generic import of_a_kind
from graphbuild.extraction.factuality.markers import (
    condition,
    denies,
    marker,
    markers,
    negation,
    negative_preposition,
    nor,
    prefix,
)
from graphbuild.extraction.factuality.presupposition import PRESUPPOSED, presupposed
from graphbuild.extraction.factuality.questions import asks
from graphbuild.extraction.factuality.reported import (
    backshifted,
    doing_of,
    doing_reported,
    instance_reported,
    label,
    performed,
    quoted_before,
    reported_noun,
    worded,
)
from graphbuild.extraction.factuality.scope import (
    OPEN,
    before_that,
    beside_content,
    carried_out,
    carries,
    charged_object,
    fronted,
    has_hand,
    joined_to,
    leaves_open,
    out_of_reach,
)
from graphbuild.extraction.factuality.value import Standing, strongest
from graphbuild.extraction.syntax import control, cue_words, grammar
from graphbuild.extraction.syntax.nominalizations import taking_in
from graphbuild.knowledge.lexicon.cues import Cue
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.lexicon.speech import SPEECH

COMPLEMENTS = frozenset(
    {"xcomp", "ccomp", "acl", "pcomp", "dobj", "pobj", "nsubjpass", "oprd", "csubj", "csubjpass", "advcl"}
)
CLAUSES = frozenset({"xcomp", "ccomp", "acl", "pcomp", "oprd", "csubjpass"})
MAX_CLIMB = 12


def standing(doc: Doc, head: int, kind: str, lexicon: Lexicon) -> Standing:
    """Return the status of the event at a token.

    Args:
        head: index of the head token of the trigger.
        kind: kind of the rule that found it; a modifier of a name ("Iran-backed") is presupposed, not claimed.
    """
    token = doc[head]
    found = list(_own(token, lexicon, kind))
    if not presupposed(token, kind):
        found += _climb(token, lexicon)
        found += sentence_sources(token, lexicon.cues)
        if (told := fiction(token)) is not None:
            found.append(told)
        if (open_ := of_a_kind(token, lexicon.cues)) is not None:
            found.append(open_)
        if asks(token):
            found.append(Standing(status=Status.HYPOTHETICAL, cue=token.sent[-1]))
    return strongest([s for s in found if s.cue is None or not quoted_before(s.cue, token, kind)])


def _own(token: Token, lexicon: Lexicon, kind: str) -> Iterator[Standing]:
    """Yield the cues among the dependents of the event word."""
    cues = lexicon.cues
    yield from (backshifted(s, token, lexicon) for s in markers(token, cues))
    yield from condition(token, cues)
    yield from prefix(token, cues)
    if (denying := nor(token)) is not None:
        yield Standing(status=Status.DENIED, cue=denying)
    for child in grammar.children(token, "nsubj", "nsubjpass", "dobj"):
        yield from (Standing(status=Status.DENIED, cue=c) for c in child.children if c.lower_ == "neither")
    if kind == "verbs":
        doers = grammar.agents(token) if grammar.is_passive(token) else control.subjects(token)
        said = (s for d in doers for c in grammar.children(d, "amod") for s in marker(c, cues))
        yield from (s for s in said if s.status is Status.ALLEGED)  # "suspected militants killed"
    if kind == "verbs" and token.lemma_.lower() in cues.own:
        yield Standing(status=Status.ALLEGED, cue=token, speakers=claimants(token))
    if kind in {"verbs", "nouns"} and token.lemma_.lower() in cues.trying:
        yield Standing(status=Status.HYPOTHETICAL, cue=token)
    if kind == "verbs" and token.lemma_.lower() in cues.tying:
        tellers = grammar.agents(token) if grammar.is_passive(token) else control.subjects(token)
        if tellers and (grammar.is_passive(token) or grammar.objects(token)):
            yield Standing(status=Status.ALLEGED, cue=token, speakers=tuple(tellers))
    if token.pos_ in {"NOUN", "PROPN"} and token.dep_ in {"compound", "appos", "nmod"} and kind == "roles":
        before = [c for c in token.head.children if c.dep_ == "amod" and c.i < token.i]
        yield from (s for c in before for s in marker(c, cues))
    if kind in PRESUPPOSED and token.head.i != token.i and token.dep_ in {"amod", "npadvmod", "compound"}:
        yield from markers(token, cues)


def _climb(token: Token, lexicon: Lexicon) -> Iterator[Standing]:
    """Yield the cues of all governors above the event that take it as their complement."""
    node, speech_only, steps = joined_to(token), False, 0
    while node.head.i != node.i and steps < MAX_CLIMB:
        governor, dep = control.governor_of(node), label(node, lexicon)
        steps += 1
        if out_of_reach(token, node, governor, dep, lexicon):
            break
        yield from _beside(node, governor, dep, lexicon)
        if dep in {"relcl", "appos", "amod"} or (dep == "acl" and not _clausal(node)):
            yield from _beyond(node, governor, dep, lexicon, speech_only=speech_only)
            break
        if dep in {"attr", "acomp"} or (dep == "oprd" and governor.lemma_ in FUNCTION_WORDS.predicate_copulas):
            if node.i == token.i or not _definite(node):  # "these are not the last of their attacks": they attacked
                yield from _said_of(node, governor, lexicon)
        elif dep == "conj":
            yield from shared(node, governor, lexicon)
        elif dep in COMPLEMENTS or dep in {"prep", "agent"}:
            yield from _governed(node, dep, governor, lexicon, speech_only=speech_only)
            if node.pos_ in {"NOUN", "PROPN"} and not carries(governor, lexicon) and _definite(node):
                break
        elif dep == "nsubj" and governor.lemma_ in FUNCTION_WORDS.verdict_copulas:
            yield from subject_of(governor, lexicon, worded=worded(node, lexicon))
            break
        elif node.pos_ in {"NOUN", "PROPN"}:
            yield from _beyond(node, governor, dep, lexicon, speech_only=speech_only)
            break
        if dep in {"advcl", "acl"} and purpose(node) and not leaves_open(node, governor, lexicon):
            yield Standing(status=Status.FUTURE, cue=node)
        speech_only = speech_only or dep == "advcl"
        node = joined_to(governor)


def _beyond(node: Token, governor: Token, dep: str, lexicon: Lexicon, *, speech_only: bool) -> Iterator[Standing]:
    """Yield what reaches a clause or noun from outside: a cleft, and a report of which it tells a part."""
    if dep == "relcl":
        yield from cleft(governor, lexicon)
        if not before_that(node):
            yield from _told(governor, lexicon)
        if (instance := instance_reported(governor, lexicon)) is not None:
            yield from by_cue(*instance, negation(instance[0]))
    elif dep in grammar.SUBJECTS and not (_definite(node) and node.lemma_.lower() in NOMINALIZATIONS.states):
        yield from _told(governor, lexicon)  # "reported that fighting between them left three dead"
    elif dep == "acl" and (said := doing_reported(node, lexicon)) is not None:
        yield from _governed(node, dep, said, lexicon, speech_only=speech_only)
    elif dep == "acl" and (noun := doing_of(node)) is not None:
        yield from (x for x in markers(noun, lexicon.cues) if x.status is Status.ALLEGED)


def _told(word: Token, lexicon: Lexicon) -> Iterator[Standing]:
    """Yield the source of the report that a word is part of: "said that soldiers entered a house, where they ...".

    What a relative clause tells there is told by the same source, unless it describes the subject.
    """
    while word.head.i != word.i and word.dep_ not in {"relcl", *grammar.SUBJECTS}:
        cue = cue_words.governor(word.head, lexicon.cues) if word.dep_ == "ccomp" else None
        if cue is not None and cue.speech and cue.status is Status.ALLEGED and negation(word.head) is None:
            yield Standing(status=Status.ALLEGED, cue=word.head, speakers=speakers(word.head, cue))
            return
        word = word.head


def _beside(node: Token, governor: Token, dep: str, lexicon: Lexicon) -> Iterator[Standing]:
    """Yield cues next to the path: at a word that only carries the event, before a participle, at a copula."""
    if (dep in COMPLEMENTS or dep == "prep") and (carries(governor, lexicon) or has_hand(governor, lexicon)):
        negated = (
            cue_words.governor(governor, lexicon.cues) is not None
        )  # what "not" makes of a cue is the cue's business
        beside = [c for c in governor.children if c.i != node.i and not (negated and denies(c))]
        yield from (s for c in beside for s in marker(c, lexicon.cues))
        yield from condition(governor, lexicon.cues)
    if (
        dep == "prep"
        and node.lower_ in FUNCTION_WORDS.role_prepositions
        and governor.lemma_.lower() in NOMINALIZATIONS.posting
    ):
        yield from (backshifted(s, governor, lexicon) for s in markers(governor, lexicon.cues))
        yield from condition(governor, lexicon.cues)  # "will serve as leader"
    if dep == "advcl" and governor.lower_ == "were":
        yield from condition(governor, lexicon.cues)
    if dep == "pcomp" and (negative := negative_preposition(governor)) is not None:
        yield Standing(status=Status.DENIED, cue=negative)
    if dep in {"xcomp", "ccomp", "csubj", "advcl"} and governor.lemma_ == "be":
        yield from copula_clause(node, governor, lexicon)
    if dep == "xcomp" and (excess := next((c for c in governor.children if c.lower_ == "too"), None)) is not None:
        yield Standing(status=Status.DENIED, cue=excess)  # "too weak to attack"
    if dep in {"xcomp", "advcl"} and any(c.lower_ == "enough" for c in governor.children) and purpose(node):
        yield Standing(status=Status.HYPOTHETICAL, cue=governor)  # "influential enough to negotiate"
    if dep == "xcomp" and (yet := next((c for c in governor.children if c.lower_ == "yet"), None)) is not None:
        yield Standing(status=Status.DENIED, cue=yet)  # "has yet to arrest"
    elif dep == "xcomp" and governor.lemma_ == "have" and purpose(node) and governor.tag_ != "VBD":
        yield Standing(status=Status.HYPOTHETICAL, cue=governor)  # "has to release"; who had to release did so


def _said_of(node: Token, governor: Token, lexicon: Lexicon) -> Iterator[Standing]:
    """Yield what a copula, "plead" ("not guilty": denied) or "remain" (asserted) says of its predicate."""
    cue = cue_words.governor(governor, lexicon.cues)
    if cue is not None and cue.lasting:
        yield lasting(governor, cue, negation(governor))
    else:
        yield from markers(governor, lexicon.cues)
    yield from condition(governor, lexicon.cues)
    if governor.lemma_ == "plead" and (negative := negation(node) or negation(governor)) is not None:
        yield Standing(status=Status.DENIED, cue=negative, speakers=tuple(control.subjects(governor)))
    if node.dep_ == "acomp" and (negative := negation(node)) is not None:
        yield Standing(status=Status.DENIED, cue=negative)


def _clausal(verb: Token) -> bool:
    """Return True if a clause is the content of a noun ("charges that ...", "a plan to ..."), not a modifier."""
    return verb.tag_ == "VB" or any(
        c.dep_ == "mark" or c.dep_ in grammar.SUBJECTS or c.lower_ == "that" for c in verb.children
    )


def _definite(noun: Token) -> bool:
    """Return True for a definite event, which is presupposed: "the arrest of X", "his release"."""
    return any(
        c.dep_ == "poss" or (c.dep_ == "det" and c.lower_ in FUNCTION_WORDS.definite_or_plural) for c in noun.children
    )


def _governed(node: Token, dep: str, governor: Token, lexicon: Lexicon, *, speech_only: bool) -> Iterator[Standing]:
    """Yield the status that a governor gives to its complement."""
    cue, negated = cue_words.governor(governor, lexicon.cues), negation(governor)
    if cue is not None and cue.passive and not grammar.is_passive(governor):
        cue = None  # "did not identify", unlike "was identified as"
    if dep == "dobj" and governor.lemma_.lower() in lexicon.cues.own and negated is None:
        yield Standing(status=Status.ALLEGED, cue=governor, speakers=tuple(control.subjects(governor)))
    if cue is None:
        shows = cue_words.governor(node, lexicon.cues) if dep in {"dobj", "nsubjpass"} else None
        taken = node.dep_ in {"xcomp", "acl", "pcomp"} or (shows is not None and shows.shows)  # "did not find proof"
        if negated is not None and taken and not speech_only:
            yield Standing(status=Status.DENIED, cue=negated)
        if node.dep_ in {"xcomp", "acl"} and governor.pos_ == "VERB" and not speech_only:
            yield from (s for c in grammar.children(governor, "aux", "mark") for s in marker(c, lexicon.cues))
        if dep == "prep" and (charge := charged_object(governor, lexicon)) and _takes(charge[1], node, dep, lexicon):
            yield from by_cue(*charge, negated)
        return
    if (dep == "prep" and taking_in(node) is not None) or beside_content(node, dep, governor):
        return  # "arrested X in a raid" is no charge
    if speech_only and not cue.speech:
        return
    if not _takes(cue, node, dep, lexicon) or carried_out(governor, negated):
        return
    if negated is None and performed(node, governor):
        return
    if dep == "xcomp" and governor.lemma_.lower() in SPEECH.instructing and purpose(node):
        yield Standing(status=Status.HYPOTHETICAL, cue=governor)  # "told Holt to leave"
        return
    yield from by_cue(governor, cue, negated)


def _takes(cue: Cue, node: Token, dep: str, lexicon: Lexicon) -> bool:
    """Return True if the node is the cue's complement, and not its subject or an adjunct."""
    if cue.words_only:
        return node.dep_ in {"dobj", "nsubjpass", "prep"} and worded(node, lexicon)
    if dep in CLAUSES:
        return True
    if dep in {"dobj", "nsubjpass"}:
        if node.tag_ == "VBG" and node.pos_ == "VERB":  # "denied funding them": a clause, whatever its label
            return True
        if cue.speech and cue.status is Status.ALLEGED and reported_noun(node, lexicon):
            return True
        return cue.nominal and cue.direct and not (cue.passive and node.dep_ == "nsubjpass")
    if dep in {"prep", "agent"} and not fronted(node) and not any(c.lower_ == "instead" for c in node.children):
        clause = any(c.dep_ == "pcomp" for c in node.children)
        return node.lower_ in FUNCTION_WORDS.complement_prepositions and (
            cue.nominal or (clause and node.lower_ in FUNCTION_WORDS.clause_prepositions)
        )
    if node.dep_ == "advcl" and purpose(node):
        return cue.status in OPEN
    adjunct = node.tag_ == "VBG" and not any(
        c.dep_ in grammar.SUBJECTS for c in node.children
    )  # "speaking after ..., said"
    speech = cue.speech and not adjunct
    return node.dep_ == "advcl" and speech and not any(c.dep_ in {"mark", "advmod"} for c in node.children)
