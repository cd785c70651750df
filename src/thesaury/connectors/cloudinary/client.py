"""The requests of Cloudinary that we use, one method each: how they are asked, not what the answers mean."""

import json
import time
import weakref
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha1
from typing import Any
from urllib.parse import quote

from thesaury.connectors.budget import Policy, machine_budget
from thesaury.connectors.cloudinary.settings import Settings
from thesaury.connectors.http import Ask, HttpClient, Reply, Said
from thesaury.model.errors import LostReply, NeedsLogin, Refused, Unreachable
from thesaury.ports.secrets import Secrets

MOST_IDS = 100
"""So many assets can be asked for by id at once."""

_TOO_MANY = 420
_HOUR, _SILENCE = 3600.0, 900.0
_EXTRAS = ("tags", "context", "metadata")
Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a search: assets, the cursor of the next page (empty after the last), and how many there are in all."""

    assets: tuple[Item, ...]
    following: str
    total: int


class KeyAndSecret:
    """Basic credentials, which are never renewed: a person makes another key. The vault is opened at each request."""

    def __init__(self, connection: str, secrets: Secrets) -> None:
        """Nothing is read from the vault yet."""
        self._connection, self._secrets = connection, secrets

    def pair(self) -> tuple[str, str]:
        """Key and secret. Raises NeedsLogin when one is missing."""
        key, secret = (self._secrets.get(self._connection, name) for name in ("api_key", "api_secret"))
        if key and secret:
            return key, secret
        missing = "api_secret" if key else "api_key"
        way = f"thesaury secret set {self._connection} {missing}"
        raise NeedsLogin(f"{self._connection} has no {missing} yet. Give it with: {way}")

    def headers(self) -> Mapping[str, str]:
        """The header of the Admin API. Raises NeedsLogin."""
        return {"Authorization": f"Basic {b64encode(':'.join(self.pair()).encode()).decode()}"}

    def renew(self, refused: Mapping[str, str]) -> bool:
        """There is no other key to be had."""
        return False


class Api:
    """One connection's way to Cloudinary. Every method raises Unreachable, NeedsLogin or Refused; writes also LostReply."""

    def __init__(self, settings: Settings, secrets: Secrets) -> None:
        """Nothing is sent before it is asked for; sockets are given back when nothing holds this any more."""
        self._name, self._auth = settings.connection, KeyAndSecret(settings.connection, secrets)
        policy = Policy(settings.requests_per_hour, _HOUR, _SILENCE)
        self._budget = machine_budget(f"cloudinary-{settings.cloud_name}", policy)
        base = f"{settings.base_url}/{settings.cloud_name}"
        self._http = HttpClient(base, settings.connection, settings.pace, self._auth, _said, self._budget)
        self.close = weakref.finalize(self, self._http.close)

    def search(self, expression: str, sort: Sequence[Mapping[str, str]], most: int, cursor: str = "") -> Found:
        """One page of what an expression finds, with tags, context and structured metadata."""
        body = {"sort_by": list(sort), "max_results": most, "with_field": list(_EXTRAS)}
        body |= {"expression": expression} if expression else {}
        body |= {"next_cursor": cursor} if cursor else {}
        answer = self._asked(Ask("POST", "resources/search", body=body))
        total, following = answer.get("total_count"), answer.get("next_cursor")
        found = self._items(answer, "resources")
        return Found(found, following if isinstance(following, str) else "", total if isinstance(total, int) else 0)

    def by_ids(self, ids: Sequence[str]) -> dict[str, Item]:
        """Those of at most MOST_IDS assets that are there, by id."""
        params = [*(("asset_ids[]", one) for one in ids), *((extra, "true") for extra in _EXTRAS)]
        answer = self._asked(Ask("GET", "resources/by_asset_ids", params))
        found = {str(item.get("asset_id")): item for item in self._items(answer, "resources")}
        return {one: found[one] for one in ids if one in found}

    def fields(self) -> tuple[Item, ...]:
        """The definitions of all structured metadata fields."""
        return self._items(self._asked(Ask("GET", "metadata_fields")), "metadata_fields")

    def field(self, name: str) -> Item:
        """One definition by external id."""
        return self._asked(Ask("GET", f"metadata_fields/{_part(name)}"))

    def allow(self, name: str, entries: Mapping[str, str]) -> None:
        """Add entries (external id to value) to a field's datasource; those that are there stay."""
        body = {"values": [{"external_id": entry, "value": value} for entry, value in entries.items()]}
        self._asked(Ask("PUT", f"metadata_fields/{_part(name)}/datasource", body=body, write=True))

    def set_metadata(self, asset: str, values: Mapping[str, str | Sequence[str]]) -> None:
        """Set these metadata fields of one asset (a list for a set, a text for the rest); other fields stay."""
        told = "|".join(f"{name}={_escaped(value)}" for name, value in values.items())
        answer = self._asked(Ask("PUT", f"resources/{_part(asset)}", form=[("metadata", told)], write=True))
        if answer.get("asset_id") != asset:
            raise LostReply(f"{self._name}: Cloudinary's answer does not show the asset {asset}; it is read back.")

    def tag(self, asset: Item, command: str, label: str) -> None:
        """Add or remove one tag of one asset, by the signed call that leaves all other tags alone."""
        key, secret = self._auth.pair()
        told = {"command": command, "public_ids": str(asset.get("public_id")), "tag": label}
        told |= {"timestamp": str(int(time.time())), "type": str(asset.get("type") or "upload")}
        text = "&".join(f"{name}={value}" for name, value in sorted(told.items()))
        signature = sha1(f"{text}{secret}".encode("utf-8", "surrogatepass")).hexdigest()
        form = [("public_ids[]" if name == "public_ids" else name, value) for name, value in told.items()]
        form += [("api_key", key), ("signature", signature)]
        path = f"{_part(str(asset.get('resource_type') or 'image'))}/tags"
        self._asked(Ask("POST", path, form=form, write=True, anonymous=True))

    def _asked(self, ask: Ask) -> Item:
        """The object an answer is. 420 means too many requests just as 429 does."""
        try:
            answer = self._http.json(ask)
        except Refused as error:
            if error.status != _TOO_MANY:
                raise
            self._budget.refused()
            words = "too many requests this hour: nothing is sent to this cloud from here for 15 minutes"
            raise Unreachable(f"{self._name}: {ask.path} answered 420, {words}. Run again after that.") from error
        if isinstance(answer, Mapping):
            return answer
        raise (LostReply if ask.write else Unreachable)(f"{self._name}: {ask.path} answered in a form that is none.")

    def _items(self, answer: Item, name: str) -> tuple[Item, ...]:
        found = answer.get(name)
        if not isinstance(found, list):
            raise Unreachable(
                f"{self._name}: the list of {name} came in a form that is none. See that base_url is right."
            )
        return tuple(item for item in found if isinstance(item, Mapping))


def _said(reply: Reply) -> Said:
    """What Cloudinary says of an error: `{"error": {"message": ...}}`."""
    try:
        return Said(message=str(reply.json()["error"]["message"])[:300].rstrip(". "))
    except (ValueError, KeyError, TypeError, RecursionError):
        return Said()


def _escaped(value: str | Sequence[str]) -> str:
    text = value if isinstance(value, str) else json.dumps(list(value), ensure_ascii=False)
    return text.replace("=", "\\=").replace("|", "\\|")


def _part(text: str) -> str:
    """An id as one part of a path, whatever it holds."""
    return quote(text, safe="").replace(".", "%2E")
