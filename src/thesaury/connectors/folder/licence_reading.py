"""The rights properties of pictures and sidecars, each by what it is about: `ports.licences.LicenceReader` over what was read."""

import re
from collections.abc import Iterator, Sequence

from thesaury.connectors.folder import settings
from thesaury.connectors.folder.plus_fields import PlusFields, plus_fields
from thesaury.model.asset import Licence
from thesaury.model.connection import Connection
from thesaury.ports.licences import Field, FieldedLicence, LicenceReader, Role
from thesaury.ports.source import Tools

_TEXT, _END_USER = "text", "EndUserName"
# Behind most notices of copyright stands what every work says by law: on a line of its own neither hides the other.
_RESERVED = re.compile(
    r"[\s,.;:|/–-]*(?<!\w)(all rights reserved|alle rechte vorbehalten|tous droits réservés)(?!\w)", re.IGNORECASE
)


class FolderLicences:
    """One licence a record. `embedded`: what files say restricts, and never widens, what a purchase record says."""

    def __init__(self, embedded: bool = True) -> None:
        """Without `embedded` the files are the purchase records."""
        self._embedded = embedded
        self._table: PlusFields = plus_fields()

    @property
    def version(self) -> str:
        """The version of the table of properties, and what the files are."""
        return f"plus/{self._table.version}{'' if self._embedded else ' purchase'}"

    def read(self, licences: Sequence[Licence]) -> tuple[Sequence[FieldedLicence], Sequence[Licence]]:
        """Every licence as fields with roles."""
        return [FieldedLicence(tuple(self._fields(licence)), self._embedded) for licence in licences], ()

    def _fields(self, licence: Licence) -> Iterator[Field]:
        if licence.text:
            yield Field(_TEXT, self._table.role(_TEXT), _RESERVED.sub(r"\n\1", licence.text).strip())
        for name, value in licence.fields:
            codes = self._table.codes_of(name, value)
            if codes is not None:
                yield from self._coded(name, codes)
            elif name == _END_USER and value in (text for own, text in licence.fields if own == "LicenseeName"):
                yield Field(name, Role.NOTICE, value)
            else:
                yield self._plain(name, value)

    def _plain(self, name: str, value: str) -> Field:
        return Field(name, self._shown(name, self._table.role(name)), value)

    def _coded(self, name: str, codes: Sequence[str]) -> Iterator[Field]:
        found = [self._table.meaning(name, code) for code in codes]
        if self._table.forbids_every_change(name, codes):
            yield Field(name, Role.MODIFICATION, "prohibited")
            return
        for (role, value), code in dict(zip(found, codes, strict=True)).items():
            yield from self._meant(name, self._shown(code, role), value, code)

    def _meant(self, name: str, role: Role, value: str, code: str) -> Iterator[Field]:
        """One code; a purpose it allows comes beside the ordinary ones, which it says nothing of."""
        yield Field(name, role, code if role in (Role.NOTICE, Role.UNREAD) else value)
        if role is Role.PURPOSES:
            yield from (Field(name, role, purpose) for purpose in self._table.ordinary)

    def _shown(self, name: str, role: Role) -> Role:
        return Role.NOTICE if self._embedded and name in self._table.embedded_notices else role


def open_licences(connection: Connection, tools: Tools) -> LicenceReader:
    """The reader of a folder's licences. Raises Usage for a wrong setting."""
    return FolderLicences(settings.embedded(connection))
