"""The documentation says what the product does: commands, exit codes, settings, rules, links and figures' commands."""

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from tests.conftest import ROOT
from thesaury.cli.capabilities import FLAGS, capability_page
from thesaury.cli.connectors import told_connectors
from thesaury.config import Settings
from thesaury.model import errors
from thesaury.model.connection import Capabilities
from thesaury.vocabulary.quality import RULES as QUALITY
from thesaury.vocabulary.quality.rules import ALL as WEIGHED
from thesaury.vocabulary.quality.rules import Severity
from thesaury.vocabulary.report import RULES

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def page(name: str) -> str:
    return (ROOT / name).read_text()


def leaf_commands() -> set[str]:
    import typer

    from thesaury.cli.app import app

    found = set()
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        found |= {f"{name} {sub}" for sub in command.commands} if hasattr(command, "commands") else {name}
    return found


def test_every_command_is_documented_and_every_documented_one_exists():
    commands = leaf_commands()
    groups = {command.split()[0] for command in commands if " " in command}
    words = re.findall(r"^\| `thesaury ([a-z-]+) ?([a-z-]*)", page("docs/commands.md"), re.M)
    documented = {f"{first} {second}" if first in groups else first for first, second in words}
    assert documented == commands


@pytest.mark.parametrize("command", sorted(leaf_commands()))
def test_every_command_says_what_it_does(command: str, capsys: pytest.CaptureFixture[str]):
    from thesaury.cli.app import run

    assert run([*command.split(), "--help"]) == 0
    assert "Usage: thesaury " + command in capsys.readouterr().out


def test_exit_codes_are_those_of_the_errors():
    documented = dict(re.findall(r"^\| (\d+) \| ([A-Z]\w+) \|", page("docs/commands.md"), re.M))
    kinds = {
        e.__name__: str(e.exit_code)
        for e in vars(errors).values()
        if isinstance(e, type) and issubclass(e, errors.ThesauryError)
    }
    assert {code: name for name, code in kinds.items() if name in documented.values()} == documented


def test_every_setting_is_documented_with_its_description():
    text = page("docs/settings.md")
    for name, field in Settings.model_fields.items():
        assert f"| `{name}` | `THESAURY_{name.upper()}`" in text
        assert field.description in text


def test_the_page_of_capabilities_says_what_the_manifests_say():
    """A connector that is not on the page yet is no failure: to add one touches its folder only, and `./run docs` brings it in."""
    text = page("docs/capabilities.md")
    shown = re.findall(r"^`([\w-]+)`: ", text, re.M)
    told = [connector for connector in told_connectors() if connector["name"] in shown]
    assert {connector["name"] for connector in told} == set(shown)
    assert text == capability_page(told) + "\n"
    assert text.count("\n| `bynder` | ") == len(FLAGS) == len(fields(Capabilities)) + 2  # tier and roles


def test_what_the_page_says_of_refusals_holds_for_every_connector():
    for connector in told_connectors():
        able, helps = connector["capabilities"], connector["helps"]
        assert (able["webhook"] != "none") == ("listener" in helps), connector["name"]
        assert able["usage_report"] == ("report" in helps), connector["name"]


_RULE = r"^\| `([a-z-]+)` \| (.+?) \|$"


def test_every_rule_of_a_vocabulary_import_is_documented():
    checks = page("docs/vocabularies.md").split("## What an import checks")[1]
    assert dict(re.findall(_RULE, checks, re.M)) == dict(RULES)


def test_every_rule_of_quality_is_documented_with_its_weight():
    rules, weights = page("docs/quality.md").split("## The score")
    assert tuple(rule for rule, _ in re.findall(_RULE, rules.split("*Quality*")[1], re.M)) == QUALITY
    for severity in (Severity.GRAVE, Severity.PLAIN):
        row = re.search(rf"^\| {severity.name.lower()} \| (.+?) \|$", weights, re.M)
        assert row is not None
        assert re.findall(r"`([a-z-]+)`", row[1]) == [rule.name for rule in WEIGHED if rule.severity is severity]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path: Path):
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text()):
        assert (path.parent / target).exists(), target


def test_readme_commands_exist():
    run = page("run")
    for command in set(re.findall(r"\./run ([a-z]+)", page("README.md"))):
        assert re.search(rf"^    {command}\)", run, re.M), command
    commands = leaf_commands()
    shown = "\n".join(re.findall(r"```\n(.*?)```", page("README.md"), re.S))
    for first, second in set(re.findall(r"thesaury ([a-z]+) ?([a-z]*)", shown)):
        assert first in commands or f"{first} {second}" in commands, f"{first} {second}"


def test_every_room_is_drawn():
    drawn = page("docs/architecture.md")
    rooms = [p.name for p in (ROOT / "src" / "thesaury").iterdir() if p.is_dir() and (p / "__init__.py").exists()]
    assert [room for room in rooms if room not in drawn] == []


def test_the_house_rules_hold():
    done = subprocess.run([str(Path(sys.executable).parent / "lint-imports")], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_reference_of_the_interface_is_that_of_its_description():
    from thesaury.web.api.reference import whole_description
    from thesaury.web.api.reference_text import reference_text

    assert page("docs/api.md").rstrip() == reference_text(whole_description()).rstrip(), "make it anew: ./run docs"
