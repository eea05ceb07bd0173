"""Repair of parser errors around reported speech: who speaks, and who does what is said.

In interrupted direct speech ("The army," said Bell, "shelled Velde") the subject of the quoted verb and its speaker are
exchanged. In "Police: rebels killed Holt" and "Rebels killed Holt - UN report" the source is parsed as a part of the
statement. Any other form is left unchanged.
"""

from __future__ import annotations

from spacy.tokens import Doc, Span, Token

from graphbuild.knowledge.lexicon.speech import SPEECH

SUBJECT = ("nsubj", "nsubjpass")
FINITE = frozenset({"VBD", "VBZ", "VBP"})
_QUOTES = frozenset({"``", "''"})
_DASHES = frozenset({"-", "--"})
LONGEST_SOURCE = 8
"""Tokens of a source before or after the colon or dash of a headline."""


def mend_quoted_subject(doc: Doc, start: int, end: int) -> None:
    """Attach the subject in a quotation to its verb: in `Protesters in the square chanted "Norway armed ..."`.

    The parser may take the verb before the mark for a participle, and what is quoted for its noun.
    """
    frame, noun = doc[start - 2] if start > 1 else None, doc[start]
    while noun.dep_ in {"det", "compound", "amod", "poss"} and start <= noun.head.i < end:
        noun = noun.head
    verb = next((t for t in doc[noun.i + 1 : end] if t.tag_ in FINITE and t.head.i < t.i + 1), None)
    spoken = frame is not None and frame.pos_ == "VERB"
    if verb is not None and noun.dep_ == "pobj" and noun.head.i < start and not spoken:
        subjects = [c for c in verb.children if c.dep_ in SUBJECT]
        if all(c.i < start for c in subjects) and noun not in verb.ancestors:  # `chants of "Norway armed ..."`
            for outside in subjects:
                outside.dep_ = "dep"
            make_subject(noun, verb)
            return
    if frame is None or verb is None or frame.tag_ not in {"VBN", "VBD"} or frame.head != noun or noun == verb:
        return
    subject = next((c for c in verb.children if c.dep_ in SUBJECT and c.i < start), None)
    if subject is None or verb.dep_ != "ROOT" or noun.i >= verb.i or any(c.dep_ in SUBJECT for c in frame.children):
        return
    for left in [c for c in noun.lefts if c.i < start - 2]:
        if left.dep_ in {"nmod", "compound"} and noun.dep_ == "pobj" and left.pos_ in {"NOUN", "PROPN"}:
            left.head, left.dep_ = noun.head, "pobj"
        else:
            left.head = frame
    noun.head = verb
    make_subject(noun, verb)
    frame.head, frame.dep_ = verb, "parataxis"
    subject.head = frame


def mend_source_before(sentence: Span) -> None:
    """Detach the source before a headline's colon from the clause: in `Police: Rebels killed Holt` rebels did it."""
    doc, start = sentence.doc, sentence.start
    colon = next((t for t in sentence[: LONGEST_SOURCE + 1] if t.text == ":"), None)
    if colon is None or colon.i == start or any(t.tag_ in FINITE for t in doc[start : colon.i]):
        return
    top = next((t for t in doc[start : colon.i] if t.head.i > colon.i), None)
    if top is None:
        return
    below = [c for c in top.children if c.i > colon.i and c.pos_ in {"NOUN", "PROPN"}]
    if top.dep_ in SUBJECT and below:
        make_subject(below[0], top.head)
    top.dep_ = "dep"


def mend_source_after(sentence: Span) -> None:
    """Detach the source at the end of a headline: in `Rebels killed Anna Holt - UN report` no report is killed."""
    doc, end = sentence.doc, sentence.end
    dash = next((t for t in reversed(sentence[-LONGEST_SOURCE - 1 :]) if t.text in _DASHES or t.text == ","), None)
    if dash is None or dash.i + 1 >= end or dash.i <= sentence.start or doc[end - 1].text == ".":
        return
    apart = dash.text != "," and bool(doc[dash.i - 1].whitespace_) and bool(dash.whitespace_)
    source = doc[dash.i + 1 : end]
    says = [t for t in source if t.tag_ in FINITE]
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


def mend_trailing_source(noun: Token) -> None:
    """Make a source in parentheses the subject of its verb: in `war between A and B, analysts say, ...` they speak.

    The parser takes the source for one more of what is coordinated before the comma.
    """
    doc, first = noun.doc, noun.left_edge.i
    if noun.head.i > first or first < 1 or doc[first - 1].text != "," or noun.head.pos_ not in {"NOUN", "PROPN"}:
        return
    at = noun.right_edge.i + 1
    if at >= len(doc) or doc[at].lemma_.lower() not in SPEECH.reporting or doc[at].tag_ not in FINITE:
        return
    verb = doc[at]
    closed = at + 1 == len(doc) or doc[at + 1].text in {",", "."} or doc[at + 1].is_sent_start
    others = [c for c in verb.children if c.dep_ in SUBJECT]
    told = verb.head  # whose subject the parser may have given to the verb of speech
    if not closed or noun in verb.ancestors or (others and not (others[0] in noun.ancestors and told.i > verb.i)):
        return
    for subject in others:
        make_subject(subject, told)
    make_subject(noun, verb)


def mend_speech(subject: Token) -> None:
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
    speaker = next((child for child in verb.children if child.dep_ in SUBJECT and child.i < verb.i), None)
    if speaker is not None and not _quote_between(speech, speaker) and speech.i < speaker.i:
        speaker.head, speaker.dep_ = speech, "nsubj"
        make_subject(subject, verb)
    elif speaker is None and sum(child.dep_ in SUBJECT for child in speech.children) > 1:
        make_subject(subject, verb)


def _quote_between(first: Token, last: Token) -> bool:
    """Return True if there is a quotation mark between two tokens."""
    return any(token.tag_ in _QUOTES for token in first.doc[first.i + 1 : last.i])


def make_subject(token: Token, verb: Token) -> None:
    """Attach a token to a verb as its active or passive subject."""
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    token.head, token.dep_ = verb, "nsubjpass" if passive else "nsubj"
