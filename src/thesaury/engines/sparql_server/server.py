"""One SPARQL 1.1 server: questions by the protocol, changes by SPARQL Update and, where there is one, the Graph Store Protocol."""

import logging
import socket
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx

from thesaury.engines.sparql_server.dataset import Dataset
from thesaury.engines.sparql_server.failing import ASK_LESS, failure, partial, passing
from thesaury.engines.sparql_server.login import Challenged
from thesaury.model.errors import BadInput, Stop, Unreachable

SOLUTIONS = "application/sparql-results+json"
STATEMENTS = "application/n-triples"
_WAITS = (0.2, 1.0)
"""Seconds before something is tried again: all we send may be sent twice, for it says what is to be there or to be gone."""
_TIMEOUT = httpx.Timeout(600, connect=10)
_MOST_SAID = 4_096
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server is asked, changed and filled; what is filled by SPARQL Update too has no `store`. The user may be empty."""

    query: str
    update: str
    store: str = ""
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def host(self) -> str:
        """The host to name in messages."""
        return urlsplit(self.query).netloc.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Limits:
    """After how many seconds and rows a server may stop."""

    seconds: float
    rows: int


class SparqlServer:
    """The way to one server; threads may share it. Raises Unreachable, NeedsLogin, Refused or BadInput, as `failing` sorts them."""

    def __init__(self, address: Address) -> None:
        """Nothing is sent before it is asked for."""
        self.address = address
        auth = Challenged(address.user, address.password) if address.user else None
        self._sockets: list[socket.socket] = []
        self._cut = False
        self._client = httpx.Client(timeout=_TIMEOUT, trust_env=False, auth=auth)

    @contextmanager
    def asked(
        self, sparql: str, dataset: Dataset, accept: str, limits: "Limits | None" = None
    ) -> Iterator[httpx.Response]:
        """The answer to a question, its body still to come. With limits it is asked once, and the server is told of them."""
        form: dict[str, Any] = {
            "query": sparql,
            "default-graph-uri": list(dataset.default),
            "named-graph-uri": list(dataset.named),
        }
        if limits:
            form |= {"timeout": str(round(limits.seconds * 1000)), "maxrows": str(limits.rows)}  # as Virtuoso has them
        request = self._request("POST", self.address.query, data=form, headers={"Accept": accept})
        with self._sent(request, () if limits else _WAITS) as response:
            if partial(response.status_code, response.headers):
                raise BadInput(
                    f"The graph server at {self.address.host} stopped before its answer was whole: {ASK_LESS}."
                )
            yield response

    def change(self, update: str) -> None:
        """Carry out a SPARQL Update that may be carried out twice."""
        self._done(self._request("POST", self.address.update, data={"update": update}))

    def add(self, graph: str, lines: bytes) -> None:
        """Add statements, as lines of N-Triples, to one graph."""
        if not self.address.store:
            return self.change(f"INSERT DATA {{ GRAPH <{graph}> {{\n{lines.decode()}}} }}")
        headers = {"Content-Type": STATEMENTS}
        return self._done(
            self._request("POST", self.address.store, params={"graph": graph}, content=lines, headers=headers)
        )

    def cut(self) -> None:
        """End what is being asked, from another thread; nothing can be asked any more."""
        self._cut = True
        for opened in self._sockets:
            with suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Give the connections back; nothing can be asked any more."""
        self._client.close()

    def _done(self, request: httpx.Request) -> None:
        with self._sent(request, _WAITS):
            pass

    def _request(self, method: str, url: str, **more: Any) -> httpx.Request:
        if self._client.is_closed or self._cut:
            raise Stop("the graph was asked after it had been closed: open the workspace again")
        try:
            return self._client.build_request(method, url, extensions={"trace": self._traced}, **more)
        except UnicodeEncodeError as error:
            raise BadInput(f"the question cannot be sent: {error.reason}") from error

    @contextmanager
    def _sent(self, request: httpx.Request, waits: Sequence[float]) -> Iterator[httpx.Response]:
        """The reply of a request that succeeded, tried again where that may help."""
        response = self._tried(request, waits)
        try:
            yield response
        except httpx.HTTPError as error:
            raise self._unreachable(error) from error
        finally:
            response.close()

    def _tried(self, request: httpx.Request, waits: Sequence[float]) -> httpx.Response:
        for wait in (*waits, None):
            try:
                response = self._client.send(request, stream=True)
                if response.status_code < 300:
                    return response
                said = _said(response)
                fault = failure(self.address.host, response.status_code, said)
                again = passing(response.status_code, said)
            except httpx.HTTPError as error:
                fault, again = self._unreachable(error), True
            if wait is None or not again or self._cut:
                break
            _log.info("graph server: %s", fault.message)
            time.sleep(wait)
        raise fault

    def _unreachable(self, error: httpx.HTTPError) -> Unreachable:
        return Unreachable(
            f"The graph server at {self.address.host} did not answer ({type(error).__name__}). See that it runs, and that the addresses "
            "in thesaury.toml are right; then try again."
        )

    def _traced(self, event: str, info: Mapping[str, Any]) -> None:
        """Keep the sockets that were opened, to cut them."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            opened = info["return_value"].get_extra_info("socket")
            if isinstance(opened, socket.socket):
                self._sockets = [*(one for one in self._sockets if one.fileno() >= 0), opened]
                if self._cut:
                    self.cut()


class Body:
    """The body of a reply as a file to read, once."""

    def __init__(self, response: httpx.Response) -> None:
        self._chunks: Iterable[bytes] = response.iter_bytes()
        self._iterator = iter(self._chunks)
        self._rest = b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most so many; none at the end."""
        while not self._rest:
            try:
                self._rest = next(self._iterator)
            except StopIteration:
                return b""
        piece = self._rest if size < 0 else self._rest[:size]
        self._rest = self._rest[len(piece) :]
        return piece


def _said(response: httpx.Response) -> str:
    """The beginning of what a failure says, then it is closed."""
    said = b""
    try:
        for piece in response.iter_bytes(_MOST_SAID):
            said += piece
            if len(said) >= _MOST_SAID:
                break
    finally:
        response.close()
    return said[:_MOST_SAID].decode("utf-8", "replace")
