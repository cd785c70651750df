"""`/vocabulary/{name}/add`: a concept more in the draft, below another or at the top of a scheme."""

from collections.abc import Mapping

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.model.access import Permission
from thesaury.model.concept import Label
from thesaury.model.edit import AddConcept
from thesaury.model.errors import BadInput, Outdated
from thesaury.web.door.caller import may
from thesaury.web.pages.vocabulary.editing.drafted import Drafted, base_url, drafted, edit_url
from thesaury.web.pages.vocabulary.editing.seat import Form, Setback, sent, setback_of
from thesaury.web.pages.vocabulary.room import Room
from thesaury.web.pages.vocabulary.tongues import tongue_name
from thesaury.web.texts import phrase


def router(room: Room) -> APIRouter:
    """The page of a new concept."""
    routes = APIRouter(dependencies=[may(Permission.READ), may(Permission.VOCABULARY)])

    @routes.get("/vocabulary/{name}/add")
    def page(name: str, under: str = "", scheme: str = "") -> HTMLResponse:
        return _page(room, drafted(room, name), {"under": under, "scheme": scheme})

    @routes.post("/vocabulary/{name}/add")
    def add(name: str, form: Form) -> Response:
        held = drafted(room, name)
        new = _new(form, _languages(held))
        if not new.preferred:
            return _page(room, held, form, Setback(phrase("editing.add.no_label")))
        try:
            iri, done = sent(room, name, [new], form | {"saw": str(held.view.seen)})
        except (BadInput, Outdated) as error:
            return _page(room, held, form, setback_of(error))
        return RedirectResponse(edit_url(name, iri, done), 303)

    return routes


def _page(room: Room, held: Drafted, form: Mapping[str, str], setback: Setback | None = None) -> HTMLResponse:
    under = form.get("under", "")
    schemes = [
        scheme
        for version, kept in held.outline.lexicon.vocabularies
        if version.name == held.name
        for scheme in kept.schemes
    ]
    return room.desk.bare_page(
        "vocabulary_add.html",
        422 if setback else 200,
        **{"name": held.name, "base": base_url(held.name), "form": form, "setback": setback},
        under=held.link(under) if under else None,
        schemes=[(scheme.iri, held.outline.lexicon.scheme_title(scheme)) for scheme in schemes],
        **{"languages": _languages(held), "tongue_name": tongue_name},
    )


def _languages(held: Drafted) -> tuple[str, ...]:
    """The languages a new concept is named in: those the workspace shows, and those of the vocabulary's schemes."""
    outline = held.outline
    kept = [vocabulary for version, vocabulary in outline.lexicon.vocabularies if version.name == held.name]
    common = [code for vocabulary in kept for scheme in vocabulary.schemes for code in outline.languages(scheme.iri)]
    return tuple(dict.fromkeys([*outline.lexicon.languages, *common]))


def _new(form: Mapping[str, str], languages: tuple[str, ...]) -> AddConcept:
    def labels(field: str) -> tuple[Label, ...]:
        texts = ((code, line) for code in languages for line in form.get(f"{code}.{field}", "").split("\n"))
        return tuple(dict.fromkeys(Label(" ".join(text.split()), code) for code, text in texts if text.strip()))

    definitions = tuple(Label(text, code) for code in languages if (text := form.get(f"{code}.definition", "").strip()))
    above, scheme = form.get("under", ""), form.get("scheme", "")
    schemes = (scheme,) if scheme and not above else ()
    return AddConcept("", labels("preferred"), schemes, (above,) if above else (), labels("alternative"), definitions)
