"""The tables in a warehouse: a real pipeline of dlt reads the served application into SQLite, again and again."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.journeys.api.conftest import TestClient
from tests.journeys.pages.browsing import served_at
from thesaury.bootstrap import EmbeddedWorkspace
from thesaury.model.search_log import KeptSearch
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.web.app import create_app

AT = "2026-11-02T10:00:00+00:00"

LOADED = """
import sys
import dlt
from thesaury_client.warehouse import thesaury
address, folder, *tables = sys.argv[1:]
pipeline = dlt.pipeline("brand", destination=dlt.destinations.sqlalchemy(f"sqlite:///{folder}/warehouse.db"), dataset_name="main",
                        pipelines_dir=folder)
asked = {"tables": tables} if tables else {"questions": {"uses-by-month": {}}}
pipeline.run(thesaury(address, "a token", **asked)).raise_on_failed_jobs()
"""


@pytest.fixture
def address(opened: EmbeddedWorkspace) -> Iterator[str]:
    with served_at(create_app(opened)) as served:
        yield served


def loaded(address: str, folder: Path, *tables: str) -> None:
    """In a process of its own: dlt keeps much for the whole process. It is not to tell anybody of it."""
    quiet = {"RUNTIME__DLTHUB_TELEMETRY": "false", "RUNTIME__LOG_LEVEL": "ERROR", "DLT_DATA_DIR": str(folder)}
    path = os.pathsep.join((str(ROOT / "clients" / "python" / "src"), os.environ.get("PYTHONPATH", "")))
    command = [sys.executable, "-c", LOADED, address, str(folder), *tables]
    done = subprocess.run(
        command, env=os.environ | quiet | {"PYTHONPATH": path}, capture_output=True, text=True, cwd=folder
    )
    assert done.returncode == 0, done.stderr[-3000:]


def rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(folder / "warehouse.db")) as database:
        return sorted(database.execute(sql).fetchall())


def test_what_is_new_or_corrected_comes_with_the_next_load(opened: EmbeddedWorkspace, address: str, tmp_path: Path):
    used = UsageEvent("u1", UsageKind.USE, AT, "1", "shop", properties=(("market", "DE"), ("campaign", "summer")))
    opened.catalogue.usage.add("assets", [used])
    opened.catalogue.search_log.add([KeptSearch("s1", AT, concepts=("https://terms.example/refill",), results=2)])
    loaded(address, tmp_path)
    [(asset, owner)] = rows(tmp_path, "select u.asset, a.asset from uses u join assets a on a.asset = u.asset")
    assert asset == owner
    assert rows(tmp_path, "select event, kind, day, quantity, campaign from uses") == [
        ("u1", "use", "2026-11-02", 1, "summer")
    ]
    assert rows(tmp_path, "select value from uses__markets") == [("DE",)]
    assert rows(tmp_path, "select search, results from searches") == [("s1", 2)]
    known = sum(
        len(opened.catalogue.vocabularies.get(v.name).concepts) for v in opened.catalogue.vocabularies.current()
    )
    assert len(rows(tmp_path, "select concept from concepts where label <> ''")) == known > 0
    assets = opened.catalogue.records.asset_page("", 100)
    assert [one for (one,) in rows(tmp_path, "select asset from assets")] == sorted(asset.id for asset in assets)

    corrected = UsageEvent("u1", UsageKind.USE, AT, "1", "shop", quantity=3)
    opened.catalogue.usage.add("assets", [corrected, UsageEvent("u2", UsageKind.DOWNLOAD, AT, "2")])
    loaded(address, tmp_path, "uses", "searches")
    told = [("u1", "use", 3, None), ("u2", "download", 1, None)]
    assert rows(tmp_path, "select event, kind, quantity, campaign from uses") == told
    assert rows(tmp_path, "select value from uses__markets") == []
    before = rows(tmp_path, "select event, _dlt_load_id from uses")
    loaded(address, tmp_path, "uses")
    assert rows(tmp_path, "select event, _dlt_load_id from uses") == before  # nothing came, so nothing was read again


def test_the_tables_are_read_page_by_page_and_a_place_is_good_for_one_table(api: TestClient):
    names = [one["name"] for one in api.get("/analytics/tables").json()["tables"]]
    assert names == ["assets", "concepts", "annotations", "uses", "searches", "purchases", "campaigns"]
    whole = api.get("/analytics/tables/assets").json()
    assert (whole["next"], whole["mark"]) == (None, None)
    found, cursor = [], ""
    while cursor is not None:
        page = api.get("/analytics/tables/assets", params={"limit": 1, "cursor": cursor}).json()
        assert len(page["rows"]) <= 1
        found += page["rows"]
        cursor = page["next"]
    assert json.dumps(found) == json.dumps(whole["rows"])
    place = api.get("/analytics/tables/assets", params={"limit": 1}).json()["next"]
    assert api.get("/analytics/tables/uses", params={"cursor": place}).status_code == 400
    assert api.get("/analytics/tables/people").status_code == 404
