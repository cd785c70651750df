"""One server for the clients of an agency: doors, the way from the agency to a client, what the agency's page shows, and what ends it."""

import gc
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import unescape
from pathlib import Path
from time import monotonic, sleep
from weakref import ref

import httpx
import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.journeys.conftest import prepared
from tests.patience import PATIENCE
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.bootstrap.agency import Agency, init_agency, open_agency
from thesaury.model.access import Role
from thesaury.model.connection import RunState
from thesaury.pipeline.accounts import people
from thesaury.web.agency.app import agency_server
from thesaury.web.app import create_app

PERSON, PASSWORD = "mara@studio.example", "four words in a row"
AGENCY, NORTH, SOUTH = "http://localhost", "http://north.localhost", "http://south.localhost"


@pytest.fixture
def agency(tmp_path: Path) -> Agency:
    """Two clients, of which Mara edits one, and a third that is not hers."""
    made = init_agency(tmp_path / "agency", ("en",))
    for name in ("north", "other", "south"):
        made.create(name).close()
    with_role(made, "north", PERSON, Role.EDITOR)
    return made


def with_role(agency: Agency, client: str, address: str, role: Role) -> None:
    workspace = agency.open_own() if client == "shared" else agency.open(client)
    try:
        people.add(workspace.access, address, "Mara Roe", [role])
        person = workspace.access.accounts.people.called(address)
        if person and not person.password:
            people.set_password(workspace.access, person, PASSWORD)
    finally:
        workspace.close()


@contextmanager
def served(agency: Agency) -> Iterator[TestClient]:
    own = agency.open_own()
    server = agency_server(agency, own, lambda one: create_app(one, access=one.access))
    headers = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"}
    with TestClient(server, AGENCY, raise_server_exceptions=False, headers=headers, follow_redirects=False) as client:
        yield client
    own.close()


@pytest.fixture
def browser(agency: Agency) -> Iterator[TestClient]:
    with served(agency) as client:
        yield client


def signed_in(browser: TestClient) -> None:
    answer = browser.post(f"{AGENCY}/sign-in", data={"address": PERSON, "password": PASSWORD})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def way_in(browser: TestClient, client: str = NORTH) -> str:
    """Where the agency sends a browser that asked at a client's door."""
    asked = browser.get(f"{client}/sign-in/agency")
    return browser.get(asked.headers["location"]).headers.get("location", "")


def page(browser: TestClient) -> str:
    """The agency's page once all numbers are there."""
    browser.get(AGENCY)
    return browser.get(f"{AGENCY}/clients/part").text


def waited_for(browser: TestClient, address: str, status: int) -> httpx.Response:
    end = monotonic() + PATIENCE
    while (answer := browser.get(address)).status_code != status and monotonic() < end:
        sleep(0.1)
    assert answer.status_code == status
    return answer


def test_who_is_signed_in_at_the_agency_comes_in_at_his_client_without_doing_so_again(browser: TestClient):
    assert browser.get(NORTH).headers["location"] == "/sign-in"
    assert browser.get(AGENCY).headers["location"] == "/sign-in"
    signed_in(browser)
    assert f'href="{NORTH}/sign-in/agency"' in browser.get(AGENCY).text
    assert browser.get(way_in(browser)).headers["location"] == "/"
    assert 'href="/agency"' in browser.get(NORTH).text
    assert browser.get(f"{NORTH}/agency").headers["location"] == f"{AGENCY}/"
    assert browser.get(f"{NORTH}/settings/people").status_code == 403  # he is no more than an editor there
    assert browser.get(SOUTH).headers["location"] == "/sign-in"
    assert browser.get(f"{NORTH}/sign-in/agency").headers["location"] == "/"


def test_a_way_in_opens_once_in_the_browser_that_asked_at_the_client_it_is_for(browser: TestClient):
    signed_in(browser)
    way = way_in(browser)
    asked = browser.cookies["thesaury-asked"]
    browser.cookies.delete("thesaury-asked")
    assert browser.get(way).status_code == 410  # a link that somebody else was sent
    browser.cookies.set("thesaury-asked", asked, "north.localhost", "/")
    browser.cookies.set("thesaury-asked", asked, "south.localhost", "/")
    assert browser.get(way.replace("north", "south")).status_code == 410
    assert browser.get(f"{NORTH}/sign-in/link/{way.rpartition('/')[2]}.{asked}").status_code == 410
    assert browser.get(way).status_code == 303
    browser.cookies.set("thesaury-asked", asked, "north.localhost", "/")
    assert browser.get(way).status_code == 410


def test_nobody_is_sent_to_a_client_that_is_not_his(browser: TestClient):
    signed_in(browser)
    unknown, others = (browser.get(f"{AGENCY}/enter/{name}?asked={'a' * 32}") for name in ("unknown", "other"))
    assert unknown.status_code == others.status_code == 404
    assert unknown.text.replace("unknown", "other") == others.text
    assert browser.get(f"{AGENCY}/enter/north?asked=short").status_code == 404
    assert "other" not in page(browser)
    assert "shared." not in page(browser)
    own = browser.get(f"{AGENCY}/enter/shared?asked={'a' * 32}")
    assert own.status_code == 404  # nor is the agency's own workspace


def test_unknown_and_suspended_clients_are_one_to_a_stranger(agency: Agency, browser: TestClient):
    assert browser.get(NORTH).status_code == 303
    agency.suspend("north")
    closed = waited_for(browser, NORTH, 404)
    for path in ("/", "/sign-in", "/api/v1/assets", "/feed/x/items"):
        gone, never = (browser.get(f"http://{name}.localhost{path}") for name in ("north", "never-was"))
        assert (gone.status_code, gone.text, gone.headers) == (never.status_code, never.text, never.headers), path
    assert "Check it for typing errors" in closed.text
    assert browser.get(f"{NORTH}/api/v1/assets").headers["content-type"] == "application/problem+json"
    assert browser.get(f"{NORTH}/static/style.css").status_code == 200
    assert browser.get("http://evil.example/").status_code == 400
    agency.resume("north")
    waited_for(browser, NORTH, 303)


def test_sessions_and_tokens_open_nothing_while_a_client_is_suspended(agency: Agency, browser: TestClient):
    signed_in(browser)
    browser.get(way_in(browser))
    assert browser.get(NORTH).status_code == 200
    agency.suspend("north")
    waited_for(browser, NORTH, 404)
    assert browser.get(f"{AGENCY}/enter/north?asked={'a' * 32}").status_code == 404
    agency.resume("north")
    waited_for(browser, NORTH, 200)


def test_a_client_that_is_broken_is_not_reachable_and_the_others_are(agency: Agency):
    with_role(agency, "south", PERSON, Role.ADMIN)
    (agency.folder("south") / "thesaury.toml").write_text("languages = 7")
    with served(agency) as browser:
        signed_in(browser)
        assert browser.get(SOUTH).status_code == 503
        assert browser.get(NORTH).status_code == 303
        shown = page(browser)
    assert shown.count("Not reachable") == 1
    assert shown.count("licences end within 30 days") == 1


def test_who_administers_the_agency_sees_how_all_stand_and_no_averages_of_few(agency: Agency):
    with_role(agency, "shared", PERSON, Role.ADMIN)
    agency.suspend("other")
    with served(agency) as browser:
        signed_in(browser)
        shown = page(browser)
        assert re.findall(r'<h2 dir="auto">(\w+)', shown) == ["north", "other", "south"]
        assert "Suspended" in shown
        assert "0 clients take part in which you have no role" in shown
        assert browser.get(f"{AGENCY}/enter/south?asked={'a' * 32}").status_code == 404  # he has no role there
        assert 'href="http://shared.localhost/sign-in/agency"' in shown  # where the vocabularies of the agency are
        assert browser.get(way_in(browser, "http://shared.localhost")).headers["location"] == "/vocabulary"


def test_a_client_is_called_as_it_says_is_found_among_many_and_workers_take_turns(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
):
    quay = agency.create("quay", title="Harbour & Quay")
    agency.create("pier", title="Pier").close()
    for name in ("quay", "pier"):
        with_role(agency, name, PERSON, Role.VIEWER)
    monkeypatch.setattr("thesaury.web.agency.front.MANY", 1)
    with served(agency) as browser:
        signed_in(browser)
        page(browser)
        found = browser.get(f"{AGENCY}/?find=harb&order=waiting").text
        assert re.findall(r'<h2 dir="auto">(.*?)</h2>', found) == ["Harbour &amp; Quay"]
        assert '<code class="quiet">quay</code>' in found
        once = browser.get(f"{AGENCY}/?find=pier").text  # its address says nothing that its name does not
        assert ('<h2 dir="auto">Pier</h2>' in once, ">pier</code>" in once) == (True, False)
        assert "No client is called so" in browser.get(f"{AGENCY}/?find=south").text  # which is not his
        browser.get(way_in(browser, "http://quay.localhost"))
        assert "The agency's workers take turns" in unescape(browser.get("http://quay.localhost").text)
        quay.catalogue.runs.begin((), "2026-01-01T00:00:00Z", "late", RunState.WAITING)
        assert "thesaury agency worker" in browser.get("http://quay.localhost").text
    quay.close()


def test_signing_out_everywhere_ends_the_sessions_with_all_clients(browser: TestClient):
    signed_in(browser)
    browser.get(way_in(browser))
    assert browser.get(NORTH).status_code == 200
    refused = browser.post(f"{AGENCY}/sign-out/everywhere", headers={"Sec-Fetch-Site": "same-site"})
    assert refused.status_code == 403  # a client's page cannot do it
    assert browser.post(f"{AGENCY}/sign-out/everywhere").headers["location"] == "/sign-in"
    assert browser.get(NORTH).headers["location"] == browser.get(AGENCY).headers["location"] == "/sign-in"


def test_after_mistakes_the_agency_s_door_waits_as_the_others_do(browser: TestClient):
    for _ in range(8):
        answer = browser.post(f"{AGENCY}/sign-in", data={"address": PERSON, "password": "wrong wrong wrong"})
        assert answer.status_code == 401
    for door in (AGENCY, NORTH):
        sent = browser.post(f"{door}/sign-in", data={"address": PERSON, "password": PASSWORD})
        assert sent.status_code == 429, door


def working(root: Path) -> list[str]:
    """The commands of the processes that work for this agency beside its server."""
    found = []
    for told in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # ended meanwhile
            found.append(told.read_bytes().replace(b"\0", b" ").decode())
    return [line for line in found if " worker " in line and str(root) in line]


def test_the_command_serves_with_a_worker_beside_and_prints_a_link_for_the_first_one(tmp_path: Path):
    prepared("agency", "init", tmp_path / "studio")
    prepared("agency", "add", "north", "--agency", tmp_path / "studio")
    line = [
        sys.executable,
        "-u",
        "-m",
        "thesaury",
        "agency",
        "serve",
        "--agency",
        str(tmp_path / "studio"),
        "--port",
        "0",
    ]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout is not None
        try:
            address, link = server.stdout.readline().split()[4], server.stdout.readline().split()[-1]
            port = address.rpartition(":")[2]
            assert httpx.get(link, timeout=PATIENCE).status_code == 200
            north = httpx.get(f"http://127.0.0.1:{port}/health", headers={"Host": "north.localhost"}, timeout=PATIENCE)
            assert north.json()["status"] == "ok"
            end = monotonic() + PATIENCE
            while not working(tmp_path / "studio") and monotonic() < end:
                sleep(0.1)
            assert working(tmp_path / "studio")
        finally:
            server.terminate()
    assert server.returncode == 0
    assert not working(tmp_path / "studio")
    assert [client.name for client in open_agency(tmp_path / "studio").clients()] == ["north"]


def test_a_closed_client_leaves_nothing_open_in_the_server(agency: Agency):
    applications = []

    def make(workspace: EmbeddedWorkspace) -> FastAPI:
        made = create_app(workspace, access=workspace.access)
        applications.append((ref(made), ref(workspace)))
        return made

    own = agency.open_own()
    server = agency_server(agency, own, make)
    with TestClient(server, AGENCY) as browser:
        assert browser.get(NORTH).status_code == 200
        agency.suspend("north")
        end = monotonic() + PATIENCE
        while server.rooms.open and monotonic() < end:
            sleep(0.1)
        while any(one() for one in applications[0]) and monotonic() < end:
            gc.collect()
            sleep(0.1)
    own.close()
    assert [one() for one in applications[0]] == [None, None]
