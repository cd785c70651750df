"""The requests of Contentful's Content Management API that we use, one method each: how they are asked, not what the answers mean."""

import weakref
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlsplit

from thesaury.connectors.contentful.settings import Settings
from thesaury.connectors.http import Ask, HttpClient, Reply, Said
from thesaury.model.errors import LostReply, NeedsLogin, Refused, Unreachable
from thesaury.ports.secrets import Secrets

ASSETS, ENTRIES = "assets", "entries"
MOST_IDS = 40
"""So many things are asked for by id at once."""

_JSON = {"Content-Type": "application/vnd.contentful.management.v1+json"}
_PATCH = {"Content-Type": "application/json-patch+json"}
_VERSION = "X-Contentful-Version"
Item = Mapping[str, Any]
Params = Sequence[tuple[str, str]]


class Token:
    """A management token, which is never renewed: a person makes another one. The vault is opened at each request."""

    def __init__(self, connection: str, secrets: Secrets) -> None:
        """Nothing is read from the vault yet."""
        self._connection, self._secrets = connection, secrets

    def headers(self) -> Mapping[str, str]:
        """The header of every request. Raises NeedsLogin."""
        if token := self._secrets.get(self._connection, "token"):
            return {"Authorization": f"Bearer {token}"}
        way = f"thesaury secret set {self._connection} token"
        raise NeedsLogin(
            f"{self._connection} has no token yet. Make a personal access token in Contentful, then: {way}"
        )

    def renew(self, refused: Mapping[str, str]) -> bool:
        """There is no other token to be had."""
        return False


class Api:
    """One connection's way to Contentful. Every method raises Unreachable, NeedsLogin or Refused; writes also LostReply."""

    def __init__(self, settings: Settings, secrets: Secrets) -> None:
        """Nothing is sent before it is asked for; sockets are given back when nothing holds this any more."""
        self._name, self._size = settings.connection, settings.page_size
        self._space = f"spaces/{settings.space}/environments/{settings.environment}"
        self._taxonomy = f"organizations/{settings.organization}/taxonomy"
        self._upload = f"spaces/{settings.space}/uploads"
        auth = Token(settings.connection, secrets)
        self._http = HttpClient(settings.base_url, settings.connection, settings.pace, auth, _said)
        self._files = HttpClient(settings.upload_url, settings.connection, settings.pace, auth, _said)
        self.close = weakref.finalize(self, _closed, self._http, self._files)

    def by_ids(self, kind: str, ids: Sequence[str]) -> list[Item]:
        """Those of at most MOST_IDS assets or entries that are there."""
        params = (("sys.id[in]", ",".join(ids)), ("limit", str(len(ids))))
        return self._items(self._object(Ask("GET", f"{self._space}/{kind}", params)))

    def all(self, kind: str, params: Params = (), published: bool = False) -> Iterator[Item]:
        """Every asset or entry by id, as it is edited, or as it was published last."""
        path, skip, total = f"{self._space}/{'public/' if published else ''}{kind}", 0, 1
        while skip < total:
            paging = (("order", "sys.id"), ("limit", str(self._size)), ("skip", str(skip)))
            answer = self._object(Ask("GET", path, (*params, *paging)))
            items = self._items(answer)
            yield from items
            found = answer.get("total")
            skip, total = skip + self._size, found if isinstance(found, int) else 0

    def one(self, kind: str, id: str) -> Item | None:
        """One asset or entry, None where there is none."""
        return self._perhaps(f"{self._space}/{kind}/{_part(id)}")

    def listed(self, kind: str) -> list[Item]:
        """The locales or content types of the environment."""
        return self._items(self._object(Ask("GET", f"{self._space}/{kind}", (("limit", "1000"),))))

    def put(self, kind: str, id: str, body: Item, version: int | None, content_type: str = "") -> Item:
        """Make an asset or entry of this id (without a version), or put this in the place of the one of this version."""
        extra = {"X-Contentful-Content-Type": content_type} if content_type else {}
        return self._put(f"{self._space}/{kind}/{_part(id)}", body, version, extra)

    def delete(self, kind: str, id: str, version: int) -> None:
        """Remove an asset or entry that is not published; one that is gone already is fine."""
        self._gone(f"{self._space}/{kind}/{_part(id)}", version)

    def publish(self, kind: str, id: str, version: int) -> Item:
        """Let this version be seen."""
        return self._put(f"{self._space}/{kind}/{_part(id)}/published", None, version, {})

    def unpublish(self, kind: str, id: str, version: int) -> None:
        """Take an asset or entry from the live site."""
        self._gone(f"{self._space}/{kind}/{_part(id)}/published", version)

    def unarchive(self, kind: str, id: str, version: int) -> Item:
        """Bring back what somebody put away."""
        path = f"{self._space}/{kind}/{_part(id)}/archived"
        return self._object(Ask("DELETE", path, headers={_VERSION: str(version)}, write=True))

    def upload(self, content: bytes) -> str:
        """Bytes that an asset may take from here within a day, by their id."""
        headers = {"Content-Type": "application/octet-stream"}
        answer = self._files.json(Ask("POST", self._upload, content=content, headers=headers, write=True))
        sys = answer.get("sys") if isinstance(answer, Mapping) else None
        if isinstance(sys, Mapping) and isinstance(sys.get("id"), str):
            return str(sys["id"])
        raise LostReply(f"{self._name}: Contentful's answer to an upload shows no id.")

    def process(self, id: str, locale: str, version: int) -> None:
        """Have the file of an asset made from what was uploaded; that takes a moment after the answer."""
        path = f"{self._space}/assets/{_part(id)}/files/{_part(locale)}/process"
        self._http.reply(Ask("PUT", path, headers={_VERSION: str(version)}, write=True))

    def concepts(self) -> Iterator[Item]:
        """Every concept of the organisation, all clients' together."""
        path, params = f"{self._taxonomy}/concepts", [("limit", str(self._size))]
        seen = {""}
        while path not in seen:
            seen.add(path)
            answer = self._object(Ask("GET", path, params))
            yield from self._items(answer)
            pages = answer.get("pages")
            following = pages.get("next") if isinstance(pages, Mapping) else None
            parts = urlsplit(following if isinstance(following, str) else "")  # never to another host
            path, params = (f"{parts.path.lstrip('/')}?{parts.query}" if parts.path else ""), []

    def put_concept(self, id: str, body: Item, version: int | None) -> Item:
        """Make a concept of this id, or put this in the place of the one of this version."""
        return self._put(f"{self._taxonomy}/concepts/{_part(id)}", body, version, {})

    def scheme(self, id: str) -> Item | None:
        """A concept scheme, None where there is none."""
        return self._perhaps(f"{self._taxonomy}/concept-schemes/{_part(id)}")

    def put_scheme(self, id: str, body: Item) -> Item:
        """Make a scheme of this id."""
        return self._put(f"{self._taxonomy}/concept-schemes/{_part(id)}", body, None, {})

    def patch_scheme(self, id: str, changes: Sequence[Item], version: int) -> Item:
        """Change parts of a scheme by JSON Patch."""
        path = f"{self._taxonomy}/concept-schemes/{_part(id)}"
        headers = {**_PATCH, _VERSION: str(version)}
        return self._object(Ask("PATCH", path, body=list(changes), headers=headers, write=True))

    def _put(self, path: str, body: Item | None, version: int | None, extra: Mapping[str, str]) -> Item:
        headers = {**_JSON, **extra} | ({_VERSION: str(version)} if version is not None else {})
        return self._object(Ask("PUT", path, body=body, headers=headers, write=True))

    def _gone(self, path: str, version: int) -> None:
        try:
            self._http.reply(Ask("DELETE", path, headers={_VERSION: str(version)}, write=True))
        except Refused as error:
            if error.status != 404:
                raise

    def _perhaps(self, path: str) -> Item | None:
        try:
            return self._object(Ask("GET", path))
        except Refused as error:
            if error.status == 404:
                return None
            raise

    def _object(self, ask: Ask) -> Item:
        answer = self._http.json(ask)
        if _known(answer, listed=True):
            return dict(answer)
        error = LostReply if ask.write else Unreachable
        raise error(f"{self._name}: {ask.path} answered in a form that is none. See that base_url is right.")

    def _items(self, answer: Item) -> list[Item]:
        found = answer.get("items")
        if not isinstance(found, list):
            raise Unreachable(f"{self._name}: Contentful's answer shows no list. See that base_url is right.")
        return [one for one in found if _known(one)]


def _known(thing: object, listed: bool = False) -> bool:
    """Whether it is a thing with an id, or (`listed`) an array of them."""
    sys = thing.get("sys") if isinstance(thing, Mapping) else None
    return isinstance(sys, Mapping) and (isinstance(sys.get("id"), str) or (listed and sys.get("type") == "Array"))


def _closed(*clients: HttpClient) -> None:
    for client in clients:
        client.close()


def _said(reply: Reply) -> Said:
    """What Contentful says of an error: `{"sys": {"id": "VersionMismatch"}, "message": ..., "details": ...}`."""
    try:
        body = reply.json()
        code = str(body["sys"]["id"])
        return Said(code, f"{code} {body.get('message', '')}"[:300].rstrip(". "))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Said()


def _part(text: str) -> str:
    """An id as one part of a path, whatever it holds."""
    return quote(text, safe="")
