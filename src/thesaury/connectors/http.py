"""HTTP to customers' systems: paced, retried where that is safe, bounded in time and size, with every failure sorted by recovery.

A *read* may be asked again; a *write* is sent again only when it is certain that it was not carried out (no connection was made, or
the system said 429). A write whose reply cannot be trusted raises LostReply, and whoever sent it reads back before anything is repeated.
"""

import json
import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urljoin, urlsplit

from thesaury.connectors.budget import Budget
from thesaury.connectors.pacing import Pace, guarded, paced, traffic_of
from thesaury.connectors.reaching import LeadsInside, sent
from thesaury.connectors.texts import plain
from thesaury.model.errors import LostReply, NeedsLogin, Refused, ThesauryError, Unreachable

if TYPE_CHECKING:
    from ssl import SSLContext

    import httpx

_log = logging.getLogger(__name__)
_REDIRECTS = 5
_BUSY = frozenset({429, 500, 502, 503, 504})
_SECOND_LOOK = (401, 403)
_SANDBOX = "x-thesaury-sandbox"
Pairs = Sequence[tuple[str, str]]


class Auth(Protocol):
    """Gives the headers of a credential, and a new one when the old was refused."""

    def headers(self) -> Mapping[str, str]:
        """The headers that authorise a request now. Raises NeedsLogin, Unreachable."""

    def renew(self, refused: Mapping[str, str]) -> bool:
        """After a 401 or 403: get a new credential unless another one than `refused` is there already; false where none can be had."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole reply: status, headers in lower case, and the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    where: str

    def json(self) -> Any:
        """The body as JSON. Raises ValueError when it is none."""
        return json.loads(self.body)

    @property
    def text(self) -> str:
        """The body as text, whatever its bytes."""
        return self.body.decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Said:
    """What an error body says: the system's own code, its message, and whether asking again is of no use though the status looks so."""

    code: str = ""
    message: str = ""
    final: bool = False


def said_nothing(reply: Reply) -> Said:
    """Reads no vendor's error body: the words of a page without its tags."""
    return Said(message=plain(reply.text)[:300])


class _Again(Exception):
    """A read that may succeed when it is asked again, after `after` seconds (None: as the schedule says)."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


@dataclass(frozen=True, slots=True)
class Ask:
    """One request. `path` is absolute or joined to the client's base; `form` is sent urlencoded, `body` as JSON, `files` as multipart.

    `led`: an answer of the system gave the address, so that nothing is connected to but its own host and the public network.
    """

    method: str
    path: str
    params: Pairs = ()
    form: Pairs | None = None
    body: Any = None
    content: bytes | None = None
    files: Sequence[tuple[str, tuple[str, bytes, str]]] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    write: bool = False
    anonymous: bool = False
    led: bool = False


class HttpClient:
    """One connection's way to one base address. Use it from several threads; close it at the end."""

    def __init__(
        self,
        base: str,
        connection: str,
        pace: Pace | None = None,
        auth: Auth | None = None,
        said: Callable[[Reply], Said] = said_nothing,
        budget: Budget | None = None,
    ) -> None:
        """Nothing is sent before it is asked for. `said` reads the vendor's error bodies; `budget` is shared with whoever else on this
        machine asks the same vendor."""
        self.base = base if base.endswith("/") else f"{base}/"
        self.connection = connection
        self.pace = pace or Pace()
        self._traffic = traffic_of(self.pace)
        self._auth = auth
        self._said = said
        self._budget = budget
        self._client: httpx.Client | None = None
        self._opening = Lock()

    def json(self, ask: Ask) -> Any:
        """The JSON a 2xx reply holds.

        Raises Unreachable (no answer, or none that can be read, after every try), NeedsLogin (401 with a fresh credential),
        Refused (any other 4xx, with status and code), LostReply (a write whose reply cannot be trusted).
        """
        return self.call(ask, parsed=True)[1]

    def reply(self, ask: Ask) -> Reply:
        """The 2xx reply, whatever its body. Raises as `json` does."""
        return self.call(ask, parsed=False)[0]

    def call(self, ask: Ask, parsed: bool) -> tuple[Reply, Any]:
        """The 2xx reply and its JSON (None unless `parsed`)."""
        host = _host(urlsplit(self._url(ask)).netloc)
        with guarded(self._traffic, self.connection, host, self.pace):
            try:
                return self._tried(ask, parsed)
            except _Again as error:
                ends = (
                    "again and again" if not error.after else f"and wants to be left alone for {error.after:g} seconds"
                )
                raise Unreachable(self._sentence(ask, f"{error}, {ends}")) from error

    @contextmanager
    def stream(self, ask: Ask) -> Iterator[Iterator[bytes]]:
        """The body of a 2xx reply in pieces, for files of any size. Raises Unreachable or Refused."""
        import httpx

        self._turn(ask)
        try:
            with self._sent(ask) as response:
                if response.status_code >= 400:
                    raise Refused(self._sentence(ask, f"answered {response.status_code}"), response.status_code)
                yield response.iter_bytes()
        except httpx.HTTPError as error:
            raise Unreachable(self._sentence(ask, _named(error))) from error

    def close(self) -> None:
        """Give the connections back."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _tried(self, ask: Ask, parsed: bool) -> tuple[Reply, Any]:
        import stamina

        _quiet()
        pace = self.pace
        attempts = stamina.retry_context(
            on=_waiting(time.monotonic() + pace.patience),
            attempts=pace.attempts,
            timeout=pace.patience,
            wait_initial=pace.first_wait,
            wait_max=pace.longest_wait,
            wait_jitter=pace.first_wait / 10,
        )
        for attempt in attempts:
            with attempt:
                return self._authorised(ask, parsed)
        raise AssertionError("stamina gives at least one attempt")

    def _authorised(self, ask: Ask, parsed: bool) -> tuple[Reply, Any]:
        """One try, with a second one under a fresh credential when the first was refused for its credential."""
        for fresh in (False, True):
            used = {} if self._auth is None or ask.anonymous else dict(self._auth.headers())
            reply = self._once(ask, used)
            if reply.status not in _SECOND_LOOK or fresh or not used or self._auth is None:
                break
            if not self._auth.renew(used):
                break
        return reply, self._checked(ask, reply, parsed)

    def _turn(self, ask: Ask) -> None:
        """Wait until this request may be sent. Raises Unreachable when the shared budget has no room for it within our patience."""
        paced(self._traffic, self.connection, _host(urlsplit(self._url(ask)).netloc), self.pace)
        if self._budget is not None:
            self._budget.take(self.pace.patience)

    def _once(self, ask: Ask, credential: Mapping[str, str]) -> Reply:
        import httpx

        self._turn(ask)
        started = time.monotonic()
        try:
            with self._sent(ask, credential) as response:
                body = self._body(ask, response, started)
                headers = {name.lower(): value for name, value in response.headers.items()}
                if _SANDBOX in headers:
                    self._traffic.sandboxed.add(self.connection)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise _Again(_named(error)) from error  # nothing was sent
        except httpx.HTTPError as error:
            raise self._failed(ask, _named(error)) from error
        _log.debug("%s %s %s: %d", self.connection, ask.method, urlsplit(self._url(ask)).path, response.status_code)
        return Reply(response.status_code, headers, body, urlsplit(self._url(ask)).path)

    @contextmanager
    def _sent(self, ask: Ask, credential: Mapping[str, str] | None = None) -> "Iterator[httpx.Response]":
        """The response with its body still to come; redirects are followed, without the credential to another host or out of TLS.

        What was sent in a body may hold a secret, and is never sent on to another host.
        """
        url, headers = self._url(ask), {**ask.headers, **(credential or {})}
        for _ in range(_REDIRECTS + 1):
            # Where a workspace has bounds, they hold for what answers give, too: its connections keep to them.
            led = self.base if ask.led and self._traffic.reach is None else ""
            try:
                response = sent(self._open(), partial(self._request, ask, url, headers), led)
            except LeadsInside as error:
                raise Refused(f"{self._where(ask)} leads inside ({error}), so nothing is fetched from there.") from None
            try:
                if response.status_code not in (301, 302, 303, 307, 308) or "location" not in response.headers:
                    yield response
                    return
            finally:
                response.close()
            following = urljoin(url, response.headers["location"])
            if ask.write:
                raise self._failed(ask, "was sent elsewhere by a redirect")
            if _elsewhere(url, following):
                if ask.form is not None or ask.body is not None or ask.content is not None or ask.files:
                    raise self._failed(ask, "was sent to another host by a redirect", final=True)
                headers = {name: value for name, value in headers.items() if name not in (credential or {})}
            url = following
        raise self._failed(ask, f"was redirected more than {_REDIRECTS} times")

    def _request(self, ask: Ask, url: str, headers: Mapping[str, str]) -> "httpx.Request":
        return self._open().build_request(
            ask.method,
            url,
            params=list(ask.params) or None,
            data=_grouped(ask.form),
            json=ask.body,
            content=ask.content,
            files=list(ask.files) or None,
            headers=headers,
        )

    def _body(self, ask: Ask, response: "httpx.Response", started: float) -> bytes:
        pieces: list[bytes] = []
        size = 0
        for piece in response.iter_bytes():
            size += len(piece)
            if size > self.pace.most_bytes:
                raise self._failed(ask, f"sent more than {self.pace.most_bytes // 2**20} MiB", final=True)
            if time.monotonic() - started > self.pace.seconds:
                raise self._failed(ask, f"was not done sending after {self.pace.seconds:g} seconds")
            pieces.append(piece)
        return b"".join(pieces)

    def _checked(self, ask: Ask, reply: Reply, parsed: bool) -> Any:
        """The JSON of a good reply; raises what a bad one means."""
        if reply.status < 300:
            try:
                return reply.json() if parsed else None
            except (ValueError, RecursionError):
                what = "an empty body" if not reply.body.strip() else f"no JSON ({plain(reply.text)[:80]!r})"
                raise self._failed(ask, f"answered {reply.status} with {what}") from None
        said = self._said(reply)
        words = f"answered {reply.status}" + (f": {said.message}" if said.message else "")
        if reply.status == 429 and self._budget is not None:
            self._budget.refused()  # asking again would only prolong it
            raise Unreachable(self._sentence(ask, f"{words}; nothing is sent to it from this machine for a while"))
        if reply.status == 429:
            raise _Again(words, _seconds(reply.headers.get("retry-after", "")))
        if reply.status in _BUSY and not said.final:
            raise self._failed(ask, words, after=_seconds(reply.headers.get("retry-after", "")))
        if reply.status == 401:
            name = self.connection
            ways = f"thesaury secret set {name} NAME, or thesaury login {name}"
            raise NeedsLogin(f"{name}: {ask.method} {reply.where} {words}. Give the credential again with: {ways}")
        raise Refused(self._sentence(ask, words), reply.status, said.code)

    def _failed(self, ask: Ask, words: str, final: bool = False, after: float | None = None) -> Exception:
        """A read may be asked again; of a write nobody knows whether it took effect."""
        if ask.write:
            return LostReply(f"{self._where(ask)} {words}; whether it took effect is not known yet.")
        return Unreachable(self._sentence(ask, words)) if final else _Again(words, after)

    def _sentence(self, ask: Ask, words: str) -> str:
        return f"{self._where(ask)} {words}. See that the system is up and the connection's settings are right, then run again."

    def _where(self, ask: Ask) -> str:
        parts = urlsplit(self._url(ask))
        return f"{self.connection}: {ask.method} {_host(parts.netloc)}{parts.path}"

    def _url(self, ask: Ask) -> str:
        return urljoin(self.base, ask.path)

    def _open(self) -> "httpx.Client":
        with self._opening:  # two threads must not make two clients, of which only one is closed
            if self._client is None:
                import httpx

                from thesaury.connectors.within import within

                limit = min(30.0, self.pace.seconds)
                timeout = httpx.Timeout(limit, connect=min(10.0, limit))
                transport = within(reach, _certificates()) if (reach := self._traffic.reach) else None
                self._client = httpx.Client(
                    verify=_certificates(), timeout=timeout, trust_env=False, transport=transport
                )
            return self._client


@cache
def _certificates() -> "SSLContext":
    """Whom to trust: read once, for that takes longer than a short call."""
    import httpx

    return httpx.create_ssl_context(trust_env=False)


def sentence(error: BaseException) -> str:
    """What went wrong, for a log of failures."""
    return error.message if isinstance(error, ThesauryError) else str(error)


def _waiting(until: float) -> Callable[[Exception], bool | float]:
    """When to try again: as the schedule says, or as the system asked, unless that is later than anybody waits."""

    def wait(error: Exception) -> bool | float:
        if not isinstance(error, _Again):
            return False
        if error.after is None:
            return True
        return error.after if time.monotonic() + error.after <= until else False

    return wait


def _host(netloc: str) -> str:
    """Host and port without user and password, which belong into no message."""
    return netloc.rpartition("@")[2]


def _elsewhere(url: str, following: str) -> bool:
    """Whether a redirect leads to another host, or from TLS to where everybody can listen."""
    before, after = urlsplit(url), urlsplit(following)
    return before.netloc != after.netloc or (before.scheme == "https" and after.scheme != "https")


def _seconds(retry_after: str) -> float | None:
    """Retry-After in seconds, at most five minutes; a date or rubbish counts as not given."""
    return min(float(retry_after), 300.0) if retry_after.strip().isdecimal() else None


def _grouped(form: Pairs | None) -> dict[str, list[str]] | None:
    if form is None:
        return None
    grouped: dict[str, list[str]] = {}
    for name, value in form:
        grouped.setdefault(name, []).append(value)
    return grouped


def _named(error: Exception) -> str:
    return (
        f"did not answer ({type(error).__name__}: {error})"
        if str(error)
        else f"did not answer ({type(error).__name__})"
    )


def _quiet() -> None:
    """Retries are logged here and nowhere else: the library's own hook would print."""
    import stamina.instrumentation

    stamina.instrumentation.set_on_retry_hooks([])
