"""What is remembered, left out or looked at once changes no answer."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rights import wild
from tests.unit.rights.licences import DENY, PERMIT, REVIEW, licence, use
from tests.unit.rights.wild import asked_often
from thesaury.model.licensing import Statement, Term
from thesaury.model.use import Use
from thesaury.rights.deciding import Basis, Right, Source, remembering
from thesaury.rights.deciding import alternatives as looking
from thesaury.rights.deciding.assets import Held, statements_of
from thesaury.rights.deciding.changes import Turns
from thesaury.rights.deciding.days import judge_days, permitted
from thesaury.rights.deciding.deciding import decide_held
from thesaury.rights.deciding.looks import Search
from thesaury.rights.deciding.places import region, region_briefly
from thesaury.rights.deciding.remembering import Memory

BASIS = Basis()
sources = st.builds(Source, wild.statements, st.just(""), st.sampled_from([False, False, False, True]))
licences = st.lists(sources, min_size=1, max_size=2).map(tuple)
rights = st.builds(Right, st.just(""), st.lists(licences, min_size=1, max_size=2).map(tuple))
held = st.lists(st.none() | rights, min_size=1, max_size=3).map(lambda found: tuple(dict.fromkeys(found)))


@asked_often
@given(st.lists(held, min_size=2, max_size=3), st.lists(wild.uses(), min_size=1, max_size=2))
def test_one_memory_for_many_answers_as_one_for_each(many: list[Held], uses: list[Use]):
    memory = Memory(BASIS)
    for carried, asked in product(many, uses):
        assert decide_held(carried, asked, memory) == decide_held(carried, asked, Memory(BASIS))


@asked_often
@given(held, wild.uses())
def test_whether_it_is_permitted_is_what_the_judgement_says(carried: Held, asked: Use):
    turns, memory = Turns(statements_of(carried), BASIS), Memory(BASIS)
    whole = memory.judge(carried, asked).verdict
    assert memory.verdict(carried, asked) is whole
    assert memory.permits(carried, asked) is (whole is PERMIT)
    assert permitted(carried, asked, turns, memory) is (judge_days(carried, asked, turns, memory).verdict is PERMIT)


@asked_often
@given(held, wild.uses())
def test_looks_without_hope_find_nothing_where_they_look_after_all(carried: Held, asked: Use):
    turns, memory = Turns(statements_of(carried), BASIS), Memory(BASIS)
    found = decide_held(carried, asked, memory)
    if found.verdict is not PERMIT:
        search = Search(asked, turns, lambda other: permitted(carried, other, turns, memory))
        assert found.alternatives == looking.alternatives(search, lambda: [])


@asked_often
@given(wild.terms, wild.uses())
def test_regions_looked_at_briefly_fit_as_they_do_at_length(term: Term, asked: Use):
    assert region_briefly(term, asked, BASIS).fit is region(term, asked, BASIS).fit


def test_nothing_held_needs_review():
    memory = Memory(BASIS)
    assert (memory.judge((), use()).verdict, memory.verdict((), use()), memory.permits((), use())) == (
        REVIEW,
        REVIEW,
        False,
    )


def test_a_full_memory_forgets_and_answers_the_same(monkeypatch: pytest.MonkeyPatch):
    def told(*statements: Statement) -> Held:
        return tuple(Right("", ((Source(one),),)) for one in statements)

    many = [told(licence(channels="website"), licence(regions=place)) for place in ("DE", "FR", "EU", "CN")]
    before = [decide_held(carried, use(), Memory(BASIS)) for carried in many]
    assert {one.verdict for one in before} == {PERMIT, DENY}
    for most in range(6):
        monkeypatch.setattr(remembering, "_MOST", most)
        memory = Memory(BASIS)
        assert [decide_held(carried, use(), memory) for carried in many] == before
