"""Reading: what stands where, in which language, and with what weight."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fakes.language import FakeDetector
from tests.unit.enrichment.learning.collection import asset, concept, lookout
from thesaury.enrichment.learning.concept_table import ConceptTable
from thesaury.enrichment.learning.reading import DESCRIPTION, OTHER, SIGHTING, TAG, TITLE, Reader, Readings, texts_of
from thesaury.enrichment.tokens import Stems
from thesaury.enrichment.tokens import words as words_of
from thesaury.model.asset import Asset, Record, Text
from thesaury.model.concept import Concept, Label, Vocabulary, VocabularyVersion

CONCEPTS = (
    Concept(
        "harbour", preferred=(Label("Hafen", "de"), Label("harbour", "en")), alternative=(Label("port of call", "en"),)
    ),
    Concept("hospital", preferred=(Label("Krankenhaus", "de"), Label("hospital", "en"))),
    Concept("gift", preferred=(Label("Gift", "de"), Label("poison", "en"))),
    Concept("sign", preferred=(Label("MoMA"),)),
)


def reader(languages: tuple[str, ...] = (), known: tuple[str, ...] = ()) -> Reader:
    version = VocabularyVersion("v", 1, "", len(CONCEPTS), "", "")
    return Reader(ConceptTable([(version, Vocabulary("v", (), CONCEPTS))]), FakeDetector(), languages, known)


READER = reader()


def found(readings: Readings, *columns: str) -> set[tuple[object, ...]]:
    places = [SIGHTING.index(column) for column in columns]
    names = [concept.iri for concept in CONCEPTS]
    return {
        tuple(names[row[place]] if SIGHTING[place] == "concept" else row[place] for place in places)
        for row in readings.sightings.tolist()
    }


def weights(readings: Readings, place: int) -> dict[str, float]:
    row = readings.words.toarray()[place].tolist()
    return {stem: weight for stem, weight in zip(readings.stems, row, strict=True) if weight}


def test_titles_and_tags_are_read_in_every_language_and_longer_texts_in_their_own():
    readings = READER.read(
        [
            asset("1", "the gift"),
            asset("2", tags=("Gift",)),
            asset("3", text="the gift, the harbour"),
            asset("4", text="das Gift", language="de"),
            asset("5", text="le gift", language="fr"),
        ]
    )
    assert found(readings, "asset", "concept", "field", "native") == {
        (0, "gift", TITLE, 0),
        (1, "gift", TAG, 0),
        (2, "harbour", DESCRIPTION, 1),
        (3, "gift", DESCRIPTION, 1),
        (4, "gift", DESCRIPTION, 0),
    }


def test_labels_without_a_language_belong_to_each():
    readings = READER.read([asset("1", text="MoMA", language="de"), asset("2", text="MoMA", language="en-GB")])
    assert found(readings, "asset", "concept") == {(0, "sign"), (1, "sign")}


def test_only_wanted_languages_are_read():
    assert reader(("de",)).languages == ("de",)
    assert not len(reader(("de",)).read([asset("1", "harbour")]).sightings)


def test_fields_and_lengths():
    one = Asset(
        "1", (Record("t", "1", "1", (Text("medium", "oil on harbour", "en"), Text("title", "Hafen", "de")), ("x",)),)
    )
    readings = READER.read([one])
    assert found(readings, "field", "start", "end", "length") == {(OTHER, 7, 14, 14), (TITLE, 0, 5, 5)}
    assert readings.letters.tolist() == [[6, 20]]


def test_surface_tells_how_exactly_the_label_stands_there():
    readings = READER.read([asset("1", text="harbour. Harbour. harbours")])
    assert found(readings, "start", "surface") == {(0, 2), (9, 1), (18, 0)}


words = st.sampled_from(
    ["harbour", "Häfen", "HAFEN", "port", "of", "call", "poison", "ﬁsh", "🚢", "e\u0301", "_", "-", ". ", "ß", "İ"]
)


@given(st.lists(words | st.text(max_size=5), max_size=12).map(" ".join), st.sampled_from(["en", "de", "", "tlh"]))
def test_every_place_is_true(text: str, language: str):
    readings = READER.read([asset("1", text, text, (text,), language)])
    for row in readings.sightings.tolist():
        told = dict(zip(SIGHTING, row, strict=True))
        where, term = readings.texts[told["text"]], READER.wordings.terms[told["wording"]]
        stands = Stems(READER.wordings.language(told["wording"])).unaccented
        quote = words_of(where.value[told["start"] : told["end"]])
        assert "".join(map(stands, quote)) == "".join(map(stands, words_of(term.text)))
        assert CONCEPTS[told["concept"]].iri == term.concept
        assert (told["words"], told["letters"]) == (term.words, len(term.text))
        assert told["length"] == len(where.value)
        assert 0 <= told["start"] < told["end"] <= told["length"]


@given(st.lists(words | st.text(max_size=5), max_size=12).map(" ".join), st.sampled_from(["en", "de", ""]))
def test_every_stem_has_a_place(text: str, language: str):
    one = Text("title", text, language)
    placed = {stem for stem, _, _ in READER.places(one)}
    assert placed == set(READER.stems(text, READER.language_of(one)))
    assert all(text[start:end].strip() == text[start:end] != "" for _, start, end in READER.places(one))


def test_words_weigh_by_field_and_function_words_do_not():
    told = READER.read([asset("1", "the harbour", "harbour at night", language="en")])
    assert weights(told, 0) == {"harbour": 3.0, "night": 1.0}


def test_title_words_are_those_of_title_and_tags():
    told = READER.read([asset("1", "old harbour", "night", ("boat",)), asset("2", "night")])
    in_title = [{told.stems[place] for place in np.flatnonzero(row)} for row in told.title.toarray()]
    assert in_title == [{"old", "harbour", "boat"}, {"night"}]


def test_parts_of_compounds_count_less_in_languages_that_have_them():
    german = reader(known=("finanzierung",)).stems("Krankenhausfinanzierung", "de")
    assert sorted(german.values()) == [0.7, 0.7, 1.0]
    assert "krankenhaus" in german
    assert list(reader(known=("finanzierung",)).stems("Krankenhausfinanzierung", "en").values()) == [1.0]


@pytest.mark.parametrize("language", ["", "tlh", "zz-ZZ", "☃"])
def test_a_language_without_a_stemmer_is_read_word_by_word(language: str):
    assert READER.stems("Harbours harbour", language) == {"harbours": 1.0, "harbour": 1.0}


def test_the_detector_is_asked_where_a_text_does_not_say():
    assert READER.language_of(Text("title", "der Hafen")) == "de"
    assert READER.language_of(Text("title", "der Hafen", "EN-gb")) == "en"
    single = lookout((concept("x", "x"),)).reader
    assert single.language_of(Text("title", "der Hafen")) == "en"


def test_a_part_of_the_assets_has_their_words():
    assets = [asset("1", "the harbour", "poison"), asset("2"), asset("3", "poison", "port of call")]
    part = READER.read(assets).part(np.array([1, 2]))
    assert len(part) == 2
    assert (part.texts, part.sightings.shape) == ((), (0, len(SIGHTING)))
    assert [weights(part, place) for place in range(2)] == [weights(READER.read([one]), 0) for one in assets[1:]]
    assert part.letters.tolist() == READER.read(assets[1:]).letters.tolist()


def test_no_assets():
    readings = READER.read([])
    assert readings.sightings.shape == (0, len(SIGHTING))
    assert len(readings) == 0


def test_each_tag_is_a_text_of_its_own():
    assert [text.field for text in texts_of(asset("1", "a", "b", ("c", "d", "c")))] == [
        "title",
        "description",
        "tag",
        "tag",
    ]
