"""An actor's dossier as a report in Markdown or for Word, with the sentences behind each statement as footnotes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from graphbuild.answers.dossiers.content import Sheet, sheet_of
from graphbuild.answers.show import dossier_of
from graphbuild.core.errors import UsageError
from graphbuild.core.files import replacing
from graphbuild.graph.filters import filters
from graphbuild.graph.view import StoreView
from graphbuild.store import Store

FORMATS = ("md", "docx")


def write_dossier(graph: str | Path, actor: str, path: str | Path, *, format: str = "md", **options: Any) -> Path:
    """Write an actor's dossier as a report, atomically; the same store gives the same bytes.

    Args:
        graph: the path of a `graph.db`.
        actor: an id, a name or an alias.
        path: the file to write; an existing file is replaced.
        format: `md` (Markdown) or `docx` (Word).
        options: as for `links`.

    Returns:
        The path written.

    Raises:
        UnknownActorError: no such actor, or several.
        UsageError: an unknown format, or an option that makes no sense.
        StoreError: the store cannot be read, or the file not written.
    """
    target = Path(path)
    if format not in FORMATS:
        raise UsageError(f"There is no format {format!r}.", hint=f"The formats are: {', '.join(FORMATS)}.")
    with Store.open(Path(graph)) as store:
        view = StoreView(store)
        sheet = sheet_of(dossier_of(view, actor, filters(**options)), view)
    content = dump(sheet, format)
    with replacing(target) as beside:
        beside.write_bytes(content)
    return target


def dump(sheet: Sheet, format: str) -> bytes:
    """Return the report in one of the formats."""
    if format == "docx":
        from graphbuild.answers.dossiers.docx import word

        return word(sheet)
    from graphbuild.answers.dossiers.markdown import markdown

    return markdown(sheet).encode("utf-8")
