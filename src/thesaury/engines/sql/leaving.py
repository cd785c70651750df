"""A copy of a catalogue that leaves its place: as it stood at one moment, without what opens anything, and without who did what."""

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from thesaury.engines.sql.audit import sealed
from thesaury.engines.sql.schema import metadata
from thesaury.model.audit import Deed
from thesaury.model.errors import BadInput, NoSpace, Unreachable

_CREDENTIALS = (
    "service_key",
    "calendar_feed",
    "channel_key",
    "board_share",
    "panel_session",
    "panel_pairing",
    "panel_origin",
    "reply",
)
"""Tables of what opens a workspace: whoever has one of these opens the place it was given for, and no copy of it."""
_HOOKS = (("flow", "hook"), ("connection", "hook"))
_UNDER_WAY = (
    "lease",
    "hint",
    "webhook_message",
    "measuring_mark",
    "measured_record",
    "graph_put",
    "graph_round",
    "vocabulary_offer",
)
"""Tables of what is under way, or of how far something is that is not in the copy."""
_ABOUT_PEOPLE = ("user.", "token.", "session.", "panel.")
"""Deeds that are of the directory of people, by how their action begins."""
_TO_PEOPLE = ("report_schedule", "report_sending")
_CONTENT = (
    "record",
    "record_raw",
    "record_reference",
    "asset",
    "concept_state",
    "version_scheme",
    "vocabulary_version",
)
"""Tables of what systems and vocabularies say, which stays word for word: an address in them is theirs."""
_ADDRESS = re.compile(r"[^\s@:\"]+@[^\s@:\"]+")
_ACCOUNT = "cli:"
_GUARD = re.compile(r"CREATE TRIGGER deed_no_\w+ BEFORE \w+ ON deed BEGIN SELECT RAISE\(ABORT, '[^']*'\); END")
"""The triggers of a catalogue: they only refuse."""


def left_copy(source: Path, target: Path, secrets: bool, people: Sequence[str] | None) -> None:
    """Copy a catalogue as it stands, while others write it; what opens a workspace is left out, and secrets unless they are wanted.

    With `people`, their addresses and all others that did something are called person-1 and so on, and the log is sealed anew; None leaves
    names as they are. Raises Unreachable and NoSpace; then the target is not to be used.
    """
    with _named_failures(target), closing(sqlite3.connect(source)) as kept, closing(sqlite3.connect(target)) as copy:
        kept.backup(copy)  # in one step: in several it would begin anew after each write of others
        copy.isolation_level = None
        copy.execute("BEGIN")
        _shut(copy)
        if not secrets:
            copy.execute("DELETE FROM secret")
        if people is not None:
            _without_people(copy, people)
        copy.execute("COMMIT")
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("VACUUM")  # what was deleted is in no page of the file either


def check_copy(path: Path) -> None:
    """Raises BadInput where this file is no whole database, or one that does something by itself when it is written to."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            whole = copy.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            made = copy.execute("SELECT sql FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchall()
            foreign = [sql for (sql,) in made if not _GUARD.fullmatch(sql or "")]
    except sqlite3.Error as error:
        raise BadInput(f"{path.name} in the export is no database ({error}). Ask for the export again.") from error
    if not whole or foreign:
        raise BadInput(f"{path.name} in the export is damaged or was changed. Ask for the export again.")


def shut_copy(path: Path) -> None:
    """Take out of a copy what would open the workspace that is made of it: who wrote the archive is to have no key to it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        copy.execute("BEGIN")
        _shut(copy)
        copy.execute("COMMIT")


def _shut(copy: sqlite3.Connection) -> None:
    """An older archive does not have all of these tables."""
    there = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in there.intersection((*_CREDENTIALS, *_UNDER_WAY)):
        copy.execute(f'DELETE FROM "{table}"')
    for table, column in _HOOKS:
        if table in there:
            copy.execute(f"UPDATE {table} SET {column} = ''")


def _without_people(copy: sqlite3.Connection, people: Sequence[str]) -> None:
    calling = _Calling(sorted({*people, *_acted(copy)}))
    copy.create_function("called", 1, calling.text, deterministic=True)
    with _unlocked(copy):
        unwanted = " OR ".join(f"action LIKE '{begins}%'" for begins in _ABOUT_PEOPLE)
        copy.execute(f"DELETE FROM deed WHERE {unwanted}")
        for table in _TO_PEOPLE:
            copy.execute(f"DELETE FROM {table}")
        for table, column in _texts():
            fits = f"\"{column}\" LIKE '%@%' OR \"{column}\" LIKE '{_ACCOUNT}%'"
            copy.execute(f'UPDATE "{table}" SET "{column}" = called("{column}") WHERE {fits}')
        _seal(copy)


def _texts() -> Iterator[tuple[str, str]]:
    """Every column with text in which somebody may be named."""
    for table in metadata.sorted_tables:
        if table.name not in _CONTENT:
            for column in table.columns:
                if str(column.type) == "TEXT":
                    yield table.name, column.name


def _acted(copy: sqlite3.Connection) -> Iterator[str]:
    """Addresses of who did something, or was somebody here: people who left are in the log alone."""
    rows = copy.execute("SELECT who FROM deed UNION SELECT subject FROM deed WHERE subject LIKE 'person:%'")
    for (text,) in rows:
        name = text.removeprefix("person:")
        if _ADDRESS.fullmatch(name):
            yield name


class _Calling:
    """Calls people by numbers in the place of their addresses."""

    def __init__(self, addresses: Sequence[str]) -> None:
        self._numbers = {address: f"person-{number}" for number, address in enumerate(addresses, 1)}
        # JSON is kept in ASCII, so an address with other letters stands there in escapes.
        self._numbers |= {json.dumps(address)[1:-1]: number for address, number in self._numbers.items()}
        longest = sorted(self._numbers, key=len, reverse=True)
        either = "|".join(map(re.escape, longest)) or r"(?!)"
        self._pattern = re.compile(rf"(?<![\w.+-])(?:{either})(?![\w-]|\.\w)", re.IGNORECASE)

    def text(self, value: str | bytes | float | None) -> str | bytes | float | None:
        """The text with numbers for addresses; an account of the machine is none of anybody's business either."""
        if not isinstance(value, str):
            return value
        if value.startswith(_ACCOUNT) and "\n" not in value:
            return f"{_ACCOUNT}somebody"
        return self._pattern.sub(
            lambda found: self._numbers.get(found[0], self._numbers.get(found[0].lower(), "")), value
        )


@contextmanager
def _unlocked(copy: sqlite3.Connection) -> Iterator[None]:
    """Within, the log of deeds may be written: the copy is a new log, with seals of its own."""
    triggers = copy.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        copy.execute(f'DROP TRIGGER "{name}"')
    yield
    for _, made in triggers:
        copy.execute(made)


def _seal(copy: sqlite3.Connection) -> None:
    """Number the deeds anew, from 1, and seal each together with the one before it."""
    rows = copy.execute("SELECT at, who, action, subject, before, after FROM deed ORDER BY number").fetchall()
    copy.execute("DELETE FROM deed")
    seal = ""
    for number, row in enumerate(rows, 1):
        seal = sealed(seal, number, Deed(*row))
        values = (number, *row, seal)
        copy.execute(
            "INSERT INTO deed (number, at, who, action, subject, before, after, seal) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            values,
        )
    copy.execute("UPDATE deed_end SET number = ?", (len(rows),))


@contextmanager
def _named_failures(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        if (getattr(error, "sqlite_errorcode", 0) & 0xFF) == sqlite3.SQLITE_FULL:
            raise NoSpace(f"The disk that holds {path.parent} is full. Make room, then run this again.") from error
        raise Unreachable(
            f"The database cannot be copied to {path.parent} ({error}). See that it can be read."
        ) from error
