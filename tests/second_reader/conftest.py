"""A home without configuration, for the tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _nobodys_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GRAPHBUILD_READER", "GRAPHBUILD_READER_MODEL", "GRAPHBUILD_READER_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GRAPHBUILD_CONFIG", str(tmp_path / "home" / "config.toml"))
