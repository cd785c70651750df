"""How a panel is connected: a code to show, asking what became of it, prolonging, and logging out."""

from time import monotonic
from typing import Any

from fastapi import APIRouter, Request
from pydantic import Field

from thesaury.model.panel import PairingState, PanelSession
from thesaury.pipeline.accounts import Access
from thesaury.pipeline.panels import pairing
from thesaury.pipeline.panels.places import place_of
from thesaury.pipeline.panels.prolonging import prolonged, session_of
from thesaury.pipeline.panels.sessions import Opened, log_out
from thesaury.ports.panels import Panels
from thesaury.web.api.limits import Budget
from thesaury.web.api.models.shapes import Sent, sent_example
from thesaury.web.api.problems import ApiProblem
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.panel.crossing import is_own
from thesaury.web.panel.locales import LOCALES
from thesaury.web.panel.signing import Signer
from thesaury.web.panel.times import seconds_of
from thesaury.web.sealing import Expired, Forged

_PER_MINUTE = 30
"""Codes that one network address may ask for within a minute."""
_KEY = Field(min_length=1, max_length=200)


class AskCode(Sent):
    """Which program asks: what the person will read when he decides."""

    model_config = sent_example(host="Figma")

    host: str = Field("", max_length=200)


class AskToken(Sent):
    """What the panel alone knows of the code it shows."""

    device_code: str = _KEY


class Prolong(Sent):
    """The key of the answer before."""

    refresh_token: str = _KEY


class LogOut(Sent):
    """The key that prolongs, or the token, of what shall end."""

    refresh_token: str = Field("", max_length=200)
    token: str = Field("", max_length=4096)


def router(desk: Desk, access: Access, signer: Signer) -> APIRouter:
    """The operations that need no token."""
    routes = APIRouter(route_class=Operation, dependencies=[LOCALES])
    budget = Budget(_PER_MINUTE)

    def panels() -> Panels:
        return desk.workspace.catalogue.panels

    @routes.post("/device/code")
    def ask_code(request: Request, body: AskCode) -> dict[str, Any]:
        """Begin to connect: show `user_code`, open `verification_uri` in the person's browser, and ask `/device/token` every `interval`
        seconds."""
        place = place_of(request.client.host if request.client else "")
        if not (spent := budget.spend(place, monotonic())).admitted:
            raise ApiProblem(
                "too-many-requests", "Too many codes were asked for from here.", Retry_After=str(spent.seconds)
            )
        made, key = pairing.begin(access, panels(), body.host, _stands_at(request), place)
        page = str(request.base_url).rstrip("/").removesuffix("/panel/v1") + "/connect"
        return {
            "device_code": key,
            "user_code": made.code,
            "verification_uri": page,
            "verification_uri_complete": f"{page}?code={made.code}",
            "expires_in": int(pairing.LASTING.total_seconds()),
            "interval": pairing.INTERVAL,
        }

    @routes.post("/device/token")
    def ask_token(request: Request, body: AskToken) -> dict[str, Any]:
        """Ask what became of the code: `state` is `waiting`, `refused` or `approved`, then with the token and the key that prolongs it."""
        found = pairing.polled(access, panels(), body.device_code)
        if found.state is not PairingState.APPROVED or found.opened is None:
            return {"state": found.state.value}
        return {"state": found.state.value, **_opened(found.opened)}

    @routes.post("/token/refresh")
    def refresh(body: Prolong) -> dict[str, Any]:
        """Prolong the session: the answer has a new token and a new key, and the old key is good for a minute more."""
        found = prolonged(access, panels(), body.refresh_token)
        if found is None:
            raise ApiProblem("not-signed-in", "The panel is not connected any more. Connect it again.")
        return _opened(found)

    @routes.post("/token/revoke", status_code=204)
    def revoke(body: LogOut) -> None:
        """Log out: token and key open nothing from now on, nor do the addresses of pictures. It is done also where they opened nothing."""
        if found := _session_of(body):
            log_out(access, panels(), found)

    def _session_of(body: LogOut) -> PanelSession | None:
        if body.refresh_token:
            return session_of(panels(), body.refresh_token)
        try:
            return panels().session(signer.session_of(body.token)) if body.token else None
        except (Expired, Forged):
            return None

    def _opened(opened: Opened) -> dict[str, Any]:
        token, seconds = signer.token(opened.session, seconds_of(opened.session.ends_at))
        scopes = sorted(scope.value for scope in opened.session.scopes)
        return {"token": token, "expires_in": seconds, "refresh_token": opened.refresh, "scopes": scopes}

    return routes


def _stands_at(request: Request) -> str:
    """The origin of the page that asks; empty for a program that says none, and for our own frame."""
    origin = request.headers.get("origin", "")
    return "" if not origin or is_own(origin, request.headers) else origin
