"""Sends messages as Standard Webhooks say: `ports.webhooks.WebhookSender` over HTTP.

The name of a host is looked up once for each message, what was found is looked at, and exactly that is connected to: a name that says
something else the next moment leads nowhere. Redirects are not followed, and no proxy of the environment is used.
"""

import base64
import hashlib
import hmac
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

import httpcore

from thesaury.engines.notifying.addresses import Place, place_of, refused
from thesaury.model.errors import Usage
from thesaury.model.reach import allowed
from thesaury.model.webhook import Delivery, Endpoint
from thesaury.ports.webhooks import Answered

SECONDS = 15.0
"""How long a message may take in all, from looking up the name to the status of the answer."""
LONGEST_WAIT = 12 * 3600.0
"""An endpoint that wants to be left alone for longer is asked again after this."""

_CONNECT = 5.0
_TRIED = 4
Resolve = Callable[[str, int], Sequence[str]]


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a host, in the order of the system. Raises OSError where nobody knows it."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class StandardWebhooks:
    """Each message is one POST; an answer from 200 to 299 means that it was taken, and its body is not read."""

    def __init__(
        self, private_hosts: Sequence[str] = (), resolve: Resolve = resolved, seconds: float = SECONDS
    ) -> None:
        """`private_hosts` are hosts, or host:port, that may lie on the own network and speak plain http."""
        self._private, self._resolve, self._seconds = tuple(private_hosts), resolve, seconds

    def check(self, address: str) -> None:
        """Raises Usage for an address that must not be reached; a host that nobody knows now is let pass."""
        place = place_of(address, self._private)
        try:
            self._found(place)
        except OSError:
            return

    def send(self, endpoint: Endpoint, delivery: Delivery, secrets: Sequence[str]) -> Answered:
        """POST it, signed with each of the secrets. Raises Usage for an address that must not be reached."""
        place = place_of(endpoint.address, self._private)
        until = time.monotonic() + self._seconds
        backend = _Pinned(place, self._found, until)
        body = delivery.body.encode()
        # No keeping of connections: two messages to one place are minutes apart, mostly.
        pool = httpcore.ConnectionPool(
            ssl_context=_trusted(), network_backend=backend, keepalive_expiry=0, http1=True, http2=False, retries=0
        )
        try:
            with pool:
                return _answered(pool, place, body, _headers(place, delivery, secrets), self._seconds)
        except (httpcore.TimeoutException, TimeoutError):
            return Answered(0, f"It did not answer within {self._seconds:g} seconds.")
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
            return Answered(0, _failed(place, error))

    def _found(self, place: Place) -> list[str]:
        """The addresses of a place, each of which may be reached. Raises Usage where one may not, OSError where there are none."""
        found = list(self._resolve(place.host, place.port))
        if not found:
            raise OSError("its host has no address")
        for text in found:
            address = ipaddress.ip_address(text.partition("%")[0])
            if "%" in text or not allowed(address, place.private):
                raise refused(place, address)
        return found


def signature(secret: str, id: str, moment: str, body: bytes) -> str:
    """`v1,` and the base64 of the HMAC-SHA256 over id, moment (seconds since 1970) and body, parted by full stops.

    Raises Usage for a secret that is none.
    """
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except ValueError:
        raise Usage("The secret of this webhook cannot be read. Make a new one with: thesaury webhook rotate") from None
    signed = hmac.new(key, f"{id}.{moment}.".encode() + body, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(signed).decode()}"


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


def _headers(place: Place, delivery: Delivery, secrets: Sequence[str]) -> list[tuple[bytes, bytes]]:
    moment, body = str(int(time.time())), delivery.body.encode()
    usual = place.port == (443 if place.tls else 80)
    host = f"[{place.host}]" if ":" in place.host else place.host
    headers = {
        "Host": host if usual else f"{host}:{place.port}",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "User-Agent": "thesaury-webhooks/1",
        "Accept": "*/*",
        "Connection": "close",
        "webhook-id": delivery.id,
        "webhook-timestamp": moment,
        "webhook-signature": " ".join(signature(secret, delivery.id, moment, body) for secret in secrets),
    }
    return [(name.encode(), value.encode()) for name, value in headers.items()]


def _answered(
    pool: httpcore.ConnectionPool, place: Place, body: bytes, headers: list[tuple[bytes, bytes]], seconds: float
) -> Answered:
    url = httpcore.URL(
        scheme=b"https" if place.tls else b"http",
        host=place.host.encode(),
        port=place.port,
        target=_target(place.target),
    )
    limits = dict.fromkeys(("connect", "read", "write", "pool"), seconds)
    with pool.stream("POST", url, headers=headers, content=body, extensions={"timeout": limits}) as reply:
        told = {name.lower(): value for name, value in reply.headers}
        return Answered(reply.status, _words(reply.status), _wait(told.get(b"retry-after", b"").decode("latin-1")))


def _target(target: str) -> bytes:
    """As it was written; what is not ASCII is encoded as browsers do."""
    from urllib.parse import quote

    return quote(target, safe="%/?:@!$&'()*+,;=-._~[]").encode()


def _words(status: int) -> str:
    if 200 <= status < 300:
        return ""
    if 300 <= status < 400:
        return f"It answered {status}, which sends elsewhere; redirects are not followed."
    return "It answered 410: it wants no more messages." if status == 410 else f"It answered {status}."


def _wait(retry_after: str) -> float:
    """Retry-After in seconds, be it a number or a date; 0 for rubbish and for what is over."""
    text = retry_after.strip()
    if text.isascii() and text.isdecimal():
        return min(float(text[:9]), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return min(max((moment - datetime.now(UTC)).total_seconds(), 0.0), LONGEST_WAIT)
    except (ValueError, OverflowError, TypeError):  # a zone of millions of hours, a year that no calendar has
        return 0.0


def _failed(place: Place, error: Exception) -> str:
    """A sentence with the words of the system, in one line."""
    wrong = next((one for one in _causes(error) if isinstance(one, ssl.SSLCertVerificationError)), None)
    if wrong:
        return f"Its certificate is not one for {place.host} that can be trusted ({wrong.verify_message})."
    if isinstance(error, socket.gaierror):
        return f"Nobody knows the host {place.host}."
    words = " ".join(str(error).split())[:120]
    return f"It did not answer ({words or type(error).__name__})."


def _causes(error: BaseException) -> Iterator[BaseException]:
    """What led to an error, the library's own names for it first."""
    found: BaseException | None = error
    while found is not None:
        yield found
        found = found.__cause__ or found.__context__


@cache
def _trusted() -> ssl.SSLContext:
    """Whom to trust: as everywhere else in the house, the certificates that come with the HTTP library."""
    import httpx

    return httpx.create_ssl_context(trust_env=False)
