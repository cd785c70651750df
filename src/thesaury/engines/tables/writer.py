"""The table writer: one sheet or several, as delimited text, a workbook or JSON Lines."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import IO, Any

from thesaury.engines.tables import delimited_writing, workbook_writing
from thesaury.model.errors import Usage
from thesaury.ports.files import written_whole
from thesaury.ports.table import Sheets

_Opened = Callable[[IO[bytes]], AbstractContextManager[Sheets]]


class TableFiles:
    """Implements `ports.table.TableWriter`: CSV, TSV, XLSX and JSON Lines."""

    @property
    def endings(self) -> tuple[str, ...]:
        """What a name may end in."""
        return tuple(_FORMS)

    @contextmanager
    def writing(self, path: Path) -> Iterator[Sheets]:
        """A file that takes its place when the block ends well. Raises Usage, NoSpace or Unreachable."""
        form = _FORMS.get(path.suffix.lower())
        if form is None:
            raise Usage(f"{path.name}: a table is written as {', '.join(_FORMS)}. Give it a name that ends so.")
        with written_whole(path) as file, form(file) as sheets:
            yield sheets


class _JsonLines:
    """One object a line; only of the first sheet."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._written = False

    def add(self, name: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
        """Write the first sheet; cells that a row has not are left out, as they were in the file they come from."""
        if self._written:
            return
        self._written = True
        for row in rows:
            shown = {column: row[column] for column in columns if column in row}
            self._file.write(json.dumps(shown, ensure_ascii=False).encode() + b"\n")


@contextmanager
def _json_lines(file: IO[bytes]) -> Iterator[Sheets]:
    yield _JsonLines(file)


_FORMS: Mapping[str, _Opened] = {
    ".csv": delimited_writing.comma,
    ".tsv": delimited_writing.tab,
    ".xlsx": workbook_writing.workbook,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
}
