"""Publications in the database: `ports.publications.Publications`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, and_, cast, delete, func, or_, select

from thesaury.engines.sql.database import CHUNK, Database, insert_all, upsert
from thesaury.engines.sql.page_uses import ended_and_new, lasting
from thesaury.engines.sql.publication_codec import (
    decode_publication,
    decode_step,
    decode_use,
    encode_publication,
    encode_step,
)
from thesaury.engines.sql.schema import page_use, publication, publication_feed, publication_step
from thesaury.engines.sql.schema.publications import IS_OPEN
from thesaury.model.publication import LONGEST_WAIT, KnownUse, PageUse, Publication, PublicationStep
from thesaury.ports.catalogue import chunked
from thesaury.ports.publications import FeedRead, WantedPublications

_p, _s, _u = publication.c, publication_step.c, page_use.c


class SqlPublications:
    """One row for each asset in each CMS, one for each step, and one for each place in a page."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def put(self, publications: Sequence[Publication], steps: Sequence[PublicationStep] = ()) -> None:
        """Keep these as they are now, together with these lines of the log; outlives a power cut, for a system is asked right after."""
        latest = {(one.connection, one.asset): one for one in publications}
        with self._database.writing(durable=True) as transaction:
            upsert(transaction, publication, [_row(one) for one in latest.values()])
            insert_all(transaction, publication_step, [_step_row(step) for step in steps])

    def of(self, connection: str, assets: Sequence[str]) -> Mapping[str, Publication]:
        """By asset what is known of it in this CMS."""
        found: dict[str, Publication] = {}
        with self._database.reading() as transaction:
            for chunk in chunked(list(dict.fromkeys(assets)), CHUNK):
                rows = select(publication).where(_p.connection == connection, _p.asset.in_(chunk))
                found |= {row.asset: decode_publication(row) for row in transaction.execute(rows)}
        return found

    def page(self, wanted: WantedPublications, after: str = "", limit: int = 100) -> list[Publication]:
        """Publications by connection and asset behind this place."""
        rows = select(publication).where(*_narrowed(wanted)).order_by(_p.connection, _p.asset).limit(limit)
        if after:
            connection, _, asset = after.partition("/")
            within = and_(_p.connection == connection, _p.asset > asset)
            rows = rows.where(within if wanted.connection == connection else or_(_p.connection > connection, within))
        with self._database.reading() as transaction:
            return [decode_publication(row) for row in transaction.execute(rows)]

    def due(self, connection: str, moment: str, limit: int = 100) -> list[Publication]:
        """What is open and due at this moment: withdrawals first, then as needed."""
        longest = (datetime.fromisoformat(moment) + timedelta(seconds=LONGEST_WAIT)).isoformat(timespec="seconds")
        is_due = or_(_p.due_at <= moment, _p.due_at > longest)
        rows = select(publication).where(_p.connection == connection, IS_OPEN, is_due)
        ordered = rows.order_by(_p.leaving.desc(), _p.needed_at, _p.asset).limit(limit)
        with self._database.reading() as transaction:
            return [decode_publication(row) for row in transaction.execute(ordered)]

    def counts(self, connection: str) -> Mapping[str, int]:
        """How many there are in each state, `live` ones, and those `withdrawing`."""
        flags = [func.sum(cast(column, Integer)) for column in (_p.live, _p.leaving)]
        rows = select(_p.state, func.count(), *flags).where(_p.connection == connection).group_by(_p.state)
        with self._database.reading() as transaction:
            states = transaction.execute(rows).all()
        found = {str(state): int(count) for state, count, _, _ in states}
        totals = {"live": sum(live for _, _, live, _ in states), "withdrawing": sum(leaving for *_, leaving in states)}
        return found | {name: int(count) for name, count in totals.items() if count}

    def forget(self, connection: str, assets: Sequence[str]) -> None:
        """Drop what is known of these."""
        with self._database.writing() as transaction:
            for chunk in chunked(list(assets), CHUNK):
                transaction.execute(delete(publication).where(_p.connection == connection, _p.asset.in_(chunk)))

    def log(
        self, connection: str = "", asset: str = "", limit: int = 100, before: int = 0
    ) -> list[tuple[int, PublicationStep]]:
        """The newest lines of the log with their numbers."""
        rows = select(publication_step).order_by(_s.number.desc()).limit(limit)
        for column, value in ((_s.connection, connection), (_s.asset, asset)):
            rows = rows.where(column == value) if value else rows
        rows = rows.where(_s.number < before) if before else rows
        with self._database.reading() as transaction:
            return [(row.number, decode_step(row)) for row in transaction.execute(rows)]

    def read_feed(self, connection: str) -> FeedRead:
        """How far the feed of its channel was planned."""
        rows = select(publication_feed).where(publication_feed.c.connection == connection)
        with self._database.reading() as transaction:
            row = transaction.execute(rows).first()
        return FeedRead(row.number, row.channel, row.floor, row.at, row.basis, row.sought) if row else FeedRead()

    def note_feed(self, connection: str, read: FeedRead) -> None:
        """Remember it."""
        with self._database.writing() as transaction:
            upsert(transaction, publication_feed, [{"connection": connection} | asdict(read)])

    def found(self, connection: str, uses: Sequence[PageUse], at: str) -> tuple[int, int]:
        """Say which uses there are in a CMS now, all of them."""
        with self._database.writing() as transaction:
            return ended_and_new(transaction, connection, uses, at)

    def uses(self, assets: Sequence[str], ended: bool = False) -> list[KnownUse]:
        """Where these assets stand, with `ended` also where they stood."""
        found: list[Any] = []
        with self._database.reading() as transaction:
            for chunk in chunked(list(dict.fromkeys(assets)), CHUNK):
                rows = select(page_use).where(_u.asset.in_(chunk), *(() if ended else (lasting,)))
                found += transaction.execute(rows)
        return [
            decode_use(row) for row in sorted(found, key=lambda row: (row.connection, row.page, row.place, row.number))
        ]

    def uses_page(self, connection: str = "", after: int = 0, limit: int = 100) -> list[tuple[int, KnownUse]]:
        """All uses that last, with numbers, by number."""
        rows = select(page_use).where(lasting, _u.number > after).order_by(_u.number).limit(limit)
        rows = rows.where(_u.connection == connection) if connection else rows
        with self._database.reading() as transaction:
            return [(row.number, decode_use(row)) for row in transaction.execute(rows)]

    def drop(self, connection: str) -> None:
        """Forget all that is known of a CMS; the log stays."""
        with self._database.writing() as transaction:
            _dropped(transaction, connection)


def _dropped(transaction: Connection, connection: str) -> None:
    for table in (publication, publication_feed, page_use):
        transaction.execute(delete(table).where(table.c.connection == connection))


def _narrowed(wanted: WantedPublications) -> Iterable[ColumnElement[bool]]:
    if wanted.connection:
        yield _p.connection == wanted.connection
    if wanted.asset:
        yield _p.asset == wanted.asset
    if wanted.states:
        yield _p.state.in_(wanted.states)
    if wanted.withdrawing:
        yield _p.leaving


def _row(one: Publication) -> dict[str, object]:
    plain = {name: getattr(one, name) for name in ("connection", "asset", "state", "needed_at", "due_at", "live")}
    return {**plain, "leaving": one.withdrawing, "payload": encode_publication(one)}


def _step_row(step: PublicationStep) -> dict[str, object]:
    return {"connection": step.connection, "asset": step.asset, "at": step.at, "payload": encode_step(step)}
