"""What licences name is in the index, follows the records, and does not outlive the licences."""

from collections.abc import Mapping
from datetime import date

import pytest

from tests.fakes.source import FakeSource
from tests.fakes.workspace import FakeWorkspace
from thesaury import pipeline
from thesaury.dispatch import worker
from thesaury.model.asset import Licence, Record
from thesaury.pipeline import needs_turning, project, project_turned, projecting
from thesaury.pipeline.rights.confirming import confirm
from thesaury.ports.index import IndexQuery
from thesaury.search.documents import FACETS

LICENCES = {
    "clear": "Website only, DACH, until 31 December 2026.",
    "short": "Brochure, FR, until 30 June 2026.",
    "ever": "All media, worldwide, perpetual.",
    "unclear": "Website, DE, until 31 December 2026, quuxed.",
    "none": "",
}


@pytest.fixture
def day(monkeypatch: pytest.MonkeyPatch) -> "Clock":
    clock = Clock(date(2026, 6, 1))
    monkeypatch.setattr(projecting, "today", lambda: clock.day)
    return clock


class Clock:
    def __init__(self, day: date) -> None:
        self.day = day


@pytest.fixture
def workspace(day: Clock) -> FakeWorkspace:
    records = [Record("dam", name, "1", licences=(Licence(text),) if text else ()) for name, text in LICENCES.items()]
    made = FakeWorkspace(dam=FakeSource(records))
    pipeline.sync(made)
    return made


def found(workspace: FakeWorkspace, **chosen: str) -> set[str]:
    filters = tuple((name, (value,)) for name, value in chosen.items())
    assets = workspace.catalogue.records.assets(workspace.index.search(IndexQuery(filters=filters)).ids)
    return {record.external_id for asset in assets for record in asset.records}


def counts(workspace: FakeWorkspace, name: str) -> Mapping[str, int]:
    return workspace.index.search(IndexQuery(), FACETS).facets[name]


def test_assets_are_found_by_what_their_licences_name(workspace: FakeWorkspace):
    assert found(workspace, licensed_region="DE") == {"clear", "ever"}
    assert found(workspace, licensed_region="FR") == {"short", "ever"}
    assert found(workspace, licensed_channel="brochure") == {"short", "ever"}
    assert found(workspace, licensed_region="DE", licensed_channel="social_paid") == {"ever"}
    assert found(workspace, licensed_use="advertising") == {"ever"}
    assert counts(workspace, "rights") == {"complete": 3, "needs_review": 1, "none": 1}


def test_a_licence_that_ends_leaves_the_index_by_itself(workspace: FakeWorkspace, day: Clock):
    assert not needs_turning(workspace)
    day.day = date(2026, 7, 1)
    assert needs_turning(workspace)
    assert project_turned(workspace) == 1
    assert found(workspace, licensed_region="FR") == {"ever"}
    assert counts(workspace, "rights") == {"complete": 3, "needs_review": 1, "none": 1}
    assert not needs_turning(workspace)
    day.day = date(2030, 1, 1)
    assert project(workspace) == 2  # clear, and what needs review has a last day too
    assert found(workspace, licensed_channel="website") == {"ever"}
    assert project(workspace) == 0


def test_a_worker_turns_the_index(workspace: FakeWorkspace, day: Clock):
    day.day = date(2026, 7, 1)
    worker._turn(workspace)
    assert not needs_turning(workspace)
    assert found(workspace, licensed_region="FR") == {"ever"}


def test_a_confirmation_comes_into_the_index_with_the_next_run(workspace: FakeWorkspace):
    [record] = workspace.catalogue.rights.current(["dam/unclear"])
    assert "unclear" not in found(workspace, licensed_channel="website")
    confirm(workspace, "dam/unclear", record.source.place, record.version, "Ana")
    pipeline.sync(workspace)
    assert found(workspace, rights="confirmed") == {"unclear"}
