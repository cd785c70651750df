"""Changing a connection: its settings, its secrets, and logging in as a person."""

import secrets as random
import time
from collections.abc import Mapping
from threading import Lock
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from thesaury.bootstrap import connectors
from thesaury.model.access import Permission
from thesaury.model.connection import Connection
from thesaury.model.errors import NeedsLogin, ThesauryError
from thesaury.pipeline.keeping import keep_connection, keep_secrets
from thesaury.ports.login import Login
from thesaury.ports.records import connection_named
from thesaury.web.desk import Desk
from thesaury.web.door.caller import may
from thesaury.web.door.forms import form_of
from thesaury.web.door.noting import noted
from thesaury.web.failures import NotHere
from thesaury.web.pages.connections.form import SETTING, connection_of, fields, secrets_of
from thesaury.web.pages.connections.listed import connection_url, title_of
from thesaury.web.pages.connections.sheet import secrets
from thesaury.web.parts.connecting import look, secrets_if_good
from thesaury.web.texts import phrase

_LIVES = 1800.0
"""Seconds a login that was begun waits for its answer."""
_MOST = 50


class Logins:
    """Logins that were begun and wait for the address the browser ends at; an answer belongs to the login that was shown with it."""

    def __init__(self) -> None:
        """None is begun."""
        self._begun: dict[str, tuple[float, str, Login]] = {}
        self._lock = Lock()

    def begin(self, connection: str, login: Login) -> str:
        """Keep a login, and give the key it is found by."""
        key = random.token_urlsafe(16)
        with self._lock:
            self._begun = {k: one for k, one in self._begun.items() if one[0] > time.monotonic() - _LIVES}
            while len(self._begun) >= _MOST:
                self._begun.pop(next(iter(self._begun)))
            self._begun[key] = (time.monotonic(), connection, login)
        return key

    def find(self, key: str, connection: str) -> Login | None:
        """The login of this connection with this key, where it still waits."""
        with self._lock:
            began, of, login = self._begun.get(key, (0.0, "", None))
        return login if login and of == connection and began > time.monotonic() - _LIVES else None

    def end(self, key: str) -> None:
        """Forget it."""
        with self._lock:
            self._begun.pop(key, None)


def add(routes: APIRouter, desk: Desk) -> None:
    """Add the pages of this module."""
    logins = Logins()

    def known(name: str) -> Connection:
        found = connection_named(desk.workspace.catalogue.records, name)
        if found is None or found.connector not in connectors():
            raise NotHere("connection")
        return found

    @routes.get("/connections/{name}/settings", dependencies=[may(Permission.ADMINISTER)])
    def ask(name: str) -> HTMLResponse:
        return _form(desk, known(name), dict(known(name).settings))

    @routes.post("/connections/{name}/settings", dependencies=[may(Permission.ADMINISTER)])
    def keep(name: str, form: Annotated[Mapping[str, str], Depends(form_of)]) -> Response:
        """Keep the settings once the system answers by them; "keep" without a look is for a system that is away just now."""
        before = known(name)
        wanted = connection_of(before.connector, name, form, before)
        given = secrets_of(before.connector, form)
        try:
            with secrets_if_good(desk, name, given):
                if "unseen" not in form:
                    look(desk, wanted)
                else:
                    desk.workspace.roles(wanted)
                keep_connection(desk.workspace.catalogue, wanted)
        except ThesauryError as error:
            typed = {key.removeprefix(SETTING): value for key, value in form.items() if key.startswith(SETTING)}
            return _form(desk, before, typed, error.message)
        return RedirectResponse(f"{connection_url(name)}?said=kept", 303)

    @routes.post("/connections/{name}/secrets/forget", dependencies=[may(Permission.ADMINISTER)])
    def forget(name: str, form: Annotated[Mapping[str, str], Depends(form_of)]) -> RedirectResponse:
        known(name)
        if form.get("name", "") in desk.workspace.catalogue.secrets.names(name):
            keep_secrets(desk.workspace.catalogue, name, {form["name"]: ""})
        return RedirectResponse(f"{connection_url(name)}?said=forgotten#secrets", 303)

    @routes.get("/connections/{name}/login", dependencies=[may(Permission.ADMINISTER)])
    def begin(name: str) -> HTMLResponse:
        connection = known(name)
        return _login(desk, connection, logins)

    @routes.post("/connections/{name}/login", dependencies=[may(Permission.ADMINISTER)])
    def complete(name: str, form: Annotated[Mapping[str, str], Depends(form_of)]) -> Response:
        connection = known(name)
        login = logins.find(form.get("key", ""), name)
        if login is None:
            return _login(desk, connection, logins, phrase("connections.login.lapsed"))
        try:
            login.complete(form.get("answer", ""))
        except NeedsLogin as error:
            logins.end(form["key"])
            return _login(desk, connection, logins, error.message)
        except ThesauryError as error:
            return _login(desk, connection, logins, error.message)
        logins.end(form["key"])
        noted(desk, "connection.login", f"connection:{name}")
        return RedirectResponse(f"{connection_url(name)}?said=logged", 303)


def _form(desk: Desk, connection: Connection, given: Mapping[str, str], wrong: str = "") -> HTMLResponse:
    kept = {
        one.name: one.since or phrase("connections.secret.kept")
        for one in secrets(desk.workspace.catalogue, connection)
    }
    return desk.bare_page(
        "connection_settings.html",
        422 if wrong else 200,
        connection=connection,
        url=connection_url(connection.name),
        title=title_of(connection),
        fields=fields(connection.connector, given, kept),
        wrong=wrong,
    )


def _login(desk: Desk, connection: Connection, logins: Logins, wrong: str = "") -> HTMLResponse:
    address = key = ""
    try:
        login = desk.workspace.login(connection)
        address, key = login.address, logins.begin(connection.name, login)
    except ThesauryError as error:
        wrong = wrong or error.message
    return desk.bare_page(
        "connection_login.html",
        422 if wrong else 200,
        connection=connection,
        url=connection_url(connection.name),
        title=title_of(connection),
        login_address=address,
        key=key,
        wrong=wrong,
    )
