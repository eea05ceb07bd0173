"""Repair of known parser errors before anything is extracted.

Three errors would reverse a link, and each is recognised by its form. After a fronted phrase ("After meeting Roe, Bell
denounced Chile") the subject is parsed as an apposition of the noun before the comma. In interrupted direct speech
("The army," said Bell, "shelled Velde") the subject of the quoted verb and its speaker are exchanged. In "US-led
coalition jets" the jets are parsed as led. In "Police: rebels killed Holt" and "Rebels killed Holt - UN report" the
source is parsed as a part of the statement. Any other form is left unchanged.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from graphbuild.extraction.syntax.nominalizations import acts_before
from graphbuild.extraction.syntax.quotations import quoted
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.nominalizations import NOMINALIZATIONS
from graphbuild.knowledge.lexicon.speech import SPEECH

_SUBJECT = ("nsubj", "nsubjpass")
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_BETWEEN = frozenset({"aux", "auxpass", "neg", "advmod"})
_BODIES = frozenset({"ORG", "NORP", "GPE"})
_QUOTES = frozenset({"``", "''"})
_FRONTED = frozenset({"prep", "advcl", "mark"})
_DASHES = frozenset({"-", "--"})
_LONGEST_SOURCE = 8


def mend(doc: Doc, lexicon: Lexicon) -> None:
    """Correct heads and labels, in place. A second call changes nothing."""
    for start, end in quoted(doc):
        _mend_quoted_subject(doc, start, end)
    for sentence in list(doc.sents):
        _mend_source_before(sentence)
        _mend_source_after(sentence)
    for token in doc:
        if token.dep_ == "appos":
            if not _mend_title(token, lexicon):
                _mend_fronted(token)
        elif token.dep_ == "conj" and token.pos_ in {"NOUN", "PROPN"}:
            _mend_trailing_source(token)
        elif token.dep_ == "prep" and token.lower_ == "of":
            _mend_patient(token, lexicon)
        elif token.dep_ == "ROOT" and token.pos_ == "PROPN":
            _mend_apposed_root(token)
        elif token.dep_ == "xcomp" and token.ent_type_ in _BODIES:
            _mend_object(token)
        elif token.dep_ in _SUBJECT and token.head.lemma_ in SPEECH.quoting:
            _mend_speech(token)
        elif token.dep_ == "amod" and token.tag_ == "VBN":
            _mend_hyphened(token, lexicon)
        elif token.dep_ == "pobj" and token.head.lower_ in FUNCTION_WORDS.between_two:
            _mend_between(token)


def _mend_quoted_subject(doc: Doc, start: int, end: int) -> None:
    """Attach the subject in a quotation to its verb: in `Protesters in the square chanted "Norway armed ..."`.

    The parser may take the verb before the mark for a participle, and what is quoted for its noun.
    """
    frame, noun = doc[start - 2] if start > 1 else None, doc[start]
    while noun.dep_ in {"det", "compound", "amod", "poss"} and start <= noun.head.i < end:
        noun = noun.head
    verb = next((t for t in doc[noun.i + 1 : end] if t.tag_ in _FINITE and t.head.i < t.i + 1), None)
    spoken = frame is not None and frame.pos_ == "VERB"
    if verb is not None and noun.dep_ == "pobj" and noun.head.i < start and not spoken:
        subjects = [c for c in verb.children if c.dep_ in _SUBJECT]
        if all(c.i < start for c in subjects) and noun not in verb.ancestors:  # `chants of "Norway armed ..."`
            for outside in subjects:
                outside.dep_ = "dep"
            _subject(noun, verb)
            return
    if frame is None or verb is None or frame.tag_ not in {"VBN", "VBD"} or frame.head != noun or noun == verb:
        return
    subject = next((c for c in verb.children if c.dep_ in _SUBJECT and c.i < start), None)
    if subject is None or verb.dep_ != "ROOT" or noun.i >= verb.i or any(c.dep_ in _SUBJECT for c in frame.children):
        return
    for left in [c for c in noun.lefts if c.i < start - 2]:
        if left.dep_ in {"nmod", "compound"} and noun.dep_ == "pobj" and left.pos_ in {"NOUN", "PROPN"}:
            left.head, left.dep_ = noun.head, "pobj"
        else:
            left.head = frame
    noun.head = verb
    _subject(noun, verb)
    frame.head, frame.dep_ = verb, "parataxis"
    subject.head = frame


def _mend_source_before(sentence: Span) -> None:
    """Detach the source before a headline's colon from the clause: in `Police: Rebels killed Holt` rebels did it."""
    doc, start = sentence.doc, sentence.start
    colon = next((t for t in sentence[: _LONGEST_SOURCE + 1] if t.text == ":"), None)
    if colon is None or colon.i == start or any(t.tag_ in _FINITE for t in doc[start : colon.i]):
        return
    top = next((t for t in doc[start : colon.i] if t.head.i > colon.i), None)
    if top is None:
        return
    below = [c for c in top.children if c.i > colon.i and c.pos_ in {"NOUN", "PROPN"}]
    if top.dep_ in _SUBJECT and below:
        _subject(below[0], top.head)
    top.dep_ = "dep"


def _mend_source_after(sentence: Span) -> None:
    """Detach the source at the end of a headline: in `Rebels killed Anna Holt - UN report` no report is killed."""
    doc, end = sentence.doc, sentence.end
    dash = next((t for t in reversed(sentence[-_LONGEST_SOURCE - 1 :]) if t.text in _DASHES or t.text == ","), None)
    if dash is None or dash.i + 1 >= end or dash.i <= sentence.start or doc[end - 1].text == ".":
        return
    apart = dash.text != "," and bool(doc[dash.i - 1].whitespace_) and bool(dash.whitespace_)
    source = doc[dash.i + 1 : end]
    says = [t for t in source if t.tag_ in _FINITE]
    if says != [source[-1]][: len(says)] or (says and says[0].lemma_.lower() not in SPEECH.reporting):
        return
    if not apart and not says:
        return
    top = next((t for t in source if t.pos_ in {"NOUN", "PROPN"} and t.head.i < dash.i), None)
    if top is None:
        return
    left = [c for t in top.subtree if t.i > dash.i for c in t.lefts if c.i < dash.i]
    before = [c for c in left if c.dep_ in {"compound", "nmod"} and c.pos_ in {"NOUN", "PROPN"}]
    if before:
        last = max(before, key=lambda t: int(t.i))
        last.head, last.dep_ = top.head, top.dep_
        for other in (c for c in left if c.i != last.i):
            other.head = last
    if before or top.dep_ in {"appos", "conj", "dobj", "npadvmod", "nmod"}:
        top.dep_ = "dep"


def _mend_trailing_source(noun: Token) -> None:
    """Make a source in parentheses the subject of its verb: in `war between A and B, analysts say, ...` they speak.

    The parser takes the source for one more of what is coordinated before the comma.
    """
    doc, first = noun.doc, noun.left_edge.i
    if noun.head.i > first or first < 1 or doc[first - 1].text != "," or noun.head.pos_ not in {"NOUN", "PROPN"}:
        return
    at = noun.right_edge.i + 1
    if at >= len(doc) or doc[at].lemma_.lower() not in SPEECH.reporting or doc[at].tag_ not in _FINITE:
        return
    verb = doc[at]
    closed = at + 1 == len(doc) or doc[at + 1].text in {",", "."} or doc[at + 1].is_sent_start
    others = [c for c in verb.children if c.dep_ in _SUBJECT]
    told = verb.head  # whose subject the parser may have given to the verb of speech
    if not closed or noun in verb.ancestors or (others and not (others[0] in noun.ancestors and told.i > verb.i)):
        return
    for subject in others:
        _subject(subject, told)
    _subject(noun, verb)


def _mend_patient(of: Token, lexicon: Lexicon) -> None:
    """Give an event its patient: in `the rescue by banks of Lumen Steel` Lumen is rescued, it has no banks."""
    agent = of.head
    event = agent.head.head
    if agent.dep_ != "pobj" or agent.head.lower_ != "by" or event.pos_ != "NOUN" or of.i < agent.i:
        return
    patient = next((c for c in of.children if c.dep_ == "pobj"), None)
    if patient is None or event.lemma_.lower() not in NOMINALIZATIONS.undergone | NOMINALIZATIONS.beginnings:
        return
    if any(c.lower_ == "of" for c in event.children):
        return
    counted = bool(agent.n_lefts) and not lexicon.is_person_noun(agent.lemma_.lower())
    if patient.ent_type_ == "PERSON" or (patient.ent_type_ in _BODIES and (agent.pos_ == "PROPN" or counted)):
        of.head = event


def _mend_hyphened(participle: Token, lexicon: Lexicon) -> None:
    """Attach a participle to the actor: in `US-led coalition jets` the coalition is led, not the jets."""
    doc, noun = participle.doc, participle.i + 1
    if participle.i == 0 or doc[participle.i - 1].text != "-" or noun >= len(doc):
        return
    actor = doc[noun]
    if actor.dep_ == "compound" and actor.head == participle.head and acts_before(actor, lexicon):
        participle.head = actor


def _mend_between(noun: Token) -> None:
    """Part two actors that were read as one: `clashes between the government and rebel factions` need two sides."""
    first = next((c for c in noun.lefts if c.dep_ == "nmod" and any(d.dep_ == "cc" for d in c.children)), None)
    if first is None or any(c.dep_ in {"conj", "cc"} for c in noun.children):
        return
    for word in [c for c in first.children if c.dep_ == "conj" and c.i < noun.i]:
        word.head, word.dep_ = noun, "amod" if word.pos_ == "ADJ" else "compound"
    for word in [c for c in noun.lefts if c.i < first.i and c.dep_ in {"det", "poss"}]:
        word.head = first
    first.head, first.dep_ = noun.head, "pobj"
    noun.head, noun.dep_ = first, "conj"


def _mend_object(name: Token) -> None:
    """Make a name right after a verb without object its object: `to weaken and defeat Hamas`."""
    verb = name.head
    alone = not any(child.dep_ in {"dobj", "nsubj", "aux", "cop"} for child in (*name.children, *verb.rights))
    if alone and verb.pos_ == "VERB" and name.left_edge.i == verb.i + 1 and name.pos_ in {"PROPN", "NOUN", "ADJ"}:
        name.dep_ = "dobj"


def _mend_title(name: Token, lexicon: Lexicon) -> bool:
    """Put a name in the place of the title before it: in `Captain Ada Holt and Major Rui Pires fled` Holt fled."""
    title = name.head
    if title.i + 1 != name.left_edge.i or title.pos_ != "PROPN" or name.pos_ != "PROPN" or title.n_lefts:
        return False
    if lexicon.title_length([title.lower_]) != 1:
        return False
    name.head, name.dep_ = (name, "ROOT") if title.head == title else (title.head, title.dep_)
    for other in [c for c in title.rights if c.i != name.i]:
        other.head = name
    title.head, title.dep_ = name, "compound"
    return True


def _mend_apposed_root(name: Token) -> None:
    """Attach a name to the noun before its comma: in `Bell has a rival, Ada Holt` the verb is the root."""
    first = min((name.i, *(c.left_edge.i for c in name.lefts if c.dep_ == "compound")))
    verb = next((c for c in name.lefts if c.dep_ == "ccomp" and c.pos_ == "VERB"), None)
    if verb is None or first < 2 or name.doc[first - 1].text != ",":
        return
    noun = next((c for c in verb.rights if c.dep_ == "dobj" and c.right_edge.i == first - 2), None)
    if noun is None or noun.pos_ != "NOUN":
        return
    verb.head, verb.dep_ = verb, "ROOT"
    for mark in [c for c in name.children if c.dep_ == "punct"]:
        mark.head = verb
    name.head, name.dep_ = noun, "appos"


def _mend_fronted(apposed: Token) -> None:
    """Make the noun after a fronted phrase the subject: in `After meeting X, Y did ...`, Y is no apposition of X."""
    named = apposed.head
    verb = _verb_after(apposed)
    if verb is None or apposed.left_edge.nbor(-1).text != "," or named.i > apposed.i:
        return
    top = _top_below(named, verb)
    subjects = [child for child in verb.children if child.dep_ in _SUBJECT]
    if top is None:
        if not subjects and verb.dep_ == "conj" and not any(c.dep_ == "cc" for c in verb.head.children):
            _subject(apposed, verb)  # "Soldiers beat Bell, the union was quoted as saying"
        return
    if not subjects and top.dep_ in _FRONTED:
        _subject(apposed, verb)
    elif subjects == [top]:
        before = top.left_edge.nbor(-1) if top.left_edge.i > apposed.sent.start else None
        if before is not None and _opens(before, verb):
            top.head, top.dep_ = before, "pobj" if before.dep_ == "mark" else "dobj"
            if before.dep_ == "mark":
                before.dep_ = "prep"
            _subject(apposed, verb)


def _opens(before: Token, verb: Token) -> bool:
    """Return True if a phrase that needs an object precedes the subject: `After meeting`, `By arresting`, `After`."""
    if before.tag_ == "VBG":
        wants = not any(child.dep_ == "dobj" for child in before.children)
        return wants and before.dep_ in {"pcomp", "advcl"} and verb in before.ancestors
    return before.dep_ == "mark" and before.head == verb and verb.dep_ == "ROOT" and before.tag_ == "IN"


def _verb_after(apposed: Token) -> Token | None:
    """Return the finite verb that begins, with its auxiliaries and adverbs, where an apposition ends."""
    at, doc = apposed.right_edge.i + 1, apposed.doc
    end = apposed.sent.end
    while at < end and doc[at].dep_ in _BETWEEN:
        at += 1
    if at >= end or doc[at].pos_ not in {"VERB", "AUX"}:
        return None
    if doc[at].left_edge.i > apposed.i and doc[at].dep_ != "conj":
        return None
    verb = doc[at]
    finite = verb.tag_ in _FINITE or any(child.dep_ in {"aux", "auxpass"} for child in verb.lefts)
    return verb if finite and apposed.left_edge.i > apposed.sent.start else None


def _top_below(token: Token, verb: Token) -> Token | None:
    """Return the child of the verb that dominates a token."""
    while token.head.i != token.i:
        if token.head == verb:
            return token
        token = token.head
    return None


def _subject(token: Token, verb: Token) -> None:
    """Attach a token to a verb as its active or passive subject."""
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    token.head, token.dep_ = verb, "nsubjpass" if passive else "nsubj"


def _mend_speech(subject: Token) -> None:
    """Exchange subject and speaker of interrupted speech: in `"X," said Y, "did ..."`, X did it and Y says so."""
    speech = subject.head
    if subject.i > speech.i or not _quote_between(subject, speech):
        return
    inside = [child for child in speech.children if child.dep_ == "ccomp" and child.i > speech.i]
    if speech.dep_ == "parataxis" and speech.head.i > speech.i:
        inside.append(speech.head)
    verb = next((child for child in inside if _quote_between(speech, child)), None)
    if verb is None:
        return
    speaker = next((child for child in verb.children if child.dep_ in _SUBJECT and child.i < verb.i), None)
    if speaker is not None and not _quote_between(speech, speaker) and speech.i < speaker.i:
        speaker.head, speaker.dep_ = speech, "nsubj"
        _subject(subject, verb)
    elif speaker is None and sum(child.dep_ in _SUBJECT for child in speech.children) > 1:
        _subject(subject, verb)


def _quote_between(first: Token, last: Token) -> bool:
    """Return True if there is a quotation mark between two tokens."""
    return any(token.tag_ in _QUOTES for token in first.doc[first.i + 1 : last.i])
