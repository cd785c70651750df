"""The pages: where a vocabulary is used elsewhere, and the box for SPARQL, each with its three endings."""

from collections.abc import Callable, Iterator
from os import SEEK_END
from typing import Any

import httpx
import pytest

from tests.journeys.governance.outside.conftest import BASE, Outside
from tests.journeys.pages.browsing import served_at
from thesaury.ports.graph_questions import GraphAnswer
from thesaury.vocabulary.forms import WordForm
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.web.app import create_app
from thesaury.web.pages.vocabulary import sparql_routes
from thesaury.web.pages.vocabulary.sparql_routes import EXAMPLES
from thesaury.web.parts.sparql_answers import Shown


@pytest.fixture(scope="module")
def person(outside: Outside) -> Iterator[httpx.Client]:
    headers = {"Accept-Language": "en"}
    with httpx.Client(base_url=outside.address, cookies=outside.cookies, headers=headers, timeout=60) as client:
        yield client


def page(person: httpx.Client, path: str, status: int = 200, **asked: str) -> str:
    answer = person.get(path, params=asked or None)
    assert answer.status_code == status, answer.text
    return " ".join(answer.text.split())


def test_a_vocabulary_is_offered_in_every_form_and_at_every_address(person: httpx.Client):
    assert '<a class="button plain small" href="/vocabulary/words/share">' in page(person, "/vocabulary")
    text = page(person, "/vocabulary/words/share")
    for form in WordForm:
        assert f"/api/v1/vocabularies/words/export?form={form}" in text
    here = f"{person.base_url}".rstrip("/")
    for address in (f"{here}/rest/v1/words/", f"{here}/sparql", "urn:thesaury:graph:vocabulary:words", BASE):
        assert f">{address}</code>" in text
    assert "Everybody may read this vocabulary" in text
    assert '<a href="/id/b%C3%BCchse">For example Büchse</a>' in text
    assert "/vocabulary/words/reconcile" in text


def test_a_vocabulary_that_is_not_public_says_so(person: httpx.Client):
    assert "Only who signs in" in page(person, "/vocabulary/inner/share")
    page(person, "/vocabulary/none/share", 404)


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_are_questions_that_have_an_answer(person: httpx.Client, example: str):
    text = page(person, "/vocabulary/sparql", example=example)
    assert '<h2 id="sparql-answer">' in text
    assert ("Nothing fits" in text) == (example == "assets")  # there are no assets here


def test_an_answer_is_a_table_that_leads_to_concepts_and_can_be_taken_along(person: httpx.Client):
    asked = f"SELECT ?c ?l {{ ?c <http://www.w3.org/2004/02/skos/core#altLabel> ?l . FILTER(?c = <{BASE}eco>) }}"
    text = page(person, "/vocabulary/sparql", query=asked)
    assert '<td lang="de" dir="auto">Ökoverpackung</td>' in text
    assert "/concepts?iri=https%3A%2F%2Fwords.example.com%2Fid%2Feco" in text
    assert "3 rows" in text
    link = text.split('href="/sparql?', 1)[1].split('"', 1)[0].replace("&amp;", "&")
    taken = person.get(f"/sparql?{link}")
    assert (taken.status_code, taken.headers["content-type"]) == (200, "application/sparql-results+json")


def test_yes_statements_nothing_and_failure(person: httpx.Client):
    assert ">Yes.</p>" in page(person, "/vocabulary/sparql", query="ASK { ?s ?p ?o }")
    assert "skos:prefLabel" in page(person, "/vocabulary/sparql", query=f"DESCRIBE <{BASE}eco>")
    assert "Nothing fits" in page(person, "/vocabulary/sparql", query="SELECT * { ?s <urn:none> ?o }")
    broken = page(person, "/vocabulary/sparql", 400, query="SELECT * { <script>alert(1)</script>")
    assert "This is no SPARQL question" in broken
    assert "<script>alert" not in broken
    assert "more than 500 rows" in page(person, "/vocabulary/sparql", 400, query="SELECT * { ?a ?b ?c . ?d ?e ?f }")
    assert "sparql-answer" not in page(person, "/vocabulary/sparql")


def test_of_a_long_answer_only_what_is_shown_is_written(person: httpx.Client, monkeypatch: pytest.MonkeyPatch):
    sizes = list[int]()

    def measured(
        query: str, answer: GraphAnswer, thesaurus: Callable[[], Thesaurus], shown: Any = sparql_routes.shown
    ) -> Shown:
        sizes.append(answer.content.seek(0, SEEK_END))
        answer.content.seek(0)
        found: Shown = shown(query, answer, thesaurus)
        return found

    monkeypatch.setattr(sparql_routes, "shown", measured)
    values = " ".join(map(str, range(300)))
    text = page(
        person,
        "/vocabulary/sparql",
        query=f"SELECT ?n (REPEATED AS ?x) {{ VALUES ?n {{ {values} }} }}".replace("REPEATED", f"'{'x' * 5000}'"),
    )
    assert "300 rows" in text
    assert "The first 200 are shown" in text
    assert sizes[0] < 201 * 5_200
    statements = page(
        person, "/vocabulary/sparql", query=f"CONSTRUCT {{ <urn:a> <urn:p> ?n }} {{ VALUES ?n {{ {values} }} }}"
    )
    assert "300 statements" in statements
    assert "The first 200 are shown" in statements


def test_a_page_of_another_site_asks_nothing(person: httpx.Client, outside: Outside, program: httpx.Client):
    """Not by an image, which browsers ask for by GET; a token is brought by a program alone."""
    asked, elsewhere = {"query": "ASK { ?s ?p ?o }"}, {"Sec-Fetch-Site": "cross-site"}
    for headers in (elsewhere, {"Referer": "https://elsewhere.example/"}):
        shown = person.get("/vocabulary/sparql", params=asked, headers=headers)
        assert (shown.status_code, "ASK { ?s ?p ?o }" in shown.text, ">Yes.</p>" in shown.text) == (403, True, False)
        assert person.get("/vocabulary/sparql", params={"example": "graphs"}, headers=headers).status_code == 403
        assert person.get("/sparql", params=asked, headers=headers).status_code == 403
        assert person.head("/sparql", params=asked, headers=headers).status_code == 403
        assert person.get("/vocabulary/sparql", headers=headers).status_code == 200
        assert program.get("/sparql", params=asked, headers=headers).status_code == 200
    assert person.get("/sparql", params=asked, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200


def test_the_page_is_counted_as_the_endpoint_is(outside: Outside):
    app = create_app(outside.workspace, access=outside.workspace.access, per_minute=2)
    with served_at(app) as address, httpx.Client(base_url=address, cookies=outside.cookies, timeout=60) as client:
        assert [client.get("/vocabulary/sparql").status_code for _ in range(3)] == [200, 200, 429]


def test_pages_ask_for_signing_in(stranger: httpx.Client):
    for path in ("/vocabulary/words/share", "/vocabulary/sparql"):
        assert stranger.get(path).headers["location"].startswith("/sign-in")
