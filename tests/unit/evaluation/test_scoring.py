"""The figures of a gold set equal those of a plain computation over everything at once, and those of the set's own scorer."""

import json
from math import log2
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.evaluation.gold_sets import scorer, suggestions
from thesaury.evaluation.scoring import Scoring
from thesaury.evaluation.thresholds import Thresholds

Given = list[tuple[str, float]]
Case = tuple[set[str], Given]

concepts = st.sampled_from([f"c{number}" for number in range(16)])
likelihoods = st.sampled_from([0.0, 0.05, 0.1, 0.25, 0.5, 0.8, 0.9, 1.0]) | st.floats(0, 1)
cases = st.lists(
    st.tuples(st.sets(concepts, min_size=1, max_size=12), st.lists(st.tuples(concepts, likelihoods), max_size=30)),
    min_size=1,
    max_size=12,
)


def figures(given: list[Case]) -> dict[str, float | None]:
    scoring = Scoring()
    for gold, pairs in given:
        scoring.add(gold, suggestions(pairs))
    return dict(scoring.figures())


def plainly_ranked(pairs: Given) -> Given:
    """Best first by insertion, equal ones in their order, then each concept's first place alone."""
    ranked: Given = []
    for concept, score in pairs:
        place = next((n for n, (_, other) in enumerate(ranked) if other < score), len(ranked))
        ranked.insert(place, (concept, score))
    return [pair for n, pair in enumerate(ranked) if pair[0] not in [concept for concept, _ in ranked[:n]]]


def mean(values: list[float]) -> float:
    return sum(values) / len(values)


def plainly(given: list[Case]) -> dict[str, float | None]:
    """The definitions of the gold sets' description, word for word."""
    ranked = [(gold, plainly_ranked(pairs)) for gold, pairs in given]
    judged = [[(score, concept in gold) for concept, score in pairs] for gold, pairs in ranked]
    pairs = [pair for document in judged for pair in document]
    wanted = sum(len(gold) for gold, _ in ranked)

    def right(document: int, depth: int) -> int:
        return [holds for _, holds in judged[document][:depth]].count(True)

    def recall(document: int, depth: int) -> float:
        return right(document, depth) / len(ranked[document][0])

    def harmonic(document: int) -> float:
        given_here = min(5, len(judged[document]))
        return 2 * right(document, 5) / (given_here + len(ranked[document][0]))

    def gain(document: int, depth: int) -> float:
        gains = [1 / log2(place + 2) if holds else 0 for place, (_, holds) in enumerate(judged[document][:depth])]
        return sum(gains) / sum(1 / log2(place + 2) for place in range(min(depth, len(ranked[document][0]))))

    def over(threshold: float) -> tuple[float, float, int]:
        above = [holds for score, holds in pairs if score >= threshold]
        return above.count(True) / len(above), above.count(True) / wanted, len(above)

    def f1(threshold: float) -> float:
        precision, recall, _ = over(threshold)
        return 2 * precision * recall / (precision + recall) if recall else 0

    def error(some: list[tuple[float, bool]]) -> float | None:
        bins = [[pair for pair in some if min(int(pair[0] * 10), 9) == place] for place in range(10)]
        gaps = [
            len(inside) / len(some) * abs(mean([score for score, _ in inside]) - mean([holds for _, holds in inside]))
            for inside in bins
            if inside
        ]
        return sum(gaps) if some else None

    each = range(len(ranked))
    thresholds = {score for score, _ in pairs}
    sure = [t for t in thresholds if over(t)[0] >= 0.8 and over(t)[2] >= 50]
    return {
        "documents": len(ranked),
        "documents_without_prediction": sum(not given_here for _, given_here in ranked),
        "gold_per_document": wanted / len(ranked),
        "suggestions": len(pairs),
        "P@1": mean([right(d, 1) for d in each]),
        "P@5": mean([right(d, 5) / 5 for d in each]),
        "R@5": mean([recall(d, 5) for d in each]),
        "F1@5": mean([harmonic(d) for d in each]),
        "R@10": mean([recall(d, 10) for d in each]),
        "nDCG@5": mean([gain(d, 5) for d in each]),
        "nDCG@10": mean([gain(d, 10) for d in each]),
        "best_micro_F1": max(map(f1, thresholds), default=0),
        "recall_at_precision_0.8": max((over(t)[1] for t in sure), default=0),
        "expected_calibration_error": error(pairs),
        "expected_calibration_error@5": error([pair for document in judged for pair in document[:5]]),
    }


@given(cases)
def test_figures_are_those_of_a_plain_computation(given: list[Case]):
    found, expected = figures(given), plainly(given)
    assert {name: found[name] for name in expected} == pytest.approx(expected, abs=1e-4)


@given(cases)
def test_figures_are_the_scorers_to_the_last_digit(shared: Path, given: list[Case]):
    predictions = [
        {"id": str(number), "concepts": [{"uri": concept, "score": score} for concept, score in pairs]}
        for number, (_, pairs) in enumerate(given)
    ]
    gold = [{"id": str(number), "gold": sorted(gold)} for number, (gold, _) in enumerate(given)]
    through_file = json.loads(json.dumps(predictions))
    assert figures(given) == scorer(shared).score(through_file, gold)
    assert list(figures(given)) == list(scorer(shared).score(through_file, gold))


def test_equal_scores_keep_their_order():
    tied = [("x", 0.5), ("a", 0.5), ("b", 0.9)]
    assert figures([({"x"}, tied)])["nDCG@5"] == pytest.approx(1 / log2(3), abs=1e-4)
    assert figures([({"a"}, tied)])["nDCG@5"] == pytest.approx(1 / log2(4), abs=1e-4)


def test_a_concept_counts_once_where_it_stands_best():
    assert figures([({"a"}, [("a", 0.2), ("b", 0.5), ("a", 0.9)])]) == figures([({"a"}, [("b", 0.5), ("a", 0.9)])])


def test_nothing_to_compare_gives_no_figures():
    assert figures([]) == {}


def test_a_document_without_suggestions_counts_as_nothing_found():
    found = figures([({"a"}, [("a", 1.0)]), ({"a", "b"}, [])])
    assert (found["documents"], found["documents_without_prediction"], found["gold_per_document"]) == (2, 1, 1.5)
    assert (found["P@1"], found["F1@5"], found["best_micro_F1"]) == (0.5, 0.5, 0.5)
    assert found["expected_calibration_error"] == 0


def test_no_suggestions_at_all():
    found = figures([({"a"}, [])])
    assert found["suggestions"] == found["best_micro_F1"] == found["recall_at_precision_0.8"] == 0
    assert found["best_micro_F1_threshold"] is None
    assert found["recall_at_precision_0.8_threshold"] is None
    assert found["expected_calibration_error"] is None


def test_calibration_error_worked_out_by_hand():
    """Of two at 0.9 one is right, of two in the lowest bin none: (|1.8 - 1| + 0.1) / 4."""
    found = figures([({"a"}, [("a", 0.9), ("b", 0.9), ("c", 0.08), ("d", 0.02)])])
    assert found["expected_calibration_error"] == 0.225


def test_calibration_of_the_first_five_alone():
    found = figures([(set("abcde"), [*((concept, 1.0) for concept in "abcde"), ("f", 0.4)])])
    assert found["expected_calibration_error@5"] == 0
    assert found["expected_calibration_error"] == pytest.approx(0.4 / 6, abs=1e-4)


def test_scores_that_are_no_likelihoods_have_no_calibration():
    found = figures([({"a"}, [("a", 7.0), ("b", 0.5)])])
    assert found["expected_calibration_error"] is None
    assert found["best_micro_F1_threshold"] == 7


def test_recall_at_a_precision_needs_enough_above_the_threshold():
    right = [({f"c{n}" for n in range(7)}, [(f"c{n}", 0.9) for n in range(7)])]
    assert figures(right * 7)["recall_at_precision_0.8"] == 0
    assert figures(right * 8)["recall_at_precision_0.8_threshold"] == 0.9


def test_no_threshold_lies_between_equal_scores():
    thresholds = Thresholds()
    for right in (True, False, True):
        thresholds.add(0.5, right)
    [cut] = thresholds.cuts(2)
    assert (cut.threshold, cut.accepted, cut.precision, cut.recall) == (0.5, 3, 2 / 3, 1)


def test_memory_follows_the_different_scores_and_not_the_suggestions():
    thresholds = Thresholds()
    for number in range(50_000):
        thresholds.add(number % 7 / 10, False)
    assert len(list(thresholds.cuts(1))) == 7
    assert thresholds.suggestions == 50_000
