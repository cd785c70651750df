"""`init`, `connect` and `connections`: a workspace and the systems it reads from."""

import json
from pathlib import Path
from typing import Annotated

import typer

from thesaury.cli.output import DryRunOption, JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(init)
    app.command()(connect)
    app.command(name="connections")(list_connections)


def init(
    folder: Annotated[Path, typer.Argument(help="Where the workspace is made.")],
    languages: Annotated[str, typer.Option(help="Languages to show, best first, as BCP 47 tags.")] = "en,de,fr",
) -> None:
    """Make an empty workspace.

    Example: thesaury init work --languages de,en
    """
    from thesaury.bootstrap import init_workspace

    init_workspace(folder, tuple(tag.strip() for tag in languages.split(",") if tag.strip())).close()
    say(f"{folder} is ready. Next: cd {folder}, then thesaury vocabulary import FILE and thesaury connect folder PATH.")


def connect(
    connector: Annotated[str, typer.Argument(help="Which connector: folder, table, ...")],
    location: Annotated[str, typer.Argument(help="Where: a folder, a file or an address.")],
    name: Annotated[str, typer.Option(help="The connection's name; otherwise made from the location.")] = "",
    mapping: Annotated[
        list[str] | None, typer.Option("--map", help="column=field; overrides the guess for that column.")
    ] = None,
    settings: Annotated[list[str] | None, typer.Option("--set", help="setting=value of this connector.")] = None,
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Connect a system that assets are read from, after a look at it; the guessed mapping of fields is shown.

    Examples:

      thesaury connect folder ~/Pictures

      thesaury connect table assets.csv --map "Alt text=description"
    """
    from thesaury.bootstrap import connector as manifest_of

    manifest = manifest_of(connector)
    with workspace_at(workspace) as opened:
        connection = Connection(
            name or _name(location),
            connector,
            _settings(manifest.settings[0].name, location, mapping or [], settings or []),
        )
        outline = opened.source(connection).outline()
        if not dry_run:
            with opened.writing():
                opened.catalogue.records.put_connection(connection)
    if as_json:
        shown = {"connection": connection.name, "connector": connector, "records": outline.records}
        print_json(shown | {"mapping": dict(outline.mapping), "notes": list(outline.notes), "stored": not dry_run})
        return
    print_table(("column", "becomes"), [(column, field or "(kept, not used)") for column, field in outline.mapping])
    for note in outline.notes:
        say(note)
    state = "would be connected" if dry_run else "is connected"
    say(f"{connection.name}: {outline.records} records, {state}. Next: thesaury sync")


def list_connections(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List the connections and how their last run ended."""
    with workspace_at(workspace) as opened:
        runs = {run.connection: run for run in reversed(opened.catalogue.runs.recent(1000))}
        rows = [(c, runs.get(c.name)) for c in opened.catalogue.records.connections()]
    if as_json:
        print_json(
            [
                {
                    "name": c.name,
                    "connector": c.connector,
                    "settings": dict(c.settings),
                    "last_run": r
                    and {
                        "state": r.state.value,
                        "at": r.finished_at or r.started_at,
                        "counts": dict(r.counts),
                        "message": r.message,
                    },
                }
                for c, r in rows
            ]
        )
        return
    print_table(
        ("name", "connector", "last run", "at"),
        [
            (c.name, c.connector, r.state.value if r else "never", (r.finished_at or r.started_at) if r else "")
            for c, r in rows
        ],
    )
    if not rows:
        say("No connection yet. Make one with: thesaury connect folder PATH, or thesaury connect table FILE")


def _name(location: str) -> str:
    path = Path(location)
    stem = path.name.split(".")[0] or path.absolute().name
    return stem or "assets"


def _settings(place: str, location: str, mapping: list[str], given: list[str]) -> tuple[tuple[str, str], ...]:
    """The settings of a new connection; the location fills the setting `place`, the connector's first."""
    settings = {place: str(Path(location).absolute()) if place == "path" else location}
    settings |= dict(pair(text, "--set") for text in given)
    if mapping:
        settings["mapping"] = json.dumps(dict(pair(text, "--map") for text in mapping), ensure_ascii=False)
    return tuple(sorted(settings.items()))


def pair(text: str, option: str) -> tuple[str, str]:
    """`name=value` as a pair. Raises Usage, naming the option, for anything else."""
    key, equals, value = text.rpartition("=")
    if not equals or not key:
        raise Usage(f"{option} {text!r} has to look like name=value.")
    return key, value
