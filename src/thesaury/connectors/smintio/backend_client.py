"""Requests to the portals backend: custom forms, the tenant and user groups, every write under an optimistic lock."""

import weakref
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from thesaury.connectors.http import Ask, HttpClient
from thesaury.connectors.smintio.errors import said
from thesaury.connectors.smintio.localised import scalar
from thesaury.connectors.smintio.oauth import Login
from thesaury.connectors.smintio.settings import LICENSED, settings_of
from thesaury.model.connection import Connection
from thesaury.model.errors import LostReply, Refused, Unreachable, Usage
from thesaury.ports.source import Tools

Document = dict[str, Any]
_TRIES = 6


class BackendApi:
    """One connection's way to the backend; its sockets are given back when nothing holds it any more."""

    def __init__(self, connection: Connection, tools: Tools) -> None:
        """Nothing is sent before it is asked for. Raises Usage for a portal connection, whose login may not write here."""
        settings = settings_of(connection)
        if settings.content != LICENSED:
            raise Usage(
                f"Forms belong to the whole tenant; publish them by a connection with content=licensed, not by {connection.name}."
            )
        login = Login(connection, settings, tools)
        self.name, self.settings = connection.name, settings
        self._http = HttpClient(settings.hosts.backend, connection.name, settings.pace, login, said)
        self.close = weakref.finalize(self, _closed, self._http, login)

    def forms(self) -> list[Document]:
        """Every custom form. Raises Unreachable, NeedsLogin or Refused."""
        answer = self._http.json(Ask("GET", "customForms"))
        listed = answer.get("custom_forms", answer.get("items")) if isinstance(answer, Mapping) else answer
        if not isinstance(listed, list):
            raise Unreachable(
                f"{self.name}: the forms came in a form that is no list. Check backend_url, then run again."
            )
        return [dict(form) for form in listed if isinstance(form, Mapping)]

    def get(self, path: str) -> Document:
        """One document. Raises Unreachable, NeedsLogin or Refused."""
        answer = self._http.json(Ask("GET", path))
        if not isinstance(answer, Mapping):
            raise Unreachable(
                f"{self.name}: {path} came in a form that cannot be read. Check backend_url, then run again."
            )
        return dict(answer)

    def create(self, form: Mapping[str, Any]) -> str:
        """The uuid of a new form. Raises LostReply when it is not known whether it was made."""
        answer = self._http.json(Ask("POST", "customForms", body=form, write=True))
        return scalar(answer.get("uuid") if isinstance(answer, Mapping) else answer)

    def change(self, path: str, wanted: Callable[[Document], Document | None]) -> Document:
        """The document as `wanted` makes it, read back. `wanted` gives None where nothing is left to do.

        A version that moved meanwhile is read again and `wanted` asked anew, so that what others wrote in between stays.
        Raises Refused when others are always quicker, and as `get`.
        """
        for _ in range(_TRIES):
            document = self.get(path)
            if (new := wanted(document)) is None:
                return document
            version = document.get("version")
            params = [] if version is None else [("version", scalar(version))]
            try:
                self._http.reply(Ask("PUT", path, params, body=new, write=True))
            except LostReply:
                continue  # the next look tells whether it took effect
            except Refused as error:
                if error.status != 409:
                    raise
                continue
            return self.get(path)
        raise Refused(
            f"{self.name}: {path} was changed by others each time, or no reply came through. Publish again later.", 409
        )


def part(text: str) -> str:
    """A text as one part of a path."""
    return quote(text, safe="")


def _closed(*clients: HttpClient | Login) -> None:
    for client in clients:
        client.close()
