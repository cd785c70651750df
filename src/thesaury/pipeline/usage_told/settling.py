"""Where an event is kept that names an asset and no record: where it is already, though the asset was joined or the event corrected."""

from collections.abc import Sequence
from dataclasses import dataclass

from thesaury.model.usage import UsageEvent
from thesaury.ports.usage import UsageStore

Placed = tuple[str, UsageEvent]
"""A connection, and an event of it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An event as it would be of each record of its asset, the first one first; `named`: under an id that whoever tells it gave it."""

    named: bool
    forms: tuple[Placed, ...]


def settled(wanted: Sequence[Wanted], usage: UsageStore) -> list[Placed]:
    """The one form of each event to keep. An event with an id that another connection has, of an asset that it is not of any more, moves:
    it is withdrawn there, with a quantity of 0, before it is kept here. Of two with one id the later one counts."""
    newest = {one.forms[0][1].id: one for one in wanted}
    ids = [event.id for one in newest.values() for _, event in one.forms]
    kept: dict[str, dict[str, UsageEvent]] = {}
    for connection, event in usage.kept(ids) if ids else ():
        if event.quantity:
            kept.setdefault(event.id, {})[connection] = event
    withdrawn: list[Placed] = []
    placed: list[Placed] = []
    for one in newest.values():
        there = _there(one, kept)
        placed.append(there or one.forms[0])
        if there is None and one.named:
            withdrawn += [(name, _withdrawn(event)) for name, event in kept.get(one.forms[0][1].id, {}).items()]
    return [*withdrawn, *placed]


def _there(one: Wanted, kept: dict[str, dict[str, UsageEvent]]) -> Placed | None:
    """The form of the record that it is kept under, or else of the connection."""
    near: Placed | None = None
    for connection, event in one.forms:
        known = kept.get(event.id, {}).get(connection)
        if known and known.external_id == event.external_id:
            return connection, event
        if known and near is None:
            near = connection, event
    return near


def _withdrawn(event: UsageEvent) -> UsageEvent:
    return UsageEvent(event.id, event.kind, event.at, event.external_id, quantity=0)
