"""What lets a run of a flow wait for a worker."""

from thesaury.model.connection import Run, RunState
from thesaury.model.errors import Usage
from thesaury.model.time import now
from thesaury.ports.audit import note
from thesaury.ports.catalogue import Catalogue


def trigger(catalogue: Catalogue, name: str) -> Run:
    """Let a run of this flow wait for a worker; a run that waits already is enough. Raises Usage for an unknown flow."""
    state = catalogue.flows.get(name)
    if state is None:
        known = ", ".join(kept.flow.name for kept in catalogue.flows.all()) or "none"
        raise Usage(f"There is no flow {name!r}. Flows here: {known}.")
    waiting = [run for run in catalogue.runs.open() if run.flow == name and run.state is RunState.WAITING]
    return waiting[0] if waiting else catalogue.runs.begin(state.flow.connections, now(), name, RunState.WAITING)


def start(catalogue: Catalogue, name: str) -> Run:
    """Trigger a flow because somebody says so."""
    run = trigger(catalogue, name)
    note(catalogue.audit, "flow.start", f"flow:{name}", None, {"run": run.id})
    return run
