"""A vocabulary edited by commands: on standard output data alone, and every refusal a sentence with its exit code."""

import io
import json
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from tests.journeys.conftest import TERMS, prepared
from thesaury.cli.app import run


@pytest.fixture
def work(tmp_path: Path) -> Path:
    (tmp_path / "terms.ttl").write_text(TERMS)
    prepared("init", tmp_path / "work")
    prepared("vocabulary", "import", tmp_path / "terms.ttl", "-w", tmp_path / "work")
    return tmp_path / "work"


def test_a_draft_by_command_from_the_first_edit_to_its_version(
    work: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    def told(*args: object) -> Any:
        capsys.readouterr()
        prepared("vocabulary", *args, "--json", "-w", work)
        return json.loads(capsys.readouterr().out)

    def refused(*args: object) -> tuple[int, str]:
        capsys.readouterr()
        code = run(["vocabulary", *map(str, args), "-w", str(work)])
        return code, capsys.readouterr().err

    edit, draft = ("edit", "terms"), ("draft",)
    jar = told(*edit, "add", "deposit jar@en", "Pfandglas@de", "--below", "packaging")["subjects"][0]
    told(*edit, "rename", "refill pouch", "refill bag@en", "--keep")
    told(*edit, "label", "winter", "cold season@en", "--kind", "hidden")
    told(*edit, "text", "winter", "definition", "Snow and all.", "--language", "en")
    told(*edit, "map", jar, "exact", "https://elsewhere.example/jar")
    told(*edit, "relate", jar, "winter")
    told(*edit, "merge", "eco-friendly packaging", "sustainable packaging")
    assert told(*edit, "move", "winter", "--top", "--dry-run")["dry_run"] is True
    (tmp_path / "edits.json").write_text(json.dumps([{"edit": "remove-concept", "concept": jar}]))
    told(*edit, "file", tmp_path / "edits.json")
    for args, code, why in (
        ((*edit, "move", "season", "--below", "winter"), 5, "would lie above itself"),
        ((*edit, "move", "season"), 2, "--top"),
        ((*edit, "restore", "nobody"), 2, "none is called so"),
        ((*edit, "label", "winter", "x@en", "--kind", "strange"), 2, "no kind of label"),
        ((*edit, "file", tmp_path / "nothing.json"), 6, "cannot be opened"),
        (("edit", "nope", "restore", "winter"), 2, "no vocabulary 'nope'"),
        ((*draft, "undo", "terms", 1), 2, "Edits that came later rest on this one: 5, 6, 8"),
    ):
        assert refused(*args)[0] == code, args
        assert why in refused(*args)[1]
    assert told(*draft, "undo", "terms", 8)["undone"] == [8]
    shown = told(*draft, "show", "terms")
    assert [one["edit"]["edit"] for one in shown["edits"]][:3] == ["add-concept", "rename", "add-label"]
    assert [one["label"] for one in shown["changes"]["added"]] == ["Pfandglas"]
    assert told(*draft, "impact", "terms", "-q")["deprecated"] == 1
    assert told(*draft, "publish", "terms", "--dry-run", "-q")["version"] == 2
    assert told(*draft, "publish", "terms", "--note", "autumn", "-q")["edits"] == 7
    assert [one["version"] for one in told("list")] == [1, 2]
    assert refused(*draft, "publish", "terms")[0] == 2
    told(*edit, "deprecate", "winter", "--use", "season")
    assert run(["vocabulary", "draft", "discard", "terms", "--dry-run", "-w", str(work)]) == 0
    with patch("sys.stdin", io.StringIO()):
        assert run(["vocabulary", "draft", "discard", "terms", "-w", str(work)]) == 2, "nobody is there to say yes"
    assert run(["vocabulary", "draft", "discard", "terms", "--yes", "-w", str(work)]) == 0
    assert told(*draft, "show", "terms")["state"] == "none"
