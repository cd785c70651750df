"""Keys with which other tools ask the vocabularies."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add their table."""
    op.create_table(
        "service_key",
        sa.Column("name", ORDERED, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False, unique=True),
        sa.Column("at", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop it; addresses with these keys answer no more."""
    op.drop_table("service_key")
