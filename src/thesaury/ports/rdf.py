"""RDF files in, as plain statements, read where a hostile file can do no harm."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from thesaury.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Mended:
    """A line the reader had to change before it could be read: where, by which rule, and what it did."""

    line: int
    rule: str
    message: str


class RdfReader(Protocol):
    """Reads Turtle, RDF/XML, JSON-LD, N-Triples, TriG and N-Quads, plain or gzipped."""

    def read(self, path: Path) -> Iterator[Statement | Mended]:
        """Every statement of every graph of the file, streaming, with what had to be mended.

        Raises Unreachable when the file is missing; BadInput, with the line, when it is broken, of unknown form, holds a DOCTYPE or
        a remote context, or needs more memory or time than allowed.
        """
