"""What the rights fields of an asset are about (`ports.licences.LicenceReader`); metadata fields by the setting `rights`.

Access rules say who can fetch a file and when, and moderation how a review of the picture went: what is approved, and open to all, grants
nothing by itself, and the rest goes to a person.
"""

from thesaury.connectors.licence_roles import FieldReader, configured
from thesaury.model.connection import Connection
from thesaury.ports.licences import LicenceReader, Role
from thesaury.ports.source import Tools

_VERSION = "1"
_SAY_NOTHING = {("moderation_status", "approved"), ("access_type", "anonymous")}


def open_licences(connection: Connection, tools: Tools) -> LicenceReader:
    """The reader of a connection's licences. Raises Usage where the setting `rights` is wrong."""
    return FieldReader("cloudinary", _VERSION, _own, configured(connection))


def _own(name: str, value: str) -> tuple[Role, str]:
    return (Role.NOTICE if (name, value.strip().lower()) in _SAY_NOTHING else Role.UNREAD), value
