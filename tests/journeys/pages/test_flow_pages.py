"""Flows and runs on pages: a flow is made, changed, run and stopped; the log is filtered; every schedule is said in words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.journeys.pages.connected import pages_of, pictures, text, workspace
from thesaury import dispatch
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.model.connection import Connection, Failure, RunProgress, RunState
from thesaury.model.flow import Flow

FORM = {"name": "nightly", "connection": "pics", "step": ["pull", "enrich"], "kind": "daily", "time": "03:00"}


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[EmbeddedWorkspace]:
    pictures(tmp_path / "pics")
    with workspace(tmp_path / "work") as made:
        made.catalogue.records.put_connection(Connection("pics", "folder", (("path", str(tmp_path / "pics")),)))
        yield made


@pytest.fixture
def pages(opened: EmbeddedWorkspace) -> Iterator[TestClient]:
    with pages_of(opened) as client:
        yield client


def test_a_flow_is_made_changed_switched_and_deleted(opened: EmbeddedWorkspace, pages: TestClient):
    assert pages.post("/flows/new", data=FORM).headers["location"] == "/flows?said=kept"
    page = text(pages.get("/flows").text)
    assert "every day at 03:00 UTC" in page
    assert "Read, Find concepts" in page
    assert "jeden Tag um 03:00 UTC" in pages.get("/flows", headers={"Accept-Language": "de"}).text
    state = opened.catalogue.flows.get("nightly")
    assert state is not None
    assert state.due.endswith("T03:00:00+00:00")
    assert 'value="03:00"' in pages.get("/flows/nightly/edit").text
    changed = {**FORM, "kind": "every", "number": "2", "unit": "h", "above": "0,9", "step": ["pull", "review"]}
    assert pages.post("/flows/nightly/edit", data=changed).status_code == 303
    assert "every 2 hours" in pages.get("/flows").text
    state = opened.catalogue.flows.get("nightly")
    assert state is not None
    assert (state.flow.accept_above, state.flow.schedule.value) == (0.9, "7200")
    pages.post("/flows/nightly/switch", data={"on": "no"})
    assert opened.catalogue.flows.get("nightly").due == ""  # type: ignore[union-attr]
    assert "not by itself" in text(pages.get("/flows").text)
    pages.post("/flows/nightly/switch", data={"on": "yes"})
    assert opened.catalogue.flows.get("nightly").due  # type: ignore[union-attr]
    assert pages.post("/flows/nightly/delete").headers["location"] == "/flows?said=deleted"
    assert opened.catalogue.flows.all() == []
    assert pages.post("/flows/nightly/delete").status_code == 404
    actions = [kept.deed.action for kept in opened.catalogue.audit.every()]
    assert actions.count("flow.set") == 4
    assert actions[-1] == "flow.remove"


def test_what_a_flow_has_that_the_form_does_not_show_stays(opened: EmbeddedWorkspace, pages: TestClient):
    kept = Flow("nightly", ("pics",), filters=(("market", ("DE",)),), fields=(("", "topics"),))
    opened.catalogue.flows.put(kept, "")
    assert "They stay as they are." in pages.get("/flows/nightly/edit").text
    assert pages.post("/flows/nightly/edit", data=FORM).status_code == 303
    state = opened.catalogue.flows.get("nightly")
    assert state is not None
    assert (state.flow.filters, state.flow.fields) == (kept.filters, kept.fields)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": "a/b"}, "letters, digits"),
        ({"connection": []}, "Choose at least one connection."),
        ({"connection": "nobody"}, "There is no connection"),
        ({"step": []}, "Choose at least one step."),
        ({"above": "7"}, "between 0 and 1"),
        ({"kind": "cron", "cron": "0 0 30 2 *"}, "never comes"),
        ({"kind": "every", "number": "x"}, "interval"),
        ({"kind": "once", "once": ""}, "moment"),
        ({"kind": "daily", "time": "late"}, "cron expression"),
        ({"kind": "weekly", "day": "9"}, "cron expression"),
        ({"kind": "sometimes"}, "schedule"),
    ],
)
def test_a_flow_that_cannot_be_says_why_and_keeps_what_was_typed(
    opened: EmbeddedWorkspace, pages: TestClient, wrong: dict[str, object], words: str
):
    answer = pages.post("/flows/new", data={**FORM, **wrong})
    assert answer.status_code == 422
    assert words in text(answer.text)
    assert opened.catalogue.flows.all() == []


def test_the_next_times_are_shown_while_a_schedule_is_chosen(pages: TestClient):
    shown = text(pages.get("/flows/next?kind=weekly&day=1&time=06:30").text)
    assert "every Monday at 06:30 UTC" in shown
    assert shown.count("06:30 UTC") == 4
    assert (
        "jede Woche am Montag"
        in pages.get("/flows/next?kind=weekly&day=1&time=06:30", headers={"Accept-Language": "de"}).text
    )
    assert "does not run by itself" in pages.get("/flows/next?kind=changes").text
    assert "five fields" in pages.get("/flows/next?kind=cron&cron=x").text


def test_a_run_that_is_stopped_ends_and_the_next_one_goes_on(opened: EmbeddedWorkspace, pages: TestClient):
    pages.post("/flows/new", data=FORM)
    assert pages.post("/flows/nightly/runs").headers["location"] == "/runs/1"
    assert pages.post("/runs/1/stop").status_code == 303
    stopped = opened.catalogue.runs.get(1)
    assert stopped is not None
    assert stopped.state is RunState.INTERRUPTED
    page = text(pages.get("/runs/1").text)
    assert "Stopped" in page
    assert "the next run goes on where it stood" in page
    assert pages.post("/runs/1/stop").status_code == 409
    assert pages.post("/runs/77/stop").status_code == 404
    again = dispatch.run_now(opened, "nightly")
    assert (again.state, dict(again.counts)["new"]) == (RunState.FINISHED, 3)
    assert "run.stop" in [kept.deed.action for kept in opened.catalogue.audit.every()]


def test_a_worker_that_finds_its_run_stopped_gives_the_connections_back(opened: EmbeddedWorkspace):
    opened.catalogue.flows.put(Flow("nightly", ("pics",)), "")
    work, run = dispatch.FlowWork(opened, 0), dispatch.trigger(opened.catalogue, "nightly")
    batch = work.next(run.id, "")
    assert opened.catalogue.leases.held("connection/")
    dispatch.stop(opened.catalogue, run.id, "ana")
    assert opened.catalogue.leases.held("connection/"), "what is under way comes to its end first"
    for chunk in batch.chunks:
        work.do(run.id, chunk)
    assert opened.catalogue.records.count("pics") == 0
    assert work.next(run.id, batch.position).chunks == ()
    assert opened.catalogue.leases.held("connection/") == []


def test_a_run_shows_its_progress_and_what_it_could_not_do(opened: EmbeddedWorkspace, pages: TestClient):
    opened.catalogue.flows.put(Flow("nightly", ("pics",)), "")
    run = dispatch.run_now(opened, "nightly")
    assert run.progress is not None
    page = text(pages.get(f"/runs/{run.id}").text)
    for words in ("Finished", "new 3", "refused 1", "Time per step", "Reading assets", "broken.jpg"):
        assert words in page
    runs = opened.catalogue.runs
    going = runs.begin(["pics"], "2026-11-29T03:00:00+00:00", "nightly")
    runs.stand(going.id, RunProgress("enrich", "", 2, 5, 40, 160, "2026-11-29T03:00:00+00:00"))
    page = pages.get(f"/runs/{going.id}/standing").text
    assert 'max="160" value="40"' in page
    assert "left in this step" in page
    assert "Step 3 of 5" in page
    runs.finish(going.id, RunState.FAILED, "2026-11-29T03:10:00+00:00", "No disk <b>left</b>.")
    runs.fail(going.id, [Failure("pull", "pics", "", "No disk <b>left</b>.")])
    page = pages.get(f"/runs/{going.id}").text
    assert "No disk &lt;b&gt;left&lt;/b&gt;." in page
    assert "the connection as a whole" in page


def test_the_log_of_runs_is_filtered_and_paged(opened: EmbeddedWorkspace, pages: TestClient):
    opened.catalogue.flows.put(Flow("nightly", ("pics",)), "")
    runs = opened.catalogue.runs
    for number in range(60):
        made = runs.begin(["pics"], "2026-11-29T03:00:00+00:00", "nightly" if number % 2 else "")
        runs.finish(made.id, RunState.FAILED if number % 3 == 0 else RunState.FINISHED, "2026-11-29T03:00:09+00:00")
    first = pages.get("/runs").text
    assert first.count("/runs/") - first.count("/runs/?") >= 25
    assert "before=36" in first
    second = pages.get("/runs?before=36").text
    assert 'href="/runs/35"' in second
    assert 'href="/runs/36"' not in second
    failed = pages.get("/runs?state=failed&flow=nightly").text
    assert 'href="/runs/58"' in failed
    assert 'href="/runs/60"' not in failed
    assert "No run is like this" in pages.get("/runs?state=waiting").text
    assert pages.get("/runs?state=nonsense&before=x&connection=%00").status_code in (200, 400)
    assert pages.get("/runs/99999999999999999999").status_code == 404
