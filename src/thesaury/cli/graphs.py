"""`graph ...`: the graph of a workspace, put into a SPARQL store elsewhere for analysis, once or again and again."""

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Annotated

import typer

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
from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace
    from thesaury.model.connection import Connection
    from thesaury.pipeline.graph_stores import Put


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = group_of(app, "graph", "Put the graph into a SPARQL store for analysis.")
    group.command()(put)
    group.command()(keep)
    group.command()(state)


ConnectionArgument = Annotated[str, typer.Argument(help="The connection with the graph store.")]


def put(
    connection: ConnectionArgument,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Replace the graphs there by those of this workspace: assets with annotations and policies, the vocabularies, and those of analysis.

    All of them are put, whatever is there. Readers see the old content of a graph until the new one is whole.
    """
    from thesaury.pipeline.graph_stores import put_graphs

    with workspace_at(workspace) as opened:
        known = _with_store(opened, connection)
        with progress_shown(quiet) as progress:
            done = put_graphs(opened, known, progress, again=True)
    if as_json:
        print_json({"connection": connection, "graphs": done.graphs})
    else:
        for graph, count in done.graphs.items():
            say(f"{count} statements in {graph}.", quiet)
    if done.failed:
        raise done.failed[0][1]


def keep(
    connection: ConnectionArgument,
    off: Annotated[bool, typer.Option("--off", help="Keep it current no more; what is there stays.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Keep the graph current in the graph store of a connection: after it was measured, what changed is put there again.

    A worker does it, and sync, flow run and analytics refresh do it at their end. Off unless it is chosen.

    Example: thesaury graph keep words
    """
    from thesaury.pipeline.keeping import keep_connection
    from thesaury.ports.graph_store import KEEPS

    with workspace_at(workspace) as opened:
        known = _with_store(opened, connection)
        settings = dict(known.settings) | {KEEPS: "no" if off else "yes"}
        with opened.writing():
            keep_connection(opened.catalogue, replace(known, settings=tuple(sorted(settings.items()))))
    if off:
        say(f"The graph is no more kept current in the store of {connection}; what is there stays.")
    else:
        say(f"The graph is kept current in the store of {connection}. How far it is: thesaury graph state {connection}")


def state(connection: ConnectionArgument, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Show when the graph was put into the store of a connection last, how many statements of which graphs, and what failed."""
    from thesaury.pipeline.graph_stores import kept_graphs

    with workspace_at(workspace) as opened:
        known = kept_graphs(opened, _with_store(opened, connection))
    if as_json:
        print_json({"connection": connection, **asdict(known)})
        return
    print_table(
        ("graph", "statements", "put", "failed"),
        [(one.graph, one.statements, one.at, one.failed) for one in known.graphs],
    )
    if known.failed:
        say(f"The newest round, at {known.tried}, failed: {known.failed}")
    say(f"Everything there was as here last at {known.whole}." if known.whole else "Nothing was put there whole yet.")
    if not known.keeps:
        say(f"Nothing is put there by itself. Keep it current with: thesaury graph keep {connection}")


def put_where_kept(opened: "EmbeddedWorkspace", quiet: bool) -> None:
    """At the end of what brought the graph up to date: put it into the stores that are kept current and behind, and say what was done.
    What fails there fails no command; the next one and every worker try again."""
    from thesaury.dispatch.graph_stores import put_where_due
    from thesaury.dispatch.triggering import utc_now

    with progress_shown(quiet) as progress:
        done = put_where_due(opened, utc_now(), progress=progress)
    _say(done, quiet)


def _say(done: "Iterable[Put]", quiet: bool) -> None:
    for one in done:
        if one.graphs:
            count = sum(one.graphs.values())
            say(f"{count} statements of {len(one.graphs)} graphs were put into the store of {one.connection}.", quiet)
        for graph, error in one.failed:
            say(f"{one.connection}, {graph or 'the graph'} was not put: {error.message} It is tried again later.")


def _with_store(opened: "EmbeddedWorkspace", name: str) -> "Connection":
    """A connection with a graph store. Raises Usage for another one."""
    known = opened.connection(name)
    if "graph" not in opened.roles(known):
        raise Usage(
            f"{name} has no graph store. A connection to PoolParty has one with the settings graph_url and graph_update_url; "
            "what a connection can do: thesaury connections"
        )
    return known
