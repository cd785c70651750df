"""Drafts of vocabularies."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")
CURRENT = "state IN ('open', 'publishing')"


def upgrade() -> None:
    """Add their tables."""
    op.create_table(
        "vocabulary_draft",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("vocabulary", ORDERED, nullable=False, index=True),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("base", "number", "version")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("state", "by", "at", "ended_by", "ended_at", "note")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "vocabulary_draft_current",
        "vocabulary_draft",
        ["vocabulary"],
        unique=True,
        sqlite_where=sa.text(CURRENT),
        postgresql_where=sa.text(CURRENT),
    )
    op.create_table(
        "vocabulary_edit",
        sa.Column("draft", sa.Integer, sa.ForeignKey("vocabulary_draft.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("at", "who", "edit", "touched", "undone_by", "held")),
        sa.Column("changed", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them; what was not published is lost."""
    for name in ("vocabulary_edit", "vocabulary_draft"):
        op.drop_table(name)
