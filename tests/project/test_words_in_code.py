"""English words and relations are data: how many of them the extraction's code still names may only shrink."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import graphbuild
from graphbuild.core.model import ActorType, MentionKind, Status
from graphbuild.knowledge.ontology import FrameKind, load
from graphbuild.knowledge.ontology.file import FAMILIES

EXTRACTION = Path(graphbuild.__file__).parent / "extraction"
FILES = sorted(EXTRACTION.rglob("*.py"))
WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*")
# The labels of the parser (ClearNLP), and the codes of our own types: grammar and enumerations, no English.
LABELS = frozenset(
    (
        "acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj cop csubj csubjpass"
        " dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp"
        " pobj poss preconj predet prep prt punct quantmod relcl xcomp"
    ).split()
)
ENUMERATED = frozenset(map(str, chain(ActorType, MentionKind, Status, FrameKind))) | set(FAMILIES)
# Kinds of rules, numbers and genders, sides of a link: values of fields, as the model's documentation lists them.
CODES = frozenset({"structure", "verb", "noun", "adj", "adv", "sing", "plur", "m", "f", "n", "c", "subject", "object"})
# Packages that look into the models, and modules that name formats, fields and processes.
TECHNICAL = frozenset(
    (
        "fast learned lean_spacy components explain why_not workers process_pool dask_pool pipeline parsing model "
        "normalise"
    ).split()
)
# May only shrink. Left are single words of grammar in comparisons (`"of"`, `"as"`, `"be"`), pairs of prepositions, and
# a few words that one construction consists of ("two years *old*", "pleads *not* guilty").
MOST_WORDS = 145
MOST_RELATIONS = 0


@cache
def relations() -> frozenset[str]:
    return frozenset(load().relations) - {"from"}  # which is a preposition more often


def compared(tree: ast.AST) -> Iterator[str]:
    """The texts in comparisons, collections and keys of a module, and those that are split into words."""
    for node in ast.walk(tree):
        parts: list[ast.expr] = []
        if isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
        elif isinstance(node, (ast.Set, ast.List, ast.Tuple)):
            parts = list(node.elts)
        elif isinstance(node, ast.Dict):
            parts = [key for key in node.keys if key is not None]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
            parts = [node.func.value]
        for part in parts:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                yield from part.value.split() if isinstance(node, ast.Call) else [part.value]


def named(path: Path) -> list[str]:
    """The relations that a module names anywhere, in order."""
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return [n.value for n in nodes if isinstance(n, ast.Constant) and n.value in relations()]


def words(path: Path) -> list[str]:
    """The English words that a module compares with, in order."""
    found = compared(ast.parse(path.read_text(encoding="utf-8")))
    other = LABELS | ENUMERATED | CODES | relations()
    return [text for text in found if WORD.fullmatch(text) and text not in other]


def linguistic() -> list[Path]:
    return [path for path in FILES if not TECHNICAL & {path.stem, path.parent.name}]


def read() -> dict[str, list[str]]:
    return {path.relative_to(EXTRACTION).as_posix(): words(path) for path in linguistic()}


def test_words_are_seen() -> None:
    """The count would be worth nothing if it saw nothing."""
    code = 'A = "lead take".split()\nif token.lower_ in {"near", "dobj"} or lemma == "be" or kind == "person": pass'
    assert sorted(compared(ast.parse(code))) == ["be", "dobj", "lead", "near", "person", "take"]


def test_words_in_code_only_shrink() -> None:
    found = read()
    count = sum(map(len, found.values()))
    assert count <= MOST_WORDS, {module: listed for module, listed in found.items() if listed}
    assert count > MOST_WORDS - 10, f"{count} words are left: set MOST_WORDS to that"


def test_no_list_of_words_is_long() -> None:
    """More than two words in one place are a list, and a list has a name and a table."""
    long = [
        (path.name, node.lineno)
        for path in linguistic()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.Set, ast.Tuple, ast.List)) and len(_english(node)) > 2
    ]
    assert not long


def _english(node: ast.Set | ast.Tuple | ast.List) -> list[str]:
    texts = [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
    return [t for t in texts if WORD.fullmatch(t) and t not in LABELS | ENUMERATED | CODES]


def test_relations_in_code_only_shrink() -> None:
    found = {path.name: listed for path in FILES if (listed := named(path))}
    assert sum(map(len, found.values())) <= MOST_RELATIONS, found
