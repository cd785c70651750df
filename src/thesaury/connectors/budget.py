"""A budget of requests that every process and every workspace of this machine shares: for vendors that count by source address.

The state is one small SQLite file for each vendor, so that a worker here and a command there draw on the same budget.
"""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from thesaury.model.errors import Unreachable

VARIABLE = "THESAURY_STATE"
"""The environment variable that names the folder of shared state."""

_SLOTS = 300
"""Into how many slots the window is parted; requests are counted by slot, so that the file stays small."""
_COUNT = "insert into slot values (?, ?) on conflict do update set requests = requests + ?"


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
            self._corrected(state, now)
            (ends,) = state.execute("select max(ends) from silence").fetchone()
            # A slot counts until the whole of it lies outside the window.
            state.execute("delete from slot where starts <= ?", (now - self._policy.window - width,))
            used, oldest = state.execute("select sum(requests), min(starts) from slot").fetchone()
            silent, room = ends is not None and ends > now, (used or 0) < self._policy.requests
            if room and not silent:
                state.execute(_COUNT, (self._slot(now), 1, 1))
        if silent:
            raise Unreachable(_silent(self._vendor, ends - now))
        if room:
            return 0.0
        wait = float(oldest) + self._policy.window + width - now
        if now + wait > until:
            raise Unreachable(_full(self._vendor, self._policy, wait))
        return max(wait, width / 10)

    def _corrected(self, state: sqlite3.Connection, now: float) -> None:
        """Where the clock was set back, what was noted ahead of it counts as just now, and not for hours or years."""
        state.execute("update silence set ends = ? where ends > ?", (now + self._policy.silence,) * 2)
        (ahead,) = state.execute("select sum(requests) from slot where starts > ?", (now,)).fetchone()
        if ahead:
            state.execute("delete from slot where starts > ?", (now,))
            state.execute(_COUNT, (self._slot(now), ahead, ahead))

    def _slot(self, now: float) -> float:
        width = self._policy.window / _SLOTS
        return now // width * width

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """One transaction that no other process shares. Raises Unreachable where the state cannot be kept: nothing is sent uncounted."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._path, timeout=30.0, isolation_level=None)) as state:
                state.execute("create table if not exists slot (starts real primary key, requests integer not null)")
                state.execute("create table if not exists silence (only_one integer primary key, ends real not null)")
                state.execute("begin immediate")
                yield state
                state.execute("commit")  # what was not committed is undone by closing
        except (OSError, sqlite3.Error) as error:
            raise Unreachable(_unkept(self._vendor, self._path, error)) from error


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


def _unkept(vendor: str, path: Path, error: Exception) -> str:
    return (
        f"{path} keeps count of the requests to {vendor} and cannot be used ({error}); nothing was sent. Make it writable, or remove it "
        f"where it is broken; {VARIABLE} names another folder."
    )
