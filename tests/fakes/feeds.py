"""Feeds of publishing channels in memory."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from thesaury.model.errors import Usage
from thesaury.model.publishing import Entry
from thesaury.ports.feeds import FeedCounts, WantedEntries


@dataclass
class Kept:
    head: int = 0
    floor: int = 0
    seen: int = -1
    basis: str = ""
    entries: dict[str, Entry] = field(default_factory=dict)
    waiting: dict[str, str] = field(default_factory=dict)


class FakeFeeds:
    def __init__(self) -> None:
        self._feeds: dict[str, Kept] = {}
        self._dropped: dict[str, int] = {}
        self._touched: dict[str, int] = {}
        self._last = 0

    def begin(self, channel: str) -> None:
        head = self._dropped[channel] + 1 if channel in self._dropped else 0
        self._feeds.setdefault(channel, Kept(head, head))

    def drop(self, channel: str) -> None:
        self._dropped[channel] = self._feeds.pop(channel).head

    def settle(self, channel: str, entries: Sequence[Entry]) -> list[Entry]:
        feed = self._feed(channel)
        kept = []
        for entry in {one.asset: one for one in entries}.values():
            held = feed.entries.get(entry.asset)
            if held and held.told == entry.told:
                continue
            feed.head += 1
            stays = held and held.published and entry.published
            published_at = held.published_at if held and stays else entry.published_at
            new = replace(entry, channel=channel, number=feed.head, published_at=published_at)
            feed.entries[entry.asset] = new
            feed.waiting.pop(entry.asset, None)
            kept.append(new)
        return kept

    def entries(self, channel: str, assets: Sequence[str]) -> dict[str, Entry]:
        held = self._feeds.get(channel, Kept()).entries
        return {asset: held[asset] for asset in assets if asset in held}

    def of_asset(self, asset: str) -> list[Entry]:
        return [feed.entries[asset] for _, feed in sorted(self._feeds.items()) if asset in feed.entries]

    def page(self, wanted: WantedEntries, after: str = "", limit: int = 100) -> list[Entry]:
        return sorted((e for e in self._wanted(wanted) if e.asset > after), key=lambda e: e.asset)[:limit]

    def newest(self, wanted: WantedEntries, before: int = 0, limit: int = 100) -> list[Entry]:
        found = [entry for entry in self._wanted(wanted) if not before or entry.number < before]
        return sorted(found, key=lambda entry: -entry.number)[:limit]

    def changes(self, channel: str, after: int = 0, limit: int = 100) -> list[Entry]:
        held = self._feeds.get(channel, Kept()).entries.values()
        return sorted((entry for entry in held if entry.number > after), key=lambda entry: entry.number)[:limit]

    def withdrawn(self, channel: str = "", since: str = "", limit: int = 100) -> list[Entry]:
        found = [
            entry
            for name, feed in sorted(self._feeds.items())
            if not channel or name == channel
            for entry in sorted(feed.entries.values(), key=lambda entry: -entry.number)
            if not entry.published and entry.changed_at >= since
        ]
        return sorted(found, key=lambda entry: entry.changed_at, reverse=True)[:limit]

    def gone(self, channel: str, before: int = 0, limit: int = 100) -> list[Entry]:
        held = self._feeds.get(channel, Kept()).entries.values()
        found = [entry for entry in held if not entry.published and (not before or entry.number < before)]
        return sorted(found, key=lambda entry: -entry.number)[:limit]

    def due(self, channel: str, moment: str, limit: int = 500) -> list[str]:
        feed = self._feeds.get(channel, Kept())
        turns = {e.asset: e.turns_at for e in feed.entries.values() if e.published and e.turns_at} | feed.waiting
        return [asset for turn, asset in sorted((turn, asset) for asset, turn in turns.items()) if turn <= moment][
            :limit
        ]

    def wait(self, channel: str, turns: Mapping[str, str]) -> None:
        waiting = self._feed(channel).waiting
        waiting |= turns
        for asset in [asset for asset, turn in waiting.items() if not turn]:
            del waiting[asset]

    def counts(self, channel: str) -> FeedCounts:
        feed = self._feeds.get(channel, Kept())
        published = sum(entry.published for entry in feed.entries.values())
        return FeedCounts(published, len(feed.entries) - published, feed.head)

    def head(self, channel: str) -> int:
        return self.counts(channel).head

    def floor(self, channel: str) -> int:
        return self._feeds.get(channel, Kept()).floor

    def forget(self, channel: str, before: str) -> int:
        held = self._feed(channel).entries
        old = [entry.asset for entry in held.values() if not entry.published and entry.changed_at < before]
        for asset in old:
            del held[asset]
        return len(old)

    def touch(self, assets: Sequence[str]) -> None:
        for asset in dict.fromkeys(assets) if self._feeds else ():
            self._last += 1
            self._touched[asset] = self._last

    def touched(self, after: int, limit: int) -> list[tuple[str, int]]:
        found = [(asset, number) for asset, number in self._touched.items() if number > after]
        return sorted(found, key=lambda one: one[1])[:limit]

    def seen(self, channel: str) -> int:
        return self._feeds.get(channel, Kept()).seen

    def see(self, channel: str, number: int, basis: str | None = None) -> None:
        feed = self._feed(channel)
        feed.seen = number
        feed.basis = feed.basis if basis is None else basis

    def basis(self, channel: str) -> str:
        return self._feeds.get(channel, Kept()).basis

    def last_touch(self) -> int:
        return self._last

    def _feed(self, channel: str) -> Kept:
        if channel not in self._feeds:
            raise Usage(f"There is no channel {channel!r}.")
        return self._feeds[channel]

    def _wanted(self, wanted: WantedEntries) -> Iterator[Entry]:
        for entry in self._feeds.get(wanted.channel, Kept()).entries.values():
            item = entry.item
            carried = {topic.iri for topic in item.topics} | (set(item.above) if wanted.narrower else set())
            if (
                entry.published
                and (not wanted.topic or wanted.topic in carried)
                and (not wanted.audience or not item.audiences or wanted.audience in item.audiences)
                and (not wanted.kind or wanted.kind == item.kind)
            ):
                yield entry
