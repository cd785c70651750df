"""A workspace with two channels, an endpoint that is told of all of it, and a clock."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.fakes.workspace import FakeWorkspace
from thesaury.model.publishing import Channel, Entry, Item, Reason
from thesaury.model.webhook import Delivery, DeliveryState, Endpoint, EventKind
from thesaury.pipeline.announcing import endpoints, rounds
from thesaury.pipeline.announcing.events import moment_of
from thesaury.pipeline.announcing.sending import Sent

ADDRESS = "https://cms.example/hooks"
AT = "2026-03-01T10:00:00+00:00"


def entry(asset: str, at: str = AT, published_at: str = "", reason: Reason | None = None, title: str = "") -> Entry:
    item = Item(asset, f"dam/{asset}", credit=title)
    return Entry("web", asset, item, published_at=published_at or at, changed_at=at, reason=reason)


@dataclass
class Told:
    """`clock` is the moment of every round."""

    kinds: tuple[EventKind, ...] = ()
    channels: tuple[str, ...] = ()
    clock: datetime = datetime(2026, 3, 1, 12, tzinfo=UTC)
    workspace: FakeWorkspace = field(default_factory=FakeWorkspace)
    endpoint: Endpoint = field(init=False)

    def __post_init__(self) -> None:
        for name in ("web", "shop"):
            self.workspace.catalogue.channels.put(Channel(name, name.title()))
        self.endpoint = self.another(self.kinds, self.channels)

    def another(self, kinds: Sequence[EventKind] = (), channels: Sequence[str] = ()) -> Endpoint:
        return endpoints.add(self.workspace, ADDRESS, kinds, channels)[0]

    def settle(self, *entries: Entry, channel: str = "web") -> None:
        self.workspace.catalogue.feeds.settle(channel, entries)

    def round(self, later: timedelta = timedelta()) -> Sent:
        self.clock += later
        return rounds.announce(self.workspace, clock=lambda: self.clock, chance=lambda: 0.5)[1]

    def sent(self, endpoint: Endpoint | None = None) -> list[Delivery]:
        """What was sent since the last time this was asked."""
        sender = self.workspace.webhook_sender
        found = [one for id, one, _ in sender.sent if id == (endpoint or self.endpoint).id]
        sender.sent = [one for one in sender.sent if one[0] != (endpoint or self.endpoint).id]
        return found

    def kept(self) -> list[Delivery]:
        return self.workspace.catalogue.webhooks.deliveries(limit=9_999)

    def states(self) -> list[DeliveryState]:
        return [one.state for one in self.kept()]

    def now(self) -> str:
        return moment_of(self.clock)

    def held(self) -> Endpoint:
        return endpoints.known(self.workspace.catalogue, self.endpoint.id)


def told(delivery: Delivery) -> tuple[str, dict[str, object]]:
    """Type and data of a message, without the workspace and the cursor of the feed."""
    body = json.loads(delivery.body)
    assert list(body) == ["type", "timestamp", "data"]
    assert body["data"].pop("tenant") == "w1"
    body["data"].pop("cursor", None)
    return body["type"], body["data"]
