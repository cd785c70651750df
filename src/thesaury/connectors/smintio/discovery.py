"""Where a tenant's login is: its own discovery document, else the documented paths."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from thesaury.connectors.http import Ask, HttpClient
from thesaury.connectors.smintio.localised import scalar
from thesaury.model.errors import Refused

_DOCUMENT = ".well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The addresses of a login."""

    authorize: str
    token: str
    keys: str


def discovered(http: HttpClient) -> Endpoints:
    """The endpoints of the authority this client talks to. Raises Unreachable, NeedsLogin or Refused."""
    try:
        found = http.json(Ask("GET", _DOCUMENT, anonymous=True))
    except Refused as error:
        if error.status != 404:
            raise
        found = {}
    told = found if isinstance(found, dict) else {}
    return Endpoints(
        authorize=_address(told, "authorization_endpoint") or f"{http.base}connect/authorize",
        token=_address(told, "token_endpoint") or f"{http.base}connect/token",
        keys=_address(told, "jwks_uri") or f"{http.base}{_DOCUMENT}/jwks",
    )


def _address(told: dict[str, Any], name: str) -> str:
    """The address, if it is one a secret may be sent to: encrypted, or on this very machine."""
    parts = urlsplit(scalar(told.get(name)))
    local = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost")
    return parts.geturl() if local or (parts.scheme == "https" and parts.hostname) else ""
