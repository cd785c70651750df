"""Folds: what belongs together stays together."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.enrichment.learning.collection import asset
from thesaury.enrichment.learning.folds import FOLDS, folds
from thesaury.model.asset import Asset, Record


def campaign(sizes: list[int], **more: str) -> list[Asset]:
    return [
        asset(f"{place}-{number}", campaign=f"c{place}", **more)
        for place, size in enumerate(sizes)
        for number in range(size)
    ]


@given(st.lists(st.integers(1, 6), max_size=40))
def test_an_origin_is_never_torn_unless_it_is_large(sizes: list[int]):
    fold = folds(campaign(sizes))
    start = 0
    for size in sizes:
        if size <= sum(sizes) / (2 * FOLDS):
            assert len(set(fold[start : start + size].tolist())) == 1
        start += size


@given(st.lists(st.integers(1, 6), max_size=40))
def test_folds_differ_by_no_more_than_one_origin(sizes: list[int]):
    filled = Counter(folds(campaign(sizes)).tolist())
    assert set(filled) <= set(range(FOLDS))
    assert max(filled.values(), default=0) - min((filled[fold] for fold in range(FOLDS)), default=0) <= 6


def test_a_large_origin_is_split_by_the_next_property():
    assets = [asset(f"{number}", campaign="everything", photographer=f"p{number % 20}") for number in range(100)]
    by_photographer = {}
    for one, fold in zip(assets, folds(assets).tolist(), strict=True):
        by_photographer.setdefault(one.records[0].property_values("photographer"), set()).add(fold)
    assert all(len(found) == 1 for found in by_photographer.values())
    assert len(set.union(*by_photographer.values())) == FOLDS


def test_assets_of_no_origin_stand_alone():
    filled = Counter(folds([asset(str(number)) for number in range(50)]).tolist())
    assert sorted(filled.values()) == [10] * FOLDS


def test_an_empty_origin_is_none():
    filled = Counter(folds([asset(str(number), campaign="", shoot="") for number in range(50)]).tolist())
    assert sorted(filled.values()) == [10] * FOLDS


def test_the_first_property_counts_and_any_record_may_have_it():
    def two(number: int, shoot: str) -> Asset:
        more = Record("dam", f"d{number}", "1", properties=(("campaign", (f"c{number % 20}",)),))
        return Asset(str(number), (Record("disk", f"{number}", "1", properties=(("shoot", (shoot,)),)), more))

    assets = [two(number, f"s{number}") for number in range(100)]
    fold = folds(assets).tolist()
    assert all(fold[number] == fold[number % 20] for number in range(100))


def test_the_same_assets_get_the_same_folds():
    assets = campaign([3, 1, 4, 1, 5, 9, 2, 6])
    assert folds(assets).tolist() == folds(assets).tolist()


def test_no_assets_no_folds():
    assert folds([]).tolist() == []
