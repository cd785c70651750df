"""Scheduled reports, and which were sent."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
TOLD = ("frequency", "way", "recipients", "span", "market", "language", "made_at", "by")


def upgrade() -> None:
    """Add their tables."""
    op.create_table(
        "report_schedule",
        sa.Column("id", ORDERED, primary_key=True),
        sa.Column("name", ORDERED, nullable=False, unique=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in TOLD),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "report_sending",
        *(sa.Column(name, ORDERED, primary_key=True) for name in ("schedule", "turn")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("state", "at", "next_at", "message")),
        sa.Column("attempts", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them; no report goes out any more."""
    for name in ("report_sending", "report_schedule"):
        op.drop_table(name)
