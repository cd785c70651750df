"""The licences of bought content as terms, those of portals by the roles of their fields, and terms of ours as those of Smint.io: the two
ways of `ports.licences`."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from thesaury.connectors.licence_roles import FieldReader, configured
from thesaury.connectors.smintio.purchases import Bought, bought, for_editors, version
from thesaury.connectors.smintio.term_writing import written
from thesaury.model.asset import Licence
from thesaury.model.connection import Connection
from thesaury.model.licensing import Statement, Unresolved
from thesaury.ports.licences import FieldedLicence, LicenceReader, LicenceWriter, Role, StatedLicence, WrittenLicence
from thesaury.ports.source import Tools

_VERSION = "1"
_PORTAL = {
    "region": Role.REGIONS,
    "channel": Role.CHANNELS,
    "expiry": Role.VALID_UNTIL,
    "permitted_use": Role.TEXT,
    "licensee": Role.LICENSEE,
    **dict.fromkeys(
        (f"fileMetadata.{name}" for name in ("copyright", "credit", "source", "instructions")), Role.NOTICE
    ),
}
"""What the selectors of a portal are about. Copyright and instructions of the file are in the text as well; whose picture it is
grants nothing."""
_EDITORIAL = {"true": Role.PURPOSES, "false": Role.NOTICE}


@dataclass(frozen=True, slots=True)
class SmintioLicences:
    """Purchases by their transaction, and the one licence of each asset of a portal by its fields."""

    portal: FieldReader

    @property
    def version(self) -> str:
        """The version of the crosswalk and of the roles."""
        return f"{version()} {self.portal.version}"

    def read(self, licences: Sequence[Licence]) -> tuple[Sequence[StatedLicence | FieldedLicence], Sequence[Licence]]:
        """Every purchase, then the licences that belong to none."""
        others = [licence for licence in licences if not dict(licence.fields[:1]).get("transaction")]
        fielded, left = self.portal.read(others)
        return [*(_stated(purchase) for purchase in bought(licences)), *fielded], left


def open_licences(connection: Connection, tools: Tools) -> LicenceReader:
    """The reader of a connection's licences. Raises Usage where the setting `rights` is wrong."""
    return SmintioLicences(FieldReader("smintio", _VERSION, _own, configured(connection)))


class SmintioTerms:
    """Statements as terms of Smint.io, by the keys of the crosswalk."""

    def write(self, statement: Statement) -> WrittenLicence:
        """The terms, and what they cannot say."""
        made = written(statement)
        return WrittenLicence(made.terms, made.losses)


def open_writer() -> LicenceWriter:
    """The writer of terms; it is the same for all connections."""
    return SmintioTerms()


def _own(name: str, value: str) -> tuple[Role, str]:
    if name == "editorial":
        role = _EDITORIAL.get(value.strip().lower(), Role.UNREAD)
        return role, "editorial" if role is Role.PURPOSES else value
    return _PORTAL.get(name, Role.UNREAD), value


def _stated(found: Bought) -> StatedLicence:
    """Without terms the texts are all there is to go by, unless it is for editors only: that no text may widen."""
    statement = found.statement
    if for_editors(found) and not statement.terms:
        doubt = Unresolved("not_a_grant", 0, 0, "is_editorial_use: true")
        statement = replace(statement, unresolved=(*statement.unresolved, doubt))
    return StatedLicence(statement, found.purchase, found.fields, tuple(one.text for one in found.texts))
