"""The way back on pages: what is shown is what is done, and what nobody knows the end of is settled by a person."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.journeys.dams import BynderDam, bynder
from tests.journeys.dams import workspace as connected
from tests.journeys.pages.connected import hidden, pages_of, text
from tests.patience import PATIENCE
from thesaury import dispatch
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.connectors.pacing import forget_circuits
from thesaury.model.connection import RunState
from thesaury.model.flow import Flow, Step
from thesaury.model.outbox import WriteState


@pytest.fixture
def dam() -> Iterator[BynderDam]:
    forget_circuits()
    with bynder() as there:
        yield there


@pytest.fixture
def opened(dam: BynderDam, tmp_path: Path) -> Iterator[EmbeddedWorkspace]:
    made = connected(dam, tmp_path / "work")
    reading = (Step.PULL, Step.ENRICH, Step.REVIEW)
    made.catalogue.flows.put(Flow("all", ("dam",), reading, accept_above=0.05), "")
    assert dispatch.run_now(made, "all", 0).state is RunState.FINISHED
    yield made
    made.close()


@pytest.fixture
def pages(opened: EmbeddedWorkspace) -> Iterator[TestClient]:
    with pages_of(opened) as client:
        yield client


def planned(opened: EmbeddedWorkspace) -> dict[str, set[str]]:
    """What would be added to each record."""
    return {
        row.change.external_id: {tag.iri for tag in row.change.add}
        for row in dispatch.preview(opened, Flow("", ("dam",)), ["dam"])
    }


def ended(opened: EmbeddedWorkspace, address: str) -> None:
    number = int(address.rsplit("/", 1)[1])
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        run = opened.catalogue.runs.get(number)
        if run is not None and run.finished_at:
            assert (run.state, run.message) == (RunState.FINISHED, "")
            return
        time.sleep(0.05)
    raise AssertionError("the run does not end")


def test_what_was_shown_is_written_and_nothing_else(opened: EmbeddedWorkspace, pages: TestClient, dam: BynderDam):
    plan = planned(opened)
    assert plan
    before = {id: set(dam.held(id)) for id in plan}
    page = pages.get("/connections/dam/back").text
    assert f"{len(plan)} field" in text(page)
    assert "accepted by rule" in page
    assert all(id in page for id in plan)
    assert opened.catalogue.outbox.count() == 0
    done = pages.post("/connections/dam/back", data={"plan": hidden(page, "plan"), "flow": ""})
    assert done.status_code == 303, text(done.text)
    ended(opened, done.headers["location"])
    assert {id: set(dam.held(id)) - before[id] for id in plan} == plan
    rows = opened.catalogue.outbox.rows()
    assert {row.change.external_id for row in rows} == set(plan)
    assert {row.state for row in rows} == {WriteState.DONE}
    assert "Nothing would be written" in pages.get("/connections/dam/back").text
    assert "written back" in text(pages.get(done.headers["location"]).text)
    assert "push.start" in [kept.deed.action for kept in opened.catalogue.audit.every()]


def test_a_plan_that_changed_meanwhile_is_shown_again_and_not_written(
    opened: EmbeddedWorkspace, pages: TestClient, dam: BynderDam
):
    plan = planned(opened)
    page = pages.get("/connections/dam/back").text
    one, iri = next((id, min(iris)) for id, iris in sorted(plan.items()))
    dispatch.push(opened, Flow("", ("dam",)), ["dam"], 0)
    dam.describe(one, "A kitchen table with a wooden brush, an office and a paper cup")
    dispatch.run_now(opened, "all", 0)
    assert planned(opened)
    refused = pages.post("/connections/dam/back", data={"plan": hidden(page, "plan"), "flow": ""})
    assert refused.status_code == 409
    assert "has changed since you looked" in refused.text
    assert hidden(refused.text, "plan") != hidden(page, "plan")
    assert iri in set(dam.held(one))
    assert planned(opened), "nothing of it was written"


def test_a_write_that_waits_for_a_person_is_compared_and_settled(
    opened: EmbeddedWorkspace, pages: TestClient, dam: BynderDam
):
    rows = dispatch.preview(opened, Flow("", ("dam",)), ["dam"])[:2]
    outbox = opened.catalogue.outbox
    outbox.put(rows)
    for row, state in zip(rows, (WriteState.UNCERTAIN, WriteState.REFUSED), strict=True):
        outbox.claim([row.change.key], "2026-11-29T03:00:00+00:00", 1)
        outbox.settle(row.change.key, state, "2026-11-29T03:00:01+00:00", "The reply was lost.")
    page = pages.get("/connections/dam").text
    assert "Writes that wait for a person" in page
    assert rows[0].change.external_id in page
    assert "1 write uncertain" in text(pages.get("/connections").text)
    held = pages.get(f"/connections/dam/held?key={rows[0].change.key}")
    assert held.status_code == 200
    assert "The system holds now" in held.text
    first, second = (row.change.key for row in rows)
    assert pages.post("/connections/dam/writes", data={"key": first, "as": "done"}).status_code == 303
    assert pages.post("/connections/dam/writes", data={"key": second, "as": "again"}).status_code == 303
    assert [row.state for row in outbox.get([first, second])] == [WriteState.DONE, WriteState.PENDING]
    assert pages.post("/connections/dam/writes", data={"key": first, "as": "again"}).status_code == 409
    assert [kept.deed.action for kept in opened.catalogue.audit.every()].count("write.settle") == 2


def test_where_nothing_can_be_written_there_is_no_such_page(
    opened: EmbeddedWorkspace, pages: TestClient, tmp_path: Path
):
    from thesaury.model.connection import Connection

    (tmp_path / "a.csv").write_text("id,title\n1,A lake\n")
    opened.catalogue.records.put_connection(Connection("a", "table", (("path", str(tmp_path / "a.csv")),)))
    assert pages.get("/connections/a/back").status_code == 404
    assert "/connections/a/back" not in pages.get("/connections/a").text
    assert pages.get("/connections/dam/back?flow=nobody").status_code == 422
