"""Replacement of components of a language model by faster ones, where these are equivalent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from spacy.language import Language

from graphbuild.extraction.syntax.fast import attributes, recogniser
from graphbuild.extraction.syntax.fast.embedding import can_keep, keep_vectors
from graphbuild.extraction.syntax.fast.products import use_steady


def quicken(nlp: Language) -> None:
    """Change a pipeline in place, so that it gives the same annotations (except morphology) faster.

    It can no longer be trained or saved.
    """
    for step in STEPS.values():
        step(nlp)


def _multiply_steadily(nlp: Language) -> None:
    """Use numpy's matrix products in all components."""
    for _, component in nlp.pipeline:
        if hasattr(component, "model") and hasattr(component.model, "walk"):
            use_steady(component.model)


def _keep_vectors(nlp: Language) -> None:
    """Cache word vectors where the configuration allows it."""
    architectures = {name: given.get("model", {}) for name, given in nlp.config["components"].items()}
    if "tok2vec" in nlp.pipe_names and can_keep(architectures["tok2vec"]):
        keep_vectors(_component(nlp, "tok2vec").model)
    if "ner" in nlp.pipe_names and can_keep(architectures["ner"].get("tok2vec", {})):
        ner = _component(nlp, "ner")
        if recogniser.can_follow(ner):
            keep_vectors(ner.model.layers[0].layers[0])


def _quicken_recogniser(nlp: Language) -> None:
    """Replace the entity recogniser if it is of a known make."""
    if "ner" in nlp.pipe_names and recogniser.can_follow(ner := _component(nlp, "ner")):
        nlp.replace_pipe("ner", recogniser.FACTORY)
        _component(nlp, "ner").adopt(ner)


def _quicken_attributes(nlp: Language) -> None:
    """Replace attribute ruler and lemmatizer if they are adjacent and of a known make."""
    if not {"attribute_ruler", "lemmatizer"} <= set(nlp.pipe_names):
        return
    ruler, lemmatizer = _component(nlp, "attribute_ruler"), _component(nlp, "lemmatizer")
    names = nlp.pipe_names
    together = names.index("lemmatizer") == names.index("attribute_ruler") + 1
    if together and attributes.can_look_up(ruler, lemmatizer):
        nlp.remove_pipe("lemmatizer")
        nlp.replace_pipe("attribute_ruler", attributes.FACTORY)
        _component(nlp, "attribute_ruler").adopt(ruler, lemmatizer)


def _component(nlp: Language, name: str) -> Any:
    """Return a component of a pipeline; spaCy types them all as functions."""
    return nlp.get_pipe(name)


STEPS: Mapping[str, Callable[[Language], None]] = {
    "products of matrices by numpy's BLAS": _multiply_steadily,
    "vectors of words kept": _keep_vectors,
    "named entities of a batch at once": _quicken_recogniser,
    "attributes and lemmas looked up by the form": _quicken_attributes,
}
"""The steps in their order, by their name in the benchmark."""
