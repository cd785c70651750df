"""One POST to an address that somebody named, wherever that may be reached, and nowhere else.

The name of a host is looked up once for each message, what was found is looked at, and exactly that is connected to: a name that says
something else the next moment leads nowhere.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpcore

from thesaury.engines.notifying.addresses import Place, place_of, refused
from thesaury.model.errors import Usage
from thesaury.model.reach import Reach, may_reach

_CONNECT = 5.0
_TRIED = 4
Resolve = Callable[[str, int], Sequence[str]]


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a host, in the order of the system. Raises OSError where nobody knows it."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError:
        raise OSError("its host is no name") from None
    return list(dict.fromkeys(str(one[4][0]) for one in found))


@dataclass(frozen=True, slots=True)
class Gate:
    """Public hosts over TLS, and the private ones that are named here or by `reach`, as `host` or `host:port`, also without."""

    private_hosts: tuple[str, ...] = ()
    resolve: Resolve = resolved
    reach: Reach | None = None

    def place(self, address: str) -> Place:
        """The place of an address. Raises Usage for one that nothing is sent to, wherever it lies."""
        return place_of(address, {*self.private_hosts, *(self.reach.hosts() if self.reach else ())})

    def found(self, place: Place) -> list[str]:
        """The addresses of a place, each of which may be reached. Raises Usage where one may not, OSError where there are none."""
        found = list(self.resolve(place.host, place.port))
        if not found:
            raise OSError("its host has no address")
        for text in found:
            if not may_reach(text, place.private):
                raise Usage(self.reach.told(place.host, place.port)) if self.reach else refused(place, text)
        return found


def posted(
    place: Place, gate: Gate, body: bytes, headers: Mapping[str, str], seconds: float
) -> tuple[int, Mapping[str, str]]:
    """The status of the answer, and its headers in small letters; its body is not read. All of it ends after so many seconds.

    Raises Usage for an address that must not be reached, and what httpcore raises, or TimeoutError.
    """
    until = time.monotonic() + seconds
    backend = _Pinned(place, gate.found, until)
    # No keeping of connections: two messages to one place are minutes apart, mostly.
    pool = httpcore.ConnectionPool(
        ssl_context=_trusted(), network_backend=backend, keepalive_expiry=0, http1=True, http2=False, retries=0
    )
    url = httpcore.URL(
        scheme=b"https" if place.tls else b"http",
        host=place.host.encode(),
        port=place.port,
        target=_target(place.target),
    )
    usual = {"Host": _host(place), "Content-Length": str(len(body)), "Connection": "close"}
    sent = [(name.encode(), value.encode()) for name, value in {**usual, **headers}.items()]
    limits = dict.fromkeys(("connect", "read", "write", "pool"), seconds)
    with pool, pool.stream("POST", url, headers=sent, content=body, extensions={"timeout": limits}) as reply:
        return reply.status, {name.lower().decode("latin-1"): value.decode("latin-1") for name, value in reply.headers}


def _host(place: Place) -> str:
    host = f"[{place.host}]" if ":" in place.host else place.host
    return host if place.port == (443 if place.tls else 80) else f"{host}:{place.port}"


def _target(target: str) -> bytes:
    """As it was written; what is not ASCII is encoded as browsers do."""
    from urllib.parse import quote

    return quote(target, safe="%/?:@!$&'()*+,;=-._~[]").encode()


class _Pinned(httpcore.NetworkBackend):
    """Connects to what was looked at, and to nothing else; all of it ends at the same moment."""

    def __init__(self, place: Place, found: Callable[[Place], list[str]], until: float) -> None:
        self._place, self._found, self._until = place, found, until
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failed: Exception = OSError("its host has no address")
        for address in self._found(self._place)[:_TRIED]:
            try:
                limit = min(_CONNECT, _left(self._until))
                return _Timed(self._plain.connect_tcp(address, self._place.port, limit), self._until)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed


class _Timed(httpcore.NetworkStream):
    """A stream that ends at a moment, however small the pieces are in which the other side sends."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream, self._until = stream, until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._until))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._until))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, _left(self._until)), self._until)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


@cache
def _trusted() -> ssl.SSLContext:
    """Whom to trust: as everywhere else in the house, the certificates that come with the HTTP library."""
    import httpx

    return httpx.create_ssl_context(trust_env=False)
