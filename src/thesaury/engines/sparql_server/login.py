"""The login at a SPARQL server, in the way in which the server asks for it: Basic or Digest."""

from collections.abc import Generator
from threading import local

import httpx

from thesaury.model.errors import NeedsLogin

_HERE = frozenset({"127.0.0.1", "::1", "localhost"})


class Challenged(httpx.Auth):
    """Tells user and password only when it is asked for them, and in the clear (Basic) only over TLS or to this machine."""

    def __init__(self, user: str, password: str) -> None:
        self._user, self._password = user, password
        self._known = local()  # a digest counts its uses, and threads would count alike

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Ask as is known to be right here, or as the refusal says. Raises NeedsLogin where only the clear way is left."""
        known: httpx.Auth | None = getattr(self._known, "way", None)
        if known is None:
            answer = yield request
            if answer.status_code != 401:
                return
            known = self._known.way = self._way(request, answer.headers.get("www-authenticate", ""))
        yield from known.auth_flow(request)

    def _way(self, request: httpx.Request, challenge: str) -> httpx.Auth:
        if "digest" in challenge.lower():
            return httpx.DigestAuth(self._user, self._password)
        if request.url.scheme != "https" and request.url.host not in _HERE:
            raise NeedsLogin(
                f"The graph server at {request.url.host} wants the password in the clear: give it an https address in thesaury.toml."
            )
        return httpx.BasicAuth(self._user, self._password)
