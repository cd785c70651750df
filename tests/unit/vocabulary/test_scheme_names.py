"""How schemes are called."""

import pytest

from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary
from thesaury.model.errors import Usage
from thesaury.vocabulary.scheme_names import NO_SCHEME, scheme_called, scheme_title
from thesaury.vocabulary.thesaurus import Thesaurus

TOPICS, TOPICS_TOO, BARE = "https://a.example/topics", "https://b.example/topics", "https://a.example/moods"
THESAURUS = Thesaurus(
    [
        Vocabulary(
            "v",
            (
                ConceptScheme(TOPICS, (Label("Topics", "en"), Label("Themen", "de"))),
                ConceptScheme(TOPICS_TOO, (Label("Topics", "en"),)),
            ),
            (Concept("urn:c", schemes=(BARE,)),),
        )
    ]
)


@pytest.mark.parametrize(
    ("name", "iri"),
    [(TOPICS, TOPICS), (" themen ", TOPICS), ("Moods", BARE), (BARE, BARE), ("No scheme", NO_SCHEME), ("", NO_SCHEME)],
)
def test_a_scheme_is_found_by_iri_and_by_any_title(name: str, iri: str):
    assert scheme_called(name, THESAURUS) == iri


@pytest.mark.parametrize(("name", "told"), [("topics", TOPICS_TOO), ("nowhere", "Topics, Topics, moods, no scheme")])
def test_none_and_several_are_refused_with_the_right_names(name: str, told: str):
    with pytest.raises(Usage, match=told):
        scheme_called(name, THESAURUS)


def test_titles_are_in_the_readers_language():
    assert [scheme_title(iri, THESAURUS, ("de",)) for iri in (TOPICS, BARE, "")] == ["Themen", "moods", "no scheme"]
