"""Who harmed whom, where the blow is named apart from the harm: clashes, pieces of weapons, vehicles, charges."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from language import Read

Reading = Callable[..., Read]

# (sentence, subject, relation, object, status)
TOLD = [
    # the blow behind a preposition
    ("Two soldiers were killed in a shootout with rebels in Velde.", "rebels", "kills", "Two soldiers", "asserted"),
    ("Two soldiers were killed in a shootout with rebels.", "Two soldiers", "fights", "rebels", "asserted"),
    ("Anna Bell was killed near Velde in a clash with soldiers.", "soldiers", "kills", "Anna Bell", "asserted"),
    ("Forty clerks were killed due to attacks by rebels.", "rebels", "kills", "Forty clerks", "asserted"),
    ("Anna Bell lost her life in an attack by rebels.", "rebels", "kills", "Anna Bell", "asserted"),
    ("Fragments of a missile fired by rebels killed two clerks.", "rebels", "kills", "two clerks", "asserted"),
    ("Saudi-led airstrikes killed twenty people.", "Saudi Arabia", "kills", "twenty people", "asserted"),
    ("Iran responded with missile strikes on Israel.", "Iran", "attacks", "Israel", "asserted"),
    # who is among those that are hit
    ("Rebels attacked a group of farmers, killing three.", "Rebels", "kills", "group", "asserted"),
    ("Rebels stormed the village, killing 24, including a priest.", "Rebels", "kills", "priest", "asserted"),
    ("A bus carrying soldiers was attacked by gunmen.", "gunmen", "attacks", "soldiers", "asserted"),
    ("Three people were killed in Kyiv as a result of a Russian attack.", "Russia", "attacks", "Kyiv", "asserted"),
    ("Russian warplanes launched airstrikes throughout Ukraine.", "Russia", "attacks", "Ukraine", "asserted"),
    ("Police dispersed a rally by the Teachers' Union.", "Police", "attacks", "Teachers' Union", "asserted"),
    # who keeps somebody
    ("Anna Bell died in police custody in Velde.", "police", "arrests", "Anna Bell", "asserted"),
    ("Anna Bell was not in police custody.", "police", "arrests", "Anna Bell", "denied"),
    ("Ten Chadian reporters were held in Israeli jails.", "Israel", "arrests", "Ten Chadian reporters", "asserted"),
    # who is charged and sentenced
    ("Two officers were charged with murder in the death of Tom Reld.", "Two officers", "kills", "Tom Reld", "alleged"),
    (
        "Two officers were charged with the torture of Anna Bell and the killing of Tom Reld.",
        "Two officers",
        "kills",
        "Tom Reld",
        "alleged",
    ),
    (
        "A judge sentenced Tom Reld to life without the possibility of parole for killing Anna Bell.",
        "Tom Reld",
        "kills",
        "Anna Bell",
        "asserted",
    ),
]

# (sentence, subject, relation, object): what must not be read
UNTOLD = [
    ("Anna Bell is in the custody of her mother.", "mother", "arrests", "Anna Bell"),
    ("Anna Bell won custody of the children.", "Anna Bell", "arrests", "children"),
    ("Tom Reld worked in an Israeli prison.", "Israel", "arrests", "Tom Reld"),
    ("Ten soldiers were killed in a series of attacks on rebels.", "Ten soldiers", "attacks", "rebels"),
    ("Five people died in a Norwegian airstrike on residential units.", "Norway", "attacks", "residential units"),
    ("Two soldiers were killed during an interview with reporters.", "reporters", "kills", "Two soldiers"),
    ("Fragments of a missile sold by rebels killed two clerks.", "rebels", "kills", "two clerks"),
    ("Saudi-made airships killed twenty people.", "Saudi Arabia", "kills", "twenty people"),
    ("Anna Bell died in Norway.", "Norway", "kills", "Anna Bell"),
    ("Iran responded with a statement on Israel.", "Iran", "attacks", "Israel"),
    ("Rebels praised a group of farmers, killing three.", "Rebels", "kills", "group"),
    ("A bus awaiting soldiers was attacked by gunmen.", "gunmen", "attacks", "soldiers"),
    ("Police watched a rally by the Teachers' Union.", "Police", "attacks", "Teachers' Union"),
    (
        "A judge sentenced Tom Reld to life without the possibility of parole for killing Anna Bell.",
        "judge",
        "kills",
        "Anna Bell",
    ),
]


@pytest.mark.parametrize(("text", "subject", "relation", "target", "status"), TOLD)
def test_who_harmed_whom(read: Reading, text: str, subject: str, relation: str, target: str, status: str) -> None:
    found = read(text)
    assert (subject, relation, target, status) in found.links, found.links


@pytest.mark.parametrize(("text", "subject", "relation", "target"), UNTOLD)
def test_who_stands_beside_the_harm_did_not_do_it(
    read: Reading, text: str, subject: str, relation: str, target: str
) -> None:
    found = read(text)
    assert (subject, relation, target) not in {link[:3] for link in found.links}, found.links
