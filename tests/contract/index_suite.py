"""What every search index keeps to; an adapter's test inherits `SearchIndexSuite` and gives an empty `index`."""

from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.fakes.index import MemorySearchIndex
from thesaury.model.asset import Text
from thesaury.ports.index import Document, Found, IndexQuery, SearchIndex

FOREST, PLANT, SEA = (f"https://vocabulary.example/{name}" for name in ("forest", "plant", "sea"))


def vector(*numbers: float, size: int = 70) -> NDArray[np.float32]:
    """These numbers and zeros, at length 1."""
    made = np.zeros(size, np.float32)
    made[: len(numbers)] = numbers
    return made / np.linalg.norm(made)


DOCUMENTS = (
    Document(
        "a-wald",
        (Text("title", "Wälder im Nebel", "de"), Text("description", "Ein stiller Morgen", "de")),
        ("Natur",),
        ((FOREST, 1.0), (PLANT, 0.9)),
        (("campaign", ("spring",)), ("market", ("DE", "AT"))),
        vector(1, 0.2),
        "m",
    ),
    Document(
        "b-bottle",
        (Text("title", "Recycled bottles", "en"), Text("description", "Bottles by the forest", "en-GB")),
        ("packaging", "nature"),
        ((PLANT, 0.3),),
        (("campaign", ("spring",)), ("market", ("DE",))),
        vector(-0.5, 1),
        "m",
    ),
    Document(
        "c-forest",
        (Text("title", "Forests at dawn", "en"), Text("description", "Light over trees", "en")),
        (),
        ((FOREST, 0.6), (PLANT, 0.5)),
        (("campaign", ("autumn",)), ("market", ("US",))),
        vector(0.9, 0.5),
        "m",
    ),
    Document("d-plain", (Text("title", "IMG 4711 Aurora"), Text("description", "sin idioma"))),
)

_SHARED = [HealthCheck.function_scoped_fixture, HealthCheck.differing_executors]
"""The index of the test is filled once and only read by the examples; the suite is inherited on purpose."""


def ids(index: SearchIndex, words: str = "", **asked: Any) -> list[str]:
    return list(index.search(IndexQuery(words, **asked)).ids)


def ranked(found: Found, channel: str) -> list[str]:
    """The ids with a score in this channel, best first."""
    scores = dict(zip(found.ids, getattr(found, channel).tolist(), strict=True))
    return sorted((key for key in scores if scores[key] > 0), key=lambda key: (-scores[key], key))


class SearchIndexSuite:
    @pytest.fixture
    def filled(self, index: SearchIndex) -> SearchIndex:
        index.put(DOCUMENTS)
        return index

    def test_an_empty_index_finds_nothing(self, index: SearchIndex) -> None:
        found = index.search(IndexQuery("forest", ((FOREST, 1.0),), vector(1)), ["market"])
        assert (found.ids, found.total, found.facets) == ((), 0, {"market": {}})
        assert [len(scores) for scores in (found.words, found.concepts, found.vectors)] == [0, 0, 0]
        assert (index.count(), index.words(), index.examples("market")) == (0, {}, {})
        assert (index.frequencies(["forest"]), index.telling(["a"], 3)) == ((0,), ())
        assert (index.vectors(["a"]).shape, index.sample(3).shape) == ((1, 0), (0, 0))

    def test_nothing_asked_lists_every_document_by_id(self, filled: SearchIndex) -> None:
        assert ids(filled) == ["a-wald", "b-bottle", "c-forest", "d-plain"]
        found = filled.search(IndexQuery("  ", most=2, offset=1))
        assert (found.ids, found.total) == (("b-bottle", "c-forest"), 4)
        assert not any(np.concatenate([found.words, found.concepts, found.vectors]).tolist())
        assert (ids(filled, most=0), ids(filled, offset=10**9), ids(filled, most=10**9, offset=3)) == (
            [],
            [],
            ["d-plain"],
        )

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
            ("Morgen submarine bottles", ["a-wald", "b-bottle"]),
        ],
    )
    def test_words_are_found_in_the_language_of_the_text(
        self, filled: SearchIndex, words: str, found: list[str]
    ) -> None:
        assert ids(filled, words) == found

    def test_a_word_weighs_more_in_the_title(self, index: SearchIndex) -> None:
        index.put(
            [
                Document("a", (Text("title", "harbour at dawn", "en"), Text("description", "boats", "en"))),
                Document("b", (Text("title", "boats at dawn", "en"), Text("description", "harbour", "en"))),
                Document("c", (Text("title", "hills", "en"),)),
            ]
        )
        assert ranked(index.search(IndexQuery("harbour")), "words") == ["a", "b"]

    def test_a_rare_word_weighs_more(self, filled: SearchIndex) -> None:
        filled.put([Document("e", (Text("title", "lights", "en"),)), Document("f", (Text("title", "light", "en"),))])
        filled.put([Document("g", (Text("title", "buoy", "en"),))])
        assert ranked(filled.search(IndexQuery("light buoy")), "words")[0] == "g"

    def test_the_best_language_counts_and_not_the_sum(self, index: SearchIndex) -> None:
        both = (Text("description", "arm", "de"), Text("description", "arm", "en"))
        index.put([Document("a", both), Document("b", (both[0], both[0])), Document("c", (Text("title", "x", "en"),))])
        found = index.search(IndexQuery("arm"))
        assert found.ids == ("a", "b")
        assert found.words[0] < found.words[1]

    def test_composed_and_decomposed_letters_are_the_same(self, filled: SearchIndex) -> None:
        filled.put([Document("e", (Text("title", "Cafe\u0301", "fr"),))])
        assert ids(filled, "caf\u00e9") == ids(filled, "cafe\u0301") == ["e"]

    def test_concepts_score_the_sum_of_the_products_of_both_weights(self, filled: SearchIndex) -> None:
        found = filled.search(IndexQuery(concepts=((FOREST, 1.0), (PLANT, 0.5))))
        assert found.ids == ("a-wald", "b-bottle", "c-forest")
        assert found.concepts == pytest.approx([1.45, 0.15, 0.85], abs=0.01)
        assert ids(filled, concepts=((SEA, 1.0),)) == []
        assert ids(filled, concepts=((FOREST, 0.0),)) == []
        assert ids(filled, concepts=((FOREST, 1.0), (PLANT, 0.5)), least=0.8) == ["a-wald", "c-forest"]
        assert ids(filled, "bottles", concepts=((FOREST, 1.0), (PLANT, 0.5)), least=0.9) == ["a-wald", "b-bottle"]

    def test_words_and_concepts_join_each_with_its_score(self, filled: SearchIndex) -> None:
        found = filled.search(IndexQuery("bottle", ((FOREST, 1.0),)))
        assert found.ids == ("a-wald", "b-bottle", "c-forest")
        assert (ranked(found, "words"), ranked(found, "concepts")) == (["b-bottle"], ["a-wald", "c-forest"])
        assert found.vectors.tolist() == [0, 0, 0]

    def test_a_share_asks_for_so_much_of_what_the_words_tell(self, filled: SearchIndex) -> None:
        assert ids(filled, "stiller Morgen", share=0.9) == ["a-wald"]
        assert ids(filled, "forest dawn", share=0.0) == ["b-bottle", "c-forest"]
        assert ids(filled, "forest dawn", share=0.9) == ["c-forest"]
        assert ids(filled, "forest nowhere", share=1.0) == ["b-bottle", "c-forest"]
        assert ids(filled, "bottles aurora", share=0.6) == []
        found = filled.search(IndexQuery("forest dawn", ((PLANT, 1.0),), share=0.9))
        assert found.ids == ("a-wald", "b-bottle", "c-forest")
        assert 0 < found.words[1] < found.words[2]

    def test_a_vector_near_enough_is_a_hit_by_itself(self, filled: SearchIndex) -> None:
        assert ids(filled, vector=vector(1), bar=0.8) == ["a-wald", "c-forest"]
        assert ids(filled, vector=vector(1), bar=0.95) == ["a-wald"]
        assert ids(filled, vector=vector(-1), bar=0.9) == []
        found = filled.search(IndexQuery("bottle aurora", vector=vector(1), bar=0.95))
        assert found.ids == ("a-wald", "b-bottle", "d-plain")
        assert found.vectors[:2] == pytest.approx([0.98, -0.447], abs=0.01)
        assert np.isnan(found.vectors[2])
        assert filled.search(IndexQuery("nothing", vector=vector(1))).total == 0

    def test_only_vectors_of_the_newest_model_count(self, filled: SearchIndex) -> None:
        filled.put([Document("e", (), vector=vector(1, size=3), model="n")])
        assert ids(filled, vector=vector(1, size=3), bar=0.5) == ["e"]
        assert ids(filled, vector=vector(1), bar=-1.0) == []
        assert filled.vectors(["a-wald", "e"])[:, 0] == pytest.approx([np.nan, 1], abs=0.01, nan_ok=True)
        assert filled.sample(9).shape == (1, 3)

    def test_the_best_of_every_channel_come_with_all_their_scores(self, filled: SearchIndex) -> None:
        found = filled.search(IndexQuery("aurora forest", ((PLANT, 1.0),), vector(-0.5, 1), bar=0.9, most=1))
        assert (found.ids, found.total) == (("a-wald", "b-bottle", "d-plain"), 4)
        assert found.concepts == pytest.approx([0.9, 0.3, 0], abs=0.01)
        assert found.words[0] == 0
        assert 0 < found.words[1] < found.words[2]
        assert np.isnan(found.vectors).tolist() == [False, False, True]

    def test_filters_are_all_kept_and_their_values_are_alternatives(self, filled: SearchIndex) -> None:
        assert ids(filled, filters=(("market", ("AT", "US")),)) == ["a-wald", "c-forest"]
        assert ids(filled, filters=(("market", ("DE",)), ("campaign", ("spring",)))) == ["a-wald", "b-bottle"]
        assert ids(filled, filters=(("market", ("DE",)), ("market", ("AT",)))) == ["a-wald"]
        assert ids(filled, "forest", filters=(("market", ("DE",)),)) == ["b-bottle"]
        assert ids(filled, vector=vector(1), bar=-1.0, filters=(("market", ("DE",)),)) == ["a-wald", "b-bottle"]
        assert ids(filled, filters=(("market", ("FR",)),)) == []
        assert ids(filled, filters=(("season", ("DE",)),)) == []
        assert ids(filled, filters=(("market", ()),)) == []

    def test_firm_filters_narrow_the_counts_of_their_own_facet_too(self, filled: SearchIndex) -> None:
        firm = (("market", ("DE",)), ("campaign", ("spring", "autumn")))
        found = filled.search(IndexQuery(firm=firm, filters=(("market", ("AT",)),)), ["market", "campaign"])
        assert found.ids == ("a-wald",)
        assert found.facets["market"] == {"DE": 2, "AT": 1}
        assert found.facets["campaign"] == {"spring": 1}

    def test_without_leaves_out_what_has_one_of_the_values(self, filled: SearchIndex) -> None:
        assert ids(filled, without=(("market", ("AT", "FR")),)) == ["b-bottle", "c-forest", "d-plain"]
        assert ids(filled, without=(("market", ("AT",)), ("campaign", ("autumn",)))) == ["b-bottle", "d-plain"]
        assert ids(filled, without=(("season", ("x",)), ("market", ()))) == [
            "a-wald",
            "b-bottle",
            "c-forest",
            "d-plain",
        ]

    def test_only_these_ids(self, filled: SearchIndex) -> None:
        assert ids(filled, ids=("c-forest", "a-wald", "never-there", "a-wald")) == ["a-wald", "c-forest"]
        assert ids(filled, "forest", ids=("c-forest", "a-wald")) == ["c-forest"]
        assert ids(filled, ids=()) == []

    def test_phrases_are_held_word_by_word_in_one_text_or_tag(self, filled: SearchIndex) -> None:
        filled.put([Document("e", (Text("title", "Écologie Verte", "fr"),), ("deep blue", "sea"))])
        assert ids(filled, phrases=("forests AT dawn",)) == ["c-forest"]
        assert ids(filled, phrases=("by the forest", "recycled bottles")) == ["b-bottle"]
        assert ids(filled, phrases=("dawn light",)) == ids(filled, phrases=("at forests",)) == []
        assert ids(filled, phrases=("deep blue",)) == ids(filled, phrases=("ecologie verte",)) == ["e"]
        assert ids(filled, phrases=("blue sea",)) == ids(filled, phrases=("bottle",)) == []
        assert ids(filled, "light", phrases=("dawn",)) == ["c-forest"]
        assert len(ids(filled, phrases=("!",))) == 5

    def test_excluded_words_and_phrases_are_not_held(self, filled: SearchIndex) -> None:
        assert ids(filled, excluded=("forest",)) == ["a-wald", "d-plain"]
        assert ids(filled, excluded=("forests at dawn", "Wald")) == ["b-bottle", "d-plain"]
        assert ids(filled, "forest", excluded=("packaging",)) == ["c-forest"]
        assert len(ids(filled, excluded=("!", "dawn forests"))) == 4

    def test_facets_count_all_hits_not_just_the_best(self, filled: SearchIndex) -> None:
        found = filled.search(IndexQuery(most=1), ["market", "campaign", "season"])
        assert found.total == 4
        assert found.facets == {
            "market": {"DE": 2, "AT": 1, "US": 1},
            "campaign": {"spring": 2, "autumn": 1},
            "season": {},
        }
        spring = filled.search(IndexQuery(filters=(("campaign", ("spring",)),), most=0), ["market"])
        assert (spring.ids, spring.total, spring.facets) == ((), 2, {"market": {"DE": 2, "AT": 1}})

    def test_counts_by_group_sum_up_their_values_and_leave_the_others_alone(self, filled: SearchIndex) -> None:
        groups = {"DE": "near", "AT": "near", "FR": "near", "\u00dc": "far"}
        asked = (("market", groups),)
        found = filled.search(IndexQuery(groups=asked, most=0), ["market", "campaign"])
        assert found.facets == {"market": {"near": 3, "US": 1}, "campaign": {"spring": 2, "autumn": 1}}
        chosen = filled.search(IndexQuery(groups=asked, filters=(("market", ("US",)),), most=0), ["market"])
        assert (chosen.total, chosen.facets["market"]) == (1, {"near": 3, "US": 1})
        filled.put([Document("e", (), facets=(("market", ("\u00dc", "NO")),))])
        assert filled.search(IndexQuery(groups=asked, most=0), ["market"]).facets["market"] == {
            "near": 3,
            "US": 1,
            "NO": 1,
            "far": 1,
        }

    def test_a_facet_is_counted_as_if_nothing_were_chosen_in_it(self, filled: SearchIndex) -> None:
        chosen = (("campaign", ("spring",)), ("market", ("AT",)))
        found = filled.search(IndexQuery(vector=vector(1), bar=-1.0, filters=chosen), ["market", "campaign"])
        assert (found.ids, found.total) == (("a-wald",), 1)
        assert found.facets == {"market": {"DE": 2, "AT": 1}, "campaign": {"spring": 1}}

    def test_putting_again_replaces(self, filled: SearchIndex) -> None:
        filled.put([Document("a-wald", (Text("title", "Meer", "de"),))])
        assert (ids(filled, "Wald"), ids(filled, "Meer"), filled.count()) == ([], ["a-wald"], 4)
        assert filled.search(IndexQuery(), ["market"]).facets == {"market": {"DE": 1, "US": 1}}
        assert ids(filled, vector=vector(1), bar=0.9) == []
        assert "wälder" not in filled.words()

    def test_what_is_gone_is_found_no_more(self, filled: SearchIndex) -> None:
        filled.put([], ["a-wald", "never-there"])
        assert (ids(filled, "Wald"), filled.count()) == ([], 3)
        filled.put([], [document.id for document in DOCUMENTS])
        assert (ids(filled), filled.words()) == ([], {})

    def test_a_document_gone_and_put_in_one_call_is_there(self, filled: SearchIndex) -> None:
        filled.put([DOCUMENTS[0]], ["a-wald"])
        assert ids(filled, "Wald") == ["a-wald"]

    def test_a_document_put_twice_in_one_call_counts_once(self, index: SearchIndex) -> None:
        index.put([Document("a", (Text("title", "first"),)), Document("a", (Text("title", "second"),))])
        assert (index.count(), ids(index, "first"), ids(index, "second")) == (1, [], ["a"])

    def test_of_equal_scores_the_first_ids_are_the_best(self, index: SearchIndex) -> None:
        keys = [f"k{number:03}" for number in range(90)]
        Random(5).shuffle(keys)
        for start in range(0, 90, 30):
            some = keys[start : start + 30]
            index.put([Document(k, (Text("title", "same"),), (), ((SEA, 1.0),), (), vector(1), "m") for k in some])
        for asked in ({"words": "same"}, {"concepts": ((SEA, 1.0),)}, {"vector": vector(1), "bar": 0.5}):
            found = index.search(IndexQuery(most=25, **asked))  # type: ignore[arg-type]
            assert (list(found.ids), found.total) == (sorted(keys)[:25], 90)
        pages = [ids(index, most=25, offset=at) for at in range(0, 100, 25)]
        assert [key for page in pages for key in page] == sorted(keys)

    def test_vectors_of_documents(self, filled: SearchIndex) -> None:
        found = filled.vectors(["c-forest", "d-plain", "never-there", "a-wald"])
        assert found.shape == (4, 70)
        assert found[0] == pytest.approx(vector(0.9, 0.5), abs=0.01)
        assert found[3] == pytest.approx(vector(1, 0.2), abs=0.01)
        assert np.isnan(found[1:3]).all()

    def test_a_sample_is_the_same_while_nothing_changes(self, filled: SearchIndex) -> None:
        assert (filled.sample(0).shape, filled.sample(2).shape, filled.sample(9).shape) == ((0, 70), (2, 70), (3, 70))
        assert filled.sample(2).tolist() == filled.sample(2).tolist()
        filled.put([], ["b-bottle"])
        assert filled.sample(9).shape == (2, 70)

    def test_frequencies_are_those_of_the_most_frequent_language(self, filled: SearchIndex) -> None:
        filled.put([Document("e", (Text("title", "forest", "de"),)), Document("f", (Text("title", "forest", "de"),))])
        filled.put([Document("g", (Text("title", "forest", "de"),))], ["f"])
        assert filled.frequencies(["forests", "FOREST", "forest", "wald", "nowhere", ""]) == (2, 2, 2, 1, 0, 0)

    def test_telling_words_come_as_they_were_written_the_best_first(self, filled: SearchIndex) -> None:
        filled.put([Document("e", (Text("title", "Bottles Wälder Wälder", "de"),))])
        assert filled.telling(["e", "never-there"], 1) == ("wälder",)
        assert set(filled.telling(["e"], 9)) == {"wälder", "bottles"}
        assert (filled.telling([], 3), filled.telling(["e"], 0)) == ((), ())

    def test_examples_have_the_value(self, filled: SearchIndex) -> None:
        filled.put([], ["c-forest"])
        found = filled.examples("market")
        assert found.keys() == {"DE", "AT"}
        assert found["AT"] == "a-wald"
        assert found["DE"] in ("a-wald", "b-bottle")
        assert filled.examples("season") == {}

    def test_words_as_they_were_written_with_their_documents(self, filled: SearchIndex) -> None:
        words = filled.words()
        assert (words["bottles"], words["forest"], words["forests"], words["wälder"]) == (1, 1, 1, 1)
        filled.put([Document("e", (Text("title", "forest forest Forest", "en"),))])
        assert filled.words()["forest"] == 2

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
    def test_odd_words_are_words(self, filled: SearchIndex, words: str) -> None:
        assert filled.search(IndexQuery(words)).total <= 2
        assert "c-forest" in ids(filled, f"{words} forests")

    @given(st.text(), st.text(), st.text())
    @settings(max_examples=30, deadline=None, suppress_health_check=_SHARED)
    def test_any_text_can_be_asked(self, filled: SearchIndex, words: str, concept: str, value: str) -> None:
        filters = ((value, (words,)),)
        query = IndexQuery(
            words,
            ((concept, 0.5),),
            share=0.5,
            phrases=(value,),
            excluded=(concept,),
            filters=filters,
            without=filters,
            ids=(value,),
        )
        filled.search(query, [value])
        filled.frequencies([words, value])
        filled.telling([words], 3)
        assert (filled.count(), filled.examples(value)) == (4, {})

    def test_odd_texts_and_names_can_be_kept(self, index: SearchIndex) -> None:
        texts = (Text("title", "\x00\ud800 🌲 word", "xx-odd_"),)
        index.put([Document("o'\"(", texts, ("\x1f",), (("", 1.0),), (("a b", ("c/d",)),))])
        assert ids(index, "word", filters=(("a b", ("c/d",)),)) == ["o'\"("]
        assert index.search(IndexQuery(), ["a b"]).facets == {"a b": {"c/d": 1}}
        assert ids(index, concepts=(("", 1.0),)) == ["o'\"("]

    @given(st.data())
    @settings(max_examples=40, deadline=None, suppress_health_check=_SHARED)
    def test_it_finds_what_plain_code_finds(self, index: SearchIndex, data: st.DataObject) -> None:
        index.put([], index.search(IndexQuery()).ids)
        plain = MemorySearchIndex()
        for documents, gone in data.draw(st.lists(st.tuples(st.lists(_documents, max_size=6), _some_ids), max_size=5)):
            index.put(documents, gone)
            plain.put(documents, gone)
        query = data.draw(_queries)
        found, wanted = (one.search(query, ["f", "g"]) for one in (index, plain))
        assert (found.ids, found.total, found.facets) == (wanted.ids, wanted.total, wanted.facets)
        assert found.concepts == pytest.approx(wanted.concepts, abs=0.005)
        assert found.vectors == pytest.approx(wanted.vectors, abs=0.02, nan_ok=True)
        assert (found.words > 0).tolist() == (wanted.words > 0).tolist()
        assert (index.words(), index.count()) == (plain.words(), plain.count())
        assert index.frequencies(_WORDS) == plain.frequencies(_WORDS)
        assert {k: v for k, v in index.examples("f").items() if v}.keys() == plain.examples("f").keys()


_WORDS = ("forests", "forest", "wälder", "wald", "caf\u00e9", "bottle", "bottles")
_some_ids = st.lists(st.sampled_from([f"k{number}" for number in range(9)]), max_size=4)
_texts = st.builds(
    Text,
    st.sampled_from(["title", "description"]),
    st.lists(st.sampled_from(_WORDS), max_size=5).map(" ".join),
    st.sampled_from(["en", "de", ""]),
)
_weights = st.sampled_from([0.2, 0.5, 1.0])
_values = st.lists(st.sampled_from(["u", "v", "w"]), max_size=3).map(tuple)
_facets = st.tuples(st.tuples(st.just("f"), _values), st.tuples(st.just("g"), _values))
_concepts = st.dictionaries(st.sampled_from([FOREST, PLANT]), _weights, max_size=2).map(
    lambda made: tuple(made.items())
)
_vectors = st.none() | st.sampled_from([vector(1), vector(0, 1), vector(1, 1), vector(-1, 0.4)])
_documents = st.builds(
    Document,
    _some_ids.map(lambda some: some[0] if some else "k0"),
    st.lists(_texts, max_size=3).map(tuple),
    st.lists(st.sampled_from(_WORDS), max_size=2).map(tuple),
    _concepts,
    _facets,
    _vectors,
    st.just("m"),
)
_phrases = st.lists(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=2).map(" ".join), max_size=1).map(tuple)
_queries = st.builds(
    IndexQuery,
    words=st.lists(st.sampled_from(_WORDS), max_size=3).map(" ".join),
    concepts=_concepts,
    vector=_vectors,
    share=st.sampled_from([0.0, 0.3, 0.7]),
    least=st.sampled_from([0.0, 0.17, 0.47]),
    bar=st.sampled_from([0.9, 0.5]),
    phrases=_phrases,
    excluded=_phrases,
    filters=_facets.map(lambda both: tuple(one for one in both if one[1])),
    without=st.just(()) | st.just((("f", ("w",)),)),
    ids=st.none() | st.none() | _some_ids.map(tuple),
    most=st.just(1000),
)
