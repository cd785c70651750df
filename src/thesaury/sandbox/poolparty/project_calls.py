"""Calls about projects: version, licence, list, creation, export, import and the extraction model."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from thesaury.sandbox.poolparty.desk import Desk, routes
from thesaury.sandbox.poolparty.exchange import Format, bring_in, export, format_named, format_of_file, format_of_type
from thesaury.sandbox.poolparty.model import read_model
from thesaury.sandbox.poolparty.names import local_name
from thesaury.sandbox.poolparty.parameters import Parameters, json_body
from thesaury.sandbox.poolparty.project import Card, Project, Refresh
from thesaury.sandbox.poolparty.refusals import Refused, unsuccessful
from thesaury.sandbox.poolparty.times import java_text


@dataclass(frozen=True, slots=True)
class ProjectCalls:
    """Handlers below /PoolParty/api that are about a project as a whole."""

    desk: Desk

    def routes(self) -> list[Route]:
        """All of them."""
        return routes(
            "thesaurus",
            [
                ("version", self.version, "GET"),
                ("license", self.licence, "GET"),
                ("projects", self.projects, "GET"),
                ("projects/create", self.create, "POST"),
                ("projects/{project}/delete", self.delete, "POST"),
                ("projects/{project}/addGroup", self.add_group, "POST"),
                ("projects/{project}/snapshot", self.snapshot, "POST"),
                ("projects/{project}/export", self.export, "GET POST"),
                ("projects/{project}/import", self.bring_in, "POST"),
                ("indexbuilder/{project}", self.model_state, "GET POST"),
                ("indexbuilder/{project}/refresh", self.refresh, "GET POST"),
                ("user/groups", self.groups, "GET"),
            ],
        )

    async def version(self, request: Request) -> Response:
        """The version of the component, as plain text; the alive check."""
        self.desk.user(request)
        return PlainTextResponse(self.desk.dialect.version)

    async def licence(self, request: Request) -> Response:
        """The licence with its features."""
        self.desk.user(request)
        now = self.desk.sandbox.clock.now()
        expiry = now + timedelta(days=365)
        return JSONResponse(
            {
                "expiryDate": expiry.date().isoformat(),
                "expiryDateInMillis": int(expiry.timestamp() * 1000),
                "features": list(self.desk.options.features),
                "ipConstraint": None,
                "issueDate": (now - timedelta(days=30)).date().isoformat(),
                "licensee": "Fennmoor (sandbox)",
                "maximumVersion": "99",
                "minimumVersion": "1",
                "type": "SANDBOX",
                "uid": "sandbox-licence",
                "valid": True,
            }
        )

    async def projects(self, request: Request) -> Response:
        """The projects of the user's groups."""
        return JSONResponse([project.told() for project in self.desk.visible(self.desk.user(request))])

    async def create(self, request: Request) -> Response:
        """A new, empty project."""
        user = self.desk.administrator(request)
        card = _new_card(await json_body(request))
        if any(card.supplement == each.card.supplement for each in self.desk.projects.values()):
            raise Refused(400, f"There is a project '{card.supplement}' already.")
        project = Project(card, self.desk.sandbox.clock.now())
        self.desk.projects[card.uuid] = project
        self.desk.done(project, "projects/create", f"{card.uuid} by {user.name}", card.title)
        return JSONResponse(project.told(), 201)

    async def delete(self, request: Request) -> Response:
        """A project less."""
        project = self.desk.project(request.path_params["project"], self.desk.administrator(request))
        del self.desk.projects[project.card.uuid]
        self.desk.shelf.drop(project)
        self.desk.sandbox.applied("projects/delete", project.card.uuid, project.card.title)
        return Response()

    async def add_group(self, request: Request) -> Response:
        """Opens a project to another group."""
        project = self.desk.project(request.path_params["project"], self.desk.administrator(request))
        found = await self.desk.read(request, "group")
        groups = tuple(dict.fromkeys((*project.card.groups, found.needed("group"))))
        project.card = _with_groups(project.card, groups)
        self.desk.done(project, "projects/addGroup", list(groups))
        return Response()

    async def snapshot(self, request: Request) -> Response:
        """Says that a snapshot was made; none is."""
        self.desk.project(request.path_params["project"], self.desk.writer(request))
        await self.desk.read(request, "system", "note")
        return JSONResponse({"success": True, "message": "Snapshot created."})

    async def groups(self, request: Request) -> Response:
        """The names of the user groups that the caller is in."""
        return JSONResponse(list(self.desk.user(request).groups))

    async def export(self, request: Request) -> Response:
        """Modules in an RDF format: by GET in old dialects, by POST in new ones."""
        project = self.desk.project(request.path_params["project"], self.desk.user(request))
        self.desk.licensed("export")
        if (request.method == "POST") != self.desk.dialect.export_by_post:
            raise Refused(405, "", "empty")
        known = (
            ("format", "exportModules")
            if request.method == "GET"
            else ("format", "modules", "prettyPrint", "properties")
        )
        found = await self.desk.read(request, *known)
        form = format_named(found.one("format") or "trig")
        modules = found.many("exportModules" if request.method == "GET" else "modules") or ("concepts",)
        body = export(project, modules, form, found.many("properties"))
        return Response(body, media_type=form.media_type)

    async def bring_in(self, request: Request) -> Response:
        """A silent import: no event, no approval."""
        project = self.desk.project(request.path_params["project"], self.desk.writer(request))
        self.desk.licensed("import")
        found = await self.desk.read(request, "overwrite", "defaultGraph", "modules")
        content, form = await _document(request, found)
        count = bring_in(project, content, form, found.flag("overwrite"), self.desk.sandbox.clock.now())
        self.desk.done(project, "projects/import", count)
        return JSONResponse({"success": True, "message": f"{count} statements imported."})

    async def model_state(self, request: Request) -> Response:
        """How old the extraction model is."""
        project = self.desk.project(request.path_params["project"], self.desk.user(request))
        answer: dict[str, Any] = {"upToDate": project.up_to_date, "lastChangeTime": self._java(project.changed)}
        if project.built:
            answer["lastBuildTime"] = self._java(project.built)
        return JSONResponse(answer)

    async def refresh(self, request: Request) -> Response:
        """Builds the extraction model anew; one build at a time."""
        project = self.desk.project(request.path_params["project"], self.desk.writer(request))
        self.desk.licensed("extractor")
        if any(each.refresh for each in self._settled()):
            return JSONResponse(unsuccessful("A refresh of an extraction model is already running."))
        now = self.desk.sandbox.clock.now()
        project.refresh = Refresh(
            now + timedelta(seconds=self.desk.options.refresh_seconds),
            read_model(project.thesaurus, now, project.revision),
        )
        project.settle(now)
        self.desk.shelf.keep_model(project)
        self.desk.sandbox.applied("indexbuilder/refresh", "", project.card.uuid)
        text = "The extraction model is being refreshed." if project.refresh else "The extraction model was refreshed."
        return JSONResponse({"success": True, "message": text, "plainMessage": text, "reportable": False})

    def _settled(self) -> list[Project]:
        for project in self.desk.projects.values():
            project.settle(self.desk.sandbox.clock.now())
        return list(self.desk.projects.values())

    def _java(self, moment: datetime) -> str:
        return java_text(moment, self.desk.options.server_zone)


async def _document(request: Request, found: Parameters) -> tuple[bytes, Format]:
    if upload := found.file("file"):
        form = format_of_type(upload.media_type) or format_of_file(upload.name)
        content = upload.content
    else:
        form, content = format_of_type(request.headers.get("content-type", "")), await request.body()
    if form is None:
        raise Refused(400, "The RDF format cannot be told: send a media type of RDF or a file name with its suffix.")
    if not content:
        raise Refused(400, "There is no RDF in the request.")
    return content, form


def _new_card(body: Any) -> Card:
    if not isinstance(body, dict):
        raise Refused(400, "The body has to be a JSON object.")
    for name in ("title", "defaultLanguage", "userGroups"):
        if not body.get(name):
            raise Refused(400, f"Required field '{name}' is missing.")
    supplement = str(body.get("projectIdentifier") or "-".join(str(body["title"]).lower().split()))
    base = str(body.get("baseURL") or body.get("baseUrl") or "https://sandbox.example").rstrip("/")
    uri = f"{base}/{supplement}"
    languages = dict.fromkeys([body["defaultLanguage"], *(body.get("availableLanguages") or [])])
    return Card(
        uuid=str(uuid4()).upper(),
        supplement=supplement,
        title=str(body["title"]),
        description=str(body.get("description") or ""),
        uri=uri,
        default_language=str(body["defaultLanguage"]),
        languages=tuple(languages),
        groups=tuple(body["userGroups"]),
        concept_prefix=uri + "/",
        subject=str(body.get("subject") or ""),
        id_generation=str(body.get("idGeneration") or "uuid"),
        repository=str(body.get("repositoryType") or "memory"),
        author=local_name(str(body.get("author") or "")),
    )


def _with_groups(card: Card, groups: tuple[str, ...]) -> Card:
    from dataclasses import replace

    return replace(card, groups=groups)
