"""`/vocabulary/{name}/choose`: another concept is looked for and chosen, to move below it, merge into it, use it instead, or map to it."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from thesaury.model.access import Permission
from thesaury.model.concept import MappingRelation
from thesaury.model.edit import Merge
from thesaury.model.errors import BadInput, Outdated
from thesaury.pipeline.editing import edit
from thesaury.search.ranking import Question
from thesaury.web.door.caller import caller, may
from thesaury.web.pages.search.results import Searcher
from thesaury.web.pages.vocabulary.editing.choosing import MOST, choices
from thesaury.web.pages.vocabulary.editing.deeds import CHOOSING
from thesaury.web.pages.vocabulary.editing.drafted import base_url, edit_url
from thesaury.web.pages.vocabulary.editing.seat import Seat, seat
from thesaury.web.pages.vocabulary.room import Room
from thesaury.web.parts.asked import Asked
from thesaury.web.parts.cards import card

_SEEN = 4
_ELSEWHERE = ("map",)
"""Deeds that lead into other vocabularies."""


def router(room: Room) -> APIRouter:
    """The pages of a choice."""
    routes = APIRouter(dependencies=[may(Permission.READ), may(Permission.VOCABULARY)])

    @routes.get("/vocabulary/{name}/choose")
    def choose(name: str, iri: str = "", deed: str = "", q: str = "", relation: str = "") -> HTMLResponse:
        return room.desk.page("vocabulary_choose.html", **_choosing(room, name, iri, deed, q, relation))

    @routes.get("/vocabulary/{name}/choose/part")
    def list_of(name: str, iri: str = "", deed: str = "", q: str = "", relation: str = "") -> HTMLResponse:
        """The list beneath the box, as it is typed into."""
        return room.desk.page("vocabulary_choices.html", **_choosing(room, name, iri, deed, q, relation))

    @routes.get("/vocabulary/{name}/merge")
    def merging(name: str, iri: str = "", other: str = "") -> HTMLResponse:
        return room.desk.page("vocabulary_merge.html", **_merging(room, seat(room, name, iri), other))

    return routes


def _choosing(room: Room, name: str, iri: str, deed: str, words: str, relation: str) -> dict[str, Any]:
    if deed not in CHOOSING:
        raise HTTPException(404)
    held = seat(room, name, iri)
    shown, total = choices(held.drafted, words, held.concept, deed in _ELSEWHERE)
    relations = [one.value for one in MappingRelation]
    return {
        **{"name": name, "base": base_url(name), "deed": deed, "sought": words, "choices": shown, "total": total},
        "relation": relation if relation in relations else relations[0],
        **{"relations": relations, "most": MOST, "concept": held.concept, "saw": held.drafted.view.seen},
        **{"called": held.drafted.called(iri), "back": edit_url(name, iri)},
    }


def _merging(room: Room, held: Seat, other: str) -> dict[str, Any]:
    """What a merge would come to: what the target gets, whose assets are touched, and why it would be refused."""
    drafted, iri = held.drafted, held.concept.iri
    target = seat(room, drafted.name, other)
    refused = ""
    try:
        edit(room.desk.workspace, drafted.name, [Merge(iri, other)], None, caller().name, dry_run=True)
    except (BadInput, Outdated) as error:
        refused = error.message
    lexicon = drafted.outline.lexicon
    usage = room.usages.usage()
    asked = Question(filters=(("concept", (iri,)),), limit=_SEEN, facets=())
    hits = Searcher(room.desk.workspace, lexicon).answer(asked).hits if usage.of(iri).accepted else []
    gained = [label for _, label in held.concept.labels() if label not in [one for _, one in target.concept.labels()]]
    return {
        **{"name": drafted.name, "base": base_url(drafted.name), "concept": held.concept, "target": target.concept},
        **{"called": drafted.called(iri), "into": drafted.called(other), "refused": refused, "gained": gained},
        **{
            "below": [drafted.link(one) for one in held.below],
            "saw": drafted.view.seen,
            "back": edit_url(drafted.name, iri),
        },
        **{"used": usage.of(iri), "seen": [card(hit, lexicon) for hit in hits]},
        "search_url": Asked(filters=(("concept", iri),)).url,
    }
