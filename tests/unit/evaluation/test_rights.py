"""Figures on licence texts: equal to those of the gold sets' own scorer, and files that cannot be used."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from thesaury.evaluation.rights import evaluate_rights
from thesaury.model.errors import BadInput, Unreachable

RECORD = {
    "id": "A",
    "text": "Web, DACH, until 31.12.2026, no paid social",
    "context": {},
    "questions": [{"channel": "website", "region": "AT", "date": "2026-12-31", "purpose": "internal"}],
}


def written(folder: Path, *records: dict[str, Any]) -> Path:
    path = folder / "texts.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_figures_are_those_of_the_gold_sets_own_scorer(shared: Path, tmp_path: Path) -> None:
    gold, out = shared / "data" / "rights" / "dev.jsonl", tmp_path / "predictions.jsonl"
    figures = evaluate_rights(gold, out)
    command = [sys.executable, str(shared / "checks" / "score_rights.py"), str(out), str(gold)]
    scored = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert {name: figures[name] for name in scored} == scored


def test_the_figures_wanted_are_reached(shared: Path) -> None:
    figures = evaluate_rights(shared / "data" / "rights" / "dev.jsonl")
    assert figures["unsafe_permits"] == 0
    assert figures["decision_accuracy"] >= 0.97
    assert figures["over_review_rate"] <= 0.08
    assert figures["status_accuracy"] >= 0.95


def test_without_labels_there_are_predictions_and_no_figures(tmp_path: Path) -> None:
    out = tmp_path / "predictions.jsonl"
    figures = evaluate_rights(written(tmp_path, RECORD), out)
    (prediction,) = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert figures.keys() == {"texts", "texts_per_second"}
    assert prediction["id"] == "A"
    assert prediction["decisions"] == ["permit"]
    assert prediction["terms"][0]["channels"]["deny"] == ["social_paid"]


@pytest.mark.parametrize(
    "broken", [{"id": "A"}, {"id": 1, "text": "x"}, {**RECORD, "questions": [{"channel": "tv"}]}, []]
)
def test_a_broken_line_is_named(tmp_path: Path, broken: Any) -> None:
    path = written(tmp_path, RECORD, broken)
    with pytest.raises(BadInput, match="line 2"):
        evaluate_rights(path)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="cannot be read"):
        evaluate_rights(tmp_path / "none.jsonl")


def test_predictions_that_cannot_be_written_are_said(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="No predictions"):
        evaluate_rights(written(tmp_path, RECORD), tmp_path / "none" / "p.jsonl")
