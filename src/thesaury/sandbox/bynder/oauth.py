"""Sign-in: an authorisation page that agrees at once, a token endpoint with three grants, and the list of scopes."""

import base64
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from thesaury.sandbox.bynder.access import OFFLINE, SCOPES
from thesaury.sandbox.bynder.calls import Call, form
from thesaury.sandbox.bynder.estate import Estate
from thesaury.sandbox.bynder.refusal import Refusal
from thesaury.sandbox.bynder.tokens import ACCESS_LIFE, TokenError
from thesaury.sandbox.serving.kernel import loopback


async def authorise(estate: Estate, request: Request) -> Response:
    """A person who is signed in already agrees: back to the client with a code."""
    asked = request.query_params
    redirect, scope = asked.get("redirect_uri", ""), asked.get("scope", "")
    if asked.get("client_id") != estate.portal.client_id or not loopback(
        urlsplit(redirect).netloc or "nowhere.invalid"
    ):
        raise Refusal(400, "Invalid client_id or redirect_uri")
    if asked.get("response_type") != "code":
        answer = {"error": "unsupported_response_type"}
    elif not scope or not set(scope.split()) <= granted(estate):
        answer = {"error": "invalid_scope"}
    else:
        answer = {"code": estate.tokens.code(scope, redirect)}
    if "state" in asked:
        answer["state"] = asked["state"]
    else:
        estate.sandbox.violate("no-state", "authorise without state")
    target = f"{redirect}{'&' if '?' in redirect else '?'}{urlencode(answer)}"
    return Response(f"Found. Redirecting to {target}", 302, {"Location": target}, media_type="text/plain")


async def token(estate: Estate, request: Request) -> Response:
    """Gives tokens for a code, for a refresh token, or for the client itself."""
    fields = await form(request)
    try:
        _check_client(estate, request, fields)
        return JSONResponse(_granted(estate, fields), headers={"Cache-Control": "no-store"})
    except TokenError as error:
        return JSONResponse({"error": error.error, "error_description": str(error)}, status_code=400)


async def scopes(estate: Estate, request: Request) -> Response:
    """All scopes, in groups by what they are for."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for name, roles in SCOPES.items():
        told = {"name": name, "description": f"May {name.replace(':', ' ')}", "anyOfPermissions": list(roles)}
        groups.setdefault(name.partition(":")[0], []).append(told)
    return JSONResponse({"groups": [{"name": name, "scopes": members} for name, members in groups.items()]})


def granted(estate: Estate) -> set[str]:
    """The scopes that the portal's client may have."""
    return set(estate.store.get(estate.named("client"), "scopes") or SCOPES)


def _check_client(estate: Estate, request: Request, fields: dict[str, str]) -> None:
    given = fields.get("client_id", ""), fields.get("client_secret", "")
    kind, _, encoded = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "basic":
        try:
            name, _, secret = base64.b64decode(encoded).decode().partition(":")
        except ValueError as error:
            raise TokenError("invalid_client", "The Authorization header cannot be read.") from error
        given = unquote(name), unquote(secret)
    if given != (estate.portal.client_id, estate.portal.client_secret):
        raise TokenError("invalid_client", "The client is unknown or its secret is wrong.")


def _granted(estate: Estate, fields: dict[str, str]) -> dict[str, Any]:
    tokens, kind = estate.tokens, fields.get("grant_type")
    if kind == "authorization_code":
        scope = tokens.spend_code(fields.get("code", ""), fields.get("redirect_uri", ""))
        more = {"refresh_token": tokens.refresh(scope)} if OFFLINE in scope.split() else {}
    elif kind == "refresh_token":
        whole = tokens.refreshed(fields.get("refresh_token", ""))
        scope, more = _narrowed(fields, set(whole.split()), whole), {"refresh_token": fields["refresh_token"]}
    elif kind == "client_credentials":
        allowed = granted(estate) - {OFFLINE}
        scope, more = _narrowed(fields, granted(estate), " ".join(sorted(allowed))), {}
    else:
        raise TokenError("unsupported_grant_type", f"There is no grant {kind}.")
    life = int(ACCESS_LIFE.total_seconds())
    return {"access_token": tokens.access(scope), "token_type": "bearer", "expires_in": life, "scope": scope, **more}


def _narrowed(fields: dict[str, str], allowed: set[str], usual: str) -> str:
    scope = fields.get("scope") or usual
    if not set(scope.split()) <= allowed:
        raise TokenError("invalid_scope", "A scope may be narrowed, not widened.")
    return scope


_BASE = "/v6/authentication/oauth2"
_AUTH = ("client_id", "scope", "redirect_uri", "response_type", "state")
CALLS = [
    Call("GET", f"{_BASE}/auth", authorise, known=_AUTH, open=True),
    Call("POST", f"{_BASE}/token", token, open=True),
    Call("GET", f"{_BASE}/scopes", scopes, open=True),
]
