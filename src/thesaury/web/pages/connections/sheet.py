"""What the page of one connection shows: settings without a secret, capabilities, its runs, what failed, what is unclear."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from json import loads

from thesaury.bootstrap import connector
from thesaury.model.connection import Connection, Failure, Run
from thesaury.model.flow import FlowState
from thesaury.model.outbox import OutboxRow, WriteState
from thesaury.ports.audit import Sought
from thesaury.ports.catalogue import Catalogue
from thesaury.web.desk import Desk, asset_url
from thesaury.web.parts.moments import ago, at
from thesaury.web.parts.retelling import retold
from thesaury.web.parts.run_words import RunRow, row
from thesaury.web.texts import named, phrase

_RUNS = 8
_FAILURES = 25
_WRITES = 25
_OPEN = (WriteState.UNCERTAIN, WriteState.REFUSED)
_WORDS = ("none",)


@dataclass(frozen=True, slots=True)
class Failed:
    """One thing a run could not do; `url` leads to its asset where there is one, `stage` says at which stage."""

    run: int
    stage: str
    connection: str
    item: str
    name: str
    """The item before a person."""
    reason: str
    url: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """One write whose effect nobody knows, or that was refused: what we wrote, and why it is open."""

    key: str
    external_id: str
    url: str
    field: str
    add: tuple[str, ...]
    remove: tuple[str, ...]
    state: str
    manner: str
    sign: str
    why: str
    sent: str


@dataclass(frozen=True, slots=True)
class Secret:
    """A secret that is kept: its name and since when; its value is never here."""

    name: str
    label: str
    since: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page of a connection below its head."""

    settings: tuple[tuple[str, tuple[str, ...]], ...]
    """Each with its value; one that says something of each column, line by line."""
    secrets: tuple[Secret, ...]
    capabilities: tuple[tuple[str, str], ...]
    helps: tuple[str, ...]
    runs: tuple[RunRow, ...]
    flows: tuple[str, ...]
    failures: tuple[Failed, ...]
    more_failures: int
    unclear: tuple[Unclear, ...]


def sheet(desk: Desk, connection: Connection, flows: Sequence[FlowState]) -> Sheet:
    """All of it; the other system is not asked."""
    catalogue, name = desk.workspace.catalogue, connection.name
    runs = catalogue.runs.recent(_RUNS, connection=name)
    last = next((run for run in runs if run.finished_at), None)
    failures = [one for one in catalogue.runs.failures(last.id) if one.connection in ("", name)] if last else []
    manifest = connector(connection.connector)
    return Sheet(
        tuple(
            (named("connections.setting", key), _lines(value)) for key, value in connection.settings if key != "sandbox"
        ),
        secrets(catalogue, connection),
        tuple(_capabilities(connection)),
        manifest.helps,
        tuple(row(run, len(catalogue.runs.failures(run.id))) for run in runs),
        tuple(state.flow.name for state in flows if name in state.flow.connections),
        tuple(failed(catalogue, last, one) for one in failures[:_FAILURES]) if last else (),
        max(0, len(failures) - _FAILURES),
        tuple(_unclear(catalogue, one) for one in catalogue.outbox.rows(_OPEN, name, "", _WRITES)),
    )


def _lines(value: str) -> tuple[str, ...]:
    """A setting as people read it: an object of texts as a line for each, without those that are empty."""
    try:
        said = loads(value) if value.startswith("{") else None
    except ValueError:
        return (value,)
    return tuple(f"{name}: {text}" for name, text in said.items() if text) if isinstance(said, dict) else (value,)


def secrets(catalogue: Catalogue, connection: Connection) -> tuple[Secret, ...]:
    """The secrets that are kept, by name; since when, where the audit log knows it."""
    names = catalogue.secrets.names(connection.name)
    since: dict[str, str] = {}
    for kept in catalogue.audit.deeds(Sought("", "secret.set", f"connection:{connection.name}"), limit=50):
        for name in names:
            if f'"{name}"' in kept.deed.after:
                since.setdefault(name, kept.deed.at)
    return tuple(Secret(name, named("connections.setting", name), ago(since.get(name, ""))) for name in names)


def failed(catalogue: Catalogue, run: Run, failure: Failure) -> Failed:
    """A failure with the way to its asset."""
    stage = named("runs.stage", failure.stage)
    item, url = failure.item, asset_of(catalogue, failure)
    return Failed(run.id, stage, failure.connection, item, item if url else retold(item), failure.reason, url)


def asset_of(catalogue: Catalogue, failure: Failure) -> str:
    """The page of the asset a failure is about; empty where it is about none that is here."""
    if not failure.item:
        return ""
    reference = f"{failure.connection}/{failure.item}" if failure.connection else failure.item
    found = catalogue.records.find(reference) or catalogue.records.find(failure.item)
    return asset_url(found.id) if found else ""


def _unclear(catalogue: Catalogue, row: OutboxRow) -> Unclear:
    change = row.change
    manner, sign = ("warn", "question") if row.state is WriteState.UNCERTAIN else ("bad", "cross")
    found = catalogue.records.find(f"{change.connection}/{change.external_id}")
    return Unclear(
        change.key,
        change.external_id,
        asset_url(found.id) if found else "",
        change.field,
        change.gains,
        change.loses,
        phrase(f"connections.write.{row.state.value}"),
        manner,
        sign,
        row.message,
        at(row.sent_at),
    )


def _capabilities(connection: Connection) -> list[tuple[str, str]]:
    """What the system can do, as the manifest says and the product obeys it."""
    known = connector(connection.connector).capabilities
    told: list[tuple[str, str]] = []
    for member in fields(known):
        value = getattr(known, member.name)
        if isinstance(value, bool):
            words = phrase("connections.yes" if value else "connections.no")
        else:
            words = phrase("connections.nothing") if value in _WORDS else str(value)
        if words and not (member.name == "sweep_hours" and not value):
            told.append((named("connections.can", member.name), words))
    return told
