"""Questions of our own to a store, and its failures by name."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pyoxigraph import QuerySolutions, Store

from thesaury.engines.oxigraph.binding import bound
from thesaury.engines.oxigraph.questions import check
from thesaury.engines.oxigraph.terms import plain
from thesaury.model.errors import BadInput, NoSpace, ThesauryError, WorkspaceBusy
from thesaury.ports.graph import Solution

_log = logging.getLogger(__name__)


def solutions(store: Store, sparql: str, bindings: Solution) -> Iterator[Solution]:
    """The solutions of a SELECT over all graphs of a store, as they are asked for. Raises BadInput as `OxigraphGraph.select` says."""
    check(sparql)
    with failures():
        found = _asked(store, bound(sparql, bindings))
    if not isinstance(found, QuerySolutions):
        raise BadInput("only SELECT can be asked here: ASK, CONSTRUCT and DESCRIBE give no solutions")
    return _rows(found)


def _asked(store: Store, sparql: str) -> object:
    try:
        return store.query(sparql, use_default_graph_as_union=True)
    except (SyntaxError, ValueError, RuntimeError) as error:
        raise BadInput(f"the question cannot be answered: {error}") from error


def _rows(found: QuerySolutions) -> Iterator[Solution]:
    names = [(variable, variable.value) for variable in found.variables]
    with failures():
        for row in found:
            yield {name: plain(row[variable]) for variable, name in names if row[variable] is not None}


@contextmanager
def failures() -> Iterator[None]:
    """The engine's failures by name; it tells them apart by their message only."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise _failure(str(error)) from error


def _failure(message: str) -> ThesauryError:
    _log.warning("graph: %s", message)
    if "While lock file" in message or "lock hold" in message:
        return WorkspaceBusy("another process has the graph open: try again when it is done")
    if "No space left" in message:
        return NoSpace("the disk is full: make room and try again")
    return BadInput(f"the graph cannot be read or written ({message}): rebuild it with `thesaury reindex`")
