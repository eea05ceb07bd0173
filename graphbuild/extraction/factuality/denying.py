"""What a denial reaches of the text around it: "denies it", "pleaded not guilty", "That is a lie"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from spacy.tokens import Token

from graphbuild.core.model import Status
from graphbuild.extraction.factuality.markers import negation
from graphbuild.extraction.factuality.reported import label
from graphbuild.extraction.syntax import control, cue_words, grammar
from graphbuild.knowledge.lexicon.cues import Cue, Cues
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.speech import SPEECH

CONTENT = frozenset({"acl", "relcl"})
CLAUSES = frozenset({"ccomp", "xcomp", "pcomp"})


class Reach(Enum):
    """What a denial is about."""

    CLAUSE = 1
    """The clause to which it is attached: "..., which he denies"."""
    STATEMENT = 2
    """What was said before, whoever did it: "The ministry denied it"."""
    DEED = 3
    """What the denier is said to have done: "denied any wrongdoing"."""
    NAMED = 4
    """A deed that its noun names without saying whom it hit: "he denies murder"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """A verb by which somebody denies what is said elsewhere; `noun` names the deed where it names one."""

    verb: Token
    deniers: tuple[Token, ...]
    reach: Reach
    noun: Token | None = None


def denial_of(verb: Token, lexicon: Lexicon) -> Denial | None:
    """Return the denial that a verb is, or None if it denies nothing or the deed is told in full below it.

    Args:
        verb: any verb or copula.
        lexicon: the word lists.
    """
    if verb.lemma_.lower() in SPEECH.pleading and _not_guilty(verb):
        return Denial(verb=verb, deniers=tuple(control.subjects(verb)), reach=Reach.DEED)
    if (copula := _untrue_statement(verb, lexicon.cues)) is not None:
        return copula
    if negation(verb) is not None:
        return None
    if verb.lemma_.lower() in SPEECH.overturning and _verdict(verb):
        return Denial(verb=verb, deniers=tuple(_deniers(verb)), reach=Reach.STATEMENT)
    if (innocent := _innocence(verb)) is not None:
        return innocent
    cue = cue_words.governor(verb, lexicon.cues)
    denies = cue is not None and cue.status is Status.DENIED and cue.speech and not _withholds(verb)
    if not denies and not _calls_untrue(verb, lexicon.cues):
        return None
    reach, noun = _reach(verb, cue if denies else None, lexicon)
    return Denial(verb=verb, deniers=tuple(_deniers(verb)), reach=reach, noun=noun) if reach is not None else None


def _withholds(verb: Token) -> bool:
    """Whether "deny" takes somebody and what they do not get: "were denied entry", "denied him bail"."""
    given = grammar.children(verb, "dobj")
    return bool(given) and (grammar.is_passive(verb) or bool(grammar.children(verb, "dative")))


def _deniers(verb: Token) -> list[Token]:
    """Return the tokens of those who deny: the agents of a passive verb, otherwise its subjects."""
    return grammar.agents(verb) if grammar.is_passive(verb) else control.subjects(verb)


def _reach(verb: Token, denies: Cue | None, lexicon: Lexicon) -> tuple[Reach | None, Token | None]:
    """Return what a verb of denial reaches, with the noun that names the deed if one does."""
    clauses = [c for c in verb.children if c.dep_ in CLAUSES and label(c, lexicon) != "parataxis"]
    if clauses and denies is not None:
        return (Reach.STATEMENT if all(map(_doing_so, clauses)) else None), None
    if verb.dep_ in CONTENT and (reach := _of_relative(verb)) is not None:
        return reach, None
    if denies is not None and not any(c.dep_ in {"dobj", "nsubjpass", "prep"} for c in verb.children):
        bare = verb.lemma_ in SPEECH.denying_bare and not grammar.is_passive(verb)
        return (Reach.STATEMENT if bare else None), None
    if denies is not None:
        objects = [c for c in verb.children if c.dep_ in {"dobj", "nsubjpass"}]
    else:
        objects = [n for c in verb.children for n in _called(c)]
    found = next((reach for c in objects if (reach := _anaphor(c)) is not None), None)
    if found is None and denies is not None and verb.lemma_ in SPEECH.denying_bare:
        named = next((c for c in objects if c.pos_ == "NOUN" and not _has_content(c)), None)
        return (Reach.NAMED if named is not None else None), named
    return found, None


def _called(child: Token) -> Iterator[Token]:
    """Yield what a verb of naming may call something: its object, or what the parser made of it."""
    if child.dep_ in {"dobj", "nsubjpass", "oprd", "ccomp", "attr"}:
        yield child
        yield from grammar.children(child, "nsubj", "compound", "nmod")


def _has_content(noun: Token) -> bool:
    """Whether a noun says of what it is ("the murder of X"), so that it is an event of its own."""
    return any(c.dep_ in {*CONTENT, "prep", "poss", "compound"} for c in noun.children)


def _doing_so(clause: Token) -> bool:
    """Whether a clause only takes up what was said: "denies doing so", "denied that it had done it"."""
    taken_up = (c.lower_ in SPEECH.denied_pronouns for c in clause.children if c.dep_ in {"advmod", "dobj"})
    wrong = any(c.lower_ in SPEECH.denied_deeds for t in clause.children for c in (t, *t.children))
    return clause.lemma_ in SPEECH.doing and (any(taken_up) or wrong)


def _of_relative(verb: Token) -> Reach | None:
    """Return the reach of a relative clause: "a charge (that) it denies", ", which it denies"."""
    noun = verb.head
    # In "Norland, which denies the charge" it is the denier.
    relatives = (c for c in verb.subtree if c.lower_ in SPEECH.clause_relatives and c.i < verb.i)
    which = any(c.dep_ != "nsubj" for c in relatives)
    comma = any(t.text in {",", "-", "("} for t in verb.doc[max(noun.i, verb.left_edge.i - 2) : verb.left_edge.i + 1])
    if noun.lemma_.lower() in SPEECH.denied_statements | SPEECH.denied_deeds:
        return Reach.CLAUSE
    return Reach.CLAUSE if which and comma else None


def _calls_untrue(verb: Token, cues: Cues) -> bool:
    """Whether a verb of naming calls something untrue: "called the claims baseless", "described them as lies"."""
    if verb.lemma_.lower() not in SPEECH.naming:
        return False
    after = [t for t in verb.subtree if t.i > verb.i]
    untrue = (cue.status is Status.DENIED for t in after for cue in cues.governors.get(("adjective", t.lower_), ()))
    return any(t.lemma_.lower() in SPEECH.falsehoods for t in after) or any(untrue)


def _untrue_statement(copula: Token, cues: Cues) -> Denial | None:
    """Return the denial in "That is a lie", "the claims are false", "it was not true", by whoever says so."""
    if copula.lemma_ not in FUNCTION_WORDS.verdict_copulas or any(c.dep_ in CLAUSES for c in copula.children):
        return None
    subjects = grammar.children(copula, "nsubj")
    if not any(_anaphor(s) in {Reach.STATEMENT, Reach.DEED} for s in subjects):
        return None
    said = grammar.children(copula, "acomp", "attr")
    negated = negation(copula) is not None
    if not any((w.lower_ in SPEECH.truths) if negated else w.lemma_.lower() in SPEECH.falsehoods for w in said):
        return None
    governor = copula.head
    cue = cue_words.governor(governor, cues) if copula.dep_ == "ccomp" else None
    speakers = control.subjects(governor) if cue is not None and cue.speech else []
    return Denial(verb=copula, deniers=tuple(speakers), reach=Reach.STATEMENT)


def _verdict(verb: Token) -> bool:
    """Whether what a verb takes back is a verdict: "that decision was thrown out", "quashed his conviction"."""
    taken = [t for t in grammar.children(verb, "nsubjpass", "dobj") if t.lemma_.lower() in SPEECH.verdicts]
    known = (c for t in taken for c in t.lefts if c.dep_ in {"det", "poss"})
    return any(c.lower_ not in FUNCTION_WORDS.indefinite_articles for c in known)


def _not_guilty(verb: Token) -> bool:
    """Whether somebody pleads not guilty and does not say of what."""
    denied = negation(verb) or any(negation(c) for c in grammar.children(verb, "acomp", "oprd", "advcl", "xcomp"))
    preps = (c for w in (verb, *verb.children) for c in grammar.children(w, "prep"))
    return bool(denied) and not any(c.lower_ in FUNCTION_WORDS.recipient_prepositions for c in preps)


def _innocence(verb: Token) -> Denial | None:
    """Return the denial of "says he is innocent", "maintained his innocence", "had done nothing wrong"."""
    words = [*grammar.children(verb, "acomp", "dobj"), *grammar.prepositional(verb, "on")]
    no_wrong = verb.lemma_ in SPEECH.doing and any(
        w.lower_ in SPEECH.inaction and any(t.lower_ in SPEECH.denied_deeds for t in w.rights) for w in words
    )
    if not no_wrong and not any(w.lemma_.lower() in SPEECH.innocence for w in words):
        return None
    return Denial(verb=verb, deniers=tuple(control.subjects(verb)), reach=Reach.DEED)


def _anaphor(noun: Token) -> Reach | None:
    """Return the reach of the object of a denial: a pronoun, a statement or a deed with no content of its own."""
    if noun.lower_ in SPEECH.denied_pronouns and noun.pos_ in {"PRON", "DET", "ADV"}:
        return Reach.STATEMENT
    content = any(c.dep_ in CONTENT or (c.dep_ == "prep" and c.lower_ in SPEECH.content_words) for c in noun.children)
    if noun.lemma_.lower() in SPEECH.denied_statements:
        if content:
            return None
        every = any(c.lower_ in SPEECH.sweeping for c in noun.children)
        return Reach.DEED if every or noun.lemma_.lower() in SPEECH.charges else Reach.STATEMENT
    if noun.lemma_.lower() in SPEECH.denied_deeds:
        own = [p for c in grammar.children(noun, "prep") for p in grammar.children(c, "pobj", "pcomp")]
        if not any(p.pos_ == "VERB" or any(c.dep_ == "prep" for c in p.children) or p.pos_ == "PROPN" for p in own):
            return Reach.DEED
    return None
