"""Cached parts of speech and lemmas, which follow from a word's form, tag and dependency label.

spaCy matches some 180 patterns against every document for them. Here each combination of form, tag and label passes
through spaCy's own rules once, and is looked up afterwards; words that no pattern names pass through the ruler once for
each tag and label. The few patterns of two words ("there is") are still matched, and the words they find pass through
spaCy's rules as before. Morphology, which no rule
of ours reads, is computed only where a lemma depends on it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc
from spacy.vocab import Vocab

FACTORY = "graphbuild_attributes"
OF_ONE_WORD = frozenset(("ORTH", "TEXT", "LOWER", "TAG", "DEP", "IS_SPACE"))
"""Conditions of a pattern that depend on the word alone, so that results can be cached."""
WORDS = frozenset(("ORTH", "TEXT", "LOWER"))
"""Those that name words."""
KEPT = 100_000
"""Maximum number of cached combinations, about 20 MB; then the table is cleared."""

KNOWN_WORDS = "lemma_index"
"""The lemmatizer's table of the base forms of each part of speech."""

_BIT = "graphbuild_pair_"
_MIXED = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], dtype=np.uint64)
Row: TypeAlias = tuple[int, int, int, int, int, int]
"""Part of speech, lemma, tag, label; and as bit sets the two-word patterns whose first or second word it can be."""
RULED = [POS, TAG, DEP, LEMMA, MORPH]
Ruled: TypeAlias = tuple[int, int, int, int, int, int, int]
"""What the ruler sets (`RULED`), the lemma 0 where it leaves that open; and the bit sets as in a row."""
Columns: TypeAlias = Any
"""64-bit numbers, one row a word; spaCy and numpy type them differently."""


def can_look_up(ruler: Any, lemmatizer: Any) -> bool:
    """Return True if the results of two components can be cached."""
    if type(ruler) is not AttributeRuler or type(lemmatizer) is not EnglishLemmatizer:
        return False
    if lemmatizer.mode != "rule" or lemmatizer.overwrite:
        return False
    patterns = list(_patterns(ruler))
    asked = {key for words in patterns for word in words for key in word}
    pairs = sum(len(words) == 2 for words in patterns)
    return asked <= OF_ONE_WORD and all(len(words) <= 2 for words in patterns) and pairs < 64


class Attributes:
    """A spaCy component that sets what an attribute ruler followed by a lemmatizer would set."""

    def __init__(self, name: str) -> None:
        """Create the component with an empty table."""
        self.name = name
        self.table: dict[int, int] = {}
        self.rows: Columns = np.empty((0, 6), dtype=np.uint64)
        self.kinds: dict[tuple[int, ...], Ruled] = {}

    def adopt(self, ruler: AttributeRuler, lemmatizer: EnglishLemmatizer) -> None:
        """Take over the rules of spaCy's components."""
        self.ruler, self.lemmatizer = ruler, lemmatizer
        self.firsts, self.seconds = (_matcher_of(ruler, place) for place in (0, 1))
        self.named = _Named(ruler)
        index = lemmatizer.lookups.get_table(KNOWN_WORDS, {})
        for pos, words in index.items():
            index[pos] = frozenset(words)  # a list of 57,000 nouns, in which spaCy looks for each form from the start

    def __call__(self, doc: Doc) -> Doc:
        """Set parts of speech and lemmas of a parsed document."""
        self._set([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]:
        """Set parts of speech and lemmas of many documents."""
        docs = iter(stream)
        while batch := list(islice(docs, batch_size)):
            self._set(batch)
            yield from batch

    def _set(self, docs: Sequence[Doc]) -> None:
        """Set the attributes of a batch."""
        docs = [doc for doc in docs if len(doc)]
        if not docs:
            return
        forms: list[Columns] = [doc.to_array([ORTH, TAG, DEP]) for doc in docs]
        rows = self._rows(docs[0].vocab, np.concatenate(forms))
        for doc, mine, found in zip(
            docs, forms, np.split(rows, np.cumsum([len(doc) for doc in docs])[:-1]), strict=True
        ):
            values: Columns = found[:, :4]
            pairs = np.flatnonzero(found[:-1, 4] & found[1:, 5])
            for start, end in _runs(pairs):
                values[start:end] = self._judged(doc.vocab, mine[start:end])
            doc.from_array([POS, LEMMA], values[:, :2])
            if (values[:, 2:] != mine[:, 1:]).any():
                doc.from_array([TAG, DEP], values[:, 2:])

    def _rows(self, vocab: Vocab, forms: Columns) -> Columns:
        """Return the cached row of each token; new combinations are computed first."""
        keys = (forms[:, 0] + forms[:, 1] * _MIXED[0] + forms[:, 2] * _MIXED[1]).tolist()
        places = list(map(self.table.get, keys))
        if None in places:
            new = {key: place for place, key in enumerate(keys) if key not in self.table}
            if len(self.table) + len(new) > KEPT:
                self.table.clear()
                self.kinds.clear()
                new = {key: place for place, key in enumerate(keys)}
            self._keep(new, np.array(list(self._learn(vocab, forms[list(new.values())])), dtype=np.uint64))
            places = list(map(self.table.get, keys))
        rows: Columns = self.rows[places]
        return rows

    def _keep(self, keys: Collection[int], rows: Columns) -> None:
        """Add the rows of new combinations to the table."""
        first = len(self.table)
        end = first + len(rows)
        if end > len(self.rows):
            grown = np.empty((2 * end, rows.shape[1]), dtype=np.uint64)
            grown[:first] = self.rows[:first]
            self.rows = grown
        self.rows[first:end] = rows
        self.table.update(zip(keys, range(first, end), strict=True))

    def _learn(self, vocab: Vocab, forms: Columns) -> Iterator[Row]:
        """Yield the rows of combinations of form, tag and label, each as if it was alone."""
        named = self.named
        kinds = [(orth if named(vocab, orth) else int(vocab[orth].is_space), *rest) for orth, *rest in forms.tolist()]
        new = {kind: place for place, kind in enumerate(kinds) if kind not in self.kinds}
        self.kinds.update(zip(new, self._ruled(vocab, forms[list(new.values())]), strict=True))
        ruled = [self.kinds[kind] for kind in kinds]
        doc = _doc_of(vocab, forms)
        doc.from_array(RULED, np.array([row[: len(RULED)] for row in ruled], dtype=np.uint64))  # type: ignore[arg-type]
        lemmas = self.lemmatizer(doc).to_array([LEMMA]).tolist()
        for (pos, tag, dep, _, _, first, second), lemma in zip(ruled, lemmas, strict=True):
            yield pos, lemma, tag, dep, first, second

    def _ruled(self, vocab: Vocab, forms: Columns) -> Iterator[Ruled]:
        """Yield what the ruler alone gives for combinations of form, tag and label, each as if it was alone."""
        doc = _doc_of(vocab, forms)
        first, second = (_bits(matcher, doc) for matcher in (self.firsts, self.seconds))
        ruled = self.ruler(doc).to_array(RULED).tolist()
        for place in range(len(doc)):
            before, behind = first[place - 1] if place else 0, second[place + 1] if place + 1 < len(doc) else 0
            if before & second[place] or first[place] & behind:  # a pattern of two words may apply to chance neighbours
                [ruled[place]] = self.ruler(_doc_of(vocab, forms[place : place + 1])).to_array(RULED).tolist()
            pos, tag, dep, lemma, morph = ruled[place]
            yield pos, tag, dep, lemma, morph, first[place], second[place]

    def _judged(self, vocab: Vocab, forms: Columns) -> Columns:
        """Return what spaCy's rules give for adjacent words, shape (words, 4): part of speech, lemma, tag, label."""
        judged: Columns = self.lemmatizer(self.ruler(_doc_of(vocab, forms))).to_array([POS, LEMMA, TAG, DEP])
        return judged


class _Named:
    """Which words a ruler's patterns name; what it gives for others depends on tag and label alone, and on being space.

    Args:
        ruler: its patterns are of the kind that `can_look_up` allows.
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        """Collect the words and regular expressions."""
        self._lower: set[str] = set()
        self._verbatim: set[str] = set()
        self._expressions: list[tuple[bool, re.Pattern[str]]] = []
        self._every = False
        for condition in (each for words in _patterns(ruler) for word in words for each in word.items()):
            self._note(*condition)

    def _note(self, attribute: str, value: Any) -> None:
        """Add the words of one condition."""
        if attribute not in WORDS:
            return
        lower = attribute == "LOWER"
        names = self._lower if lower else self._verbatim
        if isinstance(value, str):
            names.add(value)
        elif set(value) == {"IN"}:
            names.update(value["IN"])
        elif set(value) == {"REGEX"}:
            self._expressions.append((lower, re.compile(value["REGEX"])))
        else:
            self._every = True  # a condition that may hold for any word

    def __call__(self, vocab: Vocab, orth: int) -> bool:
        """Return True if some pattern names a word."""
        text = vocab.strings[orth]
        form = vocab[orth].lower_
        if self._every or form in self._lower or text in self._verbatim:
            return True
        return any(expression.search(form if lower else text) for lower, expression in self._expressions)


def lemmatizer_of(nlp: Language) -> Any | None:
    """Return the lemmatizer of a pipeline, also if its results are cached; None if there is none."""
    for name, component in nlp.pipeline:
        if name == "lemmatizer":
            return component
        if isinstance(component, Attributes):
            return component.lemmatizer
    return None


def _doc_of(vocab: Vocab, forms: Columns) -> Doc:
    """Return a document of these forms with tags and labels."""
    doc = Doc(vocab, words=[vocab.strings[orth] for orth in forms[:, 0].tolist()])
    doc.from_array([TAG, DEP], forms[:, 1:])
    return doc


def _matcher_of(ruler: AttributeRuler, place: int) -> Matcher:
    """Return a matcher for the first or second words of two-word patterns; a match's id is the pattern's bit."""
    matcher = Matcher(ruler.vocab)
    several = [words for words in _patterns(ruler) if len(words) == 2]
    for number, words in enumerate(several):
        matcher.add(f"{_BIT}{number}", [[words[place]]])
    return matcher


def _bits(matcher: Matcher, doc: Doc) -> list[int]:
    """Return the patterns that match each word of a document, as bit masks."""
    found = [0] * len(doc)
    for match, start, _ in matcher(doc, allow_missing=True):
        found[start] |= 1 << int(doc.vocab.strings[match].removeprefix(_BIT))
    return found


def _patterns(ruler: AttributeRuler) -> Iterator[list[dict[str, Any]]]:
    """Yield the patterns of a ruler, each as a list of conditions on its words."""
    rules: Any = ruler.patterns
    return (words for rule in rules for words in rule["patterns"])


def _runs(pairs: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of words that pairs of neighbours cover, given the start of each pair."""
    for run in np.split(pairs, np.flatnonzero(np.diff(pairs) > 1) + 1):
        if len(run):
            yield int(run[0]), int(run[-1]) + 2


@Language.factory(FACTORY)
def create_attributes(nlp: Language, name: str) -> Attributes:
    """Return a component without rules."""
    return Attributes(name)
