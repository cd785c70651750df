"""Which of the ranked candidates are worth a reviewer's time."""

import numpy as np

from thesaury.enrichment.learning.ranker import Ranked


def ranked(*scores: list[float]) -> Ranked:
    flat = np.array([score for row in scores for score in row], np.float32)
    assets = np.repeat(np.arange(len(scores)), [len(row) for row in scores])
    return Ranked(assets, np.arange(len(flat)), flat)


def test_after_the_third_only_what_holds_once_in_twenty_times():
    kept = ranked([0.9, *(0.01,) * 12], [0.5, *(0.06,) * 12, 0.04], [0.3]).worth_reading()
    assert np.bincount(kept.assets).tolist() == [3, 13, 1]
    assert kept.concepts.tolist() == [*range(3), *range(13, 26), 27]
    assert kept.scores.tolist()[:2] == [np.float32(0.9), np.float32(0.01)]


def test_nothing_ranked_is_nothing_worth_reading():
    assert not len(ranked().worth_reading().assets)
