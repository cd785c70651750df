"""Proposed terms and what people say of them."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add their tables, and find the assets of an unknown tag by an index."""
    op.create_table(
        "proposal",
        sa.Column("id", ORDERED, primary_key=True),
        sa.Column("form", ORDERED, nullable=False, unique=True),
        *(sa.Column(name, ORDERED, nullable=False) for name in ("term", "sorted_term", "language", "by", "at")),
        sa.Column("state", ORDERED, nullable=False, index=True),
        sa.Column("revision", sa.Integer, nullable=False),
        *(sa.Column(name, ORDERED, nullable=False) for name in ("into", "concept", "to")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("ruling", "errand")),
        sa.Column("assets", sa.Integer, nullable=False),
        sa.Column("worth", sa.Float, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("words", "gathered")),
    )
    op.create_table(
        "proposal_use",
        *(sa.Column(name, ORDERED, primary_key=True) for name in ("proposal", "kind", "value")),
        sa.Column("assets", sa.Integer, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "proposal_step",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("proposal", ORDERED, nullable=False, index=True),
        *(sa.Column(name, ORDERED, nullable=False) for name in ("at", "who")),
        sa.Column("kind", ORDERED, nullable=False, index=True),
        sa.Column("text", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "proposal_gathering",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("begun", "done")),
    )
    op.create_index("ix_unknown_tag_tag", "unknown_tag", ["tag"])


def downgrade() -> None:
    """Drop them; what was decided of a term is lost, the tags stay."""
    op.drop_index("ix_unknown_tag_tag", "unknown_tag")
    for name in ("proposal_gathering", "proposal_step", "proposal_use", "proposal"):
        op.drop_table(name)
