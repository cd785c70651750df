"""What annotation and review found out, in the database: `ports.catalogue.Enrichments`."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Integer, Select, and_, bindparam, delete, func, or_, select, update
from sqlalchemy.sql.expression import ColumnElement

from thesaury.engines.sql.assets import read_assets, require
from thesaury.engines.sql.database import CHUNK, Database
from thesaury.engines.sql.findings import HOLDS, carried, decided, read_findings, to_suggestion, write_findings
from thesaury.engines.sql.queueing import lined_up, queued, scored, settled
from thesaury.engines.sql.remembered import Remembered
from thesaury.engines.sql.reviewing import record_reviews
from thesaury.engines.sql.schema import annotation, asset, policy, record, review, suggestion, unknown_tag
from thesaury.engines.sql.vocabularies import count_concepts
from thesaury.engines.sql.withdrawing import read_latest, to_review, withdraw_reviews
from thesaury.model.annotation import Decision, Enrichment, QueueOrder, Review, Suggestion
from thesaury.model.asset import Asset
from thesaury.ports.catalogue import chunked
from thesaury.ports.enrichments import Carried, Counts, Decided, Decisions, Findings

Pairs = tuple[tuple[str, str], ...]

_BEHIND = asset.c.revision > asset.c.projected_revision


class SqlEnrichments:
    """Annotations, suggestions, policies, unknown tags and the log of reviews."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database
        self._lineups = Remembered[str, Pairs](database)
        self._findings = Remembered[str, Findings](database)
        self._counts = Remembered[str, Counts](database)

    def outdated(self, stamp: str, after: str, limit: int) -> list[Asset]:
        """The next assets by id whose enrichment was made from other content or with another stamp."""
        rows = select(asset.c.id).where(_outdated(stamp), asset.c.id > after).order_by(asset.c.id).limit(limit)
        with self._database.reading() as connection:
            return read_assets(connection, connection.scalars(rows).all())

    def count_outdated(self, stamp: str) -> int:
        """How many assets `outdated` would give in all."""
        return self._count(select(func.count()).select_from(asset).where(_outdated(stamp)))

    def store(self, enrichments: Sequence[Enrichment]) -> None:
        """Replace what the line found for these assets; reviews stay. Raises Usage for an unknown asset."""
        latest = {enrichment.asset: enrichment for enrichment in enrichments}
        with self._database.writing() as connection:
            require(connection, latest)
            for ids in chunked(list(latest), CHUNK):
                _store(connection, [latest[id] for id in ids])

    def advance(self, ids: Sequence[str], stamp: str) -> None:
        """Say of these assets that their enrichment holds for this stamp too; one with new content stays outdated."""
        with self._database.writing() as connection:
            for chunk in chunked(ids, CHUNK):
                connection.execute(update(asset).where(asset.c.id.in_(chunk)).values(enriched_stamp=stamp))

    def touch(self, ids: Sequence[str]) -> None:
        """Say of these assets that index and graph are behind what is known of them."""
        with self._database.writing() as connection:
            for chunk in chunked(ids, CHUNK):
                connection.execute(update(asset).where(asset.c.id.in_(chunk)).values(revision=asset.c.revision + 1))

    def review(self, reviews: Sequence[Review], waiting: bool = False) -> int:
        """Record decisions, with `waiting` those whose suggestion waits still; returns how many suggestions or annotations changed.

        Raises Usage for an unknown asset.
        """
        with self._database.writing() as connection:
            require(connection, (review.asset for review in reviews))
            return sum(record_reviews(connection, chunk, waiting) for chunk in chunked(reviews, CHUNK))

    def reviews(self, after: str = "") -> list[Review]:
        """The log of decisions made after this moment, oldest first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(review).where(review.c.at > after).order_by(review.c.id))
            return [to_review(row) for row in rows]

    def latest(self, sought: Decisions = Decisions(), limit: int = 50, before: int = 0) -> list[tuple[int, Review]]:
        """The newest decisions with their numbers in the log, at most `limit`, below `before` where that is not 0."""
        with self._database.reading() as connection:
            return read_latest(connection, sought, limit, before)

    def grounds(self, reviewer: str) -> list[tuple[str, str]]:
        """Every (concept, reason) that this reviewer rejected concepts for, by both."""
        rejected = (review.c.reviewer == reviewer, review.c.decision == Decision.REJECTED)
        rows = select(review.c.concept, review.c.reason).where(*rejected).distinct()
        with self._database.reading() as connection:
            return sorted((concept, reason) for concept, reason in connection.execute(rows))

    def withdraw(self, reviews: Sequence[Review]) -> list[Review]:
        """Take back those of these decisions that are the newest on their concepts; returns them."""
        with self._database.writing() as connection:
            return [taken for chunk in chunked(reviews, CHUNK) for taken in withdraw_reviews(connection, chunk)]

    def explain(self, reviewer: str, at: str, reason: str) -> list[Review]:
        """Note why a reviewer decided as he did at this moment; returns the decisions this is said of."""
        made = (review.c.reviewer == reviewer, review.c.at == at)
        with self._database.writing() as connection:
            connection.execute(update(review).where(*made).values(reason=reason))
            return [to_review(row) for row in connection.execute(select(review).where(*made).order_by(review.c.id))]

    def lineup(self, order: QueueOrder = QueueOrder.SUREST) -> list[tuple[str, str]]:
        """The whole queue in this order as (asset id, concept)."""
        return list(self._lineups.one(order, lambda: self._read_pairs(lined_up(order))))

    def settled(self) -> list[tuple[str, str]]:
        """Every concept of a live asset that a person decided on, as (asset id, concept), by both."""
        return list(self._lineups.one("settled", lambda: self._read_pairs(settled())))

    def queue(
        self, limit: int, minimum: float = 0.0, order: QueueOrder = QueueOrder.SUREST
    ) -> list[tuple[str, Suggestion]]:
        """Waiting suggestions with at least this score as (asset id, suggestion), in this order."""
        with self._database.reading() as connection:
            return [(row.asset_id, to_suggestion(row)) for row in connection.execute(queued(limit, minimum, order))]

    def decided(self) -> list[Decided]:
        """The decision that holds on every concept that was decided on, by asset and concept."""
        with self._database.reading() as connection:
            return decided(connection)

    def accepted(self, after: tuple[str, str] = ("", ""), limit: int = 10_000) -> list[tuple[str, str]]:
        """The next (asset id, concept) of annotations that hold, by both, of assets that are gone too."""
        asset_id, concept = annotation.c.asset_id, annotation.c.concept
        behind = or_(asset_id > after[0], and_(asset_id == after[0], concept > after[1]))
        rows = select(asset_id, concept).where(asset_id >= after[0], behind, HOLDS)
        with self._database.reading() as connection:
            found = connection.execute(rows.order_by(asset_id, concept).limit(limit))
            return [(id, carried) for id, carried in found]

    def rejected(self, ids: Sequence[str]) -> frozenset[tuple[str, str]]:
        """Every (asset id, concept) of these assets that was decided on and does not hold."""
        rows = select(annotation.c.asset_id, annotation.c.concept).where(~HOLDS)
        found: set[tuple[str, str]] = set()
        with self._database.reading() as connection:
            for chunk in chunked(list(dict.fromkeys(ids)), CHUNK):
                found |= {
                    (id, concept) for id, concept in connection.execute(rows.where(annotation.c.asset_id.in_(chunk)))
                }
        return frozenset(found)

    def scored(self, annotator: str) -> list[tuple[str, float, Decision | None]]:
        """Concept and score of everything this annotator suggested, with a person's decision, by concept, then by score."""
        with self._database.reading() as connection:
            return scored(connection, annotator)

    def findings(self, ids: Sequence[str]) -> Mapping[str, Findings]:
        """What is known of each of these assets, empty findings where that is nothing."""
        return self._findings.each(ids, self._read_findings)

    def unknown_tags(self, limit: int) -> list[tuple[str, int]]:
        """Tags that are no label of any vocabulary, with the number of assets, most frequent first, then by tag."""
        assets = func.count()
        rows = select(unknown_tag.c.tag, assets).join(asset).where(asset.c.live).group_by(unknown_tag.c.tag)
        with self._database.reading() as connection:
            found = connection.execute(rows.order_by(assets.desc(), unknown_tag.c.tag).limit(limit))
            return [(tag, count) for tag, count in found]

    def bearing(self, tags: Sequence[str]) -> list[tuple[str, str]]:
        """Every (tag, asset id) of these unknown tags and the live assets that carry them, by both."""
        rows = select(unknown_tag.c.tag, unknown_tag.c.asset_id).join(asset).where(asset.c.live)
        found: list[tuple[str, str]] = []
        with self._database.reading() as connection:
            for chunk in chunked(list(dict.fromkeys(tags)), CHUNK):
                found += [(tag, id) for tag, id in connection.execute(rows.where(unknown_tag.c.tag.in_(chunk)))]
        return sorted(found)

    def unprojected(self, limit: int) -> list[tuple[str, int]]:
        """The next (asset id, revision) by id whose index and graph entries are older than its findings, or gone."""
        rows = select(asset.c.id, asset.c.revision).where(_BEHIND).order_by(asset.c.id).limit(limit)
        with self._database.reading() as connection:
            return [(id, revision) for id, revision in connection.execute(rows)]

    def count_unprojected(self) -> int:
        """How many assets `unprojected` would give in all."""
        return self._count(select(func.count()).select_from(asset).where(_BEHIND))

    def mark_projected(self, revisions: Sequence[tuple[str, int]]) -> None:
        """Say that index and graph now hold these revisions; one that moved on meanwhile stays unprojected."""
        held = bindparam("_held", type_=Integer)
        later = (asset.c.id == bindparam("_id"), asset.c.projected_revision < held)
        if revisions:
            with self._database.writing() as connection:
                rows = [{"_id": id, "_held": revision} for id, revision in revisions]
                connection.execute(update(asset).where(*later).values(projected_revision=held), rows)

    def revisions(self, after: str, limit: int) -> list[tuple[str, int]]:
        """The next (asset id, revision) by id of all assets, those that are gone among them."""
        rows = select(asset.c.id, asset.c.revision).where(asset.c.id > after).order_by(asset.c.id).limit(limit)
        with self._database.reading() as connection:
            return [(id, revision) for id, revision in connection.execute(rows)]

    def projected(self) -> str:
        """A text that is another one whenever index and graph hold something else than before."""
        with self._database.reading() as connection:
            count, revisions = connection.execute(select(func.count(), func.sum(asset.c.projected_revision))).one()
            return f"{count} {revisions or 0}"

    def forget_projections(self) -> None:
        """Say of every asset that index and graph know nothing of it."""
        with self._database.writing() as connection:
            connection.execute(update(asset).values(projected_revision=0))

    def counts(self) -> Counts:
        """How much the workspace holds; what hangs on assets without live records does not count."""
        return self._counts.one("", self._read_counts)

    def _read_findings(self, ids: Sequence[str]) -> Mapping[str, Findings]:
        with self._database.reading() as connection:
            return read_findings(connection, ids)

    def _read_counts(self) -> Counts:
        def count(rows: Select[int]) -> int:
            return connection.scalar(rows) or 0

        with self._database.reading() as connection:
            decided = select(func.count()).select_from(annotation).join(asset).where(asset.c.live)
            return Counts(
                assets=count(select(func.count()).select_from(asset).where(asset.c.live)),
                records=count(select(func.count()).select_from(record).where(~record.c.gone)),
                concepts=count_concepts(connection),
                suggestions=count(select(func.count()).select_from(suggestion).join(asset).where(asset.c.live)),
                accepted=count(decided.where(HOLDS)),
                rejected=count(decided.where(~HOLDS)),
            )

    def carried(self) -> Mapping[str, Carried]:
        """How often every concept is carried, suggested and rejected; assets without live records do not count."""
        with self._database.reading() as connection:
            return carried(connection)

    def _read_pairs(self, rows: Select[Any]) -> Pairs:
        with self._database.reading() as connection:
            return tuple((id, concept) for id, concept in connection.execute(rows))

    def _count(self, rows: Select[int]) -> int:
        with self._database.reading() as connection:
            return connection.scalar(rows) or 0


def _outdated(stamp: str) -> ColumnElement[bool]:
    return and_(asset.c.live, or_(asset.c.enriched_content != asset.c.content, asset.c.enriched_stamp != stamp))


def _store(connection: Connection, enrichments: Sequence[Enrichment]) -> None:
    ids = [enrichment.asset for enrichment in enrichments]
    by_review = and_(annotation.c.asset_id.in_(ids), annotation.c.decision != "")
    rows = connection.execute(select(annotation.c.asset_id, annotation.c.concept).where(by_review))
    decided = {(id, concept) for id, concept in rows}
    connection.execute(delete(annotation).where(annotation.c.asset_id.in_(ids), annotation.c.decision == ""))
    for table in (suggestion, policy, unknown_tag):
        connection.execute(delete(table).where(table.c.asset_id.in_(ids)))
    write_findings(connection, enrichments, decided)
    changes = {
        "enriched_content": bindparam("_content"),
        "enriched_stamp": bindparam("_stamp"),
        "revision": asset.c.revision + 1,
    }
    made = [{"_id": e.asset, "_content": e.content, "_stamp": e.stamp} for e in enrichments]
    connection.execute(update(asset).where(asset.c.id == bindparam("_id")).values(changes), made)
