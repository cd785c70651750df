"""Puts the sandbox together: content types by REST, uploads, the files themselves, who may ask, and the control plane's hooks."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.serving.hooks import Hooks
from thesaury.sandbox.serving.kernel import Sandbox
from thesaury.sandbox.strapi.content import DRAFT, PUBLISHED, Document, Site
from thesaury.sandbox.strapi.query import checked, fits, page, passes, populated, tree
from thesaury.sandbox.strapi.refusal import Refusal, error_body
from thesaury.sandbox.strapi.types import ASSETS, BY_UID, TYPES, ContentType

VENDOR, TOKEN = "strapi", "strapi-canary-full-access"
Handler = Callable[[Request], Awaitable[Response]]


def create() -> Sandbox:
    """The sandbox as an ASGI application: a site without content, whose token may do everything."""
    sandbox = Sandbox(VENDOR, error=error_body)
    site = Site(lambda: sandbox.clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z"))
    site.clear()
    rest, uploads = _Rest(sandbox, site), _Uploads(sandbox, site)
    calls: list[tuple[str, str, Handler]] = [
        ("GET", "/api/upload/files", uploads.all),
        ("GET", "/api/upload/files/{id:int}", uploads.one),
        ("DELETE", "/api/upload/files/{id:int}", uploads.delete),
        ("POST", "/api/upload", uploads.post),
        ("POST", f"/api/{ASSETS.plural}/{{document}}/actions/unpublish", rest.unpublish),
        ("GET", "/api/{plural}", rest.all),
        ("POST", "/api/{plural}", rest.create),
        ("GET", "/api/{plural}/{document}", rest.one),
        ("PUT", "/api/{plural}/{document}", rest.update),
        ("DELETE", "/api/{plural}/{document}", rest.delete),
    ]
    routes = [Route(path, _guarded(handler), methods=[method]) for method, path, handler in calls]
    routes.append(Route("/uploads/{name}", uploads.serve))
    return sandbox.serves(
        routes,
        Hooks(
            site.clear,
            counters=lambda: {"files": len(site.files)},
            where=lambda url: {"vendor": VENDOR, "url": url, "token": TOKEN},
        ),
    )


def _guarded(handler: Handler) -> Handler:
    async def answer(request: Request) -> Response:
        try:
            told = request.headers.get("authorization", "")
            if told != f"Bearer {TOKEN}":
                raise Refusal(401 if told else 403)
            return await handler(request)
        except Refusal as refusal:
            return refusal.answer()

    return answer


class _Rest:
    """The calls of content types."""

    def __init__(self, sandbox: Sandbox, site: Site) -> None:
        """Over one site."""
        self._sandbox, self._site = sandbox, site

    async def all(self, request: Request) -> Response:
        kind, asked = self._kind(request), tree(request.query_params.multi_items())
        status = self._status(kind, asked)
        populate = populated(asked.get("populate"))
        plain = {name for name, attribute in kind.attributes if attribute.kind == "value"}
        if strange := [name for name in populate if name in plain or name not in ("*", *dict(kind.attributes))]:
            raise Refusal(
                400, f"Invalid key {strange[0]}", key=strange[0], path=strange[0], source="query", param="populate"
            )
        documents = [one for one in self._site.documents[kind.plural].values() if status in one.rows]
        filters = asked.get("filters", {})
        checked(kind, filters)
        related: dict[str, Any] = {
            name: {} for name, attribute in kind.attributes if attribute.target and name in filters
        }
        found = [one for one in documents if fits(kind, self._site.shown(kind, one, status, related), filters)]
        told = page(found, asked.get("pagination", {}))
        return JSONResponse({**told, "data": [self._site.shown(kind, one, status, populate) for one in told["data"]]})

    async def one(self, request: Request) -> Response:
        kind, asked = self._kind(request), tree(request.query_params.multi_items())
        document, status = self._site.find(kind, request.path_params["document"]), self._status(kind, asked)
        if status not in document.rows:
            raise Refusal(404)
        return self._answered(kind, document, status, asked)

    async def create(self, request: Request) -> Response:
        kind, asked = self._kind(request), tree(request.query_params.multi_items())
        status = self._status(kind, asked)
        made = self._site.create(kind, await _data(request), status)
        self._sandbox.applied(f"POST {kind.plural}", "", made.id)
        return self._answered(kind, made, status, asked, 201)

    async def update(self, request: Request) -> Response:
        kind, asked = self._kind(request), tree(request.query_params.multi_items())
        document, status = self._site.find(kind, request.path_params["document"]), self._status(kind, asked)
        self._site.update(kind, document, await _data(request), status)
        self._sandbox.applied(f"PUT {kind.plural}", "", document.id)
        return self._answered(kind, document, status, asked)

    async def delete(self, request: Request) -> Response:
        kind = self._kind(request)
        self._site.delete(kind, request.path_params["document"])
        self._sandbox.applied(f"DELETE {kind.plural}", "", request.path_params["document"])
        return Response(status_code=204)

    async def unpublish(self, request: Request) -> Response:
        document = self._site.find(ASSETS, request.path_params["document"])
        self._site.unpublish(document)
        self._sandbox.applied("unpublish", "", document.id)
        return self._answered(ASSETS, document, DRAFT, {})

    def _answered(
        self, kind: ContentType, document: Document, status: str, asked: dict[str, Any], code: int = 200
    ) -> Response:
        told = self._site.shown(kind, document, status, populated(asked.get("populate")))
        return JSONResponse({"data": told, "meta": {}}, status_code=code)

    def _kind(self, request: Request) -> ContentType:
        if request.path_params["plural"] not in TYPES:
            raise Refusal(404)
        return TYPES[request.path_params["plural"]]

    def _status(self, kind: ContentType, asked: dict[str, Any]) -> str:
        return DRAFT if kind.drafts and asked.get("status") == DRAFT else PUBLISHED


class _Uploads:
    """The calls of the media library, and the files for everybody."""

    def __init__(self, sandbox: Sandbox, site: Site) -> None:
        """Over one site."""
        self._sandbox, self._site = sandbox, site

    async def all(self, request: Request) -> Response:
        filters = tree(request.query_params.multi_items()).get("filters", {})
        return JSONResponse([one for one in self._site.files.values() if passes(one, filters)])

    async def one(self, request: Request) -> Response:
        if request.path_params["id"] not in self._site.files:
            raise Refusal(404)
        return JSONResponse(self._site.files[request.path_params["id"]])

    async def delete(self, request: Request) -> Response:
        gone = self._site.delete_file(request.path_params["id"])
        self._sandbox.applied("DELETE file", "", gone["id"])
        return JSONResponse(gone)

    async def post(self, request: Request) -> Response:
        async with request.form() as form:
            info = json.loads(str(form.get("fileInfo", "{}")))
            file, id = form.get("files"), int(request.query_params.get("id", "0"))
            if id and id not in self._site.files:
                raise Refusal(404, "file.notFound")
            if isinstance(file, UploadFile):
                content, name = await file.read(), file.filename or "file"
                kept = self._site.keep_file(content, name, file.content_type or "application/octet-stream", info, id)
            elif id:
                kept = self._site.files[id] = {**self._site.files[id], **info}
            else:
                raise Refusal(400, "Files are empty")
            self._linked(form.get("ref"), form.get("refId"), form.get("field"), int(kept["id"]))
        self._sandbox.applied("upload", "", kept["id"])
        return JSONResponse(kept if id else [kept], status_code=200 if id else 201)

    def _linked(self, ref: Any, row_id: Any, name: Any, file: int) -> None:
        """Put a file that was just uploaded into the attribute of the row that the upload names."""
        if ref in BY_UID:
            rows = (row for one in self._site.documents[BY_UID[ref].plural].values() for row in one.rows.values())
            for row in (row for row in rows if row["id"] == int(row_id)):
                row[str(name)] = [file]

    async def serve(self, request: Request) -> Response:
        """A file, for everybody who has its address."""
        found = self._site.contents.get(request.url.path)
        return Response(found[0], media_type=found[1]) if found else Response(status_code=404)


async def _data(request: Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict) or not isinstance(body.get("data"), dict):
        raise Refusal(400, 'Missing "data" payload in the request body')
    return dict(body["data"])
