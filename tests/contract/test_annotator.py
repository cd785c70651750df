"""The annotators, each through the same suite."""

from functools import cache

from tests.contract.annotator_suite import VOCABULARY, AnnotatorSuite
from tests.fakes.annotator import FakeAnnotator
from tests.fakes.language import FakeDetector
from thesaury.enrichment.labels import LabelAnnotator
from thesaury.model.concept import VocabularyVersion
from thesaury.ports.annotator import Annotator


@cache
def label_annotator() -> LabelAnnotator:
    version = VocabularyVersion("coast", 3, "", len(VOCABULARY.concepts), "", "")
    return LabelAnnotator([(version, VOCABULARY)], FakeDetector(), ("en", "de"))


class TestLabelAnnotator(AnnotatorSuite):
    def annotator(self) -> Annotator:
        return label_annotator()


class TestFakeAnnotator(AnnotatorSuite):
    def annotator(self) -> Annotator:
        return FakeAnnotator(VOCABULARY)
