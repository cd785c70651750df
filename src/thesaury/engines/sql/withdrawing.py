"""Decisions looked up in the log, and taken back as if they had never been made."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from thesaury.engines.sql.schema import annotation, asset, review, suggestion
from thesaury.model.annotation import Decision, Review
from thesaury.ports.enrichments import Decisions

_SUGGESTED = ("asset_id", "concept", "score", "evidence", "annotator", "vocabulary", "reasons")


def to_review(row: Row[Any]) -> Review:
    """A row of the log as a value."""
    return Review(row.asset_id, row.concept, Decision(row.decision), row.reviewer, row.at, row.reason)


def read_latest(connection: Connection, sought: Decisions, limit: int, before: int) -> list[tuple[int, Review]]:
    """The newest decisions first, with their numbers."""
    wanted = select(review).order_by(review.c.id.desc()).limit(limit)
    columns = (review.c.reviewer, review.c.at, review.c.asset_id, review.c.concept)
    given = (sought.reviewer, sought.at, sought.asset, sought.concept)
    for column, value in zip(columns, given, strict=True):
        wanted = wanted.where(column == value) if value else wanted
    if before:
        wanted = wanted.where(review.c.id < before)
    return [(row.id, to_review(row)) for row in connection.execute(wanted)]


def withdraw_reviews(connection: Connection, reviews: Sequence[Review]) -> list[Review]:
    """Take back those that are the newest on their concepts; returns them."""
    return [made for made in reviews if _withdrawn(connection, made)]


def _withdrawn(connection: Connection, made: Review) -> bool:
    pair = Decisions(asset=made.asset, concept=made.concept)
    newest = read_latest(connection, pair, 2, 0)
    if not newest or newest[0][1] != made:
        return False
    connection.execute(delete(review).where(review.c.id == newest[0][0]))
    if len(newest) > 1:
        _again(connection, newest[1][1])
    else:
        _undecided(connection, made)
    connection.execute(update(asset).where(asset.c.id == made.asset).values(revision=asset.c.revision + 1))
    return True


def _again(connection: Connection, earlier: Review) -> None:
    """An earlier decision holds again."""
    said = {"decision": earlier.decision, "attributed_to": earlier.reviewer}
    connection.execute(update(annotation).where(*_of(annotation, earlier)).values(said))


def _undecided(connection: Connection, made: Review) -> None:
    """What was suggested waits again; of what nobody suggested only the sources can tell what it was."""
    row = connection.execute(select(annotation).where(*_of(annotation, made))).mappings().one()
    connection.execute(delete(annotation).where(*_of(annotation, made)))
    if row["annotator"]:
        connection.execute(suggestion.insert(), {name: row[name] for name in _SUGGESTED})
    else:
        connection.execute(update(asset).where(asset.c.id == made.asset).values(enriched_stamp=""))


def _of(table: Any, made: Review) -> tuple[Any, Any]:
    return table.c.asset_id == made.asset, table.c.concept == made.concept
