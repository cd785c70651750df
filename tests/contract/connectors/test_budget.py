"""The budget of a vendor that counts by source address: shared by threads, processes and workspaces."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thesaury.connectors.budget import VARIABLE, Budget, Policy, machine_budget
from thesaury.model.errors import Unreachable

POLICY = Policy(requests=20, window=300.0, silence=300.0)


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now, self.slept = 1_000_000.0, list[float]()

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def budget(folder: Path, clock: Clock, policy: Policy = POLICY) -> Budget:
    return Budget(folder / "vendor.budget", "Vendor", policy, clock, clock.sleep)


def test_it_lets_as_many_through_as_there_may_be_and_then_waits(tmp_path: Path):
    clock = Clock()
    one = budget(tmp_path, clock)
    for _ in range(20):
        one.take(0)
    assert clock.slept == []
    one.take(400)
    assert 300 <= sum(clock.slept) <= 302


def test_two_workspaces_draw_on_one_budget_and_nobody_waits_beyond_his_patience(tmp_path: Path):
    clock = Clock()
    for _ in range(10):
        for workspace in (budget(tmp_path, clock), budget(tmp_path, clock)):
            workspace.take(0)
    with pytest.raises(Unreachable, match="used up for another 301 seconds"):
        budget(tmp_path, clock).take(150)
    assert clock.slept == []


def test_after_a_refusal_everybody_is_silent(tmp_path: Path):
    clock = Clock()
    budget(tmp_path, clock).take(0)
    budget(tmp_path, clock).refused()
    clock.now += 299
    with pytest.raises(Unreachable, match="silence"):
        budget(tmp_path, clock).take(1000)
    clock.now += 1
    budget(tmp_path, clock).take(0)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.floats(0, 120), min_size=1, max_size=60))
def test_no_window_ever_holds_more(tmp_path_factory: pytest.TempPathFactory, pauses: list[float]):
    clock, sent = Clock(), list[float]()
    one = budget(tmp_path_factory.mktemp("budget"), clock, Policy(5, 100.0))
    for pause in pauses:
        clock.now += pause
        one.take(1000)
        sent.append(clock.now)
    for moment in sent:
        assert sum(moment - 100.0 < other <= moment for other in sent) <= 5


def test_threads_and_processes_never_take_more_than_there_is(tmp_path: Path):
    code = (
        "import sys; from pathlib import Path; from thesaury.connectors.budget import Budget, Policy\n"
        "from thesaury.model.errors import Unreachable\n"
        "taken = 0\n"
        "for _ in range(40):\n"
        "    try: Budget(Path(sys.argv[1]), 'Vendor', Policy(50, 3600.0)).take(0); taken += 1\n"
        "    except Unreachable: pass\n"
        "print(taken)"
    )
    path = tmp_path / "vendor.budget"
    children = [subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE) for _ in range(2)]
    own = Budget(path, "Vendor", Policy(50, 3600.0))
    with ThreadPoolExecutor(4) as threads:
        taken = sum(threads.map(lambda _: took(own), range(40)))
    taken += sum(int(child.communicate()[0]) for child in children)
    assert taken == 50


def took(own: Budget) -> int:
    try:
        own.take(0)
    except Unreachable:
        return 0
    return 1


def test_the_machines_budget_lies_where_its_variable_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    machine_budget("vendor", POLICY).take(0)
    assert (tmp_path / "thesaury" / "vendor.budget").exists()


def test_a_clock_that_is_set_back_neither_blocks_for_years_nor_forgets_what_was_sent(tmp_path: Path):
    clock = Clock()
    for _ in range(15):
        budget(tmp_path, clock).take(0)
    budget(tmp_path, clock).refused()
    clock.now -= 86_400.0
    with pytest.raises(Unreachable, match="another 300 seconds"):
        budget(tmp_path, clock).take(0)
    clock.now += 300
    for _ in range(5):
        budget(tmp_path, clock).take(0)
    with pytest.raises(Unreachable, match="used up"):
        budget(tmp_path, clock).take(0)
    clock.now += 302
    budget(tmp_path, clock).take(0)


def test_a_state_that_cannot_be_kept_is_a_sentence_and_nothing_is_sent_uncounted(tmp_path: Path):
    (tmp_path / "vendor.budget").write_bytes(b"This is no database, whatever its name says." * 30)
    with pytest.raises(Unreachable, match="cannot be used"):
        budget(tmp_path, Clock()).take(0)
    with pytest.raises(Unreachable, match="cannot be used"):
        budget(tmp_path / "vendor.budget", Clock()).refused()
