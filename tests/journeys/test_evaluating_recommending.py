"""`evaluate recommend`: judged briefs of the demo brand through the product, and the story of the same brief in two languages."""

import json
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path
from shutil import copy, copytree
from typing import Any

import pytest

from tests.journeys.conftest import prepared
from tests.journeys.portal.demo import demo_brand
from thesaury.cli.app import run

JUDGED = Path(__file__).parents[1] / "data" / "recommendation" / "demo"
USAGE, BAD_INPUT, UNREACHABLE = 2, 5, 6
SCHOOL = ("school-en-1", "school-de-1")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return demo_brand(tmp_path_factory) / "workspace"


def some_of(to: Path, briefs: Collection[str]) -> Path:
    """The judged set with these briefs alone."""
    copytree(JUDGED / "qrels", to / "qrels")
    for name in ("assets.jsonl", "rights.jsonl"):
        copy(JUDGED / name, to)
    for path, key in (
        (to / "queries.jsonl", ""),
        (to / "qrels" / "relevance.tsv", "\t"),
        (to / "qrels" / "test.tsv", "\t"),
    ):
        lines = (JUDGED / path.relative_to(to)).read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if _of(line, key) in {*briefs, "query-id"}]
        path.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")
    return to


def _of(line: str, key: str) -> str:
    return line.split(key)[0] if key else str(json.loads(line)["_id"])


def evaluated(capsys: pytest.CaptureFixture[str], dataset: Path, workspace: Path, *more: object) -> dict[str, Any]:
    arguments = ["evaluate", "recommend", "--quiet", "--dataset", dataset, "--workspace", workspace, *more]
    assert run([*map(str, arguments)]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def test_the_same_brief_in_two_languages_gives_much_the_same_board_that_may_be_used(
    capsys: pytest.CaptureFixture[str], workspace: Path, tmp_path: Path
) -> None:
    told = evaluated(capsys, some_of(tmp_path, SCHOOL), workspace)
    assert told["pairs"]["school"] >= 0.7
    assert told["usable@10"] == 1.0
    assert told["concepts@20_fewest"] >= 8
    assert (told["doubles@20"], told["excluded@10"], told["shown@10"]) == (0, 0, 1)
    assert told["use_read"] == 1.0


def test_the_independent_scorer_gives_the_same(
    capsys: pytest.CaptureFixture[str], shared: Path, workspace: Path, tmp_path: Path
) -> None:
    dataset, out = some_of(tmp_path, ("pfand-de-1", "bulk-en-1")), tmp_path / "run.jsonl"
    told = evaluated(capsys, dataset, workspace, "--out", out, "--without", "exclusions")
    scorer = [sys.executable, shared / "checks" / "score_search.py", out, dataset / "qrels" / "test.tsv"]
    other = json.loads(subprocess.run([*map(str, scorer)], capture_output=True, check=True, text=True).stdout)
    assert told["ndcg@10"] == pytest.approx(other["nDCG@10"], abs=1e-4)
    assert told["ndcg@10"] > 0.3
    assert told["without"] == "exclusions"


def test_searches_for_the_same_texts_stand_beside_it(
    capsys: pytest.CaptureFixture[str], workspace: Path, tmp_path: Path
) -> None:
    dataset = some_of(tmp_path, ("consigne-fr-1", "pfand-de-1"))
    made = {way: evaluated(capsys, dataset, workspace, "--by", way) for way in ("search", "usable-search", "best")}
    assert all(told["use_read"] is None for told in made.values())
    assert made["usable-search"]["usable@10"] >= made["search"]["usable@10"]
    assert max(made, key=lambda way: made[way]["ndcg@10"]) == "best"


def test_a_workspace_without_assets_recommends_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    prepared("init", tmp_path / "empty")
    capsys.readouterr()
    (tmp_path / "set").mkdir()
    told = evaluated(capsys, some_of(tmp_path / "set", ["pfand-de-1"]), tmp_path / "empty")
    assert (told["ndcg@10"], told["shown@10"], told["usable@10"]) == (0.0, 0.0, None)


@pytest.mark.parametrize(
    ("change", "more", "code", "told"),
    [
        (lambda folder: (folder / "rights.jsonl").unlink(), (), UNREACHABLE, "rights.jsonl cannot be read"),
        (lambda folder: (folder / "queries.jsonl").write_text("{"), (), BAD_INPUT, "line 1 is no JSON"),
        (lambda folder: None, ("--by", "search", "--without", "words"), USAGE, "a search has no such part"),
    ],
    ids=["no readings", "broken briefs", "a search without words"],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    capsys: pytest.CaptureFixture[str],
    workspace: Path,
    tmp_path: Path,
    change: Any,
    more: tuple[str, ...],
    code: int,
    told: str,
) -> None:
    dataset, out = some_of(tmp_path, ["pfand-de-1"]), tmp_path / "run.jsonl"
    change(dataset)
    arguments = [
        "evaluate",
        "recommend",
        "--quiet",
        "--dataset",
        dataset,
        "--workspace",
        workspace,
        "--out",
        out,
        *more,
    ]
    assert run([*map(str, arguments)]) == code
    assert told in capsys.readouterr().err
    assert not out.exists()
