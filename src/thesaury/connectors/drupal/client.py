"""The requests of Drupal's JSON:API that we use, one method each: how they are asked, not what the answers mean."""

import weakref
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from thesaury.connectors.drupal.settings import Settings
from thesaury.connectors.http import Ask, HttpClient, Reply, Said
from thesaury.model.errors import LostReply, NeedsLogin, Refused, Unreachable
from thesaury.ports.secrets import Secrets

_TYPE = "application/vnd.api+json"
_HEADERS = {"Content-Type": _TYPE, "Accept": _TYPE}
Item = Mapping[str, Any]
Params = Sequence[tuple[str, str]]


class Credential:
    """A token (OAuth), else a name with its password; neither is renewed. The vault is opened at each request."""

    def __init__(self, settings: Settings, secrets: Secrets) -> None:
        """Nothing is read from the vault yet."""
        self._settings, self._secrets = settings, secrets

    def headers(self) -> Mapping[str, str]:
        """The header of every request. Raises NeedsLogin."""
        connection, name = self._settings.connection, self._settings.username
        if token := self._secrets.get(connection, "token"):
            return {"Authorization": f"Bearer {token}"}
        password = self._secrets.get(connection, "password")
        if name and password:
            return {"Authorization": f"Basic {b64encode(f'{name}:{password}'.encode()).decode()}"}
        what = "password" if name else "username"
        way = f"thesaury secret set {connection} password" if name else "the setting username and its password"
        raise NeedsLogin(f"{connection} has no {what} yet. Give it with: {way}")

    def renew(self, refused: Mapping[str, str]) -> bool:
        """There is no other to be had."""
        return False


class Page:
    """A list with what was included in it, by type and id."""

    def __init__(self, answer: Item) -> None:
        """From a whole answer."""
        data, included = answer.get("data"), answer.get("included")
        found = data if isinstance(data, list) else [data] if data else []
        self.items = [one for one in found if isinstance(one, Mapping) and one.get("id")]
        with_ids = [one for one in included if isinstance(one, Mapping)] if isinstance(included, list) else []
        self.included = {(str(one.get("type")), str(one.get("id"))): one for one in with_ids}
        links = answer.get("links")
        self.last = not (isinstance(links, Mapping) and links.get("next"))


class Api:
    """One connection's way to Drupal. Every method raises Unreachable, NeedsLogin or Refused; writes also LostReply."""

    def __init__(self, settings: Settings, secrets: Secrets) -> None:
        """Nothing is sent before it is asked for; sockets are given back when nothing holds this any more."""
        self._name, self._size = settings.connection, settings.page_size
        self._media, self._field = settings.media, settings.file_field
        auth = Credential(settings, secrets)
        self._http = HttpClient(f"{settings.base_url}/jsonapi", settings.connection, settings.pace, auth, _said)
        self.close = weakref.finalize(self, self._http.close)

    def pages(self, path: str, params: Params = ()) -> Iterator[Page]:
        """A list page by page, in the order in which its things were made. The addresses of further pages are made here, never followed."""
        offset, page = 0, None
        while page is None or not page.last:
            paging = (("page[limit]", str(self._size)), ("page[offset]", str(offset)))
            page = Page(self._object(Ask("GET", path, (*params, *paging), headers=_HEADERS)))
            yield page
            offset += self._size

    def one(self, path: str, id: str, params: Params = ()) -> Page | None:
        """One thing with what is included, None where there is none."""
        try:
            return Page(self._object(Ask("GET", f"{path}/{_part(id)}", params, headers=_HEADERS)))
        except Refused as error:
            if error.status == 404:
                return None
            raise

    def create(self, path: str, resource: Item) -> str:
        """Make a thing, under the id it names; returns its id."""
        answer = self._object(Ask("POST", path, body={"data": dict(resource)}, headers=_HEADERS, write=True))
        data = answer.get("data")
        if isinstance(data, Mapping) and data.get("id"):
            return str(data["id"])
        raise LostReply(f"{self._name}: Drupal's answer shows nothing made. See that base_url leads to the site.")

    def update(self, path: str, id: str, resource: Item) -> None:
        """Change the attributes and relationships that it names; a relationship as a whole."""
        body = {"data": {**resource, "type": path.replace("/", "--"), "id": id}}
        self._http.reply(Ask("PATCH", f"{path}/{_part(id)}", body=body, headers=_HEADERS, write=True))

    def relate(self, path: str, id: str, field: str, others: Sequence[Item], away: bool = False) -> None:
        """Add these to a relationship, or take them away, and leave all others."""
        where = f"{path}/{_part(id)}/relationships/{field}"
        body = {"data": list(others)}
        self._http.reply(Ask("DELETE" if away else "POST", where, body=body, headers=_HEADERS, write=True))

    def delete(self, path: str, id: str) -> None:
        """Remove a thing; one that is gone already is fine."""
        try:
            self._http.reply(Ask("DELETE", f"{path}/{_part(id)}", headers=_HEADERS, write=True))
        except Refused as error:
            if error.status != 404:
                raise

    def upload(self, name: str, content: bytes) -> str:
        """A new file for media of our type, by its id; Drupal drops it after some hours unless it is used."""
        headers = {"Content-Type": "application/octet-stream", "Accept": _TYPE}
        headers["Content-Disposition"] = f'file; filename="{file_name(name)}"'
        ask = Ask("POST", f"{self._media}/{self._field}", content=content, headers=headers, write=True)
        data = self._object(ask).get("data")
        if isinstance(data, Mapping) and data.get("id"):
            return str(data["id"])
        raise LostReply(f"{self._name}: Drupal's answer to an upload shows no file.")

    def _object(self, ask: Ask) -> Item:
        answer = self._http.json(ask)
        if isinstance(answer, Mapping) and ("data" in answer or "links" in answer):
            return answer
        error = LostReply if ask.write else Unreachable
        raise error(f"{self._name}: {ask.path} answered in a form that is none. See that the module JSON:API is on.")


def file_name(name: str) -> str:
    """A name as it can stand in the header of an upload."""
    return "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-_.") else "_" for sign in name)


def among(field: str, values: Sequence[str]) -> list[tuple[str, str]]:
    """The filter for things whose field has one of these values."""
    told = [("filter[of][condition][path]", field), ("filter[of][condition][operator]", "IN")]
    return told + [(f"filter[of][condition][value][{number}]", value) for number, value in enumerate(values, 1)]


def beginning(field: str, start: str) -> list[tuple[str, str]]:
    """The filter for things whose field begins so."""
    told = [("filter[of][condition][path]", field), ("filter[of][condition][operator]", "STARTS_WITH")]
    return [*told, ("filter[of][condition][value]", start)]


def filled(field: str) -> list[tuple[str, str]]:
    """The filter for things whose field has any value."""
    return [("filter[of][condition][path]", field), ("filter[of][condition][operator]", "IS NOT NULL")]


def _said(reply: Reply) -> Said:
    """What Drupal says of an error: `{"errors": [{"title", "detail", "source": {"pointer"}}]}`."""
    try:
        error = reply.json()["errors"][0]
        return Said(str(error.get("title", "")), str(error.get("detail") or error["title"])[:300].rstrip(". "))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        return Said()


def _part(text: str) -> str:
    """An id as one part of a path, whatever it holds."""
    return quote(text, safe="").replace(".", "%2E")
