"""The language model and parses written by hand, for the tests of this folder."""

from language import nlp, read, reader, tree  # noqa: F401  fixtures
