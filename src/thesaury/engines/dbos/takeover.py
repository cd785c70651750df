"""Leases of workers: how one shows that it lives, and how the living take over what the dead left."""

import time

from thesaury.engines.dbos.ledger import Ledger
from thesaury.engines.dbos.quiet import LOG
from thesaury.ports.flows import Leases

PREFIX = "worker/"
_SWEEP = "jobs/sweep"
_SWEEP_SECONDS = 600.0


class Tenure:
    """A worker's own lease. Once it ran out it is lost for good, also where nobody took it: a worker that was paused or could
    not renew has to assume that others do its work."""

    def __init__(self, leases: Leases, worker: str, seconds: float) -> None:
        """Nothing is held before the first renewal."""
        self._leases, self._worker, self._seconds = leases, worker, seconds
        self._until: tuple[float, float] | None = None

    def renew(self) -> bool:
        """Take the lease for its whole length from now; false when it is lost."""
        if self._until and not self.held():
            return False
        now, steady = time.time(), time.monotonic()
        if not self._leases.take(PREFIX + self._worker, self._worker, now, self._seconds):
            self._until = (0.0, 0.0)
            return False
        self._until = now + self._seconds, steady + self._seconds
        return True

    def held(self) -> bool:
        """Whether the lease runs, by the clock others read and by one that nobody can set back."""
        return self._until is not None and time.time() < self._until[0] and time.monotonic() < self._until[1]

    def release(self) -> None:
        """Give the lease back."""
        self._leases.release(PREFIX + self._worker, self._worker)


class Takeover:
    """A living worker's eye on the others."""

    def __init__(self, leases: Leases, ledger: Ledger, worker: str, seconds: float) -> None:
        """Hand on in the name of this worker; a claim on a dead one runs `seconds`."""
        self._leases, self._ledger, self._worker, self._seconds = leases, ledger, worker, seconds
        self._sweep_due = 0.0

    def look(self) -> None:
        """Hand on what runs in the name of workers without a running lease.

        Of several that see the same dead worker one does it: it takes over the dead one's lease first. Should it die over that,
        the lease runs out again and the next one sees the same.
        """
        now = time.time()
        leases = self._leases.held(PREFIX)
        running = {lease.name.removeprefix(PREFIX) for lease in leases if lease.until > now}
        known = {lease.name.removeprefix(PREFIX) for lease in leases} | self._ledger.workers()
        for dead in sorted(known - running):
            if self._leases.take(PREFIX + dead, self._worker, now, self._seconds):
                count = self._ledger.hand_on(dead)
                self._leases.release(PREFIX + dead, self._worker)
                LOG.info("worker %s is gone; %d of its jobs are handed on", dead, count)

    def sweep(self) -> None:
        """Forget what was done long ago, now and then, unless another worker is at it."""
        if time.monotonic() < self._sweep_due:
            return
        self._sweep_due = time.monotonic() + _SWEEP_SECONDS
        if self._leases.take(_SWEEP, self._worker, time.time(), self._seconds):
            self._ledger.sweep()
            self._leases.release(_SWEEP, self._worker)
