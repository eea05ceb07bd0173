"""The measured confidence: the shipped table, the engine that reads it, and what a path tells."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from importlib.resources import files

import pytest
from language import Read
from spacy.tokens import Doc

from graphbuild.evidence.link import MIN_CONFIDENCE
from graphbuild.knowledge import ontology
from graphbuild.knowledge.lexicon.confidence import HIGHEST, LOWEST, MARKS, PLAIN, Confidence, levels, marks, read
from graphbuild.knowledge.lexicon.loading import load_lexicon
from graphbuild.knowledge.ontology import FrameKind

TEXT = (files("graphbuild.knowledge.data") / "confidence.toml").read_text(encoding="utf-8")
DATA = tomllib.loads(TEXT)
TABLE = read(DATA)
KINDS = {*(kind.value for kind in FrameKind), "structure", "other"}
RULES = sorted({frame.rule for frame in ontology.load().frames()})

INVENTED = Confidence(
    overall=0.5,
    rates={"verbs": 0.6, "kills/verbs": 0.8, "kills/verbs/slay": 0.9, "structure/in": 0.7, "other": 0.55},
    paths={PLAIN: 1.0, "far": 0.5, "pronoun": 0.25},
)


def test_the_table_covers_every_kind_of_rule() -> None:
    assert set(DATA["kinds"]) == KINDS
    assert set(DATA["paths"]) == set(MARKS)
    assert all(levels(rule)[0] in TABLE.rates for rule in RULES)


def test_every_figure_is_a_rate_or_a_factor() -> None:
    assert 0 < TABLE.overall < 1
    assert all(0 < rate < 1 for rate in TABLE.rates.values())
    assert all(0.2 < factor < 2 for factor in TABLE.paths.values())


def test_every_key_of_the_table_can_be_asked_for() -> None:
    for name, depth in (("kinds", 0), ("rules", 1), ("triggers", 2)):
        for key in DATA[name]:
            assert "!" not in key
            if name == "triggers":
                assert levels(key)[depth] == key
            elif name == "rules" and not key.startswith(("other", "structure")):
                assert levels(f"{key}/word")[depth] == key


def test_every_counted_figure_lies_between_its_counts_and_certainty() -> None:
    rows = re.findall(r'^"(.+)" = ([\d.]+)  # ([\d.]+) of ([\d.]+)$', TEXT, re.MULTILINE)
    assert len(rows) == sum(len(DATA[name]) for name in ("kinds", "rules", "triggers"))
    for _key, _rate, right, seen in rows:
        assert float(right) <= float(seen)


def test_what_is_hidden_by_default_was_found_wrong_more_often_than_right() -> None:
    """No rule may fall below what is shown by default but on evidence of its own."""
    rows = re.findall(r'^"(.+)" = ([\d.]+)  # ([\d.]+) of ([\d.]+)$', TEXT, re.MULTILINE)
    hidden = [(key, float(right), float(seen)) for key, rate, right, seen in rows if float(rate) < MIN_CONFIDENCE]
    assert all(seen >= 3 and right < seen / 2 for _, right, seen in hidden)
    assert len(hidden) <= len(rows) / 20


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_no_kind_of_rule_is_hidden_by_its_path_alone(kind: str) -> None:
    rule = f"other/{kind}" if kind == "other" else f"unheard_of/{kind}/never seen"
    assert all(TABLE.of(rule, [mark]) >= MIN_CONFIDENCE for mark in MARKS)
    assert TABLE.of(rule, MARKS) == min(TABLE.of(rule, [mark]) for mark in MARKS), "the worst mark counts, once"


def test_the_built_in_word_lists_carry_the_table() -> None:
    assert load_lexicon().confidence == TABLE


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("attacks/verbs/bomb", ("verbs", "attacks/verbs", "attacks/verbs/bomb")),
        ("attacks/verbs/hit !song !high", ("verbs", "attacks/verbs", "attacks/verbs/hit")),
        ("from/structure/people", ("structure", "structure/people", "from/structure/people")),
        ("other/verb and object", ("other", "other/verb and object")),
    ],
)
def test_levels(rule: str, expected: tuple[str, ...]) -> None:
    assert levels(rule) == expected


@pytest.mark.parametrize(
    ("rule", "path", "expected"),
    [
        ("kills/verbs/slay", [PLAIN], 0.9),
        ("kills/verbs/slay !time", [PLAIN], 0.9),
        ("kills/verbs/shoot", [PLAIN], 0.8),
        ("arrests/verbs/nab", [PLAIN], 0.6),
        ("arrests/roles/captor", [PLAIN], 0.5),
        ("based_in/structure/in", [PLAIN], 0.7),
        ("kills/verbs/slay", ["far"], 0.82),
        ("kills/verbs/slay", ["far", "pronoun"], 0.69),
        ("other/verb", ["far", "pronoun"], 0.55),
        ("kills/verbs/slay", ["a mark of a later version"], 0.9),
        ("kills/verbs/slay", [], 0.9),
    ],
)
def test_the_narrowest_known_rate_holds(rule: str, path: list[str], expected: float) -> None:
    assert INVENTED.of(rule, path) == expected


def test_nothing_is_certain() -> None:
    sure = Confidence(overall=0.999, rates={"verbs": 0.001}, paths={})
    assert (sure.of("a/roles/b"), sure.of("a/verbs/b")) == (HIGHEST, LOWEST)


def test_marks_of_a_path(tree: Callable[..., Doc]) -> None:
    doc = tree(
        """
        Guards NNS nsubj arrested
        arrested VBD ROOT arrested
        Lint NNP dobj arrested
        and CC cc Lint
        Marr NNP conj Lint
        who WP nsubj fled
        fled VBD relcl Marr
        Orvale NNP dobj fled
        """
    )
    guards, arrested, lint, marr, fled, orvale = (doc[i] for i in (0, 1, 2, 4, 6, 7))

    def told(*ends: object, **how: bool) -> tuple[str, ...]:
        given = {"pronoun": False, "completed": False} | how
        return marks(arrested, ends, **given)  # type: ignore[arg-type]

    assert told(guards, lint) == (PLAIN,)
    assert told(guards, marr) == ("shared",)
    assert told(guards, orvale) == ("shared", "clause")
    assert marks(fled, (marr, orvale), pronoun=False, completed=False) == ("clause",)
    assert told(guards, lint, pronoun=True) == ("pronoun",)
    assert told(guards, lint, completed=True) == ("completed",)


def test_a_long_way_is_a_mark(tree: Callable[..., Doc]) -> None:
    words = "\n".join(f"word{i} NN dep rose" for i in range(12))
    doc = tree(f"Lint NNP nsubj rose\n{words}\nrose VBD ROOT rose\nMarr NNP dobj rose")
    assert marks(doc[13], (doc[0], doc[14]), pronoun=False, completed=False) == ("far",)


def test_a_pronoun_costs(read: Callable[..., Read]) -> None:
    def arrest(text: str) -> float:
        return next(c.confidence for c in read(text).reading.claims if c.relation == "arrests")

    assert arrest("Mira Lint is a captain. She arrested Jonas Marr.") < arrest("Mira Lint arrested Jonas Marr.")
