"""The language model: found, verified and loaded, with a tokenizer that splits "U.S.-led"."""

from __future__ import annotations

import hashlib
import importlib.util
import warnings
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex

from graphbuild.core.errors import ModelError
from graphbuild.extraction.syntax.default_model import (
    DEFAULT_MODEL,
    INSTALL,
    MODEL_FOLDER,
    MODEL_PACKAGE,
    MODEL_SHA256,
)
from graphbuild.extraction.syntax.fast import quicken

# spaCy parts a word at its hyphen only after a letter: "U.S.-led" would stay one word, and name no actor.
AFTER_ABBREVIATION = r"(?<=[A-Za-z]\.)-(?=[a-z])"


def load_model(name: str | None = None) -> Language:
    """Return the spaCy pipeline to read with, with faster components where they are equivalent.

    Arguments and errors as in `published_model`.
    """
    nlp = published_model(name)
    quicken(nlp)
    return nlp


def published_model(name: str | None = None) -> Language:
    """Return a pipeline with spaCy's own components, and a tokenizer that splits "U.S.-led".

    Args:
        name: an installed pipeline or a folder; the pinned default if None.

    Raises:
        ModelError: it is not installed, damaged, or has no parser or entity recogniser.
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
    """Make the tokenizer split "U.S.-led" as it splits "US-led"; an unknown tokenizer is left unchanged."""
    if isinstance(nlp.tokenizer, Tokenizer):
        infixes = [*(nlp.Defaults.infixes or ()), AFTER_ABBREVIATION]
        nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer


def _default_model() -> Path | None:
    """Return the folder of the default model, or None if it is not installed."""
    spec = importlib.util.find_spec(MODEL_PACKAGE)
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / MODEL_FOLDER
    return folder if folder.is_dir() and _verified(folder) else None


def _verified(folder: Path) -> bool:
    """Return True if all files have the published hashes; raises ModelError."""
    for name, expected in MODEL_SHA256.items():
        path = folder / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise ModelError(
                f"The file {name} of the language model in {MODEL_PACKAGE} is not the one that was published.",
                hint=INSTALL.replace("install ", "install --force-reinstall --no-deps "),
            )
    return True
