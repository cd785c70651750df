"""The graph: named graphs of RDF statements with SPARQL 1.1 as its question language."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

from thesaury.model.statement import Iri, Literal, Statement

Solution = Mapping[str, Iri | Literal]


class Graph(Protocol):
    """One workspace's named graphs."""

    def load(self, graph: str, statements: Iterable[Statement]) -> int:
        """Replace a whole named graph; returns the number of statements it now holds."""

    def replace(self, graph: str, owned: Mapping[str, Iterable[Statement]]) -> None:
        """For each owner IRI replace its statements and those of its fragments (`owner#...`) in one transaction."""

    def extend(self, graph: str, statements: Iterable[Statement]) -> int:
        """Add statements to a named graph in bulk, all that is there staying; returns how many were given. None may have blank nodes.

        Cut short, some of them are there; adding them again changes nothing.
        """

    def match(
        self, graph: str, subject: str | None = None, predicate: str | None = None, object: Iri | Literal | None = None
    ) -> Iterator[Statement]:
        """The statements that fit; `None` fits everything."""

    def select(self, sparql: str, bindings: Solution | None = None) -> Iterator[Solution]:
        """The solutions of a SELECT over the union of all graphs; a statement of two graphs may count twice, so count DISTINCT.

        Bindings stand in for the variables that the question writes with a dollar sign (`$period`), as terms that the engine itself writes;
        a whole number may stand behind LIMIT too. Raises BadInput for a variable of that kind without a binding, for a binding without one,
        and for a blank node.
        """

    def write(self, graphs: Iterable[str], path: Path) -> int:
        """Write these graphs as one file, in the form its ending names (.ttl, .nt, .rdf, .jsonld); returns the count."""

    def close(self) -> None:
        """Release the store."""


class GraphReader(Protocol):
    """The same graphs for reading alone, while somebody else may be writing; threads may share it. For questions of our own, which have no
    limits: those of strangers go to `graph_questions`."""

    @property
    def state(self) -> str:
        """Tells what was written last: as long as it is the same, so are the answers."""

    def select(self, sparql: str, bindings: Solution | None = None) -> list[Solution]:
        """As `Graph.select`, from the graph as it was at its last write, or the one before while it is being written."""

    def close(self) -> None:
        """Release what is held."""
