"""Notices of rights, their way to every channel and their log; secret addresses of calendars."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add their tables."""
    op.create_table(
        "notice",
        sa.Column("key", ORDERED, primary_key=True),
        sa.Column("at", ORDERED, nullable=False),
        sa.Column("in_use", sa.Boolean, nullable=False),
        sa.Column("day", ORDERED, nullable=False),
        sa.Column("acknowledged_by", sa.Text, nullable=False),
        sa.Column("acknowledged_at", sa.Text, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "notice_way",
        sa.Column("channel", ORDERED, primary_key=True),
        sa.Column("key", ORDERED, primary_key=True),
        sa.Column("told_at", ORDERED, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "notice_event",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", ORDERED, nullable=False, index=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("at", "what", "who", "detail")),
    )
    op.create_table(
        "calendar_feed",
        sa.Column("name", ORDERED, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False, unique=True),
        sa.Column("at", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them; notices are found anew, and told anew."""
    for name in ("calendar_feed", "notice_event", "notice_way", "notice"):
        op.drop_table(name)
