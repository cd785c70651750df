"""Statements kept in memory behind the RDF port."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from thesaury.model.errors import BadInput, Unreachable
from thesaury.model.statement import Statement
from thesaury.ports.rdf import Mended


class FakeRdf:
    """Knows what each path holds; a path that holds nothing is a broken file."""

    def __init__(self, files: Mapping[Path, Sequence[Statement | Mended]]) -> None:
        self._files = files

    def read(self, path: Path) -> Iterator[Statement | Mended]:
        if path not in self._files:
            raise Unreachable(f"{path} cannot be opened.")
        if not self._files[path]:
            raise BadInput(f"{path.name} holds no RDF statement.")
        yield from self._files[path]
