"""Which named graphs a workspace has."""

from thesaury.analytics.naming import (
    BRIEFS_GRAPH,
    CAMPAIGNS_GRAPH,
    GONE_GRAPH,
    HIERARCHY_GRAPH,
    ONTOLOGY_GRAPH,
    PURCHASES_GRAPH,
    SEARCHES_GRAPH,
    STEPS_GRAPH,
    TALLIES_GRAPH,
    USES_GRAPH,
)
from thesaury.analytics.statements import ASSETS_GRAPH, vocabulary_graph
from thesaury.ports.graph import Graph
from thesaury.ports.workspace import Workspace

_ANALYTICS = (
    *(ONTOLOGY_GRAPH, USES_GRAPH, CAMPAIGNS_GRAPH, PURCHASES_GRAPH),
    *(SEARCHES_GRAPH, BRIEFS_GRAPH, STEPS_GRAPH, HIERARCHY_GRAPH, GONE_GRAPH, TALLIES_GRAPH),
)


def graphs_held(workspace: Workspace, graph: Graph) -> list[str]:
    """The graphs of this one that hold anything: assets, the current vocabularies, then those of analysis. Hold it meanwhile."""
    words = [vocabulary_graph(version.name) for version in workspace.catalogue.vocabularies.current()]
    return [name for name in (ASSETS_GRAPH, *words, *_ANALYTICS) if _holds_anything(graph, name)]


def _holds_anything(graph: Graph, name: str) -> bool:
    """Asked for one statement alone: a server would gather all."""
    return any(True for _ in graph.select(f"SELECT ?s {{ GRAPH <{name}> {{ ?s ?p ?o }} }} LIMIT 1"))
