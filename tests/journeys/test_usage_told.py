"""Usage that is told in a table and over the interface: all or nothing, each event once, a corrected one in the place of the earlier."""

import csv
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.api.conftest import TestClient
from tests.journeys.test_search_rights import told, work
from tests.journeys.test_sync_commands import Told
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.web.app import create_app

__all__ = ["told", "work"]

HEAD = ("ID", "kind", "at", "connection", "external_id", "asset", "quantity", "channel", "regions", "campaign", "note")
GOOD = (
    ("1", "use", "2026-11-28T10:00:00+01:00", "assets", "logo", "", "3", "website", "DE; at", "winter", "x"),
    ("", "download", "2026-11-28", "", "", "assets/logo", "", "", "", "", ""),
    ("", "download", "2026-11-28", "", "", "assets/logo", "", "", "", "", ""),
)
WRONG = (
    ("2", "used", "yesterday", "assets", "logo", "", "many", "", "", "", ""),
    ("3", "used", "2026-11-28T10:00:00", "assets", "logo", "", "0", "web site", "Atlantis", "", ""),
    ("4", "use", "2999-01-01", "nowhere", "logo", "", "", "", "", "", ""),
    ("5", "use", "2026-11-28", "assets", "lost", "", "", "", "", "", ""),
    ("6", "use", "2026-11-28", "", "", "nobody knows", "", "", "", "", ""),
    ("7", "use", "2026-11-28", "", "", "", "", "", "", "", ""),
)


@pytest.fixture
def opened(work: Path) -> Iterator[EmbeddedWorkspace]:
    with closing(open_workspace(work)) as workspace:
        yield workspace


def table(work: Path, *rows: tuple[str, ...]) -> Path:
    path = work.parent / "usage.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows((HEAD, *rows))
    return path


def events(work: Path) -> list[UsageEvent]:
    with closing(open_workspace(work)) as workspace:
        return workspace.catalogue.usage.events("assets")


def test_a_table_is_kept_once_and_a_corrected_line_takes_the_place_of_the_earlier(told: Told, work: Path):
    file = table(work, *GOOD)
    assert told("usage", "import", file, "--dry-run", "-w", work)[0] == 0
    assert events(work) == []
    for new in (2, 0):
        code, shown, _ = told("usage", "import", file, "--json", "-w", work)
        assert (code, json.loads(shown)["new"]) == (0, new)
    download, use = sorted(events(work), key=lambda one: one.kind)
    properties = (("channel", "website"), ("regions", "DE AT"), ("campaign", "winter"))
    at = "2026-11-28T09:00:00+00:00"
    assert use == UsageEvent("told:1", UsageKind.USE, at, "logo", quantity=3, properties=properties)
    assert (download.at, download.external_id) == ("2026-11-28T12:00:00+00:00", "logo")
    told("usage", "import", table(work, (*GOOD[0][:6], "4", *GOOD[0][7:])), "-w", work)
    assert [one.quantity for one in events(work) if one.id == "told:1"] == [4]


def test_nothing_is_kept_of_a_table_with_wrong_lines_which_are_all_named(told: Told, work: Path):
    file = table(work, GOOD[0], *WRONG)
    code, shown, messages = told("usage", "import", file, "--json", "-w", work)
    assert code == 5, messages
    faults = [(one["line"], one["field"]) for one in json.loads(shown[shown.index("{") :])["faults"]]
    assert faults == [
        *((3, "quantity"), (4, "kind"), (4, "at"), (4, "quantity"), (4, "channel"), (4, "regions")),
        *((5, "at"), (6, "external_id"), (7, "asset"), (8, "asset")),
    ]
    assert events(work) == []
    code, _, messages = told("usage", "import", file, "-w", work)
    assert "6 of 7 lines are wrong, and nothing was kept" in messages
    assert told("usage", "import", file, "--leave-out-wrong", "-w", work)[0] == 0
    assert [one.id for one in events(work)] == ["told:1"]


def test_a_table_of_which_nothing_is_right_is_no_success(told: Told, work: Path):
    file = table(work, ("1", "use", "yesterday", "assets", "logo", "", "", "", "", "", ""))
    code, _, messages = told("usage", "import", file, "--leave-out-wrong", "-w", work)
    assert (code, "No line is right, and nothing was kept" in messages) == (5, True)


def test_a_time_without_a_zone_needs_one(told: Told, work: Path):
    file = table(work, ("1", "use", "2026-07-01 10:00", "assets", "logo", "", "", "", "", "", ""))
    assert told("usage", "import", file, "-w", work)[0] == 5
    assert told("usage", "import", file, "--time-zone", "Europe/Atlantis", "-w", work)[0] == 2
    assert told("usage", "import", file, "--time-zone", "Europe/Berlin", "-w", work)[0] == 0
    assert [one.at for one in events(work)] == ["2026-07-01T08:00:00+00:00"]
    other = work.parent / "other.csv"
    other.write_text("kind,asset\nuse,assets/logo\n")
    code, _, messages = told("usage", "import", other, "-w", work)
    assert code == 5
    assert "has no column at" in messages


def test_programs_tell_batches_that_are_kept_whole_or_not_at_all(opened: EmbeddedWorkspace):
    good: dict[str, Any] = {
        "id": "1",
        "kind": "use",
        "at": "2026-11-28T10:00:00Z",
        "asset": "assets/logo",
        "team": "Shop",
    }
    search = {"kind": "search", "at": "2026-11-28", "connection": "assets", "terms": ["lake"], "results": 0}
    with TestClient(create_app(opened), base_url="http://127.0.0.1/api/v1") as client:
        wrong = client.post("/usage", json={"events": [good, {**good, "id": "2", "channel": "moon", "asset": "lost"}]})
        assert (wrong.status_code, wrong.headers["content-type"]) == (422, "application/problem+json")
        assert [one["field"] for one in wrong.json()["errors"]] == ["events[1].channel"]
        lost = client.post("/usage", json={"events": [good, {**good, "asset": "lost"}]}).json()
        assert [(one["field"], one["detail"]) for one in lost["errors"]] == [
            ("events[1].asset", "There is no asset 'lost' here.")
        ]
        assert client.get("/usage").json() == {"usage": []}
        for new in (2, 0):
            assert client.post("/usage", json={"events": [good, search]}).json() == {"events": 2, "new": new}
        counted = {one["kind"]: one["events"] for one in client.get("/usage").json()["usage"]}
        assert counted == {"use": 1, "search": 1}
    [use_of_it] = [one for one in opened.catalogue.usage.events("assets") if one.kind is UsageKind.USE]
    assert dict(use_of_it.properties) == {"team": "Shop"}
