"""`vocabulary draft ...`: what waits in the draft of a vocabulary, what it would touch, and publishing, undoing or discarding it."""

import json
from dataclasses import fields
from typing import Annotated, Any

import typer

from thesaury.cli.confirming import agreed
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
from thesaury.model.audit import acting
from thesaury.model.edit_json import edit_json

NameArgument = Annotated[str, typer.Argument(help="The vocabulary.")]
NumberArgument = Annotated[int, typer.Argument(help="The number of the edit, as `show` lists it.")]


_HELP = """Look at the draft of a vocabulary, publish it, or give it up.

Examples:

  thesaury vocabulary draft show terms

  thesaury vocabulary draft impact terms

  thesaury vocabulary draft publish terms --note "autumn range"
"""


def register(group: typer.Typer) -> None:
    """Add the group of commands to the group `vocabulary`."""
    drafts = group_of(group, "draft", _HELP)
    for command in (show, impact, publish, undo, confirm, discard):
        drafts.command()(command)


def show(name: NameArgument, workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """Show the edits that wait, who made them, and which do not apply any more."""
    from thesaury.pipeline import editing

    with workspace_at(workspace) as opened:
        view, said = editing.sentences(opened, name)
        found = editing.difference(opened, name)[1]
    if as_json:
        told = [
            {
                "number": one.number,
                "at": one.at,
                "who": one.who,
                "edit": edit_json(one.edit),
                "undone_by": one.undone_by,
                "held": one.held,
            }
            for one in view.entries
        ]
        state = view.draft.state.value if view.draft else "none"
        about = {"vocabulary": name, "version": view.version, "saw": str(view.seen), "state": state}
        print_json(about | {"edits": told, "changes": found.as_dict()})
        return
    rows = [(e.number, e.at, e.who, said[e.number], _standing(e.undone_by, e.held)) for e in view.entries]
    print_table(("edit", "at", "who", "what", ""), rows)
    if not view.entries:
        say(f"Nothing waits. Edit it with: thesaury vocabulary edit {name} --help")


def impact(
    name: NameArgument, workspace: WorkspaceOption = None, as_json: JsonOption = False, quiet: QuietOption = False
) -> None:
    """Show what publishing would touch: assets, flows, saved searches and feeds, rules."""
    from thesaury.pipeline import editing

    with workspace_at(workspace) as opened, progress_shown(quiet) as progress:
        found = editing.impact(opened, name, progress)
    told: dict[str, Any] = {
        field.name: getattr(found, field.name) for field in fields(found) if field.name not in ("view", "vocabulary")
    }
    if as_json:
        print_json({"saw": str(found.view.seen)} | json.loads(json.dumps(told)))
        return
    print_table(("", ""), [(key, ", ".join(v) if isinstance(v, tuple) else v) for key, v in told.items()])
    say(f"{found.touched} assets, {len(found.flows)} flows, {len(found.feeds)} feeds.")


def publish(
    name: NameArgument,
    note: Annotated[str, typer.Option(help="A word on the version.")] = "",
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Keep the draft as the next version, and annotate the assets that it touches; goes on where it was cut off."""
    from thesaury.pipeline import editing

    with workspace_at(workspace) as opened, progress_shown(quiet) as progress:
        view = editing.ready(opened, name)
        if dry_run:
            told = {"version": view.version + 1, "edits": len(view.counting), "run": 0, "annotated": 0}
        else:
            done = editing.publish(opened, name, acting.get(), note, progress=progress)
            told = {
                "version": done.version,
                "edits": done.edits,
                "run": done.run,
                "annotated": done.annotated,
            }
    if as_json:
        print_json({"vocabulary": name, "dry_run": dry_run} | told)
    elif dry_run:
        say(f"{told['edits']} edits would become version {told['version']} of {name}. Nothing was kept (dry run).")
    else:
        say(f"{name} is version {told['version']}; {told['annotated']} assets were annotated again.", quiet)


def undo(
    name: NameArgument,
    number: NumberArgument,
    with_others: Annotated[
        bool, typer.Option("--with-others", help="Undo edits that rest on it, too; otherwise they are named.")
    ] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take one edit of the draft back."""
    from thesaury.pipeline import editing

    with workspace_at(workspace) as opened:
        done = editing.undo(opened, name, number, acting.get(), with_others)
    numbers = [entry.number for entry in done.entries]
    if as_json:
        print_json({"saw": str(done.view.seen), "undone": numbers})
        return
    say(f"Undone: {', '.join(map(str, numbers))}.")


def confirm(
    name: NameArgument, number: NumberArgument, workspace: WorkspaceOption = None, as_json: JsonOption = False
) -> None:
    """Let an edit hold that waits because the vocabulary changed underneath."""
    from thesaury.pipeline import editing

    with workspace_at(workspace) as opened:
        done = editing.confirm(opened, name, number, acting.get())
    if as_json:
        print_json({"saw": str(done.view.seen), "edit": done.entries[0].number})
        return
    say(f"It holds as edit {done.entries[0].number}.")


def discard(
    name: NameArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Give the whole draft up; asks before it does."""
    from thesaury.pipeline import editing

    with workspace_at(workspace) as opened:
        view = editing.draft_of(opened, name)
        waiting = len(view.counting) + len(view.held)
        if dry_run:
            say(f"{waiting} edits would be given up. Nothing was changed (dry run).")
            return
        if view.draft and not yes:
            agreed(f"Give up {waiting} edits of {name}?")
        editing.discard(opened, name, acting.get(), view.seen)
    say(f"{waiting} edits were given up. {name} stays at version {view.version}.")


def _standing(undone_by: str, held: str) -> str:
    return f"undone by {undone_by}" if undone_by else f"held: {held}" if held else ""
