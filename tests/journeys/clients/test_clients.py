"""Clients are made, listed, suspended and resumed, and whoever is in two of them has what he has in each alone."""

import json
import sys
from pathlib import Path
from subprocess import PIPE, STDOUT, Popen

import pytest

from tests.journeys.clients.keeping import client
from tests.journeys.conftest import Command, prepared
from tests.patience import PATIENCE
from thesaury.bootstrap.agency import open_agency
from thesaury.model.access import Permission, Role
from thesaury.model.errors import Suspended
from thesaury.pipeline.accounts import people, signing_in, tokens
from thesaury.ports.audit import Sought


@pytest.fixture
def root(tmp_path: Path) -> Path:
    prepared("agency", "init", tmp_path / "agency", "--languages", "de,en")
    for name in ("acme", "bolt"):
        prepared("agency", "add", name, "--agency", tmp_path / "agency")
    return tmp_path / "agency"


def test_clients_are_made_and_listed(thesaury: Command, tmp_path: Path):
    root = tmp_path / "agency"
    thesaury("agency", "init", root, "--languages", "de,en")
    assert "No client yet" in thesaury("agency", "clients", cwd=root).stderr
    made = json.loads(thesaury("agency", "add", "north-sails", "--json", cwd=root).stdout)
    assert made == {"name": "north-sails", "folder": str(client(root, "north-sails")), "languages": ["de", "en"]}
    thesaury("agency", "add", "bolt", "--languages", "fr", cwd=client(root, "north-sails"))
    (row, _) = sorted(
        json.loads(thesaury("agency", "status", "--json", cwd=root).stdout), key=lambda row: row["client"]
    )
    assert (row["client"], row["state"], row["assets"], row["last_run"]) == ("bolt", "active", 0, "never")
    assert "bolt" in thesaury("agency", "clients", cwd=root).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "acme"), "There is a client acme already"),
        (("add", "../acme"), "cannot be the name of a client"),
        (("add", "Acme"), "cannot be the name of a client"),
        (("suspend", "coda"), "There is no client 'coda'"),
        (("export", "coda", "x.zip"), "There is no client 'coda'"),
        (("delete", "coda", "--confirm", "coda"), "There is no client 'coda'"),
        (("delete", "acme", "--confirm", "bolt"), "Nothing was deleted"),
        (("init", "."), "already holds an agency"),
    ],
)
def test_what_is_not_there_or_not_meant_is_told(thesaury: Command, root: Path, arguments: tuple[str, ...], said: str):
    failed = thesaury("agency", *arguments, cwd=root, ok=False)
    assert (failed.returncode, said in failed.stderr) == (2, True), failed.stderr
    assert [one.name for one in open_agency(root).clients()] == ["acme", "bolt"]


def test_no_agency_and_a_broken_one_are_told(thesaury: Command, root: Path, tmp_path: Path):
    failed = thesaury("agency", "init", tmp_path / "other", "--languages", "no-such-tongue-at-all", ok=False)
    assert (failed.returncode, "BCP 47" in failed.stderr) == (2, True)
    thesaury("agency", "init", tmp_path / "other")
    failed = thesaury("agency", "clients", cwd=tmp_path, ok=False)
    assert (failed.returncode, "thesaury agency init" in failed.stderr) == (2, True)
    (root / "agency.toml").write_text('[clients.acme]\nstate = "asleep"\n')
    for command in (("agency", "clients", "-a", root), ("status", "-w", client(root, "acme"))):
        failed = thesaury(*command, ok=False)
        assert (failed.returncode, "asleep" in failed.stderr) == (2, True)


def test_a_suspended_client_is_opened_by_nothing_and_keeps_its_data(thesaury: Command, root: Path):
    thesaury("user", "add", "ana@example.org", "--role", "admin", "-w", client(root, "acme"))
    thesaury("agency", "suspend", "acme", cwd=root)
    for command in (
        ("status",),
        ("search", "lake"),
        ("sync",),
        ("worker",),
        ("token", "list"),
        ("serve", "--port", "0", "--no-open"),
    ):
        failed = thesaury(*command, "-w", client(root, "acme"), ok=False)
        assert (failed.returncode, "acme is suspended since" in failed.stderr) == (2, True), failed.stderr
    (root.parent / "way").symlink_to(client(root, "acme"))
    for way in (client(root, "bolt") / ".." / "acme", root.parent / "way"):
        assert thesaury("status", "-w", way, ok=False).returncode == 2
    with pytest.raises(Suspended):
        open_agency(root).open("acme")
    (row, other) = json.loads(thesaury("agency", "status", "--json", cwd=root).stdout)
    assert (row, other["state"]) == ({"client": "acme", "state": "suspended"}, "active")
    thesaury("status", "-w", client(root, "bolt"))
    thesaury("agency", "suspend", "acme", cwd=root)
    thesaury("agency", "resume", "acme", cwd=root)
    assert "ana@example.org" in thesaury("user", "list", "-w", client(root, "acme")).stdout
    deeds = json.loads(thesaury("audit", "list", "--json", "-w", client(root, "acme")).stdout)
    assert [deed["action"] for deed in deeds][:2] == ["client.resume", "client.suspend"]
    own = json.loads(thesaury("audit", "list", "--json", "-w", root / "shared").stdout)
    assert [deed["action"].removeprefix("client.") for deed in own] == ["resume", "suspend", "add", "add"]


@pytest.mark.parametrize("command", [("worker",), ("serve", "--port", "0", "--no-open", "--no-worker")])
def test_whoever_has_a_client_open_ends_when_it_is_suspended(root: Path, command: tuple[str, ...]):
    arguments = [sys.executable, "-m", "thesaury", *command, "-w", str(client(root, "acme"))]
    running = Popen(arguments, stdout=PIPE, stderr=STDOUT, text=True)
    try:
        _begun(running)
        prepared("agency", "suspend", "acme", "--agency", root)
        running.communicate(timeout=PATIENCE)
        assert running.returncode == 0
    finally:
        running.kill()
        running.wait()


def test_a_person_in_two_clients_has_in_each_what_is_of_each(root: Path):
    """Through the lock itself: roles, sessions, tokens and links of one open nothing of the other."""
    agency = open_agency(root)
    acme, bolt = agency.open("acme"), agency.open("bolt")
    try:
        ana = people.add(acme.access, "ana@example.org", "Ana Roe", [Role.ADMIN])
        assert people.add(bolt.access, "ana@example.org", "", [Role.VIEWER]).id == ana.id
        here, there = (people.member(one.access, ana.address) for one in (acme, bolt))
        assert (Permission.ADMINISTER in here.permissions, Permission.ADMINISTER in there.permissions) == (True, False)
        session = signing_in.open_session(acme.access, ana, "127.0.0.1")
        _, token = tokens.create(acme.access, here, "nightly", [Permission.EDIT])
        link = people.link_for(acme.access, ana.address, anywhere=True)
        assert signing_in.member_of(acme.access, session)[0].roles == frozenset({Role.ADMIN})
        assert tokens.holder_of(acme.access, token)[1] == here
        assert people.link_called(acme.access, link)
        assert signing_in.member_of(bolt.access, session) is None
        assert tokens.holder_of(bolt.access, token) is None
        assert people.link_called(bolt.access, link) is None
        people.set_roles(bolt.access, ana.address, [Role.EDITOR, Role.ADMIN])
        assert people.member(acme.access, ana.address).roles == frozenset({Role.ADMIN})
        for one, changed in ((acme, []), (bolt, ["user.roles"])):
            assert [kept.deed.action for kept in one.catalogue.audit.deeds(Sought(action="user.roles"))] == changed
    finally:
        acme.close()
        bolt.close()


def _begun(running: Popen[str]) -> None:
    """Wait until it says that it has."""
    assert running.stdout
    while line := running.stdout.readline():
        if "working" in line or "Thesaury is at" in line:
            return
    raise AssertionError("it ended before it had begun")
