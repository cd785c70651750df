"""The credential of a connection: access tokens from rotating refresh tokens, one renewal at a time over all processes."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Any

from thesaury.connectors.http import Ask, HttpClient, Pairs
from thesaury.connectors.smintio.discovery import Endpoints, discovered
from thesaury.connectors.smintio.errors import said, spelled
from thesaury.connectors.smintio.localised import scalar
from thesaury.connectors.smintio.settings import EXPORT, Settings, settings_of
from thesaury.model.connection import Connection
from thesaury.model.errors import NeedsLogin, Refused, Unreachable
from thesaury.ports.source import Tools

_LIFETIME = 3600.0
"""Seconds an access token is taken to live where the answer does not say."""
_AHEAD = 60.0
_DAY = 86_400.0
# More renewals than this in so many seconds do not help: what is refused then is a permission, not a token.
_RENEWALS = 5
_WINDOW = 10.0
_DEAD = frozenset({"invalid_grant"})
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Token:
    """An access token, and when it is to be renewed (in seconds since 1970)."""

    access: str
    due: float


def _trusted(answer: dict[str, Any]) -> None:
    """An answer over our own connection to the authority needs no more than that."""


class Login:
    """Gives every client of one connection its bearer header. Use it from several threads; close it at the end."""

    def __init__(self, connection: Connection, settings: Settings, tools: Tools) -> None:
        """Nothing is sent before a header is asked for."""
        self.name, self.settings, self.tools = connection.name, settings, tools
        self.http = HttpClient(settings.hosts.authority, connection.name, settings.pace, None, said)
        self._endpoints: Endpoints | None = None
        self._token = Token("", 0.0)
        self._renewals: list[float] = []
        self._lock = Lock()

    def headers(self) -> Mapping[str, str]:
        """The bearer header, renewed ahead of its end. Raises NeedsLogin, Unreachable or Refused."""
        with self._lock:
            if not self._good(self._token, ""):
                self._token = self._shared("")
            return {"Authorization": f"Bearer {self._token.access}"}

    def renew(self, refused: Mapping[str, str]) -> bool:
        """After a 401 or 403: another token than the refused one, which another process may have got meanwhile."""
        stale = refused.get("Authorization", "").removeprefix("Bearer ")
        with self._lock:
            if self._good(self._token, stale):
                return True
            now = time.monotonic()
            self._renewals = [at for at in self._renewals if now - at < _WINDOW]
            if len(self._renewals) >= _RENEWALS:
                return False
            self._renewals.append(now)
            self._token = self._shared(stale)
        return True

    def keep(self) -> bool:
        """Renew a login that was idle for a day, so that it does not lapse; says whether it did."""
        got = _number(self.tools.secrets.get(self.name, "access_got"))
        if time.time() - got < _DAY:
            return False
        with self._lock:
            self._token = self._shared(self.tools.secrets.get(self.name, "access_token") or "none")
        return True

    def endpoints(self) -> Endpoints:
        """Where this login is."""
        if self._endpoints is None:
            self._endpoints = discovered(self.http)
        return self._endpoints

    def exchange(self, form: Pairs, check: Callable[[dict[str, Any]], None] = _trusted) -> Token:
        """Ask the token endpoint, and keep what it gives, once `check` holds, before anything of it is used.

        Raises NeedsLogin, Refused (with the login's own code) or Unreachable.
        """
        answer = self._asked([*form, *self._client()])
        check(answer)
        access, refresh = scalar(answer.get("access_token")), scalar(answer.get("refresh_token"))
        if not access:
            raise Unreachable(f"{self.name}: the login answered without an access token. Run again later.")
        now, lives = time.time(), _number(answer.get("expires_in")) or _LIFETIME
        token = Token(access, now + lives - min(_AHEAD, lives / 10))
        kept = {"refresh_token": refresh} if refresh else {}
        current = refresh or self.tools.secrets.get(self.name, "refresh_token")
        # One transaction, durable on return: were the process to die now, the new refresh token would not be lost.
        self.tools.secrets.put(
            self.name,
            {
                **kept,
                "access_token": access,
                "access_due": f"{token.due:.0f}",
                "access_got": f"{now:.0f}",
                "access_of": self._mark(current),
            },
        )
        return token

    def close(self) -> None:
        """Give the connections back."""
        self.http.close()

    def _shared(self, stale: str) -> Token:
        """The token of the vault, renewed by one process at a time."""
        with self.tools.exclusive(f"{self.name}.login"):
            found = self._kept()
            if self._good(found, stale):
                return found
            return self._renewed()

    def _renewed(self) -> Token:
        login, secrets = self.settings.login, self.tools.secrets
        if login.client_credentials:
            return self.exchange([("grant_type", "client_credentials"), ("scope", login.scopes)])
        refresh = secrets.get(self.name, "refresh_token")
        if not refresh:
            raise NeedsLogin(f"{self.name} is not logged in. Log in with: thesaury login {self.name}")
        try:
            return self.exchange([("grant_type", "refresh_token"), ("refresh_token", refresh)])
        except NeedsLogin:
            raise
        except Refused as error:
            if error.code not in _DEAD:
                raise
            if secrets.get(self.name, "refresh_token") == refresh:
                secrets.put(self.name, {"refresh_token": "", "access_token": "", "access_of": ""})
            _log.warning("%s: the refresh token is dead and was dropped", self.name)
            raise NeedsLogin(
                f"{self.name}: the login has lapsed or was revoked (invalid_grant). Log in again with: thesaury login {self.name}"
            ) from error

    def _asked(self, form: Pairs) -> dict[str, Any]:
        answer = self.http.json(Ask("POST", self.endpoints().token, form=form, anonymous=True))
        wrong = spelled(answer)
        if wrong or not isinstance(answer, dict):
            words = wrong.message if wrong else "something that is no token"
            raise Refused(
                f"{self.name}: the login answered {words}. Check the client id and secret.",
                200,
                wrong.code if wrong else "",
            )
        return answer

    def _client(self) -> Pairs:
        secret = self.tools.secrets.get(self.name, "client_secret")
        pairs = [("client_id", self.settings.login.client_id), ("client_secret", secret)]
        return [(name, value) for name, value in pairs if value]

    def _kept(self) -> Token:
        """The token another process may have left; none when it belongs to another login than the one pasted or made since."""
        secrets = self.tools.secrets
        if secrets.get(self.name, "access_of") != self._mark(secrets.get(self.name, "refresh_token")):
            return Token("", 0.0)
        return Token(secrets.get(self.name, "access_token"), _number(secrets.get(self.name, "access_due")))

    def _mark(self, refresh: str) -> str:
        """What an access token belongs to."""
        login = self.settings.login
        return sha256(
            "\x1f".join((login.client_id, login.scopes, refresh)).encode("utf-8", "surrogatepass")
        ).hexdigest()

    @staticmethod
    def _good(token: Token, stale: str) -> bool:
        return bool(token.access) and token.access != stale and time.time() < token.due


def keep_login(connection: Connection, tools: Tools) -> bool:
    """Renew the login of a connection that was idle for a day; says whether it did. Raises NeedsLogin, Unreachable, Refused."""
    settings = settings_of(connection)
    if settings.content == EXPORT:
        return False
    login = Login(connection, settings, tools)
    try:
        return login.keep()
    finally:
        login.close()


def _number(value: Any) -> float:
    try:
        return max(0.0, float(value))
    except (TypeError, ValueError):
        return 0.0
