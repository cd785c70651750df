"""Predictions in the open format: a file is there only when it is whole."""

import json
from pathlib import Path

import pytest

from tests.unit.evaluation.gold_sets import suggestions
from thesaury.evaluation.predictions import predictions_to
from thesaury.model.errors import Unreachable


def test_one_line_for_each_document_also_without_suggestions(tmp_path: Path):
    with predictions_to(tmp_path / "out.jsonl") as write:
        write("ü 1", suggestions([("urn:a", 0.75), ("urn:b", 0.5)]))
        write("\ud83d", ())
    assert [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()] == [
        {"id": "ü 1", "concepts": [{"uri": "urn:a", "score": 0.75}, {"uri": "urn:b", "score": 0.5}]},
        {"id": "\ud83d", "concepts": []},
    ]


def interrupted(path: Path) -> None:
    with predictions_to(path) as write:
        write("1", ())
        raise KeyboardInterrupt


def test_when_it_is_interrupted_what_was_there_stays(tmp_path: Path):
    out = tmp_path / "out.jsonl"
    out.write_text("as before")
    with pytest.raises(KeyboardInterrupt):
        interrupted(out)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"out.jsonl": "as before"}


def test_a_link_stays_one(tmp_path: Path):
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "out.jsonl")
    with predictions_to(tmp_path / "link.jsonl") as write:
        write("1", ())
    assert (tmp_path / "link.jsonl").is_symlink()
    assert (tmp_path / "out.jsonl").read_text() == '{"id": "1", "concepts": []}\n'


def test_a_device_is_written_to_and_not_replaced():
    with predictions_to(Path("/dev/null")) as write:
        write("1", ())
    assert Path("/dev/null").is_char_device()


def test_a_folder_that_is_not_there(tmp_path: Path):
    with pytest.raises(Unreachable, match="Name a file"), predictions_to(tmp_path / "nowhere" / "out.jsonl"):
        pass


def test_a_folder_is_no_file(tmp_path: Path):
    with pytest.raises(Unreachable, match="Name a file"), predictions_to(tmp_path):
        pass
