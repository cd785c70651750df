"""The answers of a SPARQL server as values: solutions, yes or no, statements; never a part of them for the whole."""

from collections.abc import Iterator, Mapping

import httpx
from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from thesaury.engines.oxigraph.terms import Term
from thesaury.engines.sparql_server.server import Body
from thesaury.model.errors import Refused, Unreachable

_VERDICT = "__ASK_RETVAL"
"""How Virtuoso answers ASK in JSON: by a variable of this name, which has a value for yes."""
_FORMS = {"text/turtle": RdfFormat.TURTLE, "application/n-triples": RdfFormat.N_TRIPLES}

Row = Mapping[str, Term | None]


class Rows:
    """The solutions of an answer, as they come; `verdict` is set, and there are none, where it was yes or no. `most` is how many the
    server gives, where it says that there may be more, else 0."""

    def __init__(self, response: httpx.Response, graphs: Mapping[str, str]) -> None:
        """`graphs` are the names of graphs by those that the server has for them. Raises Unreachable for what is no answer."""
        self.most = int(response.headers.get("x-sparql-maxrows", "0") or 0)
        self._graphs = {place: NamedNode(graph) for place, graph in graphs.items()}
        self._broken = _broken(response)
        self.verdict: bool | None = None
        self.names: list[str] = []
        self._found: Iterator[object] = iter(())
        try:
            found = parse_query_results(Body(response), QueryResultsFormat.JSON)  # type: ignore[arg-type]  # it only reads
            if isinstance(found, QueryBoolean):
                self.verdict = bool(found)
                return
            self._found = iter(found)
            self.names = [variable.value for variable in found.variables]
            if self.names == [_VERDICT]:
                self.verdict = any(row[_VERDICT] is not None for row in found)
        except (SyntaxError, ValueError, OSError) as error:
            raise self._broken from error

    def __iter__(self) -> Iterator[Row]:
        """Raises Unreachable where the answer breaks off, and CutShort where the server gives no more rows than these."""
        count = 0
        try:
            for found in self._found:
                count += 1
                yield {name: self._named(found[name]) for name in self.names}  # type: ignore[index]  # a QuerySolution
        except (SyntaxError, ValueError, OSError) as error:
            raise self._broken from error
        finally:
            self._found = iter(())  # only the thread that made it may let go of it
        if self.most and count >= self.most:
            raise CutShort(self.most)

    def _named(self, value: Term | None) -> Term | None:
        return self._graphs.get(value.value, value) if isinstance(value, NamedNode) else value


def statements(response: httpx.Response, graphs: Mapping[str, str]) -> Iterator[Triple]:
    """The statements of an answer, as they come, with the same names for graphs. Raises Unreachable where it is none, or breaks off."""
    names = {place: NamedNode(graph) for place, graph in graphs.items()}
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        for found in parse(Body(response), _FORMS.get(kind, RdfFormat.N_TRIPLES)):  # type: ignore[arg-type]  # it only reads
            subject, object = found.subject, found.object
            yield Triple(
                names.get(subject.value, subject) if isinstance(subject, NamedNode) else subject,
                found.predicate,
                names.get(object.value, object) if isinstance(object, NamedNode) else object,
            )
    except (SyntaxError, ValueError, OSError) as error:
        raise _broken(response) from error


class CutShort(Refused):
    """The server has, or may have, more rows than the `most` that it gives."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"The graph server gives no more than {most:,} rows: ask for a part with LIMIT, or raise its limit (Virtuoso: "
            "ResultSetMaxRows)."
        )
        self.most = most


def _broken(response: httpx.Response) -> Unreachable:
    return Unreachable(
        f"The answer of the graph server at {response.url.host} cannot be read, or breaks off. Try again, and look into its log if it "
        "stays so."
    )
