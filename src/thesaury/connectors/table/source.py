"""The table as a source of records: a plan for its columns, pages of changed rows, and every row accounted for."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from thesaury.connectors.files_beside import FilesBeside
from thesaury.connectors.manifest import own_manifest
from thesaury.connectors.table import mapping
from thesaury.connectors.table.plan import Plan, planned
from thesaury.connectors.texts import cleaned
from thesaury.model.asset import Record
from thesaury.model.connection import Capabilities, Connection
from thesaury.ports.source import AssetSource, Known, Outline, Page, Tools
from thesaury.ports.table import Row, Table, TableReader, same_titles

_SAMPLE = 200
"""Rows whose values a guess is made from."""

_Etags = Callable[[Sequence[str]], Mapping[str, str]]
_log = logging.getLogger(__name__)


def open_source(connection: Connection, tools: Tools) -> AssetSource:
    """The source of a table connection. Raises Usage for a wrong setting."""
    manifest = own_manifest(__package__ or "")
    manifest.check(connection)
    path = Path(connection.setting("path")).expanduser().absolute()
    root = Path(connection.setting("root") or path.parent).expanduser().absolute()
    return TableSource(connection, path, FilesBeside(root, tools.may_open), tools.tables, manifest.capabilities)


@dataclass(frozen=True, slots=True)
class _Item:
    """One row with its external id, or with the sentence that says why it has none."""

    row: Row
    key: str
    refusal: str = ""

    @property
    def name(self) -> str:
        """What stands for it where its id cannot."""
        return f"line {self.row.line}"


@dataclass(frozen=True, slots=True)
class TableSource:
    """Reads the rows of one table; external ids are those of its id column, else of its file column."""

    connection: Connection
    path: Path
    pictures: FilesBeside
    tables: TableReader
    capabilities: Capabilities

    def outline(self) -> Outline:
        """How many rows, what becomes of each column, and what a person should know before the first sync."""
        table, plan = self._look()
        notes = [f"{plan.column('id') or plan.column('file')} names the records.", *table.notes]
        if twins := same_titles(table.columns):
            notes.append(f"Columns of the same title are told apart by their place: {', '.join(twins)}.")
        if kept := [column for column, text in plan.columns if not text]:
            notes.append(f"Kept with the record and not used: {', '.join(kept)}.")
        sample = islice(self.tables.read(self.path), _SAMPLE)
        if outside := sum(self.pictures.outside(plan.cell(row, "file")) for row in sample):
            notes.append(
                f"{outside} files lie outside {self.pictures.root} and are not opened; set root to allow them."
            )
        return Outline(table.rows, plan.columns, tuple(notes))

    def changes(self, cursor: str, known: Known) -> Iterator[Page]:
        """Pages of changed rows; the cursor is the table's digest and the last line handled, void when the table changed."""
        table, plan = self._look()
        after = _line(cursor, table.digest)
        items = (item for item in self._items(plan) if item.row.line > after)
        limit = self.capabilities.page_limit
        page = list(islice(items, limit))
        while True:
            following = list(islice(items, limit))
            rest = f"{table.digest}:{page[-1].row.line}" if following else ""
            records, unchanged = self._read(page, plan, known)
            yield Page(records, rest, not following, (), unchanged, table.rows, _refused(page), table.notes)
            if not following:
                return
            page = following

    def read(self, external_ids: Sequence[str], known: Known) -> Page:
        """The rows with these ids, or those of the lines (`line 4`) that were refused before."""
        _, plan = self._look()
        wanted = set(external_ids)
        found = [item for item in self._items(plan) if item.name in wanted or (item.key in wanted and not item.refusal)]
        records, _ = self._read(found, plan, _nothing_known)
        there = {name for item in found for name in (item.key, item.name)}
        gone = tuple(external_id for external_id in dict.fromkeys(external_ids) if external_id not in there)
        return Page(records, "", True, gone, refused=_refused(found))

    def keys(self) -> Iterator[str]:
        """The id of every row that has one."""
        _, plan = self._look()
        return (item.key for item in self._items(plan) if not item.refusal)

    def _look(self) -> tuple[Table, Plan]:
        table = self.tables.outline(self.path)
        rows = list(islice(self.tables.read(self.path), _SAMPLE))
        return table, planned(self.connection, table.columns, rows)

    def _items(self, plan: Plan) -> Iterator[_Item]:
        """Every row in order; those without id and those whose id stands in an earlier row carry a refusal."""
        seen: set[str] = set()
        for row in self.tables.read(self.path):
            key = cleaned(plan.key(row))
            if not key:
                yield _Item(row, "", "the row has no id and no file to name it by; fill its id")
            elif key in seen:
                yield _Item(row, key, f"the id {key} stands in an earlier row already; give one of them another")
            else:
                seen.add(key)
                yield _Item(row, key)

    def _read(self, page: Sequence[_Item], plan: Plan, known: _Etags) -> tuple[tuple[Record, ...], int]:
        """The records of those rows that changed, and the number of those that did not."""
        items = [item for item in page if not item.refusal]
        marks = {item.key: plan.mark(item.row, self.pictures.state(plan.cell(item.row, "file"))) for item in items}
        stored = known(list(marks))
        changed = [item for item in items if stored.get(item.key) != marks[item.key]]
        return tuple(self._record(item, marks[item.key], plan) for item in changed), len(items) - len(changed)

    def _record(self, item: _Item, mark: str, plan: Plan) -> Record:
        file = self.pictures.file(plan.cell(item.row, "file"))
        payload = {
            "line": item.row.line,
            "id": item.key,
            "etag": mark,
            "cells": dict(item.row.cells),
            "mapping": dict(plan.columns),
            "language": plan.language,
            "readings": {column: dict(reading) for column, reading in plan.readings},
            "file": asdict(file) if file else None,
        }
        return mapping.record(self.connection.name, payload)


def _refused(items: Sequence[_Item]) -> tuple[tuple[str, str], ...]:
    return tuple((item.name, item.refusal) for item in items if item.refusal)


def _nothing_known(_: Sequence[str]) -> Mapping[str, str]:
    return {}


def _line(cursor: str, digest: str) -> int:
    """The last line handled when the cursor is of this very table, else 0: the pass starts anew."""
    of, _, line = cursor.rpartition(":")
    return int(line) if of == digest and line.isdecimal() else 0
