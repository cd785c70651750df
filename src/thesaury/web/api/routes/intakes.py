"""Licence texts on their way in, answers about rights that were kept, and calendars at secret addresses."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from thesaury.dispatch.feeding import end_feed, new_feed
from thesaury.model.access import Permission
from thesaury.model.answer_log import Wanted
from thesaury.model.policy import Verdict
from thesaury.pipeline.rights.intake import take_back
from thesaury.web.api import intakes_told
from thesaury.web.api.idempotency import ONCE
from thesaury.web.api.models import intakes as models
from thesaury.web.api.models.shapes import Day
from thesaury.web.api.paging import Cursor, Limit, cursor_of, linked, place_of
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.failures import NotHere

_Word = Annotated[str, Query(max_length=400)]


def router(desk: Desk) -> APIRouter:
    """Intakes, the log of answers, and feeds of the calendar. None of it is legal advice."""
    routes = APIRouter(prefix="/rights", route_class=Operation, dependencies=[may(Permission.READ)])
    rights = [may(Permission.RIGHTS)]

    @routes.get("/intakes", tags=["rights"], response_model=models.Intakes, dependencies=rights)
    def list_intakes() -> dict[str, Any]:
        """List your drafts of licence texts, and up to 20 that were confirmed last."""
        return {"intakes": [intakes_told.told(desk, one) for one in intakes_told.listed(desk)]}

    @routes.post("/intakes", tags=["rights"], response_model=models.Intake, status_code=201, dependencies=rights)
    def start_intake(response: Response, body: models.StartIntake) -> dict[str, Any]:
        """Take in a licence text: it is read and kept as your draft, and counts for nothing before it is confirmed."""
        made = intakes_told.begun(desk, body)
        response.headers["Location"] = f"/api/v1/rights/intakes/{made.id}"
        return intakes_told.told(desk, made)

    @routes.get("/intakes/{id}", tags=["rights"], response_model=models.Intake, dependencies=rights)
    def get_intake(id: str) -> dict[str, Any]:
        """Read a licence text with what the rules read in it."""
        return intakes_told.told(desk, intakes_told.known(desk, id))

    @routes.delete("/intakes/{id}", tags=["rights"], status_code=204, dependencies=rights)
    def discard_intake(id: str) -> None:
        """Forget a draft."""
        intakes_told.dropped(desk, intakes_told.known(desk, id))

    @routes.post("/intakes/{id}/confirm", tags=["rights"], response_model=models.Intake, dependencies=rights)
    def confirm_intake(id: str, body: models.ConfirmIntake) -> dict[str, Any]:
        """Confirm what a text states for up to 200 assets, all of it or nothing.

        Each asset bears the `standing` that `GET /rights/records/ASSET` told: where its rights changed since, the answer is 409.
        """
        intake = intakes_told.known(desk, id)
        return intakes_told.told(desk, intakes_told.confirmed(desk, intake, body))

    @routes.post("/intakes/{id}/take-back", tags=["rights"], response_model=models.Intake, dependencies=rights)
    def take_back_intake(id: str) -> dict[str, Any]:
        """Let what was confirmed count no more; where somebody changed one of its records since, the answer is 409."""
        return intakes_told.told(desk, take_back(desk.workspace, intakes_told.known(desk, id)))

    @routes.get("/answers", tags=["rights"], response_model=models.AnswerLog)
    def list_answers(
        request: Request,
        response: Response,
        verdict: Annotated[Verdict | None, Query(description="Only these answers.")] = None,
        who: _Word = "",
        asset: Annotated[str, Query(max_length=400, description="By id, or as connection/external id.")] = "",
        where: Annotated[str, Query(max_length=40, description="`page`, `api` or `publishing`.")] = "",
        first: Annotated[Day | None, Query(alias="from", description="The first day.")] = None,
        last: Annotated[Day | None, Query(alias="to", description="The last day.")] = None,
        limit: Limit = 50,
        cursor: Cursor = "",
    ) -> dict[str, Any]:
        """List answers about rights that somebody relies on, the newest first: what was asked, what was answered, and by which records."""
        question = ["answers", verdict, who, asset, where, str(first), str(last)]
        place = place_of(cursor, question, int)
        found = desk.workspace.catalogue.records.find(asset) if asset else None
        since = intakes_told.begin_of(first) if first else ""
        until = intakes_told.begin_of(last, 1) if last else ""
        wanted = Wanted(verdict, who, found.id if found else asset, where, since, until)
        kept = desk.workspace.catalogue.answers.page(wanted, limit + 1, int(place[0]) if place else 0)
        following = cursor_of(question, (kept[limit - 1].number,)) if len(kept) > limit else None
        told = [intakes_told.answer_told(one) for one in kept[:limit]]
        return {"answers": told, "next": linked(request, response, following)}

    @routes.get("/calendar/feeds", tags=["calendar"], response_model=models.Feeds)
    def list_calendar_feeds() -> dict[str, Any]:
        """List the calendars at secret addresses; the addresses are told to nobody."""
        feeds = desk.workspace.catalogue.calendar_feeds.all()
        return {"feeds": [{"name": name, "made_at": at} for name, at in feeds]}

    @routes.post(
        "/calendar/feeds", tags=["calendar"], response_model=models.NewFeed, status_code=201, dependencies=rights
    )
    def make_calendar_feed(response: Response, body: models.MakeFeed) -> dict[str, Any]:
        """Make a calendar at a secret address; `path` is told once. One of this name gets a new address."""
        token = new_feed(desk.workspace.catalogue, body.name)
        response.headers[ONCE] = "1"
        return {"name": body.name.strip(), "path": f"/calendars/{token}.ics"}

    @routes.delete("/calendar/feeds/{name}", tags=["calendar"], status_code=204, dependencies=rights)
    def end_calendar_feed(name: str) -> None:
        """Let the address of a calendar open no more."""
        if name not in {one for one, _ in desk.workspace.catalogue.calendar_feeds.all()}:
            raise NotHere("feed")
        end_feed(desk.workspace.catalogue, name)

    return routes
