"""The Smint.io sandbox over real HTTP, by plain requests: signing in, tokens that rotate and run out, scopes, tenants apart."""

import base64
import hashlib
import json
from urllib.parse import parse_qs, urlsplit

import httpx
import jwt

from tests.contract.sandbox.smintio_caller import Caller, code

VERIFIER = "a" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
CALLBACK = "http://127.0.0.1:9/callback"


def signed_in(caller: Caller, **changed: str) -> dict[str, list[str]]:
    asked = {
        "response_type": "code",
        "client_id": caller.where["client_id"],
        "redirect_uri": CALLBACK,
        "scope": caller.where["scopes"]["licensing"],
        "state": "s1",
        "nonce": "n1",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    }
    answer = caller.http.get(f"{caller.where['authority']}/connect/authorize", params={**asked, **changed})
    assert answer.status_code == 302
    assert answer.headers["location"].startswith(CALLBACK)
    return parse_qs(urlsplit(answer.headers["location"]).query)


def exchange(caller: Caller, given: str, verifier: str = VERIFIER) -> httpx.Response:
    return caller.token(grant_type="authorization_code", code=given, redirect_uri=CALLBACK, code_verifier=verifier)


def test_discovery_names_an_issuer_that_is_not_the_host(caller: Caller) -> None:
    for authority in (caller.where["authority"], caller.where["portal"]):
        told = caller.http.get(f"{authority}/.well-known/openid-configuration").json()
        assert not told["issuer"].startswith(authority)
        assert told["token_endpoint"] == f"{authority}/connect/token"


def test_a_code_is_good_once_and_its_id_token_verifies(caller: Caller) -> None:
    answer = signed_in(caller)
    assert answer["state"] == ["s1"]
    tokens = exchange(caller, answer["code"][0]).json()
    keys = caller.http.get(f"{caller.where['authority']}/.well-known/openid-configuration/jwks").json()["keys"]
    claims = jwt.decode(
        tokens["id_token"], jwt.PyJWK(keys[0]).key, algorithms=["RS256"], audience=caller.where["client_id"], leeway=5
    )
    assert claims["nonce"] == "n1"
    again = exchange(caller, answer["code"][0])
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    assert caller.violations() == []


def test_a_code_needs_its_verifier_its_time_and_a_registered_address(caller: Caller) -> None:
    assert exchange(caller, signed_in(caller)["code"][0], "b" * 43).json()["error"] == "invalid_grant"
    late = signed_in(caller)["code"][0]
    caller.http.post("/__sandbox__/clock", json={"advance": 301})
    assert exchange(caller, late).json()["error"] == "invalid_grant"
    assert signed_in(caller, scope="everything")["error"] == ["invalid_scope"]
    signed_in(caller, code_challenge="")
    assert caller.violations() == ["no-proof-key"]
    strange = {
        "client_id": caller.where["client_id"],
        "redirect_uri": "https://evil.example/x",
        "response_type": "code",
    }
    assert caller.http.get(f"{caller.where['authority']}/connect/authorize", params=strange).status_code == 400


def test_refresh_tokens_rotate(caller: Caller) -> None:
    first = caller.where["refresh_tokens"]["licensing"]
    assert caller.refreshed(first).json()["error"] == "invalid_grant"  # the caller spent it already
    ready = caller.http.get("/__sandbox__/where").json()["refresh_tokens"]["licensing"]
    fresh = caller.refreshed(ready).json()
    assert fresh["refresh_token"] not in (first, ready)
    assert fresh["expires_in"] == 3600
    assert caller.refreshed(ready).json()["error"] == "invalid_grant"
    caller.http.post("/__sandbox__/clock", json={"advance": 16 * 86_400})
    assert caller.refreshed(fresh["refresh_token"]).json()["error"] == "invalid_grant"


def test_wrong_clients_are_refused(caller: Caller) -> None:
    form = {"grant_type": "refresh_token", "refresh_token": "x", "client_id": caller.where["client_id"]}
    answer = caller.http.post(f"{caller.where['authority']}/connect/token", data=form)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_client")
    assert caller.token(grant_type="password").json()["error"] == "unsupported_grant_type"


def test_access_tokens_expire_after_an_hour(caller: Caller) -> None:
    assert caller.page().status_code == 200
    caller.http.post("/__sandbox__/clock", json={"advance": 3601})
    assert code(caller.page()) == (401, "access_token_expired")


def test_disabled_accounts_and_revoked_tokens(caller: Caller) -> None:
    token = caller.http.get("/__sandbox__/where").json()["refresh_tokens"]["licensing"]
    caller.edit(account="disabled")
    assert code(caller.page()) == (401, "account_disabled")
    assert caller.refreshed(token).json()["error"] == "invalid_grant"
    caller.edit(account="enabled")
    form = {**caller.client(), "token": caller.licensing["Authorization"].removeprefix("Bearer ")}
    assert caller.http.post(f"{caller.where['authority']}/connect/revocation", data=form).status_code == 200
    assert code(caller.page()) == (401, "token_invalid_or_expired")


def test_client_credentials_are_an_option(caller: Caller) -> None:
    asked = {"grant_type": "client_credentials", "scope": "smintio.full"}
    assert caller.token(**asked).json()["error"] == "unauthorized_client"
    caller.edit(dialect={"client_credentials": True})
    answer = caller.token(**asked).json()
    assert "refresh_token" not in answer
    caller.licensing = {"Authorization": f"Bearer {answer['access_token']}"}
    assert caller.page().status_code == 200


def test_scopes_divide_licensing_from_portals(caller: Caller) -> None:
    caller.licensing, caller.portals = caller.portals, caller.licensing
    assert code(caller.page()) == (403, "permission_denied")
    assert code(caller.search()) == (403, "permission_denied")
    caller.licensing = {}
    assert code(caller.page()) == (401, "invalid_credentials")


def test_tenants_share_nothing(caller: Caller) -> None:
    other = Caller(caller.http, "tidewell")
    ours, theirs = json.dumps(caller.all()[0]), json.dumps(other.all()[0])
    shown = json.dumps(caller.found()), json.dumps(other.found())
    for text in (theirs, shown[1]):
        assert other.where["canary"] in text
        assert caller.where["canary"] not in text
    for text in (ours, shown[0]):
        assert caller.where["canary"] in text
        assert other.where["canary"] not in text
    caller.licensing, caller.portals = other.licensing, other.portals
    assert code(caller.page()) == (403, "permission_denied")
    assert code(caller.search()) == (403, "permission_denied")
    assert caller.http.get(f"{caller.where['backend']}/customForms", headers=caller.licensing).status_code == 403
    assert caller.http.get(f"{caller.where['portal']}/portal/v1/payload", headers=caller.portals).status_code == 403
