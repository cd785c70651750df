"""Requests to the content licensing interface: pages of purchases, vocabularies, binaries."""

import weakref
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import quote

from thesaury.connectors.http import Ask, HttpClient
from thesaury.connectors.smintio.errors import said, spelled
from thesaury.connectors.smintio.localised import scalar
from thesaury.connectors.smintio.oauth import Login
from thesaury.connectors.smintio.settings import Settings
from thesaury.connectors.smintio.stream import Stretch
from thesaury.model.connection import Connection
from thesaury.model.errors import Unreachable
from thesaury.ports.source import Tools


class LicensedApi:
    """One connection's way to the licensed base; its sockets are given back when nothing holds it any more."""

    def __init__(self, connection: Connection, settings: Settings, tools: Tools) -> None:
        """Nothing is sent before it is asked for."""
        login = Login(connection, settings, tools)
        self.name, self.paths = connection.name, settings.paths
        self._http = HttpClient(settings.hosts.licensed, connection.name, settings.pace, login, said)
        self.close = weakref.finalize(self, _closed, self._http, login)

    def page(self, cursor: str, limit: int) -> Stretch:
        """The purchases after this cursor. Raises Unreachable, NeedsLogin or Refused (code continuation_uuid_invalid among others)."""
        params = [("limit", str(limit)), *([("continuationUuid", cursor)] if cursor else [])]
        answer = self._http.json(Ask("GET", self.paths.transactions.lstrip("/"), params))
        items = answer.get("license_purchase_transactions") if isinstance(answer, Mapping) else None
        if not isinstance(answer, Mapping) or not (items is None or isinstance(items, list)) or spelled(answer):
            raise Unreachable(f"{self.name}: the purchases came in a form that is no page. {_PATHS}")
        if not {"license_purchase_transactions", "count"} & set(answer):
            raise Unreachable(f"{self.name}: the answer holds neither purchases nor a count. {_PATHS}")
        count = answer.get("count")
        found = tuple(items or ())
        return Stretch(found, scalar(answer.get("continuation_uuid")), count if isinstance(count, int) else len(found))

    def vocabularies(self) -> Mapping[str, Any]:
        """The vocabularies by name. Raises Unreachable, NeedsLogin or Refused."""
        answer = self._http.json(Ask("GET", self.paths.metadata.lstrip("/")))
        if not isinstance(answer, Mapping) or spelled(answer):
            raise Unreachable(f"{self.name}: the vocabularies came in a form that cannot be read. {_PATHS}")
        return answer

    def binaries(self, cart: str, transaction: str) -> list[Mapping[str, Any]]:
        """The files behind one purchase, each with an address good for an hour at most. Raises Unreachable, NeedsLogin, Refused."""
        path = self.paths.binaries.replace("{cart}", quote(cart, safe="")).replace("{lpt}", quote(transaction, safe=""))
        answer = self._http.json(Ask("GET", path.lstrip("/")))
        entries = answer.get("binaries") if isinstance(answer, Mapping) else answer
        if not isinstance(entries, list):
            raise Unreachable(
                f"{self.name}: the files of purchase {transaction} came in a form that is no list. {_PATHS}"
            )
        return [entry for entry in entries if isinstance(entry, Mapping)]

    def stream(self, address: str) -> AbstractContextManager[Iterator[bytes]]:
        """The bytes behind a signed address, which gets no credential of ours. Raises Unreachable, or Refused with 403 when it lapsed."""
        return self._http.stream(Ask("GET", address, anonymous=True, led=True))


_PATHS = "See that licensed_url and the three path settings are those of your Swagger page, then run again."


def _closed(*clients: HttpClient | Login) -> None:
    for client in clients:
        client.close()
