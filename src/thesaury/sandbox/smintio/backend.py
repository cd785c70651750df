"""The backend: custom forms with optimistic locks, the tenant's attachments, and field values that vanish before attachment."""

import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.smintio.estate import Estate
from thesaury.sandbox.smintio.refusal import Refusal, guarded

_SCOPE = "smintio.full"
_ATTACHMENTS = (
    "frontend_user_group_custom_form_uuid",
    "data_adapter_configuration_custom_form_uuid",
    "assets_search_page_configuration_custom_form_uuid",
    "resource_custom_form_uuids",
)


class Backend:
    """The backend of one tenant."""

    def __init__(self, estate: Estate) -> None:
        """The backend over an estate."""
        self._estate, self._store = estate, estate.sandbox.store
        self._forms, self._groups = f"{estate.tenant.name}.form", f"{estate.tenant.name}.group"

    def routes(self) -> list[Route]:
        """The documented routes, and one for user groups whose path is our own."""
        base = f"/{self._estate.tenant.name}/be/backend/v1"
        return [
            Route(f"{base}/customForms", guarded(self.forms), methods=["GET", "POST"]),
            Route(f"{base}/customForms/{{uuid}}", guarded(self.form), methods=["GET", "PUT", "DELETE"]),
            Route(f"{base}/customForm/{{uuid}}/formGroups", guarded(self.form_groups)),
            Route(f"{base}/tenants/{{uuid}}", guarded(self.tenant), methods=["GET", "PUT"]),
            Route(f"{base}/frontendUserGroups/{{uuid}}", guarded(self.group), methods=["GET", "PUT"]),
        ]

    async def forms(self, request: Request) -> Response:
        """All forms, or a new one."""
        self._authorised(request)
        if request.method == "GET":
            return JSONResponse([document for _, document in self._store.all(self._forms)])
        uuid, form = secrets.token_hex(16), await _body(request)
        self._store.put(self._forms, uuid, {**form, "uuid": uuid, "version": 1})
        self._applied(request, "customForms:create", {"uuid": uuid})
        return JSONResponse({"uuid": uuid}, status_code=201)

    async def form(self, request: Request) -> Response:
        """One form: read it, replace it, or take it away, the last two only with its current version."""
        self._authorised(request, "version")
        await request.body()  # read whole first, so that nobody comes between the look at the version and the change
        uuid = request.path_params["uuid"]
        form = self._found(self._forms, uuid)
        if request.method == "GET":
            return JSONResponse(form)
        _check(request, form["version"], "optimistic_lock_violated")
        if request.method == "DELETE":
            self._store.delete(self._forms, uuid)
            self._applied(request, "customForms:delete", {"uuid": uuid})
            return Response(status_code=204)
        changed = {**await _body(request), "uuid": uuid, "version": form["version"] + 1}
        self._store.put(self._forms, uuid, changed)
        self._applied(request, "customForms:update", {"uuid": uuid, "version": changed["version"]})
        return JSONResponse(changed)

    async def form_groups(self, request: Request) -> Response:
        """The groups of a form with their items and allowed values."""
        self._authorised(request)
        return JSONResponse(self._found(self._forms, request.path_params["uuid"]).get("custom_form_groups", []))

    async def tenant(self, request: Request) -> Response:
        """The tenant's settings; PUT attaches forms."""
        self._authorised(request, "version")
        await request.body()  # read whole first, so that nobody comes between the look at the version and the change
        uuid = request.path_params["uuid"]
        if uuid != self._estate.tenant.uuid:
            raise Refusal(404, "tenant_not_found", uuid=uuid)
        settings = self._settings()
        if request.method == "PUT":
            _check(request, settings["version"], "tenant_optimistic_lock_violated")
            asked = await _body(request)
            for form in _attached(asked):
                self._found(self._forms, form)
            settings |= {name: asked[name] for name in _ATTACHMENTS if name in asked} | {
                "version": settings["version"] + 1
            }
            self._store.put("tenant", self._estate.tenant.name, settings)
            self._applied(request, "tenants:update", {"version": settings["version"]})
        return JSONResponse(settings)

    async def group(self, request: Request) -> Response:
        """A user group; its field values are dropped without a word while no form is attached or the form has no such field."""
        self._authorised(request, "version")
        await request.body()  # read whole first, so that nobody comes between the look at the version and the change
        uuid = request.path_params["uuid"]
        if uuid != self._estate.tenant.identifier("group"):
            raise Refusal(404, "user_group_not_found", uuid=uuid)
        group = self._store.get(self._groups, uuid) or {
            "uuid": uuid,
            "name": "Editors",
            "version": 1,
            "custom_form_field_values": [],
        }
        if request.method == "PUT":
            _check(request, group["version"], "user_group_optimistic_lock_violated")
            fields, asked = self._fields(), (await _body(request)).get("custom_form_field_values", [])
            kept = [value for value in asked if value.get("id") in fields]
            group = {**group, "version": group["version"] + 1, "custom_form_field_values": kept}
            self._store.put(self._groups, uuid, group)
            self._applied(request, "frontendUserGroups:update", {"uuid": uuid, "kept": len(kept)})
        return JSONResponse(group)

    def _settings(self) -> dict[str, Any]:
        empty = {
            "uuid": self._estate.tenant.uuid,
            "name": self._estate.tenant.title,
            "version": 1,
            "resource_custom_form_uuids": [],
        }
        return dict(self._store.get("tenant", self._estate.tenant.name) or empty)

    def _fields(self) -> set[str]:
        form = self._store.get(self._forms, str(self._settings().get(_ATTACHMENTS[0]))) or {}
        groups = form.get("custom_form_groups") or []
        return {str(item.get("id")) for group in groups for item in group.get("form_items") or []}

    def _authorised(self, request: Request, *known: str) -> None:
        self._estate.authorised(request, _SCOPE)
        self._estate.sandbox.accept(request, *known)

    def _found(self, collection: str, uuid: str) -> dict[str, Any]:
        document = self._store.get(collection, uuid)
        if document is None:
            raise Refusal(404, "not_found", f"There is no form {uuid}.", uuid)
        return dict(document)

    def _applied(self, request: Request, route: str, what: dict[str, Any]) -> None:
        self._estate.sandbox.applied(route, request.headers.get("idempotency-key", ""), what)


def _check(request: Request, version: int, code: str) -> None:
    asked = request.query_params.get("version")
    if asked is None:
        raise Refusal(400, "argument_missing", "version is missing.")
    if asked != str(version):
        raise Refusal(409, code, f"The version is {version} by now.")


def _attached(asked: dict[str, Any]) -> list[str]:
    single = [asked[name] for name in _ATTACHMENTS[:-1] if asked.get(name)]
    return [*single, *(asked.get(_ATTACHMENTS[-1]) or [])]


async def _body(request: Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError as error:
        raise Refusal(400, "argument_invalid", "The body is no JSON.") from error
    if not isinstance(body, dict):
        raise Refusal(400, "argument_invalid", "The body has to be one object.")
    return body
