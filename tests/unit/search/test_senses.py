"""Queries in other words than the labels, linked by a dictionary of meanings, without any model."""

import numpy as np
import pytest

from tests.fakes.word_senses import MemoryWordSenses
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.search.linking.levels import Levels
from thesaury.search.linking.linker import By, Linked, Linker, linker
from thesaury.search.linking.sense_kin import kin, phrases
from thesaury.vocabulary.thesaurus import Thesaurus

SENSES = MemoryWordSenses()


def concept(name: str, label: str, above: str = "", language: str = "en") -> Concept:
    return Concept(f"urn:{name}", (), (Label(label, language),), broader=(f"urn:{above}",) if above else ())


VOCABULARY = (
    concept("church", "church", "religious"),
    concept("temple", "temples", "religious"),
    concept("religious", "religious"),
    concept("weapons", "weapon"),
    concept("longbow", "bow", "weapons"),
    concept("clothing", "clothing, knots"),
    concept("tie", "bow", "clothing"),
    concept("mist", "fog", "weather"),
    concept("weather", "weather"),
    concept("goose", "goose, wild"),
    concept("fr", "temple", language="fr"),
)
THESAURUS = Thesaurus([Vocabulary("v", (), VOCABULARY)])


@pytest.fixture(scope="module")
def by_senses() -> Linker:
    return linker(THESAURUS, None, ("en",), senses=SENSES)


def found(linked: Linked) -> dict[str, float]:
    return {link.concept.removeprefix("urn:"): link.weight for link in linked.links}


def test_a_phrase_finds_what_is_narrower_and_the_concept_above_it(by_senses: Linker) -> None:
    linked = by_senses.link("houses of worship")
    assert set(found(linked)) == {"church", "temple", "religious"}
    assert all(link.by is By.SENSE for link in linked.links)
    assert linked.sure > 0.5


def test_without_a_dictionary_the_same_query_means_nothing() -> None:
    assert linker(THESAURUS, None, ("en",)).link("houses of worship") == Linked()


def test_a_quality_finds_the_noun(by_senses: Linker) -> None:
    assert next(iter(found(by_senses.link("foggy")))) == "mist"


def test_homonyms_are_told_apart_by_what_stands_above_them(by_senses: Linker) -> None:
    weights = found(by_senses.link("arms"))
    assert weights["longbow"] > 2 * weights.get("tie", 0)


def test_part_of_a_label_counts_for_less_than_the_whole(by_senses: Linker) -> None:
    assert 0 < by_senses.link("geese").sure < by_senses.link("goose, wild").sure == 1


def test_labels_in_other_languages_are_left_alone(by_senses: Linker) -> None:
    assert "fr" not in found(by_senses.link("houses of worship"))


def test_a_label_that_is_named_in_full_is_linked_as_without_a_dictionary(by_senses: Linker) -> None:
    assert by_senses.link("church") == linker(THESAURUS, None, ("en",)).link("church")


@pytest.mark.parametrize("query", ["", "  ", "xyzzyx", "the of and", "…", "\x00", "a" * 10_000])
def test_what_means_nothing_is_linked_to_nothing(by_senses: Linker, query: str) -> None:
    assert by_senses.link(query) == Linked()


def test_words_of_the_dictionary_are_no_typing_mistakes(by_senses: Linker) -> None:
    assert by_senses.knows("Steeples")
    assert not by_senses.knows("steepel")
    assert not linker(THESAURUS, None, ("en",)).knows("steeple")


def test_words_that_say_little_are_left_out_and_the_longest_phrase_is_taken() -> None:
    assert phrases("having some houses of worship and geese", SENSES) == ["houses of worship", "geese"]


def test_weights_fall_with_every_step_away() -> None:
    near = kin("building", SENSES)
    assert near["nbuilding"] > near["nworship"] > near["nchurch"] == near["ntemple"] > 0
    assert kin("church", SENSES)["nworship"] > kin("church", SENSES)["nsteeple"] > 0


def test_most_of_what_is_narrower_says_more_than_a_little_of_it() -> None:
    levels = Levels({number: [8 if number < 4 else 9] for number in range(8)}, 10)
    ratios = np.array([1, 1, 1, 1, 1, 0, 0, 0, 0, 0], np.float32)
    gathered = levels.gathered(ratios)
    assert gathered[8] == 1 > gathered[9] > 0
    assert levels.upwards(ratios, 0.3)[8:] == pytest.approx([0.3, 0.3])
    assert not Levels({}, 3).gathered(np.ones(3, np.float32)).any()
