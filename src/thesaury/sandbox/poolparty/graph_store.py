"""A SPARQL 1.1 graph store beside PoolParty, for analysis: Graph Store HTTP Protocol, queries and updates under its own credentials."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from thesaury.sandbox.poolparty.exchange import Format, format_of_type
from thesaury.sandbox.poolparty.logins import basic_credentials
from thesaury.sandbox.poolparty.refusals import Refused
from thesaury.sandbox.poolparty.sparql import answer, guard
from thesaury.sandbox.serving.kernel import Sandbox

USER, PASSWORD = "graph-writer", "sandbox-graph-secret"
_KEPT = "graphstore"


class GraphStore:
    """The store and its handlers; a durable one keeps its graphs as documents of the sandbox."""

    def __init__(self, sandbox: Sandbox, durable: bool) -> None:
        from pyoxigraph import RdfFormat, Store

        self.sandbox, self.durable = sandbox, durable
        self.store: Any = Store()
        for _, text in sandbox.store.all(_KEPT) if durable else ():
            self.store.bulk_load(text.encode(), format=RdfFormat.N_QUADS)

    def routes(self) -> list[Route]:
        """All routes, below /graphstore."""
        from thesaury.sandbox.poolparty.desk import answered

        return [
            Route("/graphstore/data", answered(self.data), methods=["GET", "HEAD", "PUT", "POST", "DELETE"]),
            Route("/graphstore/query", answered(self.query), methods=["GET", "POST"]),
            Route("/graphstore/update", answered(self.update), methods=["POST"]),
        ]

    def size(self) -> int:
        """How many statements it holds."""
        return len(self.store)

    async def data(self, request: Request) -> Response:
        """One graph: read, replaced, added to or deleted."""
        _login(request)
        self.sandbox.accept(request, "graph", "default")
        graph, there = self._graph(request)
        if request.method in ("GET", "HEAD"):
            return self._shown(request, graph, there)
        if request.method == "DELETE":
            return self._deleted(graph, there)
        return await self._written(request, graph, there)

    async def query(self, request: Request) -> Response:
        """A query, by GET, form or body."""
        _login(request)
        self.sandbox.accept(request, "query", "default-graph-uri", "named-graph-uri")
        text = await _text(request, "query")
        accepted = request.headers.get("accept", "*/*").split(",")
        preferred = ["application/sparql-results+json" if each.strip().startswith("*/*") else each for each in accepted]
        found = answer(self.store, text, preferred, union=False)
        return Response(found.body, media_type=found.media_type)

    async def update(self, request: Request) -> Response:
        """An update, all of it or nothing."""
        _login(request)
        text = await _text(request, "update")
        guard(text)
        try:
            self.store.update(text)
        except SyntaxError as error:
            raise Refused(400, f"The update cannot be read: {error}") from error
        self._keep()
        self.sandbox.applied("graphstore/update", "", text[:200])
        return Response(status_code=204)

    def _keep(self, changed: Any = None) -> None:
        """Writes one graph, or all of them where any may have changed."""
        if not self.durable:
            return
        from pyoxigraph import DefaultGraph, RdfFormat, serialize

        documents = self.sandbox.store
        with documents.transaction():
            if changed is None:
                documents.clear(_KEPT)
            for graph in [changed] if changed is not None else [DefaultGraph(), *self.store.named_graphs()]:
                quads = self.store.quads_for_pattern(None, None, None, graph)
                documents.put(_KEPT, str(graph), (serialize(quads, format=RdfFormat.N_QUADS) or b"").decode())

    def _graph(self, request: Request) -> tuple[Any, bool]:
        from pyoxigraph import DefaultGraph, NamedNode

        if "default" in request.query_params:
            return DefaultGraph(), True
        name = request.query_params.get("graph", "")
        try:
            graph = NamedNode(name)
        except ValueError as error:
            raise Refused(400, "Name the graph by ?graph=IRI, or say ?default.") from error
        return graph, self.store.contains_named_graph(graph)

    def _shown(self, request: Request, graph: Any, there: bool) -> Response:
        from pyoxigraph import serialize

        if not there:
            raise Refused(404, "There is no such graph.")
        accepted = [format_of_type(each) for each in request.headers.get("accept", "").split(",")]
        form = next((each for each in accepted if each), None) or Format("TURTLE", "text/turtle", False)
        triples = (quad.triple for quad in self.store.quads_for_pattern(None, None, None, graph))
        return Response(bytes(serialize(triples, format=form.rdf) or b""), media_type=form.media_type)

    def _deleted(self, graph: Any, there: bool) -> Response:
        from pyoxigraph import DefaultGraph

        if not there:
            raise Refused(404, "There is no such graph.")
        if isinstance(graph, DefaultGraph):
            self.store.clear_graph(graph)
        else:
            self.store.remove_graph(graph)
        self._keep(graph)
        self.sandbox.applied("graphstore/data", str(graph), "DELETE")
        return Response(status_code=204)

    async def _written(self, request: Request, graph: Any, there: bool) -> Response:
        from pyoxigraph import Quad, parse

        form = format_of_type(request.headers.get("content-type", ""))
        if form is None or form.name in ("TRIG", "N_QUADS"):
            raise Refused(415, "Send one graph as Turtle, N-Triples, RDF/XML or JSON-LD, with its Content-Type.")
        body = await request.body()
        try:
            found = list(parse(body, format=form.rdf))
        except (SyntaxError, ValueError) as error:
            raise Refused(400, f"The graph cannot be read: {error}") from error
        if request.method == "PUT" and there:
            self.store.clear_graph(graph)
        self.store.extend(Quad(each.subject, each.predicate, each.object, graph) for each in found)
        if not found and not there:
            self.store.add_graph(graph)
        self._keep(graph)
        self.sandbox.applied("graphstore/data", str(graph), f"{request.method} {len(found)}")
        return Response(status_code=204 if there else 201)


def _login(request: Request) -> None:
    if basic_credentials(request) != (USER, PASSWORD):
        raise Refused(401, "The graph store needs its own credentials.")


async def _text(request: Request, name: str) -> str:
    if request.method == "GET":
        text = request.query_params.get(name, "")
    elif request.headers.get("content-type", "").startswith(f"application/sparql-{name}"):
        text = (await request.body()).decode()
    else:
        text = str((await request.form()).get(name, ""))
    if not text:
        raise Refused(400, f"The parameter '{name}' is missing.")
    return text
