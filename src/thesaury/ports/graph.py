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

    def match(
        self, graph: str, subject: str | None = None, predicate: str | None = None, object: Iri | Literal | None = None
    ) -> Iterator[Statement]:
        """The statements that fit; `None` fits everything."""

    def select(self, sparql: str, bindings: Solution | None = None) -> Iterator[Solution]:
        """The solutions of a SELECT over the union of all graphs; bindings stand in for variables, never by text."""

    def write(self, graphs: Iterable[str], path: Path) -> int:
        """Write these graphs as one file, in the form its ending names (.ttl, .nt, .rdf, .jsonld); returns the count."""

    def close(self) -> None:
        """Release the store."""
