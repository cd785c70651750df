"""Requests to one portal; every answer comes back as it is, every refusal for a missing right with what to ask for."""

import json
import weakref
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from thesaury.connectors.budget import Budget, Policy, machine_budget
from thesaury.connectors.bynder import errors
from thesaury.connectors.bynder.errors import Need, lacking, said
from thesaury.connectors.bynder.ids import asset_shape, rfc_shape
from thesaury.connectors.bynder.oauth import OAuth, auth_of
from thesaury.connectors.bynder.reading import text
from thesaury.connectors.bynder.settings import Settings
from thesaury.connectors.downloading import download
from thesaury.connectors.http import Ask, HttpClient, Pairs, Reply
from thesaury.model.connection import Connection
from thesaury.model.errors import Refused, Unreachable
from thesaury.ports.source import Tools

_POLICY = Policy(4500, 300.0, 300.0)
_TAXONOMY_PAGE = 500
_TAGS_PAGE = 1000
_MOST_PAGES = 10_000
Document = Mapping[str, Any]


def portal_budget() -> Budget:
    """What every portal together is asked from this machine: Bynder counts by source address."""
    return machine_budget("bynder", _POLICY)


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of assets: the cursor after it where the portal gives one, and the total where it was asked for."""

    items: tuple[Document, ...]
    cursor: str
    total: int | None


class BynderApi:
    """One connection's way to its portal; its sockets are given back when nothing holds it any more."""

    def __init__(self, connection: Connection, settings: Settings, tools: Tools) -> None:
        """Nothing is sent before it is asked for."""
        self.name, self.settings = connection.name, settings
        budget = portal_budget()
        auth = auth_of(connection, settings, tools, budget)
        self._http = HttpClient(settings.portal, connection.name, settings.pace, auth, said, budget)
        self._elsewhere = HttpClient(settings.portal, connection.name, settings.pace, None, said)
        logins = [auth.http] if isinstance(auth, OAuth) else []
        self.close = weakref.finalize(self, _closed, self._http, self._elsewhere, *logins)

    def user(self) -> Document:
        """The user behind the credential."""
        return self._mapping(Ask("GET", "api/v4/currentUser/"), errors.USER)

    def media(self, params: Pairs) -> Listed:
        """One page of the list of assets, whichever of its two bodies it has."""
        ask = Ask("GET", "api/v4/media/", params)
        reply, answer = self._call(ask, errors.READ)
        given = answer.get("media") if isinstance(answer, Mapping) else answer
        if not isinstance(given, list):
            raise Unreachable(f"{self.name}: the list of assets came in a form that is no list. Run again later.")
        told = answer.get("total") if isinstance(answer, Mapping) else None
        counted = told.get("count") if isinstance(told, Mapping) else told
        total = counted if isinstance(counted, int) and not isinstance(counted, bool) else None
        items = tuple(one for one in given if isinstance(one, Mapping))
        return Listed(items, reply.headers.get("x-bynder-nextcursor", "").strip(), total)

    def asset(self, id_: str) -> Document | None:
        """One asset in detail, None when there is none. Ask with an id of the right shape only: a wrong one looks like a deleted one."""
        try:
            return self._mapping(Ask("GET", f"api/v4/media/{_part(asset_shape(id_))}/"), errors.READ)
        except Refused as error:
            if error.status == 404:
                return None
            raise

    def trash(self, page: int, limit: int) -> list[Document]:
        """What was deleted in the last 30 days, newest first."""
        order = [("field", "media.dateRemoved"), ("order", "desc")]
        return self._list(
            Ask("GET", "api/trash/media", [*order, ("limit", str(limit)), ("page", str(page))]), errors.TRASH
        )

    def metaproperties(self, with_options: bool = True) -> Any:
        """The metaproperties as they are listed, with their options."""
        return self._json(Ask("GET", "api/v4/metaproperties/", [("options", str(int(with_options)))]), errors.META_READ)

    def references(self, metaproperty: str) -> Iterator[tuple[str, str]]:
        """Every option of a metaproperty with its external reference (or an empty text), page by page."""
        path = f"api/1/taxonomy/metaproperties/{_part(rfc_shape(metaproperty))}/options"
        start = ""
        for _ in range(_MOST_PAGES):
            params = [("limit", str(_TAXONOMY_PAGE)), *([("start", start)] if start else [])]
            answer = self._mapping(Ask("GET", path, params), errors.META_READ)
            found = answer.get("options")
            for one in found if isinstance(found, list) else ():
                yield asset_shape(text(one.get("id"))), text(one.get("externalReference"))
            metadata = answer.get("metadata")
            following = text(metadata.get("nextPage")) if isinstance(metadata, Mapping) else ""
            if not following or following == start:
                return
            start = following

    def dependencies(self, metaproperty: str) -> Any:
        """For the options of a metaproperty, the options each depends on."""
        return self._json(
            Ask("GET", f"api/v4/metaproperties/{_part(metaproperty)}/options/dependencies"), errors.META_READ
        )

    def create_option(self, metaproperty: str, option: Document) -> str:
        """Make an option; its id, also where it was there already. Raises LostReply among others: asking once more is harmless."""
        form = [("data", json.dumps(option, ensure_ascii=False))]
        ask = Ask("POST", f"api/v4/metaproperties/{_part(metaproperty)}/options/", form=form, write=True)
        try:
            return text(self._mapping(ask, errors.META_WRITE).get("id"))
        except Refused as error:
            if error.status == 400 and asset_shape(error.code):
                return error.code
            raise

    def modify_option(self, metaproperty: str, option: str, members: Document) -> None:
        """Change members of an option; its name cannot be changed."""
        path = f"api/v4/metaproperties/{_part(metaproperty)}/options/{_part(option)}/"
        form = [("data", json.dumps(members, ensure_ascii=False))]
        self._reply(Ask("POST", path, form=form, write=True), errors.META_WRITE)

    def set_options(self, method: str, asset: str, metaproperty: str, options: Sequence[str]) -> int:
        """Add (POST) or take away (DELETE) options of an asset and leave every other one; gives the status."""
        body = {"asset_id": asset, "metaproperty_id": metaproperty, "metaproperty_option_ids": list(options)}
        return self._reply(Ask(method, "api/media/options", body=body, write=True), errors.EDIT).status

    def tags(self) -> Iterator[tuple[str, str]]:
        """Every tag with its id."""
        given: set[str] = set()
        for page in range(1, _MOST_PAGES):
            params = [("limit", str(_TAGS_PAGE)), ("page", str(page))]
            listed = self._list(Ask("GET", "api/v4/tags/", params), errors.READ)
            found = {text(one.get("id")): text(one.get("tag")) for one in listed}
            if found.keys() <= given:  # a page may be shorter than asked for: only nothing new is the end
                return
            given |= found.keys()
            yield from ((tag, id_) for id_, tag in found.items())

    def set_tag(self, method: str, tag: str, asset: str) -> int:
        """Put (POST) one tag on an asset or take it away (DELETE) and leave every other one; gives the status."""
        path, ids = f"api/v4/tags/{_part(tag)}/media/", json.dumps([asset])
        if method == "DELETE":
            return self._reply(Ask(method, path, [("deleteIds", asset)], write=True), errors.EDIT).status
        return self._reply(Ask(method, path, form=[("data", ids)], write=True), errors.EDIT).status

    def replace_tags(self, asset: str, tags: Sequence[str]) -> int:
        """Give one asset this list of tags in the place of the one it has, which was read just before; gives the status."""
        form = [("tags", ",".join(tags))]
        return self._reply(Ask("POST", f"api/v4/media/{_part(asset)}/", form=form, write=True), errors.EDIT).status

    def usage(self, integration: str) -> list[Document]:
        """Where assets are published, as one integration reported it."""
        return self._list(Ask("GET", "api/media/usage", [("integration_id", integration)]), errors.USAGE_READ)

    def report(self, body: Document) -> Document:
        """Replace what is published at some addresses; saying the same again is harmless."""
        return self._mapping(Ask("POST", "api/media/usage/sync", body=body, write=True), errors.USAGE_WRITE)

    def events(self, path: str, params: Pairs) -> tuple[list[Any], str]:
        """One page of analytics events, and the cursor after it."""
        reply, answer = self._call(Ask("GET", f"v7/analytics/api/{path}", params), errors.ANALYTICS)
        if not isinstance(answer, list):
            raise Unreachable(f"{self.name}: the events of {path} came in a form that is no list. Run again later.")
        return answer, reply.headers.get("next-cursor", "").strip()

    def subscriptions(self) -> list[Document]:
        """The webhooks of the portal."""
        answer = self._json(Ask("GET", _HOOKS), errors.HOOKS_READ)
        found = answer if isinstance(answer, list) else next(iter(_lists(answer)), [])
        return [one for one in found if isinstance(one, Mapping)]

    def subscribe(self, body: Document) -> None:
        """Make a webhook."""
        self._reply(Ask("POST", _HOOKS, body=body, write=True), errors.HOOKS_WRITE)

    def resubscribe(self, id_: str, members: Document) -> None:
        """Change members of a webhook."""
        self._reply(Ask("PATCH", f"{_HOOKS}/{_part(id_)}", body=members, write=True), errors.HOOKS_WRITE)

    def download(self, id_: str) -> str:
        """The address of the original of an asset, good for a quarter of an hour; the portal counts this as a download."""
        path = f"api/v4/media/{_part(asset_shape(id_))}/download"
        return text(self._mapping(Ask("GET", path, [("type", "original")]), errors.DOWNLOAD).get("s3_file"))

    def file(self, address: str, place: Path, most: int) -> bool:
        """The file at a signed address, which gets no credential, put at this place; false where it has more than `most` bytes."""
        return download(self._elsewhere, address, place, most)

    def picture(self, address: str) -> Reply:
        """What is at an address; the portal's own with credential and budget, any other with neither."""
        ours = address.startswith(f"{self.settings.portal}/")
        return self._http.reply(Ask("GET", address, led=True)) if ours else self.outside(address)

    def outside(self, address: str) -> Reply:
        """What is at an address that gets neither our credential nor a share of the budget."""
        return self._elsewhere.reply(Ask("GET", address, anonymous=True, led=True))

    def _call(self, ask: Ask, need: Need) -> tuple[Reply, Any]:
        try:
            return self._http.call(ask, parsed=True)
        except Refused as error:
            raise lacking(self.name, error, need) from error

    def _reply(self, ask: Ask, need: Need) -> Reply:
        try:
            return self._http.reply(ask)
        except Refused as error:
            raise lacking(self.name, error, need) from error

    def _json(self, ask: Ask, need: Need) -> Any:
        return self._call(ask, need)[1]

    def _mapping(self, ask: Ask, need: Need) -> Document:
        answer = self._json(ask, need)
        if not isinstance(answer, Mapping):
            raise Unreachable(f"{self.name}: {ask.path} answered with no object. Run again later.")
        return answer

    def _list(self, ask: Ask, need: Need) -> list[Document]:
        answer = self._json(ask, need)
        if not isinstance(answer, list):
            raise Unreachable(f"{self.name}: {ask.path} answered with no list. Run again later.")
        return [one for one in answer if isinstance(one, Mapping)]


_HOOKS = "v7/webhooks/public/api/subscriptions"


def _lists(answer: Any) -> Iterator[list[Any]]:
    yield from (one for one in (answer.values() if isinstance(answer, Mapping) else ()) if isinstance(one, list))


def _part(id_: str) -> str:
    return quote(id_, safe="")


def _closed(*clients: HttpClient) -> None:
    for client in clients:
        client.close()
