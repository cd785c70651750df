"""Which records are of one asset, in the database: `ports.identities.Identities`."""

import json
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, func, select, update

from thesaury.engines.sql.assets import Place, made, named, refresh, require
from thesaury.engines.sql.codec import decode_record
from thesaury.engines.sql.database import Database, insert_new, upsert
from thesaury.engines.sql.moving import founded, moved
from thesaury.engines.sql.schema import asset, likeness, record
from thesaury.model.asset import Record
from thesaury.model.errors import Usage
from thesaury.model.likeness import Likeness, Verdict
from thesaury.model.likeness import likeness as pair
from thesaury.ports.identities import Looking

_SEEN = (record.c.look.is_not(None), record.c.look != "", ~record.c.gone)


class SqlIdentities:
    """Looks, likenesses, and what people say of them."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

    def unlooked(self, name: str, after: str, limit: int) -> list[Record]:
        """The next live records of a connection by external id whose look nobody asked for yet."""
        open_ones = (record.c.connection == name, record.c.external_id > after, record.c.look.is_(None), ~record.c.gone)
        rows = select(record.c.external_id, record.c.etag, record.c.payload).where(*open_ones)
        with self._database.reading() as transaction:
            found = transaction.execute(rows.order_by(record.c.external_id).limit(limit))
            return [decode_record(name, *row) for row in found]

    def note_looks(self, name: str, looks: Sequence[tuple[str, str]]) -> None:
        """Note the look of records by external id; an empty one says that there is none to be had."""
        this = (record.c.connection == name, record.c.external_id == bindparam("_id"))
        if looks:
            with self._database.writing() as transaction:
                values = {"look": bindparam("_look"), "compared": False}
                rows = [{"_id": id, "_look": look} for id, look in looks]
                transaction.execute(update(record).where(*this).values(values), rows)

    def looks(self, fresh: bool = False) -> list[Looking]:
        """Every different look of every live asset, by asset; only those not compared yet when `fresh`."""
        rows = select(record.c.asset_id, record.c.look).distinct().where(*_SEEN)
        if fresh:
            rows = rows.where(~record.c.compared)
        with self._database.reading() as transaction:
            found = transaction.execute(rows.order_by(record.c.asset_id, record.c.look))
            return [Looking(id, look or "") for id, look in found]

    def compared(self, likenesses: Sequence[Likeness], fresh: Sequence[Looking]) -> int:
        """Keep likenesses that came out of comparing these fresh looks, which are fresh no more. Returns how many are new."""
        this = (record.c.asset_id == bindparam("_asset"), record.c.look == bindparam("_look"))
        with self._database.writing() as transaction:
            before = _count(transaction)
            insert_new(transaction, likeness, [_row(found) for found in likenesses])
            if fresh:
                rows = [{"_asset": looking.asset, "_look": looking.look} for looking in fresh]
                transaction.execute(update(record).where(*this).values(compared=True), rows)
            return _count(transaction) - before

    def likenesses(self, verdict: Verdict = Verdict.OPEN, limit: int = 500) -> list[Likeness]:
        """Likenesses of live assets with this verdict, the closest first, then by ids."""
        kept, left, right = likeness.c, asset.alias(), asset.alias()
        rows = select(likeness).join(left, kept.left == left.c.id).join(right, kept.right == right.c.id)
        if verdict is not Verdict.SAME:  # of two that were joined only one lives on
            rows = rows.where(left.c.live, right.c.live)
        rows = rows.where(kept.verdict == verdict).order_by(kept.distance, kept.left, kept.right).limit(limit)
        with self._database.reading() as transaction:
            return [_read(row) for row in transaction.execute(rows)]

    def among(self, ids: Sequence[str], most: int) -> list[Likeness]:
        """What is known of pairs of which both are among these assets, none of them in more than `most` pairs, by ids."""
        pairs, wanted = select(likeness).where(likeness.c.left.in_(select(_asked()))), set(ids)
        with self._database.reading() as transaction:
            if transaction.execute(select(likeness.c.left).limit(1)).first() is None:
                return []
            rows = transaction.execute(pairs, _given(wanted))
            found = [_read(row) for row in rows if row.right in wanted]
            often = _often(transaction, {id for one in found for id in (one.left, one.right)})
        kept = [one for one in found if max(often[one.left], often[one.right]) <= most]
        return sorted(kept, key=lambda one: (one.left, one.right))

    def decide(self, one: str, other: str, verdict: Verdict, by: str, at: str) -> str:
        """Note what a person says of two assets; SAME joins them in the first. Raises Usage where there is no such asset."""
        if one == other:
            raise Usage(f"{one} is one asset. Name two.")
        with self._database.writing() as transaction:
            require(transaction, (one, other))
            _say(transaction, one, other, verdict, by, at)
            if verdict is not Verdict.SAME:
                return ""
            moved(transaction, other, one)
            return one

    def part(self, key: str, by: str, at: str) -> str:
        """Take a record out of its asset for good. Raises Usage where there is no such record or it is the only one of its asset."""
        with self._database.writing() as transaction:
            found = named(transaction, key, live=True)
            if found is None:
                raise Usage(f"There is no record {key!r}. Records are shown by: thesaury show ASSET")
            place, held = found
            others = _others(transaction, held, place)
            if not others:
                raise Usage(f"{key} is the only record of its asset: there is nothing to part it from.")
            # The record that founded the asset stays, and the others leave.
            leaving = others if founded(place) == held else [place]
            new = _free(transaction, leaving[0], at)
            _placed(transaction, leaving, new)
            _say(transaction, new, held, Verdict.DIFFERENT, by, at)
            refresh(transaction, {new, held})
            return held if leaving == others else new


def _read(row: Row[Any]) -> Likeness:
    return Likeness(row.left, row.right, row.distance, Verdict(row.verdict), row.by, row.at)


def _row(found: Likeness) -> dict[str, object]:
    return {
        "left": found.left,
        "right": found.right,
        "distance": found.distance,
        "verdict": found.verdict,
        "by": found.by,
        "at": found.at,
    }


def _say(transaction: Connection, one: str, other: str, verdict: Verdict, by: str, at: str) -> None:
    """Keep a verdict; how far the two are apart stays as it was found, 64 where nobody compared them."""
    base = pair(one, other, 64)
    this = (likeness.c.left == base.left, likeness.c.right == base.right)
    found = transaction.scalar(select(likeness.c.distance).where(*this))
    distance = base.distance if found is None else found
    upsert(transaction, likeness, [_row(Likeness(base.left, base.right, distance, verdict, by, at))])


def _count(transaction: Connection) -> int:
    return transaction.scalar(select(func.count()).select_from(likeness)) or 0


def _often(transaction: Connection, ids: Collection[str]) -> Counter[str]:
    """In how many pairs each of these assets is."""
    often: Counter[str] = Counter()
    for side in (likeness.c.left, likeness.c.right):
        counted = select(side, func.count()).where(side.in_(select(_asked()))).group_by(side)
        for id, count in transaction.execute(counted, _given(ids)):
            often[id] += count
    return often


def _asked() -> ColumnElement[str]:
    """Ids as one parameter, for thousands of them: a search asks of everything it found."""
    return func.json_each(bindparam("ids")).table_valued("value").c.value


def _given(ids: Collection[str]) -> dict[str, str]:
    return {"ids": json.dumps(sorted(ids))}


def _others(transaction: Connection, held: str, place: Place) -> list[Place]:
    rows = select(record.c.connection, record.c.external_id).where(record.c.asset_id == held, ~record.c.gone)
    found = transaction.execute(rows.order_by(record.c.connection, record.c.external_id))
    return [(name, external_id) for name, external_id in found if (name, external_id) != place]


def _free(transaction: Connection, place: Place, at: str) -> str:
    """The asset this record founds, or another one where strangers have that already."""
    id = founded(place)
    taken = transaction.scalar(select(func.count()).where(record.c.asset_id == id))
    return founded((place[0], f"{place[1]}\x1f{at}")) if taken else id


def _placed(transaction: Connection, places: Sequence[Place], id: str) -> None:
    made(transaction, [id])
    this = (record.c.connection == bindparam("_connection"), record.c.external_id == bindparam("_id"))
    rows = [{"_connection": name, "_id": external_id} for name, external_id in places]
    transaction.execute(update(record).where(*this).values(asset_id=id, compared=False), rows)
