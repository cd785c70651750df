"""What annotation and review found out, in the database: `ports.catalogue.Enrichments`."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Integer, Select, and_, bindparam, delete, func, or_, select, update
from sqlalchemy.sql.expression import ColumnElement

from thesaury.engines.sql.assets import read_assets, require
from thesaury.engines.sql.database import CHUNK, Database
from thesaury.engines.sql.findings import HOLDS, read_findings, to_suggestion, write_findings
from thesaury.engines.sql.queueing import queued, scored
from thesaury.engines.sql.reviewing import record_reviews
from thesaury.engines.sql.schema import annotation, asset, policy, record, review, suggestion, unknown_tag
from thesaury.engines.sql.vocabularies import count_concepts
from thesaury.model.annotation import Decision, Enrichment, QueueOrder, Review, Suggestion
from thesaury.model.asset import Asset
from thesaury.ports.catalogue import Counts, Findings, chunked

_BEHIND = asset.c.revision > asset.c.projected_revision


class SqlEnrichments:
    """Annotations, suggestions, policies, unknown tags and the log of reviews."""

    def __init__(self, database: Database) -> None:
        """Stand on this database."""
        self._database = database

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
            return [Review(row.asset_id, row.concept, Decision(row.decision), row.reviewer, row.at) for row in rows]

    def queue(
        self, limit: int, minimum: float = 0.0, order: QueueOrder = QueueOrder.SUREST
    ) -> list[tuple[str, Suggestion]]:
        """Waiting suggestions with at least this score as (asset id, suggestion), in this order."""
        with self._database.reading() as connection:
            return [(row.asset_id, to_suggestion(row)) for row in connection.execute(queued(limit, minimum, order))]

    def scored(self, annotator: str) -> list[tuple[str, float, Decision | None]]:
        """Concept and score of everything this annotator suggested, with a person's decision, by concept, then by score."""
        with self._database.reading() as connection:
            return scored(connection, annotator)

    def findings(self, ids: Sequence[str]) -> Mapping[str, Findings]:
        """What is known of each of these assets, empty findings where that is nothing."""
        with self._database.reading() as connection:
            return read_findings(connection, ids)

    def unknown_tags(self, limit: int) -> list[tuple[str, int]]:
        """Tags that are no label of any vocabulary, with the number of assets, most frequent first, then by tag."""
        assets = func.count()
        rows = select(unknown_tag.c.tag, assets).join(asset).where(asset.c.live).group_by(unknown_tag.c.tag)
        with self._database.reading() as connection:
            found = connection.execute(rows.order_by(assets.desc(), unknown_tag.c.tag).limit(limit))
            return [(tag, count) for tag, count in found]

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
