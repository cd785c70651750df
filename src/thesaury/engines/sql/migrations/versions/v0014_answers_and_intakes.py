"""Answers to questions about rights, and licence texts on their way in."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add their tables."""
    op.create_table(
        "kept_answer",
        sa.Column("number", sa.Integer, primary_key=True),
        *(sa.Column(name, ORDERED, nullable=False, index=True) for name in ("at", "who", "asset")),
        *(sa.Column(name, ORDERED, nullable=False) for name in ("where", "verdict")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("title", "asked", "reason", "records", "digest")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "intake",
        sa.Column("id", ORDERED, primary_key=True),
        *(sa.Column(name, ORDERED, nullable=False) for name in ("who", "at", "state")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("text", "name", "fields", "assets", "kept")),
    )
    op.create_index("ix_intake_state", "intake", ["state", "at"])


def downgrade() -> None:
    """Drop them; rights records that were made of an intake stay."""
    for name in ("intake", "kept_answer"):
        op.drop_table(name)
