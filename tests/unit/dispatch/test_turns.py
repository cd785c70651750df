"""A worker for a while."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.fakes.workspace import FakeWorkspace
from thesaury.dispatch import turns
from thesaury.dispatch.triggering import trigger
from thesaury.model.connection import RunState
from thesaury.model.flow import Flow, Schedule, ScheduleKind

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    clock = [100.0]
    monkeypatch.setattr(turns, "monotonic", lambda: clock[0])
    return clock


def test_a_turn_is_over_once_nothing_is_left_to_do_and_stays_over(clock: list[float]):
    workspace, stopped = FakeWorkspace(), [False]
    workspace.catalogue.flows.put(Flow("nightly", ("dam",)), "")
    over = turns._over(workspace, lambda: stopped[0], clock[0] + turns.LEAST)
    assert not over()
    run = trigger(workspace.catalogue, "nightly")
    clock[0] += turns.LEAST
    assert not over()
    workspace.catalogue.runs.finish(run.id, RunState.FINISHED, NOW.isoformat())
    assert not over(), "it looks once a second"
    clock[0] += 1
    assert over()
    trigger(workspace.catalogue, "nightly")
    clock[0] += 1
    assert over()


def test_whoever_is_stopped_is_over_at_once(clock: list[float]):
    assert turns._over(FakeWorkspace(), lambda: True, clock[0] + turns.LEAST)()


def test_a_turn_is_wanted_for_runs_and_for_flows_that_are_due():
    workspace = FakeWorkspace()
    assert not turns.wants_turn(workspace, NOW)
    flow = Flow("nightly", ("dam",), Schedule(ScheduleKind.INTERVAL, "3600"))
    workspace.catalogue.flows.put(flow, (NOW + timedelta(hours=1)).isoformat())
    assert not turns.wants_turn(workspace, NOW)
    assert turns.wants_turn(workspace, NOW + timedelta(hours=1))
    trigger(workspace.catalogue, "nightly")
    assert turns.wants_turn(workspace, NOW)
