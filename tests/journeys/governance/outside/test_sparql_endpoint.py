"""The SPARQL protocol as its clients speak it, over a really served workspace."""

import json
import socket
from time import monotonic, sleep

import httpx
import pytest

from tests.journeys.governance.outside.conftest import BASE, Outside
from tests.patience import PATIENCE

LABELS = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> SELECT ?l { ?c skos:prefLabel ?l } ORDER BY ?l"
LONG = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o . ?p ?q ?r . ?s ?t ?u }"


def values(answer: httpx.Response) -> list[str]:
    return [row["l"]["value"] for row in answer.json()["results"]["bindings"]]


def test_three_ways_to_ask(program: httpx.Client):
    by_get = program.get("/sparql", params={"query": LABELS})
    by_form = program.post("/sparql", data={"query": LABELS})
    by_body = program.post("/sparql", content=LABELS, headers={"Content-Type": "application/sparql-query"})
    assert by_get.headers["content-type"] == "application/sparql-results+json"
    assert "Carton" in values(by_get)
    assert values(by_get) == values(by_form) == values(by_body)


@pytest.mark.parametrize(
    ("accept", "given", "begins"),
    [
        ("application/sparql-results+xml", "application/sparql-results+xml", b"<?xml"),
        ("text/csv", "text/csv; charset=utf-8", b"l\r\n"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", b"?l\n"),
        ("application/json", "application/sparql-results+json", b"{"),
        ("text/turtle, application/sparql-results+json;q=0.5", "application/sparql-results+json", b"{"),
    ],
)
def test_solutions_come_as_they_are_wanted(program: httpx.Client, accept: str, given: str, begins: bytes):
    answer = program.get("/sparql", params={"query": LABELS}, headers={"Accept": accept})
    assert answer.headers["content-type"] == given
    assert answer.content.startswith(begins)
    assert "Accept" in answer.headers["vary"]


@pytest.mark.parametrize("kind", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"])
def test_statements_come_as_they_are_wanted(program: httpx.Client, kind: str):
    from pyoxigraph import RdfFormat, parse

    answer = program.get("/sparql", params={"query": f"DESCRIBE <{BASE}eco>"}, headers={"Accept": kind})
    assert answer.headers["content-type"].startswith(kind)
    form = RdfFormat.from_media_type(kind)
    assert form is not None
    assert len(list(parse(answer.content, form))) > 8


def test_the_named_graphs_are_those_of_the_workspace(program: httpx.Client):
    every = program.get("/sparql", params={"query": "SELECT DISTINCT (STR(?g) AS ?l) { GRAPH ?g { ?s ?p ?o } }"})
    words = next(graph for graph in values(every) if graph.endswith("words"))
    asked = {"query": LABELS, "default-graph-uri": words}
    assert "Eco secret" not in values(program.get("/sparql", params=asked))
    assert "Eco secret" in values(program.get("/sparql", params={"query": LABELS}))
    assert values(program.get("/sparql", params={**asked, "default-graph-uri": "https://none.example/"})) == []


def test_without_a_question_it_says_what_it_is(program: httpx.Client):
    described = program.get("/sparql", headers={"Accept": "text/turtle"})
    assert "sparql-service-description#Service" in described.text
    assert f"{program.base_url}/sparql".replace("//sparql", "/sparql") in described.text
    page = program.get("/sparql", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, "/vocabulary/sparql")


@pytest.mark.parametrize(
    ("sent", "status", "why"),
    [
        ({"params": {"query": "SELECT * {"}}, 400, "no SPARQL question"),
        ({"params": {"update": "CLEAR ALL"}}, 400, "Nothing is changed here"),
        ({"params": {"query": "CLEAR ALL"}}, 400, "Nothing is changed"),
        ({"params": [("query", "ASK {}"), ("query", "ASK {}")]}, 400, "Ask one question"),
        ({"params": {"query": "ASK { SERVICE <https://a.example/> { ?s ?p ?o } }"}}, 400, "SERVICE"),
        ({"params": {"query": "SELECT * { ?a ?b ?c . ?d ?e ?f }"}}, 400, "more than 500 rows"),
        ({"params": {"query": "ASK {}"}, "headers": {"Accept": "image/png"}}, 406, "come as"),
        ({"params": {"query": "ASK {}", "default-graph-uri": "no iri"}}, 400, "no IRI"),
    ],
)
def test_what_cannot_be_answered_is_told_why(program: httpx.Client, sent: dict[str, object], status: int, why: str):
    answer = program.get("/sparql", **sent)  # type: ignore[arg-type]
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert why in answer.json()["detail"]


def test_updates_and_other_bodies_are_refused(program: httpx.Client):
    update = program.post("/sparql", content="CLEAR ALL", headers={"Content-Type": "application/sparql-update"})
    assert (update.status_code, "Nothing is changed here" in update.text) == (400, True)
    other = program.post("/sparql", content="x", headers={"Content-Type": "text/plain"})
    assert other.status_code == 415
    large = program.post("/sparql", data={"query": "x" * (2 << 20)})
    assert large.status_code == 413


def test_only_who_may_read_asks(stranger: httpx.Client):
    answer = stranger.get("/sparql", params={"query": LABELS})
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")


def test_who_leaves_ends_his_question(outside: Outside):
    """The server's places for questions are free again long before the question's time is over."""
    host, port = outside.address.removeprefix("http://").split(":")
    line = f"GET /sparql?{httpx.QueryParams({'query': LONG})} HTTP/1.1"
    cookie = "; ".join(f"{name}={value}" for name, value in outside.cookies.items())
    askers = (f"Authorization: Bearer {outside.token}", f"Cookie: {cookie}")  # nobody has both places
    places = len(askers)
    asking = [socket.create_connection((host, int(port))) for _ in askers]
    for one, who in zip(asking, askers, strict=True):
        one.sendall(f"{line}\r\nHost: {host}\r\n{who}\r\n\r\n".encode())
    until = monotonic() + PATIENCE
    while len(list((outside.workspace.root / "graph.asked").glob("*"))) < places:
        assert monotonic() < until
        sleep(0.02)
    for one in asking:
        one.close()
    with outside.program() as program:
        while program.get("/sparql", params={"query": "ASK {}"}).status_code != 200:
            assert monotonic() < until
    assert monotonic() < until


def test_the_command_asks_the_same(outside: Outside, capsys: pytest.CaptureFixture[str], tmp_path):
    from thesaury.cli.app import run

    place = ["--workspace", str(outside.workspace.root)]
    question = tmp_path / "labels.rq"
    question.write_text(LABELS)
    assert run(["sparql", str(question), *place]) == 0
    assert "Carton" in [row["l"]["value"] for row in json.loads(capsys.readouterr().out)["results"]["bindings"]]
    assert run(["sparql", str(question), "--format", "csv", *place]) == 0
    assert "Carton" in capsys.readouterr().out.split()
    question.write_text(f"DESCRIBE <{BASE}eco>")
    assert run(["sparql", str(question), "--format", "nt", *place]) == 0
    assert f"<{BASE}eco>" in capsys.readouterr().out
    assert run(["sparql", str(question), "--format", "csv", *place]) == 2
    assert "--format ttl" in capsys.readouterr().err
    assert run(["sparql", str(tmp_path / "none.rq"), *place]) == 6
