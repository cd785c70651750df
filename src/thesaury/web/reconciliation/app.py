"""The services as an application of its own, below `/reconcile`: open to pages of all sites, for it shows only what its key opens."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.middleware.cors import CORSMiddleware

from thesaury.dispatch.keying import DRAFT, V02
from thesaury.web.desk import Desk
from thesaury.web.failures import NotHere
from thesaury.web.joining import joined
from thesaury.web.reconciliation import extension, manifests, preview
from thesaury.web.reconciliation.answering import Answer, answer_failures
from thesaury.web.reconciliation.naming import Namer
from thesaury.web.reconciliation.opening import Asked, Opening, form, sent
from thesaury.web.reconciliation.questions import as_json, batch_02, batch_draft, refused
from thesaury.web.reconciliation.results import candidates
from thesaury.web.reconciliation.suggestions import MOST, PAGE, suggested
from thesaury.web.statics import STATIC
from thesaury.web.texts import phrase, speaking

_DAY = 86_400
_Opened = Callable[[Request, str, str], Asked]
"""Opens the service of a key and a vocabulary to a request."""
_Number = Annotated[int, Query(ge=0, lt=2**31)]


def reconcile_app(desk: Desk, opening: Opening | None = None) -> FastAPI:
    """The services over this desk."""
    app = FastAPI(title="Thesaury", docs_url=None, redoc_url=None, openapi_url=None)
    door = opening or Opening(desk)
    services = joined(_router_02(desk, partial(door.opened, V02)), _router_draft(desk, partial(door.opened, DRAFT)))
    app.routes.extend(services.routes)

    @app.get("/logo.svg")
    def logo() -> Response:
        return FileResponse(
            STATIC / "mark.svg", media_type="image/svg+xml", headers={"Cache-Control": f"max-age={_DAY}"}
        )

    answer_failures(app)
    app.add_middleware(
        CORSMiddleware,
        allow_origins=["*"],
        allow_methods=["GET", "POST"],
        allow_headers=["*"],
        expose_headers=["Retry-After"],
        max_age=_DAY,
    )
    return app


def _router_02(desk: Desk, opened: _Opened) -> APIRouter:
    routes = APIRouter(prefix="/{key}/" + V02 + "/{vocabulary}")
    _suggesting(routes, desk, opened)

    @routes.get("")
    def manifest(
        request: Request, key: str, vocabulary: str, queries: str | None = None, extend: str | None = None
    ) -> Response:
        """The manifest, or what is asked for in the address."""
        asked = opened(request, key, vocabulary)
        given = {name: text for name, text in (("queries", queries), ("extend", extend)) if text is not None}
        return _told(
            _answered_02(given, asked.namer) if given else manifests.manifest_02(asked.namer, asked.place, _owner(desk))
        )

    @routes.post("")
    async def ask(request: Request, key: str, vocabulary: str) -> Response:
        """A batch of queries, or a question for more columns, in a form."""
        body = await sent(request)

        def answered() -> Response:
            asked = opened(request, key, vocabulary)
            return _told(_answered_02(form(request, body), asked.namer))

        return await run_in_threadpool(answered)

    @routes.get("/flyout/{kind}")
    def flyout(request: Request, key: str, vocabulary: str, kind: str, id: str = "") -> Response:
        asked = opened(request, key, vocabulary)
        html = preview.flyout(desk.templates, kind, id, asked.namer)
        if not html:
            raise NotHere("concept")
        return _told({"id": id, "html": html})

    return routes


def _router_draft(desk: Desk, opened: _Opened) -> APIRouter:
    routes = APIRouter(prefix="/{key}/" + DRAFT + "/{vocabulary}")
    _suggesting(routes, desk, opened)

    @routes.get("")
    def manifest(request: Request, key: str, vocabulary: str, extend: str | None = None) -> Response:
        """The manifest; the public test bench asks for columns here as version 0.2 does, and is answered so."""
        asked = opened(request, key, vocabulary)
        if extend is not None:
            return _told(_answered_02({"extend": extend}, asked.namer))
        return _told(manifests.manifest_draft(asked.namer, asked.place, _owner(desk)))

    @routes.get("/match")
    def look(request: Request, key: str, vocabulary: str, queries: str) -> Response:
        """The same as by POST, for people who look at an answer in their browser."""
        asked = opened(request, key, vocabulary)
        return _told(_matched(as_json(queries, "queries"), asked.namer))

    @routes.post("/match")
    async def match(request: Request, key: str, vocabulary: str) -> Response:
        body = await sent(request)

        def answered() -> Response:
            asked = opened(request, key, vocabulary)
            return _told(_matched(as_json(body, "body"), asked.namer))

        return await run_in_threadpool(answered)

    @routes.post("/extend")
    async def extend(request: Request, key: str, vocabulary: str) -> Response:
        body = await sent(request)

        def answered() -> Response:
            asked = opened(request, key, vocabulary)
            return _told(extension.answered_in_lists(extension.asked(as_json(body, "body")), asked.namer))

        return await run_in_threadpool(answered)

    return routes


def _suggesting(routes: APIRouter, desk: Desk, opened: _Opened) -> None:
    """What both versions have in the same form at the same path: suggestions, proposals of columns, previews."""

    @routes.get("/suggest/{kind}")
    def suggest(
        request: Request,
        key: str,
        vocabulary: str,
        kind: str,
        prefix: Annotated[str, Query(max_length=500)] = "",
        limit: _Number = PAGE,
        cursor: _Number = 0,
        offset: _Number = 0,
    ) -> Response:
        if kind not in ("entity", "type", "property"):
            raise NotHere("service")
        asked = opened(request, key, vocabulary)
        return _told({"result": suggested(kind, prefix, asked.namer, min(limit, MOST), offset or cursor)})

    @routes.get("/extend/propose")
    def propose(request: Request, key: str, vocabulary: str, type: str = "", limit: _Number = 0) -> Response:
        asked = opened(request, key, vocabulary)
        return _told(extension.proposed(type, limit, asked.namer))

    @routes.get("/preview")
    def show(request: Request, key: str, vocabulary: str, id: str = "") -> Response:
        asked = opened(request, key, vocabulary)
        if (concept := asked.namer.offered.thesaurus.concept(id)) is None:
            return HTMLResponse(f"<!doctype html><title>–</title><p>{phrase('error.404.concept')}</p>", 404, _kept())
        return HTMLResponse(preview.page(desk.templates, concept, asked.namer), headers=_kept())


def _answered_02(given: Mapping[str, str], namer: Namer) -> dict[str, Any]:
    if "extend" in given:
        return extension.answered(extension.asked(as_json(given["extend"], "extend")), namer)
    if "queries" in given:
        return {key: {"result": candidates(one, namer)} for key, one in batch_02(given["queries"]).items()}
    raise refused("Send `queries` or `extend`.")


def _matched(body: Any, namer: Namer) -> dict[str, Any]:
    return {"results": [{"candidates": candidates(one, namer)} for one in batch_draft(body)]}


def _told(answer: dict[str, Any]) -> Answer:
    return Answer(answer, headers=_kept())


def _kept() -> dict[str, str]:
    return {
        "Cache-Control": "private, no-cache",
        "Content-Language": speaking.get(),
        "Vary": "Accept-Language",
        "X-Robots-Tag": "noindex",
    }


def _owner(desk: Desk) -> str:
    return desk.brands.brand().name or phrase("site.name")
