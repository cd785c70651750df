"""Who may ask: whoever has a key, and everybody where a vocabulary is public, behind the lock too; nobody else learns anything."""

import json
import logging
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.journeys.conftest import prepared
from tests.journeys.governance.reconciliation import protocol
from tests.journeys.governance.reconciliation.conftest import VERSIONS, Served
from tests.journeys.governance.reconciliation.shapes import faults
from tests.journeys.pages.browsing import served_at
from tests.journeys.portal.signing_in import session_of
from thesaury.bootstrap import open_workspace
from thesaury.dispatch.keying import end_key, new_key, service_path
from thesaury.model.access import Role
from thesaury.model.errors import Usage
from thesaury.web.app import create_app


@dataclass(frozen=True)
class Locked:
    """A server behind its lock, and the session of a taxonomist and of somebody who may only read."""

    address: str
    taxonomist: dict[str, str]
    viewer: dict[str, str]

    def browser(self, cookies: dict[str, str] | None = None) -> httpx.Client:
        """A browser on our own pages."""
        headers = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"}
        return httpx.Client(base_url=self.address, headers=headers, cookies=cookies, timeout=60, follow_redirects=True)


@pytest.fixture(scope="module")
def locked(words_kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Locked]:
    """The same words, with people."""
    root = tmp_path_factory.mktemp("locked") / "work"
    shutil.copytree(words_kept, root)
    with closing(open_workspace(root)) as workspace:
        sessions = [
            session_of(workspace, (role,), f"{role.value}@example.org") for role in (Role.TAXONOMIST, Role.VIEWER)
        ]
        with served_at(create_app(workspace, access=workspace.access)) as address:
            yield Locked(address, *sessions)


def test_a_taxonomist_makes_an_address_that_opens_the_vocabularies_and_nothing_else(locked: Locked):
    with locked.browser(locked.taxonomist) as ana, httpx.Client() as stranger:
        page = ana.post("/vocabulary/brand/reconcile", data={"key": "openrefine"})
        assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
        start = page.text.index(f"{locked.address}/reconcile/")
        endpoint = page.text[start : page.text.index("<", start)]
        assert endpoint.endswith("/0.2/brand")
        assert faults(protocol.MANIFEST["0.2"], stranger.get(endpoint).json()) == []
        elsewhere = {"Origin": "http://127.0.0.1:3333", "Sec-Fetch-Site": "cross-site"}
        batch = {"queries": json.dumps({"q0": {"query": "compostable"}})}
        told = stranger.post(endpoint, data=batch, headers=elsewhere)
        assert told.json()["q0"]["result"][0]["match"]
        key = endpoint.split("/reconcile/")[1].split("/")[0]
        assert stranger.get(f"{locked.address}/api/v1/vocabularies").status_code == 401
        for header in ({"Authorization": f"Bearer {key}"}, {"Cookie": f"session={key}"}):
            assert stranger.get(f"{locked.address}/api/v1/vocabularies", headers=header).status_code == 401
        listed = ana.get("/vocabulary/brand/reconcile").text
        assert "openrefine" in listed
        assert key not in listed
        over = ana.post("/vocabulary/brand/reconcile/remove", data={"key": "openrefine"})
        assert "opens nothing any more" in over.text
        assert stranger.get(endpoint).status_code == 404
    with locked.browser(locked.viewer) as reader:
        public = reader.get("/vocabulary/topics/reconcile").text
        assert locked.address + service_path("public", "0.2", "topics") in public
        assert "Open to everybody" not in reader.get("/vocabulary/brand/reconcile").text
        assert "Make addresses" not in reader.get("/vocabulary/brand/reconcile").text
        assert reader.post("/vocabulary/brand/reconcile", data={"key": "mine"}).status_code == 403


def test_strangers_make_no_keys_and_pages_of_other_sites_neither(locked: Locked, served: Served):
    with locked.browser() as stranger:
        assert stranger.get("/vocabulary/brand/reconcile").url.path == "/sign-in"
        answer = stranger.post("/vocabulary/brand/reconcile", data={"key": "x"})
        assert "/reconcile/" not in answer.text.replace("/vocabulary/brand/reconcile", "")
    page = f"{served.address}/vocabulary/brand/reconcile"
    assert served.client.post(page, data={"key": "x"}).status_code == 403
    unnamed = httpx.post(page, data={"key": " "})
    assert unnamed.status_code == 422
    assert "up to 100 readable signs" in unnamed.text
    assert httpx.get(f"{served.address}/vocabulary/nothing/reconcile").status_code == 404
    assert "all vocabularies" in httpx.get(f"{served.address}/vocabulary/all/reconcile").text


def test_a_vocabulary_that_is_public_needs_no_key_and_no_other_is_open(locked: Locked):
    with httpx.Client(base_url=locked.address, headers={"Origin": "https://elsewhere.example"}) as stranger:
        for version in VERSIONS:
            told = stranger.get(service_path("public", version, "topics"))
            assert faults(protocol.MANIFEST[version], told.json()) == []
            closed = [
                stranger.get(service_path(key, version, name))
                for key, name in (("public", "brand"), ("public", "all"), ("public", "nothing"), ("wrong", "topics"))
            ]
            assert {answer.status_code for answer in closed} == {404}
            assert len({answer.text for answer in closed}) == 1, "nobody learns what is there"
            assert all(answer.headers["access-control-allow-origin"] == "*" for answer in closed)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_key_is_made_anew_and_ended_by_command(words_kept: Path, served: Served, version: str, capfd):
    workspace = served.workspace.root
    prepared("vocabulary", "service", "sheet", "-w", workspace)
    paths = capfd.readouterr().out.split()
    assert len(paths) == 6
    [path] = [one for one in paths if one.endswith(f"/{version}/topics")]
    assert served.client.get(served.address + path).status_code == 200
    prepared("vocabulary", "service", "sheet", "-w", workspace)
    assert served.client.get(served.address + path).status_code == 404
    capfd.readouterr()
    prepared("vocabulary", "service", "--json", "-w", workspace)
    assert {one["name"] for one in json.loads(capfd.readouterr().out)} == {"sheet", "tests"}
    prepared("vocabulary", "service", "sheet", "--revoke", "-w", workspace)


def test_a_key_is_in_no_log(served: Served, caplog: pytest.LogCaptureFixture):
    key = new_key(served.workspace.catalogue, "noted")
    with caplog.at_level(logging.DEBUG, "thesaury"):
        for path in ("", "/suggest/entity?limit=x", "/preview?id=no", "/nothing"):
            served.client.get(served.address + service_path(key, "0.2", "brand") + path)
        served.client.post(served.address + service_path(key, "0.2", "brand"), content=b"\xff")
    assert key not in caplog.text
    end_key(served.workspace.catalogue, "noted")
    with pytest.raises(Usage, match="noted"):
        end_key(served.workspace.catalogue, "noted")
