"""Records and assets in memory, written the plain way."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from thesaury.model.annotation import Annotation, Review, Suggestion
from thesaury.model.asset import Asset, Record
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.ports.enrichments import Findings
from thesaury.ports.records import Stored
from thesaury.ports.source import Page

Key = tuple[str, str]


@dataclass
class Kept:
    record: Record
    asset: str
    gone: bool = False
    look: str | None = None
    compared: bool = False


def look_after(before: Kept | None, record: Record) -> str | None:
    """The look of a record as it is stored: none without a file, what the source says, else what was found out before."""
    if record.file is None:
        return ""
    earlier = before.record.file if before else None
    pictures = [(f.digest, f.bytes, f.width, f.height) for f in (earlier, record.file) if f]
    kept = before.look if before and len(pictures) == 2 and pictures[0] == pictures[1] else None
    return record.file.look or kept


@dataclass
class State:
    revision: int = 0
    projected: int = 0
    content: str = ""
    stamp: str = ""
    annotations: dict[str, Annotation] = field(default_factory=dict)
    suggestions: dict[str, Suggestion] = field(default_factory=dict)
    rejected: dict[str, Annotation] = field(default_factory=dict)
    decided: set[str] = field(default_factory=set)
    findings: Findings = field(default_factory=Findings)


class FakeRecords:
    def __init__(self) -> None:
        self.known: dict[str, Connection] = {}
        self.cursors: dict[str, str] = {}
        self.under_way: set[str] = set()
        self.swept: dict[str, str] = {}
        self.kept: dict[Key, Kept] = {}
        self.states: dict[str, State] = {}
        self.apart: set[frozenset[str]] = set()
        self.moved: Callable[[str, str], None] = lambda one, other: None
        self.log: list[Review] = []

    def put_connection(self, connection: Connection) -> None:
        self.known[connection.name] = connection

    def connections(self) -> tuple[Connection, ...]:
        return tuple(self.known.values())

    def drop_connection(self, name: str, at: str) -> Stored:
        self._require(name)
        stored = self.reconcile(name, (), at)
        for kept in (self.known, self.cursors, self.swept):
            kept.pop(name, None)
        self.under_way.discard(name)
        return stored

    def count(self, connection: str) -> int:
        return sum(key[0] == connection and not kept.gone for key, kept in self.kept.items())

    def cursor(self, connection: str) -> str:
        return self.cursors.get(connection, "")

    def passing(self, connection: str) -> bool:
        return connection in self.under_way

    def swept_at(self, connection: str) -> str:
        return self.swept.get(connection, "")

    def reset(self, connection: str) -> None:
        self._require(connection)
        self.cursors.pop(connection, None)
        self.under_way.discard(connection)

    def etags(self, connection: str, external_ids: Sequence[str]) -> Mapping[str, str]:
        found = {i: self.kept.get((connection, i)) for i in external_ids}
        return {i: kept.record.etag for i, kept in found.items() if kept and not kept.gone}

    def raws(self, connection: str, external_ids: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
        found = {i: self.kept.get((connection, i)) for i in external_ids}
        return {i: kept.record.raw for i, kept in found.items() if kept}

    def records(self, connection: str, after: str, limit: int) -> list[tuple[str, Record]]:
        live = {key[1]: kept for key, kept in self.kept.items() if key[0] == connection and not kept.gone}
        return [(live[i].asset, replace(live[i].record, raw={})) for i in sorted(live) if i > after][:limit]

    def named(self, connection: str, external_ids: Sequence[str]) -> list[tuple[str, Record]]:
        return [
            (asset, r) for asset, r in self.records(connection, "", len(self.kept)) if r.external_id in external_ids
        ]

    def owners(self) -> dict[str, str]:
        return {"/".join(key): kept.asset for key, kept in self.kept.items()}

    def owned(self, connection: str, external_ids: Sequence[str]) -> dict[str, str]:
        return {i: self.kept[connection, i].asset for i in external_ids if (connection, i) in self.kept}

    def store_page(self, connection: str, page: Page) -> Stored:
        stored = self.store_read(connection, page)
        self.cursors[connection] = page.cursor
        (self.under_way.discard if page.last else self.under_way.add)(connection)
        return stored

    def store_read(self, connection: str, page: Page) -> Stored:
        self._require(connection)
        if any(record.connection != connection for record in page.records):
            raise Usage(f"A record is not one of the connection {connection!r}.")
        before = set(self.states)
        ends = [(record, self._store(record)) for record in page.records]
        counts = Counter(end for _, end in ends)
        for passing in set(self.states) - before - {kept.asset for kept in self.kept.values()}:
            del self.states[passing]
        counts["gone"] = sum(self._drop((connection, external_id)) for external_id in page.gone)
        self._refer(list({record.key: record for record, end in ends if end != "unchanged"}.values()))
        return Stored(counts["new"], counts["changed"], counts["unchanged"], counts["gone"])

    def reconcile(self, connection: str, present: Iterable[str], at: str) -> Stored:
        there = set(present)
        self.swept[connection] = at
        return Stored(gone=sum(self._drop(key) for key in self.kept if key[0] == connection and key[1] not in there))

    def assets(self, ids: Sequence[str]) -> list[Asset]:
        return [asset for asset in map(self._asset, ids) if asset.records]

    def asset_page(self, after: str, limit: int) -> list[Asset]:
        return self.assets(sorted(id for id in self.states if id > after))[:limit]

    def find(self, reference: str) -> Asset | None:
        live = [kept for kept in self.kept.values() if not kept.gone]
        for names in ({k.asset for k in live}, {k.record.key: k.asset for k in live}):
            if reference in names:
                return self._asset(names[reference] if isinstance(names, dict) else reference)
        bearing = {kept.asset for kept in live if kept.record.external_id == reference}
        return self._asset(bearing.pop()) if len(bearing) == 1 else None

    def _require(self, connection: str) -> None:
        if connection not in self.known:
            raise Usage(f"There is no connection {connection!r}.")

    def _store(self, record: Record) -> str:
        key = record.connection, record.external_id
        before = self.kept.get(key)
        if before and not before.gone and before.record.etag == record.etag:
            return "unchanged"
        own = before.asset if before else record.asset_id
        sharing = {k.asset for k in self.kept.values() if record.digest and k.record.digest == record.digest}
        sharing = {asset for asset in sharing if frozenset((asset, own)) not in self.apart}
        asset = own if own in sharing or not sharing else min(sharing)
        self.states.setdefault(asset, State())
        self.kept[key] = Kept(record, asset, look=look_after(before, record))
        if before is None:
            self._revise(asset)
        elif (replace(before.record, etag=""), before.asset, before.gone) != (replace(record, etag=""), asset, False):
            self._revise(before.asset, asset)
        return "changed" if before and not before.gone else "new"

    def _refer(self, records: Sequence[Record]) -> None:
        """Make one of the assets that these records and those they name, or that name them, belong to."""
        by_key = {kept.record.key: kept for kept in self.kept.values()}
        names = {record.key for record in records}
        pairs = [(record.key, key) for record in records for key in record.same_as]
        pairs += [
            (kept.record.key, named)
            for _, kept in sorted(self.kept.items(), key=lambda item: item[0])
            for named in sorted(kept.record.same_as)
            if named in names
        ]
        for source, target in pairs:
            if target in by_key:
                self.move(by_key[source].asset, by_key[target].asset)

    def move(self, one: str, other: str) -> None:
        if one == other or frozenset((one, other)) in self.apart:
            return
        for kept in [kept for kept in self.kept.values() if kept.asset == one]:
            kept.asset, kept.compared = other, False
        source, target = self.states[one], self.states[other]
        for concept in source.decided - target.decided:
            target.decided.add(concept)
            target.suggestions.pop(concept, None)
            for mine, theirs in ((source.annotations, target.annotations), (source.rejected, target.rejected)):
                theirs.pop(concept, None)
                if concept in mine:
                    theirs[concept] = mine[concept]
        for concept in source.decided:
            source.annotations.pop(concept, None)
            source.rejected.pop(concept, None)
        source.decided = set()
        self.log[:] = [replace(made, asset=other) if made.asset == one else made for made in self.log]
        self.moved(one, other)
        self._revise(one, other)

    def place(self, leaving: "list[Kept]", asset: str) -> None:
        old = leaving[0].asset
        self.states.setdefault(asset, State())
        for kept in leaving:
            kept.asset, kept.compared = asset, False
        self._revise(old, asset)

    def _drop(self, key: Key) -> bool:
        kept = self.kept.get(key)
        if kept is None or kept.gone:
            return False
        kept.gone = True
        self._revise(kept.asset)
        return True

    def _revise(self, *assets: str) -> None:
        for asset in assets:
            self.states[asset].revision += 1

    def _asset(self, id: str) -> Asset:
        places = {name: place for place, name in enumerate(self.known)}
        records = [kept.record for kept in self.kept.values() if kept.asset == id and not kept.gone]
        records.sort(key=lambda r: (r.asset_id != id, places[r.connection], r.external_id))
        return Asset(id, tuple(records))
