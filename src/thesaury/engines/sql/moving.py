"""Assets that become one: records go over, and with them what people decided; references between records bring it about."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, delete, or_, select, update

from thesaury.engines.sql.assets import Place, named, refresh
from thesaury.engines.sql.database import CHUNK, insert_new
from thesaury.engines.sql.schema import annotation, likeness, record, record_reference, review, suggestion
from thesaury.model.asset import Record
from thesaury.model.likeness import Verdict
from thesaury.ports.catalogue import chunked

Pair = tuple[str, str]


def founded(place: Place) -> str:
    """The id of the asset that the record at this place founds."""
    return Record(*place, "").asset_id


def moved(transaction: Connection, source: str, target: str) -> None:
    """Every record and every decision of one asset goes to the other; where both decided, the other's decision stays."""
    going_over = update(record).where(record.c.asset_id == source)
    # They are compared again, for what looked like the one asset now looks like the other.
    transaction.execute(going_over.values(asset_id=target, compared=False))
    decided = (annotation.c.asset_id == source, annotation.c.decision != "")
    taken = select(annotation.c.concept).where(annotation.c.asset_id == target, annotation.c.decision != "")
    going = transaction.execute(select(annotation).where(*decided, annotation.c.concept.not_in(taken))).mappings().all()
    concepts = [row["concept"] for row in going]
    for chunk in chunked(concepts, CHUNK):
        for table in (annotation, suggestion):
            transaction.execute(delete(table).where(table.c.asset_id == target, table.c.concept.in_(chunk)))
    if going:
        transaction.execute(annotation.insert(), [{**row, "asset_id": target} for row in going])
    transaction.execute(delete(annotation).where(*decided))
    transaction.execute(update(review).where(review.c.asset_id == source).values(asset_id=target))
    _kept_apart(transaction, source, target)
    refresh(transaction, {source, target})


def _kept_apart(transaction: Connection, source: str, target: str) -> None:
    """What a person told apart from the one is apart from the other too, or the next change of a record would join it."""
    this = (likeness.c.verdict == Verdict.DIFFERENT, or_(likeness.c.left == source, likeness.c.right == source))
    for told in transaction.execute(select(likeness).where(*this)).mappings().all():
        other = told["right"] if told["left"] == source else told["left"]
        if other == target:
            continue
        pair = {"left": min(other, target), "right": max(other, target)}
        insert_new(transaction, likeness, [{**told, **pair}])
        undecided = (
            likeness.c.left == pair["left"],
            likeness.c.right == pair["right"],
            likeness.c.verdict == Verdict.OPEN,
        )
        said = {name: told[name] for name in ("verdict", "by", "at")}
        transaction.execute(update(likeness).where(*undecided).values(said))


def refer(transaction: Connection, name: str, records: Collection[Record]) -> None:
    """Keep what these changed records refer to, and make one of the assets that belong together by it."""
    ids = [changed.external_id for changed in records]
    for chunk in chunked(ids, CHUNK):
        old = (record_reference.c.connection == name, record_reference.c.external_id.in_(chunk))
        transaction.execute(delete(record_reference).where(*old))
    rows = [
        {"connection": name, "external_id": changed.external_id, "target": target}
        for changed in records
        for target in changed.same_as
    ]
    insert_new(transaction, record_reference, rows)
    for place, key in [*_out(name, records), *_in(transaction, name, ids)]:
        _joined(transaction, place, key)


def apart(transaction: Connection, assets: Collection[str]) -> frozenset[Pair]:
    """The pairs of assets with one of these that a person parted, the lesser id first."""
    found: set[Pair] = set()
    for chunk in chunked(sorted(assets), CHUNK):
        rows = select(likeness.c.left, likeness.c.right).where(
            likeness.c.verdict == Verdict.DIFFERENT, or_(likeness.c.left.in_(chunk), likeness.c.right.in_(chunk))
        )
        found |= {(left, right) for left, right in transaction.execute(rows)}
    return frozenset(found)


def _joined(transaction: Connection, place: Place, key: str) -> None:
    """The asset of the record at this place goes over to the asset of the record it names, if both are known."""
    named_one = named(transaction, key)
    one = transaction.scalar(
        select(record.c.asset_id).where(record.c.connection == place[0], record.c.external_id == place[1])
    )
    if one is None or named_one is None:
        return
    _, other = named_one
    if one != other and (min(one, other), max(one, other)) not in apart(transaction, [one]):
        moved(transaction, one, other)


def _out(name: str, records: Iterable[Record]) -> list[tuple[Place, str]]:
    """From each of these records to the keys of those it names."""
    return [((name, changed.external_id), key) for changed in records for key in changed.same_as]


def _in(transaction: Connection, name: str, ids: Sequence[str]) -> list[tuple[Place, str]]:
    """From every record that names one of these, by record and name: which asset is left in the end hangs on the order."""
    found: list[tuple[Place, str]] = []
    for chunk in chunked(list(ids), CHUNK):
        rows = select(record_reference).where(record_reference.c.target.in_([f"{name}/{id}" for id in chunk]))
        found += [((source, external_id), target) for source, external_id, target in transaction.execute(rows)]
    return sorted(found)
