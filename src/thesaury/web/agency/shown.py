"""A client as the agency's page shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from thesaury.model.access import Permission
from thesaury.model.agency import ClientState
from thesaury.web.agency.directory import Seen
from thesaury.web.agency.figures import Figures
from thesaury.web.agency.overview import Counted
from thesaury.web.parts.spoken_days import spoken_day
from thesaury.web.texts import number, phrase

_STATES = {
    ClientState.ACTIVE: ("good", "check"),
    ClientState.SUSPENDED: ("warn", "stop"),
    ClientState.DELETING: ("bad", "trash"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One number and what it counts."""

    count: str
    words: str
    none: bool
    """Whether nothing waits there."""


@dataclass(frozen=True, slots=True)
class Card:
    """One client: its state as word, manner and icon, what is told of it, and where its door is; empty for who may not enter."""

    name: str
    word: str
    manner: str
    sign: str
    since: str
    door: str
    figures: tuple[Figure, ...] = ()
    waits: bool = False
    """Whether its numbers are still being counted."""
    shut: bool = False
    """Whether nobody may enter now."""
    silent: bool = False
    """Whether it did not answer."""


def cards(seen: list[Seen], counted: Mapping[str, Counted], doors: Mapping[str, str]) -> list[Card]:
    """The clients in their order; `doors` has the address of each."""
    return [_card(one, counted.get(one.client.name), doors[one.client.name]) for one in seen]


def _card(one: Seen, known: Counted | None, door: str) -> Card:
    client = one.client
    manner, sign = _STATES[client.state]
    since = phrase("agency.since", day=spoken_day(client.since)) if client.since else ""
    told = (client.name, phrase(f"agency.state.{client.state}"), manner, sign, since, door if one.enters else "")
    if not one.enters or known is None:
        return Card(*told, waits=one.enters, shut=client.state is not ClientState.ACTIVE)
    if known.figures is None:
        return Card(client.name, phrase("agency.state.silent"), "bad", "cross", since, told[-1], silent=True)
    return Card(*told, figures=tuple(_figures(known.figures, one.permissions)))


def _figures(counted: Figures, held: frozenset[Permission]) -> Iterator[Figure]:
    """What concerns somebody with these permissions there."""
    for name, count, needs in (
        ("review", counted.review, Permission.REVIEW),
        ("proposals", counted.proposals, Permission.READ),
        ("failed", counted.failed, Permission.READ),
        ("soon", counted.soon, Permission.READ),
    ):
        if needs in held:
            yield Figure(number(count), phrase(f"agency.figure.{name}", count=count), not count)
