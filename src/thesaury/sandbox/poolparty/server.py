"""Puts the PoolParty sandbox together: data, calls, token endpoint, graph store and the control plane's hooks."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.poolparty import graph_store, logins, seeds
from thesaury.sandbox.poolparty.desk import Desk, answered
from thesaury.sandbox.poolparty.edits import Edits
from thesaury.sandbox.poolparty.extractor_calls import ExtractorCalls
from thesaury.sandbox.poolparty.graph_store import GraphStore
from thesaury.sandbox.poolparty.history_calls import HistoryCalls
from thesaury.sandbox.poolparty.options import DIALECTS, Options
from thesaury.sandbox.poolparty.project_calls import ProjectCalls
from thesaury.sandbox.poolparty.refusals import Refused
from thesaury.sandbox.poolparty.search_calls import SearchCalls
from thesaury.sandbox.poolparty.shelf import Shelf
from thesaury.sandbox.poolparty.sparql_calls import SparqlCalls
from thesaury.sandbox.poolparty.tagging_calls import TaggingCalls
from thesaury.sandbox.poolparty.thesaurus_calls import ThesaurusCalls
from thesaury.sandbox.poolparty.thesaurus_writes import ThesaurusWrites
from thesaury.sandbox.serving.hooks import Hooks
from thesaury.sandbox.serving.kernel import Sandbox
from thesaury.sandbox.serving.store import Store

_ERROR_NAMES = {429: "Too many requests", 503: "The service is not available."}


def create(
    state: Path | None = None, dialect: str = "10", vocabulary: Path | None = None, options: Options | None = None
) -> Sandbox:
    """A PoolParty sandbox as an ASGI application. With a state file its data survive a restart.

    Raises ValueError for an unknown dialect.
    """
    if dialect not in DIALECTS:
        raise ValueError(f"There is no dialect '{dialect}'. Known are {', '.join(DIALECTS)}.")
    chosen = options or Options()
    sandbox = Sandbox("poolparty", Store(state), error=_error)
    desk = Desk(sandbox, Shelf(sandbox.store, state is not None), DIALECTS[dialect], chosen, chosen)
    graphs = GraphStore(sandbox, durable=state is not None)
    house = _House(desk, graphs, vocabulary)
    house.open()
    return sandbox.serves(house.routes(), Hooks(house.reset, Edits(desk, seeds.DEMO.uuid), house.counters, house.where))


def _error(status: int) -> dict[str, Any]:
    return {"status": status, "errorMessage": _ERROR_NAMES.get(status, f"Error {status}")}


@dataclass(frozen=True, slots=True)
class _House:
    desk: Desk
    graphs: GraphStore
    vocabulary: Path | None

    def open(self) -> None:
        """Brings back what was kept, or begins with the first projects."""
        kept = self.desk.shelf.projects() if self.desk.shelf.durable else []
        self.desk.projects.update({project.card.uuid: project for project in kept})
        if not kept:
            self._seed()

    def reset(self) -> None:
        """Everything as at the first start; the kernel has emptied the document store."""
        self.desk.options = self.desk.first_options
        self.desk.projects.clear()
        self.desk.logins = logins.Logins()
        self.graphs.store.clear()
        self._seed()

    def _seed(self) -> None:
        for project in seeds.first_projects(self.vocabulary, self.desk.sandbox.clock.now()):
            self.desk.projects[project.card.uuid] = project
            self.desk.shelf.keep(project)
            self.desk.shelf.keep_model(project)

    def routes(self) -> list[Route]:
        """Every route, and pages of HTML for paths nobody knows."""
        desk = self.desk
        found = [*ThesaurusCalls(desk).routes(), *ThesaurusWrites(desk).routes(), *ProjectCalls(desk).routes()]
        found += [*HistoryCalls(desk).routes(), *SparqlCalls(desk).routes(), *ExtractorCalls(desk).routes()]
        found += [*TaggingCalls(desk).routes(), *SearchCalls(desk, seeds.SPACES).routes(), *self.graphs.routes()]
        if desk.dialect.keycloak:
            path = f"{logins.AUTH_PATH}/realms/{{realm}}/protocol/openid-connect/token"
            found.append(Route(path, self._token, methods=["POST"]))
        unknown = [
            Route(f"/{root}/{{rest:path}}", answered(_no_page)) for root in ("PoolParty", "extractor", "GraphSearch")
        ]
        return [*found, *unknown]

    async def _token(self, request: Request) -> Response:
        if request.path_params["realm"] != logins.REALM:
            return JSONResponse({"error": "Realm does not exist"}, 404)
        form = dict(await request.form())
        return self.desk.logins.token(form, self.desk.options, self.desk.sandbox.clock.now())

    def counters(self) -> dict[str, Any]:
        """Concepts, suggestions and events by project, options, and the size of the graph store."""
        told = {
            project.card.supplement: {
                "concepts": len(project.thesaurus.concepts()),
                "suggestions": len(project.thesaurus.suggestions()),
                "events": len(project.history.events),
                "upToDate": project.up_to_date,
            }
            for project in self.desk.projects.values()
        }
        return {"projects": told, "options": asdict(self.desk.options), "graphstore": self.graphs.size()}

    def where(self, url: str) -> dict[str, Any]:
        """Addresses and credentials; those of the user who sees the demo project alone come first."""
        demo = self.desk.projects.get(seeds.DEMO.uuid)
        card = demo.card if demo else seeds.DEMO
        users = [
            {"username": each.name, "password": each.password, "groups": each.groups, "roles": each.roles}
            for each in logins.USERS
        ]
        keycloak = self.desk.dialect.keycloak
        return {
            "url": url,
            "vendor": "poolparty",
            "dialect": self.desk.dialect.name,
            "dialects": sorted(DIALECTS),
            "project": card.uuid,
            "supplement": card.supplement,
            "username": logins.USERS[0].name,
            "password": logins.USERS[0].password,
            "users": users,
            "auth": url + logins.AUTH_PATH if keycloak else "",
            "realm": logins.REALM if keycloak else "",
            "clients": dict(logins.CLIENTS) if keycloak else {},
            "projects": [_told(seeds.PIGMENTARY.uuid, "colours"), _told(seeds.HIDDEN.uuid, "vaultwood", hidden=True)],
            "search_spaces": [{"id": space.id, "private": space.private} for space in seeds.SPACES],
            "failing_word": self.desk.options.failing_word,
            "graphstore": f"{url}/graphstore",
            "graphstore_username": graph_store.USER,
            "graphstore_password": graph_store.PASSWORD,
        }


def _told(uuid: str, supplement: str, hidden: bool = False) -> dict[str, Any]:
    return {"project": uuid, "supplement": supplement, "hidden": hidden}


async def _no_page(request: Request) -> Response:
    raise Refused(404, f"The requested resource [{request.url.path}] is not available", "html")
