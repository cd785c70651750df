"""The graph on pyoxigraph, in one directory or in memory."""

from thesaury.engines.oxigraph.files import serialized, write_statements
from thesaury.engines.oxigraph.graph import OxigraphGraph, memory_graph, open_graph

__all__ = ["OxigraphGraph", "memory_graph", "open_graph", "serialized", "write_statements"]
