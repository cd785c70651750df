"""The key of equal rights: the same one only where every use has the same verdict, and another one wherever a verdict may differ."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.rights.licences import FREE, USE, capped, licence, term
from tests.unit.rights.wild import KINDS, asked_often, statements, terms, uses
from thesaury.model.licensing import Axis, LicenceModel, Modification, Selection, Span, Statement, Unresolved
from thesaury.model.policy import Verdict
from thesaury.rights.deciding.assets import Held, Right, Source
from thesaury.rights.deciding.bare import NOBODY, bare, verdict_of
from thesaury.rights.deciding.deciding import decide_held
from thesaury.rights.deciding.findings import Basis
from thesaury.rights.deciding.remembering import Memory

SPAN = Span(Axis.CHANNEL, 0, 3, "Web", "website")
sources = st.builds(Source, statements, st.sampled_from(("0", "T-1")), st.sampled_from((False, False, True)))
rights = st.builds(
    Right,
    st.sampled_from(("", "dam/1")),
    st.lists(st.lists(sources, min_size=1, max_size=2).map(tuple), min_size=1, max_size=2).map(tuple),
)
carried = st.lists(st.one_of(rights, rights, rights, st.none()), min_size=1, max_size=3).map(tuple)
used = st.dictionaries(st.sampled_from(KINDS), st.integers(0, 120).map(float), max_size=2)


def alone(statement: Statement, name: str = "0", embedded: bool = False, kind: str = "") -> Held:
    return (Right(kind, ((Source(statement, name, embedded),),)),)


def key(statement: Statement, **how: object) -> str:
    return bare(alone(statement, **how), {}).key  # type: ignore[arg-type]


@asked_often
@given(carried, used, st.lists(uses(), min_size=1, max_size=4))
def test_what_a_key_stands_for_has_the_verdict_of_the_decision(held, spent, asked):
    one, memory = bare(held, spent), Memory(Basis(used=spent))
    kept = Memory(Basis(used=dict(one.used)))
    for use in asked:
        assert verdict_of(one, use, kept) is decide_held(held, use, memory).verdict


@asked_often
@given(carried, used, st.randoms(use_true_random=False))
def test_order_repetition_and_words_make_no_other_key(held, spent, chance):
    def reworded(source: Source) -> Source:
        terms = [
            replace(one, spans=(SPAN,), attribution_text="Ana Roe", exclusivity="none")
            for one in source.statement.terms
        ]
        told = replace(source.statement, terms=tuple(terms), spans=(SPAN,), model=LicenceModel.OWNED)
        return replace(source, name="T-2", statement=told)

    shuffled = list(held)
    chance.shuffle(shuffled)
    other = tuple(
        one
        and Right("dam/9", tuple(tuple(map(reworded, (*licence, licence[0]))) for licence in reversed(one.licences)))
        for one in shuffled
    )
    assert bare(other, spent).key == bare(held, spent).key


@asked_often
@given(terms, terms, uses())
def test_terms_with_one_key_have_one_verdict(first, second, use):
    one, other = bare(alone(licence(first)), {}), bare(alone(licence(second)), {})
    if one.key == other.key:
        assert decide_held(alone(licence(first)), use, Memory(Basis())).verdict is verdict_of(
            other, use, Memory(Basis())
        )
    else:
        assert (one.rights, one.turning) != (other.rights, other.turning)


CHANGES = {
    "channels": Selection(("website",)),
    "regions": Selection(("DE",)),
    "valid_from": date(2026, 1, 1),
    "valid_until": date(2026, 12, 31),
    "perpetual": False,
    "first_use_by": date(2026, 3, 1),
    "purposes": Selection(("editorial",)),
    "parties": Selection(("dealers",)),
    "limits": (capped("copies", 10.0),),
    "duties": ("prior_approval",),
    "modification": Modification.PROHIBITED,
    "scope": (("campaign", ("Spring",)),),
    "unclear_axes": (Axis.REGION,),
}


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_whatever_a_verdict_reads_of_a_term_makes_another_key(name):
    assert key(licence(replace(FREE, **{name: CHANGES[name]}))) != key(licence(FREE))


@pytest.mark.parametrize("axis", ["channels", "regions", "purposes", "parties"])
def test_allowed_denied_unclear_and_not_stated_are_told_apart(axis):
    said = [Selection(), Selection(()), Selection(("X",)), Selection(deny=("X",)), Selection(unclear=("X",))]
    assert len({key(licence(replace(FREE, **{axis: one}))) for one in said}) == len(said)


def test_what_restricts_a_whole_licence_makes_another_key():
    free = licence()
    open_words = replace(free, unresolved=(Unresolved("contradiction", 0, 3, "tbd"),))
    silent = replace(free, unresolved=(Unresolved("not_a_grant", 0, 3, "tbd"),))
    stop = replace(free, prohibit_all=True)
    keys = [key(one) for one in (free, open_words, silent, stop, Statement())] + [key(free, embedded=True)]
    assert len(set(keys)) == len(keys)
    assert key(open_words) == key(replace(free, unresolved=(Unresolved("impossible_date", 9, 12, "31.2."),)))


def test_use_counts_where_a_cap_counts_it():
    limited, free = alone(licence(limits=(capped("copies", 100.0),))), alone(licence())
    assert len({bare(limited, spent).key for spent in ({}, {"copies": 1.0}, {"copies": 90.0})}) == 3
    assert bare(limited, {"insertions": 5.0}).key == bare(limited, {"copies": 0.0}).key == bare(limited, {}).key
    assert bare(free, {"copies": 90.0}).key == bare(free, {}).key


def test_terms_that_may_take_turns_are_told_from_one_said_twice():
    """A period is cut where terms of two statements may take turns, even if they say the same."""
    said, again = licence(), replace(licence(), spans=(SPAN,))
    twice = (Right("", ((Source(said), Source(again)),)),)
    assert not bare(alone(said), {}).turning
    assert bare(twice, {}).turning
    assert bare(twice, {}).key != bare(alone(said), {}).key


def test_nobody_states_anything_is_a_key_too_and_needs_review():
    nobody = bare((None,), {"copies": 3.0})
    assert nobody.key == NOBODY
    assert verdict_of(nobody, USE, Memory(Basis())) is Verdict.NEEDS_REVIEW
    assert key(licence(term(regions="DE"))) != NOBODY
