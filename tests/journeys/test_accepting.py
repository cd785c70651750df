"""Auto-accept by command: refused on few decisions, set on enough, carried out on what waits and on what comes, and dropped."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import TERMS, Command, prepared
from thesaury.cli.app import run

TOPICS = "https://terms.example/scheme"
WINTER, SEASON = "https://terms.example/winter", "https://terms.example/season"
BY = f"rule:{TOPICS}@0.85"


def write_assets(path: Path, titles: dict[str, str]) -> None:
    """Titles that say winter with certainty, and descriptions that may mean the season."""
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("id", "title", "description", "language"))
        for id, title in titles.items():
            rows.writerow(
                (id, title, "" if "inter" in title else "A long walk, the kind one takes in any season", "en")
            )


def titles() -> dict[str, str]:
    winters = {f"w{number:02}": "Winter" for number in range(60)}
    return winters | {f"s{number:02}": f"Walk {number}" for number in range(30)}


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "terms.ttl").write_text(TERMS)
    write_assets(tmp_path / "assets.csv", titles())
    made = tmp_path / "work"
    monkeypatch.setenv("THESAURY_WORKSPACE", str(made))
    prepared("init", made)
    prepared("vocabulary", "import", tmp_path / "terms.ttl")
    prepared("connect", "table", tmp_path / "assets.csv")
    prepared("sync")
    return made


class Asking:
    """Commands in this process: their answers as JSON, or their exit code and sentence where they are refused."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *args: object) -> Any:
        self._capsys.readouterr()
        prepared(*args, "--json")
        return json.loads(self._capsys.readouterr().out)

    def refused(self, *args: object) -> tuple[int, str]:
        self._capsys.readouterr()
        return run([*map(str, args)]), self._capsys.readouterr().err

    def concepts(self, id: str) -> list[tuple[str, str]]:
        return [(one["iri"], one["by"]) for one in self("show", f"assets/{id}")["concepts"]]


@pytest.fixture
def ask(capsys: pytest.CaptureFixture[str]) -> Asking:
    return Asking(capsys)


def decide(work: Path, *decisions: tuple[str, str, str]) -> None:
    table = work / "decided.csv"
    lines = [f"assets/{id},{concept},{decision}\n" for id, concept, decision in decisions]
    table.write_text("asset,concept,decision\n" + "".join(lines))
    prepared("review", "--decisions", table)


def decide_enough(work: Path) -> None:
    """A person looks at 42 winters, of which one is wrong, and at 20 seasons, most of them wrong."""
    winters = [(f"w{number:02}", WINTER, "rejected" if number == 41 else "accepted") for number in range(42)]
    seasons = [(f"s{number:02}", SEASON, "accepted" if number < 3 else "rejected") for number in range(20)]
    decide(work, *winters, *seasons)


def test_without_decisions_it_is_refused_with_what_is_missing(work: Path, ask: Asking, thesaury: Command):
    refused = thesaury("accept", "set", "Topics", "--precision", "0.9", "--json", "--dry-run", cwd=work, ok=False)
    assert refused.returncode == 11
    assert json.loads(refused.stdout)["threshold"] is None
    assert "“Topics”: Nobody has decided on its suggestions yet. It takes 29 decisions" in refused.stderr
    decide(work, *((f"w{number:02}", WINTER, "accepted") for number in range(20)))
    prepared("review", "--accept-above", "0.3")  # nobody looks at each, so it is no evidence
    code, said = ask.refused("accept", "set", "topics", "--precision", "0.9")
    assert code == 11
    assert "20 of 20 decisions accepted. About 9 more decisions like these would do" in said
    assert ask("accept", "list") == []


def test_enough_decisions_set_a_rule_that_accepts_what_waits_and_what_comes(work: Path, ask: Asking, tmp_path: Path):
    decide_enough(work)
    before = ask("status")
    planned = ask("accept", "set", "Topics", "--precision", "0.85", "--dry-run")
    assert (planned["accepted"], planned["pairs"], planned["dry_run"]) == (18, 62, True)
    assert (ask("status"), ask("accept", "list")) == (before, [])
    made = ask("accept", "set", TOPICS, "--precision", "0.85")
    assert {**made, "at": "", "dry_run": True} == {**planned, "at": ""}
    [listed] = ask("accept", "list")
    assert listed.items() <= made.items()
    assert ask("status")["accepted"] == before["accepted"] + 18
    assert {wait["concept"] for wait in ask("review", "--list")} == {SEASON}
    assert ask.concepts("w50") == [(WINTER, BY)]

    write_assets(tmp_path / "assets.csv", {**titles(), "w41": "Winter again", "n1": "Winter", "n2": "Walk on"})
    prepared("sync")
    assert ask.concepts("n1") == [(WINTER, BY)]
    assert ask("show", "assets/n1")["concepts"][0]["origin"] == "rule"
    assert ask.concepts("n2") == []
    assert ask.concepts("w41") == []  # rejected by a person, and it stays so


def test_a_dropped_rule_accepts_no_more(work: Path, ask: Asking, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    decide_enough(work)
    prepared("accept", "set", "Topics", "--precision", "0.85")
    capsys.readouterr()
    prepared("accept", "list")
    assert capsys.readouterr().out.startswith("Topics\t0.85\t")
    assert ask("accept", "drop", "Topics") == {"scheme": TOPICS, "dropped": True}
    assert ask.concepts("w50") == [(WINTER, BY)]
    write_assets(tmp_path / "assets.csv", {**titles(), "n1": "Winter"})
    prepared("sync")
    assert ask.concepts("n1") == []
    assert ask.refused("accept", "drop", "Topics")[0] == 2
    code, said = ask.refused("accept", "set", "Moods", "--precision", "0.9")
    assert (code, "Schemes here: Topics, no scheme" in said) == (2, True)


def test_the_queue_asks_for_what_teaches_most_unless_told_otherwise(work: Path, ask: Asking):
    surest = ask("review", "--list", "--order", "surest")
    scores = [wait["score"] for wait in surest]
    assert scores == sorted(scores, reverse=True)
    taught = ask("review", "--list")
    assert {wait["concept"] for wait in taught[:10]} == {WINTER, SEASON}  # no concept is asked about ten times in a row
    assert len({wait["concept"] for wait in surest[:10]}) == 1
