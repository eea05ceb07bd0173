"""The user's redaction file, in TOML."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path

from graphbuild.core.errors import DataError

EXAMPLE = 'actors = ["Omar Bell"]\ndocuments = ["memo.txt"]\noutlets = ["The Courier"]\nquotations = ["met at night"]'


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """What must be removed.

    Attributes:
        actors: ids, names or aliases.
        documents: ids, sources, titles or addresses.
        outlets: as the documents name them.
        quotations: words of a sentence; every sentence that contains them is removed.
    """

    actors: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    quotations: tuple[str, ...] = ()


def load(path: Path) -> Redaction:
    """Return the redaction in the file at `path`.

    Raises:
        DataError: it cannot be read, is no TOML, has an unknown key, a value that is no list of texts, or is empty.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}.") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{path} is no TOML file: {error}.", hint=f"It looks like this:\n{EXAMPLE}") from None
    known = [field.name for field in fields(Redaction)]
    for key, value in data.items():
        if key not in known:
            raise DataError(f"{path}: there is no {key!r} to redact.", hint=f"It takes {', '.join(known)}.")
        if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
            raise DataError(f"{path}: {key} must be a list of texts.", hint=f"It looks like this:\n{EXAMPLE}")
    if not any(data.values()):
        raise DataError(f"{path} names nothing to redact.", hint=f"It looks like this:\n{EXAMPLE}")
    return Redaction(**{key: tuple(value) for key, value in data.items()})
