"""Where a reader is comes from arguments, environment and the user's file; texts leave the machine only if told so."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from graphbuild.core.errors import DataError, UsageError
from graphbuild.second_reader.settings import CONSENT, KEY, MODEL, URL, Settings, configuration, consent, settings

LOCAL = "http://127.0.0.1:8080/v1"


def configured(text: str, mode: int = 0o600) -> Path:
    path = configuration()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def test_nothing_is_asked_unless_somebody_says_so() -> None:
    assert settings() is None


def test_arguments_come_before_the_environment_and_that_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    configured(f'[reader]\nurl = "{LOCAL}"\nmodel = "filed"\ntimeout = 7\nkey = "filed-key"\n')
    found = settings()
    assert isinstance(found, Settings)
    assert (found.url, found.model, found.timeout, found.key) == (LOCAL, "filed", 7, "filed-key")
    monkeypatch.setenv(URL, "http://[::1]:1/v1")
    monkeypatch.setenv(MODEL, "env")
    monkeypatch.setenv(KEY, "env-key")
    found = settings()
    assert isinstance(found, Settings)
    assert (found.url, found.model, found.key) == ("http://[::1]:1/v1", "env", "env-key")
    found = settings("http://localhost/v1", model="given", timeout=1.5)
    assert isinstance(found, Settings)
    assert (found.host, found.model, found.timeout) == ("localhost", "given", 1.5)


def test_a_word_that_is_no_address_names_an_installed_reader() -> None:
    assert settings("gliner") == "gliner"


@pytest.mark.skipif(os.name != "posix", reason="modes of files")
def test_a_key_that_others_may_read_is_refused() -> None:
    configured(f'[reader]\nurl = "{LOCAL}"\nkey = "secret-of-mine"\n', 0o644)
    with pytest.raises(DataError, match="Others may read") as found:
        settings()
    assert "secret-of-mine" not in str(found.value)


@pytest.mark.parametrize("text", ["reader = 1\n", "[reader]\nspeed = 1\n", "[reader]\ntimeout = true\n", 'key = "ab'])
def test_a_wrong_file_is_told(text: str) -> None:
    configured(text)
    with pytest.raises(DataError):
        settings()


@pytest.mark.parametrize(
    "url", ["ftp://x/v1", "http://", "http://me:pw@host/v1", "https://host/v1?key=abc", "https://host/#x", "//host"]
)
def test_an_address_is_host_and_path_and_no_more(url: str) -> None:
    with pytest.raises(UsageError) as found:
        Settings(url=url)
    assert "pw" not in str(found.value)
    assert "abc" not in str(found.value)


@pytest.mark.parametrize(
    ("host", "here"),
    [
        *((host, True) for host in ("127.0.0.1", "127.8.0.1", "localhost", "[::1]")),
        *((host, False) for host in ("10.0.0.5", "0.0.0.0", "localhost.example.org", "127.0.0.1.example.org")),
    ],
)
def test_what_is_this_machine(host: str, here: bool) -> None:
    assert Settings(url=f"http://{host}:80/v1").loopback is here


def test_texts_leave_the_machine_only_where_the_user_has_said_so_once() -> None:
    away = Settings(url="https://model.example/v1")
    with pytest.raises(UsageError, match="texts of all articles would be sent there") as found:
        consent(away, None)
    assert "--send-text-to model.example" in found.value.hint
    with pytest.raises(UsageError, match=r"not at other\.example"):
        consent(away, "other.example")
    consent(away, "model.example")
    consent(away, None)
    assert configuration().with_name(CONSENT).read_text(encoding="utf-8") == "model.example\n"
    with pytest.raises(UsageError):
        consent(Settings(url="https://elsewhere.example/v1"), None)
    consent(Settings(url=LOCAL), None)
