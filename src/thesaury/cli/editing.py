"""`vocabulary edit NAME ...`: changes of a vocabulary's concepts, which wait in its draft until somebody publishes it."""

from typing import Annotated

import typer

from thesaury.cli import editing_terms, editing_texts
from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, say, workspace_at
from thesaury.model.audit import acting


def register(group: typer.Typer) -> None:
    """Add the group of commands to the group `vocabulary`."""
    editing = typer.Typer(no_args_is_help=True, help=_group.__doc__, rich_markup_mode=None)
    editing.callback()(_group)
    editing_terms.register(editing)
    editing_texts.register(editing)
    group.add_typer(editing, name="edit")
    group.command()(begin)


def begin(
    name: Annotated[str, typer.Argument(help="What commands and addresses call it.")],
    title: Annotated[str, typer.Option(help="What people read; empty for the name.")] = "",
    language: Annotated[str, typer.Option(help="The language of the title, such as de.")] = "en",
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Begin an empty vocabulary, to be edited here.

    Examples:

      thesaury vocabulary begin terms --title "Our terms"

      thesaury vocabulary edit terms add "packaging@en"
    """
    from thesaury.pipeline import editing

    with workspace_at(workspace) as opened:
        version = editing.begin(opened, name, title or name, language, acting.get())
    if as_json:
        print_json({"name": version.name, "version": version.number})
    else:
        say(
            f'{version.key} is there and empty. Add to it: thesaury vocabulary edit {version.name} add "LABEL@{language}"'
        )


def _group(name: Annotated[str, typer.Argument(help="The vocabulary.")]) -> None:
    """Change a vocabulary; edits wait in its draft, which all editors share, until: thesaury vocabulary draft publish NAME

    Examples:

      thesaury vocabulary edit terms add "deposit jar@en" --below packaging

      thesaury vocabulary edit terms rename refill "refill bag@en" --keep

      thesaury vocabulary edit terms merge "green box" "eco-friendly packaging"

      thesaury vocabulary edit terms deprecate "plastic bag" --use "paper bag"
    """
