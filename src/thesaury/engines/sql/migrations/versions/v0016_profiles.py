"""Profiles that say which tags an asset needs."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add their table."""
    op.create_table(
        "profile",
        sa.Column("name", ORDERED, primary_key=True),
        sa.Column("definition", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop it; assets are checked against no profile again."""
    op.drop_table("profile")
