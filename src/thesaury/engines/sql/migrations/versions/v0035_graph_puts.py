"""What was put into graph stores elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

ORDERED = sa.Text().with_variant(sa.TEXT(collation="C"), "postgresql")


def upgrade() -> None:
    """Nobody knows what is there: everything is put once more where a connection keeps it."""
    op.create_table(
        "graph_put",
        *(sa.Column(name, ORDERED, primary_key=True) for name in ("connection", "graph")),
        sa.Column("statements", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("digest", "at", "failed")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "graph_round",
        sa.Column("connection", ORDERED, primary_key=True),
        sa.Column("seconds", sa.Float, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("ended", "seen", "whole", "failed")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop them: everything is put once more."""
    for name in ("graph_round", "graph_put"):
        op.drop_table(name)
