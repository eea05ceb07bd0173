"""Verbs and participles that are attached to the wrong noun, so that a bystander or a victim would do the deed.

Each error is recognised by its form. In "killed a woman named Holt and wounded nine others" the parser makes the woman
wound them; in "a shooting of students that left two dead" the students leave them dead; in "his 1991 hit Rain" somebody
is hit.
"""

from __future__ import annotations

from spacy.symbols import NOUN
from spacy.tokens import Token

from graphbuild.extraction.syntax import cue_words
from graphbuild.extraction.syntax.grammar import SUBJECTS, WH_TAGS
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.lexicon.speech import SPEECH

PAST = frozenset({"VBD", "VBN"})
FINITE = frozenset({"VBD", "VBN", "VBP", "VBZ"})
INSIDE = frozenset({"pobj", "conj", "appos", "prep", "compound"})
"""How a noun or its preposition is attached to a larger phrase."""
MAX_CLIMB = 6
YEAR = "dddd"


def mend_set_aside(noun: Token) -> None:
    """Part a noun from what it is said not to be: in `it is the Greens, not the Reds, who ...` the Reds do nothing."""
    first = noun.left_edge
    before = first.nbor(-1) if first.i > noun.sent.start else first
    if not any(t.dep_ == "neg" for t in (first, before)) or noun.head.i > noun.i:
        return
    for clause in [c for c in noun.children if c.dep_ == "relcl"]:
        clause.head = noun.head
    noun.dep_ = "dep"


def mend_second_verb(verb: Token) -> None:
    """Attach an active verb to that before a reduced passive: in `shot a man named Holt and hurt two` he hurts none."""
    passive = verb.head
    if passive.dep_ != "acl" or passive.tag_ not in PAST or verb.tag_ not in PAST or verb.i < passive.i:
        return
    active = [c.dep_ for c in verb.children]
    if "dobj" not in active or not SUBJECTS.isdisjoint(active) or any(c.dep_ == "dobj" for c in passive.children):
        return
    main = _verb_over(passive.head)
    if main is None or main.tag_ not in PAST or main.i > passive.head.i:
        return
    _coordinate(verb, passive, main)


def mend_second_infinitive(verb: Token) -> None:
    """Attach a bare infinitive to the one before it: in `to free men who were held and try them` they try nobody."""
    first = verb.head
    if verb.tag_ != "VB" or first.tag_ not in PAST or any(c.dep_ in {"aux", *SUBJECTS} for c in verb.children):
        return
    over = next((t for t in first.ancestors if t.tag_ == "VB" and t.i < first.i), None)
    if over is None:
        return
    _coordinate(verb, first, over)


def _coordinate(verb: Token, wrong: Token, right: Token) -> None:
    """Attach a verb, and the conjunction before it, to another verb than it was attached to."""
    for mark in [c for c in wrong.children if c.dep_ == "cc" and wrong.i < c.i < verb.i]:
        mark.head = right
    verb.head = right


def mend_reported(verb: Token) -> None:
    """Make a clause what is reported: in `Observers said troops burned and looted houses` no observers do so.

    Without "that" the parser may take the subject of the clause for the object of the verb of speech, and its verb for
    a second one of the speakers'.
    """
    says = verb.head
    finite = verb.tag_ in FINITE and says.tag_ in FINITE and verb.i > says.i
    if not finite or says.lemma_.lower() not in SPEECH.reporting or any(c.dep_ in SUBJECTS for c in verb.children):
        return
    told = [c for c in says.children if c.dep_ == "dobj" and says.i < c.i < verb.i]
    if len(told) != 1 or not any(c.dep_ in SUBJECTS for c in says.children):
        return
    if any(t.text in {",", ";", ":"} for t in verb.doc[told[0].i : verb.i]):
        return
    joined = [c for c in says.children if c.dep_ == "cc" and says.i < c.i < verb.i]
    first = joined[0].nbor(-1) if joined else verb
    if joined and not (joined[0].lower_ in FUNCTION_WORDS.alternatives and _bare_participle(first, told[0])):
        return
    first.head, first.dep_ = says, "ccomp"
    told[0].head, told[0].dep_ = first, "nsubj"
    for mark in joined:
        mark.head = first
    if joined:
        verb.head = first


def mend_reported_after_participle(verb: Token) -> None:
    """Make a clause what is reported: in `The UN reported troops, joined by rebels, burned houses` the UN burns none.

    The parser attaches the verb to the participle in commas before it, and that to the verb of speech.
    """
    aside = verb.head
    says = aside.head
    if verb.tag_ not in FINITE or aside.dep_ != "advcl" or aside.tag_ not in {"VBG", "VBN"} or verb.i < aside.i:
        return
    told = [c for c in says.children if c.dep_ == "dobj" and says.i < c.i < aside.i]
    if says.lemma_.lower() not in SPEECH.reporting or len(told) != 1:
        return
    if (
        aside.left_edge.nbor(-1).text != ","
        or verb.nbor(-1).text != ","
        or any(c.dep_ in SUBJECTS for c in verb.children)
    ):
        return
    aside.head, aside.dep_ = told[0], "acl"
    verb.head, verb.dep_ = says, "ccomp"
    told[0].head, told[0].dep_ = verb, "nsubj"


def _bare_participle(token: Token, noun: Token) -> bool:
    """Return True for a past participle that the parser took for a noun's modifier: "said troops killed or hurt"."""
    return token.dep_ == "acl" and token.tag_ in PAST and token.head.i == noun.i


def mend_reporting(participle: Token) -> None:
    """Make a source after its verb a speaker: in `a gunman shot nine people, reported officials` nobody shoots them."""
    source = participle.head
    first = participle.i == source.left_edge.i and participle.i > participle.sent.start
    if not first or participle.nbor(-1).text != "," or participle.lemma_.lower() not in SPEECH.reporting:
        return
    over = _verb_over(source)
    if participle.tag_ != "VBD" or over is None or over.i > participle.i:
        return
    for later in [c for c in source.children if c.dep_ in {"prep", "punct"} and c.i > source.i]:
        later.head = over
    participle.head, participle.dep_ = over, "parataxis"
    source.head, source.dep_ = participle, "nsubj"


def mend_content(verb: Token, lexicon: Lexicon) -> None:
    """Make a clause the content of a noun: `reports troops looted a church` tells what the reports say.

    It is none that describes the noun, if it has a subject and an object of its own, and no relative pronoun.
    """
    cue = cue_words.governor(verb.head, lexicon.cues) if verb.head.pos_ == "NOUN" else None
    if cue is None or not cue.speech or verb.i < verb.head.i:
        return
    relative = any(token.tag_ in WH_TAGS for token in verb.subtree if token.i < verb.i)
    own = {child.dep_ for child in verb.children if child.pos_ != "PRON" or child.dep_ in SUBJECTS}
    if not relative and own & SUBJECTS and own & {"dobj", "acomp", "attr"}:
        verb.dep_ = "acl"


def mend_fused_content(noun: Token, lexicon: Lexicon) -> None:
    """Part a noun from the subject of its content: in `There were reports members of the army looted` members looted.

    Without "that" and an article the parser makes one compound of the two; a plural of that kind is hardly ever one.
    """
    subject = noun.head
    cue = cue_words.governor(noun, lexicon.cues) if noun.i == subject.i - 1 and subject.tag_ == "NNS" else None
    if cue is None or not cue.speech:
        return
    if subject.dep_ == "nsubj" and subject.head.dep_ == "ccomp":
        verb, over = subject.head, subject.head.head
        role = "attr" if any(c.dep_ == "expl" for c in over.children) else "dobj"
    else:
        below = (c for c in subject.children if c.dep_ in {"acl", "relcl"} and c.tag_ in FINITE and c.i > subject.i)
        verb, over, role = next(below, subject), subject.head, subject.dep_
    if verb.i == subject.i or any(c.dep_ in SUBJECTS and c.i != subject.i for c in verb.children):
        return
    for before in [c for c in subject.lefts if c.i < noun.i]:
        before.head = noun
    noun.head, noun.dep_ = over, role
    verb.head, verb.dep_ = noun, "acl"
    subject.head, subject.dep_ = verb, "nsubj"


def mend_blow_clause(verb: Token) -> None:
    """Attach a clause of harm to the blow: in `an attack on pilgrims that killed nine` the pilgrims kill nobody."""
    opening = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if opening is None or opening.tag_ != "WDT" or not _harms(verb):
        return
    blow = _blow_over(verb.head)
    if blow is not None and blow.i != verb.head.i:
        verb.head = blow


def _blow_over(noun: Token) -> Token | None:
    """Return the blow among a noun and the nouns that it is part of, or None: the attack in `an attack on pilgrims`."""
    for _ in range(MAX_CLIMB):
        if noun.pos_ == "NOUN" and noun.lemma_.lower() in NOMINALIZATIONS.instruments | NOMINALIZATIONS.calamities:
            return noun
        if noun.dep_ not in INSIDE or noun.lower_ in FUNCTION_WORDS.agent_prepositions:
            return None
        noun = noun.head
    return None


def mend_work(verb: Token) -> None:
    """Make a noun of what stands in its place: in `her 1991 hit Rain` and `his number one hit Rain` nobody is hit."""
    number = verb.nbor(-1) if verb.i > verb.sent.start else None
    if number is None or verb.lemma_.lower() not in SPEECH.song_words or number.tag_ != "CD" or number.i == 0:
        return
    before = number.nbor(-1)
    owned = before.tag_ in {"POS", "PRP$", "DT"} and number.shape_ == YEAR
    if not owned and before.lower_ not in SPEECH.chart_words:
        return
    verb.tag_, verb.pos = "NN", NOUN
    top = number
    while top.head.i < number.i and top.dep_ not in {"pobj", "dobj", "ROOT"} and top.head.i != top.i:
        top = top.head
    for word in [c for c in number.children if c.i < verb.i]:
        word.head = verb
    above, label = (number.head, number.dep_) if number.head.i != verb.i else (verb.head, verb.dep_)
    number.head, number.dep_ = verb, "nummod"
    if above.i != verb.i and verb not in above.ancestors:
        verb.head, verb.dep_ = above, label
    for word in [c for c in verb.children if c.i > verb.i]:
        if word.dep_ == "dobj":
            word.dep_ = "appos"


def mend_after_headline(participle: Token) -> None:
    """Make a participle modify its noun: in `Charity names ship after drowned child` nobody drowned the child."""
    marks = [c for c in participle.children if c.dep_ == "mark" and c.i == participle.i - 1]
    objects = [c for c in participle.children if c.dep_ == "dobj" and c.i > participle.i]
    if (
        participle.tag_ != "VBN"
        or not marks
        or len(objects) != 1
        or marks[0].lower_ not in FUNCTION_WORDS.before_participles
    ):
        return
    if any(c.dep_ in {"aux", "auxpass"} for c in participle.children):
        return
    mark, noun = marks[0], objects[0]
    subject = next((c for c in participle.children if c.dep_ in SUBJECTS and c.i < mark.i), None)
    over = subject if subject is not None else participle.head
    if over.i == participle.i:
        return
    if subject is not None:
        subject.head, subject.dep_ = (
            (subject, "ROOT") if participle.head.i == participle.i else (participle.head, "dep")
        )
    for other in [c for c in participle.children if c.i not in {mark.i, noun.i}]:
        other.head = over
    mark.head, mark.dep_ = over, "prep"
    noun.head, noun.dep_ = mark, "pobj"
    participle.head, participle.dep_ = noun, "amod"


def _harms(verb: Token) -> bool:
    """Return True for what a blow does to people: "killed nine", "left nine dead", "claimed nine lives"."""
    lemma = verb.lemma_.lower()
    return lemma in NOMINALIZATIONS.harming or any(
        c.dep_ in {"oprd", "acomp", "ccomp"} and c.lower_ in NOMINALIZATIONS.harmed for c in verb.children
    )


def _verb_over(token: Token) -> Token | None:
    """Return the verb that governs a noun, its objects' prepositions included; None for a subject's."""
    for _ in range(MAX_CLIMB):
        if token.dep_ in SUBJECTS or token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ == "VERB":
            return token
    return None
