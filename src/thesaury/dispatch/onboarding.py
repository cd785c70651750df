"""Proposing in the background: a run of its own for each time a round is proposed, done by a worker, shown and stopped like any other."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from thesaury.dispatch.triggering import stop
from thesaury.model.connection import Failure, Run, RunProgress, RunState
from thesaury.model.errors import Outdated, WorkspaceBusy
from thesaury.model.onboarding import OnboardingRound
from thesaury.model.time import now
from thesaury.pipeline.onboarding import Proposed, propose_round, remove
from thesaury.pipeline.onboarding.beginning import LEASE
from thesaury.ports.audit import note
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.mappings import round_called
from thesaury.ports.progress import Progress
from thesaury.ports.workspace import Workspace

ROUND = "onboarding: "
"""How these runs are called, before the name of the round."""
STAGE = "onboard"

T = TypeVar("T")
_log = logging.getLogger(__name__)
_STAGES = ("profile", "values")
_LOOK = 0.5
"""Seconds between two notes of how far it is, and two looks whether somebody stopped it."""
_PATIENCE, _TURN, _PAUSE = 5.0, 30.0, 0.1
"""Seconds that a person, and a worker, wait for whoever works at a round."""
_BUSY = "The round {0} is being proposed in run {1}. Wait until that is over, or stop it."
_IDLE = "Nothing works at the round {0}, so there is nothing to stop."
_CUT = "Too many different values for all to be proposed; the rarest are left out."


class ProposingState(StrEnum):
    """How proposing a round stands. CUT: the command that did it was cut off; CUT, FAILED and STOPPED go on by proposing again."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Proposing:
    """How far proposing a round is. `run` is the run that does it or did it last, 0 where a command did; `stage` is profile, values or
    concepts; `total` is None where nobody knows it; `message` is the sentence that says why it failed or ended."""

    state: ProposingState
    run: int = 0
    stage: str = ""
    done: int = 0
    total: int | None = None
    message: str = ""

    @property
    def open(self) -> bool:
        """Whether it waits or goes on."""
        return self.state in (ProposingState.WAITING, ProposingState.RUNNING)


_ENDED = {RunState.FAILED: ProposingState.FAILED, RunState.INTERRUPTED: ProposingState.STOPPED}


class _Stopped(Exception):
    """Somebody ended the run meanwhile: nothing more of it is to be kept."""


def let_propose(workspace: Workspace, round: OnboardingRound) -> Run:
    """Let a round be proposed, anew if it was before, as soon as a worker is free; a run that waits for that is enough.

    Raises Outdated where one is at work: it does not know what was decided since it began.
    """
    runs = workspace.catalogue.runs
    for run in runs.open():
        if run.flow == _run_name(round):
            if run.state is RunState.WAITING:
                return run
            raise Outdated(_BUSY.format(round.name, run.id))
    run = runs.begin((), now(), _run_name(round), RunState.WAITING)
    told = {"run": run.id, "kind": round.kind, "source": round.source, "vocabulary": round.vocabulary}
    note(workspace.catalogue.audit, "onboarding.begin", f"onboarding:{round.name}", None, told)
    return run


def proposing(catalogue: Catalogue, round: OnboardingRound) -> Proposing:
    """How far proposing this round is."""
    run = next(iter(catalogue.runs.recent(1, _run_name(round))), None)
    if run is not None and run.started_at < round.begun_at:
        run = None  # that of a round of this name that was removed
    if run is not None and run.state in (RunState.WAITING, RunState.RUNNING):
        at = run.progress or RunProgress("")
        return Proposing(ProposingState(run.state.value), run.id, at.stage, at.done, at.total)
    if run is not None and not round.done_at and run.state in _ENDED:
        return Proposing(_ENDED[run.state], run.id, message=run.message)
    name, moment = f"{LEASE}{round.name}", time.time()
    if any(lease.name == name and lease.until > moment for lease in catalogue.leases.held(name)):
        return Proposing(ProposingState.RUNNING)  # a command does it
    if round.done_at:
        return Proposing(ProposingState.DONE, run.id if run else 0)
    return Proposing(ProposingState.CUT)


def stop_proposing(workspace: Workspace, round: OnboardingRound, who: str) -> Proposing:
    """End the run that proposes this round: what was kept before it stays. Raises Outdated where none waits or goes on."""
    at = proposing(workspace.catalogue, round)
    if not (at.open and at.run):
        raise Outdated(_IDLE.format(round.name))
    stop(workspace.catalogue, at.run, who)
    return proposing(workspace.catalogue, round)


def drop(workspace: Workspace, round: OnboardingRound, who: str) -> None:
    """Remove a round, ending what proposes it before. Raises what `remove` raises; WorkspaceBusy where a worker does not let go of it
    within some seconds."""
    at = proposing(workspace.catalogue, round)
    if at.open and at.run:
        stop(workspace.catalogue, at.run, who)
    _in_turn(lambda: remove(workspace, round), _PATIENCE)


def round_meant(catalogue: Catalogue, name: str) -> OnboardingRound | None:
    """The round that a run of this name proposes; None for other runs, and where it was removed."""
    if not name.startswith(ROUND):
        return None
    return round_called(catalogue.mappings, name.removeprefix(ROUND))


def propose_in(workspace: Workspace, run: Run) -> None:
    """Propose the round of this run, noting in the log how far that is, until somebody stops it. Raises what proposing raises."""
    catalogue = workspace.catalogue
    if (round := round_meant(catalogue, run.flow)) is None:
        return
    try:
        done = _in_turn(lambda: propose_round(workspace, round, _noted(catalogue, run.id)), _TURN)
    except _Stopped:
        _log.info("run %d was stopped", run.id)
        return
    catalogue.runs.add(run.id, _counts(done))
    catalogue.runs.fail(run.id, [Failure(STAGE, "", field, _CUT) for field in done.cut])


def _in_turn(work: Callable[[], T], patience: float) -> T:
    """Do it, once whoever works at the round lets go of it: who is stopped does within a second. Raises WorkspaceBusy where that takes
    longer than so many seconds."""
    until = time.monotonic() + patience
    while True:
        try:
            return work()
        except WorkspaceBusy:
            if time.monotonic() > until:
                raise
            time.sleep(_PAUSE)


def _run_name(round: OnboardingRound) -> str:
    return f"{ROUND}{round.name}"


def _counts(done: Proposed) -> dict[str, int]:
    told = {"rows": done.rows, "fields": done.fields, "values": done.values, "concepts": done.concepts}
    return {name: count for name, count in told.items() if count}


def _noted(catalogue: Catalogue, run: int) -> Progress:
    """Notes each new stage, and how far it is, twice a second; it is where a stopped run ends."""
    at, since, noted = "", "", 0.0

    def heard(stage: str, done: int, total: int | None) -> None:
        nonlocal at, since, noted
        if stage == at and done != total and time.monotonic() - noted < _LOOK:
            return
        if stage != at:
            at, since = stage, now()
        known = catalogue.runs.get(run)
        if known is None or known.state is not RunState.RUNNING:
            raise _Stopped
        step, steps = (_STAGES.index(stage), len(_STAGES)) if stage in _STAGES else (0, 1)
        catalogue.runs.stand(run, RunProgress(stage, "", step, steps, done, total, since))
        noted = time.monotonic()

    return heard
