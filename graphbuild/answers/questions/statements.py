"""Conversion of a question to statements: placeholders for actors and for who is asked, in declarative order.

"Whom did <1> release" becomes "the Kovar Ministry did release Anna Holt.", which the reader can parse. There are
several if the type of the actor asked for is unknown; the first that yields a claim counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graphbuild.answers.questions.words import words
from graphbuild.core.model import Actor, ActorType

ASKED = "<0>"
"""Placeholder of the actor asked for."""
_TYPES = (
    *(ActorType.PERSON, ActorType.ARMED_GROUP, ActorType.COUNTRY, ActorType.GROUP, ActorType.COMPANY),
    *(ActorType.GOVERNMENT, ActorType.PARTY, ActorType.PLACE),
)
_AUX = "did|does|do|has|have|had|is|are|was|were|will|would|can|could|may|might"
_ACTOR = r"(?:the |any |an? )?<\d>"
_JOINED = rf"{_ACTOR}(?: (?:and|or) {_ACTOR})*"
_ACTED_ON = re.compile(r"(?<!\bin)(?<!\bat)(?<!\bnear)(?<!\bfrom)(?<!\bon) (?:the |any |an? )?<[1-9]>", re.IGNORECASE)
_WHO = r"(?:who(?:m|ever)?|what|which|how many)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence with the name that replaces each actor: 0 is the one asked for, 1 the first actor of the question."""

    text: str
    stand_ins: dict[int, str]


def statements(question: str, actors: Sequence[Actor]) -> tuple[list[Statement], frozenset[ActorType]]:
    """Return the statements that a question may mean, likeliest first, and the types that it asks for."""
    noun, types, rest = _asked_for(question)
    shapes = list(dict.fromkeys(_shapes(rest, plural=noun.endswith("s") and not noun.endswith("ss"))))
    kinds = [kind for kind in (*_TYPES, *sorted(types)) if not types or kind in types] or list(_TYPES)
    found = [_filled(shape, actors, kind) for shape in shapes for kind in (kinds if ASKED in shape else kinds[:1])]
    return found, types


def _asked_for(question: str) -> tuple[str, frozenset[ActorType], str]:
    """Return the noun that says what is asked for, the types it names, and the question with `<0>` in its place."""
    text = re.sub(r"\b(?:any|some)(?:one|body)\b", ASKED, question, flags=re.IGNORECASE)
    text = re.sub(r"^(?:by|to|with|from|for|against|of|about|on) (?=wh)", r"\g<0>", text, flags=re.IGNORECASE)
    match = re.search(r"\b(?:which|what|how many) (?:other |of the )?((?:[a-z]+ )??[a-z]+)\b", text, re.IGNORECASE)
    for noun, end in _nouns(text, match) if match else ():
        for plain in (noun, noun.removesuffix("s"), re.sub("ies$", "y", noun)):
            if plain in words().nouns:
                return noun, words().nouns[plain], text[: match.start()] + ASKED + text[end:] if match else text
    return "", frozenset(), re.sub(rf"\b{_WHO}\b", ASKED, text, count=1, flags=re.IGNORECASE)


def _nouns(text: str, match: re.Match[str]) -> Iterator[tuple[str, int]]:
    """Yield the words after "which" that may be its noun, two or one, and where they end."""
    for pattern in (r"[a-z]+ [a-z]+\b", r"[a-z]+\b"):
        if found := re.compile(pattern, re.IGNORECASE).match(text, match.start(1)):
            yield found[0].lower(), found.end()


def _shapes(text: str, *, plural: bool) -> Iterator[str]:
    """Yield the question in the order of a statement."""
    text = re.sub(r"^(?:when|where|why|how) ", "", text, flags=re.IGNORECASE)
    if match := re.fullmatch(
        rf"(by|to|with|from|for|against|of|about|on) {ASKED} ({_AUX}) ({_JOINED}) (.+)", text, re.I
    ):
        yield f"{match[3]} {match[2]} {match[4]} {match[1]} {ASKED}"  # "by whom was <1> arrested"
    if match := re.fullmatch(rf"{ASKED} ({_AUX}) ({_JOINED})(?: (.+))?", text, re.IGNORECASE):
        aux, subject, rest = match[1].lower(), match[2], match[3]
        if rest:
            yield f"{subject} {aux} {rest} {ASKED}"  # "whom did <1> release"
            if aux in {"did", "does", "do"}:
                yield f"{subject} will {rest} {ASKED}"  # after "will" even "sanction" is a verb
        yield from _named(f"{subject}{' ' + rest if rest else ''}", aux)  # "who is <1>'s commander"
    elif match := re.match(rf"{ASKED} (is|are|was|were) (.+)", text, re.IGNORECASE):
        yield from _named(match[2], match[1].lower(), plural=plural)
    if match := re.fullmatch(rf"({_AUX}) ({_JOINED}|{ASKED}) (.+)", text, re.IGNORECASE):
        yield f"{match[2]} {match[1]} {match[3]}"  # "did <1> release <2>"
        if not _ACTED_ON.search(match[3]):  # the rest names the object
            yield f"{match[2]} {match[1]} {match[3]} by {ASKED}"  # "was <1> arrested"
            yield f"{match[2]} {match[1]} {match[3]} {ASKED}"  # "did <1> kill"
    if text.startswith(ASKED):
        yield text  # "who arrested <1>"
    if not re.match(rf"(?:{_AUX}|{ASKED})\b", text, re.IGNORECASE):
        yield f"{ASKED} is the {text}"  # "commander of <1>"
        yield f"{ASKED} is {text}"  # "<1>'s commander"
        yield text  # "that <1> released <2>"


def _named(phrase: str, aux: str, *, plural: bool = False) -> Iterator[str]:
    """Yield statements for "is the leader of <1>", "are <1>'s allies"; in the plural also with two subjects."""
    if aux in {"are", "were"} or plural:
        yield f"{ASKED} and <9> {aux} {phrase}"
    yield f"{ASKED} {aux} {phrase}"


def _filled(shape: str, actors: Sequence[Actor], kind: ActorType) -> Statement:
    """Return the statement with a name for each actor, each of the actor's type and all different."""
    free = {type_: list(names) for type_, names in words().stand_ins.items()}
    chosen = {number: free[actor.type].pop(0) for number, actor in enumerate(actors[:3], 1)}
    chosen |= {number: free[kind].pop(0) for number in (0, 9) if free[kind]}

    text = re.sub(r"(?:\b(?:the|any|an?) )?<(\d)>", lambda match: chosen.get(int(match[1]), "something"), shape)
    said = text[:1].upper() + text[1:]
    return Statement(text=f"{said}.", stand_ins={n: name for n, name in chosen.items() if f"<{n}>" in shape})
