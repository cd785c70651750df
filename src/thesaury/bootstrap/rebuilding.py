"""Index and graph built anew beside the old ones, which are searched meanwhile, and then put in their place."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thesaury.bootstrap.engines import Engines

_INDEX, _GRAPH = "index", "graph"
_OLD = ".old"


@contextmanager
def rebuilding(engines: "Engines") -> Iterator[None]:
    """Within, `engines.index` and `engines.graph` are new and empty. Whoever holds the workspace for writing may do this.

    Where the block fails, the old ones are there again; where the process ends, they are as well, and what was built is thrown away
    the next time. The index is exchanged while others search it; the graph has no readers but the writer.
    """
    from thesaury.engines.columns import open_index
    from thesaury.engines.columns.exchanging import exchange
    from thesaury.engines.oxigraph import open_graph

    engines.release(_INDEX, _GRAPH)
    root = engines.root
    index, graph = root / f"{_INDEX}.new", root / f"{_GRAPH}.new"
    for folder in (index, graph):
        rmtree(folder, ignore_errors=True)
    built = open_index(index)
    engines.__dict__ |= {_INDEX: built, _GRAPH: open_graph(graph)}
    try:
        yield
        built.optimise()
        engines.release(_INDEX, _GRAPH)
        exchange(root / _INDEX, index)
        _exchange_graph(root, graph)
    finally:
        engines.release(_INDEX, _GRAPH)
        for folder in (index, graph):
            rmtree(folder, ignore_errors=True)


def settle_graph(root: Path) -> None:
    """Put the old graph back where a process ended between taking it away and putting the new one in its place."""
    here, old = root / _GRAPH, root / f"{_GRAPH}{_OLD}"
    if old.exists() and not here.exists():
        old.replace(here)


def _exchange_graph(root: Path, new: Path) -> None:
    settle_graph(root)
    here, old = root / _GRAPH, root / f"{_GRAPH}{_OLD}"
    rmtree(old, ignore_errors=True)
    if here.exists():
        here.replace(old)
    new.replace(here)
    rmtree(old, ignore_errors=True)
