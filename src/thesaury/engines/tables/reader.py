"""The table reader: which form a file has, where its header is, and its rows as columns and cells."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

from thesaury.engines.tables import delimited, jsonlines, workbook
from thesaury.engines.tables.opening import Heard, digest, head, unheard
from thesaury.engines.tables.recognising import ZIP, refuse_others
from thesaury.model.errors import BadInput
from thesaury.ports.opening import Opening, opened
from thesaury.ports.table import Row, Table

HEADER_ROWS = 10
"""How many rows may hold the header."""

COLUMN_LIMIT = 16_384
"""Columns a table may have: as many as a spreadsheet."""

_Rows = Iterator[tuple[int, list[str]]]


class Tables:
    """Implements `ports.table.TableReader`: CSV, TSV (comma, semicolon, tab, bar), XLSX and JSON Lines, plain or gzipped.

    In JSON Lines a row has the cells its object has; elsewhere it has a cell for every column. Files are opened by `opening`.
    """

    def __init__(self, opening: Opening = opened) -> None:
        self._opening = opening

    def outline(self, path: Path) -> Table:
        """Columns in order, row count and SHA-256 of the file. Raises Unreachable, or BadInput with the line."""
        columns: dict[str, None] = {}
        heard: dict[str, None] = {}
        number = 0
        refuse_others(path, self._opening)
        if not _is_json(path, self._opening):
            columns = dict.fromkeys(_header(path, _listed(path, self._opening))[0])
        for row in self._rows(path, heard.setdefault):
            number += 1
            columns |= dict.fromkeys(row.cells)
            if len(columns) > COLUMN_LIMIT:
                raise BadInput(f"{path.name}, line {row.line}: more than {COLUMN_LIMIT:,} columns. Is it a table?")
        if not columns:
            raise BadInput(f"{path.name} holds no row. Bring a table with a header and rows.")
        return Table(path, tuple(columns), digest(path, self._opening), number, tuple(heard))

    def read(self, path: Path) -> Iterator[Row]:
        """Every non-empty row below the header, streaming. Raises Unreachable, or BadInput with the line."""
        refuse_others(path, self._opening)
        yield from self._rows(path, unheard)

    def _rows(self, path: Path, heard: Heard) -> Iterator[Row]:
        if _is_json(path, self._opening):
            found = jsonlines.rows(path, self._opening, heard)
            yield from (Row(line, cells) for line, cells in found if any(cells.values()))
            return
        columns, rest = _header(path, _listed(path, self._opening, heard))
        for line, cells in rest:
            if any(cells):
                yield Row(line, _row(path, columns, line, cells))


def _is_json(path: Path, opening: Opening) -> bool:
    start = head(path, opening, 4096).removeprefix(b"\xef\xbb\xbf").lstrip()
    named = any(suffix in (".json", ".jsonl", ".ndjson") for suffix in path.suffixes)
    return start.startswith((b"{", b"[{", b"[\n", b"[\r", b"[ ")) or (named and not start.startswith(ZIP))


def _listed(path: Path, opening: Opening, heard: Heard = unheard) -> _Rows:
    if head(path, opening).startswith(ZIP):
        return workbook.rows(path, opening, heard)
    return delimited.rows(path, opening, heard)


def _header(path: Path, rows: _Rows) -> tuple[list[str], _Rows]:
    """The names of the columns, and the rows below them."""
    first = list(islice(rows, HEADER_ROWS))
    if not any(any(cells) for _, cells in first):
        raise BadInput(f"{path.name} holds no row. Bring a table with a header and rows.")
    filled = [sum(map(bool, cells)) for _, cells in first]
    at = filled.index(max(filled))
    return _named(first[at][1]), chain(first[at + 1 :], rows)


def _named(header: Sequence[str]) -> list[str]:
    """Every column with a name of its own."""
    names: dict[str, None] = {}
    for number, name in enumerate(header, start=1):
        wanted = name or f"column {number}"
        while wanted in names:
            wanted = f"{wanted} ({number})"
        names[wanted] = None
    return list(names)


def _row(path: Path, columns: Sequence[str], line: int, cells: Sequence[str]) -> dict[str, Any]:
    if any(cells[len(columns) :]):
        raise BadInput(
            f"{path.name}, line {line}: {len(cells)} cells where the header has {len(columns)}."
            " Quote cells that contain the delimiter."
        )
    return {name: cells[i] if i < len(cells) else "" for i, name in enumerate(columns)}
