"""The judged briefs of the demo brand: complete in themselves, about assets the brand has, and usable only where a reading says so."""

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from thesaury.evaluation.briefs import JudgedBrief, JudgedBriefs
from thesaury.evaluation.collection import Collection
from thesaury.evaluation.permitted import Permitted
from thesaury.sandbox.brand.corpus import assets_by_record
from thesaury.sandbox.brand.licensed import licences
from thesaury.sandbox.brand.pack import gold
from thesaury.sandbox.brand.shoots import pictures

FOLDER = Path(__file__).parents[2] / "data" / "recommendation" / "demo"


@pytest.fixture(scope="module")
def judged() -> JudgedBriefs:
    return JudgedBriefs(FOLDER)


def test_there_are_enough_briefs_in_each_of_three_languages(judged: JudgedBriefs) -> None:
    assert len(judged.briefs) >= 36
    languages = Counter(brief.language for brief in judged.briefs)
    assert languages.keys() == {"en", "de", "fr"}
    assert min(languages.values()) >= 10
    assert all(re.fullmatch(rf"[a-z]+-{brief.language}-\d", brief.id) for brief in judged.briefs)
    assert max(Counter(brief.text for brief in judged.briefs).values()) == 1


def test_pairs_say_the_same_in_two_languages_and_are_judged_alike(judged: JudgedBriefs) -> None:
    pairs: defaultdict[str, list[JudgedBrief]] = defaultdict(list)
    for brief in judged.briefs:
        if brief.pair:
            pairs[brief.pair].append(brief)
    assert pairs.keys() == {"school", "refill", "gifts"}
    for one, other in pairs.values():
        assert {one.language, other.language} == {"en", "de"}
        assert (one.half, one.use, one.excluded) == (other.half, other.use, other.excluded)
        assert judged.relevance[one.id] == judged.relevance[other.id]


def test_both_halves_have_every_language(judged: JudgedBriefs) -> None:
    halves = Counter((brief.half, brief.language) for brief in judged.briefs)
    assert len(halves) == 6
    assert min(halves.values()) >= 6


def test_every_asset_is_the_brands_with_its_records_concepts_and_a_reading(judged: JudgedBriefs) -> None:
    assert list(judged.assets) == [picture.asset for picture in pictures()]
    assert {asset.id: asset.concepts for asset in judged.assets.values()} == gold()
    named = {record: asset.id for asset in judged.assets.values() for record in asset.records}
    assert named == assets_by_record()
    assert {asset.rights for asset in judged.assets.values()} == judged.readings.keys()
    assert {asset.looks_like for asset in judged.assets.values()} <= judged.assets.keys()


def test_a_bought_picture_has_the_reading_of_its_licence(judged: JudgedBriefs) -> None:
    bought = {picture.asset: picture.purchase.licence for picture in pictures() if picture.purchase}
    assert {asset: judged.assets[asset].rights for asset in bought} == bought
    assert licences().keys() >= set(bought.values())


def test_judgements_are_about_assets_of_the_brand_and_excluded_ones_are_never_relevant(judged: JudgedBriefs) -> None:
    for brief in judged.briefs:
        grades = judged.relevance[brief.id]
        assert grades.keys() <= judged.assets.keys()
        assert brief.excluded <= judged.assets.keys()
        assert all(grades[asset] == 0 for asset in brief.excluded), brief.id
        assert list(grades.values()).count(0) >= 5, brief.id


def test_what_search_scorers_read_follows_from_grades_and_readings(judged: JudgedBriefs) -> None:
    read = Collection(FOLDER).judgements()
    assert read == {brief.id: judged.grades(brief) for brief in judged.briefs}


def test_much_that_is_relevant_may_not_be_used(judged: JudgedBriefs) -> None:
    verdicts = Counter(
        judged.permitted(brief, asset)
        for brief in judged.briefs
        for asset, grade in judged.relevance[brief.id].items()
        if grade >= 2
    )
    assert verdicts[Permitted.YES] > 100
    assert verdicts[Permitted.NO] > 50
    assert verdicts[Permitted.UNCLEAR] > 20


def test_the_readme_counts_what_is_there(judged: JudgedBriefs) -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    briefs = Counter(brief.kind for brief in judged.briefs)
    counts = Counter((brief.kind, grade) for brief in judged.briefs for grade in judged.relevance[brief.id].values())
    for kind, count in briefs.items():
        cells = "".join(rf" {counts[kind, grade]} \|" for grade in (3.0, 2.0, 1.0, 0.0))
        assert re.search(rf"^\| `{kind}` \| {count} \|.*{cells}", readme, re.M), kind
    halves = Counter(brief.half for brief in judged.briefs)
    assert f"`dev` ({halves['dev']} briefs) or `test` ({halves['test']})" in readme
    assert f"{len(judged.readings)} readings" in readme
    assert f"{sum(counts.values()):,} judgements" in readme
