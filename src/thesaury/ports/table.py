"""Tables: CSV, TSV, XLSX and JSON Lines read alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line (from 1, as an editor or spreadsheet counts), and the cell of each column, texts stripped.

    In JSON Lines nested objects become dotted columns (`context.artist`) and lists stay lists of texts or objects;
    elsewhere every cell is a text.
    """

    line: int
    cells: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that can be read again and again: column names in order, and where the rows are."""

    path: Path
    columns: tuple[str, ...]
    digest: str
    rows: int


class TableReader(Protocol):
    """Reads tables; `.gz` is understood. Every method raises Unreachable for a missing file and BadInput, with the
    line, for a broken one."""

    def outline(self, path: Path) -> Table:
        """Columns, row count and the SHA-256 of the file. The header is the first row with the most filled cells among
        the first ten; rows above it are skipped; an unnamed column is called `column N`."""

    def read(self, path: Path) -> Iterator[Row]:
        """Every non-empty row below the header, streaming."""
