"""Parts of a bulk call: all assets in order, as many parts for one process as for the other, and no part too large."""

from hypothesis import given
from hypothesis import strategies as st

from tests.contract.engines.pooled import assets
from thesaury.engines.pool.parts import LETTERS, PART, cut


@given(many=st.integers(0, 3_000), processes=st.integers(1, 8))
def test_short_assets_are_cut_alike(many: int, processes: int):
    given = assets(many)
    parts = list(cut(given, processes))
    assert [asset for part in parts for asset in part] == given
    sizes = [len(part) for part in parts]
    assert all(0 < size <= PART for size in sizes)
    if many > 100 * processes:
        assert max(sizes) - min(sizes) <= len(sizes)  # the last one has what is left
        assert len(sizes) <= -(-many // (PART * processes)) * processes


def test_the_parts_of_a_usual_chunk():
    assert [len(part) for part in cut(assets(500), 2)] == [125] * 4
    assert [len(part) for part in cut(assets(500), 4)] == [125] * 4
    assert [len(part) for part in cut(assets(400), 2)] == [200] * 2
    assert [len(part) for part in cut(assets(1_000), 3)] == [167] * 5 + [165]


def test_long_assets_are_cut_by_letters():
    assert [len(part) for part in cut(assets(10, LETTERS // 4), 2)] == [3, 3, 3, 1]
    assert [len(part) for part in cut(assets(3, 2 * LETTERS), 2)] == [1, 1, 1]
    mixed = [*assets(100), *assets(1, 2 * LETTERS), *assets(100)]
    assert [len(part) for part in cut(mixed, 1)] == [100, 1, 100]
