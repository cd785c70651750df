"""Dependencies of options: which others have to be chosen too, one by one or in groups, told in three nested shapes."""

import json
import secrets
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from thesaury.sandbox.bynder import ids
from thesaury.sandbox.bynder.access import META_READ, META_ROLES, META_WRITE
from thesaury.sandbox.bynder.calls import Call, form
from thesaury.sandbox.bynder.estate import Estate, truth
from thesaury.sandbox.bynder.option_calls import option_of
from thesaury.sandbox.bynder.refusal import Refusal, done

UNGROUPED = "ungrouped"
_NO_OPTION = "Unknown metaproperty option"


async def everywhere(estate: Estate, request: Request) -> Response:
    """All dependencies: by metaproperty, option and group."""
    found = {entry: _of_property(estate, entry) for entry in estate.vocabulary.properties}
    return JSONResponse({entry: needs for entry, needs in found.items() if needs})


async def of_property(estate: Estate, request: Request) -> Response:
    """The dependencies of one metaproperty: by option and group."""
    return JSONResponse(_of_property(estate, _known(estate, request)))


async def of_option(estate: Estate, request: Request) -> Response:
    """The dependencies of one option: a list of the single ones, or all by group where that is asked for."""
    _known(estate, request)
    needs = option_of(estate, request, _NO_OPTION)["needs"]
    return JSONResponse(
        needs if truth(request.query_params.get("includeGroupedResults", "")) else needs.get(UNGROUPED, [])
    )


async def add(estate: Estate, request: Request) -> Response:
    """Makes an option depend on another."""
    _changed(estate, request, UNGROUPED, add=[_dependency(estate, request)])
    return done(201, "Created")


async def take(estate: Estate, request: Request) -> Response:
    """Ends a dependency."""
    _changed(estate, request, UNGROUPED, take=_dependency(estate, request))
    return Response(status_code=204)


async def add_group(estate: Estate, request: Request) -> Response:
    """Makes an option depend on some others together."""
    wanted, group = await _listed(estate, request), ids.grouped(secrets.token_hex(16).upper())
    _changed(estate, request, group, add=wanted)
    return done(201, "Created", id=group)


async def add_several(estate: Estate, request: Request) -> Response:
    """Adds some options to a group."""
    wanted = await _listed(estate, request)
    _changed(estate, request, _group(estate, request), add=wanted)
    return done(201, "Created")


async def add_to_group(estate: Estate, request: Request) -> Response:
    """Adds one option to a group."""
    _changed(estate, request, _group(estate, request), add=[_dependency(estate, request)])
    return done(201, "Created")


async def take_from_group(estate: Estate, request: Request) -> Response:
    """Takes one option from a group; the last one takes the group along."""
    _changed(estate, request, _group(estate, request), take=_dependency(estate, request))
    return Response(status_code=204)


def _of_property(estate: Estate, entry: str) -> dict[str, Any]:
    return {option["id"]: option["needs"] for option in estate.vocabulary.options_of(entry) if option["needs"]}


def _known(estate: Estate, request: Request) -> str:
    identifier = str(request.path_params["id"]).upper()
    if identifier not in estate.vocabulary.properties:
        raise Refusal(404, "Unknown metaproperty")
    return identifier


def _dependency(estate: Estate, request: Request) -> str:
    _known(estate, request)
    option_of(estate, request, _NO_OPTION)
    return _other(estate, str(request.path_params["dependencyId"]).upper())


def _other(estate: Estate, key: str) -> str:
    if key not in estate.vocabulary.options:
        raise Refusal(404, "Unknown dependency option")
    return key


def _group(estate: Estate, request: Request) -> str:
    group = str(request.path_params["groupId"]).upper()
    if group not in option_of(estate, request, _NO_OPTION)["needs"]:
        raise Refusal(404, "Unknown group")
    return group


async def _listed(estate: Estate, request: Request) -> list[str]:
    text = (await form(request)).get("data")
    if text is None:
        raise Refusal(400, "No data sent")
    try:
        found = json.loads(text)
    except ValueError:
        found = ids.listed(text)
    if not found or not isinstance(found, list):
        raise Refusal(400, "Data cannot be empty")
    return [_other(estate, str(key).upper()) for key in found]


def _changed(estate: Estate, request: Request, group: str, add: list[str] | None = None, take: str = "") -> None:
    option = option_of(estate, request, _NO_OPTION)
    wanted = list(dict.fromkeys([*option["needs"].get(group, []), *(add or [])]))
    needs = {**option["needs"], group: [key for key in wanted if key != take]}
    estate.vocabulary.put_option({**option, "needs": {name: keys for name, keys in needs.items() if keys}})
    entry = estate.vocabulary.properties[option["property"]]
    estate.vocabulary.put_property({**entry, "useDependencies": True})


_BASE = "/api/v4/metaproperties"
_OPTION = f"{_BASE}/{{id}}/options/{{optionId}}/dependencies"
CALLS = [
    Call("GET", f"{_BASE}/options/dependencies", everywhere, META_READ),
    Call("GET", f"{_BASE}/{{id}}/options/dependencies", of_property, META_READ),
    Call("GET", _OPTION, of_option, META_READ, known=("includeGroupedResults",)),
    Call("POST", f"{_OPTION}/group", add_group, META_WRITE, META_ROLES),
    Call("POST", f"{_OPTION}/group/{{groupId}}", add_several, META_WRITE, META_ROLES),
    Call("POST", f"{_OPTION}/group/{{groupId}}/{{dependencyId}}", add_to_group, META_WRITE, META_ROLES),
    Call("DELETE", f"{_OPTION}/group/{{groupId}}/{{dependencyId}}", take_from_group, META_WRITE, META_ROLES),
    Call("POST", f"{_OPTION}/{{dependencyId}}", add, META_WRITE, META_ROLES),
    Call("DELETE", f"{_OPTION}/{{dependencyId}}", take, META_WRITE, META_ROLES),
]
