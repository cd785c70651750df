"""The PoolParty sandbox over real HTTP: logins, tokens that expire, and errors in every shape."""

import json
import subprocess
import sys

import httpx
import pytest

from tests.contract.sandbox.poolparty_server import FM, House
from tests.patience import PATIENCE
from thesaury.sandbox.poolparty.server import create

PROJECTS = "/PoolParty/api/projects"


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def granted(pp: House) -> dict[str, str]:
    answer = pp.token(grant_type="password", username=pp.user[0], password=pp.user[1])
    assert answer.status_code == 200, answer.text
    found: dict[str, str] = answer.json()
    return found


def test_no_login_and_wrong_logins_are_401_pages(pp: House) -> None:
    for auth in (None, ("fennmoor-api", "wrong"), ("nobody", "x")):
        answer = pp.http.get(PROJECTS, auth=auth)
        assert (answer.status_code, answer.headers["content-type"]) == (401, "text/html; charset=utf-8")
        assert answer.headers["www-authenticate"].startswith("Basic")
    assert pp.http.get(PROJECTS, headers={"Authorization": "Basic ???"}).status_code == 401


def test_basic_can_be_switched_off(pp: House) -> None:
    pp.options(basic=False)
    assert pp.get(PROJECTS).status_code == 401
    assert pp.http.get(PROJECTS, headers=bearer(granted(pp)["access_token"])).status_code == 200


def test_tokens_last_300_seconds_by_the_clock_and_are_refreshed(pp: House) -> None:
    first = granted(pp)
    assert first["expires_in"] == 300
    for path in (PROJECTS, "/extractor/api/heartbeat", "/PoolParty/sparql/fennmoor?query=ASK{}"):
        assert pp.http.get(path, headers=bearer(first["access_token"])).status_code == 200
    pp.clock(advance=301)
    assert pp.http.get(PROJECTS, headers=bearer(first["access_token"])).status_code == 401
    second = pp.token(grant_type="refresh_token", refresh_token=first["refresh_token"]).json()
    assert pp.http.get(PROJECTS, headers=bearer(second["access_token"])).status_code == 200
    pp.clock(advance=1801)
    late = pp.token(grant_type="refresh_token", refresh_token=second["refresh_token"])
    assert (late.status_code, late.json()["error"]) == (400, "invalid_grant")


def test_the_token_endpoint_refuses_as_keycloak_does(pp: House) -> None:
    wrong = pp.token(grant_type="password", username=pp.user[0], password="wrong")
    assert (wrong.status_code, wrong.json()["error"]) == (401, "invalid_grant")
    client = pp.token(grant_type="password", client_secret="wrong")
    assert (client.status_code, client.json()["error"]) == (401, "unauthorized_client")
    assert pp.token(grant_type="magic").json()["error"] == "unsupported_grant_type"
    assert pp.token("master", grant_type="password").status_code == 404


def test_the_old_dialect_knows_basic_only(old: House) -> None:
    path = "/auth/realms/poolparty/protocol/openid-connect/token"
    assert old.http.post(path, data={"grant_type": "password"}).status_code == 404
    assert old.get("/PoolParty/api/version").text == "6.2.3"


def test_an_administrator_adds_a_user(pp: House) -> None:
    body = {"username": "new", "password": "new-secret", "groups": ["Pigmentary"], "roles": ["ApiUser"]}
    assert pp.post("/PoolParty/api/user/addUser", json=body).status_code == 403
    assert pp.post("/PoolParty/api/user/addUser", pp.admin, json=body).status_code == 200
    seen = pp.get(PROJECTS, ("new", "new-secret")).json()
    assert [each["uriSupplement"] for each in seen] == ["colours"]
    assert pp.get("/PoolParty/api/user/groups", ("new", "new-secret")).json() == ["Pigmentary"]


def test_errors_come_in_five_shapes_and_as_200(pp: House) -> None:
    status = pp.get("/PoolParty/api/thesaurus/fennmoor/concept")
    assert set(status.json()) == {"status", "errorMessage"}
    message = pp.post("/extractor/api/extract", data={"text": "x"})
    assert set(message.json()) == {"message", "status"}
    pp.edit("drop_model")
    base = pp.post("/extractor/api/extract", data={"projectId": "fennmoor", "text": "x"})
    assert set(base.json()) == {"responseBase"}
    page = pp.get("/PoolParty/api/nothing")
    assert page.text.startswith("<!doctype html>")
    empty = pp.get("/PoolParty/sparql/fennmoor", query="ASK {}", format="nothing")
    assert (empty.status_code, empty.content) == (406, b"")
    false = pp.post(f"/PoolParty/api/history/{pp.uuid}/delete")
    assert (false.status_code, set(false.json())) == (200, {"success", "message", "plainMessage", "reportable"})


def test_faults_in_the_vendors_shapes(pp: House) -> None:
    broken = pp.http.get(PROJECTS, auth=pp.user, headers={"X-Sandbox-Fault": "status:502"})
    assert (broken.status_code, broken.headers["content-type"]) == (502, "text/html; charset=utf-8")
    refused = pp.http.get(PROJECTS, auth=pp.user, headers={"X-Sandbox-Fault": "status:500"})
    assert refused.json() == {"status": 500, "errorMessage": "Error 500"}
    with pytest.raises(httpx.ReadTimeout):
        pp.http.get(PROJECTS, auth=pp.user, headers={"X-Sandbox-Fault": "slow:2"}, timeout=0.2)


def test_a_body_over_the_limit_is_413(pp: House) -> None:
    pp.options(body_limit=1000)
    form = {"projectId": "fennmoor", "text": "x " * 1000}
    answer = pp.post("/extractor/api/extract", data=form)
    assert (answer.status_code, answer.headers["content-type"]) == (413, "text/html; charset=utf-8")


def test_strange_json_is_refused_not_a_crash(pp: House) -> None:
    for path in (
        "/PoolParty/api/thesaurus/fennmoor/suggestConcepts",
        "/PoolParty/api/thesaurus/fennmoor/suggestConcept",
        "/PoolParty/api/tagging/fennmoor/expand",
        "/PoolParty/api/projects/create",
        "/GraphSearch/api/content/create?searchSpaceId=fennmoor-space",
    ):
        for body in (
            "[1]",
            "null",
            '"x"',
            "{",
            '{"conceptSuggestRequests":[1]}',
            '{"concepts":[{}]}',
            '{"prefLabels":5}',
        ):
            answer = pp.post(path, pp.admin, content=body, headers={"Content-Type": "application/json"})
            assert answer.status_code == 400, (path, body, answer.text[:200])


def test_reset_brings_everything_back(pp: House) -> None:
    pp.edit("label", concept=FM + "packshot", label="x")
    pp.options(basic=False)
    pp.reset()
    assert pp.read("concept", concept=FM + "packshot")["prefLabel"] == "packshot"
    state = pp.http.get("/__sandbox__/state").json()
    assert state["projects"]["fennmoor"] == {"concepts": 301, "suggestions": 0, "events": 0, "upToDate": True}
    assert state["options"]["basic"] is True


def test_an_unknown_dialect_is_refused() -> None:
    with pytest.raises(ValueError, match="no dialect"):
        create(dialect="7")


def test_by_hand_it_prints_one_line_when_ready() -> None:
    command = [sys.executable, "-m", "thesaury.sandbox.poolparty", "--port", "0", "--dialect", "6"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            told = json.loads(process.stdout.readline())
            assert (told["ready"], told["dialect"]) == (True, "6")
            answer = httpx.get(f"{told['url']}{PROJECTS}", auth=(told["username"], told["password"]))
            assert answer.json()[0]["id"] == told["project"]
        finally:
            process.terminate()
            process.wait(PATIENCE)
