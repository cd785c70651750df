"""Outgoing webhooks: who is told of changes, and what became of every message."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any

from fastapi import APIRouter, Body, Query, Request, Response

from thesaury.model.access import Permission
from thesaury.model.errors import Usage
from thesaury.model.webhook import Delivery, DeliveryState, Endpoint
from thesaury.pipeline.announcing import endpoints
from thesaury.web.api.idempotency import ONCE
from thesaury.web.api.models import webhooks as models
from thesaury.web.api.paging import Cursor, Limit, cursor_of, linked, place_of, sliced
from thesaury.web.api.problems import ApiProblem
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may

States = Annotated[
    DeliveryState | None, Query(description="Only messages in this state.", examples=[DeliveryState.DEAD.value])
]


def router(desk: Desk) -> APIRouter:
    """Webhooks and their messages, for whoever administers: an address may hold a secret of somebody else."""
    routes = APIRouter(
        prefix="/webhooks", tags=["webhooks"], route_class=Operation, dependencies=[may(Permission.ADMINISTER)]
    )
    workspace = desk.workspace

    def told(*found: Endpoint) -> list[dict[str, Any]]:
        counts = workspace.catalogue.webhooks.counts()
        return [_told(one) | {state.value: counts.get((one.id, state), 0) for state in DeliveryState} for one in found]

    @routes.get("", response_model=models.Webhooks)
    def list_webhooks(request: Request, response: Response, limit: Limit = 50, cursor: Cursor = "") -> dict[str, Any]:
        """List who is told, in the order they were made."""
        page, following = sliced(workspace.catalogue.webhooks.endpoints(), ["webhooks"], limit, cursor)
        return {"webhooks": told(*page), "next": linked(request, response, following)}

    @routes.post("", response_model=models.NewWebhook, status_code=201)
    def add_webhook(response: Response, body: models.AddWebhook) -> dict[str, Any]:
        """Tell an address of what happens from now on; `secret` is what messages are signed with, told once.

        The address has to be public and https, unless an administrator names its host in `webhook_private_hosts`.
        """
        made, secret = endpoints.add(workspace, body.address, body.kinds, body.channels, body.note)
        response.headers.update({"Location": f"/api/v1/webhooks/{made.id}", ONCE: "1"})
        return told(made)[0] | {"secret": secret}

    @routes.get("/{webhook}", response_model=models.Webhook)
    def get_webhook(webhook: str) -> dict[str, Any]:
        """Read one webhook."""
        with _known():
            return told(endpoints.known(workspace.catalogue, webhook))[0]

    @routes.delete("/{webhook}", status_code=204)
    def delete_webhook(webhook: str) -> None:
        """Tell it nothing any more, and forget its messages."""
        with _known():
            endpoints.drop(workspace.catalogue, webhook)

    @routes.post("/{webhook}/pause", response_model=models.Webhook)
    def pause_webhook(webhook: str) -> dict[str, Any]:
        """Send it nothing until it is resumed; what happens meanwhile is told then."""
        with _known():
            return told(endpoints.pause(workspace.catalogue, webhook))[0]

    @routes.post("/{webhook}/resume", response_model=models.Webhook)
    def resume_webhook(webhook: str) -> dict[str, Any]:
        """Go on with it, and try what waits at once."""
        with _known():
            return told(endpoints.resume(workspace.catalogue, webhook))[0]

    @routes.post("/{webhook}/secret", response_model=models.NewSecret, status_code=201)
    def rotate_webhook_secret(
        response: Response,
        webhook: str,
        body: Annotated[models.RotateSecret, Body()] = models.RotateSecret(at_once=False),
    ) -> dict[str, Any]:
        """Give it another secret, told once; the former one holds for another day, unless it is to end at once."""
        with _known():
            secret = endpoints.rotate(workspace.catalogue, webhook, body.at_once)
        response.headers[ONCE] = "1"
        return {"id": webhook, "secret": secret}

    @routes.post("/{webhook}/test", response_model=models.Message)
    def test_webhook(webhook: str) -> dict[str, Any]:
        """Send it a message of the type `test`, once, and tell what it answered."""
        with _known():
            endpoints.known(workspace.catalogue, webhook)
        return _message(endpoints.try_out(workspace, webhook))

    @routes.get("/{webhook}/messages", response_model=models.Messages)
    def list_webhook_messages(
        request: Request, response: Response, webhook: str, state: States = None, limit: Limit = 50, cursor: Cursor = ""
    ) -> dict[str, Any]:
        """List its messages, the newest first; what was delivered is kept for 30 days."""
        with _known():
            endpoints.known(workspace.catalogue, webhook)
        question = ["webhook messages", webhook, state or ""]
        place = place_of(cursor, question, str, str)
        states, before = [state] if state else [], "/".join(map(str, place)) if place else ""
        found = workspace.catalogue.webhooks.deliveries(webhook, states, before, limit + 1)
        page = found[:limit]
        following = cursor_of(question, (page[-1].made_at, page[-1].id)) if len(found) > limit else None
        return {"messages": [_message(one) for one in page], "next": linked(request, response, following)}

    @routes.post("/{webhook}/messages/{message}/replay", response_model=models.Replayed)
    def replay_webhook_message(webhook: str, message: str) -> dict[str, Any]:
        """Send one message anew under its id, whatever became of it."""
        with _known():
            return {"messages": endpoints.replay(workspace.catalogue, webhook, message)}

    @routes.post("/{webhook}/replay", response_model=models.Replayed)
    def replay_webhook(webhook: str) -> dict[str, Any]:
        """Send all its dead messages anew, each under its id."""
        with _known():
            return {"messages": endpoints.replay(workspace.catalogue, webhook)}

    return routes


@contextmanager
def _known() -> Iterator[None]:
    """What the address names and is not there is 404."""
    try:
        yield
    except Usage as error:
        raise ApiProblem("not-found", error.message) from error


def _told(one: Endpoint) -> dict[str, Any]:
    names = ("id", "address", "message", "note", "made_at", "by")
    lists = {"kinds": list(one.kinds), "channels": list(one.channels), "state": one.state}
    return {name: getattr(one, name) for name in names} | lists


def _message(one: Delivery) -> dict[str, Any]:
    names = ("id", "kind", "body", "state", "made_at", "attempts", "next_at", "done_at", "status", "message")
    return {name: getattr(one, name) for name in names} | {"webhook": one.endpoint}
