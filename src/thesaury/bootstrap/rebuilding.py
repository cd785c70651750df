"""Index and graph built anew beside the old ones, which are searched meanwhile, and then put in their place."""

from collections.abc import Iterator
from contextlib import contextmanager
from shutil import rmtree
from typing import Protocol

from thesaury.bootstrap.graphs import GRAPH, Home, new_graph
from thesaury.ports.graph import Graph
from thesaury.ports.index import SearchIndex

_INDEX = "index"


class Held(Home, Protocol):
    """A workspace whose index and graph can be exchanged."""

    def use(self, index: SearchIndex, graph: Graph) -> None:
        """From now on these are its index and its graph, until they are released."""

    def release(self, *parts: str) -> None:
        """Close these parts where they are open; they open again when they are asked for."""


@contextmanager
def rebuilding(held: Held) -> Iterator[None]:
    """Within, its index and graph are new and empty. Whoever holds the workspace for writing may do this.

    Where the block fails, the old ones are there again; where the process ends, they are as well, and what was built is thrown away
    the next time. Index and graph are exchanged while others read them.
    """
    from thesaury.engines.columns import open_index
    from thesaury.engines.columns.exchanging import exchange

    held.release(_INDEX, GRAPH)
    root = held.root
    index = root / f"{_INDEX}.new"
    rmtree(index, ignore_errors=True)
    with new_graph(held) as graph:
        built = open_index(index)
        held.use(built, graph.graph)
        try:
            yield
            built.optimise()
            held.release(_INDEX, GRAPH)
            graph.take_place()
            exchange(root / _INDEX, index)
        finally:
            held.release(_INDEX, GRAPH)
            rmtree(index, ignore_errors=True)
