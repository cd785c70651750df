"""The requests of Wagtail's API v3 that we use, and those of our app beside it: how they are asked, not what the answers mean."""

import json
import weakref
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from thesaury.connectors.http import Ask, HttpClient, Reply, Said
from thesaury.connectors.wagtail.settings import Settings
from thesaury.model.errors import LostReply, NeedsLogin, Refused, Unreachable
from thesaury.ports.secrets import Secrets

AT_ONCE = 25
"""So many references stand in one address: servers take four thousand characters of it."""

_CONCEPTS, _ASSETS = 500, 200
Item = Mapping[str, Any]
File = tuple[str, bytes, str]


class Token:
    """An API token of a user of the site, which is never renewed. The vault is opened at each request."""

    def __init__(self, connection: str, secrets: Secrets) -> None:
        """Nothing is read from the vault yet."""
        self._connection, self._secrets = connection, secrets

    def headers(self) -> Mapping[str, str]:
        """The header of a request. Raises NeedsLogin."""
        if token := self._secrets.get(self._connection, "token"):
            return {"Authorization": f"Bearer {token}"}
        raise NeedsLogin(
            f"{self._connection} has no token yet. Give it with: thesaury secret set {self._connection} token"
        )

    def renew(self, refused: Mapping[str, str]) -> bool:
        """There is no other token to be had."""
        return False


class Api:
    """One connection's way to a site. Every method raises Unreachable, NeedsLogin or Refused; writes also LostReply.

    Addresses are built here: those that Wagtail puts into its answers name the host that it believes to have.
    """

    def __init__(self, settings: Settings, secrets: Secrets) -> None:
        """Nothing is sent before it is asked for; sockets are given back when nothing holds this any more."""
        self._name = settings.connection
        base = f"{settings.base_url}/{settings.api_path}"
        self._http = HttpClient(base, settings.connection, settings.pace, Token(settings.connection, secrets), _said)
        self.close = weakref.finalize(self, self._http.close)

    def whoami(self) -> Item:
        """Who the token stands for. What anybody may read is answered to a dead token, too, so this is asked first."""
        return self._object(Ask("GET", "whoami/"))

    def about(self) -> Item | None:
        """What our app says of the site; None where it is not there."""
        try:
            return self._object(Ask("GET", "thesaury/"))
        except Refused as error:
            if error.status == 404:
                return None
            raise

    def assets(self, refs: Sequence[str]) -> tuple[Item, ...]:
        """Those of these assets that are there."""
        found: list[Item] = []
        for start in range(0, len(refs), AT_ONCE):
            params = [("ref", ref) for ref in refs[start : start + AT_ONCE]]
            ask = Ask("GET", "thesaury/images/", params)
            found += (self._asset(ask, item) for item in self._items(ask))
        return tuple(found)

    def every_asset(self) -> Iterator[Item]:
        """All of them by number."""
        ask = Ask("GET", "thesaury/images/")
        return (self._asset(ask, item) for item in self._walked(ask.path, _ASSETS))

    def make(self, data: Item, file: File) -> Item:
        """Make an asset, or find the one that is there."""
        ask = self._form("thesaury/images/", [("data", _json(data))], file)
        return self._asset(ask, self._object(ask))

    def change(self, image: str, data: Item, file: File | None) -> Item:
        """Change an asset, its file too where one is given."""
        ask = self._form(f"thesaury/images/{_number(image)}/", [("data", _json(data))], file)
        return self._asset(ask, self._object(ask))

    def withdraw(self, image: str, how: str, tag: str, file: File | None) -> Item | None:
        """Withdraw an asset; None where it was deleted."""
        ask = self._form(f"thesaury/images/{_number(image)}/withdraw/", [("how", how), ("tag", tag)], file)
        reply = self._http.reply(ask)
        return None if reply.status == 204 else self._asset(ask, self._read(ask, reply))

    def concepts(self) -> Iterator[Item]:
        """All concepts by number."""
        yield from self._walked("thesaury/concepts/", _CONCEPTS)

    def put_concepts(self, concepts: Sequence[Item]) -> int:
        """See that these are there; returns how many were written."""
        answer = self._object(Ask("PUT", "thesaury/concepts/", body=list(concepts), write=True))
        written = answer.get("written")
        return written if isinstance(written, int) else 0

    def uses(self) -> Iterator[Item]:
        """Where assets stand, as our app sees it."""
        after = ""
        while True:
            ask = Ask("GET", "thesaury/uses/", [("after", after)] if after else [])
            answer = self._object(ask)
            yield from self._listed(ask, answer)
            after = str(answer.get("more") or "")
            if not after:
                return

    def image_fields(self) -> Item:
        """What a new image may be given, by the site's own description of its API. Raises Refused where it gives none."""
        for path, methods in _part(self._object(Ask("GET", "openapi.json")), "paths").items():
            if path.endswith("/images/") and isinstance(methods, Mapping) and "post" in methods:
                content = _part(_part(_part(methods, "post"), "requestBody"), "content")
                schemas = [_part(_part(content, kind), "schema") for kind in content]
                return next((found for one in schemas if "file" in (found := _part(one, "properties"))), {})
        return {}

    def image(self, image: str) -> Item | None:
        """One image, None where there is none of this number."""
        try:
            return self._object(Ask("GET", f"images/{_number(image)}/"))
        except Refused as error:
            if error.status == 404:
                return None
            raise

    def images(self, params: Sequence[tuple[str, str]], size: int) -> Iterator[Item]:
        """Images one page after the other."""
        yield from self._paged("images/", params, size)

    def pages(self, params: Sequence[tuple[str, str]], size: int) -> Iterator[Item]:
        """Pages that the user may edit, as they are live."""
        yield from self._paged("pages/", params, size)

    def page(self, page: str, version: str) -> Item:
        """One page as it is `live` or as its `draft` is."""
        return self._object(Ask("GET", f"pages/{_number(page)}/", [("version", version)]))

    def make_image(self, fields: Mapping[str, str], file: File) -> Item:
        """Upload a new image."""
        return self._object(self._form("images/", list(fields.items()), file))

    def change_image(self, image: str, fields: Mapping[str, str]) -> Item:
        """Set fields of an image; those that Wagtail does not know it drops without a word."""
        return self._object(Ask("PATCH", f"images/{_number(image)}/", body=dict(fields), write=True))

    def delete_image(self, image: str) -> None:
        """Delete an image for good."""
        self._http.reply(Ask("DELETE", f"images/{_number(image)}/", write=True))

    def _form(self, path: str, fields: Sequence[tuple[str, str]], file: File | None) -> Ask:
        """Fields and a file as multipart; without a file as a plain form."""
        return Ask("POST", path, form=fields, files=[("file", file)] if file else (), write=True)

    def _walked(self, path: str, size: int) -> Iterator[Item]:
        after = 0
        while True:
            items = self._items(Ask("GET", path, [("after", str(after)), ("limit", str(size))]))
            yield from items
            if len(items) < size:
                return
            numbers = [item["id"] for item in items if isinstance(item.get("id"), int)]
            if not numbers or max(numbers) <= after:
                raise self._strange(Ask("GET", path))
            after = max(numbers)

    def _paged(self, path: str, params: Sequence[tuple[str, str]], size: int) -> Iterator[Item]:
        offset = 0
        while True:
            items = self._items(Ask("GET", path, [*params, ("limit", str(size)), ("offset", str(offset))]))
            yield from items
            offset += len(items)
            if len(items) < size:
                return

    def _items(self, ask: Ask) -> tuple[Item, ...]:
        return self._listed(ask, self._object(ask))

    def _listed(self, ask: Ask, answer: Item) -> tuple[Item, ...]:
        items = answer.get("items")
        if not isinstance(items, list):
            raise self._strange(ask)
        return tuple(item for item in items if isinstance(item, Mapping))

    def _asset(self, ask: Ask, item: Item) -> Item:
        """An asset that says which one it is: one that did not could neither be withdrawn nor be said to be gone."""
        if isinstance(item.get("ref"), str) and isinstance(item.get("id"), int):
            return item
        raise self._strange(ask)

    def _object(self, ask: Ask) -> Item:
        return self._mapping(ask, self._http.json(ask))

    def _read(self, ask: Ask, reply: Reply) -> Item:
        try:
            return self._mapping(ask, reply.json())
        except ValueError:
            raise self._strange(ask) from None

    def _mapping(self, ask: Ask, answer: object) -> Item:
        if isinstance(answer, Mapping):
            return answer
        raise self._strange(ask)

    def _strange(self, ask: Ask) -> Exception:
        words = f"{self._name}: {ask.path} answered in a form that is none. See that base_url and api_path are right."
        return (LostReply if ask.write else Unreachable)(words)


def _said(reply: Reply) -> Said:
    """What Wagtail says of an error: `{"title", "detail", "errors": [{"loc", "msg"}]}`."""
    try:
        told = reply.json()
        errors = [
            f"{'.'.join(map(str, one.get('loc', [])))}: {one['msg']}".lstrip(": ") for one in told.get("errors") or []
        ]
        return Said(message="; ".join([str(told.get("detail") or told.get("title") or ""), *errors])[:300].rstrip(". "))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Said()


def _part(told: Item, name: str) -> Item:
    part = told.get(name)
    return part if isinstance(part, Mapping) else {}


def _json(data: Item) -> str:
    return json.dumps(data, ensure_ascii=False)


def _number(text: str) -> int:
    """An id as a number; one that is none can be the id of nothing."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
