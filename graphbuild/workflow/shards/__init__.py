"""Reading on many machines: each reads a part of the input into a Parquet file, and one merges the files."""

from graphbuild.workflow.shards.extracting import extract_part
from graphbuild.workflow.shards.merging import merge

__all__ = ["extract_part", "merge"]
