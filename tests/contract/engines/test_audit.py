"""The audit log on disk: the database refuses to change it, and what is changed behind its back is found."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.contract.audit_suite import ALL, ONE
from thesaury.engines.sql import SqlCatalogue, open_catalogue


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "catalogue.db"


@pytest.fixture
def catalogue(path: Path) -> Iterator[SqlCatalogue]:
    catalogue = open_catalogue(path, patience=60)
    catalogue.audit.add(ALL)
    yield catalogue
    catalogue.close()


def run(path: Path, *statements: str) -> None:
    database = sqlite3.connect(path)
    with database:
        for statement in statements:
            database.execute(statement)
    database.close()


@pytest.mark.parametrize("change", ["UPDATE deed SET who = 'x' WHERE number = 2", "DELETE FROM deed"])
def test_the_database_refuses_to_change_what_is_logged(path: Path, catalogue: SqlCatalogue, change: str):
    with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
        run(path, change)
    assert [kept.deed for kept in catalogue.audit.every()] == list(ALL)


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE deed SET who = 'x' WHERE number = 2", 2),
        ("UPDATE deed SET before = 'x' WHERE number = 1", 1),
        ("DELETE FROM deed WHERE number = 2", 2),
        ("DELETE FROM deed WHERE number > 2", 3),
        ("DELETE FROM deed", 1),
        ("INSERT INTO deed SELECT 5, at, who, action, subject, before, after, seal FROM deed WHERE number = 4", 5),
        ("UPDATE deed SET number = 9 WHERE number = 3", 3),
    ],
)
def test_what_is_changed_behind_the_logs_back_is_found(path: Path, catalogue: SqlCatalogue, change: str, broken: int):
    assert catalogue.audit.broken_at() == 0
    run(path, "DROP TRIGGER deed_no_update", "DROP TRIGGER deed_no_delete", change)
    assert catalogue.audit.broken_at() == broken


def test_deeds_added_from_many_sides_stay_one_chain(path: Path, catalogue: SqlCatalogue):
    others = [open_catalogue(path, patience=60) for _ in range(4)]
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda other: [other.audit.add([ONE]) for _ in range(20)], others))
    for other in others:
        other.close()
    assert len(list(catalogue.audit.every())) == len(ALL) + 80
    assert catalogue.audit.broken_at() == 0
