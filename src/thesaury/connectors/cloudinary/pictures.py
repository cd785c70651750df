"""Shows assets by small renditions that Cloudinary makes of them when their address is asked for, and gives what was uploaded."""

import logging
import weakref
from pathlib import Path

from thesaury.connectors.cloudinary.settings import settings_of
from thesaury.connectors.downloading import download
from thesaury.connectors.http import Ask, HttpClient
from thesaury.connectors.image_data import shown
from thesaury.model.asset import Record
from thesaury.model.connection import Connection
from thesaury.model.errors import NeedsLogin, Refused
from thesaury.ports.pictures import Pictures
from thesaury.ports.source import Tools

_log = logging.getLogger(__name__)

_SMALL = "/upload/c_limit,h_480,w_480/"


def open_pictures(connection: Connection, tools: Tools) -> Pictures:
    """The pictures of a Cloudinary connection. Raises Usage for a wrong setting; nothing is sent yet."""
    settings = settings_of(connection)
    return CloudinaryPictures(HttpClient(settings.base_url, settings.connection, settings.pace))


class CloudinaryPictures:
    """Renditions of uploaded images and films. They are delivered from another host, which gets no credential and has no hourly budget."""

    def __init__(self, http: HttpClient) -> None:
        """Nothing is sent yet."""
        self._http = http
        self.close = weakref.finalize(self, http.close)

    def preview(self, record: Record) -> bytes:
        """The rendition as JPEG; empty where there is none, or where the environment delivers only signed renditions."""
        address = record.file.location if record.file else ""
        before, upload, rest = address.partition("/upload/")
        if not upload or record.property_values("resource_type") not in (("image",), ("video",)):
            return b""
        stem, dot, ending = rest.rpartition(".")
        small = f"{before}{_SMALL}{stem if dot and '/' not in ending else rest}.jpg"
        try:
            return shown(self._http.reply(Ask("GET", small, anonymous=True, led=True)).body)
        except (Refused, NeedsLogin):
            return b""

    def original(self, record: Record, place: Path, most: int) -> bool:
        """The uploaded picture itself; false where the environment delivers it only to whoever is signed in."""
        address = record.file.location if record.file else ""
        if "/upload/" not in address or record.property_values("resource_type") != ("image",):
            return False
        try:
            return download(self._http, address, place, most)
        except Refused as error:
            _log.info("no original of %s: %s", record.key, error.message)
            return False
