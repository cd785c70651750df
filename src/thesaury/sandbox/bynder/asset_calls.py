"""One asset: its detail, its change (taken now, applied later), its deletion, and single options added or taken away."""

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from thesaury.sandbox.bynder import asset_json, ids, seeds, times
from thesaury.sandbox.bynder.access import ASSET_READ, ASSET_WRITE, EDIT, PUBLISH, REMOVE, STATISTICS
from thesaury.sandbox.bynder.calls import Call, form, json_object
from thesaury.sandbox.bynder.estate import Estate, root, truth
from thesaury.sandbox.bynder.refusal import Refusal, done
from thesaury.sandbox.serving.kernel import flagged

_MISSING, _NO_FILE = "Media not found", "File not found"
_TEXTS = ("name", "description", "copyright", "brandId")
_DATES = ("datePublished", "archiveDate", "limitedDate", "watermarkDate")
_FLAGS = ("archive", "limited", "isPublic")
_IGNORED = ("id", "customThumbnailFileId", "removeCustomThumbnail")
DOTTED = "metaproperty."


async def detail(estate: Estate, request: Request) -> Response:
    """One asset with its renditions, and with its statistics where they are asked for and the user may see them."""
    identifier = ids.wanted_four(request.path_params["id"], _NO_FILE)
    asset = estate.asset(identifier, _NO_FILE, before=flagged(request, "stale"))
    estate.read.add(identifier)
    made, asked = asset_json.told(estate, asset, root(request)), request.query_params
    made["fileName"] = f"{asset['name']}.{(asset['extension'] or ['bin'])[0]}"
    made["activeOriginalFocusPoint"] = {"x": asset.get("width", 0) // 2, "y": asset.get("height", 0) // 2}
    made["relatedAssets"] = []
    if truth(asked.get("versions", "")):
        made["mediaItems"] = asset_json.media_items(estate, asset, root(request))
    if truth(asked.get("stats", "")) and STATISTICS in estate.roles(request.state.caller.user):
        made |= estate.events.statistics(identifier)
    return JSONResponse(made)


async def modify(estate: Estate, request: Request) -> Response:
    """Takes the form's fields to be written. Tags replace the whole list, options those of their property; nothing undoes isPublic."""
    fields = await form(request)
    identifier = ids.wanted_four(request.path_params["id"], _MISSING)
    asset = estate.asset(identifier, _MISSING)
    if "isPublic" in fields:
        estate.need(request, PUBLISH)
        if asset.get("isPublic") and not truth(fields["isPublic"]):
            estate.sandbox.violate("public-again", f"{identifier} is public, which cannot be undone")
    changes = written(estate, identifier, fields)
    estate.later(identifier, changes, request.state.caller.user)
    estate.sandbox.applied("media:modify", request.headers.get("idempotency-key", ""), {"id": identifier, **changes})
    return done(202, "Accepted")


def written(estate: Estate, identifier: str, fields: dict[str, str]) -> dict[str, Any]:
    """The changes that a form asks for."""
    known = {*_TEXTS, *_DATES, *_FLAGS, *_IGNORED, "tags"}
    for name in fields:
        if name not in known and not name.startswith(DOTTED):
            estate.sandbox.violate("unknown-field", f"{identifier}: {name} is written to no asset")
    changes: dict[str, Any] = {name: fields[name] for name in _TEXTS if name in fields}
    if changes.get("name") == "":
        estate.sandbox.violate("name-blanked", f"{identifier} has no name from now on")
    changes |= {name: fields[name] for name in _DATES if name in fields and _dated(fields[name])}
    changes |= {name: truth(fields[name]) for name in _FLAGS if name in fields}
    if "tags" in fields:
        if identifier not in estate.read:
            estate.sandbox.violate(
                "tags-unread", f"the whole tag list of {identifier} is replaced by somebody who did not read it"
            )
        estate.read.discard(identifier)
        changes["tags"] = list(dict.fromkeys(tag.strip() for tag in fields["tags"].split(",") if tag.strip()))
    dotted = {name.removeprefix(DOTTED): value for name, value in fields.items() if name.startswith(DOTTED)}
    values = {key: value for name, text in dotted.items() for key, value in _value(estate, identifier, name, text)}
    return {**changes, "values": values} if values else changes


def _dated(text: str) -> bool:
    try:
        return text == "" or bool(times.parsed(text))
    except ValueError as error:
        raise Refusal(400, "Date format not ISO8601-compliant") from error


def _value(estate: Estate, asset: str, name: str, text: str) -> list[tuple[str, Any]]:
    """A property of a form: option ids for a select, the text for any other; what fits nothing is dropped without a word."""
    entry = estate.vocabulary.properties.get(name.upper())
    if entry is None:
        estate.sandbox.violate("unknown-property", f"{asset}: there is no metaproperty {name}")
        return []
    if entry["type"] not in seeds.SELECTS:
        return [(entry["id"], text)]
    chosen = [key for key in ids.listed(text) if _is_option(estate, entry["id"], key)]
    if len(chosen) < len(ids.listed(text)):
        estate.sandbox.violate("unknown-option", f"{asset}: {entry['name']} has no option {text}")
    check_needs(estate, asset, {entry["id"]: chosen})
    return [(entry["id"], chosen if entry["isMultiselect"] else chosen[:1])]


def _is_option(estate: Estate, entry: str, key: str) -> bool:
    option = estate.vocabulary.options.get(key)
    return option is not None and option["property"] == entry and bool(option["isSelectable"])


def check_needs(estate: Estate, asset: str, values: dict[str, list[str]]) -> None:
    """Records options that are chosen without the one they depend on; the portal takes them all the same."""
    known = (estate.shelf.get(asset) or {}).get("values", {})
    whole = {**known, **values}
    chosen = [key for entry in whole.values() if isinstance(entry, list) for key in entry]
    new = {key for entry in values.values() for key in entry}
    for key in estate.vocabulary.unmet(chosen):
        if key in new:
            name = estate.vocabulary.options[key]["name"]
            estate.sandbox.violate("dependency-unmet", f"{asset}: {name} is chosen without an option it depends on")


async def delete(estate: Estate, request: Request) -> Response:
    """The asset goes into the trash."""
    identifier = ids.wanted_four(request.path_params["id"], _MISSING)
    estate.asset(identifier, _MISSING)
    estate.remove(identifier, request.state.caller.user)
    estate.sandbox.applied("media:delete", "", {"id": identifier})
    return Response(status_code=204)


async def add_options(estate: Estate, request: Request) -> Response:
    """Adds options to those of one property; of a property with a single value the new one stands alone."""
    asset, entry, asked = await _options_asked(estate, request)
    known = [key for key in asset["values"].get(entry["id"], ()) if key not in asked]
    chosen = [*known, *asked] if entry["isMultiselect"] else asked[-1:]
    check_needs(estate, asset["id"], {entry["id"]: chosen})
    _choose(estate, request, asset, entry["id"], chosen)
    return done(201, "Created")


async def take_options(estate: Estate, request: Request) -> Response:
    """Takes options away from those of one property; one that was not there is no error."""
    asset, entry, asked = await _options_asked(estate, request)
    _choose(
        estate, request, asset, entry["id"], [key for key in asset["values"].get(entry["id"], ()) if key not in asked]
    )
    return Response(status_code=204)


async def _options_asked(estate: Estate, request: Request) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    body = await json_object(request, Refusal(404, number=True))
    asset = estate.asset(ids.wanted_four(str(body.get("asset_id"))), number=True)
    entry = estate.vocabulary.properties.get(str(body.get("metaproperty_id")).upper())
    asked = [str(key).upper() for key in body.get("metaproperty_option_ids") or []]
    if entry is None or not asked or not all(_is_option(estate, entry["id"], key) for key in asked):
        raise Refusal(404, number=True)
    return asset, entry, asked


def _choose(estate: Estate, request: Request, asset: dict[str, Any], entry: str, chosen: list[str]) -> None:
    if chosen != list(asset["values"].get(entry, ())):
        estate.change(asset["id"], {"values": {entry: chosen}}, request.state.caller.user)
    what = {"id": asset["id"], "property": entry, "options": chosen}
    estate.sandbox.applied(f"options:{request.method.lower()}", request.headers.get("idempotency-key", ""), what)


CALLS = [
    Call("POST", "/api/media/options", add_options, ASSET_WRITE, (EDIT,), number=True),
    Call("DELETE", "/api/media/options", take_options, ASSET_WRITE, (EDIT,), number=True),
    Call("GET", "/api/v4/media/{id}", detail, ASSET_READ, known=("versions", "stats")),
    Call("POST", "/api/v4/media/{id}", modify, ASSET_WRITE, (EDIT,)),
    Call("DELETE", "/api/v4/media/{id}", delete, ASSET_WRITE, (REMOVE,)),
]
