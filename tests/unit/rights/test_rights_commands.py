"""`rights show`, `list`, `confirm`, `export` and `import` as people call them: they work, they are empty, they fail with a sentence."""

import io
import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.unit.rights.licences import licence
from thesaury.bootstrap import init_workspace, open_workspace
from thesaury.cli.app import run
from thesaury.model.asset import Record, Text
from thesaury.model.connection import Connection
from thesaury.model.licensing import Axis, Span, Statement, Unresolved
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource
from thesaury.pipeline.rights import confirming
from thesaury.ports.source import Page

AT = "2026-01-01T00:00:00Z"
CLEAR = licence(channels="website", regions="DACH", spans=(Span(Axis.REGION, 5, 9, "DACH", "DACH"),))
HALF = Statement(terms=CLEAR.terms, unresolved=(Unresolved("placeholder_text", 11, 14, "tbd"),))
SAYS = {
    "prohibit_all": False,
    "terms": [{"channels": {"allow": ["website"]}, "regions": {"allow": ["DE"]}, "perpetual": True}],
}


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """`dam/1` is clear, `dam/2` waits for a person, `dam/3` was made from the first, `dam/4` is bought, of `dam/5` nothing is known."""
    with closing(init_workspace(tmp_path / "work")) as opened:
        opened.catalogue.records.put_connection(Connection("dam", "folder"))
        made = (("derived_from", ("1", "lost")),)
        records = [Record("dam", name, "e", (Text("title", f"Picture {name}"),)) for name in "1245"]
        records.append(Record("dam", "3", "e", (Text("title", "Collage"),), properties=made))
        opened.catalogue.records.store_page("dam", Page(tuple(records), "1", True))
        bought = Purchase(licensor="Agency", licensee="urn:client:7", transaction="T-1")
        opened.catalogue.rights.put(
            [
                RightsRecord(RightsSource("dam/1", "0", "Web, DACH"), 1, CLEAR, PolicyStatus.COMPLETE, "p", AT),
                RightsRecord(RightsSource("dam/2", "0", "Web, DACH, tbd"), 1, HALF, PolicyStatus.NEEDS_REVIEW, "p", AT),
                RightsRecord(
                    RightsSource("dam/4", "T-1", "", (("a", "b"),)), 1, CLEAR, PolicyStatus.COMPLETE, "p", AT, bought
                ),
                RightsRecord(RightsSource("dam/gone", "0", "x"), 1, Statement(), PolicyStatus.NEEDS_REVIEW, "p", AT),
            ]
        )
    return tmp_path / "work"


class Said:
    """A command run here: its exit code, what it printed, and what it said beside."""

    def __init__(self, capsys: pytest.CaptureFixture[str], *arguments: object) -> None:
        self.code = run(["rights", *map(str, arguments)])
        self.out, self.err = capsys.readouterr()

    @property
    def data(self) -> Any:
        return json.loads(self.out)


def versions(work: Path, record: str, place: str = "0") -> list[RightsRecord]:
    with closing(open_workspace(work)) as opened:
        return opened.catalogue.rights.history(record, place)


def test_a_record_is_shown_with_its_terms_its_words_and_what_waits(work, capsys):
    said = Said(capsys, "show", "dam/2", "-w", work)
    assert said.code == 0
    for told in ("dam/2#0, version 1", "a person has to read it", "Web, DACH, tbd", "website", "placeholder_text\ttbd"):
        assert told in said.out
    assert "region\tDACH\tDACH" in said.out
    assert said.out.count("not legal advice") == 1


def test_json_tells_everything_of_a_record(work, capsys):
    told = Said(capsys, "show", "dam/2", "--json", "-w", work).data
    [record] = told["records"]
    assert told["title"] == "Picture 2"
    assert (record["record"], record["place"], record["version"], record["status"]) == ("dam/2", "0", 1, "needs_review")
    assert record["text"] == "Web, DACH, tbd"
    assert record["statement"]["terms"][0]["regions"]["allow"] == ["DACH"]
    assert record["statement"]["unresolved"] == [{"reason": "placeholder_text", "start": 11, "end": 14, "span": "tbd"}]
    assert record["statement"]["spans"][0]["words"] == "DACH"
    assert record["confirmed_by"] is None


def test_an_asset_without_records_says_what_that_means_and_what_it_was_made_from(work, capsys):
    said = Said(capsys, "show", "dam/3", "-w", work)
    assert said.code == 0
    assert "every use needs review" in said.out
    assert "made from lost" in said.out
    assert Said(capsys, "show", "dam/9", "-w", work).code == 2


def test_what_waits_is_listed_and_what_is_gone_is_not(work, capsys):
    assert Said(capsys, "list", "-w", work).out.splitlines() == [
        "dam/2#0\t1\tPicture 2\tplaceholder_text\tWeb, DACH, tbd"
    ]
    clear = Said(capsys, "list", "--status", "complete", "--limit", 1, "-w", work)
    assert clear.out.startswith("dam/1#0\t1\tPicture 1")
    assert "more than these 1" in clear.err
    told = Said(capsys, "list", "--status", "complete", "--json", "-w", work).data
    assert [one["record"] for one in told["records"]] == ["dam/1", "dam/4"]
    assert told["more"] is False


def test_nothing_that_waits_is_said(work, capsys):
    assert Said(capsys, "list", "--status", "confirmed", "-w", work).out == "No record is confirmed.\n"
    Said(capsys, "confirm", "dam/2", "--version", 1, "-w", work)
    assert Said(capsys, "list", "-w", work).out == "Nothing waits for a person.\n"


def test_what_was_read_is_confirmed(work, capsys):
    said = Said(capsys, "confirm", "dam/2#0", "--version", 1, "--by", "Ana Roe", "-w", work)
    assert said.code == 0
    assert said.out == "dam/2#0 is confirmed by Ana Roe, as version 2.\n"
    _, made = versions(work, "dam/2")
    assert (made.status, made.statement, made.confirmed_by) == (PolicyStatus.CONFIRMED, CLEAR, "Ana Roe")
    assert "confirmed by Ana Roe at" in Said(capsys, "show", "dam/2", "-w", work).out
    both = Said(capsys, "show", "dam/2", "--history", "-w", work).out
    assert "version 1 of" in both
    assert "version 2 of" in both


@pytest.mark.parametrize("piped", [False, True])
def test_what_a_person_says_is_what_is_kept(work, capsys, tmp_path, monkeypatch, piped):
    file = tmp_path / "says.json"
    file.write_text(json.dumps(SAYS))
    if piped:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(file.read_bytes())))
    said = Said(capsys, "confirm", "dam/2#0", "--version", 1, "--says", "-" if piped else file, "--json", "-w", work)
    assert said.code == 0
    assert said.data["statement"]["terms"][0]["regions"] == {"allow": ["DE"], "deny": [], "unclear": []}
    assert versions(work, "dam/2")[-1].statement == licence(channels="website", regions="DE")


def test_a_statement_as_it_was_shown_can_be_said_again(work, capsys, tmp_path):
    shown = Said(capsys, "show", "dam/1", "--json", "-w", work).data["records"][0]["statement"]
    (tmp_path / "says.json").write_text(json.dumps(shown))
    assert Said(capsys, "confirm", "dam/1", "--version", 1, "--says", tmp_path / "says.json", "-w", work).code == 0
    assert versions(work, "dam/1")[-1].statement == CLEAR


def test_an_axis_left_unclear_is_told(work, capsys, tmp_path):
    (tmp_path / "says.json").write_text(
        json.dumps({"terms": [{"channels": {"allow": ["website"]}, "unclear_axes": ["date"]}]})
    )
    said = Said(capsys, "confirm", "dam/2", "--version", 1, "--says", tmp_path / "says.json", "-w", work)
    assert "Left unclear: date." in said.out


@pytest.mark.parametrize(
    ("arguments", "says", "code", "sentence"),
    [
        (("dam/2#0", "--version", 2), None, 2, "not the newest: read version 1"),
        (("dam/2#9", "--version", 1), None, 2, "There are: dam/2#0"),
        (("dam/9#0", "--version", 1), None, 2, "rights show ASSET"),
        (("dam/2#0", "--version", 1, "--by", " "), None, 2, "needs the name"),
        (("dam/2#0", "--version", 1), "{}", 2, "nothing to confirm"),
        (("dam/2#0", "--version", 1), '{"terms": [{"regions": {"allow": ["Atlantis"]}}]}', 5, "regions.allow[0]"),
        (("dam/2#0", "--version", 1), "{", 5, "is not JSON"),
        (("dam/2#0", "--version", 1), '{"terms": [{}], "unresolved": [{"span": "tbd"}]}', 5, "empty this list"),
        (("dam/2#0", "--version", 1), '{"x": "' + "y" * (1 << 20) + '"}', 5, "more than 1 MiB"),
    ],
)
def test_what_cannot_be_confirmed_is_refused_and_nothing_is_kept(
    work, capsys, tmp_path, arguments, says, code, sentence
):
    if says is not None:
        (tmp_path / "says.json").write_text(says)
        arguments = (*arguments, "--says", tmp_path / "says.json")
    said = Said(capsys, "confirm", *arguments, "-w", work)
    assert said.code == code
    assert sentence in said.err
    assert len(versions(work, "dam/2")) == 1


def test_a_file_that_is_not_there_and_the_same_confirmed_twice(work, capsys, tmp_path):
    missing = Said(capsys, "confirm", "dam/2", "--version", 1, "--says", tmp_path / "no.json", "-w", work)
    assert (missing.code, "cannot be opened" in missing.err) == (6, True)
    Said(capsys, "confirm", "dam/2", "--version", 1, "--by", "ana", "-w", work)
    twice = Said(capsys, "confirm", "dam/2", "--version", 2, "--by", "bo", "-w", work)
    assert twice.code == 2
    assert "confirmed by ana at" in twice.err
    assert len(versions(work, "dam/2")) == 2


def test_a_busy_workspace_is_told(work, capsys, monkeypatch):
    monkeypatch.setattr(confirming, "A_MOMENT", 0.2)
    with closing(open_workspace(work)) as other, other.writing():
        said = Said(capsys, "confirm", "dam/2", "--version", 1, "-w", work)
    assert said.code == 7
    assert "Wait until" in said.err


def test_a_policy_goes_out_and_comes_in_as_it_was(work, capsys, tmp_path):
    out = tmp_path / "policy.jsonld"
    said = Said(capsys, "export", "dam/1", "--format", "odrl", "--out", out, "-w", work)
    assert (said.code, said.out) == (0, "")
    assert "words from which" in said.err
    taken = Said(capsys, "import", out, "--asset", "dam/1", "-w", work)
    assert taken.code == 0
    assert "complete\tnew" in taken.out
    again = Said(capsys, "import", out, "--asset", "dam/1", "--json", "-w", work).data
    assert [one["new"] for one in again] == [False]
    assert again[0]["place"].startswith("odrl https://")
    [made] = versions(work, "dam/1", again[0]["place"])
    assert made.statement == licence(channels="website", regions="DACH")
    assert Said(capsys, "import", out, "--asset", "dam/2", "-w", work).code == 5


def test_what_waits_for_a_person_permits_nothing_in_a_policy(work, capsys):
    [policy] = json.loads(Said(capsys, "export", "dam/2", "--format", "odrl", "-w", work).out)
    assert policy["obligation"][0]["action"] == "reviewPolicy"
    told = json.dumps(policy["permission"][0]["constraint"])
    assert "/unresolved" in told


def test_terms_of_smintio_and_what_they_cannot_say(work, capsys):
    said = Said(capsys, "export", "dam/4", "--format", "smintio", "-w", work)
    assert said.data[0]["license_terms"][0]["allowed_distributions"] == ["channel_web"]
    assert "dam/4#T-1: " in said.err


def test_xmp_has_the_properties_of_plus(work, capsys):
    said = Said(capsys, "export", "dam/4", "--format", "xmp", "-w", work)
    assert "<plus:RegionConstraints>" in said.out
    assert "<plus:LicensorTransactionID>" in said.out


@pytest.mark.parametrize(("form", "empty"), [("odrl", "[]\n"), ("smintio", "[]\n"), ("xmp", "\n")])
def test_an_asset_without_records_has_nothing_to_write_and_says_so(work, capsys, form, empty):
    said = Said(capsys, "export", "dam/3", "--format", form, "-w", work)
    assert (said.code, said.out) == (0, empty)
    assert "Nothing is recorded of the rights in Collage" in said.err
    assert "made from lost" in said.err


def test_an_agreement_of_two_is_a_licence_of_its_own(work, capsys, tmp_path):
    policy = """@prefix odrl: <http://www.w3.org/ns/odrl/2/> .
        <urn:p:1> a odrl:Agreement ; odrl:permission [ odrl:action odrl:use ; odrl:target <urn:pic> ;
            odrl:assigner <urn:agency> ; odrl:assignee <urn:client> ] ."""
    (tmp_path / "p.ttl").write_text(policy)
    [taken] = Said(capsys, "import", tmp_path / "p.ttl", "--asset", "dam/1", "--json", "-w", work).data
    assert (taken["place"], taken["purchase"]["transaction"]) == ("odrl urn:p:1", "urn:p:1")
    assert any("not of our profile" in loss for loss in taken["losses"])
    (tmp_path / "p.ttl").write_text(policy.replace("odrl:action odrl:use", "odrl:action odrl:print"))
    [later] = Said(capsys, "import", tmp_path / "p.ttl", "--asset", "dam/1", "--json", "-w", work).data
    assert (later["version"], later["new"]) == (2, True)


@pytest.mark.parametrize(
    ("name", "content", "code", "sentence"),
    [
        ("p.ttl", "<urn:a> <urn:b> <urn:c> .", 5, "holds no policy"),
        ("p.ttl", "[] a <http://www.w3.org/ns/odrl/2/Set> .", 5, "no IRI of its own"),
        ("p.jsonld", "{", 5, "not valid JSON-LD"),
        ("p.ttl", None, 6, "p.ttl"),
    ],
)
def test_a_file_that_is_no_policy_changes_nothing(work, capsys, tmp_path, name, content, code, sentence):
    if content is not None:
        (tmp_path / name).write_text(content)
    said = Said(capsys, "import", tmp_path / name, "--asset", "dam/1", "-w", work)
    assert said.code == code
    assert sentence in said.err
    assert len(Said(capsys, "show", "dam/1", "--json", "-w", work).data["records"]) == 1


def test_a_place_that_cannot_be_written_keeps_what_stood_there(work, capsys, tmp_path):
    (tmp_path / "there").mkdir()
    said = Said(capsys, "export", "dam/1", "--format", "odrl", "--out", tmp_path / "there", "-w", work)
    assert (said.code, "cannot be written" in said.err) == (6, True)
    assert list(tmp_path.glob(".*.part")) == []


ASKED = ("--channel", "website", "--region", "AT", "--date", "2026-06-01")


@pytest.mark.parametrize(
    ("assets", "code"), [(("1", "4"), 0), (("1", "2", "4"), 4), (("1", "2", "3"), 4), (("1", "1"), 0)]
)
def test_several_assets_have_a_line_each_and_the_code_of_the_worst(work, capsys, assets, code):
    said = Said(capsys, "check", *(f"dam/{name}" for name in assets), *ASKED, "-w", work)
    assert said.code == code
    lines = said.out.splitlines()
    assert [line.split("\t")[0] for line in lines[:-1]] == [f"dam/{name}" for name in assets]
    assert "not legal advice" in lines[-1]


def test_a_deny_is_the_worst_and_json_is_a_list(work, capsys):
    said = Said(capsys, "check", "dam/2", "dam/1", *ASKED[:3], "FR", *ASKED[4:], "--json", "-w", work)
    assert said.code == 3
    assert [one["decision"] for one in said.data] == ["deny", "deny"]
    assert said.data[0]["record"] == "dam/2#0"
    mixed = Said(capsys, "check", "dam/5", "dam/1", *ASKED[:3], "FR", *ASKED[4:], "-w", work)
    assert mixed.code == 3
    assert "Needs review\t" in mixed.out
