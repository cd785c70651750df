"""Feeds of publishing channels in the database: `ports.feeds.Feeds`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, case, delete, func, select, update
from sqlalchemy import Connection as Transaction

from thesaury.engines.sql.database import CHUNK, Database, insert_all, upsert
from thesaury.engines.sql.feed_rows import audience_rows, entry_of, entry_row, published, topic_rows
from thesaury.engines.sql.schema import feed, feed_audience, feed_entry, feed_topic, feed_touch, feed_wait
from thesaury.engines.sql.schema.publishing import IS_GONE
from thesaury.engines.sql.touching import THERE, TOUCHES, touch
from thesaury.model.errors import Usage
from thesaury.model.publishing import Entry, Reason
from thesaury.ports.catalogue import chunked
from thesaury.ports.feeds import FeedCounts, WantedEntries

_e = feed_entry.c


class SqlFeeds:
    """One row for each entry; what a feed is narrowed by stands in tables of their own."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def settle(self, channel: str, entries: Sequence[Entry]) -> list[Entry]:
        """Keep these entries, each with the next number, but for those of which the same is kept already."""
        last = {entry.asset: entry for entry in entries}
        with self._database.writing(durable=True) as transaction:
            head = _locked(transaction, channel)
            held = _told(transaction, channel, list(last))
            other = [one for one in last.values() if one.asset not in held or _differs(held[one.asset], one)]
            kept = [_placed(channel, one, held.get(one.asset), head + place) for place, one in enumerate(other, 1)]
            for chunk in chunked(kept, CHUNK):
                _keep(transaction, channel, chunk)
            if kept:
                transaction.execute(update(feed).where(feed.c.channel == channel).values(head=head + len(kept)))
        return kept

    def entries(self, channel: str, assets: Sequence[str]) -> dict[str, Entry]:
        """The entries of these assets, published or not."""
        found: dict[str, Entry] = {}
        with self._database.reading() as transaction:
            for chunk in chunked(list(dict.fromkeys(assets)), CHUNK):
                rows = select(feed_entry).where(_e.channel == channel, _e.asset.in_(chunk))
                found |= {row.asset: entry_of(row) for row in transaction.execute(rows)}
        return found

    def of_asset(self, asset: str) -> list[Entry]:
        """The entries of one asset in all channels, by channel."""
        return self._read(select(feed_entry).where(_e.asset == asset).order_by(_e.channel))

    def page(self, wanted: WantedEntries, after: str = "", limit: int = 100) -> list[Entry]:
        """Published entries by asset id after this one."""
        asset = feed_topic.c.asset if wanted.topic else _e.asset
        return self._read(published(wanted).where(asset > after).order_by(asset).limit(limit))

    def newest(self, wanted: WantedEntries, before: int = 0, limit: int = 100) -> list[Entry]:
        """Published entries by falling number, those below this one where it is not 0."""
        rows = published(wanted).order_by(_e.number.desc()).limit(limit)
        return self._read(rows.where(_e.number < before) if before else rows)

    def changes(self, channel: str, after: int = 0, limit: int = 100) -> list[Entry]:
        """Entries by rising number above this one, published and withdrawn."""
        rows = select(feed_entry).where(_e.channel == channel, _e.number > after)
        return self._read(rows.order_by(_e.number).limit(limit))

    def withdrawn(self, channel: str = "", since: str = "", limit: int = 100) -> list[Entry]:
        """Withdrawn entries (of all channels without one), the last ones first."""
        rows = select(feed_entry).where(IS_GONE, _e.changed_at >= since)
        rows = rows.where(_e.channel == channel) if channel else rows
        return self._read(rows.order_by(_e.changed_at.desc(), _e.channel, _e.number.desc()).limit(limit))

    def gone(self, channel: str, before: int = 0, limit: int = 100) -> list[Entry]:
        """Withdrawn entries of one channel by falling number, those below this one where it is not 0."""
        rows = select(feed_entry).where(_e.channel == channel, IS_GONE).order_by(_e.number.desc()).limit(limit)
        return self._read(rows.where(_e.number < before) if before else rows)

    def due(self, channel: str, moment: str, limit: int = 500) -> list[str]:
        """Assets whose turn is at or before this moment, the earliest first."""
        shown = (_e.channel == channel, _e.reason == "", _e.turns_at != "", _e.turns_at <= moment)
        waiting = (feed_wait.c.channel == channel, feed_wait.c.turns_at <= moment)
        both: tuple[Select[Any], ...] = (
            select(_e.turns_at, _e.asset).where(*shown),
            select(feed_wait.c.turns_at, feed_wait.c.asset).where(*waiting),
        )
        with self._database.reading() as transaction:
            found = [
                tuple(row)
                for one in both
                for row in transaction.execute(one.order_by(*one.selected_columns).limit(limit))
            ]
        return list(dict.fromkeys(asset for _, asset in sorted(found)))[:limit]

    def wait(self, channel: str, turns: Mapping[str, str]) -> None:
        """Remember of assets that are not published the moment from which they may be, an empty one: none is known."""
        gone = [asset for asset, moment in turns.items() if not moment]
        rows = [{"channel": channel, "asset": asset, "turns_at": moment} for asset, moment in turns.items() if moment]
        with self._database.writing() as transaction:
            _remove(transaction, channel, gone, (feed_wait.c.channel, feed_wait.c.asset))
            upsert(transaction, feed_wait, rows)

    def counts(self, channel: str) -> FeedCounts:
        """How many entries there are."""
        shown_ones = func.coalesce(func.sum(case((_e.reason == "", 1), else_=0)), 0)
        with self._database.reading() as transaction:
            all_of_them, shown = transaction.execute(
                select(func.count(), shown_ones).select_from(feed_entry).where(_e.channel == channel)
            ).one()
            head = transaction.scalar(select(feed.c.head).where(feed.c.channel == channel)) or 0
        return FeedCounts(shown, all_of_them - shown, head)

    def head(self, channel: str) -> int:
        """The number of the last change, without counting."""
        row = self._feed(channel)
        return 0 if row is None else row.head

    def floor(self, channel: str) -> int:
        """The number with which this feed began."""
        row = self._feed(channel)
        return 0 if row is None else row.floor

    def forget(self, channel: str, before: str) -> int:
        """Drop what was withdrawn before this moment; returns how many there were."""
        old = (_e.channel == channel, IS_GONE, _e.changed_at < before)
        with self._database.writing() as transaction:
            return transaction.execute(delete(feed_entry).where(*old)).rowcount

    def touch(self, assets: Sequence[str]) -> None:
        """Say of these assets that channels have to look at them again; where there are none, nobody has to: a new one looks at all."""
        with self._database.writing() as transaction:
            touch(transaction, assets)

    def touched(self, after: int, limit: int) -> list[tuple[str, int]]:
        """Assets with the number of their last touch above this one, by that number."""
        rows = select(feed_touch.c.asset, feed_touch.c.number).where(feed_touch.c.number > after)
        with self._database.reading() as transaction:
            found = transaction.execute(rows.order_by(feed_touch.c.number).limit(limit))
            return [(asset, number) for asset, number in found]

    def seen(self, channel: str) -> int:
        """The number of the last touch this channel has looked at; -1 where it has to look at every asset."""
        row = self._feed(channel)
        return -1 if row is None else max(-1, row.seen)

    def see(self, channel: str, number: int, basis: str | None = None) -> None:
        """Remember it, with `basis` also by what all assets were looked at."""
        values = {"seen": number} | ({} if basis is None else {"basis": basis})
        with self._database.writing() as transaction:
            if not transaction.execute(update(feed).where(feed.c.channel == channel, THERE).values(values)).rowcount:
                raise Usage(_unheard(channel))

    def basis(self, channel: str) -> str:
        """By what this channel has looked at all assets."""
        row = self._feed(channel)
        return "" if row is None else row.basis

    def last_touch(self) -> int:
        """The number of the last touch of all."""
        row = self._feed(TOUCHES)
        return 0 if row is None else row.head

    def _feed(self, channel: str) -> Row[Any] | None:
        with self._database.reading() as transaction:
            return transaction.execute(select(feed).where(feed.c.channel == channel)).first()

    def _read(self, rows: Select[Any]) -> list[Entry]:
        with self._database.reading() as transaction:
            return [entry_of(row) for row in transaction.execute(rows)]


def _locked(transaction: Transaction, channel: str) -> int:
    """The head of a feed, which nobody else moves while this transaction lasts."""
    head = transaction.scalar(select(feed.c.head).where(feed.c.channel == channel, THERE).with_for_update())
    if head is None:
        raise Usage(_unheard(channel))
    return int(head)


def _told(transaction: Transaction, channel: str, assets: Sequence[str]) -> dict[str, Row[Any]]:
    found: dict[str, Row[Any]] = {}
    rows = select(_e.asset, _e.digest, _e.allowed_until, _e.turns_at, _e.reason, _e.published_at)
    for chunk in chunked(assets, CHUNK):
        here = rows.where(_e.channel == channel, _e.asset.in_(chunk))
        found |= {row.asset: row for row in transaction.execute(here)}
    return found


def _differs(held: Row[Any], entry: Entry) -> bool:
    return entry.told != (held.digest, held.allowed_until, held.turns_at, Reason(held.reason) if held.reason else None)


def _placed(channel: str, entry: Entry, held: Row[Any] | None, number: int) -> Entry:
    stays = entry.published and held is not None and not held.reason
    published_at = held.published_at if stays and held is not None else entry.published_at
    return replace(entry, channel=channel, number=number, published_at=published_at)


def _keep(transaction: Transaction, channel: str, entries: Sequence[Entry]) -> None:
    assets = [entry.asset for entry in entries]
    for table in (feed_topic, feed_audience, feed_wait):
        _remove(transaction, channel, assets, (table.c.channel, table.c.asset))
    upsert(transaction, feed_entry, [entry_row(entry) for entry in entries])
    shown = [entry for entry in entries if entry.published]
    insert_all(transaction, feed_topic, [row for entry in shown for row in topic_rows(entry)])
    insert_all(transaction, feed_audience, [row for entry in shown for row in audience_rows(entry)])


def _remove(
    transaction: Transaction, channel: str, assets: Sequence[str], by: tuple[ColumnElement[Any], ColumnElement[Any]]
) -> None:
    for chunk in chunked(assets, CHUNK):
        transaction.execute(delete(by[0].table).where(by[0] == channel, by[1].in_(chunk)))


def _unheard(name: str) -> str:
    return f"There is no channel {name!r}. All of them are listed by: thesaury channel list"
