"""Rights records come back from the database exactly as they went in."""

import json
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from thesaury.engines.sql.rights_codec import decode_rights, encode_rights
from thesaury.model.licensing import (
    Axis,
    LicenceModel,
    Limit,
    Modification,
    Selection,
    Span,
    Statement,
    Term,
    Unresolved,
)
from thesaury.model.rights_record import Purchase, RightsSource

words = st.text(st.characters(codec=None), max_size=6)
numbers = st.floats(allow_nan=False)
days = st.dates() | st.datetimes(timezones=st.just(UTC)) | st.none()


def many(values: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=2).map(tuple)


names = many(words)
selections = st.builds(Selection, st.none() | names, names, names)
spans = st.builds(Span, st.sampled_from(Axis), st.integers(), st.integers(), words, words)
limits = st.builds(Limit, words, st.none() | numbers, st.none() | names)
terms = st.builds(
    Term,
    selections, selections, days, days, st.booleans(), days, selections, selections, many(limits), names, words,
    st.none() | st.sampled_from(Modification), words, many(st.tuples(words, names)), many(st.sampled_from(Axis)),
    many(spans),
)  # fmt: skip
unresolved = st.builds(Unresolved, words, st.integers(), st.integers(), words)
statements = st.builds(
    Statement, st.sampled_from(LicenceModel), st.booleans(), many(terms), many(unresolved), many(spans)
)
pairs = many(st.tuples(words, words))
sources = st.builds(RightsSource, words, words, words, pairs, words, st.booleans(), names)
purchases = st.builds(
    Purchase,
    *(words,) * 4,
    st.none() | st.tuples(numbers, words),
    pairs,
    many(st.tuples(words, numbers)),
)


@given(sources, statements, purchases)
def test_every_value_comes_back(source: RightsSource, statement: Statement, purchase: Purchase):
    payload = encode_rights(source, statement, purchase)
    assert payload.isascii()
    assert decode_rights(source.record, source.place, payload) == (source, statement, purchase)


def test_a_day_is_no_moment():
    told = Statement(terms=(Term(valid_from=date(2026, 1, 2), valid_until=datetime(2026, 1, 2, tzinfo=UTC)),))
    _, again, _ = decode_rights("r", "0", encode_rights(RightsSource("r", "0"), told, Purchase()))
    assert type(again.terms[0].valid_from) is date
    assert type(again.terms[0].valid_until) is datetime


def test_a_row_from_before_fields_had_roles_is_read_as_it_was():
    told = json.loads(
        encode_rights(RightsSource("r", "0", "Web", (("a", "b"),), "now", True, ("unread",)), Statement(), Purchase())
    )
    told["source"] = told["source"][:3]
    source, _, _ = decode_rights("r", "0", json.dumps(told))
    assert source == RightsSource("r", "0", "Web", (("a", "b"),), "now")


@given(sources, sources, statements, purchases)
def test_a_statement_that_is_known_is_not_read_again(
    one: RightsSource, other: RightsSource, statement: Statement, bought: Purchase
):
    known: dict[str, Statement] = {}
    _, first, _ = decode_rights("r", "0", encode_rights(one, statement, Purchase()), known)
    again = decode_rights(other.record, other.place, encode_rights(other, statement, bought), known)
    assert again == (other, statement, bought)
    assert again[1] is first


def test_a_text_that_looks_like_the_row_itself_is_a_text():
    marks = ',"model":"rf","terms":[],"purchase":[1]'
    source = RightsSource("r", "0", marks, ((marks, f"x{marks}"),), marks)
    statement = Statement(terms=(Term(attribution_text=marks),), unresolved=(Unresolved(marks, 0, 1, marks),))
    bought = Purchase(marks, f"{marks}\\", transaction=f"\\{marks}")
    known: dict[str, Statement] = {}
    assert decode_rights("r", "0", encode_rights(source, statement, bought), known) == (source, statement, bought)
    assert decode_rights("r", "0", encode_rights(source, Statement(), bought), known) == (source, Statement(), bought)
