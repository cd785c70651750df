"""`rights check`: the exit codes, what is printed, and questions that are refused before they are asked."""

import json

import pytest
import typer

from tests.unit.rights.licences import licence
from thesaury.bootstrap import init_workspace
from thesaury.cli import rights_check
from thesaury.model.asset import Record
from thesaury.model.connection import Connection
from thesaury.model.errors import BadInput, Usage
from thesaury.model.licensing import Axis, Span
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord, RightsSource
from thesaury.ports.source import Page

TEXT = "Web, DACH"
STATED = licence(
    channels="website", regions="DACH", duties=("attribution",), spans=(Span(Axis.REGION, 5, 9, "DACH", "r"),)
)
ASKED = ("dam/1", "--channel", "website", "--date", "2026-06-01")


@pytest.fixture
def workspace(tmp_path):
    with_rights = tmp_path / "work"
    opened = init_workspace(with_rights)
    try:
        opened.catalogue.records.put_connection(Connection("dam", "folder"))
        opened.catalogue.records.store_page("dam", Page((Record("dam", "1", "e"), Record("dam", "2", "e")), "1", True))
        source = RightsSource("dam/1", "0", TEXT)
        opened.catalogue.rights.put(
            [RightsRecord(source, 1, STATED, PolicyStatus.COMPLETE, "1", "2026-01-01T00:00:00Z")]
        )
    finally:
        opened.close()
    return with_rights


def check(*arguments: object) -> int:
    """The exit code of the command, run in this process."""
    app = typer.Typer()
    app.callback()(lambda: None)
    rights_check.register(app)
    return int(typer.main.get_command(app).main(["check", *map(str, arguments)], standalone_mode=False) or 0)


@pytest.mark.parametrize(
    ("region", "code", "word"), [("AT", 0, "Permitted"), ("FR", 3, "Denied"), ("LI", 4, "Needs review")]
)
def test_the_answer_its_reasons_and_its_exit_code(workspace, capsys, region, code, word):
    assert check(*ASKED, "--region", region, "-w", workspace) == code
    printed = capsys.readouterr().out
    assert printed.startswith(f"{word}.")
    row = next(line for line in printed.splitlines() if line.startswith("region\t"))
    assert region in row
    assert row.endswith("\tDACH")
    assert printed.count("not legal advice") == 1


def test_what_comes_with_a_permit_and_what_instead_of_it(workspace, capsys):
    check(*ASKED, "--region", "DE", "-w", workspace)
    assert "Show the credit line" in capsys.readouterr().out
    check(*ASKED, "--region", "DE", "--region", "FR", "-w", workspace)
    assert "Permitted in DE." in capsys.readouterr().out


def test_json_has_the_shape_of_the_contract(workspace, capsys):
    code = check(*ASKED, "--region", "DE", "--region", "FR", "--json", "-w", workspace)
    told = json.loads(capsys.readouterr().out)
    assert code == 3
    assert told["decision"] == "deny"
    region = next(axis for axis in told["axes"] if axis["axis"] == "region")
    assert region["result"] == "no"
    assert region["span"]["words"] == "DACH"
    assert told["alternatives"][0]["request"]["regions"] == ["DE"]
    assert told["records"] == [{"record": "dam/1#0", "version": 1}]
    assert {"obligations", "caps", "next_change", "evaluated_at", "engine_version", "notice", "request"} <= told.keys()


def test_an_asset_without_a_rights_record_needs_review(workspace, capsys):
    assert check("dam/2", "--channel", "website", "--region", "DE", "-w", workspace) == 4
    assert "Nothing is known of the licence" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("--channel", "hologram"), "no channel 'hologram'"),
        (("--region", "Atlantis"), "no region 'ATLANTIS'"),
        (("--purpose", "mischief"), "no purpose"),
        (("--party", "martians"), "no party"),
        (("--quantity", "souls=3"), "no limit 'souls'"),
        (("--time-zone", "Mars/Olympus"), "no time zone"),
        (("--date", "2026-06-01", "--from", "2026-06-01"), "either a date"),
        (("--from", "2026-06-01"), "both from and to"),
        (("--from", "2026-06-02", "--to", "2026-06-01"), "Swap"),
        (("--text", "Web"), "only one of the two"),
    ],
)
def test_what_no_table_names_is_refused_before_it_is_asked(arguments, sentence):
    with pytest.raises(Usage, match=sentence):
        check("dam/1", "--channel", "website", "--region", "DE", *arguments)


@pytest.mark.parametrize(
    "arguments",
    [("--date", "01/06/2026"), ("--date", "2026-02-30"), ("--quantity", "copies=many"), ("--quantity", "copies=nan")],
)
def test_days_and_numbers_that_cannot_be_read(arguments):
    with pytest.raises(BadInput, match="Write it as"):
        check("dam/1", "--channel", "website", "--region", "DE", *arguments)


def test_an_asset_that_is_not_there(workspace):
    with pytest.raises(Usage, match="no asset 'dam/9'"):
        check("dam/9", "--channel", "website", "--region", "DE", "-w", workspace)


def test_a_text_in_place_of_an_asset(capsys):
    asked = ("--channel", "website", "--region", "AT", "--date")
    text = "Web only, DACH, until 31.12.2026"
    assert check("--text", text, *asked, "2026-12-31") == 0
    assert check("--text", text, *asked, "2027-01-01") == 3
    assert check("--text", "tbd", *asked, "2026-12-31") == 4
    assert check("--text", "", *asked, "2026-12-31") == 4
