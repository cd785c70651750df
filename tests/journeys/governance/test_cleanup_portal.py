"""A clean-up by the pages and by the interface: from the link of the report to the way back, and what they say when it does not go."""

import warnings
from collections.abc import Iterator
from typing import Any

import pytest

from tests.journeys.governance.test_cleanup_commands import keywords, shelf
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.dispatch import done_here
from thesaury.model.cleanup import StepState
from thesaury.web.app import create_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

ROOM = "/governance/cleanups"
ECO = "https://v.example/eco"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedWorkspace]:
    workspace = open_workspace(shelf(tmp_path_factory.mktemp("portal")))
    yield workspace
    workspace.close()


@pytest.fixture(scope="module")
def client(opened: EmbeddedWorkspace) -> Iterator[TestClient]:
    with TestClient(create_app(opened), "http://localhost", headers={"Origin": "http://localhost"}) as client:
        yield client


def worked(opened: EmbeddedWorkspace) -> None:
    """A worker does what waits."""
    for run in opened.catalogue.runs.open():
        done_here(opened, run, 0)


def api(client: TestClient, method: str, path: str, status: int = 200, body: Any = None) -> Any:
    answer = client.request(method, f"/api/v1/cleanups{path}", json=body)
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


def test_by_the_pages_without_a_script(client: TestClient, opened: EmbeddedWorkspace):
    before = keywords(opened.root)
    assert "No plan yet" in client.get(ROOM).text
    form = client.get(f"{ROOM}/new?tag=eco+friendly&tag=%C3%B6ko&source=shelf&least=x").text
    assert ("eco friendly\nöko" in form, 'value="shelf" checked' in form) == (True, True)
    none = client.post(f"{ROOM}/new", data={"name": "spring", "tags": "eco-friendly"})
    assert (none.status_code, "needs cleaning" in none.text, "eco-friendly</textarea>" in none.text) == (
        422,
        True,
        True,
    )
    made = client.post(f"{ROOM}/new", data={"name": "spring", "source": "shelf", "tags": ""})
    assert (made.history[0].status_code, made.status_code) == (303, 200)
    plan = made.url.path
    entries = {entry.tags[0]: entry for _, entry in opened.catalogue.cleanups.entries(plan.rpartition("/")[2])}
    assert all(f"<bdi>{tag}</bdi>" in made.text for tag in entries)

    eco, picture = entries["Ecofriendly"], entries["IMG_1"]
    answer = client.post(f"{plan}/decide", data={"entry": eco.id, "as": "replace"})
    assert f"<bdi>{eco.tags[0]}</bdi>" not in answer.text.partition("cleanup-rows")[2]
    wrong = client.post(f"{plan}/decide", data={"entry": picture.id, "as": "replace", "words": "nothing called so"})
    assert (wrong.status_code, "nothing called so" in wrong.text) == (422, True)
    desk = client.post(
        f"{plan}/decide", data={"entry": picture.id, "as": "replace", "words": "ÖKO"}, headers={"HX-Request": "true"}
    )
    assert ("<html" in desk.text, "eco-friendly" in desk.text) == (False, True)
    client.post(f"{plan}/decide", data={"entry": picture.id, "as": ""})
    client.post(f"{plan}/accept")
    assert client.post(f"{plan}/decide", data={"entry": "nowhere", "as": "keep"}).status_code == 404

    dry = client.get(f"{plan}/dry-run").text
    assert ("<bdi>eco friendly</bdi></del>" in dry, "<bdi>eco-friendly</bdi></ins>" in dry) == (True, True)
    assert "At work" in client.post(f"{plan}/run").text
    assert client.post(f"{plan}/run").status_code == 422
    worked(opened)
    assert keywords(opened.root)["two"] == ["eco-friendly"]
    shown = client.get(plan).text
    assert ("records cleaned" in shown, "Take back" in shown) == (True, True)
    assert f'href="{plan}"' in client.get(f"/runs/{opened.catalogue.cleanups.all()[0].run}").text
    assert "to be taken back" not in shown
    assert client.post(f"{plan}/drop").status_code == 422
    assert "<bdi>öko</bdi></ins>" in client.get(f"{plan}/dry-run?back=1").text
    client.post(f"{plan}/revert")
    worked(opened)
    assert keywords(opened.root) == before
    assert "records as before" in client.get(plan).text
    assert client.post(f"{plan}/drop").url.path == ROOM
    for path in (plan, f"{plan}/dry-run"):
        assert client.get(path).status_code == 404


def test_by_the_interface(client: TestClient, opened: EmbeddedWorkspace):
    before = keywords(opened.root)
    assert api(client, "GET", "") == {"cleanups": []}
    made = api(client, "POST", "", 201, {"name": "api", "least": 1, "connections": ["shelf"]})
    at = f"/{made['id']}"
    assert api(client, "GET", at) == made
    first = api(client, "GET", f"{at}/entries?limit=1")
    rest = api(client, "GET", f"{at}/entries?limit=50&cursor={first['next']}")
    entries = first["entries"] + rest["entries"]
    assert [entry["tags"][0] for entry in entries] == ["Ecofriendly", "öko", "IMG_1", "holiday"]
    assert (rest["next"], entries[0]["use"][0]["concept"]) == (None, ECO)

    told = {"decisions": [{"entry": entries[3]["id"], "decision": "drop"}], "suggested_above": 0.9}
    assert api(client, "POST", f"{at}/decisions", 200, told) == {"changed": 3, "state": "draft", "undecided": 1}
    left = api(client, "GET", f"{at}/entries?decision=undecided")["entries"]
    assert [entry["tags"] for entry in left] == [["IMG_1"]]
    for wrong in (
        {"decisions": [{"entry": "nowhere", "decision": "keep"}]},
        {"decisions": [{"entry": left[0]["id"], "decision": "replace"}]},
        {"decisions": [{"entry": left[0]["id"], "decision": "replace", "concept": "urn:no"}]},
    ):
        assert api(client, "POST", f"{at}/decisions", 400, wrong)["detail"].endswith(".")
    assert api(client, "POST", f"{at}/revert", 400)["title"]

    dry = api(client, "GET", f"{at}/dry-run?limit=2")
    more = api(client, "GET", f"{at}/dry-run?limit=2&cursor={dry['next']}")
    records = {one["external_id"]: one for one in dry["records"] + more["records"]}
    assert (len(records), more["next"]) == (3, None)
    assert (sorted(records["one.png"]["clear"]), records["one.png"]["add"][0]["iri"]) == (
        ["eco friendly", "holiday"],
        ECO,
    )

    started = api(client, "POST", f"{at}/runs", 202)
    assert api(client, "POST", f"{at}/runs", 409)["detail"].startswith("The clean-up 'api' is at work")
    assert client.delete(f"/api/v1/cleanups{at}").status_code == 409
    worked(opened)
    run = client.get(f"/api/v1/runs/{started['run']}").json()
    assert (run["state"], run["counts"]["cleaned"]) == ("finished", 3)
    assert api(client, "GET", at)["state"] == "done"
    steps = api(client, "GET", f"{at}/records?state={StepState.DONE}&limit=2")
    assert ([step["external_id"] for step in steps["steps"]], bool(steps["next"])) == (["one.png", "three.png"], True)
    back = api(client, "GET", f"{at}/dry-run?back=true")["records"]
    assert {tag for one in back for tag in one["restore"]} == {"eco friendly", "holiday", "Ecofriendly", "öko"}
    api(client, "POST", f"{at}/revert", 202)
    worked(opened)
    assert (api(client, "GET", at)["state"], keywords(opened.root)) == ("reverted", before)
    assert client.delete(f"/api/v1/cleanups{at}").status_code == 204
    assert api(client, "GET", at, 404)["title"]
    deeds = [kept.deed.action for kept in opened.catalogue.audit.deeds()]
    assert {"cleanup.make", "cleanup.decide", "cleanup.run", "cleanup.revert", "cleanup.drop"} <= set(deeds)
