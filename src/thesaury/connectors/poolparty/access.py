"""How a connection logs in: Basic, or a Keycloak token that is renewed before it expires."""

import base64
from collections.abc import Callable, Mapping
from threading import Lock
from time import monotonic
from typing import Any

from thesaury.connectors.http import Ask, Auth, HttpClient
from thesaury.connectors.poolparty.reading import mapping_of, number
from thesaury.connectors.poolparty.replies import said
from thesaury.connectors.poolparty.settings import Settings
from thesaury.model.errors import NeedsLogin, Refused
from thesaury.ports.secrets import Secrets

_ADVANCE = 30.0
_LIFETIME = 300.0


def auth_of(settings: Settings, secrets: Secrets) -> Auth:
    """The credential of a connection; secrets are read now and kept in memory only. Raises NeedsLogin where one is missing."""
    password = secrets.get(settings.connection, "password")
    if not settings.user or not password:
        missing = "user name (the setting 'user')" if not settings.user else "password (the secret 'password')"
        raise NeedsLogin(f"{settings.connection} has no {missing}. Give it, then run again.")
    if settings.auth == "basic":
        return Basic(settings.user, password)
    return Keycloak(settings, password, secrets.get(settings.connection, "client_secret"))


class Basic:
    """A user name and a password with every request."""

    def __init__(self, user: str, password: str) -> None:
        """Nothing is sent."""
        token = base64.b64encode(f"{user}:{password}".encode()).decode()
        self._headers = {"Authorization": f"Basic {token}"}

    def headers(self) -> Mapping[str, str]:
        """Always the same."""
        return self._headers

    def renew(self, refused: Mapping[str, str]) -> bool:
        """There is no other credential."""
        return False


class Keycloak:
    """A token by password grant, then by refresh grant; whoever finds it old renews it, and the others wait for that one."""

    def __init__(
        self, settings: Settings, password: str, client_secret: str, clock: Callable[[], float] = monotonic
    ) -> None:
        """Nothing is sent before a header is asked for. Tokens live in memory, so that no other process can use them up."""
        self._settings = settings
        self._password = password
        self._client_secret = client_secret
        self._clock = clock
        self._lock = Lock()
        self._access = self._refresh = ""
        self._renew_at = 0.0

    def headers(self) -> Mapping[str, str]:
        """The token as it is now, renewed first when it is near its end. Raises NeedsLogin, Unreachable."""
        with self._lock:
            if self._clock() >= self._renew_at:
                self._renewed()
            return {"Authorization": f"Bearer {self._access}"}

    def renew(self, refused: Mapping[str, str]) -> bool:
        """A new token, unless somebody got one since."""
        with self._lock:
            if refused.get("Authorization") == f"Bearer {self._access}":
                self._renewed()
            return True

    def _renewed(self) -> None:
        self._take(self._refreshed() or self._logged_in())

    def _refreshed(self) -> Any:
        """A token for the refresh token, or None where the session is over."""
        if not self._refresh:
            return None
        try:
            return self._asked(grant_type="refresh_token", refresh_token=self._refresh)
        except (Refused, NeedsLogin):
            return None

    def _logged_in(self) -> Any:
        try:
            return self._asked(grant_type="password", username=self._settings.user, password=self._password)
        except (Refused, NeedsLogin) as error:
            name = self._settings.connection
            raise NeedsLogin(
                f"{name}: the login was refused ({error.message}) See user, password and realm."
            ) from error

    def _asked(self, **form: str) -> Any:
        settings = self._settings
        form["client_id"] = settings.client_id
        if self._client_secret:
            form["client_secret"] = self._client_secret
        client = HttpClient(settings.auth_url, settings.connection, settings.pace, said=said)
        try:
            path = f"realms/{settings.realm}/protocol/openid-connect/token"
            return client.json(Ask("POST", path, form=tuple(form.items())))
        finally:
            client.close()

    def _take(self, answer: Any) -> None:
        given = mapping_of(answer)
        access, refresh = given.get("access_token"), given.get("refresh_token")
        if not isinstance(access, str) or not access:
            raise NeedsLogin(f"{self._settings.connection}: the login server gave no token. See auth_url and realm.")
        self._access = access
        self._refresh = refresh if isinstance(refresh, str) else ""
        lifetime = max(number(given.get("expires_in"), _LIFETIME), 1.0)
        self._renew_at = self._clock() + lifetime - min(_ADVANCE, lifetime / 4)
