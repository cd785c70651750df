"""Which clean-up a run is about, in which direction, and how the clean-up stands once its run is over."""

from dataclasses import dataclass

from thesaury.model.cleanup import BUSY, Cleanup, CleanupState, StepState
from thesaury.model.connection import RunState
from thesaury.ports.catalogue import Catalogue

FORWARD, BACK = "clean-up: ", "revert: "
"""How the runs of clean-ups are called, before the name of the clean-up."""

_OPEN = (RunState.WAITING, RunState.RUNNING)


@dataclass(frozen=True, slots=True)
class Meant:
    """The clean-up of a run, and whether the run takes it back."""

    cleanup: Cleanup
    back: bool


def run_name(cleanup: Cleanup, back: bool) -> str:
    """What a run of this clean-up is called."""
    return f"{BACK if back else FORWARD}{cleanup.name}"


def meant(catalogue: Catalogue, name: str) -> Meant | None:
    """The clean-up that a run of this name is about; None for the runs of flows."""
    for prefix in (FORWARD, BACK):
        found = catalogue.cleanups.get(name.removeprefix(prefix)) if name.startswith(prefix) else None
        if found and found.name == name.removeprefix(prefix):
            return Meant(found, prefix == BACK)
    return None


def settled(catalogue: Catalogue, cleanup: Cleanup) -> Cleanup:
    """The clean-up as it stands: one whose run is over, however it ended, is busy no more."""
    cleanup = catalogue.cleanups.get(cleanup.id) or cleanup
    if cleanup.state not in BUSY:
        return cleanup
    back = cleanup.state is CleanupState.REVERTING
    run = catalogue.runs.get(cleanup.revert_run if back else cleanup.run)
    if run is not None and run.state in _OPEN:
        return cleanup
    finished = run is not None and run.state is RunState.FINISHED
    catalogue.cleanups.move(cleanup.id, [cleanup.state], _end(catalogue, cleanup, finished))
    return catalogue.cleanups.get(cleanup.id) or cleanup


def _end(catalogue: Catalogue, cleanup: Cleanup, finished: bool) -> CleanupState:
    tallies = catalogue.cleanups.tallies(cleanup.id)
    open_ = tallies.at(StepState.BEGUN) + tallies.at(StepState.LEFT)
    if cleanup.state is CleanupState.REVERTING:
        open_ += tallies.at(StepState.DONE)
        return CleanupState.REVERTED if finished and not open_ else CleanupState.PARTLY
    return CleanupState.DONE if finished and not open_ else CleanupState.PARTLY
