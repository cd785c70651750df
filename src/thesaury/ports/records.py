"""Connections, records and the assets they join to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from thesaury.model.asset import Asset, Record
from thesaury.model.connection import Connection
from thesaury.ports.source import Page


@dataclass(frozen=True, slots=True)
class Stored:
    """What a page changed: records that are new, changed, unchanged or gone."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0


class Records(Protocol):
    """Connections, records and the assets they join to."""

    def put_connection(self, connection: Connection) -> None:
        """Add a connection or replace the settings of the one with this name."""

    def connections(self) -> tuple[Connection, ...]:
        """All connections, in the order they were added: the order in which a sync visits them."""

    def drop_connection(self, name: str, at: str) -> Stored:
        """Forget a connection: its settings, cursor and hook. Its records count as gone and are not deleted: what was decided stays, and
        a connection of the same name finds them again. Raises Usage where there is none."""

    def count(self, connection: str) -> int:
        """How many live records a connection has."""

    def cursor(self, connection: str) -> str:
        """The cursor of the last stored page; empty before the first."""

    def passing(self, connection: str) -> bool:
        """Whether a pass was begun and its last page is not stored yet."""

    def swept_at(self, connection: str) -> str:
        """When all ids were last compared (`reconcile`), as UTC in ISO 8601; empty before the first time."""

    def reset(self, connection: str) -> None:
        """Forget the cursor, so that the next pass reads everything again; records stay."""

    def etags(self, connection: str, external_ids: Sequence[str]) -> Mapping[str, str]:
        """The stored etag of each of these records that is known and not gone."""

    def raws(self, connection: str, external_ids: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
        """The stored raw payload of each of these records that is known, gone or not."""

    def records(self, connection: str, after: str, limit: int) -> list[tuple[str, Record]]:
        """The next live records of a connection by external id after this one, each with the id of its asset."""

    def named(self, connection: str, external_ids: Sequence[str]) -> list[tuple[str, Record]]:
        """Those of these records that are live, by external id, each with the id of its asset."""

    def owners(self) -> Mapping[str, str]:
        """The id of the asset of every record by its key, of those that are gone and of dropped connections too: what was done with it
        stays its history."""

    def owned(self, connection: str, external_ids: Sequence[str]) -> Mapping[str, str]:
        """The same of these records that are known, by external id: gone or not, and of a dropped connection too."""

    def store_page(self, connection: str, page: Page) -> Stored:
        """Store the page's records and its cursor together, and whether the pass goes on.

        A record whose etag is unchanged is left alone; one that was gone comes back. A record joins the asset that
        already holds a live or gone record with the same file digest, else it keeps the asset it belongs to, else it
        founds the asset `record.asset_id`. Where a record says `same_as` another, whichever comes first, their assets become
        one: that of the record it names. Two assets a person parted stay apart. An asset whose content digest changed,
        or whose records came or went, counts as outdated and unprojected.
        """

    def store_read(self, connection: str, page: Page) -> Stored:
        """Store records that were read alone; the cursor stays where it is."""

    def reconcile(self, connection: str, present: Iterable[str], at: str) -> Stored:
        """Mark every record of the connection that is not among these external ids as gone (never delete it), and note when."""

    def assets(self, ids: Sequence[str]) -> list[Asset]:
        """These assets with their live records, in the order asked; unknown ids and assets without records left out."""

    def asset_page(self, after: str, limit: int) -> list[Asset]:
        """The next assets by id after this one (empty: from the start), those with live records only."""

    def find(self, reference: str) -> Asset | None:
        """The asset with this id, `connection/external id` or (if only one has it) external id."""


def connection_named(records: Records, name: str) -> Connection | None:
    """The connection of exactly this name."""
    return next((one for one in records.connections() if one.name == name), None)
