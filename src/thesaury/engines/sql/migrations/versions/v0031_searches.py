"""Kept searches, and the order in which usage events were kept or changed."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
NUMBERED = """
UPDATE usage_event SET revision = numbered.place
FROM (SELECT connection, id, row_number() OVER (ORDER BY connection, id) AS place FROM usage_event) AS numbered
WHERE usage_event.connection = numbered.connection AND usage_event.id = numbered.id
"""


def upgrade() -> None:
    """Number the events there are, by connection and id; no search was kept before."""
    op.add_column("usage_event", sa.Column("revision", sa.Integer, nullable=False, server_default="0"))
    op.execute(NUMBERED)
    op.create_index("ix_usage_event_revision", "usage_event", ["revision"])
    op.create_table(
        "kept_search",
        sa.Column("id", ORDERED, primary_key=True),
        sa.Column("at", ORDERED, nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_kept_search_at", "kept_search", ["at"])
    op.create_table(
        "kept_search_state",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("changes", sa.Integer, nullable=False),
    )
    op.create_table(
        "session_day",
        sa.Column("day", ORDERED, primary_key=True),
        sa.Column("key", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them, and forget the order."""
    for name in ("session_day", "kept_search_state", "kept_search"):
        op.drop_table(name)
    op.drop_index("ix_usage_event_revision", "usage_event")
    op.drop_column("usage_event", "revision")
