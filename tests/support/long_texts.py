"""Long texts, and how many lines of our code run for each of their words.

python long_texts.py few|many    writes the lines by the word of a short and of a long text, as JSON
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from graphbuild.core.model import Document, content_id
from graphbuild.extraction import pipeline
from graphbuild.extraction.reader import Reader
from graphbuild.extraction.syntax.parsing import parse
from graphbuild.knowledge import ontology

SHORT, LONG = 25, 150
"""Paragraphs."""
FIRST = ("Anna", "David", "Helen", "John", "Laura", "Mark", "Mary", "Paul")
FEW = ("Tolland", "Brenn", "Reiter", "Karrow")
SENTENCES = (
    "{A} {B}, the former mayor of Oslo, was arrested on Monday.",
    "Mr {B} denied it.",
    "The mayor said {B} killed two soldiers in Jos.",
    '"I saw {B}," Ms {C} said. "He attacked us."',
    "President {B} met the president on 3 May 2019.",
    "The militia attacked the {B} Front.",
    "The {B} Front, an armed group, claimed the attack.",
    "It was linked to the {B} Front.",
    "His arrest came after the militia attacked the bank.",
    "{C} led the militia until 2019.",
    "The government of Norway denied the charges, which it called baseless.",
    "BERGEN, Norway (AP) - Police arrested {A} {C}.",
    "The director of the bank, {A} {B}, accused his brother of fraud.",
    "Prime Minister {A} {B} visited Norway and its army.",
    "They were charged with the murder of {B}.",
    "{A} {B} and {D} {C} led the raid. They were arrested.",
    "The two men denied any wrongdoing.",
    "Minister: {B} killed {C}",
    "Secretary of State {A} {B} praised the United Nations (UN).",
    "The UN criticised the secretary of state.",
)


def surname(n: int) -> str:
    """One of very many surnames."""
    return "".join("bdfgklmnprst"[k % 12] + "aeiou"[k % 5] for k in (n, n // 12, n // 7)).capitalize() + "r"


def text_of(paragraphs: int, surnames: Callable[[random.Random], str]) -> str:
    """A text of paragraphs with four of the sentences each, about people of these surnames."""
    dice = random.Random(11)
    return "\n\n".join(
        " ".join(
            dice.choice(SENTENCES).format(
                A=dice.choice(FIRST), D=dice.choice(FIRST), B=surnames(dice), C=surnames(dice)
            )
            for _ in range(4)
        )
        for _ in range(paragraphs)
    )


def few(paragraphs: int) -> str:
    """Many mentions of few people, who share their surnames."""
    return text_of(paragraphs, lambda dice: dice.choice(FEW))


def many(paragraphs: int) -> str:
    """Few mentions of many people each."""
    return text_of(paragraphs, lambda dice: surname(dice.randrange(10 * paragraphs)))


def document_of(text: str) -> Document:
    return Document(id=content_id(text), text=text, source="long.txt", sha256="", published="2021-03-01")


class Counter:
    """Counts the lines of our code that are run; each turn of a comprehension is one."""

    def __init__(self) -> None:
        self.lines = 0

    def __enter__(self) -> Counter:
        self.before = sys.gettrace()
        sys.settrace(self.trace)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(self.before)

    def trace(self, frame: FrameType, event: str, arg: Any) -> Any:
        if event == "line":
            self.lines += 1
        return self.trace


def lines_by_word(kind: Callable[[int], str]) -> tuple[float, float]:
    """Return the lines that run for each token of a short and of a long text of a kind."""
    nlp, reader, work = pipeline.load(), Reader(ontology.load()), []
    for paragraphs in (SHORT, SHORT, LONG):  # the first time something is loaded
        [(document, doc)] = parse(nlp, [document_of(kind(paragraphs))])
        with Counter() as counter:
            reader.read(document, doc)
        work.append(counter.lines / len(doc))
    return work[1], work[2]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(lines_by_word({"few": few, "many": many}[sys.argv[1]])))
