"""Tells the portal where its assets are published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from thesaury.connectors.bynder.client import BynderApi, Document
from thesaury.connectors.bynder.ids import asset_shape
from thesaury.connectors.bynder.reading import text
from thesaury.connectors.bynder.settings import settings_of
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.ports.source import Tools
from thesaury.ports.usage import Publication, Reported

_NO_ID = "This is no id of Bynder's."


@dataclass(frozen=True, slots=True)
class BynderReport:
    """Replaces what one integration said of some addresses."""

    api: BynderApi

    def report(self, uris: Sequence[str], publications: Sequence[Publication]) -> Reported:
        """Say what is shown at these addresses; saying the same again changes nothing."""
        if not uris:
            return Reported(0)
        wrong = tuple((one.external_id, _NO_ID) for one in publications if not asset_shape(one.external_id))
        usages = [
            {"asset_id": asset_shape(one.external_id), "uri": one.uri, "additional": one.note}
            for one in publications
            if asset_shape(one.external_id)
        ]
        body = {"integration_id": self.api.settings.integration, "uris": list(dict.fromkeys(uris)), "usages": usages}
        answer = self.api.report(body)
        rejected = tuple((text(one.get("asset_id")), text(one.get("reason"))) for one in _listed(answer, "rejected"))
        accepted, new, removed = (len(_listed(answer, name)) for name in ("accepted", "new", "removed"))
        return Reported(accepted, new, removed, (*wrong, *rejected))


def _listed(answer: Document, name: str) -> list[Document]:
    found = answer.get(name)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def open_report(connection: Connection, tools: Tools) -> BynderReport:
    """The way to report publications. Raises Usage without an integration id."""
    settings = settings_of(connection)
    if not settings.integration:
        raise Usage(
            f"To report where assets are published, {connection.name} needs the setting 'integration_id', from Bynder's support."
        )
    return BynderReport(BynderApi(connection, settings, tools))
