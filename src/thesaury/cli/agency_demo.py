"""`agency demo`: an agency with a shared model and two clients in the browser, of which the second one is yet to be brought in."""

import time
import webbrowser
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli.agency_serve import PortOption, serve_agency
from thesaury.cli.demo import OpenOption, has_desktop
from thesaury.cli.output import QuietOption, print_json, progress_shown

if TYPE_CHECKING:
    from thesaury.bootstrap.agency import Agency

_PORT = 8520


def register(group: typer.Typer) -> None:
    """Add the command to the group `agency`."""
    group.command()(demo)


def demo(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Where the demo lives; made on first use.")] = Path("thesaury-agency"),
    headless: Annotated[
        bool,
        typer.Option("--headless", help="Bring the second client in, too, print one JSON summary, and stop."),
    ] = False,
    pictures: Annotated[
        bool, typer.Option("--pictures/--no-pictures", help="Draw the clients' pictures, which takes a minute.")
    ] = True,
    port: PortOption = _PORT,
    open_browser: OpenOption = True,
    quiet: QuietOption = False,
) -> None:
    """Make the agency Northlight and show it: a shared model, a client who is on board, and one who has only delivered a table.

    Cut off, the same command goes on.

    Examples:

      thesaury agency demo

      thesaury agency demo studio --headless
    """
    from thesaury.cli.agency_demo_made import made
    from thesaury.cli.logs import configure_logs

    configure_logs()
    started = time.monotonic()
    with progress_shown(quiet) as progress:
        agency = made(folder, progress, pictures)
        if headless:
            from thesaury.cli.agency_demo_onboarding import brought_in

            onboarding = brought_in(agency, progress)
    if headless:
        told: dict[str, Any] = {"agency": str(agency.root), "clients": _counted(agency), "onboarding": onboarding}
        print_json(told | {"seconds": round(time.monotonic() - started, 2)})
        return

    def ways_in(address: str) -> list[str]:
        ways = _ways_in(agency, address)
        if open_browser and has_desktop():
            webbrowser.open(ways[0].split()[-1])
        return ways

    serve_agency(context.obj, agency, port, ways_in, worker=True)


def _counted(agency: "Agency") -> dict[str, dict[str, int]]:
    counted = {}
    for client in agency.clients():
        with closing(agency.open(client.name)) as workspace:
            counts = workspace.catalogue.enrichments.counts()
            counted[client.name] = {
                "assets": counts.assets,
                "accepted": counts.accepted,
                "suggestions": counts.suggestions,
                "brand_terms": len(workspace.catalogue.brand_terms.all()),
            }
    return counted


def _ways_in(agency: "Agency", address: str) -> list[str]:
    """A one-time link for who administers all, which is the first, and one for each of the others."""
    from thesaury.cli.agency_demo_people import everybody
    from thesaury.pipeline.accounts.people import demo_link

    with closing(agency.open_own()) as own:
        lines = [f"Come in by this link, once and within 24 hours: {address}/sign-in/link/{demo_link(own.access)}"]
        for person in everybody():
            seen = " and ".join(f"{client} ({role.value})" for client, role in person.roles)
            key = demo_link(own.access, person.address)
            lines.append(f"Or, in a private window, as {person.name}, who sees {seen}: {address}/sign-in/link/{key}")
    return lines
