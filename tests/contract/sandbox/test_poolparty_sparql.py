"""The PoolParty sandbox over real HTTP: the SPARQL endpoint of each project, and the graph store beside it."""

from typing import Any

import httpx

from tests.contract.sandbox.poolparty_server import FM, SKOS, House, P

ENDPOINT = "/PoolParty/sparql/fennmoor"
LABEL = f"SELECT ?l WHERE {{ <{FM}packshot> <{SKOS}prefLabel> ?l }} ORDER BY ?l"
GRAPH = {"graph": "https://graphs.example/usage"}
TURTLE = {"Content-Type": "text/turtle"}


def graphs(pp: House, method: str, path: str = "data", **further: Any) -> httpx.Response:
    login = (pp.where["graphstore_username"], pp.where["graphstore_password"])
    return pp.http.request(method, f"/graphstore/{path}", auth=further.pop("auth", login), **further)


def test_select_in_four_formats(pp: House) -> None:
    def typed(**params: str) -> tuple[str, str]:
        answer = pp.get(ENDPOINT, query=LABEL, **params)
        return answer.headers["content-type"].split(";")[0], answer.text

    assert typed()[0] == "text/xml"
    assert "<literal" in typed()[1]
    assert typed(format="application/json")[1].count('"value"') == 3
    assert typed(**{"content-type": "text/csv"})[1].startswith("l\r\n")
    assert typed(format="text/tab-separated-values")[1].startswith("?l\n")
    accepted = pp.http.get(
        ENDPOINT, params={"query": LABEL}, auth=pp.user, headers={"Accept": "application/sparql-results+json"}
    )
    assert len(accepted.json()["results"]["bindings"]) == 3


def test_construct_describe_and_post(pp: House) -> None:
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ VALUES ?s {{ <{FM}packshot> }} ?s ?p ?o }}"
    turtle = pp.get(ENDPOINT, query=query, format="text/turtle")
    assert turtle.headers["content-type"].startswith("text/turtle")
    assert "Freisteller" in turtle.text
    assert pp.get(ENDPOINT, query=f"DESCRIBE <{FM}packshot>").headers["content-type"] == "application/rdf+xml"
    form = {"query": LABEL, "format": "application/json"}
    assert pp.post(ENDPOINT, data=form).json() == pp.get(ENDPOINT, **form).json()
    raw = pp.post(
        ENDPOINT + "?format=application/json", content=LABEL, headers={"Content-Type": "application/sparql-query"}
    )
    assert raw.json() == pp.get(ENDPOINT, **form).json()


def test_by_uuid_and_kept_in_step_with_every_write(pp: House) -> None:
    pp.edit("label", concept=FM + "packshot", label="pack picture")
    found = {each["l"]["value"] for each in pp.select(LABEL, pp.uuid)}
    assert found == {"pack picture", "Packshot", "packshot"}
    made = pp.edit("import", count=3)
    query = f"SELECT ?c WHERE {{ ?c a <{SKOS}Concept> }}"
    assert set(made) <= {each["c"]["value"] for each in pp.select(query)}


def test_wrong_queries_and_queries_that_reach_out(pp: House) -> None:
    reaching = "SELECT * WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"
    for query in ("SELEC", reaching, "LOAD <http://x.example/>", "INSERT DATA { <a:a> <a:b> 1 }", "ASK " + "{" * 9000):
        answer = pp.get(ENDPOINT, query=query)
        assert answer.status_code == 400, query[:40]
        assert answer.json()["errorMessage"]
    assert pp.get(ENDPOINT).status_code == 400
    quoted = 'SELECT ?s WHERE { ?s ?p "SERVICE and LOAD" }'
    assert pp.get(ENDPOINT, query=quoted).status_code == 200
    assert pp.get(ENDPOINT, query=LABEL, format="text/unknown").status_code == 406


def test_open_without_login_only_on_demand(pp: House) -> None:
    anonymous = {"params": {"query": LABEL}}
    assert pp.http.get(ENDPOINT, **anonymous).status_code == 401
    pp.options(sparql_open=True)
    assert pp.http.get(ENDPOINT, **anonymous).status_code == 200
    assert pp.http.get("/PoolParty/api/projects").status_code == 401
    assert pp.get("/PoolParty/sparql/colours", query=LABEL).status_code == 403  # a login counts where one is sent


def test_only_the_own_project_is_seen(pp: House) -> None:
    everything = "SELECT ?s WHERE { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    seen = {each["s"]["value"] for each in pp.select(everything)}
    assert not [each for each in seen if each.startswith((P, "https://sealed."))]


def test_the_schema_endpoint(pp: House) -> None:
    found = pp.get("/PoolParty/api/schema/sparql/select", query=LABEL).json()
    assert set(found) == {"head", "results", "message", "millis", "status", "success"}


def test_a_graph_is_put_read_added_to_and_deleted(pp: House) -> None:
    assert graphs(pp, "GET", params=GRAPH).status_code == 404
    made = graphs(pp, "PUT", params=GRAPH, content="<u:a> <u:b> 1 .", headers=TURTLE)
    assert made.status_code == 201
    assert graphs(pp, "PUT", params=GRAPH, content="<u:a> <u:b> 2 .", headers=TURTLE).status_code == 204
    assert graphs(pp, "POST", params=GRAPH, content="<u:a> <u:b> 3 .", headers=TURTLE).status_code == 204
    shown = graphs(pp, "GET", params=GRAPH, headers={"Accept": "application/n-triples"})
    assert sorted(line.split('"')[1] for line in shown.text.splitlines()) == ["2", "3"]
    assert graphs(pp, "DELETE", params=GRAPH).status_code == 204
    assert graphs(pp, "DELETE", params=GRAPH).status_code == 404
    assert pp.effects()["count"] == 4


def test_graphs_stand_apart_and_nothing_is_half_written(pp: House) -> None:
    graphs(pp, "PUT", params=GRAPH, content="<u:a> <u:b> 1 .", headers=TURTLE)
    graphs(pp, "PUT", params={"graph": "https://graphs.example/other"}, content="<u:a> <u:b> 9 .", headers=TURTLE)
    broken = graphs(pp, "PUT", params=GRAPH, content="<u:a> <u:b> 2 . <u:", headers=TURTLE)
    assert broken.status_code == 400
    assert '"1"' in graphs(pp, "GET", params=GRAPH, headers={"Accept": "application/n-triples"}).text
    assert graphs(pp, "PUT", params=GRAPH, content="x", headers={"Content-Type": "text/plain"}).status_code == 415
    assert graphs(pp, "PUT", params={"graph": "no iri"}, content="", headers=TURTLE).status_code == 400


def test_queries_and_updates(pp: House) -> None:
    update = "INSERT DATA { GRAPH <https://graphs.example/usage> { <u:a> <u:b> 5 } }"
    assert graphs(pp, "POST", "update", data={"update": update}).status_code == 204
    query = "SELECT ?o WHERE { GRAPH ?g { ?s ?p ?o } }"
    by_form = graphs(pp, "POST", "query", data={"query": query}, headers={"Accept": "application/sparql-results+json"})
    assert by_form.json()["results"]["bindings"][0]["o"]["value"] == "5"
    raw = {"content": query, "headers": {"Content-Type": "application/sparql-query"}}
    assert graphs(pp, "POST", "query", **raw).json() == by_form.json()
    raw_update = {"content": "DROP ALL", "headers": {"Content-Type": "application/sparql-update"}}
    assert graphs(pp, "POST", "update", **raw_update).status_code == 204
    assert graphs(pp, "GET", "query", params={"query": query}).json()["results"]["bindings"] == []
    for wrong in ("INSERT", "LOAD <file:///etc/hosts>"):
        assert graphs(pp, "POST", "update", data={"update": wrong}).status_code == 400


def test_the_graph_store_has_its_own_credentials(pp: House) -> None:
    for auth in (None, pp.user, pp.admin):
        for path in ("data", "query", "update"):
            method = "GET" if path == "data" else "POST"
            assert graphs(pp, method, path, auth=auth, params=GRAPH).status_code == 401
    login = (pp.where["graphstore_username"], pp.where["graphstore_password"])
    assert pp.get("/PoolParty/api/projects", login).status_code == 401
