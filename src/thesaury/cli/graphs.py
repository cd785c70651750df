"""`graph put`: the graph of a workspace, put into a SPARQL store elsewhere for analysis."""

from typing import Annotated

import typer

from thesaury.cli.output import JsonOption, QuietOption, WorkspaceOption, print_json, progress_shown, say, workspace_at


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(
        no_args_is_help=True, help="Put the graph into a SPARQL store for analysis.", rich_markup_mode=None
    )
    group.callback()(_group)
    group.command()(put)
    app.add_typer(group, name="graph")


def _group() -> None:
    """Put the graph into a SPARQL store for analysis."""


def put(
    connection: Annotated[str, typer.Argument(help="The connection with the graph store.")],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Replace the graphs there by those of this workspace: assets with annotations and policies, the vocabularies, and those of analysis.

    Readers see the old content until the new one is whole.
    """
    from thesaury.pipeline import put_graph

    with workspace_at(workspace) as opened, progress_shown(quiet) as progress:
        counts = put_graph(opened, opened.connection(connection), progress)
    if as_json:
        print_json({"connection": connection, "graphs": counts})
        return
    for graph, count in counts.items():
        say(f"{count} statements in {graph}.", quiet)
