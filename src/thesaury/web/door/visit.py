"""Who visits: the person behind a request, the session or token he came by, and the cookie that keeps a session."""

from contextvars import ContextVar
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from thesaury.model.account import Member
from thesaury.pipeline.accounts.signing_in import LONGEST


@dataclass(frozen=True, slots=True)
class Visit:
    """A member who is in; `session` is the digest of his session, empty where he came by a token, of which `token` is the id."""

    member: Member
    session: str = ""
    token: str = ""


visiting: ContextVar[Visit | None] = ContextVar("visiting", default=None)
"""Set by the door for each request."""


def cookie_name(request: Request, workspace: str) -> str:
    """The cookie of a workspace: cookies know hosts and no ports, so each workspace has its own; over https no other host sets it."""
    name = f"thesaury-{workspace[:12]}"
    return f"__Host-{name}" if request.url.scheme == "https" else name


def keep_session(request: Request, answer: Response, workspace: str, key: str) -> None:
    """Let the browser keep a session: out of reach of scripts, and not sent along from other sites' forms and pictures."""
    answer.set_cookie(
        cookie_name(request, workspace),
        key,
        max_age=int(LONGEST.total_seconds()),
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def forget_session(request: Request, answer: Response, workspace: str) -> None:
    """Let the browser forget it."""
    secure = request.url.scheme == "https"
    answer.delete_cookie(cookie_name(request, workspace), path="/", secure=secure, httponly=True, samesite="lax")
