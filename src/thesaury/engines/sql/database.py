"""The database: transactions for reading and for writing, upserts, and the one place where its failures get our names."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event
from sqlalchemy.exc import DBAPIError

from thesaury.model.errors import BadInput, NoSpace, ThesauryError, Unreachable, WorkspaceBusy

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite

Rows = Sequence[Mapping[str, Any]]
State = tuple[int, int]

CHUNK = 500
"""Ids per statement: below the parameter limits of every database, and few statements for a page."""

_CACHE_KIB = 16_384
_BEGIN = "thesaury_begin"
_QUICK = "PRAGMA synchronous = NORMAL", "BEGIN IMMEDIATE"
_DURABLE = "PRAGMA synchronous = FULL", "BEGIN IMMEDIATE"


class Database:
    """One SQLite file in WAL mode; readers never wait, one writer at a time, others wait `patience` seconds for it."""

    def __init__(self, path: Path, patience: float = 5.0) -> None:
        """Nothing is opened before the first transaction."""
        self.path = path
        self._readers = create_engine(URL.create("sqlite", database=str(path)), max_overflow=-1)
        self._writers = self._readers.execution_options(**{_BEGIN: _QUICK})
        self._durable_writers = self._readers.execution_options(**{_BEGIN: _DURABLE})
        _configure(self._readers, patience)
        self._watching = Lock()
        self._watch: sqlite3.Connection | None = None
        self._watched = 0

    def state(self) -> State:
        """A value that is another one as soon as anybody, here or in another process, has committed something; costs microseconds."""
        # SQLite counts the commits of all other connections, so this one never writes (pragma data_version).
        with _named_failures(self.path), self._watching:
            if self._watch is None:
                self._watch = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
                self._watched += 1
            return self._watched, self._watch.execute("PRAGMA data_version").fetchone()[0]

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database throughout."""
        with _named_failures(self.path), self._readers.begin() as connection:
            yield connection

    @contextmanager
    def writing(self, durable: bool = False) -> Iterator[Connection]:
        """A transaction that happens whole or not at all; a durable one outlives even a power cut right after it.

        Raises WorkspaceBusy, NoSpace, BadInput or Unreachable.
        """
        writers = self._durable_writers if durable else self._writers
        with _named_failures(self.path), writers.begin() as connection:
            yield connection

    def compact(self) -> None:
        """Write the file anew without what was deleted, of which SQLite keeps the bytes otherwise, in the file and in its log."""
        with _named_failures(self.path), self._readers.connect() as connection:
            driver = connection.connection.cursor()
            for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                driver.execute(statement)
                driver.fetchall()
            driver.close()

    def close(self) -> None:
        """Release every connection; the last one to close folds the log into the file."""
        with self._watching:
            if self._watch is not None:
                self._watch.close()
                self._watch = None
        self._readers.dispose()


def upsert(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert these rows, or where their primary key is taken replace the columns they name."""
    if rows:
        keys = [column.name for column in table.primary_key]
        insert = inserting(connection, table)
        changes = {name: insert.excluded[name] for name in rows[0] if name not in keys}
        connection.execute(insert.on_conflict_do_update(index_elements=keys, set_=changes), list(rows))


def insert_new(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert the rows whose primary key is not taken, leave the others as they are."""
    if rows:
        connection.execute(inserting(connection, table).on_conflict_do_nothing(), list(rows))


def insert_all(connection: Connection, table: Table, rows: Rows) -> None:
    """Insert these rows, which may be none."""
    if rows:
        connection.execute(table.insert(), list(rows))


def inserting(connection: Connection, table: Table) -> "sqlite.Insert | postgresql.Insert":
    """An insert that can say what happens when the key is taken; both databases say it alike."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as insert_there

        return insert_there(table)
    from sqlalchemy.dialects.sqlite import insert

    return insert(table)


def _configure(engine: Engine, patience: float) -> None:
    @event.listens_for(engine, "connect")
    def connect(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # transactions begin below, not behind our back
        for pragma in (
            f"busy_timeout = {round(patience * 1000)}",
            "journal_mode = WAL",
            "foreign_keys = ON",
            f"cache_size = -{_CACHE_KIB}",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Asked of the driver itself: a page begins dozens of transactions, and nothing here needs what lies between.
        driver = connection.connection.cursor()
        for statement in connection.get_execution_options().get(_BEGIN, ("BEGIN",)):
            driver.execute(statement)
        driver.close()


@contextmanager
def _named_failures(path: Path) -> Iterator[None]:
    try:
        yield
    except UnicodeEncodeError as error:
        raise BadInput(f"{error.object!r} is no valid Unicode text. Correct it where it comes from.") from error
    except (DBAPIError, sqlite3.Error) as error:
        named = _named(path, error.orig if isinstance(error, DBAPIError) else error)
        if named is None:
            raise
        raise named from error


def _named(path: Path, error: BaseException | None) -> ThesauryError | None:
    code = getattr(error, "sqlite_errorcode", 0)
    if code == sqlite3.SQLITE_IOERR_SHMSIZE:  # the disk was too full even to begin
        code = sqlite3.SQLITE_FULL
    match code & 0xFF:
        case sqlite3.SQLITE_FULL:
            return NoSpace(
                f"The disk that holds {path} is full. Make room, then run this again; what was stored is whole."
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return WorkspaceBusy(
                f"Another process is writing to {path}. Wait until it has finished, then run this again."
            )
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return BadInput(f"{path} is no whole database ({error}). Put a backup in its place.")
        case sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_IOERR:
            return Unreachable(
                f"{path} cannot be used ({error}). See that its disk is there and that you may write to it."
            )
    return None
