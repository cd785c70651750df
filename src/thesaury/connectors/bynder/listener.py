"""Hears the events a portal delivers by Amazon SNS: each is only a hint to read one asset again."""

import json
import re
from collections.abc import Mapping
from typing import Any

from thesaury.connectors.bynder import sns
from thesaury.connectors.bynder.client import BynderApi
from thesaury.connectors.bynder.ids import asset_shape
from thesaury.connectors.bynder.reading import many, text, truth
from thesaury.connectors.bynder.settings import settings_of
from thesaury.model.connection import Connection
from thesaury.model.errors import BadInput, Refused
from thesaury.ports.hints import Hint
from thesaury.ports.source import Tools

EVENTS = tuple(
    f"asset_bank.media.{what}" for what in ("create", "updated", "meta_updated", "deleted", "archived", "pre_archived")
)
_KNOWN = re.compile(r"(?:asset_bank\.)?media\.\w+")
_TOPICS = "sns_topics"
_MOST_TOPICS = 20


class BynderListener:
    """Understands the deliveries to one connection's address."""

    def __init__(self, api: BynderApi, tools: Tools, trusted: re.Pattern[str] = sns.AMAZON) -> None:
        """`trusted` says where certificates and confirmations may lie; only tests give another pattern than Amazon's."""
        self._api, self._tools, self._trusted = api, tools, trusted
        self._certificates: dict[str, bytes] = {}

    def heard(self, headers: Mapping[str, str], body: bytes) -> tuple[Hint, ...]:
        """The asset a signed event is about; a request to confirm the subscription is answered once.

        Raises Refused for a delivery that is not signed by Amazon SNS or comes from a topic that was never confirmed here,
        BadInput for one that cannot be understood, Unreachable when a certificate or a confirmation does not get through.
        """
        envelope = _envelope(body)
        sns.checked(envelope, self._trusted, self._certificate)
        kind, topic = envelope["Type"], envelope.get("TopicArn", "")
        if kind == sns.CONFIRMATION:
            self._api.outside(sns.trusted_address(envelope, "SubscribeURL", self._trusted))
            self._remember(topic)
        if kind != sns.NOTIFICATION:
            return ()
        if topic not in self._topics():
            raise Refused(
                f"{self._api.name}: the event comes from a topic that was not confirmed for this connection. Subscribe it again."
            )
        return _hints(envelope)

    def subscribe(self, address: str) -> tuple[str, ...]:
        """Make the webhook for this address unless it is there, and complete its events."""
        found = next((one for one in self._api.subscriptions() if text(one.get("endpoint")) == address), None)
        if found is None:
            protocol = "https" if address.startswith("https:") else "http"
            self._api.subscribe({"name": "Thesaury", "endpoint": address, "protocol": protocol, "events": list(EVENTS)})
            return ("The webhook was made. The portal sends a confirmation to it first, which is answered by itself.",)
        missing = [event for event in EVENTS if event not in many(found.get("events"))]
        said = ["The webhook is there."]
        if missing:
            self._api.resubscribe(
                text(found.get("configId")) or text(found.get("id")), {"events": [*many(found.get("events")), *missing]}
            )
            said.append(f"It was told of {len(missing)} more events.")
        if truth(found.get("confirmed")) is False:
            said.append(
                "It is not confirmed yet; see that the address can be reached, then ask for the confirmation again."
            )
        return tuple(said)

    def _certificate(self, address: str) -> bytes:
        if address not in self._certificates:
            self._certificates[address] = self._api.outside(address).body
        return self._certificates[address]

    def _topics(self) -> list[str]:
        return self._tools.secrets.get(self._api.name, _TOPICS).split()

    def _remember(self, topic: str) -> None:
        """Whoever confirmed here may be heard here: an event for another connection's address is not."""
        with self._tools.exclusive(f"{self._api.name}.topics"):
            topics = [*(one for one in self._topics() if one != topic), topic][-_MOST_TOPICS:]
            self._tools.secrets.put(self._api.name, {_TOPICS: " ".join(topics)})


def _envelope(body: bytes) -> dict[str, str]:
    found = _object(body.decode("utf-8", "replace"), "The delivery")
    return {name: value for name, value in found.items() if isinstance(value, str)}


def _hints(envelope: sns.Envelope) -> tuple[Hint, ...]:
    subject = envelope.get("Subject", "")
    message = _object(envelope.get("Message", ""), "The message of the event")
    asset = asset_shape(text(message.get("media_id")))
    return (Hint(asset),) if asset and (not subject or _KNOWN.fullmatch(subject.strip())) else ()


def _object(words: str, what: str) -> dict[str, Any]:
    try:
        found = json.loads(words)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{what} is no JSON.") from error
    if not isinstance(found, dict):
        raise BadInput(f"{what} is no JSON object.")
    return found


def open_listener(connection: Connection, tools: Tools) -> BynderListener:
    """The listener of a connection. Raises Usage for a wrong setting."""
    settings = settings_of(connection)
    return BynderListener(BynderApi(connection, settings, tools), tools)
