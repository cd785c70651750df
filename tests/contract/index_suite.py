"""What every lexical index keeps to; an adapter's test inherits `IndexSuite` and gives an empty `index`."""

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thesaury.model.asset import Text
from thesaury.ports.index import Document, IndexQuery, LexicalIndex

FOREST, PLANT, SEA = (f"https://vocabulary.example/{name}" for name in ("forest", "plant", "sea"))

DOCUMENTS = (
    Document(
        "a-wald",
        (Text("title", "Wälder im Nebel", "de"), Text("description", "Ein stiller Morgen", "de")),
        ("Natur",),
        ((FOREST, 1.0), (PLANT, 0.9)),
        (("campaign", ("spring",)), ("market", ("DE", "AT"))),
    ),
    Document(
        "b-bottle",
        (Text("title", "Recycled bottles", "en"), Text("description", "Bottles by the forest", "en-GB")),
        ("packaging", "nature"),
        ((PLANT, 0.3),),
        (("campaign", ("spring",)), ("market", ("DE",))),
    ),
    Document(
        "c-forest",
        (Text("title", "Forests at dawn", "en"), Text("description", "Light over trees", "en")),
        (),
        ((FOREST, 0.6), (PLANT, 0.5)),
        (("campaign", ("autumn",)), ("market", ("US",))),
    ),
    Document("d-plain", (Text("title", "IMG 4711 Aurora"), Text("description", "sin idioma"))),
)

_SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.differing_executors]
"""The index of the test is filled once and only read by the examples; the suite is inherited on purpose."""


def ids(index: LexicalIndex, words: str = "", **asked: Any) -> list[str]:
    return [hit.id for hit in index.search(IndexQuery(words, **asked)).hits]


class IndexSuite:
    @pytest.fixture
    def filled(self, index: LexicalIndex) -> LexicalIndex:
        index.put(DOCUMENTS)
        return index

    def test_an_empty_index_finds_nothing(self, index: LexicalIndex) -> None:
        answer = index.search(IndexQuery("forest", ((FOREST, 1.0),)), ["market"])
        assert (answer.hits, answer.total, answer.facets) == ((), 0, {"market": {}})
        assert index.count() == 0

    def test_nothing_asked_lists_every_document_by_id(self, filled: LexicalIndex) -> None:
        assert ids(filled) == ["a-wald", "b-bottle", "c-forest", "d-plain"]
        assert ids(filled, "  ", limit=2, offset=1) == ["b-bottle", "c-forest"]

    @pytest.mark.parametrize(
        ("words", "found"),
        [
            ("Wald", ["a-wald"]),
            ("WÄLDER", ["a-wald"]),
            ("bottle", ["b-bottle"]),
            ("aurora", ["d-plain"]),
            ("4711", ["d-plain"]),
            ("packaging", ["b-bottle"]),
            ("submarine", []),
        ],
    )
    def test_words_are_found_in_the_language_of_the_text(
        self, filled: LexicalIndex, words: str, found: list[str]
    ) -> None:
        assert ids(filled, words) == found

    def test_one_of_several_words_is_enough(self, filled: LexicalIndex) -> None:
        assert set(ids(filled, "Morgen submarine bottles")) == {"a-wald", "b-bottle"}

    def test_a_word_weighs_more_in_the_title(self, filled: LexicalIndex) -> None:
        assert ids(filled, "forest") == ["c-forest", "b-bottle"]

    def test_composed_and_decomposed_letters_are_the_same(self, filled: LexicalIndex) -> None:
        filled.put([Document("e", (Text("title", "Cafe\u0301", "fr"),))])
        assert ids(filled, "caf\u00e9") == ids(filled, "cafe\u0301") == ["e"]

    def test_concepts_rank_by_both_weights(self, filled: LexicalIndex) -> None:
        assert ids(filled, concepts=((FOREST, 1.0),)) == ["a-wald", "c-forest"]
        assert ids(filled, concepts=((PLANT, 0.5),)) == ["a-wald", "c-forest", "b-bottle"]
        assert ids(filled, concepts=((SEA, 1.0),)) == []

    def test_words_and_concepts_join(self, filled: LexicalIndex) -> None:
        assert ids(filled, "bottle", concepts=((FOREST, 1.0),))[0] == "a-wald"
        assert set(ids(filled, "bottle", concepts=((FOREST, 1.0),))) == {"a-wald", "b-bottle", "c-forest"}

    def test_a_sure_concept_counts_more_than_an_unsure_one(self, filled: LexicalIndex) -> None:
        filled.put([Document("s", (), (), ((SEA, 1.0),)), Document("f", (), (), ((FOREST, 1.0),))])
        found = ids(filled, concepts=((SEA, 0.9), (FOREST, 0.4)))
        assert found.index("s") < found.index("f")

    def test_filters_are_all_kept_and_their_values_are_alternatives(self, filled: LexicalIndex) -> None:
        assert ids(filled, filters=(("market", ("AT", "US")),)) == ["a-wald", "c-forest"]
        assert ids(filled, filters=(("market", ("DE",)), ("campaign", ("spring",)))) == ["a-wald", "b-bottle"]
        assert ids(filled, "forest", filters=(("market", ("DE",)),)) == ["b-bottle"]
        assert ids(filled, filters=(("market", ("FR",)),)) == []
        assert ids(filled, filters=(("season", ("DE",)),)) == []
        assert ids(filled, filters=(("market", ()),)) == []

    def test_facets_count_all_hits_not_just_the_page(self, filled: LexicalIndex) -> None:
        answer = filled.search(IndexQuery(limit=1), ["market", "campaign", "season"])
        assert answer.total == 4
        assert answer.facets == {
            "market": {"DE": 2, "AT": 1, "US": 1},
            "campaign": {"spring": 2, "autumn": 1},
            "season": {},
        }
        spring = filled.search(IndexQuery(filters=(("campaign", ("spring",)),), limit=0), ["market"])
        assert (spring.hits, spring.total, spring.facets) == ((), 2, {"market": {"DE": 2, "AT": 1}})

    def test_putting_again_replaces(self, filled: LexicalIndex) -> None:
        filled.put([Document("a-wald", (Text("title", "Meer", "de"),))])
        assert (ids(filled, "Wald"), ids(filled, "Meer"), filled.count()) == ([], ["a-wald"], 4)
        assert filled.search(IndexQuery(), ["market"]).facets == {"market": {"DE": 1, "US": 1}}

    def test_what_is_gone_is_found_no_more(self, filled: LexicalIndex) -> None:
        filled.put([], ["a-wald", "never-there"])
        assert (ids(filled, "Wald"), filled.count()) == ([], 3)

    def test_a_document_put_twice_in_one_call_counts_once(self, index: LexicalIndex) -> None:
        index.put([Document("a", (Text("title", "first"),)), Document("a", (Text("title", "second"),))])
        assert (index.count(), ids(index, "first"), ids(index, "second")) == (1, [], ["a"])

    def test_equal_scores_come_by_id_on_every_page(self, index: LexicalIndex) -> None:
        keys = [f"k{number:03}" for number in range(90)]
        Random(5).shuffle(keys)
        for start in range(0, 90, 30):
            index.put([Document(key, (Text("title", "same"),), (), ((SEA, 1.0),)) for key in keys[start : start + 30]])
        for asked in (IndexQuery("same", limit=25), IndexQuery(concepts=((SEA, 1.0),), limit=25)):
            pages = [index.search(IndexQuery(asked.words, asked.concepts, (), 25, at)).hits for at in range(0, 100, 25)]
            assert [hit.id for page in pages for hit in page] == sorted(keys)

    def test_pages_reach_past_the_end(self, filled: LexicalIndex) -> None:
        assert ids(filled, "forest", limit=10**9, offset=1) == ["b-bottle"]
        assert filled.search(IndexQuery("forest", offset=10**9)).total == 2

    @pytest.mark.parametrize(
        "words",
        [
            '"',
            "(((",
            "a AND OR NOT",
            "title:forest~2^9",
            "*",
            "[a TO",
            "\\",
            "\x00",
            "🌲",
            "\ud800",
            "-",
            "x" * 300_000,
        ],
    )
    def test_odd_words_are_words(self, filled: LexicalIndex, words: str) -> None:
        assert filled.search(IndexQuery(words)).total <= 2
        assert "c-forest" in ids(filled, f"{words} forests")

    @given(st.text(), st.text(), st.text())
    @settings(max_examples=30, deadline=None, suppress_health_check=_SHARED)
    def test_any_text_can_be_asked(self, filled: LexicalIndex, words: str, concept: str, value: str) -> None:
        filled.search(IndexQuery(words, ((concept, 0.5),), ((value, (words,)),)), [value])
        assert filled.count() == 4

    def test_odd_texts_and_names_can_be_kept(self, index: LexicalIndex) -> None:
        index.put(
            [
                Document(
                    "o'\"(",
                    (Text("title", "\x00\ud800 🌲 word", "xx-odd_"),),
                    ("\x1f",),
                    (("", 1.0),),
                    (("a b", ("c/d",)),),
                )
            ]
        )
        assert ids(index, "word", filters=(("a b", ("c/d",)),)) == ["o'\"("]
        assert index.search(IndexQuery(), ["a b"]).facets == {"a b": {"c/d": 1}}
