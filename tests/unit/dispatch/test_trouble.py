"""Runs of flows in trouble: flows changed meanwhile, leases lost, people who are quicker, connections that fail as a whole."""

import time

import pytest

from tests.fakes.source import FakeSource
from tests.fakes.workspace import FakeWorkspace
from tests.patience import PATIENCE
from tests.unit.dispatch.test_runs import Server, kept, ran, record, workspace
from thesaury import dispatch
from thesaury.dispatch import way_back, worker
from thesaury.model.annotation import Decision, Review
from thesaury.model.asset import Record
from thesaury.model.connection import Connection, Run, RunState
from thesaury.model.errors import NeedsLogin, Unreachable, Usage
from thesaury.model.flow import Flow, Schedule, ScheduleKind, Step
from thesaury.model.outbox import Change, WriteState
from thesaury.ports.jobs import Chunk
from thesaury.sync.leasing import connection_lease

__all__ = ["workspace"]

ACCEPTING = Flow("f", ("dam",), accept_above=0.1)
LEASE = connection_lease("dam")


def worked(workspace: FakeWorkspace, run: Run, work: dispatch.FlowWork | None = None) -> tuple[Run, list[Chunk]]:
    """The run at its end, and all its chunks."""
    work, position, done = work or dispatch.FlowWork(workspace, 0), "", list[Chunk]()
    while (batch := work.next(run.id, position)).chunks:
        for chunk in batch.chunks:
            work.do(run.id, chunk)
            done.append(chunk)
        position = batch.position
    ended = workspace.catalogue.runs.get(run.id)
    assert ended is not None
    return ended, done


def rejected(workspace: FakeWorkspace, external_id: str) -> None:
    asset = record(external_id, "").asset_id
    workspace.catalogue.enrichments.review([Review(asset, "urn:lake", Decision.REJECTED, "ann", "2026-01-01")])


def test_a_run_whose_flow_was_removed_writes_nothing(workspace: FakeWorkspace):
    ran_before = kept(workspace, Flow("g", ("dam",), (Step.PULL, Step.ENRICH, Step.REVIEW), accept_above=0.1))
    ran(workspace, ran_before.name)
    kept(workspace, Flow("f", ("dam",), filters=(("market", ("FR",)),)))
    run = dispatch.trigger(workspace.catalogue, "f")
    workspace.catalogue.flows.drop("f")
    ended, _ = worked(workspace, run)
    assert (ended.state, workspace.dams["dam"].applied) == (RunState.INTERRUPTED, [])


def test_a_connection_that_came_to_the_flow_since_belongs_to_the_next_run(workspace: FakeWorkspace):
    workspace.sources["far"] = FakeSource([Record("far", "9", "e")])
    workspace.catalogue.records.put_connection(Connection("far", "fake"))
    kept(workspace, Flow("f", ("dam",)))
    run = dispatch.trigger(workspace.catalogue, "f")
    kept(workspace, Flow("f", ("dam", "far")))
    assert "far" not in {chunk.connection for chunk in worked(workspace, run)[1]}


def test_a_chunk_whose_connection_another_run_took_meanwhile_is_not_done(workspace: FakeWorkspace):
    kept(workspace, Flow("f", ("dam",)))
    run = dispatch.trigger(workspace.catalogue, "f")
    work = dispatch.FlowWork(workspace, 0)
    (chunk,) = work.next(run.id, "").chunks
    workspace.catalogue.leases.release(LEASE, f"run/{run.id}")
    workspace.catalogue.leases.take(LEASE, "run/99", time.time(), 60)
    work.do(run.id, chunk)
    ended = workspace.catalogue.runs.get(run.id)
    assert ended is not None
    assert (ended.state, "run/99" in ended.message) == (RunState.INTERRUPTED, True)
    assert workspace.catalogue.enrichments.counts().records == 0


@pytest.mark.parametrize("part", ["sources", "dams"])
def test_a_retry_waits_for_a_run_of_its_connection(workspace: FakeWorkspace, part: str):
    kept(workspace, ACCEPTING)
    getattr(workspace, part)["dam"].reachable = False
    run = ran(workspace)
    getattr(workspace, part)["dam"].reachable = True
    workspace.catalogue.leases.take(LEASE, "run/99", time.time(), 60)
    mended, failing = dispatch.retry(workspace, run.id, (), 0)
    assert (mended, "run/99" in failing[0].reason) == ([], True)


def test_a_push_that_failed_as_a_whole_is_retried_as_a_whole(workspace: FakeWorkspace):
    kept(workspace, ACCEPTING)
    workspace.dams["dam"].reachable = False
    run = ran(workspace)
    assert len(dispatch.retry(workspace, run.id, (), 0)[1]) == 1
    workspace.dams["dam"].reachable = True
    assert dispatch.retry(workspace, run.id, (), 0)[1] == []
    assert len(workspace.dams["dam"].applied) == 3


def test_a_retry_of_a_push_without_its_flow_guesses_nothing(workspace: FakeWorkspace):
    kept(workspace, ACCEPTING)
    workspace.dams["dam"].refuse = "No."
    run = ran(workspace)
    workspace.dams["dam"].refuse = ""
    workspace.catalogue.flows.drop("f")
    assert "thesaury push dam" in dispatch.retry(workspace, run.id, ["1"], 0)[1][0].reason
    assert workspace.dams["dam"].applied == []


def test_a_retry_of_one_record_sends_no_other(workspace: FakeWorkspace):
    kept(workspace, ACCEPTING)
    workspace.dams["dam"].refuse = "No."
    run = ran(workspace)
    workspace.dams["dam"].refuse = ""
    outbox = workspace.catalogue.outbox
    other = next(row for row in outbox.rows() if row.change.external_id == "2")
    outbox.settle(other.change.key, WriteState.PENDING, "2026-01-01")
    assert dispatch.retry(workspace, run.id, ["1"], 0)[1] == []
    assert (workspace.dams["dam"].carried("1"), workspace.dams["dam"].carried("2")) == ({"urn:lake"}, set())


def test_a_rule_never_overrules_a_person_who_was_quicker(workspace: FakeWorkspace, monkeypatch):
    kept(workspace, Flow("f", ("dam",), (Step.PULL, Step.ENRICH)))
    ran(workspace)
    queue = workspace.catalogue.enrichments.queue

    def slow(limit: int, minimum: float = 0.0):
        found = queue(limit, minimum)
        rejected(workspace, "1")
        return found

    monkeypatch.setattr(workspace.catalogue.enrichments, "queue", slow)
    kept(workspace, ACCEPTING)
    ran(workspace)
    assert (workspace.dams["dam"].carried("1"), workspace.dams["dam"].carried("4")) == (set(), {"urn:lake"})


def test_what_waited_to_be_sent_and_is_wanted_no_more_is_never_sent(workspace: FakeWorkspace, monkeypatch):
    dam, sent = workspace.dams["dam"], list[str]()
    apply = dam.apply
    kept(workspace, ACCEPTING)

    def away(change: Change):
        raise Unreachable("It is away.")

    def noted(change: Change):
        sent.append(change.external_id)
        return apply(change)

    monkeypatch.setattr(dam, "apply", away)
    ran(workspace)
    assert workspace.catalogue.outbox.count((WriteState.PENDING,)) == 3
    rejected(workspace, "1")
    monkeypatch.setattr(dam, "apply", noted)
    ran(workspace)
    assert sorted(sent) == ["2", "4"]
    assert workspace.catalogue.outbox.count((WriteState.PENDING,)) == 0


def test_a_refused_login_is_not_tried_for_every_record(workspace: FakeWorkspace, monkeypatch):
    monkeypatch.setattr(way_back, "WINDOW", 1)
    tried: list[str] = []

    def held(records: list[Record], field: str, among: object = ()):
        tried.append(records[0].external_id)
        raise NeedsLogin("Log in.")

    kept(workspace, ACCEPTING)
    monkeypatch.setattr(workspace.dams["dam"], "held", held)
    assert (ran(workspace).message, len(tried)) == ("Log in.", 1)


def test_a_sink_that_cannot_be_opened_is_said_in_its_own_words(workspace: FakeWorkspace, monkeypatch):
    def sink(connection: Connection):
        raise Usage("The key is missing.")

    kept(workspace, ACCEPTING)
    monkeypatch.setattr(workspace, "sink", sink)
    ended, _ = worked(workspace, dispatch.trigger(workspace.catalogue, "f"))
    assert (ended.state, ended.message) == (RunState.FAILED, "The key is missing.")


def test_every_run_of_a_worker_asks_its_annotator_anew(workspace: FakeWorkspace):
    versions = iter(["server/1", "server/2"])

    def chosen(vocabularies):
        server = Server()
        server.version = next(versions)  # type: ignore[misc]
        return server

    workspace.catalogue.vocabularies.current()
    kept(workspace, Flow("f", ("dam",), (Step.PULL, Step.ENRICH)))
    workspace.chosen = chosen
    work = dispatch.FlowWork(workspace, 0)
    for _ in range(2):
        ended, _ = worked(workspace, dispatch.trigger(workspace.catalogue, "f"), work)
        assert dict(ended.counts)["enriched"] == 4


def test_a_write_cut_off_and_settled_in_the_same_run_is_no_failure(workspace: FakeWorkspace, monkeypatch):
    class Killed(BaseException):
        """The process dies."""

    dam = workspace.dams["dam"]
    apply = dam.apply

    def dies(change: Change):
        apply(change)
        monkeypatch.setattr(dam, "apply", apply)
        raise Killed

    class Dying(dispatch.FlowWork):
        def do(self, run: int, chunk: Chunk) -> None:
            try:
                super().do(run, chunk)
            except Killed:
                super().do(run, chunk)  # by another worker

    kept(workspace, ACCEPTING)
    monkeypatch.setattr(dam, "apply", dies)
    ended, _ = worked(workspace, dispatch.trigger(workspace.catalogue, "f"), Dying(workspace, 0))
    assert (len(dam.applied), workspace.catalogue.runs.failures(ended.id)) == (3, [])


def test_a_look_that_fails_does_not_end_the_schedules(workspace: FakeWorkspace, monkeypatch):
    def keep_logins():
        raise KeyError("unforeseen")

    monkeypatch.setattr(workspace, "keep_logins", keep_logins)
    monkeypatch.setattr(worker, "TICK", 0.01)
    due, looks = worker.due_flows, [Usage("The flow was removed just then."), KeyError("unforeseen")]

    def stumbling(catalogue, moment):
        if looks:
            raise looks.pop()
        return due(catalogue, moment)

    monkeypatch.setattr(worker, "due_flows", stumbling)
    kept(workspace, Flow("f", ("dam",), schedule=Schedule(ScheduleKind.INTERVAL, "600")), "2026-01-01T00:00:00+00:00")
    until = time.monotonic() + PATIENCE
    dispatch.work(workspace, lambda: bool(workspace.catalogue.runs.recent(1)) or time.monotonic() > until, 0)
    assert workspace.catalogue.runs.recent(1)[0].flow == "f"
