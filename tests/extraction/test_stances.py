"""Opposition without a verb of opposition: what is refused, said of each other, written, or reported as a wrong."""

from __future__ import annotations

import pytest

Case = tuple[str, tuple[str, str, str]]

REFUSED: list[Case] = [
    ("The Interior Ministry refused to recognise the Hill League.", ("Interior Ministry", "opposes", "Hill League")),
    ("Norland declined to cooperate with the Hill League.", ("Norland", "opposes", "Hill League")),
    ("Anna Holt refused to implement the governor's decision.", ("Anna Holt", "opposes", "governor")),
    ("Norland would not tolerate the rebels.", ("Norland", "opposes", "rebels")),
    ("Norland does not recognise the Hill League.", ("Norland", "opposes", "Hill League")),
    ("The police prevented the reporters from filming.", ("police", "opposes", "reporters")),
    ("The council denied a request by the Hill League.", ("council", "opposes", "Hill League")),
    ("The Supreme Court dismissed a lawsuit filed by Tomas Reld.", ("Supreme Court", "opposes", "Tomas Reld")),
    ("Norland ignored a warning from the Hill League.", ("Norland", "opposes", "Hill League")),
]
NOT_REFUSED: list[Case] = [
    ("The Interior Ministry refused to arrest the rebels.", ("Interior Ministry", "opposes", "rebels")),
    ("The police went out to prevent the reporters from filming.", ("police", "opposes", "reporters")),
    ("Norland recognises the Hill League.", ("Norland", "opposes", "Hill League")),
    ("The union dismissed Anna Holt.", ("union", "opposes", "Anna Holt")),
    ("Norland denied the attack by the Hill League.", ("Norland", "opposes", "Hill League")),
]
EACH_OTHER: list[Case] = [
    ("Norland and Sudland accused each other of fraud.", ("Norland", "accuses", "Sudland")),
    ("Norland and Sudland accused each other of fraud.", ("Sudland", "accuses", "Norland")),
    ("Anna Holt and Tomas Reld criticised one another.", ("Tomas Reld", "criticises", "Anna Holt")),
]
NOT_EACH_OTHER: list[Case] = [
    ("Norland and Sudland accused the other of fraud.", ("Norland", "accuses", "Sudland")),
    ("Norland and Sudland accused the Hill League of fraud.", ("Sudland", "accuses", "Norland")),
]
WRITTEN: list[Case] = [
    ("Anna Holt wrote articles critical of Tomas Reld.", ("Anna Holt", "criticises", "Tomas Reld")),
    ("Anna Holt's articles were critical of Tomas Reld.", ("Anna Holt", "criticises", "Tomas Reld")),
    ("Chad condemned a deadly Malian air raid.", ("Chad", "criticises", "Mali")),
    ("Tomas Reld follows an anti-Norland policy.", ("Tomas Reld", "opposes", "Norland")),
    ("Anna Holt described Tomas Reld's remarks as absurd.", ("Anna Holt", "criticises", "Tomas Reld")),
    ("Anna Holt said Tomas Reld's decision was irresponsible.", ("Anna Holt", "criticises", "Tomas Reld")),
]
NOT_WRITTEN: list[Case] = [
    ("Anna Holt lost articles critical of Tomas Reld.", ("Anna Holt", "criticises", "Tomas Reld")),
    ("Tomas Reld opened a Norland-backed school.", ("Tomas Reld", "supports", "Norland")),
    ("Anna Holt said Tomas Reld's decision was final.", ("Anna Holt", "criticises", "Tomas Reld")),
]
WRONGS: list[Case] = [
    ("The Hill League said Tomas Reld had rigged the vote.", ("Hill League", "accuses", "Tomas Reld")),
    ("Anna Holt said Tomas Reld was trying to sabotage the talks.", ("Anna Holt", "accuses", "Tomas Reld")),
    ("Anna Holt claimed that Tomas Reld attacked the reporters.", ("Anna Holt", "accuses", "Tomas Reld")),
    ("The claim by Anna Holt that Tomas Reld hid the money is new.", ("Anna Holt", "accuses", "Tomas Reld")),
    ("Anna Holt voiced concern that Tomas Reld ran the bank.", ("Anna Holt", "criticises", "Tomas Reld")),
    ("Anna Holt complained that Tomas Reld had left the talks.", ("Anna Holt", "criticises", "Tomas Reld")),
    ("Anna Holt said Tomas Reld had not kept his promises.", ("Anna Holt", "criticises", "Tomas Reld")),
    ("Reporters were subjected to threats and harassment by the police.", ("police", "threatens", "Reporters")),
]
NO_WRONGS: list[Case] = [
    ("Anna Holt said Tomas Reld had counted the votes.", ("Anna Holt", "accuses", "Tomas Reld")),
    ("Anna Holt said Tomas Reld was trying to save the talks.", ("Anna Holt", "accuses", "Tomas Reld")),
    ("Anna Holt claimed that Tomas Reld opened the school.", ("Anna Holt", "accuses", "Tomas Reld")),
    ("The police acted amid claims that Tomas Reld hid money.", ("police", "accuses", "Tomas Reld")),
    ("The police heard the concern that Tomas Reld ran the bank.", ("police", "criticises", "Tomas Reld")),
    ("Anna Holt said Tomas Reld had not met the mayor.", ("Anna Holt", "criticises", "Tomas Reld")),
    ("Reporters were subjected to tests by the police.", ("police", "threatens", "Reporters")),
]


@pytest.mark.parametrize(("text", "link"), [*REFUSED, *EACH_OTHER, *WRITTEN, *WRONGS])
def test_said(read, text, link):
    assert link in read(text).plain


@pytest.mark.parametrize(("text", "link"), [*NOT_REFUSED, *NOT_EACH_OTHER, *NOT_WRITTEN, *NO_WRONGS])
def test_not_said(read, text, link):
    assert link not in read(text).plain


def test_what_is_refused_is_asserted(read):
    links = read("The Interior Ministry refused to recognise the Hill League.").links
    assert ("Interior Ministry", "opposes", "Hill League", "asserted") in links


def test_what_is_not_permitted_is_asserted(read):
    links = read("Norland does not recognise the Hill League.").links
    assert ("Norland", "opposes", "Hill League", "asserted") in links
