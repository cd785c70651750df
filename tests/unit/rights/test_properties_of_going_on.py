"""Where the same uses are said to go on, the decision permits them on the day after the end, whatever the licences are."""

from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from thesaury.model.licensing import ANY, WORLD, Axis, Limit, Modification, Selection, Statement, Term
from thesaury.model.policy import PolicyStatus, Verdict
from thesaury.model.rights_record import Purchase, RightsRecord, RightsSource
from thesaury.model.use import Use
from thesaury.rights.deciding import decide_asset
from thesaury.rights.deciding.records import rights_in
from thesaury.rights.going_on import going_on
from thesaury.rights.watching import Occasion, Turn

END = date(2026, 12, 31)
T = TypeVar("T")
FIELDS = ("channels", "regions", "purposes", "parties", "limits", "duties", "modification", "scope", "unclear_axes")
TURN = Turn("dam/1", "a", Occasion.END, END)


def selections(*names: str) -> st.SearchStrategy[Selection]:
    some = st.lists(st.sampled_from(names), unique=True, max_size=3).map(tuple)
    several = st.lists(st.sampled_from(names), unique=True, min_size=1, max_size=4).map(tuple)
    rarely = st.sampled_from([False] * 7 + [True]).flatmap(lambda told: some if told else st.just(()))
    return st.builds(Selection, several | several | several | st.none(), rarely, rarely)


def mostly(usual: T, *others: T) -> st.SearchStrategy[T]:
    return st.sampled_from([*[usual] * 6, *others])


TERMS = st.builds(
    Term,
    channels=selections("website", "email", "digital", "social_paid", ANY),
    regions=selections("DE", "AT", "DACH", "EU", WORLD),
    purposes=mostly(Selection(), Selection((ANY,)), Selection(("editorial",)), Selection(deny=("editorial",))),
    parties=mostly(Selection(), Selection(("licensee", "dealers")), Selection(("dealers",))),
    limits=mostly((), (Limit("copies", 100.0),), (Limit("copies", 50.0),)),
    duties=mostly((), ("attribution",), ("prior_approval",)),
    modification=st.sampled_from([None, Modification.ALLOWED, Modification.MINOR, Modification.PROHIBITED]),
    scope=mostly((), (("campaign", ("Winter",)),), (("campaign", ("Spring",)),)),
    unclear_axes=mostly((), (Axis.REGION,)),
)
USES = st.builds(
    Use,
    channel=st.sampled_from(["website", "email", "social_paid"]),
    regions=mostly(("DE",), ("AT",), ("DE", "AT"), ("FR",)),
    first_day=st.just(END),
    purpose=mostly("commercial_promotion", "editorial", "editorial"),
    party=mostly("licensee", "dealers"),
    quantity=mostly((), (("copies", 70.0),), (("copies", 20.0),)),
    scope=st.sampled_from([(), (("campaign", ("Winter",)),)]),
    modify=st.booleans(),
)


def licence(place: str, term: Term) -> RightsRecord:
    source, bought = RightsSource("dam/1", place), Purchase(transaction=place)
    return RightsRecord(source, 1, Statement(terms=(term,)), PolicyStatus.COMPLETE, "p", "", bought)


def verdict(records: list[RightsRecord], use: Use) -> Verdict:
    return decide_asset("a1", {"a1": rights_in(records)}, use).verdict


@settings(max_examples=300, deadline=None)
@given(
    TERMS,
    TERMS,
    st.sets(st.sampled_from(FIELDS), max_size=3),
    st.integers(1, 400),
    st.lists(USES, min_size=2, max_size=6),
)
def test_what_goes_on_is_permitted_on_the_day_after_and_on_the_last_one(
    ending: Term, other: Term, unlike: set[str], days: int, uses: list[Use]
):
    until = END + timedelta(days=days)
    narrow = replace(ending, valid_until=END)
    wide = replace(ending, valid_until=until, **{name: getattr(other, name) for name in unlike})
    first, second = licence("a", narrow), licence("b", wide)
    found = going_on(TURN, [first, second])
    assert found is not None
    assert found.until == until
    if not found.same:
        return
    for use in uses:
        if verdict([first], use) is Verdict.PERMIT:
            for day in (END + timedelta(days=1), until):
                assert verdict([first, second], replace(use, first_day=day)) is Verdict.PERMIT
