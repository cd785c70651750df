import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect

from tests.contract.catalogue_values import AT, decide, enrich, fill, record, suggested, tagged, words
from tests.contract.rights_records_suite import ONE
from thesaury.engines.sql import SqlCatalogue, open_catalogue
from thesaury.engines.sql.database import Database
from thesaury.engines.sql.migrating import REVISIONS, alembic_config, migrate
from thesaury.engines.sql.schema import metadata
from thesaury.model.acceptance import AcceptRule
from thesaury.model.annotation import Annotation, Decision, Origin, Review, Suggestion
from thesaury.model.connection import Failure, Run, RunState
from thesaury.model.errors import BadInput, NoSpace, Stop
from thesaury.model.flow import Flow
from thesaury.model.outbox import Change, OutboxRow, WriteState
from thesaury.ports.enrichments import Findings
from thesaury.ports.vocabularies import Pulled


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "catalogue.db")
    yield database
    database.close()


def limit_pages(database: Database, pages: int) -> None:
    with database.reading() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def fill_every_table(catalogue: SqlCatalogue) -> None:
    [id] = fill(catalogue, record("1", "d"))
    enrich(catalogue, id, tagged("a"), suggested("b"), suggested("c"), tags=("t",))
    decide(catalogue, id, "b")
    catalogue.vocabularies.put(words("a"), "", AT)
    run = catalogue.runs.begin(["dam"], AT)
    catalogue.runs.fail(run.id, [Failure("pull", "dam", "1", "It broke off.")])
    catalogue.vocabularies.pulled(Pulled("server", "v"))
    catalogue.flows.put(Flow("nightly", ("dam",)), AT)
    write = OutboxRow(Change("k", "dam", "1", "concepts", (), (), ()))
    catalogue.outbox.put([write])
    catalogue.outbox.settle("k", WriteState.DONE, AT)
    catalogue.leases.take("worker", "a", 1.0, 2.0)
    catalogue.accept_rules.put(AcceptRule("", 0.95, None, 0, 0.0, "labels/1", AT, "ana", "Nobody decided yet."))
    catalogue.rights.put([ONE])


def test_up_down_and_up_again_on_a_filled_database(database: Database):
    migrate(database)
    fill_every_table(SqlCatalogue(database))
    with database.writing() as connection:
        command.downgrade(alembic_config(connection), "base")
    with database.reading() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    migrate(database)
    catalogue = SqlCatalogue(database)
    assert catalogue.enrichments.counts().assets == 0
    fill_every_table(catalogue)
    assert catalogue.enrichments.counts().accepted == 2


def test_the_migrated_schema_is_that_of_the_tables(database: Database):
    migrate(database)
    with database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        migrated = statements(connection)
    other = create_engine("sqlite://")
    with other.begin() as connection:
        metadata.create_all(connection)
        assert migrated == statements(connection)
    other.dispose()


def test_runs_and_connections_of_before_are_kept(database: Database):
    with database.writing() as connection:
        command.upgrade(alembic_config(connection), "0001")
        connection.exec_driver_sql("INSERT INTO connection VALUES ('dam', 0, 'table', '[]', 'after 7')")
        for id, state, ended in ((3, "finished", f"'{AT}'"), (5, "running", "NULL")):
            connection.exec_driver_sql(
                f"INSERT INTO run VALUES ({id}, 'dam \"ü\"', '{state}', '{AT}', {ended}, '[[\"new\",2]]', '')"
            )
    migrate(database)
    catalogue = SqlCatalogue(database)
    kept = Run(3, ('dam "ü"',), RunState.FINISHED, AT, AT, (("new", 2),))
    cut_off = Run(5, ('dam "ü"',), RunState.INTERRUPTED, AT, None, (("new", 2),))
    assert catalogue.runs.recent(9) == [cut_off, kept]
    assert catalogue.runs.open() == []
    records = catalogue.records
    assert (records.cursor("dam"), records.passing("dam"), records.swept_at("dam")) == ("after 7", True, "")
    assert catalogue.runs.begin(["dam"], AT).id == 6
    with database.writing() as connection:
        command.downgrade(alembic_config(connection), "0001")
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT connection FROM run WHERE id = 3").scalar() == 'dam "ü"'


def test_what_was_found_before_has_no_reasons(database: Database):
    with database.writing() as connection:
        command.upgrade(alembic_config(connection), "0003")
        for statement in (
            "INSERT INTO connection (name, position, connector, settings, cursor) VALUES ('dam', 0, 'table', '[]', '')",
            "INSERT INTO asset VALUES ('a1', '', '', '', 1, 1, 1)",
            "INSERT INTO suggestion VALUES ('a1', 'urn:s', 0.5, '[]', 'labels/1', 'v@1')",
            "INSERT INTO annotation VALUES ('a1', 'urn:a', 'review', 'ana', 1.0, '[]', 'v@1', 'accepted')",
        ):
            connection.exec_driver_sql(statement)
    migrate(database)
    enrichments = SqlCatalogue(database).enrichments
    kept = Findings(
        (Annotation("urn:a", Origin.REVIEW, "ana", 1.0, (), "v@1"),), (Suggestion("urn:s", 0.5, (), "labels/1", "v@1"),)
    )
    assert enrichments.findings(["a1"]) == {"a1": kept}
    assert enrichments.review([Review("a1", "urn:s", Decision.ACCEPTED, "ben", AT)]) == 1
    assert [a.reasons for a in enrichments.findings(["a1"])["a1"].annotations] == [(), ()]


def test_events_of_before_have_an_order_of_change(database: Database):
    with database.writing() as connection:
        command.upgrade(alembic_config(connection), "0030")
        for name, id in (("dam", "2"), ("dam", "1"), ("a", "9")):
            row = f"('{name}', '{id}', 'use', '{AT}', 'x', 1, '[\"\", [], null, []]')"
            connection.exec_driver_sql(f"INSERT INTO usage_event VALUES {row}")
    migrate(database)
    changed = SqlCatalogue(database).usage.changed()
    assert [(place, name, event.id) for place, name, event in changed] == [
        (1, "a", "9"),
        (2, "dam", "1"),
        (3, "dam", "2"),
    ]


def statements(connection: Connection) -> dict[str, str]:
    """What Alembic does not compare as well: partial indexes, orders within them, tables without row ids."""
    rows = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'alembic%' AND sql != ''"
    )
    return {name: " ".join(sql.split()) for name, sql in rows}


def test_the_known_revisions_are_those_of_the_package(database: Database):
    with database.reading() as connection:
        script = ScriptDirectory.from_config(alembic_config(connection))
    assert tuple(step.revision for step in reversed(list(script.walk_revisions()))) == REVISIONS


def test_a_migration_that_finds_the_disk_full_leaves_nothing_behind(database: Database):
    limit_pages(database, 6)
    with pytest.raises(NoSpace):
        migrate(database)
    with database.reading() as connection:
        assert inspect(connection).get_table_names() == []
    limit_pages(database, 1000)
    migrate(database)


def test_opening_what_is_up_to_date_needs_no_alembic(tmp_path: Path):
    open_catalogue(tmp_path / "catalogue.db").close()
    script = (
        "import sys; from pathlib import Path; from thesaury.engines.sql import open_catalogue\n"
        "open_catalogue(Path(sys.argv[1])).close(); print([name for name in sys.modules if name.startswith('alembic')])"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "catalogue.db")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_newer_database_is_left_alone(database: Database):
    migrate(database)
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(Stop, match="newer Thesaury"):
        open_catalogue(database.path)


def test_a_database_of_another_program_is_left_alone(database: Database):
    with database.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE bookmark (url)")
    with pytest.raises(BadInput, match="another program"):
        open_catalogue(database.path)
    with database.reading() as connection:
        assert inspect(connection).get_table_names() == ["bookmark"]


@pytest.mark.parametrize("content", [b"no database at all " * 99, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_broken_file_is_named(tmp_path: Path, content: bytes):
    path = tmp_path / "catalogue.db"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"catalogue\.db"):
        open_catalogue(path)
    assert path.read_bytes() == content
