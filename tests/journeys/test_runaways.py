"""Questions that run away end at their limit, and whoever else is there gets his answers: the benchmark, in its smallest form."""

import sys

import pytest

from benchmarks.runaways import RUNAWAYS, Storm, run
from benchmarks.synthetic.analytics import Size


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for in /proc")
def test_runaways_end_at_their_limit_and_others_get_their_answers():
    figures = run(Size(40, 400, 60, 8, 30), Storm(senders=3, at_the_same_moment=30, seconds=2, each=6, rounds=1))
    assert {told.rpartition(" ")[2] for told in figures["others_answers"]} == {"200"}  # type: ignore[attr-defined]
    ended = figures["runaways"]
    assert set(ended) == set(RUNAWAYS)  # type: ignore[call-overload]
    assert {status for found in ended.values() for status in found} == {400, 503}  # type: ignore[attr-defined]
    assert figures["children_left"] == 0
    assert 1 <= figures["most_children"] <= 2  # type: ignore[operator]
