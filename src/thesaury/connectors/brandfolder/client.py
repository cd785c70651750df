"""The requests of Brandfolder that we use, one method each: how they are asked, not what the answers mean."""

import weakref
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from thesaury.connectors.brandfolder.settings import ONLY, Settings
from thesaury.connectors.brandfolder.shapes import Item, Listing, items, key, listing, text
from thesaury.connectors.downloading import download
from thesaury.connectors.http import Ask, HttpClient
from thesaury.model.errors import NeedsLogin, Refused, Unreachable, Usage
from thesaury.ports.secrets import Secrets

FIELDS = "created_at,updated_at,cdn_url,availability"
DATES = "availability_start,availability_end"
INCLUDES = "attachments,custom_fields,section,collections,tags"
EVENTS = ("asset.create", "asset.update", "asset.delete")
_JSON = {"Content-Type": "application/json", "Accept": "application/json"}  # also on GET: the contract asks for both
_MOST_PAGES = 10_000
_Answer = TypeVar("_Answer")


class ApiKey:
    """The bearer header of the connection's key, which is never renewed: a person makes another one."""

    def __init__(self, connection: str, secrets: Secrets) -> None:
        """The vault is opened at each request, so that a new key counts at once."""
        self._connection, self._secrets = connection, secrets

    def headers(self) -> Mapping[str, str]:
        """The header. Raises NeedsLogin without a key."""
        if kept := self._secrets.get(self._connection, "api_key"):
            return {"Authorization": f"Bearer {kept}"}
        raise NeedsLogin(
            f"{self._connection} has no API key yet. Give it with: thesaury secret set {self._connection} api_key"
        )

    def renew(self, refused: Mapping[str, str]) -> bool:
        """There is no other key to be had."""
        return False


class Api:
    """One connection's way to Brandfolder. Every method raises Unreachable, NeedsLogin or Refused; writes also LostReply."""

    def __init__(self, settings: Settings, secrets: Secrets) -> None:
        """Nothing is sent before it is asked for; sockets are given back when nothing holds this any more."""
        self.settings = settings
        auth = ApiKey(settings.connection, secrets)
        self._http = HttpClient(settings.base_url, settings.connection, settings.pace, auth)
        self._hooks = HttpClient(settings.webhook_url, settings.connection, settings.pace, auth)
        self._brandfolder: Item | None = None
        self._labels = True
        self.close = weakref.finalize(self, _closed, self._http, self._hooks)

    def whoami(self) -> Any:
        """Who the key belongs to; the vendor's own client asks this, its definition does not have it."""
        return self._got("users/whoami")

    @property
    def brandfolder(self) -> str:
        """The key of this connection's brandfolder. Raises NeedsLogin when the key sees none, Usage when it does not see this one."""
        if self._brandfolder is None:
            self._brandfolder = self._chosen(self._all("brandfolders"))
        return key(self._brandfolder)

    @property
    def title(self) -> str:
        """The brandfolder's name."""
        return self.brandfolder and text(self._brandfolder or {}, "name")

    def organization(self) -> str:
        """The key of the organization this brandfolder belongs to, empty where the answer does not say."""
        answer = self._got(f"brandfolders/{part(self.brandfolder)}", ("include", "organization"))
        included = items(answer.get("included")) if isinstance(answer, Mapping) else ()
        return next((key(item) for item in included if item.get("type") == "organizations"), "")

    def assets(self, page: int, per: int, search: str = "", whole: bool = True, sort: str = "updated_at") -> Listing:
        """One page of assets, the last changed (or made) first; `whole` with all fields and everything related."""
        params = [
            ("page", str(page)),
            ("per", str(per)),
            ("sort_by", sort),
            ("order", "DESC"),
        ]  # never one of the two alone
        params += [("search", search)] if search else []
        params += [("fields", FIELDS)] if whole else []
        path = f"brandfolders/{part(self.brandfolder)}/assets"
        return self._with_labels(lambda includes: self._page(path, [*params, *(includes if whole else [])]))

    def asset(self, asset: str, whole: bool = True) -> tuple[Item, tuple[Item, ...]]:
        """One asset with what it is related to; not `whole`: only its availability and the dates of it."""
        fields = ("fields", f"{FIELDS},{DATES}" if whole else f"availability,{DATES}")
        path = f"assets/{part(asset)}"
        answer = self._with_labels(
            lambda includes: self._got(path, fields, *(includes if whole else [])), "brandfolder,"
        )
        found = items(answer.get("data")) if isinstance(answer, Mapping) else ()
        if len(found) != 1:
            raise Unreachable(
                f"{self.settings.connection}: the asset {asset} came in a form that is none. Run again later."
            )
        return found[0], items(answer.get("included"))

    def listed(self, what: str, *params: tuple[str, str]) -> tuple[Item, ...]:
        """All sections, collections, labels or custom_field_keys of the brandfolder."""
        return self._all(f"brandfolders/{part(self.brandfolder)}/{what}", *params)

    def values_in_use(self, field: str) -> tuple[str, ...]:
        """The different values that assets now hold in the custom field of this name."""
        path = f"brandfolders/{part(self.brandfolder)}/custom_field_keys"
        found = self._page(path, [("include", "custom_field_values")]).included
        return tuple(dict.fromkeys(text(value, "value") for value in found if text(value, "key") == field))

    def tags(self, asset: str) -> tuple[Item, ...]:
        """The tags of one asset."""
        return self._all(f"assets/{part(asset)}/tags")

    def add_tags(self, asset: str, names: Sequence[str]) -> None:
        """Add tags; what is there stays."""
        self._put("POST", f"assets/{part(asset)}/tags", _body([{"name": name} for name in names]))

    def remove_tags(self, asset: str, names: Sequence[str], language: str) -> None:
        """Ask for tags to be removed by name; it is done some time after the answer."""
        body = {"tags": list(names), "locale": language or "en"}
        self._put("DELETE", f"async/tags/assets/{part(asset)}", body)

    def field_values(self, asset: str) -> tuple[Item, ...]:
        """The custom field values of one asset: one object for each value."""
        return self._all(f"assets/{part(asset)}/custom_field_values")

    def add_field_values(self, field: str, asset: str, values: Sequence[str]) -> None:
        """Add values of one custom field (by its key's id) to one asset."""
        to = {"asset": {"data": {"type": "assets", "id": asset}}}
        body = {"data": [{"attributes": {"value": value}, "relationships": to} for value in values]}
        self._put("POST", f"custom_field_keys/{part(field)}/custom_field_values", body)

    def remove_field_value(self, value: str) -> None:
        """Remove one value object."""
        self._put("DELETE", f"custom_field_values/{part(value)}")

    def make_field(self, name: str, allowed: Sequence[str] = ()) -> None:
        """Make a custom field; with allowed values it takes only those."""
        told = {"allowed_values": list(allowed), "restricted": True} if allowed else {"restricted": False}
        self._put("POST", f"brandfolders/{part(self.brandfolder)}/custom_field_keys", _body([{"name": name, **told}]))

    def allow(self, field: Item, allowed: Sequence[str]) -> None:
        """Give a custom field these allowed values; the name is always sent along."""
        told = {"name": text(field, "name"), "allowed_values": list(allowed)}
        self._put("PUT", f"custom_field_keys/{part(key(field))}", _body(told))

    def subscriptions(self) -> tuple[Item, ...]:
        """The subscriptions to events this key owns."""
        return items(_data(self._hooks.json(Ask("GET", "webhooks", headers=_JSON))))

    def subscribe(self, event: str, address: str) -> None:
        """Subscribe an address to one kind of event; Refused with 409 when it is so already."""
        told = {
            "event_type": event,
            "resource_key": self.brandfolder,
            "resource_type": "brandfolder",
            "callback_url": address,
        }
        self._hooks.reply(Ask("POST", "webhooks", body=_body(told), headers=_JSON, write=True))

    def unsubscribe(self, subscription: str) -> None:
        """Take a subscription away."""
        self._hooks.reply(Ask("DELETE", f"webhooks/{part(subscription)}", headers=_JSON, write=True))

    def bytes(self, address: str) -> bytes:
        """What lies behind a signed address, which gets no credential of ours; Refused once it has lapsed."""
        return self._http.reply(Ask("GET", address, anonymous=True, led=True)).body

    def file(self, address: str, place: Path, most: int) -> bool:
        """The same, put at this place; false where it has more than `most` bytes."""
        return download(self._http, address, place, most)

    def _chosen(self, seen: Sequence[Item]) -> Item:
        name, wanted = self.settings.connection, self.settings.brandfolder
        if not seen:
            raise NeedsLogin(
                f"{name}: the API key sees no brandfolder, which is also what a wrong key is told: check the key. "
                f"Give it again with: thesaury secret set {name} api_key"
            )
        fits = [one for one in seen if wanted in (key(one), text(one, "slug"), *([ONLY] if len(seen) == 1 else []))]
        if fits:
            return fits[0]
        there = ", ".join(f"{text(one, 'slug') or key(one)} ({text(one, 'name')})" for one in seen)
        raise Usage(f"{name}: the API key sees no brandfolder '{wanted}'; set brandfolder to one of: {there}.")

    def _with_labels(self, ask: Callable[[list[tuple[str, str]]], _Answer], first: str = "") -> _Answer:
        """Ask for labels along with the rest: it is not documented, so where it is refused we go on without."""
        if self._labels:
            try:
                return ask([("include", f"{first}{INCLUDES},labels")])
            except Refused as error:
                if error.status != 400:
                    raise
            answer = ask([("include", f"{first}{INCLUDES}")])
            self._labels = False
            return answer
        return ask([("include", f"{first}{INCLUDES}")])

    def _all(self, path: str, *params: tuple[str, str]) -> tuple[Item, ...]:
        """Every item of a list. Its pages are not documented, so the first is asked for without a number."""
        found = self._page(path, list(params))
        everything = list(found.items)
        while found.following and found.items and found.following < _MOST_PAGES:
            found = self._page(path, [*params, ("page", str(found.following))])
            everything += found.items
        return tuple({key(item): item for item in everything}.values())

    def _page(self, path: str, params: Sequence[tuple[str, str]]) -> Listing:
        found = listing(self._got(path, *params))
        if found is None:
            raise Unreachable(
                f"{self.settings.connection}: {path} came in a form that is no list. See that base_url is right."
            )
        return found

    def _got(self, path: str, *params: tuple[str, str]) -> Any:
        return self._http.json(Ask("GET", path, params, headers=_JSON))

    def _put(self, method: str, path: str, body: Any = None) -> None:
        """A write; its answer has to be JSON, for a proxy's page with status 200 is no yes."""
        self._http.json(Ask(method, path, body=body, headers=_JSON, write=True))


def part(text: str) -> str:
    """A key as one part of a path, whatever it holds."""
    return quote(text, safe="").replace(".", "%2E")


def _body(told: Any) -> dict[str, Any]:
    return {"data": {"attributes": told}}


def _data(answer: Any) -> Any:
    return answer.get("data") if isinstance(answer, Mapping) else None


def _closed(*clients: HttpClient) -> None:
    for client in clients:
        client.close()
