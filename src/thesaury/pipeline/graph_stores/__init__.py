"""The graph of a workspace put into graph stores elsewhere: graph by graph, each whole, and only those that are others than before."""

from thesaury.pipeline.graph_stores.putting import Put, put_graphs
from thesaury.pipeline.graph_stores.timing import KeptGraphs, is_due, keeps_graph, kept_graphs

__all__ = ["KeptGraphs", "Put", "is_due", "keeps_graph", "kept_graphs", "put_graphs"]
