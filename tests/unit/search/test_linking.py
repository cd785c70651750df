"""Queries linked to concepts, with and without a model, over a small vocabulary in two languages."""

import pytest

from tests.fakes.embedder import FakeEmbedder
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.search.linking.linker import By, Linked, Linker, linker
from thesaury.vocabulary.thesaurus import Thesaurus


def concept(name: str, en: str, de: str = "", *, also: tuple[str, ...] = (), **more) -> Concept:
    preferred = tuple(Label(text, code) for text, code in ((de, "de"), (en, "en")) if text)
    return Concept(f"urn:{name}", (), preferred, tuple(Label(text, "en") for text in also), **more)


CONCEPTS = (
    concept("buildings", "buildings", "Bauten"),
    concept("church", "church", "Kirche", broader=("urn:sacred",)),
    concept("temple", "temple", "Tempel", broader=("urn:sacred",)),
    concept("sacred", "religious", "religiös", broader=("urn:buildings",)),
    concept("packaging", "sustainable packaging", "nachhaltige Verpackung", also=("eco pack",)),
    concept("family", "family", "Familie"),
    concept("breakfast", "breakfast", "Frühstück"),
    concept("old", "morning meal", deprecated=True, replaced_by="urn:breakfast"),
    concept("gone", "luncheon", deprecated=True),
)
THESAURUS = Thesaurus([Vocabulary("v", (), CONCEPTS)])
MEANINGS = dict.fromkeys(("church", "temple", "worship", "shrine"), "sacred place")


@pytest.fixture
def by_words() -> Linker:
    return linker(THESAURUS, None, ("en",))


@pytest.fixture
def embedder() -> FakeEmbedder:
    return FakeEmbedder(MEANINGS)


def best(linked: Linked) -> list[str]:
    return [link.concept for link in linked.links if link.weight > 0.5]


@pytest.mark.parametrize(
    "query", ["sustainable packaging", "Sustainable Packagings", "nachhaltige Verpackungen", "eco pack"]
)
def test_a_label_in_any_language_and_number_is_surely_meant(by_words: Linker, query: str) -> None:
    linked = by_words.link(query)
    assert (linked.links[0].concept, linked.links[0].by, linked.sure) == ("urn:packaging", By.LABEL, 1.0)


def test_several_labels_in_one_query_are_all_linked(by_words: Linker) -> None:
    assert set(best(by_words.link("family breakfast"))) == {"urn:family", "urn:breakfast"}


def test_words_that_no_label_has_make_a_link_less_sure(by_words: Linker) -> None:
    plain, more = by_words.link("family"), by_words.link("family on a rainy platform")
    assert more.links[0].concept == "urn:family"
    assert more.sure < plain.sure == 1.0


def test_a_deprecated_label_speaks_for_what_replaces_it_and_one_without_for_nothing(by_words: Linker) -> None:
    assert best(by_words.link("morning meal")) == ["urn:breakfast"]
    assert by_words.link("luncheon") == Linked()


@pytest.mark.parametrize("query", ["", "   ", "xyzzy", "…", "\x00", "a" * 10_000])
def test_a_query_that_means_nothing_here_is_linked_to_nothing(by_words: Linker, query: str) -> None:
    assert by_words.link(query) == Linked()


def test_with_a_model_a_concept_is_found_by_what_lies_below_it(embedder: FakeEmbedder) -> None:
    linked = linker(THESAURUS, embedder, ("en",)).link("shrine", embedder.embed_query("shrine"))
    assert best(linked) == ["urn:sacred"]
    assert {link.concept for link in linked.links[:3]} == {"urn:sacred", "urn:church", "urn:temple"}
    assert all(link.by is By.LIKENESS for link in linked.links)


def test_with_a_model_the_exact_label_still_comes_first(embedder: FakeEmbedder) -> None:
    linked = linker(THESAURUS, embedder, ("en",)).link("Kirche", embedder.embed_query("Kirche"))
    assert (linked.links[0].concept, linked.sure) == ("urn:church", 1.0)


def test_a_model_and_no_concepts_at_all(embedder: FakeEmbedder) -> None:
    assert linker(Thesaurus([]), embedder, ("en",)).link("church", embedder.embed_query("church")) == Linked()


def test_weights_fall_from_one(by_words: Linker) -> None:
    weights = [weight for _, weight in by_words.link("church family breakfast").weights]
    assert weights[0] == 1.0
    assert weights == sorted(weights, reverse=True)
    assert all(0 < weight <= 1 for weight in weights)
