"""Questions of one's own in SPARQL, saved and shared."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Add their table."""
    op.create_table(
        "saved_question",
        sa.Column("id", ORDERED, primary_key=True),
        *(sa.Column(name, ORDERED, nullable=False) for name in ("owner", "name")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("sparql", "at")),
        sa.Column("shared", sa.Boolean, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_saved_question_owner", "saved_question", ["owner", "name"], unique=True)


def downgrade() -> None:
    """Drop it; the questions are lost."""
    op.drop_table("saved_question")
