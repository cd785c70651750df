"""The extractor service: extract in all its spellings, categorization, suggest, and reads of its model."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.poolparty.desk import Desk, routes
from thesaury.sandbox.poolparty.extraction import Extractor, Question
from thesaury.sandbox.poolparty.lookup import looked_up
from thesaury.sandbox.poolparty.nif import annotated
from thesaury.sandbox.poolparty.parameters import Parameters
from thesaury.sandbox.poolparty.project import Project
from thesaury.sandbox.poolparty.refusals import Refused
from thesaury.sandbox.poolparty.words import tokens
from thesaury.sandbox.serving.kernel import loopback

_EXTRACT = (
    *(
        "projectId",
        "text",
        "url",
        "file",
        "title",
        "language",
        "extraConceptLanguages",
        "numberOfConcepts",
        "numberOfTerms",
    ),
    *("conceptMinimumScore", "conceptSchemeFilters", "customClassFilters", "customAttributeFilters", "corpusScoring"),
    *("shadowConceptCorpusId", "disambiguate", "disambiguation", "filterNestedConcepts", "lemmatization", "categorize"),
    *("categorizationWithPpxBoost", "documentClassifierIds", "nerParameters", "sentimentAnalysis", "scoringAlgorithm"),
    *("useTransitiveBroaderConcepts", "useRelatedConcepts", "showMatchingPosition", "showMatchingDetails"),
    *("displayText", "documentId", "charset", "extractorVersion"),
)
_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Document:
    text: str
    title: str = ""
    file: bool = False


@dataclass(frozen=True, slots=True)
class ExtractorCalls:
    """Handlers below /extractor/api."""

    desk: Desk

    def routes(self) -> list[Route]:
        """All of them."""
        return routes(
            "extractor",
            [
                ("heartbeat", self.heartbeat, "GET"),
                ("version", self.version, "GET"),
                ("projects", self.projects, "GET"),
                ("extract", self.extract, "GET POST"),
                ("categorization", self.categorization, "GET POST"),
                ("suggest", self.suggest, "GET POST"),
                ("concepts", self.concept, "GET"),
                ("annotate/nif", self.nif, "POST"),
            ],
        )

    async def heartbeat(self, request: Request) -> Response:
        """A sign of life."""
        self.desk.user(request)
        return JSONResponse({"success": True, "message": "Extractor is running."})

    async def version(self, request: Request) -> Response:
        """The component's own version."""
        self.desk.user(request)
        return Response(self.desk.dialect.version, media_type="text/plain")

    async def projects(self, request: Request) -> Response:
        """Projects that have a model."""
        found = [
            {
                "uuid": project.card.uuid,
                "label": project.card.title,
                "defaultLanguage": project.card.default_language,
                "languages": list(project.card.languages),
            }
            for project in self.desk.visible(self.desk.user(request))
            if project.model
        ]
        return JSONResponse(found if self.desk.dialect.bare_projects else {"projects": found})

    async def extract(self, request: Request) -> Response:
        """Concepts and terms of a text, a page or a file."""
        found, projects, document = await self._asked(request)
        answers = [self._answer(project, document.text, found) for project in projects]
        whole = _joined(answers)
        if not document.file:
            return JSONResponse(whole)
        title = _joined([self._answer(project, document.title, found) for project in projects])
        return JSONResponse({"title": document.title, "metadata": title, "document": whole})

    async def categorization(self, request: Request) -> Response:
        """Top concepts above what a text speaks of."""
        found, projects, document = await self._asked(request)
        shown: list[Any] = []
        for project in projects:
            question = self._question(project, document.text, found)
            extractor = self._extractor(project)
            shown += extractor.categories(extractor.hits(question, tokens(question.text)), question.language)
        if document.file:
            return JSONResponse({"title": {"categories": []}, "text": {"categories": shown}})
        return JSONResponse({"categories": shown})

    async def suggest(self, request: Request) -> Response:
        """Concepts whose labels have the letters typed so far."""
        user = self.desk.user(request)
        self.desk.licensed("extractor")
        found = await self.desk.read(
            request, "searchString", "language", "projectId", "conceptSchemeFilters", "numberOfConcepts"
        )
        typed, language = found.needed("searchString", "message"), found.needed("language", "message")
        found.needed("projectId", "message")
        limit = int(found.number("numberOfConcepts", 20))
        extractors = [self._extractor(self.desk.project(name, user, "message")) for name in found.many("projectId")]
        concepts = [each for extractor in extractors for each in looked_up(extractor, typed, language)]
        concepts.sort(key=lambda each: -each["score"])
        nothing: list[Any] | None = None if self.desk.dialect.bare_projects else []
        return JSONResponse({"suggestedConcepts": concepts[:limit] or nothing})

    async def concept(self, request: Request) -> Response:
        """One concept as the model has it."""
        user = self.desk.user(request)
        found = await self.desk.read(request, "concept", "projectId", "language")
        uri, language = found.needed("concept", "message"), found.needed("language", "message")
        extractor = self._extractor(self.desk.project(found.needed("projectId", "message"), user, "message"))
        if uri not in extractor.model.entries:
            raise Refused(404, f"There is no concept <{uri}>.", "message")
        return JSONResponse(extractor.described(uri, language))

    async def nif(self, request: Request) -> Response:
        """Concepts of a text as NIF."""
        user = self.desk.user(request)
        found = await self.desk.read(request, "input", "prefix", "includeTerms", "includeConcepts", "projectId", "lang")
        project = self.desk.project(found.needed("projectId", "message"), user, "message")
        question = self._question(project, found.needed("input", "message"), found)
        hits = self._extractor(project).hits(question, tokens(question.text))
        return Response(annotated(question, hits, found.one("prefix")), media_type="text/turtle")

    async def _asked(self, request: Request) -> tuple[Parameters, list[Project], _Document]:
        user = self.desk.user(request)
        self.desk.licensed("extractor")
        if (
            request.headers.get("content-type", "").startswith("application/json")
            and not self.desk.dialect.json_extract
        ):
            raise Refused(415, "JSON bodies are not taken.", "html")
        found = await self.desk.read(request, *_EXTRACT)
        found.needed("projectId", "message")
        projects = [self.desk.project(name, user, "message") for name in found.many("projectId")]
        document = await _document(found)
        if self.desk.options.failing_word and self.desk.options.failing_word in document.text.casefold():
            raise Refused(500, "The document could not be analysed.", "stack")
        return found, projects, document

    def _answer(self, project: Project, text: str, found: Parameters) -> dict[str, Any]:
        return self._extractor(project).answer(self._question(project, text, found))

    def _extractor(self, project: Project) -> Extractor:
        if project.model is None or project.model.empty:
            raise Refused(400, "Concept Index is empty", "base")
        card, options = project.card, self.desk.options
        return Extractor(card.uuid, project.model, card.languages, self.desk.dialect, options.position_unit)

    def _question(self, project: Project, text: str, found: Parameters) -> Question:
        options, language = self.desk.options, found.one("language") or found.one("lang")
        model = self._extractor(project).model
        return Question(
            text=text,
            language=language or model.language_of(text, project.card.languages),
            detected=not language,
            concepts=int(found.number("numberOfConcepts", options.default_concepts, "message")),
            terms=int(found.number("numberOfTerms", options.default_terms, "message")),
            minimum=found.number("conceptMinimumScore", 0, "message"),
            schemes=found.many("conceptSchemeFilters"),
            extra_languages=found.many("extraConceptLanguages"),
            without_nested=found.flag("filterNestedConcepts"),
            strip_plurals=found.flag("lemmatization", True),
            categorize=found.flag("categorize"),
            details=found.flag("showMatchingDetails"),
            positions=found.flag("showMatchingPosition"),
            broader=found.flag("useTransitiveBroaderConcepts"),
            related=found.flag("useRelatedConcepts"),
            show_text=found.flag("displayText"),
        )


async def _document(found: Parameters) -> _Document:
    if upload := found.file("file"):
        text = upload.content.decode(found.one("charset") or "utf-8", errors="replace")
        looks_marked = "html" in upload.media_type or upload.name.endswith((".html", ".htm"))
        return _Document(_without_tags(text) if looks_marked else text, found.one("title") or upload.name, file=True)
    if url := found.one("url"):
        return _Document(await _page(url))
    return _Document(found.needed("text", "message"), found.one("title"))


async def _page(url: str) -> str:
    import httpx

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not loopback(parts.netloc.rsplit("@", 1)[-1]):
        raise Refused(400, "This sandbox reads pages of loopback hosts only.", "message")
    try:
        async with httpx.AsyncClient(timeout=10, trust_env=False) as client:
            answer = await client.get(url)
    except httpx.HTTPError as error:
        raise Refused(400, f"The page cannot be read: {type(error).__name__}.", "message") from error
    if answer.status_code != 200:
        raise Refused(400, f"The page answers {answer.status_code}.", "message")
    return _without_tags(answer.text)


def _without_tags(text: str) -> str:
    return html.unescape(_TAG.sub(" ", text))


def _joined(answers: Sequence[dict[str, Any]]) -> dict[str, Any]:
    whole: dict[str, Any] = {}
    for answer in answers:
        for name, value in answer.items():
            if isinstance(value, list):
                whole.setdefault(name, []).extend(value)
            else:
                whole.setdefault(name, value)
    if "concepts" in whole:
        whole["concepts"].sort(key=lambda concept: -concept["score"])
    return whole
