"""Measures of one document, worked out by hand."""

from math import log2

import pytest

from thesaury.evaluation.measures import MEASURES, f1, measures


def test_worked_out_by_hand():
    assert measures(["a", "b", "c"], {"b", "c"}) == pytest.approx(
        {
            "P@1": 0,
            "P@5": 2 / 5,
            "R@5": 1,
            "F1@5": 0.8,
            "R@10": 1,
            "nDCG@5": (1 / log2(3) + 1 / 2) / (1 + 1 / log2(3)),
            "nDCG@10": (1 / log2(3) + 1 / 2) / (1 + 1 / log2(3)),
        }
    )


def test_what_comes_late_counts_only_deep_down():
    ranked, gold = list("abcdefgh"), {"f", "h", "z"}
    found = measures(ranked, gold)
    assert [found[name] for name in ("P@1", "P@5", "R@5", "F1@5", "nDCG@5")] == [0] * 5
    assert found["R@10"] == pytest.approx(2 / 3)
    assert found["nDCG@10"] == pytest.approx((1 / log2(7) + 1 / log2(9)) / (1 + 1 / log2(3) + 1 / 2))


def test_nothing_given_is_nothing_found():
    assert measures([], {"b"}) == dict.fromkeys(MEASURES, 0)


def test_all_found_is_one_however_many_there_are():
    gold = [f"c{number}" for number in range(14)]
    found = measures(gold, set(gold))
    assert (found["nDCG@5"], found["nDCG@10"]) == (1, 1)
    assert found["R@10"] == pytest.approx(10 / 14)


def test_f1_of_nothing():
    assert f1(0, 0) == 0
    assert f1(1, 0.5) == pytest.approx(2 / 3)
