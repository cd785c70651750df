"""Where each record of a page belongs: records of one picture join to one asset, one record after the other."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from thesaury.engines.sql.codec import decode_record, encode_record
from thesaury.model.asset import File, Record
from thesaury.ports.records import Stored


@dataclass(frozen=True, slots=True)
class Held:
    """A record as the catalogue holds it."""

    asset: str
    etag: str
    digest: str
    gone: bool
    payload: str
    look: str | None = None
    compared: bool = False


class Joining:
    """Takes the records of one page in turn and tells what to store; `touched` are the assets that changed by it."""

    def __init__(
        self,
        held: Mapping[str, Held],
        holders: Iterable[tuple[str, str, int]],
        apart: Collection[tuple[str, str]] = (),
    ) -> None:
        """Start from what is held by external id, from (digest, asset, records that have it), and from pairs that stay apart."""
        self.records: dict[str, Record] = {}
        self.changed: dict[str, Held] = {}
        self.touched: set[str] = set()
        self.stored = Stored()
        self._held = dict(held)
        self._apart = frozenset(apart)
        self._holders: dict[str, dict[str, int]] = {}
        for digest, asset, records in holders:
            self._holders.setdefault(digest, {})[asset] = records

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
        own = before.asset if before else record.asset_id
        holders = self._holders.get(record.digest, {})
        joined = (asset for asset in sorted(holders) if (min(asset, own), max(asset, own)) not in self._apart)
        asset = own if own in holders else next(joined, own)
        look, compared = _seen(record, before)
        return Held(asset, record.etag, record.digest, False, encode_record(record), look, compared)

    def _hold(self, external_id: str, before: Held | None, after: Held) -> None:
        self._held[external_id] = self.changed[external_id] = after
        if before and before.digest:
            self._count(before.digest, before.asset, -1)
        if after.digest:
            self._count(after.digest, after.asset, 1)
        if before is None:
            self.touched.add(after.asset)
        elif replace(before, etag=after.etag, look=after.look, compared=after.compared) != after:
            self.touched |= {before.asset, after.asset}

    def _count(self, digest: str, asset: str, change: int) -> None:
        holders = self._holders.setdefault(digest, {})
        holders[asset] = holders.get(asset, 0) + change
        if holders[asset] == 0:
            del holders[asset]


def _seen(record: Record, before: Held | None) -> tuple[str | None, bool]:
    """The look of the record and whether it was compared: what the source says, else what was found out about the same picture before."""
    if record.file is None:
        return "", True
    if record.file.look:
        same = before is not None and before.look == record.file.look
        return record.file.look, same and before is not None and before.compared
    if before is None or before.look is None:
        return None, False
    earlier = decode_record("", "", "", before.payload).file
    same = earlier is not None and _picture(earlier) == _picture(record.file)
    return (before.look, before.compared) if same else (None, False)


def _picture(file: File) -> tuple[str, int, int, int]:
    """What changes with the picture, and not with the address it is shown at."""
    return file.digest, file.bytes, file.width, file.height
