"""`flow ...` and `worker`: durable flows, their schedules and hooks, and the process that runs them."""

import json
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
from thesaury.model.errors import Unreachable, Usage

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace
    from thesaury.model.connection import Run
    from thesaury.model.flow import Flow, FlowState

NameArgument = Annotated[str, typer.Argument(help="The flow's name.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = group_of(app, "flow", "Keep flows: what is read and written, in which steps, and when.")
    for command in (add, show, run, on, off, remove, hook):
        group.command()(command)
    group.command(name="list")(list_flows)
    app.command()(worker)


def add(
    name: NameArgument,
    connections: Annotated[list[str], typer.Argument(help="Its connections, in the order they are read.")],
    schedule: Annotated[
        str, typer.Option(help="manual, webhook, changes, 'every 15m', 'cron 0 3 * * *' (UTC) or 'once MOMENT'.")
    ] = "manual",
    steps: Annotated[str, typer.Option(help="Which steps, parted by commas.")] = "pull,enrich,review,push",
    accept_above: Annotated[
        float | None, typer.Option(help="Review policy: accept what has at least this score.", min=0, max=1)
    ] = None,
    filters: Annotated[
        list[str] | None,
        typer.Option("--filter", help="property=value of assets that are pushed; scheme=IRI of concepts."),
    ] = None,
    fields: Annotated[
        list[str] | None, typer.Option("--field", help="scheme=field, or just a field for all other schemes.")
    ] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Keep a flow, or change the one of this name.

    Examples:

      thesaury flow add nightly licensed words --schedule "cron 0 3 * * *" --accept-above 0.8

      thesaury flow add back portal --steps push --filter market=DE --field concepts
    """
    from thesaury.dispatch.triggering import utc_now
    from thesaury.model.flow import Flow
    from thesaury.pipeline import connections as named
    from thesaury.pipeline.keeping import keep_flow
    from thesaury.sync.describing import steps_of
    from thesaury.sync.scheduling import first_due, parsed

    flow = Flow(
        name,
        tuple(connections),
        steps_of([step.strip() for step in steps.split(",") if step.strip()]),
        parsed(schedule),
        accept_above,
        _pairs(filters or []),
        tuple(_field(text) for text in fields or []),
    )
    with workspace_at(workspace) as opened:
        named(opened, connections)
        keep_flow(opened.catalogue, flow, first_due(flow.schedule, utc_now()))
        state = opened.catalogue.flows.get(name)
    assert state is not None  # just put
    _show(state, as_json)


def list_flows(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List the flows, when each is due, and how its last run ended."""
    from thesaury.sync.describing import flow_dict

    with workspace_at(workspace) as opened:
        rows = [
            flow_dict(state) | {"last_run": _last(opened, state.flow.name)} for state in opened.catalogue.flows.all()
        ]
    if as_json:
        print_json(rows)
        return
    print_table(
        ("name", "connections", "schedule", "on", "due", "last run"),
        [
            (
                r["name"],
                " ".join(r["connections"]),
                r["schedule"],
                "on" if r["enabled"] else "off",
                r["due"],
                r["last_run"],
            )
            for r in rows
        ],
    )
    if not rows:
        say("No flow yet. Keep one with: thesaury flow add NAME CONNECTION ... --schedule 'every 15m'")


def show(name: NameArgument, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Show one flow."""
    with workspace_at(workspace) as opened:
        state = _state(opened, name)
    _show(state, as_json)


def run(
    name: NameArgument, workspace: WorkspaceOption = None, as_json: JsonOption = False, quiet: QuietOption = False
) -> None:
    """Run a flow now and wait for its end; cut off at any moment, the next worker goes on with it.

    Exit code 6 when a connection as a whole failed, with its sentence.
    """
    from thesaury.cli.runs import print_run
    from thesaury.dispatch import run_now
    from thesaury.model.connection import RunState
    from thesaury.ports.audit import note
    from thesaury.sync.describing import run_dict

    with workspace_at(workspace) as opened:
        with progress_shown(quiet) as progress:
            done = run_now(opened, name, opened.settings.settle_seconds, progress)
        note(opened.catalogue.audit, "flow.start", f"flow:{name}", None, {"run": done.id})
        put_where_kept(opened, quiet)
        failures = opened.catalogue.runs.failures(done.id)
    if as_json:
        print_json(run_dict(done, failures))
    elif not quiet:
        print_run(done, failures)
    if done.state is RunState.FAILED:
        raise Unreachable(f"Run {done.id}: {done.message}")


def on(name: NameArgument, workspace: WorkspaceOption = None) -> None:
    """Switch a flow on; its schedule begins anew."""
    _switch(name, workspace, True)


def off(name: NameArgument, workspace: WorkspaceOption = None) -> None:
    """Switch a flow off; a run under way goes on to its end."""
    _switch(name, workspace, False)


def remove(name: NameArgument, workspace: WorkspaceOption = None) -> None:
    """Remove a flow; its runs stay in the log."""
    from thesaury.pipeline.keeping import drop_flow

    with workspace_at(workspace) as opened:
        drop_flow(opened.catalogue, name)
    say(f"The flow {name} is removed.")


def hook(
    name: NameArgument,
    drop: Annotated[bool, typer.Option("--remove", help="Remove the hook; its address answers no more.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Give a flow its own address that starts it, unguessable and shown this once; an earlier one answers no more."""
    from thesaury.dispatch import new_hook
    from thesaury.model.flow import ScheduleKind
    from thesaury.ports.audit import note

    with workspace_at(workspace) as opened:
        state = _state(opened, name)
        if drop:
            opened.catalogue.flows.set_hook(name, "")
            note(opened.catalogue.audit, "flow.unhook", f"flow:{name}")
            say(f"The hook of {name} is removed.")
            return
        if state.flow.schedule.kind is not ScheduleKind.WEBHOOK:
            raise Usage(
                f"The flow {name} is not started by a hook. Change it with: thesaury flow add {name} ... --schedule webhook"
            )
        print(f"/hooks/{new_hook(opened.catalogue, name)}")
    say(
        "POST to this path of thesaury serve starts the flow. It is not shown again; thesaury flow hook makes a new one."
    )


def worker(
    workspace: WorkspaceOption = None,
    quiet: QuietOption = False,
    until_idle: Annotated[
        bool, typer.Option("--until-idle", help="Stop by itself as soon as nothing is left to do.")
    ] = False,
    with_parent: Annotated[bool, typer.Option("--with-parent", hidden=True)] = False,
) -> None:
    """Run flows as they fall due, until stopped; several may run side by side, and one takes over what another left.

    Example: thesaury worker --workspace work
    """
    from thesaury.cli.beside import parent_watched
    from thesaury.cli.stopping import stop_asked, suspension_of
    from thesaury.dispatch import work
    from thesaury.dispatch.turns import turn

    watched = parent_watched() if with_parent else nullcontext(lambda: False)
    with watched as left_alone, stop_asked() as stopped, workspace_at(workspace) as opened:
        say("working; Ctrl-C stops, and what is under way is taken up again", quiet)
        suspended = suspension_of(opened)
        working = turn if until_idle else work
        working(opened, lambda: stopped() or left_alone() or suspended(), opened.settings.settle_seconds)
    say("stopped", quiet)


def _show(state: "FlowState", as_json: bool) -> None:
    from thesaury.sync.describing import flow_dict

    if as_json:
        print_json(flow_dict(state))
        return
    rows = [
        (k, json.dumps(v) if isinstance(v, dict) else " ".join(v) if isinstance(v, list) else v)
        for k, v in flow_dict(state).items()
    ]
    print_table(("", ""), rows)


def _switch(name: str, workspace: Path | None, enabled: bool) -> None:
    from dataclasses import replace

    from thesaury.dispatch.triggering import utc_now
    from thesaury.pipeline.keeping import keep_flow
    from thesaury.sync.scheduling import first_due

    with workspace_at(workspace) as opened:
        flow: Flow = replace(_state(opened, name).flow, enabled=enabled)
        keep_flow(opened.catalogue, flow, first_due(flow.schedule, utc_now()) if enabled else "")
    say(f"The flow {name} is {'on' if enabled else 'off'}.")


def _state(opened: "EmbeddedWorkspace", name: str) -> "FlowState":
    state = opened.catalogue.flows.get(name)
    if state is None:
        known = ", ".join(kept.flow.name for kept in opened.catalogue.flows.all()) or "none"
        raise Usage(f"There is no flow {name!r}. Flows here: {known}.")
    return state


def _last(opened: "EmbeddedWorkspace", name: str) -> str:
    runs: list[Run] = opened.catalogue.runs.recent(1, name)
    return f"{runs[0].state.value} {runs[0].finished_at or runs[0].started_at}" if runs else "never"


def _pairs(texts: list[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    from thesaury.cli.connections import pair

    grouped: dict[str, list[str]] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            pair(text, "--filter")
        grouped.setdefault(name, []).append(value)
    return tuple((name, tuple(values)) for name, values in grouped.items())


def _field(text: str) -> tuple[str, str]:
    scheme, _, field = text.rpartition("=")
    if not field:
        raise Usage(f"--field {text!r} names no field.")
    return scheme, field
