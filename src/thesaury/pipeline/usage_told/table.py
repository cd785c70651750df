"""A table of usage: read twice, so that nothing of it is kept where a line of it is wrong."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from thesaury.model.errors import BadInput, Usage
from thesaury.pipeline.usage_told.event import COLUMNS, Fault, ToldEvent
from thesaury.pipeline.usage_told.taking import Reader, Taken, keep
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.table import Row
from thesaury.ports.workspace import Workspace
from thesaury.rights.deciding.findings import zone as zone_named

_NEEDED = ("kind", "at")
_LISTS = ("regions", "terms")
_NUMBERS = ("quantity", "results")
_WHOLE = re.compile(r"-?\d{1,12}")
_CHUNK = 2_000
_MOST_FAULTS = 1_000
"""Whoever has more to mend begins with these."""


def import_usage(
    workspace: Workspace,
    path: Path,
    dry_run: bool = False,
    leave_out: bool = False,
    zone: str = "",
    progress: Progress = unheard,
) -> Taken:
    """Keep the events of a table (its columns: `COLUMNS`, whatever their order and case; others are not read).

    Nothing is kept where a line is wrong, unless wrong lines are to be left out, nor in a dry run. Cut off, the same table is told again:
    what is kept already is known. At most a thousand faults are told. `zone`: the time zone of times that name none, which have a fault
    where none is given. Raises Unreachable for a missing file, BadInput for one that is no such table, Usage for an unknown zone.
    """
    where = _zone(zone)
    names = columns_of(workspace.handed_tables.outline(path).columns, path.name)
    reader = Reader(workspace)
    events, lines, wrong = _checked(workspace, path, names, where, reader, progress)
    if dry_run or (wrong and not leave_out):
        return Taken(events, 0, lines, tuple(wrong))
    new = 0
    for done, chunk in _chunks(workspace, path):
        told, _ = _told(chunk, names, where)
        new += keep(workspace, reader.read(told)[0])
        progress("usage kept", done, events)
    return Taken(events, new, lines, tuple(wrong))


def columns_of(given: Sequence[str], file: str) -> Mapping[str, str]:
    """The columns of a table by what they are. Raises BadInput where one is missing that has to be there."""
    plain = {column.strip().casefold().replace(" ", "_"): column for column in given}
    names = {name: plain[name] for name in COLUMNS if name in plain}
    if missing := [name for name in _NEEDED if name not in names]:
        raise BadInput(
            f"{file} has no column {missing[0]}. A table of usage has kind, at, and the asset; docs/usage.md has all columns."
        )
    return names


def _checked(
    workspace: Workspace,
    path: Path,
    names: Mapping[str, str],
    where: ZoneInfo | None,
    reader: Reader,
    progress: Progress,
) -> tuple[int, int, list[Fault]]:
    """How many events there are, how many of them have a fault, and the first faults."""
    events, lines, wrong = 0, 0, list[Fault]()
    for done, chunk in _chunks(workspace, path):
        told, unread = _told(chunk, names, where)
        faults = sorted((*unread, *reader.read(told)[1]), key=lambda fault: fault.place)
        lines += len({fault.place for fault in faults})
        wrong += faults[: max(0, _MOST_FAULTS - len(wrong))]
        events = done
        progress("usage read", events, None)
    return events, lines, wrong


def _chunks(workspace: Workspace, path: Path) -> Iterator[tuple[int, list[Row]]]:
    """Rows, some at once, each time with how many there were by then."""
    rows, done = workspace.handed_tables.read(path), 0
    while chunk := list(islice(rows, _CHUNK)):
        done += len(chunk)
        yield done, chunk


def _told(
    rows: Sequence[Row], names: Mapping[str, str], where: ZoneInfo | None
) -> tuple[list[tuple[int, ToldEvent]], list[Fault]]:
    """What the rows tell by their lines, and the lines whose numbers are none."""
    told: list[tuple[int, ToldEvent]] = []
    wrong: list[Fault] = []
    for row in rows:
        cells = {name: row.cells.get(column) for name, column in names.items()}
        numbers = {name: _text(cells.pop(name, None)) for name in _NUMBERS}
        if bad := [name for name, written in numbers.items() if written and not _WHOLE.fullmatch(written)]:
            wrong += [Fault(row.line, name, f"{numbers[name][:50]!r} is no whole number.") for name in bad]
            continue
        values: dict[str, Any] = {name: int(written) for name, written in numbers.items() if written}
        values |= {name: _list(cells.pop(name)) for name in _LISTS if name in cells}
        values |= {name: _text(cell) for name, cell in cells.items()}
        told.append((row.line, ToldEvent(**values | {"at": _placed(values["at"], where)})))
    return told, wrong


def _zone(name: str) -> ZoneInfo | None:
    found = zone_named(name) if name else None
    if name and found is None:
        raise Usage(f"There is no time zone {name!r}. Name one as the IANA list does: Europe/Berlin.")
    return found


def _placed(written: str, where: ZoneInfo | None) -> str:
    """A time that names no zone, in this one; anything else as it is."""
    try:
        read = datetime.fromisoformat(written)
    except ValueError:
        return written
    alone = where is None or read.tzinfo or len(written) == len("2026-12-31")
    return written if alone else read.replace(tzinfo=where).isoformat()


def _text(cell: Any) -> str:
    return "; ".join(map(str, cell)) if isinstance(cell, list) else str(cell if cell is not None else "").strip()


def _list(cell: Any) -> tuple[str, ...]:
    """The parts of a cell, by semicolons or commas; a list of JSON Lines is one."""
    given = [str(one) for one in cell] if isinstance(cell, list) else _text(cell).replace(",", ";").split(";")
    return tuple(part.strip() for part in given if part.strip())
