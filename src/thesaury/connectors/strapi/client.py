"""The requests of Strapi that we use, one method each: how they are asked, not what the answers mean."""

import json
import weakref
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from thesaury.connectors.http import Ask, HttpClient, Reply, Said
from thesaury.connectors.strapi.settings import Settings
from thesaury.model.errors import LostReply, NeedsLogin, Refused, Unreachable
from thesaury.ports.secrets import Secrets

ASSETS, CONCEPTS = "thesaury-assets", "thesaury-concepts"
DRAFT, PUBLISHED = "draft", "published"

_ASSET_UID = "api::thesaury-asset.thesaury-asset"
Item = Mapping[str, Any]
Params = Sequence[tuple[str, str]]


class Token:
    """An API token, which is never renewed: a person makes another one. The vault is opened at each request."""

    def __init__(self, connection: str, secrets: Secrets) -> None:
        """Nothing is read from the vault yet."""
        self._connection, self._secrets = connection, secrets

    def headers(self) -> Mapping[str, str]:
        """The header of every request. Raises NeedsLogin."""
        if token := self._secrets.get(self._connection, "token"):
            return {"Authorization": f"Bearer {token}"}
        way = f"thesaury secret set {self._connection} token"
        raise NeedsLogin(f"{self._connection} has no token yet. Make one in Strapi (Settings, API Tokens), then: {way}")

    def renew(self, refused: Mapping[str, str]) -> bool:
        """There is no other token to be had."""
        return False


class Api:
    """One connection's way to Strapi. Every method raises Unreachable, NeedsLogin or Refused; writes also LostReply."""

    def __init__(self, settings: Settings, secrets: Secrets) -> None:
        """Nothing is sent before it is asked for; sockets are given back when nothing holds this any more."""
        self._name, self._size = settings.connection, settings.page_size
        auth = Token(settings.connection, secrets)
        self._http = HttpClient(f"{settings.base_url}/api", settings.connection, settings.pace, auth, _said)
        self.close = weakref.finalize(self, self._http.close)

    def all(self, plural: str, params: Params = (), status: str = PUBLISHED) -> Iterator[Item]:
        """Every entry of a type in the order in which they were made, as drafts or live; pages are read as they are asked for."""
        page, pages = 1, 1
        while page <= pages:
            paging = (("pagination[page]", str(page)), ("pagination[pageSize]", str(self._size)))
            answer = self._object(Ask("GET", plural, (*params, *paging, ("sort", "id"), ("status", status))))
            yield from self._items(answer)
            pages, page = self._pages(answer), page + 1

    def count(self, plural: str) -> int:
        """How many entries of a type there are, drafts too."""
        paging = (("pagination[pageSize]", "1"), ("fields[0]", "documentId"), ("status", DRAFT))
        answer = self._object(Ask("GET", plural, paging))
        self._pages(answer)
        total = answer["meta"]["pagination"].get("total")
        return total if isinstance(total, int) else 0

    def one(self, plural: str, id: str, params: Params = (), status: str = PUBLISHED) -> Item | None:
        """One entry, None where there is none in that state."""
        try:
            answer = self._object(Ask("GET", f"{plural}/{_part(id)}", (*params, ("status", status))))
        except Refused as error:
            if error.status == 404:
                return None
            raise
        return self._data(answer)

    def create(self, plural: str, data: Item, status: str) -> Item:
        """A new entry. Without a status it would be live at once, so there is always one."""
        ask = Ask("POST", plural, (("status", status),), body={"data": dict(data)}, write=True)
        return self._data(self._object(ask), lost=True)

    def update(self, plural: str, id: str, data: Item, status: str) -> Item:
        """Change these attributes of an entry, in its draft alone or in both, and make it live then."""
        ask = Ask("PUT", f"{plural}/{_part(id)}", (("status", status),), body={"data": dict(data)}, write=True)
        return self._data(self._object(ask), lost=True)

    def delete(self, plural: str, id: str) -> None:
        """Remove an entry with its draft; one that is gone already is fine."""
        self._http.reply(Ask("DELETE", f"{plural}/{_part(id)}", write=True))

    def unpublish(self, id: str) -> None:
        """Take an asset's entry from the live site and keep its draft; this route comes with the content types."""
        self._http.json(Ask("POST", f"{ASSETS}/{_part(id)}/actions/unpublish", write=True))

    def upload(self, name: str, media_type: str, content: bytes, words: Item, row: int) -> None:
        """A new file, which becomes the file of this row of an asset at once."""
        form = [("ref", _ASSET_UID), ("refId", str(row)), ("field", "file"), ("fileInfo", json.dumps(words))]
        files = [("files", (name, content, media_type))]
        self._http.json(Ask("POST", "upload", form=form, files=files, write=True))

    def replace(self, file: int, name: str, media_type: str, content: bytes) -> None:
        """Another content for a file, whose addresses stay."""
        files = [("files", (name, content, media_type))]
        self._http.json(Ask("POST", "upload", (("id", str(file)),), files=files, write=True))

    def describe(self, file: int, words: Item) -> None:
        """Other words for a file."""
        self._http.json(Ask("POST", "upload", (("id", str(file)),), form=[("fileInfo", json.dumps(words))], write=True))

    def files(self, field: str, operator: str, value: str) -> list[Item]:
        """The files of which this holds. Raises Unreachable where one of them cannot be read: then it cannot be said to be gone."""
        answer = self._http.json(Ask("GET", "upload/files", ((f"filters[{field}][{operator}]", value),)))
        if isinstance(answer, list) and all(
            isinstance(one, Mapping) and isinstance(one.get("id"), int) for one in answer
        ):
            return answer
        raise Unreachable(
            f"{self._name}: Strapi's answer shows no list of files. See that base_url leads to a Strapi 5."
        )

    def delete_file(self, file: int) -> None:
        """Remove a file with all its sizes; one that is gone already is fine."""
        try:
            self._http.reply(Ask("DELETE", f"upload/files/{file}", write=True))
        except Refused as error:
            if error.status != 404:
                raise

    def _object(self, ask: Ask) -> Item:
        answer = self._http.json(ask)
        if isinstance(answer, Mapping):
            return answer
        raise (LostReply if ask.write else Unreachable)(f"{self._name}: {ask.path} answered in a form that is none.")

    def _data(self, answer: Item, lost: bool = False) -> Item:
        data = answer.get("data")
        if isinstance(data, Mapping) and isinstance(data.get("documentId"), str):
            return data
        error = LostReply if lost else Unreachable
        raise error(f"{self._name}: Strapi's answer shows no entry. See that base_url leads to a Strapi 5.")

    def _items(self, answer: Item) -> tuple[Item, ...]:
        data = answer.get("data")
        if isinstance(data, list):
            return tuple(one for one in data if isinstance(one, Mapping) and isinstance(one.get("documentId"), str))
        raise Unreachable(f"{self._name}: Strapi's answer shows no list. See that base_url leads to a Strapi 5.")

    def _pages(self, answer: Item) -> int:
        meta = answer.get("meta")
        pagination = meta.get("pagination") if isinstance(meta, Mapping) else None
        count = pagination.get("pageCount") if isinstance(pagination, Mapping) else None
        if isinstance(count, int):
            return count
        raise Unreachable(f"{self._name}: Strapi's list does not say how many pages it has. See that it is a Strapi 5.")


def among(field: str, values: Sequence[str]) -> list[tuple[str, str]]:
    """The filter for entries whose field has one of these values."""
    return [(f"filters[{field}][$in][{number}]", value) for number, value in enumerate(values)]


def _said(reply: Reply) -> Said:
    """What Strapi says of an error: `{"error": {"name", "message", "details": {"errors": [{"path"}]}}}`."""
    try:
        error = reply.json()["error"]
        details = error.get("details") or {}
        paths = [".".join(map(str, one["path"])) for one in details.get("errors", ()) if one.get("path")]
        where = f" ({', '.join(paths)})" if paths else ""
        return Said(str(error["name"]), f"{error['message']}{where}"[:300].rstrip(". "))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Said()


def _part(text: str) -> str:
    """An id as one part of a path, whatever it holds."""
    return quote(text, safe="").replace(".", "%2E")
