"""`agency serve`: an agency and its clients in the browser."""

import signal
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.agency_at import AgencyOption, agency_at
from thesaury.cli.output import say
from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from thesaury.bootstrap.agency import Agency

_PORT = 8520


def register(group: typer.Typer) -> None:
    """Add the command to the group `agency`."""
    group.command()(serve)


def serve(
    context: typer.Context,
    agency: AgencyOption = None,
    port: Annotated[int, typer.Option(help="The port on this machine; 0 takes a free one.", min=0, max=65535)] = _PORT,
) -> None:
    """Show the agency and all its clients in the browser, on this machine only: each client at a host of its own.

    The first start prints a one-time link for who administers the agency. What pages start is run by workers: thesaury agency worker.

    Example: thesaury agency serve, then http://localhost:8520 and http://north-sails.localhost:8520
    """
    if context.obj is None:
        raise Usage("There are no pages to serve here. Start Thesaury by its own command, thesaury.")
    opened = agency_at(agency)

    def ready(address: str) -> None:
        print(f"The agency is at {address}  (Ctrl-C stops it)", flush=True)
        for line in _ways_in(opened, address):
            print(line, flush=True)

    # A service manager's end is one in good order, too.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        context.obj(opened, port, ready)
    finally:
        signal.signal(signal.SIGTERM, before)
    say("stopped")


def _ways_in(agency: "Agency", address: str) -> list[str]:
    """A one-time link for the first person, while nobody can sign in who administers the agency."""
    from thesaury.pipeline.accounts import people

    own = agency.shared
    try:
        if own.access.begun():
            return []
        key = people.first_link(own.access)
    finally:
        own.close()
    return [f"Come in by this link, once and within 24 hours: {address}/sign-in/link/{key}"]
