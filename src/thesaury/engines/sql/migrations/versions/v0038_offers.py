"""What the agency offers, and what was taken over from it."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Nothing was offered yet."""
    texts = ("digest", "at", "by", "note", "declined_at", "declined_by")
    op.create_table(
        "vocabulary_offer",
        sa.Column("vocabulary", ORDERED, primary_key=True),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("version", "concepts")),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "taken_vocabulary",
        sa.Column("vocabulary", ORDERED, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("digest", "at", "by")),
        sa.Column("followed", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them."""
    for name in ("taken_vocabulary", "vocabulary_offer"):
        op.drop_table(name)
