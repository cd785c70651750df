"""A search that asks "May I use it?", by command: with counts, by day, with sources of assets, and with what is wrong in the question."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import prepared
from tests.journeys.test_sync_commands import Told, told

__all__ = ["told"]

FREE, STOP = "All media, worldwide, perpetual.", "Website only, FR, until 31 December 2026."
LICENCES = {
    "short": ("Website only, DACH, until 30 June 2026.", ""),
    "logo": (FREE, ""),
    "collage": (FREE, "logo"),
    "poster": (FREE, "collage"),
    "france": (STOP, ""),
    "unclear": ("Website, DE, until 31 December 2026, quuxed.", ""),
    "nobody": ("", ""),
}
IN_DE = ("--channel", "website", "--region", "DE")


def write(work: Path, **changed: str) -> None:
    with (work.parent / "assets.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "title", "licence", "made of"))
        rows.writerows((name, f"Bottle {name}", changed.get(name, text), of) for name, (text, of) in LICENCES.items())


@pytest.fixture
def work(tmp_path: Path) -> Path:
    made = tmp_path / "work"
    prepared("init", made)
    write(made)
    prepared("connect", "table", made.parent / "assets.csv", "--map", "made of=property:derived_from", "-w", made)
    prepared("sync", "-w", made)
    return made


def search(told: Told, work: Path, *asked: str) -> dict[str, Any]:
    code, shown, messages = told("search", "bottle", *asked, "--json", "-w", work)
    assert code == 0, messages
    return json.loads(shown[shown.index("{") :])


def titles(found: dict[str, Any]) -> list[str]:
    return sorted(hit["title"].removeprefix("Bottle ") for hit in found["hits"])


def test_hits_are_those_that_may_be_used_on_that_day_and_counts_are_what_is_found(told: Told, work: Path):
    june, july = (*IN_DE, "--date", "2026-06-30"), (*IN_DE, "--date", "2026-07-01")
    assert titles(search(told, work, *june, "--usable")) == ["collage", "logo", "poster", "short"]
    assert titles(search(told, work, *july, "--usable")) == ["collage", "logo", "poster"]
    counts = search(told, work, *july)["facets"]["verdict"]
    assert counts == {"permit": 3, "deny": 2, "needs_review": 2}
    for verdict, count in counts.items():
        found = search(told, work, *july, "--verdict", verdict)
        assert (found["total"], found["facets"]["verdict"]) == (count, counts)
        assert {hit["rights"]["decision"] for hit in found["hits"]} == {verdict}


def test_a_change_of_a_source_reaches_what_was_made_from_it(told: Told, work: Path):
    write(work, logo=STOP)
    prepared("sync", "-w", work)
    asked = (*IN_DE, "--date", "2026-06-30")
    assert titles(search(told, work, *asked, "--usable")) == ["short"]
    assert search(told, work, *asked)["facets"]["verdict"] == {"permit": 1, "deny": 4, "needs_review": 2}


def test_for_people_each_hit_has_a_line_and_an_empty_answer_says_why(told: Told, work: Path):
    code, shown, messages = told("search", "bottle", *IN_DE, "--date", "2026-06-01", "--usable", "-w", work)
    assert code == 0, messages
    assert "Permitted: Until 30 June 2026." in shown
    assert "not legal advice" in shown + messages
    asked = ("--channel", "website", "--region", "JP", "--from", "2026-06-01", "--to", "2026-06-30", "--usable")
    code, shown, messages = told("search", "bottle NOT logo NOT collage NOT poster", *asked, "-w", work)
    said = " ".join((shown + messages).split())
    assert code == 0, messages
    assert "4 assets match, but none may be used on website in JP from 1 June 2026 to 30 June 2026: " in said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--usable",), "Say for which use"),
        (("--channel", "website"), "both --channel and --region"),
        (("--channel", "fax", "--region", "DE"), "There is no channel 'fax'"),
        ((*IN_DE, "--verdict", "maybe"), "There is no verdict 'maybe'"),
    ],
)
def test_half_a_use_is_refused(told: Told, work: Path, asked: tuple[str, ...], said: str):
    code, _, messages = told("search", "bottle", *asked, "-w", work)
    assert (code, said in " ".join(messages.split())) == (2, True), messages
