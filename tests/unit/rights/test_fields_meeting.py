"""Two terms of one licence that both have to allow: laws of `meet` under wild terms and uses."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rights import wild
from tests.unit.rights.licences import DENY, PERMIT, REVIEW
from tests.unit.rights.wild import asked_often
from thesaury.model.licensing import Axis, Selection, Statement, Term
from thesaury.model.policy import Verdict
from thesaury.model.use import Fit, Use
from thesaury.rights.deciding import Basis
from thesaury.rights.deciding.choices import channel, party, purpose
from thesaury.rights.deciding.judging import judge
from thesaury.rights.deciding.period import period
from thesaury.rights.deciding.places import region
from thesaury.rights.fields.meeting import meet
from thesaury.rights.fields.meeting_regions import SINCE, common
from thesaury.rights.vocabulary import Cover, shipped

TABLES = shipped()
BASIS = Basis()
AXES = (channel, region, period, purpose, party)


def verdict(term: Term, use: Use) -> Verdict:
    return judge(Statement(terms=(term,)), use, BASIS).verdict


def met(one: Term, two: Term) -> Statement:
    found = meet(one, two, TABLES)
    return Statement(terms=(found.term,), unresolved=found.unresolved)


@asked_often
@given(wild.terms, wild.terms, wild.uses())
def test_what_both_together_permit_neither_denies_and_each_axis_is_said_by_one_of_them(one: Term, two: Term, use: Use):
    if judge(met(one, two), use, BASIS).verdict is PERMIT:
        assert verdict(one, use) is not DENY
        assert verdict(two, use) is not DENY
        for axis in AXES:
            assert Fit.YES in (axis(one, use, BASIS).fit, axis(two, use, BASIS).fit)


@asked_often
@given(wild.terms, wild.terms, wild.uses())
def test_what_both_permit_is_not_denied_and_the_order_is_nothing(one: Term, two: Term, use: Use):
    both = judge(met(one, two), use, BASIS).verdict
    assert both is judge(met(two, one), use, BASIS).verdict
    if verdict(one, use) is PERMIT and verdict(two, use) is PERMIT:
        assert both is not DENY


@asked_often
@given(wild.terms, wild.uses())
def test_a_term_that_says_nothing_changes_nothing(term: Term, use: Use):
    assert meet(term, Term(), TABLES).term == meet(Term(), term, TABLES).term
    assert judge(met(term, Term()), use, BASIS).verdict is verdict(term, use)
    assert judge(met(term, term), use, BASIS).verdict is verdict(term, use)


NAMES = st.lists(st.sampled_from(["DE", "AT", "CH", "FR", "GB", "CY", "LI", "GP", "DE-BY", "DE-HH", "DACH", "EU", "EEA", "150",
                                  "001", "NORDICS", "UKI", "EMEA", "155", "Narnia"]), min_size=1, max_size=3)  # fmt: skip
PLACES = st.sampled_from(
    ["DE", "AT", "CH", "FR", "GB", "CY", "LI", "GP", "DE-BY", "DE-HH", "DK", "FO", "NO", "IS", "RU", "US", "HR"]
)


@asked_often
@given(NAMES, NAMES, PLACES, st.integers(0, 4000))
def test_a_place_that_two_lists_have_in_common_is_covered_by_both(
    first: list[str], second: list[str], place: str, days: int
):
    day = SINCE + timedelta(days=days)
    one, two = tuple(first), tuple(second)
    kept, open_ = common(one, two, TABLES.regions)
    covers = [TABLES.regions.cover(names, place, day) for names in (one, two)]
    sure = TABLES.regions.cover(kept, place, day) is Cover.WHOLE
    if sure and TABLES.regions.cover(open_, place, day) is Cover.NO:
        assert covers == [Cover.WHOLE, Cover.WHOLE]
    if covers == [Cover.WHOLE, Cover.WHOLE]:
        assert sure or TABLES.regions.cover((*kept, *open_), place, day) is not Cover.NO


def test_the_stricter_of_two_days_is_the_earlier_end_and_the_later_begin():
    one = Term(valid_from=date(2026, 1, 1), valid_until=date(2026, 12, 31), first_use_by=date(2026, 6, 1))
    two = Term(
        valid_from=date(2026, 3, 1), valid_until=date(2027, 12, 31), perpetual=False, first_use_by=date(2026, 5, 1)
    )
    found = meet(one, two, TABLES).term
    assert (found.valid_from, found.valid_until, found.first_use_by) == (
        date(2026, 3, 1),
        date(2026, 12, 31),
        date(2026, 5, 1),
    )
    ended = meet(Term(perpetual=True), two, TABLES).term
    assert (ended.perpetual, ended.valid_until) == (False, date(2027, 12, 31))


def test_periods_that_never_meet_are_a_contradiction():
    found = meet(Term(valid_until=date(2026, 1, 1)), Term(valid_from=date(2026, 2, 1)), TABLES)
    assert [one.reason for one in found.unresolved] == ["contradiction"]
    assert Axis.DATE in found.term.unclear_axes


def test_a_region_of_one_list_that_lies_in_the_other_is_what_is_left():
    assert common(("DACH", "FR"), ("EU",), TABLES.regions) == (("FR", "AT", "DE"), ())
    assert common(("EU",), ("150",), TABLES.regions) == (("EU",), ("CY",))
    assert common(("DE",), ("DE-BY",), TABLES.regions) == (("DE-BY",), ())
    assert common(("DE",), ("FR",), TABLES.regions) == ((), ())


def test_channels_that_are_sure_in_one_list_and_open_in_the_other_stay_open():
    web = Selection(("website",), (), ("social_organic", "email"))
    found = meet(Term(channels=web), Term(channels=Selection(("website", "social"))), TABLES).term.channels
    assert found.allow == ("website",)
    assert set(found.unclear) == {"social_organic", "email"}
    assert judge(Statement(terms=(Term(channels=found, regions=Selection(("DE",)), perpetual=True),)),
                 Use("social_organic", ("DE",), date(2026, 1, 1)), BASIS).verdict is REVIEW  # fmt: skip
