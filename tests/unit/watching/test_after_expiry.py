"""Uses that were reported after the end, and nothing that is only guessed."""

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.watching.brand import END, WEB, Brand
from thesaury.model.licensing import Axis, Selection, Term
from thesaury.model.policy import PolicyStatus
from thesaury.model.usage import UsageKind
from thesaury.pipeline.watch.after_expiry import after_expiry

BEFORE, LAST, AFTER = "2026-12-30T10:00:00+00:00", "2026-12-31T22:59:00+00:00", "2026-12-31T23:01:00+00:00"


def found(brand: Brand) -> list[tuple[str, str, int]]:
    return [(late.first, late.where, late.count) for late in after_expiry(brand)]


@pytest.mark.parametrize(("at", "late"), [(BEFORE, False), (LAST, False), (AFTER, True)])
def test_the_day_after_the_last_one_is_late_in_the_zone_of_the_licence(at: str, late: bool):
    brand = Brand()
    brand.bring("a", WEB)
    brand.use("a", at)
    assert bool(found(brand)) is late


def test_uses_in_one_place_are_told_together_with_first_and_last():
    brand = Brand()
    brand.bring("a", WEB)
    for at in (BEFORE, "2027-02-01T00:00:00+00:00", "2027-03-01T00:00:00+00:00"):
        brand.use("a", at)
    brand.use("a", "2027-01-05T00:00:00+00:00", "flyer", UsageKind.DOWNLOAD)
    brand.use("a", "2027-01-06T00:00:00+00:00", "flyer", UsageKind.VIEW)
    web, flyer = after_expiry(brand)
    assert (web.first[:10], web.last[:10], web.count, web.axis) == ("2027-02-01", "2027-03-01", 2, Axis.DATE)
    assert (flyer.kind, flyer.where, web.reported) == (UsageKind.DOWNLOAD, "flyer", ("date",))
    assert "31 December 2026" in web.sentence


def test_what_nobody_reported_is_not_held_against_a_use():
    brand = Brand()
    brand.bring("a", replace(WEB, purposes=Selection(("editorial",))))
    brand.use("a", BEFORE, "https://shop.example/")
    assert found(brand) == []


def test_a_reported_channel_or_country_that_is_denied_is_late_at_any_time():
    brand = Brand()
    brand.bring("a", replace(WEB, valid_until=None, perpetual=True))
    brand.use("a", BEFORE, "tv")
    brand.use("a", BEFORE, "website", market="FR")
    brand.use("a", BEFORE, "website", country="at")
    brand.use("a", BEFORE, "a channel nobody knows", market="nowhere")
    assert sorted((late.where, late.axis) for late in after_expiry(brand)) == [
        ("tv", Axis.CHANNEL),
        ("website", Axis.REGION),
    ]


def test_a_use_before_the_begin_is_denied_too():
    brand = Brand()
    brand.bring("a", Term(valid_from=date(2027, 1, 1), perpetual=True))
    brand.use("a", BEFORE)
    assert len(found(brand)) == 1


def test_what_needs_review_is_not_called_denied():
    brand = Brand()
    brand.bring("a", WEB, status=PolicyStatus.NEEDS_REVIEW)
    brand.bring("b")
    brand.use("a", BEFORE)
    brand.use("b", AFTER)
    assert found(brand) == []


def test_a_use_that_began_in_time_goes_on_after_the_day_for_first_use():
    brand = Brand()
    term = Term(first_use_by=END, perpetual=True)
    for name in "ab":
        brand.bring(name, term)
    brand.use("a", BEFORE)
    for name in "ab":
        brand.use(name, "2027-02-01T00:00:00+00:00")
    assert [late.title for late in after_expiry(brand)] == ["Picture b"]


def test_a_picture_made_from_one_that_expired_is_late():
    brand = Brand()
    brand.bring("a", WEB)
    brand.bring(
        "b",
        Term(perpetual=True, channels=Selection(("*",)), regions=Selection(("001",))),
        properties={"derived_from": ["a"]},
    )
    brand.use("b", AFTER)
    assert [late.title for late in after_expiry(brand)] == ["Picture b"]


def test_a_second_licence_that_goes_on_makes_no_use_late():
    from thesaury.model.rights_record import Purchase

    brand = Brand()
    brand.bring("a", WEB, purchase=Purchase(transaction="A"))
    brand.state("a", replace(WEB, valid_until=date(2028, 1, 1)), place="1", purchase=Purchase(transaction="B"))
    brand.use("a", AFTER)
    assert found(brand) == []
