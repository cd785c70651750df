"""People, roles and tokens over real HTTP: invited, let in, kept out of what they may not, and all of it in the audit log."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import httpx
import pytest

from tests.journeys.conftest import Command, prepared
from tests.journeys.signing import ADMIN, PASSWORD, Serving, made_first, serving, token_of

LINK = re.compile(r'value="http://[^/]+(/sign-in/link/[^"]+)"')
TOKEN = re.compile(r'value="(thy_[\w-]{43})"')


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder = tmp_path_factory.mktemp("people")
    (folder / "assets.csv").write_text("id,title,tags\n1,Box on snow,packaging\n")
    work = folder / "work"
    prepared("init", work)
    prepared("connect", "table", folder / "assets.csv", "-w", work)
    prepared("sync", "-w", work)
    with serving(work) as server:
        with server.client() as first:
            made_first(first, server.link)
        yield server


@pytest.fixture
def admin(server: Serving) -> Iterator[httpx.Client]:
    with server.client() as client:
        assert client.post("/sign-in", data={"address": ADMIN, "password": PASSWORD}).status_code == 303
        yield client


@contextmanager
def invited(admin: httpx.Client, server: Serving, address: str, *roles: str) -> Iterator[httpx.Client]:
    answer = admin.post("/settings/people", data={"name": "Ben", "address": address, "role": list(roles)})
    assert answer.status_code == 200, answer.text
    link = LINK.search(answer.text)
    assert link
    with server.client() as client:
        sent = {"name": "Ben Stone", "password": PASSWORD, "again": PASSWORD}
        assert client.post(link[1], data=sent).status_code == 303
        yield client


@pytest.fixture
def command(server: Serving, thesaury: Command) -> Callable[..., str]:
    """Runs a command over the workspace while another process serves it."""
    return lambda *words: thesaury(*words, "--workspace", server.workspace).stdout


def test_an_invited_reviewer_sees_and_may_not_administer(server: Serving, admin: httpx.Client):
    with invited(admin, server, "ben@example.org", "reviewer") as ben:
        for path in ("/", "/search", "/rights", "/account"):
            assert ben.get(path).status_code == 200, path
        for path in ("/settings/people", "/settings/tokens", "/audit", "/audit.csv"):
            answer = ben.get(path)
            assert answer.status_code == 403, path
            assert "<h1>" in answer.text
        for path in ("/settings/people", "/settings/people/disable", "/settings/tokens/revoke"):
            assert ben.post(path, data={"about": ADMIN}).status_code == 403, path
        assert ben.post("/searches?q=box", data={"name": "n"}).status_code == 403
        assert ben.post("/rights/notices?key=x").status_code == 403
        assert "/audit" not in ben.get("/").text


def test_a_disabled_person_is_out_at_once(server: Serving, admin: httpx.Client):
    with invited(admin, server, "cem@example.org", "viewer") as cem:
        assert cem.get("/account").status_code == 200
        assert admin.post("/settings/people/disable", data={"about": "cem@example.org"}).status_code == 303
        assert cem.get("/account").status_code == 303
        assert cem.post("/sign-in", data={"address": "cem@example.org", "password": PASSWORD}).status_code == 401
        assert admin.post("/settings/people/enable", data={"about": "cem@example.org"}).status_code == 303
        assert cem.post("/sign-in", data={"address": "cem@example.org", "password": PASSWORD}).status_code == 303


def test_the_only_administrator_stays_one(admin: httpx.Client):
    answer = admin.post("/settings/people/roles", data={"about": ADMIN, "role": "viewer"})
    assert answer.status_code == 422
    assert "only administrator" in answer.text
    assert admin.post("/settings/people/disable", data={"about": ADMIN}).status_code == 422


def test_a_token_is_shown_once_works_within_its_scopes_and_is_revoked(
    server: Serving, admin: httpx.Client, command: Callable[..., str]
):
    answer = admin.post("/account/tokens", data={"name": "curl", "scope": ["read"], "days": "30"})
    found = TOKEN.search(answer.text)
    assert found
    assert answer.headers["cache-control"] == "no-store"
    assert not TOKEN.search(admin.get("/account").text)
    with server.program(found[1]) as program:
        assert program.get("/api/v1/assets").status_code == 200
        assert program.get("/audit").status_code == 403
        assert program.get("/account").status_code == 403
        assert program.post("/searches?q=box", data={"name": "n"}).status_code == 403
        told = json.loads(command("token", "list", "--json"))
        [own] = [token for token in told if token["name"] == "curl"]
        assert (own["owner"], own["scopes"], own["holds"], bool(own["used_at"])) == (ADMIN, ["read"], True, True)
        assert found[1] not in json.dumps(told)
        assert admin.post("/account/tokens/revoke", data={"id": own["id"]}).status_code == 303
        assert program.get("/api/v1/assets").status_code == 401


def test_a_token_does_not_outlive_the_roles_of_its_owner(server: Serving, admin: httpx.Client):
    with invited(admin, server, "dua@example.org", "editor", "viewer") as dua:
        answer = dua.post("/account/tokens", data={"name": "t", "scope": ["administer"], "days": "30"})
        assert answer.status_code == 422
        answer = dua.post("/account/tokens", data={"name": "t", "scope": ["read", "edit"], "days": "30"})
        found = TOKEN.search(answer.text)
        assert found
    with server.program(found[1]) as program:
        assert program.post("/searches?q=box", data={"name": "of dua"}).status_code == 200
        admin.post("/settings/people/roles", data={"about": "dua@example.org", "role": "viewer"})
        assert program.post("/searches?q=box", data={"name": "another"}).status_code == 403


def test_a_new_password_ends_the_other_sessions(server: Serving, admin: httpx.Client):
    with invited(admin, server, "eda@example.org", "viewer") as eda, server.client() as elsewhere:
        assert elsewhere.post("/sign-in", data={"address": "eda@example.org", "password": PASSWORD}).status_code == 303
        sent = {"password": "not it at all", "new_password": "quite another one", "again": "quite another one"}
        assert eda.post("/account/password", data=sent).status_code == 422
        assert eda.post("/account/password", data={**sent, "password": PASSWORD, "again": "x"}).status_code == 422
        assert eda.post("/account/password", data={**sent, "password": PASSWORD}).status_code == 303
        assert eda.get("/account").status_code == 200
        assert elsewhere.get("/account").status_code == 303


def test_commands_add_people_and_tokens(server: Serving, command: Callable[..., str]):
    token = token_of(server.workspace, "read", "administer")
    link = command("user", "link", "bot@example.org").strip()
    with server.client() as bot:
        assert bot.post(link, data={"name": "Bot", "password": PASSWORD, "again": PASSWORD}).status_code == 303
    with server.program(token) as program:
        assert "bot@example.org" in program.get("/settings/people").text
    people = {one["address"]: one["roles"] for one in json.loads(command("user", "list", "--json"))}
    assert people["bot@example.org"] == ["admin"]


def test_all_of_it_is_in_the_audit_log(server: Serving, admin: httpx.Client, command: Callable[..., str]):
    admin.post("/account/name", data={"name": "=Ana"})
    shown = admin.get("/audit", params={"who": ADMIN}).text
    for words in ("Changed a name", "Signed in", f"person:{ADMIN}", "=Ana"):
        assert words in shown
    assert "Signed in" not in admin.get("/audit", params={"action": "user"}).text
    assert "Nothing was done that fits" in admin.get("/audit", params={"who": "stranger@example.org"}).text
    assert admin.get("/audit", params={"from": "no day"}).status_code == 422
    assert "The log is whole" in admin.get("/audit", params={"check": "true"}).text
    table = admin.get("/audit.csv", params={"action": "user.rename"})
    assert table.headers["content-disposition"].startswith("attachment")
    assert table.text.splitlines()[0] == "number,at,who,action,subject,before,after"
    deeds = json.loads(command("audit", "list", "--limit", "1000", "--json"))
    assert {"cli"} <= {deed["who"].partition(":")[0] for deed in deeds}
    assert {"connection.set", "sync.run", "session.open", "user.add", "user.rename"} <= {
        deed["action"] for deed in deeds
    }
    assert json.loads(command("audit", "verify", "--json")) == {"whole": True, "broken_at": None}
    assert "thy_" not in json.dumps([deed for deed in deeds if deed["action"] != "token.create"])


def test_older_deeds_are_reached_by_a_cursor(server: Serving, admin: httpx.Client):
    for number in range(60):
        admin.post("/account/name", data={"name": f"Ana {number}"})
    page = admin.get("/audit", params={"action": "user.rename"}).text
    assert page.count('class="audit-deed"') == 50
    older = re.search(r'href="(/audit\?[^"]*before=\d+)"', page)
    assert older
    assert admin.get(older[1].replace("&amp;", "&")).text.count('class="audit-deed"') >= 10
