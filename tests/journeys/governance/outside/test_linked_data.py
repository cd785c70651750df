"""Concepts at their own addresses: what a browser, a crawler and an RDF library get."""

import httpx
import pytest

from tests.journeys.governance.outside.conftest import BASE, Outside
from tests.journeys.pages.browsing import served_at
from thesaury.model.statement import OWL, SKOS
from thesaury.web.app import create_app


def triples(answer: httpx.Response) -> set[tuple[str, str, str]]:
    from pyoxigraph import RdfFormat, parse

    form = RdfFormat.from_media_type(answer.headers["content-type"])
    assert form is not None
    return {(t.subject.value, t.predicate.value, t.object.value) for t in parse(answer.content, form)}


@pytest.mark.parametrize(
    ("accept", "ending"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "html"),
        ("text/turtle", "ttl"),
        ("application/rdf+xml;q=0.9, text/turtle;q=0.5", "rdf"),
        ("application/ld+json, application/json", "jsonld"),
        ("application/n-triples", "nt"),
        ("*/*", "html"),
        ("", "html"),
    ],
)
def test_a_thing_leads_to_the_description_that_is_wanted(stranger: httpx.Client, accept: str, ending: str):
    answer = stranger.get("/id/eco", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["location"]) == (303, f"./eco.{ending}")
    assert "Accept" in answer.headers["vary"]
    assert '<./eco.ttl>; rel="alternate"; type="text/turtle"' in answer.headers["link"]
    described = stranger.get("/id/eco", headers={"Accept": accept}, follow_redirects=True)
    assert described.status_code == 200
    assert f'<{BASE}eco>; rel="describes"' in described.headers["link"]


@pytest.mark.parametrize("ending", ["ttl", "rdf", "jsonld", "nt"])
def test_each_description_says_the_same(stranger: httpx.Client, ending: str):
    told = triples(stranger.get(f"/id/eco.{ending}"))
    assert (f"{BASE}eco", f"{SKOS}prefLabel", "Nachhaltige Verpackung") in told
    assert (f"{BASE}eco", f"{SKOS}broader", f"{BASE}packaging") in told
    assert (f"{BASE}eco", f"{SKOS}narrower", f"{BASE}refill") in told
    assert (f"{BASE}eco", f"{SKOS}exactMatch", "https://other.example/eco") in told
    assert (f"{BASE}packaging", f"{SKOS}prefLabel", "Packaging") in told
    assert not any("secret" in part for triple in told for part in triple)
    assert told == triples(stranger.get("/id/eco.ttl"))


def test_descriptions_are_asked_for_again_cheaply(stranger: httpx.Client):
    first = stranger.get("/id/eco.ttl")
    again = stranger.get("/id/eco.ttl", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert stranger.head("/id/eco.ttl").headers["content-type"] == "text/turtle; charset=utf-8"


def test_the_page_names_what_is_around_it_in_the_language_of_its_reader(stranger: httpx.Client):
    page = stranger.get("/id/eco.html", headers={"Accept-Language": "de"}).text
    assert '<h1 lang="de" dir="auto">Nachhaltige Verpackung</h1>' in page
    assert '<a href="/id/packaging" lang="de" dir="auto">Verpackung</a>' in page
    assert "Eco-friendly packaging" in page
    assert "eco packging" not in page  # hidden labels are for searches
    assert "/concepts?iri=" not in page
    assert 'class="rail"' not in page


def test_who_is_in_has_the_whole_portal_around_it(outside: Outside):
    with httpx.Client(base_url=outside.address, cookies=outside.cookies) as inside:
        page = inside.get("/id/eco.html").text
        assert "/concepts?iri=" in page
        assert 'class="rail"' in page
        assert inside.get("/id/secret.html").status_code == 200


def test_schemes_have_addresses_too(stranger: httpx.Client):
    assert "Packaging" in stranger.get("/id/scheme", follow_redirects=True).text
    told = triples(stranger.get("/id/scheme.ttl"))
    assert (f"{BASE}scheme", f"{SKOS}hasTopConcept", f"{BASE}packaging") in told


def test_an_iri_with_escapes_is_found_as_it_is_written(stranger: httpx.Client):
    assert "Büchse" in stranger.get("/id/b%C3%BCchse", follow_redirects=True).text


def test_a_deprecated_concept_says_so_and_names_what_took_its_place(stranger: httpx.Client):
    answer = stranger.get("/id/plasticbag.ttl")
    assert answer.status_code == 200
    assert (f"{BASE}plasticbag", f"{OWL}deprecated", "true") in triples(answer)
    assert f'<{BASE}carton>; rel="successor-version"' in answer.headers["link"]
    page = stranger.get("/id/plasticbag.html").text
    assert "not used any more" in page
    assert '<a href="/id/carton"' in page


def test_what_went_into_another_leads_there_and_what_is_gone_is_gone(stranger: httpx.Client):
    moved = stranger.get("/id/box", headers={"Accept": "text/turtle"})
    assert (moved.status_code, moved.headers["location"]) == (301, "/id/carton")
    gone = stranger.get("/id/bottle")
    assert gone.status_code == 410
    assert "was in an earlier version" in gone.text
    assert "Bottle" not in gone.text  # what was taken back is not told again
    assert stranger.get("/id/bottle.ttl").status_code == 410


def test_what_went_into_one_without_an_address_names_it(program: httpx.Client, stranger: httpx.Client):
    answer = program.get("/id/merged")
    assert answer.status_code == 410
    assert "location" not in answer.headers
    assert "urn:inner:heir" in answer.text
    assert stranger.get("/id/merged").status_code == 404


@pytest.mark.parametrize("path", ["/id/eco.ttl", "/id/eco.rdf", f"/rest/v1/data?uri={BASE}eco", "/rest/v1/words/data"])
def test_hidden_labels_are_no_public_data(stranger: httpx.Client, program: httpx.Client, path: str):
    for kind in ("text/turtle", "application/rdf+xml", "application/ld+json"):
        open_to_all, to_readers = (who.get(path, headers={"Accept": kind}).text for who in (stranger, program))
        assert "Eco-friendly packaging" in open_to_all
        assert "hiddenLabel>" not in open_to_all
        assert "eco packging" not in open_to_all
        assert "eco packging" in to_readers


@pytest.mark.parametrize(
    "place", ["nothing", "nothing.ttl", "eco.xyz", "", "eco/", "../vocabulary", "%2e%2e/vocabulary", "secret"]
)
def test_what_never_was_and_what_is_not_public_is_not_found(stranger: httpx.Client, place: str):
    assert stranger.get(f"/id/{place}").status_code in (303, 404)
    assert "Eco secret" not in stranger.get(f"/id/{place}", follow_redirects=True).text


def test_what_is_not_public_is_told_to_who_may_read(outside: Outside, program: httpx.Client, stranger: httpx.Client):
    assert stranger.get("/id/secret.ttl").status_code == 404
    assert "Eco secret" in program.get("/id/secret.ttl").text


def test_a_form_nobody_knows_is_answered_with_those_there_are(stranger: httpx.Client):
    answer = stranger.get("/id/eco", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert "text/turtle" in answer.text


def test_pages_of_other_sites_may_read_and_only_read(stranger: httpx.Client):
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    before = stranger.options("/rest/v1/search", headers={**asked, "Access-Control-Request-Headers": "authorization"})
    assert before.status_code == 204
    assert before.headers["access-control-allow-origin"] == "*"
    answer = stranger.get("/id/eco.ttl", headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers
    assert "access-control-allow-origin" not in stranger.get("/vocabulary").headers
    assert stranger.post("/id/eco.ttl").status_code in (303, 401, 405)


def test_where_there_is_no_lock_no_page_of_another_site_reads(outside: Outside):
    """Every request is the owner's there: a page of another site would read as he does."""
    with served_at(create_app(outside.workspace)) as address, httpx.Client(base_url=address) as owner:
        asked = {"/id/eco.ttl": 200, "/rest/v1/vocabularies?lang=en": 200, "/sparql?query=ASK+%7B%7D": 403}
        for path, status in asked.items():
            answer = owner.get(path, headers={"Origin": "https://elsewhere.example"})
            assert answer.status_code == status
            assert "access-control-allow-origin" not in answer.headers
