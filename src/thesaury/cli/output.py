"""How commands speak: JSON or readable text on standard output, progress on standard error."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.ports.progress import Progress, unheard

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace

WorkspaceOption = Annotated[
    Path | None,
    typer.Option(
        "--workspace", "-w", envvar="THESAURY_WORKSPACE", help="The workspace; otherwise the one you stand in."
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON of a stable shape.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no messages.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show the plan; change nothing.")]


@contextmanager
def workspace_at(root: Path | None) -> Iterator["EmbeddedWorkspace"]:
    """The named workspace, or the one around the current directory, closed at the end."""
    from thesaury.bootstrap import find_workspace, open_workspace
    from thesaury.cli.logs import configure_logs

    configure_logs()
    workspace = open_workspace(root if root else find_workspace(Path.cwd()))
    try:
        yield workspace
    finally:
        workspace.close()


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def say(message: str, quiet: bool = False) -> None:
    """A message for the person, on standard error."""
    if not quiet:
        print(message, file=sys.stderr)


def print_table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """A table on standard output: ruled on a terminal, tab separated elsewhere."""
    if not sys.stdout.isatty():
        for row in rows:
            print("\t".join(str(cell) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0))
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    Console().print(table)


@contextmanager
def progress_shown(quiet: bool = False) -> Iterator[Progress]:
    """Progress as bars on a terminal, as JSON lines elsewhere, not at all when quiet."""
    if quiet:
        yield unheard
    elif sys.stderr.isatty() and os.environ.get("TERM") != "dumb":
        with _bars() as progress:
            yield progress
    else:
        yield _lines()


def _lines() -> Progress:
    last: dict[str, int] = {}

    def progress(stage: str, done: int, total: int | None) -> None:
        """A line for each new percent at most, so that long work does not flood a log."""
        step = done * 100 // total if total else done
        if last.get(stage) != step or done == total:
            last[stage] = step
            print(json.dumps({"stage": stage, "done": done, "total": total}), file=sys.stderr, flush=True)

    return progress


@contextmanager
def _bars() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:<20}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, Any] = {}

        def progress(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield progress
