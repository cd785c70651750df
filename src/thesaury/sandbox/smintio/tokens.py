"""Codes, access tokens and refresh tokens: given out, spent, expired by the sandbox's clock."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from thesaury.sandbox.serving.kernel import Sandbox
from thesaury.sandbox.smintio.refusal import Refusal
from thesaury.sandbox.smintio.tenants import Tenant

CODE_LIFE = timedelta(minutes=5)
ACCESS_LIFE = timedelta(hours=1)
REFRESH_LIFE = timedelta(days=15)
ID_LIFE = timedelta(minutes=5)


class TokenError(Exception):
    """An error of the token endpoint, by its OAuth name."""

    def __init__(self, error: str, description: str) -> None:
        """An OAuth error with a sentence for people."""
        super().__init__(description)
        self.error = error


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token stands for: the scopes, and the value to repeat in the id token."""

    scope: str
    nonce: str = ""


class Tokens:
    """All tokens of one tenant."""

    def __init__(self, sandbox: Sandbox, tenant: Tenant) -> None:
        """The tokens of a tenant, kept in the sandbox's store."""
        self._sandbox, self._tenant = sandbox, tenant

    @property
    def disabled(self) -> bool:
        """Whether the account is switched off."""
        return self._sandbox.store.get("account", self._tenant.name) == "disabled"

    def switch(self, enabled: bool) -> None:
        """Switches the account on or off."""
        self._sandbox.store.put("account", self._tenant.name, "enabled" if enabled else "disabled")

    def code(self, grant: Grant, redirect: str, challenge: str) -> str:
        """A new code for one use within five minutes."""
        return self._give("code", grant, CODE_LIFE, redirect=redirect, challenge=challenge)

    def access(self, grant: Grant) -> str:
        """A new access token for an hour."""
        return self._give("access", grant, ACCESS_LIFE)

    def refresh(self, grant: Grant) -> str:
        """A new refresh token for fifteen days."""
        return self._give("refresh", grant, REFRESH_LIFE)

    def spend_code(self, code: str, redirect: str, verifier: str) -> Grant:
        """Takes a code. Raises TokenError when it is unknown, spent, late, or its proof is wrong."""
        document = self._spend("code", code)
        if document["redirect"] != redirect:
            raise TokenError("invalid_grant", "The redirect URI is not the one the code was asked for.")
        challenge = document["challenge"]
        proof = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        if challenge and not hmac.compare_digest(proof, challenge):
            raise TokenError("invalid_grant", "The code verifier does not fit the challenge.")
        return Grant(document["scope"], document["nonce"])

    def spend_refresh(self, token: str) -> Grant:
        """Takes a refresh token. Raises TokenError when it is unknown, spent or expired, or the account is off."""
        if self.disabled:
            raise TokenError("invalid_grant", "The account is disabled.")
        return Grant(self._spend("refresh", token)["scope"])

    def revoke(self, token: str) -> None:
        """Makes a token worthless; an unknown one is no error."""
        for kind in ("access", "refresh"):
            self._sandbox.store.delete(self._collection(kind), token)

    def revoke_all(self) -> None:
        """Makes every token of the tenant worthless, as when a person withdraws the consent."""
        for kind in ("access", "refresh", "code"):
            self._sandbox.store.clear(self._collection(kind))
        self._sandbox.store.clear(self._collection("ready"))

    def ready(self, scope: str) -> str:
        """A refresh token to paste as a setting: the same until it was spent."""
        store, collection = self._sandbox.store, self._collection("ready")
        token = store.get(collection, scope)
        if token is None or store.get(self._collection("refresh"), token) is None:
            token = self.refresh(Grant(scope))
            store.put(collection, scope, token)
        return str(token)

    def scope(self, token: str) -> str | None:
        """The scopes of an access token; None when this tenant never gave it out. Raises Refusal when it is expired."""
        document = self._sandbox.store.get(self._collection("access"), token)
        if document is None:
            return None
        if self._late(document):
            raise Refusal(401, "access_token_expired")
        return str(document["scope"])

    def _give(self, kind: str, grant: Grant, life: timedelta, **further: str) -> str:
        token = secrets.token_urlsafe(32)
        until = (self._sandbox.clock.now() + life).isoformat()
        document = {"scope": grant.scope, "nonce": grant.nonce, "until": until, **further}
        self._sandbox.store.put(self._collection(kind), token, document)
        return token

    def _spend(self, kind: str, token: str) -> dict[str, Any]:
        collection = self._collection(kind)
        with self._sandbox.store.transaction():
            document = self._sandbox.store.get(collection, token)
            self._sandbox.store.delete(collection, token)
        if document is None or self._late(document):
            raise TokenError("invalid_grant", f"The {kind} token is unknown, spent or expired.")
        return dict(document)

    def _late(self, document: dict[str, Any]) -> bool:
        return datetime.fromisoformat(document["until"]) <= self._sandbox.clock.now()

    def _collection(self, kind: str) -> str:
        return f"{self._tenant.name}.{kind}"
