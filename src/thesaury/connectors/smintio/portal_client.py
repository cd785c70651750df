"""Requests to a portal: what it says of itself, and calls of its methods through background tasks."""

import time
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

from thesaury.connectors.http import Ask, HttpClient
from thesaury.connectors.smintio.data_object import opened, pick
from thesaury.connectors.smintio.errors import said
from thesaury.connectors.smintio.localised import scalar
from thesaury.connectors.smintio.oauth import Login
from thesaury.connectors.smintio.portal_settings import PortalSettings
from thesaury.connectors.smintio.settings import Settings
from thesaury.connectors.smintio.tasks import Task, encoded, task
from thesaury.model.connection import Connection
from thesaury.model.errors import LostReply, NeedsLogin, Refused, Unreachable
from thesaury.ports.source import Tools

_SETTINGS = "Read portal_uuid, frontend_url and search_page_uuid off your Swagger page and give them as settings."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a portal's methods are: the base, the portal and its search page (empty where an interface is searched)."""

    base: str
    portal: str
    page: str


class PortalApi:
    """One connection's way to its portal; its sockets are given back when nothing holds it any more."""

    def __init__(self, connection: Connection, settings: Settings, portal: PortalSettings, tools: Tools) -> None:
        """Nothing is sent before it is asked for."""
        self.name, self.settings, self.portal = connection.name, settings, portal
        self._login = Login(connection, settings, tools)
        self._clients: list[HttpClient | Login] = [self._login]
        self._place: Place | None = None
        self._frontend: HttpClient | None = None
        self.close = weakref.finalize(self, _closed, self._clients)

    def search_method(self, method: str, *arguments: Any) -> Any:
        """The result of a method of the search component. Raises Unreachable, NeedsLogin or Refused."""
        place, search = self.place(), self.portal.search
        if search.interface:
            return self.method(search.interface, method, *arguments)
        path = f"pageConfigurations/{_part(place.page)}/{_part(search.property)}/{search.index}/execute/{_part(method)}"
        return self._result(path, arguments, False)

    def method(self, interface: str, method: str, *arguments: Any) -> Any:
        """The result of a reading method of a public interface. Raises Unreachable, NeedsLogin or Refused."""
        return self._result(f"portalsContext/{_part(interface)}/execute/{_part(method)}", arguments, False)

    def write(
        self, interface: str, method: str, arguments: Sequence[Any], headers: Mapping[str, str] | None = None
    ) -> Any:
        """The result of a writing method, which is sent once. Raises LostReply when it is not known how it ended, and as `method`."""
        return self._result(
            f"portalsContext/{_part(interface)}/execute/{_part(method)}", arguments, True, headers or {}
        )

    def place(self) -> Place:
        """Where the portal's methods are, from the settings or from what the portal says of itself. Raises Refused, Unreachable."""
        if self._place is None:
            self._place = self._found()
        return self._place

    def _found(self) -> Place:
        given, search = self.portal, self.portal.search
        base, portal, page = self.settings.hosts.frontend, given.portal_uuid, search.page_uuid or search.interface
        if not (base and portal and page):
            told = opened(self._told(), "flat")
            tenant, info = (opened(pick(told, name), "flat") for name in ("current_tenant", "current_portal_info"))
            base = base or scalar(pick(tenant, "backend_api_url"))
            portal = portal or scalar(pick(info, "uuid"))
            page = page or _page(pick(info, "page_router_infos"), search.page_type)
        wrong = [
            name
            for name, value in (("base", _safe(base)), ("uuid", portal), (f"page of type {search.page_type}", page))
            if not value
        ]
        if wrong:
            raise Refused(f"{self.name}: the portal does not say its {' and its '.join(wrong)}. {_SETTINGS}")
        return Place(base.rstrip("/"), portal, page)

    def _told(self) -> Any:
        http = HttpClient(f"{self.settings.hosts.portal}/portal/v1", self.name, self.settings.pace, self._login, said)
        try:
            return http.json(Ask("GET", self.portal.payload_path.lstrip("/")))
        finally:
            http.close()

    def _http(self) -> HttpClient:
        if self._frontend is None:
            self._frontend = HttpClient(self.place().base, self.name, self.settings.pace, self._login, said)
            self._clients.append(self._frontend)
        return self._frontend

    def _result(
        self, path: str, arguments: Sequence[Any], write: bool, headers: Mapping[str, str] | None = None
    ) -> Any:
        """What the method gives once its task is done."""
        params = [("culture", self.portal.culture)] if self.portal.culture else []
        context = {"X-Frontend-Context-Url": self.portal.context_url} if self.portal.context_url else {}
        ask = Ask(
            "POST",
            f"portals/{_part(self.place().portal)}/{path}",
            params,
            body=encoded(arguments, self.portal.body_as_text),
            headers={**context, **(headers or {})},
            write=write,
        )
        try:
            return self._finished(self._http().json(ask), path, write)
        except Refused as error:
            if error.status == 424 and not write:  # the system behind the portal did not answer
                raise Unreachable(error.message) from error
            raise

    def _finished(self, answer: Any, path: str, write: bool) -> Any:
        method = path.rpartition("/")[2]
        found = self._task(answer, method, write)
        deadline = time.monotonic() + self.portal.task_seconds
        while not found.done:
            if time.monotonic() > deadline:
                raise self._unsure(f"{method} was not done after {self.portal.task_seconds:g} seconds", write)
            time.sleep(self.portal.poll_seconds)  # always as long: polling never backs off, and is never quicker
            try:
                found = self._task(self._http().json(Ask("GET", f"backgroundTasks/{_part(found.uuid)}")), method, write)
            except (Unreachable, Refused, NeedsLogin) as error:
                if isinstance(error, NeedsLogin) and not write:
                    raise
                raise self._unsure(f"the end of {method} could not be asked for ({error.message})", write) from error
        if found.failure:
            if found.away:
                raise self._unsure(f"{method} found a system behind the portal away: {found.failure.message}", write)
            raise Refused(
                f"{self.name}: {method} failed: {found.failure.message}. See what the portal says of it.",
                0,
                found.failure.code,
            )
        return found.result

    def _task(self, answer: Any, method: str, write: bool) -> Task:
        try:
            return task(answer)
        except ValueError as error:
            raise self._unsure(f"{method} answered something that cannot be read ({error})", write) from error

    def _unsure(self, words: str, write: bool) -> Unreachable | LostReply:
        if write:
            return LostReply(f"{self.name}: {words}; whether it took effect is not known yet.")
        return Unreachable(f"{self.name}: {words}. Run again later.")


def _page(infos: Any, page_type: str) -> str:
    """The first page of this type."""
    for info in infos if isinstance(infos, list) else []:
        members = opened(info, "flat")
        if scalar(pick(members, "page_type")) == page_type:
            return scalar(pick(members, "uuid"))
    return ""


def _part(text: str) -> str:
    return quote(text, safe="")


def _safe(base: str) -> str:
    """The base, if a credential may be sent there: encrypted, or on this very machine."""
    parts = urlsplit(base)
    local = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "::1", "localhost")
    return base if local or (parts.scheme == "https" and parts.hostname) else ""


def _closed(clients: list[HttpClient | Login]) -> None:
    for client in clients:
        client.close()
