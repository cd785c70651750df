"""Codes, access tokens and refresh tokens of one portal: given out, spent, narrowed, expired by the sandbox's clock."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from thesaury.sandbox.bynder.portals import INTEGRATION_USER, VISITOR, Portal
from thesaury.sandbox.serving.kernel import Sandbox

CODE_LIFE, ACCESS_LIFE = timedelta(minutes=10), timedelta(hours=1)


class TokenError(Exception):
    """An error of the token endpoint, by its OAuth name."""

    def __init__(self, error: str, description: str) -> None:
        """An OAuth error with a sentence for people."""
        super().__init__(description)
        self.error = error


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: a user, and the scopes of the token; None for a permanent token, which has no scopes."""

    user: str
    scopes: frozenset[str] | None = None


class Tokens:
    """All tokens of one portal."""

    def __init__(self, sandbox: Sandbox, portal: Portal) -> None:
        """The tokens of a portal, kept in the sandbox's store."""
        self._sandbox, self._portal = sandbox, portal

    def caller(self, token: str) -> Caller | None:
        """Who has that token; None for one that is unknown, revoked or expired."""
        if self._sandbox.store.get(self._collection("revoked"), token):
            return None
        permanent = {self._portal.permanent_token: INTEGRATION_USER, self._portal.visitor_token: VISITOR}
        if token in permanent:
            return Caller(permanent[token])
        document = self._sandbox.store.get(self._collection("access"), token)
        if document is None or self._late(document):
            return None
        return Caller(INTEGRATION_USER, frozenset(document["scope"].split()))

    def code(self, scope: str, redirect: str) -> str:
        """A new code for one use within ten minutes."""
        return self._keep("code", secrets.token_hex(16), scope, CODE_LIFE, redirect=redirect)

    def access(self, scope: str) -> str:
        """A new access token for an hour, in the shape of a JWT."""
        import jwt

        now = self._sandbox.clock.now()
        claims = {"exp": now + ACCESS_LIFE, "iat": now, "scp": scope.split(), "jti": secrets.token_hex(8)}
        made = jwt.encode(claims, self._portal.digest("jwt"), algorithm="HS256")
        return self._keep("access", made, scope, ACCESS_LIFE)

    def refresh(self, scope: str) -> str:
        """A new refresh token; it does not expire."""
        return self._keep("refresh", secrets.token_urlsafe(32), scope, timedelta(days=36_500))

    def spend_code(self, code: str, redirect: str) -> str:
        """Takes a code and returns its scopes. Raises TokenError when it is unknown, spent, late or for another address."""
        document = self._sandbox.store.get(self._collection("code"), code)
        self._sandbox.store.delete(self._collection("code"), code)
        if document is None or self._late(document) or document["redirect"] != redirect:
            raise TokenError(
                "invalid_grant", "The code is unknown, spent or expired, or belongs to another redirect URI."
            )
        return str(document["scope"])

    def refreshed(self, token: str) -> str:
        """The scopes of a refresh token, which stays good. Raises TokenError when it is unknown."""
        document = self._sandbox.store.get(self._collection("refresh"), token)
        if document is None:
            raise TokenError("invalid_grant", "The refresh token is unknown or revoked.")
        return str(document["scope"])

    def revoke(self, permanent: bool) -> None:
        """Makes every OAuth token worthless, or the permanent token, as when a person withdraws it."""
        if permanent:
            self._sandbox.store.put(self._collection("revoked"), self._portal.permanent_token, True)
        else:
            for kind in ("access", "refresh", "code"):
                self._sandbox.store.clear(self._collection(kind))

    def _keep(self, kind: str, token: str, scope: str, life: timedelta, **further: str) -> str:
        until = (self._sandbox.clock.now() + life).isoformat()
        self._sandbox.store.put(self._collection(kind), token, {"scope": scope, "until": until, **further})
        return token

    def _late(self, document: dict[str, Any]) -> bool:
        return datetime.fromisoformat(document["until"]) <= self._sandbox.clock.now()

    def _collection(self, kind: str) -> str:
        return f"{self._portal.name}.{kind}"
