"""`plugin`: what a connector needs on the other side, as the other system takes it."""

from pathlib import Path
from typing import Annotated

import typer

from thesaury.cli.output import say
from thesaury.model.errors import Unreachable, Usage


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(plugin)


def plugin(
    connector: Annotated[str, typer.Argument(help="wordpress.", metavar="CONNECTOR")],
    out: Annotated[Path | None, typer.Option(help="The file to write; without it, the usual name here.")] = None,
) -> None:
    """Write the plugin that a connector needs on the other side.

    Example:

      thesaury plugin wordpress --out thesaury.zip
    """
    from thesaury.bootstrap import connectors

    manifest = connectors().get(connector)
    if manifest is None or "plugin" not in manifest.helps:
        able = ", ".join(sorted(one.name for one in connectors().values() if "plugin" in one.helps))
        raise Usage(f"There is no plugin for '{connector}'; there is one for: {able}.")
    name, content = manifest.factory("plugin")()
    path = out or Path(name)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Unreachable(f"{path} could not be written: {error.strerror}. Name another file with --out.") from error
    say(f"The plugin for {manifest.title} is in {path}.")
