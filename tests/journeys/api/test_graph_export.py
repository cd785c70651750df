"""The whole graph over the interface, as a file that is there whole."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyoxigraph
import pytest
from filelock import FileLock

from thesaury.analytics.naming import ONTOLOGY_GRAPH
from thesaury.analytics.statements import ASSETS_GRAPH
from thesaury.bootstrap import EmbeddedWorkspace, exporting
from thesaury.web.api.routes import exports


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


def test_one_is_written_at_a_time_and_nobody_who_writes_to_the_graph_waits(
    api: Any, opened: EmbeddedWorkspace, monkeypatch: pytest.MonkeyPatch
):
    refused: list[Any] = []

    def slow(workspace: EmbeddedWorkspace, path: Path) -> int:
        with ThreadPoolExecutor(1) as other:
            refused.append(other.submit(api.get, "/analytics/export").result())
        return exporting.export_graph(workspace, path)

    monkeypatch.setattr(exports, "export_graph", slow)
    with FileLock(opened.root / "writing.lock"):
        assert api.get("/analytics/export").status_code == 200
    assert (refused[0].status_code, "somebody else" in refused[0].json()["detail"]) == (503, True)
    assert list((opened.root / "exports").iterdir()) == []
    monkeypatch.setattr(shutil, "disk_usage", lambda root: SimpleNamespace(free=1 << 29))
    full = api.get("/analytics/export")
    assert (full.status_code, "Make room" in full.json()["detail"]) == (503, True)


@pytest.mark.parametrize("form", ["csv", "docx"])
def test_what_is_no_form_of_the_graph_is_refused(api: Any, form: str):
    answer = api.get(f"/analytics/export?form={form}")
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
