"""Usage events in memory."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from tests.fakes.records import FakeRecords
from thesaury.model.errors import Usage
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.ports.usage import UsageCount, UsagePage, Uses


class FakeUsage:
    def __init__(self, records: FakeRecords) -> None:
        self._records = records
        self._cursors: dict[str, str] = {}
        self._kept: dict[tuple[str, str], UsageEvent] = {}
        self._revisions: dict[tuple[str, str], int] = {}

    def cursor(self, connection: str) -> str:
        return self._cursors.get(connection, "")

    def store_page(self, connection: str, page: UsagePage) -> int:
        if connection not in {known.name for known in self._records.connections()}:
            raise Usage(f"There is no connection {connection!r}.")
        before = len(self._kept)
        for key, event in {(connection, event.id): event for event in page.events}.items():
            if self._kept.get(key) != event:
                self._revisions[key] = max(self._revisions.values(), default=0) + 1
            self._kept[key] = event
        self._cursors[connection] = page.cursor
        return len(self._kept) - before

    def add(self, connection: str, events: Sequence[UsageEvent]) -> int:
        return self.store_page(connection, UsagePage(tuple(events), self.cursor(connection), True))

    def uses(self, assets: Sequence[str], since: str) -> Mapping[str, Uses]:
        found: dict[str, Uses] = {}
        for (name, _), event in self._kept.items():
            kept = self._records.kept.get((name, event.external_id))
            if kept and kept.asset in assets and event.kind is UsageKind.USE and event.quantity > 0:
                known = found.get(kept.asset, Uses(0, 0, ""))
                lately = known.lately + event.quantity * (event.at >= since)
                found[kept.asset] = Uses(known.times + event.quantity, lately, max(known.last, event.at))
        return found

    def events(
        self, connection: str, after: str = "", limit: int = 500, kind: UsageKind | None = None
    ) -> list[UsageEvent]:
        ordered = sorted((id, e) for (name, id), e in self._kept.items() if name == connection and id > after)
        return [event for _, event in ordered if kind in (None, event.kind)][:limit]

    def changed(self, after: int = 0, limit: int = 500) -> list[tuple[int, str, UsageEvent]]:
        order = sorted((revision, key) for key, revision in self._revisions.items() if revision > after)
        return [(revision, key[0], self._kept[key]) for revision, key in order[:limit]]

    def last_change(self) -> int:
        return max(self._revisions.values(), default=0)

    def of_record(self, connection: str, external_id: str) -> list[UsageEvent]:
        found = [e for e in self.events(connection, "", len(self._kept)) if e.external_id == external_id]
        return sorted(found, key=lambda event: (event.at, event.id))

    def kept(self, ids: Sequence[str]) -> list[tuple[str, UsageEvent]]:
        there = {known.name for known in self._records.connections()}
        return [(name, event) for (name, id), event in self._kept.items() if id in ids and name in there]

    def forget_words(self, before: str) -> int:
        old = [
            (name, event)
            for (name, _), event in self._kept.items()
            if event.kind is UsageKind.SEARCH and event.at < before and event.quantity
        ]
        for name, event in sorted(old, key=lambda pair: pair[0]):
            self.add(name, [UsageEvent(event.id, event.kind, event.at, quantity=0)])
        return len(old)

    def counts(self) -> list[UsageCount]:
        kept = [(key, event) for key, event in self._kept.items() if event.quantity > 0]
        known = sorted((((name, e.kind), e) for (name, _), e in kept), key=lambda pair: pair[0])
        counts = []
        for (name, kind), group in groupby(known, key=lambda pair: pair[0]):
            events = [event for _, event in group]
            moments = sorted(event.at for event in events)
            quantity = sum(event.quantity for event in events)
            counts.append(UsageCount(name, kind, len(events), quantity, moments[0], moments[-1]))
        return counts
