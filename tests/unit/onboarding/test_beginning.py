"""Rounds that begin with a table that was sent, how far proposing them is, and what may not be taken away from under a connection."""

import os
from pathlib import Path

import pytest

from tests.fakes.workspace import FakeWorkspace
from thesaury.dispatch.onboarding import ProposingState, let_propose, propose_in, proposing
from thesaury.engines.tables import Tables
from thesaury.model.concept import Vocabulary
from thesaury.model.connection import Connection, RunState
from thesaury.model.errors import BadInput, Outdated, Usage, WorkspaceBusy
from thesaury.model.onboarding import OnboardingRound
from thesaury.pipeline.onboarding import begin_with_table, propose_round, remove, table_of
from thesaury.pipeline.onboarding.beginning import FOLDER, worked_at

TEXT = "title,tags\nA lake,lake\nA ship,ship\n"


class Here(FakeWorkspace):
    """A workspace with files, and the shared model."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.root = root
        self.tables = Tables()  # type: ignore[assignment]
        self.catalogue.vocabularies.put(Vocabulary("shared", (), ()), "here", "")


@pytest.fixture
def workspace(tmp_path: Path) -> Here:
    return Here(tmp_path)


def sent(workspace: Here, name: str = "client.csv", text: str = TEXT) -> Path:
    path = workspace.root / name
    path.write_text(text)
    return path


def state(workspace: Here, round: OnboardingRound) -> ProposingState:
    kept = {one.name: one for one in workspace.catalogue.mappings.rounds()}
    return proposing(workspace.catalogue, kept[round.name]).state


def test_the_next_export_takes_the_place_of_the_one_before_unless_a_connection_reads_that(workspace: Here):
    round = begin_with_table(workspace, sent(workspace))
    first = table_of(workspace, round)
    assert table_of(workspace, begin_with_table(workspace, sent(workspace, text=f"{TEXT}More,sea\n"))) == first
    assert first.read_text().endswith("More,sea\n")
    second = table_of(workspace, begin_with_table(workspace, sent(workspace, "june.csv"), "client"))
    assert [first.exists(), second.exists()] == [False, True]
    workspace.catalogue.records.put_connection(Connection("client", "table", (("path", str(second)),)))
    third = table_of(workspace, begin_with_table(workspace, sent(workspace, "july.csv"), "client"))
    assert [second.exists(), third.exists()] == [True, True]
    with pytest.raises(Usage, match="thesaury disconnect client"):
        remove(workspace, round)
    assert third.exists()


def test_what_cannot_be_kept_stays_where_it_was_sent_and_changes_nothing(workspace: Here):
    round = begin_with_table(workspace, sent(workspace))
    for name, text, called in (("bare.csv", "title,tags\n", "client"), ("a.csv", TEXT, "a/b"), ("b.csv", TEXT, ".b")):
        path = sent(workspace, name, text)
        with pytest.raises((BadInput, Usage)):
            begin_with_table(workspace, path, called)
        assert path.exists()
    assert workspace.catalogue.mappings.rounds() == [round]
    assert table_of(workspace, round).read_text() == TEXT


def test_a_round_is_removed_once_with_what_somebody_killed_left_a_day_ago(workspace: Here):
    round = begin_with_table(workspace, sent(workspace))
    old, young = workspace.root / FOLDER / "old", workspace.root / FOLDER / "young"
    for folder in (old, young):
        folder.mkdir()
    os.utime(old, (0, 0))
    remove(workspace, round)
    assert [*(workspace.root / FOLDER).iterdir()] == [young]
    with pytest.raises(Outdated):
        remove(workspace, round)


def test_how_far_proposing_is_as_commands_and_workers_leave_it(workspace: Here):
    round = begin_with_table(workspace, sent(workspace))
    assert state(workspace, round) is ProposingState.CUT
    with worked_at(workspace, round.name):
        assert state(workspace, round) is ProposingState.RUNNING
        with pytest.raises(WorkspaceBusy, match="being worked at"):
            propose_round(workspace, round)
    run = let_propose(workspace, round)
    assert state(workspace, round) is ProposingState.WAITING
    workspace.catalogue.runs.start(run.id, "2999-12-01T00:00:00+00:00")
    with pytest.raises(Outdated, match=f"run {run.id}"):
        let_propose(workspace, round)
    workspace.catalogue.runs.finish(run.id, RunState.FAILED, "2999-12-01T00:00:01+00:00", "It is gone.")
    propose_in(workspace, run)  # a run that is over keeps nothing more
    assert (state(workspace, round), workspace.catalogue.mappings.page(round.name)) == (ProposingState.FAILED, [])
    propose_round(workspace, round)
    assert state(workspace, round) is ProposingState.DONE
