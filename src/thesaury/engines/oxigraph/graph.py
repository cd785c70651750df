"""The store of named graphs: statements in, statements and solutions out."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from thesaury.engines.oxigraph.bulk import counted, is_blank, pour
from thesaury.engines.oxigraph.files import write_file
from thesaury.engines.oxigraph.snapshot import snapshot
from thesaury.engines.oxigraph.solving import failures, solutions
from thesaury.engines.oxigraph.terms import node, predicate, quad, statement, term
from thesaury.model.errors import BadInput, Stop
from thesaury.model.statement import Iri, Literal, Statement
from thesaury.ports.graph import Solution

_BULK = 5_000
"""From this many statements on writing new files at once is worth it."""
_NO_BLANKS = (
    "statements that are added, and those of an owner, cannot have blank nodes: name them by a fragment of the owner"
)


class OxigraphGraph:
    """A `Graph` over one store, which one process has open at a time.

    Blank nodes keep their labels, and one label is one node over the whole store: give labels that do not collide.
    """

    def __init__(self, store: Store) -> None:
        self._store: Store | None = store
        self._written = False

    def load(self, graph: str, statements: Iterable[Statement]) -> int:
        """Replace a named graph; returns how many different statements it now holds.

        What stays the same is left alone, what is no longer said goes, then what is new comes in bulk and all at once.
        Cut short, the graph lacks something and nothing new is in it; loading again mends it. When the statements
        break off, nothing has changed. A first load streams, and holds in memory what is written at once.
        """
        name, store = _named(graph), self._open()
        self._written = True
        with failures():
            held = {hash(found) for found in store.quads_for_pattern(None, None, None, name)}
            if not held:
                return self._first(store, name, statements)
            said: set[int] = set()
            new = list(_different((quad(each, name) for each in statements), held, said))
            _keep(store, name, said)
            store.bulk_extend(new)
        return len(said)

    def _first(self, store: Store, name: NamedNode, statements: Iterable[Statement]) -> int:
        try:
            pour(store, name, statements)
        except BaseException:
            store.clear_graph(name)
            raise
        return counted(store, name)

    def replace(self, graph: str, owned: Mapping[str, Iterable[Statement]]) -> None:
        """For each owner replace its statements and those of its fragments, all in one transaction.

        Fragments are found by following links from the owner. What stays the same is not written again. Raises
        BadInput for blank nodes, which no later replace could find again: name them `owner#...`.
        """
        name, given = _named(graph), [each for statements in owned.values() for each in statements]
        self._written = True
        with failures():
            held = {found: None for owner in owned for found in self._owned(owner, name)}
            if not held and len(given) > _BULK:
                pour(self._open(), name, _without_blanks(given))  # at most two millions are written whole or not at all
                return
            said = {quad(each, name): None for each in given}
            gone, new = [q for q in held if q not in said], [q for q in said if q not in held]
            if any(isinstance(part, BlankNode) for q in (*gone, *new) for part in (q.subject, q.object)):
                raise BadInput(_NO_BLANKS)
            _exchange(self._open(), name, gone, new)

    def extend(self, graph: str, statements: Iterable[Statement]) -> int:
        """Add statements to a named graph in bulk; returns how many were given. Raises BadInput for blank nodes."""
        self._written = True
        with failures():
            return pour(self._open(), _named(graph), _without_blanks(statements))

    def match(
        self, graph: str, subject: str | None = None, predicate: str | None = None, object: Iri | Literal | None = None
    ) -> Iterator[Statement]:
        """The statements that fit; `None` fits everything."""
        return (statement(found) for found in self._pattern(graph, subject, predicate, object))

    def select(self, sparql: str, bindings: Solution | None = None) -> Iterator[Solution]:
        """The solutions of a SELECT over all graphs; a statement in two graphs counts twice without DISTINCT.

        Raises BadInput for anything but a SELECT, for SERVICE and LOAD, for a `$name` without a value and a value without
        one, and for text that is broken, very long or deeply nested. There is no limit of time or memory here: questions
        of strangers belong in a child process.
        """
        return solutions(self._open(), sparql, bindings or {})

    def write(self, graphs: Iterable[str], path: Path) -> int:
        """Write these graphs as one file; a statement of several graphs comes once. The file is there whole or not at all."""
        store, names = self._open(), [_named(graph) for graph in dict.fromkeys(graphs)]
        return write_file(_once(store, names), path)

    def close(self) -> None:
        """Release the store; it answers no more. What was written is in tables then: a journal would be gone through by everybody who
        opens a copy of it."""
        store, self._store = self._store, None
        if store and self._written:
            with suppress(OSError, RuntimeError):  # as on a full disk: it stands in the journal all the same
                store.flush()

    def _open(self) -> Store:
        if self._store is None:
            raise Stop("the graph was asked after it had been closed: open the workspace again")
        return self._store

    def _pattern(
        self, graph: str, subject: str | None, about: str | None, object: Iri | Literal | None
    ) -> Iterator[Quad]:
        return self._open().quads_for_pattern(
            None if subject is None else node(subject),
            None if about is None else predicate(about),
            None if object is None else term(object),
            _named(graph),
        )

    def _owned(self, owner: str, graph: NamedNode) -> Iterator[Quad]:
        """The statements of the owner and of every fragment that links lead to."""
        waiting, seen = [owner], {owner}
        while waiting:
            for found in self._open().quads_for_pattern(node(waiting.pop()), None, None, graph):
                yield found
                linked = found.object.value if isinstance(found.object, NamedNode) else ""
                if linked.startswith(f"{owner}#") and linked not in seen:
                    seen.add(linked)
                    waiting.append(linked)


def open_graph(path: Path) -> OxigraphGraph:
    """The graph in this directory, made when it is not there.

    Raises WorkspaceBusy while another process has it open, BadInput when the store is damaged.
    """
    path.mkdir(parents=True, exist_ok=True)
    with failures():
        return OxigraphGraph(Store(path))


@contextmanager
def graph_copied(path: Path, place: Path) -> Iterator[OxigraphGraph]:
    """A copy of the graph in this directory for reading alone, kept below `place` meanwhile; an empty one where there is none.

    Raises WorkspaceBusy where it is written without a pause, Unreachable where the disk does not take the copy.
    """
    with snapshot(path, place) as copy:
        with failures():
            graph = OxigraphGraph(Store.read_only(str(copy)) if copy else Store())
        yield graph
        graph.close()


def memory_graph() -> OxigraphGraph:
    """A graph that is gone with the process."""
    return OxigraphGraph(Store())


def _named(graph: str) -> NamedNode:
    return predicate(graph)


def _without_blanks(statements: Iterable[Statement]) -> Iterator[Statement]:
    for each in statements:
        if is_blank(each):
            raise BadInput(_NO_BLANKS)
        yield each


def _different(quads: Iterable[Quad], held: set[int], said: set[int]) -> Iterator[Quad]:
    """Those that are neither held nor said before; notes every one as said."""
    for each in quads:
        key = hash(each)
        if key not in said:
            said.add(key)
            if key not in held:
                yield each


def _keep(store: Store, graph: NamedNode, said: set[int]) -> None:
    """Remove everything of the graph that is not said."""
    for found in store.quads_for_pattern(None, None, None, graph):
        if hash(found) not in said:
            store.remove(found)


def _exchange(store: Store, graph: NamedNode, gone: list[Quad], new: list[Quad]) -> None:
    """One transaction, whichever way: bulk writes are one too, and five times as fast, but cannot remove."""
    if not gone and len(new) > _BULK:
        store.bulk_extend(new)
    elif gone or new:
        store.update(f"DELETE DATA {_data(gone, graph)};\nINSERT DATA {_data(new, graph)}")


def _data(quads: Iterable[Quad], graph: NamedNode) -> str:
    """Terms are written by the engine itself, which escapes them."""
    return f"{{ GRAPH {graph} {{ {' . '.join(str(found.triple) for found in quads)} }} }}"


def _once(store: Store, graphs: list[NamedNode]) -> Iterator[Quad]:
    for number, graph in enumerate(graphs):
        for found in store.quads_for_pattern(None, None, None, graph):
            earlier = graphs[:number]
            if not any(Quad(found.subject, found.predicate, found.object, other) in store for other in earlier):
                yield found
