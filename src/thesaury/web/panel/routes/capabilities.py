"""What a panel may count on here: who is connected, in which languages, for which channels and regions, and what this source has not."""

from typing import Any

from fastapi import APIRouter

from thesaury import __version__
from thesaury.model.access import Permission
from thesaury.model.errors import BadInput
from thesaury.model.licensing import WORLD
from thesaury.rights.vocabulary import Tables, shipped
from thesaury.rights.vocabulary.client import tables_of
from thesaury.web.api.problems import ApiProblem
from thesaury.web.api.routing import Operation
from thesaury.web.desk import Desk
from thesaury.web.door.caller import caller, may
from thesaury.web.panel.locales import LOCALES
from thesaury.web.panel.routes.searching import MOST, USUAL
from thesaury.web.panel.signing import SECONDS
from thesaury.web.panel.told import SHOWN
from thesaury.web.parts.rights import words
from thesaury.web.texts import TEXTS, phrase

_NOT_HERE = ("/folders", "/search/image", "/uploads")
"""What panels of other vendors ask of a source, and this one does not have."""


def router(desk: Desk) -> APIRouter:
    """The capabilities, and a clear answer where there is none."""
    routes = APIRouter(route_class=Operation, dependencies=[may(Permission.READ), LOCALES])

    @routes.get("/capabilities")
    def capabilities() -> dict[str, Any]:
        """What this source can do, with the names for forms in the language of labels."""
        tables = _tables(desk)
        return {
            "name": desk.brands.brand().name or phrase("site.name"),
            "version": __version__,
            "person": {"name": caller().title, "address": caller().name},
            "may": {"place": caller().may(Permission.EDIT)},
            "languages": {"labels": list(TEXTS), "data": list(desk.workspace.languages)},
            "search": {"size": USUAL, "most": MOST, "facets": list(SHOWN), "by_image": False, "folders": False},
            "uploads": {"most_bytes": 0},
            "token_seconds": SECONDS,
            "channels": [
                *({"id": name, "label": words.channel(name), "group": True} for name in sorted(tables.channels.groups)),
                *({"id": name, "label": words.channel(name), "group": False} for name in _leaves(tables)),
            ],
            "regions": [{"id": code, "label": name} for code, name in words.regions_offered(tables.regions)],
            "world": WORLD,
        }

    for path in _NOT_HERE:

        @routes.get(path, name=f"no{path.replace('/', '_')}")
        def missing() -> None:
            """501: this source has it not."""
            raise ApiProblem(
                "not-supported", "This source does not have that. GET /panel/v1/capabilities says what it has."
            )

    return routes


def _leaves(tables: Tables) -> list[str]:
    return sorted(tables.channels.leaves, key=words.channel)


def _tables(desk: Desk) -> Tables:
    """Those of the workspace; while its own table is wrong those that come with Thesaury, until something is asked."""
    try:
        return tables_of(desk.workspace.root)
    except BadInput:
        return shipped()
