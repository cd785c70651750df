"""The Python client over the really served application."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.journeys.conftest import TERMS
from tests.journeys.pages.browsing import served_at
from thesaury import dispatch
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.web.app import create_app
from thesaury_client import BadRequest, Client, Conflict, Invalid, NotFound, Problem, Unavailable
from thesaury_client.events import events_of


@pytest.fixture
def client(opened: EmbeddedWorkspace) -> Iterator[Client]:
    with served_at(create_app(opened)) as address, Client(address) as made:
        yield made


def test_what_people_do_most(client: Client, opened: EmbeddedWorkspace):
    hits = list(client.search("sustainable packaging", limit=1))
    assert len(hits) > 1
    assert client.asset(hits[0]["asset"])["title"] == hits[0]["title"]
    assert {hit["asset"] for hit in hits} <= {one["id"] for one in client.assets()}
    waits = [{"asset": s["asset"], "concept": s["concept"], "decision": "accepted"} for s in client.suggestions()]
    assert client.decide(waits)["changed"] == len(waits) > 0
    assert list(client.suggestions()) == []
    assert client.check_rights("assets/1", "website", "DE")["decision"] == "needs_review"


def test_a_flow_is_changed_by_who_read_it_and_followed_to_its_end(client: Client, opened: EmbeddedWorkspace):
    flow = client.flow("nightly")
    assert client.put_flow("nightly", {**flow, "accept_above": 0.9}, flow.etag)["accept_above"] == 0.9
    with pytest.raises(Conflict, match="Somebody changed this"):
        client.put_flow("nightly", flow, flow.etag)
    run = client.start_run("nightly")["run"]
    dispatch.run_now(opened, "nightly", patience=0)
    *_, last = client.watch(run)
    assert (last.name, last.data["state"]) == ("end", "finished")


def test_decisions_are_taken_back_and_runs_stopped_and_tried_again(client: Client):
    waits = [{"asset": s["asset"], "concept": s["concept"], "decision": "accepted"} for s in client.suggestions()]
    made = client.decide(waits)
    assert len(client.undo(made["at"])["withdrawn"]) == len(waits)
    with pytest.raises(Conflict):
        client.undo(made["at"])
    run = client.start_run("nightly")["run"]
    assert client.stop_run(run)["state"] == "interrupted"
    assert client.retry_run(run) == {"mended": [], "failing": []}
    with pytest.raises(BadRequest, match="read only"):
        client.plan("assets")


def test_a_vocabulary_is_uploaded_and_kept(client: Client, tmp_path: Path):
    file = tmp_path / "words.ttl"
    file.write_text(TERMS)
    read = client.upload(file, "words")
    assert (read["state"], read["current"]) == ("ready", 0)
    with pytest.raises(Conflict):
        client.keep(read["id"], 7)
    kept = client.keep(read["id"], 0)
    assert (kept["state"], kept["version"]) == ("kept", 1)


def test_problems_are_errors_of_their_kind(client: Client):
    with pytest.raises(NotFound) as missing:
        client.asset("nobody/ü")
    assert (missing.value.kind, missing.value.status) == ("not-found", 404)
    with pytest.raises(Invalid) as invalid:
        client.get("/assets", {"limit": 0})
    assert invalid.value.errors[0]["field"] == "limit"
    with pytest.raises(Conflict):
        client.put_flow("nightly", {})


def answering(*answers: httpx.Response | Exception, heard: list[httpx.Request]) -> httpx.MockTransport:
    left = list(answers)

    def answer(request: httpx.Request) -> httpx.Response:
        heard.append(request)
        one = left.pop(0)
        if isinstance(one, Exception):
            raise one
        return one

    return httpx.MockTransport(answer)


def test_a_lost_answer_is_asked_for_again_under_the_same_key(monkeypatch: pytest.MonkeyPatch):
    waits: list[float] = []
    heard: list[httpx.Request] = []
    busy = httpx.Response(503, headers={"Retry-After": "7"}, json={"title": "Not now"})
    transport = answering(httpx.ReadTimeout("lost"), busy, httpx.Response(202, json={"run": 1}), heard=heard)
    client = Client(transport=transport)
    monkeypatch.setattr(client._wire, "_sleep", waits.append)
    assert client.start_run("a b/c") == {"run": 1}
    assert len({request.headers["idempotency-key"] for request in heard}) == 1
    assert heard[0].url.raw_path == b"/api/v1/flows/a%20b%2Fc/runs"
    assert waits[1] == 7.0


def test_what_never_works_is_told(monkeypatch: pytest.MonkeyPatch):
    heard: list[httpx.Request] = []
    client = Client(transport=answering(*[httpx.Response(503, text="gone")] * 2, heard=heard), attempts=2)
    monkeypatch.setattr(client._wire, "_sleep", lambda seconds: None)
    with pytest.raises(Unavailable):
        client.get("/me")
    strange = Client(transport=answering(httpx.Response(502, json=["no object"]), heard=heard))
    with pytest.raises(Problem, match="502"):
        strange.get("/me")


def test_events_are_read_as_they_stand_in_a_stream():
    lines = ["retry: 2000", "", ": still here", "", "event: progress", "id: a", 'data: {"run":', "data: 1}", ""]
    lines += ["event: end", "id: b", "data:{}", "", "id: c", ""]
    found: list[Any] = [(one.name, one.id, one.data) for one in events_of(lines)]
    assert found == [("progress", "a", {"run": 1}), ("end", "b", {})]
