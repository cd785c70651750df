"""What a portal says of itself: account, user, brands, renditions, campaigns, groups of metaproperties; and similar assets."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from thesaury.sandbox.bynder import ids
from thesaury.sandbox.bynder.access import ASSET_READ, CAMPAIGN_READ, META_READ, USER_READ
from thesaury.sandbox.bynder.asset_json import DERIVATIVES
from thesaury.sandbox.bynder.calls import Call, json_object
from thesaury.sandbox.bynder.estate import Estate
from thesaury.sandbox.bynder.portals import FENNMOOR
from thesaury.sandbox.bynder.refusal import Refusal

_SEARCHES = ("assetIds", "imageUrl", "imageData", "textQuery")
_ONE_ONLY = "Please provide only one of the following parameters: assetIds, imageUrl, imageData, textQuery."


async def account(estate: Estate, request: Request) -> Response:
    """Languages, time zone and name."""
    portal = estate.portal
    made = {"availableLanguages": list(portal.languages), "defaultLanguage": portal.languages[0], "name": portal.title}
    return JSONResponse({**made, "timeZone": portal.time_zone, "isOpenImageBank": False})


async def derivatives(estate: Estate, request: Request) -> Response:
    """The renditions that every asset has."""
    fixed = {"isCrop": False, "dpi": -1, "allowedTypes": "", "isOnTheFly": False, "isExtent": False, "isPublic": False}
    sizes = DERIVATIVES.items()
    return JSONResponse([{"prefix": name, "width": width, "height": width, **fixed} for name, width in sizes])


async def user(estate: Estate, request: Request) -> Response:
    """Who the token belongs to: the connection test."""
    name = request.state.caller.user
    made = {"id": estate.portal.identifier(name), "username": f"{name}@{estate.portal.name}.invalid", "active": True}
    person = {"email": made["username"], "firstname": "Ida", "lastname": "Brennholt", "language": "en_US"}
    return JSONResponse({**made, **person, "timeZone": estate.portal.time_zone, "companyName": estate.portal.title})


async def brands(estate: Estate, request: Request) -> Response:
    """The one brand."""
    made = {"id": estate.portal.brand, "name": estate.portal.title, "description": "", "image": "", "subBrands": []}
    return JSONResponse([made])


async def smart_filters(estate: Estate, request: Request) -> Response:
    """One group with every metaproperty."""
    made = {"id": estate.portal.identifier("filter"), "icon": "fa fa-tag", "zindex": 0, "labels": {"en_US": "All"}}
    return JSONResponse([{**made, "metaproperties": list(estate.vocabulary.properties)}])


async def campaigns(estate: Estate, request: Request) -> Response:
    """The demo brand's campaigns, or one that is invented."""
    return JSONResponse([_campaign(estate, *row) for row in _campaigns(estate)])


async def similar(estate: Estate, request: Request) -> Response:
    """Assets that share words with a text or tags with other assets; the permanent token is not taken here."""
    if request.state.caller.scopes is None:
        raise Refusal(403)
    asked = await json_object(request)
    given = [name for name in _SEARCHES if asked.get(name)]
    if len(given) != 1:
        reason = "MULTIPLE_SEARCH_PARAMETERS" if given else "NO_SEARCH_PARAMETERS"
        raise Refusal(400, body={"message": f"Wrong search parameters provided. {_ONE_ONLY}", "reason": reason})
    alike = [estate.shelf.get(ids.wanted_five(str(key))) or {} for key in asked.get("assetIds") or []]
    wanted = {word for asset in alike for word in _words(asset)} | set(
        str(asked.get("textQuery", "")).casefold().split()
    )
    skipped = {asset.get("id") for asset in alike}
    assets = [estate.shelf.at(handle) for handle in estate.shelf.ordered("dateModified")]
    scored = [(len(wanted & _words(asset)) / max(1, len(wanted)), asset["id"]) for asset in assets]
    best = sorted((pair for pair in scored if pair[0] and pair[1] not in skipped), reverse=True)[:20]
    return JSONResponse(
        {"assets": [{"assetId": ids.five(key), "similarityScore": round(score, 3)} for score, key in best]}
    )


def _words(asset: dict[str, Any]) -> set[str]:
    return set(" ".join([asset.get("description", ""), *asset.get("tags", ())]).casefold().split())


def _campaigns(estate: Estate) -> list[tuple[str, str, str, str]]:
    if estate.portal is FENNMOOR and estate.vocabulary.named("campaign"):
        from thesaury.sandbox.brand.usage import campaigns as known

        rows = known().values()
        return [(row.id, row.id, row.start.isoformat(), row.end.isoformat() if row.end else "") for row in rows]
    return [("spring", "Spring crossing", "2026-03-01", "2026-05-31")]


def _campaign(estate: Estate, key: str, name: str, start: str, end: str) -> dict[str, Any]:
    def identifier(what: str) -> str:
        return ids.five(estate.portal.identifier(what))

    people = {"responsibleID": identifier("integration"), "createdByID": identifier("integration")}
    dates = {"dateCreated": f"{start}T00:00:00+00:00", "dateModified": f"{start}T00:00:00+00:00"}
    period = {"dateStart": f"{start}T00:00:00+00:00", **({"deadline": end} if end else {})}
    made = {"ID": identifier(f"campaign {key}"), "key": key, "name": name, "description": "", "closed": False}
    place = {"accountID": identifier("account"), "presetID": identifier("preset"), "campaignMetaproperties": {}}
    return {**made, **period, **dates, **people, **place, "thumbnailURL": ""}


CALLS = [
    Call("GET", "/api/v4/account", account),
    Call("GET", "/api/v4/account/derivatives", derivatives),
    Call("GET", "/api/v4/currentUser", user, USER_READ),
    Call("GET", "/api/v4/brands", brands, ASSET_READ),
    Call("GET", "/api/v4/smartfilters", smart_filters, META_READ),
    Call("GET", "/api/workflow/campaigns", campaigns, CAMPAIGN_READ),
    Call("POST", "/api/1/assets/similarity-search", similar, ASSET_READ),
]
