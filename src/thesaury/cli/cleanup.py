"""`cleanup ...`: free tags become approved terms in the systems themselves, by a plan that people decide on, and back."""

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.cleanup_shown import print_cleanup, print_entries, print_planned, print_steps
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
from thesaury.model.cleanup import StepState, Treatment
from thesaury.model.errors import Unreachable, Usage

if TYPE_CHECKING:
    from collections.abc import Callable

    from thesaury.bootstrap import EmbeddedWorkspace
    from thesaury.model.cleanup import Cleanup
    from thesaury.model.connection import Run

NameArgument = Annotated[str, typer.Argument(help="The plan's name, or its id.")]
ByOption = Annotated[str, typer.Option("--by", help="Who decides; otherwise your user name.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = group_of(app, "cleanup", "Bring approved terms into the systems in the place of free tags, and back.")
    for command in (plan, show, decide, run, revert, drop):
        group.command()(command)
    group.command(name="list")(list_cleanups)


def plan(
    name: Annotated[str, typer.Argument(help="What to call the plan.")],
    sources: Annotated[list[str] | None, typer.Option("--source", help="Only tags of this connection.")] = None,
    properties: Annotated[
        list[str] | None, typer.Option("--property", help="Only records with this value, such as team=brand.")
    ] = None,
    tags: Annotated[list[str] | None, typer.Option("--tag", help="This tag alone; may be repeated.")] = None,
    least: Annotated[int, typer.Option(help="Only tags of so many assets at least.", min=1)] = 1,
    to: Annotated[
        Path | None, typer.Option(help="Write the plan as a table too: CSV, TSV, XLSX or JSON Lines.")
    ] = None,
    by: ByOption = "",
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Make a plan of the tags in use that are no approved terms; what one decision brings most comes first.

    Examples:

      thesaury cleanup plan spring --source bynder --least 3 --to spring.csv

      thesaury cleanup plan eco --tag "eco friendly" --tag öko --dry-run
    """
    from thesaury.model.cleanup import Scope
    from thesaury.pipeline.cleaning import entries_for, make

    scope = Scope(tuple(sources or ()), _properties(properties or []), least, tuple(tags or ()))
    with workspace_at(workspace) as opened:
        if dry_run:
            print_entries(opened, entries_for(opened, scope), as_json)
            return
        made = make(opened, name, scope, by or getpass.getuser())
        entries = [entry for _, entry in opened.catalogue.cleanups.entries(made.id)]
        if to:
            _write(opened, made, to)
        print_entries(opened, entries, as_json)
    say(f"The plan {made.name} has {len(entries)} entries. Decide with: thesaury cleanup decide {made.name}")


def list_cleanups(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List the plans, the newest first, and how each stands."""
    from thesaury.dispatch.cleaning.meaning import settled
    from thesaury.pipeline.cleaning import cleanup_dict

    with workspace_at(workspace) as opened:
        cleanups = opened.catalogue.cleanups
        kept = [settled(opened.catalogue, one) for one in cleanups.all()]
        rows = [cleanup_dict(one, cleanups.tallies(one.id)) for one in kept]
    if as_json:
        print_json(rows)
        return
    heads = ("name", "state", "entries", "undecided", "made_by", "made_at")
    print_table([head.replace("_", " ") for head in heads], [[row[head] for head in heads] for row in rows])
    if not rows:
        say("No clean-up yet. Make one with: thesaury cleanup plan NAME")


def show(
    name: NameArgument,
    undecided: Annotated[bool, typer.Option("--undecided", help="Only what nobody has decided.")] = False,
    records: Annotated[
        bool, typer.Option("--records", help="The records a run came to, instead of the entries.")
    ] = False,
    state: Annotated[list[StepState] | None, typer.Option(help="Only records that stand so.")] = None,
    to: Annotated[Path | None, typer.Option(help="Write the plan as a table: CSV, TSV, XLSX or JSON Lines.")] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a plan: its entries, or what was done at each record.

    Examples:

      thesaury cleanup show spring --undecided

      thesaury cleanup show spring --to spring.csv

      thesaury cleanup show spring --records --state left --json
    """
    with workspace_at(workspace) as opened:
        kept = _known(opened, name)
        if to:
            _write(opened, kept, to)
            say(f"{to} is written. Fill in the column decision, then: thesaury cleanup decide {kept.name} --from {to}")
            return
        if records:
            print_steps(opened, kept, state or (), as_json)
            return
        wanted = [None] if undecided else []
        entries = [entry for _, entry in opened.catalogue.cleanups.entries(kept.id, treatments=wanted)]
        print_cleanup(opened, kept, entries, as_json)


def decide(
    name: NameArgument,
    table: Annotated[
        Path | None, typer.Option("--from", help="A table with the columns id, decision, concept.")
    ] = None,
    suggested_above: Annotated[
        float | None, typer.Option(help="Take every suggested concept that is at least so certain.", min=0, max=1)
    ] = None,
    entry: Annotated[list[str] | None, typer.Option("--entry", help="The id of an entry, or one of its tags.")] = None,
    how: Annotated[Treatment | None, typer.Option("--as", help="What becomes of these entries.")] = None,
    concept: Annotated[str, typer.Option(help="The IRI of the concept that takes their place.")] = "",
    by: ByOption = "",
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Decide on entries: by a table, as it is suggested, or one by one.

    Examples:

      thesaury cleanup decide spring --suggested-above 0.95

      thesaury cleanup decide spring --from spring.csv --dry-run

      thesaury cleanup decide spring --entry "eco friendly" --as replace --concept https://terms.example/eco
    """
    from thesaury.pipeline.cleaning import by_suggestion, ruling, rulings
    from thesaury.pipeline.cleaning import decide as keep

    who = by or getpass.getuser()
    with workspace_at(workspace) as opened:
        kept = _known(opened, name)
        entries = [one for _, one in opened.catalogue.cleanups.entries(kept.id)]
        if table:
            made = rulings(opened.handed_tables.read(table), entries, who)
        elif suggested_above is not None:
            made = by_suggestion(entries, suggested_above, who)
        elif entry and how:
            named = [one for one in entries if one.id in entry or not set(entry).isdisjoint(one.tags)]
            if not named:
                raise Usage(f"The plan {kept.name} has no entry {entry[0]!r}.")
            made = [ruling(one, how, who, concept) for one in named]
        else:
            raise Usage("Say what to decide: --from TABLE, --suggested-above SCORE, or --entry TAG --as DECISION.")
        changed = len(made) if dry_run else keep(opened, kept, made)
        undecided = opened.catalogue.cleanups.tallies(kept.id).undecided
    if as_json:
        print_json({"changed": changed, "undecided": undecided, "dry_run": dry_run})
    else:
        say(f"{changed} entries {'would be' if dry_run else 'are'} decided; {undecided} are undecided.")


def run(
    name: NameArgument,
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Write what is decided to the systems and wait for the end; cut off at any moment, the next worker goes on with it.

    Examples:

      thesaury cleanup run spring --dry-run

      thesaury cleanup run spring
    """
    from thesaury.dispatch.cleaning.previewing import preview
    from thesaury.dispatch.cleaning.starting import start

    with workspace_at(workspace) as opened:
        kept = _known(opened, name)
        if dry_run:
            print_planned(preview(opened, kept), as_json)
            return
        _carried_out(opened, kept, start, as_json, quiet)


def revert(
    name: NameArgument,
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Take a clean-up back: old tags return and concepts go wherever nobody changed the record since.

    Examples:

      thesaury cleanup revert spring --dry-run

      thesaury cleanup revert spring
    """
    from thesaury.dispatch.cleaning.previewing import preview_back
    from thesaury.dispatch.cleaning.starting import start_back

    with workspace_at(workspace) as opened:
        kept = _known(opened, name)
        if dry_run:
            print_planned(preview_back(opened, kept), as_json)
            return
        _carried_out(opened, kept, start_back, as_json, quiet)


def drop(name: NameArgument, workspace: WorkspaceOption = None) -> None:
    """Forget a plan; one that has run has to be taken back before."""
    from thesaury.pipeline.cleaning import drop as forget

    with workspace_at(workspace) as opened:
        kept = _known(opened, name)
        forget(opened, kept)
    say(f"The plan {kept.name} is forgotten.")


def _carried_out(
    opened: "EmbeddedWorkspace",
    cleanup: "Cleanup",
    starting: "Callable[[EmbeddedWorkspace, Cleanup], Run]",
    as_json: bool,
    quiet: bool,
) -> None:
    from thesaury.cli.runs import print_run
    from thesaury.dispatch import done_here
    from thesaury.model.connection import RunState
    from thesaury.sync.describing import run_dict

    with progress_shown(quiet) as progress:
        ended = done_here(opened, starting(opened, cleanup), opened.settings.settle_seconds, progress)
    failures = opened.catalogue.runs.failures(ended.id)
    if as_json:
        print_json(run_dict(ended, failures))
    elif not quiet:
        print_run(ended, failures)
    if ended.state is RunState.FAILED:
        raise Unreachable(f"Run {ended.id}: {ended.message}")


def _known(opened: "EmbeddedWorkspace", name: str) -> "Cleanup":
    from thesaury.dispatch.cleaning.meaning import settled

    found = opened.catalogue.cleanups.get(name)
    if found is None:
        known = ", ".join(one.name for one in opened.catalogue.cleanups.all()) or "none"
        raise Usage(f"There is no clean-up {name!r}. Clean-ups here: {known}.")
    return settled(opened.catalogue, found)


def _write(opened: "EmbeddedWorkspace", cleanup: "Cleanup", to: Path) -> None:
    from thesaury.pipeline import thesaurus_of
    from thesaury.pipeline.cleaning import COLUMNS, entry_rows

    entries = (entry for _, entry in opened.catalogue.cleanups.entries(cleanup.id))
    with opened.table_files.writing(to) as sheets:
        sheets.add("Plan", COLUMNS, entry_rows(entries, thesaurus_of(opened), opened.languages))


def _properties(given: list[str]) -> "tuple[tuple[str, tuple[str, ...]], ...]":
    found: dict[str, list[str]] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name:
            raise Usage(f"A property is written as name=value, such as team=brand, not {text!r}.")
        found.setdefault(name, []).append(value)
    return tuple((name, tuple(values)) for name, values in sorted(found.items()))
