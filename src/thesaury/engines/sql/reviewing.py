"""Reviews: what a person decides on a concept of an asset takes the place of what was suggested or annotated."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, select, update

from thesaury.engines.sql.database import insert_all, upsert
from thesaury.engines.sql.schema import annotation, asset, review, suggestion
from thesaury.model.annotation import Decision, Origin, Review

Key = tuple[str, str]
Row = Mapping[str, Any]

_FOUND = ("score", "evidence", "vocabulary", "reasons", "annotator")
_NOTHING_FOUND: Row = {"score": 1.0, "evidence": "[]", "vocabulary": "", "reasons": "[]", "annotator": ""}


def record_reviews(connection: Connection, reviews: Sequence[Review], waiting: bool = False) -> int:
    """Log the decisions (with `waiting` those whose suggestion waits) and carry them out in turn; returns how many changed something."""
    ids = sorted({made.asset for made in reviews})
    annotations, suggestions = _read(connection, annotation, ids), _read(connection, suggestion, ids)
    if waiting:
        reviews = [made for made in reviews if (made.asset, made.concept) in suggestions]
    insert_all(connection, review, [_log(made) for made in reviews])
    changed = [made for made in reviews if _decide(made, annotations, suggestions)]
    _write(connection, {(made.asset, made.concept) for made in reviews}, annotations)
    _revise(connection, {made.asset for made in changed})
    return len(changed)


def _decide(made: Review, annotations: dict[Key, Row], suggestions: dict[Key, Row]) -> bool:
    """Put the decision in the place of what stood there; true where that changed anything to be seen."""
    key = made.asset, made.concept
    waiting, before = suggestions.pop(key, None), annotations.get(key)
    found = before or waiting or _NOTHING_FOUND
    after = annotations[key] = {
        "asset_id": made.asset,
        "concept": made.concept,
        "origin": Origin.REVIEW,
        "attributed_to": made.reviewer,
        **{name: found[name] for name in _FOUND},
        "decision": made.decision,
    }
    return waiting is not None or _seen(before) != _seen(after)


def _seen(row: Row | None) -> Row | None:
    """What of an annotation can be seen; whether a review confirmed it shows in its origin."""
    if row is None or row["decision"] == Decision.REJECTED:
        return None
    return {name: value for name, value in row.items() if name != "decision"}


def _read(connection: Connection, table: Table, ids: Sequence[str]) -> dict[Key, Row]:
    rows = connection.execute(select(table).where(table.c.asset_id.in_(ids))).mappings()
    return {(row["asset_id"], row["concept"]): {**row} for row in rows}


def _write(connection: Connection, keys: set[Key], annotations: Mapping[Key, Row]) -> None:
    upsert(connection, annotation, [annotations[key] for key in sorted(keys)])
    pair = (suggestion.c.asset_id == bindparam("_id"), suggestion.c.concept == bindparam("_concept"))
    if keys:
        connection.execute(
            delete(suggestion).where(*pair), [{"_id": id, "_concept": concept} for id, concept in sorted(keys)]
        )


def _revise(connection: Connection, ids: set[str]) -> None:
    connection.execute(update(asset).where(asset.c.id.in_(sorted(ids))).values(revision=asset.c.revision + 1))


def _log(made: Review) -> Row:
    return {
        "asset_id": made.asset,
        "concept": made.concept,
        "decision": made.decision,
        "reviewer": made.reviewer,
        "at": made.at,
        "reason": made.reason,
    }
