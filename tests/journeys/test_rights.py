"""Rights from end to end: licences are read as assets come in, kept as records, and asked by command; unknown is never yes."""

import csv
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.conftest import prepared
from tests.journeys.systems import Systems, served
from tests.journeys.test_sync_commands import Told, smintio_connected, told
from thesaury.bootstrap import open_workspace
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord

__all__ = ["told"]

LICENCES = {
    "clear": "All media, worldwide, perpetual.",
    "short": "Website only, DACH, until 31 December 2026.",
    "unclear": "Website, quuxed by the frobnicator.",
    "stop": "Do not use.",
    "none": "",
}
ASKED = ("--channel", "website", "--region", "DE", "--date", "2026-06-01")


@pytest.fixture
def work(tmp_path: Path) -> Path:
    made = tmp_path / "work"
    prepared("init", made)
    sheet(tmp_path, LICENCES)
    prepared("connect", "table", tmp_path / "assets.csv", "-w", made)
    prepared("sync", "-w", made)
    return made


def sheet(folder: Path, licences: dict[str, str]) -> None:
    with (folder / "assets.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "title", "licence"))
        rows.writerows((name, f"Picture {name}", text) for name, text in licences.items())


def history(work: Path, name: str) -> list[RightsRecord]:
    with closing(open_workspace(work)) as workspace:
        return workspace.catalogue.rights.history(f"assets/{name}", "0")


def check(told: Told, work: Path, name: str, *asked: str, of: str = "assets") -> tuple[int, dict[str, object]]:
    code, shown, messages = told("rights", "check", f"{of}/{name}", *(asked or ASKED), "--json", "-w", work)
    assert "{" in shown, messages
    return code, json.loads(shown[shown.index("{") :])  # before it stands what the sync said


@pytest.mark.parametrize(("name", "code"), [("clear", 0), ("short", 0), ("unclear", 4), ("stop", 3), ("none", 4)])
def test_what_a_sheet_states_is_asked_by_command(told: Told, work: Path, name: str, code: int):
    found, answer = check(told, work, name)
    assert found == code
    assert answer["decision"] == {0: "permit", 3: "deny", 4: "needs_review"}[code]
    assert "legal advice" in str(answer["notice"])


def test_the_last_day_and_the_one_after_it(told: Told, work: Path):
    last = ("--channel", "website", "--region", "AT", "--date", "2026-12-31")
    assert check(told, work, "short", *last)[0] == 0
    assert check(told, work, "short", *last[:-1], "2027-01-01")[0] == 3
    assert check(told, work, "short", *ASKED)[1]["next_change"] == "2027-01-01"


def test_another_text_is_another_version_and_the_same_one_is_none(work: Path, tmp_path: Path):
    [first] = history(work, "short")
    assert (first.version, first.status) == (1, PolicyStatus.COMPLETE)
    prepared("sync", "-w", work)
    assert history(work, "short") == [first]
    sheet(tmp_path, LICENCES | {"short": "Website, quuxed by the frobnicator."})
    prepared("sync", "-w", work)
    before, after = history(work, "short")
    assert before == first
    assert (after.version, after.status) == (2, PolicyStatus.NEEDS_REVIEW)


@pytest.fixture(scope="module")
def systems() -> Iterator[Systems]:
    with served("tiny") as both:
        yield both


def test_every_purchase_of_smintio_is_read_by_its_terms(told: Told, tmp_path: Path, systems: Systems):
    work = tmp_path / "bought"
    prepared("init", work)
    assert smintio_connected(told, work, systems, "bought")[0] == 0
    prepared("sync", "bought", "-w", work)
    with closing(open_workspace(work)) as workspace:
        keys = [record.key for _, record in workspace.catalogue.records.records("bought", "", 100)]
        stated = workspace.catalogue.rights.current(keys)
    assert keys
    bought = [record for record in stated if record.purchase.transaction]
    assert {record.source.record for record in bought} == set(keys)
    assert all("smintio-terms" in record.parser for record in stated)
    assert any(record.statement.terms for record in bought)
    for key in keys:
        code, answer = check(told, work, key.partition("/")[2], of="bought")
        assert code == {"permit": 0, "deny": 3, "needs_review": 4}[str(answer["decision"])]
