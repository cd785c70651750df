"""Hints: deliveries and watchers start the flows that wait for changes, and the pull looks at what they name."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence

import pytest

from tests.fakes.source import FakeSource
from tests.fakes.workspace import FakeWorkspace
from tests.patience import PATIENCE
from thesaury import dispatch
from thesaury.dispatch import subscribing
from thesaury.dispatch.hearing import Watching
from thesaury.model.asset import Record
from thesaury.model.connection import RunState
from thesaury.model.errors import Refused, Unreachable, Usage, WorkspaceBusy
from thesaury.model.flow import Flow, Schedule, ScheduleKind
from thesaury.ports.hints import Hint
from thesaury.sync.scheduling import due_after, parsed, spoken

CHANGES = Schedule(ScheduleKind.CHANGES)


class Ear:
    """Hears an external id in each line; a delivery without our header is somebody else's."""

    def heard(self, headers: Mapping[str, str], body: bytes) -> tuple[Hint, ...]:
        if headers.get("x-ours") != "yes":
            raise Refused("The delivery is not signed.", 403)
        return tuple(Hint(line) for line in body.decode().splitlines())

    def __init__(self) -> None:
        self.subscribed: list[str] = []
        self.failure: Exception | None = None

    def subscribe(self, address: str) -> tuple[str, ...]:
        if self.failure:
            raise self.failure
        self.subscribed.append(address)
        return ("Subscribed.",)


class Eye:
    def __init__(self, *seen: str, fails: bool = False) -> None:
        self.seen, self.fails, self.watched = seen, fails, 0

    def hints(self, stopped: Callable[[], bool]) -> Iterator[tuple[Hint, ...]]:
        self.watched += 1
        if self.fails:
            raise Unreachable("There is no such folder.")
        yield tuple(map(Hint, self.seen))
        while not stopped():
            time.sleep(0.01)
            yield ()


@pytest.fixture
def workspace() -> FakeWorkspace:
    made = FakeWorkspace(dam=FakeSource([Record("dam", id, "1") for id in "123"]), other=FakeSource())
    made.listeners["dam"] = Ear()
    made.catalogue.flows.put(Flow("live", ("dam",), schedule=CHANGES), "")
    made.catalogue.flows.put(Flow("nightly", ("dam",)), "")
    made.catalogue.flows.put(Flow("off", ("dam",), schedule=CHANGES, enabled=False), "")
    made.catalogue.flows.put(Flow("elsewhere", ("other",), schedule=CHANGES), "")
    return made


def test_a_delivery_starts_what_waits_for_changes_once(workspace: FakeWorkspace):
    token = dispatch.new_address(workspace.catalogue, "dam")
    runs = dispatch.heard(workspace, token, {"x-ours": "yes"}, b"2\n3")
    assert runs is not None
    assert [(run.flow, run.state) for run in runs] == [("live", RunState.WAITING)]
    assert dispatch.heard(workspace, token, {"x-ours": "yes"}, b"2") == runs
    assert [hint.external_id for hint in workspace.catalogue.hints.waiting("dam")] == ["2", "3"]


def test_nobody_hears_at_another_address_and_a_new_one_ends_the_old(workspace: FakeWorkspace):
    old = dispatch.new_address(workspace.catalogue, "dam")
    new = dispatch.new_address(workspace.catalogue, "dam")
    assert [dispatch.heard(workspace, token, {"x-ours": "yes"}, b"1") for token in (old, "", "nonsense")] == [None] * 3
    assert dispatch.heard(workspace, new, {"x-ours": "yes"}, b"1")
    with pytest.raises(Usage):
        dispatch.new_address(workspace.catalogue, "unheard of")


def test_a_delivery_that_is_not_to_be_trusted_leaves_nothing(workspace: FakeWorkspace):
    token = dispatch.new_address(workspace.catalogue, "dam")
    with pytest.raises(Refused):
        dispatch.heard(workspace, token, {}, b"1")
    assert workspace.catalogue.hints.waiting("dam") == []
    assert workspace.catalogue.runs.open() == []


def test_a_delivery_that_hints_at_nothing_starts_nothing(workspace: FakeWorkspace):
    token = dispatch.new_address(workspace.catalogue, "dam")
    assert dispatch.heard(workspace, token, {"x-ours": "yes"}, b"") == []
    assert workspace.catalogue.runs.open() == []


def test_the_pull_reads_what_was_hinted_and_marks_what_is_gone(workspace: FakeWorkspace):
    dispatch.run_now(workspace, "live", 0)
    del workspace.sources["dam"].records["3"]
    workspace.sources["dam"].records["2"] = Record("dam", "2", "1", tags=("same etag, read all the same",))
    workspace.catalogue.hints.put("dam", [Hint("2"), Hint("3"), Hint("unheard of"), Hint("")], "now")
    run = dispatch.run_now(workspace, "live", 0)
    assert dict(run.counts)["gone"] == 1
    assert workspace.catalogue.hints.waiting("dam") == []


def test_hints_wait_while_the_system_does_not_answer(workspace: FakeWorkspace):
    workspace.catalogue.hints.put("dam", [Hint("2")], "now")
    workspace.sources["dam"].reachable = False
    assert dispatch.run_now(workspace, "live", 0).state is RunState.FAILED
    assert [hint.external_id for hint in workspace.catalogue.hints.waiting("dam")] == ["2"]


def test_watched_connections_are_those_of_flows_that_wait_for_changes(workspace: FakeWorkspace):
    workspace.watches = {"dam": Eye("1"), "other": Eye(fails=True)}
    watching = Watching(workspace)
    watching.look()
    until(lambda: workspace.catalogue.runs.open())
    assert [run.flow for run in workspace.catalogue.runs.open()] == ["live"]
    until(lambda: not any(thread.is_alive() for c, (thread, _) in watching._threads.items() if c.name == "other"))
    watching.look()  # the one that failed is begun anew, the other goes on
    until(lambda: workspace.watches["other"].watched == 2)
    assert workspace.watches["dam"].watched == 1
    workspace.catalogue.flows.drop("live")
    watching.look()
    watching.stop()
    assert [connection.name for connection in watching._threads] == ["other"]


def test_what_was_seen_is_told_again_until_it_is_kept_and_what_changed_before_is_looked_for(
    workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch
):
    workspace.watches, busy = {"dam": Eye("1")}, [True, True]
    put = workspace.catalogue.hints.put

    def crowded(connection: str, hints: Sequence[Hint], at: str) -> int:
        if busy:
            busy.pop()
            raise WorkspaceBusy("Another process writes.")
        return put(connection, hints, at)

    monkeypatch.setattr(workspace.catalogue.hints, "put", crowded)
    watching = Watching(workspace)
    watching.look()
    until(lambda: workspace.catalogue.runs.open())
    watching.stop()
    assert [hint.external_id for hint in workspace.catalogue.hints.waiting("dam")] == ["", "1"]
    assert workspace.watches["dam"].watched == 1


def until(reached: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_the_schedule_is_spoken_and_never_due():
    from datetime import UTC, datetime

    assert parsed("changes") == CHANGES
    assert spoken(CHANGES) == "changes"
    assert due_after(CHANGES, datetime.now(UTC)) == ""


def test_a_subscription_is_renewed_until_it_is_taken_back(workspace: FakeWorkspace, caplog: pytest.LogCaptureFixture):
    ear = workspace.listeners["dam"]
    [connection] = [c for c in workspace.catalogue.records.connections() if c.name == "dam"]
    subscribing.renew(workspace)
    assert ear.subscribed == []
    address = subscribing.address_of(workspace, connection, "https://hooks.example/")
    assert subscribing.subscribe(workspace, connection, address) == ("Subscribed.",)
    with caplog.at_level("INFO"):
        subscribing.renew(workspace)
    assert ear.subscribed == [address, address]
    assert address not in caplog.text
    ear.failure = Unreachable("The DAM does not answer. Wait.")
    subscribing.renew(workspace)
    assert "The DAM does not answer" in caplog.text
    ear.failure = None
    subscribing.take_back(workspace, connection)
    subscribing.renew(workspace)
    assert len(ear.subscribed) == 2
    assert dispatch.heard(workspace, address.rpartition("/")[2], {"x-ours": "yes"}, b"1") is None


def test_what_could_not_be_subscribed_is_not_renewed(workspace: FakeWorkspace):
    ear = workspace.listeners["dam"]
    [connection] = [c for c in workspace.catalogue.records.connections() if c.name == "dam"]
    ear.failure = Usage("Brandfolder delivers to https addresses only; give it one.")
    address = subscribing.address_of(workspace, connection, "http://hooks.example")
    with pytest.raises(Usage):
        subscribing.subscribe(workspace, connection, address)
    ear.failure = None
    subscribing.renew(workspace)
    assert ear.subscribed == []
