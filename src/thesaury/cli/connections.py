"""`init`, `connect`, `connections`, `check` and `listen`: a workspace and the systems it reads from and writes to."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from thesaury.cli.output import DryRunOption, JsonOption, WorkspaceOption, print_json, print_table, say, workspace_at
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage

if TYPE_CHECKING:
    from thesaury.bootstrap import EmbeddedWorkspace
    from thesaury.model.connection import Run
    from thesaury.ports.source import Outline


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(init)
    app.command()(connect)
    app.command(name="connections")(list_connections)
    app.command()(check)
    app.command()(listen)


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
    secrets: Annotated[
        list[str] | None,
        typer.Option(
            "--secret", help="Name of a secret; asked for, or read from THESAURY_SECRET_<NAME>. Kept encrypted."
        ),
    ] = None,
    workspace: WorkspaceOption = None,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Connect a system, after a look at it; the guessed mapping of fields is shown.

    Examples:

      thesaury connect folder ~/Pictures

      thesaury connect table assets.csv --map "Alt text=description"

      thesaury connect poolparty https://words.example --set user=api --secret password
    """
    from thesaury.bootstrap import connector as manifest_of
    from thesaury.pipeline.keeping import keep_connection
    from thesaury.ports.audit import note as noted

    manifest = manifest_of(connector)
    with workspace_at(workspace) as opened:
        connection = Connection(
            name or _name(location),
            connector,
            _settings(manifest.settings[0].name, location, mapping or [], settings or []),
        )
        with _kept_if_good(opened, connection.name, _asked(secrets or ()), dry_run):
            outline = outlined(opened, connection)
            described = [opened.sink(connection).describes] if "sink" in manifest.roles else []
            if opened.sandboxed(connection):
                connection = replace(connection, settings=(*connection.settings, ("sandbox", "yes")))
                described.append("This is a sandbox server, no live system.")
            if not dry_run:
                with opened.writing():
                    keep_connection(opened.catalogue, connection)
            if secrets and not dry_run:
                noted(opened.catalogue.audit, "secret.set", f"connection:{connection.name}", None, {"names": secrets})
    if as_json:
        shown = {"connection": connection.name, "connector": connector, "records": outline.records}
        notes = [*outline.notes, *described]
        print_json(shown | {"mapping": dict(outline.mapping), "notes": notes, "stored": not dry_run})
        return
    if outline.mapping:
        print_table(("column", "becomes"), [(column, field or "(kept, not used)") for column, field in outline.mapping])
    for note in (*outline.notes, *described):
        say(note)
    state = "would be connected" if dry_run else "is connected"
    if "target" in manifest.roles:
        say(f"{connection.name}: {state}. Next: thesaury publish --dry-run")
    else:
        say(f"{connection.name}: {outline.records} records, {state}. Next: thesaury sync")


def list_connections(workspace: WorkspaceOption = None, as_json: JsonOption = False) -> None:
    """List the connections, what each can be, and how it did in its last run."""
    with workspace_at(workspace) as opened:
        rows = _listed(opened)
    if as_json:
        print_json(rows)
        return
    print_table(
        ("name", "connector", "roles", "last run", "at"),
        [
            (
                r["name"],
                r["connector"] + (" (sandbox)" if r["sandbox"] else ""),
                " ".join(r["roles"]),
                *((run["state"], run["at"]) if run else ("never", "")),
            )
            for r in rows
            for run in [r["last_run"]]
        ],
    )
    if not rows:
        say("No connection yet. Make one with: thesaury connect folder PATH, or thesaury connect table FILE")


def check(
    connection: Annotated[str, typer.Argument(help="The connection's name.")],
    workspace: WorkspaceOption = None,
    as_json: JsonOption = False,
) -> None:
    """Look whether a connection works, and say what is not as it should be; nothing is stored."""
    with workspace_at(workspace) as opened:
        said = opened.check(opened.connection(connection))
    if as_json:
        print_json(list(said))
        return
    for sentence in said:
        print(sentence)


def listen(
    connection: Annotated[str, typer.Argument(help="The connection's name.")],
    base: Annotated[
        str, typer.Argument(help="Where `thesaury serve` can be reached from outside, such as https://hooks.example.")
    ] = "",
    stop: Annotated[bool, typer.Option("--stop", help="Take the address back; it answers no more.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Give a system an unguessable address to deliver its events to; with BASE it is subscribed there, and `worker` renews that.

    Flows with the schedule `changes` start when it says that something changed. A former address of the connection answers no more.
    """
    from thesaury.dispatch import subscribing

    with workspace_at(workspace) as opened:
        known = opened.connection(connection)
        if "listener" not in opened.helps(known):
            raise Usage(f"{connection} delivers no events. Read it by a schedule: thesaury flow add NAME {connection}")
        if stop:
            subscribing.take_back(opened, known)
            say(f"The address of {connection} answers no more.")
            return
        address = subscribing.address_of(opened, known, base)
        print(address, flush=True)
        for sentence in subscribing.subscribe(opened, known, address) if base else ():
            say(sentence)
    say("Keep this address to yourself: it is shown once. Flows that wait for it have the schedule: changes")


def _listed(opened: "EmbeddedWorkspace") -> list[dict[str, Any]]:
    runs = {name: run for run in reversed(opened.catalogue.runs.recent(1000)) for name in run.connections}
    return [
        {
            "name": connection.name,
            "connector": connection.connector,
            "roles": list(opened.roles(connection)),
            "sandbox": connection.setting("sandbox") == "yes",
            "settings": dict(connection.settings),
            "secrets": list(opened.catalogue.secrets.names(connection.name)),
            "last_run": _last(opened, connection.name, runs.get(connection.name)),
        }
        for connection in opened.catalogue.records.connections()
    ]


def _last(opened: "EmbeddedWorkspace", name: str, run: "Run | None") -> dict[str, Any] | None:
    """How one connection did in a run: another one's failure is not its own."""
    from thesaury.model.connection import RunState
    from thesaury.pipeline import whole_failures

    if run is None:
        return None
    failed = whole_failures(opened.catalogue.runs.failures(run.id))
    own = [failure.reason for failure in failed if failure.connection == name]
    state = RunState.FINISHED if failed and not own and run.state is RunState.FAILED else run.state
    return {
        "run": run.id,
        "state": state.value,
        "at": run.finished_at or run.started_at,
        "counts": dict(run.counts),
        "message": own[0] if own else run.message if not failed else "",
    }


def outlined(opened: "EmbeddedWorkspace", connection: Connection) -> "Outline":
    """What a connection looks like: its assets, or else its words, or else what its check says of it."""
    from thesaury.ports.source import Outline

    roles = opened.roles(connection)
    if "source" in roles:
        return opened.source(connection).outline()
    if "vocabulary" in roles:
        return opened.vocabulary_source(connection).outline()
    return Outline(0, (), opened.check(connection))


def asked_secret(name: str) -> str:
    """A secret from its environment variable, or typed unseen. Raises Usage where there is neither."""
    import getpass
    import os
    import sys

    variable = f"THESAURY_SECRET_{name.upper()}"
    value = os.environ.get(variable, "")
    if not value and sys.stdin.isatty():
        value = getpass.getpass(f"{name}: ")
    if not value:
        raise Usage(f"The secret {name} is not given. Set {variable}, or run this in a terminal to be asked for it.")
    return value


def _asked(names: "list[str] | tuple[()]") -> dict[str, str]:
    return {name: asked_secret(name) for name in names}


@contextmanager
def _kept_if_good(
    opened: "EmbeddedWorkspace", connection: str, given: Mapping[str, str], dry_run: bool
) -> Iterator[None]:
    """The secrets are there for the look at the system; they stay only when the connection does."""
    vault = opened.catalogue.secrets
    before = {name: vault.get(connection, name) for name in given}
    if given:
        vault.put(connection, given)
    try:
        yield
    except BaseException:
        dry_run = True
        raise
    finally:
        if dry_run and given:
            vault.put(connection, before)


def _name(location: str) -> str:
    from urllib.parse import urlsplit

    if host := urlsplit(location).hostname if "://" in location else None:
        return host.split(".")[0] if not host[0].isdecimal() else host
    path = Path(location)
    stem = path.name.split(".")[0] or path.absolute().name
    return stem or "assets"


def _settings(place: str, location: str, mapping: list[str], given: list[str]) -> tuple[tuple[str, str], ...]:
    """The settings of a new connection; the location fills the setting `place`, the connector's first."""
    settings = {place: str(Path(location).absolute()) if place == "path" else location}
    settings |= dict(_setting(text) for text in given)
    if mapping:
        settings["mapping"] = json.dumps(dict(pair(text, "--map") for text in mapping), ensure_ascii=False)
    return tuple(sorted(settings.items()))


def _setting(text: str) -> tuple[str, str]:
    """A setting's name holds no equals sign, but its value may: `fields=https://terms.example/topics=Subject`."""
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise Usage(f"--set {text!r} has to look like setting=value.")
    return name, value


def pair(text: str, option: str) -> tuple[str, str]:
    """`name=value` as a pair. Raises Usage, naming the option, for anything else."""
    key, equals, value = text.rpartition("=")
    if not equals or not key:
        raise Usage(f"{option} {text!r} has to look like name=value.")
    return key, value
