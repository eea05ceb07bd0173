"""Merging parts into a store, a page and a GraphML file: the same as if one machine had read everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from graphbuild.core.errors import InputError, UsageError
from graphbuild.core.model import Failure, Reading, content_id
from graphbuild.documents.sharing import Shard
from graphbuild.knowledge.ontology import snapshot
from graphbuild.workflow.build import DEFAULT_OUTPUT, gather
from graphbuild.workflow.report import BuildReport
from graphbuild.workflow.shards import part
from graphbuild.workflow.shards.part import Head

NAMED = 8
"""Missing parts that an error names."""


def merge(
    parts: Sequence[str | Path], output: str | Path = DEFAULT_OUTPUT, *, partial: bool = False, **options: Any
) -> BuildReport:
    """Merges what `extract_part` wrote into a folder, in any order and any number of times.

    Args:
        parts: the files.
        output: the folder to write to; documents are added to what is there.
        partial: merge although parts are missing.
        options: `fresh`, `page`, `corrections`, `listener`, as for `building.gather`.

    Raises:
        UsageError: no file is named, parts are missing, or pyarrow is.
        InputError: a file is no part or damaged, or parts were read in different ways.
        NothingReadError, DataError, StoreError: as for `building.update`.
    """
    paths = [Path(path) for path in parts]
    if not paths:
        raise UsageError("No part is named.", hint="graphbuild merge part-*.parquet --output DIR")
    heads = {path: part.head(path) for path in paths}
    head = _common(heads)
    if not partial:
        _refuse_missing(heads)
    words = snapshot.parse(head.vocabulary)
    return gather(_outcomes(paths), output, way=head.way, words=words, **options)


def _common(heads: dict[Path, Head]) -> Head:
    """The one way in which all parts were read, whatever their numbers.

    Raises:
        InputError: there are several.
    """
    (first, head), *others = heads.items()
    for path, other in others:
        if (other.way, other.vocabulary) != (head.way, head.vocabulary):
            raise InputError(
                f"{path} was read in another way than {first}: with another version of graphbuild or of a library, or "
                "with another model, ontology or file of actors.",
                hint="Extract all parts with the same versions and options.",
            )
        if _count(other) != _count(head):
            raise InputError(
                f"{path} is part {other.shard}, and {first} is part {head.shard}: they share the input differently.",
                hint="Merge one set of parts after the other into the same --output.",
            )
    return head


def _refuse_missing(heads: dict[Path, Head]) -> None:
    """Raise UsageError if a part of the input is not among the files."""
    there = {Shard.parse(head.shard).number for head in heads.values()}
    count = _count(next(iter(heads.values())))
    missing = [f"{number}/{count}" for number in range(1, count + 1) if number not in there]
    if missing:
        more = f" and {len(missing) - NAMED} more" if len(missing) > NAMED else ""
        raise UsageError(
            f"Of {count} parts {len(missing)} are missing: {', '.join(missing[:NAMED])}{more}.",
            hint="Extract them, or take what is there with --partial; the others can be merged later.",
        )


def _count(head: Head) -> int:
    """Return the number of shards that the input was split into."""
    return Shard.parse(head.shard).count


def _outcomes(paths: Sequence[Path]) -> Iterator[Reading | Failure]:
    """What came of all documents, each once: parts may be given twice, and inputs fail on several machines."""
    failures: set[Failure] = set()
    seen: dict[str, tuple[str, str]] = {}
    for path in paths:
        for outcome in part.outcomes(path):
            if isinstance(outcome, Failure):
                news: Reading | Failure | None = outcome
            else:
                news = _once(outcome, seen)
            if news is None or (isinstance(news, Failure) and news in failures):
                continue
            if isinstance(news, Failure):
                failures.add(news)
            yield news


def _once(reading: Reading, seen: dict[str, tuple[str, str]]) -> Reading | Failure | None:
    """A reading that comes for the first time; nothing where it has come before, a failure with another text."""
    document, text = reading.document, content_id(reading.document.text)
    known = seen.get(document.id)
    if known is None:
        seen[document.id] = (text, document.source)
        return reading
    if known[0] == text:
        return None
    return Failure(
        source=document.source, reason=f"Its id {document.id!r} has another text in {known[1]}: ids must differ."
    )
