"""The whole graph over the interface, as a file that is there whole."""

from typing import Any

import pyoxigraph
import pytest

from thesaury.analytics.naming import ONTOLOGY_GRAPH
from thesaury.analytics.statements import ASSETS_GRAPH


def test_everything_that_the_graph_says_is_downloaded(api: Any):
    answer = api.get("/analytics/export")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/n-quads")
    assert "graph.nq" in answer.headers["content-disposition"]
    store = pyoxigraph.Store()
    store.load(answer.content, pyoxigraph.RdfFormat.N_QUADS)
    assert {ASSETS_GRAPH, ONTOLOGY_GRAPH} <= {graph.value for graph in store.named_graphs()}
    turtle = api.get("/analytics/export?form=ttl")
    merged = pyoxigraph.Store()
    merged.load(turtle.content, pyoxigraph.RdfFormat.TURTLE)
    assert len(merged) == len({quad.triple for quad in store})


@pytest.mark.parametrize("form", ["csv", "docx"])
def test_what_is_no_form_of_the_graph_is_refused(api: Any, form: str):
    answer = api.get(f"/analytics/export?form={form}")
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
