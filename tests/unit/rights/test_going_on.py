"""An end of a licence, and what goes on beyond it."""

from dataclasses import replace
from datetime import date

import pytest

from thesaury.model.licensing import ANY, WORLD, Limit, Modification, Selection, Statement, Term, Unresolved
from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource
from thesaury.rights.going_on import going_on
from thesaury.rights.watching import Occasion, Turn

END, LATER = date(2026, 12, 31), date(2027, 6, 30)
WEB = Term(Selection(("website",)), Selection(("DE", "AT")), valid_until=END)
WEB_LATER = replace(WEB, valid_until=LATER)
TURN = Turn("dam/1", "a", Occasion.END, END)


def licence(place: str, *terms: Term, transaction: str = "", unresolved=(), record: str = "dam/1") -> RightsRecord:
    status = PolicyStatus.NEEDS_REVIEW if unresolved else PolicyStatus.COMPLETE
    bought = Purchase(transaction=transaction)
    return RightsRecord(
        RightsSource(record, place), 1, Statement(terms=terms, unresolved=unresolved), status, "p", "", bought
    )


def beyond(*others: RightsRecord, own: tuple[Term, ...] = (WEB,)):
    found = going_on(TURN, [licence("a", *own, transaction="A"), *others])
    return (found.until, found.same) if found else None


def test_nothing_goes_on_without_another_licence():
    assert beyond() is None


def test_another_licence_for_the_same_goes_on_until_its_own_end():
    assert beyond(licence("b", WEB_LATER, transaction="B")) == (LATER, True)
    found = going_on(TURN, [licence("a", WEB, transaction="A"), licence("b", WEB_LATER, transaction="B")])
    assert found is not None
    assert found.sentence == "Another licence goes on until 30 June 2027."


def test_another_term_of_the_same_licence_goes_on_too():
    assert beyond(own=(WEB, WEB_LATER)) == (LATER, True)


@pytest.mark.parametrize(
    "wider",
    [
        replace(WEB_LATER, channels=Selection((ANY,))),
        replace(WEB_LATER, regions=Selection((WORLD,))),
        replace(WEB_LATER, channels=Selection(("email", "website")), regions=Selection(("AT", "CH", "DE"))),
        replace(WEB_LATER, modification=Modification.ALLOWED),
    ],
)
def test_what_is_wider_covers_what_ends(wider: Term):
    assert beyond(licence("b", wider, transaction="B")) == (LATER, True)


@pytest.mark.parametrize(
    "other",
    [
        replace(WEB_LATER, channels=Selection(("email",))),
        replace(WEB_LATER, regions=Selection(("DE",))),
        replace(WEB_LATER, regions=Selection((WORLD,), deny=("AT",))),
        replace(WEB_LATER, channels=Selection((ANY,), unclear=("website",))),
        replace(WEB_LATER, channels=Selection()),
        replace(WEB_LATER, limits=(Limit("impressions", 10.0),)),
        replace(WEB_LATER, duties=("prior_approval",)),
        replace(WEB_LATER, scope=(("campaign", ("Clear Water",)),)),
        replace(WEB_LATER, modification=Modification.PROHIBITED),
    ],
)
def test_what_may_be_narrower_is_said_to_be_perhaps_for_other_uses(other: Term):
    assert beyond(licence("b", other, transaction="B")) == (LATER, False)


def test_the_same_uses_come_before_a_later_end_of_others():
    other = replace(WEB_LATER, channels=Selection(("email",)), valid_until=None, perpetual=True)
    assert beyond(licence("b", WEB_LATER, transaction="B"), licence("c", other, transaction="C")) == (LATER, True)


def test_what_is_perpetual_goes_on_without_end():
    for_ever = replace(WEB, valid_until=None, perpetual=True)
    assert beyond(licence("b", for_ever, transaction="B")) == (None, True)


@pytest.mark.parametrize(
    "other",
    [
        replace(WEB, valid_until=None),  # no end is stated, and that is not for ever
        replace(WEB_LATER, valid_from=date(2027, 1, 2)),  # a day lies between
        replace(WEB_LATER, first_use_by=LATER),
        WEB,
    ],
)
def test_what_may_not_last_counts_for_nothing(other: Term):
    assert beyond(licence("b", other, transaction="B")) is None


def test_one_that_begins_the_day_after_goes_on():
    assert beyond(licence("b", replace(WEB_LATER, valid_from=date(2027, 1, 1)), transaction="B")) == (LATER, True)


def test_what_a_person_has_to_read_counts_for_nothing():
    unread = licence("b", WEB_LATER, transaction="B", unresolved=(Unresolved("empty", 0, 0, ""),))
    assert beyond(unread) is None


def test_all_that_tells_of_a_licence_has_to_last():
    text = licence("b text 0", WEB, transaction="B")
    assert beyond(licence("b", WEB_LATER, transaction="B"), text) is None


def test_a_licence_of_another_system_is_another_right_and_counts_for_nothing():
    assert beyond(licence("b", WEB_LATER, transaction="B", record="other/1")) is None
