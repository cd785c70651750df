"""The first page of an agency, put together for whoever looks at it: his clients with their numbers, and what they have of the agency's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse

from thesaury.model.access import Permission
from thesaury.model.account import Member
from thesaury.model.agency import OWN
from thesaury.web.agency.averages import averages
from thesaury.web.agency.directory import Directory, Seen
from thesaury.web.agency.door import visitor
from thesaury.web.agency.entering import way_in
from thesaury.web.agency.hosts import Hosts
from thesaury.web.agency.model import SharedModel
from thesaury.web.agency.overview import Counted, Overview
from thesaury.web.agency.shown import Wanted, cards
from thesaury.web.desk import Desk

MANY = 12
"""More clients than these are searched."""
_LONGEST = 100
_NOTHING_OFFERED: Mapping[str, Any] = {"offered": [], "offered_of": "", "wrong": ""}


@dataclass(frozen=True, slots=True)
class Front:
    """What the page stands on."""

    desk: Desk
    directory: Directory
    overview: Overview
    hosts: Hosts
    model: SharedModel

    async def page(self, request: Request, template: str, patience: float, **more: Any) -> HTMLResponse:
        """The page, or a part of it, with the numbers that are there after at most so many seconds; `more` is what a deed came to."""
        told = await self._told(request, visitor().member, patience)
        return await run_in_threadpool(lambda: self.desk.bare_page(template, **{**_NOTHING_OFFERED, **told, **more}))

    async def _told(self, request: Request, member: Member, patience: float) -> dict[str, Any]:
        seen, active = await run_in_threadpool(lambda: (self.directory.seen_by(member), self.directory.active()))
        administers = self.directory.administers(member)
        wanted = active if administers else {one.client.name for one in seen if one.enters}
        counted = await self.overview.seen(sorted(wanted), patience)
        asked = _asked(request)
        return {
            "clients": asked.of(
                cards(seen, counted, {one.client.name: self._door(request, one.client.name) for one in seen})
            ),
            "waits": len(counted) < len(wanted),
            "asked": asked,
            "many": len(seen) > MANY,
            "all": len(seen),
            "titles": {name: one.figures.title for name, one in counted.items() if one.figures},
            "own": self._door(request, OWN) if Permission.VOCABULARY in member.permissions else "",
            "administers": administers,
            "averages": _averages(counted, seen) if administers else None,
            "model": await run_in_threadpool(self.model.shelves, active, counted) if administers else [],
        }

    def _door(self, request: Request, name: str) -> str:
        place = self.hosts.place(request.headers.get("host", ""))
        assert place is not None  # the server has looked at it
        return way_in(request, place, name)


def _asked(request: Request) -> Wanted:
    asked = request.query_params
    return Wanted(asked.get("find", "")[:_LONGEST], asked.get("order") == "waiting")


def _averages(counted: Mapping[str, Counted], seen: Iterable[Seen]) -> object:
    """None for who has a role with every client: he sees their numbers themselves."""
    his = {one.client.name for one in seen if one.permissions}
    if his >= counted.keys():
        return None
    figures = {name: known.figures for name, known in counted.items() if known.figures}
    return averages(
        (one for name, one in figures.items() if name not in his), (one for name, one in figures.items() if name in his)
    )
