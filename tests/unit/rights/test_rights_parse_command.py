"""`rights parse` and `evaluate rights` as people call them."""

import io
import json
from pathlib import Path

import pytest

from thesaury.cli.app import run


def test_a_text_is_shown_with_what_is_for_a_person_and_the_notice(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rights", "parse", "Web, DACH, until 03/04/2027"]) == 0
    said = capsys.readouterr().out
    assert "A person has to read this." in said
    assert "ambiguous_date_format" in said
    assert "not legal advice" in said


def test_json_has_places_rules_and_versions(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Web, DACH, until 03/04/2027, no TV"))
    assert run(["rights", "parse", "-", "--locale", "en-GB", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["status"] == "complete"
    assert said["terms"][0]["valid_until"] == "2027-04-03"
    assert {"axis": "region", "start": 5, "end": 9, "words": "DACH", "rule": "DACH"} in said["spans"]
    assert said["parser"]["version"]
    assert "not legal advice" in said["notice"]


def test_an_anchor_gives_a_length_its_beginning(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["rights", "parse", "Web, EU, 1 year from delivery", "--anchor", "delivered=2026-03-01", "--json"]
    assert run(arguments) == 0
    assert json.loads(capsys.readouterr().out)["terms"][0]["valid_until"] == "2027-02-28"


@pytest.mark.parametrize("anchor", ["birthday=2026-01-01", "delivered=soon", "delivered"])
def test_an_anchor_nobody_knows_is_refused(anchor: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rights", "parse", "Web", "--anchor", anchor]) == 2
    assert "nchor" in capsys.readouterr().err


def test_evaluate_rights_prints_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = tmp_path / "texts.jsonl"
    texts.write_text('{"id": "A", "text": "tbd", "context": {}, "questions": []}\n', encoding="utf-8")
    assert run(["evaluate", "rights", "--texts", str(texts)]) == 0
    assert json.loads(capsys.readouterr().out)["texts"] == 1
