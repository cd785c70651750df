"""What the agency offers of its vocabularies: read, weighed, taken over, declined; and a vocabulary made one's own."""

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Request, Response
from fastapi import Path as PathParameter

from thesaury.model.access import Permission
from thesaury.model.concept import Vocabulary
from thesaury.model.offer import Offer
from thesaury.pipeline import shared_model
from thesaury.pipeline.shared_model.telling import impact_dict
from thesaury.vocabulary.diff import diff
from thesaury.web.api import importing
from thesaury.web.api.models import imports
from thesaury.web.api.models import offers as models
from thesaury.web.api.paging import Cursor, Limit, linked, sliced
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.failures import NotHere
from thesaury.web.parts.vocabulary.keepers import Keepers
from thesaury.web.parts.working import At

_Name = Annotated[str, PathParameter(description="The vocabulary.", examples=["terms"])]
_OFFER = "/vocabularies/{name}/offer"


def router(desk: Desk, keepers: Keepers) -> APIRouter:
    """Offers of the agency."""
    needed = [may(Permission.READ), may(Permission.VOCABULARY)]
    routes = APIRouter(tags=["vocabularies"], route_class=Operation, dependencies=needed)
    workspace = desk.workspace

    def held() -> Mapping[str, int]:
        return {one.vocabulary: one.version for one in workspace.catalogue.offers.taken()}

    def of(name: str, waits: bool = False) -> Offer:
        found = next(
            (one for one in workspace.catalogue.offers.all() if one.vocabulary == name and (one.waits or not waits)),
            None,
        )
        if found is None:
            raise NotHere("offer")
        return found

    @routes.get("/offers", response_model=models.Offers)
    def list_offers() -> dict[str, Any]:
        """List what the agency offers of its vocabularies, and which of them were taken over."""
        has = held()
        names = ("vocabulary", "version", "at", "by")
        taken = [{name: getattr(one, name) for name in names} for one in workspace.catalogue.offers.taken()]
        return {"offers": [_told(one, has) for one in workspace.catalogue.offers.all()], "taken": taken}

    @routes.get(_OFFER, response_model=models.Offer)
    def get_offer(name: _Name) -> dict[str, Any]:
        """Read the last offer of a vocabulary: it waits, or was declined."""
        return _told(of(name), held())

    @routes.get(f"{_OFFER}/impact", response_model=models.OfferImpact)
    def get_offer_impact(name: _Name) -> dict[str, Any]:
        """Read what taking an offer would change: concepts, assets, mappings, brand terms. Takes the time of reading all assets once."""
        of(name, waits=True)
        found = shared_model.impact(workspace, name)
        lost = [{"iri": one.iri, "label": one.label, "assets": one.assets} for one in found.lost]
        return impact_dict(found) | {"digest": found.offer.digest, "version": found.version, "lost": lost}

    @routes.get(f"{_OFFER}/changes", response_model=imports.Difference)
    def list_offer_changes(
        request: Request, response: Response, name: _Name, limit: Limit = 50, cursor: Cursor = ""
    ) -> dict[str, Any]:
        """List the concepts that an offer changes of the version here; `new` is 0."""
        offer = of(name, waits=True)
        current = next((one.number for one in workspace.catalogue.vocabularies.current() if one.name == name), 0)
        before = workspace.catalogue.vocabularies.get(name, current) if current else Vocabulary(name, (), ())
        found = diff(before, workspace.catalogue.offers.content(name))
        both = (*found.added, *found.removed, *(change.after for change in found.changed))
        names = importing.named({one.iri: one for one in both}, workspace.languages)
        question = ["offer changes", name, offer.digest, current]
        page, following = sliced(importing.changed(found, "", names), question, limit, cursor)
        about = {"name": name, "old": current, "new": 0, "counts": importing.counts(found)}
        return about | {"changes": page, "next": linked(request, response, following)}

    @routes.post(f"{_OFFER}/take", response_model=models.Taking, status_code=202)
    def take_offer(name: _Name, body: models.DecideOffer) -> dict[str, Any]:
        """Take over what is offered, as the next version: mappings follow, and the assets it touches are annotated again. Read `taking` to
        follow it. Where another version is offered by now, the answer is 409."""
        of(name, waits=True)
        return _taking(keepers.offers.take(name, body.digest))

    @routes.get(f"{_OFFER}/taking", response_model=models.Taking)
    def get_offer_taking(name: _Name) -> dict[str, Any]:
        """Read how far taking is, or what came of the last one that this server did."""
        if not workspace.catalogue.vocabularies.versions(name):
            of(name)
        return _taking(keepers.offers.taking(name))

    @routes.post(f"{_OFFER}/decline", response_model=models.Offer)
    def decline_offer(name: _Name, body: models.DecideOffer) -> dict[str, Any]:
        """Say no to what is offered; the agency sees that. Where another version is offered by now, the answer is 409."""
        of(name, waits=True)
        keepers.offers.decline(name, body.digest)
        return _told(of(name), held())

    @routes.post("/vocabularies/{name}/own", status_code=204, dependencies=[may(Permission.ADMINISTER)])
    def make_vocabulary_own(name: _Name) -> None:
        """Make a vocabulary of the agency this workspace's own: it is edited here, and offers of it are refused. There is no way back."""
        if not shared_model.shared(workspace, name):
            raise NotHere("vocabulary")
        shared_model.make_own(workspace, name)

    return routes


def _told(offer: Offer, has: Mapping[str, int]) -> dict[str, Any]:
    names = ("vocabulary", "version", "digest", "concepts", "at", "by", "note", "declined_at", "declined_by")
    return {name: getattr(offer, name) for name in names} | {"has": has.get(offer.vocabulary, 0)}


def _taking(at: At[shared_model.Taken]) -> dict[str, Any]:
    came = at.came
    done = {"version": came.version, "run": came.run, "annotated": came.annotated} if came else {}
    nothing = {"version": 0, "run": 0, "annotated": 0}
    return {name: getattr(at, name) for name in ("stage", "done", "total", "message")} | nothing | done
