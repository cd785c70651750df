"""Notices of rights and secret addresses of calendars in the database: `ports.notices`."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update

from thesaury.engines.sql.database import CHUNK, Database, insert_all, insert_new, upsert
from thesaury.engines.sql.schema import calendar_feed, notice, notice_event, notice_way
from thesaury.model.errors import Usage
from thesaury.model.notice import Notice, NoticeEvent, NoticeKind
from thesaury.ports.catalogue import chunked

_COLUMNS = ("key", "at", "in_use", "day", "acknowledged_by", "acknowledged_at")


class SqlNotices:
    """Each notice once, its ways, and its log."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def put(self, notices: Sequence[Notice], channels: Sequence[str]) -> list[Notice]:
        """Keep those whose key is new and let them wait for these channels; returns them."""
        wanted = {one.key: one for one in notices}
        with self._database.writing(durable=True) as transaction:
            known = {key for chunk in chunked(list(wanted), CHUNK) for key in _known(transaction, chunk)}
            new = [one for key, one in wanted.items() if key not in known]
            insert_all(transaction, notice, [_row(one) for one in new])
            ways = [{"channel": channel, "key": one.key, "told_at": ""} for one in new for channel in channels]
            insert_new(transaction, notice_way, ways)
        return new

    def waiting(self, channel: str, limit: int = 500) -> list[Notice]:
        """Notices that wait for a channel: what is in use first, then by day and key."""
        joined = notice.join(notice_way, notice.c.key == notice_way.c.key)
        rows = select(notice).select_from(joined).where(notice_way.c.channel == channel, notice_way.c.told_at == "")
        ordered = rows.order_by(notice.c.in_use.desc(), notice.c.day, notice.c.key).limit(limit)
        with self._database.reading() as transaction:
            return [_read(row) for row in transaction.execute(ordered)]

    def told(self, keys: Sequence[str], channel: str, at: str) -> None:
        """They went out by this channel."""
        with self._database.writing(durable=True) as transaction:
            for chunk in chunked(list(keys), CHUNK):
                ways = update(notice_way).where(notice_way.c.channel == channel, notice_way.c.key.in_(chunk))
                transaction.execute(ways.values(told_at=at))
            _note(transaction, keys, at, "told", channel)

    def failed(self, keys: Sequence[str], channel: str, at: str, why: str) -> None:
        """They did not go out."""
        with self._database.writing() as transaction:
            _note(transaction, keys, at, "failed", channel, why)

    def last_told(self, channel: str) -> str:
        """The moment at which something last went out by this channel."""
        with self._database.reading() as transaction:
            newest = select(func.max(notice_way.c.told_at)).where(notice_way.c.channel == channel)
            return transaction.scalar(newest) or ""

    def page(self, after: str = "", since: str = "", acknowledged: bool = False, limit: int = 500) -> list[Notice]:
        """The next notices by key behind this one."""
        rows = select(notice).where(notice.c.key > after, notice.c.at >= since)
        if not acknowledged:
            rows = rows.where(notice.c.acknowledged_at == "")
        with self._database.reading() as transaction:
            return [_read(row) for row in transaction.execute(rows.order_by(notice.c.key).limit(limit))]

    def acknowledge(self, key: str, by: str, at: str) -> Notice:
        """Keep who has taken note and when; the first one stands. Raises Usage where there is no such notice."""
        one = notice.c.key == key
        with self._database.writing(durable=True) as transaction:
            first = update(notice).where(one, notice.c.acknowledged_at == "")
            if transaction.execute(first.values(acknowledged_by=by, acknowledged_at=at)).rowcount:
                _note(transaction, [key], at, "acknowledged", by)
            if (row := transaction.execute(select(notice).where(one)).one_or_none()) is None:
                raise Usage(f"There is no notice {key!r}. All of them are listed by: thesaury rights notices --all")
            return _read(row)

    def log(self, key: str = "") -> list[NoticeEvent]:
        """What became of one notice, or of all, oldest first."""
        kept = notice_event.c
        rows = select(kept.key, kept.at, kept.what, kept.who, kept.detail).order_by(kept.id)
        with self._database.reading() as transaction:
            found = transaction.execute(rows.where(kept.key == key) if key else rows)
            return [NoticeEvent(*row) for row in found]


class SqlCalendarFeeds:
    """One row for each feed."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def put(self, name: str, digest: str, at: str) -> None:
        """Keep the digest of the token of this feed."""
        with self._database.writing(durable=True) as transaction:
            upsert(transaction, calendar_feed, [{"name": name, "digest": digest, "at": at}])

    def drop(self, name: str) -> None:
        """Forget a feed. Raises Usage where there is none."""
        with self._database.writing(durable=True) as transaction:
            if not transaction.execute(delete(calendar_feed).where(calendar_feed.c.name == name)).rowcount:
                raise Usage(f"There is no calendar feed {name!r}. All of them are listed by: thesaury rights feed")

    def all(self) -> list[tuple[str, str]]:
        """Every feed by name, with the moment it was made."""
        with self._database.reading() as transaction:
            rows = transaction.execute(select(calendar_feed.c.name, calendar_feed.c.at).order_by(calendar_feed.c.name))
            return [(name, at) for name, at in rows]

    def by_digest(self, digest: str) -> str:
        """The name of the feed with this digest, or an empty text."""
        with self._database.reading() as transaction:
            found = select(calendar_feed.c.name).where(calendar_feed.c.digest == digest)
            return transaction.scalar(found) or ""


def _known(transaction: Connection, keys: Sequence[str]) -> Sequence[str]:
    return transaction.scalars(select(notice.c.key).where(notice.c.key.in_(keys))).all()


def _note(transaction: Connection, keys: Sequence[str], at: str, what: str, who: str, detail: str = "") -> None:
    rows = [{"key": key, "at": at, "what": what, "who": who, "detail": detail} for key in keys]
    insert_all(transaction, notice_event, rows)


def _row(one: Notice) -> dict[str, Any]:
    told = asdict(one)
    row = {name: told.pop(name) for name in _COLUMNS}
    return row | {"payload": json.dumps(told, separators=(",", ":"))}


def _read(row: Row[Any]) -> Notice:
    told = json.loads(row.payload)
    told["kind"] = NoticeKind(told["kind"])
    return Notice(**{name: getattr(row, name) for name in _COLUMNS}, **told)
