"""Notices and calendar feeds in memory."""

from collections.abc import Sequence
from dataclasses import replace

from thesaury.model.errors import Usage
from thesaury.model.notice import Notice, NoticeEvent


class FakeNotices:
    def __init__(self) -> None:
        self._kept: dict[str, Notice] = {}
        self._ways: dict[tuple[str, str], str] = {}
        self._log: list[NoticeEvent] = []

    def put(self, notices: Sequence[Notice], channels: Sequence[str]) -> list[Notice]:
        new = [one for one in {one.key: one for one in notices}.values() if one.key not in self._kept]
        self._kept |= {one.key: one for one in new}
        self._ways |= {(channel, one.key): "" for one in new for channel in channels}
        return new

    def waiting(self, channel: str, limit: int = 500) -> list[Notice]:
        found = [one for one in self._kept.values() if self._ways.get((channel, one.key)) == ""]
        return sorted(found, key=lambda one: (not one.in_use, one.day, one.key))[:limit]

    def told(self, keys: Sequence[str], channel: str, at: str) -> None:
        self._ways |= {(channel, key): at for key in keys if (channel, key) in self._ways}
        self._log += [NoticeEvent(key, at, "told", channel) for key in keys]

    def failed(self, keys: Sequence[str], channel: str, at: str, why: str) -> None:
        self._log += [NoticeEvent(key, at, "failed", channel, why) for key in keys]

    def last_told(self, channel: str) -> str:
        return max((at for (name, _), at in self._ways.items() if name == channel), default="")

    def page(self, after: str = "", since: str = "", acknowledged: bool = False, limit: int = 500) -> list[Notice]:
        found = [one for key, one in sorted(self._kept.items()) if key > after and one.at >= since]
        return [one for one in found if acknowledged or not one.acknowledged_at][:limit]

    def acknowledge(self, key: str, by: str, at: str) -> Notice:
        if key not in self._kept:
            raise Usage(f"There is no notice {key!r}.")
        if not self._kept[key].acknowledged_at:
            self._kept[key] = replace(self._kept[key], acknowledged_by=by, acknowledged_at=at)
            self._log.append(NoticeEvent(key, at, "acknowledged", by))
        return self._kept[key]

    def log(self, key: str = "") -> list[NoticeEvent]:
        return [event for event in self._log if key in ("", event.key)]


class FakeCalendarFeeds:
    def __init__(self) -> None:
        self._feeds: dict[str, tuple[str, str]] = {}

    def put(self, name: str, digest: str, at: str) -> None:
        self._feeds[name] = (digest, at)

    def drop(self, name: str) -> None:
        if self._feeds.pop(name, None) is None:
            raise Usage(f"There is no calendar feed {name!r}.")

    def all(self) -> list[tuple[str, str]]:
        return [(name, at) for name, (_, at) in sorted(self._feeds.items())]

    def by_digest(self, digest: str) -> str:
        return next((name for name, (kept, _) in self._feeds.items() if kept == digest), "")
