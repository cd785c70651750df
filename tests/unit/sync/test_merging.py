"""The three-way merge keeps what people did and changes only what is ours."""

from hypothesis import given
from hypothesis import strategies as st

from thesaury.sync.merging import merge

IRIS = st.frozensets(st.sampled_from("abcdef"))


def fs(text: str) -> frozenset[str]:
    return frozenset(text)


def test_what_is_new_is_added_and_what_is_no_longer_wanted_is_taken_out():
    merged = merge(fs("ab"), fs("ab"), fs("bc"))
    assert (merged.add, merged.remove) == (fs("c"), fs("a"))


def test_what_people_added_stays_even_when_nobody_wants_it():
    merged = merge(fs(""), fs("p"), fs("a"))
    assert (merged.add, merged.remove) == (fs("a"), fs(""))


def test_what_people_took_out_is_not_written_again():
    merged = merge(fs("ab"), fs("a"), fs("ab"))
    assert (merged.add, merged.remove, merged.withdrawn) == (fs(""), fs(""), fs("b"))


def test_what_people_had_before_us_is_not_ours_to_remove():
    assert merge(fs(""), fs("a"), fs("a")).add == fs("")
    assert merge(fs(""), fs("a"), fs("")).remove == fs("")


def test_what_is_gone_and_no_longer_wanted_is_forgotten_without_a_write():
    merged = merge(fs("a"), fs(""), fs(""))
    assert (merged.add, merged.remove, merged.forgotten) == (fs(""), fs(""), fs("a"))


@given(IRIS, IRIS, IRIS)
def test_whatever_stands_there_the_merge_is_the_least_change(ours, held, wanted):
    merged = merge(ours, held, wanted)
    after = (held | merged.add) - merged.remove
    people = held - ours
    assert people <= after
    assert merged.remove <= ours
    assert merged.add.isdisjoint(held)
    assert merged.add.isdisjoint(ours)  # what people took out does not come back
    assert wanted - merged.withdrawn <= after
    assert (after - people) <= wanted


@given(IRIS, IRIS, IRIS)
def test_a_second_merge_has_nothing_to_do(ours, held, wanted):
    first = merge(ours, held, wanted)
    then_ours = (ours | first.add) - first.remove - first.forgotten
    again = merge(then_ours, (held | first.add) - first.remove, wanted)
    assert (again.add, again.remove, again.forgotten) == (fs(""), fs(""), fs(""))


@given(IRIS, IRIS)
def test_a_field_that_cannot_be_read_is_taken_as_we_left_it(ours, wanted):
    merged = merge(ours, None, wanted)
    assert (ours | merged.add) - merged.remove == wanted
