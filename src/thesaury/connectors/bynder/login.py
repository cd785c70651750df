"""A person's login: where to send the browser, and what is done with the address it comes back to."""

import hmac
import secrets as random
from urllib.parse import parse_qs, urlencode, urlsplit

from thesaury.connectors.bynder.client import portal_budget
from thesaury.connectors.bynder.oauth import OAuth
from thesaury.connectors.bynder.settings import BROWSER, Settings, settings_of
from thesaury.model.connection import Connection
from thesaury.model.errors import NeedsLogin, Refused, Usage
from thesaury.ports.source import Tools


class BrowserLogin:
    """One attempt of a person to log in: `ports.login.Login`."""

    def __init__(self, connection: Connection, settings: Settings, tools: Tools) -> None:
        """Nothing is sent."""
        self._connection, self._settings, self._tools = connection, settings, tools
        self._state = random.token_urlsafe(32)
        query = {
            "response_type": "code",
            "client_id": settings.client_id,
            "redirect_uri": settings.redirect_uri,
            "scope": settings.scopes,
            "state": self._state,
        }
        self.address = f"{settings.portal}/v6/authentication/oauth2/auth?{urlencode(query)}"

    def complete(self, callback: str) -> None:
        """Exchange the code the browser brought back and keep the tokens. Raises NeedsLogin, Unreachable."""
        code = self._code(callback)
        login = OAuth(self._connection, self._settings, self._tools, portal_budget())
        form = [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", self._settings.redirect_uri)]
        try:
            with self._tools.exclusive(f"{self._connection.name}.login"):
                login.exchange(form)
        except Refused as error:
            raise NeedsLogin(f"{error.message} Start the login again.") from error
        finally:
            login.close()

    def _code(self, callback: str) -> str:
        """The one code of an address that carries our state."""
        told = parse_qs(urlsplit(callback.strip()).query)
        name = self._connection.name
        codes, states = told.get("code", []), told.get("state", [])
        if len(codes) != 1 or len(states) != 1:
            why = ", ".join(told.get("error", ["it has to hold exactly one code and one state"]))
            raise NeedsLogin(f"{name}: the address brings no login ({why}). Start again with: thesaury login {name}")
        if not hmac.compare_digest(states[0].encode(), self._state.encode()):
            raise NeedsLogin(f"{name}: the address belongs to another login. Start again with: thesaury login {name}")
        return codes[0]


def open_login(connection: Connection, tools: Tools) -> BrowserLogin:
    """A login of a connection. Raises Usage where its settings choose none."""
    settings = settings_of(connection)
    if settings.auth != BROWSER or not settings.redirect_uri:
        raise Usage(f"To log in, {connection.name} needs the settings auth=browser, client_id and redirect_uri.")
    return BrowserLogin(connection, settings, tools)
