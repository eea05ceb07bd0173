"""Judgments told over several sentences, and courts named in a phrase: who judged, and whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from language import Read

# (text, subject, relation, object)
JUDGED = [
    ("The High Court convicted Anna Holt, while Jonas Weld was acquitted.", "High Court", "acquits", "Jonas Weld"),
    (
        "The High Court convicted Anna Holt. Jonas Weld received a sentence of two years.",
        "High Court",
        "convicts",
        "Jonas Weld",
    ),
    (
        "The High Court convicted Anna Holt. Jonas Weld was sentenced to a year. Piet Marsh was sentenced to two.",
        "High Court",
        "convicts",
        "Piet Marsh",
    ),
    (
        "The Norway High Court sentenced Anna Holt to two years. In July the Velde Court of Appeal upheld the verdict.",
        "Velde Court of Appeal",
        "convicts",
        "Anna Holt",
    ),
    (
        "Police charged Anna Holt with fraud. In May the ministry dropped the charges.",
        "ministry",
        "acquits",
        "Anna Holt",
    ),
    ("The judiciary announced that Anna Holt had been sentenced to death.", "judiciary", "convicts", "Anna Holt"),
    ("The trial of Anna Holt began in the High Court.", "High Court", "prosecutes", "Anna Holt"),
    ("Anna Holt was convicted of fraud in the High Court.", "High Court", "convicts", "Anna Holt"),
    (
        "The High Court sentenced Anna Holt to two years, Jonas Weld to six months and Piet Marsh to ten years.",
        "High Court",
        "convicts",
        "Jonas Weld",
    ),
]
UNDERGONE = [
    ("Anna Holt is also subject to U.S. sanctions.", "United States", "sanctions", "Anna Holt"),
    ("Anna Holt was subjected to interrogation by the army.", "army", "investigates", "Anna Holt"),
    ("The army subjected Anna Holt to interrogation.", "army", "investigates", "Anna Holt"),
]
NOT_UNDERGONE = [
    ("Anna Holt was subjected to ridicule near the army.", "army", "investigates", "Anna Holt"),
    ("Anna Holt changed the subject to sanctions by Norway.", "Norway", "sanctions", "Anna Holt"),
]
NOT_JUDGED = [
    # another court may have done it
    (
        "The High Court overruled the Velde District Court. Jonas Weld was sentenced to a year.",
        "High Court",
        "convicts",
        "Jonas Weld",
    ),
    # his own case
    (
        "Police charged Anna Holt with fraud. The ministry dropped the charges against Jonas Weld.",
        "ministry",
        "acquits",
        "Anna Holt",
    ),
    # a word of the accused, no ruling
    ("Police charged Anna Holt with fraud. Jonas Weld dismissed the allegation.", "Jonas Weld", "acquits", "Anna Holt"),
    ("Anna Holt was convicted of fraud in the High Court.", "High Court", "prosecutes", "fraud"),
    ("The High Court convicted Anna Holt. A tribunal gave Jonas Weld a year.", "High Court", "convicts", "Jonas Weld"),
    ("The High Court convicted Anna Holt. Jonas Weld is serving a sentence.", "High Court", "convicts", "Jonas Weld"),
    ("The High Court heard that Anna Holt had been convicted.", "High Court", "convicts", "Anna Holt"),
]


@pytest.mark.parametrize(("text", "subject", "relation", "target"), JUDGED)
def test_a_court_is_found(text: str, subject: str, relation: str, target: str, read: Callable[..., Read]) -> None:
    assert (subject, relation, target) in read(text).plain


@pytest.mark.parametrize(("text", "subject", "relation", "target"), NOT_JUDGED)
def test_no_court_is_found(text: str, subject: str, relation: str, target: str, read: Callable[..., Read]) -> None:
    assert (subject, relation, target) not in read(text).plain


@pytest.mark.parametrize(("text", "subject", "relation", "target"), UNDERGONE)
def test_who_is_subject_to_it_undergoes_it(
    text: str, subject: str, relation: str, target: str, read: Callable[..., Read]
) -> None:
    assert (subject, relation, target) in read(text).plain


@pytest.mark.parametrize(("text", "subject", "relation", "target"), NOT_UNDERGONE)
def test_the_topic_of_a_subject_is_not_undergone(
    text: str, subject: str, relation: str, target: str, read: Callable[..., Read]
) -> None:
    assert (subject, relation, target) not in read(text).plain
