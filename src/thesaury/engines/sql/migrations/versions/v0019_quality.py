"""Scores of vocabularies over time."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add their table; it fills as versions are looked at."""
    op.create_table(
        "quality_score",
        sa.Column("vocabulary", ORDERED, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("scheme", ORDERED, primary_key=True),
        sa.Column("score", sa.Float, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("concepts", "clean")),
        sa.Column("rules", sa.Text, nullable=False),
        sa.Column("formula", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop it; scores can be worked out again."""
    op.drop_table("quality_score")
