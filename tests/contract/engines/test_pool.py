"""The process pool: nobody sees a difference, whatever happens to its processes."""

import gc
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.contract.engines import pooled
from tests.contract.engines.pooled import BAD, Busy, Choosy, Echo, Mortal, Own, Rooted, Slow, Telling, assets, gone
from tests.patience import PATIENCE
from thesaury.bootstrap import in_bulk
from thesaury.engines.pool import PooledAnnotator, spare_processors
from thesaury.model.errors import Refused
from thesaury.ports.annotator import Annotator, InBulk, Unread

MANY = 40

Pool = Callable[..., PooledAnnotator]


@pytest.fixture
def pool() -> Iterator[Pool]:
    """Two processes over an annotator, which start with the first call of 40 assets."""
    made: list[PooledAnnotator] = []

    def over(annotator: Annotator, start: float = 0, idle: float = 60.0) -> PooledAnnotator:
        made.append(PooledAnnotator(annotator, 2, start, MANY, idle))
        return made[-1]

    yield over
    for one in made:
        one.close()


def concepts(answers) -> list[str]:
    return [answer[0].concept for answer in answers]


def readers(answers) -> set[str]:
    return {answer[0].vocabulary for answer in answers}


def both(pool: PooledAnnotator) -> set[str]:
    """The ids of both processes, each of which has answered: the second one may need longer for its start than the first for all."""
    found: set[str] = set()
    until = time.monotonic() + PATIENCE
    while len(found) < 2 and time.monotonic() < until:
        found |= readers(pool.suggest(assets(1_000)))
    assert len(found) == 2
    return found


def sentences(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.message for record in caplog.records if record.levelno >= logging.WARNING]


def test_answers_come_in_order_from_several_processes(pool: Pool):
    echo = pool(Echo())
    assert concepts(echo.suggest(assets(1_000))) == [str(number) for number in range(1_000)]
    assert both(echo) == {str(pid) for pid in echo.pids}


def test_few_assets_start_nothing(pool: Pool):
    few = pool(Echo())
    assert readers(few.suggest(assets(MANY - 1))) == {str(os.getpid())}
    assert few.pids == ()


def test_processes_start_when_enough_was_done_here(pool: Pool):
    """The first part takes longer than a start; the rest of the same call goes to the others, and so does all that follows."""
    here = str(os.getpid())
    busy = pool(Busy(0.02), start=0.05)
    found = busy.suggest(assets(MANY))
    parts = [answer[0].vocabulary for answer in found]
    assert parts[: MANY // 2] == [here] * (MANY // 2)
    assert here not in parts[MANY // 2 :]
    assert here not in readers(busy.suggest(assets(MANY)))


def test_what_is_done_fast_starts_nothing(pool: Pool):
    fast = pool(Echo(), start=60.0)
    for _ in range(3):
        assert readers(fast.suggest(assets(1_000))) == {str(os.getpid())}
    assert fast.pids == ()


@pytest.mark.parametrize(("usable", "processes"), [(1, 1), (2, 1), (3, 2), (64, 4)])
def test_as_many_as_processors_are_spare(usable: int, processes: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _pid: set(range(usable)))
    assert spare_processors() == processes
    chosen = in_bulk(Echo(), 0)
    assert (chosen.processes if isinstance(chosen, InBulk) else 1) == processes
    assert not isinstance(in_bulk(Echo(), 1), InBulk)


def test_it_is_an_annotator_that_tells_what_it_costs(pool: Pool):
    one = pool(Echo())
    assert isinstance(one, InBulk)
    assert not isinstance(Echo(), InBulk)
    assert (one.version, one.vocabulary, one.processes) == ("echo/1", "none@1", 2)
    assert (one.cpu_seconds, one.peak_mib) == (0, 0)
    one.suggest(assets(400))
    assert one.cpu_seconds > 0
    assert one.peak_mib > 10


def test_each_process_has_one_thread_for_numbers_and_its_prints_are_no_answers(pool: Pool):
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        assert pool(Telling(variable)).suggest(assets(MANY)) == [Unread("1")] * MANY


def test_the_part_of_a_killed_process_is_done_again_with_one_sentence(pool: Pool, caplog: pytest.LogCaptureFixture):
    mortal = pool(Mortal())
    found = mortal.suggest(assets(1_000))
    assert concepts(found) == [str(number) for number in range(1_000)]
    assert found[int(BAD)][0].vocabulary == str(os.getpid())
    assert len(readers(found)) >= 2  # its part here, the others there
    assert sentences(caplog) == [
        "A process that reads assets ended before its time (signal 9); its assets are read in this one."
    ]


def test_another_process_takes_the_place_of_a_dead_one(pool: Pool):
    echo = pool(Echo())
    dead = min(both(echo))
    os.kill(int(dead), signal.SIGKILL)
    assert gone([int(dead)])
    echo.suggest(assets(1_000))
    assert dead not in both(echo)


def test_where_every_process_dies_this_one_does_everything(pool: Pool, caplog: pytest.LogCaptureFixture):
    doomed = pool(Mortal(of=""))
    for _ in range(4):
        assert readers(doomed.suggest(assets(400))) == {str(os.getpid())}
    assert 3 <= len(sentences(caplog)) <= 4  # two at a time, and no further ones after three
    assert doomed.pids == ()


def test_a_process_killed_from_outside_while_it_works(pool: Pool, tmp_path: Path):
    slow = pool(Slow(0.005, tmp_path / "begun"))
    with ThreadPoolExecutor(1) as beside:
        waiting = beside.submit(slow.suggest, assets(100))
        until = time.monotonic() + PATIENCE
        while not (tmp_path / "begun").exists() and time.monotonic() < until:
            time.sleep(0.01)
        os.kill(slow.pids[0], signal.SIGKILL)
        assert concepts(waiting.result()) == [str(number) for number in range(100)]


@pytest.mark.parametrize("error", [pooled.REFUSAL, ValueError("wrong"), Own(1, 2), MemoryError()])
def test_what_the_annotator_raises_is_raised_as_by_itself(pool: Pool, error: Exception):
    with pytest.raises(type(error)) as raised:
        pool(Choosy(error)).suggest(assets(1_000))
    assert raised.value.args == error.args
    if isinstance(error, Refused):
        assert (raised.value.status, raised.value.code) == (403, "denied")


def test_after_an_exception_it_goes_on(pool: Pool):
    choosy = pool(Choosy(ValueError("wrong")))
    with pytest.raises(ValueError, match="wrong"):
        choosy.suggest(assets(400))
    assert concepts(choosy.suggest(assets(400)[8:])) == [str(number) for number in range(8, 400)]


def test_an_annotator_that_cannot_be_sent_reads_alone_with_one_sentence(pool: Pool, caplog: pytest.LogCaptureFixture):
    rooted = pool(Rooted())
    for _ in range(2):
        assert readers(rooted.suggest(assets(100))) == {str(os.getpid())}
    [sentence] = sentences(caplog)
    assert "this process reads alone" in sentence


def test_several_threads_ask_at_once(pool: Pool):
    shared = pool(Echo())
    given = [assets(300)[start:] for start in range(8)]
    with ThreadPoolExecutor(8) as beside:
        found = list(beside.map(shared.suggest, given))
    assert [concepts(answers) for answers in found] == [[asset.id for asset in one] for one in given]


def test_idle_processes_end_and_come_again(pool: Pool):
    brief = pool(Echo(), idle=0.1)
    first = {int(pid) for pid in readers(brief.suggest(assets(400)))}
    assert gone(tuple(first))
    second = {int(pid) for pid in readers(brief.suggest(assets(400)))}
    assert not first & second


def test_closed_it_reads_in_this_process(pool: Pool):
    closed = pool(Echo())
    closed.suggest(assets(400))
    pids = closed.pids
    closed.close()
    assert gone(pids)
    assert readers(closed.suggest(assets(400))) == {str(os.getpid())}


def test_processes_end_with_an_annotator_nobody_holds_any_more():
    forgotten = PooledAnnotator(Echo(), 2, 0)
    forgotten.suggest(assets(400))
    pids = forgotten.pids
    assert len(pids) == 2
    del forgotten
    gc.collect()
    assert gone(pids)


PARENT = """
import sys, threading, time
from tests.contract.engines.pooled import Echo, Slow, assets
from thesaury.bootstrap import in_bulk
from thesaury.engines.pool import PooledAnnotator, spare_processors

pool = PooledAnnotator(Echo() if sys.argv[1] == "idle" else Slow(0.02), 2, 0, 40, 600.0)
work = assets(400)
if sys.argv[1] == "idle":
    pool.suggest(work)
else:
    threading.Thread(target=pool.suggest, args=(work,), daemon=True).start()
    while len(pool.pids) < 2:
        time.sleep(0.01)
    time.sleep(0.5)
print(*pool.pids, flush=True)
time.sleep(60 if sys.argv[2] == "stay" else 0)
"""


@pytest.mark.parametrize("busy", ["idle", "busy"])
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, None])
def test_processes_end_with_their_parent_however_it_ends(busy: str, end: signal.Signals | None):
    command = [sys.executable, "-c", PARENT, busy, "stay" if end else "go"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT, text=True) as parent:
        assert parent.stdout
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert len(pids) == 2
        if end:
            assert all(map(pooled.lives, pids))
            parent.send_signal(end)
        parent.wait(PATIENCE)
    assert gone(pids)


def test_a_signal_to_all_ends_no_process_before_its_parent_says_so(pool: Pool):
    steady = pool(Echo())
    before = both(steady)
    for pid in before:
        os.kill(int(pid), signal.SIGTERM)
        os.kill(int(pid), signal.SIGINT)
    time.sleep(0.1)
    assert both(steady) == before
