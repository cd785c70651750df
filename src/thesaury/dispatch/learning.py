"""When reviews have taught enough, a worker has a model trained, in a process of its own: training takes memory and minutes."""

import logging
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from thesaury.model.annotation import Review
from thesaury.pipeline.learning import enough, new_decisions
from thesaury.ports.workspace import Workspace
from thesaury.sync.leasing import this_process

LOOK = 30.0
"""Seconds between two looks."""

ENOUGH = 20
"""New decisions that are worth a new model."""

_QUIET, _LONGEST = timedelta(minutes=1), timedelta(minutes=10)
_LEASE, _SECONDS = "learning", 3600.0
_TICK = 0.2
_log = logging.getLogger(__name__)


def due(reviews: Sequence[Review], at: datetime) -> bool:
    """Whether these new decisions, oldest first, are enough, and the reviewer has paused for a minute or goes on for ten."""
    if len(reviews) < ENOUGH:
        return False
    oldest, newest = (datetime.fromisoformat(reviews[place].at) for place in (0, -1))
    return at - newest >= _QUIET or at - oldest >= _LONGEST


def learn_when_due(workspace: Workspace, at: datetime, stopped: Callable[[], bool]) -> bool:
    """Train a model if that is due at this moment and nobody else does; whether it was trained.

    Asked to stop, it ends the training, of which nothing is kept. After a failure nobody tries again for an hour.
    """
    if not due(new_decisions(workspace), at) or not enough(workspace):
        return False
    # A holder of its own for each try: after a failure the lease runs on, against this process too.
    leases, holder = workspace.catalogue.leases, f"{this_process()} {at.isoformat()}"
    if not leases.take(_LEASE, holder, at.timestamp(), _SECONDS):
        return False
    ended = _trained(workspace, stopped)
    if ended == 0 or stopped():
        leases.release(_LEASE, holder)
    return ended == 0


def _trained(workspace: Workspace, stopped: Callable[[], bool]) -> int:
    """The exit code of a training in a process of its own."""
    command = [sys.executable, "-m", "thesaury", "learn", "--later", "--quiet", "--workspace", str(workspace.root)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        while True:
            try:
                _, said = process.communicate(timeout=_TICK)
                break
            except subprocess.TimeoutExpired:
                if stopped():
                    process.kill()
    _log.log(logging.INFO if process.returncode == 0 else logging.WARNING, "learning: %s", said.strip())
    return process.returncode
