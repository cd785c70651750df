"""Running gold sets: what is read, what is written, and that our measures are those of the gold sets' own scorer."""

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.annotator import FakeAnnotator
from tests.fakes.language import FakeDetector
from thesaury.enrichment.labels import LabelAnnotator
from thesaury.evaluation.measures import MEASURES, measures
from thesaury.evaluation.tagging import evaluate_tagging, gold_documents
from thesaury.model.asset import Text
from thesaury.model.concept import Concept, Label, Vocabulary, VocabularyVersion
from thesaury.model.errors import BadInput, Unreachable

VOCABULARY = Vocabulary(
    "v", (), tuple(Concept(name, preferred=(Label(name, "en"),)) for name in ("bag", "box", "shop"))
)


def document(name: str, title: str, *gold: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "title": title, "text": "", "language": "en", "context": {}, "gold": list(gold), **more}


def written(path: Path, *documents: dict[str, Any]) -> Path:
    lines = "".join(json.dumps(one) + "\n" for one in documents)
    path.write_bytes(gzip.compress(lines.encode()) if path.suffix == ".gz" else lines.encode())
    return path


DOCUMENTS = (
    document("1", "a bag", "bag"),
    document("2", "a bag", "box", "shop"),
    document("3", "nothing", "box"),
    document("4", "a box", text="a box in a shop"),
    document("5", "a box", "box", "shop", text="a box in a shop"),
)


def test_measures_worked_out_by_hand():
    assert measures(["a", "b", "c"], {"b", "c"}) == {
        "P@1": 0,
        "F1@5": pytest.approx(0.8),
        "R@10": 1,
        "nDCG@10": pytest.approx((1 / 1.584963 + 1 / 2) / (1 + 1 / 1.584963)),
    }
    assert measures([], {"b"}) == dict.fromkeys(MEASURES, 0)


@pytest.mark.parametrize("name", ["gold.jsonl", "gold.jsonl.gz"])
def test_figures_predictions_and_progress(tmp_path: Path, name: str):
    heard: list[tuple[str, int, int | None]] = []
    gold, out = written(tmp_path / name, *DOCUMENTS), tmp_path / "out.jsonl"
    figures = evaluate_tagging(gold, FakeAnnotator(VOCABULARY), out, lambda *step: heard.append(step))
    assert figures == {"documents": 4, "P@1": 0.5, "F1@5": 0.5, "R@10": 0.5, "nDCG@10": 0.5}
    assert heard == [("evaluate", 5, 5)]
    predictions = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [one["id"] for one in predictions] == ["1", "2", "3", "4", "5"]
    assert predictions[4]["concepts"] == [{"uri": "box", "score": 0.75}, {"uri": "shop", "score": 0.5}]


def test_context_prose_is_read_and_the_rest_is_not(tmp_path: Path):
    context = {"group": "Studies", "inscription": "To me", "medium": "Ink", "artist": "Somebody", "year": 1900}
    [one] = gold_documents(written(tmp_path / "gold.jsonl", document("1", "A bag", text="Of paper", context=context)))
    texts = {text.field: text.value for text in one.asset.texts()}
    assert texts == {
        "title": "A bag",
        "description": "Of paper",
        "group": "Studies",
        "inscription": "To me",
        "medium": "Ink",
    }
    assert next(one.asset.texts()) == Text("title", "A bag", "en")


def test_no_documents(tmp_path: Path):
    assert evaluate_tagging(written(tmp_path / "gold.jsonl"), FakeAnnotator(VOCABULARY))["documents"] == 0


def test_a_missing_file(tmp_path: Path):
    with pytest.raises(Unreachable, match="no gold file"):
        evaluate_tagging(tmp_path / "gold.jsonl", FakeAnnotator(VOCABULARY))


@pytest.mark.parametrize("line", ["{", "[]", '"text"', '{"id": "2"}', '{"id": "2", "title": "x", "gold": null}'])
def test_a_broken_line_is_named(tmp_path: Path, line: str):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(DOCUMENTS[0]) + "\n" + line + "\n")
    with pytest.raises(BadInput, match="line 2"):
        list(gold_documents(path))


@pytest.mark.parametrize("content", [b"not gzip", gzip.compress(b"{}" * 1000)[:20]])
def test_a_broken_archive(tmp_path: Path, content: bytes):
    path = tmp_path / "gold.jsonl.gz"
    path.write_bytes(content)
    with pytest.raises(BadInput, match="cannot be read to its end"):
        list(gold_documents(path))


def scored(shared: Path, predictions: Path, gold: Path) -> dict[str, float]:
    script = shared / "checks" / "score_tagging.py"
    done = subprocess.run([sys.executable, script, predictions, gold], check=True, capture_output=True, text=True)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


def test_measures_agree_with_the_scorer_on_its_examples(shared: Path):
    gold, given = (shared / "checks" / "examples" / f"tagging.{part}.jsonl" for part in ("gold", "pred"))
    predictions = {
        row["id"]: list(dict.fromkeys(c["uri"] for c in sorted(row["concepts"], key=lambda c: -c["score"])))
        for row in map(json.loads, given.read_text("utf-8").splitlines())
    }
    rows = [row for row in map(json.loads, gold.read_text("utf-8").splitlines()) if row["gold"]]
    each = [measures(predictions.get(row["id"], []), set(row["gold"])) for row in rows]
    expected = scored(shared, given, gold)
    for name in MEASURES:
        assert sum(one[name] for one in each) / len(rows) == pytest.approx(expected[name], abs=5e-5)


def test_figures_agree_with_the_scorer_on_our_predictions(shared: Path, tmp_path: Path):
    with gzip.open(shared / "data" / "tagging" / "tate" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        documents = [json.loads(next(lines)) for _ in range(60)]
    labels = {one["gold"][0]: one["title"].split()[-1] for one in documents}
    vocabulary = Vocabulary(
        "v", (), tuple(Concept(iri, preferred=(Label(text, "en"),)) for iri, text in labels.items())
    )
    gold, out = written(tmp_path / "gold.jsonl", *documents), tmp_path / "out.jsonl"
    version = VocabularyVersion("v", 1, "", len(labels), "", "")
    figures = evaluate_tagging(gold, LabelAnnotator([(version, vocabulary)], FakeDetector(), ()), out)
    expected = scored(shared, out, gold)
    assert {name: figures[name] for name in MEASURES} == {name: expected[name] for name in MEASURES}
    assert figures["documents"] == expected["documents"]
    assert figures["nDCG@10"] > 0
