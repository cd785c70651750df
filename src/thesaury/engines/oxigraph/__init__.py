"""The graph on pyoxigraph, in one directory or in memory."""

from thesaury.engines.oxigraph.files import serialized, write_statements
from thesaury.engines.oxigraph.graph import OxigraphGraph, graph_copied, memory_graph, open_graph

__all__ = ["OxigraphGraph", "graph_copied", "memory_graph", "open_graph", "serialized", "write_statements"]
