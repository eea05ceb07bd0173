"""A language model behind an OpenAI-compatible server: llama.cpp, Ollama, vLLM, LM Studio, or a provider.

Needs the packages httpx and tenacity (`graphbuild[llm]`). Redirects are not followed, so that texts reach no other
host; of what a server says about an error nothing is passed on.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping
from typing import Any

import httpx
import tenacity
from tenacity.stop import stop_base

from graphbuild.core.errors import UsageError
from graphbuild.core.model import content_id
from graphbuild.core.second_reading import safe_name
from graphbuild.second_reader import prompt
from graphbuild.second_reader.protocol import Answer, GoneError, Question, ReaderError, RefusedError, TooLongError
from graphbuild.second_reader.reply import answer_in
from graphbuild.second_reader.settings import Settings

ATTEMPTS = 5
"""Requests for one question before it is given up."""
LONGEST_WAIT = 30.0
"""Seconds between two of them."""
MOST_BYTES = 8_000_000
"""The largest response that is read."""
CONNECTING = 10.0
BREAKS, BROKEN = 2, 500
"""How often a server must break, and with which status, before it is asked in a plainer way."""
REFUSALS = frozenset({401, 403, 404, 405, 407})
TOO_MUCH = frozenset({400, 413, 422})
NAMED = 5
"""Models that an error names."""


class _TryAgainError(ReaderError):
    """No answer this time. `after` is how many seconds the server asks to wait."""

    def __init__(self, what: str, after: float | None = None, *, gone: bool = False, code: int = 0) -> None:
        """Note what happened, and whether the server was reached at all."""
        super().__init__(what)
        self.after, self.gone, self.code = after, gone, code


class ChatReader:
    """Asks a model by chat completions, temperature 0, with a JSON schema where the server takes one.

    Args:
        settings: where it is, and how it is asked.
        transport: what carries the requests; the network where None.

    Attributes:
        sends_to: the host that texts go to, as `protocol.SecondReader` says.
    """

    version = content_id("chat", prompt.RULES, *prompt.STATUSES.values(), prompt.WORDS)

    def __init__(self, settings: Settings, transport: httpx.BaseTransport | None = None) -> None:
        """Prepare a client. Before the first question only the server's models are asked for, if none is named."""
        headers = {"Authorization": f"Bearer {settings.key}"} if settings.key else {}
        self._key, self._limit, self._where = settings.key, settings.timeout, settings.host
        self._client = httpx.Client(
            base_url=settings.url.rstrip("/") + "/",
            headers=headers,
            timeout=httpx.Timeout(settings.timeout, connect=CONNECTING),
            limits=httpx.Limits(max_connections=settings.parallel),
            trust_env=not settings.loopback,  # a proxy would see what stays on this machine
            follow_redirects=False,
            transport=transport,
        )
        self.sends_to = "" if settings.loopback else settings.host
        self.batch, self.parallel = settings.batch, settings.parallel
        self._stopped = threading.Event()
        self._way = 0
        self._proven = -1  # the way of asking in which there was an answer
        self._model = settings.model or self._only_model()
        self.name = safe_name(self._model)

    def close(self) -> None:
        """Stop waiting, and close the connections."""
        self._stopped.set()
        self._client.close()

    def read(self, question: Question) -> Answer:
        """Return what the model says of some sentences.

        Raises:
            ReaderError: it gives no answer, also not when asked again.
        """
        requests = 0
        while True:
            way = self._way
            try:
                asked, response = self._tried(question, way)
                requests += asked
                self._proven = way
                return self._answer(response, requests)
            except _NotTakenError as error:
                requests += error.requests
                if self._proven == way or not self._next_way(way):
                    raise TooLongError("it does not take requests of this length", requests=requests) from None
            except ReaderError as error:
                if self._proven < 0:
                    self._way = 0  # it was no matter of form
                error.requests += requests
                raise

    def _next_way(self, way: int) -> bool:
        """Ask in a plainer way from now on; False if there is none."""
        if way + 1 >= len(WAYS):
            return False
        self._way = max(self._way, way + 1)  # another thread may know more already
        return True

    def _body(self, question: Question, way: int) -> dict[str, Any]:
        """Return the request for a question, in one of the ways of asking for JSON."""
        form, cold = WAYS[way]
        body: dict[str, Any] = {"model": self._model, "messages": prompt.messages(question), "stream": False}
        if cold:
            body["temperature"] = 0
        if form == "json_schema":
            wanted = {"name": "links", "strict": True, "schema": prompt.schema(question.relations)}
            body["response_format"] = {"type": form, "json_schema": wanted}
        elif form:
            body["response_format"] = {"type": form}
        return body

    def _tried(self, question: Question, way: int) -> tuple[int, dict[str, Any]]:
        """Return how often a request was sent and the response to it; waits and sends it again where that may help.

        Some servers break at a form of request that they do not know: in a way in which none has been answered, what
        breaks twice is asked in a plainer way, if there is one.
        """
        plainer = way + 1 < len(WAYS) and self._proven != way
        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(_TryAgainError),
            stop=tenacity.stop_any(
                _Breaks(plainer), tenacity.stop_after_attempt(ATTEMPTS), tenacity.stop_when_event_set(self._stopped)
            ),
            wait=_wait,
            sleep=tenacity.sleep_using_event(self._stopped),
            reraise=True,
        )
        try:
            response = retrying(self._sent, "POST", "chat/completions", self._body(question, way))
        except _TryAgainError as error:
            if plainer and error.code == BROKEN:
                raise _NotTakenError(error.what, requests=_attempts(retrying)) from None
            kind = GoneError if error.gone else ReaderError
            raise kind(error.what, requests=_attempts(retrying)) from None
        except ReaderError as error:
            error.requests = _attempts(retrying)
            raise
        return _attempts(retrying), response

    def _sent(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Return the JSON object that a server responds with."""
        ends = time.monotonic() + self._limit
        try:
            with self._client.stream(method, path, json=body) as response:
                self._check(response)
                received = bytearray()
                for part in response.iter_bytes():
                    received += part
                    if len(received) > MOST_BYTES:
                        raise ReaderError("its response is too large")
                    if time.monotonic() > ends:
                        raise _TryAgainError(f"it gave no whole answer within {self._limit:g} seconds")
        except httpx.TimeoutException:
            raise _TryAgainError(f"it gave no answer within {self._limit:g} seconds") from None
        except (httpx.TransportError, httpx.StreamError, RuntimeError):
            raise _TryAgainError("it cannot be reached", gone=True) from None
        except (httpx.HTTPError, httpx.InvalidURL):
            raise ReaderError("its response cannot be read") from None
        try:
            found = json.loads(received)
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise ReaderError("its response is not in the OpenAI protocol")
        return found

    def _check(self, response: httpx.Response) -> None:
        """Raise the error that a response's status stands for, without any words of the server."""
        code = response.status_code
        if code == 429 or code >= 500:
            raise _TryAgainError(
                f"it responds with status {code}", _seconds(response.headers.get("Retry-After")), code=code
            )
        if code in TOO_MUCH:
            raise _NotTakenError(f"it responds with status {code}")
        if code in REFUSALS or 300 <= code < 400:
            raise RefusedError(f"it responds with status {code}")
        if code != 200:
            raise ReaderError(f"it responds with status {code}")

    def _answer(self, response: dict[str, Any], requests: int) -> Answer:
        """Return the answer in a response of the protocol."""
        choices = response.get("choices")
        choice = choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else {}
        if choice.get("finish_reason") == "length":
            raise TooLongError("its answer was cut off")
        message = choice.get("message")
        content = message.get("content") if isinstance(message, dict) else None
        if not isinstance(content, str) or not content.strip():
            raise ReaderError("its answer is empty")
        if self._key:
            content = content.replace(self._key, "[key]")  # answers are kept, and the key is not
        found = answer_in(content)
        usage = response.get("usage")
        counts = usage if isinstance(usage, dict) else {}
        return Answer(
            links=found.links,
            actors=found.actors,
            malformed=found.malformed,
            requests=requests,
            tokens_in=_count(counts.get("prompt_tokens")),
            tokens_out=_count(counts.get("completion_tokens")),
        )

    def _only_model(self) -> str:
        """Return the name of the one model that a server has; an empty name if it cannot be reached.

        Raises:
            UsageError: it has several, or does not say.
            RefusedError: it refuses to say.
        """
        try:
            listed = self._sent("GET", "models").get("data")
        except RefusedError:
            raise
        except ReaderError:
            return ""
        entries = listed if isinstance(listed, list) else []
        names = [entry["id"] for entry in entries if isinstance(entry, dict) and isinstance(entry.get("id"), str)]
        if len(names) == 1:
            return str(names[0])
        some = ", ".join(safe_name(name) for name in names[:NAMED])
        raise UsageError(
            f"The server at {self._where} has {len(names)} models{f': {some}' if some else ''}.",
            hint="Name one with --reader-model.",
        )


class _NotTakenError(ReaderError):
    """The server does not take a request of this form or length."""


class _Breaks(stop_base):
    """Stops where a server breaks at a form of request and there is a plainer one."""

    def __init__(self, plainer: bool) -> None:
        """Note whether there is a plainer form."""
        self._plainer = plainer

    def __call__(self, retry_state: tenacity.RetryCallState) -> bool:
        """Return True if it broke often enough."""
        return self._plainer and retry_state.attempt_number >= BREAKS and _code(retry_state) == BROKEN


WAYS: tuple[tuple[str, bool], ...] = (("json_schema", True), ("json_object", True), ("", True), ("", False))
"""How JSON is asked for, best first, and whether the temperature is set; which of them a server takes is tried once."""

_backoff = tenacity.wait_exponential(multiplier=0.5, max=LONGEST_WAIT) + tenacity.wait_random(0, 0.5)


def _wait(state: tenacity.RetryCallState) -> float:
    """Return how long to wait: as long as the server asks, else longer each time."""
    error = state.outcome.exception() if state.outcome is not None else None
    asked = error.after if isinstance(error, _TryAgainError) else None
    return min(asked, LONGEST_WAIT) if asked is not None else float(_backoff(state))


def _code(state: tenacity.RetryCallState) -> int:
    """Return the status of the last response; 0 if there was none."""
    error = state.outcome.exception() if state.outcome is not None else None
    return error.code if isinstance(error, _TryAgainError) else 0


def _attempts(retrying: tenacity.Retrying) -> int:
    """Return how often a request was sent."""
    return int(retrying.statistics.get("attempt_number", 1))


def _seconds(header: str | None) -> float | None:
    """Return the seconds of a Retry-After header; None if it has none."""
    return float(header) if header and header.isascii() and header.isdigit() and len(header) < 6 else None


def _count(value: object) -> int:
    """Return a number of tokens, or 0 if it is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 40 else 0
