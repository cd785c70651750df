"""One life of a worker: from taking a lease until it ends or loses that lease, with DBOS launched between."""

import threading
import time
from collections.abc import Callable
from uuid import uuid4

from thesaury.engines.dbos.ledger import APPLICATION, VERSION, Ledger
from thesaury.engines.dbos.quiet import LOG
from thesaury.engines.dbos.runs import OnError, Runs
from thesaury.engines.dbos.takeover import Takeover, Tenure
from thesaury.ports.flows import Leases
from thesaury.ports.jobs import Work

_TICK = 0.1
_GRACE = 3.0


class Session:
    """Does runs and chunks under one executor id, which no other life of any worker has."""

    def __init__(
        self, ledger: Ledger, work: Work, leases: Leases, name: str, seconds: float, on_error: OnError
    ) -> None:
        """Nothing runs before `run`."""
        self.worker = f"{name}-{uuid4().hex[:12]}"
        self._ledger = ledger
        self._tenure = Tenure(leases, self.worker, seconds)
        self._takeover = Takeover(leases, ledger, self.worker, seconds)
        self._every = seconds / 3
        self._halt = threading.Event()
        self._runs = Runs(ledger, work, on_error, self._tenure, self._halt)
        self._unattended: set[str] = set()

    def run(self, stopped: Callable[[], bool], threads: int) -> None:
        """Work until stopped or until the lease is lost; what is not done then goes back into the queues."""
        if not self._tenure.renew():
            return
        try:
            self._launch(threads)
            self._watch(stopped)
        finally:
            self._end()

    def _watch(self, stopped: Callable[[], bool]) -> None:
        due = 0.0
        while not stopped() and self._tenure.held():
            if time.monotonic() >= due:
                due = time.monotonic() + self._every
                self._tend()
            self._halt.wait(_TICK)

    def _tend(self) -> None:
        try:
            if self._tenure.renew():
                self._takeover.look()
                self._give_back()
                self._takeover.sweep()
                self._ledger.pace(busy=bool(self._ledger.workers()))
        except Exception:  # noqa: BLE001 - whatever it was, the next round tries again, or the lease runs out
            LOG.warning("worker %s could not look after its lease", self.worker, exc_info=True)

    def _launch(self, threads: int) -> None:
        from dbos import DBOS, DBOSPortableJSONSerializer

        self._ledger.declare(threads)
        DBOS(
            config={
                "name": APPLICATION,
                "system_database_url": self._ledger.url,
                "application_version": VERSION,
                "executor_id": self.worker,
                "serializer": DBOSPortableJSONSerializer(),
                "run_migrations": False,
                "enable_otlp": False,
                "notification_listener_polling_interval_sec": 0.5,
            }
        )
        self._runs.register()
        DBOS.launch()

    def _give_back(self) -> None:
        """Put back what stands in this worker's name although it is in none of it, twice in a row: DBOS took it up and could
        not go on, for a full disk say. DBOS itself would leave it so until this worker dies."""
        idle = set(self._ledger.running(self.worker)) - self._runs.active
        self._ledger.hand_on(self.worker, idle & self._unattended)
        self._unattended = idle

    def _end(self) -> None:
        """Stop DBOS and put back into the queues what is not done."""
        from dbos import DBOS

        self._halt.set()
        deadline = time.monotonic()
        try:
            held = self._tenure.renew()
            deadline += _GRACE if held else 0.0
            self._finish(deadline)
        finally:
            DBOS.destroy(destroy_registry=True)
        for thread in threading.enumerate():
            if thread.name.startswith("dbos-executor-"):
                thread.join(max(0.0, deadline - time.monotonic()))
        self._ledger.hand_on(self.worker)
        if held:
            self._tenure.release()

    def _finish(self, deadline: float) -> None:
        """Let the chunks under way come to their end, and DBOS record it, until this moment at the latest."""
        under_way = set(self._runs.busy)
        while time.monotonic() < deadline and under_way.intersection(self._ledger.running(self.worker)):
            time.sleep(0.05)
