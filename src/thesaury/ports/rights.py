"""Where rights records are kept."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from thesaury.model.policy import PolicyStatus
from thesaury.model.rights_record import RightsRecord


class RightsRecords(Protocol):
    """Every version of every rights record."""

    def put(self, records: Sequence[RightsRecord]) -> None:
        """Add versions, all of them or none; each has to follow the newest of its source (1 where there is none).

        Raises WorkspaceBusy where one does not: somebody else was faster, and what was found out before is to be found out again.
        """

    def current(self, records: Sequence[str]) -> list[RightsRecord]:
        """The newest version for each place of these records, by record and place."""

    def history(self, record: str, place: str) -> list[RightsRecord]:
        """Every version of one source, the oldest first."""

    def page(self, after: tuple[str, str], limit: int, status: PolicyStatus | None = None) -> list[RightsRecord]:
        """The next newest versions behind this record and place (two empty strings: from the start), in that order.

        With `status` only those whose newest version has it. Fewer than `limit` mean that there are no more.
        """

    def changes(self, after: int, limit: int) -> list[tuple[int, str, str, int]]:
        """Which versions took the place of another one, in the order in which they became visible: the number of each, above this
        one, with its record, its place and its version. First versions are not among them."""

    def last_change(self) -> int:
        """The number of the last one of all; 0 where there is none."""

    def counts(self) -> Mapping[PolicyStatus, int]:
        """How many records have each status, by their newest version; a status that none has may be left out."""
