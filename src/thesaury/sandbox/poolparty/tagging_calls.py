"""Tag expansion, classifiers and corpora: small but answering as documented."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.poolparty.concept_json import Asked
from thesaury.sandbox.poolparty.desk import Desk, routes
from thesaury.sandbox.poolparty.logins import User
from thesaury.sandbox.poolparty.names import BROADER, RELATED
from thesaury.sandbox.poolparty.parameters import json_body
from thesaury.sandbox.poolparty.project import Project
from thesaury.sandbox.poolparty.refusals import Refused, unsuccessful

_FACTORS = {BROADER: 0.5, RELATED: 0.25}
_CORPUS = "corpus:sandbox"
_PAGE = 20


@dataclass(frozen=True, slots=True)
class TaggingCalls:
    """Handlers below /PoolParty/api for tagging, classification and corpora."""

    desk: Desk

    def routes(self) -> list[Route]:
        """All of them."""
        corpora = "corpusmanagement/{project}/"
        return routes(
            "thesaurus",
            [
                ("tagging/{project}/expand", self.expand, "POST"),
                ("classification/{project}/classifiers", self.classifiers, "GET"),
                (corpora + "corpora", self.corpora, "GET"),
                (corpora + "metadata", self.corpora, "GET"),
                (corpora + "uptodate", self.up_to_date, "GET"),
                (corpora + "analysisRunning", self.running, "GET"),
                (corpora + "analyze", self.analyse, "POST"),
                (corpora + "results/concepts", self.results, "GET"),
                (corpora + "results/extractedterms", self.no_results, "GET"),
                ("user/addUser", self.add_user, "POST"),
            ],
        )

    async def expand(self, request: Request) -> Response:
        """Concepts with their neighbours, which get a part of the score."""
        project, body = self._project(request), await json_body(request)
        if not isinstance(body, dict) or not isinstance(body.get("concepts"), list):
            raise Refused(400, "The body has to be an object with a list 'concepts'.")
        scores = {str(each["uri"]): float(each.get("score", 100)) for each in body["concepts"]}
        for uri, score in list(scores.items()):
            for predicate, factor in _FACTORS.items():
                for neighbour in project.thesaurus.links(uri, predicate):
                    scores[neighbour] = max(scores.get(neighbour, 0.0), score * factor)
        asked = Asked(body.get("language") or project.card.default_language, tuple(body.get("properties") or ()))
        writer = self.desk.concept_writer(project)
        ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[
            : int(body.get("maxNumberOfConcepts") or 100)
        ]
        expanded = [{"score": score, "jsonConcept": writer.concept(uri, asked)} for uri, score in ranked]
        return JSONResponse({"message": "", "expandedConcepts": expanded})

    async def classifiers(self, request: Request) -> Response:
        """One classifier, offline."""
        project = self._project(request, "classifier")
        known = {
            "uri": f"{project.card.uri}/classifier/1",
            "name": "Campaign kind",
            "status": "TRAINED",
            "isOnline": False,
        }
        return JSONResponse({"jsonClassifierList": [{**known, "language": project.card.default_language}]})

    async def corpora(self, request: Request) -> Response:
        """One corpus."""
        project = self._project(request, "corpus")
        corpus = {"corpusId": _CORPUS, "corpusName": "Sandbox texts", "language": project.card.default_language}
        return JSONResponse({"jsonCorpusList": [{**corpus, "upToDate": project.analysed}]})

    async def up_to_date(self, request: Request) -> Response:
        """Whether the corpus was analysed since its last change."""
        return JSONResponse({"upToDate": self._project(request, "corpus").analysed})

    async def running(self, request: Request) -> Response:
        """Whether an analysis is running; none ever is for long."""
        self._project(request, "corpus")
        return JSONResponse({"analysisRunning": False})

    async def analyse(self, request: Request) -> Response:
        """Fails as the vendor does: with status 200."""
        self._project(request, "corpus")
        return JSONResponse(unsuccessful("The corpus has no documents."))

    async def results(self, request: Request) -> Response:
        """Concepts of the corpus, twenty to a page; an empty page is the end."""
        project = self._project(request, "corpus")
        found = await self.desk.read(request, "corpusId", "startIndex")
        start = int(found.number("startIndex", 0))
        uris = project.thesaurus.concepts()[start : start + _PAGE]
        language = project.card.default_language
        shown: list[dict[str, Any]] = [
            {"uri": uri, "prefLabel": project.thesaurus.label(uri, language), "score": 1.0} for uri in uris
        ]
        return JSONResponse(shown)

    async def no_results(self, request: Request) -> Response:
        """No terms."""
        self._project(request, "corpus")
        return JSONResponse([])

    async def add_user(self, request: Request) -> Response:
        """A new user; JSON with username, password, groups and roles."""
        self.desk.administrator(request)
        body = await json_body(request)
        if not isinstance(body, dict) or not body.get("username") or not body.get("password"):
            raise Refused(400, "A user needs username and password.")
        groups, roles = tuple(body.get("groups") or ()), tuple(body.get("roles") or ("ApiUser",))
        user = User(str(body["username"]), str(body["password"]), groups, roles)
        self.desk.logins.users[user.name] = user
        self.desk.sandbox.applied("user/addUser", user.name, list(groups))
        return Response()

    def _project(self, request: Request, feature: str = "extractor") -> Project:
        user = self.desk.user(request)
        self.desk.licensed(feature)
        return self.desk.project(request.path_params["project"], user)
