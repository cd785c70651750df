"""What the rights fields of an asset are about (`ports.licences.LicenceReader`); metaproperties by the setting `rights`.

Flags and dates of Bynder restrict what the portal shows and gives out. None of them says what a picture may be used for, so that a
flag that is on, and each date, goes to a person unless the connection says what it means there.
"""

from thesaury.connectors.bynder.settings import settings_of
from thesaury.connectors.licence_roles import FieldReader, configured, switched
from thesaury.model.connection import Connection
from thesaury.ports.licences import LicenceReader, Role
from thesaury.ports.source import Tools

FLAGS = ("limited", "archive", "watermarked")
DATES = ("limitedDate", "archiveDate", "watermarkDate")
NOTICES = ("isPublic", "datePublished")
"""Who can see it without a login, and since when it is in the portal: neither is a licence."""

_VERSION = "1"


def open_licences(connection: Connection, tools: Tools) -> LicenceReader:
    """The reader of a connection's licences. Raises Usage for a wrong setting."""
    settings_of(connection)
    return FieldReader("bynder", _VERSION, _own, configured(connection))


def _own(name: str, value: str) -> tuple[Role, str]:
    if name in NOTICES:
        return Role.NOTICE, value
    return switched(value) if name in FLAGS else (Role.UNREAD, value)
