"""The table of regions: who is in what, on which day, and that its lists are whole."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rights.wild import asked_often
from thesaury.rights.vocabulary import Cover, shipped

REGIONS = shipped().regions
DAY = date(2026, 6, 1)
CODES = sorted(REGIONS.countries | REGIONS.stays.keys())


def cover(name: str, place: str, day: date = DAY) -> Cover:
    return REGIONS.cover((name,), place, day)


def test_the_world_has_the_249_countries_of_iso_3166():
    assert len(REGIONS.countries) == 249
    assert REGIONS.places("001", DAY) == REGIONS.countries


def test_the_continents_share_out_the_world():
    parts = [REGIONS.places(code, DAY) for code in ("002", "019", "142", "150", "009", "010")]
    assert sum(map(len, parts)) == 249


@pytest.mark.parametrize(
    ("day", "members"), [((1957, 12, 31), 6), ((1973, 1, 1), 9), ((1981, 1, 1), 10), ((1995, 1, 1), 15)]
)
def test_the_european_union_grew(day, members):
    assert len(REGIONS.places("EU", date(*day))) == members


@pytest.mark.parametrize(
    ("day", "members"),
    [((2004, 4, 30), 15), ((2004, 5, 1), 25), ((2007, 1, 1), 27), ((2013, 7, 1), 28), ((2020, 2, 1), 27)],
)
def test_the_european_union_grew_and_shrank(day, members):
    assert len(REGIONS.places("EU", date(*day))) == members


def test_groups_agree_with_the_labelling(shared):
    import json

    told = json.loads((shared / "data" / "rights" / "vocab.json").read_text(encoding="utf-8"))
    for name, group in told["region_groups"].items():
        assert set(group["members"]) <= REGIONS.places(name, DAY), name
        assert set(group["disputed"]) <= REGIONS.disputed(name, DAY), name
        if name not in ("EMEA",):
            assert set(group["members"]) == REGIONS.places(name, DAY), name
    tables = shipped()
    assert {k: set(v) for k, v in tables.channels.groups.items()} == {
        k: set(v) for k, v in told["channels"]["groups"].items()
    }
    assert tables.channels.leaves == set(told["channels"]["leaf"])
    assert tables.ordinary == set(told["purposes_covered_when_unstated"])
    assert tables.purposes == set(told["purposes"])
    assert tables.parties.leaves == set(told["parties"])
    assert set(tables.limits) == set(told["limit_kinds"])
    assert set(tables.duties) == set(told["duties"])


@pytest.mark.parametrize(
    ("name", "place", "expected"),
    [
        ("001", "DE-BY", Cover.WHOLE),
        ("150", "RU", Cover.WHOLE),
        ("150", "GE", Cover.MAYBE),
        ("142", "CY", Cover.WHOLE),
        ("419", "BR", Cover.WHOLE),
        ("021", "MX", Cover.MAYBE),
        ("US", "PR", Cover.MAYBE),
        ("US-PR", "PR", Cover.WHOLE),
        ("US-TX", "US", Cover.PART),
        ("US-TX", "US-CA", Cover.NO),
        ("DACH", "DE-BY", Cover.WHOLE),
        ("DACH", "LI", Cover.MAYBE),
        ("GB-GBN", "GB-LND", Cover.WHOLE),
        ("GB-GBN", "GB-NIR", Cover.NO),
        ("nowhere", "DE", Cover.MAYBE),
        ("de", "DE", Cover.WHOLE),
    ],
)
def test_cover(name, place, expected):
    assert cover(name, place) is expected


@asked_often
@given(st.sampled_from(CODES), st.dates())
def test_a_region_covers_each_of_its_members_and_none_that_is_disputed(name, day):
    places = REGIONS.places(name, day)
    assert places is not None
    assert all(cover(name, place, day) is Cover.WHOLE for place in places)
    assert all(cover(name, place, day) is Cover.MAYBE for place in REGIONS.disputed(name, day))


@asked_often
@given(st.text(max_size=8))
def test_any_name_is_known_or_perhaps_anything(name):
    if not REGIONS.known(name):
        assert cover(name, "DE") is Cover.MAYBE
        assert REGIONS.places(name, DAY) is None
