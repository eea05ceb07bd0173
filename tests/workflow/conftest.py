"""The language model, for the tests of this folder."""

from language import nlp  # noqa: F401  fixtures
