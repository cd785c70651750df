"""The door with a lock: whoever asks for anything shows a session or a token, and is let in as who he is."""

from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from thesaury.model.access import Permission
from thesaury.pipeline.accounts import Access
from thesaury.pipeline.accounts.signing_in import member_of
from thesaury.pipeline.accounts.tokens import holder_of
from thesaury.web.api.problems import KINDS, problem
from thesaury.web.desk import Desk
from thesaury.web.door.caller import NOBODY, Caller, let_in
from thesaury.web.door.forms import carried_from
from thesaury.web.door.headers import PICKER
from thesaury.web.door.origin import QUESTIONS, SAFE, from_elsewhere
from thesaury.web.door.visit import Visit, cookie_name, visiting
from thesaury.web.failures import failure
from thesaury.web.preferences import local
from thesaury.web.texts import phrase

_OPEN = ("/static/", "/hooks/", "/sign-in/", "/shared/", "/feed/", "/delivery/", "/pull/", PICKER, *QUESTIONS)
_OPEN_ALONE = ("/health", "/sign-in", "/preferences")
_FEEDS = (("/calendars/", ".ics"), ("/searches/", ".atom"))
"""Addresses that are secrets themselves."""
_OF_WORDS = ("/rest/v1/", "/id/")
"""Where anybody may read the vocabularies that are public; the rooms behind these addresses show strangers no others."""
_FOR_PROGRAMS = ("/api/", "/sparql", "/rest/v1/")
_OWN = ("/account", "/sign-out")
"""What everybody who is in may do, whatever his roles."""
_BEARER = "bearer "


class LockedDoor:
    """Lets in whoever has a session of this workspace (pages) or a token (programs); all others are led to the sign-in page, or told
    401. What changes something is refused where a page of another site asks for it."""

    def __init__(self, app: ASGIApp, desk: Desk, access: Access) -> None:
        """Wrap this app."""
        self._app, self._desk, self._access = app, desk, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer through the app, as who calls, or send him away."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        let_in(NOBODY)
        visiting.set(None)
        await (await self._answered(request) or self._app)(scope, receive, send)

    async def _answered(self, request: Request) -> Response | None:
        """What the door itself answers; None where the request may go on."""
        token = _token(request)
        changes = request.method not in SAFE and not request.url.path.startswith(("/hooks/", *QUESTIONS))
        cookie = request.cookies.get(cookie_name(request, self._access.workspace), "")
        if token is None and changes and from_elsewhere(request, with_cookie=bool(cookie)):
            return failure(request, self._desk, 403, phrase("door.elsewhere"))
        if token is not None and not _open(request.url.path):
            return await self._by_token(request, token)
        if cookie and (found := await run_in_threadpool(member_of, self._access, cookie)):
            member, session = found
            visiting.set(Visit(member, session.digest))
            let_in(Caller(member.person.address, member.permissions, member.person.name))
            return self._without_reading(request, member.permissions)
        return None if _open(request.url.path) or self._public(request) else await self._stranger(request)

    async def _by_token(self, request: Request, token: str) -> Response | None:
        found = await run_in_threadpool(holder_of, self._access, token)
        if found is None:
            told = {"WWW-Authenticate": 'Bearer realm="Thesaury", error="invalid_token"'}
            return problem(KINDS["not-signed-in"], phrase("door.token"), told)
        kept, owner = found
        visiting.set(Visit(owner, token=kept.id))
        held = kept.scopes & owner.permissions
        let_in(Caller(f"token:{kept.name}", held, kept.name))
        return self._without_reading(request, held)

    def _without_reading(self, request: Request, held: frozenset[Permission]) -> Response | None:
        path = request.url.path
        if Permission.READ in held or _open(path) or path.startswith(_OWN) or self._public(request):
            return None
        return failure(request, self._desk, 403, phrase("door.no_reading"))

    def _public(self, request: Request) -> bool:
        """Whether this reads where vocabularies are public, and some are."""
        reads = request.method in SAFE and request.url.path.startswith(_OF_WORDS)
        return reads and bool(self._desk.workspace.public_vocabularies)

    async def _stranger(self, request: Request) -> Response:
        """Nobody is signed in: programs are told so, pages lead to signing in, and what was typed comes along."""
        if request.url.path.startswith(_FOR_PROGRAMS) or _wants_data(request):
            return problem(KINDS["not-signed-in"], phrase("door.api"), {"WWW-Authenticate": 'Bearer realm="Thesaury"'})
        if request.headers.get("hx-request"):
            page = urlsplit(request.headers.get("hx-current-url", "/"))
            return Response(status_code=401, headers={"HX-Redirect": _sign_in(page.path, page.query)})
        if request.method in SAFE:
            answer = RedirectResponse(_sign_in(request.url.path, request.url.query), 303)
            answer.headers["Cache-Control"] = "no-store"
            return answer
        kept = await carried_from(request)
        return self._desk.bare_page(
            "sign_in.html",
            401,
            back="/",
            carried=kept.text() if kept else "",
            lost=kept is None,
            wrong="",
            address_given="",
            begun=True,
            provider="",
        )


def _open(path: str) -> bool:
    if path in _OPEN_ALONE or path.startswith(_OPEN):
        return True
    return any(path.startswith(start) and path.endswith(end) for start, end in _FEEDS)


def _wants_data(request: Request) -> bool:
    """Whether a program asks what a concept is, which no page to sign in helps."""
    accept = request.headers.get("accept", "")
    return request.url.path.startswith("/id/") and bool(accept) and "html" not in accept and "*/*" not in accept


def _token(request: Request) -> str | None:
    given = request.headers.get("authorization", "")
    return given[len(_BEARER) :].strip() if given.lower().startswith(_BEARER) else None


def _sign_in(path: str, query: str) -> str:
    wanted = local(path + (f"?{query}" if query else ""))
    return "/sign-in" if wanted == "/" else f"/sign-in?next={quote(wanted, safe='')}"
