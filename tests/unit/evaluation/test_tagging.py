"""Running gold documents through an annotator: figures, predictions, and how much is held at a time."""

import gzip
import json
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path

from tests.fakes.annotator import FakeAnnotator
from tests.fakes.language import FakeDetector
from tests.unit.evaluation.gold_sets import document, scored, written
from thesaury.enrichment.labels import LabelAnnotator
from thesaury.evaluation.cost import peak_mib
from thesaury.evaluation.documents import GoldDocument, gold_documents
from thesaury.evaluation.predictions import predictions_to
from thesaury.evaluation.tagging import Annotated, annotate
from thesaury.model.annotation import Suggestion
from thesaury.model.asset import Asset, Record, Text
from thesaury.model.concept import Concept, Label, Vocabulary, VocabularyVersion
from thesaury.ports.annotator import Annotator, Unread

VOCABULARY = Vocabulary(
    "v", (), tuple(Concept(name, preferred=(Label(name, "en"),)) for name in ("bag", "box", "shop"))
)
DOCUMENTS = (
    document("1", "a bag", "bag"),
    document("2", "a bag", "box", "shop"),
    document("3", "nothing", "box"),
    document("4", "a box", text="a box in a shop"),
    document("5", "a box", "box", "shop", text="a box in a shop"),
)


def annotated(gold: Path, annotator: Annotator, out: Path) -> Annotated:
    with predictions_to(out) as write:
        return annotate(gold_documents(gold), annotator, write)


def endless(letters: int) -> Iterator[GoldDocument]:
    for number in count():
        texts = (Text("title", "a bag" + "." * letters, "en"),)
        yield GoldDocument(Asset(str(number), (Record("gold", str(number), "", texts),)), frozenset({"bag"}))


class Counting(FakeAnnotator):
    """Remembers how many assets it was given at a time."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__(vocabulary)
        self.given: list[int] = []

    def suggest(self, assets: Sequence[Asset]) -> list[tuple[Suggestion, ...]]:
        self.given.append(len(assets))
        return super().suggest(assets)


class Spread(Counting):
    """Is said to have three processes, which spend ten seconds of CPU on each call and hold a GiB."""

    processes, peak_mib = 3, 1024.0

    @property
    def cpu_seconds(self) -> float:
        return 10.0 * len(self.given)

    def close(self) -> None:
        pass


class Blind:
    """An annotator that can read nothing."""

    version = vocabulary = "blind/1"

    def suggest(self, assets: Sequence[Asset]) -> list[Unread]:
        return [Unread("too dark") for _ in assets]


def test_figures_and_predictions(tmp_path: Path):
    out = tmp_path / "out.jsonl"
    found = annotated(written(tmp_path / "gold.jsonl", *DOCUMENTS), FakeAnnotator(VOCABULARY), out)
    assert found.read == 5
    assert {name: found.figures[name] for name in ("documents", "P@1", "F1@5", "R@10", "nDCG@10", "suggestions")} == {
        "documents": 4,
        "P@1": 0.5,
        "F1@5": 0.5,
        "R@10": 0.5,
        "nDCG@10": 0.5,
        "suggestions": 4,
    }
    predictions = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [one["id"] for one in predictions] == ["1", "2", "3", "4", "5"]
    assert predictions[4]["concepts"] == [{"uri": "box", "score": 0.75}, {"uri": "shop", "score": 0.5}]


def test_without_gold_concepts_there_are_no_figures(tmp_path: Path):
    gold = written(tmp_path / "gold.jsonl", document("1", "a bag"), {"id": "2", "title": "a box"})
    found = annotated(gold, FakeAnnotator(VOCABULARY), tmp_path / "out.jsonl")
    assert (found.read, found.figures) == (2, {})


def test_what_could_not_be_read_counts_as_missed(tmp_path: Path):
    found = annotated(written(tmp_path / "gold.jsonl", *DOCUMENTS), Blind(), tmp_path / "out.jsonl")
    assert (found.figures["documents"], found.figures["documents_without_prediction"]) == (4, 4)


def test_documents_are_taken_as_they_come_a_few_at_a_time():
    annotator = Counting(VOCABULARY)
    heard: list[int] = []
    found = annotate(islice(endless(0), 450), annotator, lambda _id, _suggestions: None, heard.append)
    assert annotator.given == [200, 200, 50]
    assert heard == [200, 400, 450]
    assert found.figures["documents"] == 450


def test_long_documents_are_taken_one_at_a_time():
    annotator = Counting(VOCABULARY)
    annotate(islice(endless(900_000), 3), annotator, lambda _id, _suggestions: None)
    assert annotator.given == [1, 1, 1]


def test_several_processes_get_more_at_a_time_and_their_cost_is_counted():
    annotator = Spread(VOCABULARY)
    found = annotate(islice(endless(0), 5_000), annotator, lambda _id, _suggestions: None)
    assert annotator.given == [4_800, 200]
    assert found.elapsed < 20 <= found.seconds
    assert peak_mib(annotator) > 1024 + 10
    assert peak_mib(Counting(VOCABULARY)) == peak_mib() < peak_mib(annotator)


def test_figures_are_those_the_scorer_gives_our_predictions(shared: Path, tmp_path: Path):
    with gzip.open(shared / "data" / "tagging" / "tate" / "train.jsonl.gz", "rt", encoding="utf-8") as lines:
        documents = [json.loads(next(lines)) for _ in range(60)]
    labels = {one["gold"][0]: one["title"].split()[-1] for one in documents}
    vocabulary = Vocabulary(
        "v", (), tuple(Concept(iri, preferred=(Label(text, "en"),)) for iri, text in labels.items())
    )
    gold, out = written(tmp_path / "gold.jsonl", *documents), tmp_path / "out.jsonl"
    version = VocabularyVersion("v", 1, "", len(labels), "", "")
    found = annotated(gold, LabelAnnotator([(version, vocabulary)], FakeDetector(), ()), out)
    assert found.figures == scored(shared, out, gold)
    assert found.figures["nDCG@10"]
