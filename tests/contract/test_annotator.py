"""The annotators, each through the same suite."""

from functools import cache

from tests.contract.annotator_suite import BOAT, HARBOUR, LIGHTHOUSE, VOCABULARY, AnnotatorSuite, asset
from tests.fakes.annotator import FakeAnnotator
from tests.fakes.embedder import FakeEmbedder
from tests.fakes.language import FakeDetector
from thesaury.enrichment.labels import LabelAnnotator
from thesaury.enrichment.learning.annotator import LearnedAnnotator
from thesaury.enrichment.learning.batch import Lookout
from thesaury.enrichment.learning.default import default_model
from thesaury.enrichment.learning.examples import Example
from thesaury.enrichment.learning.model import Model
from thesaury.enrichment.learning.training import train
from thesaury.model.concept import VocabularyVersion
from thesaury.ports.annotator import Annotator


@cache
def label_annotator() -> LabelAnnotator:
    version = VocabularyVersion("coast", 3, "", len(VOCABULARY.concepts), "", "")
    return LabelAnnotator([(version, VOCABULARY)], FakeDetector(), ("en", "de"))


@cache
def lookout(seeing: bool = False) -> Lookout:
    version = VocabularyVersion("coast", 3, "", len(VOCABULARY.concepts), "", "")
    embedder = FakeEmbedder({"mackerel": "boat"}) if seeing else None
    return Lookout([(version, VOCABULARY)], FakeDetector(), ("en", "de"), embedder=embedder)


@cache
def default_annotator() -> LearnedAnnotator:
    return LearnedAnnotator(lookout(), default_model())


@cache
def trained_annotator(seeing: bool = False) -> LearnedAnnotator:
    """It has learned that labels are to be believed, and that mackerel means a boat."""
    told = [
        (f"A harbour on day {number}", HARBOUR)
        if number % 3 == 0
        else (f"Mackerel, fishing boat {number}", BOAT)
        if number % 3 == 1
        else (f"The lighthouse of year {number}", LIGHTHOUSE)
        for number in range(60)
    ]
    examples = [Example(asset(f"e{number}", title), frozenset({right})) for number, (title, right) in enumerate(told)]
    learned = train(examples, lookout(seeing))
    return LearnedAnnotator(lookout(seeing), Model(learned.ranker, learned.experience, embedder=learned.embedder))


class TestLabelAnnotator(AnnotatorSuite):
    def annotator(self) -> Annotator:
        return label_annotator()

    def test_finds_nothing_else(self):
        found = label_annotator().suggest(
            [asset("1", "A fishing boat in the harbour"), asset("2", tags=("lighthouse",))]
        )
        assert [len(part) for part in found] == [2, 1]


class TestFakeAnnotator(AnnotatorSuite):
    def annotator(self) -> Annotator:
        return FakeAnnotator(VOCABULARY)


class TestDefaultAnnotator(AnnotatorSuite):
    def annotator(self) -> Annotator:
        return default_annotator()


class TestTrainedAnnotator(AnnotatorSuite):
    def annotator(self) -> Annotator:
        return trained_annotator()


class TestSeeingAnnotator(AnnotatorSuite):
    def annotator(self) -> Annotator:
        return trained_annotator(seeing=True)
