"""The channels brought together."""

import numpy as np
import pytest

from thesaury.ports.index import Found
from thesaury.search.bars import bar
from thesaury.search.fusing import fused, weights
from thesaury.search.linking.company import company, joined
from thesaury.search.linking.linker import By, Link


def found(words: list[float], concepts: list[float], vectors: list[float]) -> Found:
    columns = (np.array(column, np.float32) for column in (words, concepts, vectors))
    return Found(tuple(map(str, range(len(words)))), *columns, len(words), {})


@pytest.mark.parametrize("sure", [0.0, 0.3, 1.0])
@pytest.mark.parametrize(("words", "vectors"), [(True, True), (True, False), (False, True)])
def test_weights_add_up_to_one_and_go_to_what_is_there(sure: float, words: bool, vectors: bool) -> None:
    made = weights(sure, words, vectors)
    assert made.words + made.concepts + made.vectors == pytest.approx(1)
    assert (made.words > 0, made.vectors > 0) == (words, vectors)
    assert made.concepts == pytest.approx(0.98 * sure)


def test_a_query_that_is_surely_meant_is_ordered_by_concepts_first() -> None:
    one = found([9, 0, 5], [0, 1, 1], [0.9, 0.1, 0.5])
    scores = fused(one, weights(1.0, True, True), one.vectors)
    assert np.argsort(-scores).tolist() == [2, 1, 0]


def test_where_nothing_is_linked_words_and_vectors_decide_alike() -> None:
    one = found([10, 5, 0], [0, 0, 0], [0.2, 0.8, 0.1])
    scores = fused(one, weights(0.0, True, True), one.vectors)
    assert np.argsort(-scores).tolist() == [1, 0, 2]


def test_a_document_without_a_vector_has_none_of_that_channel_and_nothing_is_nan() -> None:
    one = found([1, 1], [0, 0], [float("nan"), 0.4])
    scores = fused(one, weights(0.0, True, True), one.vectors)
    assert np.isfinite(scores).all()
    assert scores[1] > scores[0]


def test_nothing_found_is_no_error() -> None:
    assert fused(found([], [], []), weights(0.5, True, True), np.zeros(0, np.float32)).tolist() == []


def test_the_bar_lies_above_what_chance_gives_and_never_below_the_least() -> None:
    rng = np.random.default_rng(1)
    sample = rng.standard_normal((2_000, 64)).astype(np.float32)
    sample /= np.linalg.norm(sample, axis=1, keepdims=True)
    query = sample[0]
    chance = np.count_nonzero(sample[1:] @ query >= bar(query, sample[1:], 1_000_000))
    assert chance <= 2
    assert bar(query, sample[1:], 1_000) < bar(query, sample[1:], 1_000_000)
    assert bar(query, sample[:10], 1_000) == bar(query, np.zeros((0, 0), np.float32), 1_000) == pytest.approx(0.3)


def test_company_is_what_hits_hold_more_often_than_others() -> None:
    links = company({"war": 25, "man": 15, "rare": 1}, 30, {"war": 50, "man": 5_000, "rare": 1}, 10_000)
    assert [link.concept for link in links] == ["war"]
    assert links[0].by is By.COMPANY


def test_joined_links_keep_what_they_were_linked_by_first() -> None:
    links = joined(
        (Link("a", 1.0, By.LABEL), Link("b", 0.2, By.WORDS)), (Link("b", 0.5, By.COMPANY), Link("c", 0.4, By.COMPANY))
    )
    assert [(link.concept, link.weight, link.by) for link in links] == [
        ("a", 1.0, By.LABEL),
        ("b", pytest.approx(0.7), By.WORDS),
        ("c", 0.4, By.COMPANY),
    ]
