"""What is asked of publications all the time is answered from an index, however many there are: the plans say so, no clock is needed."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from tests.contract.catalogue_values import AT
from thesaury.engines.sql.database import Database
from thesaury.engines.sql.migrating import migrate
from thesaury.engines.sql.publications import SqlPublications
from thesaury.model.publication import PublicationState
from thesaury.ports.publications import WantedPublications

Asked = Callable[[SqlPublications], Any]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "catalogue.db")
    migrate(database)
    yield database
    database.close()


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        (lambda kept: kept.due("web", AT, 25), "ix_publication_open"),
        (lambda kept: kept.counts("web"), "COVERING INDEX ix_publication_state"),
        (lambda kept: kept.log("web", "a1", 50), "ix_publication_step_both"),
        (lambda kept: kept.log("web", limit=50), "ix_publication_step_connection"),
        (lambda kept: kept.page(WantedPublications(withdrawing=True)), "ix_publication_leaving"),
        (lambda kept: kept.page(WantedPublications("web", withdrawing=True), "web/a1"), "ix_publication_leaving"),
        (lambda kept: kept.page(WantedPublications("web", states=(PublicationState.REFUSED,))), "PRIMARY KEY"),
    ],
)
def test_nothing_is_sorted_or_read_that_is_not_asked_for(database: Database, ask: Asked, index: str) -> None:
    steps = plan(database, ask)
    assert any(index in step for step in steps), steps
    assert not any("TEMP B-TREE" in step for step in steps), steps


def plan(database: Database, ask: Asked) -> list[str]:
    """How the database goes about all that is asked of it here."""
    said: list[tuple[str, Any]] = []
    with database.reading() as connection:
        engine = connection.engine

    def hear(_: object, __: object, statement: str, parameters: Any, *___: object) -> None:
        said.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", hear)
    ask(SqlPublications(database))
    event.remove(engine, "before_cursor_execute", hear)
    with database.reading() as connection:
        return [
            str(row[3])
            for statement, parameters in said
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
