"""Requests to the plugin on one site; every answer comes back as it is."""

import json
import weakref
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thesaury.connectors.http import Ask, HttpClient, Reply, Said, said_nothing
from thesaury.connectors.texts import plain
from thesaury.connectors.wordpress.settings import Settings
from thesaury.model.errors import LostReply, NeedsLogin, Refused, Unreachable
from thesaury.ports.secrets import Secrets

Item = Mapping[str, Any]

_NO_PLUGIN = "rest_no_route"
_OURS = "/thesaury/v1"
AT_ONCE = 50
"""So many ids stand in one address."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file to send."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class PasswordAuth:
    """An application password of one user; there is no way to renew it but to make another one."""

    connection: str
    user: str
    secrets: Secrets

    def headers(self) -> Mapping[str, str]:
        """The header of Basic authentication. Raises NeedsLogin where the password is missing."""
        password = self.secrets.get(self.connection, "password")
        if not password:
            raise NeedsLogin(
                f"{self.connection} has no application password. Make one in the user's profile in WordPress and give it with: "
                f"thesaury secret set {self.connection} password"
            )
        return {"Authorization": f"Basic {b64encode(f'{self.user}:{password.strip()}'.encode()).decode()}"}

    def renew(self, refused: Mapping[str, str]) -> bool:
        """Never: it holds until somebody revokes it."""
        return False


class Api:
    """One connection's way to its site; its sockets are given back when nothing holds it any more.

    Routes are asked for by `rest_route`, which every site answers, whatever the form of its addresses. Every method raises Unreachable
    where the plugin is not there.
    """

    def __init__(self, settings: Settings, secrets: Secrets) -> None:
        """Nothing is sent before it is asked for."""
        self._settings = settings
        auth = PasswordAuth(settings.connection, settings.user, secrets)
        self._http = HttpClient(settings.site, settings.connection, settings.pace, auth, _said)
        self.close = weakref.finalize(self, self._http.close)

    def status(self) -> Item:
        """What the site is, and what our user may do there."""
        return self._get("/status", ())

    def concepts(self, after: int) -> tuple[list[Item], int]:
        """A page of concepts by the id of their terms, and where the next one begins (0: there is none)."""
        answer = self._get("/concepts", [("after", str(after)), ("limit", "1000")])
        return _items(answer, "concepts"), _number(answer, "next")

    def put_concepts(self, concepts: Sequence[Item]) -> None:
        """Make or change concepts."""
        self._send(Ask("POST", _PATH, _route("/concepts"), body={"concepts": list(concepts)}, write=True))

    def objects(self, assets: Sequence[str] = (), ids: Sequence[str] = ()) -> list[Item]:
        """The objects of these assets, and those with these ids, 50 of each at most."""
        if not assets and not ids:
            return []
        asked = [*(("assets[]", one) for one in assets), *(("ids[]", one) for one in ids)]
        return [self._known(one) for one in _items(self._get("/media", asked), "objects")]

    def page(self, after: int) -> tuple[list[Item], int]:
        """A page of all objects, and where the next one begins (0: there is none)."""
        answer = self._get("/media", [("after", str(after)), ("limit", "100")])
        return [self._known(one) for one in _items(answer, "objects")], _number(answer, "next")

    def make(self, asset: str, edit: Item, file: Upload) -> Item | None:
        """Make the object of an asset; the one that is there is changed."""
        form = [("asset", asset), ("name", file.name), ("edit", json.dumps(edit))]
        return self._written("/media", form, file)

    def change(self, id_: str, edit: Item, file: Upload | None = None) -> Item | None:
        """Change what is named of an object. Raises Refused with the status 404 where it is gone."""
        return self._written(f"/media/{_id(id_)}", [("edit", json.dumps(edit))], file)

    def withdraw(self, id_: str, how: str, placeholder: Upload | None = None) -> Item | None:
        """Withdraw an object; None where it is gone then."""
        return self._written(f"/media/{_id(id_)}/withdraw", [("how", how)], placeholder)

    def uses(self, after: int) -> tuple[list[Item], int]:
        """A page of uses by the id of the pages, and where the next one begins (0: there is none)."""
        answer = self._get("/uses", [("after", str(after))])
        return _items(answer, "uses"), _number(answer, "next")

    def _get(self, route: str, params: Sequence[tuple[str, str]]) -> Item:
        return self._send(Ask("GET", _PATH, [*_route(route), *params]))

    def _written(self, route: str, form: Sequence[tuple[str, str]], file: Upload | None) -> Item | None:
        files = [("file", (file.name, file.content, file.media_type))] if file else []
        answer = self._send(Ask("POST", _PATH, _route(route), form=form, files=files, write=True))
        found = answer.get("object", "")
        if found is None:
            return None
        if not isinstance(found, Mapping):
            raise LostReply(f"{self._settings.connection}: WordPress's answer to a write says nothing of the object.")
        return self._known(found)

    def _known(self, item: Item) -> Item:
        """An object that says which one it is: one that did not could neither be withdrawn nor be said to be gone."""
        if item.get("asset") and item.get("id"):
            return item
        raise Unreachable(
            f"{self._settings.connection}: the plugin Thesaury answered with an object that has no asset or no id. See that the plugin "
            "in WordPress is the one of this version (its file: thesaury plugin wordpress --out thesaury.zip)."
        )

    def _send(self, ask: Ask) -> Item:
        try:
            answer = self._http.json(ask)
        except Refused as error:
            raise self._explained(error) from error
        if not isinstance(answer, Mapping):
            raise Unreachable(
                f"{self._settings.connection}: the site answered with no object. See what answers at {self._http.base}."
            )
        return answer

    def _explained(self, error: Refused) -> Exception:
        if error.code == _NO_PLUGIN or (error.status == 404 and not error.code):
            return Unreachable(
                f"{self._settings.connection}: the plugin Thesaury does not answer at {self._http.base}. Install it there and switch it on"
                " (its file: thesaury plugin wordpress --out thesaury.zip), then run again."
            )
        return error


_PATH = "index.php"


def _route(route: str) -> list[tuple[str, str]]:
    return [("rest_route", f"{_OURS}{route}")]


def _id(id_: str) -> int:
    """Ids of WordPress are numbers; what is none is the id of nothing."""
    return int(id_) if id_.isdecimal() and len(id_) < 19 else 0


def _items(answer: Item, name: str) -> list[Item]:
    found = answer.get(name)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _number(answer: Item, name: str) -> int:
    found = answer.get(name)
    return found if isinstance(found, int) and not isinstance(found, bool) else 0


def _said(reply: Reply) -> Said:
    """WordPress says `{code, message, data}`; whatever stands before it says a page of words."""
    try:
        told = reply.json()
    except (ValueError, RecursionError):
        return said_nothing(reply)
    if not isinstance(told, Mapping):
        return said_nothing(reply)
    return Said(str(told.get("code") or ""), plain(str(told.get("message") or ""))[:300])
