"""Weights learned from feedback: a preference that is there is found, and where there is none the weights of the house stay."""

from dataclasses import replace

import numpy as np
import pytest

from thesaury.model.placement import Feedback, Liking
from thesaury.recommendation.learning import Why, measured
from thesaury.recommendation.learning.fitting import SMALL, STRETCH, fitted
from thesaury.recommendation.learning.measuring import LEAST
from thesaury.recommendation.learning.pairs import preferences

HOUSE = {"coverage": 0.7, "freshness": 0.1, "success": 0.2, "fatigue": -0.1, "unused": 0.0}


def feedback(lists: int, wants: dict[str, float], seed: int = 1, shown: int = 16, chosen: int = 3) -> list[Feedback]:
    """Lists on which somebody chose what these weights like best, with some chance in it."""
    random, said = np.random.default_rng(seed), []
    for number in range(lists):
        parts = random.random((shown, len(HOUSE)))
        liked = parts @ np.array([wants.get(name, 0.0) for name in HOUSE]) + random.gumbel(size=shown) * 0.1
        best = set(np.argsort(-liked)[:chosen].tolist())
        for place, row in enumerate(parts.tolist()):
            liking = Liking.PINNED if place in best else Liking.SHOWN
            at = f"2026-01-01T{number // 60:02}:{number % 60:02}:00+00:00"
            said.append(Feedback(f"a{place}", f"b{number}", liking, at, parts=tuple(zip(HOUSE, row, strict=True))))
    return said


def test_a_preference_that_is_there_is_found_and_used():
    made = measured(feedback(90, {"coverage": 0.2, "freshness": 0.7}), HOUSE)
    assert made.why is Why.LEARNED
    assert made.used
    assert made.house
    assert made.learned
    assert made.gain
    assert 0 < made.gain.low < made.gain.value < made.gain.high
    assert made.learned.value == pytest.approx(made.house.value + made.gain.value)
    assert made.weights["freshness"] > 2 * HOUSE["freshness"]
    assert made.weights["coverage"] < HOUSE["coverage"]
    assert (made.lists, made.held_lists, made.held_pairs) == (90, 30, 30 * 3 * 13)
    assert "they are used" in made.sentence


def test_on_noise_the_weights_of_the_house_stay():
    made = [measured(feedback(60, {}, seed), HOUSE) for seed in range(12)]
    assert [one.why for one in made].count(Why.UNPROVEN) >= 11
    assert "stay" in next(one for one in made if not one.used).sentence


def test_who_likes_what_the_house_likes_changes_nothing():
    made = measured(feedback(60, HOUSE), HOUSE)
    assert made.why is Why.UNPROVEN
    assert made.weights["coverage"] == pytest.approx(HOUSE["coverage"], abs=0.1)


def test_too_little_is_said_to_be_too_little():
    made = measured(feedback(LEAST - 1, {"freshness": 1.0}), HOUSE)
    assert (made.why, made.weights, made.gain, made.lists) == (Why.FEW, {}, None, LEAST - 1)
    assert str(LEAST) in made.sentence
    assert measured([], HOUSE).why is Why.FEW


def test_later_lists_are_measured_on_and_never_learned_from():
    early, late = feedback(60, {"freshness": 1.0}), feedback(30, {"coverage": 1.0}, seed=2)
    later = [replace(one, brief=f"later {one.brief}", at=one.at.replace("01-01", "02-01")) for one in late]
    made = measured([*later, *early], HOUSE)
    assert made.weights["freshness"] > 2 * HOUSE["freshness"]
    assert made.why is Why.UNPROVEN
    assert made.gain
    assert made.gain.value < 0


@pytest.mark.parametrize("wants", [{"coverage": -1.0}, {"fatigue": 1.0, "unused": 1.0}, {"freshness": 50.0}])
def test_no_good_comes_to_count_against_an_asset_and_no_part_runs_away(wants: dict[str, float]):
    weights = fitted(preferences(feedback(60, wants), list(HOUSE)), HOUSE)
    whole = sum(weight for weight in HOUSE.values() if weight > 0)
    assert sum(weight for weight in weights.values() if weight > 0) == pytest.approx(whole)
    grown = 1 / min(1.0, sum(max(0.0, HOUSE[name] / STRETCH) for name in HOUSE))
    for name, default in HOUSE.items():
        assert weights[name] * default >= 0
        assert abs(weights[name]) <= max(abs(default) * STRETCH, SMALL * whole) * grown
    assert weights["unused"] == 0
    assert weights["coverage"] > 0


def test_only_lists_on_which_something_was_chosen_and_something_left_say_anything():
    both = feedback(1, {"coverage": 1.0})
    alone = [replace(one, brief="all pinned", liking=Liking.PINNED) for one in both]
    left = [replace(one, brief="all left", liking=Liking.REJECTED) for one in both]
    bare = [replace(one, brief="no parts", parts=()) for one in both]
    found = preferences([*both, *alone, *left, *bare], list(HOUSE))
    assert [one.brief for one in found] == ["b0"]
    assert found[0].differences.shape == (3 * 13, len(HOUSE))
