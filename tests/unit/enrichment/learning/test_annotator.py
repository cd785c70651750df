"""The learned annotator over texts and vocabularies of every kind."""

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.contract.annotator_suite import fitting, says
from tests.unit.enrichment.learning.collection import (
    CONCEPTS,
    DECEPTIVE,
    HARBOUR,
    LIGHTHOUSE,
    NEIGHBOURLY,
    annotator,
    asset,
    concept,
    examples,
    lookout,
    trained,
)
from thesaury.enrichment.learning.annotator import LearnedAnnotator
from thesaury.enrichment.learning.batch import BATCH
from thesaury.enrichment.learning.company import MOST
from thesaury.enrichment.learning.default import default_model
from thesaury.enrichment.learning.model import Model
from thesaury.model.annotation import Suggestion, Voice
from thesaury.model.asset import Asset
from thesaury.model.concept import Concept, Label


@cache
def default() -> LearnedAnnotator:
    return LearnedAnnotator(lookout(), default_model())


def test_the_version_is_told_before_anything_is_loaded():
    ahead = lookout()
    told = LearnedAnnotator(ahead, default_model())
    assert (told.version, told.vocabulary) == (default().version, "coast@1")
    assert "reader" not in vars(ahead)
    assert told.suggest([asset("1", "the harbour")])
    assert "reader" in vars(ahead)


def sound(one: Asset, found: tuple[Suggestion, ...]) -> None:
    scores = [suggestion.score for suggestion in found]
    assert all(0 <= score <= 1 for score in scores)
    assert scores == sorted(scores, reverse=True)
    assert len(found) <= MOST
    assert len({suggestion.concept for suggestion in found}) == len(found)
    for suggestion in found:
        assert suggestion.evidence or suggestion.reasons
        assert all(says(one, evidence) for evidence in suggestion.evidence)
        assert all(fitting(reason) for reason in suggestion.reasons)


def test_an_asset_gets_alone_what_it_gets_among_others():
    assets = [one.asset for one in examples(BATCH + 20, seed=8)]
    together = annotator().suggest(assets)
    assert annotator().suggest(assets[::-1]) == together[::-1]
    assert [annotator().suggest([one])[0] for one in assets[::4]] == together[::4]


def test_assets_that_are_all_alike_do_not_disturb_it():
    """Ties among neighbours are where the smallest difference would show."""
    assets = [asset(f"t{number}", text="harbour. view. quiet") for number in range(7)]
    together = annotator().suggest(assets)
    assert len({tuple((found.concept, found.score) for found in part) for part in together}) == 1
    assert annotator().suggest(assets[:1])[0] == together[0]


def test_reasons_name_neighbours_steps_and_words():
    [found] = annotator().suggest([asset("new", text="lighthouse. harbour. crew. helm. tack")])
    told = {suggestion.concept: suggestion for suggestion in found}
    ids = {one.asset.id for one in examples()}
    assert all(reason.subject in ids for one in found for reason in one.reasons if reason.voice is Voice.NEIGHBOUR)
    assert any(reason.voice is Voice.NEIGHBOUR for reason in told[NEIGHBOURLY].reasons)
    steps = [(reason.subject, reason.step) for reason in told[LIGHTHOUSE].reasons if reason.voice is Voice.GRAPH]
    assert steps == [(HARBOUR, "sibling")]


def test_the_nearest_neighbour_comes_first():
    for found in annotator().suggest([one.asset for one in examples(40, seed=6)]):
        for suggestion in found:
            weights = [reason.weight for reason in suggestion.reasons if reason.voice is Voice.NEIGHBOUR]
            assert weights == sorted(weights, reverse=True)


def test_an_asset_is_no_neighbour_of_itself():
    known = [one.asset for one in examples()]
    for one, found in zip(known, annotator().suggest(known), strict=True):
        assert one.id not in {reason.subject for suggestion in found for reason in suggestion.reasons}
        sound(one, found)


def test_words_of_a_label_that_stand_apart_are_shown():
    apart = lookout((concept("a", "maritime insurance"), concept("b", "harbour")))
    told = asset("1", "Insurance", "What is maritime about it? The harbour.")
    [found] = LearnedAnnotator(apart, default_model()).suggest([told])
    [one] = [suggestion for suggestion in found if suggestion.concept == "a"]
    assert [evidence.quote for evidence in one.evidence] == ["Insurance", "maritime"]
    sound(told, found)


@pytest.mark.parametrize(
    "text", ["", " ", "...", "\x00", "🚢" * 50, "the of and", "a" * 5000, "İ" * 99, "e\u0301" * 40]
)
def test_texts_that_say_nothing_get_nothing(text: str):
    one = asset("1", text, text, (text,))
    assert default().suggest([one]) == [()]
    sound(one, annotator().suggest([one])[0])


def test_an_asset_without_records_or_texts():
    assert annotator().suggest([Asset("1", ()), asset("2")]) == [(), ()]
    assert annotator().suggest([]) == []


def test_a_megabyte_of_text():
    long = asset("1", text="The harbour, a view of gulls and one fishing boat. " * 20_000)
    for one in (default(), annotator()):
        [found] = one.suggest([long])
        assert HARBOUR in {suggestion.concept for suggestion in found}
        sound(long, found)


def test_a_megabyte_of_different_words():
    long = asset("1", text=" ".join(f"word{number}" for number in range(100_000)) + " harbour")
    [found] = annotator().suggest([long])
    assert HARBOUR in {suggestion.concept for suggestion in found}


def test_a_language_without_a_stemmer():
    basque = lookout(
        (Concept("b", preferred=(Label("portu", "eu"),)), Concept("t", preferred=(Label("itsasontzi", "eu"),)))
    )
    found = LearnedAnnotator(basque, default_model()).suggest([asset("1", "Portu zaharra", language="eu")])
    assert [suggestion.concept for suggestion in found[0]] == ["b"]


def test_labels_in_no_language_and_concepts_without_labels():
    bare = lookout(
        (Concept("a", preferred=(Label("harbour"),)), Concept("b"), Concept("c", preferred=(Label("", "en"),)))
    )
    learner = LearnedAnnotator(bare, default_model())
    assert [suggestion.concept for suggestion in learner.suggest([asset("1", "The harbour")])[0]] == ["a"]
    assert LearnedAnnotator(lookout((Concept("b"),)), default_model()).suggest([asset("1", "harbour")]) == [()]


def test_no_concepts_at_all():
    assert LearnedAnnotator(lookout(()), default_model()).suggest([asset("1", "harbour"), asset("2")]) == [(), ()]
    assert LearnedAnnotator(lookout(()), default_model()).suggest([]) == []


def test_versions():
    assert annotator().version == Model(trained().ranker, trained().experience).version
    assert annotator().vocabulary == "coast@1"
    [(first, *_)] = annotator().suggest([asset("1", "harbour")])
    assert (first.annotator, first.vocabulary) == (annotator().version, "coast@1")


NAMES = [label.text for one in CONCEPTS for _, label in one.labels()]
WORDS = [
    *NAMES,
    "jetty",
    "crew",
    "helm",
    "ﬁshing",
    "HARBOURS",
    "boat",
    "view-harbour",
    "e\u0301",
    "\u200d",
    "ß",
    "_",
    ". ",
    "-",
    "\n",
]
wild = st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=15).map(" ".join)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(wild, wild, st.lists(wild, max_size=2), st.sampled_from(["en", "de", "", "hi", "x-klingon"]))
def test_whatever_the_text(title: str, text: str, tags: list[str], language: str):
    one = asset("1", title, text, tuple(tags), language)
    for learner in (default(), annotator()):
        sound(one, learner.suggest([one])[0])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(wild, st.sampled_from(["en", "de", "hi", ""])), min_size=1, max_size=5), st.data())
def test_whatever_the_labels(labels: list[tuple[str, str]], data: st.DataObject):
    iris = [f"c{number}" for number in range(len(labels))]
    links = st.lists(st.sampled_from([*iris, "urn:nowhere"]), max_size=2).map(tuple)
    concepts = tuple(
        Concept(iri, preferred=(Label(text, language),), broader=data.draw(links), related=data.draw(links))
        for iri, (text, language) in zip(iris, labels, strict=True)
    )
    looking = lookout(concepts)
    one = asset("1", " ".join(text for text, _ in labels), labels[0][0], (labels[-1][0],), "")
    for model in (default_model(), Model(trained().ranker, trained().experience)):
        sound(one, LearnedAnnotator(looking, model).suggest([one])[0])


def test_deceptive_words_still_show_where_they_stand():
    [found] = annotator().suggest([asset("1", text="view of a harbour")])
    told = {suggestion.concept: suggestion for suggestion in found}
    assert [evidence.start for evidence in told[DECEPTIVE].evidence] == [0]
