"""The portal interface: execute a method of an interface at once or as a background task, upload a file, poll a task."""

import re
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.serving.kernel import flagged
from thesaury.sandbox.smintio.enrichment import GET, INTERFACE, SET, Enrichment
from thesaury.sandbox.smintio.envelope import arguments, laid_out, task
from thesaury.sandbox.smintio.estate import Estate, root
from thesaury.sandbox.smintio.marks import Marks
from thesaury.sandbox.smintio.reading import Reading
from thesaury.sandbox.smintio.refusal import Refusal, guarded
from thesaury.sandbox.smintio.searching import Searching
from thesaury.sandbox.smintio.tenants import Portal

_SCOPE = "smintio.portals.frontend"
_CULTURE = re.compile(r"^[a-z]{2}(-[A-Za-z]{2,4})?$")
_SECONDS_BETWEEN_POLLS = 1.0
_KEPT_TASKS = 200
_INTERFACES = ("IAssets", "IResourceAssets", "IProductAssets", "ICollection", "IShare", "ITask", INTERFACE)

Call = Callable[[Portal, dict[str, Any], str, Request], dict[str, Any]]
"""portal, argument (keys in lower case), idempotency key, request → result."""


class Portals:
    """The portal interface of one tenant."""

    def __init__(self, estate: Estate, enrichment: Enrichment) -> None:
        """The interface over an estate."""
        self._estate = estate
        self._searching, self._reading, self._marks = Searching(estate), Reading(estate), Marks(estate)
        self._enrichment = enrichment
        self._at_once = {**self._reads(), **self._custom()}
        self._polled = {**self._downloads(), **self._collections()}

    @property
    def methods(self) -> dict[str, list[str]]:
        """The names of all methods."""
        return {"immediate": sorted(self._at_once), "polled": sorted(self._polled)}

    def routes(self) -> list[Route]:
        """The four ways to execute, the upload, and the task."""
        base = f"/{self._estate.tenant.name}/fe/frontend/v1"
        portal, page = f"{base}/portals/{{portal}}", f"{base}/portals/{{portal}}/pageConfigurations/{{page}}"
        run = "{property}/{index:int}/execute/{method}"
        return [
            Route(f"{page}/{run}", guarded(self.execute_on_page), methods=["POST"]),
            Route(
                f"{page}/componentConfigurations/{{component}}/{run}", guarded(self.execute_on_page), methods=["POST"]
            ),
            Route(f"{portal}/portalsContext/uploadFile", guarded(self.upload), methods=["POST"]),
            Route(f"{portal}/portalsContext/{{interface}}/execute/{{method}}", guarded(self.execute), methods=["POST"]),
            Route(f"{base}/backgroundTasks/{{uuid}}", guarded(self.poll)),
        ]

    async def execute(self, request: Request) -> Response:
        """A method of an interface of the portal."""
        interface = request.path_params["interface"]
        if not interface.startswith(_INTERFACES):
            raise Refusal(404, "not_found", f"There is no interface {interface}.")
        custom = request.path_params["method"] in (GET, SET)
        if custom != (interface == INTERFACE):
            raise Refusal(404, "not_found", f"{interface} has no method {request.path_params['method']}.")
        return await self._executed(request)

    async def execute_on_page(self, request: Request) -> Response:
        """A method of what a page is configured with: here the search of the portal's one search page."""
        portal, asked = self._portal(request), request.path_params
        if (asked["page"], asked["property"], asked["index"]) != (portal.page, "assetsSearch", 0):
            raise Refusal(404, "not_found", "The portal has no such page or property.")
        return await self._executed(request)

    async def _executed(self, request: Request) -> Response:
        portal, method = self._portal(request), request.path_params["method"]
        given = arguments(await request.body())
        asked = given[0] if given else {}
        key = str(asked.get("idempotencykey") or request.headers.get("idempotency-key", ""))
        if method in self._at_once:
            result = self._at_once[method](portal, asked, key, request)
            return JSONResponse(task(secrets.token_hex(16), "completed", result, self._estate.dialect.quoted_results))
        if method not in self._polled:
            raise Refusal(404, "not_found", f"There is no method {method}; names start in lower case.")
        try:
            if self._estate.dialect.failing_tasks:
                raise Refusal(503, "backend_service_not_available")
            state, result = "completed", self._polled[method](portal, asked, key, request)
        except Refusal as refusal:
            state, result = "error", refusal.inside()
        return JSONResponse(self._begun(state, result))

    def _begun(self, state: str, result: dict[str, Any]) -> dict[str, Any]:
        uuid = secrets.token_hex(16)
        document = {"state": state, "result": result, "polls": 0, "last": None}
        self._estate.sandbox.store.put(self._tasks, uuid, document)
        self._estate.sandbox.store.trim(self._tasks, _KEPT_TASKS)
        return task(uuid, "created", None, False)

    async def poll(self, request: Request) -> Response:
        """The state of a task: created, in progress, then completed or error."""
        self._estate.authorised(request, _SCOPE)
        uuid = request.path_params["uuid"]
        document = self._estate.sandbox.store.get(self._tasks, uuid)
        if document is None:
            raise Refusal(404, "not_found", f"There is no task {uuid}.", uuid)
        now = self._estate.sandbox.clock.now()
        if (
            document["last"]
            and (now - datetime.fromisoformat(document["last"])).total_seconds() < _SECONDS_BETWEEN_POLLS
        ):
            self._estate.sandbox.violate("polled-too-fast", f"task {uuid} was asked again within a second")
        document |= {"polls": document["polls"] + 1, "last": now.isoformat()}
        self._estate.sandbox.store.put(self._tasks, uuid, document)
        ended = document["polls"] >= self._estate.dialect.polls
        state = document["state"] if ended else "in_progress"
        return JSONResponse(task(uuid, state, document["result"], self._estate.dialect.quoted_results))

    async def upload(self, request: Request) -> Response:
        """Takes a file and gives it an id."""
        self._portal(request)
        async with request.form() as form:
            files = [value for value in form.values() if not isinstance(value, str)]
            if not files:
                raise Refusal(400, "argument_missing", "The form has no file.")
            uuid, content = secrets.token_hex(16), await files[0].read()
        self._estate.sandbox.applied(
            "uploadFile", request.headers.get("idempotency-key", ""), {"uuid": uuid, "size": len(content)}
        )
        return JSONResponse({"uuid": uuid})

    def _portal(self, request: Request) -> Portal:
        self._estate.authorised(request, _SCOPE)
        self._estate.sandbox.accept(request, "culture", "previewUuid")
        if not _CULTURE.match(request.query_params.get("culture", "en")):
            raise Refusal(400, "culture_invalid")
        portal = self._estate.tenant.portal(request.path_params["portal"])
        if portal is None:
            raise Refusal(404, "not_found", "There is no such portal.")
        return portal

    @property
    def _tasks(self) -> str:
        return f"{self._estate.tenant.name}.background"

    def _reads(self) -> dict[str, Call]:
        access = {"isFullTextSearchProposalsSupported": True, "isFolderNavigationSupported": False}
        find = self._searching
        return {
            "searchAssetsAsync": lambda portal, asked, key, request: self._searched(portal, asked, request),
            "getAssetAsync": lambda portal, asked, key, request: self._reading.one(portal, asked, root(request)),
            "getFeatureSupportAsync": lambda *_: {
                "isRandomAccessSupported": self._estate.dialect.random_access,
                **access,
            },
            "getAssetsReadFeatureSupportAsync": lambda *_: {"isFastGetAssetsSupported": False},
            "getFormItemDefinitionAllowedValuesAsync": lambda portal, asked, key, request: _allowed(
                find, portal, asked
            ),
            "getFullTextSearchProposalsAsync": lambda portal, asked, key, request: {
                "fullTextProposals": find.proposals(
                    portal, str(asked.get("value") or asked.get("querystring") or asked.get("text") or "")
                )
            },
            "searchCollectionsAsync": lambda portal, asked, key, request: self._marks.collections(asked),
            "getCollectionAsync": lambda portal, asked, key, request: self._marks.collection(asked),
        }

    def _custom(self) -> dict[str, Call]:
        return {
            SET: lambda portal, asked, key, request: self._enrichment.set(asked, key),
            GET: lambda portal, asked, key, request: self._enrichment.get(asked, flagged(request, "stale")),
        }

    def _downloads(self) -> dict[str, Call]:
        read = self._reading
        return {
            "getAssetsAsync": lambda portal, asked, key, request: read.many(portal, asked, root(request)),
            "getAssetsDownloadsForAssetsAsync": lambda portal, asked, key, request: read.offers(portal, asked),
            "initiateAssetsDownloadForAssetsAsync": lambda portal, asked, key, request: read.download(
                portal, asked, root(request)
            ),
        }

    def _collections(self) -> dict[str, Call]:
        marks = self._marks
        changes = [f"{verb}Async" for verb in ("addAssets", "removeAssets", "moveAssets", "copyAssets")]
        return {
            "createCollectionAsync": lambda portal, asked, key, request: marks.create_collection(asked, key),
            "deleteCollectionAsync": lambda portal, asked, key, request: marks.delete_collection(asked, key),
            "setAssetFlagAsync": lambda portal, asked, key, request: marks.flag(asked, key),
            "createCommentAsync": lambda portal, asked, key, request: marks.comment(asked, key),
            "createShareAsync": lambda portal, asked, key, request: marks.share(asked, key),
            "createTaskAsync": lambda portal, asked, key, request: marks.task(asked, key),
            **{name: self._changing(name) for name in changes},
        }

    def _changing(self, method: str) -> Call:
        return lambda portal, asked, key, request: self._marks.change_assets(method, asked, key)

    def _searched(self, portal: Portal, asked: dict[str, Any], request: Request) -> dict[str, Any]:
        found = self._searching.search(
            portal, asked, flagged(request, "shrink_page"), flagged(request, "repeat_cursor")
        )
        layout = self._estate.dialect.layout
        return {**found, "assetDataObjects": [laid_out(asset, layout) for asset in found["assetDataObjects"]]}


def _allowed(find: Searching, portal: Portal, asked: dict[str, Any]) -> dict[str, Any]:
    field, text = str(asked.get("formitemdefinitionid") or ""), str(asked.get("formitemdefinitionquerystring") or "")
    values = find.allowed_values(portal, field, text, int(asked.get("maxresultcount") or 50))
    return {"allowedValues": values, "allowedValuesTotalCount": len(values)}
