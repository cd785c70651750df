"""The SPARQL endpoint of each project: approved concepts and suggestions alike, open without login when the option says so."""

import asyncio
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.poolparty.desk import Desk, answered, routes
from thesaury.sandbox.poolparty.names import CONCEPT, PREF
from thesaury.sandbox.poolparty.parameters import Parameters
from thesaury.sandbox.poolparty.project import Project
from thesaury.sandbox.poolparty.refusals import Refused
from thesaury.sandbox.poolparty.sparql import answer, optionals

_KNOWN = ("query", "queryname", "format", "content-type", "template")
_NAMED = {"concepts": f"SELECT ?concept ?label WHERE {{ ?concept a <{CONCEPT}> ; <{PREF}> ?label }}"}
_CHAIN = 3


@dataclass(frozen=True, slots=True)
class SparqlCalls:
    """The handlers of the SPARQL endpoints."""

    desk: Desk

    def routes(self) -> list[Route]:
        """All of them."""
        endpoint = Route("/PoolParty/sparql/{project}", answered(self.query), methods=["GET", "POST"])
        return [endpoint, *routes("thesaurus", [("schema/sparql/select", self.schema, "GET POST")])]

    async def query(self, request: Request) -> Response:
        """A query over everything in the project."""
        project = self._project(request)
        self.desk.licensed("sparql")
        found = await self.desk.read(request, *_KNOWN)
        text = await _query(request, found)
        if optionals(text) >= _CHAIN and self.desk.options.optional_chain_seconds:
            await asyncio.sleep(self.desk.options.optional_chain_seconds)
        wanted = [found.one("format") or found.one("content-type")]
        if not wanted[0]:
            wanted = [each for each in request.headers.get("accept", "").split(",") if "*/*" not in each] or [""]
        results = answer(project.thesaurus.store, text, wanted, union=True)
        return Response(results.body, media_type=results.media_type)

    async def schema(self, request: Request) -> Response:
        """A query over custom schemes, of which there are none here."""
        self.desk.user(request)
        empty: dict[str, Any] = {"head": {"vars": []}, "results": {"bindings": []}}
        return JSONResponse({**empty, "message": "", "millis": 1, "status": "OK", "success": True})

    def _project(self, request: Request) -> Project:
        name = request.path_params["project"]
        user = self.desk.known_user(request)
        if user is None and self.desk.options.sparql_open:
            project = next((each for each in self.desk.projects.values() if each.card.named(name)), None)
            if project is None:
                raise Refused(404, f"There is no project '{name}'.")
            return project
        return self.desk.project(name, user or self.desk.user(request))


async def _query(request: Request, found: Parameters) -> str:
    if request.headers.get("content-type", "").startswith("application/sparql-query"):
        return (await request.body()).decode()
    if name := found.one("queryname"):
        if name not in _NAMED:
            raise Refused(400, f"There is no query named '{name}'.")
        return _NAMED[name]
    return found.needed("query")
