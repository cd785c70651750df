"""A whole Bynder portal read on a clock that only waiting and asking move: what the rate policy costs, without the time it takes.

The connector's budget and the sandbox share that clock, so the sandbox punishes every request too many and every one during a silence.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.contract.connectors.bynder_server import Bench, served
from tests.fakes.source import FakeKnown
from thesaury.connectors.budget import Budget, Policy
from thesaury.connectors.bynder import client
from thesaury.connectors.bynder.source import BynderSource
from thesaury.ports.source import Known
from thesaury.sandbox.bynder.server import Setup, Switches


@dataclass
class SharedClock:
    """The sandbox's clock as the budget sees it; every request takes `takes` seconds of it."""

    bench: Bench
    takes: float
    waited: float = 0.0
    requests: int = 0

    def __call__(self) -> float:
        return self.bench.sandbox.clock.now().timestamp()

    def sleep(self, seconds: float) -> None:
        self.waited += seconds
        self.bench.sandbox.clock.advance(seconds)


class CountedBudget(Budget):
    """Counts what it lets through and lets each take its time."""

    clock: SharedClock

    def take(self, patience: float) -> None:
        super().take(10_000.0)  # nobody is impatient on this clock
        self.clock.requests += 1
        self.clock.bench.sandbox.clock.advance(self.clock.takes)


@dataclass
class Reading:
    """One pass: how many assets came, the cursor after it, and the requests it took."""

    assets: int
    cursor: str
    requests: int
    etags: dict[str, str] = field(repr=False, default_factory=dict)


@dataclass
class Portal:
    bench: Bench
    clock: SharedClock

    def read(self, page: int, cursor: str = "", known: Known | None = None) -> Reading:
        """A pass from the cursor on, with pages of this size."""
        source: BynderSource = self.bench.opened("source", page_size=str(page))
        source = replace(source, capabilities=replace(source.capabilities, page_limit=page))
        before, etags = self.clock.requests, dict[str, str]()
        for stretch in source.changes(cursor, known or FakeKnown()):
            cursor = stretch.cursor
            etags |= {record.external_id: record.etag for record in stretch.records}
        return Reading(len(etags), cursor, self.clock.requests - before, etags)


@dataclass(frozen=True)
class KnownEtags:
    """What a catalogue would know."""

    etags: dict[str, str]

    def __call__(self, external_ids: Any, /) -> dict[str, str]:
        return {id: self.etags[id] for id in external_ids if id in self.etags}

    def raws(self, external_ids: Any) -> dict[str, Any]:
        return {}


@contextmanager
def portal(assets: int, folder: Path, policy: Policy, takes: float) -> Iterator[Portal]:
    """So many assets, a rate policy that both sides hold to, and requests that take so many seconds each."""
    setup = Setup(size="large", assets=assets, switches=Switches(limit=policy.requests))
    with served(setup) as bench, pytest.MonkeyPatch.context() as patch:
        bench.sandbox.clock.set(datetime.fromisoformat("2026-11-24T00:00:00+00:00"))
        clock = SharedClock(bench, takes)
        budget = CountedBudget(folder / "bynder.budget", "bynder", policy, clock, clock.sleep)
        budget.clock = clock
        patch.setattr(client, "machine_budget", lambda *_: budget)
        yield Portal(bench, clock)


def changed(bench: Bench, count: int) -> None:
    """So many assets are saved anew by people."""
    bench.do(touch={"first": 100, "count": count})
