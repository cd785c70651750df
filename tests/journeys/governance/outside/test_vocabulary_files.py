"""Vocabularies as files: each form is read back as the same content."""

import json
from pathlib import Path

import httpx
import pytest

from tests.journeys.governance.outside.conftest import Outside
from thesaury.cli.app import run
from thesaury.pipeline import keep_vocabulary
from thesaury.vocabulary.forms import WordForm
from thesaury.vocabulary.importing import import_vocabulary


@pytest.mark.parametrize("form", WordForm)
def test_an_export_is_imported_as_the_same_version(
    outside: Outside, program: httpx.Client, tmp_path: Path, form: WordForm
):
    answer = program.get("/api/v1/vocabularies/words/export", params={"form": form.value})
    assert answer.status_code == 200
    assert f"words-2.{form}" in answer.headers["content-disposition"]
    file = tmp_path / f"w.{form}"
    file.write_bytes(answer.content)
    read, _ = import_vocabulary(file, "words", outside.workspace.rdf, outside.workspace.tables)
    assert read == outside.workspace.catalogue.vocabularies.get("words")
    assert keep_vocabulary(outside.workspace, read, file.name).number == 2  # equal content is no new version


def test_an_earlier_version_and_an_answer_that_is_held_already(program: httpx.Client):
    first = program.get("/api/v1/vocabularies/words/export", params={"version": 1, "form": "nt"})
    assert "Bottle" in first.text
    assert "Bottle" not in program.get("/api/v1/vocabularies/words/export", params={"form": "nt"}).text
    asked = {"If-None-Match": first.headers["etag"]}
    again = program.get("/api/v1/vocabularies/words/export", params={"version": 1, "form": "nt"}, headers=asked)
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("path", "status"),
    [("none/export", 404), ("words/export?version=9", 404), ("words/export?form=docx", 422), ("words/export?x=1", 422)],
)
def test_what_is_not_there_is_told(program: httpx.Client, stranger: httpx.Client, path: str, status: int):
    assert program.get(f"/api/v1/vocabularies/{path}").status_code == status
    assert stranger.get(f"/api/v1/vocabularies/{path}").status_code == 401


def test_the_command_writes_the_same(outside: Outside, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path):
    place = ["--workspace", str(outside.workspace.root)]
    assert run(["vocabulary", "export", "words", "--form", "nt", *place]) == 0
    assert b"Sustainable packaging" in capfdbinary.readouterr().out
    out = tmp_path / "words.xlsx"
    assert run(["vocabulary", "export", "words", "--form", "xlsx", "--out", str(out), "--json", *place]) == 0
    assert json.loads(capfdbinary.readouterr().out)["concepts"] == 6
    assert out.read_bytes().startswith(b"PK")
    assert run(["vocabulary", "export", "none", *place]) == 2
    assert b"There is no vocabulary 'none'" in capfdbinary.readouterr().err
    assert run(["vocabulary", "export", "words", "--out", str(tmp_path / "w.docx"), *place]) == 2
