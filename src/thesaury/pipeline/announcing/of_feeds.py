"""What came into the feeds of channels, changed there, or left them."""

from collections.abc import Iterator

from thesaury.model.publishing import Channel, Entry
from thesaury.model.webhook import Endpoint, EventKind
from thesaury.pipeline.announcing.events import Event
from thesaury.ports.catalogue import Catalogue
from thesaury.ports.feeds import Feeds
from thesaury.publishing.cursors import Read, changes_cursor

PAGE = 200

_KINDS = frozenset({EventKind.ASSET_PUBLISHED, EventKind.ASSET_UPDATED, EventKind.ASSET_WITHDRAWN})


def stream(channel: str) -> str:
    """What the cursor of a channel is kept under."""
    return f"feed:{channel}"


def channels_of(catalogue: Catalogue, endpoint: Endpoint) -> list[Channel]:
    """The channels an endpoint is told of."""
    if not wants(endpoint):
        return []
    return [one for one in catalogue.channels.all() if not endpoint.channels or one.name in endpoint.channels]


def wants(endpoint: Endpoint) -> bool:
    """Whether it is told of assets at all."""
    return not endpoint.kinds or bool(_KINDS & set(endpoint.kinds))


def head(feeds: Feeds, channel: str) -> str:
    """The cursor behind everything there is now."""
    number = feeds.head(channel)
    last = feeds.changes(channel, number - 1, 1) if number else []
    return _cursor(number, last[0].changed_at if last else "")


def pages(feeds: Feeds, channel: str, cursor: str) -> Iterator[tuple[str, list[Event]]]:
    """The changes behind a cursor page by page, each with the cursor behind it. A channel that was made anew begins with its first one."""
    number, _, told = cursor.partition(" ")
    after = int(number or 0)
    if after > feeds.head(channel):
        after, told = 0, ""
    while entries := feeds.changes(channel, after, PAGE):
        after, moment = entries[-1].number, entries[-1].changed_at
        yield _cursor(after, moment), [event(entry, told) for entry in entries]


def event(entry: Entry, told: str) -> Event:
    """An entry as it is now is told: as published where it came in after the moment up to which everything was told."""
    kind = _kind(entry, told)
    data = {"asset": entry.asset, "channel": entry.channel, "cursor": _before(entry)}
    if entry.reason is not None:
        data["reason"] = entry.reason.value
    key = (entry.channel, str(entry.number), entry.asset, entry.changed_at)
    return Event(kind, key, entry.changed_at, data)


def _kind(entry: Entry, told: str) -> EventKind:
    if not entry.published:
        return EventKind.ASSET_WITHDRAWN
    new = entry.published_at > told or entry.published_at == entry.changed_at
    return EventKind.ASSET_PUBLISHED if new else EventKind.ASSET_UPDATED


def _before(entry: Entry) -> str:
    """The cursor of the feed of which this change is the first one that follows."""
    return changes_cursor(entry.channel, Read(entry.number - 1, entry.changed_at))


def _cursor(number: int, moment: str) -> str:
    return f"{number} {moment}"
