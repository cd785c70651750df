"""What other tools ask, as values: which type is wanted, which labels are like a pattern, what an old IRI stands for."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thesaury.model.concept import Concept, ConceptScheme, Label, Vocabulary, VocabularyVersion
from thesaury.web.outside.linked.describing import address
from thesaury.web.outside.linked.finding import Gone, Here, Moved, standing
from thesaury.web.outside.negotiating import best
from thesaury.web.outside.shelves import Shelf, fits
from thesaury.web.outside.skosmos.searching import Pattern

OFFERED = ["text/html", "text/turtle", "application/ld+json"]
BASE = "https://w.example/id/"


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", "text/html"),
        ("*/*", "text/html"),
        ("text/*;q=0.5, application/ld+json;q=0.4", "text/html"),
        ("text/*;q=0.5, text/html;q=0, application/ld+json;q=0.4", "text/turtle"),
        ("application/ld+json;profile=x, text/turtle;q=0.9", "application/ld+json"),
        ("TEXT/TURTLE", "text/turtle"),
        ("text/turtle;q=0", None),
        ("text/turtle;q=nonsense, image/png", None),
        ("*/*;q=0.1, text/turtle;q=0.05", "text/html"),
        (",;,q=1,//", None),
    ],
)
def test_the_type_that_is_wanted_most(accept: str, wanted: str | None):
    assert best(accept, OFFERED) == wanted


@given(st.text(max_size=60))
def test_any_header_is_read(accept: str):
    assert best(accept, OFFERED) in (*OFFERED, None)


@given(st.text("ab*", max_size=8), st.text("ab.", max_size=10))
def test_a_pattern_is_what_its_asterisks_say(query: str, text: str):
    pattern = Pattern.of(query)
    like = re.compile(".*".join(map(re.escape, query.split("*"))), re.DOTALL)
    if pattern.parts:
        assert pattern.fits(text) == bool(like.fullmatch(text))


def test_many_asterisks_take_no_time():
    assert not Pattern.of("a*" * 2000 + "b").fits("a" * 20_000)


@pytest.mark.parametrize(
    ("language", "wanted", "so"),
    [("de", "de", True), ("de-AT", "de", True), ("", "de", True), ("den", "de", False), ("de", "de-AT", False)],
)
def test_which_languages_a_wish_takes_in(language: str, wanted: str, so: bool):
    assert fits(language, wanted) == so


@pytest.mark.parametrize(
    ("iri", "at"),
    [
        (f"{BASE}a b/ü", "/id/a%20b/%C3%BC"),
        (f"{BASE}b%C3%BC", "/id/b%C3%BC"),
        ("https://other.example/x", "https://other.example/x"),
        ("javascript:alert(1)", ""),
        ("urn:x:y", ""),
    ],
)
def test_where_a_thing_is_read(iri: str, at: str):
    assert address(BASE, iri) == at


class Kept:
    """The history of a vocabulary whose earlier version had these."""

    def __init__(self, *concepts: Concept) -> None:
        self.old = {concept.iri: concept for concept in concepts}

    def history(self, name: str, iri: str, most: int = 50) -> list[tuple[VocabularyVersion, Concept | None]]:
        return [(version(2), None), (version(1), self.old.get(iri))]


def version(number: int) -> VocabularyVersion:
    return VocabularyVersion("w", number, str(number), 1, "", "")


def concept(name: str, *labels: str, **more: object) -> Concept:
    return Concept(f"{BASE}{name}", (), tuple(Label(text, "en") for text in labels), **more)  # type: ignore[arg-type]


def test_what_an_iri_stands_for():
    heir = concept("heir", "Box", alternative=(Label("Carton", "en"),))
    dotted = concept("v1.ttl", "Version")
    shelf = Shelf(version(2), Vocabulary("w", (ConceptScheme(f"{BASE}s"),), (heir, dotted)), ("en",))
    kept = Kept(
        concept("merged", "Carton"),
        concept("replaced", "Case", replaced_by=f"{BASE}heir"),
        concept("lost", "Crate"),
        concept("nameless"),
    )

    def of(name: str) -> object:
        return standing([shelf], kept, [f"{BASE}{name}"])  # type: ignore[arg-type]

    assert of("heir") == Here(shelf, heir)
    assert of("heir.jsonld") == Here(shelf, heir, "jsonld")
    assert of("v1.ttl") == Here(shelf, dotted)  # a concept wins over a description
    assert of("v1.ttl.ttl") == Here(shelf, dotted, "ttl")
    assert of("s") == Here(shelf, shelf.vocabulary.schemes[0])
    assert of("merged") == of("merged.ttl") == Moved(f"{BASE}heir")
    assert of("replaced") == Moved(f"{BASE}heir")
    assert isinstance(of("lost"), Gone)
    assert isinstance(of("nameless"), Gone)
    assert of("never") is None
    assert standing([], kept, [f"{BASE}heir"]) is None  # type: ignore[arg-type]
