"""Reading one file that a test wrote: its documents, what could not be read, and what was remarked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from graphbuild import read_documents
from graphbuild.core.model import Document, Failure, Remark


@dataclass(frozen=True)
class Read:
    """What came of a file."""

    documents: list[Document]
    failures: list[str]
    remarks: list[str]

    @property
    def only(self) -> Document:
        """Its one document."""
        assert not self.failures, self.failures
        (document,) = self.documents
        return document

    @property
    def text(self) -> str:
        return self.only.text

    @property
    def texts(self) -> list[str]:
        return [document.text for document in self.documents]

    @property
    def failure(self) -> str:
        """Why it could not be read at all."""
        assert not self.documents, self.documents
        (reason,) = self.failures
        return reason

    @property
    def remark(self) -> str:
        (reason,) = self.remarks
        return reason


def read(folder: Path, name: str, data: bytes | str) -> Read:
    """Writes a file, and reads it as a user does who names it."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    items = list(read_documents([path]))
    return Read(
        documents=[item for item in items if isinstance(item, Document)],
        failures=[item.reason for item in items if isinstance(item, Failure) and not isinstance(item, Remark)],
        remarks=[item.reason for item in items if isinstance(item, Remark)],
    )
