"""The vectors of what a brief asks for, also in a language that the model was not taught."""

from tests.fakes.embedder import FakeEmbedder
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.recommendation.needs import Need
from thesaury.recommendation.reading import vectors
from thesaury.vocabulary.thesaurus import Thesaurus

ENGLISH = FakeEmbedder({word: word for word in ["kitchen", "breakfast", "table", "fresh"]})
LABELS = (Label("Küche", "de"), Label("kitchen", "en")), (Label("Frühstück", "de"), Label("breakfast", "en"))
THESAURUS = Thesaurus(
    [Vocabulary("v", (), tuple(Concept(f"urn:{said[1].text}", preferred=said) for said in reversed(LABELS)))]
)


def need(words: str, *concepts: str) -> Need:
    return Need("", concepts, tuple((iri, 0.4 - place / 10) for place, iri in enumerate(concepts)), (), words)


def test_a_need_is_read_by_its_words_where_the_model_knows_them():
    ENGLISH.asked.clear()
    (vector,), missing, notes = vectors([need("fresh kitchen table", "urn:breakfast")], ENGLISH, THESAURUS)
    assert (ENGLISH.asked, missing, notes) == (["fresh kitchen table"], "", ())
    assert vector is not None


def test_else_by_what_its_concepts_are_called_in_a_language_it_knows():
    ENGLISH.asked.clear()
    asked = [need("Frühstück in der Küche", "urn:kitchen", "urn:breakfast"), need("irgendwas")]
    (vector, nothing), missing, notes = vectors(asked, ENGLISH, THESAURUS)
    assert (ENGLISH.asked, missing, notes) == (["kitchen, breakfast"], "", (("concepts-for-words", ""),))
    assert vector is not None
    assert nothing is None


def test_and_not_at_all_where_it_knows_neither():
    known = vectors([need("Frühstück in der Küche", "urn:never")], ENGLISH, THESAURUS)
    assert known == ([None], "", (("language-not-taught", ""),))
