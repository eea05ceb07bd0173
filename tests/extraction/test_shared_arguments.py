"""Arguments that an event shares: members of a list, companions, coordinated verbs, and attacks around the harm."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from language import Read

Reading = Callable[..., Read]

# (sentence, subject, relation, object, status)
TOLD = [
    # members of a list, and companions
    (
        "Police arrested four reporters, including Anna Bell and Jonas Weld.",
        "Police",
        "arrests",
        "Jonas Weld",
        "asserted",
    ),
    ("Police planned to arrest several activists, including Anna Bell.", "Police", "arrests", "Anna Bell", "future"),
    ("Armed groups such as Boko Haram attacked the army.", "Boko Haram", "attacks", "army", "asserted"),
    ("Police arrested Anna Bell along with her driver, Tom Reld.", "Police", "arrests", "Tom Reld", "asserted"),
    # verbs that share an object
    ("On Monday, police arrested and charged Tom Reld.", "police", "arrests", "Tom Reld", "asserted"),
    ("Police detained, questioned and later released Anna Bell.", "Police", "arrests", "Anna Bell", "asserted"),
    ("The police did not detain or beat Anna Bell.", "police", "arrests", "Anna Bell", "denied"),
    # passives that share an agent
    ("Anna Bell was abducted and beaten by gunmen.", "gunmen", "abducts", "Anna Bell", "asserted"),
    ("Two men were killed and three were wounded in Russian strikes.", "Russia", "kills", "Two men", "asserted"),
    # the attack in which somebody was hurt
    ("Police said two men were killed when rebels attacked the camp.", "rebels", "kills", "two men", "alleged"),
    (
        "A convoy was attacked by a Russian drone, killing nine soldiers.",
        "Russia",
        "kills",
        "nine soldiers",
        "asserted",
    ),
    # what is decided, and who is behind what is hit
    ("The court issued a ruling acquitting Tom Reld.", "court", "acquits", "Tom Reld", "asserted"),
    ("Israel struck buildings in Tehran.", "Israel", "attacks", "Tehran", "asserted"),
    (
        "Media questioned the independence of the Velde Commission.",
        "Media",
        "criticises",
        "Velde Commission",
        "asserted",
    ),
    (
        "President Weld nominated Anna Bell to replace Jonas Holt.",
        "Anna Bell",
        "succeeded",
        "Jonas Holt",
        "hypothetical",
    ),
]

# (sentence, subject, relation, object): what must not be read
UNTOLD = [
    ("Four soldiers were killed and Jonas Weld was arrested by police.", "police", "kills", "Four soldiers"),
    ("Tom Reld was stabbed and rescued by police.", "police", "attacks", "Tom Reld"),
    ("The army attacked and the rebels killed Tom Reld.", "army", "attacks", "Tom Reld"),
    ("Police shot and killed Tom Reld.", "Police", "attacks", "Tom Reld"),
    ("The army named two soldiers as suspects in the killing of Tom Reld.", "army", "kills", "Tom Reld"),
    ("Two soldiers were killed when they attacked a camp.", "Two soldiers", "kills", "Two soldiers"),
]


@pytest.mark.parametrize(("text", "subject", "relation", "target", "status"), TOLD)
def test_shared_argument_is_found(
    read: Reading, text: str, subject: str, relation: str, target: str, status: str
) -> None:
    found = read(text)
    assert (subject, relation, target, status) in found.links, found.links


@pytest.mark.parametrize(("text", "subject", "relation", "target"), UNTOLD)
def test_argument_of_another_event_is_not_shared(
    read: Reading, text: str, subject: str, relation: str, target: str
) -> None:
    found = read(text)
    assert (subject, relation, target) not in {link[:3] for link in found.links}, found.links
