"""Assets that channels have to look at again, said within the transaction of what makes them."""

from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from thesaury.engines.sql.database import insert_new, upsert
from thesaury.engines.sql.schema import feed, feed_touch

DROPPED = -2
"""What a feed has seen whose channel is there no more."""
TOUCHES = ""
"""The row of the table of feeds that counts touches."""
THERE = feed.c.seen != DROPPED


def touch(transaction: Connection, assets: Sequence[str]) -> None:
    """Say so of these; where there are no channels nobody has to look: a new one looks at all."""
    if assets and transaction.scalar(select(feed.c.channel).where(feed.c.channel != TOUCHES, THERE).limit(1)):
        insert_new(transaction, feed, [{"channel": TOUCHES, "head": 0, "floor": 0, "seen": 0, "basis": ""}])
        head = transaction.scalar(select(feed.c.head).where(feed.c.channel == TOUCHES).with_for_update()) or 0
        rows = [{"asset": one, "number": head + n} for n, one in enumerate(dict.fromkeys(assets), 1)]
        upsert(transaction, feed_touch, rows)
        transaction.execute(update(feed).where(feed.c.channel == TOUCHES).values(head=head + len(rows)))
