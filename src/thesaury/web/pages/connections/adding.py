"""`/connections/new`: choose a system, say where it is and how to come in, and connect it once it answers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.bootstrap import connectors
from thesaury.model.access import Permission
from thesaury.model.connection import Connection
from thesaury.model.errors import ThesauryError, Usage
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.door.forms import form_of
from thesaury.web.failures import NotHere
from thesaury.web.pages.connections.form import SETTING, connection_of, fields, secrets_of
from thesaury.web.pages.connections.listed import connection_url
from thesaury.web.parts.connecting import READ_WHEN, RESERVED, connected, free_name, read_by_flow
from thesaury.web.parts.retelling import retold
from thesaury.web.texts import named, phrase


@dataclass(frozen=True, slots=True)
class Kind:
    """A connector that can be chosen."""

    name: str
    title: str
    summary: str
    roles: tuple[str, ...]
    tier: str


def add(routes: APIRouter, desk: Desk) -> None:
    """Add the pages of this module."""

    @routes.get("/connections/new", dependencies=[may(Permission.ADMINISTER)])
    def choose() -> HTMLResponse:
        return desk.page("connection_new.html", kinds=_kinds())

    @routes.get("/connections/new/{kind}", dependencies=[may(Permission.ADMINISTER)])
    def ask(kind: str) -> HTMLResponse:
        return _form(desk, kind, {})

    @routes.post("/connections/new/{kind}", dependencies=[may(Permission.ADMINISTER)])
    def connect(kind: str, form: Annotated[Mapping[str, str], Depends(form_of)]) -> Response:
        """Connect the system once it answers, or has nothing against us but that a person has to log in first."""
        if kind not in connectors():
            raise NotHere("connection")
        try:
            connection = _described(desk, kind, form)
            connection, waits = connected(desk, connection, secrets_of(kind, form))
        except ThesauryError as error:
            return _form(desk, kind, form, error.message)
        read_by_flow(desk, connection, form.get("when", "manual"))
        return RedirectResponse(f"{connection_url(connection.name)}{'/login' if waits else '?said=added'}", 303)


def _described(desk: Desk, kind: str, form: Mapping[str, str]) -> Connection:
    """The connection the form describes. Raises BadInput for a name that cannot be, Usage for one that is taken."""
    taken = [one.name for one in desk.workspace.catalogue.records.connections()]
    place = next((form.get(SETTING + setting.name, "") for setting in connectors()[kind].settings[:1]), "")
    name = form.get("name", "").strip() or free_name(_name(place) or kind, [*taken, *RESERVED])
    if name in taken or name in RESERVED:
        raise Usage(phrase("connections.name.taken", name=name))
    return connection_of(kind, name, form)


def _form(desk: Desk, kind: str, form: Mapping[str, str], wrong: str = "") -> HTMLResponse:
    if kind not in connectors():
        raise NotHere("connection")
    given = {key.removeprefix(SETTING): value for key, value in form.items() if key.startswith(SETTING)}
    return desk.bare_page(
        "connection_form.html",
        422 if wrong else 200,
        kind=_kind(kind),
        fields=fields(kind, given, {}),
        name=form.get("name", ""),
        when=form.get("when", "manual"),
        times=[(one, phrase(f"connections.when.{one}")) for one in READ_WHEN if one != "changes" or _hears(kind)],
        wrong=wrong,
    )


def _kinds() -> Sequence[Kind]:
    return [_kind(name) for name in connectors()]


def _kind(name: str) -> Kind:
    manifest = connectors()[name]
    roles = tuple(named("connections.role", role) for role in manifest.roles)
    return Kind(name, retold(manifest.title), manifest.summary, roles, manifest.tier)


def _hears(kind: str) -> bool:
    return bool({"listener", "watch"} & set(connectors()[kind].helps))


def _name(place: str) -> str:
    """A name from where something lies: the host's first part, or the last part of a path."""
    host = urlsplit(place).hostname if "://" in place else None
    last = (
        host.split(".")[0]
        if host and not host[0].isdecimal()
        else (host or place.rstrip("/\\").replace("\\", "/").split("/")[-1].split(".")[0])
    )
    return re.sub(r"[^\w .-]+", "-", last).strip(" -_.").lower()[:40]
