"""Who is subject, object and agent of a word, on parses written by hand: no model, one construction each."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from spacy.tokens import Doc, Token

from graphbuild.extraction.syntax import control, grammar

ACTIVE = """
Police NNS nsubj arrested
arrested VBD ROOT arrested arrest
Reld NNP dobj arrested
and CC cc Reld
Holt NNP conj Reld
"""
PASSIVE = """
Reld NNP nsubjpass arrested
and CC cc Reld
Holt NNP conj Reld
were VBD auxpass arrested be
arrested VBN ROOT arrested arrest
by IN agent arrested
police NNS pobj by
and CC cc police
troops NNS conj police
"""
RELATIVE = """
Reld NNP nsubj fled
, , punct Reld
who WP nsubj led
led VBD relcl Reld lead
rebels NNS dobj led
fled VBD ROOT fled flee
"""
RELATIVE_OBJECT = """
men NNS nsubj fled
whom WP dobj arrested
police NNS nsubj arrested
arrested VBD relcl men arrest
fled VBD ROOT fled flee
"""
BARE_RELATIVE = """
men NNS nsubj fled
police NNS nsubj arrested
arrested VBD relcl men arrest
fled VBD ROOT fled flee
"""
WHERE_RELATIVE = """
town NN nsubj burned
where WRB advmod fought
rebels NNS nsubj fought
fought VBD relcl town fight
burned VBD ROOT burned burn
"""
REDUCED = """
men NNS nsubj fled
arrested VBN acl men arrest
by IN agent arrested
police NNS pobj by
fled VBD ROOT fled flee
"""
MISTAGGED_REDUCED = """
men NNS nsubj fled
arrested VBD acl men arrest
by IN agent arrested
police NNS pobj by
fled VBD ROOT fled flee
"""
SUBJECT_CONTROL = """
Reld NNP nsubj vowed
vowed VBD ROOT vowed vow
to TO aux attack
attack VB xcomp vowed
troops NNS dobj attack
"""
OBJECT_CONTROL = """
Reld NNP nsubj ordered
ordered VBD ROOT ordered order
troops NNS dobj ordered
to TO aux fire
fire VB xcomp ordered
"""
PASSIVE_CONTROL = """
troops NNS nsubjpass ordered
were VBD auxpass ordered be
ordered VBN ROOT ordered order
by IN agent ordered
Reld NNP pobj by
to TO aux fire
fire VB xcomp ordered
"""
BLAMED = """
Holt NNP nsubj accused
accused VBD ROOT accused accuse
Reld NNP dobj accused
of IN prep accused
killing VBG pcomp of kill
troops NNS dobj killing
"""
BLAMED_TOO_LOW = """
Holt NNP nsubj accused
accused VBD ROOT accused accuse
Reld NNP dobj accused
of IN prep Reld
killing VBG pcomp of kill
troops NNS dobj killing
"""
BLAMED_PASSIVE = """
Reld NNP nsubjpass accused
was VBD auxpass accused be
accused VBN ROOT accused accuse
by IN agent accused
Holt NNP pobj by
of IN prep Holt
killing VBG pcomp of kill
troops NNS dobj killing
"""
SECOND_VERB = """
Reld NNP nsubj led
led VBD ROOT led lead
rebels NNS dobj led
and CC cc led
was VBD auxpass arrested be
arrested VBN conj led arrest
by IN agent arrested
police NNS pobj by
"""
SHARED_OBJECT = """
troops NNS nsubj arrested
arrested VBD ROOT arrested arrest
and CC cc arrested
beat VBD conj arrested
activists NNS dobj beat
"""
PARTICIPLE = """
rebels NNS nsubj stormed
stormed VBD ROOT stormed storm
town NN dobj stormed
, , punct stormed
killing VBG advcl stormed kill
troops NNS dobj killing
"""
PARTICIPLE_TOO_LOW = """
rebels NNS nsubj stormed
stormed VBD ROOT stormed storm
town NN dobj stormed
, , punct town
killing VBG acl town kill
troops NNS dobj killing
"""
CLAUSE = """
Reld NNP nsubj said
said VBD ROOT said say
that IN mark fled
rebels NNS nsubj fled
fled VBD ccomp said flee
"""
ADJECTIVE = """
Reld NNP nsubj is
is VBZ ROOT is be
able JJ acomp is
to TO aux flee
flee VB xcomp able
"""


def verb(doc: Doc, word: str) -> Token:
    return next(t for t in doc if t.text == word)


def texts(tokens: Iterable[Token]) -> list[str]:
    return [t.text for t in tokens]


@pytest.mark.parametrize(
    ("text", "word", "subjects"),
    [
        (ACTIVE, "arrested", ["Police"]),
        (PASSIVE, "arrested", ["Reld", "Holt"]),
        (RELATIVE, "led", ["Reld"]),
        (RELATIVE, "fled", ["Reld"]),
        (RELATIVE_OBJECT, "arrested", ["police"]),
        (BARE_RELATIVE, "arrested", ["police"]),
        (REDUCED, "arrested", ["men"]),
        (SUBJECT_CONTROL, "attack", ["Reld"]),
        (OBJECT_CONTROL, "fire", ["troops"]),
        (PASSIVE_CONTROL, "fire", ["troops"]),
        (BLAMED, "killing", ["Reld"]),
        (BLAMED_TOO_LOW, "killing", ["Reld"]),
        (BLAMED_PASSIVE, "killing", ["Reld"]),
        (SECOND_VERB, "arrested", ["Reld"]),
        (SHARED_OBJECT, "beat", ["troops"]),
        (PARTICIPLE, "killing", ["rebels"]),
        (PARTICIPLE_TOO_LOW, "killing", ["rebels"]),
        (CLAUSE, "fled", ["rebels"]),
        (ADJECTIVE, "flee", ["Reld"]),
    ],
)
def test_subjects(tree, text: str, word: str, subjects: list[str]) -> None:
    assert texts(control.subjects(verb(tree(text), word))) == subjects


@pytest.mark.parametrize(
    ("text", "word", "objects"),
    [
        (ACTIVE, "arrested", ["Reld", "Holt"]),
        (RELATIVE, "led", ["rebels"]),
        (RELATIVE_OBJECT, "arrested", ["men"]),
        (BARE_RELATIVE, "arrested", ["men"]),
        (WHERE_RELATIVE, "fought", []),
        (SHARED_OBJECT, "arrested", ["activists"]),
        (SHARED_OBJECT, "beat", ["activists"]),
        (SUBJECT_CONTROL, "vowed", []),
        (SUBJECT_CONTROL, "attack", ["troops"]),
        (CLAUSE, "said", []),
    ],
)
def test_objects(tree, text: str, word: str, objects: list[str]) -> None:
    assert texts(grammar.objects(verb(tree(text), word))) == objects


@pytest.mark.parametrize(
    ("text", "word", "passive", "agents"),
    [
        (ACTIVE, "arrested", False, []),
        (PASSIVE, "arrested", True, ["police", "troops"]),
        (REDUCED, "arrested", True, ["police"]),
        (MISTAGGED_REDUCED, "arrested", True, ["police"]),
        (SECOND_VERB, "arrested", True, ["police"]),
        (SECOND_VERB, "led", False, []),
        (PASSIVE_CONTROL, "ordered", True, ["Reld"]),
        (PASSIVE_CONTROL, "fire", False, []),
        (BLAMED_PASSIVE, "accused", True, ["Holt"]),
        (RELATIVE, "led", False, []),
    ],
)
def test_passives_and_their_agents(tree, text: str, word: str, passive: bool, agents: list[str]) -> None:
    token = verb(tree(text), word)
    assert grammar.is_passive(token) is passive
    assert texts(grammar.agents(token)) == agents


class TestNouns:
    @pytest.fixture
    def arrest(self, tree) -> Doc:
        return tree("""
        the DT det arrest
        brutal JJ amod arrest
        arrest NN nsubj angered
        of IN prep arrest
        Reld NNP pobj of
        and CC cc of
        of IN conj 3
        Holt NNP pobj 6
        by IN prep arrest
        troops NNS pobj by
        angered VBD ROOT angered anger
        """)

    def test_by_names_the_agent(self, arrest: Doc) -> None:
        assert texts(grammar.agents(arrest[2])) == ["troops"]

    def test_a_preposition_said_twice(self, arrest: Doc) -> None:
        assert texts(grammar.prepositional(arrest[2], "of")) == ["Reld", "Holt"]
        assert grammar.prepositional(arrest[2], "against") == []

    def test_the_left_edge_leaves_out_the_article(self, arrest: Doc) -> None:
        assert grammar.left_edge(arrest[2]) == 1
        assert grammar.left_edge(arrest[4]) == 4

    def test_the_clause_of_a_noun(self, arrest: Doc) -> None:
        assert grammar.clause(arrest[4]).text == "angered"

    def test_genitives(self, tree) -> None:
        doc = tree("""
        Chad NNP poss arrests
        and CC cc Chad
        Mali NNP conj Chad
        's POS case Chad
        arrests NNS ROOT arrests arrest
        """)
        assert texts(grammar.possessors(doc[4])) == ["Chad", "Mali"]
        assert texts(control.controllers(doc[4])) == ["Chad", "Mali"]

    def test_whose(self, tree) -> None:
        doc = tree("""
        Reld NNP nsubj fled
        whose WP$ poss troops
        troops NNS nsubj lost
        lost VBD relcl Reld lose
        fled VBD ROOT fled flee
        """)
        assert texts(grammar.possessors(doc[2])) == ["Reld"]

    def test_the_subject_of_a_verb_carries_out_what_its_object_names(self, tree) -> None:
        doc = tree("""
        Reld NNP nsubj made
        made VBD ROOT made make
        attempts NNS dobj made attempt
        to TO aux flee
        flee VB acl attempts
        """)
        assert texts(control.controllers(doc[2])) == ["Reld"]
        assert texts(control.subjects(doc[4])) == ["Reld"]

    def test_a_noun_that_acts_before_another(self, tree) -> None:
        doc = tree("""
        government NN compound attempts
        attempts NNS ROOT attempts attempt
        to TO aux curb
        curb VB acl attempts
        militias NNS dobj curb
        """)
        assert texts(control.subjects(doc[3])) == ["government"]

    def test_involvement_in(self, tree) -> None:
        doc = tree("""
        Reld NNP poss involvement
        's POS case Reld
        involvement NN ROOT involvement
        in IN prep involvement
        killing VBG pcomp in kill
        """)
        assert texts(control.subjects(doc[4])) == ["Reld"]

    def test_an_adjective_is_said_of_its_noun_or_subject(self, tree) -> None:
        doc = tree("""
        Reld NNP nsubj is
        is VBZ ROOT is be
        loyal JJ acomp is
        and CC cc loyal
        close JJ conj loyal
        """)
        assert texts(control.adjective_subjects(doc[2])) == ["Reld"]
        assert texts(control.adjective_subjects(doc[4])) == ["Reld"]


class TestCoordination:
    def test_a_list(self, tree) -> None:
        doc = tree("""
        Reld NNP ROOT Reld
        , , punct Reld
        Holt NNP conj Reld
        and CC cc Holt
        Weld NNP conj Holt
        """)
        assert texts(grammar.conjuncts(doc[0])) == ["Reld", "Holt", "Weld"]

    @pytest.mark.parametrize("word", ["not", "instead"])
    def test_a_contrast_is_no_list(self, tree, word: str) -> None:
        doc = tree(f"""
        Reld NNP ROOT Reld
        , , punct Reld
        {word} CC cc Reld
        Holt NNP conj Reld
        """)
        assert texts(grammar.conjuncts(doc[0])) == ["Reld"]


class TestGovernor:
    @pytest.mark.parametrize(
        ("text", "governor"), [(BLAMED, "accused"), (BLAMED_TOO_LOW, "accused"), (BLAMED_PASSIVE, "accused")]
    )
    def test_of_goes_back_to_its_verb(self, tree, text: str, governor: str) -> None:
        assert control.governor_of(verb(tree(text), "of")).text == governor

    def test_other_words_keep_their_head(self, tree) -> None:
        doc = tree("""
        Holt NNP nsubj met
        met VBD ROOT met meet
        leaders NNS dobj met leader
        of IN prep leaders
        rebels NNS pobj of
        """)
        assert control.governor_of(doc[3]).text == "leaders"
        assert control.governor_of(doc[4]).text == "of"


def test_a_relative_pronoun_stands_for_its_noun(tree) -> None:
    doc = tree(RELATIVE)
    assert grammar.antecedent(doc[2]).text == "Reld"
    assert grammar.antecedent(doc[0]).text == "Reld"
    assert grammar.relative_clause(doc[0]) is None


def test_an_unsaid_subject_is_sought_only_so_far(tree) -> None:
    chain = [f"v{n} VB xcomp v{n - 1}" for n in range(1, 30)]
    doc = tree("\n".join(["Reld NNP nsubj v0", "v0 VB ROOT v0", *chain]))
    assert texts(control.subjects(doc[4])) == ["Reld"]
    assert control.subjects(doc[30]) == []
