"""Asset sources: systems that assets are read from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from thesaury.model.asset import Record
from thesaury.model.connection import Capabilities, Connection
from thesaury.ports.table import TableReader

Known = Callable[[Sequence[str]], Mapping[str, str]]
"""Gives the stored etag of each of these external ids that is known."""


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of changes: `cursor` is where the next page starts (empty when the pass is finished).

    `unchanged` counts records the source left out because their etag is known, `total` is the expected number of records
    of the whole pass where the source knows it, `refused` are items that could not be read, with a sentence each.
    """

    records: tuple[Record, ...]
    cursor: str
    gone: tuple[str, ...] = ()
    unchanged: int = 0
    total: int | None = None
    refused: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """What a source looks like before the first sync: how many records, and which of its fields go where.

    `mapping` pairs each field of the source with our field, or with an empty string where it is only kept.
    """

    records: int
    mapping: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


class AssetSource(Protocol):
    """Reads the assets of one connection."""

    @property
    def capabilities(self) -> Capabilities:
        """What the system can do."""

    def outline(self) -> Outline:
        """Look at the source without reading everything. Raises Unreachable, BadInput or Usage."""

    def changes(self, cursor: str, known: Known) -> Iterator[Page]:
        """Pages from the cursor on, at most `capabilities.page_limit` records each; the last one has an empty cursor.

        Records come in a fixed order. A cursor that no longer fits (the file was replaced) starts the pass anew.
        Raises Unreachable when the system does not answer, BadInput when all of it cannot be read.
        """

    def keys(self) -> Iterator[str]:
        """Every external id now present, for the full reconcile."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What bootstrap lends to a connector."""

    tables: TableReader


SourceFactory = Callable[[Connection, Tools], AssetSource]
