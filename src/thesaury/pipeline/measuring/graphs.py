"""Which named graphs a workspace has."""

from thesaury.analytics.naming import (
    BRIEFS_GRAPH,
    CAMPAIGNS_GRAPH,
    ONTOLOGY_GRAPH,
    PURCHASES_GRAPH,
    SEARCHES_GRAPH,
    STEPS_GRAPH,
    TALLIES_GRAPH,
    USES_GRAPH,
)
from thesaury.analytics.statements import ASSETS_GRAPH, vocabulary_graph
from thesaury.ports.workspace import Workspace

_ANALYTICS = (
    *(ONTOLOGY_GRAPH, USES_GRAPH, CAMPAIGNS_GRAPH, PURCHASES_GRAPH),
    *(SEARCHES_GRAPH, BRIEFS_GRAPH, STEPS_GRAPH, TALLIES_GRAPH),
)


def graphs_held(workspace: Workspace) -> list[str]:
    """The graphs that hold anything: assets, the current vocabularies, then those of analysis. Hold the graph for it."""
    words = [vocabulary_graph(version.name) for version in workspace.catalogue.vocabularies.current()]
    return [name for name in (ASSETS_GRAPH, *words, *_ANALYTICS) if _holds_anything(workspace, name)]


def _holds_anything(workspace: Workspace, name: str) -> bool:
    """Asked for one statement alone: a server would gather all."""
    return any(True for _ in workspace.graph.select(f"SELECT ?s {{ GRAPH <{name}> {{ ?s ?p ?o }} }} LIMIT 1"))
