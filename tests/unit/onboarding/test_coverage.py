"""How much is mapped is counted by values and by assets, and contradictions are told."""

from hypothesis import given
from hypothesis import strategies as st

from thesaury.onboarding.coverage import Amount, Contradiction, Settled, coverage
from thesaury.onboarding.values import ValueUse

USES = (
    ValueUse("tags", "wool", 6),
    ValueUse("tags", "Wool", 2),
    ValueUse("tags", "torchon", 3),
    ValueUse("tags", "torchons", 1),
    ValueUse("season", "Été", 4),
)


def test_values_and_assets_are_counted_apart_and_field_by_field():
    found = coverage(
        USES, [Settled("tags", "wool", ("w",)), Settled("tags", "torchon"), Settled("tags", "elsewhere", ("x",))]
    )
    assert (found.total.values, found.total.assets) == (Amount(5, 1, 1), Amount(16, 6, 3))
    assert found.total.values.covered == 0.4
    assert [(one.field, one.values.left, one.assets.left) for one in found.fields] == [("tags", 2, 3), ("season", 1, 4)]
    assert [use.value for use in found.left] == ["Été", "Wool", "torchons"]
    assert found.conflicts == ()


def test_nothing_is_wholly_covered():
    found = coverage((), [])
    assert (found.total.values.covered, found.fields, found.left, found.conflicts) == (1.0, (), (), ())


def test_one_value_with_two_targets_is_a_conflict():
    (conflict,) = coverage(USES, [Settled("tags", "wool", ("a",)), Settled("tags", "wool", ("b",))]).conflicts
    assert conflict.kind is Contradiction.TARGETS
    labels = {"a": "wool", "b": "sheep"}
    assert conflict.sentence(labels) == "“wool” is mapped to more than one term: “wool”, “sheep”."
    assert conflict.sentence(labels, "de") == "„wool“ ist mehr als einem Begriff zugeordnet: „wool“, „sheep“."


def test_values_that_differ_in_spelling_alone_and_go_apart_are_a_conflict():
    apart = [Settled("tags", "wool", ("a",)), Settled("tags", "Wool")]
    (conflict,) = coverage(USES, apart).conflicts
    assert (conflict.kind, [use.value for use in conflict.values]) == (Contradiction.SPELLING, ["wool", "Wool"])
    assert conflict.sentence({"a": "wool"}) == (
        "“wool”, “Wool” differ in spelling alone and are mapped differently: “wool”; the client's own."
    )
    assert not coverage(USES, [Settled("tags", "wool", ("a",)), Settled("tags", "Wool", ("a",))]).conflicts


def test_plurals_count_in_the_languages_that_are_named():
    apart = [Settled("tags", "torchon", ("a",)), Settled("tags", "torchons", ("b",))]
    assert not coverage(USES, apart).conflicts
    assert len(coverage(USES, apart, ("fr",)).conflicts) == 1


@given(
    st.dictionaries(st.text(max_size=6), st.integers(1, 9), max_size=8),
    st.dictionaries(st.text(max_size=6), st.lists(st.sampled_from("ab"), max_size=2), max_size=8),
)
def test_parts_make_the_whole(values: dict[str, int], decided: dict[str, list[str]]):
    uses = [ValueUse("f", value, assets) for value, assets in values.items()]
    found = coverage(uses, [Settled("f", value, tuple(targets)) for value, targets in decided.items()], ("en", "fr"))
    assert found.total.values.left == len(found.left) == len(values.keys() - decided.keys())
    assert sum(one.assets.all for one in found.fields) == found.total.assets.all == sum(values.values())
    assert all(conflict.sentence({}) for conflict in found.conflicts)
