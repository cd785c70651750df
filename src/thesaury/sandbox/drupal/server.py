"""Puts the sandbox together: resources, relationships and uploads of JSON:API, the files for everybody, and the control plane's hooks."""

import json
import re
from base64 import b64encode
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.drupal.refusal import TYPE, Refusal, error_body
from thesaury.sandbox.drupal.site import Json, Site
from thesaury.sandbox.serving.hooks import Hooks
from thesaury.sandbox.serving.kernel import Sandbox

VENDOR, USER, PASSWORD, TOKEN = "drupal", "thesaury", "drupal-canary-password", "drupal-canary-token"
_MOST = 50
_NAMED = re.compile(r'filename="([^"/\\]+)"')
_CONDITION = re.compile(r"filter\[(\w+)\]\[condition\]\[(path|operator|value)\](?:\[(\d*)\])?")
_SHORT = re.compile(r"filter\[(\w+)\]")
Handler = Callable[[Request], Awaitable[Response]]


def create() -> Sandbox:
    """The sandbox as an ASGI application: a site without content, with one account that may do everything."""
    sandbox = Sandbox(VENDOR, error=error_body)
    site = Site(lambda: sandbox.clock.now().isoformat(timespec="seconds"))
    site.clear()
    calls = _Calls(sandbox, site)
    path = "/jsonapi/{entity}/{bundle}"
    switches = {"writable": True}

    def reset() -> None:
        site.clear()
        switches["writable"] = True

    def edit(payload: dict[str, Any]) -> dict[str, bool]:
        switches["writable"] = bool(payload["writable"])
        return switches

    def guarded(handler: Handler) -> Handler:
        async def answer(request: Request) -> Response:
            try:
                _admitted(request, switches["writable"])
                return await handler(request)
            except Refusal as refusal:
                return refusal.answer()

        return answer

    table: list[tuple[str, str, Handler]] = [
        ("GET", path, calls.all),
        ("POST", path, calls.create),
        ("GET", f"{path}/{{id:uuid}}", calls.one),
        ("PATCH", f"{path}/{{id:uuid}}", calls.update),
        ("DELETE", f"{path}/{{id:uuid}}", calls.delete),
        ("POST", f"{path}/{{id:uuid}}/relationships/{{field}}", calls.relate),
        ("DELETE", f"{path}/{{id:uuid}}/relationships/{{field}}", calls.relate),
        ("POST", f"{path}/{{field}}", calls.upload),
    ]
    routes = [Route(where, guarded(handler), methods=[method]) for method, where, handler in table]
    routes.append(Route("/sites/default/files/{name}", calls.serve))

    def where(url: str) -> dict[str, Any]:
        return {"vendor": VENDOR, "url": url, "username": USER, "password": PASSWORD, "token": TOKEN}

    return sandbox.serves(routes, Hooks(reset, edit, where=where))


def _admitted(request: Request, writable: bool) -> None:
    basic = f"Basic {b64encode(f'{USER}:{PASSWORD}'.encode()).decode()}"
    told = request.headers.get("authorization", "")
    if told not in ("", basic, f"Bearer {TOKEN}"):
        raise Refusal(401, "The supplied credentials are not valid.")
    if request.method == "GET":
        return
    if not writable:
        said = (
            "JSON:API is configured to accept only read operations. Site administrators can configure this at "
            "/admin/config/services/jsonapi."
        )
        raise Refusal(405, said)
    if not told:
        raise Refusal(403, "The current user is not allowed to do that.")
    if request.headers.get("content-type") not in (TYPE, "application/octet-stream") and request.method != "DELETE":
        raise Refusal(415, 'No route found that matches "Content-Type"')


class _Calls:
    """The calls of JSON:API."""

    def __init__(self, sandbox: Sandbox, site: Site) -> None:
        """Over one site."""
        self._sandbox, self._site = sandbox, site

    async def all(self, request: Request) -> Response:
        path, query = _path(request), request.query_params
        found = self._site.matching(path, _conditions(request))
        if not request.headers.get("authorization"):
            found = [one for one in found if one["attributes"].get("status", True)]
        limit = min(_MOST, int(query.get("page[limit]", _MOST)))
        start = int(query.get("page[offset]", 0))
        told = found[start : start + limit]
        links = {"next": {"href": f"{request.url}"}} if start + limit < len(found) else {}
        body: Json = {"jsonapi": {"version": "1.0"}, "data": [self._site.shown(one) for one in told], "links": links}
        return _answer(body | self._included(request, told))

    async def one(self, request: Request) -> Response:
        thing = self._site.find(_path(request), str(request.path_params["id"]))
        return _answer({"data": self._site.shown(thing), "links": {}} | self._included(request, [thing]))

    async def create(self, request: Request) -> Response:
        made = self._site.create(_path(request), await _data(request))
        self._sandbox.applied(f"POST {_path(request)}", "", made["id"])
        return _answer({"data": self._site.shown(made), "links": {}}, 201)

    async def update(self, request: Request) -> Response:
        id = str(request.path_params["id"])
        changed = self._site.update(_path(request), id, await _data(request))
        self._sandbox.applied(f"PATCH {_path(request)}", "", id)
        return _answer({"data": self._site.shown(changed), "links": {}})

    async def delete(self, request: Request) -> Response:
        id = str(request.path_params["id"])
        self._site.delete(_path(request), id)
        self._sandbox.applied(f"DELETE {_path(request)}", "", id)
        return Response(status_code=204)

    async def relate(self, request: Request) -> Response:
        id, field = str(request.path_params["id"]), request.path_params["field"]
        others = (await _body(request)).get("data")
        if not isinstance(others, list):
            raise Refusal(400, "Resource identifiers of a to-many relationship are a list.")
        self._site.relate(_path(request), id, field, others, request.method == "DELETE")
        self._sandbox.applied(f"{request.method} {field}", "", id)
        return Response(status_code=204)

    async def upload(self, request: Request) -> Response:
        field, named = request.path_params["field"], _NAMED.search(request.headers.get("content-disposition", ""))
        if field not in self._site.bundle(_path(request)).relationships:
            raise Refusal(404, f'Field "{field}" does not exist')
        if named is None:
            raise Refusal(400, 'No filename found in "Content-Disposition" header.')
        file = self._site.keep_file(named[1], await request.body())
        self._sandbox.applied("upload", "", file["id"])
        return _answer({"data": self._site.shown(file), "links": {}}, 201)

    async def serve(self, request: Request) -> Response:
        """A file, for everybody who has its address."""
        content = self._site.files.get(request.url.path)
        return Response(content, media_type="image/jpeg") if content is not None else Response(status_code=404)

    def _included(self, request: Request, things: list[Json]) -> Json:
        names = [name for name in request.query_params.get("include", "").split(",") if name]
        known = self._site.bundle(_path(request)).relationships
        if strange := [name for name in names if name not in known]:
            raise Refusal(400, f"`{strange[0]}` is not a valid relationship field name.")
        return {"included": self._site.included(things, names)} if names else {}


def _conditions(request: Request) -> list[tuple[str, str, list[str]]]:
    told: dict[str, Json] = {}
    for name, value in request.query_params.multi_items():
        if found := _CONDITION.fullmatch(name):
            group = told.setdefault(found[1], {"operator": "=", "value": []})
            if found[2] == "value":
                group["value"].append(value)
            else:
                group[found[2]] = value
        elif found := _SHORT.fullmatch(name):
            told[found[1]] = {"path": found[1], "operator": "=", "value": [value]}
        elif name not in ("page[limit]", "page[offset]", "include", "sort"):
            raise Refusal(400, f"The following query parameters violate the JSON:API spec: '{name}'.")
    return [(one["path"], one["operator"], one["value"]) for one in told.values()]


def _path(request: Request) -> str:
    return f"{request.path_params['entity']}/{request.path_params['bundle']}"


async def _body(request: Request) -> Json:
    try:
        body = json.loads(await request.body())
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Refusal(400, "Syntax error")
    return body


async def _data(request: Request) -> Json:
    data = (await _body(request)).get("data")
    if not isinstance(data, dict):
        raise Refusal(400, "The document has no data.")
    return data


def _answer(body: Json, status: int = 200) -> Response:
    return JSONResponse(body, status_code=status, media_type=TYPE)
