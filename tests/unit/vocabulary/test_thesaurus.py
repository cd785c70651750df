import pytest

from tests.unit.vocabulary.builders import ROOT, SCHEME, concept, iri, labels, vocabulary
from thesaury.model.concept import ConceptScheme, Label, Vocabulary
from thesaury.vocabulary.languages import best
from thesaury.vocabulary.thesaurus import Thesaurus


@pytest.fixture
def tree() -> Thesaurus:
    """a over b and c; both over d; d over e; x beside e; y in a circle with z."""
    return Thesaurus(
        [
            vocabulary(
                concept("a"),
                concept("b", "Behälter@de", "box@en", broader=["a"]),
                concept("c", broader=["a"]),
                concept("d", broader=["b", "c"]),
                concept("e", broader=["a", "d"], related=["x"]),
                concept("x", alternative=["ex@fr"], related=["e"]),
                concept("y", broader=["z"]),
                concept("z", broader=["y"]),
                tops=["a"],
            )
        ]
    )


def short(iris: object) -> list[str]:
    return [found.removeprefix(ROOT) for found in iris]  # type: ignore[attr-defined]


def test_neighbours(tree: Thesaurus):
    assert short(tree.broader(iri("d"))) == ["b", "c"]
    assert short(tree.narrower(iri("a"))) == ["b", "c", "e"]
    assert short(tree.related(iri("x"))) == ["e"]
    assert short(tree.top_concepts(SCHEME)) == ["a"]
    assert len(tree) == len(list(tree)) == 8


def test_closure_with_shortest_distances(tree: Thesaurus):
    assert {k.removeprefix(ROOT): n for k, n in tree.ancestors(iri("e")).items()} == {"a": 1, "d": 1, "b": 2, "c": 2}
    assert {k.removeprefix(ROOT): n for k, n in tree.descendants(iri("a")).items()} == {"b": 1, "c": 1, "d": 2, "e": 1}
    assert (iri("d"), iri("a"), 2) in set(tree.closure())
    assert sum(1 for _ in tree.closure()) == 11


def test_a_circle_does_no_harm(tree: Thesaurus):
    assert short(tree.ancestors(iri("y"))) == ["z"]
    assert tree.path(iri("y")) == (iri("y"),)


def test_the_shortest_path_from_the_top(tree: Thesaurus):
    assert short(tree.path(iri("e"))) == ["a", "e"]
    assert short(tree.path(iri("d"))) == ["a", "b", "d"]
    assert short(tree.path(iri("a"))) == ["a"]


def test_what_is_unknown_has_no_relations(tree: Thesaurus):
    other = "https://w.example/things#thing-7"
    assert tree.concept(other) is None
    assert (tree.broader(other), tree.narrower(other), tree.related(other)) == ((), (), ())
    assert (dict(tree.ancestors(other)), tree.path(other), tree.top_concepts(other)) == ({}, (other,), ())
    assert tree.label(other) == "thing-7"


def test_labels(tree: Thesaurus):
    assert tree.label(iri("b"), ("de-AT",)) == "Behälter"
    assert tree.label(iri("b"), ("fr", "en")) == "box"
    assert tree.label(iri("x"), ("fr",)) == "x"
    assert tree.label(SCHEME) == "Scheme"


def test_several_vocabularies_are_joined():
    other = Vocabulary(
        "o", (ConceptScheme(SCHEME, labels("Other")),), (concept("b", "o@en", broader=["c"]), concept("c"))
    )
    both = Thesaurus([vocabulary(concept("a"), concept("b", broader=["a"])), other])
    assert short(both.broader(iri("b"))) == ["a", "c"]
    assert both.label(iri("b")) == "b"
    assert [s.titles for s in both.schemes()] == [labels("Scheme@en")]


@pytest.mark.parametrize(
    ("wished", "found"),
    [
        (("de-AT",), "de"),
        (("de-CH-1996",), "de-CH"),
        (("zh-Hant-x-a",), "zh-Hant"),
        (("nl", "fr"), "fr"),
        (("nl",), "en-GB"),
        (("pt",), "pt-BR"),
        (("PT-br",), "pt-BR"),
        ((), "en-GB"),
    ],
)
def test_the_label_for_a_reader(wished: tuple[str, ...], found: str):
    there = [Label("x", tag) for tag in ("de", "de-CH", "en-GB", "fr", "pt-BR", "zh-Hant")]
    chosen = best(there, wished)
    assert chosen is not None
    assert chosen.language == found


def test_any_label_is_better_than_none():
    assert best(labels("x@fr", "y@it"), ("de",)) == Label("x", "fr")
    assert best(labels("x", "y@it"), ("de",)) == Label("x")
    assert best((), ("de",)) is None
