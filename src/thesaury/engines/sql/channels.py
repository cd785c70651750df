"""Publishing channels in the database: `ports.channels.Channels`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection as Transaction
from sqlalchemy import delete, select, update

from thesaury.engines.sql.audit import append_deeds
from thesaury.engines.sql.database import CHUNK, Database, insert_new, upsert
from thesaury.engines.sql.feed_codec import decode_channel, encode_channel
from thesaury.engines.sql.schema import (
    approval,
    channel,
    channel_key,
    feed,
    feed_audience,
    feed_entry,
    feed_topic,
    feed_wait,
)
from thesaury.engines.sql.touching import DROPPED, touch
from thesaury.model.audit import Deed
from thesaury.model.errors import Usage
from thesaury.model.publishing import EVERY_CHANNEL, Approval, Channel
from thesaury.ports.catalogue import chunked

_OF_A_CHANNEL = (feed_wait, feed_audience, feed_topic, feed_entry, approval, channel_key)


class SqlChannels:
    """One row for each channel, each key, and each asset somebody spoke of."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def put(self, new: Channel) -> None:
        """Add a channel, or replace the one of this name."""
        with self._database.writing(durable=True) as transaction:
            _put(transaction, new)

    def exchange(self, name: str, before: Channel | None, after: Channel | None) -> bool:
        """Put a channel (or none) in the place of what is kept under the name, if that is still `before`."""
        with self._database.writing(durable=True) as transaction:
            held = transaction.scalar(select(channel.c.payload).where(channel.c.name == name).with_for_update())
            if (None if held is None else decode_channel(name, held)) != before:
                return False
            if after is not None:
                _put(transaction, after)
            elif before is not None:
                _drop(transaction, name)
            return True

    def drop(self, name: str) -> None:
        """Forget a channel with its keys, its approvals and its feed. Raises Usage where there is none."""
        with self._database.writing(durable=True) as transaction:
            if not _there(transaction, name):
                raise Usage(_unheard(name))
            _drop(transaction, name)

    def get(self, name: str) -> Channel | None:
        """The channel of this name."""
        with self._database.reading() as transaction:
            payload = transaction.scalar(select(channel.c.payload).where(channel.c.name == name))
            return None if payload is None else decode_channel(name, payload)

    def all(self) -> list[Channel]:
        """Every channel, by name."""
        with self._database.reading() as transaction:
            rows = transaction.execute(select(channel.c.name, channel.c.payload).order_by(channel.c.name))
            return [decode_channel(name, payload) for name, payload in rows]

    def put_key(self, channel: str, name: str, digest: str, at: str) -> None:
        """Keep the digest of the key of this name. Raises Usage for an unknown channel."""
        with self._database.writing(durable=True) as transaction:
            if not _there(transaction, channel):
                raise Usage(_unheard(channel))
            upsert(transaction, channel_key, [{"channel": channel, "name": name, "digest": digest, "at": at}])

    def drop_key(self, channel: str, name: str) -> None:
        """Forget a key. Raises Usage where there is none."""
        held = (channel_key.c.channel == channel, channel_key.c.name == name)
        with self._database.writing(durable=True) as transaction:
            if not transaction.execute(delete(channel_key).where(*held)).rowcount:
                raise Usage(
                    f"The channel {channel!r} has no key {name!r}. List them by: thesaury channel keys {channel}"
                )

    def keys(self, channel: str) -> list[tuple[str, str]]:
        """The names of the keys of a channel, each with the moment it was made."""
        with self._database.reading() as transaction:
            rows = select(channel_key.c.name, channel_key.c.at).where(channel_key.c.channel == channel)
            return [(name, at) for name, at in transaction.execute(rows.order_by(channel_key.c.name))]

    def by_key(self, digest: str) -> str:
        """The name of the channel that is read by the key with this digest, or an empty text."""
        with self._database.reading() as transaction:
            return transaction.scalar(select(channel_key.c.channel).where(channel_key.c.digest == digest)) or ""

    def approve(self, approvals: Sequence[Approval], deeds: Sequence[Deed] = ()) -> None:
        """Keep what somebody said of these assets with these deeds, and that channels have to look at them; the last words count."""
        last = {(one.channel, one.asset): one for one in approvals}
        names = [column.name for column in approval.columns]
        with self._database.writing(durable=True) as transaction:
            upsert(transaction, approval, [{name: getattr(one, name) for name in names} for one in last.values()])
            touch(transaction, [one.asset for one in last.values()])
            append_deeds(transaction, deeds)

    def approvals(self, channel: str, assets: Sequence[str]) -> Mapping[str, tuple[Approval, ...]]:
        """What was said last of each of these assets, that for EVERY_CHANNEL first; assets nobody spoke of are left out."""
        found: defaultdict[str, list[Approval]] = defaultdict(list)
        rows = select(approval).where(approval.c.channel.in_((EVERY_CHANNEL, channel)))
        with self._database.reading() as transaction:
            for chunk in chunked(list(dict.fromkeys(assets)), CHUNK):
                said = rows.where(approval.c.asset.in_(chunk)).order_by(approval.c.asset, approval.c.channel)
                for row in transaction.execute(said):
                    found[row.asset].append(Approval(**row._mapping))
        return {asset: tuple(said) for asset, said in found.items()}

    def approved(self, channel: str, after: str, limit: int) -> list[Approval]:
        """What was said last for exactly this channel, by asset after this one."""
        rows = select(approval).where(approval.c.channel == channel, approval.c.asset > after)
        with self._database.reading() as transaction:
            found = transaction.execute(rows.order_by(approval.c.asset).limit(limit))
            return [Approval(**row._mapping) for row in found]


def _put(transaction: Transaction, new: Channel) -> None:
    upsert(transaction, channel, [{"name": new.name, "payload": encode_channel(new)}])
    insert_new(transaction, feed, [{"channel": new.name, "head": 0, "floor": 0, "seen": -1, "basis": ""}])
    # One of this name was dropped: the numbers go on behind those that its readers have seen.
    dropped = update(feed).where(feed.c.channel == new.name, feed.c.seen == DROPPED)
    transaction.execute(dropped.values(seen=-1, head=feed.c.head + 1, floor=feed.c.head + 1))


def _there(transaction: Transaction, name: str) -> bool:
    """Whether there is such a channel, to the end of the transaction: nobody drops it, or gives it a key, meanwhile."""
    return transaction.scalar(select(channel.c.name).where(channel.c.name == name).with_for_update()) is not None


def _drop(transaction: Transaction, name: str) -> None:
    for table in _OF_A_CHANNEL:
        transaction.execute(delete(table).where(table.c.channel == name))
    transaction.execute(update(feed).where(feed.c.channel == name).values(seen=DROPPED, basis=""))
    transaction.execute(delete(channel).where(channel.c.name == name))


def _unheard(name: str) -> str:
    return f"There is no channel {name!r}. All of them are listed by: thesaury channel list"
