"""`runs list`, `runs show` and `runs retry`: what runs did, what they could not do, and doing that again."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.groups import group_of
from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.errors import Unreachable, Usage

if TYPE_CHECKING:
    from thesaury.model.connection import Failure, Run

_SHOWN = 20


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = group_of(app, "runs", "See what runs did, and retry what they could not do.")
    group.command(name="list")(list_runs)
    group.command()(show)
    group.command()(retry)


def list_runs(
    limit: Annotated[int, typer.Option(help="How many at most.", min=1)] = 20,
    flow: Annotated[str | None, typer.Option(help="Only those of this flow.")] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the newest runs with their counts."""
    from thesaury.sync.describing import run_dict

    with workspace_at(workspace) as opened:
        runs = opened.catalogue.runs.recent(limit, flow)
        rows = [(run, opened.catalogue.runs.failures(run.id)) for run in runs]
    if as_json:
        print_json([run_dict(run, failures) for run, failures in rows])
        return
    print_table(
        ("run", "flow", "connections", "state", "at", "counts", "failed"),
        [
            (
                r.id,
                r.flow or "(sync)",
                " ".join(r.connections),
                r.state.value,
                r.finished_at or r.started_at,
                _counts(r),
                len(f),
            )
            for r, f in rows
        ],
    )
    if not rows:
        say("No run yet. Begin with: thesaury sync, or thesaury flow run NAME")


def show(
    run: Annotated[int, typer.Argument(help="The run's number.")],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show one run: counts, timings, and a sentence for each thing that failed."""
    from thesaury.sync.describing import run_dict

    with workspace_at(workspace) as opened:
        found = opened.catalogue.runs.get(run)
        if found is None:
            raise Usage(f"There is no run {run}. The last ones are listed by: thesaury runs list")
        failures = opened.catalogue.runs.failures(run)
    if as_json:
        print_json(run_dict(found, failures))
    else:
        print_run(found, failures)


def retry(
    run: Annotated[int, typer.Argument(help="The run's number.")],
    items: Annotated[
        list[str] | None, typer.Argument(help="What failed in it: external ids or asset ids; otherwise all.")
    ] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Do again what failed in a run, and nothing else. Exit code 6 when something fails again.

    Example: thesaury runs retry 12 2:0:61019726
    """
    from thesaury.dispatch import retry as again
    from thesaury.ports.audit import note
    from thesaury.sync.describing import failure_dict

    with workspace_at(workspace) as opened:
        mended, failing = again(opened, run, items or (), opened.settings.settle_seconds)
        note(opened.catalogue.audit, "run.retry", f"run:{run}", None, {"mended": len(mended), "failing": len(failing)})
    if as_json:
        print_json({"mended": [failure_dict(f) for f in mended], "failing": [failure_dict(f) for f in failing]})
    else:
        say(f"{len(mended)} done now, {len(failing)} failed again.")
    if failing:
        raise Unreachable(f"{failing[0].item or failing[0].connection}: {failing[0].reason}")


def print_run(run: "Run", failures: "Sequence[Failure]") -> None:
    """One run for people, the first failures in full."""
    print_table(
        ("", ""),
        [
            ("run", run.id),
            ("flow", run.flow or "(sync)"),
            ("connections", " ".join(run.connections)),
            ("state", run.state.value),
            ("from", run.started_at),
            ("to", run.finished_at or ""),
            *run.counts,
            *((f"seconds {stage}", round(seconds, 1)) for stage, seconds in run.timings),
            *([("message", run.message)] if run.message else []),
        ],
    )
    print_table(
        ("failed at", "connection", "item", "why"),
        [(f.stage, f.connection, f.item, f.reason) for f in failures[:_SHOWN]],
    )
    if len(failures) > _SHOWN:
        say(f"... and {len(failures) - _SHOWN} more; --json shows all.")
    if failures:
        say(f"Try again with: thesaury runs retry {run.id} [ITEM ...]")


def _counts(run: "Run") -> str:
    return ", ".join(f"{count} {name}" for name, count in run.counts if count)
