"""Pull: bring the records of one connection up to date, page by page, each page with its cursor."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from thesaury.model.connection import Connection, Failure
from thesaury.model.errors import Refused
from thesaury.model.time import now
from thesaury.ports.catalogue import Catalogue, chunked
from thesaury.ports.hints import Hint
from thesaury.ports.progress import Progress, unheard
from thesaury.ports.records import Records, Stored
from thesaury.ports.source import AssetSource, Page
from thesaury.ports.workspace import Workspace

FOR_EVER = float("inf")
HINTS = 100
"""Records read at once because of hints."""
_MOST_LOST = 1_000
"""So many listed and unknown records are read one by one; where there are more, the next pass reads everything."""
_LOOKUP = 10_000
_EMPTY = (
    "(everything)",
    "The system lists nothing at all, which is also what a credential without rights is shown, so nothing counts as gone. "
    "Check the rights of the credential.",
)


@dataclass(frozen=True, slots=True)
class Pulled:
    """What one connection brought: counts, (item, sentence) for each item that could not be read, and whether the pass is through."""

    connection: str
    stored: Stored
    refused: tuple[tuple[str, str], ...] = ()
    finished: bool = True

    def counts(self) -> dict[str, int]:
        """The counts by name."""
        s = self.stored
        return {
            "new": s.new,
            "changed": s.changed,
            "unchanged": s.unchanged,
            "gone": s.gone,
            "refused": len(self.refused),
        }

    def failures(self) -> list[Failure]:
        """The refused items for the log of the run."""
        return [Failure("pull", self.connection, item, reason) for item, reason in self.refused]


@dataclass(frozen=True, slots=True)
class StoredRecords:
    """What the catalogue holds of one connection: `ports.source.Known`."""

    records: Records
    connection: str

    def __call__(self, external_ids: Sequence[str], /) -> Mapping[str, str]:
        """The stored etags."""
        return self.records.etags(self.connection, external_ids)

    def raws(self, external_ids: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
        """The stored payloads."""
        return self.records.raws(self.connection, external_ids)


def pull(
    workspace: Workspace, connection: Connection, progress: Progress = unheard, seconds: float = FOR_EVER
) -> Pulled:
    """Store what changed and mark what is gone, for about so many seconds; what was cut off goes on at the stored cursor.

    What hints say may have changed is looked at first.
    """
    records = workspace.catalogue.records
    source = workspace.source(connection)
    until = time.monotonic() + seconds
    stored, refused = _hinted(workspace, connection, source, until)
    done = 0
    for page in source.changes(records.cursor(connection.name), StoredRecords(records, connection.name)):
        stored = _sum(stored, records.store_page(connection.name, page), page.unchanged)
        refused += page.refused
        done += len(page.records) + page.unchanged
        progress(f"pull {connection.name}", done, page.total)
        if time.monotonic() >= until and not page.last:
            return Pulled(connection.name, stored, tuple(refused), finished=False)
    swept, complaints = _swept(workspace.catalogue, connection, source)
    return Pulled(connection.name, _sum(stored, swept), (*refused, *complaints))


def _hinted(
    workspace: Workspace, connection: Connection, source: AssetSource, until: float
) -> tuple[Stored, list[tuple[str, str]]]:
    """Read again what hints name, as far as there is time; a hint is gone only once its record is stored or refused."""
    records, hints = workspace.catalogue.records, workspace.catalogue.hints
    stored, refused = Stored(), list[tuple[str, str]]()
    while waiting := hints.waiting(connection.name, HINTS):
        named = [hint.external_id for hint in waiting if hint.external_id]
        for page in _read(source, named, StoredRecords(records, connection.name)):
            stored = _sum(stored, records.store_read(connection.name, page))
            refused += page.refused
        hints.seen(connection.name, waiting)
        if len(waiting) < HINTS or time.monotonic() >= until:
            break
    return stored, refused


def _read(source: AssetSource, named: Sequence[str], known: StoredRecords) -> Iterator[Page]:
    """These records, all at once; where that is refused each alone, for one that may not be read must not hide the others."""
    try:
        if named:
            yield source.read(named, known)
    except Refused as error:
        if len(named) == 1:
            yield Page((), "", True, refused=((named[0], error.message),))
            return
        for one in named:
            yield from _read(source, [one], known)


def read_again(workspace: Workspace, connection: Connection, external_ids: Sequence[str]) -> Pulled:
    """Read these items alone, whatever their etag says, and store them; the cursor stays where it is."""
    records = workspace.catalogue.records
    page = workspace.source(connection).read(external_ids, StoredRecords(records, connection.name))
    return Pulled(connection.name, records.store_read(connection.name, page), page.refused)


def plan(workspace: Workspace, connection: Connection, seconds: float = FOR_EVER) -> Pulled:
    """What `pull` would do, without storing anything; after about so many seconds what was seen until then."""
    until = time.monotonic() + seconds
    new = changed = unchanged = 0
    refused: list[tuple[str, str]] = []
    records = workspace.catalogue.records
    known = StoredRecords(records, connection.name)
    for page in workspace.source(connection).changes(records.cursor(connection.name), known):
        stored = known([record.external_id for record in page.records])
        new += sum(record.external_id not in stored for record in page.records)
        changed += sum(stored.get(record.external_id, record.etag) != record.etag for record in page.records)
        unchanged += page.unchanged + sum(stored.get(record.external_id) == record.etag for record in page.records)
        refused += page.refused
        if time.monotonic() >= until and not page.last:
            return Pulled(connection.name, Stored(new, changed, unchanged), tuple(refused), finished=False)
    return Pulled(connection.name, Stored(new, changed, unchanged), tuple(refused))


def _swept(
    catalogue: Catalogue, connection: Connection, source: AssetSource
) -> tuple[Stored, tuple[tuple[str, str], ...]]:
    """Compare all ids where that is due, to find what is gone; systems without a change feed are compared after each pass."""
    records, hours = catalogue.records, source.capabilities.sweep_hours
    last = records.swept_at(connection.name)
    if hours and last and _hours_since(last) < hours:
        return Stored(), ()
    present = list(source.keys())
    if hours and not present and records.records(connection.name, "", 1):
        return Stored(), (_EMPTY,)
    swept = records.reconcile(connection.name, present, now())
    if hours:
        _found(catalogue, connection.name, present)
    return swept, ()


def _found(catalogue: Catalogue, name: str, present: Sequence[str]) -> None:
    """Let what is listed and not known be read the next time: a feed of changes does not tell again of what was taken to be gone, or
    skipped, once."""
    lost = [
        external_id
        for chunk in chunked(present, _LOOKUP)
        for known in [catalogue.records.etags(name, chunk)]
        for external_id in chunk
        if external_id not in known
    ]
    if len(lost) > _MOST_LOST:
        catalogue.records.reset(name)
    elif lost:
        catalogue.hints.put(name, [Hint(external_id) for external_id in lost], now())


def _hours_since(moment: str) -> float:
    return (datetime.now(UTC) - datetime.fromisoformat(moment)).total_seconds() / 3600


def _sum(left: Stored, right: Stored, unchanged: int = 0) -> Stored:
    return Stored(
        left.new + right.new,
        left.changed + right.changed,
        left.unchanged + right.unchanged + unchanged,
        left.gone + right.gone,
    )
