"""One command works for all active clients: in turns where there are fewer seats, and for none that is suspended."""

import time
from pathlib import Path

import pytest

from tests.journeys.clients.keeping import CANARY, agency, client, fill, naming
from tests.journeys.conftest import prepared
from tests.patience import PATIENCE
from thesaury.bootstrap import open_workspace
from thesaury.bootstrap.agency import open_agency
from thesaury.cli.agency_worker import LOG, Turns
from thesaury.dispatch.triggering import trigger
from thesaury.model.connection import RunState


def _started(root: Path, name: str, word: str) -> int:
    workspace = open_workspace(client(root, name))
    try:
        return trigger(workspace.catalogue, f"nightly-{word}").id
    finally:
        workspace.close()


def _ended(root: Path, name: str, run: int) -> bool:
    workspace = open_workspace(client(root, name))
    try:
        found = workspace.catalogue.runs.get(run)
        return found is not None and found.state is RunState.FINISHED
    finally:
        workspace.close()


def test_a_client_that_comes_when_every_seat_is_taken_for_good_has_its_turn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    root = agency(tmp_path)
    opened = open_agency(root)
    turns, until = Turns(opened, at_once=len(opened.at_work())), time.monotonic() + PATIENCE
    try:
        turns.look()
        assert len(turns.working) == len(opened.at_work())
        opened.create("late").close()
        while "late" not in turns.working:
            assert time.monotonic() < until, f"only {turns.working} are worked for"
            turns.look()
            time.sleep(0.1)
        assert "ended by itself" not in capsys.readouterr().err, "it was asked to"
    finally:
        turns.stop()


@pytest.mark.long
def test_clients_have_turns_each_in_a_process_of_its_own(tmp_path: Path):
    root = agency(tmp_path)
    fill(root, "full", tmp_path, CANARY)
    prepared("agency", "add", "away", "--agency", root)
    prepared("agency", "suspend", "away", "--agency", root)
    runs = {"plain": _started(root, "plain", "lake"), "full": _started(root, "full", CANARY)}
    turns, seen, until = Turns(open_agency(root), at_once=1), set[str](), time.monotonic() + PATIENCE
    try:
        while "shared" not in seen or not all(_ended(root, name, run) for name, run in runs.items()):
            assert time.monotonic() < until, f"only {seen} had a turn"
            turns.look()
            assert len(turns.working) <= 1
            seen |= set(turns.working)
            time.sleep(0.2)
    finally:
        turns.stop()
    assert (seen, turns.working) == ({"shared", "plain", "full"}, ())
    assert not (client(root, "away") / LOG).exists()
    assert naming(client(root, "plain"), CANARY) == []
