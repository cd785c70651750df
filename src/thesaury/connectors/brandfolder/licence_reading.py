"""What the rights fields of an asset are about (`ports.licences.LicenceReader`); custom fields by the setting `rights`.

Availability is all Brandfolder knows: published grants nothing by itself, expired forbids every use, and whatever else is said, or not
said, goes to a person.
"""

from thesaury.connectors.licence_roles import FieldReader, configured
from thesaury.model.connection import Connection
from thesaury.ports.licences import LicenceReader, Role
from thesaury.ports.source import Tools

_VERSION = "1"
_AVAILABILITY = {"published": Role.NOTICE, "expired": Role.PROHIBITED}
_DATES = {"availability_start": Role.VALID_FROM, "availability_end": Role.VALID_UNTIL}


def open_licences(connection: Connection, tools: Tools) -> LicenceReader:
    """The reader of a connection's licences. Raises Usage where the setting `rights` is wrong."""
    return FieldReader("brandfolder", _VERSION, _own, configured(connection))


def _own(name: str, value: str) -> tuple[Role, str]:
    if name == "availability":
        return _AVAILABILITY.get(value.strip().lower(), Role.UNREAD), value
    return _DATES.get(name, Role.UNREAD), value
