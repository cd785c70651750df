"""`analytics`: bringing the graph of analysis up to date, how far it is, and all of the graph as a file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli.graphs import put_where_kept
from thesaury.cli.groups import group_of
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
from thesaury.model.errors import BadInput

if TYPE_CHECKING:
    from thesaury.pipeline.measuring.running import Measured


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = group_of(app, "analytics", "Bring analytics up to date, and take the graph with you.")
    for command in (refresh, state, export):
        group.command()(command)


def refresh(
    anew: Annotated[bool, typer.Option("--anew", help="Make all of it again, not only what changed.")] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Bring uses, purchases, searches, campaigns and the tallies of them up to date. Runs of flows and workers do it by themselves.

    Cut off at any moment, it goes on where it stopped.

    Examples:

      thesaury analytics refresh

      thesaury ask content-gaps
    """
    from thesaury.pipeline.measuring.running import measure

    with workspace_at(workspace) as opened:
        with progress_shown(quiet) as progress:
            done = measure(opened, progress, anew=anew)
        put_where_kept(opened, quiet)
    if as_json:
        print_json(_shape(done))
    else:
        renewed = f" Renewed: {', '.join(done.renewed)}." if done.renewed else ""
        tallied = "The tallies were made anew." if done.tallied else "Nothing else changed."
        say(f"{done.events} events were read.{renewed} {tallied} Next: thesaury ask", quiet)
    if done.failed:
        name, sentence = done.failed[0]
        raise BadInput(f"{name}: {sentence}")


def state(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Show when analytics were brought up to date, whether anything came since, and what could not be brought up to date."""
    from thesaury.pipeline.measuring.running import state_of

    with workspace_at(workspace) as opened:
        known = state_of(opened)
    if as_json:
        print_json(known)
        return
    print_table(("", ""), [(name, "" if value is None else value) for name, value in known.items()])
    if known["behind"]:
        say("Something came since, or it is another day. Bring it up to date with: thesaury analytics refresh")


def export(
    file: Annotated[
        Path, typer.Argument(help="The file: .nq or .trig with the graphs, .ttl, .nt, .rdf, .jsonld or .n3 without.")
    ],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write everything that the graph says, as RDF: assets, concepts, uses, purchases, searches, tallies. The file is there whole or
    not at all.

    Examples:

      thesaury analytics export everything.nq

      thesaury analytics export everything.ttl
    """
    from thesaury.bootstrap.exporting import export_graph

    with workspace_at(workspace) as opened:
        count = export_graph(opened, file)
    if as_json:
        print_json({"out": str(file), "count": count})
        return
    say(f"{count} statements written to {file}.", quiet)
    if not count:
        say("The graph is empty. Fill it with: thesaury sync", quiet)


def _shape(done: "Measured") -> dict[str, Any]:
    return {
        "events": done.events,
        "renewed": done.renewed,
        "tallied": done.tallied,
        "failed": [{"what": name, "reason": sentence} for name, sentence in done.failed],
    }
