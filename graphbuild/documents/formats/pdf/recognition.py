"""Text recognition (OCR) of scanned pages, by the tesseract that is installed.

It is used only where the user asks for it: what is found depends on the version of tesseract and on its data.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from importlib.util import find_spec
from typing import Any

from graphbuild.core.errors import InputError, UsageError
from graphbuild.documents.formats.pdf.fragments import Fragment
from graphbuild.documents.formats.pdf.layout import Block

SECONDS = 60
"""The longest that the recognition of one page may take."""
HEIGHT = 10.0
"""The height of recognised letters, in points. Their boxes vary with the letters in a line: all count as one size."""
wanted: ContextVar[bool] = ContextVar("wanted", default=False)
"""Whether pages without text are recognised, in this process."""
_DPI, _POINTS = 300, 72
_PIXELS = 40_000_000  # of a page, at most: an A2 page at 300 dots per inch has 35 million
_LANGUAGE = "eng"
_WORD = 5  # tesseract's level of single words
_INSTALL = "pip install 'graphbuild[ocr]', and tesseract itself: apt install tesseract-ocr, or brew install tesseract."


def check_installed() -> None:
    """Make sure that scanned pages can be read.

    Raises:
        UsageError: tesseract or the package that calls it is missing.
    """
    if find_spec("pytesseract") is None:
        raise UsageError("Text recognition needs the package pytesseract, which is not installed.", hint=_INSTALL)
    if shutil.which("tesseract") is None:
        raise UsageError("Text recognition needs the program tesseract, which is not installed.", hint=_INSTALL)


def version() -> str:
    """Return the version of tesseract."""
    import pytesseract

    return str(pytesseract.get_tesseract_version())


def recognised(page: Any) -> tuple[list[Block], float]:
    """The paragraphs of a scanned page in reading order, and the height of the page in points.

    Args:
        page: a page of pypdfium2.

    Raises:
        TimeoutError: it took longer than `SECONDS`.
        InputError: tesseract failed.
    """
    import pytesseract

    width, height = page.get_size()
    scale = min(_DPI / _POINTS, (_PIXELS / max(width * height, 1.0)) ** 0.5)
    picture = page.render(scale=scale, grayscale=True).to_pil()
    dpi = max(round(scale * _POINTS), 1)
    try:
        found = pytesseract.image_to_data(
            picture,
            lang=_LANGUAGE,
            config=f"--dpi {dpi}",
            timeout=SECONDS,
            output_type=pytesseract.Output.DICT,
        )
    except pytesseract.TesseractError as error:
        said = " ".join(str(error.message).split())[:200]
        raise InputError(f"Text recognition failed ({said}): is tesseract's data for English installed?") from error
    except RuntimeError as error:  # what pytesseract raises when the time is over
        raise TimeoutError from error
    return list(_blocks(found, scale, height)), height


def _blocks(found: Mapping[str, list[Any]], scale: float, height: float) -> Iterator[Block]:
    """Yield the paragraphs, with their lines in points from the lower left corner."""
    paragraphs: dict[tuple[int, int], dict[int, Fragment]] = {}
    for n, level in enumerate(found["level"]):
        if level != _WORD or not str(found["text"][n]).strip():
            continue
        left, top = found["left"][n] / scale, found["top"][n] / scale
        right, bottom = left + found["width"][n] / scale, top + found["height"][n] / scale
        lines = paragraphs.setdefault((found["block_num"][n], found["par_num"][n]), {})
        line = lines.setdefault(found["line_num"][n], Fragment(left, right, height - bottom, HEIGHT))
        line.x0, line.x1 = min(line.x0, left), max(line.x1, right)
        line.letters += [str(found["text"][n]), " "]
    for lines in paragraphs.values():
        block = Block(list(lines.values()))
        block.width = block.x1 - block.x0
        yield block
