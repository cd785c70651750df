"""Analytics follow at the end of a run and beside runs, and nobody waits for another who is at it."""

from pathlib import Path

import pytest

from tests.contract.catalogue_values import AT, fill, record
from tests.fakes.source import FakeSource
from tests.fakes.tables import FakeTables
from tests.fakes.workspace import FakeWorkspace
from thesaury import dispatch
from thesaury.analytics.naming import USES_GRAPH
from thesaury.dispatch import measuring
from thesaury.dispatch.measuring import PAUSE, Measuring
from thesaury.model.connection import RunState
from thesaury.model.flow import Flow, Step
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.pipeline.measuring import running


def used(workspace: FakeWorkspace, id: str) -> None:
    workspace.catalogue.usage.add("dam", [UsageEvent(id, UsageKind.USE, AT, "1")])


def test_a_run_ends_with_analytics_and_a_broken_table_is_listed_without_failing_it(tmp_path: Path):
    workspace = FakeWorkspace(dam=FakeSource([record("1")]))
    fill(workspace.catalogue, record("1"))
    used(workspace, "a")
    workspace.catalogue.flows.put(Flow("f", ("dam",), steps=(Step.PULL,)), "")
    run = dispatch.run_now(workspace, "f", patience=0)
    assert (run.state, dict(run.counts)["measured"], "measure" in dict(run.timings)) == (RunState.FINISHED, 1, True)
    assert list(workspace.graph.match(USES_GRAPH))
    workspace.campaigns_file = tmp_path / "campaigns.csv"
    workspace.campaigns_file.write_text("no id")
    workspace.tables = FakeTables({workspace.campaigns_file: (["name"], [["Spring"]])})
    told = dispatch.run_now(workspace, "f", patience=0)
    assert told.state is RunState.FINISHED
    assert {(one.stage, one.item) for one in workspace.catalogue.runs.failures(told.id)} == {
        ("measure", "campaigns"),
        ("measure", "tallies"),
    }


def test_what_nobody_foresaw_fails_no_run_and_is_not_tried_again_at_once(monkeypatch: pytest.MonkeyPatch):
    workspace, now = FakeWorkspace(dam=FakeSource([record("1")])), [0.0]
    workspace.catalogue.flows.put(Flow("f", ("dam",), steps=(Step.PULL,)), "")
    rounds, tried = Measuring(workspace, lambda: now[0]), list[int]()

    def broken(*_: object, **__: object) -> None:
        tried.append(1)
        raise ArithmeticError("too many digits")

    monkeypatch.setattr(measuring, "measure", broken)
    told = dispatch.run_now(workspace, "f", patience=0)
    assert told.state is RunState.FINISHED
    assert ["too many digits" in one.reason for one in workspace.catalogue.runs.failures(told.id)] == [True]
    with pytest.raises(ArithmeticError):
        rounds.look(lambda: False)
    assert not rounds.look(lambda: False)
    assert len(tried) == 2


def test_a_worker_looks_at_once_then_pauses_and_does_what_came_together():
    workspace, now = FakeWorkspace(), [0.0]
    fill(workspace.catalogue, record("1"))
    used(workspace, "a")
    rounds = Measuring(workspace, lambda: now[0])
    with running._alone(workspace):
        assert not rounds.look(lambda: False)
    assert rounds.look(lambda: False)
    used(workspace, "b")
    assert not rounds.look(lambda: False)
    now[0] += PAUSE
    assert rounds.look(lambda: False)
    now[0] += PAUSE
    assert not rounds.look(lambda: False)
