"""Requests over the wire: waited for, sent again where that is safe, and told as values or as errors."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import httpx

from thesaury_client.problems import problem_of

Params = Mapping[str, Any]


class Answer(dict[str, Any]):
    """A JSON object, with the `etag` that a change of it has to name."""

    def __init__(self, values: Mapping[str, Any], etag: str = "") -> None:
        super().__init__(values)
        self.etag = etag


class Wire:
    """Sends requests below one address."""

    def __init__(
        self,
        http: httpx.Client,
        attempts: int = 4,
        longest_wait: float = 60.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`attempts` counts the first one; no wait is longer than `longest_wait` seconds."""
        self._http, self._attempts, self._longest, self._sleep = http, attempts, longest_wait, sleep

    def send(
        self,
        method: str,
        path: str,
        params: Params | None = None,
        body: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """The answer, empty where there is none. Raises Problem of the kind that was told, and httpx.TransportError where nobody answers.

        A POST bears a key, so that whatever is sent again is done once.
        """
        given = dict(headers or {})
        if method == "POST":
            given.setdefault("Idempotency-Key", str(uuid4()))
        asked = {name: value for name, value in (params or {}).items() if value is not None}
        for attempt in range(1, self._attempts + 1):
            last = attempt == self._attempts
            try:
                answer = self._http.request(method, path, params=asked, json=body, headers=given)
            except httpx.TransportError:
                if last:
                    raise
                self._sleep(min(2.0**attempt / 4, self._longest))
                continue
            if answer.status_code not in (429, 503) or last:
                break
            self._sleep(min(_seconds(answer), self._longest))
        if answer.is_error:
            raise problem_of(answer)
        return Answer(answer.json() if answer.content else {}, answer.headers.get("etag", ""))

    def upload(self, path: str, params: Params, content: bytes) -> Answer:
        """Send a file, once. Raises Problem of the kind that was told, and httpx.TransportError."""
        headers = {"Content-Type": "application/octet-stream"}
        answer = self._http.post(path, params=dict(params), content=content, headers=headers)
        if answer.is_error:
            raise problem_of(answer)
        return Answer(answer.json())

    @contextmanager
    def stream(self, path: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """An answer that comes bit by bit. Raises as `send` does."""
        with self._http.stream("GET", path, headers=dict(headers), timeout=httpx.Timeout(30.0)) as answer:
            if answer.is_error:
                answer.read()
                raise problem_of(answer)
            yield answer


def _seconds(answer: httpx.Response) -> float:
    told = answer.headers.get("retry-after", "")
    return float(told) if told.isdecimal() else 1.0
