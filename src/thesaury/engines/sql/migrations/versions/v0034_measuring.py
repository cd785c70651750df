"""How far the graph of analysis was brought up to date."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Nothing is in the graph of analysis yet."""
    op.create_table(
        "measuring_mark",
        sa.Column("name", ORDERED, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "measured_record",
        sa.Column("record", ORDERED, primary_key=True),
        sa.Column("asset", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them: the graph is made anew."""
    for name in ("measured_record", "measuring_mark"):
        op.drop_table(name)
