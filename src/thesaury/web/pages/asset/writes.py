"""What was written back to the systems that have the asset: how each record stands, and the run that wrote."""

from collections.abc import Sequence
from dataclasses import dataclass

from thesaury.model.asset import Record
from thesaury.model.outbox import OutboxRow, WriteState
from thesaury.ports.outbox import Outbox
from thesaury.web.texts import phrase

_GRAVEST = (
    WriteState.REFUSED,
    WriteState.UNCERTAIN,
    WriteState.SENDING,
    WriteState.PENDING,
    WriteState.DONE,
)
_SHOWN = {
    WriteState.REFUSED: ("bad", "cross"),
    WriteState.UNCERTAIN: ("warn", "question"),
    WriteState.SENDING: ("busy", "upload"),
    WriteState.PENDING: ("busy", "clock"),
    WriteState.DONE: ("good", "check"),
}


@dataclass(frozen=True, slots=True)
class Written:
    """How the writes to one record stand, by the gravest of them: a badge, a sentence where something is amiss, when, and in which run
    (0: none yet)."""

    manner: str
    sign: str
    word: str
    why: str = ""
    at: str = ""
    run: int = 0


def written(outbox: Outbox, records: Sequence[Record]) -> dict[str, Written]:
    """By the key of the record; records that nothing was ever to be written to are left out."""
    found = {record.key: outbox.of_record(record.connection, record.external_id) for record in records}
    told = {key: _told(rows) for key, rows in found.items()}
    return {key: one for key, one in told.items() if one}


def _told(rows: Sequence[OutboxRow]) -> Written | None:
    """By each field's newest intention."""
    newest: dict[str, OutboxRow] = {}
    for row in rows:
        if row.state is not WriteState.SUPERSEDED:
            newest.setdefault(row.change.field, row)
    standing = sorted(newest.values(), key=lambda row: _GRAVEST.index(row.state))
    if not standing:
        return None
    row = standing[0]
    manner, sign = _SHOWN[row.state]
    word = phrase(f"asset.write.{row.state}")
    return Written(manner, sign, word, row.message, row.settled_at or row.sent_at or row.created_at, row.run)
