"""Downloads of bought content as usage: each purchase has a counter, and every purchase with one is one event."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thesaury.connectors.smintio.client import LicensedApi
from thesaury.connectors.smintio.export import ExportApi
from thesaury.connectors.smintio.merging import Transaction, place, unplaced
from thesaury.connectors.smintio.moments import utc
from thesaury.connectors.smintio.settings import EXPORT, settings_of
from thesaury.connectors.smintio.stream import Misread, PurchaseStream
from thesaury.connectors.smintio.walking import walk
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.ports.source import Tools
from thesaury.ports.usage import UsagePage, UsageSource

_COUNTER = "current_downloads"


def open_usage(connection: Connection, tools: Tools) -> UsageSource:
    """The usage of a Smint.io connection. Raises Usage for a wrong setting or without `usage = yes`; nothing is sent or read yet."""
    settings = settings_of(connection)
    if not settings.usage:
        raise Usage(f"{connection.name}: set usage to yes to read the downloads that purchases count.")
    api: PurchaseStream = LicensedApi(connection, settings, tools)
    if settings.content == EXPORT:
        api = ExportApi(connection.name, Path(settings.path).expanduser().absolute(), tools.may_open)
    return CountedDownloads(api, settings.page_size)


@dataclass(frozen=True, slots=True)
class CountedDownloads:
    """The counters of one tenant's purchases. One that rose comes again with its purchase, under the same id."""

    api: PurchaseStream
    page_size: int

    def events(self, cursor: str) -> Iterator[UsagePage]:
        """One event for each purchase with downloads; the last page is empty and its cursor is where the next pass starts."""
        for step in walk(self.api, cursor, self.page_size):
            read = [_read(item) for item in step.stretch.items]
            found = tuple(one for one in read if isinstance(one, UsageEvent))
            yield UsagePage(found, step.cursor, step.last, tuple(one for one in read if isinstance(one, tuple)))


def _read(item: Any) -> UsageEvent | tuple[str, str] | None:
    """The downloads of one purchase, what is wrong with it, or nothing where it tells of none or may not go to other systems."""
    if isinstance(item, Misread):
        return item.name, item.words
    element, uuid = place(item)
    if not (element and uuid):
        return unplaced(element, uuid)
    downloads = item.get(_COUNTER)
    # A counter that is not there is not known, which is no zero; one of zero is nothing that happened.
    if item.get("can_be_synced") is not True or type(downloads) is not int or downloads <= 0:
        return None
    if not (at := _changed(item)):
        return (
            f"transaction {uuid}",
            "it counts downloads and has no moment, so they belong to no day; ask Smint.io when it was changed",
        )
    return UsageEvent(uuid, UsageKind.DOWNLOAD, at, element, quantity=downloads)


def _changed(item: Transaction) -> str:
    """When the purchase was changed last, which is when the counter was last right; when it was bought, where that is not told."""
    return utc(item.get("last_updated_at")) or utc(item.get("purchased_at"))
