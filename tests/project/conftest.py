"""The language model, for the tests of this folder."""

from language import nlp, read, reader  # noqa: F401  fixtures
