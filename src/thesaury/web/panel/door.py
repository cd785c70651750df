"""The door of the panel interface: a token alone opens it, bound to its session, its person and the place where the picker stands."""

from contextvars import ContextVar

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, QueryParams
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from thesaury.model.errors import ThesauryError
from thesaury.model.panel import PanelSession
from thesaury.pipeline.accounts import Access
from thesaury.pipeline.panels.holding import Holder, holder_of
from thesaury.web.api.problems import KINDS, problem
from thesaury.web.desk import Desk
from thesaury.web.door.caller import NOBODY, Caller, let_in
from thesaury.web.door.visit import Visit, visiting
from thesaury.web.panel.crossing import HOST, is_own
from thesaury.web.panel.signing import Signer
from thesaury.web.preferences import reading
from thesaury.web.sealing import Expired, Forged
from thesaury.web.texts import TEXTS, speaking

OPEN = ("/device/code", "/device/token", "/token/refresh", "/token/revoke", "/media/")
"""What is asked without a token: it shows a key of its own, or begins to get one."""

_BEARER = "bearer "
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="Thesaury panel"'}

session_here: ContextVar[PanelSession | None] = ContextVar("session_here", default=None)
"""The session of the request that is being answered; set by the door."""

profile_here: ContextVar[str] = ContextVar("profile_here", default="")
"""The channel that the token of this request is kept to, whatever it asks; empty where it is kept to none."""


def program_here() -> str:
    """The program in which the panel of this request stands, as it calls itself; empty outside of one."""
    session = session_here.get()
    return session.host if session else ""


class PanelDoor:
    """Lets in whoever bears a token that holds; cookies count for nothing here."""

    def __init__(self, app: ASGIApp, desk: Desk, access: Access, signer: Signer) -> None:
        """Wrap this app."""
        self._app, self._desk, self._access, self._signer = app, desk, access, signer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer through the app, as the person of the token, or say why not."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        let_in(NOBODY)
        visiting.set(None)
        session_here.set(None)
        profile_here.set("")
        _speak(scope, self._desk.workspace.languages)
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        refused = None if path.startswith(OPEN) else await self._refused(Headers(scope=scope))
        await (refused or self._app)(scope, receive, send)

    async def _refused(self, headers: Headers) -> Response | None:
        given = headers.get("authorization", "")
        if not given.lower().startswith(_BEARER):
            return problem(
                KINDS["not-signed-in"], "Connect the panel first: this interface takes its tokens alone.", _CHALLENGE
            )
        try:
            found, profile = await run_in_threadpool(self._held, given[len(_BEARER) :].strip())
        except Expired:
            told = {"WWW-Authenticate": f'{_CHALLENGE["WWW-Authenticate"]}, error="invalid_token"'}
            return problem(
                KINDS["token-expired"], "The token has expired. Prolong the session, or connect again.", told
            )
        except Forged:
            return problem(KINDS["not-signed-in"], "This token is none of this workspace. Connect again.", _CHALLENGE)
        except ThesauryError as error:
            return problem(KINDS["unavailable"], error.message)
        if found is None:
            return problem(KINDS["not-signed-in"], "The panel is not connected any more. Connect it again.", _CHALLENGE)
        if not stands_there(found.session, headers):
            said = "The token is bound to another origin than the one that asks."
            return problem(KINDS["origin-not-allowed"], said)
        session_here.set(found.session)
        profile_here.set(profile)
        visiting.set(Visit(found.member, token=found.session.token))
        let_in(Caller(found.name, found.permissions, found.title))
        return None

    def _held(self, token: str) -> tuple[Holder | None, str]:
        opened = self._signer.pass_of(token)
        return holder_of(self._access, self._desk.workspace.catalogue.panels, opened.session), opened.profile


def stands_there(session: PanelSession, headers: Headers) -> bool:
    """Whether a request comes from where its session stands: the page of that origin, or our frame in it. A request that says nothing of
    where it comes from is none of a page."""
    origin, host = headers.get("origin"), headers.get(HOST)
    if origin is None or is_own(origin, headers):
        return host is None or not session.origin.startswith("http") or host == session.origin
    return origin == session.origin


def _speak(scope: Scope, kept: tuple[str, ...]) -> None:
    """Labels of the picker in `uiLocale`, names of assets and concepts in `dataLocale`: the one of a person, the other of a document."""
    asked = QueryParams(scope["query_string"].decode("latin-1"))
    for_labels = asked.get("uiLocale", "").split("-")[0].lower()
    if for_labels in TEXTS:
        speaking.set(for_labels)
    wanted = asked.get("dataLocale", "").lower()
    named = {one.lower(): one for one in kept}
    reading.set(named.get(wanted) or named.get(wanted.split("-")[0]) or (speaking.get() if not wanted else ""))
