"""`/settings/schemes`: which concept schemes searches show as facets and in which order, and which ones assets are tagged with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from thesaury.bootstrap.settings_file import Origin, Setting, settings_of
from thesaury.model.access import Permission
from thesaury.model.concept import Label
from thesaury.ports.index import IndexQuery
from thesaury.search.by_scheme import CONCEPT, in_order
from thesaury.vocabulary.thesaurus import Thesaurus
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.door.origin import from_here
from thesaury.web.pages.settings.tabs import settings_tabs
from thesaury.web.parts.settings.groups import SCHEMES
from thesaury.web.parts.settings.keeping import keep_values
from thesaury.web.texts import phrase

FIRST, NO_FACET, NO_TAGGING = SCHEMES
_STEPS = {"up": -1, "down": 1}
_SWITCHES = {
    "facet-off": (NO_FACET, True),
    "facet-on": (NO_FACET, False),
    "tagging-off": (NO_TAGGING, True),
    "tagging-on": (NO_TAGGING, False),
}


@dataclass(frozen=True, slots=True)
class SchemeRow:
    """A scheme with its vocabulary, how many concepts it has and how many assets carry one of them; `mark` names it within the page."""

    iri: str
    mark: str
    title: Label
    vocabulary: str
    concepts: int
    assets: int
    facet: bool
    tagging: bool


def router(desk: Desk) -> APIRouter:
    """The schemes, moved and switched one at a time."""
    routes = APIRouter(dependencies=[may(Permission.ADMINISTER)])

    @routes.get("/settings/schemes")
    def page(said: str = "", about: str = "") -> HTMLResponse:
        settings = settings_of(desk.workspace.root)
        rows = scheme_rows(desk, settings)
        known = {row.mark: row.title for row in rows}
        told = phrase(f"schemes.said.{said}", scheme=known[about].text) if about in known and said in _SAID else ""
        fixed = [settings[name] for name in SCHEMES if settings[name].origin is Origin.ENVIRONMENT]
        return desk.page("settings_schemes.html", rooms=settings_tabs(), rows=rows, told_now=told, fixed=fixed)

    @routes.post("/settings/schemes")
    def change(request: Request, scheme: Annotated[str, Form()], do: Annotated[str, Form()]) -> Response:
        from_here(request)
        schemes = tuple(desk.lexicon().schemes())
        if scheme not in schemes or do not in _SAID:
            raise HTTPException(404)
        keep_values(desk, changed(scheme, do, schemes, settings_of(desk.workspace.root)))
        return RedirectResponse(f"/settings/schemes?said={do}&about={_mark(scheme)}#s-{_mark(scheme)}", 303)

    return routes


_SAID = (*_STEPS, *_SWITCHES)


def changed(scheme: str, do: str, schemes: Sequence[str], settings: Mapping[str, Setting]) -> dict[str, Any]:
    """The settings after this deed: `up` or `down` by one place, or a switch; None where what holds by itself is to hold again."""
    if do in _STEPS:
        return {FIRST: _moved(scheme, _STEPS[do], in_order(schemes, settings[FIRST].value), schemes)}
    name, listed = _SWITCHES[do]
    kept = tuple(iri for iri in settings[name].value if iri != scheme)
    return {name: ((*kept, scheme) if listed else kept) or None}


def _moved(scheme: str, step: int, order: Sequence[str], schemes: Sequence[str]) -> tuple[str, ...] | None:
    place = order.index(scheme)
    rest = [iri for iri in order if iri != scheme]
    rest.insert(max(0, place + step), scheme)
    return None if tuple(rest) == tuple(schemes) else tuple(rest)


def scheme_rows(desk: Desk, settings: Mapping[str, Setting]) -> tuple[SchemeRow, ...]:
    """Every scheme of the current vocabularies, in the order of the facets."""
    lexicon = desk.lexicon()
    schemes = lexicon.schemes()
    homes = {scheme.iri: version.name for version, vocabulary in lexicon.vocabularies for scheme in vocabulary.schemes}
    tops = _tops(lexicon.thesaurus)
    return tuple(
        SchemeRow(
            iri,
            _mark(iri),
            lexicon.scheme_title(schemes[iri]),
            homes[iri],
            lexicon.sizes[iri],
            _carrying(desk, tops.get(iri, ())),
            iri not in settings[NO_FACET].value,
            iri not in settings[NO_TAGGING].value,
        )
        for iri in in_order(tuple(schemes), settings[FIRST].value)
    )


def _tops(thesaurus: Thesaurus) -> dict[str, list[str]]:
    """The concepts of each scheme that have nothing broader in it: an asset that carries any concept of it is found by these."""
    found: dict[str, list[str]] = {}
    for concept in thesaurus:
        above = [thesaurus.concept(iri) for iri in thesaurus.broader(concept.iri)]
        for scheme in concept.schemes:
            if not any(one and scheme in one.schemes for one in above):
                found.setdefault(scheme, []).append(concept.iri)
    return found


def _carrying(desk: Desk, concepts: Sequence[str]) -> int:
    if not concepts:
        return 0
    return desk.workspace.index.search(IndexQuery(filters=((CONCEPT, tuple(concepts)),), most=0)).total


def _mark(iri: str) -> str:
    return sha256(iri.encode("utf-8", "surrogatepass")).hexdigest()[:12]
