"""Rooms for programs that are made when one first asks."""

import asyncio
from contextvars import ContextVar

import httpx
from fastapi import FastAPI

from thesaury.web.first_asked import FirstAsked

_WHO: ContextVar[str] = ContextVar("who", default="nobody")


class Making:
    """Makes an application that tells for whom it was made, and counts."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self) -> FastAPI:
        self.made += 1
        app, who = FastAPI(openapi_url=None), _WHO.get()
        app.get("/")(lambda: who)
        return app


async def _answers(room: FirstAsked, times: int) -> list[str]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(room), base_url="http://here") as program:
        return [answer.json() for answer in await asyncio.gather(*(program.get("/") for _ in range(times)))]


def test_it_is_made_once_however_many_ask_first():
    making = Making()
    room = FirstAsked(making)
    assert making.made == 0
    assert asyncio.run(_answers(room, 8)) == ["nobody"] * 8
    assert making.made == 1


def test_who_asks_first_leaves_nothing_in_it():
    _WHO.set("ada")
    try:
        assert asyncio.run(_answers(FirstAsked(Making()), 1)) == ["nobody"]
    finally:
        _WHO.set("nobody")


def test_its_routes_are_known_without_a_question():
    assert [route.path for route in FirstAsked(Making()).routes] == ["/"]
