"""Placements, which systems were told of them, and feedback on recommendations."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add their tables."""
    op.create_table(
        "placement",
        sa.Column("id", ORDERED, primary_key=True),
        *(sa.Column(name, ORDERED, nullable=False) for name in ("connection", "external_id")),
        sa.Column("at", sa.Text, nullable=False),
        *(sa.Column(name, ORDERED, nullable=False) for name in ("host", "document", "campaign")),
        sa.Column("payload", sa.Text, nullable=False),
    )
    op.create_index("ix_placement_record", "placement", ["connection", "external_id"])
    op.create_index("ix_placement_document", "placement", ["document"])
    op.create_index("ix_placement_at", "placement", ["at", "id"])
    op.create_table(
        "placement_report",
        *(sa.Column(name, ORDERED, primary_key=True) for name in ("connection", "placement")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("at", "refused")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "feedback",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        *(sa.Column(name, ORDERED, nullable=False) for name in ("brief", "asset")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("liking", "payload")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_feedback_said_of", "feedback", ["brief", "asset"], unique=True)
    done = sa.column("liking") != "shown"
    op.create_index("ix_feedback_done", "feedback", ["number"], sqlite_where=done, postgresql_where=done)


def downgrade() -> None:
    """Drop them; where assets stand in documents is told again by whoever opens those."""
    for name in ("feedback", "placement_report", "placement"):
        op.drop_table(name)
