"""How commands speak."""

import json
import logging

import pytest

from thesaury.cli.app import run
from thesaury.cli.logs import configure_logs
from thesaury.cli.output import print_table, progress_shown
from thesaury.model.errors import Usage


def test_nothing_asked_shows_the_examples(capsys):
    assert run([]) == 0
    assert "thesaury vocabulary import terms.ttl" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments", [["nosuch"], ["sync", "--nope"], ["review", "--minimum", "2"], ["export", "pdf", "x"]]
)
def test_usage_errors_are_one_sentence_and_code_2(arguments, capsys):
    assert run(arguments) == 2
    spoken = capsys.readouterr()
    assert spoken.out == ""
    assert spoken.err.startswith("thesaury: ")


def test_progress_is_json_lines_off_a_terminal_and_not_a_flood(capsys):
    with progress_shown() as progress:
        for done in range(1, 1001):
            progress("enrich", done, 1000)
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert len(lines) <= 102
    assert lines[-1] == {"stage": "enrich", "done": 1000, "total": 1000}


def test_quiet_says_nothing(capsys):
    with progress_shown(quiet=True) as progress:
        progress("enrich", 1, 1)
    assert capsys.readouterr().err == ""


def test_a_table_off_a_terminal_is_tab_separated(capsys):
    print_table(("a", "b"), [(1, "x"), (2, "y")])
    assert capsys.readouterr().out == "1\tx\n2\ty\n"


def test_logs_are_json_lines_off_a_terminal(capsys, monkeypatch):
    monkeypatch.setenv("THESAURY_LOG", "info")
    configure_logs()
    logging.getLogger("thesaury.test").info("read %s", "a.jpg")
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["level"], line["logger"]) == ("read a.jpg", "info", "thesaury.test")


def test_an_unknown_log_level_is_refused(monkeypatch):
    monkeypatch.setenv("THESAURY_LOG", "loud")
    with pytest.raises(Usage, match="debug, info"):
        configure_logs()


def test_a_setting_may_hold_equals_signs(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("id,title\n1,A lake\n")
    work, root = str(tmp_path / "work"), str(tmp_path / "a=b=c")
    assert run(["init", work]) == 0
    assert run(["connect", "table", str(tmp_path / "a.csv"), "--set", f"root={root}", "-w", work]) == 0
    capsys.readouterr()
    assert run(["connections", "--json", "-w", work]) == 0
    assert json.loads(capsys.readouterr().out)[0]["settings"]["root"] == root
    assert run(["connect", "table", str(tmp_path / "a.csv"), "--set", "root", "-w", work]) == 2
    assert "setting=value" in capsys.readouterr().err
