"""Where intended writes are kept until they are settled."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from thesaury.model.outbox import Base, OutboxRow, WriteState


class Outbox(Protocol):
    """Intended writes to other systems and what was last written to each field."""

    def base(self, connection: str, field: str, external_ids: Sequence[str]) -> Mapping[str, Base]:
        """What we last wrote to this field of each of these records; an empty base where nothing was."""

    def ours(self, connection: str, external_ids: Sequence[str]) -> Mapping[str, frozenset[str]]:
        """The concepts in any field of each of these records that are there because we wrote them, or may be: what was written and what
        is being written or uncertain; records with none are left out."""

    def put(self, rows: Sequence[OutboxRow]) -> int:
        """Keep new intentions; a key that is there already is left as it is, except that a superseded one becomes pending again.

        Other rows of the same record and field that are pending, uncertain or refused become superseded. Returns how many
        rows are new or pending again.
        """

    def claim(self, keys: Sequence[str], at: str, run: int) -> list[OutboxRow]:
        """Mark the pending ones among these as sending, with one attempt more, and give them back as they stand now."""

    def settle(self, key: str, state: WriteState, at: str, message: str = "") -> None:
        """Note how a row ended. DONE moves the base of its field in the same transaction: what it added is ours now, what it
        removed no longer, what it wanted is noted, and the base's revision counts one more. A row that is done already stays done."""

    def rows(
        self,
        states: Sequence[WriteState] = (),
        connection: str | None = None,
        after: str = "",
        limit: int = 500,
    ) -> list[OutboxRow]:
        """Rows in these states (all without any), by key after this one."""

    def of_record(self, connection: str, external_id: str) -> list[OutboxRow]:
        """Every row of one record, the newest intention first: of one second that of the last run, then by key."""

    def get(self, keys: Sequence[str]) -> list[OutboxRow]:
        """These rows, in the order asked; unknown keys left out."""

    def count(self, states: Sequence[WriteState] = (), connection: str | None = None) -> int:
        """How many rows are in these states."""
