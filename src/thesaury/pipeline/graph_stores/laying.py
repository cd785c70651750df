"""Graphs laid down on the disk as they are at one moment: sending them takes minutes, and nobody here waits for that."""

import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from shutil import rmtree

from thesaury.model.errors import Retry
from thesaury.model.statement import Iri, Literal, Statement
from thesaury.pipeline.measuring.graphs import graphs_held
from thesaury.ports.files import file_error
from thesaury.ports.workspace import Workspace

_FOLDER = "graph.put"
_LOOK = 5_000
"""Statements between two looks whether somebody stopped it."""
_BITS = 128

Stopped = Callable[[], bool]


class CutOff(Retry):
    """Somebody stopped it; the next round goes on with what is left."""


@dataclass(frozen=True, slots=True)
class Laid:
    """One graph on the disk: so many statements, and a digest that is the same for the same statements in whatever order."""

    graph: str
    path: Path
    count: int
    digest: str

    def statements(self, stopped: Stopped) -> Iterator[Statement]:
        """The statements again. Raises CutOff as soon as it is stopped, and NoSpace or Unreachable where the file cannot be read."""
        try:
            with gzip.open(self.path, "rt", encoding="ascii") as file:
                yield from _looking((_read(json.loads(line)) for line in file), stopped)
        except OSError as error:
            raise file_error(error, self.path) from error


@contextmanager
def laid_down(workspace: Workspace, stopped: Stopped) -> Iterator[list[Laid]]:
    """All graphs that hold anything, as they are at one moment, on the disk until the block ends. One process at a time.

    Raises CutOff, WorkspaceBusy where the graph is written without a pause, and NoSpace or Unreachable for the disk.
    """
    folder = workspace.root / _FOLDER
    rmtree(folder, ignore_errors=True)  # of a process that was killed
    try:
        folder.mkdir(parents=True)
        with workspace.graph_at_rest() as graph:
            names = graphs_held(workspace, graph)
            laid = [
                _laid(name, _looking(graph.match(name), stopped), folder / f"{place}.gz")
                for place, name in enumerate(names)
            ]
        yield laid
    except OSError as error:
        raise file_error(error, folder) from error
    finally:
        rmtree(folder, ignore_errors=True)


def _laid(graph: str, statements: Iterable[Statement], path: Path) -> Laid:
    count = total = 0
    # The quickest level: the file is read once and gone, and what repeats are whole IRIs.
    with gzip.open(path, "wt", compresslevel=1, encoding="ascii") as file:
        for statement in statements:
            line = json.dumps(_written(statement))
            total += int.from_bytes(blake2b(line.encode("ascii"), digest_size=_BITS // 8).digest())
            count += 1
            file.write(f"{line}\n")
    return Laid(graph, path, count, f"{total % 2**_BITS:032x}")


def _looking(statements: Iterable[Statement], stopped: Stopped) -> Iterator[Statement]:
    for place, statement in enumerate(statements):
        if place % _LOOK == 0 and stopped():
            raise CutOff("Putting the graph was stopped. The next round goes on with what is left.")
        yield statement


def _written(statement: Statement) -> list[str]:
    said = statement.object
    what = [said.value] if isinstance(said, Iri) else [said.value, said.language, said.datatype]
    return [statement.subject, statement.predicate, *what]


def _read(written: list[str]) -> Statement:
    subject, predicate, value, *rest = written
    return Statement(subject, predicate, Literal(value, *rest) if rest else Iri(value))
