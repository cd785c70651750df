"""Index and graph built anew beside the old ones, which are searched meanwhile, and then put in their place."""

from collections.abc import Iterator
from contextlib import contextmanager
from shutil import rmtree
from typing import TYPE_CHECKING

from thesaury.bootstrap.graphs import GRAPH, new_graph

if TYPE_CHECKING:
    from thesaury.bootstrap.engines import Engines

_INDEX = "index"


@contextmanager
def rebuilding(engines: "Engines") -> Iterator[None]:
    """Within, `engines.index` and `engines.graph` are new and empty. Whoever holds the workspace for writing may do this.

    Where the block fails, the old ones are there again; where the process ends, they are as well, and what was built is thrown away
    the next time. Index and graph are exchanged while others read them.
    """
    from thesaury.engines.columns import open_index
    from thesaury.engines.columns.exchanging import exchange

    engines.release(_INDEX, GRAPH)
    root = engines.root
    index = root / f"{_INDEX}.new"
    rmtree(index, ignore_errors=True)
    with new_graph(engines) as graph:
        built = open_index(index)
        engines.__dict__ |= {_INDEX: built, GRAPH: graph.graph}
        try:
            yield
            built.optimise()
            engines.release(_INDEX, GRAPH)
            graph.take_place()
            exchange(root / _INDEX, index)
        finally:
            engines.release(_INDEX, GRAPH)
            rmtree(index, ignore_errors=True)
