"""A database brought to the newest schema once for a process of pytest, and copied: hundreds of catalogues are opened."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

import thesaury.engines.sql.catalogue as catalogues
from thesaury.engines.sql.database import Database


def migrating_once(migrate: Callable[[Database], None], template: Path) -> Callable[[Database], None]:
    """A new database is the copy of one that was migrated; any other is migrated as always."""

    def bring(database: Database) -> None:
        path = Path(database.path)
        if path.exists() and path.stat().st_size:
            migrate(database)
            return
        if not template.exists():
            made = Database(template, 5.0)
            migrate(made)
            made.close()
        try:
            with closing(sqlite3.connect(template)) as first, closing(sqlite3.connect(path)) as copy:
                first.backup(copy)
        except sqlite3.Error:  # somebody else is making it, or nobody can
            migrate(database)

    return bring


@pytest.fixture(scope="session", autouse=True)
def migrated_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The first catalogue of a process is migrated as always; further new ones are its copies."""
    template = tmp_path_factory.mktemp("migrated-once") / "catalogue.sqlite"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogues, "migrate", migrating_once(catalogues.migrate, template))
        yield
