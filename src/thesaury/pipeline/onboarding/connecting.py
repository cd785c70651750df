"""The connection that a round is read by: its layout as settings of the table's connection, and what is missing for that."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.model.mapping import MappingStatus
from thesaury.model.onboarding import KeptMapping, OnboardingRound, SubjectKind
from thesaury.onboarding.fields import FieldConflict, FieldRole, crowded, told
from thesaury.onboarding.fields.naming import plain_names
from thesaury.onboarding.roles import TEXTS, target_of
from thesaury.pipeline.onboarding.beginning import SourceKind, table_of
from thesaury.pipeline.onboarding.rounds import every
from thesaury.ports.audit import Sought
from thesaury.ports.mappings import WantedMappings
from thesaury.ports.workspace import Workspace

TABLE = "table"
"""The connector that reads tables."""

_FIELDS = WantedMappings(kinds=(SubjectKind.FIELD,))
_KEYS = (FieldRole.ID, FieldRole.FILE)
_WHOLE = ("id", "file", "title", "description", "text:", "licence", "ignore")
"""How targets begin whose cells are never cut."""


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What keeps a round from being read: whether no accepted field names the assets, roles that several accepted fields have although
    one alone fills each, and how many fields nobody decided on. The last one keeps from nothing: such fields are only kept."""

    nameless: bool = False
    conflicts: tuple[FieldConflict, ...] = ()
    undecided: int = 0

    def __bool__(self) -> bool:
        """Whether anything has to be decided first."""
        return self.nameless or bool(self.conflicts)

    def sentences(self, language: str = "en") -> Iterator[str]:
        """Each as a sentence that says what to do."""
        if self.nameless:
            yield (
                "No field is accepted that names the assets: as identifier, or as file. "
                "Decide with: thesaury onboard decide FIELD --role id"
            )
        yield from (told(one, language) for one in self.conflicts)


def obstacles(workspace: Workspace, round: OnboardingRound) -> Obstacles:
    """What has to be decided before this round can be rehearsed or started; nothing for connections and vocabularies, which are read as
    ever."""
    if round.kind != SourceKind.TABLE:
        return Obstacles()
    fields = list(every(workspace, round.name, _FIELDS))
    roles = _roles(fields)
    return Obstacles(
        not any(role in _KEYS for role, _ in roles.values()),
        crowded(roles),
        sum(one.said.status is MappingStatus.PROPOSED for one in fields),
    )


def require_whole(workspace: Workspace, round: OnboardingRound) -> None:
    """Raises Usage, with everything that is missing, where this round cannot be read yet."""
    if missing := obstacles(workspace, round):
        raise Usage(" ".join(missing.sentences(workspace.languages[0])))


def connection_of(
    workspace: Workspace, round: OnboardingRound, name: str = "", root: str | None = None, trying: bool = False
) -> Connection:
    """The connection that reads this round, as its accepted layout has it; nothing is kept.

    That of a table is the one that reads this table already, or one that was this round's before, with its other settings as they are; else
    a new one of this name, or called as the round; where that is only `trying`, by a free name. `root` is the folder that files are
    relative to: None leaves what the connection has, an empty one is that of the table, one that is not whole lies in the workspace.
    Raises Usage for a name that reads something else, and for a vocabulary.
    """
    connections = workspace.catalogue.records.connections()
    if round.kind == SourceKind.VOCABULARY:
        raise Usage(
            f"The round {round.name} is of a vocabulary: its mappings count with any flow, and nothing is read."
        )
    if round.kind == SourceKind.CONNECTION:
        found = next((one for one in connections if one.name == round.source), None)
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
    if root and not (place := _whole(workspace, connection.setting("root"))).is_dir():
        raise Usage(
            f"There is no folder {place} on the server. Name the folder that the files in the table are relative to, by its whole path or "
            "by that within the folder of the workspace."
        )


def readers(connections: Sequence[Connection], workspace: Workspace, round: OnboardingRound) -> list[Connection]:
    """Those of these connections whose records are those of the round: the connection itself, or what reads its table, or a table that was
    brought in as this round before."""
    if round.kind == SourceKind.CONNECTION:
        return [one for one in connections if one.name == round.source]
    reading = [one for one in connections if one.connector == TABLE] if round.kind == SourceKind.TABLE else []
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
    return {_whole(workspace, one["source"]) for one in told if one.get("kind") == SourceKind.TABLE}


def _path(workspace: Workspace, connection: Connection) -> Path:
    return _whole(workspace, connection.setting("path"))


def _whole(workspace: Workspace, path: str) -> Path:
    return (workspace.root / Path(path)).absolute()


def places_of(round: OnboardingRound, fields: Sequence[KeptMapping]) -> dict[str, str]:
    """Where in a record the values of each field stand: as `model.client_word` calls it. Records of a connection have the field itself; a
    table's layout calls it by its role, and one that is not accepted stands nowhere."""
    if round.kind == SourceKind.CONNECTION:
        return {one.subject.field: one.subject.field for one in fields}
    return {name: target.removeprefix("property:") for name, target in targets_of(fields).items()}


def targets_of(fields: Sequence[KeptMapping]) -> dict[str, str]:
    """What the setting `mapping` of a table's connection calls the accepted ones of these fields, which are all that the table has."""
    names = plain_names(one.subject.field for one in fields)
    return {name: target_of(role, names[name], language) for name, (role, language) in _roles(fields).items()}


def settings_of(fields: Sequence[KeptMapping]) -> dict[str, str]:
    """The settings of a table's connection that say what was accepted of these fields: `mapping`, `lists`, `dates`, `decimals`, `language`.
    A field that is not accepted is only kept."""
    roles = _roles(fields)
    readings = {one.subject.field: one.said.reading for one in fields if one.subject.field in roles}
    mapping = {one.subject.field: "ignore" for one in fields}
    mapping |= targets_of(fields)
    listed = {name: one for name, one in readings.items() if not mapping[name].startswith(_WHOLE)}
    spoken = Counter(language for role, language in roles.values() if language and role in TEXTS)
    return {
        "mapping": _json(mapping),
        "lists": _json({name: one.separator for name, one in listed.items() if one.separator is not None}),
        "dates": _json({name: one.dates for name, one in readings.items() if one.dates}),
        "decimals": _json({name: one.decimal for name, one in readings.items() if one.decimal}),
        "language": spoken.most_common(1)[0][0] if spoken else "",
    }


def _table_connection(workspace: Workspace, round: OnboardingRound, kept: Connection, root: str | None) -> Connection:
    settings = dict(kept.settings)
    settings |= settings_of(list(every(workspace, round.name, _FIELDS)))
    settings["path"] = _named(workspace, table_of(workspace, round).absolute())
    if root is not None:
        settings["root"] = _named(workspace, (workspace.root / Path(root).expanduser()).absolute()) if root else ""
    return Connection(kept.name, TABLE, tuple(sorted((key, value) for key, value in settings.items() if value)))


def _named(workspace: Workspace, table: Path) -> str:
    """A table that lies in the workspace is named by its place there, for the workspace may itself be moved."""
    root = workspace.root.absolute()
    return table.relative_to(root).as_posix() if table.is_relative_to(root) else str(table)


def _roles(fields: Sequence[KeptMapping]) -> dict[str, tuple[FieldRole, str]]:
    """The accepted role of each field, with its language."""
    accepted = (one for one in fields if one.said.status is MappingStatus.ACCEPTED)
    return {one.subject.field: (FieldRole(one.said.target), one.said.language) for one in accepted}


def _json(told: Mapping[str, str | None]) -> str:
    return json.dumps(told, ensure_ascii=False) if told else ""
