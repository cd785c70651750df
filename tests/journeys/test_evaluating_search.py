"""`evaluate search`: a collection in the layout of BEIR through the product; the scorer beside the checkout gives the same figures."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.contract.engines.tiny_model import tiny_model
from thesaury.cli.app import run

USAGE, BAD_INPUT, UNREACHABLE = 2, 5, 6

TERMS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<urn:t:pack> a skos:Concept ; skos:prefLabel "sustainable packaging"@en, "nachhaltige Verpackung"@de .
<urn:t:refill> a skos:Concept ; skos:prefLabel "refill pouch"@en ; skos:broader <urn:t:pack> .
<urn:t:meal> a skos:Concept ; skos:prefLabel "breakfast"@en .
"""
DOCUMENTS = (
    ("a", "A pouch on a shelf", ["urn:t:refill"]),
    ("b", "Bread and butter", ["urn:t:meal"]),
    ("c", "A refill pouch for soap", []),
    ("d", "Packaging that is sustainable", []),
    ("e", "Mountains at dawn", []),
)
QUERIES = (("L1", "nachhaltige Verpackung"), ("L2", "breakfast"), ("P1", "sustainable packaging"), ("P2", "zeppelin"))
GRADES = (("L1", "a", 2), ("L1", "c", 1), ("L2", "b", 1), ("P1", "a", 1), ("P1", "d", 2), ("P2", "e", 1))


@pytest.fixture
def collection(tmp_path: Path) -> Path:
    folder = tmp_path / "collection"
    (folder / "qrels").mkdir(parents=True)
    documents = [
        {"_id": name, "title": title, "text": "", "metadata": {"concepts": concepts}}
        for name, title, concepts in DOCUMENTS
    ]
    (folder / "corpus.jsonl").write_text("\n".join(map(json.dumps, documents)))
    (folder / "queries.jsonl").write_text("\n".join(json.dumps({"_id": i, "text": text}) for i, text in QUERIES))
    rows = [f"{query}\t{document}\t{grade}" for query, document, grade in GRADES]
    (folder / "qrels" / "test.tsv").write_text("\n".join(["query-id\tcorpus-id\tscore", *rows]) + "\n")
    (folder / "taxonomy.ttl").write_text(TERMS)
    return folder


def evaluated(capsys: pytest.CaptureFixture[str], folder: Path, *more: object) -> dict[str, Any]:
    assert run(["evaluate", "search", "--quiet", "--dataset", str(folder), *map(str, more)]) == 0
    return json.loads(capsys.readouterr().out)


def found(out: Path) -> dict[str, list[str]]:
    lines = (json.loads(line) for line in out.read_text().splitlines())
    return {line["query_id"]: [one["id"] for one in line["results"]] for line in lines}


def test_given_concepts_are_found_by_labels_in_any_language(capsys, collection: Path, tmp_path: Path):
    out = tmp_path / "run.jsonl"
    figures = evaluated(capsys, collection, "--no-model", "--wordnet", "", "--out", out)
    assert (figures["documents"], figures["queries"], figures["embedding_model"]) == (5, 4, None)
    assert found(out)["L1"][0] == "a"
    assert found(out)["P2"] == []
    assert set(figures["by_kind"]) == {"L", "P"}


def test_without_concepts_words_are_left_and_our_own_suggestions_bring_some_back(
    capsys, collection: Path, tmp_path: Path
):
    out = tmp_path / "run.jsonl"
    evaluated(capsys, collection, "--no-model", "--wordnet", "", "--annotations", "none", "--out", out)
    bare = found(out)
    evaluated(capsys, collection, "--no-model", "--wordnet", "", "--annotations", "own", "--out", out)
    assert bare["L1"] == []
    assert "c" in found(out)["L1"]


def test_a_model_finds_more_than_words(capsys, collection: Path, tmp_path: Path):
    out, model = tmp_path / "run.jsonl", tiny_model(tmp_path / "model")
    figures = evaluated(capsys, collection, "--embedding", model, "--no-cache", "--out", out)
    assert figures["embedding_model"].startswith("model#")
    assert found(out)["L1"]


def test_the_independent_scorer_gives_the_same(capsys, shared: Path, collection: Path, tmp_path: Path):
    out = tmp_path / "run.jsonl"
    figures = evaluated(capsys, collection, "--no-model", "--wordnet", "", "--out", out)
    scorer = [sys.executable, shared / "checks" / "score_search.py", out, collection / "qrels" / "test.tsv"]
    told = json.loads(subprocess.run(scorer, capture_output=True, check=True, text=True).stdout)
    ours = (figures["ndcg@10"], figures["recall@100"], figures["map"])
    assert ours == pytest.approx((told["nDCG@10"], told["R@100"], told["MAP"]), abs=1e-4)


def test_without_judgements_it_only_writes_the_run(capsys, collection: Path, tmp_path: Path):
    (collection / "qrels" / "test.tsv").unlink()
    out = tmp_path / "run.jsonl"
    figures = evaluated(capsys, collection, "--no-model", "--wordnet", "", "--out", out)
    assert (figures["queries"], figures["ndcg@10"]) == (0, None)
    assert len(found(out)) == 4


@pytest.mark.parametrize(
    ("change", "code", "told"),
    [
        (lambda folder: (folder / "corpus.jsonl").unlink(), UNREACHABLE, "no corpus.jsonl"),
        (lambda folder: (folder / "corpus.jsonl").write_text("{"), BAD_INPUT, "line 1"),
        (lambda folder: (folder / "taxonomy.ttl").write_text("no turtle"), BAD_INPUT, "taxonomy"),
    ],
    ids=["no corpus", "broken corpus", "broken vocabulary"],
)
def test_what_is_wrong_is_told_and_nothing_is_written(
    capsys, collection: Path, tmp_path: Path, change, code: int, told: str
):
    change(collection)
    out = tmp_path / "run.jsonl"
    arguments = [
        "evaluate",
        "search",
        "--quiet",
        "--dataset",
        str(collection),
        "--no-model",
        "--wordnet",
        "",
        "--out",
        str(out),
    ]
    assert run(arguments) == code
    assert told in capsys.readouterr().err
    assert not out.exists()
