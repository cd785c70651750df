"""Calibration: scores that mean what they say."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from thesaury.enrichment.learning.calibration import AS_SAID, calibrated

unit = st.floats(0, 1, width=32)


@settings(deadline=None)
@given(st.integers(30, 300).flatmap(lambda size: hnp.arrays(np.float32, size, elements=unit)), st.integers(0, 9))
def test_scores_lie_between_0_and_1_and_keep_the_order(likelihoods: np.ndarray, seed: int):
    right = np.random.default_rng(seed).random(len(likelihoods)) < likelihoods
    found = calibrated(likelihoods, right)
    asked = np.sort(np.concatenate([likelihoods, np.linspace(0, 1, 50, dtype=np.float32)]))
    scores = found.scores(asked)
    assert (scores >= 0).all()
    assert (scores <= 1).all()
    assert (np.diff(scores) >= 0).all()


def test_the_share_that_held_is_what_it_says():
    draw = np.random.default_rng(2)
    said = draw.random(20_000).astype(np.float32)
    held = draw.random(20_000) < said**2  # the forest boasts
    scores = calibrated(said, held).scores(said)
    for low in np.arange(0.1, 0.9, 0.1):
        inside = (scores >= low) & (scores < low + 0.1)
        assert abs(scores[inside].mean() - held[inside].mean()) < 0.04


def test_what_calibration_cannot_tell_apart_the_forest_still_orders():
    said = np.repeat(np.array([0.2, 0.4], np.float32), 100)
    right = np.tile([True, False], 100)
    low, high = calibrated(said, right).scores(np.array([0.5, 0.7], np.float32))
    assert 0 < high - low < 0.001


def test_with_hardly_any_right_ones_it_takes_the_forest_at_its_word():
    assert calibrated(np.full(500, 0.5, np.float32), np.arange(500) < 29) is AS_SAID
    asked = np.array([0, 0.3, 1], np.float32)
    assert np.allclose(AS_SAID.scores(asked), asked)


def test_no_answers():
    assert calibrated(np.zeros(0, np.float32), np.zeros(0, bool)) is AS_SAID
    assert AS_SAID.scores(np.zeros(0, np.float32)).shape == (0,)
