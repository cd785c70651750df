"""The label annotator: what raises a score, which language a text is read in, how ambiguity is settled."""

import pytest

from tests.fakes.language import FakeDetector
from thesaury.enrichment.labels import MOST_SUGGESTIONS, LabelAnnotator
from thesaury.enrichment.scoring import POINTS, score
from thesaury.model.annotation import Suggestion
from thesaury.model.asset import Asset, Record, Text
from thesaury.model.concept import Concept, Label, Vocabulary, VocabularyVersion


def concept(
    iri: str, *labels: str, also: tuple[str, ...] = (), broader: tuple[str, ...] = (), deprecated: bool = False
) -> Concept:
    """A concept with labels written as `text@language`."""
    named, other = (tuple(Label(*label.split("@")) for label in group) for group in (labels, also))
    return Concept(iri, preferred=named, alternative=other, broader=broader, deprecated=deprecated)


def annotator(*concepts: Concept, languages: tuple[str, ...] = ()) -> LabelAnnotator:
    version = VocabularyVersion("v", 1, "", len(concepts), "", "")
    return LabelAnnotator([(version, Vocabulary("v", (), concepts))], FakeDetector(), languages)


def suggested(over: LabelAnnotator, *texts: Text, tags: tuple[str, ...] = ()) -> dict[str, Suggestion]:
    [found] = over.suggest([Asset("1", (Record("c", "1", "", texts, tags),))])
    return {suggestion.concept: suggestion for suggestion in found}


def title(value: str, language: str = "en") -> Text:
    return Text("title", value, language)


def test_where_and_how_a_label_stands_decides_the_score():
    over = annotator(concept("bag", "paper bag@en", also=("sack of paper@en",)), concept("far", "farm@en"))
    filler = "Something quite different was said here at some length"
    ways = [
        suggested(over, title("Paper bag"), Text("description", f"The paper bag. {filler}", "en")),
        suggested(over, title("paper bag"), Text("description", filler, "en")),
        suggested(over, title("paper bags"), Text("description", filler, "en")),
        suggested(over, title(filler), Text("description", "paper bags", "en")),
        suggested(over, title(filler), Text("inscription", "paper bags", "en")),
        suggested(over, title(filler), Text("inscription", "bags of paper", "en")),
    ]
    scores = [way["bag"].score for way in ways]
    assert scores == sorted(set(scores), reverse=True)


def test_points_are_monotone_and_scores_stay_inside():
    nothing = dict.fromkeys(POINTS, 0.0)
    for name, points in POINTS.items():
        raised = score({**nothing, name: 1.0})
        assert (raised > score(nothing)) == (points > 0)
        assert 0 < raised < 1


def test_a_text_is_read_in_its_own_language():
    over = annotator(concept("gift", "gift@en"), concept("poison", "Gift@de"))
    assert set(suggested(over, title("Gift", "en-GB"))) == {"gift"}
    assert set(suggested(over, title("Gift", "de"))) == {"poison"}
    assert set(suggested(over, title("Gift", "fr"))) == set()


def test_without_a_language_the_detector_is_asked():
    over = annotator(concept("gift", "gift@en"), concept("poison", "Gift@de"))
    assert set(suggested(over, title("The gift", ""))) == {"gift"}
    assert set(suggested(over, title("Das Gift", ""))) == {"poison"}


def test_undecided_texts_and_tags_are_read_in_every_language():
    over = annotator(concept("gift", "gift@en"), concept("poison", "Gift@de"), concept("dice", "die@en"))
    assert set(suggested(over, tags=("Gift",))) == {"gift", "poison"}
    assert suggested(over, tags=("die",)) == {}, "a German article is no English die while the language is unknown"
    assert suggested(over, title("Gift", ""))["poison"].evidence[0].language == "de"


def test_a_file_name_is_a_title():
    found = suggested(annotator(concept("bag", "paper bag@en")), title("IMG_0042_paper_bag.jpg", ""))
    assert found["bag"].evidence[0].quote == "paper_bag"


def test_only_the_asked_languages_unless_there_are_none_of_them():
    both = (concept("gift", "gift@en"), concept("poison", "Gift@de"))
    assert set(suggested(annotator(*both, languages=("de",)), title("gift", ""))) == {"poison"}
    assert set(suggested(annotator(*both, languages=("it",)), title("gift", ""))) == {"gift", "poison"}


def test_labels_without_language_are_read_in_all():
    over = annotator(concept("lumo", "Lumo"), concept("soap", "soap@en"))
    assert set(suggested(over, title("Lumo soap"))) == {"lumo", "soap"}
    assert set(suggested(annotator(concept("lumo", "Lumo")), title("Lumo", "de"))) == {"lumo"}


def test_company_settles_what_a_word_means():
    over = annotator(
        concept("money", "money@en"),
        concept("bank-house", "bank (finance)@en", broader=("money",)),
        concept("river", "river@en"),
        concept("bank-side", "bank (river)@en", broader=("river",)),
    )
    alone = suggested(over, title("At the bank"))
    assert alone["bank-house"].score == pytest.approx(alone["bank-side"].score)
    by_water = suggested(over, title("At the bank of a river"))
    assert by_water["bank-side"].score > alone["bank-side"].score > by_water["bank-house"].score


def test_deprecated_concepts_are_not_proposed():
    assert suggested(annotator(concept("old", "bag@en", deprecated=True)), title("bag")) == {}


def test_at_most_forty():
    names = [f"w{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(60)]
    over = annotator(*(concept(name, f"{name}@en") for name in names))
    assert len(suggested(over, title(" ".join(names)))) == MOST_SUGGESTIONS


def test_the_version_of_each_vocabulary_is_named():
    first = (VocabularyVersion("a", 2, "", 1, "", ""), Vocabulary("a", (), (concept("bag", "bag@en"),)))
    second = (VocabularyVersion("b", 5, "", 1, "", ""), Vocabulary("b", (), (concept("box", "box@de"),)))
    over = LabelAnnotator([first, second], FakeDetector(), ())
    assert (over.version, over.vocabulary) == ("labels/1", "a@2 b@5")
    found = suggested(over, title("a bag", "en"), title("box", "de"))
    assert {iri: suggestion.vocabulary for iri, suggestion in found.items()} == {"bag": "a@2", "box": "b@5"}


def test_no_vocabulary_no_suggestions():
    assert LabelAnnotator([], FakeDetector(), ()).suggest([Asset("1", (Record("c", "1", "", (title("bag"),)),))]) == [
        ()
    ]
