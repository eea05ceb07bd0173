"""Reviewing: the page from a small server on this machine, which writes what a person says straight to the store.

The server listens on the loopback address alone, answers only to its own address (so that no other page can reach it
through a name that it gives to this machine), and takes corrections only with a token that the page holds and no other
page can know.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hmac import compare_digest
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import parse_qs, urlsplit

from graphbuild.core.errors import GraphbuildError, UsageError
from graphbuild.workflow.correct import note

HOST = "127.0.0.1"
TOKEN_HEADER = "X-Graphbuild-Token"
MOST_BYTES = 64_000
"""Of one correction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A store under review.

    Attributes:
        graph: the store.
        file: its corrections file.
        who: who reviews, written to each correction.
        token: what a request must bring.
    """

    graph: Path
    file: Path
    who: str | None
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    _lock: Lock = field(default_factory=Lock)

    def page(self) -> str:
        """The page of the store as it is now, with the token in it."""
        from graphbuild.answers.background import background
        from graphbuild.evidence.link import EVERY_STATUS
        from graphbuild.graph.graph import stored_graph
        from graphbuild.graph.view import StoreView
        from graphbuild.page import review_page
        from graphbuild.store import Store

        with Store.open(self.graph) as store:
            view = StoreView(store)
            graph = stored_graph(store, statuses=EVERY_STATUS)
            return review_page(graph, self.token, ontology=view.ontology, background=background(view, graph))

    def take(self, entry: Mapping[str, Any]) -> tuple[str, ...]:
        """Writes a correction to the file and the store. Gives what there is to say about it.

        Raises:
            DataError: it is none, or contradicts another.
            StoreError: it cannot be written.
        """
        signed = {**entry, **({"who": self.who} if self.who else {})}
        with self._lock:
            return note(self.graph, self.file, signed)


class ReviewServer(ThreadingHTTPServer):
    """Serves one desk at http://127.0.0.1:PORT/?token=TOKEN."""

    daemon_threads = True

    def __init__(self, desk: Desk, port: int = 0) -> None:
        """Create the server for a review desk on a local port; port 0 selects a free one."""
        self.desk = desk
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{HOST}:{self.server_address[1]}/?token={self.desk.token}"

    def knows(self, host: str | None) -> bool:
        """Whether this is a name under which the server may be asked."""
        return host in {f"{name}:{self.server_address[1]}" for name in (HOST, "localhost")}


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer

    def do_GET(self) -> None:
        """The page, for whoever has the token."""
        asked = urlsplit(self.path)
        given = parse_qs(asked.query).get("token", [""])[0]
        if not self._may(given):
            return
        if asked.path != "/":
            self._fail(HTTPStatus.NOT_FOUND, "There is nothing here but the page.")
            return
        self._answer(HTTPStatus.OK, "text/html; charset=utf-8", self.server.desk.page().encode("utf-8", "replace"))

    def do_POST(self) -> None:
        """One correction."""
        if not self._may(self.headers.get(TOKEN_HEADER, "")):
            return
        try:
            notices = self.server.desk.take(self._entry())
        except GraphbuildError as error:
            self._fail(HTTPStatus.BAD_REQUEST, " ".join(filter(None, (error.what, error.hint))))
            return
        self._answer(HTTPStatus.OK, "application/json", json.dumps({"notices": notices}).encode())

    def _may(self, token: str) -> bool:
        """Whether a request is from the page itself; if not, it is refused."""
        origin = self.headers.get("Origin")
        own = origin is None or self.server.knows(urlsplit(origin).netloc)
        if own and self.server.knows(self.headers.get("Host")) and compare_digest(token, self.server.desk.token):
            return True
        self._fail(HTTPStatus.FORBIDDEN, "Open the address that graphbuild review has shown.")
        return False

    def _entry(self) -> dict[str, Any]:
        """Return the correction that a request carries."""
        length = int(self.headers.get("Content-Length") or 0)
        if self.path != "/corrections" or not 0 < length <= MOST_BYTES:
            raise UsageError("This is no correction.")
        try:
            entry = json.loads(self.rfile.read(length))
        except ValueError as error:
            raise UsageError("This is no correction.") from error
        if not isinstance(entry, dict) or not all(map(_is_value, entry.values())):
            raise UsageError("This is no correction.")
        return entry

    def _fail(self, status: HTTPStatus, words: str) -> None:
        """Send an error response as JSON."""
        self._answer(status, "application/json", json.dumps({"error": words}).encode())

    def _answer(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        """Send an answer that nothing may cache or pass on."""
        self.send_response(status)
        for name, value in (
            ("Content-Type", kind),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
            ("X-Frame-Options", "DENY"),
        ):
            self.send_header(name, value)
        with suppress(ConnectionError):  # whoever asked has closed the page: what was to be written is written
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is logged: an address holds the token."""


def _is_value(value: object) -> bool:
    """Whether a value is a string or a list of strings."""
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))
