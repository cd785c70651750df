"""The order in which concepts are made in another system."""

from thesaury.connectors.hierarchy import placed
from thesaury.model.publishing import Topic


def names(topics: list[Topic]) -> list[tuple[str, str]]:
    return [(topic.iri, topic.broader) for topic in topics]


def test_what_is_above_comes_first_once_and_only_where_it_is_among_them():
    topics = [Topic("c", broader="b"), Topic("b", broader="a"), Topic("a"), Topic("x", broader="nowhere"), Topic("a")]
    assert names(placed(topics)) == [("a", ""), ("b", "a"), ("c", "b"), ("x", "")]
    assert placed([]) == []


def test_a_circle_is_opened_and_everything_in_it_stays():
    circle = [Topic("a", broader="c"), Topic("b", broader="a"), Topic("c", broader="b"), Topic("d", broader="d")]
    found = dict(names(placed(circle)))
    assert set(found) == {"a", "b", "c", "d"}
    assert found["d"] == ""
    assert sorted(found.values()).count("") == 2


def test_a_long_chain_needs_no_deep_stack():
    chain = [Topic(str(number), broader=str(number + 1)) for number in range(20_000)]
    found = placed(chain)
    assert (len(found), found[0].iri, found[-1].broader) == (20_000, "19999", "1")
