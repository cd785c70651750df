"""What both directions share: rows sent and read back, refusals by record, and records read again afterwards."""

import logging
from collections.abc import Iterable, Sequence

from thesaury.model.asset import Record
from thesaury.model.connection import Connection
from thesaury.model.errors import ThesauryError
from thesaury.model.outbox import OutboxRow, WriteState
from thesaury.ports.workspace import Workspace
from thesaury.sync import pulling
from thesaury.sync.cleaning import System

_UNKNOWN = "Whether it took effect is not known yet."
_UNSENT = "It was not taken, however often it was sent; the next run sends it again."
_log = logging.getLogger(__name__)


class Settling:
    """Sends the rows of one chunk and tells how each of its records stands."""

    def __init__(self, system: System, patience: float, run: int) -> None:
        """Nothing is sent yet."""
        self._system, self._patience, self._run = system, patience, run
        self._refused: dict[str, str] = {}
        self._places: set[tuple[str, str]] = set()
        self.done, self.refusals = 0, 0

    def send(self, rows: Iterable[OutboxRow]) -> None:
        """Keep these rows and send them; what is unclear is read back at once. Raises Retry or NeedsLogin."""
        planned = list(rows)
        self._places |= {(row.change.external_id, row.change.field) for row in planned}
        sent = self._system.pushing.send(self._system.pushing.keep(planned), self._run)
        self._refused |= {failure.item: failure.reason for failure in sent.failures}
        self.done, self.refusals = self.done + sent.pushed, self.refusals + sent.refused
        if sent.uncertain:
            self.read_back([row.change.external_id for row in planned])

    def read_back(self, external_ids: Iterable[str]) -> None:
        """Settle what is unclear of these records; what took no effect waits, and is sent with the plan that still wants it."""
        wanted = set(external_ids)
        unclear = sorted({row.change.external_id for row in self._system.pushing.unsettled()} & wanted)
        records = {id: record for id, (_, record) in self._system.records(unclear).items()}
        for id in unclear:
            self.done += self._system.pushing.settle(records, self._patience, id).pushed

    def let_go(self, external_ids: Iterable[str]) -> None:
        """Give up what waits or was refused at these records: what is still wanted is planned anew, under the same key. What was sent
        before and shows by now, however late, is done."""
        ids = list(dict.fromkeys(external_ids))
        records = {id: record for id, (_, record) in self._system.records(ids).items()}
        for id in ids:
            rows = self._system.catalogue.outbox.of_record(self._system.name, id)
            idle = [row for row in rows if row.state in (WriteState.PENDING, WriteState.REFUSED)]
            late = [row for row in idle if row.attempts and id in records and self._shows(row, records[id])]
            for row in late:
                self._system.pushing.take_effect(row)
            self.done += len(late)
            self._system.pushing.give_way([row for row in idle if row not in late])

    def _shows(self, row: OutboxRow, record: Record) -> bool:
        return self._system.pushing.shows(row.change, record) is True

    def open(self) -> dict[str, str]:
        """The records with a write of this chunk that is not at its end, each with a sentence."""
        pushing = self._system.pushing
        left = [(row, row.message or _UNKNOWN) for row in pushing.unsettled()]
        left += [(row, _UNSENT) for row in pushing.unsent()]
        mine = [(row.change.external_id, row.change.field, words) for row, words in left]
        return {id: words for id, field, words in mine if (id, field) in self._places}

    def refused(self, external_id: str) -> str:
        """Why a write to this record was refused, or an empty text."""
        return self._refused.get(external_id, "")


def read_again(workspace: Workspace, connection: Connection, external_ids: Sequence[str]) -> None:
    """Read what was written to, so that the catalogue shows it at once; where that fails the next sync does it."""
    if not external_ids or "source" not in workspace.roles(connection):
        return
    try:
        pulling.read_again(workspace, connection, external_ids)
    except ThesauryError as error:
        _log.info("%s is read again by the next sync: %s", connection.name, error.message)
