"""The figures of ranked lists, by hand and beside the independent scorer."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from thesaury.evaluation.ranking import figures, ndcg

JUDGED = {"q1": {"a": 3.0, "b": 1.0, "c": 0.0}, "q2": {"x": 1.0}, "q3": {"n": 0.0}}
RUN = {"q1": ["c", "a", "b", "z"], "q2": []}


def test_a_perfect_list_is_one_and_an_empty_one_nothing() -> None:
    assert ndcg(["a", "b"], JUDGED["q1"], 10) == 1.0
    assert ndcg([], JUDGED["q1"], 10) == 0.0


def test_queries_count_where_something_is_relevant_even_without_results() -> None:
    made = figures(RUN, JUDGED)
    assert (made["queries"], made["without_results"]) == (2, 1)
    assert made["recall@100"] == 0.5


def test_nobody_judged_means_no_figures() -> None:
    assert figures(RUN, {}) == {"queries": 0, "ndcg@10": None, "recall@100": None, "map": None, "without_results": 0}


def test_the_independent_scorer_gives_the_same(shared: Path, tmp_path: Path) -> None:
    run, qrels = tmp_path / "run.jsonl", tmp_path / "qrels.tsv"
    run.write_text(
        "\n".join(
            json.dumps({"query_id": query, "results": [{"id": d, "score": 9.0 - n} for n, d in enumerate(found)]})
            for query, found in RUN.items()
        )
    )
    rows = [f"{query}\t{document}\t{grade:g}" for query, grades in JUDGED.items() for document, grade in grades.items()]
    qrels.write_text("\n".join(["query-id\tcorpus-id\tscore", *rows]) + "\n")
    command = [sys.executable, str(shared / "checks" / "score_search.py"), str(run), str(qrels)]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    ours = figures(RUN, JUDGED)
    said = {key.lower(): value for key, value in told.items()}
    assert ours["ndcg@10"] == pytest.approx(said["ndcg@10"], abs=1e-4)
