"""Webhooks: subscriptions to one event of one brandfolder each, and fake events; below /api/v1."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from thesaury.sandbox.brandfolder.deliveries import Deliveries
from thesaury.sandbox.brandfolder.gate import Call, Operation, Table
from thesaury.sandbox.brandfolder.refusal import Refusal, bad
from thesaury.sandbox.brandfolder.tree import Entry

EVENTS = ("asset.create", "asset.update", "asset.delete")
_MEMBERS = ("event_type", "resource_key", "resource_type", "callback_url")


@dataclass(frozen=True, slots=True)
class WebhookCalls:
    """The calls about webhooks; `deliveries` by the name of the organisation."""

    deliveries: dict[str, Deliveries]

    def table(self) -> Table:
        """All operations by path."""
        return {
            "/webhooks": {"GET": Operation(self.webhooks), "POST": Operation(self.subscribe)},
            "/webhooks/send": {"POST": Operation(self.fake, status=202)},
            "/webhooks/{id}": {"GET": Operation(self.read), "DELETE": Operation(self.delete)},
        }

    def webhooks(self, call: Call) -> Any:
        """The active subscriptions."""
        return {"data": [_shape(one) for one in call.estate.tree.all("webhook", active=True)]}

    def subscribe(self, call: Call) -> Any:
        """A new subscription; 409 when there is the same one already."""
        asked = self._checked(call)
        if call.estate.tree.all("webhook", active=True, **asked):
            raise Refusal(409, "There is such a subscription already.")
        made = call.estate.tree.add("webhook", newer=True, **asked, active=True)
        call.applied({"webhook": made["id"], **asked})
        return {"data": _shape(made)}

    def read(self, call: Call) -> Any:
        """One active subscription."""
        return {"data": _shape(self._active(call))}

    def delete(self, call: Call) -> Any:
        """Ends a subscription."""
        webhook = self._active(call)
        call.estate.tree.remove("webhook", webhook["id"])
        call.applied({"webhook": webhook["id"]})
        return {}

    def fake(self, call: Call) -> Any:
        """Puts an invented event on its way, whatever is subscribed."""
        asked, given = self._checked(call), call.attributes()
        deliveries = self.deliveries[call.estate.organisation.name]
        asset = str(given.get("asset_key") or call.estate.organisation.identifier("demo", 1))
        event = (asked["event_type"], asset, asked["resource_key"], str(given.get("organization_key") or ""))
        deliveries.send("", asked["callback_url"], deliveries.attributes(*event))
        return {"message": "Added demo webhook to queue", "status": "ok"}

    def _checked(self, call: Call) -> dict[str, str]:
        asked = call.attributes()
        if not isinstance(asked, dict) or any(not isinstance(asked.get(name), str) for name in _MEMBERS):
            raise bad(f"{', '.join(_MEMBERS)} are required.")
        if asked["event_type"] not in EVENTS or asked["resource_type"] != "brandfolder":
            raise bad(f"event_type is one of {', '.join(EVENTS)}, resource_type is brandfolder.")
        url = urlsplit(asked["callback_url"])
        schemes = ("https",) if call.estate.switches.https_only else ("https", "http")
        if url.scheme not in schemes or not url.hostname:
            raise bad("callback_url has to be a public https address.")
        call.estate.entry("brandfolder", asked["resource_key"])
        return {name: asked[name] for name in _MEMBERS}

    def _active(self, call: Call) -> Entry:
        webhook = call.estate.entry("webhook", call.path("id"))
        if not webhook["active"]:
            raise Refusal(404)
        return webhook


def _shape(webhook: Entry) -> dict[str, Any]:
    return {"id": webhook["id"], "attributes": {name: webhook[name] for name in _MEMBERS}}
