"""Events that were told, brought to the records they are of, and kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from thesaury.model.usage import UsageEvent, UsageKind
from thesaury.pipeline.usage_told.event import Fault, ToldEvent, event_of, faults
from thesaury.pipeline.usage_told.settling import Placed, Wanted, settled
from thesaury.ports.workspace import Workspace
from thesaury.rights.vocabulary.client import tables_of

Place = tuple[str, str]
"""A connection, and the external id of a record of it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """How many events were told, how many of them are new (none, where nothing was kept), how many have a fault, and the first faults."""

    events: int
    new: int = 0
    wrong: int = 0
    faults: tuple[Fault, ...] = ()


def take(workspace: Workspace, told: Sequence[ToldEvent]) -> Taken:
    """Keep these events, or, where one of them has a fault, none; their places are their indices."""
    read, wrong = Reader(workspace).read(list(enumerate(told)))
    return (
        Taken(len(told), 0, len({fault.place for fault in wrong}), tuple(wrong))
        if wrong
        else Taken(len(told), keep(workspace, read))
    )


def keep(workspace: Workspace, placed: Sequence[Placed]) -> int:
    """Keep events with their connections; how many are new. One that moved from another connection is not."""
    by_connection: dict[str, list[UsageEvent]] = {}
    for connection, event in placed:
        by_connection.setdefault(connection, []).append(event)
    new = sum(workspace.catalogue.usage.add(name, events) for name, events in by_connection.items())
    return max(0, new - sum(not event.quantity for _, event in placed))


class Reader:
    """Finds the records that events are of; made once for many."""

    def __init__(self, workspace: Workspace) -> None:
        """Read the tables of rights and the names of the connections. Raises BadInput where the tables are wrong."""
        self._records, self._usage = workspace.catalogue.records, workspace.catalogue.usage
        self._tables = tables_of(workspace.root)
        self._connections = {one.name for one in self._records.connections()}
        self._assets: dict[str, tuple[Place, ...]] = {}
        self._live: set[tuple[str, str]] = set()

    def read(self, told: Sequence[tuple[int, ToldEvent]]) -> tuple[list[Placed], list[Fault]]:
        """The events of those, by their places, that have no fault, in order, and the faults of the others."""
        now = datetime.now(UTC)
        wrong = [Fault(place, *fault) for place, one in told for fault in faults(one, self._tables, now)]
        bad = {fault.place for fault in wrong}
        self._look([one for place, one in told if place not in bad])
        placed: list[Placed] = []
        wanted: list[Wanted] = []
        for place, one in told:
            if place in bad:
                continue
            found = self._places(one)
            if isinstance(found, Fault):
                wrong.append(Fault(place, found.field, found.sentence))
                continue
            forms = tuple((name, event_of(one, id, self._tables)) for name, id in found)
            if _names_asset(one):
                wanted.append(Wanted(bool(one.id), forms))
            else:
                placed += forms
        return [*settled(wanted, self._usage), *placed], sorted(wrong, key=lambda fault: fault.place)

    def _look(self, told: Sequence[ToldEvent]) -> None:
        """Which of the named records are live."""
        named: dict[str, dict[str, None]] = {}
        for one in told:
            if (
                one.connection in self._connections
                and one.external_id
                and (one.connection, one.external_id) not in self._live
            ):
                named.setdefault(one.connection, {})[one.external_id] = None
        for name, ids in named.items():
            self._live |= {(name, record.external_id) for _, record in self._records.named(name, list(ids))}

    def _places(self, one: ToldEvent) -> tuple[Place, ...] | Fault:
        """The record that it names, or all records of the asset it names."""
        if one.connection and one.connection not in self._connections:
            return Fault(
                0, "connection", f"There is no connection {one.connection[:50]!r}. All of them: thesaury connections"
            )
        if not _names_asset(one):
            search = one.kind == UsageKind.SEARCH and one.connection
            return ((one.connection, one.external_id),) if search else self._record(one)
        if not one.asset:
            return Fault(
                0,
                "asset",
                "Say which asset: by connection and external_id, or by asset. A search needs its connection.",
            )
        if one.asset not in self._assets:
            found = self._records.find(one.asset)
            self._assets[one.asset] = tuple((r.connection, r.external_id) for r in found.records) if found else ()
        return self._assets[one.asset] or Fault(0, "asset", f"There is no asset {one.asset[:50]!r} here.")

    def _record(self, one: ToldEvent) -> tuple[Place, ...] | Fault:
        if not one.connection:
            return Fault(0, "connection", "An external_id needs the connection that knows it.")
        key = one.connection, one.external_id
        if key in self._live or f"{one.connection}/{one.external_id}" in self._ever:
            return (key,)
        return Fault(0, "external_id", f"{one.connection} has no record {one.external_id[:50]!r}, and never had.")

    @cached_property
    def _ever(self) -> frozenset[str]:
        """The keys of all records there ever were: what was done with one that is gone stays its history."""
        return frozenset(self._records.owners())


def _names_asset(one: ToldEvent) -> bool:
    """Whether its record is to be found by the asset; a search of a connection has none."""
    return not one.external_id and not (one.kind == UsageKind.SEARCH and one.connection)
