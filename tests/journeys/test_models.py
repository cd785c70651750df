"""Trained models by command: listed, chosen, restored, and every way in which that can fail."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contract.models_suite import NOTE, keep
from thesaury.bootstrap import init_workspace, open_workspace
from thesaury.cli.app import run

USAGE, BAD_INPUT, BUSY = 2, 5, 7


@pytest.fixture
def work(tmp_path: Path) -> Path:
    init_workspace(tmp_path / "work").close()
    return tmp_path / "work"


@pytest.fixture
def trained(work: Path) -> Path:
    """Twelve models, of which the second is chosen."""
    workspace = open_workspace(work)
    keep(workspace.models, b"1" * 2**20)
    keep(workspace.models, b"2" * 2**20, choose=True)
    keep(workspace.models, *[b"later"] * 10)
    workspace.close()
    return work


def told(work: Path, *arguments: str) -> tuple[int, str]:
    """Exit code and what was said, of `thesaury models ...` there."""
    done = subprocess.run(
        [sys.executable, "-m", "thesaury", "models", *arguments], cwd=work, capture_output=True, text=True
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def chosen(work: Path) -> int | None:
    kept = open_workspace(work).models.chosen()
    return kept and kept.number


def test_without_any_the_default_speaks(work: Path, capsys):
    assert run(["models", "list", "-w", str(work)]) == 0
    spoken = capsys.readouterr()
    assert spoken.out == ""
    assert "the one that comes with Thesaury speaks" in spoken.err
    assert run(["models", "list", "--json", "-w", str(work)]) == 0
    assert capsys.readouterr().out == "[]\n"
    assert run(["models", "use", "default", "-w", str(work)]) == 0
    assert "speaks already" in capsys.readouterr().err
    assert run(["models", "use", "1", "-w", str(work)]) == USAGE
    assert "Models here: none" in capsys.readouterr().err
    assert not (work / "models").exists()


def test_models_are_listed_with_their_figures(trained: Path, capsys):
    assert run(["models", "list", "-w", str(trained)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 12
    figures = "F1@5 0.410, nDCG@10 0.333"
    what = [NOTE.trained_at, NOTE.vocabulary, "240", figures]
    assert lines[0].split("\t") == ["1", "", *what, "deleted", NOTE.reason]
    assert lines[1].split("\t") == ["2", "chosen", *what, "1.0 MiB", NOTE.reason]
    assert run(["models", "list", "--json", "-w", str(trained)]) == 0
    second = json.loads(capsys.readouterr().out)[1]
    assert (second["number"], second["chosen"], second["bytes"], len(second["digest"])) == (2, True, 2**20, 64)
    assert second["figures"] == dict(NOTE.figures)
    assert [second[name] for name in ("annotator", "vocabulary", "examples", "trained_at", "reason")] == [
        NOTE.annotator,
        NOTE.vocabulary,
        NOTE.examples,
        NOTE.trained_at,
        NOTE.reason,
    ]


def test_a_model_is_chosen_and_the_earlier_one_restored(trained: Path):
    for word, number in (("12", 12), ("2", 2), ("default", None), ("2", 2)):
        code, words = told(trained, "use", word)
        assert (code, "from now on" in words, chosen(trained)) == (0, True, number)
    assert "speaks already" in told(trained, "use", "2")[1]


@pytest.mark.parametrize("word", ["1", "13", "0", "-1", "two", "", "٣", "Default"])
def test_what_is_no_model_changes_nothing_and_says_what_there_is(trained: Path, word: str):
    code, words = told(trained, "use", "--", word)
    assert (code, "thesaury models list" in words, chosen(trained)) == (USAGE, True, 2)


def test_a_damaged_model_is_not_chosen(trained: Path):
    (trained / "models" / "000012.model").write_bytes(b"latex")
    code, words = told(trained, "use", "12")
    assert (code, "000012.model" in words, chosen(trained)) == (BAD_INPUT, True, 2)


def test_a_damaged_register_is_a_sentence(trained: Path):
    (trained / "models" / "models.json").write_text("{")
    for arguments in (["list"], ["use", "2"]):
        code, words = told(trained, *arguments)
        assert (code, "models.json is no register" in words) == (BAD_INPUT, True)


def test_nothing_is_chosen_while_another_process_writes(trained: Path):
    workspace = open_workspace(trained)
    with workspace.writing():
        assert told(trained, "use", "12")[0] == BUSY
        assert told(trained, "list")[0] == 0
    workspace.close()
    assert chosen(trained) == 2
