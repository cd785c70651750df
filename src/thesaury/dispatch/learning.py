"""When reviews have taught enough, a worker has a model trained, in a process of its own: training takes memory and minutes."""

import logging
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

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
_log = logging.getLogger(__name__)


def due(reviews: Sequence[Review], at: datetime) -> bool:
    """Whether these new decisions, oldest first, are enough, and the reviewer has paused for a minute or goes on for ten."""
    if len(reviews) < ENOUGH:
        return False
    oldest, newest = (datetime.fromisoformat(reviews[place].at) for place in (0, -1))
    return at - newest >= _QUIET or at - oldest >= _LONGEST


def learn_when_due(workspace: Workspace) -> bool:
    """Train a model if that is due and nobody else does; whether it was trained."""
    leases, holder, moment = workspace.catalogue.leases, this_process(), datetime.now(UTC)
    if not due(new_decisions(workspace), moment) or not enough(workspace):
        return False
    if not leases.take(_LEASE, holder, moment.timestamp(), _SECONDS):
        return False
    try:
        command = [sys.executable, "-m", "thesaury", "learn", "--later", "--quiet", "--workspace", str(workspace.root)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        _log.log(logging.INFO if done.returncode == 0 else logging.WARNING, "learning: %s", done.stderr.strip())
        return done.returncode == 0
    finally:
        leases.release(_LEASE, holder)
