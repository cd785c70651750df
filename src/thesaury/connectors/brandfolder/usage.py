"""Exports of the Insights Data Connector as a usage source: files in a folder, each read once."""

import json
from collections import Counter
from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from thesaury.connectors.brandfolder.insights import NAMELESS, TABLES, columns_of, event, table_of
from thesaury.connectors.brandfolder.settings import Settings, settings_of
from thesaury.model.connection import Connection
from thesaury.model.errors import BadInput, Unreachable, Usage
from thesaury.model.usage import UsageEvent
from thesaury.ports.opening import MayOpen, anywhere, opened
from thesaury.ports.source import Tools
from thesaury.ports.table import TableReader
from thesaury.ports.usage import UsagePage, UsageSource

_PER_PAGE = 1_000
_MOST_REFUSED = 20
_JOINED = ("events_with_sharelink", "events_with_user_session")
_TEXT = (".csv", ".csv.gz", ".tsv", ".jsonl")
_PARQUET = (".parquet",)
Rows = Iterator[tuple[int, Mapping[str, Any]]]


def open_usage(connection: Connection, tools: Tools) -> UsageSource:
    """The usage of a Brandfolder connection. Raises Usage for a wrong setting or without the setting insights."""
    settings = settings_of(connection)
    if not settings.insights:
        raise Usage(f"{connection.name}: set insights to the file or folder of exports to read usage from.")
    return InsightExports(settings, tools.tables, tools.may_open)


@dataclass(frozen=True, slots=True)
class _Place:
    """The marks of the files that are done, by name, and the file (with its mark) and row where the next page starts."""

    done: Mapping[str, str]
    file: str = ""
    row: int = 0
    mark: str = ""

    def __str__(self) -> str:
        told = {"done": dict(self.done), "file": self.file, "row": self.row, "mark": self.mark}
        return json.dumps(told, sort_keys=True)


@dataclass(frozen=True, slots=True)
class InsightExports:
    """The exports of one connection; a file that changed is read again, with the same ids."""

    settings: Settings
    tables: TableReader
    may_open: MayOpen = anywhere

    def events(self, cursor: str) -> Iterator[UsagePage]:
        """Pages of events, file after file in the order of their names; the last page is empty."""
        place = _place_of(cursor)
        for file in self._files():
            if place.done.get(file.name) != _mark(file):
                place = yield from self._pages(file, place)
        yield UsagePage((), str(_Place(place.done)), True)

    def _files(self) -> list[Path]:
        root = Path(self.settings.insights).expanduser()
        try:
            found = [root] if root.is_file() else sorted(root.iterdir())
        except OSError as error:
            raise Unreachable(
                f"{root} cannot be read ({error.strerror}). Check the setting insights and the disk."
            ) from error
        files = [file for file in found if file.name.lower().endswith((*_TEXT, *_PARQUET)) and file.is_file()]
        files = [file for file in files if self.may_open(file)]
        if root.is_file() and not table_of(root.name):
            raise Usage(
                f"{root.name} is no table of usage; its name has to begin with one of {', '.join(sorted(TABLES))}."
            )
        tables = {table_of(file.name) for file in files}
        # The joined tables hold events again with more columns, some without what the plain one says.
        left = _JOINED if "events" in tables else ()
        return [file for file in files if table_of(file.name) not in ("", *left)]

    def _pages(self, file: Path, place: _Place) -> Generator[UsagePage, None, _Place]:
        """The pages of one file from where it was left off; gives the place after it."""
        mark, table = _mark(file), table_of(file.name)
        # Of one that was overwritten meanwhile, nothing was read yet.
        skipped = place.row if (place.file, place.mark) == (file.name, mark) else 0
        names, rows = self._opened(file)
        columns = columns_of(table, names, self.settings.insights_columns.get(table, {}))
        events: list[UsageEvent] = []
        refused: dict[str, str] = {}
        alike: Counter[str] = Counter()
        for line, cells in rows(frozenset(columns.of.values())):
            found = _numbered(event(columns, cells), alike)
            if line <= skipped:
                continue
            if isinstance(found, UsageEvent):
                events.append(found)
            elif len(refused) < _MOST_REFUSED and found not in refused.values():
                refused[f"{file.name} row {line}"] = found
            if len(events) == _PER_PAGE:
                place = replace(place, file=file.name, row=line, mark=mark)
                yield UsagePage(tuple(events), str(place), False, tuple(refused.items()))
                events, refused = [], {}
        place = _Place({**place.done, file.name: mark})
        yield UsagePage(tuple(events), str(place), False, tuple(refused.items()))
        return place

    def _opened(self, file: Path) -> tuple[tuple[str, ...], Callable[[Collection[str]], Rows]]:
        """The columns of a file, and its rows with the cells of some of them."""
        if file.suffix.lower() in _PARQUET:
            return _parquet(file, self.may_open)
        outline = self.tables.outline(file)
        return outline.columns, lambda _: ((row.line, row.cells) for row in self.tables.read(file))


def _parquet(file: Path, may_open: MayOpen) -> tuple[tuple[str, ...], Callable[[Collection[str]], Rows]]:
    """Columns and rows of a Parquet file, batch by batch. Raises BadInput or Unreachable."""
    try:
        import pyarrow as arrow  # type: ignore[import-untyped]
        from pyarrow.parquet import ParquetFile, read_schema  # type: ignore[import-untyped]
    except ImportError as error:
        raise Usage("Parquet exports need the package pyarrow: install it, or export CSV.") from error
    try:
        with opened(file, may_open) as there:
            names = tuple(read_schema(there).names)
    except OSError as error:
        raise Unreachable(f"{file} cannot be read ({error}). Check the file and run again.") from error
    except (arrow.ArrowException, ValueError) as error:
        raise BadInput(f"{file} is no Parquet file ({error}). Export it again.") from error

    def micro(column: Any) -> Any:
        """Moments to the microsecond: Python's have no nanoseconds."""
        stamp = arrow.types.is_timestamp(column.type)
        return column.cast(arrow.timestamp("us", column.type.tz), safe=False) if stamp else column

    def rows(wanted: Collection[str]) -> Rows:
        line = 0
        try:
            with opened(file, may_open) as there, ParquetFile(there) as found:
                for batch in found.iter_batches(_PER_PAGE, columns=[name for name in names if name in wanted]):
                    cells = {name: micro(batch.column(name)).to_pylist() for name in dict.fromkeys(batch.schema.names)}
                    for place in range(batch.num_rows):
                        line += 1
                        yield line, {name: values[place] for name, values in cells.items()}
        except (arrow.ArrowException, OSError, ValueError, OverflowError, KeyError) as error:
            raise BadInput(f"{file} is broken after row {line} ({error}). Export it again.") from error

    return names, rows


def _numbered(found: UsageEvent | str, alike: Counter[str]) -> UsageEvent | str:
    """Of rows of one file that say the same and have no id, each but the first with its number."""
    if isinstance(found, str) or not found.id.startswith(NAMELESS):
        return found
    alike[found.id] += 1
    return replace(found, id=f"{found.id}:{alike[found.id]}") if alike[found.id] > 1 else found


def _mark(file: Path) -> str:
    try:
        state = file.stat()
    except OSError as error:
        raise Unreachable(f"{file} cannot be read ({error.strerror}). Check the disk and run again.") from error
    return f"{state.st_size}-{state.st_mtime_ns}"


def _place_of(cursor: str) -> _Place:
    try:
        told = json.loads(cursor) if cursor else {}
        done = {str(name): str(mark) for name, mark in told.get("done", {}).items()}
        return _Place(done, str(told.get("file", "")), int(told.get("row", 0)), str(told.get("mark", "")))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return _Place({})
