"""What decisions show: the bound, the threshold, and that what is promised holds, also for unfair samples."""

import random
from collections.abc import Callable
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thesaury.enrichment.acceptance import Pair, support
from thesaury.enrichment.confidence import DOUBT, lower_bound, needed

SCORES = st.sampled_from([0.1, 0.3, 0.5, 0.7, 0.9]) | st.floats(0, 1)
PAIRS = st.lists(st.tuples(SCORES, st.sampled_from([True, True, True, True, False])), max_size=150)
PRECISIONS = st.sampled_from([0.5, 0.7, 0.8, 0.95])


def pairs(*runs: tuple[float, int, int]) -> list[Pair]:
    """For each (score, right, wrong) so many decisions."""
    return [(score, one) for score, right, wrong in runs for one in (*[True] * right, *[False] * wrong)]


@settings(deadline=None)  # the first call loads SciPy
@given(counted=st.integers(1, 120), data=st.data())
def test_the_bound_is_the_share_that_leaves_exactly_the_doubt(counted: int, data: st.DataObject):
    right = data.draw(st.integers(1, counted))
    share = lower_bound(right, counted)
    chance = sum(comb(counted, k) * share**k * (1 - share) ** (counted - k) for k in range(right, counted + 1))
    assert chance == pytest.approx(DOUBT)
    assert lower_bound(0, counted) == 0


@settings(deadline=None)
@given(share=st.floats(0.2, 0.999))
def test_as_many_as_are_needed_suffice_and_one_fewer_does_not(share: float):
    least = needed(share)
    assert lower_bound(least, least) >= share * (1 - 1e-12)
    assert least == 1 or lower_bound(least - 1, least - 1) < share
    assert needed(0.95) == 59


def test_without_decisions_nothing_is_shown():
    shown = support([], 0.95, [0.5] * 9)
    assert (shown.threshold, shown.pairs, shown.bound, shown.more) == (None, 0, 0.0, 59)


def test_few_decisions_are_refused_and_the_missing_ones_would_do():
    few = pairs((0.9, 20, 0), (0.6, 20, 0))
    shown = support(few, 0.95)
    assert (shown.threshold, shown.pairs, shown.above, shown.right, shown.more) == (None, 40, 40, 40, 19)
    assert shown.bound == lower_bound(40, 40)
    assert support([*few, *pairs((0.7, shown.more, 0))], 0.95).threshold == 0.6


def test_what_is_all_right_is_accepted_whole():
    shown = support(pairs((0.9, 50, 0), (0.4, 50, 0)), 0.95)
    assert (shown.threshold, shown.coverage, shown.above, shown.right, shown.more) == (0.4, 1.0, 100, 100, 0)
    assert 0.95 <= shown.bound < 1


def test_the_threshold_leaves_out_the_scores_that_are_too_often_wrong():
    shown = support(pairs((0.9, 300, 3), (0.7, 99, 1), (0.5, 60, 40), (0.2, 10, 90)), 0.95)
    assert (shown.threshold, shown.above, shown.right) == (0.7, 403, 399)
    assert shown.coverage == pytest.approx(403 / 603)


def test_more_of_what_is_wrong_would_not_do():
    assert support(pairs((0.9, 80, 20), (0.5, 50, 50)), 0.95).more is None


@settings(deadline=None)
@given(judged=PAIRS, precision=PRECISIONS, others=st.lists(SCORES, max_size=50))
def test_a_threshold_is_a_score_that_was_judged_and_counts_all_of_its_equals(
    judged: list[Pair], precision: float, others: list[float]
):
    shown = support(judged, precision, others)
    if shown.threshold is not None:
        reaching = [right for score, right in judged if score >= shown.threshold]
        assert shown.threshold in {score for score, _ in judged}
        assert (shown.above, shown.right) == (len(reaching), sum(reaching))
        offered = [*others, *(score for score, _ in judged)]
        assert shown.coverage == pytest.approx(sum(s >= shown.threshold for s in offered) / len(offered))
        assert shown.bound >= precision
    else:
        assert shown.bound < precision


@settings(deadline=None)
@given(judged=PAIRS, precision=PRECISIONS, others=st.lists(SCORES, max_size=20), seed=st.integers())
def test_the_order_of_decisions_does_not_matter(judged: list[Pair], precision: float, others: list[float], seed: int):
    mixed = random.Random(seed).sample(judged, len(judged))
    assert support(mixed, precision, others[::-1]) == support(judged, precision, others)


@settings(deadline=None)
@given(judged=PAIRS.filter(bool), precision=PRECISIONS, data=st.data())
def test_one_more_right_never_raises_the_threshold(judged: list[Pair], precision: float, data: st.DataObject):
    place = data.draw(st.integers(0, len(judged) - 1))
    better = [*judged[:place], (judged[place][0], True), *judged[place + 1 :]]
    before, after = support(judged, precision).threshold, support(better, precision).threshold
    assert before is None or (after is not None and after <= before)


def test_decisions_on_the_easy_ones_prove_nothing_for_the_hard_ones():
    """Somebody decided on the surest first: as a fair sample these would do, but most of what waits is of the other kind."""
    easy = pairs((0.99, 200, 0), (0.8, 5, 5))
    assert support(easy, 0.95).threshold == 0.8
    assert support(easy, 0.95, [0.8] * 2000).threshold == 0.99
    assert support(pairs((0.8, 10, 0)), 0.95, [0.8] * 2000).threshold is None


def test_decisions_on_the_hard_ones_count_fully_for_the_easy_ones():
    shown = support(pairs((0.9, 20, 0), (0.6, 180, 0)), 0.95, [0.95] * 1800)
    assert (shown.threshold, shown.bound) == (0.6, support(pairs((0.6, 200, 0)), 0.95).bound)
    assert shown.coverage == 1


Chance = Callable[[float], float]


def flat(share: float) -> Chance:
    return lambda score: share


def wrong_promises(chance: Chance, wanted: float, judged: int, waiting: int, surest: bool, trials: int) -> float:
    """How often a threshold is given from which on, of all suggestions, fewer are right than wanted."""
    dice, wrong = random.Random(20), 0
    for _ in range(trials):
        scores = [dice.betavariate(2, 0.7) for _ in range(judged + waiting)]
        if surest:
            scores.sort(reverse=True)
        decided = [(score, dice.random() < chance(score)) for score in scores[:judged]]
        threshold = support(decided, wanted, scores[judged:]).threshold
        if threshold is not None:
            accepted = [chance(score) for score in scores if score >= threshold]
            wrong += sum(accepted) < wanted * len(accepted) * (1 - 1e-9)
    return wrong / trials


@pytest.mark.parametrize("surest", [False, True], ids=["fair", "surest first"])
@pytest.mark.parametrize(
    ("chance", "wanted", "judged"),
    [
        (flat(0.949), 0.95, 60),
        (flat(0.899), 0.9, 200),
        (lambda score: score, 0.8, 200),
        (lambda score: 0.96 if score > 0.8 else 0.5, 0.95, 150),
        (lambda score: 0.93 * score**0.2, 0.9, 150),
    ],
    ids=["flat", "flat, more", "calibrated", "a step", "too sure of itself"],
)
def test_what_is_promised_holds_at_least_95_times_in_100(chance: Chance, wanted: float, judged: int, surest: bool):
    """300 trials with a true chance of 5 % give more than 8.8 % in one of a thousand; the dice always fall alike."""
    assert wrong_promises(chance, wanted, judged, waiting=judged, surest=surest, trials=300) <= 0.088


def test_the_best_of_many_looks_at_the_plain_bound_would_promise_too_much():
    """What sharing the doubt is for: among 300 decisions of which too few are right, one score or another often looks good enough."""
    dice, wrong = random.Random(3), 0
    for _ in range(200):
        decided = [dice.random() < 0.899 for _ in range(300)]
        wrong += any(lower_bound(sum(decided[:looked]), looked) >= 0.9 for looked in range(1, 301))
    assert wrong / 200 > 0.1


def test_that_it_is_given_where_it_is_due():
    """With a tenth more right than wanted 200 decisions are nearly always enough; nobody would use what always refuses."""
    dice = random.Random(7)
    given = [support([(dice.random(), dice.random() < 0.98) for _ in range(200)], 0.9).threshold for _ in range(100)]
    assert sum(threshold is not None for threshold in given) >= 95
