"""Trust: the record of each label."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from thesaury.enrichment.learning.sighted import NAMES
from thesaury.enrichment.learning.trust import trust

sightings = st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.booleans(), st.booleans()), max_size=30)


@given(sightings)
def test_rates_against_counting(seen: list[tuple[int, bool, bool, bool]]):
    columns = np.zeros((len(seen), len(NAMES)), np.float32)
    columns[:, NAMES.index("longest matches")] = [longest for _, _, longest, _ in seen]
    columns[:, NAMES.index("longest in title")] = [title for *_, title in seen]
    concepts = np.array([concept for concept, *_ in seen], np.int64)
    right = np.array([held for _, held, *_ in seen], bool)
    rates = trust(concepts, columns, right, 4).rates
    kinds = ((lambda one: True, 5), (lambda one: one[2], 5), (lambda one: one[3], 3))
    for kind, (counts, granted) in enumerate(kinds):
        told = [one for one in seen if counts(one)]
        usual = sum(one[1] for one in told) / max(1, len(told))
        for concept in range(4):
            mine = [one[1] for one in told if one[0] == concept]
            assert np.isclose(rates[concept, kind], (sum(mine) + granted * usual) / (len(mine) + granted))
    assert rates[:, 3].tolist() == [sum(one[0] == concept for one in seen) for concept in range(4)]
