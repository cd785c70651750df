"""What starts a run: a schedule that is due, a call of the flow's own hook, or a person."""

import hashlib
import secrets
from datetime import UTC, datetime

from thesaury.model.connection import Run, RunState
from thesaury.model.errors import Outdated, Usage
from thesaury.model.flow import FlowState, ScheduleKind
from thesaury.model.time import now
from thesaury.pipeline.triggering import start, trigger
from thesaury.ports.audit import note
from thesaury.ports.catalogue import Catalogue
from thesaury.sync.scheduling import due_after

__all__ = [
    "WORKERS",
    "called",
    "due_flows",
    "hook_digest",
    "new_hook",
    "start",
    "stop",
    "trigger",
    "utc_now",
    "workers_at_work",
]

WORKERS = "worker/"
"""What the leases of workers begin with."""


def stop(catalogue: Catalogue, number: int, who: str) -> Run:
    """End a run that waits or runs; what it did stays, and the next run of its flow does what is left. Chunks under way come to their
    end first. Raises Usage for an unknown run, Outdated for one that is over, and for one that no worker does: it ends by itself."""
    run = catalogue.runs.get(number)
    if run is None:
        raise Usage(f"There is no run {number}. The last ones are listed by: thesaury runs list")
    if run.state not in (RunState.WAITING, RunState.RUNNING):
        raise Outdated(f"Run {number} is over already. Look at what it did.")
    if not run.flow:
        raise Usage(f"Run {number} belongs to a command that goes on elsewhere. Stop that command with Ctrl-C.")
    catalogue.runs.finish(
        number, RunState.INTERRUPTED, now(), f"Stopped by {who}; the next run goes on where it stood."
    )
    note(
        catalogue.audit, "run.stop", f"run:{number}", {"state": run.state.value}, {"state": RunState.INTERRUPTED.value}
    )
    return catalogue.runs.get(number) or run


def workers_at_work(catalogue: Catalogue, moment: float) -> int:
    """How many workers of this workspace hold a lease at this moment (seconds since 1970)."""
    return sum(lease.until > moment for lease in catalogue.leases.held(WORKERS))


def due_flows(catalogue: Catalogue, moment: datetime) -> list[Run]:
    """Trigger every flow that is due at this moment and move its next one on; each once, however many workers ask.

    The run is kept before the schedule moves on: a worker that dies in between triggers it again, and the waiting run is found.
    """
    started: list[Run] = []
    for state in catalogue.flows.all():
        if state.flow.enabled and state.due and datetime.fromisoformat(state.due) <= moment:
            run = trigger(catalogue, state.flow.name)
            if catalogue.flows.claim(state.flow.name, state.due, due_after(state.flow.schedule, moment)):
                started.append(run)
    return started


def new_hook(catalogue: Catalogue, name: str) -> str:
    """A new hook of this flow; the token is given once and only its digest is kept. Raises Usage for an unknown flow."""
    token = secrets.token_urlsafe(32)
    catalogue.flows.set_hook(name, hook_digest(token))
    note(catalogue.audit, "flow.hook", f"flow:{name}")
    return token


def hook_digest(token: str) -> str:
    """The form in which a hook's token is kept and compared."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def called(catalogue: Catalogue, token: str) -> Run | None:
    """The run a call of a hook starts, or None where there is no such hook or its flow is switched off."""
    state: FlowState | None = catalogue.flows.by_hook(hook_digest(token))
    if state is None or not state.flow.enabled or state.flow.schedule.kind is not ScheduleKind.WEBHOOK:
        return None
    return start(catalogue, state.flow.name)


def utc_now() -> datetime:
    """This moment."""
    return datetime.now(UTC)
