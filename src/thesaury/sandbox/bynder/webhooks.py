"""Subscriptions of one portal, and the delivery of its events to loopback endpoints."""

import asyncio
import json
import secrets
from collections import deque
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from thesaury.sandbox.bynder import ids, sns
from thesaury.sandbox.bynder.portals import Portal
from thesaury.sandbox.bynder.setup import Switches
from thesaury.sandbox.serving.kernel import Sandbox, loopback

EVENTS = (
    *("asset_bank.media.create", "asset_bank.media.updated", "asset_bank.media.meta_updated"),
    *("asset_bank.media.deleted", "asset_bank.media.archived", "asset_bank.media.pre_archived"),
    *("workflow.job.create", "antivirus.scan.failed"),
)
_SECONDS = 5.0
_REMEMBERED = 200


class Webhooks:
    """The subscriptions of one portal. `sent` are the newest deliveries: type, subject, endpoint and status, 0 where nobody answered."""

    def __init__(self, portal: Portal, sandbox: Sandbox, turned: Callable[[], Switches]) -> None:
        """Subscriptions kept in the store."""
        self._portal, self._sandbox, self._turned = portal, sandbox, turned
        self._collection = f"{portal.name}.webhook"
        self._running: set[asyncio.Task[None]] = set()
        self.sent: deque[dict[str, Any]] = deque(maxlen=_REMEMBERED)

    def all(self) -> list[dict[str, Any]]:
        """All subscriptions."""
        return [document for _, document in self._sandbox.store.all(self._collection)]

    def get(self, identifier: str) -> dict[str, Any] | None:
        """One subscription."""
        return self._sandbox.store.get(self._collection, identifier)

    def put(self, document: dict[str, Any]) -> None:
        """Keeps a subscription."""
        self._sandbox.store.put(self._collection, document["configId"], document)

    def remove(self, identifier: str) -> bool:
        """Ends a subscription; False when there is none."""
        return self._sandbox.store.delete(self._collection, identifier)

    def subscribe(self, asked: dict[str, Any], base: str) -> dict[str, Any]:
        """A new subscription, which has to be confirmed first. Raises ValueError for an endpoint that is not on this machine."""
        endpoint = str(asked.get("endpoint", ""))
        if not loopback(urlsplit(endpoint).netloc or "nowhere.invalid"):
            raise ValueError("The sandbox delivers to endpoints on this machine only.")
        document: dict[str, Any] = {
            "configId": ids.five(ids.grouped(secrets.token_hex(16))),
            "name": str(asked.get("name", "")),
            "endpoint": endpoint,
            "protocol": asked.get("protocol") or urlsplit(endpoint).scheme,
            "events": list(asked.get("events") or EVENTS),
            "preArchivedNotificationDays": int(asked.get("preArchivedNotificationDays") or 0),
            "status": 1,
            "confirmed": False,
            "token": secrets.token_hex(32),
            "base": base,
        }
        self.put(document)
        moment, version = self._sandbox.clock.now(), self._turned().signature
        self._send(endpoint, sns.confirmation(self._portal.name, base, document["token"], moment, version))
        return document

    def confirm(self, token: str) -> bool:
        """Confirms the subscription that was sent that token; False when there is none."""
        found = next((document for document in self.all() if document["token"] == token), None)
        if found is not None:
            self.put({**found, "confirmed": True})
        return found is not None

    def publish(self, event: str, content: dict[str, Any], times: int = 1, forged: bool = False) -> int:
        """Tells the confirmed subscriptions of an event, repeatedly or with a wrong signature where asked; how many heard it."""
        heard = [entry for entry in self.all() if entry["confirmed"] and entry["status"] and event in entry["events"]]
        for entry in heard:
            moment, version = self._sandbox.clock.now(), self._turned().signature
            message = sns.notification(self._portal.name, entry["base"], event, content, moment, version)
            if forged:
                message["Message"] = json.dumps({**content, "forged": True})
            for _ in range(times):
                self._send(entry["endpoint"], message)
        return len(heard)

    def _send(self, endpoint: str, message: dict[str, Any]) -> None:
        task = asyncio.get_running_loop().create_task(self._deliver(endpoint, message))
        self._running.add(task)  # a task nobody holds may vanish
        task.add_done_callback(self._running.discard)

    async def _deliver(self, endpoint: str, message: dict[str, Any]) -> None:
        import httpx

        headers = {
            "content-type": "text/plain; charset=UTF-8",
            "x-amz-sns-message-type": message["Type"],
            "x-amz-sns-message-id": message["MessageId"],
            "x-amz-sns-topic-arn": message["TopicArn"],
        }
        status = 0
        try:
            # endpoints are on this machine, some behind a certificate nobody can know
            async with httpx.AsyncClient(timeout=_SECONDS, verify=False, trust_env=False) as client:
                status = (await client.post(endpoint, content=json.dumps(message), headers=headers)).status_code
        except httpx.HTTPError:
            status = 0
        told = {"type": message["Type"], "subject": message.get("Subject", ""), "endpoint": endpoint, "status": status}
        self.sent.append(told)
