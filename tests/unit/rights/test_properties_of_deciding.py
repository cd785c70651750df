"""Laws of the decision under wild statements and uses; the first one is the product's: unknown is never yes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rights import wild
from tests.unit.rights.licences import DENY, PERMIT, REVIEW
from tests.unit.rights.wild import asked_often
from thesaury.model.licensing import Axis, Selection, Statement, Term, Unresolved
from thesaury.model.policy import Verdict
from thesaury.model.use import Fit, Use
from thesaury.rights.deciding import AssetRights, Right, Source, decide, decide_all, decide_asset

RANK = {DENY: 0, REVIEW: 1, PERMIT: 2}
LISTS = {"channels": wild.CHANNELS, "regions": wild.REGIONS, "purposes": wild.PURPOSES, "parties": wild.PARTIES}


def licences(*statements: Statement) -> Right:
    return Right("", tuple((Source(one),) for one in statements))


def of(asset: AssetRights, use: Use) -> Verdict:
    return decide_asset("a", {"a": asset}, use).verdict


@asked_often
@given(wild.statements, wild.uses(period=False))
def test_unknown_is_never_yes(statement: Statement, use: Use):
    decision = decide(statement, use)
    if decision.verdict is PERMIT:
        assert {axis.fit for axis in decision.axes} == {Fit.YES}
        assert {axis.axis for axis in decision.axes} == set(Axis)
    if decision.verdict is DENY:
        assert Fit.NO in {axis.fit for axis in decision.axes}


@asked_often
@given(wild.statements, wild.uses(), st.sampled_from(["channel", "regions", "purpose", "party", "time_zone"]))
def test_a_name_that_nobody_knows_is_never_permitted(statement: Statement, use: Use, asked: str):
    named = "hologram" if asked != "regions" else (*use.regions, "Atlantis")
    assert decide(statement, replace(use, **{asked: named})).verdict is not PERMIT


@asked_often
@given(wild.statements, wild.uses())
def test_words_that_nobody_understood_are_never_permitted(statement: Statement, use: Use):
    doubted = replace(statement, unresolved=(Unresolved("contradiction", 0, 3, "hmm"),))
    before, after = decide(statement, use).verdict, decide(doubted, use).verdict
    assert after is not PERMIT
    assert RANK[after] <= RANK[before] or not statement.terms


@asked_often
@given(wild.terms, wild.uses(), st.sampled_from([axis for axis in Axis if axis in {*Axis} - {Axis.QUANTITY}]))
def test_an_axis_left_unclear_is_never_permitted(term: Term, use: Use, axis: Axis):
    if axis in (Axis.SCOPE, Axis.MODIFICATION):
        return
    assert decide(Statement(terms=(replace(term, unclear_axes=(axis,)),)), use).verdict is not PERMIT


@asked_often
@given(wild.statements, wild.uses(), st.data())
def test_adding_a_deny_never_permits_more(statement: Statement, use: Use, data: st.DataObject):
    if not statement.terms:
        return
    place = data.draw(st.integers(0, len(statement.terms) - 1))
    axis = data.draw(st.sampled_from(sorted(LISTS)))
    term = statement.terms[place]
    selection: Selection = getattr(term, axis)
    stricter = replace(selection, deny=(*selection.deny, data.draw(st.sampled_from(LISTS[axis]))))
    terms = [*statement.terms]
    terms[place] = replace(term, **{axis: stricter})
    after = decide(replace(statement, terms=tuple(terms)), use).verdict
    assert RANK[after] <= RANK[decide(statement, use).verdict]


@asked_often
@given(wild.statements, wild.terms, wild.uses())
def test_another_term_never_permits_less(statement: Statement, term: Term, use: Use):
    if not statement.terms or statement.prohibit_all:
        return
    more = replace(statement, terms=(*statement.terms, term))
    assert RANK[decide(more, use).verdict] >= RANK[decide(statement, use).verdict]


@asked_often
@given(wild.statements, wild.uses())
def test_a_stop_denies_everything(statement: Statement, use: Use):
    assert decide(replace(statement, prohibit_all=True), use).verdict is DENY


@asked_often
@given(st.lists(wild.statements, min_size=1, max_size=3), wild.uses(period=False))
def test_licences_of_one_right_are_a_union_in_any_order(statements: Sequence[Statement], use: Use):
    alone = [decide(statement, use).verdict for statement in statements]
    together = of(AssetRights((licences(*statements),)), use)
    stopped = any(statement.prohibit_all for statement in statements)
    best = max(alone, key=lambda verdict: RANK[verdict])
    assert together is (REVIEW if stopped and best is PERMIT else best)
    assert together is of(AssetRights((licences(*reversed(statements)),)), use)
    assert together is of(AssetRights((licences(*statements, *statements),)), use)


@asked_often
@given(st.lists(wild.statements, min_size=1, max_size=3), wild.uses(period=False))
def test_rights_and_sources_are_an_intersection_in_any_order(statements: Sequence[Statement], use: Use):
    worst = min((decide(statement, use).verdict for statement in statements), key=lambda verdict: RANK[verdict])
    rights = tuple(licences(statement) for statement in statements)
    assert of(AssetRights(rights), use) is worst
    assert of(AssetRights(rights[::-1] * 2), use) is worst
    assert of(AssetRights((Right("", (tuple(map(Source, statements)),)),)), use) is worst


@asked_often
@given(wild.statements, st.lists(wild.statements, max_size=2), wild.uses(period=False))
def test_what_stands_in_the_file_never_permits_more(bought: Statement, embedded: Sequence[Statement], use: Use):
    inside = tuple(Source(statement, embedded=True) for statement in embedded)
    asset = AssetRights((Right("", ((Source(bought), *inside),)),))
    assert RANK[of(asset, use)] <= RANK[decide(bought, use).verdict]


@asked_often
@given(wild.statements, wild.uses(period=True))
def test_a_period_is_permitted_exactly_where_every_day_is(statement: Statement, use: Use):
    assert use.last_day is not None
    started = replace(use, already_in_use=True)
    count = (use.last_day - use.first_day).days + 1
    every = [replace(started, first_day=use.first_day + timedelta(days=n), last_day=None) for n in range(count)]
    verdicts = [decide(statement, day).verdict for day in every]
    worst = min(verdicts, key=lambda verdict: RANK[verdict])
    assert decide(statement, started).verdict is worst


@asked_often
@given(wild.statements, wild.uses())
def test_several_regions_are_permitted_only_where_each_is(statement: Statement, use: Use):
    if decide(statement, use).verdict is PERMIT:
        assert all(decide(statement, replace(use, regions=(region,))).verdict is PERMIT for region in use.regions)


@asked_often
@given(wild.statements, wild.uses())
def test_every_alternative_is_permitted_and_is_not_what_was_asked(statement: Statement, use: Use):
    decision = decide(statement, use)
    assert all(decide(statement, one.use).verdict is PERMIT for one in decision.alternatives)
    assert all(one.use != use for one in decision.alternatives)
    assert not (decision.alternatives and decision.verdict is PERMIT)


ASSETS = ("a", "b", "c", "d")
KNOWN = st.dictionaries(
    st.sampled_from(ASSETS),
    st.one_of(
        st.none(),
        wild.statements,
        st.builds(
            AssetRights,
            st.lists(st.builds(licences, wild.statements), max_size=2).map(tuple),
            st.lists(st.sampled_from(ASSETS), max_size=2).map(tuple),
        ),
    ),
)


@asked_often
@given(KNOWN, wild.uses())
def test_a_batch_answers_as_one_by_one(known, use: Use):
    assert decide_all(known, use) == {asset: decide_asset(asset, known, use) for asset in known}


@asked_often
@given(KNOWN, wild.uses(period=False))
def test_what_is_made_from_something_is_never_permitted_more_than_that(known, use: Use):
    for rights in known.values():
        if isinstance(rights, AssetRights):
            whole = decide_asset("x", known | {"x": rights}, use).verdict
            for part in rights.made_from:
                assert RANK[whole] <= RANK[decide_asset(part, known, use).verdict]
