"""The loader: notation, merging, and every fault named with file, entry and key."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.core.errors import DataError, UsageError
from graphbuild.core.model import ActorType, Document
from graphbuild.extraction.reader import Reader
from graphbuild.extraction.syntax.parsing import parse as parse_documents
from graphbuild.knowledge.ontology import ACTORS, BODIES, FrameKind, Ontology, Trait, load
from graphbuild.knowledge.ontology.patterns import PatternError, parse

NEW = """
[ferries]
label = "ferries"
inverse = "ferried by"
family = "business"
subject = ["company"]
object = ["person", "group"]
verbs = ["ferry _ across"]
"""


@pytest.fixture(scope="module")
def built_in() -> Ontology:
    return load()


@pytest.fixture
def user_file(tmp_path: Path):
    def write(text: str) -> Path:
        path = tmp_path / "mine.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def frame(pattern: str, kind: FrameKind = FrameKind.VERB):
    return parse(pattern, relation="arrests", kind=kind)


class TestNotation:
    def test_head_alone(self) -> None:
        arrest = frame("arrest")
        assert (arrest.head, arrest.words, arrest.inverse) == ("arrest", (), False)

    def test_words_and_slot_keep_their_order(self) -> None:
        assert frame("take _ into custody").words == ("_", "into", "custody")

    def test_alternatives_stay_one_word(self) -> None:
        assert frame("declare war on|against").words == ("war", "on|against")

    def test_exclusions_are_taken_out_of_the_words(self) -> None:
        back = frame("back !away up !down")
        assert back.words == ("up",)
        assert back.unless == {"away", "down"}

    @pytest.mark.parametrize("pattern", ["< include", "<include"])
    def test_inverse(self, pattern: str) -> None:
        assert frame(pattern).inverse
        assert frame(pattern).head == "include"

    def test_rule_names_relation_list_and_pattern(self) -> None:
        assert frame("take _ into custody").rule == "arrests/verbs/take _ into custody"

    @pytest.mark.parametrize(
        ("pattern", "head", "words", "inverse"),
        [
            ("S-backed", "backed", ("S",), True),
            ("O-aligned", "aligned", ("O",), False),
            ("pro-O", "pro", ("O",), False),
        ],
    )
    def test_compounds(self, pattern: str, head: str, words: tuple[str, ...], inverse: bool) -> None:
        read = frame(pattern, FrameKind.COMPOUND)
        assert (read.head, read.words, read.inverse) == (head, words, inverse)

    @pytest.mark.parametrize(
        "pattern", ["", "<", "_ of", "Arrest", "!away", "arrest _ _", "arrest |on", "arrest on|", "run 5", "arrest !"]
    )
    def test_malformed_phrases(self, pattern: str) -> None:
        with pytest.raises(PatternError):
            frame(pattern)

    @pytest.mark.parametrize("pattern", ["backed", "X-backed", "S-Backed", "S-O", "-O", "S-", "pro-S", "S-backed by"])
    def test_malformed_compounds(self, pattern: str) -> None:
        with pytest.raises(PatternError):
            frame(pattern, FrameKind.COMPOUND)

    @given(st.text(max_size=40), st.sampled_from(list(FrameKind)))
    def test_hostile_patterns_are_read_or_refused(self, pattern: str, kind: FrameKind) -> None:
        try:
            read = parse(pattern, relation="x", kind=kind)
        except PatternError:
            return
        assert read.head.islower()
        assert read.words.count("_") <= 1
        assert read.pattern == pattern


class TestOntology:
    def test_unknown_relation_offers_those_that_come_near(self, built_in: Ontology) -> None:
        with pytest.raises(UsageError) as caught:
            built_in.relation("arest")
        assert "arrests" in caught.value.hint

    def test_a_label_leads_to_its_relation(self, built_in: Ontology) -> None:
        with pytest.raises(UsageError) as caught:
            built_in.relation("backed by")
        assert "supports" in caught.value.hint

    def test_far_off_names_get_the_whole_list(self, built_in: Ontology) -> None:
        with pytest.raises(UsageError) as caught:
            built_in.relation("zzzzzz")
        assert "spies_on" in caught.value.hint

    def test_the_open_relation_is_always_known(self, built_in: Ontology) -> None:
        other = built_in.relation("other")
        assert (other.family, other.symmetric) == ("open", False)
        assert ACTORS | {ActorType.PLACE} == other.object
        assert "other" not in built_in.relations

    def test_narrower_follows_chains(self, built_in: Ontology) -> None:
        assert built_in.narrower("member_of") == {"member_of", "leads", "commands", "holds_office"}
        assert built_in.narrower("supports") == {"supports", "funds", "arms", "aids"}
        assert built_in.narrower("other") == {"other"}
        with pytest.raises(UsageError):
            built_in.narrower("nothing")

    def test_frames_are_all_frames_in_order(self, built_in: Ontology) -> None:
        assert len(built_in.frames()) == sum(len(r.frames) for r in built_in.relations.values())
        assert built_in.frames()[0].relation == next(iter(built_in.relations))

    def test_digest_is_stable_and_tells_content_apart(self, built_in: Ontology, user_file) -> None:
        assert load().digest == built_in.digest
        assert len(built_in.digest) == 64
        assert load(user_file(NEW)).digest != built_in.digest
        assert load(user_file("# a remark only\n")).digest == built_in.digest


class TestUserFile:
    def test_a_new_relation(self, user_file, built_in: Ontology) -> None:
        ferries = load(user_file(NEW)).relation("ferries")
        assert ferries.subject == {ActorType.COMPANY}
        assert [f.pattern for f in ferries.frames] == ["ferry _ across"]
        assert set(load(user_file(NEW)).relations) == {*built_in.relations, "ferries"}

    def test_triggers_are_appended(self, user_file, built_in: Ontology) -> None:
        read = load(user_file('[arrests]\nverbs = ["frogmarch"]\n')).relation("arrests")
        assert read.frames[0] == built_in.relation("arrests").frames[0]
        assert {f.pattern for f in read.frames} - {f.pattern for f in built_in.relation("arrests").frames} == {
            "frogmarch"
        }

    def test_a_trigger_is_taken_away(self, user_file) -> None:
        read = load(user_file('[arrests]\nverbs = ["- detain"]\n')).relation("arrests")
        assert "detain" not in {f.pattern for f in read.frames}
        assert "arrest" in {f.pattern for f in read.frames}

    def test_the_same_trigger_twice_counts_once(self, user_file, built_in: Ontology) -> None:
        assert load(user_file('[arrests]\nverbs = ["detain"]\n')).relation("arrests") == built_in.relation("arrests")

    def test_other_keys_override(self, user_file, built_in: Ontology) -> None:
        read = load(user_file('[arrests]\nlabel = "takes in"\nsubject = ["body"]\n')).relation("arrests")
        assert (read.label, read.subject) == ("takes in", BODIES)
        assert read.frames == built_in.relation("arrests").frames

    def test_an_entry_narrows_its_frame(self, user_file) -> None:
        entry = '{ pattern = "book", subject = ["security_force"], object = ["person"], not_object = ["room"] }'
        added = load(user_file(f"[arrests]\nverbs = [{entry}]\n")).relation("arrests").frames
        book = next(f for f in added if f.pattern == "book")
        assert book.subject == {ActorType.SECURITY_FORCE}
        assert book.object == {ActorType.PERSON}
        assert book.not_object == {"room"}

    def test_an_entry_may_ask_for_certain_types_and_leave_out_subjects(self, user_file) -> None:
        entry = '{ pattern = "book", subject = ["security_force"], not_subject = ["clerk"], certain = true }'
        added = load(user_file(f"[arrests]\nverbs = [{entry}]\n")).relation("arrests").frames
        book = next(f for f in added if f.pattern == "book")
        assert (book.not_subject, book.certain) == ({"clerk"}, True)
        assert not any(f.certain for f in added if f.pattern == "detain")

    def test_a_symmetric_relation_needs_no_inverse(self, user_file) -> None:
        text = NEW.replace('inverse = "ferried by"', "symmetric = true").replace('["company"]', '["person", "group"]')
        read = load(user_file(text)).relation("ferries")
        assert (read.symmetric, read.inverse) == (True, "ferries")

    def test_traits_are_the_relations_and_its_frames(self, user_file) -> None:
        read = load(user_file(NEW + 'traits = ["bodily", "completable"]\n'))
        ferries = read.relation("ferries")
        assert ferries.traits == {Trait.BODILY, Trait.COMPLETABLE}
        assert all(frame.traits == ferries.traits for frame in ferries.frames)
        assert "ferries" in read.with_trait(Trait.COMPLETABLE)
        assert "ferries" not in read.with_trait(Trait.FORCE)

    def test_traits_override(self, user_file, built_in: Ontology) -> None:
        read = load(user_file("[arrests]\ntraits = []\n"))
        assert "arrests" in built_in.with_trait(Trait.FORCE)
        assert not any("arrests" in read.with_trait(trait) for trait in Trait)


OWN = """[flattens]
label = "flattens"
inverse = "flattened by"
family = "force"
subject = ["actor"]
object = ["actor"]
verbs = ["flatten"]
"""


@pytest.mark.parametrize("traits", ["", 'traits = ["instrumental"]\n'])
def test_a_relation_of_ones_own_has_its_traits_in_the_text(traits: str, user_file, nlp) -> None:
    """Who planted the bomb flattened the office, if the relation is one that weapons are said to do."""
    text = "A bomb planted by the Kovar Brigade flattened the Velde Union."
    (parsed,) = parse_documents(nlp, [Document(id="d", text=text, source="t.txt", sha256="")])
    reading = Reader(load(user_file(OWN + traits))).read(*parsed)
    names = {actor.id: actor.name for actor in reading.actors}
    found = {(names[c.subject], names[c.object]) for c in reading.claims if c.relation == "flattens"}
    assert found == ({("Kovar Brigade", "Velde Union")} if traits else set())


def test_a_state_is_told_by_family_or_trait(built_in: Ontology) -> None:
    assert built_in.relation("leads").lasts
    assert built_in.relation("sanctions").lasts
    assert not built_in.relation("arrests").lasts


def test_every_trait_is_had_and_documented(built_in: Ontology) -> None:
    documented = (Path(__file__).parents[2] / "docs/ontology.md").read_text(encoding="utf-8")
    for trait in Trait:
        assert built_in.with_trait(trait), trait
        assert f"| `{trait}` |" in documented, trait


def test_a_misspelt_trait_is_answered_with_the_right_one(user_file) -> None:
    with pytest.raises(DataError) as caught:
        load(user_file('[arrests]\ntraits = ["completeable"]\n'))
    assert caught.value.hint == "Did you mean completable?"


FAULTS = {
    "unknown key": ('[arrests]\ncolour = "red"\n', ["[arrests]", "colour"]),
    "unknown type": ('[arrests]\nsubject = ["robot"]\n', ["[arrests] subject", "robot"]),
    "unknown trait": ('[arrests]\ntraits = ["purple"]\n', ["[arrests] traits", "purple"]),
    "traits no list": ('[arrests]\ntraits = "force"\n', ["[arrests] traits"]),
    "no types": ("[arrests]\nobject = []\n", ["[arrests] object"]),
    "unknown family": ('[arrests]\nfamily = "cosmos"\n', ["[arrests]", "cosmos"]),
    "empty label": ('[arrests]\nlabel = " "\n', ["[arrests]", "label"]),
    "label no text": ("[arrests]\nlabel = 3\n", ["[arrests]", "label"]),
    "symmetric no boolean": ('[arrests]\nsymmetric = "yes"\n', ["[arrests]", "symmetric"]),
    "malformed pattern": ('[arrests]\nverbs = ["grab", "Nab _ _"]\n', ["[arrests] verbs", "entry 2", "Nab _ _"]),
    "malformed compound": ('[arrests]\ncompounds = ["arrested"]\n', ["[arrests] compounds", "entry 1"]),
    "trigger no text": ("[arrests]\nverbs = [7]\n", ["[arrests] verbs", "entry 1"]),
    "triggers no list": ('[arrests]\nverbs = "nab"\n', ["[arrests] verbs"]),
    "entry without pattern": ('[arrests]\nverbs = [{ object = ["person"] }]\n', ["entry 1", "pattern"]),
    "entry, unknown key": ('[arrests]\nverbs = [{ pattern = "nab", who = "x" }]\n', ["entry 1", "who"]),
    "entry, unknown type": ('[arrests]\nverbs = [{ pattern = "nab", object = ["robot"] }]\n', ["entry 1", "robot"]),
    "entry, no lemma": ('[arrests]\nverbs = [{ pattern = "nab", not_object = ["A B"] }]\n', ["not_object", "A B"]),
    "entry, certain no boolean": (
        '[arrests]\nverbs = [{ pattern = "nab", certain = "yes" }]\n',
        ["entry 1", "certain"],
    ),
    "nothing to remove": ('[arrests]\nverbs = ["- levitate"]\n', ["[arrests] verbs", "levitate"]),
    "codes no list": ('[arrests]\nwikidata = "P1"\n', ["[arrests] wikidata"]),
    "no relation table": ("arrests = 3\n", ["[arrests]"]),
    "id taken": (NEW.replace("ferries]", "other]"), ["[other]"]),
    "id malformed": (NEW.replace("[ferries]", '["Big Ferries"]'), ["Big Ferries"]),
    "missing label": (NEW.replace('label = "ferries"\n', ""), ["[ferries]", "label"]),
    "missing inverse": (NEW.replace('inverse = "ferried by"\n', ""), ["[ferries]", "inverse"]),
    "missing family": (NEW.replace('family = "business"\n', ""), ["[ferries]", "family"]),
    "missing subject": (NEW.replace('subject = ["company"]\n', ""), ["[ferries]", "subject"]),
    "no trigger": (NEW.replace('verbs = ["ferry _ across"]\n', ""), ["[ferries]", "trigger"]),
    "lopsided symmetry": (NEW + "symmetric = true\n", ["[ferries]", "symmetric"]),
    "is_a unknown": (NEW + 'is_a = ["sails"]\n', ["[ferries] is_a", "sails"]),
    "is_a itself": (NEW + 'is_a = ["ferries"]\n', ["[ferries] is_a", "circle"]),
    "is_a circle": ('[member_of]\nis_a = ["commands"]\n', ["is_a", "circle", "commands"]),
    "example, key": (NEW + 'example = { text = "a", subject = "b", object = "c", mood = "d" }\n', ["example", "mood"]),
    "example, missing": (NEW + 'example = { text = "a", subject = "b" }\n', ["[ferries] example", "object"]),
    "example, status": (
        NEW + 'example = { text = "a", subject = "b", object = "c", status = "so" }\n',
        ["[ferries] example", "so"],
    ),
    "example no table": (NEW + 'example = "a"\n', ["[ferries]", "example"]),
    "bad TOML": ("[arrests]\nlabel = arrest\n", ["TOML", "line 2"]),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_every_fault_names_file_entry_and_key(fault: str, user_file) -> None:
    text, named = FAULTS[fault]
    with pytest.raises(DataError) as caught:
        load(user_file(text))
    assert "mine.toml" in caught.value.what
    for words in named:
        assert words in caught.value.what
    assert caught.value.hint
    assert caught.value.exit_code == 4


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"absent\.toml"):
        load(tmp_path / "absent.toml")


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "binary.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match="UTF-8"):
        load(path)


@settings(deadline=None)  # the built-in relations are read each time
@given(st.text(max_size=200))
def test_any_text_is_an_ontology_or_a_data_error(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("any") / "any.toml"
    path.write_text(text, encoding="utf-8", errors="replace")
    try:
        load(path)
    except DataError as error:
        assert "any.toml" in error.what
