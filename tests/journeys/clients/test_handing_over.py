"""A client leaves in one archive and is received elsewhere: with all that is its own, and nothing that is not."""

import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event, Thread
from zipfile import ZipFile

import pytest

from tests.journeys.clients.keeping import agency, client, naming
from tests.journeys.conftest import TERMS, Command, prepared
from thesaury.bootstrap import open_workspace
from thesaury.bootstrap.agency.carried import carried
from thesaury.bootstrap.agency.exporting import export_workspace
from thesaury.bootstrap.agency.receiving import receive_workspace
from thesaury.model.audit import Deed
from thesaury.model.onboarding import Meaning, OnboardingRound, SourceKind, Subject, SubjectKind
from thesaury.model.time import now
from thesaury.onboarding.fields import FieldRole
from thesaury.pipeline.onboarding import Ruling, begin_with_table, decide, propose_round, start

_ANA = "ana@lake.example"
_PARTS = ("workspace/catalogue.db", "workspace/thesaury.toml", "vocabularies/topics.ttl", "assets.jsonl", "assets.csv")


@pytest.fixture(scope="module")
def root(thesaury: Command, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An agency whose client has people who did something, secrets and credentials."""
    root = agency(tmp_path_factory.mktemp("handing"))
    plain = client(root, "plain")
    workspace = open_workspace(plain)
    workspace.catalogue.audit.add([Deed(now(), _ANA, "rights.confirm", "asset:1", "", json.dumps({"by": _ANA}))])
    workspace.catalogue.audit.add([Deed(now(), "gone@lake.example", "profile.set", "profile:x")])
    workspace.close()
    thesaury("secret", "set", "table-lake", "password", "-w", plain, THESAURY_SECRET_PASSWORD="of the lake")
    thesaury("token", "create", "nightly", "--for", _ANA, "-w", plain)
    thesaury("vocabulary", "service", "openrefine", "-w", plain)
    return root


@pytest.fixture(scope="module")
def archive(thesaury: Command, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "plain.zip"
    thesaury("agency", "export", "plain", path, "-a", root)
    return path


def test_what_is_received_is_the_same_and_nobody_of_the_first_agency_is_in_it(
    thesaury: Command, root: Path, archive: Path, tmp_path: Path
):
    there = tmp_path / "other"
    prepared("agency", "init", there)
    done = json.loads(thesaury("agency", "receive", archive, "-a", there, "--json").stdout)
    assert done == {"folder": str(client(there, "plain")), "assets": 20}
    here = client(root, "plain")
    asked = (("search", "eco-friendly", "--json"), ("vocabulary", "list", "--json"), ("export", "csv", "assets.csv"))
    told = []
    for place in (here, client(there, "plain")):
        said = [thesaury(*command, "-w", place, cwd=tmp_path).stdout for command in asked]
        told.append((said, (tmp_path / "assets.csv").read_text()))
    assert told[0] == told[1]
    one, other = open_workspace(here), open_workspace(client(there, "plain"))
    assert one.id != other.id
    assert [run.state for run in other.catalogue.runs.open()] == []
    assert [state.flow.enabled for state in other.catalogue.flows.all()] == [False]
    assert other.catalogue.audit.broken_at() == 0
    assert {kept.deed.who.partition(":")[0].partition("-")[0] for kept in other.catalogue.audit.every()} == {
        "cli",
        "person",
    }
    assert list(other.catalogue.secrets.names("table-lake")) == []
    assert list(other.catalogue.service_keys.all()) == []
    for workspace in (one, other):
        workspace.close()
    assert "Nobody is here yet" in thesaury("user", "list", "-w", client(there, "plain")).stderr
    for word in (_ANA, "gone@lake.example", "Ana lake", "of the lake"):
        assert naming(there, word) == []
    for name in ZipFile(archive).namelist():
        assert _ANA.encode() not in ZipFile(archive).read(name)


def test_the_archive_says_what_is_in_it_in_standard_forms(archive: Path):
    with ZipFile(archive) as held:
        said = json.loads(held.read("manifest.json"))
        assert set(_PARTS) <= set(said["files"]) <= set(held.namelist())
        assert (said["client"], said["secrets"], said["people"]) == ("plain", False, False)
        assert b"skos:Concept" in held.read("vocabularies/topics.ttl") or b"core#Concept" in held.read(
            "vocabularies/topics.ttl"
        )
        assert len(held.read("assets.jsonl").splitlines()) == 20
        assert held.read("graph.nq").count(b"\n") > 20


def test_secrets_and_names_go_along_where_they_are_asked_for(thesaury: Command, root: Path, tmp_path: Path):
    path, place = tmp_path / "all.zip", tmp_path / "alone"
    done = json.loads(thesaury("agency", "export", "plain", path, "--secrets", "--people", "-a", root, "--json").stdout)
    assert (done["secrets"], done["people"]) == (True, True)
    thesaury("agency", "receive", path, "--alone", place)
    received = open_workspace(place)
    assert received.catalogue.secrets.get("table-lake", "password") == "of the lake"
    assert _ANA in {kept.deed.who for kept in received.catalogue.audit.every()}
    assert received.catalogue.audit.broken_at() == 0
    received.close()
    failed = thesaury("agency", "export", "plain", path, "--secrets", "-a", root, ok=False, THESAURY_KEY="x")
    assert (failed.returncode, "does not go into a file" in failed.stderr) == (2, True)


def test_it_is_consistent_while_others_write(root: Path, tmp_path: Path, thesaury: Command):
    """A writer that adds pairs of deeds in one transaction each: no copy ever holds half of one."""
    over, workspace = Event(), open_workspace(client(root, "full"))

    def write() -> None:
        while not over.is_set():
            workspace.catalogue.audit.add(
                [Deed(now(), "cli:x", "one.of", "two:1"), Deed(now(), "cli:x", "one.of", "two:2")]
            )

    writer = Thread(target=write)
    writer.start()
    try:
        for number in range(3):
            thesaury("agency", "export", "full", tmp_path / f"{number}.zip", "-a", root)
    finally:
        over.set()
        writer.join()
        workspace.close()
    for number in range(3):
        place = tmp_path / str(number)
        thesaury("agency", "receive", tmp_path / f"{number}.zip", "--alone", place)
        copy = open_workspace(place)
        written = [kept for kept in copy.catalogue.audit.every() if kept.deed.action == "one.of"]
        assert (len(written) % 2, copy.catalogue.audit.broken_at()) == (0, 0)
        copy.close()


def test_one_that_is_suspended_can_be_taken_elsewhere(thesaury: Command, root: Path, tmp_path: Path):
    thesaury("agency", "suspend", "full", "-a", root)
    thesaury("agency", "export", "full", tmp_path / "full.zip", "-a", root)
    assert thesaury("status", "-w", client(root, "full"), ok=False).returncode == 2
    thesaury("agency", "resume", "full", "-a", root)


def test_the_table_of_a_first_flow_is_read_where_the_client_is_now(tmp_path: Path):
    first, there, sent = tmp_path / "first", tmp_path / "there", tmp_path / "sent.csv"
    prepared("init", first, "--languages", "en")
    (tmp_path / "terms.ttl").write_text(TERMS)
    prepared("vocabulary", "import", tmp_path / "terms.ttl", "-w", first)
    sent.write_text("key,title\na1,A lake\na2,A ship\n")
    with closing(open_workspace(first)) as workspace:
        round = propose_round(workspace, begin_with_table(workspace, sent)).round
        named = Ruling(meaning=Meaning.ROLE, target=FieldRole.ID)
        decide(workspace, round, {Subject(SubjectKind.FIELD, "key"): named})
        start(workspace, round)
        export_workspace(workspace, "first", tmp_path / "first.zip")
    shutil.rmtree(first)
    receive_workspace(tmp_path / "first.zip", there)
    with closing(open_workspace(there)) as workspace:
        assert workspace.source(workspace.connection("sent")).outline().records == 2
        assert not start(workspace, round).changed_connection


def test_tables_of_rounds_lead_nowhere_else(thesaury: Command, root: Path, tmp_path: Path):
    """A round names where its table lay: at the place that was left, or wherever somebody wrote into the archive."""
    places = ("/there/one.csv", "onboarding/../../other/two.csv")
    with closing(open_workspace(client(root, "plain"))) as kept:
        for place in places:
            kept.catalogue.mappings.put_round(OnboardingRound(place[-7:-4], SourceKind.TABLE, place, "topics", now()))
        export_workspace(kept, "plain", tmp_path / "tables.zip")
        for name in ("one", "two"):
            kept.catalogue.mappings.remove_round(name)
    receive_workspace(tmp_path / "tables.zip", tmp_path / "tables")
    with closing(open_workspace(tmp_path / "tables")) as received:
        sources = {round.source for round in received.catalogue.mappings.rounds()}
    assert sources == {"onboarding/one.csv", "onboarding/two.csv"}


def test_settings_of_an_archive_lead_nowhere_else():
    """Whoever makes an archive of his own, digests and all, reads nothing of another client by it."""
    hostile = """
languages = ["fr"]
accounts = "/somewhere/accounts.db"
key_file = "../plain/secret.key"
campaigns = "../plain/campaigns.csv"
rates = "..\\\\plain\\\\rates.csv"
embedding_model = "../plain/models/x"
wordnet = "/etc"
graph_server = "https://graph.example.com/sparql"
notices_to = ["ana@example.org"]
webhook_private_hosts = ["127.0.0.1"]
answer_days = 30
[teams]
Studio = ["*@studio.example"]
"""
    kept = tomllib.loads(carried(hostile, people=False))
    assert kept == {"languages": ["fr"], "campaigns": "campaigns.csv", "rates": "rates.csv", "answer_days": 30}
    assert tomllib.loads(carried(hostile, people=True))["teams"] == {"Studio": ["*@studio.example"]}
    assert carried('embedding_model = "owner/name@rev"\n', people=True) == 'embedding_model = "owner/name@rev"\n'


def _changed(archive: Path, path: Path, change: Callable[[str, bytes], tuple[str, bytes]]) -> Path:
    with ZipFile(archive) as old, ZipFile(path, "w") as new:
        for name in old.namelist():
            new.writestr(*change(name, old.read(name)))
    return path


def _other_settings(name: str, held: bytes) -> tuple[str, bytes]:
    return name, b'accounts = "/etc/passwd"\n' if name.endswith("thesaury.toml") else held


def _leads_out(name: str, held: bytes) -> tuple[str, bytes]:
    called = "workspace/models/../../../../out.txt"
    return name, held.replace(b"workspace/thesaury.toml", called.encode()) if name == "manifest.json" else held


def _newer(name: str, held: bytes) -> tuple[str, bytes]:
    return name, held.replace(b'"form": 1', b'"form": 9') if name == "manifest.json" else held


@pytest.mark.parametrize(
    ("change", "code", "said"),
    [
        (_other_settings, 5, "is not what the manifest says"),
        (_leads_out, 5, "holds no workspace"),
        (_newer, 1, "newer Thesaury"),
    ],
)
def test_an_archive_that_was_changed_makes_nothing(
    thesaury: Command,
    root: Path,
    archive: Path,
    tmp_path: Path,
    change: Callable[[str, bytes], tuple[str, bytes]],
    code: int,
    said: str,
):
    path = _changed(archive, tmp_path / "changed.zip", change)
    failed = thesaury("agency", "receive", path, "--name", "coda", "-a", root, ok=False)
    assert (failed.returncode, said in failed.stderr) == (code, True), failed.stderr
    assert sorted(place.name for place in (root / "clients").iterdir()) == ["full", "plain"]
    assert [place.name for place in root.iterdir() if place.name.startswith(".making")] == []


def test_what_was_cut_off_is_thrown_away_the_next_time(thesaury: Command, root: Path, archive: Path, tmp_path: Path):
    """Nothing of a client stays in a corner: neither beside an archive nor in an agency."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for left in (tmp_path / f".exporting-plain.zip-{ended.pid}", root / f".making-coda-{ended.pid}"):
        (left / "workspace").mkdir(parents=True)
    mine = tmp_path / f".exporting-other.zip-{ended.pid}"
    mine.mkdir()
    thesaury("agency", "export", "plain", tmp_path / "plain.zip", "-a", root)
    thesaury("agency", "receive", archive, "--name", "coda", "-a", root)
    assert sorted(path.name for path in tmp_path.iterdir()) == [mine.name, "plain.zip"]
    assert [path.name for path in root.iterdir() if path.name.startswith(".")] == []
    thesaury("agency", "delete", "coda", "--confirm", "coda", "-a", root)


def _damaged(archive: Path, name: str) -> None:
    """Turn over every bit in the middle of what is packed under this name."""
    with ZipFile(archive) as held:
        packed = held.getinfo(name)
    with archive.open("r+b") as file:
        middle = packed.header_offset + packed.compress_size // 2
        file.seek(middle)
        bits = file.read(64)
        file.seek(middle)
        file.write(bytes(255 - byte for byte in bits))


def test_what_is_no_archive_or_is_there_already_is_told(thesaury: Command, root: Path, archive: Path, tmp_path: Path):
    (tmp_path / "no.zip").write_bytes(b"nothing")
    shutil.copy(archive, tmp_path / "cut.zip")
    with (tmp_path / "cut.zip").open("r+b") as file:
        file.truncate(archive.stat().st_size // 2)
    _damaged(Path(shutil.copy(archive, tmp_path / "damaged.zip")), "workspace/catalogue.db")
    for arguments, code in (
        ((tmp_path / "no.zip",), 5),
        ((tmp_path / "damaged.zip", "--name", "damaged"), 5),
        ((tmp_path / "cut.zip",), 5),
        ((tmp_path / "absent.zip",), 6),
        ((archive,), 2),
        ((archive, "--alone", root), 2),
    ):
        failed = thesaury("agency", "receive", *arguments, "-a", root, ok=False)
        assert failed.returncode == code, failed.stderr
    failed = thesaury("agency", "export", "plain", Path("/proc/no/such.zip"), "-a", root, ok=False)
    assert failed.returncode == 6
