"""The suite of directories of people over SQLite and over memory, and what the one on disk promises beyond it."""

import sqlite3
import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.contract.accounts_suite import ANA, BEN, LINK, EntrancesSuite, PeopleSuite
from tests.fakes.accounts import FakeAccounts
from thesaury.engines.accounts import open_accounts
from thesaury.model.access import Role
from thesaury.model.errors import BadInput, Stop
from thesaury.ports.accounts import Accounts


@pytest.fixture(params=["fake", "sql"])
def accounts(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Accounts]:
    accounts: Accounts = FakeAccounts() if request.param == "fake" else open_accounts(tmp_path / "accounts.db")
    yield accounts
    accounts.close()


class TestPeople(PeopleSuite):
    """Over memory and over SQLite."""


class TestEntrances(EntrancesSuite):
    """Over memory and over SQLite."""


def test_everything_is_there_again_and_nobody_else_on_the_machine_reads_it(tmp_path: Path):
    path = tmp_path / "accounts.db"
    first = open_accounts(path)
    first.people.add(ANA)
    first.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    again = open_accounts(path)
    assert again.people.get("p1") == ANA
    again.close()


def test_of_many_who_use_a_link_at_once_one_has_it(tmp_path: Path):
    directories = [open_accounts(tmp_path / "accounts.db", patience=60) for _ in range(4)]
    directories[0].links.add(LINK)
    with ThreadPoolExecutor(4) as threads:
        assert sum(threads.map(lambda one: one.links.use("d1"), directories)) == 1
    for directory in directories:
        directory.close()


def test_of_who_was_forgotten_no_byte_stays_on_the_disk(tmp_path: Path):
    accounts = open_accounts(tmp_path / "accounts.db")
    for person in (ANA, BEN):
        accounts.people.add(person)
        accounts.people.set_roles(person.id, f"workspace of {person.id}", frozenset({Role.VIEWER}))
    accounts.forget("workspace of p1")
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    accounts.close()
    assert (ANA.address.encode() in held, b"workspace of p1" in held) == (False, False)
    assert BEN.address.encode() in held


def test_a_newer_directory_and_a_foreign_file_are_refused(tmp_path: Path):
    open_accounts(tmp_path / "newer.db").close()
    for name, statement in (("newer.db", "UPDATE directory SET version = 99"), ("other.db", "CREATE TABLE x (y)")):
        database = sqlite3.connect(tmp_path / name)
        with database:
            database.execute(statement)
        database.close()
    with pytest.raises(Stop, match="newer Thesaury"):
        open_accounts(tmp_path / "newer.db")
    with pytest.raises(BadInput, match="another program"):
        open_accounts(tmp_path / "other.db")
