"""Uses of pages compared with those that are known: which are new, which have ended, which say something else now."""

from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from thesaury.engines.sql.database import CHUNK, insert_all
from thesaury.engines.sql.publication_codec import encode_use
from thesaury.engines.sql.schema import page_use
from thesaury.model.publication import PageUse
from thesaury.ports.catalogue import chunked

lasting = page_use.c.ended_at == ""
"""The uses that have not ended."""

_SAME = ("asset", "page", "place", "external_id")


def ended_and_new(transaction: Connection, connection: str, uses: Sequence[PageUse], at: str) -> tuple[int, int]:
    """Keep these as all uses there are at this moment. Returns how many are new and how many ended."""
    given = {tuple(getattr(use, name) for name in _SAME): use for use in uses}
    rows = select(page_use).where(page_use.c.connection == connection, lasting)
    known = {tuple(getattr(row, name) for name in _SAME): row for row in transaction.execute(rows)}
    gone = [row.number for key, row in known.items() if key not in given]
    for chunk in chunked(gone, CHUNK):
        transaction.execute(update(page_use).where(page_use.c.number.in_(chunk)).values(ended_at=at))
    for key, row in known.items():
        if key in given and (payload := encode_use(given[key])) != row.payload:
            transaction.execute(update(page_use).where(page_use.c.number == row.number).values(payload=payload))
    new = [
        {
            "connection": connection,
            **dict(zip(_SAME, key, strict=True)),
            "seen_at": at,
            "ended_at": "",
            "payload": encode_use(use),
        }
        for key, use in given.items()
        if key not in known
    ]
    insert_all(transaction, page_use, new)
    return len(new), len(gone)
