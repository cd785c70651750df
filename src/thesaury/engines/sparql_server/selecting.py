"""Questions of our own to a server."""

from thesaury.engines.oxigraph.binding import bound
from thesaury.engines.oxigraph.questions import check, kind
from thesaury.engines.oxigraph.terms import Term, plain
from thesaury.engines.sparql_server.answers import Rows
from thesaury.engines.sparql_server.blanks import unnamed
from thesaury.engines.sparql_server.dataset import addressed
from thesaury.engines.sparql_server.register import Places, Register
from thesaury.engines.sparql_server.server import SOLUTIONS
from thesaury.model.errors import BadInput
from thesaury.model.statement import Iri, Literal
from thesaury.ports.graph import Solution


def selected(register: Register, places: Places, sparql: str, bindings: Solution) -> list[Solution]:
    """The solutions of a SELECT over all graphs that are at these places. Raises BadInput as `OxigraphGraph.select` does, and what the
    server answers."""
    check(sparql)
    if kind(sparql) != "select":
        raise BadInput("only SELECT can be asked here: ASK, CONSTRUCT and DESCRIBE give no solutions")
    text, dataset = addressed(sparql, places.of, register.nowhere)
    with register.server.asked(bound(text, bindings), dataset, SOLUTIONS) as response:
        rows = Rows(response, places.graphs)
        return [{name: _plain(value) for name, value in row.items() if value is not None} for row in rows]


def _plain(value: Term) -> Iri | Literal:
    found = plain(value)
    return Iri(unnamed(found.value)) if isinstance(found, Iri) else found
