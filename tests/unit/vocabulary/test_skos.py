from collections.abc import Iterable

import pytest

from tests.unit.vocabulary.builders import ROOT, SCHEME, XL, iri, labels, says
from thesaury.model.concept import Concept, ConceptScheme, MappingRelation, Match
from thesaury.model.statement import DC, DCTERMS, OWL, RDF, RDFS, SKOS, XSD, Literal, Statement
from thesaury.vocabulary.skos import from_statements

TYPE = f"{RDF}type"


def typed(*names: str) -> list[Statement]:
    return [says(name, TYPE, f"{SKOS}Concept") for name in names]


def built(statements: Iterable[Statement]) -> dict[str, Concept]:
    return {c.iri.removeprefix(ROOT): c for c in from_statements("test", statements)[0].concepts}


def test_a_whole_concept():
    found = built(
        [
            *typed("a"),
            says("a", "prefLabel", Literal("box", "en")),
            says("a", "altLabel", Literal("case", "en")),
            says("a", "altLabel", Literal("case", "en")),
            says("a", "hiddenLabel", Literal("bocks", "en")),
            says("a", "definition", Literal("A thing.", "en")),
            says("a", "scopeNote", Literal("Not a carton.", "en")),
            says("a", "notation", Literal("12", "", f"{XSD}string")),
            says("a", "inScheme", "scheme"),
            says("a", "broader", "b"),
            says("a", "related", "c"),
            says("a", "closeMatch", "https://w.example/x"),
            says("a", "broadMatch", "https://w.example/y"),
            says("a", f"{OWL}deprecated", Literal("true", "", f"{XSD}boolean")),
            says("a", f"{DCTERMS}isReplacedBy", "d"),
            says("a", "https://other.example/p", Literal("passed over")),
        ]
    )
    assert found == {
        "a": Concept(
            iri("a"),
            (SCHEME,),
            labels("box@en"),
            labels("case@en"),
            labels("bocks@en"),
            labels("A thing.@en"),
            labels("Not a carton.@en"),
            ("12",),
            (iri("b"),),
            (iri("c"),),
            (
                Match(MappingRelation.BROAD, "https://w.example/y"),
                Match(MappingRelation.CLOSE, "https://w.example/x"),
            ),
            True,
            iri("d"),
        )
    }


def test_labels_of_skos_xl_and_rich_notes():
    found = built(
        [
            *typed("a"),
            says("a", f"{XL}prefLabel", "label1"),
            says("label1", TYPE, f"{XL}Label"),
            says("label1", f"{XL}literalForm", Literal("Kiste", "de")),
            says("a", f"{XL}altLabel", "_:b1"),
            Statement("_:b1", f"{XL}literalForm", Literal("Kasten", "de")),
            says("a", "definition", "_:b2"),
            Statement("_:b2", f"{RDF}value", Literal("Ein Ding.", "de")),
        ]
    )
    assert found == {
        "a": Concept(
            iri("a"),
            preferred=labels("Kiste@de"),
            alternative=labels("Kasten@de"),
            definitions=labels("Ein Ding.@de"),
        )
    }


def test_inverse_relations():
    found = built([*typed("a", "b", "c"), says("a", "narrower", "b"), says("a", "narrowerTransitive", "c")])
    assert (found["b"].broader, found["c"].broader, found["a"].broader) == ((iri("a"),), (iri("a"),), ())


def test_transitive_relations_count_only_where_there_are_no_direct_ones():
    given = [says("a", "broaderTransitive", "c"), says("b", "broaderTransitive", "c"), says("a", "broader", "b")]
    found = built([*typed("a", "b", "c"), *given])
    assert (found["a"].broader, found["b"].broader) == ((iri("b"),), (iri("c"),))


def test_top_concepts_are_said_from_both_sides():
    given = [
        says("scheme", TYPE, f"{SKOS}ConceptScheme"),
        says("scheme", "hasTopConcept", "a"),
        says("b", "topConceptOf", "scheme"),
    ]
    schemes = from_statements("test", [*typed("a", "b"), *given])[0].schemes
    assert schemes == (ConceptScheme(SCHEME, (), (iri("a"), iri("b"))),)


@pytest.mark.parametrize("title", [f"{DCTERMS}title", f"{DC}title", f"{SKOS}prefLabel", f"{RDFS}label"])
def test_titles_of_schemes(title: str):
    given = [says("scheme", TYPE, f"{SKOS}ConceptScheme"), says("scheme", title, Literal("Topics", "en"))]
    assert from_statements("test", given)[0].schemes[0].titles == labels("Topics@en")


def test_rdfs_label_stands_in_for_a_preferred_label():
    given = [says(name, f"{RDFS}label", Literal("other", "en")) for name in "ab"]
    found = built([*typed("a", "b"), says("b", "prefLabel", Literal("own", "en")), *given])
    assert (found["a"].preferred, found["b"].preferred) == (labels("other@en"), labels("own@en"))


def test_what_is_used_as_a_concept_and_has_a_label_is_one():
    given = [
        says("b", "prefLabel", Literal("below", "en")),
        says("b", "broader", "a"),
        says("c", "prefLabel", Literal("a collection", "en")),
        says("c", TYPE, f"{SKOS}Collection"),
        says("c", "narrower", "b"),
    ]
    vocabulary, findings = from_statements("test", [*typed("a"), *given])
    assert [c.iri for c in vocabulary.concepts] == [iri("a"), iri("b")]
    assert [(f.rule, f.subject) for f in findings] == [("untyped-concept", iri("b"))]


def test_no_order_of_statements_matters():
    given = [
        *typed("a", "b"),
        says("a", "prefLabel", Literal("x", "en")),
        says("a", "prefLabel", Literal("x", "de")),
        says("b", "broader", "a"),
        says("a", "narrower", "b"),
    ]
    assert from_statements("test", given) == from_statements("test", reversed(given))
