"""GraphSearch: search spaces, search with facets, suggestions, similar documents, recommendation, and content."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.poolparty.contents import CONCEPTS, Contents, Document, counted, values
from thesaury.sandbox.poolparty.desk import Desk, routes
from thesaury.sandbox.poolparty.extraction import Extractor, Hit, Question
from thesaury.sandbox.poolparty.lookup import looked_up
from thesaury.sandbox.poolparty.parameters import Parameters, read
from thesaury.sandbox.poolparty.project import Project
from thesaury.sandbox.poolparty.refusals import Refused, unsuccessful
from thesaury.sandbox.poolparty.words import tokens

_FIELDS = ("full_text_search", CONCEPTS, "dyn_lit_author", "date", "identifier")


@dataclass(frozen=True, slots=True)
class Space:
    """A search space over the documents of one project."""

    id: str
    name: str
    project: str
    private: bool = False


@dataclass(frozen=True, slots=True)
class SearchCalls:
    """Handlers below /GraphSearch/api. The first space is the one taken where a caller names none."""

    desk: Desk
    spaces: Sequence[Space]

    def routes(self) -> list[Route]:
        """All of them."""
        table = [
            ("heartbeat", self.heartbeat, "GET"),
            ("context/all", self.contexts, "GET"),
            ("context/fields", self.fields, "GET"),
            ("search", self.search, "GET POST"),
            ("suggest", self.suggest, "GET"),
            ("suggest/multi", self.suggest, "GET"),
            ("similar", self.similar, "GET"),
            ("recommend", self.recommend, "POST"),
            ("trend/histories", self.trends, "GET"),
            ("content/create", self.create, "POST"),
            ("content/update", self.update, "POST"),
            ("content/delete/id", self.delete, "POST"),
            ("content/delete/source", self.delete, "POST"),
            ("content/delete/all", self.delete_all, "POST"),
        ]
        return routes("search", table)

    async def heartbeat(self, request: Request) -> Response:
        """An empty 200."""
        return Response()

    async def contexts(self, request: Request) -> Response:
        """The search spaces the caller may see."""
        user = self.desk.known_user(request)
        seen = {project.card.uuid for project in self.desk.visible(user)} if user else set()
        return JSONResponse([self._told(space) for space in self.spaces if not space.private or space.project in seen])

    async def fields(self, request: Request) -> Response:
        """The fields that can be searched."""
        await self._space(request)
        shown = [{"field": field, "searchFieldType": "TEXT", "sortDirection": "ASC"} for field in _FIELDS]
        return JSONResponse({"searchFields": shown, "contextSearchFields": []})

    async def search(self, request: Request) -> Response:
        """Documents by filters, with facets."""
        space, found = await self._space(request)
        body = found.body if isinstance(found.body, dict) else {}
        filters = [each for each in body.get("searchFilters") or [] if isinstance(each, dict)]
        ranked = self._contents(space).search(filters, self.desk.sandbox.clock.now())
        if sort := body.get("sort"):
            last = sort.get("direction") == "DESC"
            ranked.sort(key=lambda pair: str(pair[1].get(sort.get("field", "date")) or ""), reverse=last)
        start, count = int(found.number("start", 0, "message")), int(found.number("count", 10, "message"))
        items = [self._item(space, document, score) for score, document in ranked[start : start + count]]
        facets = [self._facet(space, each["field"], [d for _, d in ranked]) for each in body.get("searchFacets") or []]
        return JSONResponse({**self._results(items, len(ranked), body), "facetList": facets})

    async def suggest(self, request: Request) -> Response:
        """Concepts by the letters typed so far."""
        space, found = await self._space(request)
        project = self._project(space)
        typed = found.needed("searchString", "message")
        language = found.one("locale") or project.card.default_language
        start, count = int(found.number("start", 0)), int(found.number("count", 10))
        hits = looked_up(self._extractor(project), typed, language)[start : start + count]
        key = "id" if self.desk.dialect.bare_projects else "value"
        shown = [{key: hit["uri"], "label": hit["prefLabel"], "context": space.name, "field": CONCEPTS} for hit in hits]
        return JSONResponse(shown if self.desk.dialect.bare_projects else {"result": shown, "total": len(shown)})

    async def similar(self, request: Request) -> Response:
        """Documents that share concepts with one."""
        space, found = await self._space(request)
        ranked = self._contents(space).similar(found.needed("id", "message"))
        start, count = int(found.number("start", 0)), int(found.number("count", 10))
        items = [self._item(space, document, score) for score, document in ranked[start : start + count]]
        return JSONResponse(self._results(items, len(ranked), {}))

    async def recommend(self, request: Request) -> Response:
        """Concepts, terms and documents for a text or a document."""
        space, found = await self._space(request)
        project = self._project(space)
        known = self._contents(space).get(found.one("id")) if found.one("id") else None
        text = f"{known['title']}. {known.get('text') or ''}" if known else found.needed("text", "message")
        question = self._question(project, text, found)
        hits = self._hits(project, question)
        concepts = [_recommended(hit, question.language) for hit in hits[: question.concepts]]
        ranked = self._contents(space).about({hit.entry.uri for hit in hits}, without=found.one("id"))
        count = int(found.number("count", 10))
        items = [self._item(space, document, score) for score, document in ranked[:count]]
        return JSONResponse({"concepts": concepts, "terms": [], "documents": items, "total": len(ranked)})

    async def trends(self, request: Request) -> Response:
        """No trends."""
        return JSONResponse([])

    async def create(self, request: Request) -> Response:
        """A new document."""
        space, document = await self._written(request)
        self._contents(space).create(document)
        return self._done("content/create", space, document["identifier"])

    async def update(self, request: Request) -> Response:
        """A document, new or changed."""
        space, document = await self._written(request)
        self._contents(space).put(document)
        return self._done("content/update", space, document["identifier"])

    async def delete(self, request: Request) -> Response:
        """A document less."""
        self.desk.writer(request)
        space, found = await self._space(request)
        identifier = found.one("identifier") or found.needed("source", "message")
        if not self._contents(space).delete(identifier):
            return JSONResponse(unsuccessful(f"There is no content '{identifier}'."))
        return self._done("content/delete", space, identifier)

    async def delete_all(self, request: Request) -> Response:
        """Every document of a space less."""
        self.desk.writer(request)
        space, _ = await self._space(request)
        self._contents(space).clear()
        return self._done("content/delete/all", space, "")

    # Spaces and their projects

    async def _space(self, request: Request) -> tuple[Space, Parameters]:
        self.desk.licensed("graphsearch")
        found = await read(request)
        wanted = found.one("searchSpaceId")
        if not wanted:
            self.desk.sandbox.violate("missing-search-space", f"{request.method} {request.url.path}")
        space = next((each for each in self.spaces if each.id == (wanted or self.spaces[0].id)), None)
        if space is None:
            raise Refused(404, f"There is no search space '{wanted}'.", "message")
        user = self.desk.known_user(request)
        if space.private and not (user and set(self._project(space).card.groups) & set(user.groups)):
            raise Refused(403, "Access denied", "message")
        return space, found

    def _project(self, space: Space) -> Project:
        if space.project not in self.desk.projects:
            raise Refused(404, f"There is no search space '{space.id}'.", "message")
        project = self.desk.projects[space.project]
        project.settle(self.desk.sandbox.clock.now())
        return project

    def _extractor(self, project: Project) -> Extractor:
        if project.model is None:
            raise Refused(400, "Concept Index is empty", "base")
        card, options = project.card, self.desk.options
        return Extractor(card.uuid, project.model, card.languages, self.desk.dialect, options.position_unit)

    def _hits(self, project: Project, question: Question) -> list[Hit]:
        return self._extractor(project).hits(question, tokens(question.text))

    def _question(self, project: Project, text: str, found: Parameters) -> Question:
        extractor = self._extractor(project)
        language = (
            found.one("locale") or found.one("language") or extractor.model.language_of(text, project.card.languages)
        )
        return Question(text, language, False, int(found.number("numberOfConcepts", 10)), 0)

    def _contents(self, space: Space) -> Contents:
        return Contents(self.desk.sandbox.store, space.id)

    # Answers

    def _told(self, space: Space) -> dict[str, Any]:
        project = self._project(space)
        return {
            "searchSpaceId": space.id,
            "searchSpaceName": space.name,
            "integrationType": "semantic-middleware",
            "defaultLanguage": project.card.default_language,
            "facetIds": [{"facetId": CONCEPTS, "thesaurus": project.card.uuid}],
        }

    def _results(self, items: list[dict[str, Any]], total: int, request: Any) -> dict[str, Any]:
        answer: dict[str, Any] = {"total": total, self.desk.dialect.results_key: items}
        if self.desk.dialect.results_key == "result":
            answer.update(success=True, status="OK", message="", resultType="DOCUMENT", request=request)
        return answer

    def _item(self, space: Space, document: Document, score: float) -> dict[str, Any]:
        item = {
            "id": document["identifier"],
            "title": document["title"],
            "description": (document.get("text") or "")[:300],
            "link": document.get("website") or document["identifier"],
            "date": document.get("date") or "",
            "score": score,
            "facetList": [self._facet(space, field, [document]) for field in sorted(document.get("facets") or {})],
        }
        return {name: value for name, value in item.items() if value != "" and value != []}

    def _facet(self, space: Space, field: str, documents: Iterable[Document]) -> dict[str, Any]:
        project = self._project(space)
        facets = []
        for value, count in counted(documents, field):
            label = project.thesaurus.label(value, project.card.default_language) if field == CONCEPTS else value
            pair = (label or value, value) if self._swapped() and field == CONCEPTS else (value, label or value)
            facets.append({"value": pair[0], "label": pair[1], "count": count})
        return {"field": field, "facets": facets}

    def _swapped(self) -> bool:
        chosen = self.desk.options.swapped_facets
        return self.desk.dialect.swapped_facets if chosen is None else chosen

    async def _written(self, request: Request) -> tuple[Space, dict[str, Any]]:
        self.desk.writer(request)
        space, found = await self._space(request)
        if not isinstance(found.body, dict):
            raise Refused(400, "The body has to be a JSON object.", "message")
        document = dict(found.body)
        if document.get("useExtraction"):
            text = f"{document.get('title') or ''}. {document.get('text') or ''}"
            hits = self._hits(self._project(space), self._question(self._project(space), text, found))
            facets = dict(document.get("facets") or {})
            facets[CONCEPTS] = sorted({*map(str, values(document, CONCEPTS)), *(hit.entry.uri for hit in hits)})
            document["facets"] = facets
        return space, document

    def _done(self, call: str, space: Space, identifier: str) -> Response:
        self.desk.sandbox.applied(call, f"{call} {space.id} {identifier}", identifier)
        return JSONResponse({"success": True, "message": ""})


def _recommended(hit: Hit, language: str) -> dict[str, Any]:
    label = hit.entry.preferred(language)
    return {"uri": hit.entry.uri, "label": label, "score": hit.score, "frequency": len(hit.matches)}
