"""Events on their way to callbacks on this machine: unsigned, repeated with growing waits, out of order or twice when asked."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from thesaury.sandbox.brandfolder.estate import Estate
from thesaury.sandbox.serving.kernel import loopback

RETRIES = 15
_SECONDS_BETWEEN_LOOKS = 0.01
_SECONDS_TO_ANSWER = 5.0


@dataclass
class Delivery:
    """One event for one callback; `webhook` is '' for a fake one."""

    webhook: str
    url: str
    body: Mapping[str, Any]
    due: datetime
    failures: int = 0


class Deliveries:
    """The deliveries of one organisation. They run in the loop of the server, as long as there are any."""

    def __init__(self, estate: Estate) -> None:
        """Hears of every change of the estate's assets."""
        self._estate = estate
        self._waiting: list[Delivery] = []
        self._pump: asyncio.Task[None] | None = None
        self.delivered = self.failed = self.abandoned = 0
        estate.told = self.tell

    @property
    def counted(self) -> dict[str, int]:
        """How many deliveries were acknowledged, how many attempts failed, how many were given up, how many wait."""
        waiting = len(self._waiting)
        return {"delivered": self.delivered, "failed": self.failed, "abandoned": self.abandoned, "waiting": waiting}

    def clear(self) -> None:
        """Nothing waits any more."""
        self._waiting.clear()
        self.delivered = self.failed = self.abandoned = 0

    def tell(self, event: str, asset: str, brandfolder: str) -> None:
        """An event for every active subscription to it."""
        for webhook in self._estate.tree.all("webhook", active=True, event_type=event, resource_key=brandfolder):
            self.send(webhook["id"], webhook["callback_url"], self.attributes(event, asset, brandfolder))

    def attributes(self, event: str, asset: str, brandfolder: str, organization: str = "") -> dict[str, str]:
        """What an event says of itself; its time carries no zone."""
        return {
            "key": asset,
            "event_time": f"{self._estate.now:%Y-%m-%d %H:%M:%S.%f}",
            "event_type": event,
            "brandfolder_key": brandfolder,
            "organization_key": organization or self._estate.organisation.key,
        }

    def send(self, webhook: str, url: str, attributes: Mapping[str, str]) -> None:
        """Puts one event on its way; one for another machine is recorded and goes nowhere."""
        host = urlsplit(url).hostname or ""
        if not loopback(host):
            self._estate.sandbox.violate("callback-elsewhere", f"{url} is not on this machine: nothing is delivered.")
            return
        body = {"data": {"attributes": dict(attributes), "webhook_id": webhook or "demo"}}
        switches = self._estate.switches
        for _ in range(2 if switches.duplicates else 1):
            self._waiting.insert(
                0 if switches.reorder else len(self._waiting), Delivery(webhook, url, body, self._estate.now)
            )
        if self._pump is None or self._pump.done():
            self._pump = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        import httpx

        async with httpx.AsyncClient(timeout=_SECONDS_TO_ANSWER, trust_env=False) as client:
            while self._waiting:
                due = next((one for one in self._waiting if one.due <= self._estate.now), None)
                if due is None:
                    await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
                    continue
                self._waiting.remove(due)
                try:
                    answer = await client.post(due.url, json=due.body)
                    acknowledged = answer.is_success
                except httpx.TransportError:
                    acknowledged = False
                self._settled(due, acknowledged)

    def _settled(self, delivery: Delivery, acknowledged: bool) -> None:
        if acknowledged:
            self.delivered += 1
            return
        self.failed += 1
        webhook = self._estate.tree.get("webhook", delivery.webhook)
        if delivery.failures >= RETRIES or webhook is None or not webhook["active"]:
            self._give_up(delivery)
            return
        wait = self._estate.switches.retry_seconds * 2**delivery.failures
        delivery.failures += 1
        delivery.due = self._estate.now + timedelta(seconds=wait)
        self._waiting.append(delivery)

    def _give_up(self, delivery: Delivery) -> None:
        """A subscription whose delivery failed to the end becomes inactive."""
        self.abandoned += 1
        webhook = self._estate.tree.get("webhook", delivery.webhook)
        if webhook is not None:
            self._estate.tree.put("webhook", {**webhook, "active": False})
