"""`usage ...`: what systems report of the use of assets, and reports of where assets are published."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.groups import group_of
from thesaury.cli.output import (
    DryRunOption,
    JsonOption,
    QuietOption,
    WorkspaceOption,
    print_json,
    print_table,
    progress_shown,
    say,
    workspace_at,
)
from thesaury.model.errors import BadInput, Usage

if TYPE_CHECKING:
    from thesaury.pipeline.usage_told import Taken

_SHOWN = 20
ConnectionArgument = Annotated[str, typer.Argument(help="The connection's name.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = group_of(app, "usage", "See what was done with assets, and report where they are published.")
    group.command()(pull)
    group.command(name="import")(import_usage)
    group.command(name="list")(list_usage)
    group.command()(report)


def pull(
    names: Annotated[list[str] | None, typer.Argument(help="Connections; otherwise all that report usage.")] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Bring in the usage that was reported since the last time; each event is kept once."""
    from thesaury.pipeline import connections
    from thesaury.sync.tallying import tally

    with workspace_at(workspace) as opened, progress_shown(quiet) as progress:
        chosen = [c for c in connections(opened, names or ()) if "usage" in opened.roles(c)]
        if missing := set(names or ()) - {connection.name for connection in chosen}:
            raise Usage(f"{min(missing)} reports no usage. What a connection can do is shown by: thesaury connections")
        tallied = [tally(opened, connection, progress) for connection in chosen]
    if as_json:
        print_json(
            [
                {"connection": t.connection, "events": t.events, "new": t.new, "refused": list(t.refused)}
                for t in tallied
            ]
        )
        return
    print_table(
        ("connection", "events", "new", "not read"), [(t.connection, t.events, t.new, len(t.refused)) for t in tallied]
    )
    for one in tallied:
        for item, sentence in one.refused[:10]:
            say(f"{one.connection}, {item}: {sentence}")
    if not tallied:
        say("No connection here reports usage.")


def import_usage(
    file: Annotated[Path, typer.Argument(help="A table (CSV, TSV, XLSX, JSON Lines) of what was done with assets.")],
    leave_out: Annotated[
        bool, typer.Option("--leave-out-wrong", help="Keep the lines that are right; otherwise it is all or nothing.")
    ] = False,
    time_zone: Annotated[
        str, typer.Option(help="Of times that name none, as Europe/Berlin; otherwise such a line is wrong.")
    ] = "",
    dry_run: DryRunOption = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Bring in uses, downloads, views and searches that another system counted, from a table.

    Its columns: kind and at; the asset, by connection and external_id or by asset; and as far as known id, quantity, channel, regions,
    campaign, where, terms, results and team. An event is kept once; told again under its id it takes the newer form.

    Example: thesaury usage import november.csv --dry-run
    """
    from thesaury.pipeline.usage_told import import_usage as take_table

    with workspace_at(workspace) as opened, progress_shown(quiet) as progress:
        taken = take_table(opened, file, dry_run, leave_out, time_zone, progress)
    if as_json:
        faults = [{"line": one.place, "field": one.field, "sentence": one.sentence} for one in taken.faults]
        print_json(
            {"events": taken.events, "new": taken.new, "wrong": taken.wrong, "faults": faults, "dry_run": dry_run}
        )
    else:
        _tell_taken(taken, dry_run, leave_out)
    kept = leave_out and not dry_run and taken.wrong < taken.events
    if taken.faults and not kept:
        raise typer.Exit(BadInput.exit_code)


def _tell_taken(taken: "Taken", dry_run: bool, leave_out: bool) -> None:
    for one in taken.faults[:_SHOWN]:
        say(f"Line {one.place}, {one.field}: {one.sentence}")
    if len(taken.faults) > _SHOWN:
        say(f"{len(taken.faults) - _SHOWN:,} more; see them with --json.")
    wrong = taken.wrong
    if not taken.events:
        say("The table has no line below its columns. Nothing was kept.")
    elif wrong and (dry_run or not leave_out):
        way = "" if dry_run else " Correct the file, or bring in the others with --leave-out-wrong."
        say(f"{wrong:,} of {taken.events:,} lines are wrong, and nothing was kept.{way}")
    elif wrong and wrong == taken.events:
        say("No line is right, and nothing was kept. Correct the file.")
    elif dry_run:
        say(f"{taken.events:,} events can be brought in. Nothing was kept.")
    else:
        left = f", {wrong:,} lines left out" if wrong else ""
        say(f"{taken.events - wrong:,} events, {taken.new:,} of them new{left}.")


def list_usage(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Show how much usage is known, by connection and kind."""
    with workspace_at(workspace) as opened:
        counts = opened.catalogue.usage.counts()
    rows = [(c.connection, c.kind.value, c.events, c.quantity, c.first, c.last) for c in counts]
    columns = ("connection", "kind", "events", "quantity", "first", "last")
    if as_json:
        print_json([dict(zip(columns, row, strict=True)) for row in rows])
        return
    print_table(columns, rows)
    if not rows:
        say("No usage is known yet. Bring it in with: thesaury usage pull")


def report(
    connection: ConnectionArgument,
    file: Annotated[
        Path, typer.Argument(help="A table with the columns external_id (empty: nothing is shown there), uri and note.")
    ],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell a system where its assets are published: all that is shown at the addresses of this table, and nothing else there.

    Example: thesaury usage report dam published.csv
    """
    from thesaury.ports.usage import Publication

    with workspace_at(workspace) as opened:
        if missing := {"external_id", "uri"} - set(opened.handed_tables.outline(file).columns):
            raise BadInput(f"{file} has no column {min(missing)}. It needs external_id and uri.")
        cells = [row.cells for row in opened.handed_tables.read(file) if row.cells["uri"]]
        uris = list(dict.fromkeys(str(row["uri"]) for row in cells))
        shown = [
            Publication(str(row["external_id"]), str(row["uri"]), str(row.get("note") or ""))
            for row in cells
            if row["external_id"]
        ]
        told = opened.usage_report(opened.connection(connection)).report(uris, shown)
    if as_json:
        print_json({"accepted": told.accepted, "new": told.new, "removed": told.removed, "refused": list(told.refused)})
        return
    say(f"{told.accepted} known now, {told.new} of them new, {told.removed} dropped.")
    for item, sentence in told.refused:
        say(f"{item}: {sentence}")
