"""An asset source in memory."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from thesaury.model.asset import Record
from thesaury.model.connection import Capabilities
from thesaury.model.errors import Unreachable
from thesaury.ports.source import Known, Outline, Page


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
            rest = chunk[-1] if start + self._limit < len(waiting) else ""
            yield Page(changed, rest, (), len(chunk) - len(changed), len(ids), () if start else self.refused)

    def keys(self) -> Iterator[str]:
        return iter(self._ids())

    def _ids(self) -> list[str]:
        if not self.reachable:
            raise Unreachable("The fake source was made unreachable.")
        return sorted(self.records)
