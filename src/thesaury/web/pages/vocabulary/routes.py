"""`/vocabulary` and `/concepts?iri=`: the schemes, their trees and lists, and one concept with its neighbours."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from thesaury.bootstrap.files import write_rdf
from thesaury.model.access import Permission
from thesaury.model.concept import Concept, Label, Vocabulary
from thesaury.search.ranking import Question
from thesaury.vocabulary.statements import vocabulary_statements
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.failures import NotHere
from thesaury.web.joining import joined
from thesaury.web.pages.search.results import Searcher
from thesaury.web.pages.vocabulary import (
    import_routes,
    offer_routes,
    quality_routes,
    reconcile_routes,
    share_routes,
    sparql_routes,
    version_routes,
)
from thesaury.web.pages.vocabulary.editing import routes as editing_routes
from thesaury.web.pages.vocabulary.editing.banner import add_url, deeds_of
from thesaury.web.pages.vocabulary.entries import concept_entry, download_url, history
from thesaury.web.pages.vocabulary.outline import Outline
from thesaury.web.pages.vocabulary.room import Room, room_for
from thesaury.web.pages.vocabulary.schemes import list_url, listing, shelves
from thesaury.web.pages.vocabulary.seen import seen
from thesaury.web.pages.vocabulary.tongues import tongue_name
from thesaury.web.pages.vocabulary.tree import branch, browse_url, opened
from thesaury.web.parts.cards import card
from thesaury.web.parts.vocabulary.keepers import Keepers

_SEEN = 8
_FORMS = {"ttl": "text/turtle; charset=utf-8", "jsonld": "application/ld+json", "rdf": "application/rdf+xml"}


def router(desk: Desk, keepers: Keepers) -> APIRouter:
    """The vocabulary pages."""
    room = room_for(desk, keepers)
    routes = APIRouter(dependencies=[may(Permission.READ)])
    parts = (import_routes, quality_routes, version_routes, share_routes, sparql_routes, offer_routes)

    @routes.get("/vocabulary")
    def vocabulary(q: str = "") -> HTMLResponse:
        outline = room.outlines.outline()
        kept = desk.workspace.catalogue.vocabularies.versions()
        shown = shelves(outline, room.usages, kept, room.quality.counts)
        found = _listing(room, outline, q, "", 0) if q.strip() else None
        taken = {one.vocabulary for one in desk.workspace.catalogue.offers.taken()}
        told = {"shelves": shown, "found": found, "sought": q, "drafts": room.drafts.waiting(), "taken": taken}
        return desk.page("vocabulary.html", **told)

    @routes.get("/vocabulary/tree")
    def tree(scheme: str = "", concept: str = "", q: str = "") -> HTMLResponse:
        outline = room.outlines.outline()
        chosen = _concept(outline, concept) if concept else None
        scheme = outline.home(concept, scheme) if chosen else _scheme(outline, scheme)
        grown = opened(outline, room.usages.usage(), scheme, concept)
        found = _listing(room, outline, q, scheme, 0) if q.strip() else None
        told = _told(room, outline, chosen) if chosen else {}
        return desk.page(
            "vocabulary_tree.html",
            **{"branch": grown, "found": found, "sought": q, "add_url": add_url(room, scheme)},
            **told,
            **_around(outline, scheme),
        )

    @routes.get("/vocabulary/branch/part")
    def below(scheme: str, under: str = "", start: int = 0, level: int = 1) -> HTMLResponse:
        outline = room.outlines.outline()
        _scheme(outline, scheme)
        grown = branch(outline, room.usages.usage(), scheme, under, start, min(max(level, 1), 100))
        return desk.page("vocabulary_branch.html", branch=grown)

    @routes.get("/vocabulary/find/part")
    def find(q: str = "", scheme: str = "", start: int = 0) -> HTMLResponse:
        outline = room.outlines.outline()
        found = _listing(room, outline, q, scheme, start) if q.strip() else None
        return desk.page("vocabulary_found.html", found=found, sought=q, scheme=scheme)

    @routes.get("/vocabulary/alphabet")
    def alphabet(scheme: str = "", letter: str = "", start: int = 0) -> HTMLResponse:
        outline = room.outlines.outline()
        scheme = _scheme(outline, scheme)
        letters = outline.letters(scheme)
        letter = letter if letter in letters else next(iter(letters), "")
        shown = listing(letters.get(letter, []), start, outline, room.usages.usage(), scheme)
        return desk.page(
            "vocabulary_alphabet.html", letters=list(letters), letter=letter, list=shown, **_around(outline, scheme)
        )

    @routes.get("/vocabulary/chosen/part")
    def beside(iri: str, scheme: str = "") -> HTMLResponse:
        outline = room.outlines.outline()
        found = _concept(outline, iri)
        return desk.page("vocabulary_chosen.html", scheme=scheme, **_told(room, outline, found))

    for form in _FORMS:
        routes.add_api_route(f"/vocabulary/concept.{form}", _download(room, form))

    @routes.get("/concepts")
    def concept(iri: str = "") -> HTMLResponse:
        outline = room.outlines.outline()
        found = _concept(outline, iri)
        return desk.page("concept.html", scheme=outline.home(iri), **_told(room, outline, found))

    return joined(
        *(part.router(room) for part in parts), reconcile_routes.router(desk), editing_routes.router(room), routes
    )


def _download(room: Room, form: str) -> Callable[[str], Response]:
    def download(iri: str = "") -> Response:
        return _file(_concept(room.outlines.outline(), iri), form)

    return download


def _told(room: Room, outline: Outline, concept: Concept) -> dict[str, Any]:
    """What the page of a concept shows."""
    desk, iri = room.desk, concept.iri
    entry = concept_entry(concept, outline, room.usages.usage())
    asked = Question(filters=(("concept", (iri,)),), limit=_SEEN, facets=())
    hits = Searcher(desk.workspace, outline.lexicon).answer(asked).hits
    steps, looked_at = history(desk.workspace.catalogue, entry.version.name, iri, outline)
    return {
        "entry": entry,
        "seen": [card(hit, outline.lexicon) for hit in hits],
        "quotes": seen(desk.workspace.catalogue, [hit.asset for hit in hits], iri, desk.workspace.languages),
        "steps": steps,
        "looked_at": looked_at,
        "deeds": deeds_of(room, entry.version.name, iri),
        "tongue_name": tongue_name,
        "downloads": [(form, download_url(iri, form)) for form in ("ttl", "jsonld", "rdf")],
    }


def _around(outline: Outline, scheme: str) -> dict[str, Any]:
    """What stands around a tree or list: the schemes to choose from, and which is chosen."""
    schemes = outline.lexicon.schemes()
    title = outline.lexicon.scheme_title(schemes[scheme]) if scheme in schemes else Label("")
    sizes = outline.lexicon.sizes
    return {
        "scheme": scheme,
        "scheme_title": title,
        "schemes": [(iri, outline.lexicon.scheme_title(one), sizes[iri]) for iri, one in schemes.items()],
        "browse_url": browse_url,
        "list_url": list_url,
    }


def _listing(room: Room, outline: Outline, words: str, scheme: str, start: int) -> Any:
    return listing(outline.find(words[:200], scheme), start, outline, room.usages.usage(), scheme)


def _concept(outline: Outline, iri: str) -> Concept:
    if (found := outline.thesaurus.concept(iri)) is None:
        raise NotHere("concept")
    return found


def _scheme(outline: Outline, scheme: str) -> str:
    """This scheme, or without one the first there is. Raises NotHere for an unknown one."""
    schemes: Sequence[str] = list(outline.lexicon.schemes())
    if scheme and scheme not in schemes:
        raise NotHere("scheme")
    return scheme or next(iter(schemes), "")


def _file(concept: Concept, form: str) -> Response:
    """The concept as an RDF file, as the vocabulary says it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"concept.{form}"
        write_rdf(vocabulary_statements(Vocabulary("", (), (concept,))), path)
        headers = {"Content-Disposition": f'attachment; filename="concept.{form}"'}
        return Response(path.read_bytes(), media_type=_FORMS[form], headers=headers)
