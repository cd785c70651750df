"""Pictures of records: the preview the portal made, asked for anew when its address has expired, and the original."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from thesaury.connectors.bynder import mapping
from thesaury.connectors.bynder.client import BynderApi
from thesaury.connectors.bynder.ids import asset_shape
from thesaury.connectors.bynder.settings import settings_of
from thesaury.connectors.image_data import shown
from thesaury.model.asset import Record
from thesaury.model.connection import Connection
from thesaury.model.errors import Refused
from thesaury.ports.source import Tools

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class BynderPictures:
    """Shows the assets of one portal; addresses elsewhere get no credential of ours."""

    api: BynderApi

    def preview(self, record: Record) -> bytes:
        """The preview as JPEG, PNG or WebP; empty where the asset has none or is gone."""
        try:
            found = self._fetched([record.file.location] if record.file else [])
        except Refused as error:
            if error.status not in (400, 403, 404, 410):
                raise
            found = b""
        if found:
            return found
        now = self.api.asset(record.external_id) if asset_shape(record.external_id) else None
        return self._fetched(mapping.previews(now)) if now else b""

    def original(self, record: Record, place: Path, most: int) -> bool:
        """The original, by an address that is asked for each time; false where the portal gives none to this credential."""
        if not asset_shape(record.external_id) or (record.file and record.file.bytes > most):
            return False
        try:
            address = self.api.download(record.external_id)
            usable = address.startswith(("https://", f"{self.api.settings.portal}/"))
            return usable and self.api.file(address, place, most)
        except Refused as error:
            if error.status not in (400, 403, 404, 410):
                raise
            _log.info("no original of %s: %s", record.key, error.message)
            return False

    def _fetched(self, addresses: Sequence[str]) -> bytes:
        for address in addresses:
            usable = address.startswith(("https://", f"{self.api.settings.portal}/"))
            if usable and (found := shown(self.api.picture(address).body)):
                return found
        return b""


def open_pictures(connection: Connection, tools: Tools) -> BynderPictures:
    """The pictures of a connection. Raises Usage for a wrong setting."""
    settings = settings_of(connection)
    return BynderPictures(BynderApi(connection, settings, tools))
