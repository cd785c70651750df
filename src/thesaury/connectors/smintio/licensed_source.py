"""Bought content as a source of records: the stream of purchases, merged into one record for each content element."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from thesaury.connectors.files_beside import FilesBeside
from thesaury.connectors.smintio import licensed, mapping
from thesaury.connectors.smintio.binaries import Binaries
from thesaury.connectors.smintio.merging import Transaction, digest, merged, place, unplaced
from thesaury.connectors.smintio.settings import Settings
from thesaury.connectors.smintio.stream import Misread, PurchaseStream
from thesaury.connectors.smintio.walking import walk
from thesaury.model.asset import Record
from thesaury.model.connection import Capabilities
from thesaury.ports.source import Known, Outline, Page

_LOOK = 10
"""Pages an outline reads at most."""


@dataclass
class _Sorted:
    """The items of the stream by content element, and what came of them: records, how many are as known, what went, what failed."""

    groups: dict[str, list[Transaction]] = field(default_factory=dict)
    records: list[Record] = field(default_factory=list)
    unchanged: int = 0
    gone: list[str] = field(default_factory=list)
    refused: list[tuple[str, str]] = field(default_factory=list)

    def add(self, item: Any) -> None:
        if isinstance(item, Misread):
            self.refused.append((item.name, item.words))
        elif all(place(item)):
            self.groups.setdefault(place(item)[0], []).append(item)
        else:
            self.refused.append(unplaced(*place(item)))


@dataclass(frozen=True, slots=True)
class LicensedSource:
    """Reads what a tenant bought; external ids are the uuids of content elements.

    `beside` is given for an export: where its previews lie. An export is the whole of what was bought, every element with all its
    purchases in one page, so that nothing kept from before is added, and the next pass begins at the beginning.
    """

    connection: str
    settings: Settings
    api: PurchaseStream
    capabilities: Capabilities
    beside: FilesBeside | None = None

    def outline(self) -> Outline:
        """How many content elements the first pages hold, and which member becomes which field."""
        found, more = _Sorted(), False
        for number, step in enumerate(walk(self.api, "", self.capabilities.page_limit)):
            more = number >= _LOOK and not step.last and self.beside is None
            if more or step.last:
                break
            for item in step.stretch.items:
                if isinstance(item, Misread) or (isinstance(item, Mapping) and item.get("can_be_synced") is True):
                    found.add(item)
        notes = [f"At least so many; only {_LOOK} pages were looked at."] if more else []
        notes += [f"{name}: {sentence}" for name, sentence in found.refused]
        return Outline(len(found.groups), licensed.FIELDS, tuple(notes))

    def changes(self, cursor: str, known: Known) -> Iterator[Page]:
        """Pages of the stream from the cursor on; the last one is empty and its cursor is where the next pass starts."""
        for step in walk(self.api, cursor, self.capabilities.page_limit):
            found = _Sorted()
            for item in step.stretch.items:
                found.add(item)
            self._read(found, known)
            refused = tuple(found.refused)
            cursor = "" if step.last and self.beside else step.cursor
            yield Page(tuple(found.records), cursor, step.last, tuple(found.gone), found.unchanged, None, refused)

    def read(self, external_ids: Sequence[str], known: Known) -> Page:
        """These content elements (or refused items) alone, looked for in the whole stream: it offers no other way."""
        if not external_ids:
            return Page((), "", True)
        places = {key: number for number, key in reversed(list(enumerate(external_ids)))}
        found = _Sorted()
        for step in walk(self.api, "", self.capabilities.page_limit):
            for item in step.stretch.items:
                if _named(item) in places:
                    found.add(item)
        self._read(found, _Unknown(known))
        refused = dict(found.refused)
        records = sorted(found.records, key=lambda record: places[record.external_id])
        there = {record.external_id for record in records} | set(refused)
        gone = tuple(key for key in sorted(places, key=places.__getitem__) if key not in there)
        return Page(tuple(records), "", True, gone, refused=tuple(refused.items()))

    def keys(self) -> Iterator[str]:
        """Every content element with a purchase that may go to other systems, from a walk over the whole stream."""
        elements: dict[tuple[str, str], bool] = {}
        for step in walk(self.api, "", self.capabilities.page_limit):
            for item in step.stretch.items:
                if all(named := place(item)):
                    elements[named] = item.get("can_be_synced") is True
        yield from dict.fromkeys(element for (element, _), there in elements.items() if there)

    def binaries(self) -> Binaries:
        """The way to the files behind the records."""
        return Binaries(self.api, self.settings.cultures)

    def _read(self, found: _Sorted, known: Known) -> None:
        """Make the records of the elements that changed; one that cannot be mapped is refused, and the rest goes on."""
        keys = list(found.groups)
        kept = known.raws(keys) if keys and self.beside is None else {}
        etags = known(keys) if keys else {}
        for key, items in found.groups.items():
            try:
                self._merge(found, key, merged(kept.get(key, {}), items), etags.get(key, ""))
            except RecursionError:
                words = "its purchases are nested too deeply to be read; ask Smint.io what they hold"
                found.refused.append((key, words))

    def _merge(self, found: _Sorted, key: str, transactions: Mapping[str, Transaction], etag: str) -> None:
        """An element none of whose purchases may go to other systems any more is gone; one that never had any is nothing."""
        if not any(item.get("can_be_synced") is True for item in transactions.values()):
            found.gone += [key] if transactions else []
            return
        shown = licensed.preview(transactions) if self.beside else ""
        state = f"{shown} {self.beside.state(shown)}" if self.beside else ""
        mark = digest(transactions, self.settings.cultures, self.settings.link, state)
        if mark == etag:
            found.unchanged += 1
            return
        payload = {
            "external_id": key,
            "etag": mark,
            "transactions": transactions,
            "cultures": list(self.settings.cultures),
            "link": self.settings.link,
            **(_file(self.beside, shown) if self.beside else {}),
        }
        found.records.append(mapping.record(self.connection, payload))


def _file(beside: FilesBeside, shown: str) -> dict[str, Any]:
    """The preview beside the export, or that there is none; an address is left to the mapping."""
    if "://" in shown:
        return {}
    file = beside.file(shown)
    return {"file": asdict(file) if file else None}


class _Unknown:
    """Knows the payloads and no etag, so that everything is read again."""

    def __init__(self, known: Known) -> None:
        self.raws = known.raws

    def __call__(self, external_ids: Sequence[str], /) -> Mapping[str, str]:
        return {}


def _named(item: Any) -> str:
    """What an item is asked for by: its element, or what it is refused as."""
    if isinstance(item, Misread):
        return item.name
    element, uuid = place(item)
    return element if element and uuid else unplaced(element, uuid)[0]
