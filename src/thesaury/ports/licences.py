"""Licences whose fields a system defines: whoever knows the system turns them into terms."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from thesaury.model.asset import Licence
from thesaury.model.licensing import Statement
from thesaury.model.rights_record import Purchase


@dataclass(frozen=True, slots=True)
class StatedLicence:
    """One licence by the terms of its system; `texts` are further sources of the same licence, to be read as texts.

    `fields` are those the statement was read from: when they change, it is another statement.
    """

    statement: Statement
    purchase: Purchase
    fields: tuple[tuple[str, str], ...]
    texts: tuple[str, ...] = ()


class LicenceReader(Protocol):
    """Reads the licences of one system's records, without asking it anything."""

    @property
    def version(self) -> str:
        """Another version may read the same fields otherwise."""

    def read(self, licences: Sequence[Licence]) -> tuple[Sequence[StatedLicence], Sequence[Licence]]:
        """The licences it understands, in order, and those it does not know."""
