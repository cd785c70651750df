"""Shows records by their thumbnails, whose addresses lapse and are then asked for anew, and gives the files behind them."""

import logging
import weakref
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from thesaury.connectors.downloading import download
from thesaury.connectors.http import Ask, HttpClient
from thesaury.connectors.image_data import shown
from thesaury.connectors.smintio.originals import address_of
from thesaury.connectors.smintio.settings import settings_of
from thesaury.connectors.smintio.source import open_source
from thesaury.model.asset import Record
from thesaury.model.connection import Connection
from thesaury.model.errors import NeedsLogin, Refused
from thesaury.ports.pictures import Pictures
from thesaury.ports.source import AssetSource, Tools

_log = logging.getLogger(__name__)

_WEB = ("https://", "http://")


def open_pictures(connection: Connection, tools: Tools) -> Pictures:
    """The pictures of a Smint.io connection. Raises Usage for a wrong setting; nothing is sent yet."""
    settings = settings_of(connection)
    # Addresses are signed and often elsewhere: they get no credential of ours.
    http = HttpClient(settings.hosts.authority, connection.name, settings.pace)
    return SmintioPictures(open_source(connection, tools), http)


class _Known:
    """Nothing is known: what is read is read anew."""

    def __call__(self, external_ids: Sequence[str], /) -> Mapping[str, str]:
        return {}

    def raws(self, external_ids: Sequence[str]) -> Mapping[str, Mapping[str, Any]]:
        return {}


class SmintioPictures:
    """Thumbnails of bought content or of a portal's assets; its sockets are given back when nothing holds it any more."""

    def __init__(self, source: AssetSource, http: HttpClient) -> None:
        """Nothing is sent yet."""
        self._source, self._http = source, http
        self.close = weakref.finalize(self, http.close)

    def preview(self, record: Record) -> bytes:
        """The thumbnail, from a new address where the kept one has lapsed; empty where there is none."""
        if record.file is None:
            return b""
        try:
            return self._fetched(record.file.location)
        except (Refused, NeedsLogin):  # a signed address that lapsed says so with 401, 403, 404 or 410
            page = self._source.read([record.external_id], _Known())
            again = next(iter(page.records), None)
            return self._fetched(again.file.location) if again and again.file else b""

    def original(self, record: Record, place: Path, most: int) -> bool:
        """The first picture file that was bought, or the original behind the portal; false where it takes the consent of a person, or
        counts against a number of downloads that the licence allows."""
        try:
            address = address_of(self._source, record)
            return address.startswith(_WEB) and download(self._http, address, place, most)
        except Refused as error:
            _log.info("no original of %s: %s", record.key, error.message)
            return False

    def _fetched(self, address: str) -> bytes:
        if not address.startswith(_WEB):
            return b""
        return shown(self._http.reply(Ask("GET", address, anonymous=True, led=True)).body)
