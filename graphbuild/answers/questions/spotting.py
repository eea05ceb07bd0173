"""Detection of the actors of a store, in any spelling, and of the time in a question."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from graphbuild.answers.questions.words import ACTOR, words
from graphbuild.core.errors import UnknownActorError
from graphbuild.core.model import Actor
from graphbuild.core.names import name_key
from graphbuild.core.periods import Period, period
from graphbuild.graph.find import find_actor, matching, ranked
from graphbuild.graph.view import View

LONGEST = 8
"""Maximum number of words of a name."""
FAR_MORE = 5
"""Ratio of documents from which the more frequent of two actors with one name is assumed."""
_WORD = re.compile(r"[^\W_]+(?:[.\-'’](?!s\b)[^\W_]+)*\.?(?=\W|$)|[^\W_]+")
_PLAIN = frozenset(
    "a an the of in on at by to for with from and or not no is are was were be been do does did has have had will would"
    " can could may might must who whom what which whose when where why how many much any some all both other that this"
    " it he she they his her their its i we you us me there".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spotted:
    """A question with `<1>`, `<2>` ... in place of its actors, and without its time.

    `assumed` are actors chosen among several with the same name, because documents mention them far more often.
    """

    text: str
    actors: tuple[Actor, ...]
    assumed: tuple[Actor, ...]
    since: str | None
    until: str | None


def spot(view: View, text: str) -> Spotted:
    """Find the actors and the time of a question.

    Raises:
        UnknownActorError: a name in it belongs to no actor, or to several.
    """
    rest, since, until = _without_time(_stripped(text))
    names: dict[str, set[str]] = defaultdict(set)
    parts: dict[str, set[str]] = defaultdict(set)
    asked = {word for token in _WORD.findall(rest) for word in name_key(token).split()}
    for name, id_ in {pair for word in sorted(asked - _PLAIN) for pair in view.names([word])}:
        key = name_key(name)
        names[key].add(id_)
        for word in asked.intersection(key.split()):
            parts[word].add(id_)
    found: list[Actor] = []
    marked = _marked(view, rest, names, found)
    marked = _marked_in_part(view, marked, parts, found)
    _no_other_name(view, marked)
    assumed = tuple(actor for actor in found if _shares_its_name(view, actor))
    return Spotted(text=" ".join(marked.split()), actors=tuple(found), assumed=assumed, since=since, until=until)


def _stripped(text: str) -> str:
    """Return the question without its question mark and polite phrases."""
    rest = re.sub(r"[<>\s\x00-\x1f]+", " ", text).strip().rstrip("?!. ")  # <1> is the placeholder of an actor
    for phrase in words().before:
        rest = re.sub(rf"^{phrase}\b[,:]?\s*", "", rest, flags=re.IGNORECASE)
    for phrase in words().after:
        rest = re.sub(rf"[,;]?\s*\b{phrase}$", "", rest, flags=re.IGNORECASE).rstrip("?!., ")
    return rest


def _marked(view: View, text: str, names: dict[str, set[str]], found: list[Actor]) -> str:
    """Return the text with a placeholder for each sequence of words that is an actor's name, longest first."""
    tokens = list(_WORD.finditer(text))
    pieces, at, last = [], 0, 0
    while at < len(tokens):
        for size in range(min(LONGEST, len(tokens) - at), 0, -1):
            start, end = tokens[at].start(), tokens[at + size - 1].end()
            key = name_key(text[start:end])
            if key in names and not (size == 1 and key in _PLAIN):
                pieces += [text[last:start], _mark(view, text[start:end], found)]
                at, last = at + size, end
                break
        else:
            at += 1
    return "".join([*pieces, text[last:]])


def _mark(view: View, name: str, found: list[Actor]) -> str:
    """Return the placeholder of the actor with this name."""
    actor = _meant(view, name)
    if actor not in found:
        found.append(actor)
    return ACTOR.format(found.index(actor) + 1)


def _meant(view: View, name: str) -> Actor:
    """Return the actor of a name; of several without a proper name ("the militias") the most mentioned."""
    if name.islower() and name.startswith("the ") and (several := matching(view, name)):
        return several[0]
    try:
        return find_actor(view, name)
    except UnknownActorError as error:
        actors = ranked(actor for actor in map(view.actor, error.candidates) if actor is not None)
        own = [actor for actor in actors if name_key(actor.name) == name_key(name)]
        if own and (len(own) == 1 or own[0].n_documents >= FAR_MORE * own[1].n_documents):
            return own[0]
        if not actors or not name.islower():
            raise
        return actors[0]


def _shares_its_name(view: View, actor: Actor) -> bool:
    """Whether another actor has the same name."""
    return sum(name_key(other.name) == name_key(actor.name) for other in view.named(actor.name)) > 1


def _marked_in_part(view: View, text: str, parts: dict[str, set[str]], found: list[Actor]) -> str:
    """Return the text with a placeholder for each word that is part of a name.

    The word must be capitalised ("Kadhimi") or follow "the".
    """

    def replaced(match: re.Match[str]) -> str:
        """Return the placeholder of a match, or the match itself."""
        word = match["word"]
        ids = parts.get(name_key(word), set())
        named = word[:1].isupper() and match.start("word") > 0
        if not ids or name_key(word) in _PLAIN or name_key(word) in words().nouns or not (named or match["the"]):
            return match[0]
        return (match["the"] or "") + _mark(view, _best(view, ids) if not named else word, found)

    return re.sub(r"(?P<the>\bthe )?(?<![<\w])(?P<word>[^\W\d_][\w\-]+)(?=['’]s\b|\b(?!['’]))", replaced, text)


def _best(view: View, ids: set[str]) -> str:
    """Return the id of the most mentioned actor: "the militias" among several groups of militias."""
    return ranked(actor for actor in map(view.actor, ids) if actor is not None)[0].id


def _no_other_name(view: View, text: str) -> None:
    """Raise UnknownActorError for words written like a name that belong to no actor."""
    for match in re.finditer(r"(?<=[\w>,] )(?:[A-ZÀ-Þ][\w.\-]+)(?: [A-ZÀ-Þ][\w.\-]+)*", text):
        if name_key(match[0]) not in words().nouns and not match[0].isupper() | (match[0].lower() in _PLAIN):
            find_actor(view, match[0])
            raise UnknownActorError(f"There is no actor {match[0]!r} in the graph.")


def _without_time(text: str) -> tuple[str, str | None, str | None]:
    """Return the text without its times, and the first and last day that they include."""
    given, since, until = words().prepositions, None, None
    date = rf"(?:the )?(?:early |late |mid-)?({_date()})"
    if match := re.search(rf"[, ]*\bbetween {date} and {date}", text, re.IGNORECASE):
        since, until = _first(match[1]), _last(match[2])
        return text.replace(match[0], ""), since, until
    for name in ("within", "from", "until", "before", "after"):
        for word in sorted(given[name], key=len, reverse=True):
            match = re.search(rf"[, ]*\b{word} {date}", text, re.IGNORECASE)
            if match is None:
                continue
            text = text.replace(match[0], "", 1)
            if name in {"within", "from"}:
                since = _first(match[1])
            if name in {"within", "until"}:
                until = _last(match[1])
            if name == "before":
                until = (_days(match[1]).first - timedelta(days=1)).isoformat()
            if name == "after":
                since = (_days(match[1]).last + timedelta(days=1)).isoformat()
    return text, since, until


def _date() -> str:
    """Return the pattern of a date as people write it."""
    month = rf"(?:{'|'.join(words().months)})"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    return rf"\d{{4}}-\d{{2}}(?:-\d{{2}})?|(?:{day} )?{month}(?: {day})?,? \d{{4}}|\d{{4}}"


def _days(written: str) -> Period:
    """Return the days of a date as people write it: "26 May 2021", "May 2021", "2021-05"."""
    if known := period(written):
        return known
    year = written[-4:]
    month = next(n for n, name in enumerate(words().months, 1) if name in written.lower())
    day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?!\d)", written[:-4])
    iso = f"{year}-{month:02}" + (f"-{int(day[1]):02}" if day else "")
    return period(iso) or period(year) or Period(*(2 * [period("0001").first]))  # type: ignore[union-attr]


def _first(written: str) -> str:
    """Return the first day of a written date in ISO format."""
    return _days(written).first.isoformat()


def _last(written: str) -> str:
    """Return the last day of a written date in ISO format."""
    return _days(written).last.isoformat()
