"""The Bynder sandbox over real HTTP, by plain requests: tokens, scopes, security roles, portals apart, the budget of an address."""

import json
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.contract.sandbox.bynder_caller import Caller
from thesaury.sandbox.bynder.access import ROLES
from thesaury.sandbox.bynder.server import create, front
from thesaury.sandbox.serving.server import running

CALLBACK = "http://localhost:9/callback"
OAUTH = "/v6/authentication/oauth2"


def token(caller: Caller, **form: str) -> httpx.Response:
    client = {"client_id": caller.where["client_id"], "client_secret": caller.where["client_secret"]}
    return caller.post(f"{OAUTH}/token", **{**client, **form})


def agreed(caller: Caller, scope: str, **changed: str) -> dict[str, list[str]]:
    asked = {"client_id": caller.where["client_id"], "redirect_uri": CALLBACK, "response_type": "code", "state": "s1"}
    answer = caller.get(f"{OAUTH}/auth", **{**asked, "scope": scope, **changed})
    assert answer.status_code == 302
    return parse_qs(urlsplit(answer.headers["location"]).query)


def test_a_permanent_token_needs_no_scope_and_an_unknown_one_is_refused(bynder: Caller) -> None:
    assert bynder.get("/api/v4/currentUser/").json()["active"] is True
    for wrong in ("nobody", Caller(bynder.http, "tidewell").where["permanent_token"]):
        bynder.token = wrong
        assert bynder.get("/api/v4/media/").status_code == 401
    bynder.token = ""
    assert bynder.get("/api/v4/media/").status_code == 401


def test_an_authorisation_code_is_good_once_and_offline_gives_a_refresh_token(bynder: Caller) -> None:
    answer = agreed(bynder, "offline asset:read")
    assert answer["state"] == ["s1"]
    form = {"grant_type": "authorization_code", "code": answer["code"][0], "redirect_uri": CALLBACK}
    given = token(bynder, **form).json()
    assert given["scope"] == "offline asset:read"
    assert token(bynder, **form).json()["error"] == "invalid_grant"
    again = token(bynder, grant_type="refresh_token", refresh_token=given["refresh_token"]).json()
    bynder.token = again["access_token"]
    assert bynder.get("/api/v4/media/").status_code == 200
    assert "refresh_token" not in _without_offline(bynder)
    assert agreed(bynder, "everything")["error"] == ["invalid_scope"]


def _without_offline(bynder: Caller) -> dict[str, object]:
    code = agreed(bynder, "asset:read")["code"][0]
    return dict(token(bynder, grant_type="authorization_code", code=code, redirect_uri=CALLBACK).json())


def test_scopes_are_narrowed_never_widened(bynder: Caller) -> None:
    code = agreed(bynder, "offline asset:read asset:write")["code"][0]
    given = token(bynder, grant_type="authorization_code", code=code, redirect_uri=CALLBACK).json()
    refresh = {"grant_type": "refresh_token", "refresh_token": given["refresh_token"]}
    narrow = token(bynder, **refresh, scope="asset:read").json()
    assert token(bynder, **refresh, scope="asset:read meta.assetbank:write").json()["error"] == "invalid_scope"
    asset = bynder.first()
    bynder.token = narrow["access_token"]
    assert bynder.get("/api/v4/media/").status_code == 200
    assert bynder.post(f"/api/v4/media/{asset}/", description="x").status_code == 403
    assert bynder.get("/api/v4/metaproperties/").status_code == 403


def test_client_credentials_by_body_or_header_give_no_refresh_token(bynder: Caller) -> None:
    given = token(bynder, grant_type="client_credentials").json()
    assert "refresh_token" not in given
    assert "offline" not in given["scope"].split()
    login = (bynder.where["client_id"], bynder.where["client_secret"])
    bynder.token = ""
    form = {"grant_type": "client_credentials", "scope": "asset:read"}
    by_header = bynder.ask("POST", f"{OAUTH}/token", data=form, auth=login)
    assert by_header.json()["scope"] == "asset:read"
    assert token(bynder, grant_type="client_credentials", client_secret="wrong").json()["error"] == "invalid_client"
    assert token(bynder, grant_type="password").json()["error"] == "unsupported_grant_type"
    bynder.edit(scopes=["asset:read"])
    assert token(bynder, grant_type="client_credentials").json()["scope"] == "asset:read"


def test_access_tokens_expire_after_an_hour_and_can_be_revoked(bynder: Caller) -> None:
    permanent = bynder.token
    bynder.token = token(bynder, grant_type="client_credentials").json()["access_token"]
    bynder.clock(advance=3_590)
    assert bynder.get("/api/v4/media/").status_code == 200
    bynder.clock(advance=20)
    assert bynder.get("/api/v4/media/").status_code == 401
    bynder.token = permanent
    bynder.edit(revoke="permanent")
    assert bynder.get("/api/v4/media/").status_code == 401


def test_all_scopes_are_listed_with_their_roles(bynder: Caller) -> None:
    groups = bynder.get(f"{OAUTH}/scopes").json()["groups"]
    scopes = {scope["name"]: scope["anyOfPermissions"] for group in groups for scope in group["scopes"]}
    assert scopes["asset:write"] == ["MEDIAEDIT", "MARKPUBLIC", "MEDIAREMOVE"]
    assert set(bynder.where["scopes"]) == scopes.keys()


CALLS = {
    "MEDIAEDIT": ("POST", "/api/v4/media/{asset}/", {"data": {"description": "x"}}),
    "MARKPUBLIC": ("POST", "/api/v4/media/{asset}/", {"data": {"isPublic": "true"}}),
    "MEDIAREMOVE": ("DELETE", "/api/v4/media/{asset}/", {}),
    "MEDIAHIGHRES": ("GET", "/api/v4/media/{asset}/download/", {}),
    "KEYVISUALSDOWNLOAD": ("GET", "/api/v4/media/{limited}/download/", {}),
    "DOWNLOADWATERMARK": ("GET", "/api/v4/media/{watermarked}/download/", {}),
    "ARCHIVEDOWNLOAD": ("GET", "/api/v4/media/{archive}/download/", {}),
    "trash.assets": ("GET", "/api/trash/media", {}),
    "STATISTICS": ("GET", "/api/media/usage", {}),
    "METAPROPERTYMANAGEMENT": ("POST", "/api/v4/metaproperties", {"data": {"data": '{"name": "x", "type": "text"}'}}),
    "Manage Webhooks configurations": ("POST", "/v7/webhooks/public/api/subscriptions", {"json": {}}),
    "View Webhooks configurations": ("GET", "/v7/webhooks/public/api/subscriptions", {}),
}
TOGETHER = {
    "METAPROPERTYMANAGEMENT": ["METAMANAGEMENT"],
    "View Webhooks configurations": ["Manage Webhooks configurations"],
}


def test_every_role_has_a_call_that_needs_it() -> None:
    assert CALLS.keys() | {"METAMANAGEMENT"} == set(ROLES)


@pytest.mark.parametrize("role", CALLS)
def test_403_with_the_right_scope_means_that_a_role_is_missing(bynder: Caller, role: str) -> None:
    method, path, further = CALLS[role]
    assets = {entry["id"]: entry for entry in [*bynder.media(), *bynder.media(archive="true")]}
    flagged = {flag: key for flag in ("limited", "watermarked", "archive") for key, a in assets.items() if a[flag]}
    path = path.format(asset=bynder.first(), **flagged)
    before = bynder.ask(method, path, **further).status_code
    assert before != 403
    bynder.http.post("/__sandbox__/reset")
    bynder.edit(roles={"remove": [role, *TOGETHER.get(role, [])]})
    assert bynder.ask(method, path, **further).status_code == 403


def test_a_user_without_roles_reads_but_writes_nothing(bynder: Caller) -> None:
    asset = bynder.first()
    bynder.token = bynder.where["visitor_token"]
    assert bynder.get("/api/v4/media/").status_code == 200
    assert bynder.options("POST", asset, "subject", "meadow").status_code == 403
    assert "views" not in bynder.get(f"/api/v4/media/{asset}/", stats=1).json()


def test_portals_share_nothing_but_the_budget(bynder: Caller) -> None:
    other = Caller(bynder.http, "tidewell")
    texts = [json.dumps([caller.media(), caller.get("/api/v4/metaproperties/").json()]) for caller in (bynder, other)]
    words = [bynder.where["canary"], other.where["canary"]]
    assert [[word in text for word in words] for text in texts] == [[True, False], [False, True]]
    foreign = other.first()
    assert bynder.get(f"/api/v4/media/{foreign}/").status_code == 404
    assert bynder.post(f"/api/v4/media/{foreign}/", description="x").status_code == 404
    bynder.edit(switches={"limit": 3})
    assert [bynder.get("/api/v4/media/").status_code, other.get("/api/v4/media/").status_code] == [429, 429]


def test_a_portal_may_have_a_port_of_its_own() -> None:
    made = create()
    with running(front(made, "tidewell")) as server, httpx.Client(base_url=server.url) as http:
        where = http.get("/__sandbox__/where").json()["portals"]["tidewell"]
        headers = {"Authorization": f"Bearer {where['permanent_token']}"}
        assert where["canary"] in http.get("/api/v4/media/", headers=headers).text
    made.store.close()


def test_after_too_many_requests_only_five_minutes_of_silence_help(bynder: Caller) -> None:
    bynder.clock(freeze=True)
    bynder.edit(switches={"limit": 5})
    assert [bynder.get("/api/v4/account").status_code for _ in range(6)] == [200] * 5 + [429]
    bynder.clock(advance=290)
    assert bynder.get("/api/v4/account").status_code == 429  # and the five minutes begin anew
    bynder.clock(advance=290)
    assert bynder.get("/api/v4/account").status_code == 429
    assert bynder.violations() == ["rate-exceeded", "request-during-block", "request-during-block"]
    bynder.clock(advance=300)
    assert bynder.get("/api/v4/account").status_code == 200
    bynder.clock(advance=301)
    assert [bynder.get("/api/v4/account").status_code for _ in range(5)] == [200] * 5


def test_an_unknown_parameter_is_a_violation_and_an_unknown_path_is_not_found(bynder: Caller) -> None:
    bynder.get("/api/v4/media/", colour="blue")
    assert bynder.violations() == ["unknown-parameter"]
    missing = bynder.http.get("/api/v5/media/")
    assert (missing.status_code, missing.json()["statuscode"]) == (404, "404")
    assert missing.headers["x-thesaury-sandbox"] == "bynder"
