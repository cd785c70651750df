"""The first flow of a client: its connection, a flow that reads and enriches and writes nothing back, and a run of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from thesaury.model.connection import Connection, Run
from thesaury.model.errors import Usage
from thesaury.model.flow import Flow, FlowState, Schedule, Step
from thesaury.model.onboarding import OnboardingRound, SourceKind
from thesaury.model.time import now
from thesaury.pipeline import triggering
from thesaury.pipeline.keeping import keep_connection, keep_flow
from thesaury.pipeline.onboarding.connecting import connection_of, require_folder
from thesaury.pipeline.onboarding.obstacles import require_decided
from thesaury.ports.records import connection_named
from thesaury.ports.workspace import A_MOMENT, Workspace
from thesaury.sync.scheduling import first_due

STEPS = (Step.PULL, Step.ENRICH)
"""What a first flow does: into a client's own system it writes nothing before somebody says so."""


@dataclass(frozen=True, slots=True)
class Started:
    """What a start came to: the names of the connection and the flow, and whether each was made now or was there; the run that waits for a
    worker. Of a vocabulary nothing is made: its mappings count with any flow, from its next run on."""

    connection: str = ""
    flow: str = ""
    run: Run | None = None
    made_connection: bool = False
    changed_connection: bool = False
    made_flow: bool = False
    changed_flow: bool = False


def start(
    workspace: Workspace,
    round: OnboardingRound,
    schedule: Schedule | None = None,
    name: str = "",
    root: str | None = None,
) -> Started:
    """Connect the source of this round as its accepted layout has it, keep its flow and let a run of it wait for a worker.

    Twice it makes nothing twice: what is there already is brought up to date. A flow that is there keeps its steps, and its schedule where
    none is named; a new one is started by people. `name` is what a new connection and its flow are called, instead of as the round;
    `root` the folder that files are relative to: None leaves what the connection has, an empty one is that of the table.

    Raises Usage where something has to be decided first, or a name is taken, and what the source raises when it is looked at; nothing is
    made then.
    """
    require_decided(workspace, round)
    if round.kind is SourceKind.VOCABULARY:
        return Started()
    connection = connection_of(workspace, round, name, root)
    before = connection_named(workspace.catalogue.records, connection.name)
    if round.kind is SourceKind.TABLE:
        workspace.source(connection).outline()  # what cannot be read is not connected
        require_folder(workspace, connection, root)
    state = workspace.catalogue.flows.get(connection.name)
    flow = _flow(connection, state, schedule)
    if before != connection:
        with workspace.writing(A_MOMENT):
            keep_connection(workspace.catalogue, connection)
    if state is None or state.flow != flow:
        keep_flow(workspace.catalogue, flow, first_due(flow.schedule, datetime.fromisoformat(now())))
    run = triggering.start(workspace.catalogue, flow.name)
    changed = before is not None and before != connection
    return Started(
        connection.name,
        flow.name,
        run,
        before is None,
        changed,
        state is None,
        state is not None and state.flow != flow,
    )


def _flow(connection: Connection, state: FlowState | None, schedule: Schedule | None) -> Flow:
    """The flow as it is to be. Raises Usage where one of its name reads something else."""
    if state is None:
        return Flow(connection.name, (connection.name,), STEPS, schedule or Schedule())
    if connection.name not in state.flow.connections:
        raise Usage(
            f"There is a flow {state.flow.name!r} already that does not read {connection.name}. Give this connection another "
            "name: --name NAME"
        )
    return replace(state.flow, schedule=schedule or state.flow.schedule)
