"""`/vocabulary/{name}/reconcile`: the addresses at which OpenRefine and others match their tables with a vocabulary, and their keys."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from thesaury.dispatch.keying import ALL, DRAFT, PUBLIC, V02, end_key, new_key, service_path
from thesaury.model.access import Permission
from thesaury.model.errors import Usage
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.failures import NotHere
from thesaury.web.parts.rights import words
from thesaury.web.texts import phrase


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the service of a vocabulary is, or of `every` one together, in both versions of the protocol."""

    vocabulary: str
    every: bool
    stable: str
    draft: str


@dataclass(frozen=True, slots=True)
class Services:
    """What the page shows: keys by name with when they were made; the addresses of one that was just made under a name, shown this
    once; those everybody may use; and what is amiss or was done."""

    vocabulary: str
    every: bool
    keys: tuple[tuple[str, str], ...]
    made: tuple[Addresses, ...]
    named: str
    public: Addresses | None
    fault: str
    said: str


def router(desk: Desk) -> APIRouter:
    """The page and its deeds."""
    routes = APIRouter(dependencies=[may(Permission.READ)])
    catalogue = desk.workspace.catalogue

    def page_of(request: Request, name: str, status: int = 200, key: str = "", **told: str) -> HTMLResponse:
        names = [version.name for version in catalogue.vocabularies.current()]
        if name not in names and name != ALL:
            raise NotHere("vocabulary")
        every = name == ALL and ALL not in names
        wanted = (name,) if every or ALL in names or len(names) == 1 else (name, ALL)
        public = _addresses(request, PUBLIC, name) if name in desk.workspace.public_vocabularies else None
        services = Services(
            name,
            every,
            tuple((one, words.moment(at)) for one, at in catalogue.service_keys.all()),
            tuple(_addresses(request, key, one, one not in names) for one in wanted) if key else (),
            told.get("named", ""),
            public,
            told.get("fault", ""),
            told.get("said", ""),
        )
        return desk.bare_page("reconcile.html", status, services=services)

    @routes.get("/vocabulary/{name}/reconcile")
    def page(request: Request, name: str, said: str = "") -> HTMLResponse:
        return page_of(request, name, said=said)

    @routes.post("/vocabulary/{name}/reconcile", dependencies=[may(Permission.VOCABULARY)])
    def make(request: Request, name: str, key: Annotated[str, Form()] = "") -> HTMLResponse:
        """The addresses are shown on this answer and never again, so it is the page itself, leads nowhere and is kept by no browser."""
        try:
            made = new_key(catalogue, key)
        except Usage:
            return page_of(request, name, fault=phrase("reconcile.key.error"), status=422)
        answer = page_of(request, name, key=made, named=key.strip())
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @routes.post("/vocabulary/{name}/reconcile/remove", dependencies=[may(Permission.VOCABULARY)])
    def remove(name: str, key: Annotated[str, Form()]) -> RedirectResponse:
        end_key(catalogue, key)
        return RedirectResponse(f"/vocabulary/{quote(name, safe='')}/reconcile?said=removed#keys", 303)

    return routes


def _addresses(request: Request, key: str, vocabulary: str, every: bool = False) -> Addresses:
    server = str(request.base_url).rstrip("/")
    paths = (service_path(key, version, vocabulary) for version in (V02, DRAFT))
    stable, draft = (f"{server}{path}" for path in paths)
    return Addresses(vocabulary, every, stable, draft)
