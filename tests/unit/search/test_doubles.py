"""Assets that look alike become one hit."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from thesaury.model.likeness import Likeness, Verdict, likeness
from thesaury.search.alike.doubles import Folds, folded


def different(one: str, other: str, distance: int = 3) -> Likeness:
    return replace(likeness(one, other, distance), verdict=Verdict.DIFFERENT)


def told(ids: str, *pairs: Likeness) -> tuple[str, dict[str, str]]:
    found = folded(ids, pairs)
    return "".join(found.ids), {head: "".join(held) for head, held in found.doubles.items()}


def test_the_best_stays_and_the_others_hang_on_it_in_their_order():
    assert told("cxba", likeness("a", "c", 2), likeness("c", "b", 4)) == ("cx", {"c": "ba"})
    assert folded("ab", []) == Folds(("a", "b"))
    assert folded("cab", [likeness("a", "c", 2), likeness("c", "b", 4)]).folded == 2


def test_what_is_like_two_that_stay_hangs_on_the_better_one():
    assert told("cab", likeness("a", "b", 0), likeness("b", "c", 6)) == ("c", {"c": "ab"})
    assert told("cabx", likeness("a", "x", 1), likeness("c", "x", 6)) == ("cab", {"c": "x"})


def test_nearness_does_not_carry_on_but_sameness_does():
    chain = (likeness("a", "b", 6), likeness("b", "c", 6))
    assert told("abc", *chain) == ("ac", {"a": "b"})
    assert told("acb", *chain) == ("ac", {"a": "b"})
    same = (likeness("a", "b", 6), likeness("b", "c", 0))
    assert told("ac", *same) == ("a", {"a": "c"})
    assert told("cdba", likeness("a", "b", 0), likeness("b", "c", 0)) == ("cd", {"c": "ba"})


def test_a_pair_that_was_called_different_is_never_in_one_fold():
    assert told("ab", different("a", "b")) == ("ab", {})
    assert told("abc", likeness("a", "b", 1), likeness("a", "c", 1), different("b", "c", 1)) == ("ac", {"a": "b"})
    assert told("abc", likeness("a", "b", 0), likeness("b", "c", 0), different("a", "c", 0)) == ("ac", {"a": "b"})


def test_what_people_joined_is_one_asset_already_and_not_folded_again():
    assert told("ab", replace(likeness("a", "b", 0), verdict=Verdict.SAME)) == ("ab", {})


@settings(max_examples=80)
@given(
    st.permutations("abcdefgh"),
    st.dictionaries(
        st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).filter(lambda pair: pair[0] < pair[1]),
        st.tuples(st.integers(0, 6), st.sampled_from([Verdict.OPEN, Verdict.DIFFERENT])),
        max_size=20,
    ),
)
def test_nothing_is_lost_or_told_twice_and_no_rejected_pair_is_folded(
    ids: list[str], pairs: dict[tuple[str, str], tuple[int, Verdict]]
):
    known = [Likeness(*pair, distance, verdict) for pair, (distance, verdict) in pairs.items()]
    found = folded(ids, known)
    held = [id for head in found.ids for id in (head, *found.doubles.get(head, ()))]
    assert sorted(held) == sorted(ids)
    assert list(found.ids) == [id for id in ids if id in found.ids]
    assert all(ids.index(head) < ids.index(double) for head, doubles in found.doubles.items() for double in doubles)
    for head, doubles in found.doubles.items():
        members = {head, *doubles}
        assert not any(one.verdict is Verdict.DIFFERENT and {one.left, one.right} <= members for one in known)
