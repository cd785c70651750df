"""Who is told of what over a year, by the real rounds over a catalogue in memory."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.unit.watching.brand import END, WEB, Brand, Ear, morning
from thesaury.model.errors import WorkspaceBusy
from thesaury.model.licensing import Limit, Selection, Term
from thesaury.model.notice import NoticeKind
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import Purchase
from thesaury.pipeline.watch.telling import LEASE, watch_round
from thesaury.rights.keeping import withdrawn

YEAR = [date(2026, 1, 1) + timedelta(days=number) for number in range(400)]


@pytest.fixture
def brand() -> Brand:
    made = Brand()
    made.ear = Ear()
    made.told_by = [made.ear]
    return made


def walked(brand: Brand, days=YEAR):
    """A round on each of these days; the notices that were new, with the day."""
    return [(day, notice) for day in days for notice in watch_round(brand, morning(day)).new]


def days_before(found, end: date = END):
    return [((end - day).days, notice.stage) for day, notice in found]


def test_each_stage_is_told_once_in_a_year_of_daily_looks(brand: Brand):
    brand.bring("a", WEB)
    assert days_before(walked(brand)) == [(90, 90), (30, 30), (7, 7), (0, 0)]
    assert len(brand.ear.keys) == len(set(brand.ear.keys)) == 4


def test_whoever_looks_once_a_week_hears_of_each_stage_once(brand: Brand):
    brand.bring("a", WEB)
    found = walked(brand, YEAR[1::7])
    assert [notice.stage for _, notice in found] == [90, 30, 7]
    assert all(0 <= (END - day).days <= notice.stage for day, notice in found)


def test_many_looks_on_one_day_tell_once(brand: Brand):
    brand.bring("a", WEB)
    assert len(walked(brand, [END, END, END])) == 1


def test_the_day_is_that_of_the_licence_not_of_utc(brand: Brand):
    brand.bring("a", WEB)
    before_midnight = datetime(2026, 12, 30, 22, 59, tzinfo=UTC)  # 23:59 in Berlin
    assert [n.stage for n in watch_round(brand, before_midnight).new] == [7]
    assert [n.stage for n in watch_round(brand, before_midnight + timedelta(minutes=1)).new] == [0]


def test_a_renewal_is_told_anew_with_its_own_stages(brand: Brand):
    brand.bring("a", WEB)
    first = walked(brand, [day for day in YEAR if day <= date(2026, 12, 5)])
    renewed = date(2027, 1, 31)
    brand.state("a", replace(WEB, valid_until=renewed))
    later = walked(brand, [day for day in YEAR if day > date(2026, 12, 5)])
    assert [notice.stage for _, notice in first] == [90, 30]
    assert days_before(later, renewed) == [(56, 90), (30, 30), (7, 7), (0, 0)]
    assert {notice.day for _, notice in later} == {"2027-01-31"}


def test_what_is_perpetual_is_never_told(brand: Brand):
    brand.bring("a", replace(WEB, perpetual=True), Term(perpetual=True))
    assert walked(brand) == []


def test_a_first_use_that_comes_near_is_told(brand: Brand):
    brand.bring("a", Term(first_use_by=END, perpetual=True))
    found = walked(brand)
    assert days_before(found) == [(90, 90), (30, 30), (7, 7), (0, 0)]
    assert {notice.kind for _, notice in found} == {NoticeKind.FIRST_USE}


def test_a_beginning_is_told_to_nobody(brand: Brand):
    brand.bring("a", Term(valid_from=END, perpetual=True))
    assert walked(brand) == []


def test_what_is_in_use_comes_first_and_groups_go_by_campaign_and_owner(brand: Brand):
    for name, campaign, owner in (
        ("a", "Winter", "x"),
        ("b", "Spring", "x"),
        ("c", "Spring", "y"),
        ("d", "Spring", "x"),
    ):
        brand.bring(name, WEB, properties={"campaign": [campaign], "owner": [owner]})
    brand.use("d", "2026-11-01T00:00:00+00:00")
    watch_round(brand, morning(date(2026, 12, 1)))
    groups = [group for message in brand.ear.heard for group in message.groups]
    assert [(g.campaign, g.owner, [n.title for n in g.notices]) for g in groups] == [
        ("Spring", "x", ["Picture d", "Picture b"]),
        ("Spring", "y", ["Picture c"]),
        ("Winter", "x", ["Picture a"]),
    ]
    assert [n.in_use for n in groups[0].notices] == [True, False]


@pytest.mark.parametrize(("used", "stages"), [(79, []), (80, [80]), (99, [80]), (100, [100]), (130, [100])])
def test_caps_of_a_purchase_are_told_at_80_and_100_percent(brand: Brand, used: float, stages: list[int]):
    bought = Purchase(used=(("downloads", used),), caps=(("downloads", 100.0), ("users", None)))
    brand.bring("a", Term(perpetual=True), purchase=bought)
    found = [notice for _, notice in walked(brand, YEAR[:3])]
    assert [(notice.kind, notice.stage) for notice in found] == [(NoticeKind.CAP, stage) for stage in stages]


def test_a_cap_that_fills_up_is_told_at_each_stage_and_again_when_it_is_another(brand: Brand):
    def copies(used: float, most: float) -> list[int]:
        term = Term(perpetual=True, limits=(Limit("copies", most), Limit("impressions", None)))
        brand.state("a", term, purchase=Purchase(used=(("copies", used),)))
        return [notice.stage for notice in watch_round(brand, morning(YEAR[0])).new]

    brand.bring("a")
    assert [copies(used, 1000) for used in (10, 850, 900, 1000, 1100)] == [[], [80], [], [100], []]
    assert copies(1100, 1200) == [80]


def test_a_use_that_turns_to_deny_is_told_once_for_each_place(brand: Brand):
    brand.bring("a", WEB)
    for where in ("https://shop.example/1", "https://shop.example/2", "https://shop.example/1"):
        brand.use("a", "2026-05-01T10:00:00+00:00", where)
    found = [(day, n) for day, n in walked(brand) if n.kind is NoticeKind.DENIED]
    assert [day for day, _ in found] == [date(2027, 1, 1)] * 2
    assert all("in use at https://shop.example/" in notice.sentence for _, notice in found)


def test_a_use_that_is_unclear_is_no_deny(brand: Brand):
    brand.bring("a", replace(WEB, valid_until=None), status=PolicyStatus.NEEDS_REVIEW)
    brand.use("a", "2026-05-01T10:00:00+00:00")
    assert walked(brand, YEAR[:3]) == []


def test_a_use_whose_channel_and_country_are_reported_is_asked_as_it_is(brand: Brand):
    brand.bring("a", replace(WEB, valid_until=None, perpetual=True))
    brand.use("a", "2026-05-01T10:00:00+00:00", "website", market="DE")
    assert walked(brand, [YEAR[200]]) == []
    brand.use("a", "2026-05-02T10:00:00+00:00", "tv", market="DE")
    assert [n.kind for _, n in walked(brand, [YEAR[200]])] == [NoticeKind.DENIED]


def test_a_confirmation_that_became_void_is_told_once(brand: Brand):
    brand.bring("a", Term(perpetual=True))
    brand.state("a", Term(perpetual=True), status=PolicyStatus.CONFIRMED)
    assert walked(brand, YEAR[:2]) == []
    brand.state("a", Term(perpetual=True), status=PolicyStatus.NEEDS_REVIEW)
    found = walked(brand, YEAR[:3])
    assert [(notice.kind, notice.version) for _, notice in found] == [(NoticeKind.VOID, 3)]
    brand.state("a", Term(perpetual=True), status=PolicyStatus.NEEDS_REVIEW)
    assert walked(brand, YEAR[:3]) == []
    brand.state("a", Term(perpetual=True), status=PolicyStatus.CONFIRMED)
    brand.state("a", Term(perpetual=True), status=PolicyStatus.NEEDS_REVIEW)
    assert len(walked(brand, YEAR[:3])) == 1


def test_the_same_day_told_by_two_sources_is_told_once(brand: Brand):
    brand.bring("a", WEB)
    brand.state("a", WEB, place="0 text 0")
    assert len(walked(brand, [END])) == 1


def test_a_notice_says_that_another_licence_goes_on(brand: Brand):
    brand.bring("a", WEB, purchase=Purchase(transaction="A"))
    brand.state("a", replace(WEB, valid_until=date(2028, 1, 31)), place="1", purchase=Purchase(transaction="B"))
    [(_, notice)] = walked(brand, [END])
    assert notice.sentence.endswith("Another licence goes on until 31 January 2028.")


def test_what_a_person_has_to_read_says_so(brand: Brand):
    brand.bring("a", replace(WEB, channels=Selection()), status=PolicyStatus.NEEDS_REVIEW)
    [(_, notice)] = walked(brand, [END])
    assert "A person still has to read this licence." in notice.sentence


def test_two_rounds_at_once_are_refused(brand: Brand):
    assert brand.catalogue.leases.take(LEASE, "another machine", 9e12, 60)
    with pytest.raises(WorkspaceBusy):
        watch_round(brand, morning(END))
    brand.catalogue.leases.release(LEASE, "another machine")
    watch_round(brand, morning(END))
    watch_round(brand, morning(END))


def test_what_its_source_no_longer_states_has_no_end_and_no_cap(brand: Brand):
    bought = Purchase(used=(("downloads", 100.0),), caps=(("downloads", 100.0),))
    brand.bring("a", WEB, purchase=bought)
    [record] = brand.catalogue.rights.current(["dam/a"])
    gone = withdrawn(record, "p/2", "2026-02-01T00:00:00+00:00")
    assert gone is not None
    brand.catalogue.rights.put([gone])
    assert walked(brand, [END]) == []
