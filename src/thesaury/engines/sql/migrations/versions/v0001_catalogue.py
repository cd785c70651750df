"""The first schema: connections, records and assets, findings and reviews, vocabularies and runs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Make every table."""
    _records()
    _findings()
    _reviews()
    _vocabularies()
    _runs()


def downgrade() -> None:
    """Drop every table, those that point at others first."""
    for table in ("run", "version_scheme", "version_concept", "vocabulary_version", "concept_state"):
        op.drop_table(table)
    for table in (
        "review",
        "policy",
        "unknown_tag",
        "suggestion",
        "annotation",
        "record_raw",
        "record",
        "asset",
        "connection",
    ):
        op.drop_table(table)


def _text(name: str, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text, nullable=nullable)


def _key(name: str, *foreign: sa.ForeignKey) -> "sa.Column[str]":
    return sa.Column(name, ORDERED, *foreign, primary_key=True)


def _records() -> None:
    op.create_table(
        "connection",
        _key("name"),
        sa.Column("position", sa.Integer, nullable=False),
        _text("connector"),
        _text("settings"),
        _text("cursor"),
    )
    op.create_table(
        "asset",
        _key("id"),
        _text("content"),
        _text("enriched_content"),
        _text("enriched_stamp"),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("projected_revision", sa.Integer, nullable=False),
        sa.Column("live", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    behind = sa.text("revision > projected_revision")
    op.create_index("ix_asset_unprojected", "asset", ["id"], sqlite_where=behind, postgresql_where=behind)
    op.create_table(
        "record",
        _key("connection", sa.ForeignKey("connection.name")),
        _key("external_id"),
        sa.Column("asset_id", ORDERED, sa.ForeignKey("asset.id"), nullable=False, index=True),
        _text("etag"),
        sa.Column("digest", sa.Text, index=True),
        sa.Column("gone", sa.Boolean, nullable=False),
        _text("payload"),
    )
    op.create_table(
        "record_raw",
        _key("connection"),
        _key("external_id"),
        _text("payload"),
        sa.ForeignKeyConstraint(["connection", "external_id"], ["record.connection", "record.external_id"]),
    )


def _findings() -> None:
    op.create_table(
        "annotation",
        _key("asset_id", sa.ForeignKey("asset.id")),
        _key("concept"),
        _text("origin"),
        _text("attributed_to"),
        sa.Column("score", sa.Float, nullable=False),
        _text("evidence"),
        _text("vocabulary"),
        _text("decision"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "suggestion",
        _key("asset_id", sa.ForeignKey("asset.id")),
        _key("concept"),
        sa.Column("score", sa.Float, nullable=False),
        _text("evidence"),
        _text("annotator"),
        _text("vocabulary"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_suggestion_queue", "suggestion", [sa.text("score DESC"), "asset_id", "concept"])
    op.create_table(
        "unknown_tag",
        _key("asset_id", sa.ForeignKey("asset.id")),
        _key("tag"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "policy",
        _key("asset_id", sa.ForeignKey("asset.id")),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("record", ORDERED, nullable=False),
        _text("status"),
        _text("payload"),
        sqlite_with_rowid=False,
    )


def _reviews() -> None:
    op.create_table(
        "review",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("asset_id", ORDERED, sa.ForeignKey("asset.id"), nullable=False),
        sa.Column("concept", ORDERED, nullable=False),
        _text("decision"),
        _text("reviewer"),
        _text("at"),
    )


def _vocabularies() -> None:
    op.create_table(
        "concept_state",
        sa.Column("digest", sa.LargeBinary, primary_key=True),
        _text("payload"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "vocabulary_version",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("name", ORDERED, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        _text("digest"),
        sa.Column("concepts", sa.Integer, nullable=False),
        _text("imported_at"),
        _text("source"),
        sa.UniqueConstraint("name", "number"),
    )
    op.create_table(
        "version_concept",
        sa.Column("version_id", sa.Integer, sa.ForeignKey("vocabulary_version.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("digest", sa.LargeBinary, sa.ForeignKey("concept_state.digest"), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "version_scheme",
        sa.Column("version_id", sa.Integer, sa.ForeignKey("vocabulary_version.id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        _text("payload"),
    )


def _runs() -> None:
    op.create_table(
        "run",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("connection", ORDERED, nullable=False, index=True),
        _text("state"),
        _text("started_at"),
        _text("finished_at", nullable=True),
        _text("counts"),
        _text("message"),
    )
