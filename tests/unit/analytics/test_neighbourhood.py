"""What stands around a thing: each relation both ways, each thing once, and no more than there is room for."""

from collections.abc import Iterable

import pytest
from pyoxigraph import RdfFormat, Store

from thesaury.analytics.neighbourhood import Node, NodeKind, Tie, called, is_known, neighbourhood
from thesaury.engines.oxigraph.solving import solutions
from thesaury.ports.graph import Solution

TURTLE = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix schema: <https://schema.org/> .
@prefix thy: <https://thesaury.example/ontology#> .
@prefix a: <urn:thesaury:asset:> .
@prefix c: <https://terms.example/> .
c:soap a skos:Concept ; skos:broader c:care ; skos:related c:water .
c:water a skos:Concept ; skos:related c:soap .
c:bar a skos:Concept ; skos:broader c:soap .
a:1 thy:annotation <urn:thesaury:asset:1#x> , <urn:thesaury:asset:1#y> ; thy:record <urn:thesaury:asset:1#r> .
<urn:thesaury:asset:1#x> oa:hasBody c:soap ; thy:status "accepted" .
<urn:thesaury:asset:1#y> oa:hasBody c:bar ; thy:status "suggested" .
a:2 prov:wasDerivedFrom a:1 ; thy:record <urn:thesaury:asset:2#r> .
<urn:thesaury:asset:2#file> prov:wasDerivedFrom a:1 .
<urn:thesaury:use:1> a thy:Use ; prov:used a:1 ; thy:campaign <urn:thesaury:campaign:spring> .
<urn:thesaury:use:2> a thy:Use ; prov:used a:1 ; thy:campaign <urn:thesaury:campaign:spring> .
<urn:thesaury:campaign:spring> a thy:Campaign ; schema:name "Spring" ; schema:about c:soap .
<urn:thesaury:purchase:p> a thy:LicencePurchase ; schema:seller "getty" ; schema:orderNumber "A-7" ; thy:covers a:1 .
"""
SOAP, ASSET, SPRING = "https://terms.example/soap", "urn:thesaury:asset:1", "urn:thesaury:campaign:spring"


@pytest.fixture(scope="module")
def store() -> Store:
    held = Store()
    many = "".join(f"<https://terms.example/n{n:02}> skos:broader c:many .\n" for n in range(30))
    held.load(f"{TURTLE}{many}".encode(), format=RdfFormat.TURTLE)
    return held


@pytest.fixture
def ask(store: Store):
    def select(sparql: str, bindings: Solution) -> Iterable[Solution]:
        return solutions(store, sparql, bindings)

    return select


def test_campaigns_and_purchases_are_found_by_what_they_are_called(ask) -> None:
    assert (called(ask, "spring"), called(ask, "a-7")) == (SPRING, "urn:thesaury:purchase:p")
    assert (called(ask, "getty"), called(ask, 'x" . ?thing ?p ?o')) == ("", "")


def test_an_asset_has_its_accepted_concepts_campaigns_purchases_and_what_became_of_it(ask) -> None:
    found = neighbourhood(ask, ASSET)
    assert found.nodes == (
        Node(ASSET, NodeKind.ASSET),
        Node(SOAP, NodeKind.CONCEPT),
        Node(SPRING, NodeKind.CAMPAIGN, "Spring"),
        Node("urn:thesaury:purchase:p", NodeKind.PURCHASE, "getty"),
        Node("urn:thesaury:asset:2", NodeKind.ASSET),
    )
    assert found.ties == (
        Tie(ASSET, "carries", SOAP),
        Tie(SPRING, "uses", ASSET),
        Tie("urn:thesaury:purchase:p", "covers", ASSET),
        Tie("urn:thesaury:asset:2", "derived", ASSET),
    )


def test_what_is_looked_around_too_adds_what_is_new_and_says_nothing_twice(ask) -> None:
    alone = neighbourhood(ask, SOAP)
    assert [tie for tie in alone.ties if tie.relation == "related"] == [
        Tie(SOAP, "related", "https://terms.example/water")
    ]
    grown = neighbourhood(ask, SOAP, ["https://terms.example/water", ASSET, "urn:who:knows"])
    assert [node.iri for node in grown.nodes[: len(alone.nodes)]] == [node.iri for node in alone.nodes]
    assert len(set(grown.ties)) == len(grown.ties)
    assert Tie(SPRING, "uses", ASSET) in grown.ties
    assert "https://terms.example/bar" in {node.iri for node in alone.nodes}


def test_there_is_no_more_than_there_is_room_for_and_what_is_cut_says_so(ask) -> None:
    many = "https://terms.example/many"
    found = neighbourhood(ask, many, around=12)
    assert (len(found.nodes), found.cut) == (13, {many})
    tight = neighbourhood(ask, many, around=12, most=5)
    assert (len(tight.nodes), len(tight.ties), tight.cut) == (5, 4, {many})


def test_what_nobody_speaks_of_is_not_known(ask) -> None:
    assert is_known(ask, SOAP)
    assert not is_known(ask, "urn:thesaury:asset:none")
    assert neighbourhood(ask, "urn:thesaury:asset:none").ties == ()
