"""Following a pattern's words through a parse: the genitive that stands for "of", and bodies before role nouns."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from language import Read
from spacy.tokens import Doc

from graphbuild.extraction.syntax.patterns import all_objects_of, walk

Tree = Callable[..., Doc]
Reading = Callable[..., Read]

OWNED = """
The DT det court
court NN nsubj quashed
quashed VBD ROOT quashed quash
Reld NNP poss conviction
and CC cc Reld
Holt NNP conj Reld
's POS case Reld
conviction NN dobj quashed
"""


def test_a_genitive_stands_for_of(tree: Tree) -> None:
    doc = tree(OWNED)
    walked = walk(doc[2], ("sentence|conviction", "of"))
    assert walked is not None
    trigger, last, direct = walked
    assert [t.text for t in trigger] == ["quashed", "conviction"] and not direct
    assert [t.text for t in all_objects_of(last)] == ["Reld", "Holt"]


def test_a_genitive_stands_for_no_other_preposition(tree: Tree) -> None:
    assert walk(tree(OWNED)[2], ("conviction", "against")) is None


def test_without_a_genitive_the_pattern_does_not_fit(tree: Tree) -> None:
    doc = tree("""
    courts NNS nsubj quashed
    quashed VBD ROOT quashed quash
    convictions NNS dobj quashed conviction
    """)
    assert walk(doc[1], ("conviction", "of")) is None


FOUND = [
    ("The court quashed Anton Belsky's conviction.", "court", "acquits", "Anton Belsky"),
    ("Ministry officials met Anton Belsky.", "Ministry officials", "employed_by", "Ministry"),
    ("Three Islamic State gunmen fled.", "Three Islamic State gunmen", "member_of", "Islamic State"),
    ("Police kicked and injured 12 others.", "Police", "injures", "12 others"),
]
NOT_FOUND = [
    ("Militia officials met Anton Belsky.", "employed_by"),
    ("Opposition members sang.", "member_of"),
    ("Police kicked and injured others.", "injures"),
    ("The Tarvel Bank did not intervene as the crown fell, dealers said.", "criticises"),
    ("A law is to prevent the abuse of the banks' position by such companies.", "attacks"),
    ("A lawyer alleged the men were tortured.", "accuses"),
]


@pytest.mark.parametrize(("text", "subject", "relation", "target"), FOUND)
def test_who_is_reached(read: Reading, text: str, subject: str, relation: str, target: str) -> None:
    assert (subject, relation, target) in read(text).plain


@pytest.mark.parametrize(("text", "relation"), NOT_FOUND)
def test_a_kind_or_a_victim_is_nobody(read: Reading, text: str, relation: str) -> None:
    assert relation not in {link[1] for link in read(text).plain}
