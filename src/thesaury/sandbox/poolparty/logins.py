"""Who may call: users with roles and groups, Basic credentials, and Keycloak's tokens with their lifetimes."""

import base64
import binascii
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from thesaury.sandbox.poolparty.options import Options
from thesaury.sandbox.poolparty.refusals import Refused

REALM, AUTH_PATH = "poolparty", "/auth"
CLIENTS: Mapping[str, str] = MappingProxyType(
    {"ppt": "sandbox-client-ppt", "extractor": "sandbox-client-extractor", "ppgs": "sandbox-client-ppgs"}
)
"""Keycloak clients with their secrets."""


@dataclass(frozen=True, slots=True)
class User:
    """A user with the groups that open projects, and the roles that open calls."""

    name: str
    password: str
    groups: tuple[str, ...]
    roles: tuple[str, ...]

    @property
    def writes(self) -> bool:
        """Whether the user may change anything."""
        return "PoolPartyReadOnly" not in self.roles

    @property
    def administers(self) -> bool:
        """Whether the user may create projects and users."""
        return "ApiAdmin" in self.roles


USERS = (
    User("fennmoor-api", "sandbox-fennmoor", ("Fennmoor",), ("ApiUser",)),
    User("northlight-api", "sandbox-northlight", ("Fennmoor", "Pigmentary"), ("ApiUser",)),
    User("fennmoor-reader", "sandbox-reader", ("Fennmoor",), ("PoolPartyReadOnly",)),
    User("house-admin", "sandbox-admin", ("Fennmoor", "Pigmentary", "Public"), ("ApiAdmin", "PoolPartyAdmin")),
)


@dataclass(frozen=True, slots=True)
class _Grant:
    user: str
    until: datetime
    client: str


def basic_credentials(request: Request) -> tuple[str, str] | None:
    """Name and password of Basic authentication, if the request has them."""
    kind, _, value = request.headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        name, colon, password = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return (name, password) if colon else None


@dataclass
class Logins:
    """The users and the tokens that were given out."""

    users: dict[str, User] = field(default_factory=lambda: {user.name: user for user in USERS})
    _access: dict[str, _Grant] = field(default_factory=dict)
    _refresh: dict[str, _Grant] = field(default_factory=dict)

    def found(self, request: Request, options: Options, bearer: bool, now: datetime) -> User | None:
        """The user of a request, or None when it has no credentials or wrong ones."""
        if options.basic and (given := basic_credentials(request)):
            return self._with_password(*given)
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        grant = self._access.get(token)
        if not (options.bearer and bearer and kind.lower() == "bearer" and grant and now < grant.until):
            return None
        return self.users.get(grant.user)

    def _with_password(self, name: str, password: str) -> User | None:
        user = self.users.get(name)
        return user if user and secrets.compare_digest(user.password.encode(), password.encode()) else None

    def token(self, form: Mapping[str, Any], options: Options, now: datetime) -> Response:
        """Keycloak's answer to a request for tokens: by password or by refresh token."""
        client = str(form.get("client_id", ""))
        if CLIENTS.get(client) != form.get("client_secret"):
            return _wrong(401, "unauthorized_client", "Invalid client or Invalid client credentials")
        if form.get("grant_type") == "password":
            user = self._with_password(str(form.get("username", "")), str(form.get("password", "")))
            if user is None:
                return _wrong(401, "invalid_grant", "Invalid user credentials")
            return self._granted(user.name, client, options, now)
        if form.get("grant_type") == "refresh_token":
            grant = self._refresh.get(str(form.get("refresh_token", "")))
            if grant is None or grant.client != client or now >= grant.until:
                return _wrong(400, "invalid_grant", "Token is not active")
            return self._granted(grant.user, client, options, now)
        return _wrong(400, "unsupported_grant_type", "Unsupported grant_type")

    def _granted(self, user: str, client: str, options: Options, now: datetime) -> Response:
        access, refresh = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        self._access[access] = _Grant(user, now + timedelta(seconds=options.token_seconds), client)
        self._refresh[refresh] = _Grant(user, now + timedelta(seconds=options.refresh_token_seconds), client)
        body = {
            "access_token": access,
            "expires_in": options.token_seconds,
            "refresh_token": refresh,
            "refresh_expires_in": options.refresh_token_seconds,
            "token_type": "Bearer",
            "scope": "profile email",
        }
        return JSONResponse(body, headers={"Cache-Control": "no-store"})


def unauthorized() -> Refused:
    """The refusal of a request without credentials, or with wrong or expired ones."""
    return Refused(401, "Full authentication is required to access this resource", "html")


def _wrong(status: int, error: str, description: str) -> Response:
    return JSONResponse({"error": error, "error_description": description}, status)
