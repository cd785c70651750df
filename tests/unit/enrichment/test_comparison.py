"""Which of two models knows better."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy import array, float32

from thesaury.enrichment.learning.comparison import FEWEST, average_precision, compared

PAIRS = st.lists(st.tuples(st.sampled_from([0.0, 0.25, 0.5, 1.0]), st.booleans()), min_size=1, max_size=40)


def by_hand(pairs: list[tuple[float, bool]]) -> float:
    """For each right one the precision of everything at or above its score."""
    right = [score for score, holds in pairs if holds]
    precisions = [[holds for other, holds in pairs if other >= score] for score in right]
    return sum(sum(above) / len(above) for above in precisions) / max(1, len(right))


@given(PAIRS)
def test_average_precision_as_worked_out_by_hand(pairs: list[tuple[float, bool]]):
    scores, right = zip(*pairs, strict=True)
    assert average_precision(array(scores, float32), array(right)) == pytest.approx(by_hand(pairs), abs=1e-6)


def test_the_better_one_wins_and_a_tie_changes_nothing():
    right = [True, False] * 10
    good, bad = [0.9, 0.1] * 10, [0.1, 0.9] * 10
    assert compared(good, bad, right).better
    assert not compared(bad, good, right).better
    assert not compared(good, good, right).better
    assert compared(good, bad, right).new == 1.0


@pytest.mark.parametrize("right", [[True] * FEWEST, [False] * FEWEST, [True, False] * (FEWEST // 2 - 1), []])
def test_nothing_to_compare(right: list[bool]):
    told = compared([1.0] * len(right), [0.0] * len(right), right)
    assert (told.decisions, told.better) == (0, False)
