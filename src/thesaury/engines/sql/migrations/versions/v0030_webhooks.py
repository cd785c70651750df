"""Outgoing webhooks: endpoints, how far they were told, and messages; and which rights changed, in their order."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
TOLD = ("address", "kinds", "channels", "state", "made_at", "by", "note", "message")
INDICES = {
    "ix_webhook_message_made": ("made_at", "id"),
    "ix_webhook_message_of": ("endpoint", "state", "made_at"),
    "ix_webhook_message_done": ("state", "done_at"),
    "ix_webhook_message_due": ("state", "next_at"),
}


def upgrade() -> None:
    """Add their tables; what changed before is told to nobody."""
    op.create_table(
        "webhook_endpoint",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", ORDERED, nullable=False, unique=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in TOLD),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "webhook_cursor",
        *(sa.Column(name, ORDERED, primary_key=True) for name in ("endpoint", "stream")),
        sa.Column("cursor", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "webhook_message",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        *(sa.Column(name, ORDERED, nullable=False) for name in ("endpoint", "id")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "body")),
        *(sa.Column(name, ORDERED, nullable=False) for name in ("made_at", "state", "next_at", "done_at")),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("attempts", "status")),
        sa.Column("message", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_webhook_message_id", "webhook_message", ["endpoint", "id"], unique=True)
    for name, columns in INDICES.items():
        op.create_index(name, "webhook_message", list(columns))
    op.create_table(
        "rights_change",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        *(sa.Column(name, ORDERED, nullable=False) for name in ("record", "place")),
        sa.Column("version", sa.Integer, nullable=False),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Drop them; what was still to be told is told to nobody."""
    for name in ("rights_change", "webhook_message", "webhook_cursor", "webhook_endpoint"):
        op.drop_table(name)
