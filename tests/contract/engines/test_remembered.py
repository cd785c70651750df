"""What was read lately is given out again only as long as nobody has changed the database."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from thesaury.engines.sql.database import Database
from thesaury.engines.sql.remembered import Remembered
from thesaury.model.errors import BadInput


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "kept.db")
    with opened.writing() as connection:
        connection.exec_driver_sql("CREATE TABLE word (id TEXT PRIMARY KEY, said TEXT)")
        connection.exec_driver_sql("INSERT INTO word VALUES ('a', 'one'), ('b', 'two')")
    yield opened
    opened.close()


class Words:
    """Words by id, with a note of what was read."""

    def __init__(self, database: Database, most: int = 2000) -> None:
        self.read: list[list[str]] = []
        self._database, self._kept = database, Remembered[str, str](database, most)

    def of(self, *ids: str) -> dict[str, str]:
        return self._kept.each(ids, self._read)

    def _read(self, ids: Sequence[str]) -> dict[str, str]:
        self.read.append(list(ids))
        with self._database.reading() as connection:
            rows = connection.exec_driver_sql("SELECT id, said FROM word").all()
        return {id: said for id, said in rows if id in ids}


def change(database: Database, id: str, said: str) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("UPDATE word SET said = ? WHERE id = ?", (said, id))


def broken(database: Database) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM word")
        raise BadInput("the rest does not fit")


def test_what_nobody_changed_is_read_once(database: Database) -> None:
    words = Words(database)
    assert words.of("a") == words.of("a") == {"a": "one"}
    assert words.of("b", "a", "b") == {"b": "two", "a": "one"}
    assert words.read == [["a"], ["b"]]


def test_a_change_shows_at_once(database: Database) -> None:
    words = Words(database)
    for said in ("uno", "due", "tre"):
        words.of("a")
        change(database, "a", said)
        assert words.of("a") == {"a": said}


def test_a_change_by_another_process_shows_at_once(database: Database) -> None:
    words = Words(database)
    words.of("a")
    statement = "UPDATE word SET said = 'elsewhere' WHERE id = 'a'"
    other = f"import sqlite3; c = sqlite3.connect({str(database.path)!r}); c.execute({statement!r}); c.commit()"
    subprocess.run([sys.executable, "-c", other], check=True)
    assert words.of("a") == {"a": "elsewhere"}


def test_what_changes_while_it_is_read_is_read_again(database: Database) -> None:
    kept = Remembered[str, str](database)

    def slowly() -> str:
        change(database, "a", "later")
        return "before"

    assert kept.one("a", slowly) == "before"
    assert kept.one("a", lambda: "after") == "after"


def test_a_change_that_is_taken_back_changes_nothing(database: Database) -> None:
    words = Words(database)
    words.of("a")
    with pytest.raises(BadInput):
        broken(database)
    assert words.of("a") == {"a": "one"}
    assert words.read == [["a"]]


def test_no_more_is_kept_than_there_is_room_for(database: Database) -> None:
    words = Words(database, most=1)
    words.of("a")
    words.of("b")
    words.of("b")
    words.of("a")
    assert words.read == [["a"], ["b"], ["a"]]


def test_whoever_reads_everything_drives_nothing_out(database: Database) -> None:
    words = Words(database)
    words.of("a")
    words.of(*map(str, range(500)))
    words.of("a")
    assert [len(ids) for ids in words.read] == [1, 500]


def test_what_is_not_there_is_left_out_and_found_when_it_comes(database: Database) -> None:
    words = Words(database)
    assert words.of("c", "a") == {"a": "one"}
    with database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO word VALUES ('c', 'three')")
    assert words.of("c", "a") == {"c": "three", "a": "one"}


def test_a_database_that_was_closed_and_opened_again_is_read_again(database: Database) -> None:
    words = Words(database)
    words.of("a")
    database.close()
    change(database, "a", "anew")
    assert words.of("a") == {"a": "anew"}
