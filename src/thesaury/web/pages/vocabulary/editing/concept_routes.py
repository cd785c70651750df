"""`/vocabulary/{name}/edit?iri=`: one concept of the draft with its words, its place and its end, and what its buttons do."""

from collections.abc import Mapping, Sequence

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.model.access import Permission
from thesaury.model.edit import RemoveConcept
from thesaury.model.errors import BadInput, Outdated
from thesaury.vocabulary.languages import canonical
from thesaury.web.door.caller import may
from thesaury.web.pages.vocabulary.editing.deeds import edit_of
from thesaury.web.pages.vocabulary.editing.drafted import Told, base_url, edit_url
from thesaury.web.pages.vocabulary.editing.seat import Form, Seat, Setback, seat, sent, setback_of, shown_words
from thesaury.web.pages.vocabulary.editing.words import FIELDS, Typed, edits_of, notation_edits, typed_in
from thesaury.web.pages.vocabulary.room import Room
from thesaury.web.pages.vocabulary.tongues import tongue_name
from thesaury.web.texts import phrase

_DONE = 20
"""So many edits that were just made are told at most."""


def router(room: Room) -> APIRouter:
    """The page of one concept's edits."""
    routes = APIRouter(dependencies=[may(Permission.READ), may(Permission.VOCABULARY)])

    @routes.get("/vocabulary/{name}/edit")
    def page(name: str, iri: str = "", done: str = "") -> HTMLResponse:
        held = seat(room, name, iri)
        return _page(room, held, done=_done(held, done))

    @routes.post("/vocabulary/{name}/edit")
    def words(name: str, form: Form) -> Response:
        """Change the words of a concept: of each field what the person changed, and nothing else."""
        held = seat(room, name, form.get("iri", ""))
        typed = typed_in(form, form.get("languages", "").split(","))
        if strange := _no_language(form):
            return _page(
                room,
                held,
                Setback(strange),
                422,
                typed=[one for one in typed if canonical(one.now.language)],
                fresh=form,
            )
        notations = (form.get("was.notations", ""), form.get("notations", ""))
        try:
            edits = [*edits_of(held.concept.iri, typed), *notation_edits(held.concept.iri, *notations)]
            if not edits:
                return _page(room, held, Setback(phrase("editing.nothing")), 422, typed=typed)
            iri, done = sent(room, name, edits, form)
        except (BadInput, Outdated) as error:
            status = 409 if isinstance(error, Outdated) else 422
            return _page(room, seat(room, name, held.concept.iri), setback_of(error), status, typed=typed)
        return RedirectResponse(edit_url(name, iri, done), 303)

    @routes.post("/vocabulary/{name}/deed")
    def deed(name: str, form: Form) -> Response:
        """Do what a button says; where somebody changed the concept meanwhile, nothing is done and the button is offered again."""
        held = seat(room, name, form.get("iri", ""))
        try:
            done = _deed(room, held, form)
        except (BadInput, Outdated) as error:
            status = 409 if isinstance(error, Outdated) else 422
            again = form if isinstance(error, Outdated) else None
            return _page(room, seat(room, name, held.concept.iri), setback_of(error), status, again=again)
        return RedirectResponse(done, 303)

    return routes


def _deed(room: Room, held: Seat, form: Mapping[str, str]) -> str:
    """Do it; returns where to go on: what is gone has no page, so the draft tells of it."""
    name, edit = held.drafted.name, edit_of(form.get("deed", ""), held.concept, form)
    iri, done = sent(room, name, [edit], form)
    gone = isinstance(edit, RemoveConcept) or (form.get("deed") == "merge" and "remove" in form)
    return f"{base_url(name)}/draft?done={done}" if gone else edit_url(name, iri, done)


def _page(
    room: Room,
    held: Seat,
    setback: Setback | None = None,
    status: int = 200,
    typed: Sequence[Typed] = (),
    again: Mapping[str, str] | None = None,
    done: Sequence[Told] = (),
    fresh: Mapping[str, str] | None = None,
) -> HTMLResponse:
    drafted, concept = held.drafted, held.concept
    return room.desk.bare_page(
        "vocabulary_edit.html",
        status,
        **{"name": drafted.name, "base": base_url(drafted.name), "saw": drafted.view.seen, "seat": held},
        **{"concept": concept, "called": drafted.called(concept.iri), "words_shown": shown_words(held, typed)},
        links={
            "broader": [drafted.link(iri) for iri in concept.broader],
            "related": [drafted.link(iri) for iri in concept.related],
            "below": [drafted.link(iri) for iri in held.below],
        },
        mapped=[(match.relation.value, drafted.called(match.target), match.target) for match in concept.matches],
        replaced=drafted.link(concept.replaced_by) if concept.replaced_by else None,
        edits=drafted.of(concept.iri),
        **{"setback": setback, "again": again, "done": done, "fresh": fresh or {}, "tongue_name": tongue_name},
        published=drafted.outline.thesaurus.concept(concept.iri) is not None,
    )


def _done(held: Seat, numbers: str) -> list[Told]:
    """The edits that were just made and still count."""
    first, _, last = numbers.partition("-")
    if not (first.isdecimal() and last.isdecimal() and len(numbers) < _DONE):
        return []
    entries = [entry for entry in held.drafted.view.counting if int(first) <= entry.number <= int(last)]
    return held.drafted.told(entries[:_DONE])


def _no_language(form: Mapping[str, str]) -> str:
    """Why words of another language cannot be taken: their language is no tag, or was not said."""
    tag = form.get("new.language", "").strip()
    if not tag and not any(form.get(f"new.{field}", "").strip() for field in FIELDS):
        return ""
    return "" if canonical(tag) else phrase("editing.no_language", text=tag[:40])
