"""Tables: CSV, TSV, XLSX and JSON Lines read alike, and written alike."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

_PLACED = re.compile(r"(?P<title>.+?) \((?P<place>[1-9]\d{0,4})\)")


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
    """A table that can be read again and again: column names in order, and where the rows are. `notes` are sentences on how it is read that
    a person should know, such as which of several sheets."""

    path: Path
    columns: tuple[str, ...]
    digest: str
    rows: int
    notes: tuple[str, ...] = ()


class TableReader(Protocol):
    """Reads tables; `.gz` is understood. Every method raises Unreachable for a missing file and BadInput, with the
    line, for a broken one."""

    def outline(self, path: Path) -> Table:
        """Columns, row count and the SHA-256 of the file. The header is the first row with the most filled cells among
        the first ten; rows above it are skipped; an unnamed column is called `column N`, and the sixth `Tags (6)` where an earlier
        one is called `Tags`."""

    def read(self, path: Path) -> Iterator[Row]:
        """Every non-empty row below the header, streaming."""


def title_of(column: str) -> str:
    """What a column is titled, without the place by which it is told from an earlier one of the same title."""
    found = _PLACED.fullmatch(column)
    return found["title"] if found else column


def same_titles(columns: Sequence[str]) -> dict[str, str]:
    """The columns that are told from an earlier one by their place alone, each with the title of both."""
    titled = {column: title_of(column) for column in columns}
    return {
        column: title
        for place, (column, title) in enumerate(titled.items(), 1)
        if column == f"{title} ({place})" and title in titled
    }


class Sheets(Protocol):
    """A file that is being written, sheet by sheet."""

    def add(self, name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
        """Write one sheet: a head, and below it a cell for each column of each row, streaming; what a row has not is left empty.

        Lists stay lists in JSON Lines and are joined by `; ` elsewhere. A file of a form that has but one sheet keeps the first.
        Raises BadInput for what the form cannot hold.
        """


class TableWriter(Protocol):
    """Writes tables, each of the form that its name ends in."""

    @property
    def endings(self) -> tuple[str, ...]:
        """What a name may end in: `.csv`, `.tsv`, `.xlsx`, `.jsonl` and the like."""

    def writing(self, path: Path) -> AbstractContextManager[Sheets]:
        """Within, the file is written; it takes its place when the block ends well, and not at all otherwise.

        No cell is a formula to the spreadsheet that opens it. Raises Usage for another ending, NoSpace or Unreachable.
        """
