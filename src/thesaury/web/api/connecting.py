"""Connections as programs read and change them, and plans of what would be written back."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from thesaury.bootstrap import connectors
from thesaury.dispatch import begin, plan_digest, preview
from thesaury.model.connection import Connection
from thesaury.model.errors import NoSpace, Retry, Usage, WorkspaceBusy
from thesaury.model.flow import Flow, Step
from thesaury.model.outbox import ConceptTag, OutboxRow
from thesaury.pipeline.disconnecting import disconnect
from thesaury.pipeline.graph_stores import kept_graphs
from thesaury.pipeline.keeping import keep_connection, keep_secrets
from thesaury.ports.records import connection_named
from thesaury.web.api.models.connections import AddConnection
from thesaury.web.api.problems import ApiProblem
from thesaury.web.desk import Desk
from thesaury.web.failures import NotHere
from thesaury.web.parts.connecting import RESERVED, connected, free_name, good_name, look, read_by_flow

SHOWN = 100
"""Writes that a plan tells in full; all of them are counted, and all of them are made."""


@contextmanager
def asking() -> Iterator[None]:
    """What keeps a system of a customer from answering is told as its failure, not as ours: 422."""
    try:
        yield
    except (WorkspaceBusy, NoSpace):
        raise
    except Retry as error:
        raise ApiProblem("no-answer", error.message) from error


def kinds() -> list[dict[str, Any]]:
    """The connectors there are, with their settings."""
    asked = ("name", "description", "required", "secret", "default")
    return [
        {
            "name": name,
            "title": one.title,
            "summary": one.summary,
            "roles": list(one.roles),
            "settings": [
                {field: getattr(setting, field) for field in asked} | {"choices": list(setting.choices)}
                for setting in one.settings
            ],
        }
        for name, one in sorted(connectors().items())
    ]


def known(desk: Desk, name: str) -> Connection:
    """The connection of this name. Raises NotHere."""
    found = connection_named(desk.workspace.catalogue.records, name)
    if found is None:
        raise NotHere("connection")
    return found


def told(desk: Desk, connection: Connection) -> dict[str, Any]:
    """A connection as plain data; secrets by name alone."""
    return {
        "name": connection.name,
        "connector": connection.connector,
        "roles": list(desk.workspace.roles(connection)),
        "helps": list(desk.workspace.helps(connection)),
        "settings": dict(connection.settings),
        "secrets": list(desk.workspace.catalogue.secrets.names(connection.name)),
    }


def graphs(desk: Desk, connection: Connection) -> dict[str, Any]:
    """How far its graph store is. Raises NotHere where it has none."""
    if "graph" not in desk.workspace.roles(connection):
        raise NotHere("graph_store")
    known = kept_graphs(desk.workspace, connection)
    told = [{"graph": o.graph, "statements": o.statements, "at": o.at, "failed": o.failed} for o in known.graphs]
    return asdict(known) | {"graphs": told}


def added(desk: Desk, body: AddConnection) -> dict[str, Any]:
    """Connect a system once it answers, with a flow that reads it. Raises Usage for names that cannot be, and what the look raises."""
    taken = [one.name for one in desk.workspace.catalogue.records.connections()]
    name = body.name.strip() or free_name(body.connector, [*taken, *RESERVED])
    if body.connector not in connectors():
        raise Usage(f"There is no connector {body.connector!r}. GET /api/v1/connectors lists them.")
    if name in taken or name in RESERVED or not good_name(name):
        raise Usage(
            f"A connection cannot be called {name!r}: use letters, digits, spaces and -_. and no name of another."
        )
    settings = _settings(body.connector, body.settings)
    secrets = _secrets(body.connector, body.secrets)
    with asking():
        made, waits = connected(
            desk, Connection(name, body.connector, settings), {k: v for k, v in secrets.items() if v}
        )
    read_by_flow(desk, made, body.when)
    return told(desk, made) | {"needs_login": waits}


def changed(desk: Desk, before: Connection, settings: Mapping[str, str], unseen: bool) -> dict[str, Any]:
    """Keep other settings of a connection, once the system answers by them unless `unseen`. Raises Usage, and what the look raises."""
    named = {one.name for one in connectors()[before.connector].settings}
    own = {key: value for key, value in before.settings if key not in named}
    wanted = {**own, **dict(_settings(before.connector, {k: v for k, v in settings.items() if own.get(k) != v}))}
    after = Connection(before.name, before.connector, tuple(sorted(wanted.items())))
    with asking():
        if unseen:
            desk.workspace.roles(after)
        else:
            look(desk, after)
    keep_connection(desk.workspace.catalogue, after)
    return told(desk, after)


def checked(desk: Desk, connection: Connection) -> list[str]:
    """What a look at the system finds, in sentences."""
    with asking():
        return list(desk.workspace.check(connection))


def secrets_kept(desk: Desk, name: str, given: Mapping[str, str]) -> list[str]:
    """Keep these secrets and forget the empty ones; returns the names of those there are. Raises Usage for one nobody asks for."""
    keep_secrets(desk.workspace.catalogue, name, _secrets(known(desk, name).connector, given))
    return list(desk.workspace.catalogue.secrets.names(name))


def parted(desk: Desk, name: str, leave: bool = False) -> dict[str, Any]:
    """Take a connection away, `leave`: with what it published left where it is. Raises as `disconnect`."""
    gone = asdict(disconnect(desk.workspace, name, leave))
    return {key: list(value) if isinstance(value, tuple) else value for key, value in gone.items()}


def plan(desk: Desk, connection: Connection, flow: str) -> dict[str, Any]:
    """What would be written to a connection now. Raises Usage for a flow that does not write there, and what its system raises."""
    chosen = _flow(desk, connection, flow)
    with asking():
        rows = preview(desk.workspace, chosen, [connection.name])
    return {
        "digest": plan_digest(rows),
        "count": len(rows),
        "assets": len({row.change.external_id for row in rows}),
        "added": sum(len(row.change.add) for row in rows),
        "removed": sum(len(row.change.remove) for row in rows),
        "writes": [_write(row) for row in rows[:SHOWN]],
    }


def carried_out(desk: Desk, connection: Connection, digest: str, flow: str) -> dict[str, Any]:
    """Begin exactly the plan that was read. Raises Outdated where it is another by now, WorkspaceBusy where a run uses the connection."""
    chosen = _flow(desk, connection, flow)
    with asking():
        run = begin(desk.workspace, chosen, connection, digest)
    return {"run": run.id, "state": run.state.value}


def _flow(desk: Desk, connection: Connection, name: str) -> Flow:
    if "sink" not in desk.workspace.roles(connection):
        raise Usage(f"Nothing is written to {connection.name}: it is read only.")
    if not name:
        return Flow("", (connection.name,))
    state = desk.workspace.catalogue.flows.get(name)
    if state is None or connection.name not in state.flow.connections or Step.PUSH not in state.flow.steps:
        raise Usage(f"No flow {name!r} writes to {connection.name}. GET /api/v1/flows lists them.")
    return state.flow


def _write(row: OutboxRow) -> dict[str, Any]:
    change = row.change
    return {
        "external_id": change.external_id,
        "field": change.field,
        "add": [_tag(tag) for tag in change.add],
        "remove": [_tag(tag) for tag in change.remove],
    }


def _tag(tag: ConceptTag) -> dict[str, str]:
    return {"iri": tag.iri, "label": tag.labels[0].text if tag.labels else tag.iri}


def _settings(connector: str, given: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    names = {one.name for one in connectors()[connector].settings if not one.secret}
    _refuse(connector, given, names, "setting")
    return tuple(sorted((name, value.strip()) for name, value in given.items() if value.strip()))


def _secrets(connector: str, given: Mapping[str, str]) -> dict[str, str]:
    names = {one.name for one in connectors()[connector].settings if one.secret}
    _refuse(connector, given, names, "secret")
    return dict(given)


def _refuse(connector: str, given: Sequence[str] | Mapping[str, str], names: set[str], kind: str) -> None:
    if strange := sorted(set(given) - names):
        listed = ", ".join(sorted(names)) or "none"
        raise Usage(f"{connector} has no {kind} {strange[0][:100]!r}. There are: {listed}.")
