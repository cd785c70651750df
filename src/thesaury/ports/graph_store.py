"""Graph stores elsewhere: where assets and usage are put for analysis."""

from collections.abc import Iterable
from typing import Protocol

from thesaury.model.statement import Statement
from thesaury.ports.progress import Progress, unheard


class GraphStore(Protocol):
    """One SPARQL 1.1 graph store."""

    def put(self, graph: str, statements: Iterable[Statement], progress: Progress = unheard) -> int:
        """Replace one named graph; readers see the old content until the new one is whole. Returns how many statements.

        Raises Unreachable, NeedsLogin or Refused; the old content is still there then.
        """
