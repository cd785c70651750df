"""Outbox, leases, flows and runs over real SQLite between threads and processes, and the outbox under any sequence of calls."""

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import Connection as Transaction

from tests.contract.catalogue_values import AT
from tests.contract.feeds_suite import entry
from tests.contract.notices_suite import ONE as NOTICE
from tests.contract.outbox_suite import intended
from tests.contract.test_catalogue import empty_database
from tests.fakes.catalogue import FakeCatalogue
from thesaury.engines.sql import SqlCatalogue, open_catalogue
from thesaury.model.connection import RunState
from thesaury.model.errors import Usage
from thesaury.model.flow import Flow
from thesaury.model.outbox import Base, OutboxRow, WriteState
from thesaury.model.publishing import Channel
from thesaury.ports.catalogue import Catalogue

T = TypeVar("T")
ROWS = 120

CLAIM_ALL = """
import sys
from pathlib import Path
from tests.contract.test_stores import many
from thesaury.engines.sql import open_catalogue
catalogue = open_catalogue(Path(sys.argv[1]), patience=60)
print("ready", flush=True)
sys.stdin.readline()
for row in many():
    for claimed in catalogue.outbox.claim([row.change.key], "now", int(sys.argv[2])):
        print(claimed.change.key, flush=True)
catalogue.close()
"""

TAKE_AND_DIE = """
import os, sys
from pathlib import Path
from thesaury.engines.sql import open_catalogue
catalogue = open_catalogue(Path(sys.argv[1]))
catalogue.leases.take("worker", "other", 100.0, 30)
catalogue.runs.begin(["dam"], "now")
os.kill(os.getpid(), 9)
"""


def many() -> list[OutboxRow]:
    return [intended("x", external_id=str(number)) for number in range(ROWS)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "catalogue.db"


@pytest.fixture
def catalogues(path: Path) -> Iterator[list[SqlCatalogue]]:
    opened = [open_catalogue(path, patience=60) for _ in range(4)]
    yield opened
    for catalogue in opened:
        catalogue.close()


def at_once(catalogues: list[SqlCatalogue], ask: Callable[[int, Catalogue], T]) -> list[T]:
    with ThreadPoolExecutor(len(catalogues)) as threads:
        return list(threads.map(ask, range(len(catalogues)), catalogues))


def test_two_processes_never_claim_the_same_row(path: Path, catalogues: list[SqlCatalogue]):
    catalogues[0].outbox.put(many())
    command = [sys.executable, "-c", CLAIM_ALL, str(path)]
    children = [
        subprocess.Popen([*command, str(run)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for run in (1, 2)
    ]
    for child in children:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
    claimed = at_once(catalogues[:2], lambda place, _: children[place].communicate("go\n")[0].split())
    assert sorted(claimed[0] + claimed[1]) == sorted(row.change.key for row in many())
    rows = catalogues[0].outbox.rows([WriteState.SENDING])
    assert {row.attempts for row in rows} == {1}
    assert [sum(row.run == run for row in rows) for run in (1, 2)] == [len(keys) for keys in claimed]


def test_a_row_settled_from_many_sides_moves_the_base_once(catalogues: list[SqlCatalogue]):
    row = intended("x")
    catalogues[0].outbox.put([row])
    at_once(catalogues, lambda _, c: c.outbox.settle(row.change.key, WriteState.DONE, AT))
    assert catalogues[0].outbox.base("dam", "concepts", ["1"])["1"].revision == 1


def test_wishes_put_at_once_leave_one(catalogues: list[SqlCatalogue]):
    at_once(catalogues, lambda place, c: c.outbox.put([intended("abcd"[place])]))
    assert catalogues[0].outbox.count([WriteState.PENDING]) == 1
    assert catalogues[0].outbox.count([WriteState.SUPERSEDED]) == 3


def test_one_of_many_takes_a_lease(catalogues: list[SqlCatalogue]):
    for name in ("a", "b", "c", "d"):
        assert sum(at_once(catalogues, lambda place, c, n=name: c.leases.take(n, f"h{place}", 1.0, 9))) == 1


def test_one_of_many_claims_a_due_flow(catalogues: list[SqlCatalogue]):
    catalogues[0].flows.put(Flow("f", ()), AT)
    assert sum(at_once(catalogues, lambda place, c: c.flows.claim("f", AT, f"later {place}"))) == 1


def test_of_many_who_find_the_same_notices_one_keeps_each(catalogues: list[SqlCatalogue]):
    found = [replace(NOTICE, key=str(number)) for number in range(50)]
    kept = at_once(catalogues, lambda _, c: [one.key for one in c.notices.put(found, ["webhook"])])
    assert sorted(key for keys in kept for key in keys) == sorted(one.key for one in found)
    assert len(catalogues[0].notices.waiting("webhook")) == 50


def test_counts_from_many_sides_are_all_there(catalogues: list[SqlCatalogue]):
    run = catalogues[0].runs.begin(["dam"], AT)

    def add(_: int, catalogue: Catalogue) -> None:
        for _ in range(25):
            catalogue.runs.add(run.id, {"new": 1}, {"pull": 0.5})

    at_once(catalogues, add)
    found = catalogues[0].runs.get(run.id)
    assert found is not None
    assert (found.counts, found.timings) == ((("new", 100),), (("pull", 50.0),))


def test_numbers_of_a_feed_are_given_once_and_become_visible_in_their_order(catalogues: list[SqlCatalogue]):
    catalogues[0].channels.put(Channel("web", "Web"))
    seen: list[int] = []

    def settle_or_read(place: int, catalogue: Catalogue) -> None:
        for step in range(15):
            if place:
                catalogue.feeds.settle("web", [entry(f"{place} {step} {number}") for number in range(3)])
            else:
                seen.extend(one.number for one in catalogue.feeds.changes("web", seen[-1] if seen else 0, 1000))

    at_once(catalogues, settle_or_read)
    settle_or_read(0, catalogues[0])
    assert seen == list(range(1, 3 * 15 * 3 + 1))


def test_touches_from_many_sides_are_all_there(catalogues: list[SqlCatalogue]):
    catalogues[0].channels.put(Channel("web", "Web"))
    at_once(catalogues, lambda place, c: [c.feeds.touch([f"{place} {step}", "shared"]) for step in range(10)])
    found = catalogues[0].feeds.touched(0, 1000)
    assert {asset for asset, _ in found} == {"shared", *(f"{place} {step}" for place in range(4) for step in range(10))}
    assert found[-1][1] <= catalogues[0].feeds.last_touch() == 80


def test_what_a_killed_process_held_is_seen_and_taken_over_when_it_runs_out(path: Path, catalogues: list[SqlCatalogue]):
    child = subprocess.run([sys.executable, "-c", TAKE_AND_DIE, str(path)])
    assert child.returncode == -9
    leases = catalogues[0].leases
    assert [lease.holder for lease in leases.held("worker")] == ["other"]
    assert [leases.take("worker", "me", now, 30) for now in (129.0, 130.0)] == [False, True]
    assert [run.state for run in catalogues[0].runs.open()] == [RunState.RUNNING]


WISHES = [
    intended(add, remove, wanted, revision, external_id)
    for external_id in "12"
    for revision in (0, 1)
    for add, remove, wanted in (("x", "", "x"), ("y", "x", "y"), ("", "y", ""))
]
PLACES = ("1", "2")
ENDS = st.sampled_from([state for state in WriteState if state is not WriteState.SENDING])
OPEN = (WriteState.PENDING, WriteState.REFUSED)


class AnySequence(RuleBasedStateMachine):
    """Whatever is put, claimed and settled in whatever order: SQLite and memory agree, and the outbox keeps its word."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        path = self.folder / "catalogue.db"
        path.write_bytes(empty_database())
        self.both: tuple[Catalogue, Catalogue] = (FakeCatalogue(), open_catalogue(path))
        self.done: list[OutboxRow] = []

    def teardown(self) -> None:
        self.both[1].close()
        shutil.rmtree(self.folder)

    @rule(rows=st.lists(st.sampled_from(WISHES), max_size=4))
    def put(self, rows: list[OutboxRow]) -> None:
        fake, sql = (catalogue.outbox.put(rows) for catalogue in self.both)
        assert fake == sql

    @rule(rows=st.lists(st.sampled_from(WISHES), max_size=4))
    def claim(self, rows: list[OutboxRow]) -> None:
        fake, sql = (catalogue.outbox.claim([row.change.key for row in rows], AT, 1) for catalogue in self.both)
        assert fake == sql
        assert all(row.state is WriteState.SENDING for row in sql)

    @rule(row=st.sampled_from(WISHES), ended=ENDS)
    def settle(self, row: OutboxRow, ended: WriteState) -> None:
        known = self.both[0].outbox.get([row.change.key])
        if known:
            for catalogue in self.both:
                catalogue.outbox.settle(row.change.key, ended, AT, "so it ended")
            if ended is WriteState.DONE and known[0].state is not WriteState.DONE:
                self.done.append(row)

    @invariant()
    def both_agree(self) -> None:
        fake, sql = (catalogue.outbox.rows() for catalogue in self.both)
        assert fake == sql

    @invariant()
    def done_stays_done(self) -> None:
        done = self.both[1].outbox.rows([WriteState.DONE])
        assert {row.change.key for row in done} == {row.change.key for row in self.done}

    @invariant()
    def the_base_is_what_was_done_in_turn(self) -> None:
        bases = dict.fromkeys(PLACES, Base())
        for row in self.done:
            change, before = row.change, bases[row.change.external_id]
            add, remove, wanted = (
                frozenset(t.iri for t in tags) for tags in (change.add, change.remove, change.wanted)
            )
            ours = (before.concepts - remove) | add
            called = {tag.iri: tag for tag in (*before.written, *change.add, *change.wanted)}
            written = tuple(called[iri] for iri in sorted(ours))
            bases[change.external_id] = Base(ours, wanted, before.revision + 1, written)
        for catalogue in self.both:
            assert catalogue.outbox.base("dam", "concepts", PLACES) == bases

    @invariant()
    def one_row_of_each_field_is_open(self) -> None:
        waiting = Counter(row.change.external_id for row in self.both[1].outbox.rows(OPEN))
        assert all(count == 1 for count in waiting.values())


TestAnySequence = AnySequence.TestCase
# Without shrinking, which takes minutes here; a failing example is short as it is.
TestAnySequence.settings = settings(
    max_examples=30, stateful_step_count=25, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)


def test_a_key_is_never_kept_for_a_channel_that_is_dropped_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "catalogue.db").write_bytes(empty_database())
    one, other = (open_catalogue(tmp_path / "catalogue.db", patience=10) for _ in range(2))
    one.channels.put(Channel("web", "The website"))
    writing = one._database.writing

    def late(durable: bool = False) -> AbstractContextManager[Transaction]:
        other.channels.drop("web")
        return writing(durable)

    monkeypatch.setattr(one._database, "writing", late)
    with pytest.raises(Usage, match="web"):
        one.channels.put_key("web", "site", "digest", AT)
    other.channels.put(Channel("web", "Another one of that name"))
    assert (other.channels.keys("web"), other.channels.by_key("digest")) == ([], "")
    one.close()
    other.close()
