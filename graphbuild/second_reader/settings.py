"""Where a second reader is and how it is asked: from arguments, the environment and the user's configuration file.

The file is `config.toml` in the user's own configuration folder, never one in the folder of a project: who is sent a
project must not be made to send texts anywhere. The key is kept nowhere, and shown in no message.
"""

from __future__ import annotations

import ipaddress
import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from graphbuild.core.errors import DataError, StoreError, UsageError

URL, MODEL, KEY, CONFIG = "GRAPHBUILD_READER", "GRAPHBUILD_READER_MODEL", "GRAPHBUILD_READER_KEY", "GRAPHBUILD_CONFIG"
CONSENT = "send-text-to"
"""File beside the configuration with the hosts that article texts may be sent to, one a line."""
TIMEOUT, PARALLEL, BATCH = 120.0, 4, 6_000
"""Seconds for an answer, questions at once, and characters of text in one, unless said otherwise."""
NUMBER: tuple[type, ...] = (int, float)
TABLE: Mapping[str, tuple[type, ...]] = {
    **dict.fromkeys(("url", "model", "key"), (str,)),
    "timeout": NUMBER,
    **dict.fromkeys(("parallel", "batch"), (int,)),
}
"""The keys of the table `reader` in the configuration file, with the types of their values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where a server is, and how it is asked. The key is not in its representation."""

    url: str
    model: str | None = None
    key: str | None = field(default=None, repr=False)
    timeout: float = TIMEOUT
    parallel: int = PARALLEL
    batch: int = BATCH

    def __post_init__(self) -> None:
        """Refuse what is no plain address, and numbers that make no sense.

        Raises:
            UsageError: it is none, holds a user, a query or a fragment, or a number is too small.
        """
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise UsageError(
                "The address of a reader begins with http:// or https:// and a host.",
                hint="For example http://127.0.0.1:8080/v1",
            )
        if parts.username or parts.password or parts.query or parts.fragment:
            raise UsageError(
                f"The address of the reader at {parts.hostname} holds more than host and path.",
                hint=f"A key belongs into the environment variable {KEY}.",
            )
        if self.timeout <= 0 or self.parallel < 1 or self.batch < 1:
            raise UsageError("Time limit, questions at once and characters of a reader are more than 0.")
        if self.key is not None and not (self.key.isascii() and self.key.isprintable()):
            raise UsageError("The key of the reader holds characters that no key has.")

    @property
    def host(self) -> str:
        """The name of the host."""
        return urlsplit(self.url).hostname or ""

    @property
    def loopback(self) -> bool:
        """Whether it is on this machine."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def is_address(text: str) -> bool:
    """Return True if a text is meant as the address of a server, not as the name of an installed reader."""
    return "://" in text


def configuration(environment: Mapping[str, str] = os.environ) -> Path:
    """Return the path of the user's configuration file, which need not exist."""
    named = environment.get(CONFIG)
    if named:
        return Path(named)
    home = environment.get("XDG_CONFIG_HOME") or (environment.get("APPDATA") if os.name == "nt" else None)
    return (Path(home) if home else Path.home() / ".config") / "graphbuild" / "config.toml"


def settings(
    url: str | None = None,
    *,
    model: str | None = None,
    timeout: float | None = None,
    parallel: int | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Settings | str | None:
    """Return the settings of a server, the name of an installed reader, or None if neither is asked for anywhere.

    Args:
        url, model, timeout, parallel: as given; what is not given comes from the environment, then from the file.
        environment: the variables.

    Raises:
        DataError: the configuration file is wrong, or others may read the key in it.
        UsageError: the address is wrong.
    """
    table = _table(configuration(environment))
    where = url or environment.get(URL) or table.get("url")
    if not where:
        return None
    if not is_address(where):
        return str(where)
    given = {"model": model or environment.get(MODEL), "key": environment.get(KEY), "timeout": timeout}
    chosen = {name: value for name, value in {**given, "parallel": parallel}.items() if value}
    return Settings(**{**table, **chosen, "url": where})


def _table(path: Path) -> dict[str, Any]:
    """Return the table `reader` of the configuration file; empty if there is none.

    Raises:
        DataError: it is wrong, or others may read the key in it.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise DataError(f"{path} cannot be read: {error}") from error
    try:
        table = tomllib.loads(text).get("reader", {})
    except tomllib.TOMLDecodeError:
        raise DataError(f"{path} is no TOML file.") from None  # the decoder's message may hold a part of the key
    if not isinstance(table, dict):
        raise DataError(f"{path}: `reader` is a table.", hint="[reader]")
    for name, value in table.items():
        kind = TABLE.get(name)
        if kind is None:
            raise DataError(f"{path}: [reader] has no {name!r}.", hint=f"It may have: {', '.join(TABLE)}.")
        if not isinstance(value, kind) or isinstance(value, bool):
            raise DataError(f"{path}: {name!r} in [reader] is of the wrong kind.")
    if "key" in table and os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise DataError(f"Others may read the key in {path}.", hint=f"chmod 600 {path}")
    return table


def consent(server: Settings, host: str | None, environment: Mapping[str, str] = os.environ) -> None:
    """Make sure that the user knows that texts leave the machine; what was said once is remembered.

    Args:
        server: where texts would be sent.
        host: the host that the user names as one to send texts to.

    Raises:
        UsageError: it is another machine that the user has never named, or another than is named now.
        StoreError: what was said cannot be kept.
    """
    if host is not None and host.casefold() != server.host.casefold():
        raise UsageError(f"The reader is at {server.host}, not at {host}.", hint="Nothing was sent.")
    if server.loopback:
        return
    path = configuration(environment).with_name(CONSENT)
    known = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    if server.host in known:
        return
    if host is None:
        raise UsageError(
            f"The reader at {server.host} is not on this machine: the texts of all articles would be sent there, and "
            "whoever runs it can read them. Nothing was sent.",
            hint=f"If that is what you want, say so once: --send-text-to {server.host}",
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(f"{name}\n" for name in sorted({*known, server.host})), encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error}") from error
