"""Usage: what programs tell of what was done with assets, and how much is known."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from fastapi.exceptions import RequestValidationError

from thesaury.model.access import Permission
from thesaury.pipeline.usage_told import ToldEvent, take
from thesaury.web.api.models import usage as models
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may


def router(desk: Desk) -> APIRouter:
    """The operations of usage."""
    routes = APIRouter(tags=["usage"], route_class=Operation, dependencies=[may(Permission.READ)])

    @routes.post("/usage", response_model=models.TakenUsage, dependencies=[may(Permission.EDIT)])
    def tell_usage(body: models.SentUsage) -> dict[str, Any]:
        """Tell what was done with assets: up to a thousand uses, downloads, views, shares, uploads and searches.

        All of them are kept, or none: `errors` names each that is wrong by its index. Each is kept once under its id, however often it is
        told; told otherwise, it takes the newer form. It is placed by its own time, however late it comes.
        """
        taken = take(desk.workspace, [_told(one) for one in body.events])
        if taken.faults:
            raise RequestValidationError(
                [
                    {
                        "loc": ("body", "events", one.place, one.field),
                        "type": "value_error",
                        "msg": one.sentence.rstrip("."),
                    }
                    for one in taken.faults
                ]
            )
        return {"events": taken.events, "new": taken.new}

    @routes.get("/usage", response_model=models.UsageCounts)
    def count_usage() -> dict[str, Any]:
        """Count the usage that is known, by connection and kind."""
        return {"usage": [asdict(one) for one in desk.workspace.catalogue.usage.counts()]}

    return routes


def _told(one: models.SentEvent) -> ToldEvent:
    told = one.model_dump()
    return ToldEvent(**told | {"regions": tuple(one.regions), "terms": tuple(one.terms)})
