"""The demo brand, from nothing to concepts, by one command; and the two stories everything is shown with."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.signing import serving, token_of


def test_the_summary_says_what_was_done(demo):
    _, summary = demo
    assert {"assets", "records", "concepts", "suggestions", "accepted", "seconds"} <= summary.keys()
    assert summary["assets"] >= 230
    assert summary["records"] > summary["assets"]  # some assets are in two DAMs
    assert [c["connection"] for c in summary["connections"]] == ["studio", "portal", "licensed"]
    assert all(c["refused"] == [] for c in summary["connections"])
    assert min(summary["suggestions"], summary["accepted"]) > 200


def test_a_second_call_finds_nothing_to_do(demo, thesaury):
    folder, first = demo
    thesaury("demo", "--headless", "--quiet", "--folder", folder)  # the pictures lie elsewhere now
    second = json.loads(thesaury("demo", "--headless", "--quiet", "--folder", folder).stdout)
    assert (second["enriched"], second["projected"]) == (0, 0)
    assert second["assets"] == first["assets"]


def test_it_is_entered_with_one_button(demo):
    """After the second call, so that serving it has nothing to bring in either."""
    folder, _ = demo
    with serving(folder, command="demo") as server, server.client() as client:
        page = client.get(server.link).text
        assert "The demo is ready" in page
        assert 'type="password"' not in page
        assert client.post(server.link).headers["location"] == "/search"
        assert client.get("/search").status_code == 200
        assert client.get("/audit").status_code == 200


@pytest.mark.parametrize(
    ("query", "at_least"),
    [("sustainable packaging", 50), ("nachhaltige Verpackung", 50), ("back to school", 25), ("rentrée scolaire", 7)],
)
def test_both_stories_find_assets_that_lack_their_words(demo, answer, query: str, at_least: int):
    folder, _ = demo
    found = answer("search", query, "--limit", "100", cwd=folder / "workspace")
    assert found["total"] >= at_least
    assert all(hit["reasons"] for hit in found["hits"])
    by_meaning_alone = [hit for hit in found["hits"] if "words" not in {reason["kind"] for reason in hit["reasons"]}]
    assert len(by_meaning_alone) >= at_least // 3


def test_assets_of_two_systems_are_one(demo, thesaury, tmp_path: Path):
    folder, summary = demo
    thesaury("export", "jsonl", tmp_path / "all.jsonl", "--quiet", cwd=folder / "workspace")
    assets = [json.loads(line) for line in (tmp_path / "all.jsonl").read_text().splitlines()]
    doubled = [asset for asset in assets if len(asset["records"]) > 1]
    assert len(doubled) == summary["records"] - summary["assets"]
    assert all(len({record["connection"] for record in asset["records"]}) == 2 for asset in doubled)


@pytest.mark.parametrize(
    ("asset", "code", "told"),
    [
        ("studio/lumo-paper-bottle/JM_250903_01.jpg", 0, "31 August 2027"),
        ("studio/kibo-long-summer/MDS_250719_01.jpg", 3, "31 July 2026"),
        ("studio/first-day-leipzig/SR_250823_01.jpg", 4, "Kinder"),
    ],
    ids=["permit", "deny", "needs review"],
)
def test_may_i_use_it_has_all_three_answers_in_the_words_of_the_licence(demo, asset: str, code: int, told: str):
    folder, _ = demo
    command = [sys.executable, "-m", "thesaury", "rights", "check", asset, "--channel", "website", "--region", "DE"]
    done = subprocess.run(
        [*command, "--date", "2026-11-28", "--json"], cwd=folder / "workspace", capture_output=True, text=True
    )
    assert done.returncode == code, done.stdout + done.stderr
    words = [axis["span"]["words"] for axis in json.loads(done.stdout)["axes"] if axis["span"]]
    assert told in words


def test_served_pages_answer_on_this_machine(demo):
    folder, _ = demo
    token = token_of(folder / "workspace", "read")
    with serving(folder / "workspace", links=False) as server, server.program(token) as program:
        assert server.address.startswith("http://127.0.0.1:")
        assert program.get("/").status_code == 200
        assert "sustainable packaging" in program.get("/search?q=sustainable+packaging").text
