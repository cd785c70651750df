"""`picker`: the origins whose pages may hold the picker."""

from typing import Annotated

import typer

from thesaury.cli.groups import group_of
from thesaury.cli.output import JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at

_Origin = Annotated[str, typer.Argument(help="Scheme, name and port, as https://cms.example.", metavar="ORIGIN")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = group_of(app, "picker", "The picker in other programs and pages.")
    origins = group_of(group, "origins", "Whose pages may hold the picker.")
    origins.command("add")(add)
    origins.command("list")(listed)
    origins.command("remove")(remove)


def add(origin: _Origin, workspace: WorkspaceOption = None) -> None:
    """Let pages of an origin hold the picker, from now on.

    Examples:

      thesaury picker origins add https://cms.example
    """
    from thesaury.model.audit import acting
    from thesaury.pipeline.panels.origins import allow

    with workspace_at(workspace) as opened:
        kept = allow(opened.catalogue, origin, acting.get())
    say(f"Pages of {kept} may hold the picker.")


def listed(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List the origins whose pages may hold the picker.

    Examples:

      thesaury picker origins list
    """
    with workspace_at(workspace) as opened:
        kept = opened.catalogue.panels.origins()
    if as_json:
        print_json([{"origin": one.origin, "by": one.by, "at": one.at} for one in kept])
        return
    print_table(("origin", "by", "since"), [(one.origin, one.by, one.at) for one in kept])
    if not kept:
        say("There is none yet. Add one with: thesaury picker origins add https://cms.example")


def remove(origin: _Origin, workspace: WorkspaceOption = None) -> None:
    """Let pages of an origin hold the picker no more; what they hold opens nothing at once.

    Examples:

      thesaury picker origins remove https://cms.example
    """
    from thesaury.pipeline.panels.origins import forbid

    with workspace_at(workspace) as opened:
        kept = forbid(opened.catalogue, origin)
    say(f"Pages of {kept} get nothing any more.")
