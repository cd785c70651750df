"""The use of a saved search: today stays today, and half a use is none."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from thesaury.model.errors import BadInput, Usage
from thesaury.model.use import TIME_ZONE
from thesaury.pipeline.saved_use import kept_use, use_of
from thesaury.rights.vocabulary import shipped

PLACE = (("channel", "website"), ("region", "DE"), ("region", "AT"))


def test_a_use_without_a_day_asks_about_the_day_on_which_it_is_asked() -> None:
    kept = kept_use(PLACE, shipped())
    assert kept == (*PLACE, ("verdict", "permit"))
    before, use, after = (
        datetime.now(ZoneInfo(TIME_ZONE)).date(),
        use_of(kept, shipped()),
        datetime.now(ZoneInfo(TIME_ZONE)).date(),
    )
    assert before <= use.first_day <= after
    assert (use.last_day, use.regions) == (None, ("DE", "AT"))


def test_a_day_a_period_and_the_rest_of_a_use_are_kept() -> None:
    pairs = (*PLACE, ("from", "2027-01-01"), ("to", "2027-02-01"), ("verdict", "deny,review"), ("modify", "yes"))
    kept = kept_use(pairs, shipped())
    assert kept[-2:] == (("verdict", "deny"), ("verdict", "needs_review"))
    use = use_of(kept, shipped())
    assert (use.first_day, use.last_day, use.modify) == (date(2027, 1, 1), date(2027, 2, 1), True)
    one_day = use_of((*PLACE, ("from", "2027-01-01")), shipped())
    assert (one_day.first_day, one_day.last_day) == (date(2027, 1, 1), None)
    assert kept_use((("channel", " "),), shipped()) == ()


@pytest.mark.parametrize(
    "wrong",
    [
        (("channel", "website"),),
        (("verdict", "permit"),),
        (*PLACE, ("colour", "red")),
        (*PLACE, ("verdict", "maybe")),
        (*PLACE, ("date", "tomorrow")),
        (("channel", "moon"), ("region", "DE")),
    ],
)
def test_what_is_no_use_is_refused(wrong: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises((Usage, BadInput)):
        kept_use(wrong, shipped())
