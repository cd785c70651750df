"""What the graph says of the demo brand conforms to the shapes."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pyshacl import validate
from rdflib import Graph

from tests.long_form import usually
from thesaury.analytics.naming import CAMPAIGNS_GRAPH, PURCHASES_GRAPH, SEARCHES_GRAPH, TALLIES_GRAPH, USES_GRAPH
from thesaury.analytics.ontology import SHAPES
from thesaury.analytics.statements import ASSETS_GRAPH
from thesaury.bootstrap import open_workspace
from thesaury.engines.oxigraph.files import serialized
from thesaury.model.statement import Statement

FEW = (CAMPAIGNS_GRAPH, PURCHASES_GRAPH, SEARCHES_GRAPH, "urn:thesaury:slice:campaign-use")
ALL = (CAMPAIGNS_GRAPH, PURCHASES_GRAPH, SEARCHES_GRAPH, USES_GRAPH, ASSETS_GRAPH, "urn:thesaury:slice:")


def said(root: Path, of: tuple[str, ...]) -> Iterator[Statement]:
    """The statements of graphs, and those of slices by how their IRIs begin."""
    with closing(open_workspace(root)) as opened, opened.projecting():
        for name in of:
            if ":slice:" in name:
                yield from (one for one in opened.graph.match(TALLIES_GRAPH) if one.subject.startswith(name))
            else:
                yield from opened.graph.match(name)


@pytest.mark.parametrize("graphs", usually([FEW], [ALL]))
def test_the_demo_conforms(demo: tuple[Path, dict[str, Any]], graphs: tuple[str, ...]):
    data = Graph().parse(serialized(said(demo[0] / "workspace", graphs), "nt"), format="nt")
    assert len(data) > 1000
    conforms, _, told = validate(data, shacl_graph=Graph().parse(SHAPES))
    assert conforms, told[:3000]
