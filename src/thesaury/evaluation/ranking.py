"""How good ranked lists are, by judgements: nDCG, recall and average precision.

Gain is the grade, discount log2(rank + 1), and the ideal list has the best grades first (Järvelin and Kekäläinen 2002). What nobody
judged is not relevant; a query without any result counts 0; queries nobody judged are left out.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import log2
from statistics import fmean

Run = Mapping[str, Sequence[str]]
Judgements = Mapping[str, Mapping[str, float]]


def figures(run: Run, judgements: Judgements) -> dict[str, float | int | None]:
    """`queries` judged, `ndcg@10`, `recall@100`, `map` (of the first 1,000), `without_results`: None where nobody judged."""
    judged = {query: grades for query, grades in judgements.items() if any(grade > 0 for grade in grades.values())}
    lists = {query: tuple(dict.fromkeys(run.get(query, ()))) for query in judged}
    return {
        "queries": len(judged),
        "ndcg@10": _mean(ndcg(lists[query], grades, 10) for query, grades in judged.items()) if judged else None,
        "recall@100": _mean(recall(lists[query], grades, 100) for query, grades in judged.items()) if judged else None,
        "map": _mean(precision(lists[query][:1000], grades) for query, grades in judged.items()) if judged else None,
        "without_results": sum(not found for found in lists.values()),
    }


def ndcg(found: Sequence[str], grades: Mapping[str, float], depth: int) -> float:
    """Discounted gain of the first `depth`, as a share of the best possible one."""
    best = _gain(sorted((grade for grade in grades.values() if grade > 0), reverse=True)[:depth])
    return _gain([max(0.0, grades.get(document, 0.0)) for document in found[:depth]]) / best if best else 0.0


def recall(found: Sequence[str], grades: Mapping[str, float], depth: int) -> float:
    """How much of what is relevant is among the first `depth`."""
    relevant = {document for document, grade in grades.items() if grade > 0}
    return len(relevant.intersection(found[:depth])) / len(relevant) if relevant else 0.0


def precision(found: Sequence[str], grades: Mapping[str, float]) -> float:
    """Average precision: the mean, over all that is relevant, of the precision where it is found."""
    relevant = {document for document, grade in grades.items() if grade > 0}
    hits, total = 0, 0.0
    for rank, document in enumerate(found, 1):
        if document in relevant:
            hits += 1
            total += hits / rank
    return total / len(relevant) if relevant else 0.0


def _gain(grades: Sequence[float]) -> float:
    return sum(grade / log2(rank + 1) for rank, grade in enumerate(grades, 1))


def _mean(values: Iterable[float]) -> float:
    return round(fmean(values), 4)
