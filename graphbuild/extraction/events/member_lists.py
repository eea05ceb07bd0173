"""Members that are listed after a body or its verb: read by word order, since the parser loses track in long lists.

"The council comprises Bell, Corps Commander Ada Holt and two judges", "an alliance composed of the Velde Party and the
Norvia League", "the G4 (Norland, Velde and Norvia)".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.symbols import VERB
from spacy.tokens import Token

from graphbuild.core.model import ActorType, MentionKind
from graphbuild.extraction.events.context import DocumentContext
from graphbuild.extraction.events.event import Event, structural_event
from graphbuild.extraction.events.wholes import one_whole
from graphbuild.extraction.syntax import control, grammar
from graphbuild.extraction.syntax.grammar import SUBJECTS
from graphbuild.knowledge.lexicon.function_words import FUNCTION_WORDS
from graphbuild.knowledge.lexicon.membership import MEMBERSHIP
from graphbuild.knowledge.ontology import BODIES
from graphbuild.knowledge.ontology.structural import MEMBER_OF, PART_OF

PEOPLE = frozenset({ActorType.PERSON, ActorType.GROUP, ActorType.COUNTRY})
PHRASE = frozenset(
    {"DT", "PDT", "PRP$", "CD", "JJ", "JJR", "JJS", "RBS", "VBN", "NN", "NNS", "NNP", "NNPS", "POS", "HYPH"}
)
"""Tags of the words in a noun phrase."""
OPENERS = MEMBERSHIP.listing | MEMBERSHIP.listing_with_of
AFTER_COUNT = FUNCTION_WORDS.opening_lists - {"("}
"""Marks between a count of parts and the parts ("three branches: ...")."""
MARKS = FUNCTION_WORDS.opening_lists | {"-"}
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
FEWEST = 2
"""Countries that make a list without a word for it."""


def member_list_events(context: DocumentContext) -> Iterator[Event]:
    """The membership of those who are listed after a body."""
    for token in context.doc:
        word = token.lower_
        if word in OPENERS:
            yield from _after_participle(context, token)
        elif word in MARKS:
            yield from _countries(context, token)
        elif token.pos == VERB and token.lemma_ in MEMBERSHIP.listing_verbs:
            yield from _after_verb(context, token)


def _after_participle(context: DocumentContext, token: Token) -> Iterator[Event]:
    """The members after a participle or preposition: "composed of", "comprising", "including"."""
    start = _list_start(token)
    if token.lower_ in MEMBERSHIP.listing_with_of and start == token.i + 1:
        return
    body = _body_before(context, token.i)
    if body is not None and _of_others(context, body):
        return
    if body is None and token.dep_ not in {"acl", "prep"}:
        body = next(iter(context.mentions_of(control.subjects(token))), None)
    if body is not None:
        yield from _events(context, token, body, members_from(context, start, token.sent.end))


def _after_verb(context: DocumentContext, verb: Token) -> Iterator[Event]:
    """The members after a verb: "the council includes", "the forces consist of"."""
    subjects = control.subjects(verb)
    body = next(iter(context.mentions_of(subjects)), None)
    if body is not None and context.type_of(body) in BODIES:
        body = next((i for i in _owners(context, subjects[0]) if context.type_of(i) in BODIES), body)
    if body is None or verb.tag_ == "VBG":
        return
    yield from _events(context, verb, body, members_from(context, _list_start(verb), verb.sent.end))


def _owners(context: DocumentContext, noun: Token) -> tuple[int, ...]:
    """The bodies whose parts a plural names: "its forces include", "the branches of the army are"."""
    if noun.tag_ != "NNS":
        return ()
    return context.mentions_of(grammar.possessors(noun)) or context.mentions_of(
        grammar.prepositional(noun, *FUNCTION_WORDS.patient_prepositions)
    )


def _list_start(token: Token) -> int:
    """The token at which the list after a word begins."""
    start = token.i + 1
    while start < token.sent.end and token.doc[start].lower_ in MEMBERSHIP.before_lists:
        start += 1
    return start


def _countries(context: DocumentContext, mark: Token) -> Iterator[Event]:
    """The countries in brackets or after a dash behind an organisation's name: "the G4 (Norland and Velde)"."""
    body = _body_before(context, mark.i)
    if body is None or context.type_of(body) is not ActorType.ORGANIZATION:
        return
    members = members_from(context, mark.i + 1, mark.sent.end)
    if len(members) >= FEWEST and all(context.type_of(j) is ActorType.COUNTRY for j in members):
        head = context.mentions[body].head
        for j in members:
            yield structural_event(MEMBER_OF, "listed", (head,), j, body)


def _body_before(context: DocumentContext, at: int) -> int | None:
    """The body that ends before a token; a comma or an abbreviation in brackets may stand between."""
    doc = context.doc
    end = at - 1 if at > 1 and doc[at - 1].text == "," else at
    if end > 2 and doc[end - 1].text == ")" and doc[end - 3].text == "(":
        end -= 3
    found = context.mention_at(doc[end - 1]) if end > 0 else None
    if found is None or context.mentions[found].end != end:
        return None
    return _made_of(context, found)


def _made_of(context: DocumentContext, i: int) -> int:
    """The one body that a noun before "of" names, or the mention itself: "a coalition of militias"."""
    preposition = context.head(i).head
    if context.head(i).dep_ != "pobj" or preposition.lower_ not in FUNCTION_WORDS.patient_prepositions:
        return i
    outer = context.mention_at(preposition.head)
    collective = outer is not None and context.mentions[outer].type in BODIES | {ActorType.GROUP}
    return outer if outer is not None and collective and preposition.head.tag_ == "NN" else i


def _events(context: DocumentContext, word: Token, body: int, members: Sequence[int]) -> Iterator[Event]:
    """The events of members that a word says to be a body's."""
    collective = BODIES | {ActorType.GROUP}
    if context.type_of(body) not in collective or not one_whole(context, body) or _of_many(context, body):
        return
    for j in members:
        kind = context.type_of(j)
        if context.same_actor(j, body) or kind not in PEOPLE | BODIES:
            continue
        yield structural_event(MEMBER_OF if kind in PEOPLE else PART_OF, "listed", (word.i,), j, body)


def _of_many(context: DocumentContext, body: int) -> bool:
    """Whether a body is a class after all: a plural, unless it is of forces."""
    if context.mentions[body].kind is MentionKind.PRONOUN:
        return context.mentions[body].number == "plur"
    m, noun = context.mentions[body], context.head(body)
    forces = context.type_of(body) is ActorType.SECURITY_FORCE and m.definite
    return m.kind is MentionKind.NOMINAL and noun.tag_ == "NNS" and not forces


def _of_others(context: DocumentContext, body: int) -> bool:
    """Whether the list is rather of those who are of the body: "three leaders of the union, including"."""
    noun = context.head(body)
    over = noun.head.head if noun.dep_ == "pobj" else noun.head
    i = context.mention_at(over) if noun.dep_ in {"pobj", "compound", "nmod", "poss"} else None
    people = i is not None and context.type_of(i) in {ActorType.PERSON, ActorType.GROUP}
    return people and over.lemma_.lower() not in MEMBERSHIP.belonging


def members_from(context: DocumentContext, start: int, stop: int) -> list[int]:
    """The mentions of a list, each the last one of its noun phrase, whose complements are passed over.

    Args:
        context: the document.
        start: the first token of the list. stop: the token before which it ends at the latest.
    """
    found: list[int] = []
    at, first = start, True
    while at < stop:
        mention, end = _phrase(context, at, stop)
        if first and end < stop and context.doc[end].text in AFTER_COUNT:
            at, first = end + 1, False  # "three branches: the army, ..."
            continue
        if end == at or (mention is None and first):
            break
        first = False
        found += [mention] if mention is not None else []
        at = _behind_complements(context, end, stop)
        after = _behind_joint(context, at, stop)
        if after == at:
            if at < stop and context.doc[at].tag_ in FINITE and len(found) > 1 and _begins_clause(context, found[-1]):
                found.pop()  # "including Holt, and Bell said": Bell is not of the list
            break
        at = after
    return list(dict.fromkeys(found))


def _phrase(context: DocumentContext, at: int, stop: int) -> tuple[int | None, int]:
    """The last mention of the noun phrase from a token, which names what the phrase is about, and the phrase's end."""
    doc, found = context.doc, None
    while at < stop:
        inside = [i for i, m in context.mentions_from(at) if m.kind is not MentionKind.PRONOUN and m.end <= stop]
        if inside:
            found = max(inside, key=lambda i: context.mentions[i].end)
            at = context.mentions[found].end
        elif doc[at].tag_ in PHRASE:
            found = None if doc[at].pos_ == "NOUN" else found  # "police shootings"
            at += 1
        else:
            break
    return found, at


def _behind_complements(context: DocumentContext, at: int, stop: int) -> int:
    """The token behind brackets and prepositional phrases."""
    doc = context.doc
    while at < stop:
        if doc[at].text == "(":
            closing = next((k for k in range(at, stop) if doc[k].text == ")"), None)
            if closing is None:
                return at
            at = closing + 1
        elif doc[at].dep_ == "prep" and doc[at].lower_ in FUNCTION_WORDS.within_posts | FUNCTION_WORDS.of_bodies:
            _, end = _phrase(context, at + 1, stop)
            if end == at + 1:
                return at
            at = end
        else:
            return at
    return at


def _behind_joint(context: DocumentContext, at: int, stop: int) -> int:
    """The token behind the commas and conjunctions from a token on."""
    while at < stop and (context.doc[at].text in {",", ";"} or context.doc[at].lower_ in FUNCTION_WORDS.adding):
        at += 1
    return at


def _begins_clause(context: DocumentContext, i: int) -> bool:
    """Whether a mention is the subject of a clause of its own."""
    return context.head(i).dep_ in SUBJECTS
