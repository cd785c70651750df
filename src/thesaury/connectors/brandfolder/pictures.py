"""Shows assets by their thumbnails, whose signed addresses lapse and are then asked for anew, and gives their files."""

import logging
from pathlib import Path

from thesaury.connectors.brandfolder.client import Api
from thesaury.connectors.brandfolder.mapping import attachments
from thesaury.connectors.brandfolder.settings import settings_of
from thesaury.connectors.brandfolder.shapes import attributes, natural, text
from thesaury.connectors.image_data import shown
from thesaury.model.asset import Record
from thesaury.model.connection import Connection
from thesaury.model.errors import NeedsLogin, Refused
from thesaury.ports.pictures import Pictures
from thesaury.ports.source import Tools

_log = logging.getLogger(__name__)


def open_pictures(connection: Connection, tools: Tools) -> Pictures:
    """The pictures of a Brandfolder connection. Raises Usage for a wrong setting; nothing is sent yet."""
    return BrandfolderPictures(Api(settings_of(connection), tools.secrets))


class BrandfolderPictures:
    """Thumbnails and files of the assets of one brandfolder."""

    def __init__(self, api: Api) -> None:
        """Nothing is sent yet."""
        self._api = api

    def preview(self, record: Record) -> bytes:
        """The thumbnail, from a new address where the kept one has lapsed; empty where there is none, or no picture behind it."""
        kept = record.file.location if record.file else ""
        if kept:
            try:
                return shown(self._api.bytes(kept))
            except (Refused, NeedsLogin):
                pass  # lapsed: a signed address says so with 401, 403, 404 or 410
        asset, _ = self._api.asset(record.external_id)
        address = text(asset, "thumbnail_url")
        return shown(self._api.bytes(address)) if address else b""

    def original(self, record: Record, place: Path, most: int) -> bool:
        """The first attachment that is a picture, by an address that is asked for each time; false where there is none."""
        try:
            _, near = self._api.asset(record.external_id)
            first = next((one for one in attachments(near) if text(one, "mimetype").startswith("image/")), None)
            if first is None or (natural(attributes(first), "size") or 0) > most:
                return False
            address = text(first, "url")
            return bool(address) and self._api.file(address, place, most)
        except Refused as error:
            _log.info("no original of %s: %s", record.key, error.message)
            return False
