"""What is said by somebody: clauses of nouns of saying, the "would" of reported speech, acts that are made known."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from graphbuild.core.model import Status
from graphbuild.extraction.factuality.copulas import purpose
from graphbuild.extraction.factuality.value import Standing
from graphbuild.extraction.syntax import cue_words, grammar
from graphbuild.knowledge.lexicon.cues import Cue
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.speech import SPEECH

FILLED = frozenset({"dobj", "attr", "agent"})
"""Labels of what a clause governs that has nothing left open, as a relative clause has."""


def worded(noun: Token, lexicon: Lexicon) -> bool:
    """Return True if a noun denotes a statement ("claim", "report", "evidence"), so that its clause is what it says."""
    cue = cue_words.governor(noun, lexicon.cues) if noun.pos_ == "NOUN" else None
    return cue is not None and (cue.speech or cue.status is Status.ASSERTED)


def label(node: Token, lexicon: Lexicon) -> str:
    """Return the relation to the governor; "claims that he killed her" is content, even if parsed as a relative."""
    if node.dep_ == "relcl" and purpose(node) and not any(c.tag_ in {"WP", "WDT"} for c in node.children):
        return "acl"  # "formed a ring to keep them from ..."
    if node.dep_ == "ccomp" and any(c.text == ";" and node.i < c.i < node.head.i for c in node.head.children):
        return "parataxis"  # "police arrested Holt; the league condemned it": a statement of its own
    if node.dep_ == "ccomp" and _beside(node, lexicon):
        return "parataxis"
    if node.dep_ != "relcl" or not worded(node.head, lexicon):
        return str(node.dep_)
    that = next((c for c in node.children if c.lower_ == "that" and c.i == node.left_edge.i), None)
    after = {c.dep_ for c in node.children if c.i > node.i}
    subject = any(c.dep_ in grammar.SUBJECTS and c is not that for c in node.children)
    if that is not None:
        return "acl" if that.dep_ not in grammar.SUBJECTS and after & {*FILLED, "prep"} and subject else "relcl"
    asked = any(t.tag_ in grammar.WH_TAGS for t in node.doc[node.head.i + 1 : node.i])
    return "acl" if subject and after & FILLED and not asked else "relcl"  # "reports the army shot two men"


def _beside(clause: Token, lexicon: Lexicon) -> bool:
    """Return True for a clause before its governor that is none of its content, whatever the parser says.

    "Holt told reporters he was ill, he was not seen": only what is put in words can stand before the word of saying.
    """
    verb = clause.head
    if not clause.i < verb.i or any(c.dep_ == "mark" for c in clause.children):
        return False
    if not all(any(c.dep_ in grammar.SUBJECTS for c in t.children) for t in (clause, verb)):
        return False
    opened = any(c.dep_ == "mark" and clause.i < c.i < verb.i for c in verb.children)  # "..., before Holt declared it"
    cue = cue_words.governor(verb, lexicon.cues)
    return opened or cue is None or not cue.speech


def doing_of(participle: Token) -> Token | None:
    """Return the noun whose content is somebody's doing ("instances of police beating him"), or None."""
    agent = participle.head
    if participle.tag_ != "VBG" or agent.dep_ != "pobj" or agent.head.lower_ not in FUNCTION_WORDS.over_contents:
        return None
    return agent.head.head


def doing_reported(participle: Token, lexicon: Lexicon) -> Token | None:
    """Return the word of saying whose content is somebody's doing: "reports of police beating him".

    It is the noun before "of", or the verb over a noun that counts ("reported cases of police beating him").
    """
    noun = doing_of(participle)
    if noun is None:
        return None
    if worded(noun, lexicon):
        return noun
    cue = cue_words.governor(noun.head, lexicon.cues)
    return noun.head if noun.dep_ == "dobj" and cue is not None and cue.speech else None


def backshifted(found: Standing, verb: Token, lexicon: Lexicon) -> Standing:
    """Return a status with the "would" of reported speech read as "will": "Holt said she would appeal"."""
    if found.cue is None or found.cue.lower_ not in FUNCTION_WORDS.backshifted:
        return found
    while verb.dep_ in {"conj", "relcl"} and verb.head.i != verb.i:
        verb = grammar.clause(verb.head)  # "said they would meet where they would talk"
    if verb.dep_ != "ccomp":
        return found
    cue = cue_words.governor(verb.head, lexicon.cues)
    said = cue is not None and cue.speech and cue.status is Status.ALLEGED and verb.head.tag_ in {"VBD", "VBN"}
    return replace(found, status=Status.FUTURE) if said else found


def performed(node: Token, governor: Token) -> bool:
    """Return True if an actor makes its own act known: who "announced it had charged two men" did charge them."""
    if governor.lemma_.lower() not in SPEECH.performing or node.dep_ != "ccomp":
        return False
    subjects = grammar.children(node, "nsubj")
    own = bool(subjects) and all(t.pos_ == "PRON" for t in subjects)
    done = any(c.lower_ in FUNCTION_WORDS.completed_auxiliaries for c in grammar.children(node, "aux"))
    return own and done and not grammar.is_passive(node)


def told_after(clause: Token, verb: Token) -> bool:
    """Return True for the content of a verb of saying that looks coordinated: "reported on Monday, guards beat X"."""
    between = verb.doc[verb.i + 1 : clause.i]
    joined = any(t.dep_ in {"cc", "ccomp", "dobj"} and t.head.i == verb.i for t in between)
    return not joined and not any(t.text == ";" for t in between)


def reported_noun(noun: Token, lexicon: Lexicon) -> bool:
    """Return True if a noun is what its verb of saying reports: "cited evidence that", "reported the army's killing".

    A deed counts whose doer is named, and is not the one who reports ("police reported the arrest of Kern").
    """
    cue = cue_words.governor(noun, lexicon.cues)
    if cue is not None and cue.shows:
        return True
    if noun.head.lemma_.lower() not in SPEECH.accounting:
        return False
    named = [t for t in (*grammar.possessors(noun), *grammar.agents(noun)) if t.pos_ != "PRON"]
    return bool(named) or any(c.dep_ == "compound" and c.tag_ in {"NNP", "NNPS"} for c in noun.children)


def instance_reported(noun: Token, lexicon: Lexicon) -> tuple[Token, Cue] | None:
    """Return the word of saying whose content a clause tells, with its cue: "reported on cases in which"."""
    if noun.lemma_.lower() not in SPEECH.instances:
        return None
    governor = noun.head
    if noun.dep_ == "pobj" and governor.lower_ in FUNCTION_WORDS.over_contents:
        governor = governor.head
    elif noun.dep_ != "dobj":
        return None
    cue = cue_words.governor(governor, lexicon.cues)
    return (governor, cue) if cue is not None and cue.speech and cue.status is Status.ALLEGED else None


def quoted_before(cue: Token, verb: Token, kind: str) -> bool:
    """Return True if a cue is in the words that a verb of saying quotes: in '"I hope so", Holt told us' she told."""
    if kind != "verbs" or verb.lemma_.lower() not in SPEECH.quoting:
        return False
    between = [t.tag_ for t in cue.doc[cue.i : verb.i]]
    return "''" in between and "``" not in between
