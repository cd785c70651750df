"""What every language detector promises, and what the one on py3langid tells of real sentences."""

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes.language import FakeDetector
from thesaury.engines.langid import LangidDetector
from thesaury.ports.language import LanguageDetector


class DetectorSuite:
    """Inherit, and give `detector`."""

    def detector(self) -> LanguageDetector:
        raise AssertionError("the test of a detector has to open it")

    def test_tells_sentences_apart(self):
        detector = self.detector()
        assert detector.detect("The boats came home late, and a storm was near.", ("de", "en")) == "en"
        assert detector.detect("Die Boote kamen spät heim, und ein Sturm war nah.", ("de", "en")) == "de"

    @pytest.mark.parametrize("text", ["", "   ", "12 / 2024", "—", "🚢🚢🚢"])
    def test_no_letters_no_answer(self, text: str):
        assert self.detector().detect(text, ("de", "en")) == ""

    def test_nothing_to_choose_from(self):
        assert self.detector().detect("The boats came home late, and a storm was near.", ()) == ""

    def test_unknown_languages_are_never_told(self):
        assert self.detector().detect("The boats came home late, and a storm was near.", ("xx", "en")) == "en"

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
    @given(st.text(max_size=60), st.lists(st.sampled_from(["en", "de", "fr", "xx"]), unique=True))
    def test_answers_only_what_was_asked_for(self, text: str, among: list[str]):
        answer = self.detector().detect(text, among)
        assert answer in {*among, ""}


@cache
def langid() -> LangidDetector:
    return LangidDetector()


class TestLangidDetector(DetectorSuite):
    def detector(self) -> LanguageDetector:
        return langid()

    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("Children walking to school in autumn rain", "en"),
            ("Kinder auf dem Schulweg im Herbstregen", "de"),
            ("Des enfants sur le chemin de l'école sous la pluie", "fr"),
        ],
    )
    def test_tells_captions_apart(self, text: str, language: str):
        assert langid().detect(text, ("en", "de", "fr")) == language

    @pytest.mark.parametrize("text", ["OK", "Marketing", "IMG_2041"])
    def test_leaves_what_any_language_might_say_undecided(self, text: str):
        assert langid().detect(text, ("en", "de", "fr", "es", "it")) == ""


class TestFakeDetector(DetectorSuite):
    def detector(self) -> LanguageDetector:
        return FakeDetector()
