"""A push that a person looked at first: what he saw is what is written, or nothing is."""

from collections.abc import Callable, Iterable
from contextvars import copy_context
from hashlib import sha256
from queue import Queue
from threading import Thread
from uuid import uuid4

from thesaury.dispatch.stages import Kind
from thesaury.dispatch.way_back import CHUNK, ROUNDS, WayBack
from thesaury.model.connection import Connection, Failure, Run, RunProgress, RunState
from thesaury.model.errors import Outdated, ThesauryError
from thesaury.model.flow import Flow
from thesaury.model.outbox import OutboxRow
from thesaury.model.time import now
from thesaury.ports.audit import note
from thesaury.ports.catalogue import chunked
from thesaury.ports.workspace import Workspace
from thesaury.sync.leasing import connection_lease, holding, this_process

_CHANGED = "What would be written has changed since you looked at it, so nothing was written. Look at the new plan and say again."


def plan_digest(rows: Iterable[OutboxRow]) -> str:
    """A short text that is another one whenever the plan is: its keys hold place, change and the state they rest on."""
    return sha256("\n".join(sorted(row.change.key for row in rows)).encode()).hexdigest()[:20]


def carry_out(
    workspace: Workspace,
    flow: Flow,
    connection: Connection,
    digest: str,
    patience: float,
    begun: Callable[[Run], None],
) -> Run:
    """Write exactly the plan with this digest, made with the filters and fields of this flow; `begun` hears of the run before the first
    write. Returns the run as the log has it.

    Raises Outdated, before anything is written, where the plan is another one by now; WorkspaceBusy where another run uses the connection.
    """
    holder = f"{this_process()}-{uuid4().hex[:8]}"
    with holding(workspace.catalogue.leases, [connection_lease(connection.name)], holder):
        way = WayBack(workspace, flow, connection, patience)
        rows = way.preview()
        if plan_digest(rows) != digest:
            raise Outdated(_CHANGED)
        runs = workspace.catalogue.runs
        run = runs.begin([connection.name], now())
        note(
            workspace.catalogue.audit,
            "push.start",
            f"run:{run.id}",
            None,
            {"connection": connection.name, "writes": len(rows)},
        )
        runs.stand(run.id, RunProgress(Kind.PUSH.value, connection.name, 0, 1, 0, len(rows), now()))
        begun(run)
        _written(workspace, way, run, connection, rows)
    return runs.get(run.id) or run


def _written(workspace: Workspace, way: WayBack, run: Run, connection: Connection, rows: list[OutboxRow]) -> None:
    """Send the rows; however that ends, the log says so. What a stopped process leaves is sent by the next run."""
    runs = workspace.catalogue.runs
    try:
        for part in chunked(rows, CHUNK):
            way.send_planned(run.id, part)
            runs.advance(run.id, Kind.PUSH, connection.name, len(part))
        way.read_back(run.id, {row.change.external_id for row in rows}, ROUNDS)
    except ThesauryError as error:
        runs.fail(run.id, [Failure(Kind.PUSH, connection.name, "", error.message)])
        runs.finish(run.id, RunState.FAILED, now(), error.message)
    except BaseException as error:
        runs.finish(run.id, RunState.FAILED, now(), f"An unforeseen failure, please report it: {error!r}")
        raise
    else:
        runs.finish(run.id, RunState.FINISHED, now())


def begin(workspace: Workspace, flow: Flow, connection: Connection, digest: str) -> Run:
    """Carry this plan out in a thread of its own, in the name of whoever asks; returns the run as soon as it has begun.

    Raises what keeps it from beginning, as `carry_out` does.
    """
    told: Queue[Run | BaseException] = Queue()

    def work() -> None:
        try:
            carry_out(workspace, flow, connection, digest, workspace.settle_seconds, told.put)
        except BaseException as error:  # noqa: BLE001 - whoever waits for the beginning hears of it
            told.put(error)

    # Not a daemon: what is being written when the server is stopped comes to its end.
    Thread(target=copy_context().run, args=(work,), name=f"push {connection.name}").start()
    begun = told.get()
    if isinstance(begun, BaseException):
        raise begun
    return begun
