"""Plural descriptions of several named actors: "the men", "both leaders", "the couple", and what takes them up."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.language import Read

LISTED = "Police arrested Tomas Reld and Jonas Weld on Monday."
# text, the names of those meant, the words that mean them
SEVERAL = [
    (f"{LISTED} A judge freed the men in June.", ["Tomas Reld", "Jonas Weld"], "men"),
    (f"{LISTED} The two men denied everything.", ["Tomas Reld", "Jonas Weld"], "two men"),
    (f"{LISTED} The trial began in May. The two former lawmakers left.", ["Tomas Reld", "Jonas Weld"], "lawmakers"),
    ("Charges against Tomas Reld and Jonas Weld were dropped. The men left.", ["Tomas Reld", "Jonas Weld"], "men"),
    ("Soldiers killed Anna Holt and Tomas Reld. The couple owned a shop.", ["Anna Holt", "Tomas Reld"], "couple"),
    (
        "President Anna Holt received Prime Minister Tomas Reld in Oslo. Trade grew. The leaders praised the army.",
        ["Anna Holt", "Tomas Reld"],
        "leaders",
    ),
    (
        "President Anna Holt called Chancellor Tomas Reld. The heads of state praised the army.",
        ["Anna Holt", "Tomas Reld"],
        "heads",
    ),
    (
        "President Anna Holt received Prime Minister Tomas Reld. Both sides praised the army.",
        ["Anna Holt", "Tomas Reld"],
        "sides",
    ),
    (
        "One defendant was Tomas Reld. The other defendant, Jonas Weld, fled. A judge freed the two defendants.",
        ["Tomas Reld", "Jonas Weld"],
        "two defendants",
    ),
    ("Anna Holt recalled a dinner with Tomas Reld. The two talked for an hour.", ["Anna Holt", "Tomas Reld"], "two"),
    (
        "Police arrested Tomas Reld, Jonas Weld and Anna Holt. A court released them in June.",
        ["Tomas Reld", "Jonas Weld", "Anna Holt"],
        "them",
    ),
    # what takes up a plural means all of them, not only the first
    (f"{LISTED} The two men denied everything. They accused the army.", ["Tomas Reld", "Jonas Weld"], "They"),
]


@pytest.mark.parametrize(("text", "names", "words"), SEVERAL, ids=[case[0] for case in SEVERAL])
def test_a_plural_means_each_of_them(read: Callable[[str], Read], text: str, names: list[str], words: str) -> None:
    found = read(text)
    for name in names:
        assert any(mention.endswith(words) for mention in found.mentions(name)), found.actors


# text, somebody who is not meant, the words that do not mean them
NOT_THESE = [
    (f"{LISTED} The men who shot a judge fled.", "Tomas Reld", "men"),
    (f"{LISTED} The men arrested in Oslo fled.", "Tomas Reld", "men"),
    (f"{LISTED} The men in the car fled.", "Tomas Reld", "men"),
    (f"{LISTED} The three men fled.", "Tomas Reld", "three men"),
    (f"{LISTED} The other men fled.", "Tomas Reld", "other men"),
    (f"{LISTED} The women fled.", "Tomas Reld", "women"),
    (f"{LISTED} The companies fired workers.", "Tomas Reld", "companies"),
    ("Anna Holt met Tomas Reld and Jonas Weld. Trade grew. The leaders left.", "Anna Holt", "leaders"),
]


@pytest.mark.parametrize(("text", "name", "words"), NOT_THESE, ids=[case[0] for case in NOT_THESE])
def test_others_are_not_meant(read: Callable[[str], Read], text: str, name: str, words: str) -> None:
    assert words not in read(text).mentions(name)


def test_each_has_the_link_of_the_plural(read: Callable[[str], Read]) -> None:
    found = read(f"{LISTED} A judge freed the men in June.")
    assert {("judge", "releases", "Tomas Reld"), ("judge", "releases", "Jonas Weld")} <= found.plain
