"""`push` and `outbox ...`: what goes back to the systems, and writes whose end is not clear."""

from enum import StrEnum
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
from thesaury.model.errors import Unreachable, Usage

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace
    from thesaury.model.flow import Flow
    from thesaury.model.outbox import OutboxRow


class End(StrEnum):
    """How a person settles a write: it was done, or it is sent again."""

    DONE = "done"
    AGAIN = "again"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(push)
    group = group_of(app, "outbox", "See intended writes and settle the unclear ones.")
    group.command(name="list")(list_rows)
    group.command()(settle)


def push(
    connections: Annotated[
        list[str] | None, typer.Argument(help="Where to; otherwise everywhere that can be written to.")
    ] = None,
    flow: Annotated[str, typer.Option(help="Take filters and fields from this flow.")] = "",
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write accepted concepts back, merged with what people did there meanwhile; --dry-run prints exactly what would be written.

    Examples:

      thesaury push --dry-run

      thesaury push portal --flow nightly
    """
    from thesaury.cli.runs import print_run
    from thesaury.dispatch import preview
    from thesaury.dispatch import push as write_back
    from thesaury.model.connection import RunState
    from thesaury.ports.audit import note
    from thesaury.sync.describing import run_dict

    with workspace_at(workspace) as opened:
        chosen = _flow(opened, flow)
        if dry_run:
            _print_rows(preview(opened, chosen, connections or ()), as_json, "Nothing would be written.")
            return
        with progress_shown(quiet) as progress:
            run = write_back(opened, chosen, connections or (), opened.settings.settle_seconds, progress)
        note(opened.catalogue.audit, "push.start", f"run:{run.id}", None, {"connections": list(run.connections)})
        failures = opened.catalogue.runs.failures(run.id)
    if as_json:
        print_json(run_dict(run, failures))
    elif not quiet:
        print_run(run, failures)
    if run.state is RunState.FAILED:
        raise Unreachable(f"Run {run.id}: {run.message}")


def list_rows(
    state: Annotated[str, typer.Option(help="pending, sending, done, uncertain, refused or superseded.")] = "",
    connection: Annotated[str | None, typer.Option(help="Only those of this connection.")] = None,
    limit: Annotated[int, typer.Option(help="How many at most.", min=1)] = 100,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """List intended writes and how each stands; without --state those that are not done."""
    from thesaury.model.outbox import WriteState

    if state and state not in list(WriteState):
        raise Usage(f"There is no state {state!r}. The states are {', '.join(WriteState)}.")
    open_states = (WriteState.PENDING, WriteState.SENDING, WriteState.UNCERTAIN, WriteState.REFUSED)
    with workspace_at(workspace) as opened:
        rows = opened.catalogue.outbox.rows((WriteState(state),) if state else open_states, connection, "", limit)
    _print_rows(rows, as_json, "Nothing is open: every write is done.")


def settle(
    key: Annotated[str, typer.Argument(help="The write's key, or its beginning.")],
    how: Annotated[End, typer.Option("--as", help="done: it is there; again: it is not, send it once more.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Settle a write whose effect nobody but you can see, or let a refused one be sent again."""
    from thesaury.model.outbox import WriteState
    from thesaury.model.time import now
    from thesaury.ports.audit import note

    with workspace_at(workspace) as opened:
        outbox = opened.catalogue.outbox
        rows = outbox.rows((WriteState.UNCERTAIN, WriteState.REFUSED), None, "", 100_000)
        found = [row for row in rows if row.change.key.startswith(key)]
        if len(found) != 1:
            raise Usage(
                f"{len(found) or 'No'} open writes begin with {key!r}. They are listed by: thesaury outbox list"
            )
        end = WriteState.DONE if how is End.DONE else WriteState.PENDING
        outbox.settle(found[0].change.key, end, now())
        note(opened.catalogue.audit, "write.settle", f"write:{found[0].change.key}", None, end.value)
    say("It counts as done." if how is End.DONE else "The next push sends it again.")


def _print_rows(rows: "list[OutboxRow]", as_json: bool, empty: str) -> None:
    from thesaury.sync.describing import row_dict

    shown = [row_dict(row) for row in rows if not row.change.empty]
    if as_json:
        print_json(shown)
        return
    print_table(
        ("key", "connection", "record", "field", "adds", "removes", "state", "message"),
        [
            (
                r["key"][:12],
                r["connection"],
                r["external_id"],
                r["field"],
                _said(r["add"], r["restore"]),
                _said(r["remove"], r["clear"]),
                r["state"],
                r["message"],
            )
            for r in shown
        ],
    )
    say(f"{len(shown)} writes." if shown else empty)


def _said(tags: list[dict[str, str]], plain: list[str]) -> str:
    return "; ".join([*(f"{tag['label']} <{tag['iri']}>" for tag in tags), *plain])


def _flow(opened: "EmbeddedWorkspace", name: str) -> "Flow":
    from thesaury.model.flow import Flow

    if not name:
        return Flow("", ())
    state = opened.catalogue.flows.get(name)
    if state is None:
        raise Usage(f"There is no flow {name!r}. Flows are listed by: thesaury flow list")
    return state.flow
