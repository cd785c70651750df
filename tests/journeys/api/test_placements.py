"""Placements, feedback and documents over the interface: a placement sent twice is one use, and the log knows it."""

import csv
import io
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.api.conftest import TestClient
from thesaury.bootstrap import EmbeddedWorkspace, open_workspace
from thesaury.web.app import create_app

USE = {"channel": "website", "regions": ["DE"], "from": "2026-01-01", "to": "2030-01-31"}
FOLDER = "C:\\Users\\ana\\"


@pytest.fixture(scope="module")
def opened(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedWorkspace]:
    """One workspace for all of these; each writes under names of its own."""
    root = tmp_path_factory.mktemp("placements") / "work"
    shutil.copytree(kept, root)
    with closing(open_workspace(root)) as workspace:
        yield workspace


@pytest.fixture(scope="module")
def api(opened: EmbeddedWorkspace) -> Iterator[TestClient]:
    with TestClient(create_app(opened), base_url="http://127.0.0.1/api/v1", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="module")
def assets(api: Any) -> list[str]:
    return [one["id"] for one in api.get("/assets?limit=3").json()["assets"]]


def placement(asset: str, id: str = "p1") -> dict[str, Any]:
    return {"id": id, "asset": asset, "host": "indesign", "document": f"{FOLDER}{id}.indd", **USE}


def test_a_placement_sent_twice_is_one_placement_and_one_use(api: Any, opened: EmbeddedWorkspace, assets: list[str]):
    asset = assets[0]
    first = api.post("/placements", json=placement(asset))
    assert first.status_code == 200, first.text
    told = first.json()
    assert told["new"] is True
    assert told["decision"]["decision"] in ("permit", "deny", "needs_review")
    assert told["placement"]["rights"]
    again = api.post("/placements", json={**placement(asset), "at": "2026-11-29T10:00:00Z"}).json()
    assert (again["new"], again["placement"]) == (False, told["placement"])
    other = api.post("/placements", json={**placement(asset), "document": "another"})
    assert (other.status_code, "another placement" in other.json()["detail"]) == (400, True)
    (record,) = next(iter(opened.catalogue.records.assets([asset]))).records
    (event,) = opened.catalogue.usage.of_record(record.connection, record.external_id)
    assert (event.where, "ana" in str(event)) == ("p1.indd", False)
    assert [one["id"] for one in api.get(f"/placements?asset={record.key}").json()["placements"]] == ["p1"]
    deeds = [one for one in api.get("/audit").json()["deeds"] if one["action"] == "placement.add"]
    assert f"asset:{asset}" in [one["subject"] for one in deeds]
    assert [one.answer.where for one in opened.catalogue.answers.every() if one.answer.asset == asset] == ["placing"]


def test_a_key_is_good_for_a_placement_and_lists_go_by_pages(api: Any, assets: list[str]):
    sent = [
        {**placement(assets[1], f"k{day}"), "document": "pages", "at": f"2026-11-2{day}T10:00+02:00"}
        for day in range(3)
    ]
    answers = [api.post("/placements", json=sent[n], headers={"Idempotency-Key": f"k{n}"}) for n in (0, 1, 2, 2)]
    assert answers[2].json() == answers[3].json()
    assert (answers[3].json()["new"], answers[3].headers["idempotency-replayed"]) == (True, "true")
    first = api.get("/placements?document=pages&limit=2").json()
    second = api.get(f"/placements?document=pages&limit=2&cursor={first['next']}").json()
    assert [one["id"] for one in (*first["placements"], *second["placements"])] == ["k2", "k1", "k0"]
    assert (first["total"], second["next"]) == (3, None)
    assert first["placements"][0]["at"] == "2026-11-22T08:00:00+00:00"
    assert api.get("/placements?document=pages&since=2026-11-21").json()["total"] == 2
    assert api.get("/placements?document=nowhere").json() == {"placements": [], "total": 0, "next": None}


WRONG: dict[str, dict[str, str]] = {
    "no asset": {"asset": "nobody"},
    "no record of this asset": {"record": "dam/none"},
    "both a channel and a region": {"channel": ""},
    "no channel": {"channel": "smoke signals"},
    "before it begins": {"to": "2025-01-01"},
    "no moment": {"at": "yesterday"},
    "readable": {"host": "a\nb"},
    "needs an id": {"id": " "},
}


def test_what_cannot_be_taken_is_refused_with_a_sentence(api: Any, opened: EmbeddedWorkspace, assets: list[str]):
    for said, change in WRONG.items():
        refused = api.post("/placements", json={**placement(assets[2], "wrong"), "document": "wrong", **change})
        assert refused.status_code in (400, 422)
        assert said in refused.json()["detail"]
    said_of = {"asset": assets[2], "brief": "wrong", "liking": "pinned", "place": 1, "parts": {"coverage": 0.5}}
    for wrong in ({"asset": "nobody"}, {"parts": {"coverage": 1.5}}, {"brief": ""}, {"place": -1}):
        assert api.post("/feedback", json={"feedback": [said_of, {**said_of, **wrong}]}).status_code in (400, 422)
    assert api.get("/placements?document=wrong").json()["total"] == 0
    assert opened.catalogue.feedback.of_brief("wrong") == []


def test_feedback_is_measured_with_candour(api: Any, opened: EmbeddedWorkspace, assets: list[str]):
    said = {"asset": assets[0], "brief": "b1", "liking": "pinned", "place": 1, "parts": {"coverage": 0.5}}
    assert api.post("/feedback", json={"feedback": [said]}).json() == {"kept": 1}
    assert [one.liking.value for one in opened.catalogue.feedback.of_brief("b1")] == ["pinned"]
    measure = api.get("/feedback/measure").json()
    assert (measure["why"], measure["used"], measure["weights"], measure["gain"]) == ("few", False, {}, None)
    assert "weights are learned from" in measure["sentence"]


def test_a_document_is_checked_as_json_and_as_a_table(api: Any, assets: list[str]):
    api.post("/placements", json=placement(assets[2], "c1"))
    body = {"document": f"{FOLDER}c1.indd", "found": [{"named": assets[2]}, {"named": "=cmd|' /C calc'!A0"}]}
    told = api.post("/documents/check", json=body)
    assert told.status_code == 200, told.text
    known, strange = told.json()["found"]
    assert (known["asset"], strange["state"], strange["asset"]) == (assets[2], "unknown", None)
    assert known["state"] != "unknown"
    assert told.json()["fine"] is False
    assert (known["use"], strange["use"]) == ({**USE, "from": known["use"]["from"]}, None)
    assert known["by_name"] is False
    elsewhere = api.post("/documents/check", json={**body, "document": "poster.indd"}).json()["found"][0]
    assert (elsewhere["state"], elsewhere["use"]) == ("review", None)
    half = api.post("/documents/check", json={"found": [{"named": assets[2], "channel": "print"}]})
    assert (half.status_code, "both a channel and a region" in half.json()["detail"]) == (422, True)
    table = api.post("/documents/check?format=csv", json=body)
    assert table.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert [row["state"] for row in rows] == [known["state"], "unknown"]
    assert rows[1]["named"].startswith("'=cmd")
    other = {**body, "use": {"channel": "smoke signals", "regions": ["DE"]}}
    assert api.post("/documents/check", json=other).status_code == 400
