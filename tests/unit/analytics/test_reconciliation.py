"""The figures of every cube are those of a plain count over the raw events, in random worlds."""

from collections import Counter
from pathlib import Path

import pytest

from tests.long_form import LONG
from tests.unit.analytics.plain_counts import Plain
from tests.unit.analytics.reconciled import DIMENSIONS, differences
from tests.unit.analytics.worlds import TODAY, world

WORLDS, AT_ONCE = (1_200 if LONG else 240), 40


@pytest.mark.parametrize("first", range(0, WORLDS, AT_ONCE))
def test_every_figure_is_that_of_a_plain_count(first: int, tmp_path: Path):
    found = [one for seed in range(first, first + AT_ONCE) for one in differences(seed, tmp_path)]
    assert not found, "\n".join(found[:5])


def test_the_worlds_have_something_to_count_in_every_cube():
    slices, observations = Counter[str](), Counter[str]()
    for seed in range(AT_ONCE):
        one = world(seed)
        for (cube, _), (_, rows) in Plain(one, [str(place) for place in range(len(one.assets))], TODAY).cubes().items():
            slices[cube] += 1
            observations[cube] += len(rows)
    assert set(slices) == set(observations) == set(DIMENSIONS)
