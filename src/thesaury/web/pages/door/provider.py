"""`/sign-in/provider`: to the identity provider and back."""

import logging

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse

from thesaury.model.errors import ThesauryError
from thesaury.pipeline.accounts import Access
from thesaury.pipeline.accounts.providers import person_of
from thesaury.pipeline.accounts.signing_in import open_session
from thesaury.web.door.forms import form_of
from thesaury.web.door.oidc import Pending, Provider
from thesaury.web.door.visit import cookie_name, keep_session
from thesaury.web.preferences import local

_LOG = logging.getLogger(__name__)
_PATH = "/sign-in/provider"
_MINUTES = 10


def router(access: Access, provider: Provider, anywhere: bool = False) -> APIRouter:
    """Where the button leads, and where the provider sends people back to. With `anywhere` a role in any workspace of the directory will
    do."""
    routes = APIRouter(include_in_schema=False)

    def redirect(request: Request) -> str:
        return f"{str(request.base_url).rstrip('/')}{_PATH}/done"

    def failed(error: Exception) -> RedirectResponse:
        _LOG.warning("sign-in by the provider: %s", error)
        return RedirectResponse("/sign-in?wrong=provider", 303)

    @routes.post(_PATH)
    async def begin(request: Request) -> RedirectResponse:
        back = local((await form_of(request)).get("next", "/"))
        try:
            url, pending = await run_in_threadpool(provider.begin, redirect(request), back)
        except ThesauryError as error:
            return failed(error)
        answer = RedirectResponse(url, 303)
        secure = request.url.scheme == "https"
        # Lax, for the provider sends people back from its own site.
        answer.set_cookie(
            _cookie(request), pending.text(), _MINUTES * 60, path=_PATH, secure=secure, httponly=True, samesite="lax"
        )
        return answer

    @routes.get(f"{_PATH}/done")
    def done(request: Request) -> RedirectResponse:
        try:
            pending = Pending.read(request.cookies.get(_cookie(request), ""))
            found = provider.finish(redirect(request), pending, dict(request.query_params))
            person = person_of(access, found.issuer, found.subject, found.address, found.name, found.roles, anywhere)
        except (ThesauryError, ValueError, TypeError) as error:
            answer = failed(error)
        else:
            place = request.client.host if request.client else ""
            answer = RedirectResponse(local(pending.back), 303)
            key = open_session(access, person, place, request.headers.get("user-agent", ""))
            keep_session(request, answer, access.workspace, key)
        answer.delete_cookie(_cookie(request), path=_PATH)
        return answer

    def _cookie(request: Request) -> str:
        return f"{cookie_name(request, access.workspace).removeprefix('__Host-')}-provider"

    return routes
