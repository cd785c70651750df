"""A spreadsheet of tags checked and handed back: read and written row by row, its tags answered some hundred rows at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

from thesaury.governance.correcting import ADDED, Columns, OpenRow, Tally, columns_of, corrected, opened
from thesaury.governance.correcting.tally import COLUMNS
from thesaury.model.errors import Usage
from thesaury.model.validation import RecordAnswer, Standing
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.table import Sheets, Table
from thesaury.ports.workspace import Workspace

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person says of a table: the columns of tags, the id, and the properties as (property, column); what is left out is guessed."""

    tags: tuple[str, ...] = ()
    id: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)


class Answering(Protocol):
    """Who answers the rows: knows the approved terms and the profiles."""

    @property
    def whole(self) -> frozenset[str]:
        """Labels with a separator in them, without capitals."""

    def records(self, rows: Sequence[OpenRow]) -> Sequence[RecordAnswer]:
        """An answer for each row, in their order."""

    def called(self, scheme: str) -> str:
        """What to call a scheme."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What came of a table: how its columns were taken, and the sums."""

    columns: Columns
    tally: Tally


def correct_table(
    workspace: Workspace,
    answering: Answering,
    source: Path,
    target: Path | None,
    wanted: Wanted | None = None,
    progress: Progress = unheard,
) -> Handed:
    """Check all rows of a table, and write them to `target` (none: only the sums) with approved terms in place of their tags.

    Rows keep their order, columns too; empty rows are left out, and the columns `ADDED` follow. A workbook gets two more sheets, with the
    sums and with each different tag. Raises Usage where columns or names are wrong, BadInput with the line for a broken table, NoSpace.
    """
    wanted = wanted or Wanted()
    if target and target.resolve() == source.resolve():
        raise Usage(f"{source.name} would be written over itself. Give the corrected table another name.")
    table = workspace.handed_tables.outline(source)
    columns = columns_of([one for one in table.columns if one not in ADDED], wanted.tags, wanted.id, wanted.properties)
    handed = Handed(columns, Tally())
    rows = _checked(workspace, answering, table, handed, progress)
    if target is None:
        for _ in rows:
            pass
        return handed
    with workspace.table_files.writing(target) as sheets:
        sheets.add("Rows", (*(one for one in table.columns if one not in ADDED), *ADDED), rows)
        _sums(sheets, handed.tally, answering.called)
    return handed


def _checked(
    workspace: Workspace, answering: Answering, table: Table, handed: Handed, progress: Progress
) -> Iterator[Mapping[str, Any]]:
    """The rows to write, counted as they pass."""
    read = (opened(row.cells, handed.columns, answering.whole) for row in workspace.handed_tables.read(table.path))
    while chunk := list(islice(read, _AT_ONCE)):
        for row, answer in zip(chunk, answering.records(chunk), strict=True):
            found = corrected(row, answer, answering.called)
            handed.tally.add(found, str(row.cells.get(handed.columns.id) or ""))
            yield found.cells
        progress("check", handed.tally.rows, table.rows)


def _sums(sheets: Sheets, tally: Tally, called: Callable[[str], str]) -> None:
    counted = [
        ("rows", tally.rows),
        ("complete rows", tally.complete),
        ("tags", tally.tags),
        ("corrected tags", tally.changed),
    ]
    counted += [
        (f"tags: {standing.value}", tally.standings[standing]) for standing in Standing if tally.standings[standing]
    ]
    counted += [(f"rows that miss {called(scheme)}", number) for scheme, number in tally.missing.most_common()]
    sheets.add("Summary", ("what", "number"), [{"what": what, "number": number} for what, number in counted])
    sheets.add("Tags", COLUMNS, tally.distinct())
