"""The nearest rows of two matrices, by blocks and without building what is far."""

import numpy as np
from scipy import sparse

from thesaury.onboarding.matching.nearest import chosen, nearest


def test_concepts_meet_by_their_nearest_labels_and_few_are_kept():
    draw = np.random.default_rng(7)
    sizes, other_sizes = draw.integers(0, 4, 600).tolist(), draw.integers(0, 4, 90).tolist()
    one, other = (draw.integers(0, 3, (sum(rows), 5)).astype(float) for rows in (sizes, other_sizes))
    told = list[tuple[int, int]]()

    found = nearest(
        sparse.csr_array(one), sparse.csr_array(other), sizes, other_sizes, lambda *how_far: told.append(how_far)
    )

    rows, columns = (np.split(side, np.cumsum(many)[:-1]) for side, many in ((one, sizes), (other, other_sizes)))
    whole = np.array([[(a @ b.T).max(initial=0.0) for b in columns] for a in rows])
    kept = found.toarray()
    assert np.array_equal(kept[kept > 0], whole[kept > 0])
    for at, targets in enumerate(chosen([found])):
        # Of those that are as near, the ones that come first.
        assert set(np.lexsort((np.arange(90), -whole[at]))[:20]) - set(np.flatnonzero(whole[at] == 0)) <= set(targets)
    assert told == [(256, 600), (512, 600), (600, 600)]


def test_where_one_side_is_empty_nothing_is_near():
    none, some = np.zeros((0, 3), np.float32), np.ones((2, 3), np.float32)
    assert (nearest(none, some).shape, nearest(some, none).shape) == ((0, 2), (2, 0))
    assert chosen([nearest(some, none)]) == [[], []]
