"""`agency allow`: what a client may name of the machine and of its network, besides its own folder and the public network."""

from pathlib import Path
from typing import Annotated

import typer

from thesaury.cli.agency_at import AgencyOption, agency_at
from thesaury.cli.output import JsonOption, print_json, print_table, say


def register(group: typer.Typer) -> None:
    """Add the command to the group `agency`."""
    group.command()(allow)


def allow(
    name: Annotated[str, typer.Argument(help="The client; shared is the agency's own workspace.")],
    place: Annotated[
        list[Path] | None, typer.Option(help="A folder or file of this machine; may be given again.")
    ] = None,
    host: Annotated[
        list[str] | None,
        typer.Option(help="A host of the server's own network, as host or host:port; may be given again."),
    ] = None,
    agency: AgencyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let a client read below a place of this machine, or reach a host of its own network; without either, say what it may.

    It is written into agency.toml, where it is also taken back, and holds at once.

    Examples:

      thesaury agency allow north-sails --place /srv/incoming/north-sails

      thesaury agency allow north-sails --host dam.north-sails.internal --host mail.example.internal:587
    """
    from thesaury.bootstrap.allowing import Allowance
    from thesaury.bootstrap.allowing import allow as allowed
    from thesaury.bootstrap.standing import SHARED

    opened = agency_at(agency)
    if name != SHARED:
        opened.client(name)
    if place or host:
        allowed(opened.root, name, [one.expanduser().absolute() for one in place or ()], host or ())
    now = Allowance(opened.root, name).now
    told = {"places": [str(one) for one in now.places], "hosts": sorted(now.hosts)}
    if as_json:
        print_json({"name": name, **told})
        return
    print_table(("allowed", ""), [(what, one) for what, each in told.items() for one in each])
    if not any(told.values()):
        say(f"{name} may look into its own folder alone, and reach the public network.")
