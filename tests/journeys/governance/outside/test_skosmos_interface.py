"""The read interface of Skosmos field by field, and as its clients use it."""

import json
from types import SimpleNamespace
from typing import cast

import httpx
import pytest
from fastapi import Request

from tests.journeys.governance.outside.conftest import BASE, Outside
from thesaury.model.concept import Concept, Label, Vocabulary, VocabularyVersion
from thesaury.web.outside.shelves import Shelf
from thesaury.web.outside.skosmos import routes, searching

SKOS = "http://www.w3.org/2004/02/skos/core#"
ECO, PACKAGING, CARTON, REFILL = (f"{BASE}{name}" for name in ("eco", "packaging", "carton", "refill"))


def told(client: httpx.Client, path: str, **asked: object) -> dict[str, object]:
    answer = client.get(f"/rest/v1/{path}", params=asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    found: dict[str, object] = answer.json()
    return found


def searched(client: httpx.Client, **asked: object) -> list[dict[str, object]]:
    return told(client, "search", **asked)["results"]  # type: ignore[return-value]


def test_vocabularies(stranger: httpx.Client, program: httpx.Client):
    answer = told(stranger, "vocabularies", lang="en")
    assert answer["vocabularies"] == [{"uri": "words", "id": "words", "title": "Packaging"}]
    assert answer["uri"] == ""
    assert answer["@context"] == {
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "onki": "http://schema.onki.fi/onki#",
        "title": {"@id": "rdfs:label", "@language": "en"},
        "vocabularies": "onki:hasVocabulary",
        "id": "onki:vocabularyIdentifier",
        "uri": "@id",
        "@base": f"{stranger.base_url}/rest/v1/vocabularies".replace("//rest", "/rest"),
    }
    both = told(program, "vocabularies", lang="de")["vocabularies"]
    assert [one["title"] for one in both] == ["inner", "Verpackung"]  # type: ignore[index,union-attr]


def test_one_vocabulary(stranger: httpx.Client):
    answer = told(stranger, "words/", lang="de")
    assert {name: answer[name] for name in ("id", "title", "defaultLanguage", "languages")} == {
        "id": "words",
        "title": "Verpackung",
        "defaultLanguage": "en",
        "languages": ["en", "de", "de-AT"],
    }
    scheme = {"label": "Verpackung", "title": "Verpackung", "prefLabel": "Verpackung", "uri": f"{BASE}scheme"}
    assert answer["conceptschemes"] == [{**scheme, "type": "skos:ConceptScheme"}]


def test_a_hit_has_the_fields_of_skosmos(stranger: httpx.Client):
    [hit] = searched(stranger, query="sustainable*", lang="en")
    assert hit == {
        "uri": ECO,
        "type": ["skos:Concept"],
        "localname": "eco",
        "prefLabel": "Sustainable packaging",
        "lang": "en",
        "vocab": "words",
    }
    context = told(stranger, "search", query="x", lang="en")["@context"]
    assert context == {
        "skos": SKOS,
        "isothes": "http://purl.org/iso25964/skos-thes#",
        "onki": "http://schema.onki.fi/onki#",
        "uri": "@id",
        "type": "@type",
        "results": {"@id": "onki:results", "@container": "@list"},
        "prefLabel": "skos:prefLabel",
        "altLabel": "skos:altLabel",
        "hiddenLabel": "skos:hiddenLabel",
        "@language": "en",
    }


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"query": "eco*", "lang": "en"}, [("hiddenLabel", "eco packging"), ("altLabel", "Eco-friendly packaging")]),
        ({"query": "*PACK", "lang": "en"}, [("prefLabel", "Refill pack")]),
        ({"query": "carton"}, [("prefLabel", "Carton")]),
        ({"query": "cart"}, []),
        ({"query": "kart*", "lang": "de"}, [("prefLabel", "Karton")]),
        ({"query": "kart*", "lang": "en"}, []),
        (
            {"query": "*ck*g*", "lang": "en", "maxhits": 2, "offset": 1},
            [("altLabel", "Eco-friendly packaging"), ("altLabel", "Green packaging")],
        ),
        ({"query": "P.1"}, [("prefLabel", "Carton"), ("prefLabel", "Karton")]),
        ({"query": "bottle*"}, []),
        ({"query": "plastic*"}, []),  # deprecated concepts are not found
        ({"query": "**büch**"}, [("prefLabel", "Büchse")]),
        ({"query": ".*"}, []),
        ({"query": "Sustainable packaging", "vocab": "words"}, [("prefLabel", "Sustainable packaging")]),
        ({"query": "*", "parent": ECO}, [("prefLabel", "Refill pack")]),
        ({"parent": ECO}, [("prefLabel", "Refill pack")]),
        ({"query": "refill*", "type": "skos:Concept"}, [("prefLabel", "Refill pack")]),
        ({"query": "refill*", "type": "skos:Collection"}, []),
        ({"query": "refill*", "group": BASE}, []),
    ],
)
def test_searches(stranger: httpx.Client, asked: dict[str, object], found: list[tuple[str, str]]):
    def fitting(hit: dict[str, object]) -> tuple[str, object]:
        name = next(n for n in ("matchedPrefLabel", "altLabel", "hiddenLabel", "prefLabel") if n in hit)
        return ("prefLabel" if name == "matchedPrefLabel" else name), hit[name]

    assert [fitting(hit) for hit in searched(stranger, **asked)] == found


def test_labels_are_matched_in_one_language_and_shown_in_another(stranger: httpx.Client):
    [hit] = searched(stranger, query="nachhaltige*", lang="de", labellang="en")
    assert (hit["prefLabel"], hit["matchedPrefLabel"], hit["lang"]) == (
        "Sustainable packaging",
        "Nachhaltige Verpackung",
        "de",
    )
    [hit] = searched(stranger, query="öko*", lang="de")
    assert (hit["prefLabel"], hit["altLabel"], hit["lang"]) == ("Nachhaltige Verpackung", "Ökoverpackung", "de")


def test_each_concept_once(stranger: httpx.Client):
    assert len(searched(stranger, query="*pack*", lang="en")) == 6
    once = searched(stranger, query="*pack*", lang="en", unique="true")
    assert [hit["uri"] for hit in once] == [PACKAGING, REFILL, ECO]
    assert not any("altLabel" in hit for hit in once)
    assert len(searched(stranger, query="*pack*", lang="en", unique="False")) == 6


def test_more_fields(stranger: httpx.Client):
    [hit] = searched(
        stranger, query="sustainable*", lang="en", fields="prefLabel broader narrower exactMatch altLabel inScheme"
    )
    assert hit["prefLabels"] == {"en": "Sustainable packaging", "de": "Nachhaltige Verpackung"}
    assert hit["broader"] == [{"uri": PACKAGING, "prefLabel": "Packaging"}]
    assert hit["narrower"] == [{"uri": REFILL, "prefLabel": "Refill pack"}]
    assert hit["exactMatch"] == [{"uri": "https://other.example/eco"}]
    assert hit["altLabel"] == ["Eco-friendly packaging", "Green packaging"]
    assert hit["inScheme"] == [{"uri": f"{BASE}scheme"}]


def test_nothing_is_searched_or_told_twice(stranger: httpx.Client):
    once = searched(stranger, query="eco*", lang="en", vocab="words")
    assert searched(stranger, query="eco*", lang="en", vocab="words " * 300) == once
    answer = told(stranger, "search", query="sustainable*", lang="en", fields="broader broader none altLabel " * 100)
    assert "none" not in answer["@context"]  # type: ignore[operator]
    assert answer["results"][0]["broader"] == [{"uri": PACKAGING, "prefLabel": "Packaging"}]  # type: ignore[index]
    assert stranger.get("/rest/v1/words/lookup", params={"label": "***"}).status_code == 404


def test_only_so_many_hits_are_made_at_once(monkeypatch: pytest.MonkeyPatch):
    """Hits are made as they are taken, from as many vocabularies as there are, and never more than the interface gives."""
    concepts = tuple(
        Concept(f"urn:{n:05}", (), (Label(f"word {n:05}", "en"),), notations=("word 00001",)) for n in range(1500)
    )
    shelves = [
        Shelf(cast(VocabularyVersion, SimpleNamespace(name=name)), Vocabulary(name, (), concepts), ("en",))
        for name in "ab"
    ]
    made = list[str]()
    hit = searching._hit
    monkeypatch.setattr(
        searching, "_hit", lambda shelf, entry, search: made.append(entry.text) or hit(shelf, entry, search)
    )
    request = Request({"type": "http", "query_string": b"query=word*&lang=en&maxhits=999999&offset=1", "headers": []})
    found = routes._searched(request, shelves)["results"]
    assert [(one["prefLabel"], one["vocab"]) for one in found[:3]] == [
        ("word 00000", "b"),
        ("word 00001", "a"),
        ("word 00001", "b"),
    ]
    assert (len(found), len(made)) == (1000, 1001)
    noted = list(searching.results(shelves, searching.Search("word 00001")))
    assert len(noted) == 3000
    assert [one["prefLabel"] for one in noted] == sorted(one["prefLabel"] for one in noted)


def test_what_is_not_public_is_found_by_who_may_read(program: httpx.Client, stranger: httpx.Client):
    assert [hit["vocab"] for hit in searched(program, query="eco secret")] == ["inner"]
    assert searched(stranger, query="eco secret") == []
    assert stranger.get("/rest/v1/inner/").status_code == 404
    assert stranger.get("/rest/v1/search", params={"query": "eco", "vocab": "inner"}).status_code == 404
    assert REFILL in json.dumps(told(stranger, "words/narrower", uri=ECO))
    assert "secret" not in json.dumps(told(program, "words/narrower", uri=ECO))  # of this vocabulary alone


def test_labels(stranger: httpx.Client):
    answer = told(stranger, "words/label", uri=ECO, lang="en")
    assert (answer["uri"], answer["prefLabel"]) == (ECO, "Sustainable packaging")
    assert answer["altLabel"] == ["Eco-friendly packaging", "Green packaging"]
    assert answer["hiddenLabel"] == ["eco packging"]
    assert answer["@context"] == {
        "skos": SKOS,
        "uri": "@id",
        "type": "@type",
        "prefLabel": "skos:prefLabel",
        "altLabel": "skos:altLabel",
        "hiddenLabel": "skos:hiddenLabel",
        "@language": "en",
    }
    assert told(stranger, "label", uri=CARTON, lang="de")["prefLabel"] == "Karton"
    assert "prefLabel" not in told(stranger, "words/label", uri=ECO, lang="fr")


def test_lookup(stranger: httpx.Client):
    assert told(stranger, "words/lookup", label="carton")["result"][0]["uri"] == CARTON  # type: ignore[index]
    [hit] = told(stranger, "words/lookup", label="green packaging", lang="en")["result"]  # type: ignore[misc]
    assert (hit["uri"], hit["prefLabel"]) == (ECO, "Sustainable packaging")
    missing = stranger.get("/rest/v1/words/lookup", params={"label": "nothing"})
    assert (missing.status_code, missing.text) == (404, "404 Not Found : Could not find label 'nothing'")


def test_near(stranger: httpx.Client):
    answer = told(stranger, "words/broader", uri=ECO, lang="de")
    assert answer["broader"] == [{"uri": PACKAGING, "prefLabel": "Verpackung"}]
    assert answer["@context"]["broader"] == "skos:broader"  # type: ignore[index]
    assert told(stranger, "words/related", uri=ECO)["related"] == [{"uri": CARTON, "prefLabel": "Carton"}]
    assert told(stranger, "words/narrower", uri=ECO, lang="de")["narrower"] == [{"uri": REFILL, "prefLabel": None}]
    assert told(stranger, "words/broader", uri=PACKAGING)["broader"] == []


def test_far(stranger: httpx.Client):
    answer = told(stranger, "words/broaderTransitive", uri=REFILL)
    assert answer["broaderTransitive"] == {
        REFILL: {"uri": REFILL, "prefLabel": "Refill pack", "broader": [ECO]},
        ECO: {"uri": ECO, "prefLabel": "Sustainable packaging", "broader": [PACKAGING]},
        PACKAGING: {"uri": PACKAGING, "prefLabel": "Packaging"},
    }
    below = told(stranger, "words/narrowerTransitive", uri=PACKAGING)["narrowerTransitive"]
    assert set(below) == {PACKAGING, ECO, CARTON, REFILL, f"{BASE}b%C3%BCchse"}  # type: ignore[call-overload]
    assert len(told(stranger, "words/narrowerTransitive", uri=PACKAGING, limit=2)["narrowerTransitive"]) == 2  # type: ignore[arg-type]


def test_trees(stranger: httpx.Client):
    tops = told(stranger, "words/topConcepts", lang="de")
    assert tops["uri"] == f"{BASE}scheme"
    assert tops["topconcepts"] == [
        {"uri": PACKAGING, "topConceptOf": f"{BASE}scheme", "label": "Verpackung", "hasChildren": True, "notation": "P"}
    ]
    children = told(stranger, "words/children", uri=PACKAGING, lang="en")["narrower"]
    assert {"uri": CARTON, "prefLabel": "Carton", "hasChildren": False, "notation": "P.1"} in children  # type: ignore[operator]
    assert {"uri": f"{BASE}b%C3%BCchse", "prefLabel": "Büchse (de)", "hasChildren": False} in children  # type: ignore[operator]
    way = told(stranger, "words/hierarchy", uri=REFILL)["broaderTransitive"]
    assert way[REFILL]["broader"] == [ECO]  # type: ignore[index]
    assert way[ECO]["narrower"] == [{"uri": REFILL, "label": "Refill pack", "hasChildren": False}]  # type: ignore[index]
    assert (way[PACKAGING]["top"], way[PACKAGING]["tops"]) == (f"{BASE}scheme", [f"{BASE}scheme"])  # type: ignore[index]


def test_counts_and_types(stranger: httpx.Client):
    concepts = told(stranger, "words/vocabularyStatistics", lang="en")["concepts"]
    assert concepts == {"class": f"{SKOS}Concept", "label": "Concept", "count": 6, "deprecatedCount": 1}
    languages = told(stranger, "words/labelStatistics", lang="de")["languages"]
    assert languages[-1] == {  # type: ignore[index]
        "language": "en",
        "literal": "Englisch",
        "properties": [
            {"property": "skos:prefLabel", "labels": 5},
            {"property": "skos:altLabel", "labels": 2},
            {"property": "skos:hiddenLabel", "labels": 1},
        ],
    }
    assert told(stranger, "types", lang="en")["types"] == [{"uri": f"{SKOS}Concept", "label": "Concept"}]
    assert told(stranger, "words/types")["types"] == [{"uri": f"{SKOS}Concept", "label": "Concept"}]
    assert told(stranger, "words/groups")["groups"] == []


@pytest.mark.parametrize("kind", ["application/rdf+xml", "text/turtle"])
def test_a_concept_as_rdf(stranger: httpx.Client, kind: str):
    from pyoxigraph import RdfFormat, parse

    for path in ("data", "words/data"):
        answer = stranger.get(f"/rest/v1/{path}", params={"uri": ECO, "format": kind})
        assert answer.headers["content-type"] == f"{kind}; charset=utf-8"
        form = RdfFormat.from_media_type(kind)
        assert form is not None
        labels = {t.object.value for t in parse(answer.content, form) if t.predicate.value == f"{SKOS}prefLabel"}
        assert labels >= {"Sustainable packaging", "Packaging", "Carton", "Refill pack"}


def test_a_concept_as_compact_json(stranger: httpx.Client):
    answer = told(stranger, "words/data", uri=ECO, format="application/json")
    eco = next(one for one in answer["graph"] if one["uri"] == ECO)  # type: ignore[union-attr]
    assert eco["type"] == "skos:Concept"
    assert eco["broader"] == {"uri": PACKAGING}
    assert {"lang": "de", "value": "Nachhaltige Verpackung"} in eco["prefLabel"]
    assert answer["@context"]["graph"] == "@graph"  # type: ignore[index]


def test_the_whole_vocabulary(stranger: httpx.Client):
    from pyoxigraph import RdfFormat, parse

    answer = stranger.get("/rest/v1/words/data", headers={"Accept": "text/turtle"})
    subjects = {t.subject.value for t in parse(answer.content, RdfFormat.TURTLE)}
    assert {ECO, CARTON, f"{BASE}scheme"} <= subjects


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("vocabularies", 400, "400 Bad Request : lang parameter missing"),
        ("search", 400, "400 Bad Request : query parameter missing"),
        ("search?query=%20", 400, "400 Bad Request : query parameter missing"),
        ("search?query=a&maxhits=0", 400, "400 Bad Request : maxhits parameter is invalid"),
        ("search?query=a&offset=-1", 400, "400 Bad Request : offset parameter is invalid"),
        ("search?query=a&vocab=none", 404, "404 Not Found : Vocabulary id 'none' not found in configuration."),
        ("none/", 404, "404 Not Found : Vocabulary id 'none' not found in configuration."),
        ("none/label?uri=x", 404, "404 Not Found : Vocabulary id 'none' not found in configuration."),
        ("words/label", 400, "400 Bad Request : uri parameter missing"),
        ("words/label?uri=urn:x", 404, "404 Not Found : Could not find concept <urn:x>"),
        ("label?uri=urn:x", 404, "404 Not Found : Could not find concept <urn:x>"),
        ("words/broader?uri=urn:x", 404, "404 Not Found : Could not find concept <urn:x>"),
        ("words/broaderTransitive?uri=urn:x&limit=x", 400, "400 Bad Request : Invalid limit parameter"),
        ("words/hierarchy", 400, "400 Bad Request : uri parameter missing"),
        ("words/lookup", 400, "400 Bad Request : label parameter missing"),
        ("data", 400, "400 Bad Request : uri parameter missing"),
        ("words/data?uri=urn:x", 404, "404 Not Found : no concept found with given uri"),
        ("types", 400, "400 Bad Request : lang parameter missing"),
    ],
)
def test_refusals_are_told_as_skosmos_tells_them(stranger: httpx.Client, path: str, status: int, said: str):
    answer = stranger.get(f"/rest/v1/{path}")
    assert (answer.status_code, answer.text) == (status, said)
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"


def test_a_form_nobody_knows(stranger: httpx.Client):
    answer = stranger.get("/rest/v1/words/data", params={"uri": ECO, "format": "image/png"})
    assert answer.status_code == 406
    assert answer.text.startswith(
        "406 Not Acceptable : Unsupported format. Supported MIME types are: application/rdf+xml"
    )


def test_answers_that_are_held_already_and_other_names_for_them(stranger: httpx.Client):
    first = stranger.get("/rest/v1/words/label", params={"uri": ECO})
    held = {"If-None-Match": first.headers["etag"]}
    assert stranger.get("/rest/v1/words/label", params={"uri": ECO}, headers=held).status_code == 304
    linked = stranger.get("/rest/v1/words/", headers={"Accept": "application/ld+json"})
    assert linked.headers["content-type"] == "application/ld+json; charset=utf-8"


def test_what_the_python_client_of_skosmos_sends(stranger: httpx.Client):
    """Its parameters, letter by letter, and the members it reads."""
    asked = {"query": "pack*", "maxhits": 100, "offset": 0, "unique": False, "lang": "en", "vocab": "words"}
    assert "uri" in searched(stranger, **asked)[0]
    for route, key, more in (
        ("label", "prefLabel", {}),
        ("broader", "broader", {"lang": "en"}),
        ("broaderTransitive", "broaderTransitive", {"lang": "en", "limit": 10}),
        ("narrower", "narrower", {}),
        ("narrowerTransitive", "narrowerTransitive", {}),
        ("related", "related", {}),
    ):
        assert key in told(stranger, f"words/{route}", uri=ECO, **more)
    assert "topconcepts" in told(stranger, "words/topConcepts", scheme=f"{BASE}scheme")
    assert told(stranger, "words/topConcepts", scheme="urn:none")["topconcepts"] == []


def test_what_a_search_box_sends_while_somebody_types(outside: Outside):
    """A page of another site asks with a wildcard behind each letter, and its browser lets it read the answer."""
    with outside.stranger(Origin="https://library.example") as box:
        for typed in ("n", "na", "nac", "nach"):
            answer = box.get(
                "/rest/v1/search", params={"query": f"{typed}*", "lang": "de", "vocab": "words", "unique": "true"}
            )
            assert answer.headers["access-control-allow-origin"] == "*"
            assert answer.json()["results"][0]["prefLabel"] == "Nachhaltige Verpackung"
