"""Answers to writes under a key of the caller's, so that a write sent twice is done once."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add their table."""
    op.create_table(
        "reply",
        sa.Column("caller", ORDERED, primary_key=True),
        sa.Column("key", ORDERED, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("headers", "body")),
        sa.Column("secret", sa.Boolean, nullable=False),
        sa.Column("at", sa.Float, nullable=False, index=True),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop it; writes that are sent again are done again."""
    op.drop_table("reply")
