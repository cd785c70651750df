"""The history service: events by time, user, kind and concept, a hundred at a time unless more are asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.poolparty.desk import Desk, routes
from thesaury.sandbox.poolparty.history import EVENT_KEYS, EVENT_TYPES, Wanted, random_keys
from thesaury.sandbox.poolparty.logins import User
from thesaury.sandbox.poolparty.parameters import Parameters
from thesaury.sandbox.poolparty.project import Project
from thesaury.sandbox.poolparty.refusals import Refused, unsuccessful
from thesaury.sandbox.poolparty.times import understood

_FILTERS = ("fromTime", "toTime", "label", "users", "events")
_DEFAULT_LIMIT = 100


@dataclass(frozen=True, slots=True)
class HistoryCalls:
    """Handlers below /PoolParty/api/history."""

    desk: Desk

    def routes(self) -> list[Route]:
        """All of them."""
        return routes(
            "thesaurus",
            [
                ("history/{project}", self.events, "GET"),
                ("history/{project}/concepts", self.of_concepts, "GET"),
                ("history/{project}/delete", self.delete, "POST"),
                ("history/{project}/deleteByConcepts", self.delete_by_concepts, "POST"),
            ],
        )

    async def events(self, request: Request) -> Response:
        """Events, oldest first."""
        project = self._project(request, self.desk.user(request))
        found = await self.desk.read(request, *_FILTERS, "limit", "offset")
        return self._page(project, self._wanted(found), found)

    async def of_concepts(self, request: Request) -> Response:
        """Events of some concepts."""
        project = self._project(request, self.desk.user(request))
        found = await self.desk.read(request, "concepts", "limit", "offset")
        found.needed("concepts")
        return self._page(project, Wanted(concepts=found.many("concepts")), found)

    async def delete(self, request: Request) -> Response:
        """Forgets events; whoever may not do that is told so with status 200."""
        user = self.desk.user(request)
        project = self._project(request, user)
        found = await self.desk.read(request, *_FILTERS)
        return self._forget(project, user, self._wanted(found))

    async def delete_by_concepts(self, request: Request) -> Response:
        """Forgets the events of some concepts."""
        user = self.desk.user(request)
        project = self._project(request, user)
        found = await self.desk.read(request, "concepts")
        found.needed("concepts")
        return self._forget(project, user, Wanted(concepts=found.many("concepts")))

    def _project(self, request: Request, user: User) -> Project:
        self.desk.licensed("history")
        name = request.path_params["project"]
        project = self.desk.project(name, user)
        if name.lower() != project.card.uuid.lower():
            raise Refused(404, f"There is no project with the id '{name}'.")
        return project

    def _wanted(self, found: Parameters) -> Wanted:
        kinds = found.many("events")
        if wrong := [kind for kind in kinds if kind not in EVENT_TYPES]:
            raise Refused(400, f"There is no event type '{wrong[0]}'.")
        since, until = self._moment(found.one("fromTime")), self._moment(found.one("toTime"))
        return Wanted(since, until, found.one("label"), found.many("users"), kinds)

    def _moment(self, text: str) -> datetime | None:
        try:
            return understood(text, self.desk.options.server_zone) if text else None
        except ValueError as error:
            raise Refused(400, f"'{text}' is no time; write yyyy-MM-ddTHH:mm:ss or dd.MM.yyyyTHH.mm.ss.") from error

    def _page(self, project: Project, wanted: Wanted, found: Parameters) -> Response:
        limit, offset = int(found.number("limit", _DEFAULT_LIMIT)), int(found.number("offset", 0))
        events = project.history.find(wanted)[offset:]
        shown = events if limit < 0 else events[:limit]
        return JSONResponse(project.history.told(shown, self._keys(project), self.desk.options.server_zone))

    def _keys(self, project: Project) -> Mapping[str, str]:
        return random_keys(int(project.card.uuid[:8], 16)) if self.desk.options.random_history_keys else EVENT_KEYS

    def _forget(self, project: Project, user: User, wanted: Wanted) -> Response:
        if not user.administers:
            return JSONResponse(unsuccessful("Only administrators may delete the history."))
        gone = project.history.forget(wanted)
        self.desk.shelf.drop_events(project, gone)
        for event in gone:
            project.thesaurus.forget_graph_subject("history", project.history.event_iri(event))
        self.desk.done(project, "history/delete", len(gone))
        text = f"{len(gone)} events deleted."
        return JSONResponse({"success": True, "message": text, "plainMessage": text, "reportable": False})
