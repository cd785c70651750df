"""`/vocabulary/{name}/share`: the files of a vocabulary, and the addresses at which other tools read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from thesaury.analytics.statements import vocabulary_graph
from thesaury.model.access import Permission
from thesaury.model.concept import Label, Vocabulary
from thesaury.vocabulary.forms import TABLES, WordForm
from thesaury.vocabulary.languages import best
from thesaury.web.door.caller import may
from thesaury.web.outside.linked.describing import address
from thesaury.web.pages.vocabulary.room import Room
from thesaury.web.parts.vocabulary.versions import versions


@dataclass(frozen=True, slots=True)
class Shared:
    """Where a vocabulary is read: files by form, addresses of the interfaces, and a concept of ours as an example, where there is one."""

    name: str
    public: bool
    rdf: tuple[tuple[str, str], ...]
    tables: tuple[tuple[str, str], ...]
    api: str
    sparql: str
    graph: str
    base: str
    example: tuple[str, Label] | None


def router(room: Room) -> APIRouter:
    """The page."""
    routes = APIRouter(dependencies=[may(Permission.READ)])
    workspace = room.desk.workspace

    @routes.get("/vocabulary/{name}/share")
    def share(request: Request, name: str) -> HTMLResponse:
        newest = versions(workspace.catalogue, name)[0].version
        here = str(request.base_url)
        base = workspace.concept_base
        held = workspace.catalogue.vocabularies.get(name, newest.number)
        example = _example(held, base, room.desk.lexicon().languages)
        shared = Shared(
            name,
            name in workspace.public_vocabularies,
            tuple((form.value, _file(name, form)) for form in WordForm if form not in TABLES),
            tuple((form.value, _file(name, form)) for form in TABLES),
            f"{here}rest/v1/{quote(name, safe='')}/",
            f"{here}sparql",
            vocabulary_graph(name),
            base if example else "",
            example,
        )
        return room.desk.page("vocabulary_share.html", name=name, shared=shared)

    return routes


def _file(name: str, form: WordForm) -> str:
    return f"/api/v1/vocabularies/{quote(name, safe='')}/export?form={form}"


def _example(vocabulary: Vocabulary, base: str, languages: Sequence[str]) -> tuple[str, Label] | None:
    """Where a concept that is ours is read, and what it is called."""
    found = next((one for one in vocabulary.concepts if base and one.iri.startswith(base) and not one.deprecated), None)
    return (address(base, found.iri), best(found.preferred, languages) or Label(found.iri)) if found else None
