"""`usage ...`: what systems report of the use of assets, and reports of where assets are published."""

from pathlib import Path
from typing import Annotated

import typer

from thesaury.cli.output import (
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

ConnectionArgument = Annotated[str, typer.Argument(help="The connection's name.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(
        no_args_is_help=True,
        help="See what was done with assets, and report where they are published.",
        rich_markup_mode=None,
    )
    group.callback()(_group)
    group.command()(pull)
    group.command(name="list")(list_usage)
    group.command()(report)
    app.add_typer(group, name="usage")


def _group() -> None:
    """See what was done with assets, and report where they are published."""


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
        if missing := {"external_id", "uri"} - set(opened.tables.outline(file).columns):
            raise BadInput(f"{file} has no column {min(missing)}. It needs external_id and uri.")
        cells = [row.cells for row in opened.tables.read(file) if row.cells["uri"]]
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
