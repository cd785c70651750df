"""Understands the events Brandfolder delivers: not signed, so only hints, and only those of this connection's brandfolder count."""

import json
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from thesaury.connectors.brandfolder.client import EVENTS, Api
from thesaury.connectors.brandfolder.settings import settings_of
from thesaury.connectors.brandfolder.shapes import Item, attributes, key, text
from thesaury.model.connection import Connection
from thesaury.model.errors import BadInput, LostReply, Refused, Usage
from thesaury.ports.hints import Hint, Listener
from thesaury.ports.source import Tools

_LOOPBACK = ("127.0.0.1", "::1", "localhost")
_THERE_ALREADY = 409
# Events are not signed, so anybody who learned the address may send any text as a key.
_KEY = re.compile(r"[\w.-]{1,100}", re.ASCII)


def open_listener(connection: Connection, tools: Tools) -> Listener:
    """The listener of a Brandfolder connection. Raises Usage for a wrong setting; nothing is sent yet."""
    settings = settings_of(connection)
    return BrandfolderListener(Api(settings, tools.secrets))


class BrandfolderListener:
    """Hears the events of one brandfolder, and keeps the subscriptions to them alive."""

    def __init__(self, api: Api) -> None:
        """Nothing is sent yet; the keys an event has to name are asked for once."""
        self._api = api
        self._organization: str | None = None

    def heard(self, headers: Mapping[str, str], body: bytes) -> tuple[Hint, ...]:
        """The asset an event names. Raises BadInput for what is no event, Refused for one of another brandfolder or organization."""
        told = _told(body)
        self._own(told)
        if told.get("event_type") not in EVENTS:
            return ()
        asset = told.get("key")
        return (Hint(asset if isinstance(asset, str) and _KEY.fullmatch(asset) else ""),)

    def subscribe(self, address: str) -> tuple[str, ...]:
        """One subscription for each kind of event: missing ones are made, inactive ones made anew. Raises Usage for a plain address."""
        parts = urlsplit(address)
        if parts.scheme != "https" and parts.hostname not in _LOOPBACK:
            raise Usage("Brandfolder delivers events to public https addresses only; give it one.")
        there = {text(one, "event_type"): one for one in self._api.subscriptions() if self._is_ours(one, address)}
        return tuple(self._ensured(event, there.get(event), address) for event in EVENTS)

    def _own(self, told: Mapping[str, object]) -> None:
        if told.get("brandfolder_key") != self._api.brandfolder:
            raise Refused("The event is of another brandfolder than this connection's, so nothing was done.")
        if self._organization is None:
            self._organization = self._api.organization()
        if self._organization and told.get("organization_key") != self._organization:
            raise Refused("The event is of another organization than this connection's, so nothing was done.")

    def _is_ours(self, subscription: Item, address: str) -> bool:
        named = text(subscription, "resource_key"), text(subscription, "callback_url")
        return named == (self._api.brandfolder, address)

    def _ensured(self, event: str, there: Item | None, address: str) -> str:
        """Make sure of one kind of event; the sentence never names the address, which is a secret."""
        if there and _active(there):
            return f"{event} is subscribed."
        if there:
            self._api.unsubscribe(key(there))
        try:
            self._api.subscribe(event, address)
        except Refused as error:
            if error.status != _THERE_ALREADY:
                raise
            return f"{event} was subscribed already."
        except LostReply:
            return f"{event} was asked for and the reply was lost; subscribe again to be sure."
        return f"{event} was inactive and is subscribed anew." if there else f"{event} is subscribed now."


def _active(subscription: Item) -> bool:
    """Whether it delivers; the definition lists only active ones and has no word for it, so both spellings count."""
    told = attributes(subscription)
    return told.get("active") is not False and told.get("status") not in ("inactive", "disabled")


def _told(body: bytes) -> Mapping[str, object]:
    try:
        data = json.loads(body).get("data")
        told = data.get("attributes") if isinstance(data, Mapping) else None
    except (ValueError, AttributeError, RecursionError):
        told = None
    if not isinstance(told, Mapping):
        raise BadInput("The delivery is no event of Brandfolder: it holds no data with attributes.")
    return told
