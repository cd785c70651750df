"""`agency ...`: clients, each with a workspace of its own, kept apart and seen side by side."""

from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli import agency_allow, agency_archives, agency_demo, agency_offers, agency_serve, agency_worker
from thesaury.cli.agency_at import AgencyOption, ClientArgument, agency_at
from thesaury.cli.output import JsonOption, print_json, print_table, say

if TYPE_CHECKING:
    from thesaury.bootstrap.agency import Agency
    from thesaury.model.agency import Client

_MIB = 1 << 20


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    group = typer.Typer(no_args_is_help=True, help="Keep the workspaces of clients, each apart.", rich_markup_mode=None)
    for command in (init, add, clients, status, suspend, resume):
        group.command()(command)
    agency_allow.register(group)
    agency_archives.register(group)
    agency_offers.register(group)
    agency_worker.register(group)
    agency_serve.register(group)
    agency_demo.register(group)
    app.add_typer(group, name="agency")


def init(
    folder: Annotated[Path, typer.Argument(help="Where the agency is made.")],
    languages: Annotated[
        str, typer.Option(help="Languages of its workspaces, best first, as BCP 47 tags.")
    ] = "en,de,fr",
) -> None:
    """Make an agency without clients, with a directory of people and a workspace for vocabularies of its own.

    Example: thesaury agency init studio --languages de,en
    """
    from thesaury.bootstrap.agency import init_agency

    init_agency(folder, _tags(languages))
    say(f"{folder} is ready. Next: thesaury agency add NAME --agency {folder}")


def add(
    name: ClientArgument,
    languages: Annotated[str, typer.Option(help="Languages to show, best first; otherwise those of the agency.")] = "",
    title: Annotated[str, typer.Option(help="What its pages are called, up to 40 signs; otherwise Thesaury.")] = "",
    agency: AgencyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make a workspace for a new client.

    Example: thesaury agency add north-sails --title "North Sails" --languages de,en
    """
    opened = agency_at(agency)
    with closing(opened.create(name, _tags(languages), title.strip())) as workspace:
        shown = {"name": name, "folder": str(workspace.root), "languages": list(workspace.languages)}
    if as_json:
        print_json(shown)
        return
    say(f"{name} is ready. Everything is done in it with --workspace {shown['folder']}, such as thesaury user add.")


def clients(agency: AgencyOption = None, as_json: JsonOption = False) -> None:
    """List the clients and how each stands."""
    opened = agency_at(agency)
    rows = [_standing(opened, client) for client in opened.clients()]
    if as_json:
        print_json(rows)
        return
    print_table(("client", "state", "since", "by", "folder"), [tuple(row.values()) for row in rows])
    if not rows:
        say("No client yet. Make one with: thesaury agency add NAME")


def status(agency: AgencyOption = None, as_json: JsonOption = False) -> None:
    """Say of each client how much it holds, what waits, and how its last run ended; clients that are suspended are not opened."""
    opened = agency_at(agency)
    rows = [_measured(opened, client) for client in opened.clients()]
    if as_json:
        print_json(rows)
        return
    columns = ("client", "state", "assets", "waiting", "open_runs", "last_run", "mib")
    print_table(columns, [[row.get(column, "") for column in columns] for row in rows])
    if not rows:
        say("No client yet. Make one with: thesaury agency add NAME")


def suspend(name: ClientArgument, agency: AgencyOption = None) -> None:
    """Let nothing open a client: no person, token, feed or worker. Its data are kept."""
    client = agency_at(agency).suspend(name)
    say(f"{name} is suspended since {client.since}. Let it be opened again with: thesaury agency resume {name}")


def resume(name: ClientArgument, agency: AgencyOption = None) -> None:
    """Let a suspended client be opened again."""
    agency_at(agency).resume(name)
    say(f"{name} may be opened again.")


def _standing(agency: "Agency", client: "Client") -> dict[str, str]:
    said = asdict(client)
    return {"client": said["name"], "state": client.state.value, "since": said["since"], "by": said["by"]} | {
        "folder": str(agency.folder(client.name))
    }


def _measured(agency: "Agency", client: "Client") -> dict[str, Any]:
    from thesaury.model.agency import ClientState

    row: dict[str, Any] = {"client": client.name, "state": client.state.value}
    if client.state is not ClientState.ACTIVE:
        return row
    with closing(agency.open(client.name)) as workspace:
        counts, runs = workspace.catalogue.enrichments.counts(), workspace.catalogue.runs
        last = next(iter(runs.recent(1)), None)
        row |= {"assets": counts.assets, "waiting": counts.suggestions, "open_runs": len(runs.open())}
        row |= {"last_run": f"{last.state.value} {last.finished_at or last.started_at}" if last else "never"}
    return row | {"mib": round(agency.size(client.name)[1] / _MIB, 1)}


def _tags(languages: str) -> tuple[str, ...]:
    return tuple(tag.strip() for tag in languages.split(",") if tag.strip())
