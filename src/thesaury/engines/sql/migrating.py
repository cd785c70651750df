"""Brings a database to the newest schema, and refuses one that is not ours or is newer than this program."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, column, inspect, select, table

from thesaury.engines.sql.database import Database
from thesaury.model.errors import BadInput, Stop

if TYPE_CHECKING:
    from alembic.config import Config

REVISIONS = tuple(sorted(path.stem[1:5] for path in (Path(__file__).parent / "migrations" / "versions").glob("v0*.py")))
"""Every migration in order; the last one is the schema of `schema`."""

_VERSION = table("alembic_version", column("version_num"))


def migrate(database: Database) -> None:
    """Upgrade to the newest schema; quick, and without Alembic, where that is the schema already.

    Raises Stop for a database made by a newer program, BadInput for one of another program.
    """
    with database.reading() as connection:
        found = _revision(connection, database)
    if found == REVISIONS[-1]:
        return
    if found and found not in REVISIONS:
        raise Stop(f"{database.path} was made by a newer Thesaury (schema {found}). Use that version, or a newer one.")
    from alembic import command

    with database.writing() as connection:
        command.upgrade(alembic_config(connection), "head")


def alembic_config(connection: Connection) -> "Config":
    """What Alembic needs to run the migrations of this package over an open connection."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "thesaury.engines.sql:migrations")
    config.attributes["connection"] = connection
    return config


def _revision(connection: Connection, database: Database) -> str:
    tables = inspect(connection).get_table_names()
    if _VERSION.name in tables:
        return connection.scalar(select(_VERSION.c.version_num)) or ""
    if tables:
        raise BadInput(f"{database.path} is a database of another program. Name another file.")
    return ""
