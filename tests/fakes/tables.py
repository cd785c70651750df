"""Rows kept in memory behind the table ports."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from thesaury.model.errors import BadInput, Unreachable, Usage
from thesaury.ports.table import Row, Sheets, Table


class FakeTables:
    """Knows the columns and the lines of each path, header in line 1; a path without columns is a broken file."""

    def __init__(self, files: Mapping[Path, tuple[Sequence[str], Sequence[Sequence[str]]]]) -> None:
        self._files = files

    def outline(self, path: Path) -> Table:
        columns, _ = self._file(path)
        return Table(
            path, tuple(columns), sha256(repr(self._files[path]).encode()).hexdigest(), len(list(self.read(path)))
        )

    def read(self, path: Path) -> Iterator[Row]:
        columns, lines = self._file(path)
        for number, cells in enumerate(lines, start=2):
            if any(cells):
                yield Row(number, dict(zip(columns, cells, strict=True)))

    def _file(self, path: Path) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
        if path not in self._files:
            raise Unreachable(f"{path} cannot be opened.")
        if not self._files[path][0]:
            raise BadInput(f"{path.name} holds no row.")
        return self._files[path]


class FakeTableWriter:
    """Keeps what is written: for each path its sheets, for each sheet its columns and rows."""

    endings = (".csv", ".xlsx")

    def __init__(self) -> None:
        self.files: dict[Path, dict[str, tuple[tuple[str, ...], list[Mapping[str, Any]]]]] = {}

    @contextmanager
    def writing(self, path: Path) -> Iterator[Sheets]:
        if path.suffix not in self.endings:
            raise Usage(f"{path.name}: a table is written as .csv or .xlsx.")
        sheets = _FakeSheets(only_one=path.suffix == ".csv")
        yield sheets
        self.files[path] = sheets.written


class _FakeSheets:
    def __init__(self, only_one: bool) -> None:
        self.written: dict[str, tuple[tuple[str, ...], list[Mapping[str, Any]]]] = {}
        self._only_one = only_one

    def add(self, name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
        if not (self._only_one and self.written):
            self.written[name] = tuple(columns), [{c: row.get(c) for c in columns} for row in rows]
