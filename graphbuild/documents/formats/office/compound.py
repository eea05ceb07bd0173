"""OLE compound files, as Office wrote them until 2003: letters, workbooks, and Word files, which are refused."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from graphbuild.core.errors import InputError
from graphbuild.documents.article import Part
from graphbuild.documents.formats.mail import msg
from graphbuild.documents.kinds import BY_NAME


def extract(data: bytes) -> Iterator[Part]:
    """The articles of a compound file.

    Raises:
        InputError: it is damaged, or of a program whose files are not read.
    """
    import olefile

    from graphbuild.documents.formats import dispatch

    if not olefile.isOleFile(BytesIO(data)):
        raise InputError("It is no file of Word or Outlook, or damaged: save it as .docx, .pdf or .txt.")
    with olefile.OleFileIO(BytesIO(data)) as file:
        names = {entry[0] for entry in file.listdir()}
    if "__properties_version1.0" in names:
        return msg.extract(data)
    if names & {"Workbook", "Book"}:
        return dispatch.extract(BY_NAME["spreadsheet"], data)
    if "WordDocument" in names:
        raise InputError("It is a file of Word 97 to 2003, which is not read: save it as .docx, .pdf or .txt.")
    raise InputError("It is an Office file of a kind that is not read: save it as .docx, .pdf or .txt.")
