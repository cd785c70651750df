"""Graph stores elsewhere: where assets and usage are put for analysis."""

from collections.abc import Iterable
from typing import Protocol

from thesaury.model.statement import Statement
from thesaury.ports.progress import Progress, unheard

KEEPS = "graph_keep"
"""The setting of a connection by which, with `yes`, its graph store is kept current without anybody asking."""


class GraphStore(Protocol):
    """One SPARQL 1.1 graph store."""

    @property
    def place(self) -> str:
        """Tells which store this is: another text for another one, which then holds nothing that was put here."""

    def put(self, graph: str, statements: Iterable[Statement], progress: Progress = unheard) -> int:
        """Replace one named graph; readers see the old content until the new one is whole. Returns how many statements.

        Raises Unreachable, NeedsLogin or Refused, and what the statements raise; the old content is still there then. Raises LostReply
        where nobody knows which one is.
        """
