"""The credential of a connection: a permanent token, or OAuth access tokens that one process at a time renews."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from thesaury.connectors.budget import Budget
from thesaury.connectors.bynder.errors import said
from thesaury.connectors.bynder.reading import text
from thesaury.connectors.bynder.settings import BROWSER, TOKEN, Settings, settings_of
from thesaury.connectors.http import Ask, Auth, HttpClient, Pairs
from thesaury.model.connection import Connection
from thesaury.model.errors import NeedsLogin, Refused, Unreachable
from thesaury.ports.source import Tools

_PATH = "v6/authentication/oauth2/token"
_AHEAD = 60.0
_LIFETIME = 3600.0
_DAY = 86_400.0
_SETTLED = 10.0


@dataclass(frozen=True, slots=True)
class Permanent:
    """A token without end; nothing can be renewed."""

    name: str
    tools: Tools

    def headers(self) -> Mapping[str, str]:
        """The bearer header. Raises NeedsLogin when no token was given."""
        if token := self.tools.secrets.get(self.name, "token"):
            return {"Authorization": f"Bearer {token}"}
        raise NeedsLogin(f"{self.name} has no token. Give it with: thesaury secret set {self.name} token")

    def renew(self, refused: Mapping[str, str]) -> bool:
        """False: there is no other token."""
        return False


class OAuth:
    """Access tokens from client credentials or a refresh token. Use it from several threads; close it at the end."""

    def __init__(self, connection: Connection, settings: Settings, tools: Tools, budget: Budget | None) -> None:
        """Nothing is sent before a header is asked for."""
        self.name, self.settings, self.tools = connection.name, settings, tools
        self.http = HttpClient(settings.portal, connection.name, settings.pace, None, said, budget)
        self._lock = Lock()
        self._kept = ("", 0.0)
        self._renewed = float("-inf")

    def headers(self) -> Mapping[str, str]:
        """The bearer header, renewed ahead of its end. Raises NeedsLogin, Unreachable or Refused."""
        return {"Authorization": f"Bearer {self._token('')}"}

    def renew(self, refused: Mapping[str, str]) -> bool:
        """After a 401 or 403: another token than the refused one; false when one was got just now, for then a right is missing."""
        stale = refused.get("Authorization", "").removeprefix("Bearer ")
        if time.monotonic() - self._renewed < _SETTLED:
            return self._token("") != stale
        self._token(stale)
        return True

    def keep(self) -> bool:
        """Renew a login that was idle for a day; says whether it did."""
        if self.settings.auth != BROWSER or time.time() - self._number("access_due") < _DAY:
            return False
        self._token(self.tools.secrets.get(self.name, "access_token") or "none")
        return True

    def exchange(self, form: Pairs) -> str:
        """Ask for a token and keep it, with its refresh token, in one transaction. Raises NeedsLogin, Refused or Unreachable."""
        client = [
            ("client_id", self.settings.client_id),
            ("client_secret", self.tools.secrets.get(self.name, "client_secret")),
        ]
        answer: Any = self.http.json(Ask("POST", _PATH, form=[*form, *client], anonymous=True))
        told = answer if isinstance(answer, Mapping) else {}
        access, refresh = text(told.get("access_token")), text(told.get("refresh_token"))
        if not access:
            raise Unreachable(f"{self.name}: the login answered without an access token. Run again later.")
        given = told.get("expires_in")
        lives = float(given) if isinstance(given, int | float) and given > 0 else _LIFETIME
        due = time.time() + lives - min(_AHEAD, lives / 10)
        kept = {"refresh_token": refresh} if refresh else {}
        self.tools.secrets.put(self.name, {**kept, "access_token": access, "access_due": f"{due:.0f}"})
        self._kept, self._renewed = (access, due), time.monotonic()
        return access

    def close(self) -> None:
        """Give the connections back."""
        self.http.close()

    def _token(self, stale: str) -> str:
        """The token at hand or in the vault unless it is the stale one, else a new one."""
        with self._lock:
            if self._good(self._kept, stale):
                return self._kept[0]
            with self.tools.exclusive(f"{self.name}.login"):
                self._kept = self.tools.secrets.get(self.name, "access_token"), self._number("access_due")
                return self._kept[0] if self._good(self._kept, stale) else self._asked()

    @staticmethod
    def _good(kept: tuple[str, float], stale: str) -> bool:
        return bool(kept[0]) and kept[0] != stale and time.time() < kept[1]

    def _asked(self) -> str:
        if self.settings.auth != BROWSER:
            return self.exchange([("grant_type", "client_credentials"), ("scope", self.settings.scopes)])
        refresh = self.tools.secrets.get(self.name, "refresh_token")
        again = f"Log in with: thesaury login {self.name}"
        if not refresh:
            raise NeedsLogin(f"{self.name} is not logged in. {again}")
        try:
            return self.exchange([("grant_type", "refresh_token"), ("refresh_token", refresh)])
        except Refused as error:
            if error.code != "invalid_grant":
                raise
            self.tools.secrets.put(self.name, {"refresh_token": "", "access_token": ""})
            raise NeedsLogin(f"{self.name}: the login has lapsed or was revoked. {again}") from error

    def _number(self, name: str) -> float:
        kept = self.tools.secrets.get(self.name, name)
        return float(kept) if kept.isdecimal() else 0.0


def auth_of(connection: Connection, settings: Settings, tools: Tools, budget: Budget | None) -> Auth:
    """The credential the settings choose."""
    if settings.auth == TOKEN:
        return Permanent(connection.name, tools)
    return OAuth(connection, settings, tools, budget)


def keep_login(connection: Connection, tools: Tools) -> bool:
    """Renew the login of a connection that was idle for a day; says whether it did. Raises NeedsLogin, Unreachable, Refused."""
    from thesaury.connectors.bynder.client import portal_budget

    login = OAuth(connection, settings_of(connection), tools, portal_budget())
    try:
        return login.keep()
    finally:
        login.close()
