"""Flows and runs over the interface, and hooks: what works, what is empty, what is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from thesaury import dispatch
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace
from thesaury.model.connection import Connection
from thesaury.web.app import create_app

FLOW = {
    "connections": ["a"],
    "schedule": "every 15m",
    "accept_above": 0.8,
    "filters": {"market": ["DE"]},
    "fields": {"": "topics"},
}


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[EmbeddedWorkspace]:
    (tmp_path / "a.csv").write_text("id,title\n1,A lake\n")
    made = init_workspace(tmp_path / "work")
    made.catalogue.records.put_connection(Connection("a", "table", (("path", str(tmp_path / "a.csv")),)))
    yield made
    made.close()


@pytest.fixture
def interface(opened: EmbeddedWorkspace) -> Iterator[TestClient]:
    with TestClient(create_app(opened), base_url="http://127.0.0.1") as client:
        yield client


def as_read(interface: TestClient, name: str) -> dict[str, str]:
    """What a change of this flow has to say."""
    return {"If-Match": interface.get(f"/api/v1/flows/{name}").headers["etag"]}


def test_nothing_is_there_at_first(interface: TestClient):
    assert interface.get("/api/v1/flows").json() == {"flows": []}
    assert interface.get("/api/v1/runs").json() == {"runs": [], "next": None}


def test_a_flow_is_kept_read_changed_and_removed(interface: TestClient):
    kept = interface.put("/api/v1/flows/nightly", json=FLOW).json()
    assert (kept["schedule"], kept["filters"], kept["steps"]) == (
        "every 900s",
        {"market": ["DE"]},
        ["pull", "enrich", "review", "push"],
    )
    assert kept["due"]
    again = interface.put("/api/v1/flows/nightly", json=kept, headers=as_read(interface, "nightly")).json()
    assert again == {**kept, "due": interface.get("/api/v1/flows/nightly").json()["due"]}
    switched_off = {**FLOW, "enabled": False}
    off = interface.put("/api/v1/flows/nightly", json=switched_off, headers=as_read(interface, "nightly")).json()
    assert (off["enabled"], off["due"]) == (False, "")
    assert interface.delete("/api/v1/flows/nightly", headers=as_read(interface, "nightly")).status_code == 204
    assert interface.get("/api/v1/flows/nightly").status_code == 404


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        ({"connections": "a"}, 422, "connections"),
        ({"connections": ["b"]}, 400, "There is no connection 'b'"),
        ({"connections": ["a"], "schedule": "hourly"}, 400, "every 15m"),
        ({"connections": ["a"], "steps": ["fly"]}, 422, "steps[0]: Input should be 'pull'"),
        ({"connections": ["a"], "accept_above": 2}, 422, "accept_above: "),
        ({"connections": ["a"], "accept_above": True}, 422, "accept_above"),
        ({"colour": "red"}, 422, "colour: There is no such field"),
    ],
)
def test_a_wrong_flow_is_refused_with_what_a_right_one_is(interface: TestClient, data, status, words):
    answer = interface.put("/api/v1/flows/f", json=data)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert words in answer.json()["detail"]
    assert interface.get("/api/v1/flows").json() == {"flows": []}


def test_a_run_is_accepted_done_by_a_worker_and_told(interface: TestClient, opened: EmbeddedWorkspace):
    interface.put("/api/v1/flows/f", json={"connections": ["a"]})
    answer = interface.post("/api/v1/flows/f/runs")
    assert (answer.status_code, answer.json()["state"]) == (202, "waiting")
    assert interface.post("/api/v1/flows/f/runs").json()["run"] == answer.json()["run"]
    dispatch.run_now(opened, "f", patience=0)
    told = interface.get(answer.headers["location"]).json()
    assert (told["state"], told["counts"]["new"], told["failures"]) == ("finished", 1, [])
    assert interface.get("/api/v1/runs/99").status_code == 404


def test_a_page_of_another_site_changes_nothing(interface: TestClient):
    there = {"Sec-Fetch-Site": "cross-site"}
    assert interface.put("/api/v1/flows/f", json={"connections": ["a"]}, headers=there).status_code == 403
    interface.put("/api/v1/flows/f", json={"connections": ["a"]})
    assert interface.post("/api/v1/flows/f/runs", headers=there).status_code == 403
    assert interface.delete("/api/v1/flows/f", headers=there).status_code == 403
    assert interface.get("/api/v1/runs").json()["runs"] == []


def test_a_hook_starts_its_flow_and_gives_nothing_away(interface: TestClient, opened: EmbeddedWorkspace):
    interface.put("/api/v1/flows/f", json={"connections": ["a"], "schedule": "webhook"})
    token = dispatch.new_hook(opened.catalogue, "f")
    wrong = interface.post("/hooks/guess")
    assert (wrong.status_code, wrong.headers["content-type"]) == (404, "application/problem+json")
    assert interface.post(f"/hooks/{token}", content=b"anything at all").status_code == 202
    assert interface.get("/api/v1/flows/f").json()["hook"] is True
    assert token not in interface.get("/api/v1/flows").text


def test_the_address_of_a_connection_stands_in_no_log_and_no_answer(
    interface: TestClient, opened: EmbeddedWorkspace, caplog: pytest.LogCaptureFixture
):
    opened.catalogue.records.put_connection(Connection("b", "brandfolder", (("brandfolder", "only"),)))
    token = dispatch.new_address(opened.catalogue, "b")
    with caplog.at_level(0):
        wrong = interface.post(f"/hooks/{token}", content=b"no event")
    assert wrong.status_code == 422
    assert "no event of Brandfolder" in caplog.text
    logged = "".join(record.getMessage() for record in caplog.records if record.name.startswith("thesaury"))
    assert token not in logged
    assert token not in wrong.text


def test_an_event_is_short(interface: TestClient, opened: EmbeddedWorkspace):
    interface.put("/api/v1/flows/f", json={"connections": ["a"], "schedule": "webhook"})
    token = dispatch.new_hook(opened.catalogue, "f")
    pieces = (b"x" * 100 for _ in range(3_000))
    assert interface.post(f"/hooks/{token}", content=pieces).status_code == 413
