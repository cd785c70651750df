"""The compliance report over a really served workspace: by command, by interface and by page, with the same figures."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.patience import patiently
from thesaury.bootstrap import EmbeddedWorkspace, init_workspace
from thesaury.cli.app import run
from thesaury.model.connection import Connection
from thesaury.model.profile import Profile, SchemeRule
from thesaury.pipeline import keep_vocabulary, sync
from thesaury.vocabulary.importing import import_vocabulary
from thesaury.web.app import create_app

WORDS = """id,label,alternative,scheme,broader
beach,beach,seaside,places,
bottle,bottle,flacon,things,
"""
ASSETS = """id,title,tags,team,region,agency,created
1,One,beach,Retail,DE,Lumen,2026-01-02
2,Two,seaside|bottle,Retail,DE,Lumen,2026-01-09
3,Three,qqqq,Press,FR,,2026-02-01
4,Four,,Press,FR,,
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedWorkspace]:
    folder = tmp_path_factory.mktemp("compliance")
    (folder / "words.csv").write_text(WORDS)
    (folder / "assets.csv").write_text(ASSETS)
    made = init_workspace(folder / "work")
    kept, _ = import_vocabulary(folder / "words.csv", "words", made.rdf, made.tables)
    keep_vocabulary(made, kept, "words.csv")
    made.catalogue.records.put_connection(Connection("table", "table", (("path", str(folder / "assets.csv")),)))
    places = next(scheme.iri for scheme in kept.schemes if scheme.iri.endswith("places"))
    made.catalogue.profiles.put(Profile("retail", (("team", ("retail",)),), (SchemeRule(places, 1),)))
    sync(made)
    yield made
    made.close()


@pytest.fixture(scope="module")
def client(workspace: EmbeddedWorkspace) -> Iterator[TestClient]:
    with TestClient(create_app(workspace), base_url="http://127.0.0.1") as asking:
        for _ in patiently():
            if asking.get("/api/v1/compliance").json()["ready"]:
                break
        yield asking


def share(report: dict[str, Any], kind: str, value: str = "") -> tuple[int, int, int, int]:
    found = next(one for one in report["shares"] if (one["kind"], one["value"]) == (kind, value))
    return found["assets"], found["complete"], found["clean"], found["compliant"]


def test_the_interface_tells_shares_by_every_group(client: TestClient):
    report = client.get("/api/v1/compliance").json()
    assert share(report, "all") == (4, 2, 2, 1)
    assert share(report, "team", "Retail") == (2, 2, 1, 1)
    assert share(report, "market", "FR") == (2, 0, 1, 0)
    assert share(report, "agency", "Lumen") == (2, 2, 1, 1)
    assert share(report, "month", "2026-02") == (1, 0, 0, 0)
    assert share(report, "source", "table") == (4, 2, 2, 1)
    assert report["trend"][-1]["share"] == 0.25


def test_free_tags_and_lacking_assets_are_told_page_by_page(client: TestClient):
    found, cursor = [], ""
    while cursor is not None:
        page = client.get(
            "/api/v1/compliance/tags", params={"limit": 1, **({"cursor": cursor} if cursor else {})}
        ).json()
        found += [(one["tag"], one["effort"]) for one in page["tags"]]
        cursor = page["next"]
    assert found == [("qqqq", "term"), ("seaside", "none")]
    lacking = client.get("/api/v1/compliance/assets", params={"kind": "team", "value": "Press"}).json()["assets"]
    assert [(one["complete"], one["clean"], one["bare"]) for one in lacking] == [
        (False, False, True),
        (False, True, True),
    ]


def test_the_command_and_its_table_say_the_same(workspace: EmbeddedWorkspace, tmp_path: Path, capsys):
    out = tmp_path / "shares.csv"
    assert run(["compliance", "--json", "--quiet", "--out", str(out), "--workspace", str(workspace.root)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert share(told, "all") == (4, 2, 2, 1)
    rows = list(csv.DictReader(io.StringIO(out.read_text())))
    assert {"kind": "team", "value": "Retail"}.items() <= next(row for row in rows if row["value"] == "Retail").items()


def test_pages_tell_figures_what_each_asset_needs_and_that_nothing_is_here(client: TestClient):
    whole = client.get("/governance").text
    assert "25 %" in whole
    assert "seaside" in whole
    needs = client.get("/governance/assets", params={"kind": "team", "value": "Retail"}).text
    assert "<del><bdi>seaside</bdi></del>" in needs
    assert "beach" in needs
    assert "No such group" in client.get("/governance/assets", params={"kind": "team", "value": "Nobody"}).text
    assert "No such tag" in client.get("/governance/tags", params={"q": "zzz"}).text
    table = client.get("/governance/compliance.csv", params={"what": "tags"})
    assert table.headers["content-type"].startswith("text/csv")
    assert len(table.text.splitlines()) == 3


def test_a_changed_profile_is_measured_anew(workspace: EmbeddedWorkspace, client: TestClient):
    workspace.catalogue.profiles.drop("retail")
    things = "urn:thesaury:vocabulary:words:scheme:things"
    workspace.catalogue.profiles.put(Profile("all", (), (SchemeRule(things, 1),)))
    for _ in patiently():
        report = client.get("/api/v1/compliance").json()
        if not report["measuring"] and share(report, "team", "Retail") == (2, 1, 1, 0):
            break
    assert share(report, "all") == (4, 1, 2, 0)


def test_without_assets_the_page_says_what_to_do(tmp_path: Path):
    made = init_workspace(tmp_path / "empty")
    with TestClient(create_app(made), base_url="http://127.0.0.1") as asking:
        for _ in patiently():
            page = asking.get("/governance").text
            if "Nothing to measure yet" in page:
                break
        assert "/connections" in page
        assert asking.get("/api/v1/compliance/tags").json()["tags"] == []
    made.close()
