"""Puts the sandbox together: one space of one organisation, its calls, the files for everybody, and the control plane's hooks."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.contentful.refusal import Refusal, error_body
from thesaury.sandbox.contentful.space import ASSETS, CONTENT_TYPES, ENTRIES, LOCALES, Json, Space, Thing
from thesaury.sandbox.serving.hooks import Hooks
from thesaury.sandbox.serving.kernel import Sandbox

VENDOR, TOKEN = "contentful", "contentful-canary-management"
SPACE, ORGANIZATION = "fennmoorspace", "fennmoororganization"
_ENVIRONMENT = f"/spaces/{SPACE}/environments/master"
_TAXONOMY = f"/organizations/{ORGANIZATION}/taxonomy"
Handler = Callable[[Request], Awaitable[Response]]


def create() -> Sandbox:
    """The sandbox as an ASGI application: an empty space with three locales, whose token may do everything."""
    sandbox = Sandbox(VENDOR, error=error_body)
    space = Space(lambda: sandbox.clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z"))
    space.clear()
    calls, taxonomy = _Calls(sandbox, space), _Taxonomy(sandbox, space)
    thing, kind = f"{_ENVIRONMENT}/{{kind}}/{{id}}", f"{_ENVIRONMENT}/{{kind}}"
    table: list[tuple[str, str, Handler]] = [
        ("GET", f"{_ENVIRONMENT}/locales", calls.locales),
        ("GET", f"{_ENVIRONMENT}/content_types", calls.content_types),
        ("GET", f"{_ENVIRONMENT}/public/{{kind}}", calls.all),
        ("POST", f"/spaces/{SPACE}/uploads", calls.upload),
        ("GET", kind, calls.all),
        ("GET", thing, calls.one),
        ("PUT", thing, calls.put),
        ("DELETE", thing, calls.delete),
        ("PUT", f"{thing}/published", calls.publish),
        ("DELETE", f"{thing}/published", calls.unpublish),
        ("PUT", f"{thing}/archived", calls.archive),
        ("DELETE", f"{thing}/archived", calls.unarchive),
        ("PUT", f"{thing}/files/{{locale}}/process", calls.process),
        ("GET", f"{_TAXONOMY}/{{kind}}", taxonomy.all),
        ("GET", f"{_TAXONOMY}/{{kind}}/{{id}}", taxonomy.one),
        ("PUT", f"{_TAXONOMY}/{{kind}}/{{id}}", taxonomy.put),
        ("PATCH", f"{_TAXONOMY}/{{kind}}/{{id}}", taxonomy.patch),
        ("DELETE", f"{_TAXONOMY}/{{kind}}/{{id}}", taxonomy.delete),
    ]
    routes = [Route(path, _guarded(space, handler), methods=[method]) for method, path, handler in table]
    routes.append(Route("/files/{rest:path}", calls.serve))

    def edit(payload: dict[str, Any]) -> int:
        space.polls = int(payload["polls"])
        return space.polls

    def where(url: str) -> dict[str, Any]:
        return {"vendor": VENDOR, "url": url, "token": TOKEN, "space": SPACE, "organization": ORGANIZATION}

    return sandbox.serves(routes, Hooks(space.clear, edit, where=where))


def _guarded(space: Space, handler: Handler) -> Handler:
    async def answer(request: Request) -> Response:
        try:
            if request.headers.get("authorization", "") != f"Bearer {TOKEN}":
                raise Refusal(401, "The access token you sent could not be found or is invalid.")
            space.base = str(request.base_url).rstrip("/")
            return await handler(request)
        except Refusal as refusal:
            return refusal.answer()

    return answer


class _Calls:
    """The calls of the environment."""

    def __init__(self, sandbox: Sandbox, space: Space) -> None:
        """Over one space."""
        self._sandbox, self._space = sandbox, space

    async def locales(self, request: Request) -> Response:
        told = [
            {
                "code": one,
                "default": one == "en",
                "fallbackCode": "en" if one == "de" else None,
                "sys": {"type": "Locale", "id": one},
            }
            for one in LOCALES
        ]
        return JSONResponse(_array(told))

    async def content_types(self, request: Request) -> Response:
        told = [
            {
                "sys": {"type": "ContentType", "id": id},
                "displayField": display,
                "fields": [{"id": one} for one in fields],
            }
            for id, (display, fields) in CONTENT_TYPES.items()
        ]
        return JSONResponse(_array(told))

    async def all(self, request: Request) -> Response:
        kind, query = self._kind(request), request.query_params
        known = ("limit", "skip", "order", "sys.id[in]", "sys.contentType.sys.id[in]", "links_to_asset")
        self._sandbox.accept(request, *known)
        published = "/public/" in request.url.path
        found = [one for one in self._space.things[kind].values() if not published or one.published is not None]
        if ids := query.get("sys.id[in]"):
            found = [one for one in found if one.id in ids.split(",")]
        if types := query.get("sys.contentType.sys.id[in]"):
            found = [one for one in found if one.content_type in types.split(",")]
        if linked := query.get("links_to_asset"):
            found = [one for one in found if f'"linkType": "Asset", "id": "{linked}"' in json.dumps(one.body)]
        limit, skip = _number(query.get("limit"), 100), _number(query.get("skip"), 0)
        if limit > 1000:
            raise Refusal(400, "The query you sent was invalid: limit", "InvalidQuery")
        found.sort(key=lambda one: one.id)
        told = [self._space.shown(one, published) for one in found[skip : skip + limit]]
        return JSONResponse({**_array(told), "total": len(found), "skip": skip, "limit": limit})

    async def one(self, request: Request) -> Response:
        thing = self._thing(request)
        self._space.looked(thing)
        return JSONResponse(self._space.shown(thing))

    async def put(self, request: Request) -> Response:
        kind, id = self._kind(request), request.path_params["id"]
        _legal(id)
        content_type = request.headers.get("x-contentful-content-type", "")
        if kind == ENTRIES and id not in self._space.things[kind] and content_type not in CONTENT_TYPES:
            raise Refusal(404, "The content type could not be found.")
        told = {name: value for name, value in (await _body(request)).items() if name in ("fields", "metadata")}
        thing, made = self._space.put(kind, id, told, _version(request), content_type)
        self._applied(request, id)
        return JSONResponse(self._space.shown(thing), status_code=201 if made else 200)

    async def delete(self, request: Request) -> Response:
        thing = self._thing(request)
        self._space.delete(thing)
        self._applied(request, thing.id)
        return Response(status_code=204)

    async def publish(self, request: Request) -> Response:
        return self._turned(request, self._space.publish, versioned=True)

    async def unpublish(self, request: Request) -> Response:
        return self._turned(request, self._space.unpublish)

    async def archive(self, request: Request) -> Response:
        def turn(thing: Thing) -> None:
            if thing.published is not None:
                raise Refusal(400, "Cannot archive published")
            thing.archived_version, thing.version = thing.version, thing.version + 1

        return self._turned(request, turn)

    async def unarchive(self, request: Request) -> Response:
        def turn(thing: Thing) -> None:
            thing.archived_version, thing.version = 0, thing.version + 1

        return self._turned(request, turn)

    async def process(self, request: Request) -> Response:
        thing = self._thing(request)
        if _version(request) != thing.version:
            raise Refusal(409)
        self._space.process(thing, request.path_params["locale"])
        self._applied(request, thing.id)
        return Response(status_code=204)

    async def upload(self, request: Request) -> Response:
        content = await request.body()
        if request.headers.get("content-type") != "application/octet-stream" or not content:
            raise Refusal(400, "An upload is bytes of the type application/octet-stream.")
        id = self._space.next()
        self._space.uploads[id] = content
        self._applied(request, id)
        return JSONResponse({"sys": {"type": "Upload", "id": id}}, status_code=201)

    async def serve(self, request: Request) -> Response:
        """A file, for everybody who has its address."""
        found = self._space.files.get(request.url.path)
        return Response(found[0], media_type=found[1]) if found else Response(status_code=404)

    def _turned(self, request: Request, turn: Callable[[Thing], None], versioned: bool = False) -> Response:
        thing = self._thing(request)
        if versioned and _version(request) != thing.version:
            raise Refusal(409)
        turn(thing)
        self._applied(request, thing.id)
        return JSONResponse(self._space.shown(thing))

    def _applied(self, request: Request, id: str) -> None:
        self._sandbox.applied(f"{request.method} {request.url.path}", "", id)

    def _kind(self, request: Request) -> str:
        kind = str(request.path_params["kind"])
        if kind not in (ASSETS, ENTRIES):
            raise Refusal(404, "The resource could not be found.")
        return kind

    def _thing(self, request: Request) -> Thing:
        return self._space.find(self._kind(request), request.path_params["id"])


class _Taxonomy:
    """The calls of the organisation's taxonomy, which all its spaces share."""

    def __init__(self, sandbox: Sandbox, space: Space) -> None:
        """Over one organisation."""
        self._sandbox, self._space = sandbox, space

    async def all(self, request: Request) -> Response:
        kind = self._kind(request)
        things = list(self._space.things[kind].values())
        limit, start = _number(request.query_params.get("limit"), 100), _number(request.query_params.get("pageNext"), 0)
        following = start + limit
        pages = {"next": f"{_TAXONOMY}/{kind}?limit={limit}&pageNext={following}"} if following < len(things) else {}
        told = [self._space.shown(one) for one in things[start:following]]
        return JSONResponse({**_array(told), "limit": limit, "pages": pages})

    async def one(self, request: Request) -> Response:
        return JSONResponse(self._space.shown(self._space.find(self._kind(request), request.path_params["id"])))

    async def put(self, request: Request) -> Response:
        kind, id = self._kind(request), request.path_params["id"]
        _legal(id)
        told = {name: value for name, value in (await _body(request)).items() if name not in ("sys", "totalConcepts")}
        thing, made = self._space.put(kind, id, told, _version(request))
        self._sandbox.applied(f"PUT {kind}", "", id)
        return JSONResponse(self._space.shown(thing), status_code=201 if made else 200)

    async def patch(self, request: Request) -> Response:
        kind, id = self._kind(request), request.path_params["id"]
        thing = self._space.find(kind, id)
        if request.headers.get("content-type") != "application/json-patch+json":
            raise Refusal(415, "Unsupported media type")
        told = json.loads(json.dumps(thing.body))
        for change in json.loads(await request.body()):
            _patched(told, change)
        self._space.put(kind, id, told, _version(request))
        self._sandbox.applied(f"PATCH {kind}", "", id)
        return JSONResponse(self._space.shown(thing))

    async def delete(self, request: Request) -> Response:
        thing = self._space.find(self._kind(request), request.path_params["id"])
        if _version(request) != thing.version:
            raise Refusal(409)
        del self._space.things[thing.kind][thing.id]
        return Response(status_code=204)

    def _kind(self, request: Request) -> str:
        kind = str(request.path_params["kind"])
        if kind not in ("concepts", "concept-schemes"):
            raise Refusal(404)
        return kind


def _patched(told: Json, change: Json) -> None:
    """`add` to a member or to the end of a list; nothing else of JSON Patch. What never was set has to be added first."""
    _, name, *rest = change["path"].split("/")
    if change["op"] != "add" or (rest and name not in told) or rest not in ([], ["-"]):
        raise Refusal(422, f"Cannot {change['op']} at {change['path']}")
    if rest:
        told[name].append(change["value"])
    else:
        told[name] = change["value"]


def _array(items: list[Json]) -> Json:
    return {"sys": {"type": "Array"}, "total": len(items), "skip": 0, "limit": 1000, "items": items}


async def _body(request: Request) -> Json:
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise Refusal(400, "The body of your request is not valid JSON.")
    return body


def _version(request: Request) -> int | None:
    told = request.headers.get("x-contentful-version", "")
    return int(told) if told.isdecimal() else None


def _number(text: str | None, usual: int) -> int:
    return int(text) if text and text.isdecimal() else usual


def _legal(id: str) -> None:
    if not 0 < len(id) <= 64 or not all(sign.isalnum() or sign in "-_." for sign in id) or not id.isascii():
        raise Refusal(422, "An id has up to 64 letters, digits, hyphens, underscores and full stops.")
