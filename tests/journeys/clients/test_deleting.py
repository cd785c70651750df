"""A client that is deleted is gone whole, which is proven, and the others are as they were."""

import json
import shutil
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from tests.hosts import sparql, virtuoso
from tests.hosts.sparql import PASSWORD, USER
from tests.journeys.clients.keeping import CANARY, agency, client, everything, fill, naming
from tests.journeys.conftest import Command
from thesaury.bootstrap.agency import deleting, open_agency
from thesaury.bootstrap.agency.deleting import digest_of, receipts
from thesaury.bootstrap.settings_file import change_settings
from thesaury.engines.sparql_server import Address, Register, SparqlServer
from thesaury.model.agency import ClientState
from thesaury.model.errors import Stop, Suspended, ThesauryError, Unreachable, Usage, WorkspaceBusy

delete = partial(deleting.delete, notice=0)
"""Nobody else has it open here."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("deleting")
    root = agency(place)
    fill(root, "full", place, CANARY)
    return root


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "agency"))


def test_nothing_of_it_is_left_and_the_receipt_says_so(thesaury: Command, root: Path):
    thesaury("user", "add", f"ana@{CANARY}.example", "--role", "viewer", "-w", client(root, "full"), ok=False)
    thesaury("user", "add", "ben@example.org", "--role", "viewer", "-w", client(root, "full"))
    thesaury("user", "add", "ben@example.org", "--role", "editor", "-w", client(root, "plain"))
    id = (client(root, "full") / "workspace.id").read_text()
    others = everything(client(root, "plain"))
    shutil.copytree(client(root, "full"), root / ".making-full-123")  # somebody was cut off who received it
    (root / ".making-full-2-123").mkdir()
    unasked = thesaury("agency", "delete", "full", cwd=root, ok=False, stdin="")
    assert (unasked.returncode, "nothing was done. Give its name once more" in unasked.stderr) == (2, True)
    assert "--confirm full" in unasked.stderr
    done = thesaury("agency", "delete", "full", "--json", cwd=root, stdin="full\n")
    receipt = json.loads(done.stdout[done.stdout.index("{") :])
    assert (receipt["before"]["assets"], receipt["before"]["members"], receipt["before"]["links"]) == (20, 2, 2)
    assert set(receipt["after"].values()) == {0}
    assert receipt["workspace"] == id
    for word in (CANARY, id):
        assert [name for name in naming(root, word) if not name.startswith("receipts/")] == []
    assert naming(root / "receipts", CANARY) == []
    assert everything(client(root, "plain")) == others
    assert "ben@example.org" in thesaury("user", "list", "-w", client(root, "plain")).stdout
    (kept,) = receipts(open_agency(root))
    assert (kept.digest, digest_of(kept), digest_of(replace(kept, by="x")) == kept.digest) == (
        digest_of(kept),
        receipt["digest"],
        False,
    )
    assert "whole" in thesaury("agency", "receipts", cwd=root).stdout
    assert (root / ".making-full-2-123").exists()
    thesaury("agency", "add", "full", cwd=root)
    assert (client(root, "full") / "catalogue.db").exists()
    fresh = open_agency(root).open("full")
    assert fresh.id != id
    fresh.close()


@pytest.mark.parametrize("step", ["_empty_elsewhere", "_renamed", "_receipt", "_kept"])
def test_cut_off_anywhere_it_stays_closed_and_goes_on(root: Path, monkeypatch: pytest.MonkeyPatch, step: str):
    """Cut before the step, and again right after it."""
    opened, done = open_agency(root), getattr(deleting, step)

    class Cut(Exception):
        """The process ended."""

    def before(*_: object) -> None:
        raise Cut

    def after(*given: object) -> None:
        done(*given)
        raise Cut

    for cut in (before, after):
        monkeypatch.setattr(deleting, step, cut)
        with pytest.raises(Cut):
            delete(opened, "full", "cli:x")
        assert opened.client("full").state is ClientState.DELETING
        with pytest.raises(ThesauryError):
            opened.open("full")
        for refused in (lambda: opened.resume("full"), lambda: opened.check_free("full")):
            with pytest.raises(Usage):
                refused()
    monkeypatch.setattr(deleting, step, done)
    receipt = delete(opened, "full", "cli:another")
    assert (receipt.by, receipt.before["assets"], set(receipt.after.values())) == ("cli:x", 20, {0})
    assert [one.name for one in opened.clients()] == ["plain"]
    assert naming(root, CANARY) == []


def test_whoever_works_on_it_is_waited_for_and_what_is_found_is_no_success(root: Path):
    opened = open_agency(root)
    workspace = opened.open("full")
    with workspace.writing(), pytest.raises(WorkspaceBusy):
        delete(opened, "full", patience=0.3)
    workspace.close()
    (root / "shared" / "note.txt").write_text(f"of {workspace.id}")
    with pytest.raises(Stop, match="1 files of the agency that name it"):
        delete(opened, "full")
    with pytest.raises(Suspended):
        opened.open("full")
    (root / "shared" / "note.txt").unlink()
    assert set(delete(opened, "full").after.values()) == {0}


def test_its_graphs_on_a_server_are_gone_and_those_of_others_stay(
    root: Path, monkeypatch: pytest.MonkeyPatch, thesaury: Command
):
    monkeypatch.setenv("THESAURY_GRAPH_SECRET", PASSWORD)
    with sparql.running() as server:
        for name in ("full", "plain"):
            addresses = {"graph_server": f"{server.url}/sparql", "graph_server_update": f"{server.url}/update"}
            change_settings(client(root, name), addresses | {"graph_server_user": USER})
            thesaury("reindex", "-w", client(root, name))
        ids = {name: (client(root, name) / "workspace.id").read_text() for name in ("full", "plain")}
        counts = server.graphs()
        assert all(any(f":{id}:" in graph for graph in counts) for id in ids.values())
        server.fails = [403] * 3
        with pytest.raises(ThesauryError):
            delete(open_agency(root), "full")
        server.fails = []
        receipt = delete(open_agency(root), "full")
        assert receipt.after["graphs on the server"] == 0
        left = {graph: count for graph, count in server.graphs().items() if count}
        assert not [graph for graph in left if f":{ids['full']}:" in graph]
        assert left == {graph: count for graph, count in counts.items() if f":{ids['plain']}:" in graph and count}


@pytest.mark.skipif(bool(virtuoso.absent()), reason=virtuoso.absent())
def test_its_graphs_on_a_virtuoso_that_goes_away_meanwhile_are_gone_once_it_is_back(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, thesaury: Command
):
    monkeypatch.setenv("THESAURY_GRAPH_SECRET", virtuoso.PASSWORD)
    place = tmp_path / "virtuoso"
    place.mkdir()
    ids = {name: (client(root, name) / "workspace.id").read_text() for name in ("full", "plain")}

    def graphs(site: virtuoso.Virtuoso) -> dict[str, list[str]]:
        address = Address(site.query, site.update, site.store, virtuoso.USER, virtuoso.PASSWORD)
        with closing(SparqlServer(address)) as way:
            return {name: Register(way, id).graphs_there() for name, id in ids.items()}

    with virtuoso.running(place) as site:
        for name in ids:
            led_to(site, client(root, name))
            thesaury("reindex", "-w", client(root, name))
        there = graphs(site)
    assert all(len(of) > 1 for of in there.values())
    with pytest.raises(Unreachable):
        delete(open_agency(root), "full")
    with virtuoso.running(place) as site:
        led_to(site, client(root, "full"))
        assert graphs(site) == there
        receipt = delete(open_agency(root), "full")
        assert (receipt.before["assets"], receipt.after["graphs on the server"]) == (20, 0)
        assert graphs(site) == there | {"full": []}


def led_to(site: virtuoso.Virtuoso, workspace: Path) -> None:
    """The workspace keeps its graph there from now on."""
    addresses = {"graph_server": site.query, "graph_server_update": site.update, "graph_server_store": site.store}
    change_settings(workspace, addresses | {"graph_server_user": virtuoso.USER})


def test_one_that_cannot_be_read_any_more_is_deleted_too(root: Path):
    for name in ("catalogue.db", "catalogue.db-wal"):
        (client(root, "full") / name).write_bytes(b"broken" * 1000)
    receipt = delete(open_agency(root), "full")
    assert (receipt.before["members"], "assets" in receipt.before, set(receipt.after.values())) == (1, False, {0})


def test_a_graph_server_that_is_away_is_told(root: Path):
    change_settings(client(root, "full"), {"graph_server": "http://127.0.0.1:9/sparql"})
    with pytest.raises(Unreachable, match="did not answer"):
        delete(open_agency(root), "full")
    change_settings(client(root, "full"), {"graph_server": None})
    delete(open_agency(root), "full")


def test_graphs_are_cleared_on_servers_that_the_settings_name_no_more(
    root: Path, monkeypatch: pytest.MonkeyPatch, thesaury: Command
):
    """And the receipt says of each server what became of them, also where it cannot be asked any more."""
    monkeypatch.setenv("THESAURY_GRAPH_SECRET", PASSWORD)
    place = client(root, "full")
    id = (place / "workspace.id").read_text()
    login = {"graph_server_user": USER}
    with sparql.running() as gone:
        away = f"{gone.url}/sparql"
        change_settings(place, login | {"graph_server": away, "graph_server_update": f"{gone.url}/update"})
        thesaury("reindex", "-w", place)
    with sparql.running() as server:
        there = f"{server.url}/sparql"
        change_settings(place, {"graph_server": there, "graph_server_update": f"{server.url}/update"})
        thesaury("reindex", "-w", place)
        assert any(f":{id}:" in graph for graph in server.graphs())
        change_settings(place, dict.fromkeys(("graph_server", "graph_server_update", "graph_server_user")))
        thesaury("reindex", "-w", place)
        done = thesaury("agency", "delete", "full", "--confirm", "full", cwd=root)
        assert not [graph for graph, count in server.graphs().items() if count and f":{id}:" in graph]
    (receipt,) = receipts(open_agency(root))
    assert receipt.after["graphs on the server"] == 0
    assert {*receipt.graphs} == {away, there}
    assert receipt.graphs[there] == "deleted"
    assert receipt.graphs[away].startswith("did not answer, so graphs may be there still. Clear by hand")
    assert receipt.graphs[away].endswith(f"urn:thesaury:workspace:{id}:")
    assert away in done.stdout
    assert digest_of(receipt) == receipt.digest
    assert digest_of(replace(receipt, graphs={there: "deleted"})) != receipt.digest


def test_a_former_server_whose_password_is_not_known_any_more_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch, thesaury: Command
):
    monkeypatch.setenv("THESAURY_GRAPH_SECRET", PASSWORD)
    place = client(root, "full")
    with sparql.running() as server:
        addresses = {"graph_server": f"{server.url}/sparql", "graph_server_update": f"{server.url}/update"}
        change_settings(place, addresses | {"graph_server_user": USER})
        thesaury("reindex", "-w", place)
        change_settings(place, dict.fromkeys((*addresses, "graph_server_user")))
        monkeypatch.delenv("THESAURY_GRAPH_SECRET")
        receipt = delete(open_agency(root), "full")
        assert PASSWORD not in (place.parent.parent / "agency.toml").read_text() + str(receipt)
    assert "password is not known any more" in receipt.graphs[addresses["graph_server"]]


def test_a_receipt_of_a_time_that_told_of_no_servers_is_whole_still(root: Path):
    delete(open_agency(root), "full")
    (file,) = (root / "receipts").glob("*.json")
    said = json.loads(file.read_text())
    del said["graphs"]
    file.write_text(json.dumps(said))
    (receipt,) = receipts(open_agency(root))
    assert digest_of(receipt) == receipt.digest
