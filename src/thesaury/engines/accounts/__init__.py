"""The directory of people over one SQLite file of its own: `ports.accounts.Accounts`."""

from pathlib import Path

from sqlalchemy import inspect, select

from thesaury.engines.accounts.entrances import SqlAttempts, SqlLinks, SqlSessions, SqlTokens
from thesaury.engines.accounts.leaving import forget, held
from thesaury.engines.accounts.people import SqlPeople
from thesaury.engines.accounts.schema import VERSION, directory, metadata
from thesaury.engines.sql.database import Database
from thesaury.model.account import Holdings
from thesaury.model.errors import BadInput, Stop

__all__ = ["SqlAccounts", "open_accounts"]


class SqlAccounts:
    """All stores of the directory; may be used from several threads and processes."""

    def __init__(self, database: Database) -> None:
        """Stand on a database whose schema is the newest."""
        self.people = SqlPeople(database)
        self.sessions = SqlSessions(database)
        self.tokens = SqlTokens(database)
        self.links = SqlLinks(database)
        self.attempts = SqlAttempts(database)
        self._database = database

    def held(self, workspace: str) -> Holdings:
        """What there is of a workspace."""
        with self._database.reading() as transaction:
            return held(transaction, workspace)

    def forget(self, workspace: str) -> None:
        """Take away all of it, and the people who were nowhere else."""
        with self._database.writing(durable=True) as transaction:
            forget(transaction, workspace)
        self._database.compact()

    def close(self) -> None:
        """Release the database."""
        self._database.close()


def open_accounts(path: Path, patience: float = 5.0) -> SqlAccounts:
    """Open the directory in this file, made where it is not there.

    Raises Stop for one of a newer Thesaury, BadInput for a file of another program, and what a database raises.
    """
    database = Database(path, patience)
    try:
        _brought_up(database)
    except BaseException:
        database.close()
        raise
    path.chmod(0o600)
    return SqlAccounts(database)


def _brought_up(database: Database) -> None:
    """Make the tables, or see that they are ours; the next version adds its step here, by the number it finds."""
    with database.reading() as connection:
        tables = inspect(connection).get_table_names()
        found = connection.scalar(select(directory.c.version)) if directory.name in tables else None
    if found == VERSION:
        return
    if found is not None:
        raise Stop(f"{database.path} was made by a newer Thesaury (schema {found}). Use that version, or a newer one.")
    if tables:
        raise BadInput(f"{database.path} is a database of another program. Name another file.")
    with database.writing(durable=True) as connection:
        metadata.create_all(connection)
        if not connection.scalar(select(directory.c.version)):
            connection.execute(directory.insert(), [{"id": 1, "version": VERSION}])
