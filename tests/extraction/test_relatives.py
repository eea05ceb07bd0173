"""Kinship that a collective noun or a list says, and lists of those whom a mutual relation links to each other."""

from __future__ import annotations

import pytest

TOLD = [
    ("Anna Holt's family accused the police.", "Anna Holt's family", "family_of", "Anna Holt"),
    ("The ministry wrote to the family of Jonas Weld.", "family", "family_of", "Jonas Weld"),
    ("Family members of Jonas Weld left the country.", "Family members", "family_of", "Jonas Weld"),
    ("The court jailed the brothers Ivo, Mark and Leo Weld.", "Mark", "family_of", "Leo Weld"),
    # what coordinated roles share
    ("The police met friends and relatives of Jonas Weld.", "relatives", "family_of", "Jonas Weld"),
    ("The police met the wife and the sons of Jonas Weld.", "sons", "family_of", "Jonas Weld"),
    ("Ada Holt, founder and leader of the Blue League, spoke.", "Ada Holt", "founded", "Blue League"),
    ("Ada Holt, founder and leader of the Blue League, spoke.", "Ada Holt", "leads", "Blue League"),
    ("Norway, Chile and Peru signed a treaty.", "Chile", "cooperates_with", "Peru"),
]

NOT_TOLD = [
    ("The Weld family owned the mill.", "Weld family", "family_of", "Weld"),
    ("The drivers of Ivo, Mark and Leo Weld left.", "Mark", "family_of", "Leo Weld"),
    ("Rebels and the head of the Blue League met.", "Rebels", "member_of", "Blue League"),
    ("The army arrested officials and members of the Blue League.", "officials", "employed_by", "Blue League"),
    # of a long list each is linked to the first alone
    ("Norway, Chile, Peru, Mali and Italy signed a treaty.", "Mali", "cooperates_with", "Italy"),
]


@pytest.mark.parametrize(("text", "subject", "relation", "target"), TOLD)
def test_the_sentence_links_them(read, text: str, subject: str, relation: str, target: str) -> None:
    ends = {link for link in read(text).plain if link[1] == relation}
    assert (subject, relation, target) in ends or (target, relation, subject) in ends, read(text).links


@pytest.mark.parametrize(("text", "subject", "relation", "target"), NOT_TOLD)
def test_near_misses_do_not(read, text: str, subject: str, relation: str, target: str) -> None:
    plain = read(text).plain
    assert (subject, relation, target) not in plain
    assert (target, relation, subject) not in plain


def test_each_two_are_linked_once(read) -> None:
    found = [
        c for c in read("Norway, Chile and Peru signed a treaty.").reading.claims if c.relation == "cooperates_with"
    ]
    assert len(found) == 3
