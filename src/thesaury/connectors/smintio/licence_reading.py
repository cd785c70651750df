"""The licences of bought content as terms: `ports.licences.LicenceReader` over what the source has stored."""

from collections.abc import Sequence

from thesaury.connectors.smintio.purchases import Bought, bought, version
from thesaury.model.asset import Licence
from thesaury.model.connection import Connection
from thesaury.ports.licences import LicenceReader, StatedLicence
from thesaury.ports.source import Tools


class SmintioLicences:
    """Purchases by their transaction; what a portal says of the assets of its DAMs is left to others."""

    @property
    def version(self) -> str:
        """The version of the crosswalk."""
        return version()

    def read(self, licences: Sequence[Licence]) -> tuple[Sequence[StatedLicence], Sequence[Licence]]:
        """Every purchase, and the licences that belong to none."""
        others = [licence for licence in licences if not dict(licence.fields[:1]).get("transaction")]
        return [_stated(purchase) for purchase in bought(licences)], others


def open_licences(connection: Connection, tools: Tools) -> LicenceReader:
    """The reader of a connection's licences; they are read alike for all of them."""
    return SmintioLicences()


def _stated(found: Bought) -> StatedLicence:
    return StatedLicence(found.statement, found.purchase, found.fields, tuple(one.text for one in found.texts))
