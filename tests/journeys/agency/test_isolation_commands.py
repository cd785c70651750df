"""Every command, run at one client with names and ids of another: nothing is found, told or touched, and no file of the other is opened.

A new command, or a new gap in one, has to get a row in `commands.py` or below.
"""

import subprocess
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

from tests.journeys.agency.commands import commands, lines
from tests.journeys.agency.opened import opened_below
from tests.journeys.agency.two_clients import CANARY, OURS, THEIRS
from tests.journeys.conftest import TERMS, _here
from tests.journeys.portal.furnishing import FLOW, OPEN_WRITE
from thesaury.bootstrap.agency import Agency

ANSWERED = {
    "analytics export",
    "ask",
    "audit export",
    "channel put",
    "cleanup plan",
    "complete",
    "expand",
    "export",
    "picker origins add",
    "picker origins remove",
    "proposals propose",
    "rights feed",
    "rights parse",
    "search",
    "searches save",
    "secret forget",
    "user add",
    "vocabulary import",
    "vocabulary service",
    "webhook add",
}
"""Commands that make something here, ask what has the same name with every client, or say of words that nothing here is called so."""


@pytest.fixture
def things(two: tuple[Agency, Mapping[str, str]], tmp_path: Path) -> Mapping[str, str]:
    """What is said to a command, by its gap; a row that names the command, or the beginning of it, counts more."""
    agency, stands = two
    theirs = agency.open(THEIRS)
    asset = theirs.catalogue.records.asset_page("", 1)[0]
    vocabulary = theirs.catalogue.vocabularies.get(f"{THEIRS}-terms")
    theirs.close()
    concept, record = vocabulary.concepts[0].iri, f"studio/{asset.records[0].external_id}"
    for name in ("file.ttl", "file.csv"):
        (tmp_path / name).write_text(TERMS if name.endswith("ttl") else "id,title\n1,A lake\n")
    file = str(tmp_path / "file.ttl")
    return {
        **dict.fromkeys(("asset", "assets", "one", "other", "--asset"), asset.id),
        **dict.fromkeys(
            ("concept", "into", "target", "words", "--concept", "--concepts", "--below", "--broader"), concept
        ),
        **dict.fromkeys(("vocabulary edit relate other", "--use", "vocabulary edit move to"), concept),
        **dict.fromkeys(("connection", "connections", "names", "--connection", "--system"), "studio"),
        **dict.fromkeys(("vocabulary name", "--vocabulary"), f"{THEIRS}-terms"),
        **dict.fromkeys(("flow name", "--flow"), FLOW),
        **dict.fromkeys(("channel", "channel name", "channel refresh names", "--channel"), stands["/feed name"]),
        **dict.fromkeys(("profile name", "--profile"), stands["/governance/profiles name"]),
        **dict.fromkeys(("scheme", "--scheme"), vocabulary.schemes[0].iri),
        **dict.fromkeys(("proposals id", "ids", "proposals merge into"), stands["/governance/proposals id"]),
        **dict.fromkeys(("webhook id", "--webhook"), stands["/publishing/webhooks id"]),
        **dict.fromkeys(("record", "--record"), record),
        **dict.fromkeys(("file", "brief", "--file", "--table", "--rows"), file),
        **dict.fromkeys(("connect location", "--root"), str(agency.folder(THEIRS) / "catalogue.db")),
        **dict.fromkeys(("number", "version", "old", "new", "items", "--version", "--round"), "1"),
        **dict.fromkeys(
            ("text", "texts", "titles", "term", "to", "values", "reason", "prefix", "tags", "--texts"), "lake"
        ),
        **dict.fromkeys(("out", "--out"), str(tmp_path / "out.csv")),
        # What is made here has a name of our own: the other's is to stay one that nobody here knows.
        **{
            f"{command} name": "fresh"
            for command in (
                *("vocabulary begin", "vocabulary service", "channel put", "cleanup plan", "flow add", "report add"),
                *("searches save", "rights feed"),
            )
        },
        "--name": "fresh",
        "cleanup name": stands["/governance/cleanups id"],
        "board": stands["/boards id"],
        "searches name": stands["/api/v1/searches name"],
        "report name": "monthly",
        "rights name": "team",
        "ask name": "coverage-matrix",
        "token create name": "night",
        "secret name": "client_secret",
        "key": OPEN_WRITE,
        "run": stands["/runs number"],
        "token": stands["/api/v1/tokens token"],
        "user add address": "new@alder.example",
        "address": f"admin@{THEIRS}.example",
        "owner": f"admin@{THEIRS}.example",
        "--who": f"admin@{THEIRS}.example",
        "webhook add address": "https://hooks.example/",
        "origin": "https://cms.example",
        "message": "message",
        "called": "kiosk",
        "connector": "table",
        "rights export as_": "odrl",
        "boards export out": str(tmp_path / "board.pdf"),
        "export form": "jsonl",
        "how": "applied",
        "role": "viewer",
        "region": "DE",
        "standing": "approved",
        "relation": "exact",
        "precision": "0.9",
        "field": "definition",
        "onboard decide field": "title",
        "onboard undo field": "title",
    }


def test_no_command_finds_tells_or_touches_anything_of_another_client(
    two: tuple[Agency, Mapping[str, str]], things: Mapping[str, str]
):
    agency, _ = two
    ours, theirs = agency.folder(OURS), agency.folder(THEIRS)
    with opened_below(theirs) as seen:
        assert _here(["status", "--workspace", str(theirs)], ours, None, {}).returncode == 0
    assert seen  # or nothing below would mean anything
    with opened_below(theirs) as seen:
        subprocess.run(["cat", theirs / "catalogue.db"], stdout=subprocess.DEVNULL, check=True)
    assert seen == [str(theirs / "catalogue.db")]  # the kernel tells of children, too
    before, well = held(theirs), set()
    for name, command in commands():
        for line in lines(name, command, ours, things):
            with opened_below(theirs) as opened:
                done = _here(line, ours, None, {})
            told = (done.stdout + done.stderr).lower()
            assert CANARY not in told, line
            assert "traceback" not in told, line
            assert opened == [], line
            well |= {name} if done.returncode == 0 and line[-1] != "--" else set()
    assert held(theirs) == before
    assert well == ANSWERED, "; ".join(sorted(well ^ ANSWERED))


def held(folder: Path) -> dict[str, str]:
    """A digest of every file."""
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}
