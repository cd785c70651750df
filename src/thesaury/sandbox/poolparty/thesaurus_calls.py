"""The reading calls of the thesaurus service: schemes, concepts, hierarchy, paths, collections, suggestions, lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.poolparty import suggestions
from thesaury.sandbox.poolparty.concept_json import Asked, Writer
from thesaury.sandbox.poolparty.desk import Desk, routes
from thesaury.sandbox.poolparty.names import BROADER, DESCRIPTION, MEMBER, NARROWER, PPT, TITLE, property_iri
from thesaury.sandbox.poolparty.parameters import Parameters
from thesaury.sandbox.poolparty.project import Project
from thesaury.sandbox.poolparty.refusals import Refused
from thesaury.sandbox.poolparty.thesaurus import LISTS, Thesaurus

_VIEW = ("properties", "language", "workflowStatus")
LIST_QUERY = PPT + "list#query"


@dataclass(frozen=True, slots=True)
class ThesaurusCalls:
    """Handlers below /PoolParty/api/thesaurus/{project}."""

    desk: Desk

    def routes(self) -> list[Route]:
        """All of them."""
        table = [
            ("schemes", self.schemes, "GET"),
            ("topconcepts", self.top_concepts, "GET"),
            ("narrowers", self.narrowers, "GET"),
            ("broaders", self.broaders, "GET"),
            ("childconcepts", self.child_concepts, "GET"),
            ("subtree", self.subtree, "GET"),
            ("concept", self.concept, "GET"),
            ("concepts", self.concepts, "GET POST"),
            (self.desk.dialect.paths_call, self.paths, "GET"),
            ("getPropertyValues", self.property_values, "GET"),
            ("collections", self.collections, "GET"),
            ("suggestedConcepts", self.suggested, "GET"),
        ]
        named = [(f"thesaurus/{{project}}/{path}", handler, methods) for path, handler, methods in table]
        return routes("thesaurus", [*named, ("lists/{project}", self.members, "GET")])

    async def schemes(self, request: Request) -> Response:
        """Every concept scheme."""
        project, found = await self._open(request, "language", "properties")
        asked, writer = self._asked(project, found), self._writer(project)
        return JSONResponse([writer.scheme(uri, asked) for uri in project.thesaurus.schemes()])

    async def top_concepts(self, request: Request) -> Response:
        """The top concepts of a scheme, or of all."""
        project, found = await self._open(request, "scheme", *_VIEW)
        scheme = found.one("scheme")
        if scheme and not project.thesaurus.is_scheme(scheme):
            raise Refused(400, f"There is no concept scheme <{scheme}>.")
        tops = [
            top
            for each in ([scheme] if scheme else project.thesaurus.schemes())
            for top in project.thesaurus.below(each)
        ]
        return self._concepts(project, list(dict.fromkeys(tops)), found)

    async def narrowers(self, request: Request) -> Response:
        """What lies below a concept, one step or all."""
        project, found = await self._open(request, "concept", "transitive", *_VIEW)
        concept = _concept(project, found)
        return self._concepts(project, _below(project.thesaurus, concept, found.flag("transitive")), found)

    async def broaders(self, request: Request) -> Response:
        """What lies above a concept."""
        project, found = await self._open(request, "concept", "transitive", *_VIEW)
        concept = _concept(project, found)
        thesaurus = project.thesaurus
        above = (
            sorted(thesaurus.reach(concept, BROADER)) if found.flag("transitive") else thesaurus.links(concept, BROADER)
        )
        return self._concepts(project, above, found)

    async def child_concepts(self, request: Request) -> Response:
        """What lies below a concept or scheme, one step or all."""
        project, found = await self._open(request, "parent", "transitive", *_VIEW)
        parent = found.needed("parent")
        if not project.thesaurus.home(parent):
            raise Refused(400, f"There is no resource <{parent}>.")
        return self._concepts(project, _below(project.thesaurus, parent, found.flag("transitive")), found)

    async def subtree(self, request: Request) -> Response:
        """A concept, or the top concepts of a scheme, with everything below."""
        name = self.desk.options.subtree_parameter
        project, found = await self._open(request, name, *_VIEW)
        root = found.needed(name)
        if not project.thesaurus.home(root):
            raise Refused(400, f"There is no resource <{root}>.")
        starts = project.thesaurus.below(root) if project.thesaurus.is_scheme(root) else [root]
        asked, writer = self._asked(project, found), self._writer(project)
        return JSONResponse([writer.subtree(start, asked) for start in starts])

    async def concept(self, request: Request) -> Response:
        """One concept."""
        project, found = await self._open(request, "concept", *_VIEW)
        concept = _concept(project, found)
        return JSONResponse(self._writer(project).concept(concept, self._asked(project, found)))

    async def concepts(self, request: Request) -> Response:
        """Several concepts; those that are not there are left out."""
        project, found = await self._open(request, "concepts", *_VIEW)
        found.needed("concepts") if not found.many("concepts") else None
        if request.method == "GET" and len(found.many("concepts")) > 100:
            self.desk.sandbox.violate("long-get", f"{len(found.many('concepts'))} concepts asked for by GET; use POST.")
        there = [uri for uri in found.many("concepts") if project.thesaurus.is_concept(uri)]
        return self._concepts(project, there, found)

    async def paths(self, request: Request) -> Response:
        """Every way from a scheme down to a concept."""
        project, found = await self._open(request, "concept", "language")
        concept, language = _concept(project, found), self._asked(project, found).language
        label = self._writer(project).shown_label
        return JSONResponse(
            [
                {
                    "conceptScheme": {"uri": scheme, "title": label(scheme, language)},
                    "conceptPath": [{"uri": uri, "prefLabel": label(uri, language)} for uri in path],
                }
                for scheme, path in project.thesaurus.paths(concept)
            ]
        )

    async def property_values(self, request: Request) -> Response:
        """One property of a resource in all languages."""
        project, found = await self._open(request, "resource", "property")
        resource, predicate = found.needed("resource"), property_iri(found.needed("property"))
        if not project.thesaurus.home(resource):
            raise Refused(400, f"There is no resource <{resource}>.")
        texts = project.thesaurus.literals(resource, predicate)
        values = [{"label": text, "language": language} for text, language in texts]
        return JSONResponse({"resource": {"uri": resource}, "property": {"uri": predicate}, "values": values})

    async def collections(self, request: Request) -> Response:
        """Every collection with its members."""
        project, found = await self._open(request, "language")
        language = self._asked(project, found).language
        return JSONResponse(
            [_collection(project, uri, kind, language) for uri, kind in project.thesaurus.collections()]
        )

    async def suggested(self, request: Request) -> Response:
        """Suggested concepts, which wait for approval."""
        project, found = await self._open(request, "offset", "noOfConcepts")
        offset, number = int(found.number("offset", 0)), int(found.number("noOfConcepts", 0))
        uris = project.thesaurus.suggestions()[offset:]
        return JSONResponse([suggestions.told(project, uri) for uri in (uris[:number] if number else uris)])

    async def members(self, request: Request) -> Response:
        """Members of a list that a SPARQL query defines."""
        project, found = await self._open(request, "uri", "properties", "locale")
        queries = project.thesaurus.terms(found.needed("uri"), LIST_QUERY, LISTS)
        if not queries:
            raise Refused(404, "There is no such list.")
        solutions = project.thesaurus.store.query(queries[0].value, use_default_graph_as_union=True)
        uris = sorted({solution[0].value for solution in solutions})
        asked = Asked(found.one("locale") or project.card.default_language, found.many("properties"))
        return JSONResponse(self._writer(project).concepts(uris, asked))

    async def _open(self, request: Request, *known: str) -> tuple[Project, Parameters]:
        project = self.desk.project(request.path_params["project"], self.desk.user(request))
        return project, await self.desk.read(request, *known)

    def _writer(self, project: Project) -> Writer:
        return self.desk.concept_writer(project)

    def _asked(self, project: Project, found: Parameters) -> Asked:
        language = found.one("language") or project.card.default_language
        return Asked(language, found.many("properties"), found.one("workflowStatus").lower() not in ("", "false"))

    def _concepts(self, project: Project, uris: Sequence[str], found: Parameters) -> Response:
        writer = self._writer(project)
        if (status := found.one("workflowStatus").upper()) not in ("", "TRUE", "FALSE"):
            uris = [uri for uri in uris if writer.status(uri) == status]
        return JSONResponse(writer.concepts(uris, self._asked(project, found)))


def _concept(project: Project, found: Parameters) -> str:
    uri = found.needed("concept")
    if not project.thesaurus.is_concept(uri):
        raise Refused(404, f"There is no concept <{uri}>.")
    return uri


def _below(thesaurus: Thesaurus, parent: str, transitive: bool) -> list[str]:
    below = thesaurus.below(parent)
    if transitive:
        below = sorted({*below, *(each for child in below for each in thesaurus.reach(child, NARROWER))})
    return below


def _collection(project: Project, uri: str, kind: str, language: str) -> dict[str, Any]:
    thesaurus = project.thesaurus
    title = thesaurus.label(uri, language) or next(iter(thesaurus.texts(uri, TITLE, language)), "")
    answer = {"uri": uri, "title": title, "type": kind, "members": thesaurus.links(uri, MEMBER)}
    if described := thesaurus.texts(uri, DESCRIPTION, language):
        answer["description"] = described[0]
    return answer
