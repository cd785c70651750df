"""The connection that a round is read by, which has the layout of a table as its settings."""

import json
from collections.abc import Sequence
from pathlib import Path

from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.model.onboarding import OnboardingRound, SourceKind
from thesaury.pipeline.onboarding.beginning import table_of
from thesaury.pipeline.onboarding.field_settings import settings_of
from thesaury.pipeline.onboarding.rounds import fields_of
from thesaury.ports.audit import Sought
from thesaury.ports.records import connection_named
from thesaury.ports.workspace import Workspace

TABLE = "table"
"""The connector that reads tables."""


def connection_of(
    workspace: Workspace, round: OnboardingRound, name: str = "", root: str | None = None, trying: bool = False
) -> Connection:
    """The connection that reads this round, as its accepted layout has it; nothing is kept.

    For a table it is one that reads this table already, or read the table that the round had before: its other settings stay. Where there
    is none, it is a new one of this name, or called as the round; with `trying`, which is for a dry run, under a name that is free. `root`
    is the folder that files are relative to: None leaves what the connection has, an empty one means that of the table, and a relative one
    begins at the workspace. Raises Usage for the name of a connection that reads something else, and for a vocabulary.
    """
    connections = workspace.catalogue.records.connections()
    if round.kind is SourceKind.VOCABULARY:
        raise Usage(
            f"The round {round.name} is of a vocabulary: its mappings count with any flow, and nothing is read."
        )
    if round.kind is SourceKind.CONNECTION:
        found = connection_named(workspace.catalogue.records, round.source)
        if found is None:
            raise Usage(f"There is no connection {round.source!r} any more. All are listed by: thesaury connections")
        return found
    table = table_of(workspace, round).absolute()
    own = sorted(
        readers(connections, workspace, round),
        key=lambda one: (one.name != round.name, _path(workspace, one) != table),
    )
    kept = next((one for one in own if name in ("", one.name)), None)
    called, taken = name or round.name, {one.name for one in connections}
    while trying and called in taken:
        called = f"{called}-"
    if kept is None and called in taken:
        raise Usage(f"There is a connection {called!r} already that reads something else. Name this one: --name NAME")
    return _table_connection(workspace, round, kept or Connection(called, TABLE), root)


def require_folder(workspace: Workspace, connection: Connection, root: str | None) -> None:
    """Raises Usage where a folder was named that is none. Ask only once the connection was found to name nothing of other clients: the
    answer tells what is there."""
    if root and not (place := _absolute(workspace, connection.setting("root"))).is_dir():
        raise Usage(
            f"There is no folder {place} on the server. Name the folder that the files in the table are relative to, by its whole path or "
            "by that within the folder of the workspace."
        )


def readers(connections: Sequence[Connection], workspace: Workspace, round: OnboardingRound) -> list[Connection]:
    """The connections that read what the round is of: the connection itself, or those that read its table, or a table that the round had
    before."""
    if round.kind is SourceKind.CONNECTION:
        return [one for one in connections if one.name == round.source]
    reading = [one for one in connections if one.connector == TABLE] if round.kind is SourceKind.TABLE else []
    tables = {table_of(workspace, round).absolute()}
    if any(_path(workspace, one) not in tables for one in reading):
        tables |= _tables_before(workspace, round)
    return [one for one in reading if _path(workspace, one) in tables]


def _tables_before(workspace: Workspace, round: OnboardingRound) -> set[Path]:
    """Where the tables lay that rounds of this name were of, as the log has it."""
    deeds = (
        kept.deed
        for action in ("onboarding.begin", "onboarding.propose")
        for kept in workspace.catalogue.audit.every(Sought(action=action, subject=f"onboarding:{round.name}"))
    )
    told = (json.loads(deed.after or "{}") for deed in deeds)
    return {_absolute(workspace, one["source"]) for one in told if one.get("kind") == SourceKind.TABLE}


def _path(workspace: Workspace, connection: Connection) -> Path:
    return _absolute(workspace, connection.setting("path"))


def _absolute(workspace: Workspace, path: str) -> Path:
    return (workspace.root / Path(path)).absolute()


def _table_connection(workspace: Workspace, round: OnboardingRound, kept: Connection, root: str | None) -> Connection:
    settings = dict(kept.settings)
    settings |= settings_of(fields_of(workspace, round))
    settings["path"] = _named(workspace, table_of(workspace, round).absolute())
    if root is not None:
        settings["root"] = _named(workspace, (workspace.root / Path(root).expanduser()).absolute()) if root else ""
    return Connection(kept.name, TABLE, tuple(sorted((key, value) for key, value in settings.items() if value)))


def _named(workspace: Workspace, place: Path) -> str:
    """What lies in the workspace is named by its place there, for the workspace may itself be moved."""
    root = workspace.root.absolute()
    return place.relative_to(root).as_posix() if place.is_relative_to(root) else str(place)
