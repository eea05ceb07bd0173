"""Names of the user's gazetteer in a text, which replace the names found without it.

A name of several words is found in any case, an acronym or single word only as written or if it is tagged as a name.
The longest name wins, and a single word that is only a part of a longer name in the text ("Ford" in "Ford Foundation")
does not match.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.core.names import fold, spelled
from graphbuild.extraction.mentions.mention import PLURAL, TokenMention
from graphbuild.extraction.mentions.name_boundaries import NAME_LABELS, NOT_NAMES, title_before
from graphbuild.extraction.mentions.name_types import name_gender
from graphbuild.knowledge.gazetteer import Entry, Gazetteer
from graphbuild.knowledge.gazetteer.phrases import word_pieces
from graphbuild.knowledge.lexicon.lexicon import Lexicon
from graphbuild.knowledge.lexicon.naming import NAMING


def overlay(doc: Doc, names: list[TokenMention], gazetteer: Gazetteer, lexicon: Lexicon) -> list[TokenMention]:
    """Return the names of a document with those of the gazetteer in their place."""
    kept, known = names, list[TokenMention]()
    for start, end, entry in find_known(doc, gazetteer):
        mention = _mention(doc[start:end], entry, lexicon)
        if not any(_swallows(doc, name, mention, lexicon) for name in names):
            kept = [name for name in kept if _stays(doc, name, mention, lexicon)]
            known.append(mention)
    bearers = _surnames(doc, [*known, *kept], gazetteer)
    return [*known, *(_state(_alone(doc, name, bearers), gazetteer) for name in kept)]


def find_known(doc: Doc, gazetteer: Gazetteer) -> Iterator[tuple[int, int, Entry]]:
    """Yield the token ranges (start, end) that an entry names, without overlaps, with the entry."""
    for sentence in doc.sents:
        pieces, owners = _pieces(sentence)
        lower = [piece.casefold() for piece in pieces]
        i = 0
        while i < len(pieces):
            size = 0
            for size, id in gazetteer.phrases.at(lower, i) if _begins(owners, i) else ():
                span = doc[owners[i] : owners[i + size - 1] + 1]
                if _begins(owners, i + size) and _is_name(span, pieces[i : i + size], gazetteer):
                    yield span.start, span.end, gazetteer.entries[id]
                    break
            else:
                size = 0
            i += size or 1


def _pieces(sentence: TokenSpan) -> tuple[list[str], list[int]]:
    """Return the pieces of a sentence's tokens, and the index of the token of each piece."""
    pieces: list[str] = []
    owners: list[int] = []
    last = sentence.end - 1
    for token in sentence:
        found = word_pieces(spelled(token.text)) or _silence(token, last)
        pieces += found
        owners += [token.i] * len(found)
    return pieces, owners


def _silence(token: Token, last: int) -> list[str]:
    """Return the pieces for a token without letters: none inside a name ("al-Haq", "Sh. Ahmed"), else a barrier."""
    inside = token.i < last and token.i > 0 and not token.nbor(-1).whitespace_
    if inside and (token.text == "." or token.tag_ == "POS" or not token.whitespace_):
        return []
    return [token.text]


def _begins(owners: list[int], i: int) -> bool:
    """Return True if a token begins at a piece, or the sentence has ended."""
    return i == 0 or i >= len(owners) or owners[i] != owners[i - 1]


def _is_name(span: TokenSpan, pieces: list[str], gazetteer: Gazetteer) -> bool:
    """Return True if words that match a name are also written like one."""
    likely = any(t.pos_ == "PROPN" or t.ent_type_ in NAME_LABELS for t in span)
    if len(pieces) > 1:
        return likely or any(t.text[:1].isupper() for t in span if not t.is_sent_start)
    if span[0].ent_type_ in NOT_NAMES:
        return False  # the month of May
    if gazetteer.phrases.written(pieces[0]):
        return likely or not (span[0].is_sent_start or _shouted(span.sent))
    return likely and not gazetteer.phrases.only_acronym(pieces[0])


def _shouted(sentence: TokenSpan) -> bool:
    """Return True if a sentence is all in capitals."""
    return not any(t.text[:1].islower() for t in sentence) and sum(t.is_upper and len(t) > 1 for t in sentence) > 1


def _mention(span: TokenSpan, entry: Entry, lexicon: Lexicon) -> TokenMention:
    """Return the mention of an entry at this span."""
    person, state = entry.type is ActorType.PERSON, entry.type is ActorType.COUNTRY
    title = title_before(span.doc, span.start, lexicon) if person else None
    return TokenMention(
        start=span.start,
        end=span.end,
        head=span.root.i,
        kind=MentionKind.NAME,
        type=entry.type,
        sure=True,
        number="plur" if span.root.tag_ in PLURAL and entry.type is ActorType.GROUP else "sing",
        gender=name_gender(span, entry.type, title, lexicon),
        country=entry.country if state and entry.country in lexicon.country_names else None,
        title=title,
        known=entry.id,
    )


def _swallows(doc: Doc, name: TokenMention, known: TokenMention, lexicon: Lexicon) -> bool:
    """Return True if the text has a longer name of another actor: "Ford Foundation", "Ali Hassan Kamil"."""
    if not (name.start <= known.start and known.end <= name.end) or not _more(doc, name, known, lexicon):
        return False
    words = sum(t.is_alpha for t in doc[known.start : known.end])
    return words < 2 or (known.type is ActorType.PERSON and name.type is ActorType.PERSON)


def _more(doc: Doc, name: TokenMention, known: TokenMention, lexicon: Lexicon) -> bool:
    """Return True if a name has more than the known one inside it, other than a title or a generic word."""
    rest = [t for t in doc[name.start : name.end] if not known.start <= t.i < known.end]
    return any(
        t.text[:1].isupper() and t.lower_ != "the" and t.lower_.strip(".") not in NAMING.generic_endings_of_known
        and not lexicon.is_title_word(t.lower_)
        for t in rest
    )  # fmt: skip


def _stays(doc: Doc, name: TokenMention, known: TokenMention, lexicon: Lexicon) -> bool:
    """Return True if another name remains next to a known one: separate, around it, or a state inside it."""
    if name.end <= known.start or known.end <= name.start:
        return True
    if name.start <= known.start and known.end <= name.end and name.head != known.head:
        return _more(doc, name, known, lexicon)
    inside = known.start <= name.start and name.end <= known.end and name.head != known.head
    return inside and name.country is not None and known.type is not ActorType.PERSON


def _state(name: TokenMention, gazetteer: Gazetteer) -> TokenMention:
    """Return a mention of a state by adjective or people with the entry of that state."""
    entry = gazetteer.states.get(name.country or "")
    return replace(name, known=entry.id) if entry is not None else name


def _surnames(doc: Doc, names: list[TokenMention], gazetteer: Gazetteer) -> dict[str, Entry]:
    """Return the last word of each known person's name in the text, unless somebody else has it."""
    found: dict[str, set[str]] = {}
    for name in names:
        entry = gazetteer.entries[name.known] if name.known else None
        if entry is not None and entry.type is ActorType.PERSON:
            for word in (other.replace("-", " ").split()[-1] for other in entry.names if " " in other):
                found.setdefault(fold(word), set()).add(entry.id)
        elif name.end - name.start > 1:
            found.setdefault(doc[name.end - 1].lower_, set()).add("")
    return {word: gazetteer.entries[min(ids)] for word, ids in found.items() if len(ids) == 1 and "" not in ids}


def _alone(doc: Doc, name: TokenMention, bearers: dict[str, Entry]) -> TokenMention:
    """Return a bare surname as a mention of the known person with that surname."""
    entry = bearers.get(doc[name.start].lower_) if name.end - name.start == 1 and not name.country else None
    if entry is None or (name.sure and name.type is not ActorType.PERSON):
        return name
    return replace(name, type=ActorType.PERSON, sure=True, known=entry.id)
