"""`/review/other`: a concept to take in the place of one that was suggested, found by any of its labels."""

from collections.abc import Container
from dataclasses import dataclass
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from thesaury.model.access import Permission
from thesaury.model.concept import Label
from thesaury.search.completing.completer import Completion
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.failures import NotHere
from thesaury.web.pages.review.asked import Asked, asked_by_address
from thesaury.web.pages.review.desk_view import by_script
from thesaury.web.pages.review.sheet import path_of
from thesaury.web.pages.review.telling import named_asset
from thesaury.web.texts import speaking

_MOST = 12
_MANY = 60
"""Concepts among which those of one vocabulary are looked for."""


@dataclass(frozen=True, slots=True)
class Option:
    """A concept to choose: its name, what stands above it, and the label that was typed where that is another."""

    iri: str
    name: Label
    path: tuple[Label, ...]
    typed: Label | None


def options(desk: Desk, typed: str, within: Container[str] | None = None) -> tuple[Option, ...]:
    """Concepts of which a label begins so, what the workspace holds most of first; with `within` only those that are in it."""
    if not typed.strip():
        return ()
    languages = tuple(dict.fromkeys((speaking.get(), *desk.lexicon().languages)))
    found = desk.completers.completer().complete(_open(typed), languages, _MOST if within is None else _MANY)
    wanted = (one for one in found if one.concept and (within is None or one.concept in within))
    return tuple(_option(desk, one) for one in islice(wanted, _MOST))


def router(desk: Desk) -> APIRouter:
    """The options for a script that asks, else a page to choose on."""
    routes = APIRouter(dependencies=[may(Permission.READ)])

    @routes.get("/review/other")
    def choose(
        request: Request,
        asked: Annotated[Asked, Depends(asked_by_address)],
        asset: str = "",
        shown: str = "",
        q: str = "",
    ) -> Response:
        if by_script(request):
            return desk.bare_page("review_options.html", options=options(desk, q), typed=q.strip())
        if desk.asset(asset) is None:
            raise NotHere("asset")
        named = desk.lexicon().name(shown.partition(" ")[2])
        values = {"asset": asset, "title": named_asset(desk, asset), "shown": shown, "name": named, "typed": q.strip()}
        return desk.page("review_other.html", asked=asked, options=options(desk, q), **values)

    return routes


def _option(desk: Desk, one: Completion) -> Option:
    lexicon = desk.lexicon()
    name = lexicon.name(one.concept)
    typed = None if one.label.text == name.text else one.label
    return Option(one.concept, name, path_of(lexicon, one.concept), typed)


def _open(typed: str) -> str:
    """What a search box would hold to complete concepts alone."""
    return 'concept:"' + " ".join(typed.replace('"', " ").split())
