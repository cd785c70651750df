"""Saved searches with their feeds, and what they found."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add their tables."""
    op.create_table(
        "saved_search",
        sa.Column("id", ORDERED, primary_key=True),
        sa.Column("name", ORDERED, nullable=False, unique=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("words", "filters", "at", "stamp")),
        sa.Column("digest", sa.Text, nullable=False, index=True),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "sighting",
        sa.Column("search", ORDERED, primary_key=True),
        sa.Column("asset", ORDERED, primary_key=True),
        sa.Column("at", ORDERED, nullable=False),
        sa.Column("found", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them; searches are lost."""
    for name in ("sighting", "saved_search"):
        op.drop_table(name)
