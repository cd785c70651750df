"""Which agency a command is about, and which of its clients."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from thesaury.bootstrap.agency import Agency

AgencyOption = Annotated[
    Path | None,
    typer.Option("--agency", "-a", envvar="THESAURY_AGENCY", help="The agency; otherwise the one you stand in."),
]
ClientArgument = Annotated[str, typer.Argument(help="The client's name.")]


def agency_at(root: Path | None) -> "Agency":
    """The named agency, or the one around the current directory."""
    from thesaury.bootstrap.agency import find_agency, open_agency
    from thesaury.cli.logs import configure_logs

    configure_logs()
    return open_agency(root if root else find_agency(Path.cwd()))
