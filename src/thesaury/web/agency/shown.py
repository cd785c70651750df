"""A client as the agency's page shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

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
    title: str = ""
    """What the client calls itself; its name where that is not known."""
    waiting: int = 0
    """How much waits there, as far as it concerns the reader."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of the clients somebody wants to see: those with these letters in their names, what waits first or by name."""

    words: str = ""
    waiting_first: bool = False

    def of(self, cards: list[Card]) -> list[Card]:
        """Those of them, in the order that is wanted."""
        sought = self.words.strip().casefold()
        found = [one for one in cards if sought in one.name or sought in one.title.casefold()]
        return sorted(found, key=lambda one: -one.waiting) if self.waiting_first else found

    @property
    def query(self) -> str:
        """The same as the end of an address."""
        asked = {"find": self.words, "order": "waiting" if self.waiting_first else ""}
        told = urlencode({name: value for name, value in asked.items() if value})
        return f"?{told}" if told else ""


def cards(seen: list[Seen], counted: Mapping[str, Counted], doors: Mapping[str, str]) -> list[Card]:
    """The clients in their order; `doors` has the address of each."""
    return [_card(one, counted.get(one.client.name), doors[one.client.name]) for one in seen]


def _card(one: Seen, known: Counted | None, door: str) -> Card:
    client = one.client
    manner, sign = _STATES[client.state]
    since = phrase("agency.since", day=spoken_day(client.since)) if client.since else ""
    told = (client.name, phrase(f"agency.state.{client.state}"), manner, sign, since, door if one.enters else "")
    if not one.enters or known is None:
        title = known.figures.title if known and known.figures else ""
        return Card(*told, waits=one.enters, shut=client.state is not ClientState.ACTIVE, title=title)
    if known.figures is None:
        return Card(client.name, phrase("agency.state.silent"), "bad", "cross", since, told[-1], silent=True)
    concerning = [*_concerning(known.figures, one.permissions)]
    figures = tuple(
        Figure(number(count), phrase(f"agency.figure.{of}", count=count), not count) for of, count in concerning
    )
    return Card(*told, figures=figures, title=known.figures.title, waiting=sum(count for _, count in concerning))


def _concerning(counted: Figures, held: frozenset[Permission]) -> Iterator[tuple[str, int]]:
    """What concerns somebody with these permissions there, and how much of it."""
    for name, count, needs in (
        ("review", counted.review, Permission.REVIEW),
        ("proposals", counted.proposals, Permission.READ),
        ("failed", counted.failed, Permission.READ),
        ("soon", counted.soon, Permission.READ),
    ):
        if needs in held:
            yield name, count
