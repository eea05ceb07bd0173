"""Documents in, readings out, under its public name; defined in `graphbuild.extraction.pipeline`."""

from graphbuild.extraction.pipeline import extract, extractor, load, signature

__all__ = ["extract", "extractor", "load", "signature"]
