"""Reading what a language model wrote: the first JSON object in the agreed form, whatever stands around it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from graphbuild.core.second_reading import SaidActor
from graphbuild.second_reader.protocol import Answer, AnswerLink, ReaderError

MOST_STARTS = 50
"""Opening brackets at which an object is tried: a model that thinks aloud may write a few others first."""
MOST = 2_000
"""Links, or actors, of one answer that are looked at."""
MOST_MENTIONS = 50
LONGEST = 400
"""Characters of a name or a trigger."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def answer_in(content: str) -> Answer:
    """Return the answer in what a model wrote.

    Raises:
        ReaderError: there is no object in it that has a list of links.
    """
    for found in _objects(content):
        links = found.get("links")
        if isinstance(links, list):
            return _answer(links, found.get("actors"))
    raise ReaderError("its answer is not in the agreed form")


def _objects(content: str) -> Iterator[dict[str, Any]]:
    """Yield the JSON objects in a text, from the left."""
    decoder, at = json.JSONDecoder(), content.find("{")
    for _ in range(MOST_STARTS):
        if at < 0:
            return
        try:
            found, _ = decoder.raw_decode(content, at)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, dict):
            yield found
        at = content.find("{", at + 1)


def _answer(links: list[Any], actors: object) -> Answer:
    """Return the links and actors that have the agreed form, and how many links do not."""
    read = [link for each in links[:MOST] if (link := _link(each)) is not None]
    people = actors[:MOST] if isinstance(actors, list) else []
    return Answer(
        links=tuple(read),
        actors=tuple(actor for each in people if (actor := _actor(each)) is not None),
        malformed=len(links) - len(read),
    )


def _link(found: object) -> AnswerLink | None:
    """Return a link, or None if a part of it is missing or of another kind."""
    if not isinstance(found, dict):
        return None
    subject, relation, target = (_text(found, key) for key in ("subject", "relation", "object"))
    number = found.get("sentence")
    if isinstance(number, str) and number.isascii() and number.isdigit() and len(number) < 8:
        number = int(number)
    if not (subject and relation and target) or not isinstance(number, int) or isinstance(number, bool):
        return None
    return AnswerLink(
        subject=subject,
        relation=relation,
        object=target,
        sentence=number,
        status=_text(found, "status") or "asserted",
        trigger=_text(found, "trigger"),
        said_by=_text(found, "said_by"),
    )


def _actor(found: object) -> SaidActor | None:
    """Return an actor, or None if it has no name."""
    if not isinstance(found, dict) or not (name := _text(found, "name")):
        return None
    mentions = found.get("mentions")
    words = [m for m in mentions[:MOST_MENTIONS] if isinstance(m, str)] if isinstance(mentions, list) else []
    kept = (_clean(word) for word in words if len(word) <= LONGEST)
    return SaidActor(name=name, type=_text(found, "type"), mentions=tuple(word for word in kept if word))


def _text(found: Mapping[str, object], key: str) -> str:
    """Return the words under a key; empty if there are none, or too many."""
    value = found.get(key)
    return _clean(value) if isinstance(value, str) and len(value) <= LONGEST else ""


def _clean(text: str) -> str:
    """Return words without halves of characters, which nothing can store, and without white space at their ends."""
    return _SURROGATE.sub("", text).strip()
