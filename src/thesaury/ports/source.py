"""Asset sources: systems that assets are read from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from thesaury.model.asset import Record
from thesaury.model.connection import Capabilities
from thesaury.ports.opening import MayOpen, anywhere
from thesaury.ports.rdf import RdfReader
from thesaury.ports.secrets import Secrets
from thesaury.ports.sink import AssetSink
from thesaury.ports.table import TableReader


class Known(Protocol):
    """What the catalogue already holds of one connection."""

    def __call__(self, external_ids: Sequence[str], /) -> Mapping[str, str]:
        """The stored etag of each of these external ids that is known and not gone."""

    def raws(self, external_ids: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
        """The stored raw payload of each of these external ids that is known, gone or not."""


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of changes: `cursor` is where the next page starts, `last` says that the pass ends with this page.

    After the last page the cursor is where the next pass starts: empty for systems that are read whole each time, a place in
    the stream for those with a change feed.

    `unchanged` counts records the source left out because their etag is known, `total` is the expected number of records
    of the whole pass where the source knows it, `refused` are items that could not be read, with a sentence each. `notes` are sentences on
    how all of them are read.
    """

    records: tuple[Record, ...]
    cursor: str
    last: bool
    gone: tuple[str, ...] = ()
    unchanged: int = 0
    total: int | None = None
    refused: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


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
        """Pages from the cursor on, at most `capabilities.page_limit` records each; exactly the last one says `last`.

        Records come in a fixed order. A cursor that no longer fits (the file was replaced) starts the pass anew.
        Raises Unreachable when the system does not answer, NeedsLogin or Refused when it says no, BadInput when all of it
        cannot be read; pages given before stay good.
        """

    def read(self, external_ids: Sequence[str], known: Known) -> Page:
        """These records (or refused items) alone, read again whatever their etag; those not there any more are `gone`.

        The page moves no cursor: its own is empty and means nothing.
        """

    def keys(self) -> Iterator[str]:
        """Every external id now present, for the full reconcile."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What bootstrap lends to a connector.

    `exclusive(name)` is a lock over all processes of the workspace; hold it while a credential is renewed. `sink_of(connection)`
    opens the sink of another connection by name, for systems that can only be written through the one behind them. `may_open(place)` says
    whether the workspace may read there: a link below its own folder may lead to what is another client's.
    """

    tables: TableReader
    rdf: RdfReader
    secrets: Secrets
    exclusive: Callable[[str], AbstractContextManager[object]]
    sink_of: Callable[[str], AssetSink]
    may_open: MayOpen = anywhere
