"""Hosts, the applications that are kept open, the numbers that are asked for side by side, and averages."""

import asyncio
from dataclasses import replace
from threading import Event
from typing import Annotated

import pytest
from fastapi import FastAPI, Query
from pydantic import Field, TypeAdapter

from tests.patience import PATIENCE
from thesaury.bootstrap.agency.offering import HeldVocabularies
from thesaury.model.concept import VocabularyVersion
from thesaury.model.errors import Unreachable
from thesaury.model.offer import Offer, TakenOver
from thesaury.web.agency.averages import FEWEST, Averages, averages, rounded
from thesaury.web.agency.figures import Figures
from thesaury.web.agency.hosts import Hosts, Place
from thesaury.web.agency.model import standing_told
from thesaury.web.agency.overview import Overview
from thesaury.web.agency.rooms import Opened, Rooms
from thesaury.web.agency.sharing import MODULE, NAME, SharedAdapters, share_types
from thesaury.web.agency.shown import Card, Wanted

FIGURES = Figures(assets=1_234, accepted=10, review=3, proposals=1, failed=0, soon=0, shares=True)


@pytest.mark.parametrize(
    ("host", "place"),
    [
        ("localhost:8520", Place("", "localhost:8520")),
        ("127.0.0.1", Place("", "127.0.0.1")),
        ("North-Sails.LOCALHOST:8520", Place("north-sails", "localhost:8520")),
        ("north.studio.example", Place("north", "studio.example")),
        ("studio.example.", Place("", "studio.example")),
        ("north.127.0.0.1", None),
        ("a.b.localhost", None),
        ("-.localhost", None),
        ("_x.localhost", None),
        (".localhost", None),
        ("localhost.evil.example", None),
        ("northlocalhost", None),
        ("localhost:8520@evil.example", None),
        ("localhost:evil", None),
        ("[::1]", None),
        ("", None),
    ],
)
def test_a_host_is_the_agency_s_a_client_s_or_nobody_s(host: str, place: Place | None):
    assert Hosts(["studio.example"]).place(host) == place


def test_clients_of_an_address_of_numbers_are_below_localhost():
    assert Place("", "127.0.0.1:8520").door("north") == "north.localhost:8520"
    assert Place("", "studio.example").door("north") == "north.studio.example"


NEWEST = VocabularyVersion("model", 4, "d", 9, "2026-11-28T10:00:00Z", "model.ttl")
TAKEN = TakenOver("model", 2, "d2", "2026-11-28T10:00:00Z", "ana")
OFFER = Offer("model", 3, "d3", 9, "2026-11-28T10:00:00Z", "mara")


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (HeldVocabularies(), "not taken over"),
        (HeldVocabularies((TAKEN,)), "2 versions behind"),
        (HeldVocabularies((replace(TAKEN, version=4),)), "up to date"),
        (HeldVocabularies((TAKEN,), (OFFER,)), "version 3 waits"),
        (
            HeldVocabularies((TAKEN,), (replace(OFFER, declined_at="now", declined_by="ben"),)),
            "version 3 was declined by ben",
        ),
        (HeldVocabularies((), (OFFER,), ("model",)), "has one of its own by that name"),
    ],
)
def test_how_a_client_stands_to_a_vocabulary_of_the_agency(held: HeldVocabularies, said: str):
    assert standing_told(held.standing(NEWEST))[0] == said


def test_clients_are_found_by_either_name_and_stand_in_the_order_that_is_wanted():
    north = Card("north", "", "", "", "", "", title="Nordsegel", waiting=2)
    quay, south = (replace(north, name=name, title="", waiting=n) for name, n in (("quay", 0), ("south", 7)))
    every = [north, quay, south]
    assert Wanted().of(every) == every
    assert Wanted("SEGEL ").of(every) == Wanted("orth").of(every) == [north]
    assert Wanted("", True).of(every) == [south, north, quay]
    assert Wanted("a&b", True).query == "?find=a%26b&order=waiting"


def test_averages_need_five_who_take_part():
    few = [FIGURES] * (FEWEST - 1) + [replace(FIGURES, shares=False)] * 3
    assert averages(few) == FEWEST - 1
    assert averages([*few, FIGURES]) == Averages(FEWEST, 1_200, 10, 3, 0)


def test_whoever_sees_four_of_five_clients_is_told_nothing_of_the_fifth():
    others = [FIGURES] * FEWEST
    assert averages([FIGURES], his=[FIGURES] * (FEWEST - 1)) == 1
    assert averages(others, his=[replace(FIGURES, assets=7_234), replace(FIGURES, shares=False)]) == Averages(
        FEWEST + 1, 2_200, 10, 3, 0
    )


@pytest.mark.parametrize(
    ("number", "told"), [(0, 0), (0.4, 0), (7.6, 8), (99.6, 100), (1_249, 1_200), (98_765, 99_000)]
)
def test_averages_have_two_digits(number: float, told: int):
    assert rounded(number) == told


def test_equal_types_share_what_was_worked_out_of_them_and_others_do_not():
    share = SharedAdapters(TypeAdapter)
    name, short = Annotated[str, Field(max_length=4)], Annotated[str, Field(max_length=4, title="short")]
    assert share(name) is share(Annotated[str, Field(max_length=4)])
    assert (
        len({id(share(one)) for one in (name, short, Annotated[str, Field(max_length=5)], Annotated[int, Field()])})
        == 4
    )
    assert share(Annotated[list[int], Field()]).validate_python(["7"]) == [7]


def test_fastapi_makes_its_fields_by_what_is_shared(monkeypatch: pytest.MonkeyPatch):
    """It may call that part otherwise, or give it more: then applications would be whole, and each as large as the first."""
    made: list[object] = []

    def make(annotated: object, **further: object) -> object:
        made.append(annotated)
        return TypeAdapter(annotated, **further)  # type: ignore[arg-type]

    monkeypatch.setattr(f"{MODULE}.{NAME}", make)
    share_types()
    counts = []
    for _ in range(2):
        application = FastAPI()
        application.add_api_route("/{number}", _read, response_model=list[int])
        counts.append(len(made))
    assert counts[0] == counts[1] > 1


def _read(number: int, most: Annotated[int, Query(le=5)] = 1) -> list[int]:
    return [number, most]


class Made:
    """Makes applications that do nothing, and remembers which were opened and closed."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.closed: list[str] = []
        self.broken = set[str]()

    def __call__(self, name: str) -> Opened:
        self.opened.append(name)
        if name in self.broken:
            raise Unreachable(f"{name} is broken")
        return Opened(FastAPI(), lambda: self.closed.append(name))


async def _ask(rooms: Rooms, name: str) -> None:
    async with rooms.entered(name):
        pass


def test_a_client_is_opened_once_however_many_ask_and_closed_once():
    async def tried() -> None:
        made = Made()
        rooms = Rooms(made)
        await asyncio.gather(*(_ask(rooms, name) for name in ("a", "b") * 20))
        assert sorted(made.opened) == ["a", "b"]
        await rooms.close()
        assert sorted(made.closed) == ["a", "b"]

    asyncio.run(tried())


def test_who_was_not_asked_for_longest_goes_first_and_nobody_who_answers():
    async def tried() -> None:
        made = Made()
        rooms = Rooms(made, most=2)
        async with rooms.entered("busy"):
            for name in ("first", "second", "third"):
                await _ask(rooms, name)
            assert rooms.open.keys() == {"busy", "third"}
            rooms.keep(lambda name: name == "third")
            assert rooms.open.keys() == {"third"}
            assert "busy" not in made.closed  # it is still answering
        await rooms.close()
        assert sorted(made.closed) == ["busy", "first", "second", "third"]

    asyncio.run(tried())


def test_a_client_that_cannot_be_opened_is_no_concern_of_another():
    async def tried() -> None:
        made = Made()
        made.broken = {"broken"}
        rooms = Rooms(made)
        for _ in range(3):
            with pytest.raises(Unreachable):
                await _ask(rooms, "broken")
        await _ask(rooms, "whole")
        assert made.opened == ["broken", "whole"]  # it is tried again, but not at every request
        await rooms.close()

    asyncio.run(tried())


def test_numbers_of_one_that_fails_or_hangs_are_only_themselves_not_there():
    over = Event()

    def count(name: str) -> Figures:
        if name == "hangs":
            over.wait(PATIENCE)
        if name == "fails":
            raise Unreachable("no disk")
        return FIGURES

    async def tried() -> None:
        overview = Overview(count, limit=0.2)
        try:
            seen = await overview.seen(["fails", "hangs", "whole"], PATIENCE)
        finally:
            over.set()
        assert {name: one.figures for name, one in seen.items()} == {"fails": None, "hangs": None, "whole": FIGURES}

    asyncio.run(tried())


def test_nobody_waits_longer_than_he_wants_for_numbers():
    over = Event()

    def count(name: str) -> Figures:
        over.wait(PATIENCE)
        return FIGURES

    async def tried() -> None:
        overview = Overview(count)
        assert await overview.seen(["slow"], 0.01) == {}
        over.set()
        assert (await overview.seen(["slow"], PATIENCE))["slow"].figures == FIGURES

    asyncio.run(tried())
