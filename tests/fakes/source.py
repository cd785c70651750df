"""An asset source in memory, and what a catalogue would know of one."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from thesaury.model.asset import Record
from thesaury.model.connection import Capabilities
from thesaury.model.errors import Unreachable
from thesaury.ports.source import Known, Outline, Page


class FakeKnown:
    """What is known of these records: nothing, without any."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._records = {record.external_id: record for record in records}

    def __call__(self, external_ids: Sequence[str], /) -> Mapping[str, str]:
        return {i: self._records[i].etag for i in external_ids if i in self._records}

    def raws(self, external_ids: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
        return {i: self._records[i].raw for i in external_ids if i in self._records}


class FakeSource:
    """Gives the records put into `records`, by external id; `reachable = False` makes it fail."""

    def __init__(self, records: Iterable[Record] = (), page_limit: int = 2) -> None:
        self.records = {record.external_id: record for record in records}
        self.refused: tuple[tuple[str, str], ...] = ()
        self.reachable = True
        self._limit = page_limit

    @property
    def capabilities(self) -> Capabilities:
        return Capabilities(page_limit=self._limit)

    def outline(self) -> Outline:
        return Outline(len(self._ids()))

    def changes(self, cursor: str, known: Known) -> Iterator[Page]:
        ids = self._ids()
        waiting = ids[bisect_right(ids, cursor) :]
        for start in range(0, max(1, len(waiting)), self._limit):
            chunk = waiting[start : start + self._limit]
            stored = known(chunk)
            changed = tuple(self.records[key] for key in chunk if stored.get(key) != self.records[key].etag)
            last = start + self._limit >= len(waiting)
            rest, refused = "" if last else chunk[-1], () if start else self.refused
            yield Page(changed, rest, last, (), len(chunk) - len(changed), len(ids), refused)

    def read(self, external_ids: Sequence[str], known: Known) -> Page:
        there, refused = set(self._ids()), dict(self.refused)
        wanted = list(dict.fromkeys(external_ids))
        return Page(
            tuple(self.records[i] for i in wanted if i in there and i not in refused),
            cursor="",
            last=True,
            gone=tuple(i for i in wanted if i not in there and i not in refused),
            refused=tuple((i, refused[i]) for i in wanted if i in refused),
        )

    def keys(self) -> Iterator[str]:
        return iter(self._ids())

    def _ids(self) -> list[str]:
        if not self.reachable:
            raise Unreachable("The fake source was made unreachable.")
        return sorted(self.records)
