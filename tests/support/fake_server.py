"""A server on loopback that speaks the protocol of language models, and misbehaves as a test asks it to."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Link = dict[str, Any]
KEY = "sk-test-3f9c1d27"


def said(subject: str, relation: str, object_: str, trigger: str, sentence: str, **rest: Any) -> Link:
    """A link as a model says it; `sentence` is a part of its words, which becomes a number."""
    link = {"subject": subject, "relation": relation, "object": object_, "trigger": trigger, "sentence": sentence}
    return {"status": "asserted", "said_by": None, **link, **rest}


class FakeServer:
    """What a server was asked, and how it answers.

    Attributes:
        links, actors: what it says, where the sentence was sent.
        twist: changes the text of an answer.
        responses: status codes that come before anything else, one for each request.
        takes_schema, refusal: whether it takes a `response_format`, and the status if not.
        finish: the reason why an answer ends.
        bodies, headers: of the requests so far.
    """

    def __init__(self, links: Sequence[Link] = (), actors: Sequence[dict[str, Any]] = ()) -> None:
        self.links, self.actors = list(links), list(actors)
        self.twist: Callable[[str], str] = lambda text: text
        self.responses: list[int] = []
        self.always = 0
        self.finish, self.delay, self.hang_up, self.size = "stop", 0.0, False, 0
        self.models = ["fake-1"]
        self.takes_schema, self.refusal = True, 400
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.most_at_once = self._now = 0
        self.lock = threading.Lock()
        self.url = ""

    def answer(self, body: dict[str, Any]) -> str:
        """The text of the answer to a request."""
        lines = dict(re.findall(r"^\[(\d+)\] (.+)$", body["messages"][-1]["content"], re.M))
        links = []
        for link in self.links:
            number = link["sentence"]
            if isinstance(number, str):
                number = next((int(n) for n, text in lines.items() if link["sentence"] in text), None)
            if number is not None:
                links.append({**link, "sentence": number})
        return self.twist(json.dumps({"actors": self.actors, "links": links}))

    @contextmanager
    def running(self) -> Iterator[FakeServer]:
        """The server, listening on a free port."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        self.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
        try:
            yield self
        finally:
            server.shutdown()
            server.server_close()
            thread.join()

    def entered(self, by: int) -> None:
        with self.lock:
            self._now += by
            self.most_at_once = max(self.most_at_once, self._now)


def _handler(fake: FakeServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(200, {"data": [{"id": name} for name in fake.models]})

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with fake.lock:
                fake.bodies.append(body)
                fake.headers.append(dict(self.headers.items()))
                code = fake.responses.pop(0) if fake.responses else fake.always
            fake.entered(1)
            try:
                self._respond(body, code)
            finally:
                fake.entered(-1)

        def _respond(self, body: dict[str, Any], code: int) -> None:
            time.sleep(fake.delay)
            if fake.hang_up:
                self.connection.close()
                return
            if code or (not fake.takes_schema and "response_format" in body):
                self._send(code or fake.refusal, {"error": {"message": f"no: {self.headers.get('Authorization')}"}})
                return
            text = fake.answer(body) + " " * fake.size
            choice = {"message": {"role": "assistant", "content": text}, "finish_reason": fake.finish}
            self._send(200, {"choices": [choice], "usage": {"prompt_tokens": 100, "completion_tokens": 10}})

        def _send(self, code: int, body: dict[str, Any]) -> None:
            data = json.dumps(body).encode()
            self.send_response(code)
            if code == 429:
                self.send_header("Retry-After", "0")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            return

    return Handler
