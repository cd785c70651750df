"""Answers to questions about rights, in memory."""

from collections.abc import Iterator, Sequence
from itertools import count

from thesaury.model.answer_log import KeptAnswer, Numbered, Wanted


class FakeAnswerLog:
    def __init__(self) -> None:
        self._kept: list[Numbered] = []
        self._numbers = count(1)

    def add(self, answers: Sequence[KeptAnswer]) -> None:
        self._kept += [Numbered(next(self._numbers), one) for one in answers]

    def page(self, wanted: Wanted = Wanted(), limit: int = 50, before: int = 0) -> tuple[Numbered, ...]:
        return tuple(one for one in self.every(wanted) if not before or one.number < before)[:limit]

    def every(self, wanted: Wanted = Wanted()) -> Iterator[Numbered]:
        return (one for one in reversed(self._kept) if _matches(wanted, one.answer))

    def count(self, wanted: Wanted = Wanted()) -> int:
        return len(list(self.every(wanted)))

    def forget(self, before: str) -> int:
        old = [one for one in self._kept if one.answer.at < before]
        self._kept = [one for one in self._kept if one not in old]
        return len(old)


def _matches(wanted: Wanted, one: KeptAnswer) -> bool:
    return (
        wanted.verdict in (None, one.verdict)
        and wanted.who in ("", one.who)
        and wanted.asset in ("", one.asset)
        and wanted.where in ("", one.where)
        and wanted.since <= one.at
        and (not wanted.until or one.at < wanted.until)
    )
