"""A budget of requests that every process and every workspace of this machine shares: for vendors that count by source address.

The state is one small SQLite file for each vendor, so that a worker here and a command there draw on the same budget.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from thesaury.model.errors import Unreachable

VARIABLE = "THESAURY_STATE"
"""The environment variable that names the folder of shared state."""

_SLOTS = 300
"""Into how many slots the window is parted; requests are counted by slot, so that the file stays small."""


@dataclass(frozen=True, slots=True)
class Policy:
    """At most `requests` in any `window` seconds; after the vendor said it was too much, no request at all for `silence` seconds."""

    requests: int
    window: float
    silence: float = 0.0


class Budget:
    """The budget of one vendor. Use it from several threads and processes."""

    def __init__(
        self,
        path: Path,
        vendor: str,
        policy: Policy,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        """Nothing is opened yet; `clock` gives seconds since 1970."""
        self._path, self._vendor, self._policy = path, vendor, policy
        self._clock, self._sleep = clock, sleep

    def take(self, patience: float) -> None:
        """Wait for room for one request and count it. Raises Unreachable, without having waited, when that takes longer than `patience`
        seconds or the vendor wants silence."""
        until = self._clock() + patience
        while (wait := self._taken(until)) > 0:
            self._sleep(wait)

    def refused(self) -> None:
        """The vendor said that it was too much: nobody on this machine asks anything before the silence is over."""
        with self._opened() as state:
            state.execute("insert or replace into silence values (1, ?)", (self._clock() + self._policy.silence,))

    def _taken(self, until: float) -> float:
        """Count one request and give 0, or give the seconds until there may be room."""
        now, width = self._clock(), self._policy.window / _SLOTS
        with self._opened() as state:
            (ends,) = state.execute("select max(ends) from silence").fetchone()
            if ends is not None and ends > now:
                raise Unreachable(_silent(self._vendor, ends - now))
            # A slot counts until the whole of it lies outside the window.
            state.execute("delete from slot where starts <= ?", (now - self._policy.window - width,))
            used, oldest = state.execute("select sum(requests), min(starts) from slot").fetchone()
            if (used or 0) < self._policy.requests:
                state.execute(
                    "insert into slot values (?, 1) on conflict do update set requests = requests + 1",
                    (now // width * width,),
                )
                return 0.0
        wait = float(oldest) + self._policy.window + width - now
        if now + wait > until:
            raise Unreachable(_full(self._vendor, self._policy, wait))
        return max(wait, width / 10)

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """One transaction that no other process shares."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        state = sqlite3.connect(self._path, timeout=30.0, isolation_level=None)
        try:
            state.execute("create table if not exists slot (starts real primary key, requests integer not null)")
            state.execute("create table if not exists silence (only_one integer primary key, ends real not null)")
            state.execute("begin immediate")
            yield state
            state.execute("commit")
        finally:
            state.close()  # what was not committed is undone


def machine_budget(vendor: str, policy: Policy) -> Budget:
    """The budget of this vendor that all workspaces on this machine share."""
    folder = os.environ.get(VARIABLE) or os.environ.get("XDG_STATE_HOME") or "~/.local/state"
    return Budget(Path(folder).expanduser() / "thesaury" / f"{vendor}.budget", vendor, policy)


def _silent(vendor: str, seconds: float) -> str:
    return (
        f"{vendor} refused a request as one too many and wants silence: nothing is sent from this machine "
        f"for another {seconds:.0f} seconds. Run again after that."
    )


def _full(vendor: str, policy: Policy, seconds: float) -> str:
    return (
        f"{vendor} takes {policy.requests} requests in {policy.window:.0f} seconds from one address, and they are used up for another "
        f"{seconds:.0f} seconds. Run again after that."
    )
