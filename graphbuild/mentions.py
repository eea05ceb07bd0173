"""Finding the places where a text mentions an actor: names, descriptions headed by an actor noun, pronouns.

Names come from the model's recogniser, mended by what the lexicon is sure of (countries, titles, known organisations),
and from proper nouns that the recogniser missed. Descriptions are noun phrases whose head the lexicon knows as an
actor. Mentions may lie inside one another ("Iran" in "Iran-backed militias").
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan

from graphbuild.grammar import left_edge
from graphbuild.lexicon import Lexicon
from graphbuild.model import ActorType, MentionKind

NAME_LABELS = {
    "PERSON": ActorType.PERSON,
    "ORG": ActorType.ORGANIZATION,
    "GPE": ActorType.PLACE,
    "LOC": ActorType.PLACE,
    "FAC": ActorType.PLACE,
    "NORP": ActorType.GROUP,
}
NOT_NAMES = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "LAW", "LANGUAGE", "EVENT"}
)
LINKING = frozenset(
    {
        "of",
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "de",
        "da",
        "del",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "for",
        "the",
        "and",
        "&",
        "-",
    }
)
ACTING_COMPOUNDS = frozenset({ActorType.GOVERNMENT, ActorType.SECURITY_FORCE, ActorType.ARMED_GROUP, ActorType.PARTY})
MALE_TITLES = frozenset({"mr", "sir", "king", "prince", "lord", "sheikh", "brother", "father"})
FEMALE_TITLES = frozenset({"mrs", "ms", "miss", "queen", "princess", "lady", "dame", "madame", "sister"})
PLURAL = frozenset({"NNS", "NNPS"})
# word: (person, number, gender); gender n is for things, c for people of either
PRONOUNS: dict[str, tuple[int, str, str]] = {
    "he": (3, "sing", "m"),
    "him": (3, "sing", "m"),
    "his": (3, "sing", "m"),
    "himself": (3, "sing", "m"),
    "she": (3, "sing", "f"),
    "her": (3, "sing", "f"),
    "hers": (3, "sing", "f"),
    "herself": (3, "sing", "f"),
    "it": (3, "sing", "n"),
    "its": (3, "sing", "n"),
    "itself": (3, "sing", "n"),
    "they": (3, "plur", "c"),
    "them": (3, "plur", "c"),
    "their": (3, "plur", "c"),
    "theirs": (3, "plur", "c"),
    "themselves": (3, "plur", "c"),
    "i": (1, "sing", "c"),
    "me": (1, "sing", "c"),
    "my": (1, "sing", "c"),
    "myself": (1, "sing", "c"),
    "we": (1, "plur", "c"),
    "us": (1, "plur", "c"),
    "our": (1, "plur", "c"),
    "ourselves": (1, "plur", "c"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenMention:
    """A mention as a stretch of tokens, end exclusive, with what its own words tell.

    Attributes:
        head: the token that governs it in the parse.
        type: what the words say it is; a guess where `sure` is false.
        number: `sing` or `plur`; gender: `m`, `f`, `n` (a thing), `c` (people), or nothing where the words are silent.
        country: ISO code where the mention names a country or its people.
        title: the words before a name that give an office, a rank or a role.
        definite: "the ...", "this ...", "his ...": it may refer back.
        known: the id of the gazetteer's entry that it names.
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    type: ActorType
    sure: bool = False
    number: str = "sing"
    gender: str | None = None
    country: str | None = None
    title: str | None = None
    definite: bool = False
    known: str | None = None

    def tokens(self, doc: Doc) -> TokenSpan:
        """The mention's tokens in its `Doc`."""
        return doc[self.start : self.end]


def find_mentions(
    doc: Doc, lexicon: Lexicon, overlay: Callable[[list[TokenMention]], list[TokenMention]] | None = None
) -> list[TokenMention]:
    """All mentions of a document, in text order, each head token once.

    Verb forms whose lemma the model is known to get wrong ("staged": stag) are set right on the way.

    Args:
        doc: parsed.
        lexicon: the word lists.
        overlay: lays over the names those that are known otherwise (a gazetteer's); nothing inside such a one is a
            description or pronoun.
    """
    _mend_lemmas(doc, lexicon)
    names = _unique(_names(doc, lexicon))
    names = overlay(names) if overlay is not None else names
    known = {i for m in names if m.known for i in range(m.start, m.end)}
    names += _repeated(doc, names)
    titles = {i for m in names if m.title for i in range(m.start - len(m.title.split()), m.start)}
    names = [m for m in names if m.country or m.head not in titles]  # no name in "Secretary of State Anna Lind"
    covered = {i for m in names for i in range(m.start, m.end)}
    heads = {m.head for m in names}
    spans = {(m.start, m.end) for m in names if not m.country}
    nominals = [
        m
        for token in doc
        for m in _nominal(token, lexicon, covered, heads)
        if (m.start, m.end) not in spans and (m.head not in titles) and m.head not in known
    ]
    pronouns = [m for token in doc if (m := _pronoun(token)) is not None and m.head not in known]
    return sorted([*names, *nominals, *pronouns], key=lambda m: (m.start, -m.end))


def _mend_lemmas(doc: Doc, lexicon: Lexicon) -> None:
    for token in doc:
        if token.pos_ == "VERB" and token.lower_ in lexicon.verb_lemmas:
            token.lemma_ = lexicon.verb_lemmas[token.lower_]


def _repeated(doc: Doc, names: list[TokenMention]) -> list[TokenMention]:
    """Names that the text gives elsewhere and the recogniser did not see again ("Muslih commands ...")."""
    known: dict[str, TokenMention] = {}
    for m in names:
        words = m.tokens(doc)
        if (m.end - m.start == 1 and len(words[0]) > 2) or m.type is ActorType.PERSON:
            known.setdefault(words[-1].text, m)
    covered = {i for m in names for i in range(m.start, m.end)}
    return [
        replace(known[t.text], start=t.i, end=t.i + 1, head=t.i, title=None, known=None)
        for t in doc
        if t.i not in covered
        and t.text in known
        and t.text[:1].isupper()
        and t.dep_ not in {"compound", "amod"}
        and not (t.is_sent_start and t.is_stop)
    ]


def _unique(found: Iterable[TokenMention]) -> list[TokenMention]:
    """One mention a head token: the longer one wins."""
    best: dict[int, TokenMention] = {}
    for mention in found:
        old = best.get(mention.head)
        if old is None or mention.end - mention.start > old.end - old.start:
            best[mention.head] = mention
    return list(best.values())


def _names(doc: Doc, lexicon: Lexicon) -> Iterator[TokenMention]:
    taken: set[int] = set()
    for start, end, label in _name_spans(doc, lexicon):
        mention = _name(doc, start, end, label, lexicon)
        if mention is not None:
            taken.update(range(mention.start, mention.end))
            yield mention
            yield from _nested(doc, mention, lexicon)
    for token in doc:
        if token.i not in taken and (country := lexicon.nationality(token)):
            yield _country_mention(token, country)


def _country_mention(token: Token, country: str) -> TokenMention:
    return TokenMention(
        start=token.i,
        end=token.i + 1,
        head=token.i,
        kind=MentionKind.NAME,
        type=ActorType.COUNTRY,
        sure=True,
        gender="n",
        country=country,
    )


def _nested(doc: Doc, mention: TokenMention, lexicon: Lexicon) -> Iterator[TokenMention]:
    """The country inside a longer name ("U.S. Central Command", "Iraqi National Congress")."""
    if mention.country is not None or mention.end - mention.start < 2 or mention.type is ActorType.PERSON:
        return
    for size in (2, 1):
        if mention.end - mention.start > size:
            span = doc[mention.start : mention.start + size]
            country = lexicon.country(span.text) or (lexicon.nationality(span[0]) if size == 1 else None)
            if country:
                yield replace(_country_mention(span[-1], country), start=span.start)
                return


def _name_spans(doc: Doc, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Stretches of tokens that may be a name, with the recogniser's label or nothing."""
    covered: set[int] = set()
    for entity in doc.ents:
        if entity.label_ in NAME_LABELS:
            start, end = _grown(doc, entity)
            for piece_start, piece_end in _split(doc, start, end):
                yield piece_start, piece_end, entity.label_
            covered.update(range(start, end))
        elif entity.label_ in NOT_NAMES and not _mislabelled(entity, lexicon):
            covered.update(range(entity.start, entity.end))
    yield from ((s, e, "") for s, e in _proper_runs(doc, covered))


def _mislabelled(entity: TokenSpan, lexicon: Lexicon) -> bool:
    return lexicon.known_type(entity.text) is not None


def _grown(doc: Doc, entity: TokenSpan) -> tuple[int, int]:
    """The entity with the proper nouns that belong to the same phrase but were left out."""
    start, end = entity.start, entity.end
    if entity.label_ in {"GPE", "NORP"}:
        return start, end
    root = entity.root
    while (
        end < len(doc)
        and doc[end].pos_ == "PROPN"
        and doc[end].dep_ != "appos"
        and doc[end].ent_type_ == ""
        and (doc[end].i == root.head.i or (doc[end].head.i in range(start, end + 1) and doc[end].dep_ == "compound"))
    ):
        end += 1
    return start, end


def _split(doc: Doc, start: int, end: int) -> list[tuple[int, int]]:
    """An entity that swallowed a bracket or a comma, in its parts ("Popular Front (PF")."""
    pieces, begin = [], start
    for i in range(start, end):
        if doc[i].text in {"(", ")", ",", ";", ":", "/", "[", "]"}:
            pieces.append((begin, i))
            begin = i + 1
    pieces.append((begin, end))
    return [(s, e) for s, e in pieces if s < e]


def _proper_runs(doc: Doc, covered: set[int]) -> Iterator[tuple[int, int]]:
    """Runs of proper nouns outside all entities ("Popular Mobilisation Forces", "PMF")."""
    i = 0
    while i < len(doc):
        if not _proper(doc[i], covered):
            i += 1
            continue
        end = i + 1
        while end < len(doc) and (_proper(doc[end], covered) or _bridges(doc, end, covered)):
            end += 1
        yield i, end
        i = end


def _proper(token: Token, covered: set[int]) -> bool:
    return (
        token.pos_ == "PROPN"
        and token.i not in covered
        and token.text[:1].isupper()
        and token.ent_type_ not in NOT_NAMES
    )


def _bridges(doc: Doc, i: int, covered: set[int]) -> bool:
    """A small word inside a name: "of" in "Bank of Iran", the hyphen in "al-Kadhimi"."""
    if i + 1 >= len(doc) or i in covered or not _proper(doc[i + 1], covered):
        return False
    token = doc[i]
    if token.text == "-":
        return not token.whitespace_ and not doc[i - 1].whitespace_
    if token.lower_ in {"of", "for"}:
        return doc[i - 1].tag_ not in {"NNPS"} or doc[i + 1].head.i == i
    return token.lower_ in {"al", "el", "bin", "ibn", "de", "del", "da", "van", "von", "der"}


def _name(doc: Doc, start: int, end: int, label: str, lexicon: Lexicon) -> TokenMention | None:
    start, end = _trim(doc, start, end)
    if label != "PERSON":
        end = _before_title(doc, start, end, lexicon)
    if start >= end:
        return None
    start, title = _strip_title(doc, start, end, label, lexicon)
    if start >= end:
        return None
    span = doc[start:end]
    if not any(c.isalpha() for c in span.text) or (len(span) == 1 and span[0].is_stop and not span[0].is_upper):
        return None
    country = lexicon.country(span.text) or lexicon.nationality(span.root if len(span) > 1 else span[0], alone=True)
    if len(span) > 1 and country and not lexicon.country(span.text):
        country = None
    country = country or lexicon.adjective(span.text)
    title = title or title_before(doc, start, lexicon)
    type_, sure = _name_type(span, label, country, title, lexicon)
    if type_ is None:
        return None
    return TokenMention(
        start=start,
        end=end,
        head=_head(span),
        kind=MentionKind.NAME,
        type=type_,
        sure=sure,
        number="plur" if span.root.tag_ in PLURAL and type_ is ActorType.GROUP else "sing",
        gender=name_gender(span, type_, title, lexicon),
        country=country,
        title=title,
    )


def _head(span: TokenSpan) -> int:
    return int(span.root.i)


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and (
        doc[start].lower_ in {"the", "a", "an", "'s", "anti", "pro"} or doc[start].is_punct or doc[start].is_space
    ):
        start += 1
    while end > start and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    if end - start == 1 and doc[start].lower_.startswith(("anti-", "pro-")):
        return start, start
    return start, end


def _before_title(doc: Doc, start: int, end: int, lexicon: Lexicon) -> int:
    """Where a body's name ends if a title swallowed with it leads over to a person ("Gazprom CEO" Alexei Miller)."""
    if end >= len(doc) or doc[end].pos_ != "PROPN":
        return end
    for size in (4, 3, 2, 1):
        words = [t.lower_ for t in doc[end - size : end]]
        if end - size > start and lexicon.title_length(words) == size:
            return end - size
    return end


def _strip_title(doc: Doc, start: int, end: int, label: str, lexicon: Lexicon) -> tuple[int, str | None]:
    """Where the bare name begins, and the title that was before it."""
    size = lexicon.title_length([t.lower_ for t in doc[start:end]]) if label in {"PERSON", ""} else 0
    if size == 0 or start + size >= end or doc[start + size].lower_ in {"of", "for", "-", "and"}:
        return start, None
    return start + size, doc[start : start + size].text


def title_before(doc: Doc, start: int, lexicon: Lexicon) -> str | None:
    """The title just before a name, outside it ("Prime Minister" before "Mustafa al-Kadhimi")."""
    for size in (4, 3, 2, 1):
        words = [t.lower_ for t in doc[max(start - size, 0) : start]]
        if len(words) == size and lexicon.title_length(words) == size:
            return str(doc[start - size : start].text)
    return None


def _name_type(
    span: TokenSpan, label: str, country: str | None, title: str | None, lexicon: Lexicon
) -> tuple[ActorType | None, bool]:
    """What a name names, and whether that is more than the recogniser's guess."""
    known = lexicon.known_type(span.text)
    if known is not None:
        return known, True
    if country:
        return ActorType.COUNTRY, True
    if title or title_before(span.doc, span.start, lexicon) or _called_person(span, label, lexicon):
        return ActorType.PERSON, True
    if lexicon.is_place(span.text):
        return ActorType.PLACE, True
    by_head = lexicon.head_type(span[-1].text) or (
        lexicon.head_type(span[0].text) if len(span) > 1 and span[1].lower_ in {"of", "for"} else None
    )
    if by_head is not None and len(span) > 1 and label != "PERSON":
        return by_head, True
    if label == "NORP":
        return (ActorType.GROUP, False) if span.root.tag_ in PLURAL else (None, False)
    if label == "":
        return _unlabelled_type(span, lexicon)
    return NAME_LABELS[label], False


def _called_person(span: TokenSpan, label: str, lexicon: Lexicon) -> bool:
    """Whether a human noun in apposition says that this is a person ("the party's leader, Marine Le Pen")."""
    if label not in {"ORG", "", "GPE"} or span.root.tag_ == "NNPS":
        return False
    beside = [c for c in span.root.children if c.dep_ == "appos"]
    beside += [span.root.head] if span.root.dep_ == "appos" else []
    verb = span.root.head
    if span.root.dep_ == "nsubj" and verb.lemma_ == "be":
        beside += [c for c in verb.children if c.dep_ == "attr"]  # "Weld was a commander in the navy"
    return any(t.pos_ == "NOUN" and t.tag_ == "NN" and lexicon.is_person_noun(t.lemma_.lower()) for t in beside)


def _unlabelled_type(span: TokenSpan, lexicon: Lexicon) -> tuple[ActorType | None, bool]:
    """A run of proper nouns that the recogniser did not mark."""
    if all(lexicon.is_title_word(t.lower_) for t in span):
        return None, False
    if lexicon.gender(span[0].lower_) and len(span) > 1:
        return ActorType.PERSON, False
    if _headline(span):
        return None, False
    if len(span) == 1 and span[0].is_upper and 2 <= len(span[0]) <= 6:
        return ActorType.ORGANIZATION, False
    if len(span) > 1 and not span[0].is_sent_start:
        return ActorType.ORGANIZATION, False
    if len(span) == 1 and span.root.dep_ in {"nsubj", "dobj", "pobj", "appos", "poss", "conj", "nsubjpass"}:
        return ActorType.ORGANIZATION, False
    return None, False


def _headline(span: TokenSpan) -> bool:
    """Whether the sentence writes all its words with capitals, so that they tell nothing."""
    words = [t for t in span.sent if t.is_alpha and len(t) > 3]
    return len(words) > 3 and sum(t.text[0].isupper() for t in words) > 0.7 * len(words)


def name_gender(span: TokenSpan, type_: ActorType, title: str | None, lexicon: Lexicon) -> str | None:
    """What a name tells of its bearer's gender, as in `TokenMention`."""
    if type_ is not ActorType.PERSON:
        return "c" if type_ is ActorType.GROUP else "n"
    words = title.lower().replace(".", "").split() if title else []
    for gender, told in (("m", MALE_TITLES), ("f", FEMALE_TITLES)):
        if told & set(words) or any(lexicon.noun_gender(w) == gender for w in words):
            return gender
    return lexicon.gender(span[0].lower_) if len(span) > 1 else None


def _nominal(token: Token, lexicon: Lexicon, covered: set[int], heads: set[int]) -> Iterator[TokenMention]:
    """The description that a noun heads, if its noun is an actor's ("heavily armed militiamen")."""
    people = lexicon.people(token)
    if _is_age(token):
        yield _aged(token)
        return
    if token.pos_ not in {"NOUN", "PROPN", "ADJ"} or (token.i in heads and not people):
        return
    if token.pos_ == "PROPN" and token.i in covered and not people:
        return
    if token.pos_ == "ADJ" and people is None:
        return
    plural = token.tag_ in PLURAL or token.lower_ in {"police", "troops", "people", "media"}
    type_ = ActorType.GROUP if people and plural else lexicon.noun_type(token, plural=plural)
    if type_ is None or _is_modifier(token, type_) or _abstract(token, plural=plural):
        return
    start = left_edge(token)
    while start < token.i and doc_adverb(token.doc[start]):
        start += 1
    yield TokenMention(
        start=start,
        end=token.i + 1,
        head=token.i,
        kind=MentionKind.NOMINAL,
        type=type_,
        sure=True,
        number="plur" if plural else "sing",
        gender=_nominal_gender(token, type_, plural, lexicon),
        definite=any(
            c.dep_ in {"det", "poss"} and c.lower_ not in {"a", "an", "some", "any", "another"} for c in token.children
        ),
    )


def _is_age(token: Token) -> bool:
    """The "old" of "the 43-year-old", where nobody else is called so old."""
    if token.lower_ not in {"old", "olds"} or token.i < 4 or token.dep_ in {"amod", "acomp", "advmod", "npadvmod"}:
        return False
    before = token.doc[token.i - 4 : token.i]
    return before[0].like_num and [t.lower_ for t in before[1:]] == ["-", "year", "-"]


def _aged(token: Token) -> TokenMention:
    article = token.doc[token.i - 5] if token.i > 4 else None
    return TokenMention(
        start=token.i - 4,
        end=token.i + 1,
        head=token.i,
        kind=MentionKind.NOMINAL,
        type=ActorType.PERSON,
        sure=True,
        number="plur" if token.lower_ == "olds" else "sing",
        definite=article is not None and article.lower_ in {"the", "this", "that"},
    )


def doc_adverb(token: Token) -> bool:
    """An adverb that only weighs what follows ("mostly Shi'ite factions")."""
    return token.lower_ in {"mostly", "mainly", "largely", "predominantly", "only", "even", "especially", "including"}


def _abstract(token: Token, *, plural: bool) -> bool:
    """A bare singular noun that names no one: "in opposition to", "under prosecution"; and what is said not to be."""
    if any(c.dep_ == "det" and c.lower_ == "no" for c in token.children):
        return True
    if plural or token.pos_ == "PROPN" or token.dep_ not in {"pobj", "dobj"} or token.lower_ in {"police", "military"}:
        return False
    bare = not any(c.dep_ in {"det", "poss", "amod", "compound", "nummod", "relcl", "nmod"} for c in token.children)
    return bare and not any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)


def _nominal_gender(token: Token, type_: ActorType, plural: bool, lexicon: Lexicon) -> str | None:
    if type_ is ActorType.PERSON:
        return lexicon.noun_gender(token.lemma_.lower())
    return "c" if plural or type_ is ActorType.GROUP else "n"


def _is_modifier(token: Token, type_: ActorType) -> bool:
    """Whether the noun only modifies another ("militia commander"); bodies that act may do so ("police raid")."""
    if token.dep_ in {"amod", "npadvmod"}:
        return True
    return token.dep_ in {"compound", "nmod"} and (type_ not in ACTING_COMPOUNDS or token.head.pos_ == "PROPN")


def _pronoun(token: Token) -> TokenMention | None:
    if token.tag_ not in {"PRP", "PRP$"} or token.lower_ not in PRONOUNS or token.dep_ == "expl":
        return None
    person, number, gender = PRONOUNS[token.lower_]
    if token.lower_ == "us" and token.is_upper:
        return None
    type_ = ActorType.PERSON if gender in {"m", "f"} or (person == 1 and number == "sing") else ActorType.GROUP
    return TokenMention(
        start=token.i,
        end=token.i + 1,
        head=token.i,
        kind=MentionKind.PRONOUN,
        type=type_,
        number=number,
        gender=gender,
        definite=True,
    )
