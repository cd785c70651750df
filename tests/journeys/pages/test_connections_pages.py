"""Connections on pages: from none at all to one that is read, mended, changed and taken away; a secret is never shown."""

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from PIL import Image
from starlette.testclient import TestClient

from tests.journeys.dams import QUICK, BynderDam, bynder
from tests.journeys.pages.connected import hidden, pages_for, pages_of, pictures, text, workspace
from thesaury import dispatch
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.connectors.pacing import forget_circuits
from thesaury.model.access import Role
from thesaury.model.connection import Connection

SECRET = "a-token-nobody-may-see-7731"


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[EmbeddedWorkspace]:
    with workspace(tmp_path / "work") as made:
        yield made


@pytest.fixture
def pages(opened: EmbeddedWorkspace) -> Iterator[TestClient]:
    with pages_of(opened) as client:
        yield client


@pytest.fixture
def dam() -> Iterator[BynderDam]:
    forget_circuits()
    with bynder() as there:
        yield there


def connect(pages: TestClient, folder: Path, **more: str) -> None:
    answer = pages.post("/connections/new/folder", data={"set.path": str(folder), "name": "pics", **more})
    assert answer.status_code == 303, text(answer.text)


def deeds(opened: EmbeddedWorkspace) -> list[str]:
    return [kept.deed.action for kept in opened.catalogue.audit.every()]


def test_with_nothing_connected_the_pages_say_how_to_begin(pages: TestClient):
    for address, words in (
        ("/connections", "No system is connected yet"),
        ("/flows", "There is nothing to run before a system is connected."),
        ("/runs", "No run yet"),
    ):
        page = pages.get(address)
        assert page.status_code == 200
        assert words in page.text
    assert "Noch ist kein System verbunden" in pages.get("/connections", headers={"Accept-Language": "de"}).text


def test_every_connector_can_be_chosen_and_asks_for_its_settings(pages: TestClient):
    page = pages.get("/connections/new").text
    for name in ("bynder", "brandfolder", "cloudinary", "folder", "poolparty", "smintio", "table"):
        assert f'href="/connections/new/{name}"' in page
        form = pages.get(f"/connections/new/{name}")
        assert form.status_code == 200
        assert 'name="name"' in form.text
    assert pages.get("/connections/new/teapot").status_code == 404
    assert 'type="password"' in pages.get("/connections/new/bynder").text


def test_a_folder_is_connected_looked_at_read_and_shown(opened: EmbeddedWorkspace, pages: TestClient, tmp_path: Path):
    connect(pages, pictures(tmp_path / "pics"), when="every 1h")
    (state,) = opened.catalogue.flows.all()
    assert (state.flow.connections, state.flow.schedule.value) == (("pics",), "3600")
    assert "push" not in {step.value for step in state.flow.steps}
    assert {"connection.set", "flow.set"} <= set(deeds(opened))
    dry = text(pages.get("/connections/pics/dry-run").text)
    assert "3 new" in dry or "new 3" in dry
    assert "broken.jpg" in dry
    assert opened.catalogue.records.count("pics") == 0
    begun = pages.post("/connections/pics/runs")
    assert begun.status_code == 303
    assert begun.headers["location"] == "/runs/1"
    assert "Nobody works just now" in pages.get("/runs/1").text
    assert "Waiting for a worker" in pages.get("/connections").text
    dispatch.run_now(opened, "pics")
    page = text(pages.get("/connections").text)
    for words in ("All is well", "3 records", "3 new, 1 refused", "assets, write-back"):
        assert words in page
    assert "Try again: broken.jpg" in pages.get("/connections/pics").text


def test_what_cannot_be_connected_says_why_and_keeps_what_was_typed(opened: EmbeddedWorkspace, pages: TestClient):
    answer = pages.post("/connections/new/folder", data={"set.path": "/nowhere/at all", "name": "pics"})
    assert answer.status_code == 422
    assert "/nowhere/at all" in answer.text
    assert 'role="alert"' in answer.text
    assert opened.catalogue.records.connections() == ()
    assert opened.catalogue.flows.all() == []
    for name in ("a/b", "-x", "new", "x" * 81):
        answer = pages.post("/connections/new/folder", data={"set.path": str(opened.root), "name": name})
        assert answer.status_code == 422, name


def test_one_asset_that_failed_is_tried_again_alone(opened: EmbeddedWorkspace, pages: TestClient, tmp_path: Path):
    folder = pictures(tmp_path / "pics")
    connect(pages, folder)
    run = dispatch.run_now(opened, "pics")
    again = {"run": str(run.id), "item": "broken.jpg"}
    assert (
        pages.post("/connections/pics/retry", data=again).headers["location"].startswith("/connections/pics?said=again")
    )
    Image.new("RGB", (60, 40), "teal").save(folder / "broken.jpg")
    assert pages.post(f"/runs/{run.id}/retry", data=again).headers["location"].startswith(f"/runs/{run.id}?said=mended")
    assert opened.catalogue.runs.failures(run.id) == []
    assert opened.catalogue.records.count("pics") == 4
    assert "run.retry" in deeds(opened)
    assert pages.post(f"/runs/{run.id}/retry", data={"item": "other.jpg"}).status_code == 400


def test_settings_change_once_the_system_answers_by_them(opened: EmbeddedWorkspace, pages: TestClient, tmp_path: Path):
    connect(pages, pictures(tmp_path / "pics"))
    assert str(tmp_path / "pics") in pages.get("/connections/pics/settings").text
    wrong = {"set.path": "/gone/away", "set.write": "none"}
    answer = pages.post("/connections/pics/settings", data=wrong)
    assert answer.status_code == 422
    assert "Keep without asking the system" in answer.text
    kept = pages.post("/connections/pics/settings", data={"set.path": str(tmp_path / "pics"), "set.write": "none"})
    assert kept.status_code == 303
    (known,) = opened.catalogue.records.connections()
    assert known.setting("write") == "none"
    assert pages.post("/connections/pics/settings", data={**wrong, "unseen": "yes"}).status_code == 303
    failing = pages.post("/connections/pics/check")
    assert failing.status_code == 422
    assert "/gone/away" in failing.text


def test_a_disconnected_system_leaves_the_search_and_comes_back(
    opened: EmbeddedWorkspace, pages: TestClient, tmp_path: Path
):
    connect(pages, pictures(tmp_path / "pics"))
    dispatch.run_now(opened, "pics")
    assert opened.index.count() == 3
    asked = text(pages.get("/connections/pics/disconnect").text)
    assert "3 records count as gone" in asked
    assert "These flows end: pics." in asked
    assert pages.post("/connections/pics/disconnect").headers["location"] == "/connections?left=pics"
    assert "pics is disconnected" in pages.get("/connections?left=pics").text
    assert opened.catalogue.records.connections() == ()
    assert opened.catalogue.flows.all() == []
    assert opened.index.count() == 0
    assert pages.get("/connections/pics").status_code == 404
    assert {"connection.remove", "flow.remove"} <= set(deeds(opened))
    assert pages.get("/runs/1").status_code == 200
    connect(pages, tmp_path / "pics")
    dispatch.run_now(opened, "pics")
    assert opened.index.count() == 3


def test_a_secret_is_kept_used_replaced_and_forgotten_and_never_shown(
    opened: EmbeddedWorkspace, pages: TestClient, dam: BynderDam
):
    token = dam.system.where["permanent_token"]
    settings = {f"set.{name}": value for name, value in {"portal": dam.system.url, "usage": "no", **QUICK}.items()}
    refused = pages.post("/connections/new/bynder", data={**settings, "name": "dam", "secret.token": SECRET})
    assert refused.status_code == 422
    assert opened.catalogue.secrets.names("dam") == ()
    made = pages.post("/connections/new/bynder", data={**settings, "name": "dam", "secret.token": token})
    assert made.status_code == 303, text(made.text)
    assert opened.catalogue.secrets.get("dam", "token") == token
    (known,) = opened.catalogue.records.connections()
    assert known.setting("sandbox") == "yes"
    assert pages.post("/connections/dam/check").status_code == 200
    answers = [
        pages.get(address).text
        for address in (
            "/connections",
            "/connections/dam",
            "/connections/dam/settings",
            "/connections/dam/dry-run",
            "/connections/dam/disconnect",
            "/flows",
            "/api/v1/connections",
            "/api/v1/connections/dam",
        )
    ]
    log = json.dumps([(kept.deed.before, kept.deed.after) for kept in opened.catalogue.audit.every()])
    assert [answer for answer in (refused.text, log, *answers) if token in answer or SECRET in answer] == []
    assert "kept, set" in answers[2]
    kept = pages.post("/connections/dam/settings", data={**settings, "secret.token": ""})
    assert kept.status_code == 303
    assert opened.catalogue.secrets.get("dam", "token") == token
    wrong = pages.post("/connections/dam/settings", data={**settings, "secret.token": SECRET})
    assert wrong.status_code == 422
    assert SECRET not in wrong.text
    assert opened.catalogue.secrets.get("dam", "token") == token
    pages.post("/connections/dam/secrets/forget", data={"name": "token"})
    assert opened.catalogue.secrets.names("dam") == ()
    assert "secret.forget" in deeds(opened)


class Still(HTTPRedirectHandler):
    """Leaves a redirect to whoever asked."""

    def redirect_request(self, *args: object) -> None:
        return None


def browsed(address: str) -> str:
    """Where the pretend portal sends the browser."""
    try:
        build_opener(Still).open(address)
    except HTTPError as error:
        with error:
            return str(error.headers["Location"])
    raise AssertionError("nowhere")


def test_a_person_logs_in_by_pasting_where_the_browser_ends(
    opened: EmbeddedWorkspace, pages: TestClient, dam: BynderDam
):
    settings = {
        "set.portal": dam.system.url,
        "set.auth": "browser",
        "set.client_id": dam.system.where["client_id"],
        "secret.client_secret": dam.system.where["client_secret"],
        "set.redirect_uri": "http://127.0.0.1:9/callback",
        **{f"set.{name}": value for name, value in QUICK.items()},
    }
    made = pages.post("/connections/new/bynder", data={**settings, "name": "dam"})
    assert made.headers.get("location") == "/connections/dam/login", text(made.text)
    page = pages.get("/connections/dam/login").text
    address = page.split('<code class="secret-address">')[1].split("</code>")[0].replace("&amp;", "&")
    lapsed = pages.post("/connections/dam/login", data={"key": "unknown", "answer": "http://127.0.0.1:9/?code=x"})
    assert lapsed.status_code == 422
    done = pages.post("/connections/dam/login", data={"key": hidden(page, "key"), "answer": browsed(address)})
    assert done.headers.get("location") == "/connections/dam?said=logged", text(done.text)
    assert "refresh_token" in opened.catalogue.secrets.names("dam")
    assert pages.post("/connections/dam/check").status_code == 200
    assert "connection.login" in deeds(opened)


def test_a_system_that_fails_says_since_when_and_why(opened: EmbeddedWorkspace, pages: TestClient, tmp_path: Path):
    folder = pictures(tmp_path / "pics")
    connect(pages, folder)
    opened.catalogue.records.put_connection(Connection("pics", "folder", (("path", "/gone/away"),)))
    dispatch.run_now(opened, "pics")
    page = text(pages.get("/connections").text)
    assert "Failing, first" in page
    assert "/gone/away" in page


@pytest.mark.parametrize(
    ("role", "denied", "allowed"),
    [
        (Role.VIEWER, ["/connections/pics/runs", "/flows/pics/runs", "/connections/pics/disconnect"], []),
        (
            Role.EDITOR,
            ["/connections/pics/disconnect", "/flows/pics/delete"],
            ["/flows/pics/runs"],
        ),
    ],
)
def test_each_deed_needs_its_permission(
    opened: EmbeddedWorkspace,
    pages: TestClient,
    tmp_path: Path,
    role: Role,
    denied: list[str],
    allowed: list[str],
):
    connect(pages, pictures(tmp_path / "pics"))
    with pages_for(opened, role) as theirs:
        for address in ("/connections", "/connections/pics", "/flows", "/runs"):
            page = theirs.get(address)
            assert page.status_code == 200
            assert "Disconnect" not in page.text
            assert "/connections/new" not in page.text
        for address in ("/connections/new", "/connections/pics/settings", "/flows/new"):
            assert theirs.get(address).status_code == 403
        assert [theirs.post(address).status_code for address in denied] == [403] * len(denied)
        assert [theirs.post(address).status_code for address in allowed] == [303] * len(allowed)
