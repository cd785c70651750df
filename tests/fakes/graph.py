"""A graph in memory: plain sets of statements; SPARQL is answered, and files are written, by the real engine."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from thesaury.engines.oxigraph import OxigraphGraph, memory_graph
from thesaury.model.statement import Iri, Literal, Statement
from thesaury.ports.graph import Solution


class MemoryGraph:
    """Inherits the contract suite of `Graph`; `graphs` may be looked into by tests."""

    def __init__(self) -> None:
        self.graphs: dict[str, set[Statement]] = {}

    def load(self, graph: str, statements: Iterable[Statement]) -> int:
        self.graphs[graph] = set(statements)
        return len(self.graphs[graph])

    def replace(self, graph: str, owned: Mapping[str, Iterable[Statement]]) -> None:
        said = {statement for statements in owned.values() for statement in statements}
        kept = {s for s in self.graphs.get(graph, set()) if s.subject.split("#")[0] not in owned}
        self.graphs[graph] = kept | said

    def extend(self, graph: str, statements: Iterable[Statement]) -> int:
        added = list(statements)
        self.graphs[graph] = self.graphs.get(graph, set()) | set(added)
        return len(added)

    def match(
        self, graph: str, subject: str | None = None, predicate: str | None = None, object: Iri | Literal | None = None
    ) -> Iterator[Statement]:
        wanted = (subject, predicate, object)
        for found in tuple(self.graphs.get(graph, ())):
            pairs = zip(wanted, (found.subject, found.predicate, found.object), strict=True)
            if all(want is None or want == part for want, part in pairs):
                yield found

    def select(self, sparql: str, bindings: Solution | None = None) -> Iterator[Solution]:
        return self._engine().select(sparql, bindings)

    def write(self, graphs: Iterable[str], path: Path) -> int:
        return self._engine().write(graphs, path)

    def close(self) -> None:
        self.graphs = {}

    def _engine(self) -> OxigraphGraph:
        engine = memory_graph()
        for name, statements in self.graphs.items():
            engine.load(name, statements)
        return engine


class MemoryReader:
    """Reads a graph in memory as it is now."""

    def __init__(self, graph: MemoryGraph) -> None:
        self._graph = graph

    @property
    def state(self) -> str:
        return str(hash(frozenset((name, frozenset(told)) for name, told in self._graph.graphs.items())))

    def select(self, sparql: str, bindings: Solution | None = None) -> list[Solution]:
        return list(self._graph.select(sparql, bindings))

    def close(self) -> None:
        pass
