"""Home: what waits by what one may do, health in words, first steps that tick themselves, and the demo by one click."""

import re
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from starlette.testclient import TestClient

from tests.journeys.house.conftest import OURS, People
from tests.journeys.review.collection import VOCABULARY, T, asset
from tests.patience import PATIENCE, patiently
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace, open_workspace
from thesaury.model.access import Role
from thesaury.model.annotation import Decision, Review
from thesaury.model.connection import Connection, Failure, RunState
from thesaury.model.errors import Unreachable
from thesaury.model.likeness import likeness
from thesaury.model.outbox import Change, OutboxRow, WriteState
from thesaury.pipeline.keeping import decide
from thesaury.ports.progress import Progress
from thesaury.web.app import create_app

AT = "2026-11-23T10:00:00+00:00"


def text(client: TestClient, path: str = "/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return " ".join(re.sub(r"<[^>]+>", " ", answer.text).split())


def steps(client: TestClient) -> list[bool]:
    return [" done" in kind for kind in re.findall(r'<li class="first-step( done)?">', client.get("/").text)]


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[EmbeddedWorkspace]:
    made = init_workspace(tmp_path / "empty")
    yield made
    made.close()


def test_old_addresses_of_a_search_lead_there(owner: TestClient) -> None:
    answer = owner.get("/?q=jar")
    assert (answer.status_code, answer.headers["location"]) == (307, "/search?q=jar")


def test_each_sees_what_waits_for_him(people: People, opened: EmbeddedWorkspace) -> None:
    one, other = asset(opened, 1), asset(opened, 2)
    opened.catalogue.identities.compared([likeness(one, other, 2)], [])
    opened.catalogue.outbox.put([OutboxRow(Change("k", "dam", "1", "concepts", (), (), ()), created_at=AT)])
    opened.catalogue.outbox.claim(["k"], AT, 1)
    opened.catalogue.outbox.settle("k", WriteState.UNCERTAIN, AT, "No answer came.")
    assert "12 suggestions wait for your decision" in text(people("ana"))
    assert "1 pair looks alike" in text(people("eve", Role.EDITOR))
    everything = text(people("mara", Role.ADMIN))
    assert "1 write without a clear answer" in everything
    assert "12 suggestions" in everything
    nothing = text(people("vic", Role.VIEWER))
    assert "All done" in nothing
    assert "suggestion waits" not in nothing
    assert "Audit log" not in nothing


def test_health_says_what_is_wrong(owner: TestClient, opened: EmbeddedWorkspace) -> None:
    well = text(owner)
    assert "Search index Up to date" in well
    assert "Last run None yet" in well
    runs = opened.catalogue.runs
    run = runs.begin(["dam"], AT)
    runs.fail(run.id, [Failure("pull", "dam", "", "The DAM does not answer.")])
    runs.finish(run.id, RunState.FAILED, AT, "")
    opened.catalogue.enrichments.touch([asset(opened, 1)])
    ill = text(owner)
    assert "Search index Behind 1 asset is not found as it is known yet" in ill
    assert "Last run Failed dam," in ill
    assert "Connection Failing dam: The DAM does not answer." in ill


def test_recent_deeds_are_for_administrators(people: People, opened: EmbeddedWorkspace) -> None:
    decide(opened.catalogue, [Review(asset(opened, 1), f"{T}jar", Decision.ACCEPTED, "ana", AT)])
    assert f"asset:{asset(opened, 1)}" in text(people("mara", Role.ADMIN))
    assert "Done lately" not in text(people("ana"))


def test_the_first_steps_tick_themselves(empty: EmbeddedWorkspace) -> None:
    catalogue = empty.catalogue
    with TestClient(create_app(empty), base_url="http://127.0.0.1") as client:
        assert steps(client) == [False] * 6
        catalogue.vocabularies.put(VOCABULARY, "terms.ttl", AT)
        assert steps(client) == [True, *[False] * 5]
        assert 'href="/onboarding">Bring in a table' in client.get("/").text
        catalogue.records.put_connection(Connection("disk", "folder", (("path", "."),)))
        assert steps(client) == [True, True, *[False] * 4]
        catalogue.records.put_connection(Connection("dam", "bynder"))
        run = catalogue.runs.begin(["disk"], AT)
        catalogue.runs.finish(run.id, RunState.FINISHED, AT)
        assert steps(client) == [True] * 4 + [False] * 2


def test_the_first_steps_can_be_hidden_and_shown_again(empty: EmbeddedWorkspace) -> None:
    with TestClient(create_app(empty), base_url="http://127.0.0.1") as client:
        assert 'id="guide"' in client.get("/").text
        hidden = client.post("/home/guide", data={"guide": "hidden"}, headers=OURS)
        assert 'id="guide"' not in hidden.text
        assert "Show the first steps" in hidden.text
        assert 'id="guide"' in client.post("/home/guide", data={"guide": "shown"}, headers=OURS).text


def test_without_somebody_to_bring_it_in_no_demo_is_offered(empty: EmbeddedWorkspace) -> None:
    with TestClient(create_app(empty), base_url="http://127.0.0.1") as client:
        assert "Load the demo" not in client.get("/").text
        assert client.post("/home/demo", headers=OURS).status_code == 400


class Bringing:
    """Stands for what brings the demo in: says how far it is, and goes on when it is let."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.fault, self.go, self.calls = fault, Event(), 0

    def __call__(self, root: Path, progress: Progress) -> None:
        self.calls += 1
        progress("draw pictures", 3, 9)
        assert self.go.wait(PATIENCE)
        if self.fault:
            raise self.fault
        workspace = open_workspace(root)
        workspace.catalogue.vocabularies.put(VOCABULARY, "terms.ttl", AT)
        workspace.close()


def until(client: TestClient, header: str) -> str:
    for _ in patiently():
        answer = client.get("/home/demo/part")
        if answer.headers.get("HX-Refresh") == header:
            return answer.text
    raise AssertionError("the demo does not end")


def test_the_demo_comes_by_one_click_and_says_how_far_it_is(empty: EmbeddedWorkspace) -> None:
    bringing = Bringing()
    with TestClient(create_app(empty, demo=bringing), base_url="http://127.0.0.1") as client:
        assert "Load the demo" in client.get("/").text
        page = client.post("/home/demo", headers=OURS).text
        assert "The demo is being loaded" in page
        assert client.post("/home/demo", headers=OURS).status_code == 200
        assert "3 of 9" in client.get("/home/demo/part").text
        bringing.go.set()
        until(client, "true")
        assert steps(client)[0]
        assert "Load the demo" not in client.get("/").text
        assert bringing.calls == 1
        [kept] = empty.catalogue.audit.deeds()
        assert kept.deed.action == "demo.load"


def test_a_demo_that_was_cut_off_goes_on(empty: EmbeddedWorkspace) -> None:
    bringing = Bringing(Unreachable("The disk is gone."))
    bringing.go.set()
    with TestClient(create_app(empty, demo=bringing), base_url="http://127.0.0.1") as client:
        client.post("/home/demo", headers=OURS)
        for _ in patiently():
            if "could not be loaded" in client.get("/").text:
                break
        assert "The disk is gone." in client.get("/home/demo/part").text
    # Another server over the same workspace still knows that it was begun.
    again = Bringing()
    again.go.set()
    with TestClient(create_app(empty, demo=again), base_url="http://127.0.0.1") as client:
        assert "The demo is not all here" in client.get("/").text
        client.post("/home/demo", headers=OURS)
        until(client, "true")
        assert "The demo is not all here" not in client.get("/").text


def test_a_workspace_that_is_used_takes_no_demo(opened: EmbeddedWorkspace) -> None:
    with TestClient(create_app(opened, demo=Bringing()), base_url="http://127.0.0.1") as client:
        assert "Load the demo" not in client.get("/").text
        answer = client.post("/home/demo", headers=OURS)
        assert answer.status_code == 400
        assert "empty workspace only" in answer.text


def test_only_administrators_load_the_demo(people: People) -> None:
    assert people("ana").post("/home/demo").status_code == 403


def test_a_page_of_another_site_changes_nothing(owner: TestClient) -> None:
    for path in ("/home/demo", "/home/guide"):
        assert owner.post(path, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
