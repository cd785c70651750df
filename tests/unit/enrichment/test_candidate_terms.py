"""Candidate terms: what becomes one, what never does, and what makes one better than another."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes.language import FakeDetector
from thesaury.enrichment import phrase_sieve
from thesaury.enrichment.candidate_terms import Candidates, Wanted, candidate_terms
from thesaury.enrichment.known_words import KnownWords
from thesaury.model.asset import Asset, Record, Text
from thesaury.model.candidate import CandidateTerm
from thesaury.model.concept import Concept, Label, Vocabulary

PLACES = ("attic", "bakery", "cellar", "dungeon", "factory", "garage", "harbour", "kiosk", "laundry", "museum")


class Collected:
    """Assets in memory, read in the order given; the id of the last one says where the next page starts."""

    def __init__(self, assets: Sequence[Asset]) -> None:
        self.order = list(assets)

    def asset_page(self, after: str, limit: int) -> list[Asset]:
        ids = [asset.id for asset in self.order]
        start = ids.index(after) + 1 if after else 0
        return self.order[start : start + limit]

    def assets(self, ids: Sequence[str]) -> list[Asset]:
        return [asset for id in ids for asset in self.order if asset.id == id]


def asset(number: int, *texts: str, tags: Iterable[str] = (), language: str = "en", **properties: str) -> Asset:
    """An asset whose first text is its title; `creator="Jane Doe"` and the like become properties."""
    fields = ("title", *("description",) * len(texts))
    said = tuple(Text(field, value, language) for field, value in zip(fields, texts, strict=False))
    held = tuple((name, (value,)) for name, value in properties.items())
    return Asset(f"a{number:03}", (Record("c", str(number), "", said, tuple(tags), properties=held),))


def vocabulary(*labels: str, deprecated: bool = False) -> Vocabulary:
    """One concept for each label, written as `text@language`."""
    named = ((f"c:{text}", Label(*text.split("@"))) for text in labels)
    return Vocabulary("v", (), tuple(Concept(iri, preferred=(label,), deprecated=deprecated) for iri, label in named))


def search(assets: Sequence[Asset], words: Vocabulary | None = None, **wanted: object) -> Candidates:
    known = KnownWords([words or vocabulary()], FakeDetector(), ("en", "de"))
    return candidate_terms(Collected(assets), known, replace(Wanted(), **wanted), len(assets))


def found(assets: Sequence[Asset], words: Vocabulary | None = None, **wanted: object) -> dict[str, CandidateTerm]:
    return {term.text: term for term in search(assets, words, **wanted).terms}


def described(phrase: str, count: int = 4, first: int = 0) -> list[Asset]:
    """Assets whose descriptions have the phrase, each in another sentence."""
    return [asset(first + n, f"The {phrase} in a {PLACES[n % len(PLACES)]}.") for n in range(count)]


def test_a_frequent_phrase_that_no_label_covers_is_a_candidate_with_its_places():
    assets = [*described("sourdough starter"), asset(9, "Bread", tags=["sourdough starter"])]
    term = found(assets)["sourdough starter"]
    assert (term.language, term.assets, term.tagged) == ("en", 5, 1)
    assert [example.asset for example in term.examples] == ["a000", "a001", "a002", "a003", "a009"]
    assert term.examples[0].quote == "The sourdough starter in a attic."
    assert (term.examples[-1].field, term.examples[-1].quote) == ("tag", "sourdough starter")


def test_fewer_assets_than_asked_for_are_not_enough():
    assert found(described("sourdough starter", 2)) == {}
    assert "sourdough starter" in found(described("sourdough starter", 2), minimum=2)
    assert "sourdough starter" not in found(described("sourdough starter", 4), minimum=5)


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("sourdough starter@en", "sourdough starters"),
        ("sourdough starter@en", "Sourdough-Starter"),
        ("sourdoughstarter@en", "sourdough starter"),
        ("sour dough@en", "sourdough"),
        ("box window@en", "window box"),
        ("Café@en", "cafe"),
        ("Sauerteig@de", "Sauerteig"),
        ("women@en", "woman"),
        ("fisherman@en", "fishermen"),
        ("wolf@en", "wolves"),
    ],
)
def test_what_the_vocabulary_has_in_another_form_is_no_candidate(label: str, said: str):
    assert said in found(described(said)), "without the vocabulary it is one"
    assert found(described(said), vocabulary(label)) == {}


def test_what_was_retired_is_no_news():
    assert found(described("sourdough starter"), vocabulary("sourdough starter@en", deprecated=True)) == {}


def test_a_phrase_with_a_label_in_it_is_covered_but_a_tag_says_more_than_its_label():
    words = vocabulary("bag@en", "paper@en")
    assert found(described("tote bag"), words) == {}
    tagged = [asset(n, tags=["tote bag", "PaperBag", "bag_paper"]) for n in range(3)]
    assert set(found(tagged, words)) == {"tote bag"}


@pytest.mark.parametrize(
    "sentence",
    [
        "© 2024 Acme Pictures",
        "Copyright Acme Pictures Limited",
        "All rights reserved",
        "Photo by Jane Doe",
        "Foto: Jane Doe",
        "IMG_1234.jpg",
        "DSC 0042",
        "BetterPack_KV_03",
        "summer-final-v2.tiff",
        "2024-05-17 12:30",
        "MMXX XIV 77",
        "https://acme.example/pictures",
        "press@acme.example",
        "x" * 60,
    ],
)
def test_notices_credits_names_of_files_and_numbers_are_no_terms(sentence: str):
    assert found([asset(n, f"{sentence}\n{PLACES[n]}", sentence) for n in range(6)]) == {}


def test_those_who_took_the_pictures_are_no_terms():
    assets = [asset(n, f"Jane Doe in a {place}", creator="Jane Doe") for n, place in enumerate(PLACES)]
    assert "Jane Doe" in found([replace(one, records=(replace(one.records[0], properties=()),)) for one in assets])
    assert found(assets) == {}


def test_a_fragment_is_not_listed_beside_the_phrase_it_comes_from():
    assert set(found(described("sourdough starter", 6))) == {"sourdough starter"}


def test_a_part_that_often_stands_alone_is_listed_too():
    assert set(found([*described("sourdough starter", 6), *described("sourdough", 10, first=20)])) == {
        "sourdough starter",
        "sourdough",
    }


@pytest.mark.parametrize("mark", [",", ".", ";", ":", " – ", " (", "\n", " / ", "|"])
def test_no_phrase_crosses_punctuation(mark: str):
    terms = found([asset(n, f"{PLACES[n]}, sourdough{mark} starter, {PLACES[n + 1]}") for n in range(4)])
    assert set(terms) == {"sourdough", "starter"}


def test_no_phrase_begins_or_ends_with_a_function_word():
    terms = found([asset(n, f"in the state of the art of {place}s and two more") for n, place in enumerate(PLACES)])
    edges = {word for text in terms for word in (text.split()[0], text.split()[-1])}
    assert not edges & {"in", "the", "of", "and", "two", "more"}


def test_one_sentence_is_one_use_however_often_it_was_copied():
    assert found([asset(n, "Forty households test a dish of pressed fibre.") for n in range(9)]) == {}


def test_copies_count_less_than_as_many_uses():
    copied = [asset(n, "The sourdough starter in a mill.") for n in range(6)]
    assets = [*described("gingerbread house", 8), *(replace(one, id=f"b{one.id}") for one in copied)]
    assets += [replace(one, id=f"c{one.id}") for one in described("sourdough starter", 2)]
    terms = found(assets)
    assert terms["gingerbread house"].assets == terms["sourdough starter"].assets == 8
    assert terms["gingerbread house"].score > 1.3 * terms["sourdough starter"].score


def test_what_stands_in_most_assets_is_worth_less_than_its_number_says():
    assets = [
        asset(n, f"Newsroom, {PLACES[n % 10]} {n % 7}", f"The gazebo, {PLACES[n % 9]}" if n < 20 else "")
        for n in range(80)
    ]
    terms = found(assets)
    assert terms["Newsroom"].assets == 4 * terms["gazebo"].assets
    assert terms["Newsroom"].score < terms["gazebo"].score


def test_a_word_beside_everything_alike_says_less_than_a_topical_one():
    chosen = Random(7)
    topics = [
        [f"{first}{last}" for first in firsts for last in ("ba", "do", "fi", "gu", "ka", "lo")]
        for firsts in ("mnprst", "bcdfgh")
    ]
    assets = []
    for number in range(200):
        words = chosen.sample(topics[number % 2], 5) + ["marvellous"] * (number // 2 % 2) + ["zeppelin"] * (number % 2)
        assets.append(asset(number, ", ".join(words)))
    terms = found(assets, limit=1000)
    assert terms["marvellous"].assets == terms["zeppelin"].assets == 100
    assert terms["marvellous"].score < 0.7 * terms["zeppelin"].score


def test_a_tag_is_a_stronger_sign_than_a_text():
    assets = [
        *described("gingerbread house"),
        *(asset(20 + n, PLACES[n], tags=["sourdough starter"]) for n in range(4)),
    ]
    terms = found(assets)
    assert terms["sourdough starter"].score > 1.7 * terms["gingerbread house"].score


def test_a_tag_joins_the_language_whose_texts_use_its_words():
    german = [asset(n, f"Der Wanderherbst: {place}", language="de") for n, place in enumerate(PLACES)]
    term = found([*german, asset(20, "A walk", tags=["Wanderherbst"])])["Wanderherbst"]
    assert (term.language, term.assets, term.tagged) == ("de", 11, 1)


def test_inflections_are_one_candidate_in_the_most_frequent_spelling():
    spelled = ["windmills"] * 4 + ["windmill"] * 2 + ["Windmill"] * 3
    terms = found([asset(n, f"{PLACES[n]}, {word}, {PLACES[-n]}") for n, word in enumerate(spelled)])
    assert [(term.text, term.assets) for term in terms.values()] == [("windmills", 9)]


def test_a_german_term_ends_in_a_noun():
    texts = [f"Das ist, {place}, der Drahtesel, er quietscht so schön, {place}" for place in PLACES]
    assert list(found([asset(n, text, language="de") for n, text in enumerate(texts)])) == ["Drahtesel"]


def test_one_language_alone_and_no_more_than_asked_for():
    assets = [
        *described("sourdough starter"),
        *(asset(20 + n, f"Der Drahtesel, {p}", language="de-AT") for n, p in enumerate(PLACES)),
    ]
    assert set(found(assets, language="de")) == {"Drahtesel"}
    assert set(found(assets, language="EN-gb")) == {"sourdough starter"}
    assert len(found(assets, limit=1)) == 1
    result = search(assets, language="fr")
    assert (result.terms, set(result.assets)) == ((), {"en", "de"})


def test_nothing_comes_of_nothing():
    assert search([]) == Candidates((), {})


def test_a_long_text_is_read_only_as_far_as_it_describes_anything():
    terms = found([asset(1, f"The gazebo. {'water ' * 1_700_000} The sourdough starter.")], minimum=1)
    assert "gazebo" in terms
    assert "sourdough starter" not in terms


def test_of_a_large_collection_the_rarest_phrases_are_left_out(monkeypatch: pytest.MonkeyPatch):
    rare = [one for n, place in enumerate(PLACES) for one in described(f"{place} lantern", 3, 100 + 10 * n)]
    assets = [*described("sourdough starter", 40), *rare]
    assert min(term.assets for term in found(assets).values()) == 3
    monkeypatch.setattr(phrase_sieve, "_MOST_PHRASES", 20)
    terms = found(assets)
    assert terms["sourdough starter"].assets == 40
    assert min(term.assets for term in terms.values()) > 3


PROSE = "sourdough starter windmill Windmühlen bag tote the of and état L'été 12 IMG_0042 © a.b co-op 猫 שלום x_1 İ ß \u00ad \ud800"
WORDS = st.sampled_from(tuple(PROSE.split(" ")))
GAPS = st.sampled_from([" ", " ", " ", ", ", ". ", "\n", "-", "'", "_", " & ", "(", "/", ""])
WILD = st.one_of(
    st.text(max_size=40), st.lists(st.tuples(WORDS, GAPS), max_size=12).map(lambda p: "".join(w + g for w, g in p))
)
RECORDS = st.tuples(
    st.lists(WILD, max_size=3), st.lists(WILD, max_size=3), st.sampled_from(["", "en", "de", "xx", "zh"])
)
LABELS = ("bag@en", "windmill@en", "Windmühle@de", "L'été@fr", "co-op")


@settings(max_examples=150, deadline=None)
@given(st.lists(RECORDS, max_size=6), st.randoms(use_true_random=False))
def test_whatever_people_write(records: list[tuple[list[str], list[str], str]], random):
    assets = [asset(n, *texts, tags=tags, language=language) for n, (texts, tags, language) in enumerate(records)]
    words = vocabulary(*LABELS)
    known = KnownWords([words], FakeDetector(), ("en", "de"))
    wanted = Wanted(limit=100, minimum=1)
    result = candidate_terms(Collected(assets), known, wanted, len(assets))
    said = {a.id: [*((t.field, t.value) for t in a.texts()), *(("tag", tag) for tag in a.tags())] for a in assets}
    for term in result.terms:
        assert term.score > 0
        assert 1 <= term.assets <= len(assets)
        assert term.examples
        assert term.text.casefold() not in {label.split("@")[0].casefold() for label in LABELS}
        assert len({example.asset for example in term.examples}) == len(term.examples)
        for example in term.examples:
            values = [value for field, value in said[example.asset] if field == example.field]
            assert example.quote in [value[example.start : example.end] for value in values]
    shuffled = list(assets)
    random.shuffle(shuffled)
    assert candidate_terms(Collected(shuffled), known, wanted, len(assets)) == result
