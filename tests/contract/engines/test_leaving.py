"""A copy of a catalogue that leaves: nothing in it opens anything, whatever tables come."""

import sqlite3
from pathlib import Path

import pytest

from thesaury.engines.sql import leaving, open_catalogue
from thesaury.engines.sql.schema import metadata
from thesaury.model.audit import Deed
from thesaury.model.errors import BadInput

_OPENS = {"digest", "hook", "sealed", "refresh", "token", "device", "code"}
"""Columns that hold what opens something, or only tell one content from another."""
_TELLS_CONTENT = {
    "concept_state",
    "feed_entry",
    "kept_answer",
    "record",
    "saved_search",
    "taken_vocabulary",
    "version_concept",
    "vocabulary_version",
}


def test_every_table_that_may_hold_what_opens_something_is_looked_at():
    """A new table with such a column belongs into `leaving`, or among those that only tell content apart."""
    with_such = {table.name for table in metadata.sorted_tables if _OPENS & {column.name for column in table.columns}}
    hooks = {table for table, _ in leaving._HOOKS}
    assert with_such - _TELLS_CONTENT - hooks <= {*leaving._CREDENTIALS, *leaving._UNDER_WAY, "secret"}


def test_people_are_numbered_wherever_they_stand_and_nothing_else_is_changed(tmp_path: Path):
    catalogue = open_catalogue(tmp_path / "catalogue.db")
    mine, others = "ana@lake.example", "not-ana@lake.example.org"
    catalogue.audit.add(
        [
            Deed("2026-01-01", "ben@sea.example", "profile.set", "profile:x", "", f'{{"to": "{mine}, {others}"}}'),
            Deed("2026-01-02", "cli:deploy", "user.add", f"person:{mine}"),
            Deed("2026-01-03", "token:nightly", "flow.start", "flow:x", f'"{mine.upper()}"'),
        ]
    )
    catalogue.close()
    leaving.left_copy(tmp_path / "catalogue.db", tmp_path / "copy.db", secrets=False, people=[mine])
    leaving.check_copy(tmp_path / "copy.db")
    copy = open_catalogue(tmp_path / "copy.db")
    first, last = (kept.deed for kept in copy.audit.every())
    assert (first.who, first.after) == ("person-2", f'{{"to": "person-1, {others}"}}')
    assert (last.who, last.before, copy.audit.broken_at()) == ("token:nightly", '"person-1"', 0)
    copy.close()
    with pytest.raises(sqlite3.Error), sqlite3.connect(tmp_path / "copy.db") as written:
        written.execute("DELETE FROM deed")
    written.close()


def test_a_copy_that_would_do_something_by_itself_is_refused(tmp_path: Path):
    open_catalogue(tmp_path / "catalogue.db").close()
    with sqlite3.connect(tmp_path / "catalogue.db") as changed:
        changed.execute("CREATE TRIGGER more AFTER INSERT ON deed BEGIN DELETE FROM asset; END")
    changed.close()
    with pytest.raises(BadInput, match="was changed"):
        leaving.check_copy(tmp_path / "catalogue.db")
    (tmp_path / "none.db").write_bytes(b"nothing of the kind" * 100)
    with pytest.raises(BadInput, match="no database"):
        leaving.check_copy(tmp_path / "none.db")


def test_what_would_open_a_workspace_is_taken_out_of_what_comes(tmp_path: Path):
    """Also of an older copy, which has not all of the tables."""
    open_catalogue(tmp_path / "catalogue.db").close()
    with sqlite3.connect(tmp_path / "catalogue.db") as brought:
        brought.execute("DROP TABLE vocabulary_offer")
        for table in ("panel_origin", "hint"):
            columns = [column for _, column, *_ in brought.execute(f"PRAGMA table_info({table})")]
            brought.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", range(1, len(columns) + 1))
    brought.close()
    leaving.shut_copy(tmp_path / "catalogue.db")
    with sqlite3.connect(tmp_path / "catalogue.db") as left:
        assert [left.execute(f"SELECT count(*) FROM {table}").fetchone() for table in ("panel_origin", "hint")] == [
            (0,),
            (0,),
        ]
    left.close()
