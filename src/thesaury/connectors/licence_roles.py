"""What fields of licences are about: the roles a connector knows of its system, and those a connection names in its setting `rights`.

rights = Usage regions=regions; Usage channels=channels; Expiry=valid_until; Internal note=notice
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from thesaury.connectors import given
from thesaury.model.asset import Licence
from thesaury.model.connection import Connection
from thesaury.model.errors import Usage
from thesaury.ports.licences import Field, FieldedLicence, Role

SETTING = "rights"
"""The setting that says which field of the system has which role."""

Own = Callable[[str, str], tuple[Role, str]]
"""What a connector knows of a field by its name and value: its role, and the value in the words of that role."""

NO_FIELD = "(there is no such field)"
"""The value of a field that the setting names and the system does not have: what it would restrict is not known, and needs a person."""

_MARK, _DIGITS = "rights:", 12


def configured(connection: Connection) -> Mapping[str, Role]:
    """Field of the system to role, as the setting `rights` has it: a JSON object, or `Field=role` parted by semicolons. Raises Usage."""
    text = connection.setting(SETTING).strip()
    pairs = _object(connection) if text.startswith("{") else _pairs(connection)
    known = {role.value: role for role in Role}
    for name, role in pairs:
        if not name or role not in known:
            raise Usage(
                f"The setting {SETTING} of {connection.name} has to be Field=role, several parted by semicolons. "
                f"'{name}={role}' names no field or no role; the roles are {', '.join(known)}."
            )
    return {name: known[role] for name, role in pairs}


@dataclass(frozen=True, slots=True)
class FieldReader:
    """`ports.licences.LicenceReader` over fields as they were stored: the setting comes first, then what the connector knows."""

    name: str
    version_of_roles: str
    own: Own
    rights: Mapping[str, Role]

    @property
    def version(self) -> str:
        """Another one where the connector, or the setting, reads a field otherwise."""
        told = json.dumps(sorted(self.rights.items())).encode()
        setting = f" {sha256(told).hexdigest()[:_DIGITS]}" if self.rights else ""
        return f"{self.name}-fields/{self.version_of_roles}{setting}"

    def read(self, licences: Sequence[Licence]) -> tuple[Sequence[FieldedLicence], Sequence[Licence]]:
        """Every licence with the roles of its fields; none is left to others."""
        return [self._fielded(licence) for licence in licences], ()

    def _fielded(self, licence: Licence) -> FieldedLicence:
        text = [Field("text", Role.TEXT, licence.text)] if licence.text.strip() else []
        return FieldedLicence((*text, *(self._field(name, value) for name, value in licence.fields)))

    def _field(self, name: str, value: str) -> Field:
        if (role := self.rights.get(name)) is not None:
            return Field(name, role, value)
        return Field(name, *self.own(name, value))


def complaint(names: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """What a person has to know of names in the setting that the system does not have."""
    told = ", ".join(names)
    words = f"The setting {SETTING} names {told}, which the system does not have. Until it is corrected every asset needs review."
    return ((SETTING, words),) if names else ()


def begun(cursor: str, names: Sequence[str]) -> str:
    """Where a pass goes on; from the beginning where the setting names other fields than before, for what was read lacks them."""
    mark, _, place = cursor.partition(" ") if cursor.startswith(_MARK) else ("", "", cursor)
    return place if mark == _mark(names) else ""


def marked(cursor: str, names: Sequence[str]) -> str:
    """A cursor that knows which fields the setting named."""
    mark = _mark(names)
    return f"{mark} {cursor}" if mark else cursor


def switched(value: str) -> tuple[Role, str]:
    """A switch that speaks of permission while it is on, and says nothing while it is off."""
    return (Role.NOTICE if value.lower() in ("false", "0", "no") else Role.UNREAD), value


def _mark(names: Sequence[str]) -> str:
    return _MARK + sha256(json.dumps(sorted(names)).encode()).hexdigest()[:_DIGITS] if names else ""


def _pairs(connection: Connection) -> list[tuple[str, str]]:
    parts = [part.rpartition("=") for part in given.listed(connection, SETTING, mark=";")]
    return [(name.strip(), role.strip().lower()) for name, _, role in parts]


def _object(connection: Connection) -> list[tuple[str, str]]:
    found = given.structure(connection, SETTING)
    if not isinstance(found, dict):
        raise Usage(f"The setting {SETTING} of {connection.name} has to be an object of fields and roles.")
    return [(str(name).strip(), str(role).strip().lower()) for name, role in found.items()]
