"""`panel make`: packages of the panel for Photoshop, InDesign, Premiere, Adobe Express and Figma."""

from pathlib import Path
from typing import Annotated

import typer

from thesaury.cli.groups import group_of
from thesaury.cli.output import JsonOption, print_json, print_table, say
from thesaury.model.errors import Usage
from thesaury.panels.order import NAME


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = group_of(app, "panel", "The panel for creative tools.")
    group.command()(make)


def make(
    program: Annotated[str, typer.Argument(help="photoshop, indesign, premiere, express or figma.", metavar="PROGRAM")],
    server: Annotated[str, typer.Option(help="Address of your server, such as https://dam.example.com.")],
    out: Annotated[Path | None, typer.Option(help="The folder to make; an earlier package there is replaced.")] = None,
    name: Annotated[str, typer.Option(help="How the panel is called in the program's menu.")] = NAME,
    id: Annotated[str, typer.Option(help="The panel's id, where the program's maker gave you one.")] = "",
    everywhere: Annotated[
        bool, typer.Option("--all-domains", help="Let it reach every server, not yours alone.")
    ] = False,
    show: Annotated[
        bool, typer.Option("--permissions", help="Print what the package may do; make one only with --out.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Make the package of the panel for one program, for your server alone.

    Examples:

      thesaury panel make photoshop --server https://dam.example.com --out panel-photoshop

      thesaury panel make figma --server https://dam.example.com --permissions
    """
    from thesaury.panels import making
    from thesaury.panels.manifests import manifest
    from thesaury.panels.order import order
    from thesaury.panels.permissions import permissions

    made_for = order(program, server, name, id, everywhere)
    asked = permissions(made_for, manifest(made_for))
    if out is None and not show:
        raise Usage("Say where the package shall be made: --out FOLDER. Or see what it may do: --permissions")
    made = making.make(made_for, out) if out else None
    if as_json:
        print_json(
            {
                "program": made_for.program.value,
                "server": made_for.server,
                "id": made_for.id,
                "permissions": [{"name": one.name, "value": one.value, "why": one.why} for one in asked],
                "folder": str(made.folder) if made else None,
                "files": list(made.files) if made else [],
                "scripted": made.scripted if made else None,
            }
        )
    elif show:
        print_table(("permission", "value", "what for"), [(one.name, one.value, one.why) for one in asked])
    if made:
        say(f"The package for {made_for.server} is in {made.folder}; its README.md says how to try it.")
        if not made.scripted:
            say(
                "It is without its scripts, which are not built here, so the program cannot load it yet. Build them with:"
                " cd clients/picker && npm ci && npm run panels    and make the package again."
            )
    if everywhere:
        say("With --all-domains the panel may reach every server. Without it, it reaches yours alone.")
