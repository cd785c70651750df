"""`onboard dry-run` and `onboard start`: what the first flow of a round would do, and letting it do so."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.onboard_shown import RoundOption, round_at
from thesaury.cli.output import (
    JsonOption,
    QuietOption,
    WorkspaceOption,
    print_json,
    print_table,
    progress_shown,
    say,
)
from thesaury.model.errors import Unreachable

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace
    from thesaury.model.connection import Run
    from thesaury.pipeline.onboarding import Rehearsal, Started

_LISTED = 10
RootOption = Annotated[
    Path | None,
    typer.Option(
        help="The folder that files in the table are relative to; otherwise as before, at first the table's own."
    ),
]


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
    group.command(name="dry-run")(dry_run)
    group.command()(start)


def dry_run(
    most: Annotated[int, typer.Option(min=0, help="How many assets are shown.")] = 5,
    rows: Annotated[int | None, typer.Option(min=1, help="Read about so many rows; otherwise all.")] = None,
    root: RootOption = None,
    round: RoundOption = "",
    workspace: WorkspaceOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Show what the first flow would do with what is decided now; nothing is kept.

    Example: thesaury onboard dry-run --rows 500
    """
    from thesaury.pipeline.onboarding import rehearse
    from thesaury.pipeline.onboarding.telling import rehearsal_dict

    with round_at(workspace, round) as (opened, called), progress_shown(quiet) as progress:
        found = rehearse(opened, called, most, progress, rows, _place(root))
        spoken = opened.languages[0]
    if as_json:
        print_json({"round": found.round} | rehearsal_dict(found, spoken))
        return
    _print(found, spoken)


def start(
    schedule: Annotated[
        str, typer.Option(help="manual, webhook, changes, 'every 15m', 'cron 0 3 * * *' (UTC) or 'once MOMENT'.")
    ] = "",
    name: Annotated[
        str, typer.Option(help="What a new connection and its flow are called, instead of as the round.")
    ] = "",
    root: RootOption = None,
    now: Annotated[bool, typer.Option("--now", help="Run it here and wait for its end, instead of a worker.")] = False,
    round: RoundOption = "",
    workspace: WorkspaceOption = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Connect the source as its layout has it, keep a flow that reads and enriches, and run it. Nothing is written back into a system.

    Done again it brings connection and flow up to date, and makes nothing twice. Exit code 6 when a run failed as a whole.

    Example: thesaury onboard start --schedule "every 1h"
    """
    from thesaury.cli.runs import print_run
    from thesaury.model.connection import RunState
    from thesaury.pipeline.onboarding import start as start_round
    from thesaury.pipeline.onboarding.telling import started_dict
    from thesaury.sync.describing import run_dict
    from thesaury.sync.scheduling import parsed

    wanted = parsed(schedule) if schedule else None
    with round_at(workspace, round) as (opened, called):
        started = start_round(opened, called, wanted, name, _place(root))
        run = _done(opened, started.run, quiet) if now and started.run else started.run
        failures = opened.catalogue.runs.failures(run.id) if run else []
    if as_json:
        done = run_dict(run, failures) if run else None
        print_json({"round": called.name} | started_dict(started) | {"run": done})
    elif now and run and not quiet:
        print_run(run, failures)
    _say(started, now, quiet)
    if run and run.state is RunState.FAILED:
        raise Unreachable(f"Run {run.id}: {run.message}")


def _place(root: Path | None) -> str | None:
    return str(root.expanduser().absolute()) if root else None


def _done(opened: "EmbeddedWorkspace", run: "Run", quiet: bool) -> "Run":
    from thesaury.dispatch import done_here

    with progress_shown(quiet) as progress:
        return done_here(opened, run, opened.settings.settle_seconds, progress)


def _say(started: "Started", now: bool, quiet: bool) -> None:
    if not started.flow:
        say("There is nothing to be read: these mappings count with any flow, from its next run on.", quiet)
        return
    made = (
        "is made" if started.made_connection else "is brought up to date" if started.changed_connection else "is there"
    )
    say(
        f"The connection {started.connection} {made}. Take it away again with: thesaury disconnect {started.connection}",
        quiet,
    )
    made = "is made" if started.made_flow else "is changed" if started.changed_flow else "is there"
    say(f"The flow {started.flow} {made}. Take it away again with: thesaury flow remove {started.flow}", quiet)
    if not now:
        say("Its run waits for a worker: thesaury worker, thesaury serve, or --now.", quiet)


def _print(found: "Rehearsal", spoken: str) -> None:
    _print_counts(found)
    _print_fields(found, spoken)
    _print_words(found)
    _print_assets(found)
    if not found.whole:
        say("Not everything was read: --rows says how much.")
    if not found.rows:
        say("The source is empty.")
    say("Nothing was kept. Let it happen with: thesaury onboard start")


def _print_counts(found: "Rehearsal") -> None:
    print_table(
        ("", ""),
        [
            ("rows", found.rows),
            ("assets", found.assets),
            ("with concepts", found.carrying),
            ("with suggestions alone", found.waiting),
            ("with neither", found.bare),
            ("rows that would fail", len(found.refused)),
            ("fields only kept, for nobody decided", found.undecided),
            ("files named", found.files.named),
            ("files that are not there", found.files.missing),
        ],
    )
    for sentence in found.notes:
        say(sentence)
    if found.files.missing:
        say(f"Not there: {', '.join(found.files.examples)}. Name their folder with --root, or go on without pictures.")


def _print_fields(found: "Rehearsal", spoken: str) -> None:
    print_table(
        ("field", "filled", "from"),
        [(one.called(spoken), one.filled, ", ".join(one.columns)) for one in found.fields],
    )
    print_table(
        ("field", "no", "cells", "of", "such as"),
        [
            (one.field, one.expected.value, one.cells, one.filled, "; ".join(cell.text for cell in one.examples))
            for one in found.unread_cells
        ],
    )
    for unread in found.unread_cells:
        say(f"{unread.field}: {unread.becomes(spoken)} {unread.advice(spoken)}".strip())


def _print_words(found: "Rehearsal") -> None:
    print_table(
        ("concept", "assets", "suggested on"),
        [(one.label, one.carried, one.suggested) for one in found.concepts[:_LISTED]],
    )
    print_table(("word that comes to nothing", "assets"), found.unfound[:_LISTED])
    print_table(("row", "why it would fail"), found.refused[:_LISTED])
    if found.mapped_by:
        say(f"Words were mapped by {found.mapped_by}, where nobody else is named.")


def _print_assets(found: "Rehearsal") -> None:
    for one in found.shown:
        say(f"{one.key}: {one.title}")
        for concept in one.concepts:
            say(f"  {'' if concept.accepted else '? '}{concept.label}: {concept.why}")
