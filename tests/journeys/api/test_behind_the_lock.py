"""The interface behind the lock: strangers, scopes, people and tokens, over the really served application."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import httpx
import pytest

from tests.journeys.signing import ADMIN, PASSWORD, Serving, made_first, serving
from thesaury_client import Client, Forbidden, NotSignedIn


@pytest.fixture(scope="module")
def server(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    work = copytree(kept, tmp_path_factory.mktemp("lock") / "work")
    with serving(work) as server:
        with server.client() as first:
            made_first(first, server.link)
        yield server


@pytest.fixture(scope="module")
def admin(server: Serving) -> Iterator[httpx.Client]:
    with server.client() as client:
        assert client.post("/sign-in", data={"address": ADMIN, "password": PASSWORD}).status_code == 303
        client.base_url = f"{server.address}/api/v1"
        yield client


def token(admin: httpx.Client, *scopes: str) -> str:
    made = admin.post("/tokens", json={"name": " ".join(scopes), "scopes": list(scopes)})
    assert made.status_code == 201, made.text
    return str(made.json()["token"])


def test_strangers_are_told_where_to_sign_in(server: Serving):
    with Client(server.address) as client, pytest.raises(NotSignedIn):
        list(client.assets())
    with Client(server.address, "thy_" + "x" * 43) as client, pytest.raises(NotSignedIn) as told:
        client.get("/me")
    assert told.value.kind == "not-signed-in"


def test_a_token_may_what_its_scopes_say(server: Serving, admin: httpx.Client):
    with Client(server.address, token(admin, "read")) as client:
        assert client.get("/me")["permissions"] == ["read"]
        assert list(client.search("packaging"))
        for refused in (
            lambda: client.start_run("nightly"),
            lambda: client.get("/audit"),
            lambda: client.get("/people"),
        ):
            with pytest.raises(Forbidden, match="permission"):
                refused()
        for scope in ("read", "administer"):
            with pytest.raises(Forbidden, match="A token makes no other token"):
                client.post("/tokens", {"name": "more", "scopes": [scope]})


def test_every_write_needs_more_than_reading(server: Serving, admin: httpx.Client):
    """Whatever the description calls a write is refused to who may only read, but for questions that change nothing."""
    paths = admin.get("/openapi.json").json()["paths"]
    # Tokens have checks of their own.
    asking = {
        "check_rights",
        "check_document",
        "parse_licence",
        "validate",
        "check_table",
        "read_brief",
        "read_brief_file",
        "recommend",
        "create_token",
        "revoke_token",
    } | {"create_picker_token"}
    with server.program(token(admin, "read")) as program:
        for path, operations in paths.items():
            for method, operation in operations.items():
                if method != "get" and operation["operationId"] not in asking:
                    answer = program.request(method, f"/api/v1{path.replace('{', '').replace('}', '')}", json={})
                    assert answer.status_code == 403, (method, path, answer.text)


def test_people_are_added_changed_and_kept_out(server: Serving, admin: httpx.Client):
    made = admin.post("/people", json={"address": "ben@example.org", "name": "Ben", "roles": ["viewer"]})
    assert made.status_code == 201
    with server.client() as ben:
        assert ben.get(made.json()["link"]).status_code == 200
    assert [one["address"] for one in admin.get("/people").json()["people"]] == [ADMIN, "ben@example.org"]
    read = admin.get("/people/ben@example.org")
    change = {"roles": ["editor"], "enabled": False}
    assert admin.put("/people/ben@example.org", json=change).status_code == 428
    told = admin.put("/people/ben@example.org", json=change, headers={"if-match": read.headers["etag"]}).json()
    assert (told["roles"], told["enabled"]) == (["editor"], False)
    own = admin.get(f"/people/{ADMIN}")
    last = admin.put(f"/people/{ADMIN}", json={"roles": ["viewer"]}, headers={"if-match": own.headers["etag"]})
    assert last.status_code == 400
    assert admin.get("/people/nobody@example.org").status_code == 404


def test_a_revoked_token_opens_nothing_and_deeds_are_in_the_log(server: Serving, admin: httpx.Client):
    text = token(admin, "read", "edit")
    with Client(server.address, text) as client:
        client.start_run("nightly")
        newest = admin.get("/tokens").json()["tokens"]
        mine = next(one for one in newest if text.startswith(one["start"]))
        assert admin.delete(f"/tokens/{mine['id']}").status_code == 204
        with pytest.raises(NotSignedIn):
            client.get("/me")
    deeds = admin.get("/audit?limit=200").json()["deeds"]
    assert {"token.create", "token.revoke", "flow.start"} <= {deed["action"] for deed in deeds}
    assert any(deed["who"] == "token:read edit" for deed in deeds)
    assert text not in str(deeds)


def test_one_callers_key_is_not_anothers(server: Serving, admin: httpx.Client):
    key = {"Idempotency-Key": "same"}
    first = admin.post("/flows/nightly/runs", headers=key)
    with server.program(token(admin, "read", "edit", "review")) as program:
        second = program.post("/api/v1/flows/nightly/runs", headers=key)
    assert (first.status_code, second.status_code) == (202, 202)
    assert "idempotency-replayed" not in second.headers
