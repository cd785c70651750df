"""Where each record of a page belongs: records of one picture join to one asset, one record after the other."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from thesaury.engines.sql.codec import encode_record
from thesaury.model.asset import Record
from thesaury.ports.catalogue import Stored


@dataclass(frozen=True, slots=True)
class Held:
    """A record as the catalogue holds it."""

    asset: str
    etag: str
    digest: str
    gone: bool
    payload: str


class Joining:
    """Takes the records of one page in turn and tells what to store; `touched` are the assets that changed by it."""

    def __init__(self, held: Mapping[str, Held], holders: Iterable[tuple[str, str, int]]) -> None:
        """Start from what is held by external id, and from (digest, asset, records that have it)."""
        self.records: dict[str, Record] = {}
        self.changed: dict[str, Held] = {}
        self.touched: set[str] = set()
        self.stored = Stored()
        self._held = dict(held)
        self._holders = {digest: (asset, records) for digest, asset, records in holders}

    def add(self, record: Record) -> None:
        """Store this record as new, changed, come back or unchanged."""
        before = self._held.get(record.external_id)
        known = before is not None and not before.gone
        if before and known and before.etag == record.etag:
            self.stored = replace(self.stored, unchanged=self.stored.unchanged + 1)
            return
        self._hold(record.external_id, before, self._joined(record, before))
        self.records[record.external_id] = record
        if known:
            self.stored = replace(self.stored, changed=self.stored.changed + 1)
        else:
            self.stored = replace(self.stored, new=self.stored.new + 1)

    def drop(self, external_id: str) -> None:
        """Mark this record as gone, if it is there."""
        before = self._held.get(external_id)
        if before and not before.gone:
            self._hold(external_id, before, replace(before, gone=True))
            self.stored = replace(self.stored, gone=self.stored.gone + 1)

    def _joined(self, record: Record, before: Held | None) -> Held:
        asset, _ = self._holders.get(record.digest, (before.asset if before else record.asset_id, 0))
        return Held(asset, record.etag, record.digest, False, encode_record(record))

    def _hold(self, external_id: str, before: Held | None, after: Held) -> None:
        self._held[external_id] = self.changed[external_id] = after
        if before and before.digest:
            self._count(before.digest, before.asset, -1)
        if after.digest:
            self._count(after.digest, after.asset, 1)
        if before is None:
            self.touched.add(after.asset)
        elif replace(before, etag=after.etag) != after:
            self.touched |= {before.asset, after.asset}

    def _count(self, digest: str, asset: str, change: int) -> None:
        _, records = self._holders.get(digest, (asset, 0))
        self._holders[digest] = (asset, records + change)
        if records + change == 0:
            del self._holders[digest]
