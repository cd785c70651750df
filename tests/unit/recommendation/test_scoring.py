"""The parts of a score, one by one: what raises each, what lowers it, and that all stay between 0 and 1."""

from dataclasses import replace
from datetime import date
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.recommendation.worlds import THESAURUS, brief
from thesaury.model.annotation import Annotation, Origin, Suggestion
from thesaury.model.asset import Asset, File, Record
from thesaury.model.brief import Format
from thesaury.ports.enrichments import Findings
from thesaury.recommendation.expanding import expand
from thesaury.recommendation.past import NoPast
from thesaury.recommendation.recommended import UsageLine
from thesaury.recommendation.scoring import coverage, freshness, habits, matching, quality
from thesaury.recommendation.weighing import DEFAULT, weights_of
from thesaury.search.formats import format_of

FILLED = st.dictionaries(st.text(max_size=3), st.floats(0, 1), max_size=6)
RECORD = Record("dam", "1", "1")


def asset(width: int = 0, height: int = 0, media: str = "image/jpeg", **properties: str) -> Asset:
    told = tuple((name, (value,)) for name, value in properties.items())
    return Asset("a", (replace(RECORD, properties=told, file=File("x", media, "", 1, width, height)),))


@given(FILLED, st.floats(0, 1))
def test_each_reason_more_raises_coverage_or_leaves_it_and_the_shares_are_all_of_it(filled, more):
    before = coverage.coverage(filled)
    assert 0 <= before <= coverage.coverage(filled | {"more than three": more}) + 1e-12 <= 1 + 1e-12
    shares = coverage.shares(filled)
    assert not shares or sum(shares.values()) == pytest.approx(1)


def test_the_concept_itself_says_all_and_several_near_it_more_than_one_but_never_as_much():
    near = expand(brief("school"), THESAURUS)
    itself, one, three = (
        coverage.reached(dict.fromkeys(held.split(), 1.0), near)["urn:school"]
        for held in ("urn:school", "urn:pupils", "urn:pupils urn:supplies urn:teachers")
    )
    assert itself.sure == pytest.approx(1)
    assert one.sure < three.sure < 1
    assert [concept for _, concept in three.ways] == ["urn:pupils", "urn:supplies", "urn:teachers"]


def test_two_things_by_one_step_say_the_same():
    near = expand(brief("school"), THESAURUS)
    both = coverage.reached({"urn:satchel": 1.0, "urn:supplies": 1.0}, near)["urn:school"]
    assert both.sure == pytest.approx(coverage.reached({"urn:satchel": 1.0}, near)["urn:school"].sure)


def test_what_is_suggested_counts_by_its_score_and_what_is_accepted_in_full():
    findings = Findings(
        (Annotation("urn:a", Origin.TAG, "t"),),
        (Suggestion("urn:b", 0.4, (), "t/1", "v@1"), Suggestion("urn:a", 0.2, (), "t/1", "v@1")),
    )
    assert coverage.carried(findings) == {"urn:a": 1.0, "urn:b": 0.4}


def test_a_rare_concept_tells_more_than_one_that_everything_carries():
    counts = {"rare": 1, "common": 1000}
    assert coverage.telling("rare", counts, 1000) == pytest.approx(1)
    assert coverage.telling("common", counts, 1000) == pytest.approx(0.4)
    assert coverage.telling("never", counts, 1000) == pytest.approx(1)
    assert coverage.telling("alone", {}, 1) == pytest.approx(1)


def test_print_asks_for_more_pixels_than_a_screen_and_unknown_sides_are_neither_good_nor_bad():
    reviewed = Findings((Annotation("urn:a", Origin.TAG, "t"),))
    assert quality.quality(asset(2000, 1500), reviewed, ["website"]) == pytest.approx(1)
    assert quality.quality(asset(2000, 1500), reviewed, ["website", "brochure"]) < 0.8
    assert quality.quality(asset(), Findings(), []) == pytest.approx(0.35)


def test_a_picture_loses_half_of_its_freshness_in_each_half_life():
    today = date(2026, 11, 29)
    assert freshness.freshness(asset(created="2026-11-29T10:00:00Z"), today) == pytest.approx(1)
    assert freshness.freshness(asset(created="2024-11-29"), today) == pytest.approx(0.5)
    assert freshness.freshness(asset(created="2031-01-01"), today) == pytest.approx(1)
    assert freshness.freshness(asset(created="soon"), today) == pytest.approx(0.5)


def test_uses_in_campaigns_alike_say_more_than_others_and_many_uses_lately_tire():
    assert habits.success(UsageLine()) == habits.fatigue(UsageLine()) == 0
    assert habits.success(UsageLine(times=3, alike=3)) > habits.success(UsageLine(times=3)) > 0
    assert habits.fatigue(UsageLine(times=3, lately=3)) == pytest.approx(0.5)


def test_words_and_likeness_stay_on_their_scales():
    assert matching.words(0) == 0
    assert matching.words(10) == pytest.approx(0.5)
    assert matching.words(10, told=200) < matching.words(10)
    assert [matching.likeness(cosine) for cosine in (nan, -1, 0.2, 0.7, 1)] == [0, 0, 0, 1, 1]


@pytest.mark.parametrize(
    ("sides", "format"),
    [
        ((1600, 1000), Format.LANDSCAPE),
        ((1000, 1600), Format.PORTRAIT),
        ((1000, 1050), Format.SQUARE),
        ((2400, 900), Format.PANORAMA),
        ((0, 900), None),
    ],
)
def test_the_format_is_that_of_the_sides(sides, format):
    assert format_of(asset(*sides)) is format


def test_a_film_is_one_whatever_its_sides_and_a_panorama_serves_as_landscape():
    assert format_of(asset(1000, 1000, "video/mp4")) is Format.VIDEO
    assert matching.form(Format.PANORAMA, [Format.LANDSCAPE]) == 1
    assert matching.form(Format.SQUARE, [Format.LANDSCAPE]) == 0
    assert matching.form(None, [Format.LANDSCAPE]) == 0.5
    assert matching.form(Format.SQUARE, []) == 1


def test_learned_weights_take_the_place_of_those_they_name_and_keep_their_sign():
    class Learned(NoPast):
        def weights(self) -> dict[str, float]:
            return {"coverage": 0.9, "words": -0.5, "fatigue": 0.3, "unheard": 7.0}

    found = weights_of(Learned())
    assert found == {**DEFAULT, "coverage": 0.9, "words": 0.0, "fatigue": 0.0}
    assert weights_of(NoPast()) == DEFAULT
