"""The learned reader: its words, its candidates, its arithmetic, and what of its proposals becomes a claim."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tiny_model
from click.testing import CliRunner
from threadpoolctl import threadpool_limits

from graphbuild.cli.group import main
from graphbuild.core.errors import ModelError
from graphbuild.core.invariants import verify
from graphbuild.core.model import ActorType, Claim, Document, Status
from graphbuild.core.second_reading import ReadBy, joint_rule, read_by
from graphbuild.extraction import pipeline
from graphbuild.extraction.explain import explain
from graphbuild.extraction.learned import base, calibration, model, proposals
from graphbuild.extraction.learned.base import is_installed
from graphbuild.extraction.learned.calibration import CALIBRATION, Calibration
from graphbuild.extraction.learned.candidates import Sentence, sentences
from graphbuild.extraction.learned.classes import NONE
from graphbuild.extraction.learned.encoder import token_states
from graphbuild.extraction.learned.head import Scored, scored, trigger
from graphbuild.extraction.learned.marks import MARKS, marks
from graphbuild.extraction.learned.model import LearnedModel, read_model
from graphbuild.extraction.learned.proposal import Opinion
from graphbuild.extraction.learned.proposals import LearnedProposer
from graphbuild.extraction.learned.wordpiece import word_pieces
from graphbuild.extraction.reader import Reader, Trace
from graphbuild.extraction.syntax.parsing import parse
from graphbuild.knowledge import ontology

EVERYTHING = Calibration(
    slope=1.0,
    pointed=0.0,
    offset=0.0,
    families={},
    relations={},
    marks={},
    learned=(0.0, 1.0),
    rules=(0.0, 1.0),
    threshold=0.0,
    least=0.0,
    own=1.0,
    same=0.0,
    linked=0.0,
    agreed=0.0,
)
LIKELY = replace(EVERYTHING, least=0.2)
TEXT = (
    "Ada Holt runs Kestrel Mining. She tutored Jonas Weld, who works in Karvia.\n\n"
    "Soldiers arrested Tomas Reld, a cousin of Nina Sorel, near the town of Brask."
)
FORCE = ("attacks", "force")
TASTER = "Kestrel Mining tea taster Ada Holt thanked Jonas Weld."


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> LearnedModel:
    return tiny_model.tiny(tmp_path_factory.mktemp("tiny"))


def traced(text: str, proposer: LearnedProposer | None = None) -> Trace:
    document = Document(id="d", text=text, source="d.txt", sha256="")
    _, doc = next(parse(pipeline.load(), [document]))
    return Reader(ontology.load(), proposer=proposer).trace(document, doc)


def candidates(text: str) -> tuple[Trace, list[Sentence]]:
    trace = traced(text)
    events = [read.event for read in trace.events]
    return trace, list(sentences(trace.context, events, tiny_model.classes(), word_pieces()))


def learned(trace: Trace) -> list[Claim]:
    return [claim for claim in trace.claims if claim.rule.startswith("learned/")]


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Soldiers", ["soldiers"]),
        ("Küstenwache", ["ku", "##sten", "##wa", "##che"]),
        ("U.S.-led", ["u", ".", "s", ".", "-", "led"]),
        ("\n", []),
        ("\u2603" * 3, ["[UNK]"]),
    ],
)
def test_words_are_cut_as_the_encoder_knows_them(word: str, pieces: list[str]) -> None:
    lines = (Path(model.__file__).parent / "data" / "vocabulary.txt").read_text(encoding="utf-8").splitlines()
    assert [lines[number] for number in word_pieces().of_word(word)] == pieces


def test_candidates_are_pairs_of_different_actors_in_one_sentence() -> None:
    trace, found = candidates(TEXT)
    names = [
        {frozenset(trace.context.text(s.mentions[i][0]) for i in (p.first, p.second)) for p in s.pairs} for s in found
    ]
    assert {"Ada Holt", "Kestrel Mining"} in names[0]
    assert {"She", "Jonas Weld"} in names[1]
    assert all(len(pair) == 2 for pairs in names for pair in pairs)
    assert not any({"Ada Holt", "Jonas Weld"} in pairs for pairs in names)


def test_candidates_say_what_rules_and_patterns_know() -> None:
    trace, found = candidates("Tomas Reld was arrested by soldiers.")
    classes = tiny_model.classes()
    (sentence,) = found
    pair = next(p for p in sentence.pairs if trace.context.text(sentence.mentions[p.first][0]) == "Tomas Reld")
    assert pair.rules == {classes.number("arrests", forward=False)}
    arrests = classes.relation_number("arrests")
    assert arrests is not None
    # The pattern is there; the first is its object, the second its subject.
    assert {5 * arrests, 5 * arrests + 2, 5 * arrests + 3} <= pair.frames
    assert (3, arrests) in sentence.triggers


def test_a_sentence_of_any_length_is_read_as_far_as_the_encoder_goes(tiny: LearnedModel) -> None:
    _, found = candidates("Ada Holt met " + ", ".join(f"Jonas Weld{i}" for i in range(200)) + ".")
    assert found and all(len(s.pieces) <= 181 and len(s.mentions) <= 16 for s in found)
    for each in scored(tiny, found, token_states(tiny, found)):
        assert np.allclose(each.probabilities.sum(axis=1), 1, atol=1e-5)


def test_what_is_read_of_a_sentence_does_not_depend_on_the_others(tiny: LearnedModel) -> None:
    _, found = candidates(TEXT)
    together = scored(tiny, found, token_states(tiny, found))
    for sentence, here in zip(found, together, strict=True):
        (alone,) = scored(tiny, [sentence], token_states(tiny, [sentence]))
        assert (alone.tokens == here.tokens).all()
        assert np.allclose(alone.probabilities, here.probabilities, atol=1e-6)


def test_one_and_two_threads_give_the_same_claims(tiny: LearnedModel) -> None:
    found = []
    for threads in (1, 2):
        with threadpool_limits(threads):
            found.append(traced(TEXT * 3, LearnedProposer(tiny, EVERYTHING)).reading.claims)
    assert learned(traced(TEXT, LearnedProposer(tiny, EVERYTHING)))
    assert found[0] == found[1]


def test_random_links_keep_every_invariant(tiny: LearnedModel) -> None:
    trace = traced(TEXT, LearnedProposer(tiny, EVERYTHING))
    assert learned(trace)
    verify(trace.reading)


Says = Callable[[str, tuple[str, str], str, bool, tuple[str, str]], LearnedProposer]


@pytest.fixture
def says(tiny: LearnedModel, monkeypatch: pytest.MonkeyPatch) -> Says:
    """A reader that is sure of one link and its trigger, whatever its weights are."""

    def proposer(
        text: str, ends: tuple[str, str], relation: str, forward: bool, words: tuple[str, str]
    ) -> LearnedProposer:
        trace, _ = candidates(text)
        class_ = tiny.classes.number(relation, forward=forward)
        assert class_ is not None

        def sure(_: LearnedModel, found: Sequence[Sentence], states: Sequence[np.ndarray]) -> list[Scored]:
            return [one_sure(s, t) for s, t in zip(found, states, strict=True)]

        def one_sure(sentence: Sentence, tokens: np.ndarray) -> Scored:
            rows = np.zeros((len(sentence.pairs), len(tiny.classes)), dtype=np.float32)
            rows[:, NONE] = 1
            for row, pair in zip(rows, sentence.pairs, strict=True):
                if tuple(trace.context.text(sentence.mentions[i][0]) for i in (pair.first, pair.second)) == ends:
                    row[[NONE, class_]] = 0.1, 0.9
            return Scored(sentence=sentence, tokens=tokens, vectors=np.zeros((len(rows), 1)), probabilities=rows)

        def pointed(_: LearnedModel, found: Scored, pair: int, class_: int) -> tuple[int, int, float]:
            inside = [t.text for t in trace.context.doc[found.sentence.start :]]
            return inside.index(words[0]), inside.index(words[1]), 0.8

        monkeypatch.setattr(proposals, "scored", sure)
        monkeypatch.setattr(proposals, "trigger", pointed)
        return LearnedProposer(tiny, LIKELY)

    return proposer


def test_a_proposal_becomes_a_claim_with_its_words(says: Says) -> None:
    text = "Ada Holt tutored Jonas Weld in Karvia."
    trace = traced(text, says(text, ("Ada Holt", "Jonas Weld"), "associate_of", True, ("tutored", "tutored")))
    (claim,) = learned(trace)
    assert claim.rule == "learned/associate_of"
    assert claim.confidence == 0.9
    assert claim.evidence is not None
    assert claim.evidence.trigger.of(text) == "tutored"
    assert (claim.evidence.subject.of(text), claim.evidence.object.of(text)) == ("Ada Holt", "Jonas Weld")
    verify(trace.reading)


def test_its_direction_is_that_of_the_class(says: Says) -> None:
    text = "Ada Holt was tutored by Jonas Weld."
    (claim,) = learned(traced(text, says(text, ("Ada Holt", "Jonas Weld"), "aids", False, ("tutored", "tutored"))))
    assert claim.evidence is not None
    assert claim.evidence.subject.of(text) == "Jonas Weld"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ada Holt did not tutor Jonas Weld.", Status.DENIED),
        ("Ada Holt will tutor Jonas Weld.", Status.FUTURE),
        ("Police said Ada Holt had tutored Jonas Weld.", Status.ALLEGED),
    ],
)
def test_its_status_is_by_our_rules(says: Says, text: str, status: Status) -> None:
    word = "tutored" if "tutored" in text else "tutor"
    trace = traced(text, says(text, ("Ada Holt", "Jonas Weld"), "aids", True, (word, word)))
    assert {claim.status for claim in learned(trace)} == {status}


def test_words_that_deny_in_its_trigger_deny_it(says: Says) -> None:
    text = "Ada Holt took no steps to tutor Jonas Weld."
    trace = traced(text, says(text, ("Ada Holt", "Jonas Weld"), "aids", True, ("took", "steps")))
    assert {claim.status for claim in learned(trace)} == {Status.DENIED}


def test_who_claims_a_wrong_does_accuse(says: Says) -> None:
    text = "Ada Holt claimed that Jonas Weld had watered the milk."
    trace = traced(text, says(text, ("Ada Holt", "Jonas Weld"), "accuses", True, ("claimed", "claimed")))
    assert {claim.status for claim in learned(trace)} == {Status.ASSERTED}


def test_without_words_that_say_it_there_is_no_claim(says: Says) -> None:
    text = "Ada Holt, Jonas Weld and others came."
    assert not learned(traced(text, says(text, ("Ada Holt", "Jonas Weld"), "aids", True, (",", ","))))


def test_grammar_that_gives_the_other_direction_wins(says: Says) -> None:
    text = "Ada Holt, whom police in Karvia arrested, is free."
    proposer = says(text, ("Ada Holt", "police"), "arrests", True, ("arrested", "arrested"))
    assert not learned(traced(text, proposer))


@pytest.mark.parametrize(
    ("text", "ends", "relation", "forward", "trigger", "taken"),
    [
        # The title of one person is not that of another beside her.
        (TASTER, ("Kestrel Mining", "Jonas Weld"), "employed_by", False, "taster", False),
        (TASTER, ("Kestrel Mining", "Ada Holt"), "employed_by", False, "taster", True),
        # What was struck is the town, not the country that says where it lies.
        ("Rebels zapped Brask, Moldova, on Sunday.", ("Rebels", "Moldova"), "attacks", True, "zapped", False),
        ("Rebels zapped Moldova on Sunday.", ("Rebels", "Moldova"), "attacks", True, "zapped", True),
        # An adjective is a word of the force's description.
        ("Moldovan soldiers zapped Jonas Weld.", ("Moldovan", "Jonas Weld"), "attacks", True, "zapped", False),
        ("Moldovan soldiers zapped Jonas Weld.", ("Moldovan soldiers", "Jonas Weld"), "attacks", True, "zapped", True),
        # Whose request it is, of him nothing is asked; whose arrest it is, he is arrested.
        ("Ada Holt left at Jonas Weld's whim.", ("Ada Holt", "Jonas Weld"), "demands_of", True, "whim", False),
        ("Ada Holt left at Jonas Weld's whim.", ("Ada Holt", "Jonas Weld"), "demands_of", False, "whim", True),
        ("Police left after Jonas Weld's rescue.", ("Police", "Jonas Weld"), "aids", True, "rescue", True),
        # Two who suffer together do nothing to each other.
        ("Ada Holt and Jonas Weld were zapped.", ("Ada Holt", "Jonas Weld"), "attacks", True, "zapped", False),
        # An object of the verb does not do what the verb says.
        ("Police zapped Ada Holt beside Jonas Weld.", ("Ada Holt", "Jonas Weld"), "attacks", True, "zapped", False),
        ("Police zapped Ada Holt beside Jonas Weld.", ("Police", "Jonas Weld"), "attacks", True, "zapped", True),
    ],
)
def test_grammar_refuses_what_does_not_belong_together(
    says: Says, text: str, ends: tuple[str, str], relation: str, forward: bool, trigger: str, taken: bool
) -> None:
    proposer = says(text, ends, relation, forward, (trigger, trigger))
    assert bool(learned(traced(text, proposer))) is taken


def test_a_word_that_stands_for_a_person_is_not_the_country_it_names(says: Says) -> None:
    text = "Soldiers zapped a Moldovan and a Danish citizen."
    trace = traced(text, says(text, ("Soldiers", "Moldovan"), "attacks", True, ("zapped", "zapped")))
    (claim,) = learned(trace)
    (target,) = (actor for actor in trace.reading.actors if actor.id == claim.object)
    assert target.type is ActorType.PERSON


def test_a_relation_takes_actors_of_its_types_only(says: Says) -> None:
    text = "Ada Holt tutored Jonas Weld in Karvia."
    assert not learned(traced(text, says(text, ("Ada Holt", "Jonas Weld"), "located_in", True, ("in", "in"))))


def test_several_people_may_do_what_one_may(says: Says) -> None:
    text = "Three engineers dreamed up Kestrel Mining in Karvia."
    proposer = says(text, ("Three engineers", "Kestrel Mining"), "founded", True, ("dreamed", "up"))
    assert [claim.relation for claim in learned(traced(text, proposer))] == ["founded"]


def test_what_a_rule_says_of_two_actors_is_left_to_it(says: Says) -> None:
    text = "Soldiers arrested Tomas Reld."
    assert not learned(traced(text, says(text, ("Soldiers", "Tomas Reld"), "kills", True, ("arrested", "arrested"))))


def test_doubt_lowers_the_confidence_of_a_rule(says: Says, tiny: LearnedModel) -> None:
    text = "Soldiers arrested Tomas Reld."
    says(text, ("Ada Holt", "Jonas Weld"), "aids", True, ("arrested", "arrested"))
    doubtful = replace(LIKELY, linked=0.1)
    before = traced(text).claims
    after = traced(text, LearnedProposer(tiny, doubtful)).claims
    assert [c.id for c in after] == [c.id for c in before]
    assert all(a.confidence < b.confidence for a, b in zip(after, before, strict=True))


HOLT = "Ada Holt smiled while Jonas Weld tutored Nina Sorel near the court of Moldova."


@pytest.mark.parametrize(
    ("text", "trigger", "subject", "target", "expected"),
    [
        (HOLT, "tutored", "Jonas Weld", "Nina Sorel", set()),
        (HOLT, "tutored", "Ada Holt", "Nina Sorel", {"other subject"}),
        (HOLT, "tutored", "Jonas Weld", "Ada Holt", {"other object"}),
        (HOLT, "tutored", "Jonas Weld", "Moldova", {"other object", "object inside another"}),
        ("Jonas Weld was tutored by Ada Holt.", "tutored", "Ada Holt", "Jonas Weld", set()),
        ("Jonas Weld was tutored by Ada Holt.", "tutored", "Jonas Weld", "Ada Holt", {"other subject", "other object"}),
        ("Ada Holt and Nina Sorel tutored Jonas Weld.", "tutored", "Nina Sorel", "Jonas Weld", set()),
        ("The court of Moldova tutored Jonas Weld.", "tutored", "Moldova", "Jonas Weld", {"subject inside another"}),
        (
            "Ada Holt met Jonas Weld. She tutored him.",
            "tutored",
            "She",
            "him",
            {"pronoun as subject", "pronoun as object"},
        ),
        ("Ada Holt smiled beside Jonas Weld.", "smiled", "Ada Holt", "Jonas Weld", {"no object"}),
    ],
)
def test_marks_say_what_grammar_has_against_a_link(
    text: str, trigger: str, subject: str, target: str, expected: set[str]
) -> None:
    context = traced(text).context
    head = next(token for token in context.doc if token.text == trigger)
    ends = [next(i for i in range(len(context.mentions)) if context.text(i) == words) for words in (subject, target)]
    assert set(marks(context, head, *ends, told=False)) - {"others between"} == expected
    assert "told of others" in marks(context, head, *ends, told=True)


def test_many_others_between_two_are_a_mark() -> None:
    text = "Ada Holt saw Jonas Weld, Nina Sorel, Tomas Reld and Ida Brok."
    context = traced(text).context
    (saw,) = (token for token in context.doc if token.text == "saw")
    last = len(context.mentions) - 1
    assert "others between" in marks(context, saw, 0, last, told=False)
    assert "others between" not in marks(context, saw, 0, 1, told=False)


def test_what_grammar_has_against_a_link_makes_it_less_sure() -> None:
    plain = CALIBRATION.confidence(0.8, 0.8, FORCE)
    assert set(CALIBRATION.marks) == set(MARKS)
    for mark in ("other subject", "other object", "subject inside another", "told of others"):
        assert CALIBRATION.confidence(0.8, 0.8, FORCE, [mark]) < plain


def test_confidence_rises_with_what_the_model_says() -> None:
    sure = [CALIBRATION.confidence(p, 0.5, FORCE) for p in (0.2, 0.5, 0.8, 0.99)]
    assert sure == sorted(sure) and sure[0] < sure[-1]
    weighed = [CALIBRATION.weighed(0.7, Opinion(same=p, linked=p)) for p in (0.01, 0.5, 0.99)]
    assert weighed == sorted(weighed) and weighed[0] < weighed[-1]
    assert calibration.LOWEST <= CALIBRATION.confidence(0.0, 0.0, FORCE) < CALIBRATION.threshold


def test_the_trigger_stays_in_the_sentence(tiny: LearnedModel) -> None:
    _, found = candidates(TEXT)
    for each in scored(tiny, found, token_states(tiny, found)):
        for pair in range(len(each.sentence.pairs)):
            start, end, probability = trigger(tiny, each, pair, 3)
            assert 0 <= start <= end < each.sentence.n_tokens
            assert 0 < probability <= 1


class TestTheFiles:
    def test_the_shipped_model_is_small(self) -> None:
        assert model.MODEL.stat().st_size <= 3_000_000

    def test_the_shipped_model_reads(self) -> None:
        model.load_model.cache_clear()
        shipped = model.load_model()
        assert set(shipped.classes.relations) <= set(ontology.load().relations)
        trace = traced(TEXT, LearnedProposer(shipped, LIKELY))
        verify(trace.reading)
        (arrest,) = (opinion for key, opinion in trace.beside.opinions.items() if key[3] == "arrests")
        assert arrest.same > 0.9

    def test_a_missing_base_is_said_with_the_way_to_install_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(base, "PACKAGE", "no_such_encoder")
        model.load_model.cache_clear()
        done = CliRunner().invoke(main, ["explain", "--learned", "Soldiers arrested Tomas Reld."])
        assert done.exit_code != 0
        assert "graphbuild[learned]" in done.output

    def test_another_base_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(base, "SHA256", "0" * 64)
        with pytest.raises(ModelError, match="not the one"):
            base.load()

    def test_a_model_of_another_base_is_refused(self, tmp_path: Path) -> None:
        path = tiny_model.written(tmp_path / "other.npz", base="0" * 64)
        with pytest.raises(ModelError, match="another base encoder"):
            read_model(path, tiny_model.base(np.random.default_rng(1)))

    def test_a_damaged_model_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "broken.npz"
        path.write_bytes(b"no archive")
        with pytest.raises(ModelError, match="no model"):
            read_model(path, tiny_model.base(np.random.default_rng(1)))

    def test_the_base_is_read_as_it_was_published(self) -> None:
        assert is_installed()
        found = base.load()
        assert len(found.layers) == base.LAYERS
        vectors = found.words.of(np.array(word_pieces().of_word("soldiers") + word_pieces().of_word("troops")))
        apart = found.words.of(np.array(word_pieces().of_word("soldiers") + word_pieces().of_word("banana")))
        assert cosine(*vectors) > cosine(*apart) + 0.2

    def test_explain_says_that_a_link_is_learned(self, says: Says, monkeypatch: pytest.MonkeyPatch) -> None:
        text = "Ada Holt tutored Jonas Weld in Karvia."
        proposer = says(text, ("Ada Holt", "Jonas Weld"), "associate_of", True, ("tutored", "tutored"))
        monkeypatch.setattr(model, "load_model", lambda: None)
        monkeypatch.setattr(proposals, "LearnedProposer", lambda _: proposer)
        lines = str(explain(text, ontology.load(), learned=True)).splitlines()
        assert any(line.startswith("    learned, no rule has it: associate_of 0.90, none 0.10, ") for line in lines)
        assert any(line.startswith("  learned/associate_of  “tutored”") for line in lines)


def cosine(a: np.ndarray, b: np.ndarray) -> float:
    return float(a @ b / np.sqrt((a @ a) * (b @ b)))


def test_who_read_it_is_told_by_the_rule() -> None:
    assert read_by("learned/leads") is ReadBy.LEARNED
    assert read_by(joint_rule("learned/leads", "tiny-model")) is ReadBy.BOTH
    assert read_by("arrests/verbs/arrest") is ReadBy.RULES
