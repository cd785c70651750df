"""A person and the rights records: what waits is listed, shown and confirmed; another text in the source makes it void."""

import csv
import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import prepared
from tests.journeys.pages.browsing import served_at
from tests.journeys.test_sync_commands import Told, told
from thesaury.bootstrap import open_workspace
from thesaury.web.app import create_app

__all__ = ["told"]

LICENCES = {
    "clear": ("Website, DACH, until 31 December 2026.", ""),
    "doubtful": ("Website, DACH, until 31 December 2026, quuxed by the frobnicator.", ""),
    "collage": ("Website, DACH, until 31 December 2026.", "clear doubtful"),
}
ASKED = ("--channel", "website", "--region", "DE", "--date", "2026-06-01")


@pytest.fixture
def work(tmp_path: Path) -> Path:
    sheet(tmp_path, LICENCES)
    prepared("init", tmp_path / "work")
    mapped = ("--map", "from 1=property:derived_from", "--map", "from 2=property:derived_from")
    prepared("connect", "table", tmp_path / "assets.csv", *mapped, "-w", tmp_path / "work")
    prepared("sync", "-w", tmp_path / "work")
    return tmp_path / "work"


def sheet(folder: Path, licences: dict[str, tuple[str, str]]) -> None:
    with (folder / "assets.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "title", "licence", "from 1", "from 2"))
        rows.writerows(
            (name, f"Picture {name}", text, *(*made_from.split(), "", "")[:2])
            for name, (text, made_from) in licences.items()
        )


def answers(told: Told, work: Path) -> dict[str, str]:
    told("status", "-w", work)  # what stood in the output before
    _, shown, messages = told("rights", "check", *(f"assets/{name}" for name in LICENCES), *ASKED, "-w", work)
    rows = [line.split("\t") for line in shown.splitlines() if "\t" in line]
    assert rows, messages
    return {name.removeprefix("assets/"): answer for name, answer, *_ in rows}


def test_what_waits_is_confirmed_by_a_person_and_void_once_the_source_says_something_else(
    told: Told, work: Path, tmp_path: Path
):
    before = {"clear": "Permitted", "doubtful": "Needs review", "collage": "Needs review"}
    assert answers(told, work) == before
    code, shown, _ = told("rights", "list", "-w", work)
    assert (code, [line.split("\t")[0] for line in shown.splitlines()]) == (0, ["assets/doubtful#0"])
    _, shown, _ = told("rights", "show", "assets/doubtful", "--json", "-w", work)
    statement = json.loads(shown)["records"][0]["statement"]
    assert [one["span"] for one in statement["unresolved"]]

    for term in statement["terms"]:
        term["unclear_axes"] = []
    (tmp_path / "says.json").write_text(json.dumps({**statement, "unresolved": []}))
    said = ("--by", "Ana Roe", "--says", tmp_path / "says.json", "-w", work)
    assert told("rights", "confirm", "assets/doubtful#0", "--version", 1, *said)[0] == 0
    assert answers(told, work) == dict.fromkeys(LICENCES, "Permitted")
    prepared("sync", "-w", work)
    assert answers(told, work) == dict.fromkeys(LICENCES, "Permitted")
    assert told("rights", "list", "-w", work)[1] == "Nothing waits for a person.\n"

    sheet(tmp_path, LICENCES | {"doubtful": ("Website, DACH, until 30 June 2027, quuxed by the frobnicator.", "")})
    prepared("sync", "-w", work)
    assert answers(told, work) == before
    _, shown, _ = told("rights", "show", "assets/doubtful", "--history", "--json", "-w", work)
    versions = json.loads(shown)["records"]
    assert [(one["status"], one["confirmed_by"]) for one in versions] == [
        ("needs_review", None), ("confirmed", "Ana Roe"), ("needs_review", None),
    ]  # fmt: skip
    assert told("rights", "confirm", "assets/doubtful#0", "--version", 2, *said)[0] == 2


def test_what_a_source_no_longer_states_permits_nothing_even_where_it_was_confirmed(
    told: Told, work: Path, tmp_path: Path
):
    assert told("rights", "confirm", "assets/clear", "--version", 1, "-w", work)[0] == 0
    sheet(tmp_path, LICENCES | {"clear": ("", "")})
    prepared("sync", "-w", work)
    assert answers(told, work) == dict.fromkeys(LICENCES, "Needs review")
    sheet(tmp_path, LICENCES)
    prepared("sync", "-w", work)
    assert answers(told, work)["clear"] == "Permitted"


@pytest.fixture
def served(work: Path) -> Iterator[str]:
    with closing(open_workspace(work)) as workspace, served_at(create_app(workspace)) as address:
        yield f"{address}/api/v1/rights"


def call(address: str, body: Any = None) -> tuple[int, Any]:
    """Status and JSON of a call over HTTP."""
    request = urllib.request.Request(
        address, None if body is None else json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def test_the_same_over_http(served: str):
    use = {"channel": "website", "region": "DE", "date": "2026-06-01"}
    assets = {**use, "assets": [f"assets/{name}" for name in LICENCES]}
    assert [one["decision"] for one in call(f"{served}/check", assets)[1]["answers"]] == [
        "permit",
        "needs_review",
        "needs_review",
    ]
    _, listed = call(f"{served}/records?status=needs_review")
    [waits] = listed["records"]
    assert waits["reasons"]
    status, shown = call(f"{served}/records/{waits['record']}")
    assert (status, shown["records"][0]["text"]) == (200, LICENCES["doubtful"][0])
    says = {"terms": shown["records"][0]["statement"]["terms"]}
    says["terms"][0]["unclear_axes"] = []
    body = {"record": waits["record"], "place": waits["place"], "version": 1, "by": "Ana Roe", "says": says}
    assert call(f"{served}/records/confirm", body)[0] == 200
    assert [one["decision"] for one in call(f"{served}/check", assets)[1]["answers"]] == ["permit"] * 3
    status, problem = call(f"{served}/records/confirm", body)
    assert (status, problem["status"]) == (409, 409)
    status, problem = call(f"{served}/check", {**use, "asset": "assets/nothing"})
    assert (status, "asset: There is no asset" in problem["detail"]) == (422, True)
    assert [part["@type"] for part in call(f"{served}/records/assets/clear?format=odrl")[1]] == ["Set"]
