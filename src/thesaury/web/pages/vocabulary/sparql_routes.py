"""`/vocabulary/sparql`: a box for questions to the graph, with examples, the answer as a table, and the answer to take along."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from starlette.concurrency import run_in_threadpool

from thesaury.model.access import Permission
from thesaury.model.errors import Retry, ThesauryError
from thesaury.ports.graph_questions import GraphQuestion
from thesaury.web.door.caller import may
from thesaury.web.door.origin import from_elsewhere
from thesaury.web.outside.sparql import asked_by
from thesaury.web.pages.vocabulary.room import Room
from thesaury.web.parts.sparql_answers import MIB, SHOWN, Shown, shown
from thesaury.web.texts import phrase

_SKOS = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
EXAMPLES = {
    "labels": f"{_SKOS}SELECT ?concept ?label WHERE {{\n  ?concept skos:prefLabel ?label .\n}} ORDER BY ?label LIMIT 100",
    "below": f"{_SKOS}SELECT ?below ?label WHERE {{\n  ?below skos:broaderTransitive <CONCEPT> ;\n         skos:prefLabel ?label .\n}}",
    "graphs": "SELECT ?graph (COUNT(*) AS ?statements) WHERE {\n  GRAPH ?graph { ?s ?p ?o }\n} GROUP BY ?graph",
    "assets": (
        f"PREFIX oa: <http://www.w3.org/ns/oa#>\n{_SKOS}SELECT ?concept (COUNT(DISTINCT ?asset) AS ?assets) WHERE {{\n"
        "  ?annotation oa:hasBody ?concept ; oa:hasTarget ?asset .\n  ?concept a skos:Concept .\n"
        "}} GROUP BY ?concept ORDER BY DESC(?assets) LIMIT 20"
    ).replace("}}", "}"),
}
"""Questions to begin with; CONCEPT stands for a concept that has something below it."""


def router(room: Room) -> APIRouter:
    """The page."""
    routes = APIRouter(dependencies=[may(Permission.READ)])
    desk = room.desk

    @routes.get("/vocabulary/sparql")
    async def sparql(request: Request, query: str = "", example: str = "") -> HTMLResponse:
        query = query or (await run_in_threadpool(_example, room, example) if example in EXAMPLES else "")
        if not query.strip():
            return await _page(room, query)
        if from_elsewhere(request):
            return await _page(room, query, 403, failed=phrase("sparql.elsewhere"))
        try:
            answer = await asked_by(desk, request, GraphQuestion(query, rows=SHOWN, mib=MIB))
        except ThesauryError as error:
            status = 503 if isinstance(error, Retry) else 400
            return await _page(room, query, status, failed=error.message)
        found = await run_in_threadpool(shown, query, answer, lambda: room.outlines.outline().thesaurus)
        return await _page(room, query, found=found)

    return routes


async def _page(
    room: Room, query: str, status: int = 200, found: Shown | None = None, failed: str = ""
) -> HTMLResponse:
    def made() -> HTMLResponse:
        told = {"question": query, "shown": found, "failed": failed, "examples": tuple(EXAMPLES), "first": SHOWN}
        return room.desk.bare_page("vocabulary_sparql.html", status, **told)

    return await run_in_threadpool(made)


def _example(room: Room, name: str) -> str:
    outline = room.outlines.outline()
    above = next((iri for scheme in outline.thesaurus.schemes() for iri in scheme.top_concepts), "urn:none")
    return EXAMPLES[name].replace("CONCEPT", above)
