"""`vocabulary edit NAME add`, `rename`, `move`, `merge`, `deprecate`, `restore`, `remove`: concepts and where they stand."""

from typing import Annotated

import typer

from thesaury.cli.editing_done import ConceptArgument, Finder, LabelArgument, edited, label_of
from thesaury.cli.output import DryRunOption, JsonOption, WorkspaceOption
from thesaury.model import edit as edits
from thesaury.model.edit import Edit
from thesaury.model.errors import Usage


def register(group: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (add, rename, move, merge, deprecate, restore, remove):
        group.command()(command)


def add(
    context: typer.Context,
    names: Annotated[list[str], typer.Argument(help="Preferred labels as text@language, one for each language.")],
    below: Annotated[list[str] | None, typer.Option(help="What is broader; otherwise it is a top concept.")] = None,
    scheme: Annotated[list[str] | None, typer.Option(help="The scheme; otherwise that of what is broader.")] = None,
    alternative: Annotated[list[str] | None, typer.Option(help="Another label, as text@language.")] = None,
    iri: Annotated[str, typer.Option(help="The IRI; otherwise one is made.")] = "",
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Add a concept."""

    def made(find: Finder) -> Edit:
        over, schemes = (tuple(map(find, given or [])) for given in (below, scheme))
        others = tuple(map(label_of, alternative or []))
        return edits.AddConcept(iri, tuple(map(label_of, names)), schemes, over, others)

    edited(context, made, workspace, dry_run, as_json)


def rename(
    context: typer.Context,
    concept: ConceptArgument,
    to: LabelArgument,
    keep: Annotated[bool, typer.Option("--keep", help="Keep the old label as an alternative one.")] = False,
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Put another preferred label in the place of the one in its language."""
    edited(context, lambda find: edits.Rename(find(concept), label_of(to), keep), workspace, dry_run, as_json)


def move(
    context: typer.Context,
    concept: ConceptArgument,
    below: Annotated[list[str] | None, typer.Option(help="What is broader from now on.")] = None,
    top: Annotated[bool, typer.Option("--top", help="Below nothing: a top concept.")] = False,
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Put a concept below others, with all that lies below it."""
    if bool(below) is top:
        raise Usage("Say what is broader with --below, or --top where nothing is.")
    broader = below or []
    edited(context, lambda find: edits.Move(find(concept), tuple(map(find, broader))), workspace, dry_run, as_json)


def merge(
    context: typer.Context,
    concept: ConceptArgument,
    into: Annotated[str, typer.Argument(help="The concept that stays.")],
    away: Annotated[bool, typer.Option("--remove", help="Remove it, instead of keeping it as deprecated.")] = False,
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Make two concepts one: labels, what lies below and beside, and mappings move over; assets follow."""
    edited(context, lambda find: edits.Merge(find(concept), find(into), away), workspace, dry_run, as_json)


def deprecate(
    context: typer.Context,
    concept: ConceptArgument,
    use: Annotated[str, typer.Option(help="What is used instead; assets follow.")] = "",
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Say that a concept is no longer used, and what is used instead."""
    edited(
        context, lambda find: edits.Deprecate(find(concept), find(use) if use else None), workspace, dry_run, as_json
    )


def restore(
    context: typer.Context,
    concept: ConceptArgument,
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Use a deprecated concept again."""
    edited(context, lambda find: edits.Restore(find(concept)), workspace, dry_run, as_json)


def remove(
    context: typer.Context,
    concept: ConceptArgument,
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Take a concept out that nothing lies below; deprecating it is kinder to whoever uses it."""
    edited(context, lambda find: edits.RemoveConcept(find(concept)), workspace, dry_run, as_json)
