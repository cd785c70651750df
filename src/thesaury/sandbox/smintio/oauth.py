"""Sign-in: discovery, authorisation code with proof key, rotating refresh tokens, revocation and keys."""

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any
from urllib.parse import urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from thesaury.sandbox.serving.kernel import loopback
from thesaury.sandbox.smintio.estate import Estate, root
from thesaury.sandbox.smintio.refusal import Refusal, guarded
from thesaury.sandbox.smintio.tenants import LICENSING_SCOPE, PORTALS_SCOPE
from thesaury.sandbox.smintio.tokens import ACCESS_LIFE, ID_LIFE, Grant, TokenError

ISSUER = "https://identity.platform.invalid"
"""Differs from every host, as the contract warns."""

_SCOPES = frozenset(f"{LICENSING_SCOPE} {PORTALS_SCOPE}".split())
_KEY_ID = "sandbox-1"


class OAuth:
    """The sign-in of one tenant, at its own host and at each of its portals."""

    def __init__(self, estate: Estate) -> None:
        """The sign-in for an estate."""
        self._estate = estate

    def routes(self) -> list[Route]:
        """The routes, below the tenant and below each portal."""
        tenant = self._estate.tenant
        authorities = [f"/{tenant.name}", *(f"/{tenant.name}/portals/{portal.slug}" for portal in tenant.portals)]
        return [route for authority in authorities for route in self._of(authority)]

    def _of(self, authority: str) -> list[Route]:
        async def discovery(request: Request) -> Response:
            return JSONResponse(_discovered(root(request) + authority))

        known = f"{authority}/.well-known/openid-configuration"
        return [
            Route(known, discovery),
            Route(f"{known}/jwks", guarded(self.keys)),
            Route(f"{authority}/connect/authorize", guarded(self.authorise)),
            Route(f"{authority}/connect/token", guarded(self.token), methods=["POST"]),
            Route(f"{authority}/connect/revocation", guarded(self.revoke), methods=["POST"]),
            Route(f"{authority}/connect/userinfo", guarded(self.person)),
        ]

    async def authorise(self, request: Request) -> Response:
        """A person who is signed in already agrees at once: back to the client with a code."""
        asked = request.query_params
        redirect = asked.get("redirect_uri", "")
        if asked.get("client_id") != self._estate.tenant.client_id:
            raise Refusal(400, "client_id_invalid")
        if not loopback(urlsplit(redirect).netloc or "nowhere.invalid"):
            raise Refusal(400, "argument_invalid", "The redirect URI is not registered.")
        answer = self._agreed(asked, redirect)
        if "state" in asked:
            answer["state"] = asked["state"]
        return RedirectResponse(f"{redirect}{'&' if '?' in redirect else '?'}{urlencode(answer)}", status_code=302)

    def _agreed(self, asked: Mapping[str, str], redirect: str) -> dict[str, str]:
        scopes = asked.get("scope", "")
        if asked.get("response_type") != "code":
            return {"error": "unsupported_response_type"}
        if not scopes or not set(scopes.split()) <= _SCOPES:
            return {"error": "invalid_scope"}
        if self._estate.tokens.disabled:
            return {"error": "access_denied"}
        challenge = asked.get("code_challenge", "")
        if not challenge or asked.get("code_challenge_method") != "S256":
            self._estate.sandbox.violate("no-proof-key", "authorize without code_challenge by S256")
        if "state" not in asked:
            self._estate.sandbox.violate("no-state", "authorize without state")
        return {"code": self._estate.tokens.code(Grant(scopes, asked.get("nonce", "")), redirect, challenge)}

    async def token(self, request: Request) -> Response:
        """Gives tokens for a code, for a refresh token, or (where switched on) for the client itself."""
        form = await _form(request)
        try:
            self._check_client(form)
            return JSONResponse(self._granted(form), headers={"Cache-Control": "no-store"})
        except TokenError as error:
            return JSONResponse({"error": error.error, "error_description": str(error)}, status_code=400)

    def _check_client(self, form: dict[str, str]) -> None:
        tenant = self._estate.tenant
        if (form.get("client_id"), form.get("client_secret")) != (tenant.client_id, tenant.client_secret):
            raise TokenError("invalid_client", "The client is unknown, or its secret is wrong or not in the body.")

    def _granted(self, form: dict[str, str]) -> dict[str, Any]:
        tokens, kind = self._estate.tokens, form.get("grant_type")
        if kind == "authorization_code":
            return self._answer(
                tokens.spend_code(form.get("code", ""), form.get("redirect_uri", ""), form.get("code_verifier", ""))
            )
        if kind == "refresh_token":
            return self._answer(tokens.spend_refresh(form.get("refresh_token", "")))
        if kind == "client_credentials" and self._estate.dialect.client_credentials:
            asked = form.get("scope", LICENSING_SCOPE).split()
            if not set(asked) <= _SCOPES:
                raise TokenError("invalid_scope", "There is no such scope.")
            grant = Grant(" ".join(scope for scope in asked if scope.startswith("smintio")))
            return {"access_token": tokens.access(grant), **_bearer(grant)}
        raise TokenError(
            "unauthorized_client" if kind == "client_credentials" else "unsupported_grant_type", f"Not for {kind}."
        )

    def _answer(self, grant: Grant) -> dict[str, Any]:
        tokens = self._estate.tokens
        answer = {"access_token": tokens.access(grant), "id_token": self._id_token(grant), **_bearer(grant)}
        return {**answer, "refresh_token": tokens.refresh(grant)} if "offline_access" in grant.scope.split() else answer

    async def revoke(self, request: Request) -> Response:
        """Makes the token in the form worthless."""
        form = await _form(request)
        try:
            self._check_client(form)
        except TokenError as error:
            return JSONResponse({"error": error.error}, status_code=400)
        self._estate.tokens.revoke(form.get("token", ""))
        return Response(status_code=200)

    async def person(self, request: Request) -> Response:
        """Who signed in."""
        self._estate.authorised(request, "openid")
        return JSONResponse({"sub": self._subject, "name": "Ida Brennholt"})

    async def keys(self, request: Request) -> Response:
        """The public key of the id tokens."""
        from jwt.algorithms import RSAAlgorithm

        public = json.loads(RSAAlgorithm.to_jwk(self._key.public_key()))
        return JSONResponse({"keys": [{**public, "kid": _KEY_ID, "use": "sig", "alg": "RS256"}]})

    def _id_token(self, grant: Grant) -> str:
        import jwt

        now = self._estate.sandbox.clock.now()
        claims = {
            "iss": ISSUER,
            "sub": self._subject,
            "aud": self._estate.tenant.client_id,
            "iat": now,
            "exp": now + ID_LIFE,
        }
        nonce = {"nonce": grant.nonce} if grant.nonce else {}
        return jwt.encode({**claims, **nonce}, self._key, algorithm="RS256", headers={"kid": _KEY_ID})

    @property
    def _subject(self) -> str:
        return self._estate.tenant.identifier("person")

    @cached_property
    def _key(self) -> Any:
        from cryptography.hazmat.primitives.asymmetric import rsa

        return rsa.generate_private_key(public_exponent=65_537, key_size=2048)


async def _form(request: Request) -> dict[str, str]:
    async with request.form() as form:
        return {name: str(value) for name, value in form.items()}


def _bearer(grant: Grant) -> dict[str, Any]:
    return {"token_type": "Bearer", "expires_in": int(ACCESS_LIFE.total_seconds()), "scope": grant.scope}


def _discovered(authority: str) -> dict[str, Any]:
    return {
        "issuer": ISSUER,
        "authorization_endpoint": f"{authority}/connect/authorize",
        "token_endpoint": f"{authority}/connect/token",
        "revocation_endpoint": f"{authority}/connect/revocation",
        "userinfo_endpoint": f"{authority}/connect/userinfo",
        "jwks_uri": f"{authority}/.well-known/openid-configuration/jwks",
        "scopes_supported": sorted(_SCOPES),
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "code_challenge_methods_supported": ["S256"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    }
