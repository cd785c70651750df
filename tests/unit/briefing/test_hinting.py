"""What words hint at where they name nothing, and what adjectives say of markets."""

import gc
from weakref import ref

import pytest

from tests.unit.briefing.words import named, read, values
from thesaury.model.brief import Source, Wanting
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.recommendation.briefing.label_parts import LabelParts
from thesaury.vocabulary.thesaurus import Thesaurus


def parts(*labels: str, language: str = "en") -> LabelParts:
    concepts = tuple(Concept(f"urn:{label}", preferred=(Label(label, language),)) for label in sorted(labels))
    return LabelParts(Thesaurus([Vocabulary("v", (), concepts)]))


def test_a_telling_part_of_a_label_hints_at_its_concept():
    labels = parts("wind power", "solar power", "hydro power", "garden")
    assert [hint.concept for hint in labels.hints("winds", "en")] == ["urn:wind power"]
    assert not labels.hints("power", "en")
    assert not labels.hints("storm", "en")
    assert not labels.hints("wind", "fr")


def test_of_many_concepts_with_a_word_none_is_meant():
    assert not parts(*(f"hand {thing}" for thing in "abcdefg")).hints("hand", "en")


def test_compounds_are_hinted_at_by_their_parts_and_hint_at_them():
    labels = parts("Wäschepflege", "Waschbecken", "Fahrrad", language="de")
    assert [hint.concept for hint in labels.hints("Wäsche", "de")] == ["urn:Wäschepflege"]
    assert [hint.concept for hint in labels.hints("Fahrradtour", "de")] == ["urn:Fahrrad"]
    assert [hint.concept for hint in labels.hints("Kinderfahrrad", "de")] == ["urn:Fahrrad"]


def test_a_hint_is_a_wish_that_weighs_less_than_a_name():
    asked = read("A kitchen, and a box of things.")
    weights = {one.concept: one.weight for one in asked.of(Wanting.WISHED, Wanting.REQUIRED)}
    assert weights["urn:lunch-box"] < weights["urn:kitchen"]
    assert [quote.text for one in asked.concepts if one.concept == "urn:lunch-box" for quote in one.quotes] == ["box"]


def test_what_is_denied_or_says_where_pictures_are_used_hints_at_nothing():
    assert "lunch-box" not in named(read("A kitchen, no boxes."), Wanting.WISHED)
    assert "newsletter" not in named(read("A kitchen.\n\nChannels: letter ads"), Wanting.WISHED)


def test_a_lone_hint_weighs_no_more_for_being_alone():
    (only,) = read("A box, please.").of(Wanting.WISHED)
    assert only.weight < 0.5


@pytest.mark.parametrize(
    ("text", "markets"),
    [
        ("Displays for German and Belgian shops, a kitchen.", {"DE", "BE"}),
        ("Aufsteller in deutschen, österreichischen und belgischen Läden.", {"DE", "AT", "BE"}),
        ("Une cuisine pour les magasins belges et la presse suisse.", {"BE", "CH"}),
        ("A kitchen for Canadian travel magazines.", {"CA"}),
        ("A French kitchen with a Swiss family.", set()),
        ("Eine deutsche Küche.", set()),
        ("Not for German shops.", set()),
    ],
)
def test_adjectives_beside_words_of_trade_name_markets(text: str, markets: set[str]):
    assert values(read(text).regions) == markets


def test_a_hint_says_that_it_is_one():
    sources = {one.concept: one.source for one in read("A kitchen, and a box of things.").concepts}
    assert (sources["urn:kitchen"], sources["urn:lunch-box"]) == (Source.TEXT, Source.HINT)


def test_what_was_read_of_labels_does_not_keep_their_thesaurus():
    labels = parts("wind power")
    assert labels.hints("wind", "en")
    held = ref(labels._thesaurus)
    del labels
    gc.collect()
    assert held() is None
