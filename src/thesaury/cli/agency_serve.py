"""`agency serve`: an agency and its clients in the browser."""

import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Annotated

import typer

from thesaury.cli.agency_at import AgencyOption, agency_at
from thesaury.cli.beside import WITH_PARENT, kept_beside
from thesaury.cli.output import say
from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from thesaury.bootstrap.agency import Agency

_PORT = 8520

ServeAgency = Callable[["Agency", int, Callable[[str], None]], None]
PortOption = Annotated[int, typer.Option(help="The port on this machine; 0 takes a free one.", min=0, max=65535)]


def register(group: typer.Typer) -> None:
    """Add the command to the group `agency`."""
    group.command()(serve)


def serve(
    context: typer.Context,
    agency: AgencyOption = None,
    port: PortOption = _PORT,
    worker: Annotated[
        bool, typer.Option("--worker/--no-worker", help="Run flows too, in a process beside; else: agency worker.")
    ] = True,
) -> None:
    """Show the agency and all its clients in the browser, on this machine only: each client at a host of its own.

    The first start prints a one-time link for who administers the agency. What pages start is run by an agency worker beside it.

    Example: thesaury agency serve, then http://localhost:8520 and http://north-sails.localhost:8520
    """
    opened = agency_at(agency)
    serve_agency(context.obj, opened, port, lambda address: _ways_in(opened, address), worker)


def serve_agency(
    run: ServeAgency | None,
    agency: "Agency",
    port: int,
    ways_in: Callable[[str], Sequence[str]],
    worker: bool = False,
) -> None:
    """Show the pages until stopped; once they are ready, `ways_in` is told the address and gives the lines that say how to come in."""
    if run is None:
        raise Usage("There are no pages to serve here. Start Thesaury by its own command, thesaury.")
    beside = ExitStack()

    def ready(address: str) -> None:
        if worker:
            command = (sys.executable, "-m", "thesaury", "agency", "worker", "--quiet", WITH_PARENT)
            beside.enter_context(kept_beside((*command, "--agency", str(agency.root))))
        print(f"The agency is at {address}  (Ctrl-C stops it)", flush=True)
        for line in ways_in(address):
            print(line, flush=True)

    # A service manager's end is one in good order, too.
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with beside:
            run(agency, port, ready)
    finally:
        signal.signal(signal.SIGTERM, before)
    say("stopped")


def _ways_in(agency: "Agency", address: str) -> list[str]:
    """A one-time link for the first person, while nobody can sign in who administers the agency."""
    from thesaury.pipeline.accounts import people

    with closing(agency.open_own()) as own:
        if own.access.begun():
            return []
        key = people.first_link(own.access)
    return [f"Come in by this link, once and within 24 hours: {address}/sign-in/link/{key}"]
