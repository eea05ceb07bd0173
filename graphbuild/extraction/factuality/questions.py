"""Questions: what is asked is not stated."""

from __future__ import annotations

from spacy.tokens import Token

OPENING = frozenset({'"', "'", "\u201c", "\u2018", "``"})
CLOSING = frozenset({'"', "'", "\u201d", "\u2019", "''"})


def asks(token: Token) -> bool:
    """Return True if a word is in a question: its sentence ends with the mark, and not in a quotation without it.

    "Holt wrote to Marsh, asking, 'Can you help?'" asks for help; that she wrote is stated.
    """
    doc, sent = token.doc, token.sent
    last = sent.end - 1
    while last > sent.start and not doc[last].text.strip(" \"'\u201d\n"):
        last -= 1
    if not doc[last].text.endswith("?"):
        return False
    closed = any(t.text in CLOSING for t in doc[last + 1 : sent.end])
    opened = next((i for i in range(last, sent.start, -1) if doc[i].text in OPENING), None)
    if opened is not None and doc[opened].tag_ == "``" and not closed:  # the quotation goes on in the next sentence
        closed = not any(t.text in CLOSING for t in doc[opened + 1 : last])
    return opened is None or not closed or token.i > opened
