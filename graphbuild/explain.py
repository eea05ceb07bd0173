"""What is read out of a sentence, and why; defined in `graphbuild.extraction.explain`."""

from graphbuild.extraction.explain import explain

__all__ = ["explain"]
