"""Rights as facets, and as concept schemes, by command: with a client's own groups of regions."""

import csv
import json
from contextlib import closing
from pathlib import Path

import pytest

from tests.journeys.conftest import prepared
from tests.journeys.pages.conftest import TestClient
from tests.journeys.test_sync_commands import Told, told
from thesaury.bootstrap import open_workspace
from thesaury.web.app import create_app

__all__ = ["told"]

LICENCES = {
    "core": "Website, our core markets, until 31 December 2099.",
    "dach": "Website only, DACH, until 31 December 2099.",
    "over": "Website, DE, until 31 December 2020.",
    "none": "",
}
OWN = '[CORE]\nname = {{ en = "Core markets" }}\ncalled = ["our core markets"]\nmembers = {members}\n'


@pytest.fixture
def work(tmp_path: Path) -> Path:
    made = tmp_path / "work"
    prepared("init", made)
    with (tmp_path / "assets.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "title", "licence"))
        rows.writerows((name, f"Picture {name}", text) for name, text in LICENCES.items())
    prepared("connect", "table", tmp_path / "assets.csv", "-w", made)
    (made / "regions.toml").write_text(OWN.format(members='["PL", "CZ"]'))
    prepared("sync", "-w", made)
    return made


def found(told: Told, work: Path, *chosen: str) -> set[str]:
    filters = [part for one in chosen for part in ("--filter", one)]
    code, shown, messages = told("search", *filters, "--json", "-w", work)
    assert code == 0, messages
    return {hit["title"] for hit in json.loads(shown[shown.index("{") :])["hits"]}


def test_a_client_changes_his_regions_and_the_facets_follow(told: Told, work: Path):
    assert found(told, work, "licensed_region=PL") == {"Picture core"}
    assert found(told, work, "licensed_region=CORE") == {"Picture core"}
    assert found(told, work, "licensed_region=DE") == {"Picture dach"}  # the third is over
    assert found(told, work, "licensed_channel=website", "licensed_region=CZ") == {"Picture core"}
    assert found(told, work, "rights=none") == {"Picture none"}
    asked = ("--channel", "website", "--region", "CORE", "--date", "2026-06-01", "-w", work)
    assert told("rights", "check", "assets/core", *asked)[0] == 0
    assert told("rights", "check", "assets/dach", *asked)[0] == 3

    (work / "regions.toml").write_text(OWN.format(members='["CZ"]'))
    prepared("sync", "-w", work)
    assert found(told, work, "licensed_region=PL") == set()
    assert found(told, work, "licensed_region=CZ") == {"Picture core"}


def test_the_search_page_names_them_in_words(work: Path):
    with closing(open_workspace(work)) as workspace:
        html = TestClient(create_app(workspace)).get("/search").text
        chosen = TestClient(create_app(workspace)).get("/search?licensed_region=CORE").text
    assert "Named in a licence: region" in html
    for name in ("Core markets", "Poland", "DACH", "Website", "No licence known", "Commercial use"):
        assert f">{name}</span>" in html, name
    assert "Remove the filter Named in a licence: region: Core markets" in chosen
    assert "Picture dach" not in chosen


def test_a_wrong_table_stops_the_work_with_its_place_and_changes_nothing(told: Told, work: Path):
    with closing(open_workspace(work)) as workspace:
        before = workspace.catalogue.rights.current([f"assets/{name}" for name in LICENCES])
    (work / "regions.toml").write_text('[CORE]\nmembers = ["PX"]\n')
    code, _, messages = told("sync", "-w", work)
    assert (code, "PX" in messages, "CORE" in messages) == (5, True, True)
    assert told("rights", "check", "assets/dach", "--channel", "website", "--region", "DE", "-w", work)[0] == 5
    with closing(open_workspace(work)) as workspace:
        assert workspace.catalogue.rights.current([f"assets/{name}" for name in LICENCES]) == before
        page = TestClient(create_app(workspace)).get("/search")
    assert (page.status_code, ">CORE</span>" in page.text) == (200, True)  # a search goes on


def test_the_schemes_are_a_file_that_any_taxonomy_server_reads(told: Told, work: Path, tmp_path: Path):
    file = tmp_path / "rights.ttl"
    code, shown, messages = told("rights", "vocabulary", "--out", file, "--json", "-w", work)
    assert code == 0, messages
    made = json.loads(shown[shown.index("{") :])
    assert [one["title"] for one in made["schemes"]] == ["Channels", "Purposes", "Regions", "Permitted uses"]
    assert made["statements"] > 60_000
    code, shown, _ = told("vocabulary", "import", file, "--name", "rights.words", "--json", "-w", work)
    assert code == 0
    report = json.loads(shown[shown.index("{") :])
    assert report["findings"] == []
    assert told("rights", "vocabulary", "--out", tmp_path / "rights.doc", "-w", work)[0] == 2
    assert told("rights", "vocabulary", "--out", work / "thesaury.toml" / "rights.ttl", "-w", work)[0] == 6
    assert told("rights", "vocabulary", "-w", tmp_path / "nowhere")[0] == 2
