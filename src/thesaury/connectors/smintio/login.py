"""A person's login: the address to send the browser to, and what is done with the address it comes back to."""

import base64
import hmac
import secrets as random
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from thesaury.connectors.http import Ask
from thesaury.connectors.smintio.localised import scalar
from thesaury.connectors.smintio.oauth import Login
from thesaury.connectors.smintio.settings import EXPORT, settings_of
from thesaury.model.connection import Connection
from thesaury.model.errors import NeedsLogin, Refused, Usage
from thesaury.ports.source import Tools

# Signatures by the authority's public key only: a client that knows the shared secret must not be able to make one.
_SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
_LEEWAY = 60


class BrowserLogin:
    """One attempt of a person to log in: `ports.login.Login`."""

    def __init__(self, connection: Connection, tools: Tools) -> None:
        """Ask the authority where people log in. Raises Usage, Unreachable."""
        self._connection, self._tools = connection, tools
        self.address, self._state, self._verifier = authorize_url(connection, tools)

    def complete(self, callback: str) -> None:
        """Keep the credential that the address the browser ended at stands for. Raises NeedsLogin, Unreachable."""
        complete_login(self._connection, self._tools, callback, self._state, self._verifier)


def open_login(connection: Connection, tools: Tools) -> BrowserLogin:
    """A login of a connection. Raises Usage, Unreachable."""
    return BrowserLogin(connection, tools)


def authorize_url(connection: Connection, tools: Tools) -> tuple[str, str, str]:
    """Where a person logs in, with the state and the PKCE verifier to keep until the browser comes back. Raises Usage, Unreachable."""
    login = _login(connection, tools)
    try:
        endpoint = login.endpoints().authorize
    finally:
        login.close()
    state, verifier = random.token_urlsafe(32), random.token_urlsafe(64)
    challenge = base64.urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    given = login.settings.login
    query = {
        "response_type": "code",
        "client_id": given.client_id,
        "redirect_uri": given.redirect_uri,
        "scope": given.scopes,
        "state": state,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    return f"{endpoint}{'&' if urlsplit(endpoint).query else '?'}{urlencode(query)}", state, verifier


def complete_login(connection: Connection, tools: Tools, callback_url: str, state: str, verifier: str) -> None:
    """Exchange the code the browser brought back and keep the tokens.

    Raises NeedsLogin when the address is not exactly one code and our state, or the id token does not hold; Unreachable.
    """
    code = _code(connection, callback_url, state)
    login = _login(connection, tools)
    form = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", login.settings.login.redirect_uri),
        ("code_verifier", verifier),
    ]
    try:
        with tools.exclusive(f"{connection.name}.login"):
            login.exchange(form, check=lambda answer: _check(login, scalar(answer.get("id_token"))))
    except Refused as error:
        raise NeedsLogin(f"{error.message} Start the login again.") from error
    finally:
        login.close()


def _login(connection: Connection, tools: Tools) -> Login:
    settings = settings_of(connection)
    if settings.content == EXPORT:
        raise Usage(f"{connection.name} reads an exported file and needs no login. Next: thesaury sync")
    for name, value in (("client_id", settings.login.client_id), ("redirect_uri", settings.login.redirect_uri)):
        if not value:
            raise Usage(f"The connection {connection.name} needs the setting '{name}' to log in.")
    return Login(connection, settings, tools)


def _code(connection: Connection, callback_url: str, state: str) -> str:
    told = parse_qs(urlsplit(callback_url.strip()).query, keep_blank_values=True)
    again = f"Start again with: thesaury login {connection.name}"
    if "error" in told:
        raise NeedsLogin(f"{connection.name}: the login was refused ({', '.join(told['error'])}). {again}")
    codes, states = told.get("code", []), told.get("state", [])
    if len(codes) != 1 or len(states) != 1 or not codes[0]:
        raise NeedsLogin(f"{connection.name}: the address has to hold exactly one code and one state. {again}")
    if not hmac.compare_digest(states[0].encode(), state.encode()):
        raise NeedsLogin(f"{connection.name}: the address belongs to another login. {again}")
    return codes[0]


def _check(login: Login, id_token: str) -> None:
    """Signature, audience and expiry; not the issuer's name, which need not be the tenant's host. Raises NeedsLogin."""
    import jwt

    try:
        key = _key(login, jwt.get_unverified_header(id_token))
        jwt.decode(
            id_token,
            key,
            algorithms=_SIGNATURES,
            audience=login.settings.login.client_id,
            leeway=_LEEWAY,
            options={"require": ["exp", "aud"], "verify_iss": False},
        )
    except jwt.PyJWTError as error:
        raise NeedsLogin(
            f"{login.name}: the id token does not hold ({error}). Nothing was kept; start the login again."
        ) from error


def _key(login: Login, header: dict[str, Any]) -> Any:
    """The authority's key that made this signature."""
    import jwt

    keys = jwt.PyJWKSet.from_dict(login.http.json(Ask("GET", login.endpoints().keys, anonymous=True))).keys
    fitting = [key for key in keys if key.key_id == header.get("kid")] or (keys if len(keys) == 1 else [])
    if not fitting:
        raise jwt.InvalidKeyError("no key of the authority made its signature")
    return fitting[0]
