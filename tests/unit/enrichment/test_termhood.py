"""The score of a phrase, worked out by hand; even numbers are telling words, odd ones function words."""

from math import log2

import pytest

from thesaury.enrichment.phrase_tally import Seen
from thesaury.enrichment.spread import Spread
from thesaury.enrichment.termhood import Ranked, distinct, ranked

SALT, OF, EARTH, TABLE = 2, 1, 4, 6
ASSETS = {"en": 1023, "de": 1023}


def seen(*numbers: int, assets: int, tagged: int = 0, sources: int = 5, alone: int = 9, language: str = "en") -> Seen:
    return Seen(
        language,
        numbers,
        assets,
        alone,
        tagged,
        assets << 20,
        {" ".join(map(str, numbers)): assets},
        {source: f"a{source}" for source in range(sources)},
    )


def scores(*phrases: Seen, minimum: int = 3) -> dict[tuple[int, ...], float]:
    ranking = ranked({one.key: one for one in phrases}, Spread(), ASSETS, minimum)
    return {one.seen.numbers: one.score for one in ranking}


def test_a_single_word_scores_its_assets_times_its_rarity():
    assert scores(seen(SALT, assets=16)) == {(SALT,): pytest.approx(16 * 6 / 10)}


def test_longer_phrases_take_away_what_they_account_for_on_average():
    table = seen(SALT, TABLE, assets=8)
    earth = seen(SALT, OF, EARTH, assets=4)
    assert scores(seen(SALT, assets=16), table, earth)[SALT,] == pytest.approx((16 - (8 + 4) / 2) * 0.6)


def test_a_word_that_never_stands_without_its_phrase_is_nothing():
    assert set(scores(seen(SALT, assets=8), seen(SALT, OF, EARTH, assets=8))) == {(SALT, OF, EARTH)}


def test_words_that_meet_by_chance_hold_together_less():
    phrase = seen(SALT, TABLE, assets=4)
    apart = scores(phrase, seen(SALT, assets=64), seen(TABLE, assets=64))[SALT, TABLE]
    assert apart == pytest.approx(log2(3) * 4 * (4 / 64) ** 0.5 * 0.8, abs=1e-4)
    assert scores(phrase)[SALT, TABLE] == pytest.approx(log2(3) * 4 * 0.8, abs=1e-4)


def test_tags_count_up_to_double():
    assert scores(seen(SALT, assets=16, tagged=16))[SALT,] == 2 * scores(seen(SALT, assets=16))[SALT,]


@pytest.mark.parametrize("weak", [{"assets": 2}, {"sources": 1}, {"alone": 1}])
def test_too_few_assets_sentences_or_places_of_its_own(weak: dict[str, int]):
    assert scores(seen(SALT, **{"assets": 16, **weak})) == {}


def test_who_asks_for_single_assets_gets_single_sentences():
    assert set(scores(seen(SALT, assets=1, sources=1, alone=1), minimum=1)) == {(SALT,)}


def test_of_phrases_in_the_same_assets_the_better_stays():
    def kept(*phrases: Seen) -> list[tuple[int, ...]]:
        return [one.seen.numbers for one in distinct(Ranked(9.0 - place, one) for place, one in enumerate(phrases))]

    longer = seen(SALT, OF, EARTH, assets=8)
    assert kept(longer, seen(SALT, assets=12)) == [longer.numbers]
    assert kept(seen(SALT, assets=12), longer) == [(SALT,)]
    assert kept(longer, seen(SALT, assets=13)) == [longer.numbers, (SALT,)]
    assert kept(longer, seen(TABLE, assets=8)) == [longer.numbers, (TABLE,)]
    assert kept(longer, seen(SALT, assets=8, language="de")) == [longer.numbers, (SALT,)]
