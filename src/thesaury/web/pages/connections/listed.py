"""Every connection at a glance: what it is, how it is doing, when it is read next, and what waits to be written."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from thesaury.bootstrap import connectors
from thesaury.bootstrap.standing import agency_above
from thesaury.dispatch import workers_at_work
from thesaury.model.connection import Connection, Failure, Run, RunState
from thesaury.model.flow import FlowState
from thesaury.model.outbox import WriteState
from thesaury.pipeline import whole_failures
from thesaury.ports.workspace import Workspace
from thesaury.web.desk import Desk
from thesaury.web.pages.connections.graphs import graph_failure
from thesaury.web.parts.moments import ago
from thesaury.web.parts.retelling import retold
from thesaury.web.parts.run_words import RunRow, row
from thesaury.web.texts import named, phrase

_SEEN = 20
"""Runs of a connection that are looked at to say since when it fails."""
_TURN = timedelta(minutes=30)
"""What an agency's workers need at most, in common times, until a client's turn comes."""
_LOGIN = "thesaury login"
"""What every connector says where a person has to log in."""
_SIGNS = {"folder": "folder", "table": "assets"}


@dataclass(frozen=True, slots=True)
class State:
    """How a connection is doing, as manner, icon and word, with a sentence where something is wrong."""

    manner: str
    sign: str
    word: str
    why: str = ""
    login: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One connection; `published` is the page of what is published there, empty where it is no CMS alone."""

    name: str
    url: str
    title: str
    sign: str
    roles: str
    sandbox: bool
    state: State
    last: RunRow | None
    records: int
    waiting: int
    uncertain: int
    refused: int
    next: str
    open: RunRow | None
    published: str


def cards(desk: Desk) -> list[Card]:
    """All connections, in the order they were added."""
    flows = desk.workspace.catalogue.flows.all()
    return [card(desk, connection, flows) for connection in desk.workspace.catalogue.records.connections()]


def card(desk: Desk, connection: Connection, flows: Sequence[FlowState]) -> Card:
    """One connection as it stands."""
    catalogue, name = desk.workspace.catalogue, connection.name
    runs = [(run, catalogue.runs.failures(run.id)) for run in catalogue.runs.recent(_SEEN, connection=name)]
    ended = next(((run, failures) for run, failures in runs if run.finished_at), None)
    going = next((run for run, _ in runs if not run.finished_at), None)
    outbox = catalogue.outbox
    return Card(
        name,
        connection_url(name),
        title_of(connection),
        _SIGNS.get(connection.connector, "connections"),
        roles_of(desk, connection),
        connection.setting("sandbox") == "yes",
        _with_graph(desk, connection, state_of(desk, connection, runs)),
        row(ended[0], len([one for one in ended[1] if one.connection in ("", name)])) if ended else None,
        catalogue.records.count(name),
        outbox.count((WriteState.PENDING, WriteState.SENDING), name),
        outbox.count((WriteState.UNCERTAIN,), name),
        outbox.count((WriteState.REFUSED,), name),
        next_of(flows, name),
        row(going) if going else None,
        published_url(desk, connection),
    )


def published_url(desk: Desk, connection: Connection) -> str:
    """The page of what is published by a connection that does nothing else; empty for all others."""
    alone = connection.connector in connectors() and desk.workspace.roles(connection) == ("target",)
    return f"/publishing/targets/{quote(connection.name, safe='')}" if alone else ""


def connection_url(name: str) -> str:
    """The page of a connection."""
    return f"/connections/{quote(name, safe='')}"


def title_of(connection: Connection) -> str:
    """What the system is called, by its manifest."""
    known = connectors().get(connection.connector)
    return retold(known.title) if known else connection.connector


def roles_of(desk: Desk, connection: Connection) -> str:
    """What the connection is, in words; a connector that is not installed any more has none."""
    if connection.connector not in connectors():
        return phrase("connections.unknown")
    return ", ".join(named("connections.role", role) for role in desk.workspace.roles(connection))


def state_of(desk: Desk, connection: Connection, runs: Sequence[tuple[Run, Sequence[Failure]]]) -> State:
    """How it is doing, from its runs, the newest first: another connection's failure in the same run is not its own."""
    if any(run.state is RunState.RUNNING for run, _ in runs):
        return State("busy", "refresh", phrase("connections.state.running"))
    if any(run.state is RunState.WAITING for run, _ in runs):
        return State("", "clock", phrase("connections.state.waiting"))
    ended = [(run, own_failure(run, failures, connection.name)) for run, failures in runs if run.finished_at]
    if not ended:
        return State("", "info", phrase("connections.state.never"))
    why = ended[0][1]
    if not why:
        return State("good", "check", phrase("connections.state.fine"))
    if _LOGIN in why and "login" in desk.workspace.helps(connection):
        return State("warn", "key", phrase("connections.state.login"), why, True)
    since = ended[0][0]
    for run, failure in ended:
        if not failure:
            break
        since = run
    return State(
        "bad", "cross", phrase("connections.state.failing", since=ago(since.finished_at or since.started_at)), why
    )


def _with_graph(desk: Desk, connection: Connection, state: State) -> State:
    """The same, where nothing worse is known: that its graph store could not be kept current, which no run tells."""
    why = graph_failure(desk, connection) if state.manner in ("", "good") else ""
    return State("bad", "cross", phrase("graphs.failing"), why) if why else state


def own_failure(run: Run, failures: Sequence[Failure], name: str) -> str:
    """Why this connection as a whole failed in a run; empty where it did not."""
    own = [failure.reason for failure in whole_failures(failures) if failure.connection == name]
    if own:
        return own[0]
    alone = run.state is RunState.FAILED and run.connections == (name,)
    return run.message if alone else ""


def next_of(flows: Sequence[FlowState], name: str) -> str:
    """When a flow reads it next: in 5 hours; empty where none does by itself."""
    due = sorted(state.due for state in flows if state.due and state.flow.enabled and name in state.flow.connections)
    return ago(due[0]) if due else ""


def nobody_works(workspace: Workspace) -> bool:
    """Whether no worker is there, so that what is started waits. In an agency workers take turns: there, once a run waits for long."""
    if workers_at_work(workspace.catalogue, time.time()):
        return False
    if not agency_above(workspace.root):
        return True
    long_ago = (datetime.now(UTC) - _TURN).isoformat()
    return any(run.state is RunState.WAITING and run.started_at < long_ago for run in workspace.catalogue.runs.open())
