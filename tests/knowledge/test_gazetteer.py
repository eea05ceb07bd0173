"""The user's gazetteer: what its files may hold, how its names are found in a text, and that its ids last."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import invented
import pytest
import spacy
from click.testing import CliRunner
from folders import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from language import Read
from spacy.language import Language
from spacy.tokens import Doc, Span

from graphbuild.cli import main
from graphbuild.core.errors import DataError
from graphbuild.core.model import ActorType, Document, Failure, MentionKind, ObservedActor, Reading, content_id
from graphbuild.extraction import pipeline
from graphbuild.extraction.coreference.clusters import cluster_type
from graphbuild.extraction.mentions import gazetteer_names
from graphbuild.extraction.mentions.mention import TokenMention
from graphbuild.extraction.reader import Reader
from graphbuild.extraction.syntax.parsing import parse
from graphbuild.graph.find import find_actor
from graphbuild.graph.view import viewing
from graphbuild.knowledge import ontology
from graphbuild.knowledge.gazetteer import Entry, Gazetteer, load
from graphbuild.knowledge.gazetteer.phrases import name_pieces
from graphbuild.knowledge.ontology import Ontology
from graphbuild.resolution import resolve
from graphbuild.store import Store
from graphbuild.workflow import build
from graphbuild.workflow.build import build as build_graph

HEADER = "id,name,aliases,type,country,wikidata"
Load = Callable[..., Gazetteer]


@pytest.fixture
def loaded(tmp_path: Path) -> Load:
    """Loads a gazetteer from the lines of a file."""

    def of(*lines: str, header: str | None = HEADER) -> Gazetteer:
        path = tmp_path / "actors.csv"
        path.write_text("\n".join(lines if header is None else (header, *lines)) + "\n", encoding="utf-8")
        return load(path)

    return of


def entity(**fields: Any) -> str:
    properties = {key: fields.pop(key) for key in [*fields] if key not in ("id", "schema", "caption")}
    return json.dumps({"schema": "Person", "properties": properties, **fields})


class TestTables:
    def test_an_entry(self, loaded: Load) -> None:
        (entry,) = loaded("n1, Anna  Holt ,Red Ana; Ana H|Holt-Vell,person,no,Q42").entries.values()
        assert entry == Entry(
            id="n1",
            name="Anna Holt",
            type=ActorType.PERSON,
            aliases=("Red Ana", "Ana H", "Holt-Vell"),
            country="NO",
            line=2,
        )

    def test_ids_are_given_else_wikidatas_else_made_from_the_name(self, loaded: Load) -> None:
        found = loaded("n1,Anna Holt,,person,,Q1", ",Cedar Front,,armed group,,Q2", ",Érik Vell,,person,,")
        assert [*found.entries] == ["n1", "Q2", "p-erik-vell"]

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_columns_in_any_order_and_more_of_them(self, loaded: Load, delimiter: str) -> None:
        lines = ["Type,note,NAME", 'company,seen twice,"Brivo, Steel"', "", "media,,The Norvia Post"]
        found = loaded(*(line.replace(",", delimiter, 2) for line in lines), header=None)
        wanted = ["Brivo, Steel", "The Norvia Post"]
        assert [e.name.replace(delimiter, ",") for e in found.entries.values()] == wanted
        assert [e.line for e in found.entries.values()] == [2, 4]

    def test_a_byte_order_mark_and_line_ends_of_windows(self, tmp_path: Path) -> None:
        path = tmp_path / "actors.csv"
        path.write_bytes(b"\xef\xbb\xbfname,type\r\nAnna Holt,person\r\n")
        assert [e.name for e in load(path).entries.values()] == ["Anna Holt"]

    @pytest.mark.parametrize(
        ("country", "code"),
        [("iq", "IQ"), ("Iraq", "IQ"), ("UK", "GB"), ("gb-sct", "GB"), ("VG", "VG"), ("im", "IM"), ("suhh", "XSU")],
    )
    def test_countries(self, loaded: Load, country: str, code: str) -> None:
        (entry,) = loaded(f",Anna Holt,,person,{country},").entries.values()
        assert entry.country == code

    def test_the_digest_is_that_of_the_file(self, loaded: Load) -> None:
        one, same = loaded(",Anna Holt,,person,,"), loaded(",Anna Holt,,person,,")
        assert one.digest == same.digest != loaded(",Anna Holt,,person,NO,").digest

    def test_the_collector_of_garbage_is_left_as_it_was(self, loaded: Load) -> None:
        loaded(",Anna Holt,,person,,")
        assert gc.isenabled()
        gc.disable()
        try:
            loaded(",Anna Holt,,person,,")
            assert not gc.isenabled()
        finally:
            gc.enable()


class TestFollowTheMoney:
    def test_an_entity(self, loaded: Load) -> None:
        line = entity(
            id="NK-1",
            caption="Anna Holt",
            name=["HOLT Anna", "Anna Holt"],
            alias=["Red Ana"],
            weakAlias=["Ana"],
            nationality=["eu", "no"],
            country=["se"],
            wikidataId=["Q42"],
        )
        (entry,) = loaded(line, header=None).entries.values()
        assert (entry.id, entry.name, entry.country) == ("NK-1", "Anna Holt", "NO")
        assert (entry.aliases, entry.weak) == (("HOLT Anna", "Red Ana"), ("Ana",))

    @pytest.mark.parametrize(
        ("schema", "type_"),
        [
            ("Person", "person"),
            ("Company", "company"),
            ("PublicBody", "government"),
            ("Organization", "organization"),
            ("LegalEntity", "organization"),
        ],
    )
    def test_schemata(self, loaded: Load, schema: str, type_: str) -> None:
        (entry,) = loaded(entity(id="x", schema=schema, name="Norvia Board"), header=None).entries.values()
        assert entry.type.value == type_

    def test_what_is_no_actor_is_passed_over(self, loaded: Load) -> None:
        found = loaded(
            entity(schema="Address", full=["1 Road"]), "", entity(name=["Anna Holt"]), entity(schema="Vessel"),
            header=None,
        )  # fmt: skip
        assert [(e.id, e.line) for e in found.entries.values()] == [("p-anna-holt", 3)]

    def test_weak_aliases_of_two_are_no_fault_and_not_looked_for(self, loaded: Load) -> None:
        lines = [entity(id=i, name=[n], weakAlias=["Ana"]) for i, n in (("a", "Anna Holt"), ("b", "Ana Vell"))]
        assert "ana" not in loaded(*lines, header=None).phrases.ids


# the lines after the header, what the message has to say
FAULTS = [
    ([",,Red Ana,person,,"], ["line 2", "name is missing"]),
    ([",Anna Holt,,persn,,"], ["line 2", "unknown type 'persn'", "Did you mean 'person'?"]),
    ([",Anna Holt,,organisation,,"], ["Did you mean 'organization'?"]),
    ([",Anna Holt,,zebra,,"], ["unknown type 'zebra'", "armed_group"]),
    ([",Anna Holt,,,,"], ["line 2", "type is missing"]),
    ([",Anna Holt,,person,Q7,"], ["line 2", "unknown country 'Q7'"]),
    ([",Anna Holt,,person,Irak,"], ["unknown country 'Irak'", "Did you mean IQ (Iraq)?"]),
    ([",Anna Holt,,person,,42"], ["line 2", "'42' is no Wikidata id"]),
    ([",Anna Holt,,person"], ["line 2", "it has 4 fields, but the first line names 6"]),
    ([",Anna, Holt,,person,,"], ["it has 7 fields", "quotes"]),
    ([',"Anna Holt,,person,,', ",Tomas Reld,,person,,"], ["line 2", "no CSV"]),
    ([",Anna Holt,!!,person,,"], ["line 2", "'!!' has no letter"]),
    ([",Anna\x07Holt,,person,,"], ["line 2", "character that is none"]),
    (["a,Anna Holt,,person,,", "a,Tomas Reld,,person,,"], ["line 3", "the id 'a' is that of line 2 (Anna Holt)"]),
    ([",Anna Holt,,person,,", "", ",Tomas Reld,anna  HOLT,person,,"], ["line 4", "'anna HOLT' is one of line 2 (Anna"]),
    (["a,Norvia Front,NF,party,,", "b,Northern Foundry,N.F.,company,,"], ["line 3", "'N.F.'", "line 2 (Norvia Front)"]),
    ([",Norvia,,place,,", ",The Norvia,,place,,"], ["line 3", "line 2 (Norvia)"]),
    ([], ["no actor in it"]),
]  # fmt: skip


class TestFaults:
    @pytest.mark.parametrize(("lines", "said"), FAULTS, ids=[" ".join(said) for _, said in FAULTS])
    def test_each_is_told_with_its_line(self, loaded: Load, lines: list[str], said: list[str]) -> None:
        with pytest.raises(DataError) as caught:
            loaded(*lines)
        assert "actors.csv" in caught.value.what
        assert caught.value.exit_code == 4
        assert [part for part in said if part not in str(caught.value)] == []

    @pytest.mark.parametrize(
        ("header", "said"),
        [
            ("name,alias,type", "Did you mean 'aliases'?"),
            ("id,type", "no column 'name'"),
            ("name,id", "no column 'type'"),
            ("name,type,name", "two columns 'name'"),
            ("Anna Holt,person", "no column 'name'"),
        ],
    )
    def test_the_first_line_names_the_columns(self, loaded: Load, header: str, said: str) -> None:
        with pytest.raises(DataError) as caught:
            loaded("a,b,c", header=header)
        assert "line 1" in caught.value.what
        assert said in str(caught.value)

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("{", "no FollowTheMoney entity"),
            ("[]", "it is no object"),
            ('{"id": "a"}', "it has no schema"),
            (entity(schema="Persn", name="Anna Holt"), "unknown type 'Persn'"),
            (entity(schema="Organisation", name="Anna Holt"), "Did you mean 'organization'?"),
            (entity(id=3, name="Anna Holt"), "its id is no text"),
            (entity(name=[3]), "its name is no list of texts"),
            (entity(alias=["Anna Holt"]), "the name is missing"),
            (entity(name=["Anna Holt"], country=["qq"]), "unknown country 'qq'"),
            (entity(name=["Anna \ud800"]), "character that is none"),
        ],
    )
    def test_entities(self, loaded: Load, line: str, said: str) -> None:
        with pytest.raises(DataError) as caught:
            loaded(entity(name="Tomas Reld"), line, header=None)
        assert "line 2" in caught.value.what
        assert said in str(caught.value)

    def test_several_are_told_at_once_but_not_all_of_a_thousand(self, loaded: Load) -> None:
        with pytest.raises(DataError) as caught:
            loaded(*(f",Anna Holt {n},,zebra,," for n in range(1000)))
        assert "line 2:" in caught.value.what
        assert "line 11:" in caught.value.what
        assert "line 12:" not in caught.value.what
        assert "And 990 more." in caught.value.what

    def test_a_file_that_cannot_be_read(self, tmp_path: Path) -> None:
        with pytest.raises(DataError, match=r"none\.csv: cannot be read"):
            load(tmp_path / "none.csv")
        with pytest.raises(DataError, match="cannot be read"):
            load(tmp_path)
        (tmp_path / "latin.csv").write_bytes(b"name,type\nMu\xf1oz,person\n")
        with pytest.raises(DataError, match="line 2: this is no UTF-8"):
            load(tmp_path / "latin.csv")
        (tmp_path / "empty.csv").touch()
        with pytest.raises(DataError, match="no actor in it"):
            load(tmp_path / "empty.csv")

    @settings(max_examples=150, deadline=None)
    @given(st.binary(max_size=80) | st.text(max_size=80).map(lambda t: f"name,type\n{t}".encode(errors="replace")))
    def test_any_file_is_read_or_refused(self, tmp_path_factory: pytest.TempPathFactory, raw: bytes) -> None:
        path = tmp_path_factory.mktemp("any") / "actors"
        path.write_bytes(raw)
        try:
            assert len(load(path)) > 0
        except DataError as error:
            assert str(path) in error.what


NAMES = st.lists(
    st.text(st.characters(categories=("Lu", "Ll", "Nd")) | st.sampled_from(" -.'&,;\""), min_size=1, max_size=15),
    min_size=1,
    max_size=3,
)


@settings(max_examples=100, deadline=None)
@given(NAMES)
def test_every_name_of_a_file_is_found_again(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    names = [name for name in names if any(map(str.isalnum, name_pieces(name)))]
    if not names:
        return
    path = tmp_path_factory.mktemp("names") / "actors.jsonl"
    path.write_text(entity(id="a", name=names[:1], alias=names[1:]), encoding="utf-8")
    phrases = load(path).phrases
    for name in names:
        pieces = [piece.casefold() for piece in name_pieces(name)]
        assert next(phrases.at(pieces, 0)) == (len(pieces), "a")


@pytest.fixture(scope="module")
def written() -> Callable[..., Doc]:
    """A text as tokens `word` or `word/TAG`, a stop ending a sentence; in capitals: a proper noun unless tagged."""
    vocab = spacy.blank("en").vocab

    def of(text: str, *entities: tuple[int, int, str]) -> Doc:
        pairs = [token.partition("|") for token in text.split()]
        words = [word for word, _, _ in pairs]
        pos = [tag or ("PROPN" if word[:1].isupper() else "NOUN") for word, _, tag in pairs]
        spaces = [b not in {".", "-", "'s"} and a != "-" for a, b in zip(words, [*words[1:], "x"], strict=True)]
        starts = [i == 0 or (words[i - 1] == "." and words[i][:1].isupper()) for i in range(len(words))]
        doc = Doc(vocab, words=words, spaces=spaces, pos=pos, sent_starts=starts)
        doc.ents = tuple(Span(doc, start, end, label=label) for start, end, label in entities)
        return doc

    return of


# names of the file, a text in tokens, the names found in it
FOUND = [
    (["Anna Holt"], "Police saw anna|PROPN HOLT .", ["anna HOLT"]),
    (["Anna Holt"], "Anna Holts came .", []),
    (["Anna Holt", "Anna Holt Bank"], "The Anna Holt Bank fell .", ["Anna Holt Bank"]),
    (["Anna Holt", "Anna Holt Bank"], "Anna Holt Banks fell .", ["Anna Holt"]),
    (["Anna Holt"], "He saw Anna Holt 's car .", ["Anna Holt"]),
    (["Anna Holt"], "He saw Anna . Holt came .", []),
    (["Asa al-Haq"], "He saw asa Al - haq .", ["asa Al-haq"]),
    (["Asa al Haq"], "He saw Asa al - Haq .", ["Asa al-Haq"]),
    (["Red Line"], "He crossed a red line .", []),
    (["Red Line"], "He joined the Red line .", ["Red line"]),
    (["WHO"], "The WHO came .", ["WHO"]),
    (["WHO"], "He asked who|PRON came .", []),
    (["WHO"], "Who|PROPN came .", []),
    (["WHO"], "WHO|PRON KILLED|VERB THEM|PRON .", []),
    (["U.N.F."], "The UNF came .", ["UNF"]),
    (["Shell"], "A shell hit it .", []),
    (["Shell"], "Shell|ADJ companies rose .", []),
    (["Shell"], "He left Shell|NOUN .", ["Shell"]),
    (["Shell"], "He left SHELL .", ["SHELL"]),
    (["shell"], "He left Shell .", ["Shell"]),
    (["Levi's"], "He sued Levi 's yesterday .", ["Levi's"]),
    (["Holt & Vell"], "He sued Holt and Vell .", ["Holt and Vell"]),
    (["The Norvia Post"], "the Norvia post said so .", ["Norvia post"]),
    (["Sh. Vell"], "He saw Sh . vell|PROPN .", ["Sh. vell"]),
]


@pytest.mark.parametrize(("names", "text", "found"), FOUND, ids=[f"{case[0][-1]}: {case[1]}" for case in FOUND])
def test_names_in_a_text(loaded: Load, written: Callable[..., Doc], names: list[str], text: str, found: object) -> None:
    doc = written(text)
    gazetteer = loaded(*(f"n{i},{name},,organization,," for i, name in enumerate(names)))
    assert [doc[start:end].text for start, end, _ in gazetteer_names.find_known(doc, gazetteer)] == found


def test_a_month_is_nobody(loaded: Load, written: Callable[..., Doc]) -> None:
    gazetteer = loaded(",May,,person,,")
    assert not list(gazetteer_names.find_known(written("He left in May .", (3, 4, "DATE")), gazetteer))
    assert list(gazetteer_names.find_known(written("He left with May .", (3, 4, "PERSON")), gazetteer))


class TestActorIds:
    @staticmethod
    def observed(doc: str, name: str, known: str | None = None, type_: ActorType = ActorType.PERSON) -> ObservedActor:
        return ObservedActor(id=content_id(doc, name, known), doc=doc, name=name, type=type_, named=True, known=known)

    def test_one_entry_is_one_actor_in_all_documents(self) -> None:
        actors = [self.observed("a", "Anna Holt", "n1"), self.observed("b", "Anna Holt", "n1")]
        found = resolve.resolve(actors)
        assert set(found.canonical.values()) == {"n1"}
        assert set(found.reasons.values()) == {"gazetteer"}

    def test_two_entries_of_one_name_stay_two(self) -> None:
        actors = [self.observed("a", "Anna Holt", "n1"), self.observed("b", "Anna Holt", "n2")]
        assert set(resolve.resolve(actors).canonical.values()) == {"n1", "n2"}

    def test_no_other_actor_takes_an_id_of_the_gazetteer(self) -> None:
        known_, other = self.observed("a", "Anna Holt", "p-tomas-reld"), self.observed("b", "Tomas Reld")
        found = resolve.resolve([known_, other]).canonical
        assert found[known_.id] == "p-tomas-reld"
        assert found[other.id].startswith("p-tomas-reld-")


GIVEN = (
    "m1,Anna Holt,Red Ana; Holtova,person,NO,",
    ",Cedar Front,CFX; Hizb al-Arz,armed group,LB,Q5",
    ",Iraq,,country,IQ,Q796",
    ",Ford,,company,US,",
    ",Brivo,,place,,",
    "t1,Ali Hassan,,person,,",
    "s1,Union of Soldiers,,party,,",
)


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    path = tmp_path_factory.mktemp("gazetteer") / "actors.csv"
    path.write_text("\n".join((HEADER, *GIVEN)), encoding="utf-8")
    return load(path)


@pytest.fixture(scope="module")
def words() -> Ontology:
    return ontology.load()


@pytest.fixture(scope="module")
def read_known(nlp: Language, words: Ontology, gazetteer: Gazetteer) -> Callable[[str], Read]:
    reader = Reader(words, gazetteer)

    def of(text: str) -> Read:
        (parsed,) = parse(nlp, [Document(id=content_id(text), text=text, source="t.txt", sha256="")])
        found = reader.read(*parsed)
        assert isinstance(found, Reading), found
        return Read(found)

    return of


class TestReading:
    def test_different_aliases_are_one_actor_with_the_entrys_name_type_and_names(self, read_known) -> None:
        found = read_known("Soldiers arrested Red Ana on Monday. Later Holtova fled.")
        actor = found.actors["Anna Holt"]
        assert (actor.known, actor.type, actor.country) == ("m1", ActorType.PERSON, "NO")
        assert actor.aliases == ("Holtova", "Red Ana")
        assert found.mentions("Anna Holt") == ["Red Ana", "Holtova"]
        assert found.joins("Anna Holt") == ["gazetteer"]
        assert ("Soldiers", "arrests", "Anna Holt") in found.plain

    def test_the_type_wins_over_guesses(self, read_known) -> None:
        found = read_known("Fighters of Hizb al-Arz attacked the army. The CFX left Brivo. Tomas Reld leads the group.")
        assert found.actors["Cedar Front"].type is ActorType.ARMED_GROUP
        assert found.actors["Brivo"].type is ActorType.PLACE
        assert "group" in found.mentions("Cedar Front")

    def test_it_is_never_outvoted(self) -> None:
        name = TokenMention(start=0, end=1, head=0, kind=MentionKind.NAME, type=ActorType.PARTY, known="s1")
        others = [replace(name, type=ActorType.ARMED_GROUP, sure=True, known=None) for _ in range(5)]
        assert cluster_type([*others, name]) is ActorType.PARTY
        assert cluster_type([*others, replace(name, known=None)]) is ActorType.ARMED_GROUP

    def test_the_words_of_a_name_are_nobody_of_their_own(self, read_known) -> None:
        found = read_known("Tomas Reld leads the Union of soldiers in Brivo.")
        assert [m.text for m in found.reading.mentions] == ["Tomas Reld", "Union of soldiers", "Brivo"]

    def test_a_state_is_known_by_its_adjective_too(self, read_known) -> None:
        found = read_known("Iraqi officials met Tomas Reld.")
        assert found.actors["Iraq"].known == "Q796"

    def test_a_surname_is_that_of_the_known_person(self, read_known) -> None:
        found = read_known("Red Ana met Tomas Reld. Holt then left.")
        assert found.mentions("Anna Holt") == ["Red Ana", "Holt"]

    def test_but_not_where_another_bears_it(self, read_known) -> None:
        found = read_known("Red Ana met Jonas Holt. Holt then left.")
        assert found.mentions("Jonas Holt") == ["Jonas Holt", "Holt"]

    def test_a_part_of_a_longer_name_is_another(self, read_known) -> None:
        found = read_known("The Ford Foundation sued Ali Hassan Kamil. Harrison Ford met Jonas Weld.")
        assert {actor.known for actor in found.reading.actors} == {None}

    def test_two_entries_are_never_joined(self, read_known) -> None:
        found = read_known("Anna Holt, alias Ali Hassan, was arrested by police.")
        assert {actor.known for actor in found.actors.values() if actor.known} == {"m1", "t1"}

    def test_nobody_is_there_who_is_not_mentioned(self, read_known, read) -> None:
        text = "Tomas Reld met Jonas Weld."
        assert read_known(text).reading == read(text).reading


def test_the_signature_tells_gazetteers_apart(loaded: Load, words: Ontology) -> None:
    one, other = loaded(",Anna Holt,,person,,"), loaded(",Anna Holt,,party,,")
    signatures = {pipeline.signature(words, None, g) for g in (None, one, other)}
    assert len(signatures) == 3
    assert pipeline.signature(words, None, one) == pipeline.signature(words, None, one)


class TestBuilding:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        texts = tmp_path / "texts"
        texts.mkdir()
        (texts / "a.txt").write_text("Soldiers arrested Red Ana on Monday.")
        (texts / "b.txt").write_text("Anna Holt leads the Cedar Front.")
        (tmp_path / "actors.csv").write_text("\n".join((HEADER, *GIVEN)))
        return tmp_path

    def test_ids_last_and_every_alias_leads_to_the_actor(self, folder: Path) -> None:
        build.update([folder / "texts"], folder / "out", actors=folder / "actors.csv", page=False)
        with viewing(folder / "out" / "graph.db") as view:
            for name in ("Anna Holt", "red ana", "Holtova", "m1"):
                actor = find_actor(view, name)
                assert (actor.id, actor.name, actor.n_documents) == ("m1", "Anna Holt", 2)
            assert {a.id for a in view.store.actors()} >= {"m1", "Q5"}
            assert not {a.id for a in view.store.actors()} & {"Q796", "o-ford", "l-brivo", "t1"}

    def test_another_gazetteer_is_another_reading(self, folder: Path) -> None:
        build.update([folder / "texts"], folder / "out", page=False)
        actors = folder / "actors.csv"
        again = build.update([folder / "texts"], folder / "out", actors=actors, page=False)
        assert (again.read, again.reread) == (0, 2)
        assert build.update([folder / "texts"], folder / "out", actors=actors, page=False).known == 2
        actors.write_text(f"{HEADER}\nz9,Anna Holt,Red Ana,person,,\n")
        assert build.update([folder / "texts"], folder / "out", actors=actors, page=False).reread == 2
        with Store.open(folder / "out" / "graph.db") as store:
            assert [a.id for a in store.named("Red Ana")] == ["z9"]

    def test_a_wrong_file_leaves_the_graph_as_it_was(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(pipeline, "extract", invented.extract)
        call = ["build", str(folder / "texts"), "--output", str(folder / "out"), "--no-page"]
        assert CliRunner().invoke(main, call).exit_code == 0
        before = (folder / "out" / "graph.db").read_bytes()
        (folder / "actors.csv").write_text(f"{HEADER}\n,Anna Holt,,persn,,\n")
        result = CliRunner().invoke(main, [*call, "--fresh", "--actors", str(folder / "actors.csv")])
        assert result.exit_code == 4
        assert "line 2" in result.output
        assert "Did you mean 'person'?" in result.output
        assert (folder / "out" / "graph.db").read_bytes() == before

    def test_extract_takes_a_gazetteer(self, gazetteer: Gazetteer) -> None:
        document = Document(id="d", text="Police arrested Red Ana.", source="t", sha256="")
        (reading,) = pipeline.extract([document], ontology=ontology.load(), gazetteer=gazetteer)
        assert not isinstance(reading, Failure)
        assert "m1" in {actor.known for actor in reading.actors}

    def test_explain(self, folder: Path) -> None:
        call = ["explain", "Police arrested Red Ana.", "--actors", str(folder / "actors.csv")]
        result = CliRunner().invoke(main, call)
        assert result.exit_code == 0
        assert "→ Anna Holt" in result.output


EXAMPLES = [("csv", ["case-17", "pmf", "Q796", "l-green-zone"]), ("json", ["NK-17"])]


@pytest.mark.parametrize(("language", "ids"), EXAMPLES)
def test_the_examples_of_the_documentation_can_be_read(tmp_path: Path, language: str, ids: list[str]) -> None:
    page = (ROOT / "docs" / "actors-file.md").read_text(encoding="utf-8")
    (tmp_path / "actors").write_text(page.partition(f"```{language}\n")[2].partition("```")[0], encoding="utf-8")
    assert [*load(tmp_path / "actors").entries] == ids


SIMPLE = (
    '"id","schema","name","aliases","birth_date","countries","addresses","identifiers","sanctions","dataset","last_seen"\n'
    '"NK-1","Person","Omar Bell","Umar Bell;The General","1960","iq;eu","x; y","","EU","List","2024-06-10"\n'
    '"NK-2","Person","Hugo Marr","The General","","","","","","List",""\n'
    '"NK-3","Vessel","Velde Star","","","pa","","","","List",""\n'
    '"NK-4","PublicBody","Port Office","","","zz","","","","List",""\n'
)


def test_a_simplified_table_of_open_sanctions(tmp_path: Path) -> None:
    path = tmp_path / "targets.simple.csv"
    path.write_text(SIMPLE, "utf-8")
    found = load(path).entries
    assert {id_: (entry.name, entry.type, entry.country) for id_, entry in found.items()} == {
        "NK-1": ("Omar Bell", ActorType.PERSON, "IQ"),
        "NK-2": ("Hugo Marr", ActorType.PERSON, None),
        "NK-4": ("Port Office", ActorType.GOVERNMENT, None),
    }
    assert (found["NK-1"].aliases, found["NK-1"].weak) == (("Umar Bell",), ("The General",))


NAMESAKES = (
    '"id","schema","name","aliases","countries"\n'
    '"NK-1","Person","Omar Al-Bell","Umar Bell;The Ox",""\n'
    '"NK-2","Person","omar al bell","Omar of Velde",""\n'
    '"NK-3","Person","Umar Bell","",""\n'
    '"NK-4","Company","Port Line","-",""\n'
)


def test_names_that_several_entries_of_a_list_have_are_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "targets.simple.csv"
    path.write_text(NAMESAKES, "utf-8")
    found = load(path)
    assert {id_: entry.names for id_, entry in found.entries.items()} == {
        "NK-1": ("The Ox",),
        "NK-2": ("Omar of Velde",),
        "NK-3": (),
        "NK-4": ("Port Line",),
    }
    assert set(found.phrases.ids.values()) == {"NK-1", "NK-2", "NK-4"}
    assert found.entries["NK-1"].name == "Omar Al-Bell"
    assert found.entries["NK-1"].weak == ("Umar Bell",)
    assert found.notice == (
        "Names in the file of actors that several entries have, and that are not looked for: 2. "
        "Entries without another name: 1."
    )


def test_a_list_without_namesakes_has_no_notice(tmp_path: Path) -> None:
    path = tmp_path / "targets.simple.csv"
    path.write_text("id,schema,name,aliases,countries\nNK-1,Person,Omar Bell,,\n", "utf-8")
    assert load(path).notice == ""


def test_a_build_says_how_many_names_of_a_list_were_set_aside(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(NAMESAKES, "utf-8")
    (tmp_path / "a.txt").write_text("The police arrested Omar of Velde on Monday.", "utf-8")
    graph = build_graph(tmp_path / "a.txt", actors=tmp_path / "list.csv")
    assert graph.nodes["NK-2"]["label"] == "omar al bell"
    assert any("that are not looked for: 2." in notice for notice in graph.graph["report"].notices)


def test_columns_with_other_names_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text("name,type,notes,source of wealth\nOmar Bell,person,x,y\n", "utf-8")
    assert [entry.name for entry in load(path).entries.values()] == ["Omar Bell"]
