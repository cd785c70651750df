"""Webhook configurations: listed, made, changed, ended; and the pages of the notification service that a receiver fetches."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from thesaury.sandbox.bynder import sns
from thesaury.sandbox.bynder.access import WEBHOOK_MANAGE, WEBHOOK_VIEW, WEBHOOKS_READ, WEBHOOKS_WRITE
from thesaury.sandbox.bynder.calls import Call, json_object
from thesaury.sandbox.bynder.estate import Estate, root
from thesaury.sandbox.bynder.refusal import Refusal
from thesaury.sandbox.bynder.webhooks import EVENTS

_SHOWN = ("configId", "name", "endpoint", "events", "confirmed", "preArchivedNotificationDays")


async def subscriptions(estate: Estate, request: Request) -> Response:
    """All configurations."""
    return JSONResponse([_told(document) for document in estate.webhooks.all()])


async def subscription(estate: Estate, request: Request) -> Response:
    """One configuration."""
    return JSONResponse(_told(_found(estate, request)))


async def create(estate: Estate, request: Request) -> Response:
    """A new configuration; its endpoint is sent a message to confirm at once."""
    asked = await json_object(request)
    _check_events(asked)
    try:
        made = estate.webhooks.subscribe(asked, root(request))
    except ValueError as error:
        raise Refusal(400, str(error)) from error
    estate.sandbox.applied("webhook:create", request.headers.get("idempotency-key", ""), {"id": made["configId"]})
    return JSONResponse({"id": made["configId"]}, status_code=201)


async def update(estate: Estate, request: Request) -> Response:
    """Other events, or another name or status."""
    asked, document = await json_object(request), _found(estate, request)
    _check_events(asked)
    allowed = ("events", "preArchivedNotificationDays", "name", "status")
    estate.webhooks.put({**document, **{name: asked[name] for name in allowed if name in asked}})
    return JSONResponse({})


async def delete(estate: Estate, request: Request) -> Response:
    """Ends a configuration."""
    estate.webhooks.remove(_found(estate, request)["configId"])
    return Response(status_code=204)


def service(estates: dict[str, Estate]) -> list[Route]:
    """The certificate, and the address that confirms a subscription; a receiver fetches both without a token."""

    async def certificate(request: Request) -> Response:
        return Response(sns.certificate(), media_type="application/x-pem-file")

    async def confirm(request: Request) -> Response:
        token = request.query_params.get("Token", "")
        if not any(estate.webhooks.confirm(token) for estate in estates.values()):
            return Response("<ErrorResponse/>", 400, media_type="text/xml")
        return Response("<ConfirmSubscriptionResponse/>", media_type="text/xml")

    return [Route("/sns/SimpleNotificationService-sandbox.pem", certificate), Route("/sns/", confirm)]


def _check_events(asked: dict[str, Any]) -> None:
    wrong = set(asked.get("events") or ()) - set(EVENTS)
    if wrong:
        raise Refusal(400, f"Unknown events {', '.join(sorted(map(str, wrong)))}")


def _found(estate: Estate, request: Request) -> dict[str, Any]:
    document = estate.webhooks.get(request.path_params["id"])
    if document is None:
        raise Refusal(404)
    return document


def _told(document: dict[str, Any]) -> dict[str, Any]:
    more = {"antivirusEnabled": False, "is_legacy": False, "migratedSubscriptions": []}
    return {**{name: document[name] for name in _SHOWN}, **more}


_BASE = "/v7/webhooks/public/api/subscriptions"
_VIEW = (WEBHOOK_VIEW, WEBHOOK_MANAGE)
CALLS = [
    Call("GET", _BASE, subscriptions, WEBHOOKS_READ, _VIEW),
    Call("POST", _BASE, create, WEBHOOKS_WRITE, (WEBHOOK_MANAGE,)),
    Call("GET", f"{_BASE}/{{id}}", subscription, WEBHOOKS_READ, _VIEW),
    Call("POST", f"{_BASE}/{{id}}", create, WEBHOOKS_WRITE, (WEBHOOK_MANAGE,)),
    Call("PUT", f"{_BASE}/{{id}}", update, WEBHOOKS_WRITE, (WEBHOOK_MANAGE,)),
    Call("PATCH", f"{_BASE}/{{id}}", update, WEBHOOKS_WRITE, (WEBHOOK_MANAGE,)),
    Call("DELETE", f"{_BASE}/{{id}}", delete, WEBHOOKS_WRITE, (WEBHOOK_MANAGE,)),
]
