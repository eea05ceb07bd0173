"""The words of questions, from `questions.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from graphbuild.answers.questions.question import Kind
from graphbuild.core.model import ActorType

ACTOR = "<{}>"
"""Placeholder of the n-th actor of a question, from 1; see `spotting`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionWords:
    """The tables, with forms compiled to patterns over a question whose actors are `<1>`, `<2>` ..."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    asked: frozenset[str]
    nouns: Mapping[str, frozenset[ActorType]]
    forms: tuple[tuple[Kind, re.Pattern[str]], ...]
    examples: Mapping[Kind, str]
    stand_ins: Mapping[ActorType, tuple[str, ...]]
    months: tuple[str, ...]
    prepositions: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def words() -> QuestionWords:
    """Return the built-in words."""
    data = tomllib.loads((files("graphbuild.answers.questions") / "questions.toml").read_text(encoding="utf-8"))
    forms = [(Kind(form["kind"]), pattern) for form in data["form"] for pattern in form["patterns"]]
    time = data["time"]
    return QuestionWords(
        before=tuple(data["polite"]["before"]),
        after=tuple(data["polite"]["after"]),
        asked=frozenset(data["asked"]),
        nouns={noun: frozenset(map(ActorType, types)) for noun, types in data["nouns"].items()},
        forms=tuple((kind, _compiled(pattern)) for kind, pattern in forms),
        examples=dict(reversed(forms)),
        stand_ins={ActorType(kind): tuple(names) for kind, names in data["stand_ins"].items()},
        months=tuple(time.pop("months")),
        prepositions={name: tuple(listed) for name, listed in time.items()},
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a form: `(a|b)` are alternatives, `[...]` is optional, and an article may precede an actor."""
    expression = re.sub(r"\s*\[(.+?)\]", r"(?: \1)?", pattern)
    expression = expression.replace("(", "(?:").replace("(?:?:", "(?:")
    expression = re.sub(r"<(\d)>", r"(?:the )?<(?P<a\1>\\d)>", expression)
    return re.compile(expression)
