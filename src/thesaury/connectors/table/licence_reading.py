"""What licence columns are about (`ports.licences.LicenceReader`): a column `licence.NAME` may bear the name of a role itself."""

from thesaury.connectors.licence_roles import FieldReader, configured
from thesaury.model.connection import Connection
from thesaury.ports.licences import LicenceReader, Role
from thesaury.ports.source import Tools

EDITORIAL = "is_editorial_use"
"""A switch: on, a picture is for editors only; off, nothing is said."""

_VERSION = "1"
_ROLES = {role.value: role for role in Role} | {"purchased_at": Role.NOTICE}


def open_licences(connection: Connection, tools: Tools) -> LicenceReader:
    """The reader of a connection's licences. Raises Usage where the setting `rights` is wrong."""
    return FieldReader("table", _VERSION, _own, configured(connection))


def _own(name: str, value: str) -> tuple[Role, str]:
    if name == EDITORIAL:
        role = _EDITORIAL.get(value.strip().lower(), Role.UNREAD)
        return role, "editorial" if role is Role.PURPOSES else value
    return _ROLES.get(name, Role.UNREAD), value


_EDITORIAL = {
    **dict.fromkeys(("true", "yes", "1", "ja", "oui"), Role.PURPOSES),
    **dict.fromkeys(("false", "no", "0", "nein", "non"), Role.NOTICE),
}
