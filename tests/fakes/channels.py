"""Publishing channels in memory."""

from collections.abc import Mapping, Sequence

from tests.fakes.audit import FakeAudit
from tests.fakes.feeds import FakeFeeds
from thesaury.model.audit import Deed
from thesaury.model.errors import Usage
from thesaury.model.publishing import EVERY_CHANNEL, Approval, Channel


class FakeChannels:
    def __init__(self, feeds: FakeFeeds, audit: FakeAudit) -> None:
        self._feeds, self._audit = feeds, audit
        self._kept: dict[str, Channel] = {}
        self._keys: dict[tuple[str, str], tuple[str, str]] = {}
        self._approvals: dict[tuple[str, str], Approval] = {}

    def put(self, channel: Channel) -> None:
        self._kept[channel.name] = channel
        self._feeds.begin(channel.name)

    def exchange(self, name: str, before: Channel | None, channel: Channel | None) -> bool:
        if self._kept.get(name) != before:
            return False
        if channel:
            self.put(channel)
        elif before:
            self.drop(name)
        return True

    def drop(self, name: str) -> None:
        self._require(name)
        del self._kept[name]
        self._feeds.drop(name)
        self._keys = {key: one for key, one in self._keys.items() if key[0] != name}
        self._approvals = {key: one for key, one in self._approvals.items() if key[0] != name}

    def get(self, name: str) -> Channel | None:
        return self._kept.get(name)

    def all(self) -> list[Channel]:
        return [self._kept[name] for name in sorted(self._kept)]

    def put_key(self, channel: str, name: str, digest: str, at: str) -> None:
        self._require(channel)
        self._keys[channel, name] = digest, at

    def drop_key(self, channel: str, name: str) -> None:
        if self._keys.pop((channel, name), None) is None:
            raise Usage(f"The channel {channel!r} has no key {name!r}.")

    def keys(self, channel: str) -> list[tuple[str, str]]:
        return sorted((name, at) for (of, name), (_, at) in self._keys.items() if of == channel)

    def by_key(self, digest: str) -> str:
        return next((channel for (channel, _), (held, _) in self._keys.items() if held == digest), "")

    def approve(self, approvals: Sequence[Approval], deeds: Sequence[Deed] = ()) -> None:
        self._approvals |= {(one.channel, one.asset): one for one in approvals}
        self._feeds.touch([one.asset for one in approvals])
        self._audit.add(deeds)

    def approvals(self, channel: str, assets: Sequence[str]) -> Mapping[str, tuple[Approval, ...]]:
        found = {asset: tuple(self._said(channel, asset)) for asset in assets}
        return {asset: said for asset, said in found.items() if said}

    def approved(self, channel: str, after: str, limit: int) -> list[Approval]:
        found = [one for (of, asset), one in sorted(self._approvals.items()) if of == channel and asset > after]
        return found[:limit]

    def _said(self, channel: str, asset: str) -> list[Approval]:
        return [self._approvals[of, asset] for of in (EVERY_CHANNEL, channel) if (of, asset) in self._approvals]

    def _require(self, name: str) -> None:
        if name not in self._kept:
            raise Usage(f"There is no channel {name!r}.")
