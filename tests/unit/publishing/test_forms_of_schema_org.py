"""Items as JSON-LD: valid by shapes written from schema.org, whatever the words are."""

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from pyshacl import validate
from rdflib import Graph, URIRef

from tests.unit.publishing.feed_rules import RULES
from tests.unit.publishing.feed_values import ENTRY, ITEM, PLACES, page_of, pages
from thesaury.model.publishing import Entry, Item
from thesaury.publishing.forms.json_ld import item_document, item_ld, page_document
from thesaury.publishing.forms.told import FeedPage

_SCHEMA = "https://schema.org/"

pytestmark = pytest.mark.filterwarnings(
    "ignore:ConjunctiveGraph is deprecated"
)  # rdflib's own reader of JSON-LD uses it


@cache
def _context() -> Any:
    return json.loads((RULES / "schema_org.context.json").read_text())


@cache
def _shapes() -> Graph:
    return Graph().parse(RULES / "schema_org.shapes.ttl")


def _graph(document: dict[str, Any]) -> Graph:
    """Its statements, with the words of schema.org at hand instead of from the network."""
    text = json.dumps({**document, "@context": _context()}, ensure_ascii=False).encode("utf-8", "replace").decode()
    return Graph().parse(data=text, format="json-ld")


def _faults(graph: Graph) -> str:
    conforms, _, text = validate(graph, shacl_graph=_shapes())
    return "" if conforms else text


@settings(max_examples=12, deadline=None)
@given(pages())
def test_every_page_is_valid_whatever_is_in_it(page: FeedPage) -> None:
    assert _faults(_graph(page_document(page, PLACES))) == ""


def test_an_item_says_what_search_engines_ask_of_a_licensed_picture() -> None:
    told = item_document(ENTRY, PLACES)
    assert told["@context"][0] == "https://schema.org"
    assert told["@type"] == "ImageObject"
    assert told["@id"] == f"urn:thesaury:asset:{ITEM.asset}"
    assert told["contentUrl"].endswith("-large")
    assert told["creator"] == {"@type": "Person", "name": "Eva Maier"}
    assert (told["creditText"], told["copyrightNotice"]) == ("Eva Maier / Example", "© Example")
    assert (told["license"], told["acquireLicensePage"]) == (ITEM.licence, ITEM.acquire)
    assert (told["expires"], told["thy:nextChange"]) == ("2027-03-31", "2027-03-31T22:00:00+00:00")
    assert told["width"] == {"@type": "QuantitativeValue", "value": 2560, "unitCode": "E37"}
    assert told["inLanguage"] == ["en", "de"]
    assert _faults(_graph(told)) == ""


def test_an_item_is_about_concepts() -> None:
    graph = _graph(item_document(ENTRY, PLACES))
    about = graph.value(URIRef(f"urn:thesaury:asset:{ITEM.asset}"), URIRef(f"{_SCHEMA}about"))
    assert about == URIRef("https://words.example/glass")
    assert {str(name) for name in graph.objects(about, URIRef(f"{_SCHEMA}name"))} == {"Glass", "Glas"}
    assert graph.value(about, URIRef(f"{_SCHEMA}inDefinedTermSet")) == URIRef("https://words.example/")
    assert str(graph.value(about, URIRef(f"{_SCHEMA}termCode"))) == "G1"


def test_nothing_is_said_of_what_nobody_knows() -> None:
    item = Item("a", "dam/a")
    assert item_ld(Entry("web", "a", item), PLACES) == {
        "@type": "ImageObject",
        "@id": "urn:thesaury:asset:a",
        "identifier": "a",
        "url": "https://assets.example/feed/web/items/a",
        "contentUrl": "https://assets.example/delivery/a-large",
        "thumbnailUrl": "https://assets.example/delivery/a-thumbnail",
        "encodingFormat": "image/jpeg",
    }


def test_a_licence_without_an_address_is_told_in_words() -> None:
    item = Item("a", "dam/a", licence="See contract 12", usage="Editorial only.")
    told = item_ld(Entry("web", "a", item), PLACES)
    assert told["usageInfo"] == {"@type": "CreativeWork", "text": "Editorial only. See contract 12"}
    assert "license" not in told


def test_of_a_film_the_small_picture_is_shown_and_no_file_delivered() -> None:
    item = Item("a", "dam/a", kind="video", media_type="video/mp4", width=1920, height=1080)
    told = item_ld(Entry("web", "a", item, published_at="2026-11-01T08:00:00+00:00"), PLACES)
    assert (told["@type"], told["encodingFormat"]) == ("VideoObject", "video/mp4")
    assert "contentUrl" not in told
    assert told["thumbnailUrl"].endswith("-thumbnail")


def test_a_page_leads_to_the_next_one() -> None:
    told = page_document(page_of(ENTRY), PLACES)
    assert told["next"].endswith("cursor=b")
    assert told["changes"].endswith("since=c")
    assert len(told["dataFeedElement"]) == 1


def test_the_shapes_tell_a_broken_item() -> None:
    for name, value in (
        ("expires", "in March"),
        ("license", "mine"),
        ("about", [{"@type": "DefinedTerm"}]),
        ("contentUrl", ""),
    ):
        told = {key: one for key, one in item_document(ENTRY, PLACES).items() if key != name}
        assert _faults(_graph({**told, name: value} if value else told)) != "", name
