"""Usage: systems that report what was done with assets, and systems that want to know where assets are published."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from thesaury.model.usage import UsageEvent, UsageKind


@dataclass(frozen=True, slots=True)
class UsagePage:
    """A stretch of events: `cursor` is where the next page (or, after the `last`, the next pass) starts, `refused` are items that could
    not be read, with a sentence each."""

    events: tuple[UsageEvent, ...]
    cursor: str
    last: bool
    refused: tuple[tuple[str, str], ...] = ()


class UsageSource(Protocol):
    """Reads the usage of one connection."""

    def events(self, cursor: str) -> Iterator[UsagePage]:
        """Pages from the cursor on; exactly the last one says `last`. An event may come again, with the same id.

        Raises Unreachable, NeedsLogin, Refused or BadInput; pages given before stay good.
        """


@dataclass(frozen=True, slots=True)
class Publication:
    """An asset's record shown at an address."""

    external_id: str
    uri: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """What a system made of a report: how many publications it knows now and had not known, how many it dropped, and what it refused,
    with a sentence each."""

    accepted: int
    new: int = 0
    removed: int = 0
    refused: tuple[tuple[str, str], ...] = ()


class UsageReport(Protocol):
    """Takes reports of where assets are published."""

    def report(self, uris: Sequence[str], publications: Sequence[Publication]) -> Reported:
        """Say what is shown at these addresses now; what was shown there before and is not named is dropped.

        Raises NeedsLogin, Refused, LostReply (saying the same again is harmless) or Unreachable.
        """


@dataclass(frozen=True, slots=True)
class Uses:
    """How often an asset was used, in all and since a moment, and the last moment."""

    times: int
    lately: int
    last: str


@dataclass(frozen=True, slots=True)
class UsageCount:
    """How many things of one kind one connection reported, and the first and last moment of them."""

    connection: str
    kind: UsageKind
    events: int
    quantity: int
    first: str
    last: str


class UsageStore(Protocol):
    """Usage events of all connections, each once."""

    def cursor(self, connection: str) -> str:
        """The cursor of the last stored page; empty before the first."""

    def store_page(self, connection: str, page: UsagePage) -> int:
        """Store the page's events and its cursor together; an event that is there already takes the newer form.

        Returns how many are new. Raises Usage for an unknown connection.
        """

    def add(self, connection: str, events: Sequence[UsageEvent]) -> int:
        """Store events that we know of ourselves, in the newer form where they are there already; the cursor stays where it is.

        Returns how many are new. Raises Usage for an unknown connection.
        """

    def uses(self, assets: Sequence[str], since: str) -> Mapping[str, Uses]:
        """How often each of these assets was used (events of kind `use`, by all of its records), whoever reported it; those that never
        were are left out."""

    def events(
        self, connection: str, after: str = "", limit: int = 500, kind: UsageKind | None = None
    ) -> list[UsageEvent]:
        """Events of one connection (with `kind` those of this kind alone) by id after this one."""

    def changed(self, after: int = 0, limit: int = 500) -> list[tuple[int, str, UsageEvent]]:
        """Events of all connections that came or really changed after this revision, each with its revision and connection, in that order.

        A revision is a number of its own for each of them, from 1 on, that grows with every change; an event that changes again is given a
        new one.
        """

    def last_change(self) -> int:
        """The revision of the newest of them; 0 where there is none."""

    def of_record(self, connection: str, external_id: str) -> list[UsageEvent]:
        """What happened to one record, oldest first."""

    def kept(self, ids: Sequence[str]) -> list[tuple[str, UsageEvent]]:
        """The events with these ids, each with its connection, of all connections that there are; in no order."""

    def forget_words(self, before: str) -> int:
        """Empty the searches before this moment: nothing of them is left but id, kind and moment, with a quantity of 0, under a revision
        of their own, so that whoever follows the revisions forgets them too. Returns how many were emptied."""

    def counts(self) -> list[UsageCount]:
        """How much there is, by connection and kind, without what has a quantity of 0: events that were withdrawn or forgotten."""
