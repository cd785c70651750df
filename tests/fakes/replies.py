"""Answers to writes in memory."""

from dataclasses import dataclass

from thesaury.ports.replies import KEPT_SECONDS, Claim, Reply, Standing


@dataclass
class _Begun:
    digest: str
    at: float
    reply: Reply | None = None


class FakeReplies:
    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], _Begun] = {}

    def claim(self, caller: str, key: str, digest: str, now: float, patience: float) -> Claim:
        known = self._kept.get((caller, key))
        if known is None or known.at <= now - (patience if known.reply is None else KEPT_SECONDS):
            self._kept[caller, key] = _Begun(digest, now)
            return Claim(Standing.FIRST)
        if known.digest != digest:
            return Claim(Standing.OTHER)
        return Claim(Standing.ANSWERED, known.reply) if known.reply else Claim(Standing.RUNNING)

    def keep(self, caller: str, key: str, reply: Reply, now: float) -> None:
        if known := self._kept.get((caller, key)):
            known.reply, known.at = reply, now

    def release(self, caller: str, key: str) -> None:
        if (known := self._kept.get((caller, key))) and known.reply is None:
            del self._kept[caller, key]

    def sweep(self, now: float) -> int:
        old = [name for name, known in self._kept.items() if known.at <= now - KEPT_SECONDS]
        for name in old:
            del self._kept[name]
        return len(old)
