"""One round of telling: make the messages of what happened, and send what is due; cut off anywhere, the next round goes on."""

import random
import time
from collections.abc import Callable
from datetime import timedelta

from thesaury.pipeline.announcing.events import moment_of
from thesaury.pipeline.announcing.gathering import gather
from thesaury.pipeline.announcing.sending import Clock, Sending, Sent, utc
from thesaury.ports.workspace import Workspace
from thesaury.sync.leasing import holding, this_process

LEASE = "webhooks"
"""Whose holder tells: two workers never send the same at once."""
_BUSY = "Somebody sends webhooks just now ({holder}). Wait until that is over, then run this again."
KEPT = timedelta(days=30)
"""So long the log knows what was delivered."""


def never() -> bool:
    """Nobody asks to stop."""
    return False


def announce(
    workspace: Workspace,
    stopped: Callable[[], bool] = never,
    clock: Clock = utc,
    chance: Callable[[], float] = random.random,
) -> tuple[int, Sent]:
    """Make, send and forget, until asked to stop; returns how many messages are new and what became of those that were due.

    Raises WorkspaceBusy while another round is under way.
    """
    leases, holder = workspace.catalogue.leases, f"{this_process()}-{time.monotonic_ns()}"
    if not workspace.catalogue.webhooks.endpoints():
        return 0, Sent()
    with holding(leases, [LEASE], holder, _BUSY):
        new = gather(workspace, clock(), stopped)
        sent = Sending(workspace, stopped, clock, chance).all()
        workspace.catalogue.webhooks.forget(moment_of(clock() - KEPT))
        return new, sent
